"""What is read from a document when it is put up: size, pages, text, and whether a PDF can be read aloud."""

import json
import logging
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings

from . import laeser
from .filtyper import TYPER

log = logging.getLogger(__name__)

CPU_SEKUNDER, SEKUNDER = 10, 15
"""What a file may cost to read: of the processor's time, and of the editor's at the screen."""
ENDELSER = tuple(
    endelse for endelse, type_ in TYPER.items() if type_.signatur in ("pdf", "zip", "tekst")
)
_STYRETEGN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
_DELT_ORD = re.compile(r"(\w+)[-\u00ad]\s*\n\s*(\w+)")


@dataclass(frozen=True)
class Laest:
    """Of one file; `har_koder` and `har_titel` are None of what is no PDF."""

    stoerrelse: int
    sider: int | None = None
    tekst: str = ""
    har_koder: bool | None = None
    har_titel: bool | None = None
    pdf_sprog: str = ""
    laast: bool = False
    """With a password, so that nobody can read it."""
    helt: bool = True
    """False when not all of it was read: too long, too large, or not what it seemed."""

    @property
    def ord(self):
        """The words of the text, each once, in small letters: a search looks here, in a tenth of the text.

        A word that a line broke in two is there whole as well.
        """
        smaa = self.tekst.lower()
        samlede = (foer + efter for foer, efter in _DELT_ORD.findall(smaa))
        return " ".join(sorted({*re.findall(r"\w+", smaa), *samlede}))


def laes(fil, navn):
    """Reads an open file, which is left at its beginning. A file that cannot be read is told of, and never raises."""
    fil.seek(0)
    data = fil.read()
    fil.seek(0)
    endelse = PurePath(navn).suffix.lower().lstrip(".")
    fundet, helt = ({}, True) if endelse not in laeser.LAESERE else _i_egen_proces(endelse, data)
    if endelse == "pdf":
        fundet = {"har_koder": False, "har_titel": False, **fundet}
    fundet["tekst"] = _ren(fundet.get("tekst", ""))
    return Laest(stoerrelse=len(data), **{**fundet, "helt": helt and fundet.get("helt", True)})


def _i_egen_proces(endelse, data):
    """What it answered before it ended, and whether it ended well."""
    try:
        svar = subprocess.run(
            [sys.executable, "-m", laeser.__name__, endelse, str(CPU_SEKUNDER)],
            input=data,
            capture_output=True,
            timeout=SEKUNDER,
            cwd=settings.BASE_DIR,
            check=False,
        )
        ud, helt, fejl = svar.stdout, svar.returncode == 0, svar.stderr[-500:]
    except subprocess.TimeoutExpired as udloeb:
        ud, helt, fejl = udloeb.output or b"", False, b"took too long"
    if not helt:
        log.warning(
            "A %s file could not be read to the end: %s", endelse, fejl.decode("utf-8", "replace")
        )
    return _saml(ud), helt


def _saml(ud):
    fundet = {}
    for linje in ud.splitlines():
        try:
            fundet |= json.loads(linje)
        except ValueError:  # broken off in the middle of the line
            break
    return fundet


def _ren(tekst):
    """Without what a database refuses, and with å as one sign."""
    hel = tekst.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", _STYRETEGN.sub(" ", hel)).strip()


def tages_imod(navn):
    """A picture is no document."""
    return PurePath(navn).suffix.lower() in ENDELSER
