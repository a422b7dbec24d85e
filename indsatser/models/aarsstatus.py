"""The annual report of a version: gathered, edited, reviewed, locked, approved, and dealt with politically."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.html import strip_tags
from djangocms_text.fields import HTMLField

from ..aarsstatus.rens import rens_html
from .felter import FeltCheck, FeltUnik

BRUGER = settings.AUTH_USER_MODEL


class AarsstatusQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(offentliggjort=None)

    def laaste(self):
        return self.exclude(frosset=None)


class Aarsstatus(models.Model):
    """One report. While it is written its contributions live in `bidrag`; from «Lås» on `frosset` is all that it says.

    Frozen means: names, people, figures and texts are kept in `frosset` as they were, and every rendering is made of it
    alone. The political path comes afterwards and is not frozen.
    """

    class Tilstand(models.TextChoices):
        KLADDE = "kladde", "Under udarbejdelse"
        GENNEMSYN = "gennemsyn", "Til gennemsyn"
        LAAST = "laast", "Låst"
        GODKENDT = "godkendt", "Godkendt af styregruppen"

    strategi = models.ForeignKey(
        "indsatser.Strategi",
        models.PROTECT,
        related_name="aarsstatusser",
        verbose_name="strategiversion",
    )
    nummer = models.PositiveSmallIntegerField(
        "nummer", help_text="Inden for versionen: 4 for 4. årsstatus."
    )
    slug = models.SlugField("adresse", max_length=80, unique=True)
    periode = models.CharField("periode i ord", max_length=60, help_text="For eksempel: 2021")
    fra = models.DateField("perioden fra")
    til = models.DateField("perioden til og med")
    tilstand = models.CharField(
        "tilstand", max_length=20, choices=Tilstand, default=Tilstand.KLADDE
    )
    sendt_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sendt til gennemsyn af",
    )
    gennemset_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="set igennem af",
    )
    besked = models.CharField("sendt tilbage, fordi", max_length=500, blank=True, editable=False)
    """Why it came back last: from the review, or because it was unlocked."""
    laast = models.DateTimeField("låst", null=True, blank=True)
    laast_af = models.ForeignKey(
        BRUGER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="låst af"
    )
    frosset = models.JSONField("frosset indhold", null=True, blank=True, editable=False)
    godkendt = models.DateField("godkendt af styregruppen", null=True, blank=True)
    godkendt_af = models.ForeignKey(
        BRUGER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="godkendt af"
    )
    offentliggjort = models.DateTimeField("offentliggjort", null=True, blank=True)

    objects = AarsstatusQuerySet.as_manager()

    class Meta:
        ordering = ["-til", "-pk"]
        verbose_name = "årsstatus"
        verbose_name_plural = "årsstatusser"
        constraints = [
            FeltUnik(
                fields=["strategi", "nummer"],
                felt="nummer",
                name="aarsstatus_nummer_en_gang",
                violation_error_message="Versionen har allerede en årsstatus med det nummer.",
            ),
            FeltCheck(
                felt="til",
                condition=Q(til__gte=F("fra")),
                name="aarsstatus_slut_efter_start",
                violation_error_message="Perioden slutter, før den begynder.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=["kladde", "gennemsyn"], frosset__isnull=True)
                | Q(tilstand__in=["laast", "godkendt"], frosset__isnull=False, laast__isnull=False),
                name="aarsstatus_laast_er_frosset",
                violation_error_message="En låst årsstatus har et frosset indhold, og kun den.",
            ),
            models.CheckConstraint(
                condition=Q(offentliggjort=None) | Q(tilstand="godkendt"),
                name="aarsstatus_offentlig_efter_godkendelse",
                violation_error_message="En årsstatus offentliggøres, når styregruppen har godkendt den.",
            ),
        ]

    def __str__(self):
        return f"{self.nummer}. årsstatus for {self.periode}"

    def get_absolute_url(self):
        return reverse("aarsstatus:detail", args=[self.slug])

    @classmethod
    def holdt(cls, pk):
        """It, held until the transaction is over: what two do to one report comes one after the other."""
        return cls.objects.select_for_update(of=["self"]).get(pk=pk)

    @property
    def er_kladde(self):
        return self.tilstand == self.Tilstand.KLADDE

    @property
    def er_laast(self):
        return self.tilstand in (self.Tilstand.LAAST, self.Tilstand.GODKENDT)

    @property
    def er_gennemset(self):
        return self.tilstand == self.Tilstand.GENNEMSYN and self.gennemset_af_id is not None


class Bidrag(models.Model):
    """A piece of a report being written: gathered, or written by hand; ticked out, it is not taken along."""

    class Afsnit(models.TextChoices):
        INDLEDNING = "indledning", "Indledning"
        TILFOEJET = "tilfoejet", "Nye indsatser"
        OMDOEBT = "omdoebt", "Indsatser med nyt navn"
        AFSLUTTET = "afsluttet", "Afsluttede indsatser"
        RESULTATER = "resultater", "Udvalgte resultater"
        MAALINGER = "maalinger", "Måling"
        BESLUTNINGER = "beslutninger", "Beslutninger"
        AKTIVITETER = "aktiviteter", "Aktiviteter"
        NYHEDER = "nyheder", "Nyheder"
        PLANER = "planer", "Planer for det kommende år"
        BILAG = "bilag", "Bilag"

    aarsstatus = models.ForeignKey(
        Aarsstatus, models.CASCADE, related_name="bidrag", verbose_name="årsstatus"
    )
    afsnit = models.CharField("afsnit", max_length=20, choices=Afsnit)
    titel = models.CharField("overskrift", max_length=200, blank=True)
    tekst = HTMLField("tekst", blank=True)
    data = models.JSONField("samlet", default=dict, blank=True, editable=False)
    """What was gathered: figures, names, links; shaped by the section."""
    kilde = models.CharField(max_length=80, blank=True, default="", editable=False)
    """What it was gathered from, as «status:12»; empty for what was written by hand."""
    medtages = models.BooleanField("tag med", default=True)
    redigeret = models.BooleanField("rettet i hånden", default=False, editable=False)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)
    udgave = models.PositiveIntegerField(default=0, editable=False)
    """Counts each saving of its words, so that whoever saves from older ones is told."""

    class Meta:
        ordering = ["raekkefoelge", "pk"]
        verbose_name = "bidrag til årsstatus"
        verbose_name_plural = "bidrag til årsstatus"
        constraints = [
            models.UniqueConstraint(
                fields=["aarsstatus", "afsnit", "kilde"],
                condition=~Q(kilde=""),
                name="bidrag_hver_kilde_en_gang",
                violation_error_message="Det er allerede samlet ind.",
            ),
        ]

    def __str__(self):
        return self.titel or strip_tags(self.tekst)[:60]

    def save(self, *args, **kwargs):
        self.tekst = rens_html(self.tekst)
        super().save(*args, **kwargs)
