"""What comes: the next meetings one may see, the deadlines of rounds and hearings, new figures, and the year wheel."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, F, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils import timezone

from ..models import Aarshjulsdato, Hoering, Indikator, Moede, Statusrunde
from .ting import om_dage

DAGE = 60
"""How far ahead the desk looks."""
VIST = 6


FORAN = {
    "hoering": ("hoering", "Høringsfrist: "),
    "tal": ("indikator", "Nye tal ventes: "),
}
"""Kind of line: (what page it leads to, what it begins with)."""


@dataclass(frozen=True)
class Kommende:
    hvad: str
    dato: date
    url: str

    @property
    def hvornaar(self):
        return om_dage(self.dato)


def sker_snart(user):
    """The first of them, in their order; one query."""
    nu, i_dag = timezone.now(), timezone.localdate()
    til = i_dag + timedelta(days=DAGE)
    moeder = Moede.objects.visible_to(user).kommende(nu).filter(start__date__lte=til)
    dele = [_kolonner(Moede.objects.filter(pk__in=moeder.values("pk")), "moede", "titel", "start")]
    if user.has_perm("indsatser.view_statusrunde"):
        runder = Statusrunde.objects.aabne().filter(frist__range=(i_dag, til))
        dele.append(_kolonner(runder, "runde", "navn", "frist"))
    if user.has_perm("indsatser.view_aarshjulsdato"):
        # a date that has its meeting or its round already is told by that
        datoer = Aarshjulsdato.objects.filter(
            Q(moede=None, runde=None), dato__range=(i_dag, til), regel__aktiv=True
        )
        dele.append(_kolonner(datoer, "hjul", "regel__navn", "dato"))
    if user.has_perm("indsatser.view_hoering"):
        hoeringer = Hoering.objects.filter(tilstand=Hoering.Tilstand.AABEN)
        i_perioden = hoeringer.filter(frist__range=(i_dag, til))
        dele.append(_kolonner(i_perioden, "hoering", "titel_da", "frist"))
    if user.has_perm("indsatser.view_indikator"):
        serier = Indikator.objects.filter(tilstand=Indikator.Tilstand.OFFENTLIG)
        dele.append(
            _kolonner(serier.filter(naeste__range=(i_dag, til)), "tal", "titel_da", "naeste")
        )
    alle = sorted(dele[0].union(*dele[1:], all=True), key=lambda raekke: raekke[3])
    return [_kommende(*raekke) for raekke in alle[:VIST]]


def _kolonner(queryset, slags, hvad, dato):
    dato = TruncDate(dato) if dato == "start" else F(dato)
    return queryset.order_by().values_list(
        Value(slags, CharField()),
        Cast("pk", IntegerField()),
        Cast(hvad, TextField()),
        Cast(dato, DateField()),
    )


def _kommende(slags, pk, hvad, dato):
    if slags == "moede":
        return Kommende(hvad, dato, reverse("admin:indsatser_moede_side", args=[pk]))
    if slags == "runde":
        url = reverse("admin:indsatser_statusrunde_runde", args=[pk])
        return Kommende(f"Frist for {hvad}", dato, url)
    if slags in FORAN:
        model, foran = FORAN[slags]
        return Kommende(foran + hvad, dato, reverse(f"admin:indsatser_{model}_change", args=[pk]))
    return Kommende(hvad, dato, reverse("admin:indsatser_aarshjulsdato_changelist"))
