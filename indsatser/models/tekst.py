"""What every versioned text shares: one per language, with title, lead and a place for whatever else it has."""

from cms.models.fields import PlaceholderRelationField
from cms.utils.placeholder import get_placeholder_from_slot
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import override
from djangocms_text.fields import HTMLField

from tryg_portal.sortering import COLLATION

from ..laesbarhed import ren_tekst
from .felter import dansk_slug


class TekstQuerySet(models.QuerySet):
    """Texts of a lasting thing, which `gruppe` names; `lange` are the fields that a list does without."""

    gruppe = ""
    lange = ()

    def som_kort(self, sprog):
        """One text for each thing: in the language asked for, else in Danish; without its long sections."""
        tekster = self.defer(*self.lange)
        if sprog == "da":
            return tekster.filter(language="da")
        paa_sproget = self.model.objects.filter(language=sprog).values(self.gruppe)
        i_stedet = Q(language="da") & ~Q(**{f"{self.gruppe}__in": paa_sproget})
        return tekster.filter(Q(language=sprog) | i_stedet)

    def med_opdateret(self):
        """When each was published; expects the published ones, of which each has one version."""
        return self.annotate(opdateret=F("versions__modified"))


class Tekst(models.Model):
    """What is written in one language; djangocms-versioning keeps draft and history."""

    gruppe = ""
    """Name of the field that leads to the lasting thing."""
    slot = "mere"
    """Name of the placeholder for whatever else it has; what may be put there is in the settings."""

    language = models.CharField(
        "sprog", max_length=5, choices=[("da", "Dansk"), ("en", "Engelsk")], default="da"
    )
    titel = models.CharField("titel", max_length=200, db_collation=COLLATION)
    resume = models.TextField(
        "resumé",
        max_length=300,
        help_text="En eller to sætninger. Vises på kort, i søgning og øverst på siden.",
    )
    placeholders = PlaceholderRelationField()

    class Meta:
        abstract = True

    def __str__(self):
        return self.titel

    def save(self, *args, **kwargs):
        """What the editor leaves in a field that looks empty («<p></p>») is nothing, and prints no heading."""
        for felt in self._meta.concrete_fields:
            if isinstance(felt, HTMLField):
                html = getattr(self, felt.name)
                setattr(self, felt.name, html if ren_tekst(html) or "<img" in html else "")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        with override(self.language):
            return getattr(self, self.gruppe).get_absolute_url()

    @cached_property
    def mere(self):
        """The placeholder for whatever else it has, or None before an editor has opened it."""
        return self.placeholders.filter(slot=self.slot).first()

    def opret_mere(self):
        """Make the placeholder; only for an editor, because a visitor's GET writes nothing."""
        self.mere = get_placeholder_from_slot(self.placeholders, self.slot)

    def get_placeholder_slots(self):
        return [self.slot]

    def _har_ret(self, user, handling):
        return user.has_perm(f"{self._meta.app_label}.{handling}_{self._meta.model_name}", self)

    def has_change_permission(self, user):
        """Asked by versioning and by the placeholder, of which neither knows whose the text is."""
        return self._har_ret(user, "change")

    has_placeholder_change_permission = has_change_permission

    def has_publish_permission(self, user):
        return self._har_ret(user, "publish")

    def clean(self):
        if self.titel and not dansk_slug(self.titel):
            raise ValidationError({"titel": "Titlen skal indeholde bogstaver eller tal."})
