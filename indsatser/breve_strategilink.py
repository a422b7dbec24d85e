"""Who is told about the base of strategies: the person responsible for a link, in the gathered mail."""

from django.conf import settings
from django.urls import reverse

from tryg_portal.mail import REMINDER, Recipient, drop, gather, register_mail

SLAGS = "strategilink"


def registrer():
    register_mail(
        SLAGS,
        "Når en strategi, du er ansvarlig for, skal ses efter eller ikke svarer",
        {},
        group="Strategilinks",
        required=(),
        frequencies=REMINDER,
    )


def doed(link):
    dag = f"{link.doed_siden:%Y%m%d}"
    tekst = f"Adressen på «{link.titel}» ({link.myndighed}) svarer ikke: {link.svar}."
    _sig(link, tekst, f"strategilink-{link.pk}-doed-{dag}")


def lever_igen(link):
    """Nobody needs to be told of what has mended itself."""
    drop(f"strategilink-{link.pk}-doed-")


def skal_ses_efter(link):
    tekst = f"«{link.titel}» ({link.myndighed}) skal ses efter: gælder den stadig?"
    _sig(link, tekst, f"strategilink-{link.pk}-gennemgaas-{link.gennemgaas:%Y%m%d}")


def _sig(link, tekst, noegle):
    if link.ansvarlig is None:
        return
    person = link.ansvarlig.modtager()
    modtager = Recipient(person.adresse, person.navn, person.bruger)
    side = reverse("admin:indsatser_strategilink_change", args=[link.pk])
    gather(modtager, SLAGS, tekst, settings.SITE_URL + side, key=noegle)
