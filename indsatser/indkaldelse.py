"""What people's calendars are told of a meeting: the call, each change, that it is off or that one is asked no more.

Each is done with the meeting held, and what has been told is kept on the participant's row: so a button that is pressed
twice sends nothing twice, and somebody added later gets the call alone.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from . import breve_moede
from .kalender import AFLYSNING, ANMODNING, begivenhed, kalenderfil
from .models import Moede

FAKTA = ("titel", "start", "slut", "sted", "onlinelink")
"""What stands in people's calendars: a change of it is to be sent."""
FOR_SENT = "Mødet er aflyst, holdt eller forbi, så der kan ikke sendes mere om det."
T = Moede.Tilstand


def ics(moede, modtager, metode=ANMODNING, *, sekvens=None):
    """The calendar file for one recipient; the others' addresses are not in it."""
    event = begivenhed(
        f"{moede.uid}@tryg-aalborg",
        moede.titel,
        moede.start,
        moede.slut,
        sekvens=moede.sekvens if sekvens is None else sekvens,
        aflyst=metode == AFLYSNING,
        sted=moede.sted or moede.onlinelink,
        beskrivelse=f"Onlinemøde: {moede.onlinelink}" if moede.onlinelink else "",
        adresse=settings.SITE_URL + reverse("admin:indsatser_moede_side", args=[moede.pk]),
        organisator=("Tryg Aalborg", moede.organisator),
        deltagere=[modtager],
    )
    return kalenderfil([event], metode)


def mangler(moede):
    """Participants who have not been told of the meeting as it is now, with those who have no address apart."""
    raekker = moede.deltagere.med_person().filter(sendt_sekvens__lt=moede.sekvens)
    faar, uden = [], []
    for deltager in raekker:
        deltager.moede = moede
        (faar if deltager.modtager.adresse else uden).append(deltager)
    return faar, uden


@transaction.atomic
def indkald(pk, bruger):
    """Send the call, or the change, to those who lack it; answers how many were written to."""
    moede = Moede.laast(pk)
    if not moede.kan_indkaldes:
        raise ValidationError(FOR_SENT)
    moede.organisator = moede.organisator or bruger.email
    faar, _ = mangler(moede)
    for deltager in faar:
        _fortael(moede, deltager)
    moede.tilstand = T.INDKALDT if faar else moede.tilstand
    moede.save()
    return len(faar)


def _fortael(moede, deltager):
    til = deltager.modtager
    if deltager.sendt_til and deltager.sendt_til != til.adresse:  # a substitute has come, or gone
        _tag_ud(moede, deltager, breve_moede.fritaget)
    er_ny = not deltager.er_spurgt or deltager.sendt_til != til.adresse
    brev = breve_moede.indkaldelse if er_ny else breve_moede.aendring
    brev(deltager, ics(moede, (til.navn, til.adresse)))
    deltager.sendt_sekvens, deltager.sendt_til = moede.sekvens, til.adresse
    deltager.save()


def _tag_ud(moede, deltager, brev, **mere):
    """Out of the calendar that it was put into; what comes later has at least as high a number."""
    fil = ics(moede, (deltager.person.navn, deltager.sendt_til), AFLYSNING, sekvens=moede.sekvens)
    brev(deltager, fil, **mere)


def rettet(moede):
    """The facts have been changed: those who were asked are out of date until a change is sent."""
    if moede.deltagere.filter(sendt_sekvens__gte=0).exists():
        moede.sekvens += 1


def nulstil_svar(moede):
    """An answer was for the time that it was given to; answers how many were taken back."""
    return moede.deltagere.exclude(svar="").update(svar="")


@transaction.atomic
def fjern(pk, deltager_pk):
    """Take a participant out, and tell their calendar; the others' need not be told of it."""
    moede = Moede.laast(pk)
    if not moede.kan_rettes:
        raise ValidationError(FOR_SENT)
    deltager = moede.deltagere.med_person().filter(pk=deltager_pk).first()
    if deltager is None:
        return None
    deltager.moede = moede
    if deltager.er_spurgt and moede.kan_indkaldes:
        foer = moede.sekvens
        moede.sekvens += 1
        moede.save()
        moede.deltagere.filter(sendt_sekvens=foer).update(sendt_sekvens=F("sendt_sekvens") + 1)
        _tag_ud(moede, deltager, breve_moede.fritaget)
    deltager.delete()
    return deltager


@transaction.atomic
def aflys(pk, grund):
    """The meeting is off: everybody who was asked is told why; answers how many."""
    moede = Moede.laast(pk)
    if not moede.kan_aflyses:
        raise ValidationError("Mødet er allerede aflyst eller holdt.")
    moede.tilstand, moede.aflysning, moede.sekvens = T.AFLYST, grund, moede.sekvens + 1
    moede.save()
    spurgte = moede.deltagere.med_person().filter(sendt_sekvens__gte=0)
    for deltager in spurgte:
        deltager.moede = moede
        _tag_ud(moede, deltager, breve_moede.aflysning)
    breve_moede.glem(moede)
    return len(spurgte)


@transaction.atomic
def send_dagsorden(pk, pdf):
    """The agenda to all participants, once; from then on no more points are handed in."""
    moede = Moede.laast(pk)
    if not moede.kan_indkaldes:
        raise ValidationError(FOR_SENT)
    if moede.dagsorden_sendt:
        raise ValidationError("Dagsordenen er allerede sendt.")
    if moede.punkter.foreslaaede().exists():
        raise ValidationError("Tag stilling til de punkter, der er meldt ind, før du sender.")
    return breve_moede.dagsorden(moede, pdf)
