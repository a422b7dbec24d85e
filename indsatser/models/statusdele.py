"""What a report is made of: answers, ticked sentences, figures and files; frozen when its round closes."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from tryg_portal import generation

from .bilag import Bilag
from .status import Rundespoergsmaal, Slags, Status, kraev_aaben
from .statusindhold import dansk_tal


class DelAfStatus(models.Model):
    """What stands in a report, in rows of its own; frozen with it."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        kraev_aaben(self.status.runde_id)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        kraev_aaben(self.status.runde_id)
        return super().delete(*args, **kwargs)


class Statussvar(DelAfStatus):
    """The answer to one question."""

    status = models.ForeignKey(Status, models.CASCADE, related_name="svar")
    spoergsmaal = models.ForeignKey(Rundespoergsmaal, models.PROTECT, related_name="svar")
    tekst = models.TextField("svar", blank=True, max_length=5000)

    class Meta:
        ordering = ["spoergsmaal__raekkefoelge", "pk"]
        verbose_name = "svar"
        verbose_name_plural = "svar"
        constraints = [
            models.UniqueConstraint(fields=["status", "spoergsmaal"], name="statussvar_eet_svar"),
        ]

    def __str__(self):
        return self.tekst[:80]


class SaetningQuerySet(models.QuerySet):
    """Past `save()`, which a closed round refuses: these two columns alone are not frozen with it."""

    @transaction.atomic
    def tag_ned(self, fordi):
        self.update(taget_ned=timezone.now(), taget_ned_fordi=fordi)
        generation.changed()

    @transaction.atomic
    def vis_igen(self):
        self.update(taget_ned=None, taget_ned_fordi="")
        generation.changed()


class Statussaetning(DelAfStatus):
    """A sentence of an answer that the tovholder has ticked: for the annual report, for the public now, or both."""

    status = models.ForeignKey(Status, models.CASCADE, related_name="saetninger")
    slags = models.CharField("handler om", max_length=20, choices=Slags)
    tekst = models.TextField("sætning")
    i_aarsstatus = models.BooleanField("må stå i årsstatus", default=False)
    offentlig = models.BooleanField("må vises nu", default=False)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)
    taget_ned = models.DateTimeField("taget ned", null=True, blank=True, editable=False)
    """Of a closed round; it then goes into no annual report either. What it said stays in the report."""
    taget_ned_fordi = models.CharField("hvorfor", max_length=300, blank=True, editable=False)

    objects = SaetningQuerySet.as_manager()

    class Meta:
        ordering = ["raekkefoelge", "pk"]
        verbose_name = "valgt sætning"
        verbose_name_plural = "valgte sætninger"
        constraints = [
            models.CheckConstraint(
                condition=Q(taget_ned=None) | ~Q(taget_ned_fordi=""),
                name="statussaetning_taget_ned_hvorfor",
                violation_error_message="Skriv, hvorfor sætningen er taget ned.",
            ),
        ]

    def __str__(self):
        return self.tekst[:80]


class Statustal(DelAfStatus):
    """A figure in a report; never without its unit, period and source."""

    status = models.ForeignKey(Status, models.CASCADE, related_name="tal")
    navn = models.CharField("hvad er talt", max_length=150)
    vaerdi = models.DecimalField("tal", max_digits=14, decimal_places=2)
    enhed = models.CharField("enhed", max_length=40)
    periode = models.CharField("periode", max_length=60)
    kilde = models.CharField("kilde", max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = "tal"
        verbose_name_plural = "tal"

    def __str__(self):
        return f"{self.navn}: {self.paa_dansk} {self.enhed}"

    @property
    def paa_dansk(self):
        return dansk_tal(self.vaerdi)


class Statusbilag(Bilag, DelAfStatus):
    status = models.ForeignKey(Status, models.CASCADE, related_name="bilag")

    class Meta(Bilag.Meta):
        verbose_name = "bilag til statusrapport"
        verbose_name_plural = "bilag til statusrapporter"

    def __str__(self):
        return self.navn
