"""What the tests of meetings share: a group with people in it, a meeting of theirs, and the addresses of its pages."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from indsatser.indkaldelse import indkald
from indsatser.models import Moede, Moederaekke, Rolle
from tests.factories import GruppeFactory, PersonFactory, RolleFactory

T = Moede.Tilstand


def person(navn="Anne", bruger=None, **felter):
    felter.setdefault("email", f"{navn.lower()}@aalborg.dk")
    return PersonFactory(navn=navn, bruger=bruger, **felter)


def sid(gruppe, hvem, art=Rolle.Art.MEDLEM, **felter):
    """Let somebody sit in a group."""
    RolleFactory(indsats=None, gruppe=gruppe, person=hvem, art=art, **felter)
    return hvem


def raekke(gruppe=None, dagsorden="Velkomst\nStatus\nEventuelt", **felter):
    gruppe = gruppe or GruppeFactory()
    return Moederaekke.objects.create(
        **{"navn": f"Møder {gruppe}", "gruppe": gruppe, "begynder": "10:00", "sted": "Lokale 1"}
        | {"dagsorden": dagsorden}
        | felter
    )


def moede(*folk, om=14, gruppe=None, tilstand=T.PLANLAGT, punkter=("Status",), **felter):
    """A meeting so many days ahead (a negative number: held), with these people asked to it."""
    start = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=om)
    moede = Moede.objects.create(
        **{"gruppe": gruppe or GruppeFactory(), "titel": "Møde i gruppen", "tilstand": tilstand}
        | {"start": start, "slut": start + timedelta(hours=2), "sted": "Lokale 1"}
        | felter
    )
    for nummer, titel in enumerate(punkter, 1):
        moede.punkter.create(titel=titel, raekkefoelge=nummer)
    for en in folk:
        moede.deltagere.create(person=en)
    return moede


def koordinator_konto():
    return User.objects.get_or_create(username="kaja", defaults={"email": "kaja@aalborg.dk"})[0]


def indkaldt(*folk, **felter):
    """One that everybody has been called to; the letters of that are put away."""
    et = moede(*folk, **felter)
    indkald(et.pk, koordinator_konto())
    outbox.outbox.clear()
    return Moede.objects.get(pk=et.pk)


def godkendt(*folk, **felter):
    """One that is held, with minutes, a decision and approval."""
    et = moede(*folk, om=-10, tilstand=T.AFHOLDT, **felter)
    punkt = et.punkter.get()
    punkt.referat = "Det gik godt."
    punkt.save()
    punkt.beslutninger.create(tekst="Vi fortsætter.")
    et.godkend("Formanden")
    return et


def adresse(navn, *args):
    return reverse(f"admin:indsatser_moede_{navn}", args=args)


def breve():
    """(to, subject) of each letter."""
    return sorted((brev.to[0], brev.subject) for brev in outbox.outbox)


def kalender(brev):
    """The calendar file of a letter as bytes."""
    return next(
        indhold if isinstance(indhold, bytes) else indhold.encode()
        for navn, indhold, _ in (_del(vedlagt) for vedlagt in brev.attachments)
        if navn == "moede.ics"
    )


def _del(vedlagt):
    return tuple(vedlagt)
