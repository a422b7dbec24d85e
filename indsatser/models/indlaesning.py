"""A file or a paste of values on its way into the series: looked at row by row, taken whole or not at all, undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .bilag import Bilag
from .maaling import Maaling


class Indlaesning(Bilag):
    """One import. The file is kept in private storage; a paste is kept as the file that it could have been."""

    class Tilstand(models.TextChoices):
        LAESES = "laeses", "Læses"
        KLAR = "klar", "Klar til at blive taget ind"
        FEJL = "fejl", "Har fejl"
        STOPPET = "stoppet", "Stoppet"
        TAGET_IND = "taget_ind", "Taget ind"
        FORTRUDT = "fortrudt", "Fortrudt"

    af = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="lagt op af"
    )
    tilstand = models.CharField(
        "tilstand", max_length=20, choices=Tilstand, default=Tilstand.LAESES
    )
    raekker = models.PositiveIntegerField("rækker i filen", default=0)
    laest = models.PositiveIntegerField("rækker læst", default=0)
    fejl = models.TextField("fejl i filen", blank=True)
    afsluttet = models.DateTimeField("afsluttet", null=True, blank=True)

    class Meta:
        ordering = ["-lagt_op", "-pk"]
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"

    def __str__(self):
        return f"{self.navn}, {timezone.localtime(self.lagt_op):%d.%m.%Y %H:%M}"


class Indlaesningsraekke(models.Model):
    """What one row of the file would do, then what it did; with what stood before, so that it can be undone."""

    class Udfald(models.TextChoices):
        NY = "ny", "Ny"
        AENDRET = "aendret", "Ændret"
        UAENDRET = "uaendret", "Uændret"
        FORKERT = "forkert", "Forkert"

    indlaesning = models.ForeignKey(Indlaesning, models.CASCADE, related_name="linjer")
    nummer = models.PositiveIntegerField("række")
    udfald = models.CharField("udfald", max_length=10, choices=Udfald)
    indhold = models.JSONField("indhold", default=dict)
    foer = models.JSONField("før", default=dict, blank=True)
    fejl = models.CharField("hvad er galt", max_length=500, blank=True)
    maaling = models.ForeignKey(Maaling, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["nummer"]
        verbose_name = "række i indlæsning"
        verbose_name_plural = "rækker i indlæsning"
        indexes = [models.Index(fields=["indlaesning", "udfald", "nummer"])]

    def __str__(self):
        return f"Række {self.nummer}: {self.get_udfald_display()}"
