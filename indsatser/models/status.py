"""Following up: a half-yearly round, and each initiative's report in it.

A report is written as a draft, handed in, and received by a coordinator; only then may the sentences that were ticked
be read by the public. When the round is closed nothing in it changes any more.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..frys import IKKE_SLETTES, LUKKET
from ..rettigheder import egne_indsatser, roller
from .felter import FeltCheck, FeltUnik
from .statusskridt import Rapportskridt

BRUGER = settings.AUTH_USER_MODEL
SER_ALLE = {"koordinator", "styregruppe", "administrator"}


class Slags(models.TextChoices):
    """What a question is about, so that the answers can be told apart through the years, however they are worded."""

    RESULTATER = "resultater", "Resultater"
    UDFORDRINGER = "udfordringer", "Udfordringer"
    NAESTE = "naeste", "Næste skridt"
    ANDET = "andet", "Andet"


class Spoergsmaal(models.Model):
    slags = models.CharField("handler om", max_length=20, choices=Slags, default=Slags.ANDET)
    tekst = models.CharField("spørgsmål", max_length=200)
    hjaelp = models.CharField("hjælp til svaret", max_length=300, blank=True)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        abstract = True
        ordering = ["raekkefoelge", "pk"]

    def __str__(self):
        return self.tekst


class Standardspoergsmaal(Spoergsmaal):
    """The template: what a new round asks, until the coordinator changes it there."""

    class Meta(Spoergsmaal.Meta):
        verbose_name = "fast spørgsmål"
        verbose_name_plural = "faste spørgsmål"


class StatusrundeQuerySet(models.QuerySet):
    def aabne(self):
        return self.filter(tilstand=Statusrunde.Tilstand.AABEN)

    def visible_to(self, user):
        """A tovholder sees the rounds that ask about their own initiatives, once they are open."""
        if user.is_superuser or roller(user) & SER_ALLE:
            return self
        egne = Status.objects.visible_to(user).filter(runde=OuterRef("pk"))
        return self.filter(Exists(egne))

    def med_svar(self, user):
        """How many are asked and how many of them have answered, of the reports that the account sees."""
        rapporter = Status.objects.visible_to(user).filter(runde=OuterRef("pk")).order_by()
        return self.annotate(antal=_antal(rapporter), svarede=_antal(rapporter.indsendte()))


def _antal(rapporter):
    antal = rapporter.values("runde").annotate(n=models.Count("pk")).values("n")
    return Coalesce(Subquery(antal), 0)


class Statusrunde(models.Model):
    """A round: what period it asks about, whom, and when the answers are due."""

    class Tilstand(models.TextChoices):
        KLADDE = "kladde", "Under forberedelse"
        AABEN = "aaben", "Åben"
        LUKKET = "lukket", "Lukket"

    navn = models.CharField(
        "navn",
        max_length=100,
        unique=True,
        help_text="For eksempel: Første halvår 2026",
    )
    strategi = models.ForeignKey(
        "indsatser.Strategi",
        models.PROTECT,
        related_name="statusrunder",
        verbose_name="strategiversion",
    )
    fra = models.DateField("perioden fra")
    til = models.DateField("perioden til og med")
    frist = models.DateField("frist for svar")
    indsatser = models.ManyToManyField(
        "indsatser.Indsats",
        verbose_name="indsatser",
        related_name="statusrunder",
        blank=True,
    )
    tilstand = models.CharField(
        "tilstand",
        max_length=10,
        choices=Tilstand,
        default=Tilstand.KLADDE,
        editable=False,
    )
    aabnet = models.DateTimeField("åbnet", null=True, blank=True, editable=False)
    lukket = models.DateTimeField("lukket", null=True, blank=True, editable=False)
    lukket_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    udgave = models.PositiveIntegerField(default=0, editable=False)
    """Counts each saving of the draft, so that whoever saves from an older one is told."""

    objects = StatusrundeQuerySet.as_manager()

    class Meta:
        ordering = ["-frist", "-pk"]
        verbose_name = "statusrunde"
        verbose_name_plural = "statusrunder"
        constraints = [
            FeltCheck(
                felt="til",
                condition=Q(til__gte=F("fra")),
                name="statusrunde_slut_efter_start",
                violation_error_message="Perioden slutter, før den begynder.",
            ),
            FeltCheck(
                felt="frist",
                condition=Q(frist__gte=F("fra")),
                name="statusrunde_frist_efter_start",
                violation_error_message="Fristen ligger før den periode, der spørges om.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand="kladde", aabnet=None, lukket=None)
                | Q(tilstand="aaben", aabnet__isnull=False, lukket=None)
                | Q(tilstand="lukket", aabnet__isnull=False, lukket__isnull=False),
                name="statusrunde_tilstand_og_tider",
            ),
        ]

    def __str__(self):
        return self.navn

    def delete(self, *args, **kwargs):
        if self.tilstand != self.Tilstand.KLADDE:
            raise ValidationError(IKKE_SLETTES)
        return super().delete(*args, **kwargs)

    @property
    def er_kladde(self):
        return self.tilstand == self.Tilstand.KLADDE

    @property
    def er_aaben(self):
        return self.tilstand == self.Tilstand.AABEN

    @property
    def er_lukket(self):
        return self.tilstand == self.Tilstand.LUKKET

    @property
    def er_forfalden(self):
        return self.tilstand == self.Tilstand.AABEN and self.frist < timezone.localdate()

    @property
    def dage_over_fristen(self):
        return max(0, (timezone.localdate() - self.frist).days)


class Rundespoergsmaal(Spoergsmaal):
    """A question as one round asks it; what the template says later does not change it."""

    runde = models.ForeignKey(Statusrunde, models.CASCADE, related_name="spoergsmaal")

    class Meta(Spoergsmaal.Meta):
        verbose_name = "spørgsmål i runden"
        verbose_name_plural = "spørgsmål i runden"


class StatusQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Coordinators, the steering group and the administrators see all reports; a tovholder their own.

        And those that they stand in for: in the round, or while its tovholder is away.
        """
        if user.is_superuser or roller(user) & SER_ALLE:
            return self
        i_dag = timezone.localdate()
        vaek = Status.objects.filter(
            ansvarlige__stedfortraeder__bruger=user,
            ansvarlige__vaek_fra__lte=i_dag,
            ansvarlige__vaek_til__gte=i_dag,
        )
        egne = Q(indsats__in=egne_indsatser(user)) | Q(stedfortraeder__bruger=user)
        return self.filter(egne | Q(pk__in=vaek.values("pk")))

    def mangler(self):
        """Asked for in an open round, and not handed in."""
        return self.filter(
            runde__tilstand=Statusrunde.Tilstand.AABEN,
            tilstand__in=[Status.Tilstand.MANGLER, Status.Tilstand.KLADDE],
        )

    def indsendte(self):
        return self.filter(tilstand__in=[Status.Tilstand.INDSENDT, Status.Tilstand.MODTAGET])

    def seneste(self):
        """The last report that was handed in for each initiative."""
        senere = Status.objects.indsendte().filter(
            indsats=OuterRef("indsats"),
            indsendt__gt=OuterRef("indsendt"),
        )
        return self.indsendte().filter(~Exists(senere))


