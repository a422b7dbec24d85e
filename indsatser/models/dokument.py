"""Documents: a lasting address for each, whatever version of its file is the newest."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from filer.fields.file import FilerFileField

from tryg_portal.sortering import COLLATION

from .felter import FeltCheck, FeltUnik, Oversat


class DokumentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(offentligt=True)


class Dokument(models.Model):
    """What it is, apart from its files."""

    class Slags(models.TextChoices):
        STRATEGI = "strategi", "Strategi"
        AARSSTATUS = "aarsstatus", "Årsstatus"
        KOMMISSORIUM = "kommissorium", "Kommissorium"
        REFERAT = "referat", "Referat"
        HOERING = "hoering", "Høringsmateriale"
        UNDERSOEGELSE = "undersoegelse", "Undersøgelse"
        FOLDER = "folder", "Folder eller vejledning"
        ANDET = "andet", "Andet"

    class Tilgaengelighed(models.TextChoices):
        TILGAENGELIG = "tilgaengelig", "Kan læses med hjælpemidler"
        RESUME = "resume", "Det vigtigste står på siden"
        UNDTAGET = "undtaget", "Undtaget fra loven"

    class Sprog(models.TextChoices):
        DANSK = "da", "Dansk"
        ENGELSK = "en", "Engelsk"

    slug = models.SlugField("adresse", max_length=120, unique=True)
    titel_da = models.CharField("titel", max_length=200, db_collation=COLLATION)
    titel_en = models.CharField("titel på engelsk", max_length=200, blank=True)
    slags = models.CharField("slags", max_length=20, choices=Slags)
    dato = models.DateField("dato", help_text="Den dag, dokumentet er fra.")
    sprog = models.CharField("sprog", max_length=5, choices=Sprog, default=Sprog.DANSK)
    strategi = models.ForeignKey(
        "indsatser.Strategi",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dokumenter",
        verbose_name="strategiversion",
    )
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dokumenter",
        verbose_name="indsats",
    )
    resume_da = models.TextField(
        "resumé", blank=True, help_text="Det vigtigste, som det kan læses på siden."
    )
    resume_en = models.TextField("resumé på engelsk", blank=True)
    tilgaengelighed = models.CharField("tilgængelighed", max_length=20, choices=Tilgaengelighed)
    undtagelse = models.CharField(
        "hvorfor det er undtaget",
        max_length=300,
        blank=True,
        help_text="For eksempel: Skannet papir fra før 23. september 2018.",
    )
    offentligt = models.BooleanField("vises offentligt", default=False)

    titel = Oversat()
    resume = Oversat()
    objects = DokumentQuerySet.as_manager()

    class Meta:
        ordering = ["-dato", "titel_da"]
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        constraints = [
            FeltCheck(
                felt="undtagelse",
                condition=~Q(tilgaengelighed="undtaget") | ~Q(undtagelse=""),
                name="dokument_undtaget_hvorfor",
                violation_error_message="Skriv, hvorfor dokumentet er undtaget.",
            ),
            FeltCheck(
                felt="resume_da",
                condition=~Q(tilgaengelighed="resume") | ~Q(resume_da=""),
                name="dokument_resume_skrevet",
                violation_error_message="Skriv resuméet: det er det, læserne får i stedet.",
            ),
        ]

    def __str__(self):
        return self.titel_da

    def get_absolute_url(self):
        return reverse("dokumenter:detail", args=[self.slug])


class Dokumentudgave(models.Model):
    """One version of a document's file, with what is read from it when it is put up."""

    dokument = models.ForeignKey(
        Dokument, models.CASCADE, related_name="udgaver", verbose_name="dokument"
    )
    nummer = models.PositiveSmallIntegerField("udgave", default=1)
    fil = FilerFileField(on_delete=models.PROTECT, related_name="+", verbose_name="fil")
    lagt_op = models.DateTimeField("lagt op", default=timezone.now)
    note = models.CharField("hvad er ændret", max_length=300, blank=True)
    stoerrelse = models.PositiveBigIntegerField("bytes", default=0, editable=False)
    sider = models.PositiveIntegerField("sider", null=True, blank=True, editable=False)
    tekst = models.TextField("tekst i filen", blank=True, editable=False)
    har_koder = models.BooleanField("PDF med koder", null=True, editable=False)
    """Tagged, of a PDF; None of other kinds of files."""
    har_titel = models.BooleanField("PDF med titel", null=True, editable=False)

    class Meta:
        ordering = ["-nummer"]
        verbose_name = "udgave"
        verbose_name_plural = "udgaver"
        constraints = [
            FeltUnik(
                fields=["dokument", "nummer"],
                felt="nummer",
                name="dokumentudgave_en_gang",
                violation_error_message="Dokumentet har allerede en udgave med det nummer.",
            ),
        ]

    def __str__(self):
        return f"{self.dokument}, udgave {self.nummer}"
