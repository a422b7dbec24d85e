"""The published figures of the facts, with their sources: read from a file such as the source would send it."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from indsatser.indlaesning.indtagelse import tag_ind
from indsatser.indlaesning.laesning import begynd, laes_videre
from indsatser.models import Indikator, Indlaesning, Maal, Maaleomraade, Organisation

FIL = Path(__file__).parent / "maalinger.csv"
HOEJ_TRYGHED = "Nordjyllands Politi, «Høj tryghed i Nordjylland», 7.12.2015"
TV2NORD = "tv2nord.dk, juni 2015"

OMRAADER = [
    ("Aalborg Kommune", "Municipality of Aalborg", "kommune"),
    ("Nordjyllands Politikreds", "North Jutland police district", "politikreds"),
    ("Aalborg by", "City of Aalborg", "bydel"),
    ("Løvvangen", "", "bydel"),
    ("Sebbersundvej", "", "bydel"),
    ("Danmark", "Denmark", "land"),
]
"""Name, English name, kind; in the order of the lists."""

INDIKATORER = {
    "tryg-i-eget-nabolag": {
        "titel_da": "Tryg i eget nabolag",
        "titel_en": "Safe in one's own neighbourhood",
        "forklaring_da": "Hvor mange procent der svarer, at de føler sig trygge i det nabolag, hvor de bor.",
        "forklaring_en": "The percentage who answer that they feel safe in the neighbourhood where they live.",
        "enhed_da": "%",
        "decimaler": 1,
        "retning": "hoejere",
        "kilde_da": f"Politiets Tryghedsindeks, gengivet i {HOEJ_TRYGHED}",
        "metode_da": (
            "En spørgeundersøgelse. Der blev ikke spurgt i 2020, og tallene for 2016 til 2019 har vi ikke. "
            "Fra 2021 spørger Justitsministeriet i stedet, og på en anden måde."
        ),
        "metode_en": (
            "A survey. Nobody was asked in 2020, and we do not have the figures for 2016 to 2019. "
            "From 2021 the Ministry of Justice asks instead, and in another way."
        ),
        "ejer": "Nordjyllands Politi",
        "hovedomraade": "Nordjyllands Politikreds",
        "maal": "hoej-tryghed",
    },
    "tillid-til-politiet": {
        "titel_da": "Tillid til politiet",
        "titel_en": "Trust in the police",
        "forklaring_da": "Hvor mange procent der svarer, at de har tillid til politiet.",
        "forklaring_en": "The percentage who answer that they trust the police.",
        "enhed_da": "%",
        "decimaler": 1,
        "retning": "hoejere",
        "kilde_da": f"Politiets Tryghedsindeks, gengivet i {HOEJ_TRYGHED}",
        "metode_da": "En spørgeundersøgelse.",
        "metode_en": "A survey.",
        "ejer": "Nordjyllands Politi",
        "hovedomraade": "Nordjyllands Politikreds",
    },
    "anmeldte-indbrud": {
        "titel_da": "Anmeldte indbrud",
        "titel_en": "Reported burglaries",
        "forklaring_da": "Hvor mange indbrud der er anmeldt i kommunen på et år.",
        "forklaring_en": "How many burglaries were reported in the municipality in a year.",
    },
    "anmeldt-tyveri": {
        "titel_da": "Anmeldt tyveri",
        "titel_en": "Reported thefts",
        "forklaring_da": "Hvor mange tyverier der er anmeldt i kommunen på et år.",
        "forklaring_en": "How many thefts were reported in the municipality in a year.",
    },
    "anmeldt-vold": {
        "titel_da": "Anmeldt vold",
        "titel_en": "Reported violence",
        "forklaring_da": "Hvor mange tilfælde af vold der er anmeldt i kommunen på et år.",
        "forklaring_en": "How many cases of violence were reported in the municipality in a year.",
    },
}
ANMELDELSER = {
    "enhed_da": "anmeldelser",
    "enhed_en": "reports",
    "retning": "lavere",
    "kilde_da": TV2NORD,
    "metode_da": "Antallet af anmeldelser til politiet. Ikke alt, hvad der sker, bliver anmeldt.",
    "metode_en": "The number of reports to the police. Not all that happens is reported.",
    "ejer": "Nordjyllands Politi",
    "hovedomraade": "Aalborg Kommune",
    "maal": "mindre-utryg-adfaerd",
}
"""What the three series of the crime figures share."""


def maalinger(bruger):
    """Areas, series and values that are not there yet."""
    for orden, (navn, engelsk, art) in enumerate(OMRAADER):
        Maaleomraade.objects.get_or_create(
            navn_da=navn, defaults={"navn_en": engelsk, "art": art, "raekkefoelge": orden}
        )
    nye = [_indikator(nr, slug, felter) for nr, (slug, felter) in enumerate(INDIKATORER.items())]
    if any(nye):
        indlaes(FIL, bruger)


def _indikator(nr, slug, felter):
    felter = dict(felter) if "kilde_da" in felter else {**ANMELDELSER, **felter}
    felter["ejer"] = Organisation.objects.filter(navn_da=felter["ejer"]).first()
    felter["hovedomraade"] = Maaleomraade.objects.get(navn_da=felter["hovedomraade"])
    felter["maal"] = Maal.objects.seneste().filter(slug=felter.get("maal", "")).first()
    _, ny = Indikator.objects.get_or_create(
        slug=slug,
        defaults={**felter, "hyppighed": "ingen", "tilstand": "offentlig", "raekkefoelge": nr},
    )
    return ny


def indlaes(fil, bruger):
    """As a coordinator would: the file is read and looked through, and taken in whole."""
    indlaesning = Indlaesning(af=bruger)
    with fil.open("rb") as aaben:
        begynd(indlaesning, fil=SimpleUploadedFile(fil.name, aaben.read(), "text/csv"))
    while indlaesning.tilstand == Indlaesning.Tilstand.LAESES:
        laes_videre(indlaesning)
    tag_ind(indlaesning, bruger)
