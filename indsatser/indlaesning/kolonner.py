"""The columns of a file: their names, the many other names of each, and what the first row must hold."""

import re
import unicodedata
from typing import NamedTuple

from ..models.felter import dansk_slug
from . import Afvist


class Kolonne(NamedTuple):
    navn: str
    felt: str
    forklaring: str
    andre: tuple = ()
    """Other headings that mean it, as `noegle` writes them."""


KOLONNER = (
    Kolonne("indikator", "indikator", "Indikatorens titel eller adresse", ("serie", "maal")),
    Kolonne(
        "omraade",
        "omraade",
        "Navnet på et område, der måles i",
        ("sted", "geografi", "maaleomraade", "kommune", "area"),
    ),
    Kolonne("opdeling", "opdeling", "Fx Kvinder. Tom: alle under ét", ("gruppe", "breakdown")),
    Kolonne("fra", "fra", "Periodens første dag, fx 2014 eller 1.1.2014", ("periodefra", "start")),
    Kolonne(
        "til",
        "til",
        "Periodens sidste dag. Tom: slutter som fra",
        ("periodetil", "slut", "tilogmed"),
    ),
    Kolonne(
        "vaerdi", "vaerdi", "Tallet, fx 1.583 eller 85,9", ("tal", "antal", "procent", "value")
    ),
    Kolonne("tekst", "tekst_da", "For det, der måles i ord", ("beskrivelse",)),
    Kolonne(
        "stikproeve", "stikproeve", "Antal spurgte", ("antalspurgte", "spurgte", "n", "antalsvar")
    ),
    Kolonne(
        "usikkerhed", "usikkerhed", "Plus og minus, i samme enhed", ("plusminus", "fejlmargin")
    ),
    Kolonne(
        "brud", "brud", "ja, når metoden er en ny fra denne periode", ("brudiserien", "databrud")
    ),
    Kolonne(
        "note", "note_da", "Det, man skal vide om tallet", ("bemaerkning", "noter", "kommentar")
    ),
    Kolonne("kilde", "kilde", "Når den er en anden end indikatorens", ("source",)),
    Kolonne("kilde_link", "kilde_link", "https://…", ("link", "kildelink", "linktilkilden", "url")),
    Kolonne("note_engelsk", "note_en", "Noten på engelsk", ("noteen", "notepaaengelsk")),
    Kolonne(
        "tekst_engelsk", "tekst_en", "Teksten på engelsk", ("teksten", "beskrivelsepaaengelsk")
    ),
)
PERIODE = Kolonne(
    "periode",
    "periode",
    "I stedet for fra og til: 2014, 1. kvartal 2020, marts 2020",
    ("aar", "tid", "tidspunkt", "dato", "maaned", "kvartal", "aarstal", "year"),
)
NOEGLE = ("indikator", "omraade", "opdeling", "fra", "til")
DATA = tuple(k.felt for k in KOLONNER if k.felt not in NOEGLE)
"""What a value carries beside what it is a value of."""
NAVN = {k.felt: k.navn for k in (*KOLONNER, PERIODE)}
ETIKET = {
    **NAVN,
    "omraade": "område",
    "vaerdi": "værdi",
    "stikproeve": "antal spurgte",
    "kilde_link": "link til kilden",
    "note_en": "note på engelsk",
    "tekst_en": "tekst på engelsk",
}
"""As people say it: in messages, and where rows are shown."""


def noegle(overskrift):
    """«Område » and «OMRAADE» are the same heading, and so are «kilde_link» and «Kilde-link»."""
    tekst = unicodedata.normalize("NFC", str(overskrift)).replace("\ufeff", "")
    return re.sub(r"[^a-z0-9]", "", dansk_slug(tekst).casefold())


_FELTER = {
    andet: kolonne.felt
    for kolonne in (*KOLONNER, PERIODE)
    for andet in (noegle(kolonne.navn), *kolonne.andre)
}


def felt_for(overskrift):
    return _FELTER.get(noegle(overskrift))


def find_kolonner(overskrifter, *, uden_indikator=False):
    """The field of each column, None where there is no heading; refuses a first row that cannot be right."""
    felter = [felt_for(o) if str(o).strip() else None for o in overskrifter]
    ukendte = [
        str(o) for o, felt in zip(overskrifter, felter, strict=True) if str(o).strip() and not felt
    ]
    if not any(felter):
        raise Afvist(
            "Den første række har ingen overskrifter, som portalen kender. Den skal holde navnene på kolonnerne: "
            f"{_opremset(k.navn for k in KOLONNER)}. Hent skabelonen, og sæt tallene ind i den."
        )
    if ukendte:
        raise Afvist(
            f"Portalen kender ikke {_flertal('kolonnen', 'kolonnerne', ukendte)} {_citeret(ukendte)}. "
            f"Ret overskriften, eller slet kolonnen. Der kan stå: {_opremset(NAVN.values())}."
        )
    _ikke_to_gange(overskrifter, felter)
    _det_noedvendige(set(felter), uden_indikator)
    return felter


def _ikke_to_gange(overskrifter, felter):
    steder = {}
    for overskrift, felt in zip(overskrifter, felter, strict=True):
        if felt:
            steder.setdefault(felt, []).append(str(overskrift).strip())
    dobbelte = [navne for navne in steder.values() if len(navne) > 1]
    if dobbelte:
        raise Afvist(
            f"To kolonner betyder det samme: {_citeret(dobbelte[0])}. Slet den ene, eller ret dens overskrift."
        )


def _det_noedvendige(felter, uden_indikator):
    mangler = [felt for felt in ("omraade", "indikator") if felt not in felter]
    if uden_indikator and "indikator" in mangler:
        mangler.remove("indikator")
    navne = [NAVN[felt] for felt in mangler]
    if not felter & {"periode", "fra"}:
        navne.append("periode (eller fra og til)")
    if not felter & set(DATA):
        navne.append("vaerdi")
    if navne:
        mere = " Eller vælg indikatoren her på siden." if "indikator" in mangler else ""
        raise Afvist(f"Der mangler en kolonne til {_opremset(navne)}.{mere}")


def _flertal(en, flere, liste):
    return en if len(liste) == 1 else flere


def _citeret(navne):
    return _opremset(f"«{navn[:40]}»" for navn in navne)


def _opremset(navne):
    *foerste, sidste = navne
    return f"{', '.join(foerste)} og {sidste}" if foerste else sidste
