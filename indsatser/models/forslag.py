"""What citizens, associations and staff send in: a proposal, a wish for help with samskabelse, or a question."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ..rettigheder import egne_indsatser, roller
from .felter import FeltCheck
from .forslagsvej import Forslagsvej
from .personoplysninger import MedPersonoplysninger

BRUGER = settings.AUTH_USER_MODEL
TEGN = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No sign that looks like another, and no vowel that could make a word."""


def nyt_nummer():
    """«K7QM-4XRT»: no number in a row, so it tells nothing of the others, and none is guessed."""
    tegn = "".join(secrets.choice(TEGN) for _ in range(8))
    return f"{tegn[:4]}-{tegn[4:]}"


class ForslagQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A tovholder sees the questions about their own initiatives; the other roles of the table see all."""
        if user.is_superuser or roller(user) & {"koordinator", "administrator", "styregruppe"}:
            return self
        return self.filter(indsats__in=egne_indsatser(user)).exclude(
            tilstand=Forslag.Tilstand.MISTANKE
        )

    def ubesvarede(self):
        """What nobody has answered yet: it waits for its first reply."""
        return self.filter(tilstand=Forslag.Tilstand.MODTAGET)

    def aabne(self):
        return self.exclude(tilstand__in=[*Forslag.SLUTTET, Forslag.Tilstand.MISTANKE])

    def talte(self):
        """What the public is told the number of: all but what may be spam."""
        return self.exclude(tilstand=Forslag.Tilstand.MISTANKE)


class Forslag(Forslagsvej, MedPersonoplysninger, models.Model):
    """One thing sent in. The person is for those who answer; the public sees counts and outcomes only."""

    class Art(models.TextChoices):
        INDSATS = "indsats", "Forslag til en indsats"
        SAMSKABELSE = "samskabelse", "Hjælp til samskabelse"
        SPOERGSMAAL = "spoergsmaal", "Spørgsmål"

    class Hvem(models.TextChoices):
        BORGER = "borger", gettext_lazy("Borger")
        FORENING = "forening", gettext_lazy("Forening, boligorganisation eller virksomhed")
        ANSAT = "ansat", gettext_lazy("Ansat hos en af parterne")

    class Tilstand(models.TextChoices):
        MISTANKE = "mistanke", "Måske spam"
        MODTAGET = "modtaget", "Modtaget"
        VURDERES = "vurderes", "Vurderes"
        DROEFTES = "droeftes", "Drøftes"
        PRIORITERET = "prioriteret", "Prioriteret"
        VIDEREGIVET = "videregivet", "Givet videre"
        AFVIST = "afvist", "Ikke fulgt"
        BESVARET = "besvaret", "Besvaret"

    SLUTTET = ("prioriteret", "videregivet", "afvist", "besvaret")

    nummer = models.CharField(
        "nummer", max_length=20, unique=True, editable=False, default=nyt_nummer
    )
    """What sender and portal call it in mails."""
    aftryk = models.CharField(max_length=64, blank=True, default="", editable=False)
    """Of the form and what was typed in it: a second press of the button makes no second proposal."""
    art = models.CharField("art", max_length=20, choices=Art)
    titel = models.CharField("hvad", max_length=150)
    beskrivelse = models.TextField("beskrivelse", max_length=4000)
    omraade = models.ForeignKey(
        "indsatser.Omraade",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forslag",
        verbose_name="område",
    )
    hvor = models.CharField("hvor", max_length=200, blank=True)
    for_hvem = models.CharField("for hvem", max_length=200, blank=True)
    med_hvem = models.CharField("sammen med hvem", max_length=200, blank=True)
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forslag_om",
        verbose_name="handler om indsatsen",
    )
    hvem = models.CharField("afsender", max_length=20, choices=Hvem)
    navn = models.CharField("navn", max_length=150, blank=True)
    organisation = models.CharField("forening eller arbejdsplads", max_length=150, blank=True)
    email = models.EmailField("e-mail", blank=True)
    telefon = models.CharField("telefon", max_length=30, blank=True)
    samtykke = models.DateTimeField("samtykke givet", null=True, blank=True)
    sprog = models.CharField("sprog", max_length=5, default="da")
    modtaget = models.DateTimeField("modtaget", default=timezone.now)
    tilstand = models.CharField(
        "tilstand",
        max_length=20,
        choices=Tilstand,
        default=Tilstand.MODTAGET,
    )
    mistanke = models.CharField("hvorfor måske spam", max_length=300, blank=True)
    mindet = models.DateTimeField("mindet om, at det venter", null=True, blank=True, editable=False)
    afsluttet = models.DateTimeField("afsluttet", null=True, blank=True)
    begrundelse = models.TextField("begrundelse", blank=True, max_length=2000)
    videregivet_til = models.CharField("givet videre til", max_length=200, blank=True)
    blev_til = models.ForeignKey(
        "indsatser.Indsats",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kom_af_forslag",
        verbose_name="blev til indsatsen",
    )
    offentlig_tekst = models.CharField(
        "offentlig linje",
        max_length=200,
        blank=True,
        help_text="Hvad forslaget gik ud på, uden at nogen kan kendes. Tom: det tælles kun med.",
    )
    anonymiseret = models.DateTimeField("personoplysninger slettet", null=True, blank=True)
    udgave = models.PositiveIntegerField(default=0, editable=False)

    objects = ForslagQuerySet.as_manager()

    class Meta:
        ordering = ["-modtaget", "-pk"]
        verbose_name = "forslag"
        verbose_name_plural = "forslag"
        constraints = [
            FeltCheck(
                felt="begrundelse",
                condition=~Q(tilstand__in=["prioriteret", "videregivet", "afvist"])
                | ~Q(begrundelse=""),
                name="forslag_slut_med_begrundelse",
                violation_error_message="Skriv begrundelsen.",
            ),
            FeltCheck(
                felt="videregivet_til",
                condition=~Q(tilstand="videregivet") | ~Q(videregivet_til=""),
                name="forslag_videregivet_til_nogen",
                violation_error_message="Skriv, hvem det er givet videre til.",
            ),
            models.UniqueConstraint(
                fields=["aftryk"], condition=~Q(aftryk=""), name="forslag_sendt_een_gang"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand="prioriteret") | Q(blev_til__isnull=False),
                name="forslag_prioriteret_blev_til_indsats",
            ),
            models.CheckConstraint(
                condition=Q(email="", telefon="", navn="") | Q(samtykke__isnull=False),
                name="forslag_kontakt_med_samtykke",
            ),
            models.CheckConstraint(
                condition=Q(indsats=None) | Q(art="spoergsmaal"),
                name="forslag_kun_spoergsmaal_om_indsats",
            ),
            models.CheckConstraint(
                condition=Q(
                    tilstand__in=["prioriteret", "videregivet", "afvist", "besvaret"],
                    afsluttet__isnull=False,
                )
                | Q(tilstand__in=["mistanke", "modtaget", "vurderes", "droeftes"], afsluttet=None),
                name="forslag_afsluttet_naar_sluttet",
            ),
            models.CheckConstraint(
                condition=Q(anonymiseret=None)
                | Q(navn="", organisation="", email="", telefon="", aftryk=""),
                name="forslag_anonymiseret_er_tomt",
            ),
        ]

    def __str__(self):
        return f"{self.nummer}: {self.titel}"

    @property
    def er_sluttet(self):
        return self.tilstand in self.SLUTTET

    @property
    def har_kontakt(self):
        return bool(self.email or self.telefon)


class Forslagstrin(models.Model):
    """A step on the way: from what to what, who took it, and the reply that was sent with it."""

    forslag = models.ForeignKey(Forslag, models.CASCADE, related_name="trin")
    tilstand = models.CharField("til", max_length=20, choices=Forslag.Tilstand)
    svar = models.TextField("svar til afsenderen", blank=True, max_length=6000)
    note = models.TextField("intern note", blank=True, max_length=2000)
    af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="af",
    )
    hvornaar = models.DateTimeField("hvornår", default=timezone.now)
    sendt = models.BooleanField("svaret er sendt", default=False)
    punkt = models.ForeignKey(
        "indsatser.Dagsordenspunkt",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="på dagsordenen",
    )

    class Meta:
        ordering = ["hvornaar", "pk"]
        verbose_name = "trin"
        verbose_name_plural = "trin"

    def __str__(self):
        return f"{self.forslag.nummer}: {self.get_tilstand_display()}"
