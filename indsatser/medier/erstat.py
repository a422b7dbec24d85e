"""A file gets a new content and keeps its address: its name in the storage stays, so every link to it goes on."""

from django.core.files.base import ContentFile


def erstat(fil, navn, gem):
    """Writes what lies in `fil.file` under the old name; `gem()` saves the row before it.

    Expects a transaction. When the storage fails, the old content is put back and the row is rolled back with the
    error. Checksum, size and measures were read from the new content when it was put on the row.
    """
    nyt, lager = fil.file.file, fil.file.storage
    fil.file.delete_thumbnails()
    fil._file_data_changed_hint = False
    fil.file = navn
    gem()
    with lager.open(navn) as gammelt:
        foer = gammelt.read()
    try:
        _skriv(lager, navn, nyt)
    except Exception:
        _skriv(lager, navn, ContentFile(foer))
        raise
    fil.file.delete_thumbnails()


def _skriv(lager, navn, indhold):
    """A storage gives another name to what is saved where something lies, so that goes first."""
    indhold.seek(0)
    lager.delete(navn)
    gemt = lager.save(navn, indhold)
    if gemt != navn:
        lager.delete(gemt)
        raise OSError(f"the storage saved {navn} as {gemt}")
