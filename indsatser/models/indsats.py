"""The initiative as a lasting thing, and what is written about it: versioned, one text per language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Exists, F, Min, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from djangocms_text.fields import HTMLField

from tryg_portal.sortering import sorteringsnoegle

from .emneord import Maalgruppe, Omraade
from .felter import FeltCheck, Oversat, dansk_slug
from .strategi import Strategi
from .tekst import Tekst, TekstQuerySet


class IndsatsQuerySet(models.QuerySet):
    def published(self):
        """Those with a published text in any language: what the public may know of."""
        return self.filter(Exists(IndsatsIndhold.objects.filter(indsats=OuterRef("pk"))))


class Indsats(models.Model):
    """An initiative: it keeps its address through renames and versions, and is never deleted once public."""

    class Fase(models.TextChoices):
        PLANLAGT = "planlagt", gettext_lazy("Planlagt")
        I_GANG = "i_gang", gettext_lazy("I gang")
        AFSLUTTET = "afsluttet", gettext_lazy("Ikke længere prioriteret")

    slug = models.SlugField(
        "fast adresse",
        max_length=150,
        unique=True,
        blank=True,
        help_text="/indsatser/…/ – laves af titlen, hvis feltet er tomt, og følger ikke med, når titlen ændres.",
    )
    fase = models.CharField(
        "fase",
        max_length=20,
        choices=Fase,
        blank=True,
        help_text="Lad den stå tom, hvis den ikke er oplyst.",
    )
    efterfoelger = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forgaengere",
        verbose_name="afløst af",
    )
    hvad_blev_der_af_da = models.TextField(
        "hvad blev der af den",
        blank=True,
        help_text="Vises, når indsatsen ikke længere er prioriteret.",
    )
    hvad_blev_der_af_en = models.TextField("hvad blev der af den, på engelsk", blank=True)
    omraader = models.ManyToManyField(
        Omraade, blank=True, related_name="indsatser", verbose_name="områder"
    )
    maalgrupper = models.ManyToManyField(
        Maalgruppe, blank=True, related_name="indsatser", verbose_name="målgrupper"
    )
    partnere = models.ManyToManyField(
        "indsatser.Organisation",
        blank=True,
        related_name="indsatser",
        verbose_name="samarbejdspartnere",
    )

    hvad_blev_der_af = Oversat()
    objects = IndsatsQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = "indsats"
        verbose_name_plural = "indsatser"
        constraints = [
            FeltCheck(
                felt="efterfoelger",
                condition=Q(efterfoelger=None) | ~Q(efterfoelger=F("pk")),
                name="indsats_ikke_sin_egen_efterfoelger",
                violation_error_message="En indsats kan ikke afløse sig selv.",
            ),
            FeltCheck(
                felt="slug",
                condition=~Q(slug=""),
                name="indsats_har_adresse",
                violation_error_message="Indsatsen mangler en adresse.",
            ),
        ]

    def __str__(self):
        titler = IndsatsIndhold.admin_manager.filter(indsats=self).order_by("language", "-pk")
        return titler.values_list("titel", flat=True).first() or self.slug

    def save(self, *args, **kwargs):
        """Make the address of a new initiative; after a change the former address leads on to the new one."""
        foer = Indsats.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if not self.slug:
            self.slug = foer or self.ledig_slug()
        super().save(*args, **kwargs)
        if foer and foer != self.slug:
            self.tidligere_adresser.filter(slug=self.slug).delete()
            TidligereAdresse.objects.create(slug=foer, indsats=self)

    def get_absolute_url(self):
        return reverse("indsatser:detail", args=[self.slug])

    @property
    def afsluttet(self):
        return self.fase == self.Fase.AFSLUTTET

    def clean(self):
        if (
            self.slug
            and TidligereAdresse.objects.filter(slug=self.slug).exclude(indsats=self.pk).exists()
        ):
            raise ValidationError({"slug": "Adressen leder allerede til en anden indsats."})
        self._tjek_ring()

    def _tjek_ring(self):
        """No constraint sees further than one row; that an initiative succeeds itself, one does."""
        set_, naeste = set(), self.efterfoelger
        while naeste is not None and naeste.pk not in set_ and self.efterfoelger_id != self.pk:
            if naeste.pk == self.pk:
                besked = "Indsatserne kommer til at afløse hinanden i ring."
                raise ValidationError({"efterfoelger": besked})
            set_.add(naeste.pk)
            naeste = naeste.efterfoelger

    def ledig_slug(self, titel=""):
        """An address from the title that no initiative has, or has had."""
        grund = dansk_slug(titel, max_length=140) or "indsats"
        optaget = {
            *Indsats.objects.filter(slug__startswith=grund).values_list("slug", flat=True),
            *TidligereAdresse.objects.filter(slug__startswith=grund).values_list("slug", flat=True),
        }
        kandidater = (grund if nr == 1 else f"{grund}-{nr}" for nr in range(1, len(optaget) + 2))
        return next(slug for slug in kandidater if slug not in optaget)

    def kendetegn(self):
        """Names of its areas, target groups and partners, each in Danish order, in one query."""
        dele = [
            model.objects.filter(indsatser=self)
            .order_by()
            .values_list(
                Value(slags, CharField()),
                Cast("navn_da", CharField()),
                Cast("navn_en", CharField()),
            )
            for slags, model in (
                ("omraader", Omraade),
                ("maalgrupper", Maalgruppe),
                ("partnere", self._meta.get_field("partnere").related_model),
            )
        ]
        navne = {"omraader": [], "maalgrupper": [], "partnere": []}
        for slags, dansk, engelsk in dele[0].union(*dele[1:], all=True):
            navne[slags].append(engelsk if get_language() == "en" and engelsk else dansk)
        return {slags: sorted(liste, key=sorteringsnoegle) for slags, liste in navne.items()}

    def naboer(self, sprog):
        """The published texts of its predecessors and its successor; one query."""
        naboer = Q(indsats__efterfoelger=self) | Q(indsats=self.efterfoelger_id)
        return list(IndsatsIndhold.objects.filter(naboer).som_kort(sprog).select_related("indsats"))


class IndsatsIndholdQuerySet(TekstQuerySet):
    gruppe = "indsats"
    lange = ("baggrund", "goer_allerede", "fokus")

    def aktuelle(self):
        """Those of initiatives that run in the version in force, with the number of their first goal, if any."""
        i_version = self.filter(indsats__prioriteringer__strategi__in=Strategi.objects.seneste_id())
        return i_version.exclude(indsats__fase=Indsats.Fase.AFSLUTTET).annotate(
            maalnummer=Min("indsats__prioriteringer__maal__nummer")
        )


class IndsatsIndhold(Tekst):
    """What is written about an initiative in one language."""

    gruppe = "indsats"

    indsats = models.ForeignKey(
        Indsats, models.CASCADE, related_name="indhold", verbose_name="indsats"
    )
    overskrift = models.CharField(
        "overskrift over baggrunden", max_length=200, blank=True, help_text="Tomt: «Baggrund»."
    )
    baggrund = HTMLField("baggrund", blank=True)
    goer_allerede = HTMLField("hvad gør vi allerede?", blank=True)
    fokus = HTMLField("hvad skal vi have fokus på?", blank=True)

    objects = IndsatsIndholdQuerySet.as_manager()

    class Meta:
        verbose_name = "indsatstekst"
        verbose_name_plural = "indsatstekster"


class TidligereAdresse(models.Model):
    """A slug that once led to the initiative; it redirects for good (301)."""

    slug = models.SlugField(
        "tidligere adresse",
        max_length=150,
        unique=True,
        error_messages={"unique": "Adressen leder allerede til en indsats."},
    )
    indsats = models.ForeignKey(
        Indsats, models.CASCADE, related_name="tidligere_adresser", verbose_name="indsats"
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = "tidligere adresse"
        verbose_name_plural = "tidligere adresser"

    def __str__(self):
        return f"/indsatser/{self.slug}/"

    def clean(self):
        if Indsats.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": "Adressen er en indsats' faste adresse."})
