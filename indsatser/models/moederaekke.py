"""Series of meetings, and who sits in the groups that meet."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from ..rettigheder import roller
from .aarshjul import Aarshjulsdato, Aarshjulsregel
from .felter import FeltCheck
from .organisation import Gruppe, Person, Rolle

STYREGRUPPE, KOORDINATORER, TOVHOLDERE = "styregruppen", "koordinatorer", "tovholdergruppen"
SIDDER_I = {"styregruppe": (STYREGRUPPE, TOVHOLDERE), "tovholder": (TOVHOLDERE,)}
"""The groups that a role makes one a member of; the coordinators see all meetings."""


class Moederaekke(models.Model):
    """A series of one group's meetings: what they have in common, and what a new agenda begins with."""

    navn = models.CharField("navn", max_length=100, unique=True)
    gruppe = models.ForeignKey(
        "indsatser.Gruppe",
        models.PROTECT,
        related_name="moederaekker",
        verbose_name="gruppe",
    )
    sted = models.CharField("sted", max_length=200, blank=True)
    begynder = models.TimeField("begynder")
    varighed = models.PositiveSmallIntegerField("varighed i minutter", default=120)
    dagsorden = models.TextField(
        "faste punkter",
        blank=True,
        help_text="Ét punkt på hver linje. De står på hver ny dagsorden.",
    )
    aktiv = models.BooleanField("holdes stadig", default=True)

    class Meta:
        ordering = ["navn"]
        verbose_name = "møderække"
        verbose_name_plural = "møderækker"
        constraints = [
            FeltCheck(
                felt="varighed",
                condition=Q(varighed__gte=5),
                name="moederaekke_varer_noget",
                violation_error_message="Mødet skal vare mindst fem minutter.",
            ),
        ]

    def __str__(self):
        return self.navn

    @property
    def faste_punkter(self):
        return [linje.strip()[:200] for linje in self.dagsorden.splitlines() if linje.strip()]

    @transaction.atomic
    def nyt_moede(self, dag):
        """A meeting on a day, with the series' time, place and points, and whoever sits in the group that day."""
        start = timezone.make_aware(datetime.combine(dag, self.begynder))
        moede = self.moeder.create(
            gruppe=self.gruppe,
            titel=f"Møde i {self.gruppe.navn_da[0].lower()}{self.gruppe.navn_da[1:]}",
            start=start,
            slut=start + timedelta(minutes=self.varighed),
            sted=self.sted,
            formand=formand_for(self.gruppe, dag),
        )
        moede.fyld(dag)
        return moede


def formand_for(gruppe, dag=None):
    i_kraft = Rolle.objects.gaeldende(dag).filter(gruppe=gruppe, art=Rolle.Art.FORMAND)
    return Person.objects.filter(roller__in=i_kraft).first()


def folk_i(gruppe, dag=None):
    """Who sits in a group on a day. In the tovholdergruppe: steering group, coordinators and the initiatives' leads."""
    hvem = Q(gruppe=gruppe)
    if gruppe.slug == TOVHOLDERE:
        hvem |= Q(gruppe__slug__in=[STYREGRUPPE, KOORDINATORER])
        hvem |= Q(indsats__isnull=False, art=Rolle.Art.TOVHOLDER)
    i_kraft = Rolle.objects.gaeldende(dag).filter(hvem)
    return Person.objects.filter(roller__in=i_kraft).distinct()


def egne_grupper(user):
    """The groups that the account's person sits in today, by a dated role or by the account's own; no query yet."""
    egne = Rolle.objects.gaeldende().filter(person__bruger=user).exclude(gruppe=None)
    slugs = {slug for rolle in roller(user) for slug in SIDDER_I.get(rolle, ())}
    return Gruppe.objects.filter(Q(slug__in=slugs) | Q(pk__in=egne.values("gruppe"))).order_by()


def datoer_uden_moede(fra=None):
    """Dates of meetings that the year wheel gives the coming twelve months, and for which no meeting stands."""
    fra = fra or timezone.localdate()
    datoer = Aarshjulsdato.objects.filter(
        Q(moede=None) | Q(moede__tilstand="aflyst"),
        regel__slags=Aarshjulsregel.Slags.MOEDE,
        regel__gruppe__isnull=False,
        dato__range=(fra, fra + timedelta(days=365)),
    )
    return datoer.select_related("regel__gruppe").order_by("dato", "pk")


@transaction.atomic
def moede_af_dato(pk):
    """The meeting that the year wheel proposes, from the group's series, and tied to its date."""
    dato = Aarshjulsdato.objects.select_for_update().get(pk=pk)
    if not datoer_uden_moede().filter(pk=pk).exists():
        raise ValidationError("Der er allerede oprettet et møde for den dato, eller den er gået.")
    raekke = Moederaekke.objects.filter(gruppe=dato.regel.gruppe, aktiv=True).first()
    if raekke is None:
        raise ValidationError(f"{dato.regel.gruppe} har ingen møderække. Lav den først.")
    dato.moede = raekke.nyt_moede(dato.dato)
    dato.save(update_fields=["moede"])
    return dato.moede
