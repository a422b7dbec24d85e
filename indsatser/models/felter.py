"""What every noun shares: fields in two languages, constraints that name their field, Danish order and slugs."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import get_language

_BOGSTAVER = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "Æ": "Ae",
        "Ø": "Oe",
        "Å": "Aa",
        "ä": "ae",
        "ö": "oe",
        "ü": "y",
    }
)


def dansk_slug(tekst, max_length=150):
    """An address that keeps what the letters mean: «På én ø» becomes `paa-en-oe`."""
    sammensat = unicodedata.normalize("NFC", tekst)  # a Mac pastes å as two signs
    return slugify(sammensat.translate(_BOGSTAVER))[:max_length].strip("-")


class Oversat:
    """Reads `<name>_da` or `<name>_en` by the active language; an empty translation falls back to Danish."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if (get_language() or "da").startswith("en"):
            oversat = getattr(instance, f"{self.name}_en")
            if oversat:
                return oversat
        return getattr(instance, f"{self.name}_da")


class _VedFelt:
    """Puts a constraint's message at `felt`, the field that the editor has to mend."""

    def __init__(self, *args, felt, **kwargs):
        self.felt = felt
        super().__init__(*args, **kwargs)

    def validate(self, model, instance, exclude=None, using="default"):
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as fejl:
            if exclude and self.felt in exclude:
                raise
            raise ValidationError({self.felt: fejl.messages}) from fejl

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "felt": self.felt}


class FeltCheck(_VedFelt, models.CheckConstraint):
    """A check constraint that speaks at one field."""


class FeltUnik(_VedFelt, models.UniqueConstraint):
    """A unique constraint over several fields that speaks at one of them."""
