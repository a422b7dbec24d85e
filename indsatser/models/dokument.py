"""Documents: a lasting address for each, whatever version of its file is the newest."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from filer.fields.file import FilerFileField

from tryg_portal.sortering import COLLATION

from .felter import FeltCheck, FeltUnik, Oversat, dansk_slug

FLEST_DOKUMENTER = 10
"""So many stand on the page of an initiative or of a version; the list has them all."""
LASES_IKKE = (
    "Den nyeste udgave er en PDF uden koder eller titel, så den kan ikke læses med hjælpemidler. Skriv det vigtigste "
    "på siden, eller vælg «Undtaget fra loven» med en grund, eller læg en PDF med koder og titel op."
)


class DokumentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(offentligt=True)

    def med_visning(self):
        """What a line of a list shows, in one query; the text of the file stays in the database."""
        tunge = ["nyeste__tekst", "nyeste__ord"]
        return self.select_related("nyeste__fil").defer(*tunge)


class Dokument(models.Model):
    """What it is, apart from its files."""

    class Slags(models.TextChoices):
        STRATEGI = "strategi", _("Strategi")
        AARSSTATUS = "aarsstatus", _("Årsstatus")
        KOMMISSORIUM = "kommissorium", _("Kommissorium")
        REFERAT = "referat", _("Referat")
        HOERING = "hoering", _("Høringsmateriale")
        UNDERSOEGELSE = "undersoegelse", _("Undersøgelse")
        FOLDER = "folder", _("Folder eller vejledning")
        ANDET = "andet", _("Andet")

    class Tilgaengelighed(models.TextChoices):
        TILGAENGELIG = "tilgaengelig", _("Kan læses med hjælpemidler")
        RESUME = "resume", _("Det vigtigste står på siden")
        UNDTAGET = "undtaget", _("Undtaget fra loven")

    class Sprog(models.TextChoices):
        DANSK = "da", _("Dansk")
        ENGELSK = "en", _("Engelsk")

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
    taget_ned_fordi = models.CharField(
        "hvorfor det er taget ned",
        max_length=300,
        blank=True,
        help_text="Kun for et dokument, der har været offentligt: står på dets adresse, når det ikke vises mere.",
    )
    offentliggjort = models.DateTimeField(
        "først offentliggjort", null=True, blank=True, editable=False
    )
    nyeste = models.OneToOneField(
        "indsatser.Dokumentudgave",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="nyeste udgave",
    )
    pdf_mangler = models.BooleanField(
        "nyeste udgave er en PDF uden koder eller titel", default=False, editable=False
    )

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
            FeltCheck(
                felt="tilgaengelighed",
                condition=Q(pdf_mangler=False) | ~Q(tilgaengelighed="tilgaengelig"),
                name="dokument_laeses_kun_med_koder",
                violation_error_message=LASES_IKKE,
            ),
        ]

    def __str__(self):
        return self.titel_da

    def save(self, *args, **kwargs):
        """A new document gets an address; a former one leads on, and the first day in public is remembered."""
        foer = Dokument.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        self.slug = self.slug or foer or self.ledig_slug()
        if self.offentligt and self.offentliggjort is None:
            self.offentliggjort = timezone.now()
        super().save(*args, **kwargs)
        if foer and foer != self.slug:
            self.tidligere_adresser.filter(slug=self.slug).delete()
            Dokumentadresse.objects.create(slug=foer, dokument=self)

    def get_absolute_url(self):
        return reverse("dokumenter:detail", args=[self.slug])

    def clean(self):
        andres = Dokumentadresse.objects.filter(slug=self.slug).exclude(dokument=self.pk)
        if self.slug and andres.exists():
            raise ValidationError({"slug": "Adressen leder allerede til et andet dokument."})

    @property
    def filens_adresse(self):
        return reverse("dokumenter:fil", args=[self.slug])

    @property
    def har_vaeret_vist(self):
        return self.offentliggjort is not None

    def ledig_slug(self):
        """An address from the title that no document has, or has had."""
        grund = dansk_slug(self.titel_da, max_length=100) or "dokument"
        optaget = {
            *Dokument.objects.filter(slug__startswith=grund).values_list("slug", flat=True),
            *Dokumentadresse.objects.filter(slug__startswith=grund).values_list("slug", flat=True),
        }
        kandidater = (grund if nr == 1 else f"{grund}-{nr}" for nr in range(1, len(optaget) + 2))
        return next(slug for slug in kandidater if slug not in optaget)

    def laeg_op(self, fil, laest, note=""):
        """A file becomes the newest version; `laest` is what `medier.dokumentfil` read of it."""
        felter = ("stoerrelse", "sider", "tekst", "ord", "har_koder", "har_titel", "pdf_sprog")
        with transaction.atomic():
            Dokument.objects.select_for_update().get(pk=self.pk)
            nummer = max(self.udgaver.values_list("nummer", flat=True), default=0) + 1
            return self.udgaver.create(
                fil=fil, nummer=nummer, note=note, **{navn: getattr(laest, navn) for navn in felter}
            )

    def foelg_udgaver(self):
        """Knows its newest version, and what that lacks, whatever was put up or taken away."""
        self.nyeste = self.udgaver.order_by("-nummer").first()
        self.pdf_mangler = bool(self.nyeste and self.nyeste.mangler)
        super().save(update_fields=["nyeste", "pdf_mangler"])


class Dokumentadresse(models.Model):
    """A slug that once led to the document; it redirects for good (301)."""

    slug = models.SlugField("tidligere adresse", max_length=120, unique=True)
    dokument = models.ForeignKey(
        Dokument, models.CASCADE, related_name="tidligere_adresser", verbose_name="dokument"
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = "dokuments tidligere adresse"
        verbose_name_plural = "dokumenters tidligere adresser"

    def __str__(self):
        return f"/dokumenter/{self.slug}/"


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
    ord = models.TextField("ord i filen", blank=True, editable=False)
    """Each word of the text once, in small letters: where a search looks."""
    har_koder = models.BooleanField("PDF med koder", null=True, editable=False)
    """Tagged, of a PDF; None of other kinds of files."""
    har_titel = models.BooleanField("PDF med titel", null=True, editable=False)
    pdf_sprog = models.CharField("PDF'ens sprog", max_length=20, blank=True, editable=False)

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

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.dokument.foelg_udgaver()

    def get_absolute_url(self):
        return reverse("dokumenter:udgave", args=[self.dokument.slug, self.nummer])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            slettet = super().delete(*args, **kwargs)
            self.dokument.foelg_udgaver()
        return slettet

    @property
    def filens_adresse(self):
        return reverse("dokumenter:udgavefil", args=[self.dokument.slug, self.nummer])

    @property
    def endelse(self):
        return PurePath(self.fil.file.name or "").suffix.lower()

    @property
    def format(self):
        return self.endelse.lstrip(".").upper()

    @property
    def mangler(self):
        """What a PDF lacks for those who have it read aloud, in words; empty where it lacks nothing."""
        dele = {"koder": self.har_koder, "titel": self.har_titel}
        return [navn for navn, er_der in dele.items() if er_der is False]

    @property
    def er_skannet(self):
        """Pages without a letter on them: pictures of a text."""
        return self.har_koder is not None and not self.tekst

    @property
    def filnavn(self):
        """What the file is called by whoever saves it: the document's address, and which version when an older one."""
        aeldre = "" if self.dokument.nyeste_id == self.pk else f"-udgave-{self.nummer}"
        return f"{self.dokument.slug}{aeldre}{self.endelse}"


@receiver(pre_delete, sender=Dokument, dispatch_uid="dokument_bevares")
@receiver(pre_delete, sender=Dokumentudgave, dispatch_uid="dokumentudgave_bevares")
def _bevar_det_viste(sender, instance, **kwargs):
    """Nothing that the public has seen is deleted, whoever asks and however."""
    dokument = instance if sender is Dokument else instance.dokument
    if dokument.har_vaeret_vist:
        besked = "Dokumentet har været offentligt og slettes ikke. Tag det ned i stedet."
        raise models.ProtectedError(besked, {instance})
