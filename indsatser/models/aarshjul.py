"""The year wheel: what comes round each year, and the dates of it, computed from the ones that are given."""

import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from ..rettigheder import roller
from .felter import FeltCheck, FeltUnik

BRUGER = settings.AUTH_USER_MODEL
DAGE_I = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The last day of each month in a leap year; in other years the rule of 29 February means the 28th."""
MAANEDER = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


class Aarshjulsregel(models.Model):
    """Something that comes round each year: so many days after another thing, or at a day of the year."""

    class Slags(models.TextChoices):
        INDEKS = "indeks", "Tryghedsindekset udkommer"
        RUNDE = "runde", "Statusrunde"
        MOEDE = "moede", "Møde"
        AARSSTATUS = "aarsstatus", "Årsstatus"
        AFRAPPORTERING = "afrapportering", "Afrapportering"
        ANDET = "andet", "Andet"

    navn = models.CharField("navn", max_length=100, unique=True)
    slags = models.CharField("slags", max_length=20, choices=Slags)
    gruppe = models.ForeignKey(
        "indsatser.Gruppe",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aarshjulsregler",
        verbose_name="gruppe",
        help_text="Ved et møde: hvem der mødes.",
    )
    efter = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="foelger",
        verbose_name="regnes fra",
        help_text="Tom: en fast dag i året.",
    )
    dage = models.SmallIntegerField(
        "dage efter",
        null=True,
        blank=True,
        help_text="Et negativt tal er dage før.",
    )
    maaned = models.PositiveSmallIntegerField("måned", null=True, blank=True)
    dag = models.PositiveSmallIntegerField("dag", null=True, blank=True)
    varighed = models.PositiveSmallIntegerField(
        "varer i dage",
        default=1,
        help_text="En statusrunde varer, til fristen er nået.",
    )
    aktiv = models.BooleanField("bruges", default=True)

    class Meta:
        ordering = ["maaned", "dag", "pk"]
        verbose_name = "regel i årshjulet"
        verbose_name_plural = "regler i årshjulet"
        constraints = [
            FeltCheck(
                felt="efter",
                # an unknown comparison would pass: NULL is asked of by name
                condition=Q(efter=None, dage=None, maaned__isnull=False, dag__isnull=False)
                & Q(maaned__range=(1, 12), dag__range=(1, 31))
                | Q(efter__isnull=False, dage__isnull=False, maaned=None, dag=None),
                name="aarshjul_fast_dag_eller_regnet",
                violation_error_message="Skriv enten en fast måned og dag, eller hvor mange dage efter noget andet.",
            ),
            FeltCheck(
                felt="efter",
                condition=Q(efter=None) | ~Q(efter=F("pk")),
                name="aarshjul_ikke_efter_sig_selv",
                violation_error_message="Datoen kan ikke regnes fra sig selv.",
            ),
        ]

    def __str__(self):
        return self.navn

    def clean(self):
        if (
            self.maaned
            and self.dag
            and 1 <= self.maaned <= 12
            and self.dag > DAGE_I[self.maaned - 1]
        ):
            raise ValidationError(
                {"dag": f"{MAANEDER[self.maaned - 1].capitalize()} har ikke {self.dag} dage."}
            )
        if ring := self.ring():
            navne = " → ".join(regel.navn for regel in ring)
            raise ValidationError({"efter": f"{RING} {navne}."})

    def ring(self):
        """The rules that are computed from each other in a circle through this one, first and last the same; or []."""
        gaaet, regel = [self], self.efter
        while regel is not None and regel not in gaaet:
            gaaet.append(regel)
            regel = regel.efter
        return [*gaaet, self] if regel is not None and regel == self else []

    @property
    def er_moede(self):
        return self.slags in (self.Slags.MOEDE, self.Slags.AFRAPPORTERING)

    def forklar(self):
        """How its date is found, in words."""
        if self.efter_id is None:
            return f"Fast dag: {self.dag}. {MAANEDER[self.maaned - 1]}"
        if self.dage == 0:
            return f"Samme dag som {self.efter.navn}"
        hvornaar = "efter" if self.dage > 0 else "før"
        antal = abs(self.dage)
        return f"{antal} {'dag' if antal == 1 else 'dage'} {hvornaar} {self.efter.navn}"


RING = "Reglerne regnes fra hinanden i en ring, så datoen kan ikke findes:"


class AarshjulsdatoQuerySet(models.QuerySet):
    def med_visning(self):
        """What a line of the wheel shows, so that a year costs one query; a rule that is not in use has no line."""
        return self.filter(regel__aktiv=True).select_related(
            "regel__efter", "regel__gruppe", "runde", "moede"
        )


class Aarshjulsdato(models.Model):
    """The date of one thing in one year: computed, until somebody moves it by hand."""

    regel = models.ForeignKey(Aarshjulsregel, models.CASCADE, related_name="datoer")
    aar = models.PositiveSmallIntegerField("år")
    dato = models.DateField("dato")
    flyttet = models.BooleanField("flyttet med hånden", default=False)
    note = models.CharField("note", max_length=200, blank=True)
    runde = models.OneToOneField(
        "indsatser.Statusrunde",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="aarshjulsdato",
        verbose_name="statusrunde",
    )
    moede = models.OneToOneField(
        "indsatser.Moede",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="aarshjulsdato",
        verbose_name="møde",
    )

    objects = AarshjulsdatoQuerySet.as_manager()

    class Meta:
        ordering = ["dato", "pk"]
        verbose_name = "dato i årshjulet"
        verbose_name_plural = "årshjul"
        constraints = [
            FeltUnik(
                fields=["regel", "aar"],
                felt="aar",
                name="aarshjulsdato_een_om_aaret",
                violation_error_message="Der er allerede en dato for det år.",
            ),
        ]

    def __str__(self):
        return f"{self.regel} {self.aar}"

    @property
    def moededag(self):
        """The day of the meeting that was called for it: then it is the meeting that is moved, and the date follows."""
        if self.moede is None or self.moede.tilstand == self.moede.Tilstand.AFLYST:
            return None
        return timezone.localdate(self.moede.start)

    @property
    def er_givet(self):
        """By hand or by a meeting, so that no rule computes it."""
        return self.flyttet or self.moededag is not None


class KalenderabonnementQuerySet(models.QuerySet):
    def gaeldende(self):
        return self.filter(tilbagekaldt=None)


class Kalenderabonnement(models.Model):
    """An account's calendar address: of its secret only the fingerprint is kept, and it can be taken back."""

    bruger = models.ForeignKey(BRUGER, models.CASCADE, related_name="kalenderabonnementer")
    noegle = models.CharField(max_length=64, unique=True, editable=False)
    oprettet = models.DateTimeField("oprettet", default=timezone.now)
    sidst_hentet = models.DateTimeField("sidst hentet", null=True, blank=True)
    tilbagekaldt = models.DateTimeField("tilbagekaldt", null=True, blank=True)

    objects = KalenderabonnementQuerySet.as_manager()

    class Meta:
        ordering = ["-oprettet"]
        verbose_name = "kalenderabonnement"
        verbose_name_plural = "kalenderabonnementer"
        constraints = [
            models.UniqueConstraint(
                fields=["bruger"],
                condition=Q(tilbagekaldt=None),
                name="kalenderabonnement_eet_ad_gangen",
            ),
        ]

    def __str__(self):
        return f"Kalender for {self.bruger}"

    @classmethod
    @transaction.atomic
    def lav(cls, bruger):
        """A new address, which closes the one before it; returns the row and the secret, which is kept nowhere."""
        cls.tilbagekald(bruger)
        hemmelig = secrets.token_urlsafe(32)
        return cls.objects.create(bruger=bruger, noegle=_aftryk(hemmelig)), hemmelig

    @classmethod
    def tilbagekald(cls, bruger):
        """Returns whether there was one."""
        egne = cls.objects.gaeldende().filter(bruger=bruger)
        return bool(egne.update(tilbagekaldt=timezone.now()))

    @classmethod
    def fra_adresse(cls, hemmelig):
        """The row of an address, open or not; None for one that never was."""
        fundet = cls.objects.select_related("bruger").filter(noegle=_aftryk(hemmelig))
        return fundet.first()

    @property
    def er_aaben(self):
        """Not taken back, and its owner still has an account and a role."""
        return self.tilbagekaldt is None and bool(roller(self.bruger) or self._er_superbruger)

    @property
    def _er_superbruger(self):
        return self.bruger.is_active and self.bruger.is_superuser


def _aftryk(hemmelig):
    return hashlib.sha256(hemmelig.encode()).hexdigest()


class Kalenderpost(models.Model):
    """What the calendars were last told of one event, so that a change of it is told with a higher number."""

    uid = models.CharField(max_length=80, unique=True)
    aftryk = models.CharField(max_length=64)
    sekvens = models.PositiveIntegerField(default=0)
    rettet = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "kalenderpost"
        verbose_name_plural = "kalenderposter"

    def __str__(self):
        return self.uid
