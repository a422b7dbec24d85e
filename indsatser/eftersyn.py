"""The nightly look at what is public: the same check as before publication, kept for the desk."""

import logging

from django.db import IntegrityError, transaction
from django.utils import timezone
from djangocms_versioning.constants import PUBLISHED
from djangocms_versioning.helpers import get_preview_url
from djangocms_versioning.models import Version

from .models import Eftersyn, Eftersynsfund
from .udgivelsestjek import Alvor, Fund, tjek
from .versioner import titel_paa

log = logging.getLogger(__name__)
KLOKKEN = 3
"""The hour of the Danish night from which it is done."""

GEMT = 30
"""Nights that are kept."""


def skal_ses_efter(nu=None):
    """It is past the hour, and today nobody has done it yet."""
    nu = timezone.localtime(nu)
    return nu.hour >= KLOKKEN and not Eftersyn.objects.filter(dato=nu.date()).exists()


def se_efter(nu=None):
    """Check every public text; returns the Eftersyn, or None when another process has done today's meanwhile.

    Looked at first and written in one short transaction, so that nobody who edits at night has to wait. A night that
    was interrupted leaves nothing and is done again; the date is unique, so two at once become one.
    """
    versioner = Version.objects.filter(state=PUBLISHED).prefetch_related("content")
    antal, fund = 0, []
    for version in versioner.iterator(chunk_size=200):
        antal += 1
        fund += [_raekke(version, f) for f in _tjek(version)]
    try:
        with transaction.atomic():
            return _gem(timezone.localtime(nu).date(), antal, fund)
    except IntegrityError:
        return None


def _tjek(version):
    """A text that the check breaks on is a finding too, and holds up no other."""
    try:
        return tjek(version.content)
    except Exception:
        log.exception("Version %s kunne ikke ses efter", version.pk)
        return [_kunne_ikke(version)]


def _kunne_ikke(version):
    besked = "Teksten kunne ikke ses efter. Sig det til den, der driver portalen."
    side = get_preview_url(version.content)
    return Fund("kunne-ikke", Alvor.FEJL, besked, "Hele teksten", "", side)


def _raekke(version, fund):
    return Eftersynsfund(
        version=version,
        alvor="fejl" if fund.er_fejl else "advarsel",
        regel=fund.regel,
        titel=titel_paa(version.content)[:255],
        besked=fund.besked,
        hvor=fund.hvor[:255],
        uddrag=fund.uddrag,
        link=fund.link[:500],
    )


def _gem(dato, antal, fund):
    eftersyn = Eftersyn.objects.create(dato=dato, antal=antal)
    for raekke in fund:
        raekke.eftersyn = eftersyn
    Eftersynsfund.objects.bulk_create(fund)
    gamle = list(Eftersyn.objects.values_list("pk", flat=True)[GEMT:])
    Eftersyn.objects.filter(pk__in=gamle).delete()
    return eftersyn
