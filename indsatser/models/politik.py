"""How the strategy was dealt with politically: body, date, item, case and outcome."""

from django.db import models

from .felter import Oversat


class PolitiskBehandling(models.Model):
    """One body's treatment of a version of the strategy."""

    strategi = models.ForeignKey(
        "indsatser.Strategi",
        models.CASCADE,
        related_name="behandlinger",
        verbose_name="strategiversion",
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

    def __str__(self):
        return f"{self.organ_da}: {self.strategi}"
