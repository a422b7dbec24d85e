"""The year wheel: what comes round each year, and the dates of it, computed from the ones that are given."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .felter import FeltCheck, FeltUnik

BRUGER = settings.AUTH_USER_MODEL


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
                condition=Q(efter=None, dage=None, maaned__range=(1, 12), dag__range=(1, 31))
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

    class Meta:
        ordering = ["dato", "pk"]
        verbose_name = "dato i årshjulet"
        verbose_name_plural = "datoer i årshjulet"
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


class Kalenderabonnement(models.Model):
    """An account's calendar address: of its secret only the fingerprint is kept, and it can be taken back."""

    bruger = models.ForeignKey(BRUGER, models.CASCADE, related_name="kalenderabonnementer")
    noegle = models.CharField(max_length=64, unique=True, editable=False)
    oprettet = models.DateTimeField("oprettet", default=timezone.now)
    sidst_hentet = models.DateTimeField("sidst hentet", null=True, blank=True)
    tilbagekaldt = models.DateTimeField("tilbagekaldt", null=True, blank=True)

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
