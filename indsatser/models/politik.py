"""How a matter was dealt with politically: body, date, item, case and outcome."""

from django.db import models
from django.db.models import Q

from .felter import FeltCheck, Oversat


class PolitiskBehandling(models.Model):
    """One body's treatment of a version of the strategy, of an annual report, or of a hearing."""

    strategi = models.ForeignKey(
        "indsatser.Strategi",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="behandlinger",
        verbose_name="strategiversion",
    )
    aarsstatus = models.ForeignKey(
        "indsatser.Aarsstatus",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="behandlinger",
        verbose_name="årsstatus",
    )
    hoering = models.ForeignKey(
        "indsatser.Hoering",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="behandlinger",
        verbose_name="høring",
    )
    organ_da = models.CharField(
        "organ", max_length=150, help_text="For eksempel: Byrådet i Aalborg"
    )
    organ_en = models.CharField("organ på engelsk", max_length=150, blank=True)
    dato = models.DateField(
        "dato", null=True, blank=True, help_text="Tom, når datoen ikke er oplyst."
    )
    punkt = models.CharField("punkt", max_length=20, blank=True)
    sagsnummer = models.CharField("sagsnummer", max_length=50, blank=True)
    udfald_da = models.CharField(
        "udfald", max_length=150, blank=True, help_text="For eksempel: Godkendt"
    )
    udfald_en = models.CharField("udfald på engelsk", max_length=150, blank=True)
    tekst_da = models.TextField("uddybning", blank=True)
    tekst_en = models.TextField("uddybning på engelsk", blank=True)
    link = models.URLField("link til referatet", blank=True)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)

    organ = Oversat()
    udfald = Oversat()
    tekst = Oversat()

    class Meta:
        ordering = ["raekkefoelge", models.F("dato").asc(nulls_last=True), "pk"]
        verbose_name = "politisk behandling"
        verbose_name_plural = "politisk behandling"
        constraints = [
            FeltCheck(
                felt="strategi",
                condition=Q(strategi__isnull=False, aarsstatus=None, hoering=None)
                | Q(strategi=None, aarsstatus__isnull=False, hoering=None)
                | Q(strategi=None, aarsstatus=None, hoering__isnull=False),
                name="politiskbehandling_af_een_ting",
                violation_error_message="Vælg, hvad der er behandlet: en version, en årsstatus eller en høring.",
            ),
        ]

    def __str__(self):
        return f"{self.organ_da}: {self.sag}"

    @property
    def sag(self):
        """What was dealt with."""
        return self.strategi or self.aarsstatus or self.hoering
