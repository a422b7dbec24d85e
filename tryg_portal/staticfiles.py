from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Static files by content hash and compressed; a package's own broken reference does not stop the collecting."""

    manifest_strict = False
