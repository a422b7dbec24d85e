"""Rounds for tests: a draft with two tovholdere, and the same when it is open or closed."""

from datetime import date, timedelta

from django.utils import timezone

from indsatser import runder
from indsatser.models import Rundespoergsmaal, Status, Statusrunde, Strategi
from tests.factories import IndsatsFactory, PersonFactory, RolleFactory, TekstFactory, forfatter


def person(navn, **felter):
    felter.setdefault("email", f"{navn.split()[0].lower()}@eksempel.dk")
    return PersonFactory(navn=navn, **felter)


def indsats(titel, *tovholdere, tekst=False):
    """With a text only where its name matters: it takes long to make."""
    ny = TekstFactory(titel=titel).indsats if tekst else IndsatsFactory(slug=titel)
    for tovholder in tovholdere:
        RolleFactory(indsats=ny, person=tovholder, titel_da="")
    return ny


def kladde(*indsatser, **felter):
    i_dag = timezone.localdate()
    runde = Statusrunde.objects.create(
        **{
            "navn": f"Runde {Statusrunde.objects.count()}",
            "strategi": Strategi.objects.seneste(),
            "fra": date(2026, 1, 1),
            "til": date(2026, 6, 30),
            "frist": max(i_dag, date(2026, 6, 30)) + timedelta(days=20),
            **felter,
        }
    )
    Rundespoergsmaal.objects.create(runde=runde, slags="resultater", tekst="Hvad er der sket?")
    runde.indsatser.set(indsatser)
    return runde


def aabn(runde):
    runder.aabn(runde.pk, runder.modtagere_af(runde).aftryk)
    runde.refresh_from_db()
    return runde


def aaben(*indsatser, **felter):
    return aabn(kladde(*indsatser, **felter))


def luk(runde):
    runder.luk(runde.pk, forfatter(), runder.staar_tilbage(runde)["aftryk"])
    runde.refresh_from_db()
    return runde


def rapport(runde, indsats_):
    return runde.rapporter.get(indsats=indsats_)


def svar(status, modtaget=False, **felter):
    """As it is when the tovholder has handed it in, and a coordinator has received it."""
    nu = timezone.now()
    felter = {"tilstand": "indsendt", "lys": "groen", "indsendt": nu, **felter}
    if modtaget:
        felter |= {"tilstand": "modtaget", "modtaget": nu, "modtaget_af": forfatter()}
    Status.objects.filter(pk=status.pk).update(**felter)
    status.refresh_from_db()
    return status
