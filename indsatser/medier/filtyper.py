"""Which files the portal takes, how large, and how their first bytes tell what they are."""

import re
from pathlib import PurePath
from typing import NamedTuple

MB = 1024 * 1024
BILLEDE_MB, SVG_MB, DOKUMENT_MB = 20, 2, 50
"""The largest files of each kind; deploy/nginx.conf and `MAX_UPLOAD_MB` agree with the largest of them."""


class Type(NamedTuple):
    navn: str
    mime: str
    signatur: str
    """What `genkend` calls its first bytes."""
    stoerst: int
    """Megabytes."""


def _billede(navn, mime, signatur):
    return Type(navn, mime, signatur, BILLEDE_MB)


def _dokument(navn, mime, signatur="zip"):
    return Type(navn, mime, signatur, DOKUMENT_MB)


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_JPEG = _billede("JPEG-billede", "image/jpeg", "jpeg")

TYPER = {
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": _billede("PNG-billede", "image/png", "png"),
    ".webp": _billede("WebP-billede", "image/webp", "webp"),
    ".avif": _billede("AVIF-billede", "image/avif", "avif"),
    ".gif": _billede("GIF-billede", "image/gif", "gif"),
    ".svg": Type("SVG-tegning", "image/svg+xml", "svg", SVG_MB),
    ".pdf": _dokument("PDF-dokument", "application/pdf", "pdf"),
    ".docx": _dokument("Word-dokument", f"{_OOXML}.wordprocessingml.document"),
    ".xlsx": _dokument("Excel-regneark", f"{_OOXML}.spreadsheetml.sheet"),
    ".pptx": _dokument("PowerPoint-præsentation", f"{_OOXML}.presentationml.presentation"),
    ".odt": _dokument("OpenDocument-tekst", f"{_ODF}.text"),
    ".ods": _dokument("OpenDocument-regneark", f"{_ODF}.spreadsheet"),
    ".odp": _dokument("OpenDocument-præsentation", f"{_ODF}.presentation"),
    ".csv": _dokument("CSV-fil", "text/csv", "tekst"),
    ".txt": _dokument("tekstfil", "text/plain", "tekst"),
}
MIMETYPER = list(dict.fromkeys(type_.mime for type_ in TYPER.values()))
BILLEDFORMATER = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
"""Name of a signature → what Pillow calls the format."""

MODTAGES = "JPEG, PNG, WebP, AVIF, GIF, SVG, PDF, docx, xlsx, pptx, odt, ods, odp, csv og txt"

_HEIC = (
    "Telefonens format HEIC kan ikke vises i alle browsere. Gem billedet som JPEG, og prøv igen. På en iPhone "
    "vælger du Indstillinger → Kamera → Formater → «Mest kompatible», eller du sender billedet til dig selv i en mail."
)
_FILM = (
    "Film kan ikke lægges i portalen: de skal have undertekster og en afspiller. Læg filmen på kommunens "
    "filmtjeneste, og sæt et link til den."
)
_GAMMEL_OFFICE = (
    "Filen er i et gammelt Office-format. Gem den som docx, xlsx, pptx eller PDF, og prøv igen."
)
HVORFOR_IKKE = {
    **dict.fromkeys([".heic", ".heif", ".hif", "heic"], _HEIC),
    **dict.fromkeys([".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".wmv", "film"], _FILM),
    **dict.fromkeys([".doc", ".xls", ".ppt", "gammel-office"], _GAMMEL_OFFICE),
}
"""What to do instead, by the file's ending or by what it turned out to be."""

INDHOLD = {
    **{
        type_.signatur: type_.navn
        for type_ in TYPER.values()
        if type_.signatur not in ("zip", "tekst")
    },
    **{
        "zip": "en zip-fil eller et Office-dokument",
        "html": "en webside (HTML)",
        "tekst": "ren tekst",
    },
    **{"heic": "et HEIC-billede", "film": "en film", "gammel-office": "et gammelt Office-dokument"},
    **{"program": "et program", "tom": "en tom fil"},
}
"""What a file turned out to be, in words."""

_FOERSTE = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammel-office"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
_MAERKER = {b"avif": "avif", b"avis": "avif"} | dict.fromkeys(
    (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"), "heic"
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|form|meta|link|style|a\s|img\s|\?php)",
    re.I,
)
_SVG = re.compile(rb"<\s*(?:[a-z]+:)?svg[\s>]", re.I)


def type_efter_navn(navn):
    """The type that the file's ending promises, or None."""
    return TYPER.get(PurePath(navn).suffix.lower())


def genkend(hoved):
    """What the first bytes of a file are, as a key of `INDHOLD`; «ukendt» when they say nothing."""
    if not hoved:
        return "tom"
    for bytes_, signatur in _FOERSTE:
        if hoved.startswith(bytes_):
            return signatur
    if hoved[:4] == b"RIFF":
        return {b"WEBP": "webp", b"AVI ": "film"}.get(hoved[8:12], "ukendt")
    if hoved[4:8] == b"ftyp":
        return _ftyp(hoved)
    if b"%PDF-" in hoved[:1024]:
        return "pdf"
    return _maerkesprog(hoved)


def _ftyp(hoved):
    """AVIF, HEIC and films share a container; the brands say which. The generic `mif1` may be either."""
    maerker = [hoved[i : i + 4] for i in (8, *range(16, min(64, int.from_bytes(hoved[:4])), 4))]
    fundne = {_MAERKER[maerke] for maerke in maerker if maerke in _MAERKER}
    return "avif" if "avif" in fundne else "heic" if fundne else "film"


def _maerkesprog(hoved):
    tekst = hoved.replace(b"\0", b"")  # UTF-16 hides the letters between zeros
    svg, html = _SVG.search(tekst), _HTML.search(tekst)
    if svg and not (html and html.start() < svg.start()):
        return "svg"
    if html:
        return "html"
    return "ukendt" if b"\0" in hoved else "tekst"
