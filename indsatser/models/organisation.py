"""Who stands behind: authorities and partners, people, groups, and the dated roles that tie them together."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from tryg_portal.sortering import COLLATION

from .felter import FeltCheck, Oversat

MAKS_LED = 3


class OrganisationQuerySet(models.QuerySet):
    def myndigheder(self):
        """The authorities that share the strategy, in the order that the footer names them."""
        return self.filter(art=Organisation.Art.MYNDIGHED, overordnet=None).order_by(
            "raekkefoelge", "navn_da"
        )


class Organisation(models.Model):
    """An authority, a part of one, or a partner: a tree of at most three levels."""

    class Art(models.TextChoices):
        MYNDIGHED = "myndighed", "Myndighed"
        AFDELING = "afdeling", "Del af en myndighed"
        RAAD = "raad", "Råd eller samråd"
        PARTNER = "partner", "Forening eller anden partner"

    navn_da = models.CharField("navn", max_length=150, unique=True, db_collation=COLLATION)
    navn_en = models.CharField("navn på engelsk", max_length=150, blank=True)
    art = models.CharField("art", max_length=20, choices=Art)
    overordnet = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="underordnede",
        verbose_name="hører under",
    )
    efterfoelger = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forgaengere",
        verbose_name="hedder i dag",
        help_text="Udfyldes, når navnet eller enheden er ophørt. Det gamle navn bliver stående i historikken.",
    )
    adresse = models.TextField("adresse", blank=True)
    telefon = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    telefontider = models.CharField("telefontider", max_length=200, blank=True)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True)
    hjemmeside = models.URLField("hjemmeside", blank=True)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=100)

    navn = Oversat()
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["raekkefoelge", "navn_da"]
        verbose_name = "organisation"
        verbose_name_plural = "organisationer"
        constraints = [
            FeltCheck(
                felt="overordnet",
                condition=Q(overordnet=None) | ~Q(overordnet=F("pk")),
                name="organisation_ikke_under_sig_selv",
                violation_error_message="En organisation kan ikke høre under sig selv.",
            ),
            FeltCheck(
                felt="cvr",
                condition=Q(cvr="") | Q(cvr__regex=r"^[0-9]{8}$"),
                name="organisation_cvr_otte_cifre",
                violation_error_message="Et CVR-nummer er otte cifre.",
            ),
        ]

    def __str__(self):
        return self.navn_da

    def save(self, *args, **kwargs):
        self.clean()
        super().save(*args, **kwargs)

    def clean(self):
        """A tree of at most `MAKS_LED` levels without a circle: no constraint can say so on both databases."""
        over, opad = self.overordnet, 0
        while over is not None and opad <= MAKS_LED:
            if over.pk is not None and over.pk == self.pk:
                raise ValidationError(
                    {"overordnet": "Organisationen kommer til at høre under sig selv."}
                )
            over, opad = over.overordnet, opad + 1
        if opad + self._led_nedad() > MAKS_LED:
            raise ValidationError(
                {"overordnet": f"Der kan højst være {MAKS_LED} led under hinanden."}
            )

    @property
    def rod(self):
        """The authority, or other body, at the top of it."""
        return self.overordnet.rod if self.overordnet_id else self

    def _led_nedad(self):
        """How many levels it and what is under it take up."""
        led, lag = 1, [self.pk] if self.pk else []
        while lag and led <= MAKS_LED:
            lag = list(Organisation.objects.filter(overordnet__in=lag).values_list("pk", flat=True))
            led += bool(lag)
        return led


class PersonQuerySet(models.QuerySet):
    def med_modtager(self):
        """What `adresse` and `modtager` ask, so that a list costs one query."""
        return self.select_related("bruger", "stedfortraeder__bruger")


class Person(models.Model):
    """Somebody who holds, or held, a role; what of it is public is chosen on each role."""

    navn = models.CharField("navn", max_length=150, db_collation=COLLATION)
    bruger = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="brugerkonto",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="personer",
        verbose_name="arbejder hos",
        help_text="Vises ikke. Den, der arbejder hos en myndighed, kan godkende citater af dens folk.",
    )

    email = models.EmailField(
        "e-mail til portalens breve",
        blank=True,
        help_text="Vises ikke. Tom: brugerkontoens e-mail.",
    )
    stedfortraeder = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stedfortraeder_for",
        verbose_name="stedfortræder",
        help_text="Får breve og opgaver, mens personen er væk.",
    )
    vaek_fra = models.DateField("væk fra", null=True, blank=True)
    vaek_til = models.DateField("væk til og med", null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["navn"]
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints = [
            FeltCheck(
                felt="stedfortraeder",
                condition=Q(stedfortraeder=None) | ~Q(stedfortraeder=F("pk")),
                name="person_ikke_sin_egen_stedfortraeder",
                violation_error_message="Ingen kan være sin egen stedfortræder.",
            ),
            FeltCheck(
                felt="vaek_til",
                # an unknown comparison would pass: NULL is asked of by name
                condition=Q(vaek_fra=None, vaek_til=None)
                | Q(
                    vaek_fra__isnull=False,
                    vaek_til__isnull=False,
                    vaek_til__gte=F("vaek_fra"),
                    stedfortraeder__isnull=False,
                ),
                name="person_vaek_med_stedfortraeder",
                violation_error_message="Skriv både fra og til, og vælg en stedfortræder.",
            ),
        ]

    def __str__(self):
        return self.navn

    @property
    def adresse(self):
        """Where the portal writes to: the person's own address, or the account's, or an empty string."""
        konto = self.bruger
        return self.email or (konto.email if konto and konto.is_active else "")

    def er_vaek(self, dato=None):
        dato = dato or timezone.localdate()
        return bool(self.vaek_fra and self.vaek_fra <= dato <= self.vaek_til)

    def modtager(self, dato=None):
        """Who is written to on a day: the person, or the substitute while they are away (one step, no further)."""
        return self.stedfortraeder if self.er_vaek(dato) else self


class Gruppe(models.Model):
    """A group that the strategy is led and held together by."""

    navn_da = models.CharField("navn", max_length=100, unique=True, db_collation=COLLATION)
    navn_en = models.CharField("navn på engelsk", max_length=100, blank=True)
    slug = models.SlugField("adresse", max_length=60, unique=True)
    opgave_da = models.TextField(
        "opgave", blank=True, help_text="Hvad gruppen gør, i almindeligt sprog."
    )
    opgave_en = models.TextField("opgave på engelsk", blank=True)
    moeder_da = models.CharField("hvornår mødes den", max_length=200, blank=True)
    moeder_en = models.CharField("hvornår mødes den, på engelsk", max_length=200, blank=True)
    efterfoelger = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forgaengere",
        verbose_name="hedder i dag",
    )
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=100)

    navn = Oversat()
    opgave = Oversat()
    moeder = Oversat()

    class Meta:
        ordering = ["raekkefoelge", "navn_da"]
        verbose_name = "gruppe"
        verbose_name_plural = "grupper"

    def __str__(self):
        return self.navn_da


class RolleQuerySet(models.QuerySet):
    def gaeldende(self, dato=None):
        """Roles in force on a day (today): a role's rights and public details end with it."""
        dato = dato or timezone.localdate()
        return self.filter(Q(fra=None) | Q(fra__lte=dato), Q(til=None) | Q(til__gte=dato))

    def med_visning(self):
        """What a line or a card shows, so that a list costs one query; a role with nothing to show gives no line."""
        tomme = Q(titel_da="", organisation=None, vis_navn=False)
        return self.exclude(tomme).select_related(
            "person", "organisation__overordnet__overordnet", "gruppe"
        )


