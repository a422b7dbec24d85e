"""What can be chosen in the list of news: year, kind and initiative; and the archive by year and month."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy

from tryg_portal.sortering import sorteringsnoegle

from .filtre import Filter, Valg, vaelg
from .indsats import IndsatsIndhold
from .nyhed import Nyhed, NyhedIndhold

NAVNE = {
    "aar": gettext_lazy("År"),
    "slags": gettext_lazy("Slags"),
    "indsats": gettext_lazy("Indsats"),
}
FELTER = {
    "aar": "nyhed__maaned__year",
    "slags": "nyhed__slags",
    "indsats": "nyhed__indsatser__slug",
}


@dataclass
class Arkivled:
    """A year, or a month of one: the day it begins, and how many there are."""

    foerste_dag: object
    antal: int


class Nyhedsfiltre:
    """The filters as the GET parameters choose them; two queries beside the texts' own.

    `tekster` are the texts that match, `fejl` a message for each value that no filter knows and that was left out.
    In the archive of a period nothing is chosen, and one query is enough.
    """

    def __init__(self, parametre, tekster, sprog, i_arkivet=False):
        self._maaneder = list(
            tekster.order_by("-nyhed__maaned")
            .values_list("nyhed__maaned", "nyhed__slags")
            .annotate(antal=Count("pk"))
        )
        valg = {
            "aar": [Valg(str(aar), str(aar)) for aar in self._aar()],
            "slags": [Valg(slags.value, str(slags.label)) for slags in self._slags()],
            "indsats": [] if i_arkivet else _indsatser(sprog),
        }
        self.filtre = [Filter(navn, str(NAVNE[navn]), valg[navn]) for navn in NAVNE]
        self.fejl = list(vaelg(self.filtre, {} if i_arkivet else parametre))
        self.tekster = tekster
        for filter_ in self.filtre:
            if filter_.valgt:
                betingelse = {FELTER[filter_.parameter]: filter_.valgt.vaerdi}
                self.tekster = self.tekster.filter(**betingelse)

    def _aar(self):
        return dict.fromkeys(maaned.year for maaned, *_ in self._maaneder)

    def _slags(self):
        findes = {slags for _, slags, _ in self._maaneder}
        return [slags for slags in Nyhed.Slags if slags in findes]

    def antal(self, aar=None, maaned=None):
        """How many match, in a period where one is named; None where that must be counted."""
        valgt = {
            filter_.parameter: filter_.valgt and filter_.valgt.vaerdi for filter_ in self.filtre
        }
        if valgt["indsats"]:
            return None
        aar = aar or (valgt["aar"] and int(valgt["aar"]))
        return sum(
            antal
            for m, slags, antal in self._maaneder
            if aar in (None, m.year)
            and maaned in (None, m.month)
            and valgt["slags"] in (None, slags)
        )

    def arkiv(self, aar=None):
        """The years, or the months of one, newest first, each with how many there are in all."""
        led = {}
        for maaned, _, antal in self._maaneder:
            if aar is None or maaned.year == aar:
                dag = maaned if aar else maaned.replace(month=1)
                led[dag] = led.get(dag, 0) + antal
        return [Arkivled(dag, antal) for dag, antal in led.items()]


def _indsatser(sprog):
    """The initiatives that public news is about, by their title in the language."""
    om = Nyhed.indsatser.through.objects.filter(nyhed__in=NyhedIndhold.objects.values("nyhed"))
    tekster = IndsatsIndhold.objects.som_kort(sprog).filter(indsats__in=om.values("indsats"))
    raekker = tekster.order_by().values_list("indsats__slug", "titel")
    return [Valg(*raekke) for raekke in sorted(raekker, key=lambda r: sorteringsnoegle(r[1]))]
