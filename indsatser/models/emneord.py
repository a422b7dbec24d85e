"""The words that initiatives are found by: for whom, and where."""

from django.db import models

from tryg_portal.sortering import COLLATION

from .felter import Oversat


class Maalgruppe(models.Model):
    """For whom: what a citizen chooses by in the list of initiatives."""

    navn_da = models.CharField("navn", max_length=80, unique=True, db_collation=COLLATION)
    navn_en = models.CharField("navn på engelsk", max_length=80, blank=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)

    navn = Oversat()

    class Meta:
        ordering = ["navn_da"]
        verbose_name = "målgruppe"
        verbose_name_plural = "målgrupper"

    def __str__(self):
        return self.navn_da


class Omraade(models.Model):
    """Where: a part of the municipality by the name that people use."""

    navn_da = models.CharField("navn", max_length=80, unique=True, db_collation=COLLATION)
    navn_en = models.CharField("navn på engelsk", max_length=80, blank=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)

    navn = Oversat()

    class Meta:
        ordering = ["navn_da"]
        verbose_name = "område"
        verbose_name_plural = "områder"

    def __str__(self):
        return self.navn_da
