"""A meeting of one group, and who is asked to it."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ..rettigheder import roller
from .fastlaast import LAAST, Fastlaast, FastlaastQuerySet
from .felter import FeltCheck, FeltUnik
from .moederaekke import egne_grupper, folk_i

BRUGER = settings.AUTH_USER_MODEL


class MoedeQuerySet(FastlaastQuerySet):
    def visible_to(self, user):
        """Coordinators and administrators see all; others the meetings of their groups, or that they are asked to."""
        if user.is_superuser or roller(user) & {"koordinator", "administrator"}:
            return self
        return self.hvor_med(user) if roller(user) else self.none()

    def hvor_med(self, user):
        """Those of the account's groups, and those that it, or somebody it stands in for, is asked to."""
        asked = Moededeltager.objects.for_bruger(user).values("moede")
        return self.filter(Q(gruppe__in=egne_grupper(user)) | Q(pk__in=asked))

    def kommende(self, nu=None):
        nu = nu or timezone.now()
        return self.filter(slut__gte=nu).exclude(tilstand=Moede.Tilstand.AFLYST).order_by("start")

    def med_uddrag(self):
        """Those of which the public may read an extract, the last first."""
        udgivet = self.exclude(uddrag_udgivet=None).filter(tilstand=Moede.Tilstand.GODKENDT)
        return udgivet.select_related("gruppe").order_by("-start")


