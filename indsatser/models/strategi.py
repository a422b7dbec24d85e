"""The strategy in versions: its goals, and which initiatives each version gives priority to."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from tryg_portal.sortering import COLLATION

from .felter import FeltCheck, FeltUnik, Oversat


class StrategiQuerySet(models.QuerySet):
    def published(self):
        """Those that the public may see; the next version is prepared in peace."""
        return self.filter(offentlig=True)

    def seneste(self):
        """The version in force: the last public one that has begun; None before the first."""
        return self.filter(pk__in=self.seneste_id()).first()

    def seneste_id(self):
        """The same as a subquery, for use within another query."""
        begyndt = (
            self.published().filter(fra_aar__lte=timezone.localdate().year).order_by("-fra_aar")
        )
        return begyndt.values("pk")[:1]


class Strategi(models.Model):
    """One version of the strategy; it follows a term of the council, so its period is whole years."""

    nummer = models.PositiveSmallIntegerField(
        "version",
        unique=True,
        help_text="1 for den første. Nummeret er en del af adressen: /strategi/3/",
    )
    titel_da = models.CharField("titel", max_length=200)
    titel_en = models.CharField("titel på engelsk", max_length=200, blank=True)
    fra_aar = models.PositiveSmallIntegerField("fra og med år")
    til_aar = models.PositiveSmallIntegerField("til og med år")
    partnere = models.ManyToManyField(
        "indsatser.Organisation", verbose_name="parter", related_name="strategier", blank=True
    )
    beskrivelse_da = models.TextField(
        "beskrivelse", blank=True, help_text="Kort og i almindeligt sprog."
    )
    beskrivelse_en = models.TextField("beskrivelse på engelsk", blank=True)
    offentlig = models.BooleanField(
        "vises offentligt",
        default=False,
        help_text="Sæt flueben, når versionen er vedtaget. Indtil da kan kun I se den.",
    )

    titel = Oversat()
    beskrivelse = Oversat()
    objects = StrategiQuerySet.as_manager()

    class Meta:
        ordering = ["-nummer"]
        verbose_name = "strategiversion"
        verbose_name_plural = "strategiversioner"
        constraints = [
            FeltCheck(
                felt="til_aar",
                condition=Q(til_aar__gte=F("fra_aar")),
                name="strategi_slut_efter_start",
                violation_error_message="Versionen slutter, før den begynder.",
            ),
            FeltCheck(
                felt="nummer",
                condition=Q(nummer__gte=1),
                name="strategi_nummer_fra_1",
                violation_error_message="Den første version har nummer 1.",
            ),
        ]

    def __str__(self):
        return f"Version {self.nummer} ({self.periode})"

    def save(self, *args, **kwargs):
        self.clean()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("strategi:detail", args=[self.nummer])

    @property
    def periode(self):
        return f"{self.fra_aar}–{self.til_aar}"

    @property
    def er_begyndt(self):
        return self.fra_aar <= timezone.localdate().year

    def clean(self):
        """Two versions never cover the same year: SQLite has no exclusion constraint to say so."""
        if self.fra_aar is None or self.til_aar is None:
            return
        anden = (
            Strategi.objects.exclude(pk=self.pk)
            .filter(fra_aar__lte=self.til_aar, til_aar__gte=self.fra_aar)
            .first()
        )
        if anden:
            besked = (
                f"Perioden overlapper version {anden.nummer} ({anden.periode}). Ret et af årene."
            )
            raise ValidationError({"fra_aar": besked})

    @transaction.atomic
    def start_ny_version(self):
        """Start the next version as a copy of this one: its goals, and the initiatives that still run.

        The new period follows this one and is as long. Raises ValidationError where a later version exists.
        """
        laengde = self.til_aar - self.fra_aar
        ny = Strategi(
            nummer=self.nummer + 1,
            titel_da=self.titel_da,
            titel_en=self.titel_en,
            fra_aar=self.til_aar + 1,
            til_aar=self.til_aar + 1 + laengde,
        )
        ny.full_clean()
        ny.save()
        ny.partnere.set(self.partnere.all())
        nye_maal = {maal.pk: maal.kopi_til(ny) for maal in self.maal.all()}
        for prioritering in self.prioriteringer.fortsaetter().prefetch_related("maal"):
            kopi = Prioritering.objects.create(
                strategi=ny,
                indsats=prioritering.indsats,
                navn=prioritering.navn,
                nummer=prioritering.nummer,
            )
            kopi.maal.set([nye_maal[maal.pk] for maal in prioritering.maal.all()])
        return ny


class MaalQuerySet(models.QuerySet):
    def seneste(self):
        """The goals of the version in force, in their order."""
        seneste = self.filter(strategi__in=Strategi.objects.seneste_id())
        return seneste.select_related("strategi").order_by("nummer")


class Maal(models.Model):
    """A goal of one version. The wording belongs to the version; the slug is the same through all of them."""

    strategi = models.ForeignKey(
        Strategi, models.CASCADE, related_name="maal", verbose_name="strategiversion"
    )
    nummer = models.PositiveSmallIntegerField("nummer")
    titel_da = models.CharField("kort navn", max_length=100, db_collation=COLLATION)
    titel_en = models.CharField("kort navn på engelsk", max_length=100, blank=True)
    ordlyd_da = models.TextField(
        "vedtaget ordlyd", blank=True, help_text="Ord for ord, som byrådet vedtog den."
    )
    ordlyd_en = models.TextField("ordlyd på engelsk", blank=True)
    slug = models.SlugField(
        "adresse",
        max_length=60,
        help_text="Den samme i alle versioner, så målet beholder sin adresse.",
    )

    titel = Oversat()
    ordlyd = Oversat()
    objects = MaalQuerySet.as_manager()

    class Meta:
        ordering = ["strategi", "nummer"]
        verbose_name = "mål"
        verbose_name_plural = "mål"
        constraints = [
            FeltUnik(
                fields=["strategi", "nummer"],
                felt="nummer",
                name="maal_nummer_en_gang",
                violation_error_message="Versionen har allerede et mål med det nummer.",
            ),
            FeltUnik(
                fields=["strategi", "slug"],
                felt="slug",
                name="maal_slug_en_gang",
                violation_error_message="Versionen har allerede et mål med den adresse.",
            ),
            FeltCheck(
                felt="nummer",
                condition=Q(nummer__range=(1, 5)),
                name="maal_nummer_1_til_5",
                violation_error_message="En version har fem mål: nummeret er 1 til 5.",
            ),
        ]

    def __str__(self):
        return f"Mål {self.nummer}: {self.titel_da}"

    def get_absolute_url(self):
        return reverse("maal:detail", args=[self.slug])

    def kopi_til(self, strategi):
        """The same goal in another version, saved."""
        kopi = Maal.objects.get(pk=self.pk)
        kopi.pk, kopi.strategi = None, strategi
        kopi._state.adding = True
        kopi.save()
        return kopi


class PrioriteringQuerySet(models.QuerySet):
    def besluttet(self):
        """Those that the council decided with the version, without the ones added along the way."""
        return self.filter(tilfoejet_undervejs=False)

    def fortsaetter(self):
        """Those not ended before the version did, of initiatives that are not ended."""
        return self.filter(til_aar=None).exclude(indsats__fase="afsluttet")


class Prioritering(models.Model):
    """That a version gives priority to an initiative: under which goals, by what name, from when to when."""

    strategi = models.ForeignKey(
        Strategi, models.CASCADE, related_name="prioriteringer", verbose_name="strategiversion"
    )
    indsats = models.ForeignKey(
        "indsatser.Indsats", models.PROTECT, related_name="prioriteringer", verbose_name="indsats"
    )
    navn = models.CharField(
        "navn i versionen",
        max_length=200,
        db_collation=COLLATION,
        help_text="Som indsatsen hed i denne version.",
    )
    nummer = models.PositiveSmallIntegerField("rækkefølge", default=0)
    maal = models.ManyToManyField(
        Maal, related_name="prioriteringer", verbose_name="mål", blank=True
    )
    tilfoejet_undervejs = models.BooleanField(
        "tilføjet undervejs", default=False, help_text="Kom til, efter at versionen var vedtaget."
    )
    fra_aar = models.PositiveSmallIntegerField(
        "fra år", null=True, blank=True, help_text="Tomt: fra versionens start."
    )
    til_aar = models.PositiveSmallIntegerField(
        "til år", null=True, blank=True, help_text="Tomt: til versionens slut."
    )
    slutaarsag = models.CharField("hvorfor den sluttede", max_length=300, blank=True)

    objects = PrioriteringQuerySet.as_manager()

    class Meta:
        ordering = ["-strategi__nummer", "nummer", "navn"]
        verbose_name = "prioritering"
        verbose_name_plural = "prioriteringer"
        constraints = [
            FeltUnik(
                fields=["strategi", "indsats"],
                felt="indsats",
                name="prioritering_en_gang_i_versionen",
                violation_error_message="Indsatsen er allerede prioriteret i denne version.",
            ),
            FeltCheck(
                felt="til_aar",
                condition=Q(til_aar=None) | Q(fra_aar=None) | Q(til_aar__gte=F("fra_aar")),
                name="prioritering_slut_efter_start",
                violation_error_message="Prioriteringen slutter, før den begynder.",
            ),
        ]

    def __str__(self):
        return f"{self.navn} ({self.strategi})"

    def clean(self):
        """Years of the priority lie within its version; a constraint cannot compare two tables."""
        if not self.strategi_id:
            return
        for felt in ("fra_aar", "til_aar"):
            aar = getattr(self, felt)
            if aar and not self.strategi.fra_aar <= aar <= self.strategi.til_aar:
                besked = f"Året ligger uden for versionens periode ({self.strategi.periode})."
                raise ValidationError({felt: besked})

    @staticmethod
    def tjek_maal(strategi, maal):
        """A priority is under goals of its own version; raises ValidationError at `maal`."""
        fremmede = [str(et_maal) for et_maal in maal if et_maal.strategi_id != strategi.pk]
        if fremmede:
            besked = f"Målet hører til en anden version af strategien: {', '.join(fremmede)}."
            raise ValidationError({"maal": besked})

    @property
    def foerste_maal(self):
        """The goal it is listed under, or None where the sources name none; expects `maal` prefetched in lists."""
        return next(iter(self.maal.all()), None)


@receiver(m2m_changed, sender=Prioritering.maal.through, dispatch_uid="prioritering_maal")
def kun_versionens_maal(instance, action, reverse, pk_set, **kwargs):
    """No constraint can compare two tables, so the rule stands where every way of saving passes."""
    if action != "pre_add":
        return
    if reverse:
        for prioritering in Prioritering.objects.filter(pk__in=pk_set).select_related("strategi"):
            Prioritering.tjek_maal(prioritering.strategi, [instance])
    else:
        Prioritering.tjek_maal(instance.strategi, Maal.objects.filter(pk__in=pk_set))
