"""The way of a report: written, looked through by another, locked, approved by the styregruppe, and published.

Each step holds the row, raises ValidationError when it is not the report's turn, and says so in Danish.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tryg_portal import generation

from .laas import frys_indhold


def _hent(pk, *tilstande, ellers):
    from ..models import Aarsstatus

    aarsstatus = Aarsstatus.holdt(pk)
    if aarsstatus.tilstand not in tilstande:
        raise ValidationError(ellers)
    return aarsstatus


def _kraev_grund(grund):
    if not grund.strip():
        raise ValidationError("Skriv hvorfor.")
    return grund.strip()


@transaction.atomic
def send_til_gennemsyn(pk, af):
    aarsstatus = _hent(pk, "kladde", ellers="Den er allerede sendt til gennemsyn.")
    if not aarsstatus.bidrag.filter(medtages=True).exclude(titel="", tekst="").exists():
        raise ValidationError("Der er ikke noget at se igennem: intet bidrag er taget med.")
    aarsstatus.tilstand, aarsstatus.sendt_af = aarsstatus.Tilstand.GENNEMSYN, af
    aarsstatus.gennemset_af, aarsstatus.besked = None, ""
    aarsstatus.save()
    return aarsstatus


@transaction.atomic
def godkend_gennemsyn(pk, af):
    aarsstatus = _hent(pk, "gennemsyn", ellers="Den er ikke til gennemsyn.")
    if aarsstatus.sendt_af_id == af.pk:
        raise ValidationError("Du har selv sendt den til gennemsyn. En anden skal se den igennem.")
    aarsstatus.gennemset_af = af
    aarsstatus.save()
    return aarsstatus


@transaction.atomic
def send_tilbage(pk, grund):
    """Also by the one who sent it, to write on."""
    aarsstatus = _hent(pk, "gennemsyn", ellers="Den er ikke til gennemsyn.")
    return _til_kladde(aarsstatus, grund)


def _til_kladde(aarsstatus, grund):
    aarsstatus.besked = _kraev_grund(grund)[:500]
    aarsstatus.tilstand, aarsstatus.gennemset_af = aarsstatus.Tilstand.KLADDE, None
    aarsstatus.frosset = aarsstatus.laast = aarsstatus.laast_af = None
    aarsstatus.save()
    return aarsstatus


@transaction.atomic
def laas(pk, af):
    aarsstatus = _hent(pk, "gennemsyn", ellers="Kun en årsstatus til gennemsyn kan låses.")
    if not aarsstatus.er_gennemset:
        raise ValidationError("En anden skal se den igennem, før den kan låses.")
    return frys(aarsstatus, af)


def frys(aarsstatus, af):
    """Keep the report as it is now; `af` may be nobody, where the report is put in place from its sources."""
    nu = timezone.now()
    aarsstatus.frosset = frys_indhold(aarsstatus, nu)
    aarsstatus.tilstand, aarsstatus.laast = aarsstatus.Tilstand.LAAST, nu
    aarsstatus.laast_af, aarsstatus.besked = af, ""
    aarsstatus.save()
    return aarsstatus


@transaction.atomic
def laas_op(pk, grund):
    ellers = "Kun en låst årsstatus, der ikke er godkendt, kan låses op."
    return _til_kladde(_hent(pk, "laast", ellers=ellers), grund)


@transaction.atomic
def godkend(pk, af, dato):
    aarsstatus = _hent(pk, "laast", ellers="Kun en låst årsstatus kan godkendes.")
    if dato > timezone.localdate():
        raise ValidationError("Datoen ligger i fremtiden.")
    if dato < aarsstatus.fra:
        raise ValidationError("Datoen ligger før den periode, som årsstatussen handler om.")
    aarsstatus.tilstand = aarsstatus.Tilstand.GODKENDT
    aarsstatus.godkendt, aarsstatus.godkendt_af = dato, af
    aarsstatus.save()
    return aarsstatus


@transaction.atomic
def offentliggoer(pk):
    ellers = "Styregruppen skal godkende den, før den kan offentliggøres."
    aarsstatus = _hent(pk, "godkendt", ellers=ellers)
    if aarsstatus.offentliggjort is None:
        aarsstatus.offentliggjort = timezone.now()
        aarsstatus.save()
        generation.renew()
    return aarsstatus
