"""Office files as the same bytes each time: what is packed when and in which order is not left to the clock."""

from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TIDLIGST = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file knows."""


def gem(dokument):
    """The bytes of a document from python-docx or python-pptx."""
    raa, ud = BytesIO(), BytesIO()
    dokument.save(raa)
    with ZipFile(raa) as fra, ZipFile(ud, "w") as til:
        for navn in sorted(fra.namelist()):  # «[Content_Types].xml» comes first, as it must
            til.writestr(ZipInfo(navn, TIDLIGST), fra.read(navn), ZIP_DEFLATED, 6)
    return ud.getvalue()


def egenskaber(dokument, indhold):
    """What the file says of itself, with the day of the lock as its time."""
    om = dokument.core_properties
    om.title, om.subject = indhold.titel[:255], indhold.undertitel[:255]
    om.author = om.last_modified_by = "Tryg Aalborg"
    om.language, om.comments, om.keywords, om.revision = "da-DK", "", "", 1
    om.created = om.modified = indhold.laast.astimezone(UTC).replace(tzinfo=None)
