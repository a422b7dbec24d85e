"""News and press releases: the lasting thing with its date, what is written of it, who is quoted and whom to ask."""

from datetime import date

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, override
from djangocms_text.fields import HTMLField
from djangocms_versioning.constants import PUBLISHED, UNPUBLISHED
from filer.fields.image import FilerImageField

from tryg_portal.sortering import COLLATION

from .felter import FeltCheck, Oversat, dansk_slug
from .indsats import Indsats
from .organisation import Organisation
from .tekst import Tekst, TekstQuerySet

FOERSTE_AAR = 2014
"""The strategy began then; an earlier date is a slip of the finger, or meant."""


SET = (PUBLISHED, UNPUBLISHED)
"""States of a version that the public sees, or has seen."""


class Pressekontakt(models.Model):
    """Whom the press asks at one authority, until a day: afterwards the authority itself is shown instead."""

    navn = models.CharField("navn", max_length=150, db_collation=COLLATION)
    titel_da = models.CharField("titel", max_length=150, blank=True)
    titel_en = models.CharField("titel på engelsk", max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pressekontakter", verbose_name="organisation"
    )
    telefon = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    til = models.DateField(
        "gælder til og med", help_text="Derefter vises organisationens egen kontakt i stedet."
    )

    titel = Oversat()

    class Meta:
        ordering = ["navn"]
        verbose_name = "pressekontakt"
        verbose_name_plural = "pressekontakter"
        constraints = [
            FeltCheck(
                felt="telefon",
                condition=~Q(telefon="") | ~Q(email=""),
                name="pressekontakt_kan_naas",
                violation_error_message="Skriv et telefonnummer eller en e-mail.",
            ),
        ]

    def __str__(self):
        return ", ".join(filter(None, [self.navn, self.titel_da, self.organisation.navn_da]))

    @property
    def er_udloebet(self):
        return self.til < timezone.localdate()


class Nyhed(models.Model):
    """A piece of news: its address is made of its month and its name, and leads on when either is corrected."""

    class Slags(models.TextChoices):
        NYHED = "nyhed", gettext_lazy("Nyhed")
        PRESSEMEDDELELSE = "pressemeddelelse", gettext_lazy("Pressemeddelelse")

    slags = models.CharField("slags", max_length=20, choices=Slags, default=Slags.NYHED)
    dato = models.DateField(
        "dato", null=True, blank=True, help_text="Tom: den dag, nyheden bliver udgivet."
    )
    maaned = models.DateField("måned", null=True, editable=False)
    """The first day of its month, which its address names and the archive counts by."""
    slug = models.SlugField(
        "fast adresse",
        max_length=150,
        blank=True,
        help_text="/nyheder/år/måned/…/ – laves af titlen, hvis feltet er tomt, og følger ikke med, når den ændres.",
    )
    myndighed = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="nyheder",
        verbose_name="afsender",
        help_text="Den myndighed, der fortæller nyheden.",
    )
    indsatser = models.ManyToManyField(
        Indsats, blank=True, related_name="nyheder", verbose_name="indsatser, den handler om"
    )
    pressekontakter = models.ManyToManyField(
        Pressekontakt, blank=True, related_name="nyheder", verbose_name="kontakter for pressen"
    )

    class Meta:
        ordering = ["-dato", "-pk"]
        verbose_name = "nyhed"
        verbose_name_plural = "nyheder"
        indexes = [models.Index(fields=["-dato", "-id"], name="nyhed_nyeste_foerst")]
        constraints = [
            # `clean` says it at the field; the month is in no form
            models.UniqueConstraint(
                fields=["maaned", "slug"], name="nyhed_een_adresse_om_maaneden"
            ),
            FeltCheck(
                felt="slug",
                condition=~Q(slug=""),
                name="nyhed_har_adresse",
                violation_error_message="Nyheden mangler en adresse.",
            ),
            models.CheckConstraint(
                condition=Q(dato=None, maaned=None)
                | Q(dato__gte=models.F("maaned"), dato__isnull=False, maaned__isnull=False),
                name="nyhed_maaned_foelger_dato",
                violation_error_message="Nyhedens måned passer ikke til dens dato.",
            ),
        ]

    def __str__(self):
        titler = NyhedIndhold.admin_manager.filter(nyhed=self).order_by("language", "-pk")
        return titler.values_list("titel", flat=True).first() or self.slug

    def save(self, *args, **kwargs):
        """The month follows the date, a nameless one gets a free address, and an address once public leads on."""
        foer = Nyhed.objects.filter(pk=self.pk).first()
        if self.dato is None and foer and foer.dato and self.har_vaeret_offentlig():
            self.dato = foer.dato  # its address needs one
        self.maaned = self.dato and self.dato.replace(day=1)
        self.slug = self.slug or self.ledig_slug()
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "maaned", "slug"}
        super().save(*args, **kwargs)
        if foer and foer.dato and (foer.maaned, foer.slug) != (self.maaned, self.slug):
            self._led_videre(foer)

    def get_absolute_url(self):
        dato = self.dato or timezone.localdate()
        return reverse("nyheder:detail", args=[f"{dato.year:04}", f"{dato.month:02}", self.slug])

    def _led_videre(self, foer):
        """In every language; other former addresses go straight to the new one, which itself leads nowhere else."""
        if not self.har_vaeret_offentlig():
            return
        for sprog, _ in settings.LANGUAGES:
            with override(sprog):
                fra, til = foer.get_absolute_url(), self.get_absolute_url()
            paa_sitet = Redirect.objects.filter(site_id=settings.SITE_ID)
            paa_sitet.filter(old_path=til).delete()
            paa_sitet.filter(new_path=fra).update(new_path=til)
            Redirect.objects.update_or_create(
                site_id=settings.SITE_ID, old_path=fra, defaults={"new_path": til}
            )

    def har_vaeret_offentlig(self):
        """In any language, now or before."""
        tekster = NyhedIndhold._base_manager.filter(nyhed=self.pk, versions__state__in=SET)
        return self.pk is not None and tekster.exists()

    def clean(self):
        if self.dato and self.slug and self.slug in self._optagne(self.slug):
            besked = "Der er allerede en nyhed med den adresse i samme måned. Vælg en anden."
            raise ValidationError({"slug": besked})

    def _optagne(self, grund):
        """Slugs that begin so and are taken in its month."""
        i_maaneden = Nyhed.objects.filter(
            maaned=self.dato.replace(day=1), slug__startswith=grund[:140]
        )
        return set(i_maaneden.exclude(pk=self.pk).values_list("slug", flat=True))

    def ledig_slug(self, titel=""):
        """An address from the title that no other news of the month has."""
        grund = dansk_slug(titel, max_length=140) or self.slug or "nyhed"
        optaget = self._optagne(grund) if self.dato else set()
        numre = range(2, len(optaget) + 3)
        kandidater = [grund, *(f"{grund[:140]}-{nr}" for nr in numre)]
        return next(slug for slug in kandidater if slug not in optaget)

    def giv_dato(self, dato):
        """On the day it is published; another news may have taken its name in that month meanwhile."""
        self.dato = dato
        self.slug = self.ledig_slug()
        self.save(update_fields=["dato"])

    @property
    def er_pressemeddelelse(self):
        return self.slags == self.Slags.PRESSEMEDDELELSE


