"""The newest value of a series, as a card shows it: on the list of series, on a goal's page and on an initiative's."""

import json
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils.translation import get_language

from .diagram import med_enhed
from .maaletal import periodenavn
from .models import Indikator, Maaling

FELTER = {
    "slug": "indikator__slug",
    "titel_da": "indikator__titel_da",
    "titel_en": "indikator__titel_en",
    "enhed_da": "indikator__enhed_da",
    "enhed_en": "indikator__enhed_en",
    "decimaler": "indikator__decimaler",
    "omraade_da": "omraade__navn_da",
    "omraade_en": "omraade__navn_en",
    "tekst_da": "tekst_da",
    "tekst_en": "tekst_en",
}


@dataclass(frozen=True)
class Maalt:
    slug: str
    titel: str
    tal: str
    """With its unit; empty for what is measured in words."""
    tekst: str
    periode: str
    omraade: str

    @property
    def url(self):
        return reverse("tryghedsmaaling:detail", args=[self.slug])

    @property
    def gnist(self):
        return reverse("tryghedsmaaling:gnist", args=[self.slug])


def nyeste_vaerdier(omraade=None):
    """The newest value of each public series: of its most important area, or of the area whose key is given."""
    nyeste = Subquery(_nyeste_foerst(omraade).values("pk")[:1])
    offentlige = Indikator.objects.published().annotate(nyeste=nyeste)  # asked once a series
    return Maaling.objects.filter(pk__in=offentlige.values("nyeste"))


def med_nyeste(indikatorer, omraade=None):
    """With `samlet`, the row of `som_json` of the newest value, along with the series and in the same query."""
    nyeste = som_json(_nyeste_foerst(omraade)).values("samlet")[:1]
    return indikatorer.annotate(samlet=Subquery(nyeste))


def _nyeste_foerst(omraade):
    raekker = Maaling.objects.filter(indikator=OuterRef("pk"), opdeling="")
    raekker = raekker.filter(omraade=omraade or OuterRef("hovedomraade"))
    return raekker.order_by("-fra", "-til", "-pk")


def som_json(vaerdier):
    """One text that holds what a card needs, so that it can be fetched along with quite another thing."""
    felter = {navn: F(felt) for navn, felt in FELTER.items()}
    for navn in ("fra", "til", "vaerdi"):
        felter[navn] = Cast(navn, CharField())
    return vaerdier.annotate(samlet=Cast(JSONObject(**felter), TextField()))


def maalt(samlet):
    """The card of a row of `som_json`, in the language of the page."""
    raekke = json.loads(samlet)
    engelsk = get_language() == "en"

    def paa_sproget(navn):
        return (engelsk and raekke[f"{navn}_en"]) or raekke[f"{navn}_da"]

    vaerdi = raekke["vaerdi"]
    tal = med_enhed(vaerdi, paa_sproget("enhed"), raekke["decimaler"]) if vaerdi else ""
    return Maalt(
        slug=raekke["slug"],
        titel=paa_sproget("titel"),
        tal=tal,
        tekst="" if tal else paa_sproget("tekst"),
        periode=periodenavn(*(date.fromisoformat(raekke[navn][:10]) for navn in ("fra", "til"))),
        omraade=paa_sproget("omraade"),
    )


def maalte(vaerdier):
    """The cards of some values, in the order of their series; one query."""
    raekker = som_json(vaerdier).order_by("indikator__raekkefoelge", "indikator__titel_da")
    return [maalt(samlet) for samlet in raekker.values_list("samlet", flat=True)]
