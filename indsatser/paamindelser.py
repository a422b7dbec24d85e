"""Reminders by the clock: 14, 7 and 1 days before the deadline, on the day after it, and then each week.

A step is known by its date, and is due for a report when nobody has been written to about it since that day began. So
a clock that was away sends only the newest, a report that was asked for yesterday is left in peace, and to run this
again, or on two machines at once, changes nothing.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from tryg_portal import mail

from .models import Status, Statusrunde
from .rundemodtagere import linjer_for
from .runder import noegle, saml

FOER = (14, 7, 1)
"""Days before the deadline."""
HVER = 7
"""Days between two of them after it; the first is on the day after."""


def seneste_trin(frist, dag):
    """The date of the newest reminder that a deadline gives by a day, or None."""
    over = (dag - frist).days
    if over > 0:
        return frist + timedelta(days=1 + (over - 1) // HVER * HVER)
    return max((t for d in FOER if (t := frist - timedelta(days=d)) <= dag), default=None)


def paamind():
    """For the clock, each minute; answers how many reports somebody was reminded of."""
    dag = timezone.localdate()
    _tag_svarede_af()
    antal = 0
    for runde in Statusrunde.objects.aabne():
        trin = seneste_trin(runde.frist, dag)
        if trin:
            forfaldne = ikke_skrevet_siden(runde.rapporter.mangler(), trin)
            antal += sum(_paamind(pk, trin) for pk in list(forfaldne.values_list("pk", flat=True)))
    return antal


def ikke_skrevet_siden(rapporter, dag):
    """Those that nobody has been written to about since a day began, in Danish time."""
    begyndt = timezone.make_aware(datetime.combine(dag, time.min))
    return rapporter.filter(Q(skrevet=None) | Q(skrevet__lt=begyndt))


@transaction.atomic
def _paamind(pk, dag):
    """One report, unless another process has it in hand; answers whether anybody is reminded."""
    frie = Status.objects.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(
        pk=pk
    )
    status = ikke_skrevet_siden(frie.mangler(), dag).select_related("runde").first()
    return bool(status and mind_om(linjer_for([status])[0]))


def mind_om(linje):
    """A line to each who answers for it, in their gathered mail; answers how many."""
    status, i_dag = linje.status, timezone.localdate()
    frist = date_format(status.runde.frist, "j. F Y")
    if status.runde.frist < i_dag:
        tekst = f"Der mangler status på {linje.navn}. Fristen var {frist}."
    else:
        tekst = f"Meld status på {linje.navn} senest {frist}."
    antal = saml(linje, "runde_paamindelse", tekst, i_dag.isoformat())
    if antal:
        Status.objects.filter(pk=status.pk).update(paamindelser=F("paamindelser") + 1)
    return antal


def _tag_svarede_af():
    """However a report came in: what still waits to be sent about it is not sent."""
    nylig = timezone.now() - timedelta(days=2)
    svarede = Status.objects.indsendte().filter(indsendt__gte=nylig, paamindelser__gt=0)
    for status in svarede.only("pk"):
        mail.drop(noegle(status))


def at_minde_om(runde):
    """(lines of reports to remind of now, those that were written about today already)."""
    mangler = list(runde.rapporter.mangler().select_related("runde", "stedfortraeder__bruger"))
    i_dag = timezone.localdate()
    skrevet = [s for s in mangler if s.skrevet and timezone.localdate(s.skrevet) >= i_dag]
    return linjer_for([s for s in mangler if s not in skrevet]), linjer_for(skrevet)


def mind_om_nu(runde):
    """Everybody who has not answered and was not written to today; answers how many reports.

    Each in a transaction of its own: who writes in one of them is not waited for with the others in hand.
    """
    linjer, _ = at_minde_om(runde)
    pks = sorted(linje.status.pk for linje in linjer)
    return sum(_paamind(pk, timezone.localdate()) for pk in pks)