class Status(Rapportskridt, models.Model):
    """One initiative's report in one round; the row is made when the round opens, so a missing report is seen."""

    class Tilstand(models.TextChoices):
        MANGLER = "mangler", "Mangler"
        KLADDE = "kladde", "Begyndt"
        INDSENDT = "indsendt", "Sendt ind"
        MODTAGET = "modtaget", "Modtaget"

    class Lys(models.TextChoices):
        GROEN = "groen", "Grøn: det går efter planen"
        GUL = "gul", "Gul: der er noget, der driller"
        ROED = "roed", "Rød: der er brug for hjælp"

    runde = models.ForeignKey(Statusrunde, models.PROTECT, related_name="rapporter")
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.PROTECT,
        related_name="rapporter",
        verbose_name="indsats",
    )
    indsats_navn = models.CharField("indsatsens navn", max_length=200)
    """As it was called when the round opened."""
    ansvarlige = models.ManyToManyField(
        "indsatser.Person",
        blank=True,
        related_name="rapporter",
        verbose_name="tovholdere",
    )
    ansvarlige_navne = models.CharField("tovholdere", max_length=500, blank=True)
    """Who answered for it when the round opened; written again when it closes."""
    stedfortraeder = models.ForeignKey(
        "indsatser.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="rapporter_som_stedfortraeder",
        verbose_name="stedfortræder",
        help_text="Svarer i stedet for tovholderen i denne runde.",
    )
    tilstand = models.CharField(
        "tilstand",
        max_length=10,
        choices=Tilstand,
        default=Tilstand.MANGLER,
    )
    lys = models.CharField("hvordan går det?", max_length=10, choices=Lys, blank=True)
    lys_tekst = models.CharField("med dine egne ord", max_length=300, blank=True)
    intet_nyt = models.BooleanField("intet nyt, bekræftet", default=False)
    indsendt = models.DateTimeField("sendt ind", null=True, blank=True)
    indsendt_af = models.CharField("sendt ind af", max_length=150, blank=True)
    paa_vegne = models.BooleanField("svaret af en koordinator", default=False)
    modtaget = models.DateTimeField("modtaget", null=True, blank=True)
    modtaget_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="modtaget af",
    )
    rettet = models.DateTimeField("rettet", null=True, blank=True)
    rettet_af = models.CharField("rettet af", max_length=150, blank=True)
    udgave = models.PositiveIntegerField("udgave", default=0)
    """Counts each saving, so that whoever saves from an older one is told instead of writing over it."""
    rettet_fra = models.CharField(max_length=32, blank=True, editable=False)
    """The page that saved last: when its answer is lost on the way, it may save again."""
    ufaerdige_tal = models.JSONField(default=list, blank=True, editable=False)
    """Figures of the draft that lack something, as they were typed."""
    besked = models.TextField("besked fra koordinatoren", max_length=2000, blank=True)
    """Why it was sent back last."""
    skrevet = models.DateTimeField("sidst skrevet til", null=True, blank=True, editable=False)
    """When those who answer for it were last written to about it; a reminder from before then is not sent."""
    paamindelser = models.PositiveSmallIntegerField("påmindelser", default=0, editable=False)

    objects = StatusQuerySet.as_manager()

    class Meta:
        ordering = ["-runde__frist", "indsats_navn"]
        verbose_name = "statusrapport"
        verbose_name_plural = "statusrapporter"
        indexes = [models.Index(fields=["indsats", "-indsendt"], name="status_indsats_indsendt")]
        constraints = [
            FeltUnik(
                fields=["runde", "indsats"],
                felt="indsats",
                name="status_een_i_runden",
                violation_error_message="Indsatsen er allerede med i runden.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=["mangler", "kladde"], indsendt=None, modtaget=None)
                | Q(tilstand="indsendt", indsendt__isnull=False, modtaget=None)
                | Q(tilstand="modtaget", indsendt__isnull=False, modtaget__isnull=False),
                name="status_tilstand_og_tider",
            ),
            FeltCheck(
                felt="lys",
                condition=Q(tilstand__in=["mangler", "kladde"]) | ~Q(lys=""),
                name="status_indsendt_har_lys",
                violation_error_message="Vælg, hvordan det går.",
            ),
        ]

    def __str__(self):
        return f"{self.indsats_navn}, {self.runde}"

    def save(self, *args, **kwargs):
        kraev_aaben(self.runde_id)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        kraev_aaben(self.runde_id)
        return super().delete(*args, **kwargs)

    @property
    def er_sendt_ind(self):
        return self.tilstand in (self.Tilstand.INDSENDT, self.Tilstand.MODTAGET)

    @property
    def er_forsinket(self):
        return self.er_sendt_ind and timezone.localdate(self.indsendt) > self.runde.frist


def kraev_aaben(runde_id):
    """A closed round is frozen, whoever asks; raises ValidationError."""
    if Statusrunde.objects.filter(pk=runde_id, tilstand=Statusrunde.Tilstand.LUKKET).exists():
        raise ValidationError(LUKKET)
