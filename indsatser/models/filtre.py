"""The filters of the list of initiatives: what can be chosen, what was chosen, and how many each choice gives."""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language, gettext, gettext_lazy

from tryg_portal.sortering import sorteringsnoegle

from .emneord import Maalgruppe, Omraade
from .indsats import Indsats
from .organisation import ROD, Organisation, Rolle
from .strategi import Maal, Strategi


@dataclass
class Valg:
    vaerdi: str
    navn: str
    antal: int | None = None
    """How many it gives, where they are counted."""
    valgt: bool = False


@dataclass
class Filter:
    parameter: str
    navn: str
    valg: list = field(default_factory=list)

    @property
    def valgt(self):
        return next((valg for valg in self.valg if valg.valgt), None)


NAVNE = {
    "maal": gettext_lazy("Mål"),
    "fase": gettext_lazy("Fase"),
    "maalgruppe": gettext_lazy("Målgruppe"),
    "omraade": gettext_lazy("Område"),
    "myndighed": gettext_lazy("Ansvarlig myndighed"),
}


def _maal(tekster, vaerdi):
    strategi = Strategi.objects.seneste_id()
    return tekster.filter(
        indsats__prioriteringer__strategi__in=strategi, indsats__prioriteringer__maal__slug=vaerdi
    )


def _myndighed(tekster, vaerdi):
    roller = (
        Rolle.objects.gaeldende().filter(art=Rolle.Art.TOVHOLDER).alias(rod=ROD).filter(rod=vaerdi)
    )
    return tekster.filter(indsats__in=roller.values("indsats"))


ANVEND = {
    "maal": _maal,
    "fase": lambda tekster, vaerdi: tekster.filter(indsats__fase=vaerdi),
    "maalgruppe": lambda tekster, vaerdi: tekster.filter(indsats__maalgrupper__slug=vaerdi),
    "omraade": lambda tekster, vaerdi: tekster.filter(indsats__omraader__slug=vaerdi),
    "myndighed": _myndighed,
}


def _taelling(parameter, tekster):
    """How many texts each value of one filter gives, as (parameter, value, count)."""
    if parameter == "myndighed":
        roller = Rolle.objects.gaeldende().filter(
            art=Rolle.Art.TOVHOLDER, indsats__in=tekster.values("indsats")
        )
        raekker = roller.annotate(vaerdi=Cast(ROD, CharField())).exclude(vaerdi=None)
        raekker = (
            raekker.order_by().values("vaerdi").annotate(antal=Count("indsats", distinct=True))
        )
    else:
        felt = {
            "maal": "indsats__prioriteringer__maal__slug",
            "fase": "indsats__fase",
            "maalgruppe": "indsats__maalgrupper__slug",
            "omraade": "indsats__omraader__slug",
        }[parameter]
        if parameter == "maal":
            tekster = tekster.filter(
                indsats__prioriteringer__strategi__in=Strategi.objects.seneste_id()
            )
        raekker = tekster.order_by().values(vaerdi=Cast(F(felt), CharField()))
        raekker = raekker.annotate(antal=Count("indsats", distinct=True))
    return raekker.values_list(
        Value(parameter, CharField()), Coalesce("vaerdi", Value("")), "antal"
    )


def vaelg(filtre, parametre):
    """Marks what the GET parameters choose; yields a message for each value that no filter knows."""
    for filter_ in filtre:
        oensket = parametre.get(filter_.parameter, "")
        valg = next((valg for valg in filter_.valg if valg.vaerdi == oensket), None)
        if valg:
            valg.valgt = True
        elif oensket:
            besked = gettext("Filteret «%(navn)s» kender ikke den valgte værdi og er udeladt.")
            yield besked % {"navn": filter_.navn}


class Filtre:
    """The filters as the GET parameters choose them.

    `maal` are the goals in force, `tekster` the texts that match, `antal` how many, `fejl` a message for each value
    that no filter knows and that was left out. Costs two queries beside the texts' own, because the list shares its
    twelve with the page around it.
    """

    def __init__(self, parametre, tekster):
        valgmuligheder, self.maal = _valgmuligheder()
        self._alle = tekster
        self.filtre = [
            Filter(parameter, str(navn), valgmuligheder[parameter])
            for parameter, navn in NAVNE.items()
        ]
        self.fejl = list(vaelg(self.filtre, parametre))
        self.tekster = self._filtrer()
        self._tael()

    def _filtrer(self, undtagen=None):
        tekster = self._alle
        for filter_ in self.filtre:
            if filter_.valgt and filter_ is not undtagen:
                tekster = ANVEND[filter_.parameter](tekster, filter_.valgt.vaerdi)
        return tekster

    def _tael(self):
        """How many each choice gives beside the other filters' choices, and how many there are in all."""
        dele = [
            _taelling(filter_.parameter, self._filtrer(undtagen=filter_)) for filter_ in self.filtre
        ]
        i_alt = (
            self.tekster.order_by()
            .values(alle=Value("alle", CharField()))
            .annotate(antal=Count("pk", distinct=True))
        )
        dele.append(i_alt.values_list("alle", Value("", CharField()), "antal"))
        antal = {
            (parameter, vaerdi): n for parameter, vaerdi, n in dele[0].union(*dele[1:], all=True)
        }
        self.antal = antal.get(("alle", ""), 0)
        for filter_ in self.filtre:
            for valg in filter_.valg:
                valg.antal = antal.get((filter_.parameter, valg.vaerdi), 0)
            filter_.valg = [valg for valg in filter_.valg if valg.antal or valg.valgt]


def _valgmuligheder():
    """What can be chosen in each filter, and the goals in force among it: one query for all of them."""
    ordforraad = [
        _ord(
            "maal",
            Maal.objects.filter(strategi__in=Strategi.objects.seneste_id()),
            "slug",
            "titel",
            "nummer",
        ),
        _ord("maalgruppe", Maalgruppe.objects.all(), "slug", "navn"),
        _ord("omraade", Omraade.objects.all(), "slug", "navn"),
        _ord("myndighed", Organisation.objects.myndigheder(), "pk", "navn", "raekkefoelge"),
    ]
    valg = {parameter: [] for parameter in NAVNE}
    valg["fase"] = [Valg(vaerdi, str(navn)) for vaerdi, navn in Indsats.Fase.choices]
    engelsk = get_language() == "en"
    raekker = sorted(
        ordforraad[0].union(*ordforraad[1:], all=True), key=lambda r: (r[4], sorteringsnoegle(r[2]))
    )
    maal = []
    for parameter, vaerdi, dansk, paa_engelsk, nummer in raekker:
        navn = paa_engelsk if engelsk and paa_engelsk else dansk
        if parameter == "maal":
            maal.append(Maal(nummer=nummer, slug=vaerdi, titel_da=dansk, titel_en=paa_engelsk))
            navn = f"{nummer}. {navn}"
        valg[parameter].append(Valg(vaerdi, navn))
    return valg, maal


def _ord(parameter, queryset, vaerdi, navn, orden=None):
    return queryset.order_by().values_list(
        Value(parameter, CharField()),
        Cast(vaerdi, CharField()),
        Cast(f"{navn}_da", CharField()),
        Cast(f"{navn}_en", CharField()),
        F(orden) if orden else Value(0),
    )
