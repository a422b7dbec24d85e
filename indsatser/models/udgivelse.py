"""From draft to public: the review of a draft, a publication at a set time, and the nightly look at what is public."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version

from ..rettigheder import egne_indsatser, roller, udgiv_ret
from .felter import FeltCheck
from .indsats import IndsatsIndhold

BRUGER = settings.AUTH_USER_MODEL


def udgivne_modeller():
    """The kinds of content that are drafted, reviewed and published."""
    return [
        v.content_model
        for v in apps.get_app_config("djangocms_versioning").cms_extension.versionables
    ]


class OmVersion(models.QuerySet):
    """Rows about a version: who sees them is decided by the text that they are about."""

    ejer = None

    def visible_to(self, user):
        """The editors and the steering group see all; a tovholder their own initiatives and what they have sent."""
        if user.is_superuser or roller(user) - {"tovholder"}:
            return self
        egne = IndsatsIndhold.admin_manager.filter(indsats__in=egne_indsatser(user)).values("pk")
        synlige = Q(version__content_type__model="indsatsindhold", version__object_id__in=egne)
        return self.filter(synlige | Q(**{self.ejer: user}) if self.ejer else synlige)

    def med_visning(self):
        """What a line in a list says, so that the list costs the same whatever its length."""
        led = [self.ejer, "version"] if self.ejer else ["version"]
        return self.select_related(*led).prefetch_related("version__content")


class GennemsynQuerySet(OmVersion):
    ejer = "afsender"

    def venter(self):
        return self.filter(tilstand=Gennemsyn.Tilstand.VENTER)

    def kan_afgoeres_af(self, user):
        """Of those that wait: what the account may publish and has not sent itself."""
        typer = ContentType.objects.get_for_models(*udgivne_modeller())
        maa = [ct for model, ct in typer.items() if user.has_perm(udgiv_ret(model))]
        return self.filter(version__content_type__in=maa).exclude(afsender=user)

    def af(self, indhold):
        """Reviews of one certain text or page."""
        return self.filter(
            version__object_id=indhold.pk,
            version__content_type__app_label=indhold._meta.app_label,
            version__content_type__model=indhold._meta.model_name,
        )

    def giver_adgang_til(self, indhold):
        """It waits for a reviewer, or one has approved it and it is still as it was then."""
        seneste = self.af(indhold).select_related("version").order_by("-pk").first()
        if seneste is None or seneste.tilstand != Gennemsyn.Tilstand.GODKENDT:
            return seneste is not None and seneste.tilstand == Gennemsyn.Tilstand.VENTER
        return seneste.version.modified <= seneste.afgjort


ALLEREDE_SENDT = "Kladden er allerede sendt til gennemsyn."


class Gennemsyn(models.Model):
    """A draft that somebody has sent for review; while it waits nobody changes the text."""

    class Tilstand(models.TextChoices):
        VENTER = "venter", "Venter på gennemsyn"
        GODKENDT = "godkendt", "Godkendt"
        SENDT_TILBAGE = "sendt_tilbage", "Sendt tilbage"
        TRUKKET = "trukket", "Trukket tilbage"

    HOS_REDAKTIONEN = (Tilstand.VENTER, Tilstand.GODKENDT)

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="gennemsyn", verbose_name="kladde"
    )
    afsender = models.ForeignKey(
        BRUGER, models.PROTECT, related_name="sendt_til_gennemsyn", verbose_name="sendt af"
    )
    sendt = models.DateTimeField("sendt", default=timezone.now)
    note = models.TextField("note til den, der ser igennem", max_length=2000, blank=True)
    tilstand = models.CharField(
        "tilstand", max_length=20, choices=Tilstand, default=Tilstand.VENTER
    )
    afgjort_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="set_igennem",
        verbose_name="afgjort af",
    )
    afgjort = models.DateTimeField("afgjort", null=True, blank=True)
    begrundelse = models.TextField("begrundelse", max_length=2000, blank=True)

    objects = GennemsynQuerySet.as_manager()

    class Meta:
        ordering = ["sendt"]
        verbose_name = "gennemsyn"
        verbose_name_plural = "gennemsyn"
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(tilstand="venter"),
                name="gennemsyn_et_ad_gangen",
                violation_error_message=ALLEREDE_SENDT,
            ),
            FeltCheck(
                felt="begrundelse",
                condition=~Q(tilstand="sendt_tilbage") | ~Q(begrundelse=""),
                name="gennemsyn_tilbage_med_begrundelse",
                violation_error_message="Skriv, hvorfor kladden bliver sendt tilbage.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand="venter", afgjort=None, afgjort_af=None)
                | (~Q(tilstand="venter") & Q(afgjort__isnull=False, afgjort_af__isnull=False)),
                name="gennemsyn_afgjort_af_nogen",
                violation_error_message="Et gennemsyn er afgjort af nogen på et tidspunkt.",
            ),
        ]

    def __str__(self):
        return f"{self.version.content}: {self.get_tilstand_display().lower()}"

    def allerede_afgjort(self):
        return f"Gennemsynet er afgjort: {self.get_tilstand_display().lower()}."

    @classmethod
    @transaction.atomic
    def send(cls, version, afsender, note=""):
        """Hand a draft over; the author's lock goes, so that whoever reviews it can publish it."""
        if version.state != DRAFT:
            raise ValidationError("Kun en kladde kan sendes til gennemsyn.")
        gennemsyn = cls(version=version, afsender=afsender, note=note)
        gennemsyn.full_clean()
        try:
            with transaction.atomic():
                gennemsyn.save()
        except IntegrityError as fejl:  # somebody else was a moment faster
            raise ValidationError(ALLEREDE_SENDT) from fejl
        _laas(version, None)
        return gennemsyn

    @transaction.atomic
    def afgoer(self, tilstand, bruger, begrundelse=""):
        """Decide it once; two who decide at the same time do not both win."""
        laast = Gennemsyn.objects.select_for_update().get(pk=self.pk)
        if laast.tilstand != self.Tilstand.VENTER:
            raise ValidationError(laast.allerede_afgjort())
        self.tilstand, self.afgjort_af, self.begrundelse = tilstand, bruger, begrundelse
        self.afgjort = timezone.now()
        self.full_clean()
        self.save()
        if tilstand not in self.HOS_REDAKTIONEN:
            _laas(self.version, self.afsender)


