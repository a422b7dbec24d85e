"""An upload or a paste → rows, as lines of JSON in a file of our own. Never the whole of it in memory.

A line is `[number of the row in the file, [cells]]`; the first is the row of headings. Cells are texts, and from a
spreadsheet numbers too.
"""

import codecs
import csv
import io
import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import NamedTuple

from ..medier.filtyper import DOKUMENT_MB, HVORFOR_IKKE, INDHOLD, MB, genkend
from ..medier.kontrol import forundersoeg
from . import Afvist, ark
from .kolonner import felt_for

FLEST_RAEKKER = 250_000
SKEL = {";": "semikolon", ",": "komma", "\t": "tabulator"}
TEKSTFILER, REGNEARK = (".csv", ".txt", ".tsv"), (".xlsx", ".ods")
_FORKLARING = "#"
"""A row that begins so explains the columns, as in the template."""
_STYKKE = 1024 * 1024
_KENDT = set("æøåÆØÅéÉèÈüÜöÖäÄáÁàóíúñçôêëß§°±²³µ½«»–—’“”…€·´\u00a0")
"""What a Danish text of Windows-1252 holds beside ASCII; other signs are those of another encoding, misread."""
_GEM_SOM = "Gem filen som «CSV UTF-8» i Excel eller som xlsx, og prøv igen."


class Laest(NamedTuple):
    hvordan: str
    """What was found, to be said on the page."""
    kolonner: list
    raekker: int


def laes_upload(upload, bruger, til):
    """Rows of an upload into the path `til`; the answer says how it was read. Refuses with a message."""
    endelse = PurePath(upload.name).suffix.lower()
    if endelse in REGNEARK:
        forundersoeg(upload, bruger)
        return _laes_ark(upload, endelse, til)
    if endelse not in TEKSTFILER:
        andet = "Vælg en CSV-fil, et Excel-regneark (xlsx) eller et OpenDocument-regneark (ods)."
        raise Afvist(HVORFOR_IKKE.get(endelse) or andet)
    if upload.size > DOKUMENT_MB * MB:
        raise Afvist(
            f"Filen fylder over {DOKUMENT_MB} MB. Del den i flere, og læs dem ind hver for sig."
        )
    return _laes_tekstfil(upload, til)


# --- spreadsheets


@contextmanager
def _paa_disken(upload, endelse):
    """The path of the upload; a small one lies in memory until it is written."""
    if hasattr(upload, "temporary_file_path"):
        upload.flush()
        yield upload.temporary_file_path()
        return
    with tempfile.NamedTemporaryFile(suffix=endelse) as fil:
        upload.seek(0)
        for stykke in upload.chunks():
            fil.write(stykke)
        fil.flush()
        yield fil.name


def _laes_ark(upload, endelse, til):
    with _paa_disken(upload, endelse) as sti:
        kald = [sys.executable, "-I", ark.__file__, sti, str(til), str(FLEST_RAEKKER)]
        try:
            svar = subprocess.run(kald, capture_output=True, timeout=2 * ark.SEKUNDER, check=False)
        except subprocess.TimeoutExpired:
            raise Afvist(_ARK_FEJL["stort"]) from None
    if svar.returncode:
        raise Afvist(_ARK_FEJL.get(svar.returncode, _ARK_FEJL["stort"]))
    fundet = json.loads(svar.stdout)
    andre = f"; {fundet['andre']} andre ark er ikke læst" if fundet["andre"] else ""
    return f"Arket «{fundet['ark'][:80]}»{andre}"


_ARK_FEJL = {
    ark.TOM: "Regnearket er tomt.",
    ark.FOR_MANGE: f"Der er over {FLEST_RAEKKER:,} rækker. Del filen i flere.".replace(",", "."),
    ark.ULAESELIG: "Regnearket er gået i stykker eller låst med en adgangskode. Gem det igen uden, og prøv så igen.",
    "stort": (
        "Regnearket fylder for meget, når det åbnes. Se, om der står noget langt ude eller nede i arket, "
        "slet det, eller gem arket som CSV, og prøv igen."
    ),
}


# --- texts


def _laes_tekstfil(upload, til):
    upload.seek(0)
    tegnsaet = find_tegnsaet(upload)
    upload.seek(0)
    tekst = io.TextIOWrapper(_UdenLuk(upload), encoding=tegnsaet, newline="")
    return f"{_skriv_csv(tekst, til)}, {_TEGNSAET[tegnsaet]}"


