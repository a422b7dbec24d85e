"""What happens to proposals by the clock: reminders, and what is not kept any longer than it was promised."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import breve_forslag
from .models import Forslag
from .models.personoplysninger import GEMMES

log = logging.getLogger(__name__)
SVARFRIST = timedelta(days=7)
SPAM_GEMMES = timedelta(days=30)


def pas_forslag(nu=None):
    """Each minute; three look-ups while nothing is due. What fails for one proposal keeps no other from it."""
    nu = nu or timezone.now()
    Forslag.objects.filter(
        tilstand=Forslag.Tilstand.MISTANKE, modtaget__lt=nu - SPAM_GEMMES
    ).delete()
    gamle = Forslag.objects.filter(afsluttet__lte=nu - GEMMES, anonymiseret=None)
    ventende = Forslag.objects.ubesvarede().filter(modtaget__lte=nu - SVARFRIST, mindet=None)
    for forslag in gamle:
        _hver_for_sig(forslag, glem)
    for forslag in ventende:
        _hver_for_sig(forslag, _mind_om)


@transaction.atomic
def glem(forslag, af=None, **tekster):
    """Who sent it is forgotten, in the proposal and in the log of mails."""
    email = forslag.email
    forslag.anonymiser(af, **tekster)
    breve_forslag.glem(forslag, email)


def _hver_for_sig(forslag, handling):
    try:
        handling(forslag)
    except Exception:
        log.exception("Forslaget %s kunne ikke passes", forslag.nummer)


def _mind_om(forslag):
    """Once: what nobody answers after that stands on the desk."""
    breve_forslag.venter(forslag, SVARFRIST.days)
    Forslag.objects.filter(pk=forslag.pk).update(mindet=timezone.now())
