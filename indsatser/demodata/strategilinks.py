"""A few rows for the base of strategies in the local demo: the authorities' own front pages, which are surely there."""

from indsatser.models import Maal, Organisation, Strategilink

from . import fakta

RAEKKER = [
    ("Aalborg Kommunes hjemmeside: politikker og strategier", fakta.AALBORG, "https://www.aalborg.dk/"),
    ("Politiets hjemmeside", fakta.POLITI, "https://politi.dk/"),
    ("Region Nordjyllands hjemmeside", fakta.REGION, "https://rn.dk/"),
]  # fmt: skip


def strategilinks():
    """Only into an empty table."""
    if Strategilink.objects.exists():
        return
    foerste = Maal.objects.seneste().first()
    for titel, myndighed, adresse in RAEKKER:
        link = Strategilink.objects.create(
            titel=titel,
            myndighed=Organisation.objects.get(navn_da=myndighed),
            adresse=adresse,
            note="Eksempel til den lokale demo.",
        )
        link.maal.add(foerste)
