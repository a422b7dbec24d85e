"""What each noun asks beyond the general rules, and which of its addresses lead anywhere: one part a noun.

A new noun adds its part here: `@regel(IndsatsIndhold)` before a function that yields findings, and
`@adresse("indsatser:detail")` before one that knows which initiatives a visitor can read. A noun with many has a module
of its own beside this (nyheder.py).
"""

from django.conf import settings
from django.utils import timezone
from djangocms_versioning.constants import DRAFT, PUBLISHED

from ..models import Indsats, IndsatsIndhold, Maal, Strategi, TidligereAdresse
from .fund import Alvor, Fund
from .register import Model, adresse, regel
from .steder import grupperingsfelt

# --- every versioned noun -----------------------------------------------------------------------------------------

_MANGLER_SPROG = {
    "da": (
        "mangler-dansk",
        "Der er ingen dansk tekst. Skriv den danske, for den er portalens første sprog.",
    ),
    "en": ("mangler-engelsk", "Der er ingen engelsk tekst. Skriv den, eller udgiv på dansk alene."),
}


@regel(Model)
def andet_sprog_mangler(tjek):
    """A draft in the other language is enough: somebody is at it."""
    felt, model = grupperingsfelt(type(tjek.indhold)), type(tjek.indhold)
    if not felt:
        return
    findes = model.admin_manager.filter(
        **{felt: getattr(tjek.indhold, f"{felt}_id")}, versions__state__in=(DRAFT, PUBLISHED)
    )
    paa_sprog = {tjek.sprog, *findes.values_list("language", flat=True)}
    for sprog, _ in settings.LANGUAGES:
        if sprog not in paa_sprog:
            regel_, besked = _MANGLER_SPROG[sprog]
            yield Fund(regel_, Alvor.ADVARSEL, besked, "Sprog", "", tjek.steder.paa_sprog(sprog))


# --- indsats ------------------------------------------------------------------------------------------------------


@regel(IndsatsIndhold)
def indsats_uden_maal(tjek):
    """An initiative that runs is under a goal in the newest version that gives priority to it.

    Not asked of one that is ended, nor of one of unknown phase whose last version is over: that is history, and
    nobody can choose a goal for it now. One that is only planned may be published before its goal is decided.
    """
    indsats = tjek.gruppe
    if indsats.afsluttet:
        return
    nyeste = indsats.prioriteringer.select_related("strategi").order_by("-strategi__nummer").first()
    if (nyeste and nyeste.maal.exists()) or _er_historie(indsats, nyeste):
        return
    if nyeste:
        version = f"strategiens version {nyeste.strategi.nummer}"
        besked = f"Indsatsen har intet mål i {version}. Vælg et under «prioriteringer»."
    else:
        besked = "Indsatsen har intet mål. Føj den til en version under «prioriteringer», og vælg et mål dér."
    alvor = Alvor.ADVARSEL if indsats.fase == Indsats.Fase.PLANLAGT else Alvor.FEJL
    sted = tjek.steder.linjer("prioriteringer")
    yield Fund("intet-maal", alvor, besked, "Prioriteringer", str(tjek.indhold), sted)


def _er_historie(indsats, prioritering):
    if indsats.fase or prioritering is None:
        return False
    nu = Strategi.objects.seneste()
    return nu is not None and prioritering.strategi.nummer < nu.nummer


@adresse("indsatser:detail")
def udgivne_indsatser(spurgt):
    """A text in Danish alone is what the English address leads to; a former address leads on."""
    slugs = {slug for _, slug in spurgt}
    tekster = set(
        IndsatsIndhold.objects.filter(indsats__slug__in=slugs).values_list(
            "language", "indsats__slug"
        )
    )
    gamle = set(
        TidligereAdresse.objects.filter(
            slug__in=slugs, indsats__in=Indsats.objects.published()
        ).values_list("slug", flat=True)
    )
    return {
        (sprog, slug)
        for sprog, slug in spurgt
        if {(sprog, slug), ("da", slug)} & tekster or slug in gamle
    }


# --- strategi og mål ----------------------------------------------------------------------------------------------


@adresse("strategi:detail")
def offentlige_versioner(spurgt):
    numre = set(Strategi.objects.published().values_list("nummer", flat=True))
    return {adresse_ for adresse_ in spurgt if int(adresse_[1]) in numre}


@adresse("maal:detail")
def maal_i_offentlige_versioner(spurgt):
    versioner = Strategi.objects.published().filter(fra_aar__lte=timezone.localdate().year)
    slugs = set(Maal.objects.filter(strategi__in=versioner).values_list("slug", flat=True))
    return {adresse_ for adresse_ in spurgt if adresse_[1] in slugs}
