"""What the tests of proposals share: one that is filled in, and the form as a citizen sends it."""

from datetime import timedelta

from django.utils import timezone
from freezegun import freeze_time

from indsatser import spamvaern
from indsatser.models import Forslag

HEMMELIGT = {
    "navn": "Hemmelig Hemsdottir",
    "email": "hemmelig@example.org",
    "telefon": "98765432",
    "organisation": "Hemmelig Forening",
}
"""Who sent it; none of these words may reach the public."""
FRITEKST = {
    "titel": "Zebralys paa stien",
    "beskrivelse": "Zebratekst om en sti uden lys.",
    "hvor": "Zebrastien",
    "for_hvem": "Zebraboern",
    "med_hvem": "Zebraklubben",
}


def lav(art="indsats", **felter):
    """A proposal as it lies in the database; with contact unless it says otherwise."""
    felter = {"hvem": "borger", "samtykke": timezone.now(), **HEMMELIGT, **FRITEKST, **felter}
    if felter.get("tilstand") in Forslag.SLUTTET:
        felter.setdefault("afsluttet", timezone.now())
        felter.setdefault("begrundelse", "Derfor.")
    if felter.get("tilstand") == "videregivet":
        felter.setdefault("videregivet_til", "Park og Natur")
    return Forslag.objects.create(art=art, **felter)


def stempel(sekunder=60):
    """Of a form that was opened so long ago."""
    with freeze_time(timezone.now() - timedelta(seconds=sekunder)):
        return spamvaern.stempel()


def data(**felter):
    """What a citizen has filled in, without contact."""
    udfyldt = {**FRITEKST, "hvem": "borger", "stempel": stempel(), **felter}
    return {navn: vaerdi for navn, vaerdi in udfyldt.items() if vaerdi is not None}


KONTAKT = {**HEMMELIGT, "samtykke_givet": "on"}