class NyhedIndholdQuerySet(TekstQuerySet):
    gruppe = "nyhed"
    lange = ("tekst", "baggrund", "rettelse")

    def nyeste(self):
        return self.order_by("-nyhed__dato", "-nyhed_id")

    def med_visning(self):
        """What a card shows, so that a list costs one query."""
        return self.nyeste().select_related("nyhed__myndighed", "billede__oplysninger")

    def om(self, indsats):
        return self.filter(nyhed__indsatser=indsats)


class NyhedIndhold(Tekst):
    """What is written about a piece of news in one language."""

    gruppe = "nyhed"
    slot = "nyhed"

    nyhed = models.ForeignKey(Nyhed, models.CASCADE, related_name="indhold", verbose_name="nyhed")
    underrubrik = models.CharField(
        "underrubrik",
        max_length=250,
        blank=True,
        help_text="Står under titlen i pressemeddelelser.",
    )
    tekst = HTMLField("brødtekst", blank=True)
    baggrund = HTMLField(
        "baggrund", blank=True, help_text="Vises i en boks for sig. Tomt: ingen boks."
    )
    billede = FilerImageField(
        verbose_name="billede",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nyheder",
    )
    alternativ_tekst = models.CharField(
        "alternativ tekst",
        max_length=250,
        blank=True,
        help_text="Hvad man ser på billedet. Tom: den tekst, der er skrevet ved billedet (på dansk).",
    )
    billedtekst = models.CharField("billedtekst", max_length=250, blank=True)
    rettelse = models.TextField(
        "rettelse",
        max_length=600,
        blank=True,
        help_text="Når noget er rettet efter udgivelsen: skriv, hvad der stod forkert. Vises som «Rettet» med dato.",
    )
    rettet = models.DateTimeField("rettet", null=True, editable=False)

    objects = NyhedIndholdQuerySet.as_manager()

    class Meta:
        verbose_name = "nyhedstekst"
        verbose_name_plural = "nyhedstekster"

    def dele(self):
        """What is read with it and stands in rows of its own; the check before publication reads it too."""
        return list(self.citater.select_related("organisation__overordnet__overordnet"))

    @property
    def alt(self):
        """What a screen reader says of the picture; the picture's own words are Danish."""
        egen = self.alternativ_tekst
        return egen or (self.billede.default_alt_text if self.billede else "") or ""


class Pressecitat(models.Model):
    """What somebody is quoted for; the authority that the speaker answers to approves it (godkendelse.py)."""

    indhold = models.ForeignKey(
        NyhedIndhold, models.CASCADE, related_name="citater", verbose_name="nyhed"
    )
    taler = models.CharField("hvem siger det", max_length=150)
    titel = models.CharField("titel", max_length=150)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pressecitater", verbose_name="organisation"
    )
    tekst = models.TextField("citat", max_length=1500, help_text="Uden anførselstegn.")
    er_referat = models.BooleanField(
        "gengivet med vores ord",
        default=False,
        help_text="Vises uden anførselstegn og mærkes som et referat.",
    )
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        ordering = ["raekkefoelge", "pk"]
        verbose_name = "citat"
        verbose_name_plural = "citater"

    def __str__(self):
        return self.taler


def kopier_nyhed(indhold):
    """A new version says what the old one said, quotes and all; djangocms-versioning calls it for a new draft."""
    from djangocms_versioning.datastructures import default_copy

    ny = default_copy(indhold)
    citater = list(indhold.citater.all())
    for citat in citater:
        citat.pk, citat._state.adding, citat.indhold = None, True, ny
    Pressecitat.objects.bulk_create(citater)
    return ny


def maaned_af(aar, maaned):
    """The first day of a month that an address names, or None where there is no such one."""
    try:
        return date(int(aar), int(maaned), 1)
    except ValueError:
        return None