class Moede(Fastlaast):
    """A meeting of one group; the agenda and the minutes are closed when the chair has approved them."""

    til_moedet = ""
    frit = frozenset({"offentligt_uddrag", "uddrag_udgivet", "adresse"})

    class Tilstand(models.TextChoices):
        PLANLAGT = "planlagt", "Planlagt"
        INDKALDT = "indkaldt", "Indkaldt"
        AFHOLDT = "afholdt", "Holdt"
        GODKENDT = "godkendt", "Referat godkendt"
        AFLYST = "aflyst", "Aflyst"

    gruppe = models.ForeignKey(
        "indsatser.Gruppe",
        models.PROTECT,
        related_name="afholdte_moeder",
        verbose_name="gruppe",
    )
    raekke = models.ForeignKey(
        "indsatser.Moederaekke",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moeder",
        verbose_name="møderække",
        help_text="Giver et nyt møde dets faste punkter.",
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
        help_text="Skriver referatet sammen med koordinatorerne.",
    )
    tilstand = models.CharField(
        "tilstand",
        max_length=10,
        choices=Tilstand,
        default=Tilstand.PLANLAGT,
        editable=False,
    )
    aflysning = models.CharField("hvorfor aflyst", max_length=300, blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """What calendars know the meeting by, through every change of it."""
    sekvens = models.PositiveIntegerField(default=0, editable=False)
    """Counts what calendars are told, so that an update moves the event."""
    organisator = models.EmailField(blank=True, editable=False)
    """Who sent the first call: calendars answer there, and take a change from nobody else."""
    udgave = models.PositiveIntegerField(default=0, editable=False)
    """Counts each saving of its facts, so that whoever saves from older ones is told."""
    dagsorden_sendt = models.DateTimeField("dagsorden sendt", null=True, blank=True, editable=False)
    godkendt = models.DateTimeField("referat godkendt", null=True, blank=True, editable=False)
    godkendt_af = models.CharField("godkendt af", max_length=150, blank=True, editable=False)
    noteret_af = models.CharField("noteret af", max_length=150, blank=True, editable=False)
    """The coordinator who noted the chair's word; empty when the chair approved it here."""
    offentligt_uddrag = models.TextField(
        "offentligt uddrag",
        blank=True,
        help_text="Vises offentligt, når du siger til.",
    )
    uddrag_udgivet = models.DateTimeField("uddrag udgivet", null=True, blank=True, editable=False)
    adresse = models.SlugField(max_length=80, blank=True, editable=False)
    """Where the public read the extract; given once, and kept also when it is taken back."""

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
            models.CheckConstraint(
                condition=Q(uddrag_udgivet=None)
                | Q(tilstand="godkendt") & ~Q(adresse="") & ~Q(offentligt_uddrag=""),
                name="moede_uddrag_af_godkendt_referat",
                violation_error_message="Uddraget kan udgives, når referatet er godkendt.",
            ),
            models.UniqueConstraint(
                fields=["adresse"], condition=~Q(adresse=""), name="moede_adresse_for_sig"
            ),
        ]

    def __str__(self):
        return f"{self.titel} {timezone.localtime(self.start):%d.%m.%Y}"

    def uddragets_adresse(self):
        """The extract that the public may read; it is in Danish.

        Not `get_absolute_url`: the editor's list of what a link may lead to would offer every meeting.
        """
        with override("da"):
            return reverse("moede_uddrag", args=[self.adresse])

    @classmethod
    def laast(cls, pk):
        """It, held until the transaction is over: what two do to one meeting comes one after the other."""
        return cls.objects.select_for_update().get(pk=pk)

    @classmethod
    def laest_godkendt(cls, pk):
        return cls._base_manager.filter(pk=pk, tilstand=cls.Tilstand.GODKENDT).exists()

    def fyld(self, dag=None):
        """The points of its series, and whoever sits in the group."""
        for nummer, titel in enumerate(self.raekke.faste_punkter if self.raekke else (), 1):
            self.punkter.create(titel=titel, raekkefoelge=nummer)
        for person in folk_i(self.gruppe, dag):
            self.deltagere.get_or_create(person=person)

    # --- How it stands

    @property
    def dag(self):
        return timezone.localdate(self.start)

    @property
    def er_godkendt(self):
        return self.tilstand == self.Tilstand.GODKENDT

    @property
    def er_aflyst(self):
        return self.tilstand == self.Tilstand.AFLYST

    @property
    def kan_indkaldes(self):
        foer = self.tilstand in (self.Tilstand.PLANLAGT, self.Tilstand.INDKALDT)
        return foer and self.slut > timezone.now()

    @property
    def kan_aflyses(self):
        return self.tilstand in (self.Tilstand.PLANLAGT, self.Tilstand.INDKALDT)

    @property
    def kan_holdes(self):
        return self.kan_aflyses and self.start <= timezone.now()

    @property
    def kan_rettes(self):
        return not self.er_godkendt and not self.er_aflyst

    @property
    def tager_imod_punkter(self):
        return self.kan_indkaldes and self.dagsorden_sendt is None

    @property
    def minutter(self):
        return round((self.slut - self.start).total_seconds() / 60)

    # --- Who may do what with this one

    def er_med(self, user):
        """A coordinator, or somebody of the group or asked to it, or who stands in for one that is."""
        return self.koordineres_af(user) or Moede.objects.hvor_med(user).filter(pk=self.pk).exists()

    def koordineres_af(self, user):
        return user.has_perm("indsatser.change_moede", self)

    def ledes_af(self, user):
        return self.formand is not None and self.formand.bruger_id == user.pk

    def skrives_af(self, user):
        """The minutes are the coordinators' work, and that of whoever keeps them or leads this meeting."""
        er_referent = self.referent is not None and self.referent.bruger_id == user.pk
        return er_referent or self.ledes_af(user) or self.koordineres_af(user)

    def kraev_skrives(self):
        if self.er_godkendt:
            raise ValidationError(LAAST)
        if self.er_aflyst:
            raise ValidationError("Mødet er aflyst, så der kan ikke skrives referat.")

    # --- Steps

    def hold(self):
        if not self.kan_holdes:
            raise ValidationError("Mødet er ikke begyndt endnu, eller det er allerede holdt.")
        self.tilstand = self.Tilstand.AFHOLDT
        self.save()

    def godkend(self, af, noteret_af=""):
        """Close the minutes: by the chair, or by a coordinator who notes the chair's word."""
        if self.tilstand != self.Tilstand.AFHOLDT:
            raise ValidationError("Kun referatet af et møde, der er holdt, kan godkendes.")
        self.godkendt, self.godkendt_af, self.noteret_af = timezone.now(), af, noteret_af
        self.tilstand = self.Tilstand.GODKENDT
        self.save()

    def genaabn(self):
        """A meeting that was called held by mistake."""
        if self.tilstand != self.Tilstand.AFHOLDT:
            raise ValidationError("Mødet er ikke noteret som holdt.")
        self.tilstand = self.Tilstand.INDKALDT
        self.save()


class DeltagerQuerySet(FastlaastQuerySet):
    def for_bruger(self, user):
        """The rows of the account's person, and of those it stands in for on the day of the meeting."""
        vaek = Q(
            person__stedfortraeder__bruger=user,
            person__vaek_fra__lte=F("moede__start__date"),
            person__vaek_til__gte=F("moede__start__date"),
        )
        return self.filter(Q(person__bruger=user) | vaek)

    def med_person(self):
        return self.select_related("person__bruger", "person__stedfortraeder__bruger")


class Moededeltager(Fastlaast):
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
    """What of the calendar updates they know; -1 before the first."""
    sendt_til = models.EmailField(blank=True, editable=False)
    """The address that the last one went to: a substitute's, when they were to be away."""

    objects = DeltagerQuerySet.as_manager()

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

    @property
    def modtager(self):
        """Who is written to: the substitute, if they are away on the day of the meeting."""
        return self.person.modtager(self.moede.dag)

    @property
    def er_spurgt(self):
        return self.sendt_sekvens >= 0