class _UdenLuk(io.RawIOBase):
    """A reader's end is not the end of the upload: that is kept afterwards."""

    def __init__(self, upload):
        self.upload = upload

    def readable(self):
        return True

    def readinto(self, plads):
        stykke = self.upload.read(len(plads))
        plads[: len(stykke)] = stykke
        return len(stykke)


_TEGNSAET = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}


def find_tegnsaet(fil):
    """UTF-8, UTF-16 with its mark, or Windows-1252 that reads as Danish; anything else is refused, not guessed at."""
    hoved = fil.read(4096)
    if hoved.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _kan_laeses(fil, "utf-16", Afvist(f"Filens tegn er gået i stykker. {_GEM_SOM}"))
        return "utf-16"
    fundet = genkend(hoved)
    if fundet not in ("tekst", "tom"):
        hvad = INDHOLD.get(fundet, "noget andet end tekst")
        raise Afvist(f"Endelsen siger, at det er en tekstfil, men indholdet er {hvad}. {_GEM_SOM}")
    if _kan_laeses(fil, "utf-8"):
        return "utf-8-sig"
    _kan_laeses(
        fil,
        "cp1252",
        Afvist(
            f"Filens tegn kan ikke læses med sikkerhed: æ, ø og å ville blive forkerte. {_GEM_SOM}"
        ),
    )
    return "cp1252"


def _kan_laeses(fil, tegnsaet, ellers=None):
    fil.seek(0)
    afkod = codecs.getincrementaldecoder(tegnsaet)()
    try:
        while stykke := fil.read(_STYKKE):
            tekst = afkod.decode(stykke)
            fremmede = tegnsaet == "cp1252" and {t for t in set(tekst) if ord(t) > 127} - _KENDT
            if "\0" in tekst or fremmede:
                raise UnicodeError
        afkod.decode(b"", final=True)
    except UnicodeError:
        if ellers:
            raise ellers from None
        return False
    return True


def laes_indsat(tekst, til):
    """Rows of a paste."""
    if "\0" in tekst:
        raise Afvist("Det indsatte er ikke tekst.")
    return _skriv_csv(io.StringIO(tekst.removeprefix("\ufeff"), newline=""), til)


def _skriv_csv(tekst, til):
    begyndelse = tekst.readline(_STYKKE)
    while begyndelse and not begyndelse.strip("\ufeff \t\r\n;,"):
        begyndelse = tekst.readline(_STYKKE)
    if not begyndelse:
        raise Afvist("Der står ingenting i filen.")
    skel = _find_skel(begyndelse)
    linjer = _linjer(begyndelse, tekst)
    with open(til, "w", encoding="utf-8") as ud:
        for antal, (nummer, celler) in enumerate(_csv_raekker(linjer, skel), 1):
            if antal > FLEST_RAEKKER + 1:
                raise Afvist(_ARK_FEJL[ark.FOR_MANGE])
            ud.write(json.dumps([nummer, celler], ensure_ascii=False) + "\n")
    return f"Adskilt af {SKEL[skel]}"


def _linjer(foerste, tekst):
    yield foerste
    yield from tekst


def _find_skel(linje):
    """The one that makes most of the headings ones that are known; a decimal comma cannot deceive it."""

    def kendte(skel):
        celler = next(csv.reader([linje], delimiter=skel), [])
        return sum(bool(felt_for(celle)) for celle in celler), linje.count(skel)

    return max(SKEL, key=kendte)


def _csv_raekker(linjer, skel):
    laeser = csv.reader(linjer, delimiter=skel, strict=True)
    nummer = 0
    try:
        for nummer, celler in enumerate(laeser, 1):
            if any(celle.strip() for celle in celler):
                yield nummer, celler
    except csv.Error:
        raise Afvist(
            f'Række {nummer + 1} kan ikke deles i celler: et anførselstegn («"») er ikke lukket, eller der står noget '
            "efter det. Ret rækken, og prøv igen."
        ) from None


# --- the file of rows


def er_forklaring(celler):
    foerste = next((str(celle).strip() for celle in celler if str(celle).strip()), "")
    return foerste.startswith(_FORKLARING)


def se_raekker(sti):
    """(the headings, how many rows with values there are): the file of rows gone through once."""
    with Path(sti).open(encoding="utf-8") as fil:
        _, overskrifter = json.loads(next(fil))
        antal = sum(not er_forklaring(json.loads(linje)[1]) for linje in fil)
    return overskrifter, antal
