"""What lists of initiatives show: their published texts, and the goals they serve, in one query each."""

from django.utils import timezone

from .indsats import IndsatsIndhold
from .strategi import Prioritering


def tekster_for(indsats_pks, sprog):
    """The published text of each initiative by its id: in the language, else in Danish; one query."""
    tekster = (
        IndsatsIndhold.objects.filter(indsats__in=indsats_pks)
        .som_kort(sprog)
        .select_related("indsats")
    )
    return {tekst.indsats_id: tekst for tekst in tekster}


def med_maal(tekster, maal):
    """Texts as a list, each with `maal`: the goals of its initiative in the newest version that gives it any.

    `maal` are the goals of the version in force: number and slug stay through the versions, so one query is enough.
    """
    tekster = list(tekster)
    efter_nummer = {et_maal.nummer: et_maal for et_maal in maal}
    raekker = Prioritering.maal.through.objects.filter(
        prioritering__indsats__in=[tekst.indsats_id for tekst in tekster],
        prioritering__strategi__offentlig=True,
        prioritering__strategi__fra_aar__lte=timezone.localdate().year,
    ).order_by("prioritering__strategi__nummer", "maal__nummer")
    seneste = {}
    for indsats, version, nummer in raekker.values_list(
        "prioritering__indsats", "prioritering__strategi__nummer", "maal__nummer"
    ):
        i_version = seneste.setdefault(indsats, {})
        i_version.setdefault(version, []).append(nummer)
    for tekst in tekster:
        versioner = seneste.get(tekst.indsats_id)
        numre = versioner[max(versioner)] if versioner else []
        tekst.maal = [efter_nummer[nummer] for nummer in numre if nummer in efter_nummer]
    return tekster
