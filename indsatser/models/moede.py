"""Meetings of the groups: series, agenda, minutes, decisions and tasks."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..rettigheder import egne_indsatser, roller
from .bilag import Bilag
from .felter import FeltCheck, FeltUnik

BRUGER = settings.AUTH_USER_MODEL


class Moederaekke(models.Model):
    """A series of one group's meetings: what they have in common, and what a new agenda begins with."""

    navn = models.CharField("navn", max_length=100, unique=True)
    gruppe = models.ForeignKey(
        "indsatser.Gruppe",
        models.PROTECT,
        related_name="moederaekker",
        verbose_name="gruppe",
    )
    sted = models.CharField("sted", max_length=200, blank=True)
    begynder = models.TimeField("begynder")
    varighed = models.PositiveSmallIntegerField("varighed i minutter", default=120)
    dagsorden = models.TextField(
        "faste punkter",
        blank=True,
        help_text="Ét punkt på hver linje. De står på hver ny dagsorden.",
    )
    aktiv = models.BooleanField("holdes stadig", default=True)

    class Meta:
        ordering = ["navn"]
        verbose_name = "møderække"
        verbose_name_plural = "møderækker"

    def __str__(self):
        return self.navn


class MoedeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Coordinators and administrators see all; others the meetings of their groups, and those they are asked to."""
        alt = roller(user) & {"koordinator", "administrator"}
        if user.is_superuser or alt:
            return self
        if not roller(user):
            return self.none()
        grupper = Q(gruppe__in=egne_grupper(user))
        return self.filter(grupper | Q(deltagere__person__bruger=user)).distinct()

    def kommende(self, nu=None):
        nu = nu or timezone.now()
        return self.filter(slut__gte=nu).exclude(tilstand=Moede.Tilstand.AFLYST).order_by("start")


def egne_grupper(user):
    """Keys of the groups that the account's person sits in today; a tovholder sits in the tovholdergruppe."""
    from .organisation import Gruppe, Rolle

    egne = Rolle.objects.gaeldende().filter(person__bruger=user).exclude(gruppe=None)
    grupper = set(egne.values_list("gruppe", flat=True))
    slugs = {"styregruppe": "styregruppen", "tovholder": "tovholdergruppen"}
    i_hand = [slugs[rolle] for rolle in roller(user) & slugs.keys()]
    return grupper | set(Gruppe.objects.filter(slug__in=i_hand).values_list("pk", flat=True))


class Moede(models.Model):
    """A meeting of one group; the agenda and the minutes are closed when the chair has approved them."""

    class Tilstand(models.TextChoices):
        PLANLAGT = "planlagt", "Planlagt"
        INDKALDT = "indkaldt", "Indkaldt"
        AFHOLDT = "afholdt", "Afholdt"
        GODKENDT = "godkendt", "Referat godkendt"
        AFLYST = "aflyst", "Aflyst"

    gruppe = models.ForeignKey(
        "indsatser.Gruppe",
        models.PROTECT,
        related_name="afholdte_moeder",
        verbose_name="gruppe",
    )
    raekke = models.ForeignKey(
        Moederaekke,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moeder",
        verbose_name="møderække",
    )
    titel = models.CharField("titel", max_length=150)
    start = models.DateTimeField("begynder")
    slut = models.DateTimeField("slutter")
    sted = models.CharField("sted", max_length=200, blank=True)
    onlinelink = models.URLField("link til onlinemøde", blank=True)
    formand = models.ForeignKey(
        "indsatser.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mødeleder",
        help_text="Godkender referatet.",
    )
    referent = models.ForeignKey(
        "indsatser.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="referent",
    )
    tilstand = models.CharField(
        "tilstand",
        max_length=10,
        choices=Tilstand,
        default=Tilstand.PLANLAGT,
        editable=False,
    )
    aflysning = models.CharField("hvorfor aflyst", max_length=300, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """What calendars know the meeting by, through every change of it."""
    sekvens = models.PositiveIntegerField(default=0, editable=False)
    """Counts what has been sent to calendars, so that an update moves the event."""
    udgave = models.PositiveIntegerField(default=0, editable=False)
    godkendt = models.DateTimeField("referat godkendt", null=True, blank=True, editable=False)
    godkendt_af = models.CharField("godkendt af", max_length=150, blank=True, editable=False)
    offentligt_uddrag = models.TextField(
        "offentligt uddrag",
        blank=True,
        help_text="Vises offentligt, når du siger til.",
    )
    uddrag_udgivet = models.DateTimeField("uddrag udgivet", null=True, blank=True, editable=False)

    objects = MoedeQuerySet.as_manager()

    class Meta:
        ordering = ["-start"]
        verbose_name = "møde"
        verbose_name_plural = "møder"
        constraints = [
            FeltCheck(
                felt="slut",
                condition=Q(slut__gt=F("start")),
                name="moede_slut_efter_start",
                violation_error_message="Mødet slutter, før det begynder.",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand="godkendt") | Q(godkendt__isnull=False) & ~Q(godkendt_af=""),
                name="moede_godkendt_af_nogen",
            ),
        ]

    def __str__(self):
        return f"{self.titel} {timezone.localtime(self.start):%d.%m.%Y}"

    @property
    def er_godkendt(self):
        return self.tilstand == self.Tilstand.GODKENDT