def _laas(version, bruger):
    """The lock alone: neither when the text was last changed nor anything that somebody else has saved meanwhile."""
    version.locked_by = bruger
    version.save(update_fields=["locked_by"])


MISTET_RET = "Den, der bestilte det, må ikke længere udgive teksten."


class PlanQuerySet(OmVersion):
    ejer = "bestilt_af"

    def venter(self):
        return self.filter(tilstand=PlanlagtUdgivelse.Tilstand.VENTER)

    def paa_bordet(self, user):
        """What waits, and what the account ordered in the last fortnight that could not be done."""
        nylig = timezone.now() - timedelta(days=14)
        fejlet = Q(tilstand=PlanlagtUdgivelse.Tilstand.FEJLET, afsluttet__gt=nylig, bestilt_af=user)
        return self.filter(Q(tilstand=PlanlagtUdgivelse.Tilstand.VENTER) | fejlet)

    def forfaldne(self, nu=None):
        """What should have happened by now, the oldest first: also what an outage has delayed."""
        return self.venter().filter(tidspunkt__lte=nu or timezone.now()).order_by("tidspunkt", "pk")


ALLEREDE_PLANLAGT = "Det er allerede planlagt. Annullér den gamle plan først."


class PlanlagtUdgivelse(models.Model):
    """A version that goes public, or is taken down, at a set time by somebody's order."""

    class Handling(models.TextChoices):
        UDGIV = "udgiv", "Udgiv"
        TAG_NED = "tag_ned", "Tag ned"

    class Tilstand(models.TextChoices):
        VENTER = "venter", "Venter"
        UDFOERT = "udfoert", "Udført"
        FEJLET = "fejlet", "Kunne ikke udføres"
        ANNULLERET = "annulleret", "Annulleret"

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="planer", verbose_name="version"
    )
    handling = models.CharField("hvad skal der ske", max_length=10, choices=Handling)
    tidspunkt = models.DateTimeField("hvornår", help_text="Dansk tid.")
    bestilt_af = models.ForeignKey(
        BRUGER, models.PROTECT, related_name="planlagte_udgivelser", verbose_name="bestilt af"
    )
    tilstand = models.CharField(
        "tilstand", max_length=10, choices=Tilstand, default=Tilstand.VENTER
    )
    afsluttet = models.DateTimeField("afsluttet", null=True, blank=True)
    fejl = models.TextField("hvad gik galt", blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["tidspunkt"]
        verbose_name = "planlagt udgivelse"
        verbose_name_plural = "planlagte udgivelser"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "handling"],
                condition=Q(tilstand="venter"),
                name="plan_en_ad_gangen",
                violation_error_message=ALLEREDE_PLANLAGT,
            ),
            models.CheckConstraint(
                condition=Q(tilstand="venter", afsluttet=None)
                | (~Q(tilstand="venter") & Q(afsluttet__isnull=False)),
                name="plan_afsluttet_har_tidspunkt",
                violation_error_message="En plan, der ikke venter, er afsluttet på et tidspunkt.",
            ),
        ]

    def __str__(self):
        return f"{self.get_handling_display()}: {self.version.content}"

    def clean(self):
        if self.tilstand == self.Tilstand.VENTER and self.tidspunkt <= timezone.now():
            raise ValidationError({"tidspunkt": "Vælg et tidspunkt, der ikke er gået."})

    @transaction.atomic
    def udfoer(self):
        """Do it, as the one who ordered it; a ValidationError says why not, and leaves the text as it was."""
        if self.handling == self.Handling.UDGIV:
            self._udgiv()
        else:
            self._tag_ned()
        self.afslut(self.Tilstand.UDFOERT)

    def _udgiv(self):
        if self.version.state != DRAFT:
            raise ValidationError("Kladden er ikke længere en kladde.")
        if not self.bestilt_af.is_active or not self.version.has_publish_permission(
            self.bestilt_af
        ):
            raise ValidationError(MISTET_RET)
        self.version.publish(self.bestilt_af)

    def _tag_ned(self):
        """Nothing, when somebody has taken it down before; a newer version has taken the plan over (versioner.py)."""
        if self.version.state == DRAFT:
            raise ValidationError(
                "Kladden er ikke blevet udgivet, så der er ikke noget at tage ned."
            )
        if not self.bestilt_af.is_active or not self.bestilt_af.has_perm(
            udgiv_ret(self.version.content)
        ):
            raise ValidationError(MISTET_RET)
        if self.version.state == PUBLISHED:
            self.version.unpublish(self.bestilt_af)

    def afslut(self, tilstand, fejl=""):
        self.tilstand, self.fejl, self.afsluttet = tilstand, fejl, timezone.now()
        self.save(update_fields=["tilstand", "fejl", "afsluttet"])
