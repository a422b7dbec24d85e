"""Who is told that new values are expected: the person responsible for the series, in the gathered mail."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tryg_portal.mail import REMINDER, Recipient, drop, gather, register_mail

from .models import Indikator

SLAGS = "maaling_ventes"
IGEN = timedelta(days=14)
"""After the day: when somebody is told once more."""


def registrer():
    register_mail(
        SLAGS,
        "Når der ventes nye tal til en indikator, du er ansvarlig for",
        {},
        group="Målinger",
        required=(),
        frequencies=REMINDER,
        roles=("koordinator", "tovholder"),
    )


def paamind(dag=None):
    """For the clock, each minute: on the day itself, and 14 days after; each once. Answers how many lines were put."""
    dag = dag or timezone.localdate()
    ventede = (
        Indikator.objects.ventede(dag).filter(naeste__gt=dag - 2 * IGEN).exclude(ansvarlig=None)
    )
    med = ventede.select_related("ansvarlig__bruger", "ansvarlig__stedfortraeder__bruger")
    return sum(_sig(indikator, dag) for indikator in med)


def _sig(indikator, dag):
    naeste = date_format(indikator.naeste, "j. F Y")
    if dag - indikator.naeste >= IGEN:
        trin, tekst = "igen", f"Der mangler nye tal til «{indikator}». De var ventet {naeste}."
    else:
        trin, tekst = "dagen", f"Der ventes nye tal til «{indikator}» {naeste}."
    person = indikator.ansvarlig.modtager()
    side = reverse("admin:indsatser_indikator_change", args=[indikator.pk])
    return gather(
        Recipient(person.adresse, person.navn, person.bruger),
        SLAGS,
        tekst,
        settings.SITE_URL + side,
        key=f"indikator-{indikator.pk}-{indikator.naeste:%Y%m%d}-{trin}",
    )


def ventes_ikke(pk):
    """The date is another, or the series has ended: what waits to be sent about it is not sent."""
    drop(f"indikator-{pk}-")