ROD = Coalesce(
    "organisation__overordnet__overordnet_id", "organisation__overordnet_id", "organisation_id"
)
"""The authority at the top of a role's organisation, for a queryset of roles (a tree of three levels)."""


class Rolle(models.Model):
    """A dated role in a group or for an initiative, of a person or of a title without a name."""

    class Art(models.TextChoices):
        FORMAND = "formand", "Formand"
        MEDLEM = "medlem", "Medlem"
        KOORDINATOR = "koordinator", "Koordinator"
        TOVHOLDER = "tovholder", "Tovholder"
        KONTAKT = "kontakt", "Kontaktperson"
        FORMIDLING = "formidling", "Formidlingsansvarlig"

    art = models.CharField("rolle", max_length=20, choices=Art)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roller",
        verbose_name="person",
        help_text="Tom, når rollen følger en titel, eller når den er ubesat.",
    )
    titel_da = models.CharField(
        "titel", max_length=150, blank=True, help_text="For eksempel: Centerchef"
    )
    titel_en = models.CharField("titel på engelsk", max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roller",
        verbose_name="organisation",
    )
    gruppe = models.ForeignKey(
        Gruppe, models.CASCADE, null=True, blank=True, related_name="roller", verbose_name="gruppe"
    )
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="roller",
        verbose_name="indsats",
    )
    fra = models.DateField("fra", null=True, blank=True, help_text="Tom: datoen er ikke oplyst.")
    til = models.DateField(
        "til og med", null=True, blank=True, help_text="Tom: rollen gælder stadig."
    )
    adresse = models.TextField(
        "besøgsadresse", blank=True, help_text="Tom: organisationens adresse."
    )
    telefon = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    telefontider = models.CharField("telefontider", max_length=200, blank=True)
    vis_navn = models.BooleanField("vis navnet offentligt", default=False)
    vis_telefon = models.BooleanField("vis telefonen offentligt", default=False)
    vis_email = models.BooleanField("vis e-mailen offentligt", default=False)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=100)

    titel = Oversat()
    objects = RolleQuerySet.as_manager()

    class Meta:
        ordering = ["raekkefoelge", "pk"]
        verbose_name = "rolle"
        verbose_name_plural = "roller"
        constraints = [
            FeltCheck(
                felt="til",
                condition=Q(til=None) | Q(fra=None) | Q(til__gte=F("fra")),
                name="rolle_slut_efter_start",
                violation_error_message="Rollen slutter, før den begynder.",
            ),
            FeltCheck(
                felt="gruppe",
                condition=Q(gruppe=None, indsats__isnull=False)
                | Q(gruppe__isnull=False, indsats=None),
                name="rolle_i_gruppe_eller_indsats",
                violation_error_message="En rolle hører til enten en gruppe eller en indsats.",
            ),
            FeltCheck(
                felt="titel_da",
                condition=Q(person__isnull=False) | ~Q(titel_da=""),
                name="rolle_har_person_eller_titel",
                violation_error_message="Skriv en titel, når rollen ikke har en person.",
            ),
        ]

    def __str__(self):
        hvem = self.person.navn if self.person else self.titel_da
        return f"{self.get_art_display()}: {hvem}"

    @property
    def offentligt_navn(self):
        return self.person.navn if self.person_id and self.vis_navn else ""

    @property
    def offentlig_telefon(self):
        return self.telefon if self.vis_telefon else ""

    @property
    def offentlig_email(self):
        return self.email if self.vis_email else ""
