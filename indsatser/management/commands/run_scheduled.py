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
    return sum(_udfoer(pk) for pk in list(forfaldne))


def _udfoer(pk):
    try:
        with transaction.atomic():
            plan = _tag(pk)
            if plan is None:
                return 0
            plan.udfoer()
    except (ValidationError, IntegrityError) as fejl:
        _fejlet(pk, fejl)
        return 0
    except Exception:
        # a fault of the machine, not of the text: the next minute tries again, and the others are not held up
        log.exception("Planen %s kunne ikke udføres", pk)
        return 0
    return 1


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
        if antal := udfoer_forfaldne():
            self.stdout.write(f"{antal} udført efter planen.")
        if skal_ses_efter() and (eftersyn := se_efter()):
            self.stdout.write(f"{eftersyn.antal} udgivne tekster set efter.")
        send_waiting()
