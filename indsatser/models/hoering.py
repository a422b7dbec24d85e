"""Hearings: a draft is sent to those who are to be heard; each reply is treated, and the answer published."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from .bilag import Bilag
from .felter import FeltCheck, FeltUnik, Oversat
from .hoeringslink import Hoeringslink

BRUGER = settings.AUTH_USER_MODEL


class HoeringQuerySet(models.QuerySet):
    def published(self):
        """From its opening on; the draft of a hearing is for those who prepare it."""
        return self.exclude(tilstand=Hoering.Tilstand.KLADDE)

    def forfaldne(self, dato=None):
        """Open, though the last day has passed."""
        dato = dato or timezone.localdate()
        return self.filter(tilstand=Hoering.Tilstand.AABEN, frist__lt=dato)


class Hoering(models.Model):
    """One hearing, of a draft strategy or of another document; it ends with a published answer."""

    class Tilstand(models.TextChoices):
        KLADDE = "kladde", "Under forberedelse"
        AABEN = "aaben", "Åben"
        LUKKET = "lukket", "Svarene behandles"
        BESVARET = "besvaret", "Svaret er offentliggjort"

    slug = models.SlugField("adresse", max_length=80, unique=True)
    titel_da = models.CharField("titel", max_length=150)
    titel_en = models.CharField("titel på engelsk", max_length=150, blank=True)
    beskrivelse_da = models.TextField("hvad høres der om")
    beskrivelse_en = models.TextField("hvad høres der om, på engelsk", blank=True)
    strategi = models.ForeignKey(
        "indsatser.Strategi",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hoeringer",
        verbose_name="strategiversion",
    )
    dokumenter = models.ManyToManyField(
        "indsatser.Dokument", blank=True, related_name="hoeringer", verbose_name="høringsmateriale"
    )
    start = models.DateField("begynder", null=True, blank=True)
    frist = models.DateField("frist for svar", help_text="Den sidste dag, der kan svares.")
    uden_datoer = models.BooleanField(
        "datoerne er ikke oplyst",
        default=False,
        help_text="For gamle høringer: datoerne her bruges kun til rækkefølgen og vises ikke.",
    )
    for_alle = models.BooleanField(
        "alle kan svare", default=True, help_text="Ellers kun dem, der er spurgt."
    )
    tilstand = models.CharField(
        "tilstand", max_length=20, choices=Tilstand, default=Tilstand.KLADDE
    )
    samlet_svar_da = models.TextField("samlet svar", blank=True)
    samlet_svar_en = models.TextField("samlet svar på engelsk", blank=True)
    rettelse = models.CharField("hvad er rettet i svaret", max_length=300, blank=True)
    """Said publicly, with the day, of an answer that has been taken back and published again."""
    udgave = models.PositiveIntegerField(default=0, editable=False)
    besvaret = models.DateTimeField("svaret offentliggjort", null=True, blank=True)
    besvaret_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="offentliggjort af",
    )

    titel = Oversat()
    beskrivelse = Oversat()
    samlet_svar = Oversat()
    objects = HoeringQuerySet.as_manager()

    class Meta:
        ordering = ["-frist", "-pk"]
        verbose_name = "høring"
        verbose_name_plural = "høringer"
        constraints = [
            FeltCheck(
                felt="frist",
                condition=Q(start=None) | Q(frist__gte=F("start")),
                name="hoering_frist_efter_start",
                violation_error_message="Fristen ligger, før høringen begynder.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand="kladde") | Q(start__isnull=False),
                name="hoering_aaben_har_start",
                violation_error_message="En åben høring har en dag, den begyndte.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand="besvaret", besvaret__isnull=False)
                | (~Q(tilstand="besvaret") & Q(besvaret__isnull=True)),
                name="hoering_besvaret_har_tid",
                violation_error_message="Et offentliggjort svar har en tid.",
            ),
        ]

    def __str__(self):
        return self.titel_da

    def get_absolute_url(self):
        return reverse("hoeringer:detail", args=[self.slug])

    @property
    def er_aaben(self):
        return self.tilstand == self.Tilstand.AABEN and self.frist >= timezone.localdate()

    @property
    def er_besvaret(self):
        return self.tilstand == self.Tilstand.BESVARET

    @property
    def kan_besvares_af_alle(self):
        return self.for_alle and self.er_aaben

    @property
    def dage(self):
        """Days left, the last one included as 0."""
        return (self.frist - timezone.localdate()).days


class HoeringspartQuerySet(models.QuerySet):
    def mangler(self):
        """Those that have not answered, and groups of which some have not; `svarede` is how many have."""
        svarede = Count(Lower("svar__organisation"), distinct=True)
        return self.annotate(svarede=svarede).filter(svarede__lt=F("antal"))


class Hoeringspart(Hoeringslink):
    """A body that is asked; the 46 samråd are one part, with a number."""

    hoering = models.ForeignKey(
        Hoering, models.CASCADE, related_name="parter", verbose_name="høring"
    )
    navn = models.CharField("hvem", max_length=150)
    antal = models.PositiveSmallIntegerField(
        "antal", default=1, help_text="Mere end 1 for en gruppe, for eksempel de 46 samråd."
    )
    email = models.EmailField("e-mail", blank=True, help_text="Vises aldrig offentligt.")
    spurgt = models.DateTimeField("spurgt", null=True, blank=True)
    mindet = models.DateTimeField("mindet", null=True, blank=True)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = HoeringspartQuerySet.as_manager()

    class Meta:
        ordering = ["raekkefoelge", "navn"]
        verbose_name = "høringspart"
        verbose_name_plural = "høringsparter"
        constraints = [
            FeltUnik(
                fields=["hoering", "navn"],
                felt="navn",
                name="hoeringspart_en_gang",
                violation_error_message="Parten er allerede på listen.",
            ),
            FeltCheck(
                felt="antal",
                condition=Q(antal__gte=1),
                name="hoeringspart_mindst_en",
                violation_error_message="Antallet er mindst 1.",
            ),
        ]

    def __str__(self):
        return self.navn


class HoeringssvarQuerySet(models.QuerySet):
    def gaeldende(self):
        """Those that are treated: no later reply of the same body stands in their place."""
        return self.filter(erstattet_af=None)

    def ubehandlede(self):
        return self.gaeldende().filter(behandling=Hoeringssvar.Behandling.VENTER)


class Hoeringssvar(models.Model):
    """A reply as it came; the public sees which body answered, `offentlig_tekst` and how it was treated."""

    class Behandling(models.TextChoices):
        VENTER = "venter", "Ikke behandlet"
        FULGT = "fulgt", "Fulgt"
        DELVIST = "delvist", "Delvist fulgt"
        IKKE_FULGT = "ikke_fulgt", "Ikke fulgt"

    hoering = models.ForeignKey(Hoering, models.PROTECT, related_name="svar", verbose_name="høring")
    part = models.ForeignKey(
        Hoeringspart,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="svar",
        verbose_name="høringspart",
    )
    navn = models.CharField("navn", max_length=150, blank=True)
    organisation = models.CharField("på vegne af", max_length=150, blank=True)
    email = models.EmailField("e-mail", blank=True)
    tekst = models.TextField("svar", max_length=20000, blank=True)
    modtaget = models.DateTimeField("modtaget", default=timezone.now)
    for_sent = models.BooleanField("kom efter fristen", default=False)
    aftryk = models.CharField(max_length=64, blank=True, default="", editable=False)
    erstattet_af = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="erstatter",
        verbose_name="erstattet af",
    )
    """A later reply from the same body, or the one that this repeats: then it is not treated on its own."""
    behandling = models.CharField(
        "behandling", max_length=20, choices=Behandling, default=Behandling.VENTER
    )
    begrundelse = models.TextField("begrundelse", blank=True, max_length=5000)
    offentlig_tekst = models.TextField(
        "svaret, som det vises",
        blank=True,
        max_length=20000,
        help_text="Uden navne og oplysninger om personer.",
    )
    udgave = models.PositiveIntegerField(default=0, editable=False)
    """Counts each saving of the treatment, so that whoever saves from an older one is told."""
    behandlet_af = models.ForeignKey(
        BRUGER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="behandlet af"
    )

    objects = HoeringssvarQuerySet.as_manager()

    class Meta:
        ordering = ["modtaget", "pk"]
        verbose_name = "høringssvar"
        verbose_name_plural = "høringssvar"
        constraints = [
            FeltUnik(
                fields=["hoering", "aftryk"],
                condition=~Q(aftryk=""),
                felt="tekst",
                name="hoeringssvar_samme_en_gang",
                violation_error_message="Svaret er allerede modtaget.",
            ),
            FeltCheck(
                felt="begrundelse",
                condition=Q(behandling="venter") | ~Q(begrundelse=""),
                name="hoeringssvar_med_begrundelse",
                violation_error_message="Skriv, hvorfor svaret er fulgt, delvist fulgt eller ikke fulgt.",
            ),
        ]

    def __str__(self):
        return f"{self.fra}: {self.hoering}"

    @property
    def fra(self):
        """Whom it is from, for those who treat it."""
        if self.part_id and self.part.antal > 1 and self.organisation:
            return f"{self.organisation} ({self.part.navn})"
        return self.part.navn if self.part_id else self.organisation or self.navn or "Uden navn"

    @property
    def offentlig_afsender(self):
        """Bodies by their name; a private person is not named."""
        if self.part_id or self.organisation:
            return self.fra
        return gettext("En borger")


class Hoeringsbilag(Bilag):
    """A file that came with a reply; private until a coordinator shows it."""

    svar = models.ForeignKey(
        Hoeringssvar, models.CASCADE, null=True, related_name="bilag", verbose_name="svar"
    )
    """None while the rest of its form is being mended: see hoeringsfiler.py."""
    offentligt = models.BooleanField("vises offentligt", default=False)

    class Meta(Bilag.Meta):
        verbose_name = "bilag til høringssvar"
        verbose_name_plural = "bilag til høringssvar"
