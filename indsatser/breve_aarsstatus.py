"""Who is told on a report's way: whoever may look it through, whoever sent it, and the styregruppe."""

from django.conf import settings
from django.urls import reverse

from tryg_portal.mail import Recipient, register_mail, send

from .rettigheder import med_ret_til, roller

EKSEMPEL = {
    "aarsstatus": ("Hvilken årsstatus", "4. årsstatus for 2021"),
    "hvad": ("Hvad der er sket, og hvad der venter", "Den er klar til, at du ser den igennem."),
    "afsender": ("Den, der har gjort det", "Kaja Holm"),
    "adresse": ("Linket til årsstatussen", f"{settings.SITE_URL}/admin/…"),
}


def registrer():
    register_mail(
        "aarsstatus",
        "Når en årsstatus venter på dig, eller din er kommet videre",
        EKSEMPEL,
        group="Årsstatus",
        required=("aarsstatus", "hvad", "adresse"),
    )


def til_gennemsyn(aarsstatus, af):
    konti = [k for k in med_ret_til("indsatser.change_aarsstatus") if k != af]
    _skriv(konti, aarsstatus, "Den er klar til, at du ser den igennem.", af)


def gennemset(aarsstatus, af):
    _skriv([aarsstatus.sendt_af], aarsstatus, "Den er set igennem og kan låses nu.", af)


def sendt_tilbage(aarsstatus, af):
    hvad = f"Den er sendt tilbage til dig: {aarsstatus.besked}"
    _skriv([aarsstatus.sendt_af], aarsstatus, hvad, af)


def laast(aarsstatus, af):
    """Those who sit in the styregruppe, not everyone who may approve."""
    konti = [k for k in med_ret_til("indsatser.approve_aarsstatus") if "styregruppe" in roller(k)]
    _skriv(konti, aarsstatus, "Den er låst og venter på styregruppens godkendelse.", af)


def godkendt(aarsstatus, af):
    _skriv([aarsstatus.laast_af], aarsstatus, "Styregruppen har godkendt den.", af)


def _skriv(konti, aarsstatus, hvad, af):
    modtagere = [
        Recipient(k.email, k.get_full_name() or k.get_username(), k)
        for k in konti
        if k and k.email and k.is_active and k != af
    ]
    if not modtagere:
        return
    side = reverse("admin:indsatser_aarsstatus_side", args=[aarsstatus.pk])
    vaerdier = {
        "aarsstatus": str(aarsstatus),
        "hvad": hvad,
        "afsender": af.get_full_name() or af.get_username(),
        "adresse": settings.SITE_URL + side,
    }
    send(modtagere, "aarsstatus", vaerdier, ref=f"aarsstatus {aarsstatus.pk}")
