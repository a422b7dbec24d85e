"""The year wheel, two calendars (one of them taken back) and a strategy with a file."""

from datetime import date

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile

from indsatser.aarshjul import regn
from indsatser.models import (
    Aarshjulsdato,
    Aarshjulsregel,
    Kalenderabonnement,
    Organisation,
    Strategilink,
)


def byg(s):
    regn(2030)
    dato = Aarshjulsdato.objects.filter(aar=2030).last()
    dato.dato, dato.flyttet = date(2030, 12, 2), True
    dato.save()
    regel = Aarshjulsregel.objects.create(navn="Prøve", slags="andet", maaned=5, dag=2)
    link = Strategilink.objects.create(
        titel="Prøve",
        myndighed=Organisation.objects.myndigheder()[0],
        fil=ContentFile(b"x", name="proeve.txt"),
        filnavn="proeve.txt",
    )
    s.aarshjulsdato = dato.pk
    s.kalender, s.kalender_lukket = _kalender("aaben"), _kalender("lukket")
    Kalenderabonnement.tilbagekald(User.objects.get(username="kalender-lukket"))
    s.objekt |= {
        "indsatser/aarshjulsdato": dato.pk,
        "indsatser/aarshjulsregel": regel.pk,
        "indsatser/strategilink": link.pk,
    }


def _kalender(navn):
    konto = User.objects.create_user(f"kalender-{navn}", f"kalender.{navn}@aalborg.dk")
    konto.groups.add(Group.objects.get(name="tovholder"))
    return Kalenderabonnement.lav(konto)[1]
