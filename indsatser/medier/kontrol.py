"""The one door for uploads: what a file is, is asked of its content and not of its name.

`valider` is django-filer's validator for every type that the portal takes (settings), so its upload, its form and
whatever else asks `filer.validation.validate_upload` come through here. Refused means a Danish message and nothing
kept; what may stay is cleaned in place: an SVG of what could run, a photo of where it was taken.
"""

import mimetypes
import zipfile
from pathlib import PurePath
from threading import Lock

from django.core.exceptions import ValidationError
from filer.validation import FileValidationError, validate_upload
from PIL import Image

from . import metadata, svg
from .filtyper import (
    BILLEDFORMATER,
    HVORFOR_IKKE,
    INDHOLD,
    MB,
    MODTAGES,
    genkend,
    type_efter_navn,
)

MEGAPIXELS = 50
FLEST_PIXELS = MEGAPIXELS * 1_000_000
"""In the picture, and for one that moves in all its frames together, five times as many."""
ZIP_MB, ZIP_FILER, ZIP_GANGE = 250, 10_000, 200
"""How much an Office document may hold when unpacked, in how many parts, and how many times its packed size."""
HOVED = 64 * 1024

UDPAKNING = Lock()
"""One picture at a time is unpacked in a process: each may take 200 MB, and the others are to be served meanwhile."""

Image.MAX_IMAGE_PIXELS = FLEST_PIXELS  # Pillow's own guard, wherever else a picture is opened

_HALV = "Filen er gået i stykker eller kun kommet halvt med. Gem den igen på din egen maskine, og prøv så igen."


def forundersoeg(upload, bruger):
    """Ask before anybody reads the file for another purpose; it is then not asked again."""
    mime = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    if type_efter_navn(upload.name) is None:
        _afvis(upload.name, _ukendt_type(upload.name))
    validate_upload(upload.name, upload, bruger, mime)
    upload.size = _laengde(upload)  # cleaning made it another
    upload.kontrolleret = True


def valider(file_name, file, owner, mime_type):
    """The signature is django-filer's."""
    if getattr(file, "kontrolleret", False):
        return
    file.seek(0)
    try:
        _kontroller(file_name, file)
    except ValidationError as fejl:
        _afvis(file_name, fejl.message)
    file.seek(0)


def _afvis(navn, besked):
    raise FileValidationError(f"«{PurePath(navn).name}» blev ikke gemt. {besked}")


def _ukendt_type(navn):
    endelse = PurePath(navn).suffix.lower()
    return HVORFOR_IKKE.get(endelse) or f"Portalen tager imod {MODTAGES}."


def _kontroller(navn, fil):
    type_ = type_efter_navn(navn)
    if type_ is None:
        raise ValidationError(_ukendt_type(navn))
    if _laengde(fil) > type_.stoerst * MB:
        raise ValidationError(
            f"Filen fylder {_laengde(fil) / MB:.0f} MB, og grænsen er {type_.stoerst} MB for et {type_.navn}. "
            "Gør den mindre, og prøv igen."
        )
    fundet = genkend(fil.read(HOVED))
    fil.seek(0)
    if fundet != type_.signatur:
        raise ValidationError(_er_noget_andet(type_, fundet))
    _KONTROL[type_.signatur](fil, type_)


def _laengde(fil):
    fil.seek(0, 2)
    laengde = fil.tell()
    fil.seek(0)
    return laengde


def _er_noget_andet(type_, fundet):
    if fundet == "ukendt":
        return f"Indholdet er ikke et {type_.navn}, som endelsen siger. {_HALV}"
    hvad = INDHOLD.get(fundet, fundet)
    besked = f"Endelsen siger {type_.navn}, men indholdet er {hvad}. "
    return besked + HVORFOR_IKKE.get(
        fundet, "Gem filen i det format, endelsen siger, og prøv igen."
    )


# --- pictures