class Moededeltager(models.Model):
    """Somebody who is asked to a meeting, and what they say to it."""

    class Svar(models.TextChoices):
        INTET = "", "Har ikke svaret"
        KOMMER = "kommer", "Kommer"
        AFBUD = "afbud", "Afbud"

    moede = models.ForeignKey(Moede, models.CASCADE, related_name="deltagere")
    person = models.ForeignKey(
        "indsatser.Person",
        models.PROTECT,
        related_name="moedeindkaldelser",
        verbose_name="person",
    )
    svar = models.CharField("svar", max_length=10, choices=Svar, blank=True)
    moedt = models.BooleanField("var med", null=True, blank=True)
    sendt_sekvens = models.IntegerField(default=-1, editable=False)
    """The last calendar update that was sent to them; -1 before the first."""

    class Meta:
        ordering = ["person__navn"]
        verbose_name = "mødedeltager"
        verbose_name_plural = "mødedeltagere"
        constraints = [
            FeltUnik(
                fields=["moede", "person"],
                felt="person",
                name="moededeltager_een_gang",
                violation_error_message="Personen er allerede inviteret.",
            ),
        ]

    def __str__(self):
        return str(self.person)


class Dagsordenspunkt(models.Model):
    """A point of the agenda; a member hands one in, and the coordinator takes it in or says why not."""

    class Tilstand(models.TextChoices):
        FORESLAAET = "foreslaaet", "Meldt ind"
        PAA = "paa", "På dagsordenen"
        AFVIST = "afvist", "Ikke taget på"

    moede = models.ForeignKey(Moede, models.CASCADE, related_name="punkter")
    titel = models.CharField("punkt", max_length=200)
    oplaeg = models.TextField("oplæg", blank=True, max_length=5000)
    indsatser = models.ManyToManyField(
        "indsatser.Indsats",
        blank=True,
        related_name="dagsordenspunkter",
        verbose_name="indsatser",
    )
    minutter = models.PositiveSmallIntegerField("minutter", null=True, blank=True)
    meldt_ind_af = models.ForeignKey(
        BRUGER,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="meldt ind af",
    )
    tilstand = models.CharField("tilstand", max_length=10, choices=Tilstand, default=Tilstand.PAA)
    begrundelse = models.CharField("hvorfor ikke", max_length=300, blank=True)
    referat = models.TextField("referat", blank=True, max_length=20000)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)
    udgave = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["raekkefoelge", "pk"]
        verbose_name = "dagsordenspunkt"
        verbose_name_plural = "dagsordenspunkter"
        constraints = [
            FeltCheck(
                felt="begrundelse",
                condition=~Q(tilstand="afvist") | ~Q(begrundelse=""),
                name="punkt_afvist_med_begrundelse",
                violation_error_message="Skriv, hvorfor punktet ikke kommer på.",
            ),
        ]

    def __str__(self):
        return self.titel


