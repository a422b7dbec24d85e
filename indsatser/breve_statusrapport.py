"""What is written to a tovholder about their report itself: the code of a link, and that it was sent back."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from tryg_portal.mail import Recipient, register_mail, send

from .models.statusdoer import KODE_MINUTTER


def registrer():
    register_mail(
        "status_kode",
        "Koden, der åbner en statusrapport",
        {
            "kode": ("Koden", "123456"),
            "minutter": ("Hvor mange minutter den gælder", str(KODE_MINUTTER)),
        },
        group="Status",
        required=("kode",),
        choosable=False,
    )
    register_mail(
        "status_tilbage",
        "Når din statusrapport er sendt tilbage",
        {
            "indsats": ("Indsatsens navn", "Tryg bydel"),
            "afsender": ("Koordinatoren, der har sendt den tilbage", "Kaja Holm"),
            "besked": ("Koordinatorens besked", "Skriv, hvornår skiltene kommer op."),
            "frist": ("Sidste dag at svare", "15. august 2026"),
            "adresse": ("Linket til rapporten", f"{settings.SITE_URL}/status/…"),
        },
        group="Status",
        required=("besked", "adresse"),
        choosable=False,
    )


def skjult(email):
    """An address that its owner knows again: «t…@aalborg.dk»."""
    navn, _, vaert = email.rpartition("@")
    return f"{navn[:1]}…@{vaert}"


def _modtager(person, email):
    konto = person.bruger if person.bruger and person.bruger.is_active else None
    return Recipient(email, person.navn, konto)


def kode(link, kode):
    """To the address that the link was for, and no other."""
    vaerdier = {"kode": kode, "minutter": str(KODE_MINUTTER)}
    ref = f"statusrapport {link.status_id}"
    send([_modtager(link.person, link.email)], "status_kode", vaerdier, ref=ref)


def sendt_tilbage(status, links, afsender):
    """To each who answers for it, with a new link: `links` is [(link, its secret)]."""
    for link, hemmelig in links:
        vaerdier = {
            "indsats": status.indsats_navn,
            "afsender": afsender,
            "besked": status.besked,
            "frist": date_format(status.runde.frist, "j. F Y"),
            "adresse": settings.SITE_URL + reverse("statusrapport", args=[hemmelig]),
        }
        ref = f"statusrapport {status.pk}"
        send([_modtager(link.person, link.email)], "status_tilbage", vaerdier, ref=ref)
