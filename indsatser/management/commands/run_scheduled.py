"""What happens by the clock. Run each minute, by systemd or cron, on one machine or on several at once."""

import logging

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction

from indsatser import breve
from indsatser.eftersyn import se_efter, skal_ses_efter
from indsatser.models import PlanlagtUdgivelse
from tryg_portal.mail_queue import send_waiting

log = logging.getLogger(__name__)
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
    return True


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


class Command(BaseCommand):
    help = "Udgiver og tager ned efter planen, ser det udgivne efter om natten og sender ventende mails."

    def handle(self, **options):
        if antal := _forsoeg("Planerne", udfoer_forfaldne):
            self.stdout.write(f"{antal} udført efter planen.")
        if _forsoeg("Eftersynet", skal_ses_efter) and (
            eftersyn := _forsoeg("Eftersynet", se_efter)
        ):
            self.stdout.write(f"{eftersyn.antal} udgivne tekster set efter.")
        _forsoeg("Mailkøen", send_waiting)
