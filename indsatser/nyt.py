"""What is new: the texts that were last published, and the latest political decisions."""

from django.contrib.contenttypes.models import ContentType
from djangocms_versioning.constants import PUBLISHED
from djangocms_versioning.models import Version

from .models import IndsatsIndhold, PolitiskBehandling

ANTAL = 4


def seneste_nyt(sprog, antal=ANTAL):
    """The `antal` newest of each; three queries."""
    versioner = Version.objects.filter(
        content_type=ContentType.objects.get_for_model(IndsatsIndhold),
        state=PUBLISHED,
        object_id__in=IndsatsIndhold.objects.filter(language=sprog).values("pk"),
    ).order_by("-modified", "-pk")[:antal]
    datoer = {int(version.object_id): version.modified for version in versioner}
    tekster = IndsatsIndhold.objects.filter(pk__in=datoer).select_related("indsats")
    opdateringer = [{"titel": t.titel, "url": t.get_absolute_url(), "dato": datoer[t.pk]} for t in tekster]
    beslutninger = PolitiskBehandling.objects.exclude(dato=None).select_related("strategi").order_by("-dato")
    return {
        "opdateringer": sorted(opdateringer, key=lambda o: o["dato"], reverse=True),
        "beslutninger": list(beslutninger[:antal]),
    }
