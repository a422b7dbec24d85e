"""What the tests of notices share."""

from datetime import timedelta

from cms.models import PageUrl
from django.utils import timezone

from indsatser.models import Varsel


def varsel(gem=True, **felter):
    """One that is shown now, from yesterday until tomorrow, unless it is said otherwise."""
    nu = timezone.now()
    standard = {
        "niveau": "information",
        "titel_da": "Vi flytter",
        "tekst_da": "Det sker i dag.",
        "fra": felter.get("fra", nu - timedelta(days=1)),
        "til": max(felter.get("fra", nu), nu) + timedelta(days=1),
    }
    et = Varsel(**standard | felter)
    if gem:
        et.save()
    return et


def afsnit(sti):
    """The page at a path without language."""
    return PageUrl.objects.get(path=sti, language="da").page
