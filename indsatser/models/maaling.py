"""Measurement: a series with its source and method, and its values by period, area and breakdown."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tryg_portal.sortering import COLLATION

from ..rettigheder import egne_indsatser
from .felter import FeltCheck, FeltUnik, Oversat

MANGLER_TAL = "Skriv værdien. Mangler den, så lad hele linjen være: den vises som et hul."
MANGLER_ORD = "Skriv beskrivelsen: indikatoren måles i ord."


class Maaleomraade(models.Model):
    """What a value is measured of: a whole country, a police district, the municipality or a part of it."""

    class Art(models.TextChoices):
        KOMMUNE = "kommune", "Hele kommunen"
        BYDEL = "bydel", "By eller bydel"
        POLITIKREDS = "politikreds", "Politikreds"
        REGION = "region", "Region"
        LAND = "land", "Hele landet"

    navn_da = models.CharField("navn", max_length=80, unique=True, db_collation=COLLATION)
    navn_en = models.CharField("navn på engelsk", max_length=80, blank=True)
    art = models.CharField("art", max_length=20, choices=Art)
    omraade = models.ForeignKey(
        "indsatser.Omraade",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="maaleomraader",
        verbose_name="svarer til området",
        help_text="Så borgere, der vælger området, finder tallene.",
    )
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=100)

    navn = Oversat()

    class Meta:
        ordering = ["raekkefoelge", "navn_da"]
        verbose_name = "område, der måles i"
        verbose_name_plural = "områder, der måles i"

    def __str__(self):
        return self.navn_da


class IndikatorQuerySet(models.QuerySet):
    def published(self):
        return self.filter(
            tilstand__in=[Indikator.Tilstand.OFFENTLIG, Indikator.Tilstand.AFSLUTTET]
        )

    def ventede(self, dato):
        """The public waits for new values of these, on the day itself or since."""
        return self.filter(tilstand=Indikator.Tilstand.OFFENTLIG, naeste__lte=dato)

    def forsinkede(self, dato):
        """The day when new values were expected has passed without them."""
        return self.ventede(dato).filter(naeste__lt=dato)

    def rettes_af(self, user):
        """Those that the account may change, as `rettigheder.TABEL` says of each of them."""
        if user.has_perm("indsatser.change_indikator", Indikator()):
            return self
        if not user.has_perm("indsatser.change_indikator"):
            return self.none()
        return self.filter(indsats__in=egne_indsatser(user))


class Indikator(models.Model):
    """A series: what is measured, by whom and how. It ends; what the public has seen is never deleted."""

    class Slags(models.TextChoices):
        KVANTITATIV = "kvantitativ", "Tal"
        KVALITATIV = "kvalitativ", "Beskrivelse i ord"

    class Retning(models.TextChoices):
        HOEJERE = "hoejere", "Højere er bedre"
        LAVERE = "lavere", "Lavere er bedre"
        INGEN = "ingen", "Hverken eller"

    class Hyppighed(models.TextChoices):
        MAANED = "maaned", gettext_lazy("Hver måned")
        KVARTAL = "kvartal", gettext_lazy("Hvert kvartal")
        HALVAAR = "halvaar", gettext_lazy("Hvert halve år")
        AAR = "aar", gettext_lazy("Hvert år")
        TO_AAR = "to_aar", gettext_lazy("Hvert andet år")
        INGEN = "ingen", gettext_lazy("Uden fast rytme")

    class Tilstand(models.TextChoices):
        KLADDE = "kladde", "Kladde"
        OFFENTLIG = "offentlig", "Offentlig"
        AFSLUTTET = "afsluttet", "Afsluttet"

    slug = models.SlugField("adresse", max_length=80, unique=True)
    titel_da = models.CharField("titel", max_length=150, db_collation=COLLATION)
    titel_en = models.CharField("titel på engelsk", max_length=150, blank=True)
    forklaring_da = models.TextField("forklaring", help_text="Hvad der måles, i almindeligt sprog.")
    forklaring_en = models.TextField("forklaring på engelsk", blank=True)
    slags = models.CharField("måles i", max_length=20, choices=Slags, default=Slags.KVANTITATIV)
    enhed_da = models.CharField(
        "enhed", max_length=40, blank=True, help_text="For eksempel: % eller anmeldelser"
    )
    enhed_en = models.CharField("enhed på engelsk", max_length=40, blank=True)
    decimaler = models.PositiveSmallIntegerField("decimaler", default=0)
    retning = models.CharField("retning", max_length=20, choices=Retning, default=Retning.INGEN)
    kilde_da = models.CharField("kilde", max_length=200)
    kilde_en = models.CharField("kilde på engelsk", max_length=200, blank=True)
    kilde_link = models.URLField("link til kilden", blank=True, max_length=500)
    metode_da = models.TextField("metode", blank=True)
    metode_en = models.TextField("metode på engelsk", blank=True)
    ejer = models.ForeignKey(
        "indsatser.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indikatorer",
        verbose_name="ejer",
        help_text="Den myndighed, der står for tallene.",
    )
    ansvarlig = models.ForeignKey(
        "indsatser.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="indikatorer",
        verbose_name="ansvarlig",
        help_text="Den, der lægger nye tal ind. Vises ikke offentligt.",
    )
    hovedomraade = models.ForeignKey(
        Maaleomraade,
        models.PROTECT,
        related_name="indikatorer",
        verbose_name="vigtigste område",
        help_text="Det område, som sætningen og den lille kurve handler om.",
    )
    maal = models.ForeignKey(
        "indsatser.Maal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indikatorer",
        verbose_name="måler målet",
    )
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indikatorer",
        verbose_name="måler indsatsen",
    )
    hyppighed = models.CharField(
        "hvor tit", max_length=20, choices=Hyppighed, default=Hyppighed.AAR
    )
    naeste = models.DateField("næste tal ventes", null=True, blank=True)
    maaltal = models.DecimalField("måltal", max_digits=18, decimal_places=4, null=True, blank=True)
    maaltal_aar = models.PositiveSmallIntegerField("måltallet skal nås i år", null=True, blank=True)
    tilstand = models.CharField(
        "tilstand", max_length=20, choices=Tilstand, default=Tilstand.KLADDE
    )
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=100)

    titel = Oversat()
    forklaring = Oversat()
    enhed = Oversat()
    kilde = Oversat()
    metode = Oversat()
    objects = IndikatorQuerySet.as_manager()

    class Meta:
        ordering = ["raekkefoelge", "titel_da"]
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        constraints = [
            FeltCheck(
                felt="indsats",
                condition=Q(maal=None) | Q(indsats=None),
                name="indikator_maal_eller_indsats",
                violation_error_message="Vælg et mål eller en indsats, ikke begge. Ingen: det gælder hele strategien.",
            ),
            FeltCheck(
                felt="enhed_da",
                condition=Q(slags="kvalitativ") | ~Q(enhed_da=""),
                name="indikator_tal_har_enhed",
                violation_error_message="Skriv enheden: et tal vises aldrig uden.",
            ),
            FeltCheck(
                felt="decimaler",
                condition=Q(decimaler__lte=4),
                name="indikator_hoejst_4_decimaler",
                violation_error_message="Der kan højst vises 4 decimaler.",
            ),
            FeltCheck(
                felt="maaltal",
                condition=Q(maaltal=None) | ~Q(retning="ingen"),
                name="indikator_maaltal_har_retning",
                violation_error_message="Vælg, om højere eller lavere er bedre, når der er et måltal.",
            ),
        ]

    def __str__(self):
        return self.titel_da

    def get_absolute_url(self):
        return reverse("tryghedsmaaling:detail", args=[self.slug])

    @property
    def er_tal(self):
        return self.slags == self.Slags.KVANTITATIV


class MaalingQuerySet(models.QuerySet):
    def published(self):
        return self.filter(indikator__in=Indikator.objects.published())

    def rettes_af(self, user):
        return self.filter(indikator__in=Indikator.objects.rettes_af(user))


class Maaling(models.Model):
    """One value of a series: of an area, in a period, for the whole or for one part of a breakdown.

    A period without a value has no row: a gap, never a zero. `brud` says that the method changed with this period, so
    no line of the series, whatever the area, is drawn across its beginning.
    """

    indikator = models.ForeignKey(
        Indikator, models.CASCADE, related_name="maalinger", verbose_name="indikator"
    )
    omraade = models.ForeignKey(
        Maaleomraade, models.PROTECT, related_name="maalinger", verbose_name="område"
    )
    opdeling = models.CharField(
        "opdeling",
        max_length=80,
        blank=True,
        db_collation=COLLATION,
        help_text="For eksempel: Kvinder. Tom: alle under ét.",
    )
    fra = models.DateField("perioden fra")
    til = models.DateField("perioden til og med")
    vaerdi = models.DecimalField("værdi", max_digits=18, decimal_places=4, null=True, blank=True)
    tekst_da = models.TextField("beskrivelse", blank=True, help_text="For det, der måles i ord.")
    tekst_en = models.TextField("beskrivelse på engelsk", blank=True)
    stikproeve = models.PositiveIntegerField(
        "antal spurgte", null=True, blank=True, help_text="Når kilden oplyser det."
    )
    usikkerhed = models.DecimalField(
        "usikkerhed ±",
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="I samme enhed som værdien.",
    )
    brud = models.BooleanField(
        "brud i serien",
        default=False,
        help_text="Metoden er en anden fra og med denne periode. Forklar det i noten.",
    )
    note_da = models.CharField("note", max_length=500, blank=True)
    note_en = models.CharField("note på engelsk", max_length=500, blank=True)
    kilde = models.CharField(
        "kilde", max_length=200, blank=True, help_text="Når den er en anden end indikatorens."
    )
    kilde_link = models.URLField("link til kilden", blank=True, max_length=500)

    tekst = Oversat()
    note = Oversat()
    objects = MaalingQuerySet.as_manager()

    class Meta:
        ordering = ["indikator", "omraade", "opdeling", "fra"]
        verbose_name = "måling"
        verbose_name_plural = "målinger"
        constraints = [
            FeltUnik(
                fields=["indikator", "omraade", "opdeling", "fra", "til"],
                felt="fra",
                name="maaling_en_gang",
                violation_error_message="Der er allerede en værdi for området, opdelingen og perioden.",
            ),
            FeltCheck(
                felt="til",
                condition=Q(til__gte=F("fra")),
                name="maaling_slut_efter_start",
                violation_error_message="Perioden slutter, før den begynder.",
            ),
            FeltCheck(
                felt="vaerdi",
                condition=Q(vaerdi__isnull=False) | ~Q(tekst_da=""),
                name="maaling_har_vaerdi",
                violation_error_message=MANGLER_TAL,
            ),
            FeltCheck(
                felt="usikkerhed",
                condition=Q(usikkerhed=None) | Q(usikkerhed__gte=0),
                name="maaling_usikkerhed_ikke_negativ",
                violation_error_message="Usikkerheden kan ikke være under 0.",
            ),
        ]

    def __str__(self):
        return f"{self.indikator}, {self.omraade}, {self.fra:%Y}"

    @property
    def indsats_id(self):
        """The initiative that it belongs to, as the rights ask for it."""
        return self.indikator.indsats_id if self.indikator_id else None

    def clean(self):
        """A series of numbers holds numbers, and one of words holds words."""
        if self.indikator_id is None:
            return
        if self.indikator.slags == Indikator.Slags.KVANTITATIV:
            if self.vaerdi is None:
                raise ValidationError({"vaerdi": MANGLER_TAL})
        elif not self.tekst_da:
            raise ValidationError({"tekst_da": MANGLER_ORD})
