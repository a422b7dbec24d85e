"""What citizens, associations and staff send in: a proposal, a wish for help with samskabelse, or a question."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .felter import FeltCheck

BRUGER = settings.AUTH_USER_MODEL


class ForslagQuerySet(models.QuerySet):
    def ubesvarede(self):
        """What nobody has answered yet: it waits for its first reply."""
        return self.filter(tilstand=Forslag.Tilstand.MODTAGET)

    def aabne(self):
        return self.exclude(tilstand__in=Forslag.SLUTTET)


class Forslag(models.Model):
    """One thing sent in. The person is for those who answer; the public sees counts and outcomes only."""

    class Art(models.TextChoices):
        INDSATS = "indsats", "Forslag til en indsats"
        SAMSKABELSE = "samskabelse", "Hjælp til samskabelse"
        SPOERGSMAAL = "spoergsmaal", "Spørgsmål"

    class Hvem(models.TextChoices):
        BORGER = "borger", "Borger"
        FORENING = "forening", "Forening, boligorganisation eller virksomhed"
        ANSAT = "ansat", "Ansat hos en af parterne"

    class Tilstand(models.TextChoices):
        MODTAGET = "modtaget", "Modtaget"
        VURDERES = "vurderes", "Vurderes"
        DROEFTES = "droeftes", "Drøftes"
        PRIORITERET = "prioriteret", "Prioriteret"
        VIDEREGIVET = "videregivet", "Givet videre"
        AFVIST = "afvist", "Ikke fulgt"
        BESVARET = "besvaret", "Besvaret"

    SLUTTET = ("prioriteret", "videregivet", "afvist", "besvaret")

    nummer = models.CharField("nummer", max_length=20, unique=True, editable=False)
    """What sender and portal call it in mails: no number in a row, so it tells nothing of the others."""
    art = models.CharField("hvad drejer det sig om", max_length=20, choices=Art)
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
    afsluttet = models.DateTimeField("afsluttet", null=True, blank=True)
    begrundelse = models.TextField("begrundelse", blank=True, max_length=2000)
    videregivet_til = models.CharField("givet videre til", max_length=200, blank=True)
    blev_til = models.ForeignKey(
        "indsatser.Indsats",
        models.SET_NULL,
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
                condition=~Q(tilstand__in=["videregivet", "afvist"]) | ~Q(begrundelse=""),
                name="forslag_slut_med_begrundelse",
                violation_error_message="Skriv begrundelsen.",
            ),
            FeltCheck(
                felt="videregivet_til",
                condition=~Q(tilstand="videregivet") | ~Q(videregivet_til=""),
                name="forslag_videregivet_til_nogen",
                violation_error_message="Skriv, hvem det er givet videre til.",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand="prioriteret") | Q(blev_til__isnull=False),
                name="forslag_prioriteret_blev_til_indsats",
            ),
            models.CheckConstraint(
                condition=Q(email="") | Q(samtykke__isnull=False),
                name="forslag_kontakt_med_samtykke",
            ),
        ]

    def __str__(self):
        return f"{self.nummer}: {self.titel}"


class Forslagstrin(models.Model):
    """A step on the way: from what to what, who took it, and the reply that was sent with it."""

    forslag = models.ForeignKey(Forslag, models.CASCADE, related_name="trin")
    tilstand = models.CharField("til", max_length=20, choices=Forslag.Tilstand)
    svar = models.TextField("svar til afsenderen", blank=True, max_length=4000)
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

    class Meta:
        ordering = ["hvornaar", "pk"]
        verbose_name = "trin"
        verbose_name_plural = "trin"

    def __str__(self):
        return f"{self.forslag.nummer}: {self.get_tilstand_display()}"