def _billede(fil, type_):
    with UDPAKNING:
        try:
            with Image.open(fil, formats=[BILLEDFORMATER[type_.signatur]]) as billede:
                _maal_foer_udpakning(billede)
                _pak_ud(billede)
            fil.seek(0)
            renset = metadata.uden_position(fil.read(), type_.signatur)
        except Image.DecompressionBombError as fejl:
            raise ValidationError(_for_mange_pixels()) from fejl
        except (OSError, EOFError, SyntaxError, ValueError, IndexError, KeyError) as fejl:
            raise ValidationError(_HALV) from fejl
    _skriv(fil, renset)


def _maal_foer_udpakning(billede):
    """By the header alone; of an animation all frames count, for they are unpacked together when it is cleaned."""
    bredde, hoejde = billede.size
    if bredde * hoejde > FLEST_PIXELS:
        raise ValidationError(_for_mange_pixels(f" Det er {bredde} × {hoejde} pixels."))
    if bredde * hoejde * getattr(billede, "n_frames", 1) > FLEST_PIXELS:
        raise ValidationError("Billedet bevæger sig for længe. Gør det kortere eller mindre.")


def _for_mange_pixels(hvor_mange=""):
    return (
        f"Billedet er for stort: grænsen er {MEGAPIXELS} megapixels, fx 8000 × 6000.{hvor_mange} "
        "Gør det mindre, og prøv igen."
    )


def _pak_ud(billede):
    for nummer in range(getattr(billede, "n_frames", 1)):
        billede.seek(nummer)
        billede.load()


def _skriv(fil, indhold):
    fil.seek(0)
    fil.truncate()
    fil.write(indhold)
    fil.seek(0)


def _svg(fil, type_):
    _skriv(fil, svg.renset(fil.read()))


# --- documents


def _pdf(fil, type_):
    fil.seek(-min(2048, _laengde(fil)), 2)
    if b"%%EOF" not in fil.read():
        raise ValidationError(_HALV)


def _kontordokument(fil, type_):
    try:
        with zipfile.ZipFile(fil) as pakke:
            _ikke_en_bombe(pakke)
            if pakke.testzip():
                raise ValidationError(_HALV)
            indholdstype = _indholdstype(pakke)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as fejl:
        raise ValidationError(_HALV) from fejl
    if indholdstype != type_.mime:
        raise ValidationError(
            f"Endelsen siger {type_.navn}, men indholdet er noget andet. Åbn filen i det program, den er lavet i, "
            "og gem den igen uden makroer."
        )


def _ikke_en_bombe(pakke):
    """By what the parts say they hold; reading stops there too."""
    dele = pakke.infolist()
    i_alt = sum(del_.file_size for del_ in dele)
    pakket = sum(del_.compress_size for del_ in dele)
    if len(dele) > ZIP_FILER or i_alt > ZIP_MB * MB or i_alt > max(pakket, MB // 10) * ZIP_GANGE:
        raise ValidationError(
            "Dokumentet fylder alt for meget, når det pakkes ud. Gør det mindre, og prøv igen."
        )


def _indholdstype(pakke):
    """The type that the document itself says it is; one with macros says another than `TYPER` knows."""
    navne = set(pakke.namelist())
    if "mimetype" in navne:
        return pakke.read("mimetype").decode("ascii", "replace").strip()
    if "[Content_Types].xml" not in navne or any("vbaProject" in navn for navn in navne):
        return ""
    for mappe, slags in (("word/", "wordprocessingml.document"), ("xl/", "spreadsheetml.sheet")):
        if any(navn.startswith(mappe) for navn in navne):
            return f"application/vnd.openxmlformats-officedocument.{slags}"
    er_dias = any(navn.startswith("ppt/") for navn in navne)
    return (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        if er_dias
        else ""
    )


def _tekst(fil, type_):
    """No zeros, and nothing that could be taken for a web page, also further down."""
    while stykke := fil.read(MB):
        if b"\0" in stykke or genkend(stykke) in ("html", "svg"):
            raise ValidationError(_er_noget_andet(type_, "html"))


_KONTROL = {
    **dict.fromkeys(BILLEDFORMATER, _billede),
    "svg": _svg,
    "pdf": _pdf,
    "zip": _kontordokument,
    "tekst": _tekst,
}
