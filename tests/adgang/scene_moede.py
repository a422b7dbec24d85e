"""The meetings of the crossing: one coming and one held, of a group where only the owner sits."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from indsatser.models import Aarshjulsdato, Aarshjulsregel, Moede, Moederaekke, Opgave, Rolle
from tests.factories import GruppeFactory, PersonFactory, RolleFactory


def _moede(gruppe, om, **felter):
    start = timezone.now() + timedelta(days=om)
    tid = {"start": start, "slut": start + timedelta(hours=1)}
    moede = Moede.objects.create(gruppe=gruppe, titel="Prøvemøde", **tid, **felter)
    punkt = moede.punkter.create(titel="Prøve", raekkefoelge=1)
    moede.punkter.create(titel="Prøve 2", raekkefoelge=2)
    return moede, punkt


def byg(s):
    """What the addresses of meetings need, as `s.moede`, and its rows among `s.objekt`."""
    ejer = s.personer["ejer"].person
    gruppe = GruppeFactory(navn_da="Prøvegruppe", slug="proevegruppe")
    RolleFactory(indsats=None, gruppe=gruppe, person=ejer, art=Rolle.Art.MEDLEM)
    kommende, punkt = _moede(gruppe, 9)
    holdt, holdt_punkt = _moede(gruppe, -9, tilstand=Moede.Tilstand.AFHOLDT)
    holdt_opgave = _opgave(ejer, punkt=holdt_punkt)
    beslutning = holdt_punkt.beslutninger.create(tekst="Prøve")
    s.moede = SimpleNamespace(
        kommende=kommende.pk,
        holdt=holdt.pk,
        offentlig=_offentlig(gruppe),
        punkt=punkt.pk,
        foreslaaet=kommende.punkter.create(titel="Meldt ind", tilstand="foreslaaet").pk,
        egen_deltager=kommende.deltagere.create(person=ejer).pk,
        deltager=kommende.deltagere.create(person=PersonFactory()).pk,
        holdt_punkt=holdt_punkt.pk,
        holdt_deltager=holdt.deltagere.create(person=ejer).pk,
        beslutning=beslutning.pk,
        holdt_opgave=holdt_opgave.pk,
        bilag=punkt.bilag.create(navn="p.txt", fil=ContentFile(b"x", "p.txt")).pk,
        dato=_dato(gruppe),
        person=PersonFactory().pk,
    )
    s.objekt |= {
        "indsatser/moede": kommende.pk,
        "indsatser/moederaekke": Moederaekke.objects.get(gruppe=gruppe).pk,
        "indsatser/opgave": _opgave(ejer).pk,
    }


def _opgave(ejer, **felter):
    return Opgave.objects.create(tekst="Prøve", ansvarlig=ejer, frist="2100-01-01", **felter)


def _offentlig(gruppe):
    moede, _ = _moede(gruppe, -20, tilstand=Moede.Tilstand.AFHOLDT)
    moede.godkend("Formanden")
    moede.offentligt_uddrag, moede.adresse = "Prøve.", "2020-01-01-proeve"
    moede.uddrag_udgivet = timezone.now()
    moede.save()
    return moede.adresse


def _dato(gruppe):
    Moederaekke.objects.create(navn="Prøverække", gruppe=gruppe, begynder="10:00")
    regel = Aarshjulsregel.objects.create(
        navn="Prøvemøde", slags="moede", gruppe=gruppe, maaned=1, dag=1
    )
    dag = timezone.localdate() + timedelta(days=30)
    return Aarshjulsdato.objects.create(regel=regel, aar=dag.year, dato=dag).pk