class Punktbilag(Bilag):
    punkt = models.ForeignKey(Dagsordenspunkt, models.CASCADE, related_name="bilag")

    class Meta(Bilag.Meta):
        verbose_name = "bilag til dagsordenspunkt"
        verbose_name_plural = "bilag til dagsordenspunkter"

    def __str__(self):
        return self.navn


class BeslutningQuerySet(models.QuerySet):
    def published(self):
        """What the coordinator lets the public read: of minutes that are approved."""
        return self.filter(offentlig=True, punkt__moede__tilstand=Moede.Tilstand.GODKENDT)


class Beslutning(models.Model):
    """What was decided under a point; shown on the initiatives it concerns."""

    punkt = models.ForeignKey(Dagsordenspunkt, models.CASCADE, related_name="beslutninger")
    tekst = models.TextField("beslutning", max_length=2000)
    indsatser = models.ManyToManyField(
        "indsatser.Indsats",
        blank=True,
        related_name="beslutninger",
        verbose_name="indsatser",
    )
    offentlig = models.BooleanField("må vises offentligt", default=False)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = BeslutningQuerySet.as_manager()

    class Meta:
        ordering = ["punkt__moede__start", "raekkefoelge", "pk"]
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"

    def __str__(self):
        return self.tekst[:80]


class OpgaveQuerySet(models.QuerySet):
    def aabne(self):
        return self.filter(tilstand=Opgave.Tilstand.AABEN)

    def visible_to(self, user):
        """Coordinators, the steering group and administrators see all; others what is theirs or their initiatives'."""
        if user.is_superuser or roller(user) & {"koordinator", "styregruppe", "administrator"}:
            return self
        return self.filter(Q(ansvarlig__bruger=user) | Q(indsats__in=egne_indsatser(user)))


class Opgave(models.Model):
    """A task from a meeting: who does it, and by when."""

    class Tilstand(models.TextChoices):
        AABEN = "aaben", "Åben"
        UDFOERT = "udfoert", "Udført"
        BORTFALDET = "bortfaldet", "Bortfaldet"

    punkt = models.ForeignKey(
        Dagsordenspunkt,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="opgaver",
        verbose_name="dagsordenspunkt",
    )
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opgaver",
        verbose_name="indsats",
    )
    tekst = models.CharField("opgave", max_length=500)
    ansvarlig = models.ForeignKey(
        "indsatser.Person",
        models.PROTECT,
        related_name="opgaver",
        verbose_name="ansvarlig",
    )
    frist = models.DateField("frist")
    tilstand = models.CharField("tilstand", max_length=10, choices=Tilstand, default=Tilstand.AABEN)
    udfoert = models.DateTimeField("afsluttet", null=True, blank=True, editable=False)
    note = models.CharField("hvad kom der ud af det", max_length=500, blank=True)

    objects = OpgaveQuerySet.as_manager()

    class Meta:
        ordering = ["frist", "pk"]
        verbose_name = "opgave"
        verbose_name_plural = "opgaver"
        constraints = [
            models.CheckConstraint(
                condition=Q(tilstand="aaben", udfoert=None)
                | Q(tilstand__in=["udfoert", "bortfaldet"], udfoert__isnull=False),
                name="opgave_tilstand_og_tid",
            ),
            FeltCheck(
                felt="note",
                condition=~Q(tilstand="bortfaldet") | ~Q(note=""),
                name="opgave_bortfaldet_med_grund",
                violation_error_message="Skriv, hvorfor opgaven er bortfaldet.",
            ),
        ]

    def __str__(self):
        return self.tekst[:80]

    @property
    def er_forfalden(self):
        return self.tilstand == self.Tilstand.AABEN and self.frist < timezone.localdate()
