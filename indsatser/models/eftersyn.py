"""The nightly look at what is public, and what it found."""

from django.db import models
from django.utils import timezone
from djangocms_versioning.models import Version

from .udgivelse import OmVersion


class Eftersyn(models.Model):
    """One night's look at everything that is public; at most one a day, whoever starts it."""

    dato = models.DateField("dato", unique=True)
    begyndt = models.DateTimeField("begyndt", default=timezone.now)
    antal = models.PositiveIntegerField("tekster set efter", default=0)

    class Meta:
        ordering = ["-dato"]
        verbose_name = "eftersyn af det udgivne"
        verbose_name_plural = "eftersyn af det udgivne"

    def __str__(self):
        return f"Eftersyn {self.dato:%d.%m.%Y}"


class FundQuerySet(OmVersion):
    pass


class Eftersynsfund(models.Model):
    """Something that the check says of a public text: kept as it was said that night."""

    class Alvor(models.TextChoices):
        FEJL = "fejl", "Fejl"
        ADVARSEL = "advarsel", "Advarsel"

    eftersyn = models.ForeignKey(Eftersyn, models.CASCADE, related_name="fund")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    alvor = models.CharField("alvor", max_length=10, choices=Alvor)
    regel = models.CharField("regel", max_length=50)
    titel = models.CharField("hvad", max_length=255)
    besked = models.TextField("besked")
    hvor = models.CharField("hvor", max_length=255, blank=True)
    uddrag = models.TextField("uddrag", blank=True)
    link = models.CharField("link", max_length=500)

    objects = FundQuerySet.as_manager()

    class Meta:
        ordering = ["-alvor", "titel", "pk"]
        verbose_name = "fund"
        verbose_name_plural = "fund"

    def __str__(self):
        return f"{self.titel}: {self.besked}"
