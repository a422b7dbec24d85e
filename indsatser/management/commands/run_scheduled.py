"""What happens by the clock. Run each minute, by systemd or cron, on one machine or on several at once."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction
from django.utils import timezone

from indsatser import breve, breve_maaling, breve_moede, linktjek, paamindelser
from indsatser.aarshjul import hold_ved_lige
from indsatser.eftersyn import se_efter, skal_ses_efter
from indsatser.forslagsfrister import pas_forslag
from indsatser.hoeringsvej import pas_hoeringer
from indsatser.indlaesning.laesning import laes_ventende
from indsatser.models import PlanlagtUdgivelse
from tryg_portal.accounts.sessions import forget_old
from tryg_portal.mail import send_gathered
from tryg_portal.mail.queue import send_waiting
from tryg_portal.mail.tidy import forget_old as forget_old_mails
from tryg_portal.models import ClockRun

log = logging.getLogger(__name__)
OPGIV_EFTER = timedelta(hours=1)
ADRESSE_OPTAGET = "En anden side har samme adresse."


def udfoer_forfaldne():
    """Publish and take down what is due, each in a transaction of its own; returns how many were done."""
    forfaldne = PlanlagtUdgivelse.objects.forfaldne().values_list("pk", flat=True)
    return sum(bool(_forsoeg(f"Planen {pk}", _udfoer, pk)) for pk in list(forfaldne))


def _forsoeg(navn, opgave, *args):
    """A fault of the machine, not of the text, is logged; the next minute tries again, and the rest is not held up."""
    try:
        return opgave(*args)
    except Exception:
        log.exception("%s kunne ikke udføres", navn)
        return None


def _udfoer(pk):
    try:
        with transaction.atomic():
            plan = _tag(pk)
            if plan is None:
                return False
            plan.udfoer()
    except (ValidationError, IntegrityError) as fejl:
        _fejlet(pk, fejl)
        return False
    except Exception:
        _opgiv(pk)
        raise
    return True


def _opgiv(pk):
    """What has failed for a whole hour for a reason that is not the text's is not tried for ever."""
    if PlanlagtUdgivelse.objects.venter().filter(pk=pk, tidspunkt__lt=timezone.now() - OPGIV_EFTER):
        _fejlet(
            pk, ValidationError("Portalen kunne ikke udføre den. Sig det til den, der driver den.")
        )


def _tag(pk):
    """The plan, unless another process has it in hand or is done with it."""
    ventende = PlanlagtUdgivelse.objects.select_for_update(skip_locked=True).venter()
    return ventende.filter(pk=pk).first()


def _fejlet(pk, fejl):
    beskeder = fejl.messages if isinstance(fejl, ValidationError) else [ADRESSE_OPTAGET]
    with transaction.atomic():
        if plan := _tag(pk):
            plan.afslut(PlanlagtUdgivelse.Tilstand.FEJLET, "\n".join(beskeder))
            breve.plan_fejlede(plan)


def _ryd_op():
    """What is kept of sessions that have ended, and of mails: browser and address are personal."""
    call_command("clearsessions")
    forget_old()
    forget_old_mails()


class Command(BaseCommand):
    help = "Udgiver og tager ned efter planen, ser det udgivne efter om natten og sender ventende mails."

    def handle(self, **options):
        _forsoeg("Urets gang", ClockRun.note)
        if antal := _forsoeg("Planerne", udfoer_forfaldne):
            self.stdout.write(f"{antal} udført efter planen.")
        if _forsoeg("Eftersynet", skal_ses_efter) and (
            eftersyn := _forsoeg("Eftersynet", se_efter)
        ):
            self.stdout.write(f"{eftersyn.antal} udgivne tekster set efter.")
            _forsoeg("Oprydningen", _ryd_op)
        _forsoeg("Påmindelserne om status", paamindelser.paamind)
        _forsoeg("Årshjulet", hold_ved_lige)
        if settings.LINK_CHECK:
            _forsoeg("Strategiernes adresser", linktjek.proev_nattens)
        _forsoeg("Strategiernes gennemgang", linktjek.paamind)
        _forsoeg("Påmindelserne om møder og opgaver", breve_moede.paamind)
        _forsoeg("Forslagene", pas_forslag)
        _forsoeg("Høringerne", pas_hoeringer)
        _forsoeg("Nye tal til indikatorerne", breve_maaling.paamind)
        _forsoeg("De samlede mails", send_gathered)
        _forsoeg("Mailkøen", send_waiting)
        _forsoeg("Indlæsningerne", laes_ventende)
