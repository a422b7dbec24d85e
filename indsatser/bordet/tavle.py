"""The board of all initiatives: one row each, with what is known of how it goes and since when.

Everything is fetched for all initiatives at once, a fixed number of queries, and chosen and sorted here: a thousand
rows are few, and a sort by what stands in another table is then the same on both databases.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from tryg_portal.sortering import sorteringsnoegle

from ..models import (
    Indsats,
    IndsatsIndhold,
    Maal,
    Opgave,
    Prioritering,
    Rolle,
    Status,
    Statustal,
    Strategi,
)
from ..rettigheder import egne_indsatser

MANGLER_LYS = "ingen"
"""What stands where no report has come in yet: a shape and a word of its own, and a choice in the filter."""


@dataclass
class Tendens:
    """The last two values of one figure, each with its period; never a number without it."""

    navn: str
    enhed: str
    nu: object
    nu_periode: str
    foer: object = None
    foer_periode: str = ""


@dataclass
class Raekke:
    indsats: Indsats
    navn: str
    maal: list = field(default_factory=list)
    tovholdere: list = field(default_factory=list)
    """The dated roles in force, with person and authority."""
    rapport: Status | None = None
    tal: list = field(default_factory=list)
    opgaver: int = 0
    forfaldne: int = 0
    mangler: date | None = None
    """The deadline of the open round that it has not answered."""

    @property
    def foerste_maal(self):
        return next(iter(self.maal), None)

    @property
    def hvem(self):
        return ", ".join(r.person.navn if r.person else r.titel_da for r in self.tovholdere)

    @property
    def lys(self):
        return self.rapport.lys if self.rapport else MANGLER_LYS

    @property
    def dage(self):
        """How old the last report is."""
        return (timezone.now() - self.rapport.indsendt).days if self.rapport else None

    @property
    def mangler_svar(self):
        return self.mangler is not None


def raekker(user, kun=None):
    """All initiatives that run in the version in force, and others that are not ended; a fixed number of queries.

    `kun`: the keys of those that are asked for, whatever has become of them.
    """
    fundne = _alle() if kun is None else _egne(kun)
    for rapport in _seneste(user):
        if rapport.indsats_id in fundne:
            fundne[rapport.indsats_id].rapport = rapport
    _saet(fundne, "tal", _tal(user))
    for indsats, aabne, forfaldne in _opgaver(user):
        if indsats in fundne:
            fundne[indsats].opgaver, fundne[indsats].forfaldne = aabne, forfaldne
    for indsats, frist in _mangler(user):
        if indsats in fundne:
            fundne[indsats].mangler = frist
    return list(fundne.values())


def dine_raekker(user):
    """A tovholder's own initiatives, with the same facts."""
    egne = egne_indsatser(user)
    return vaelg(raekker(user, kun=egne), {}) if egne else []


def _alle():
    """With what they are chosen by: goals, areas and who answers for them."""
    indsatser = _med_titel(_paa_tavlen()).prefetch_related(_prioriteret(), "omraader")
    fundne = {i.pk: Raekke(i, i.titel or i.slug, maal=_maal(i)) for i in indsatser}
    _saet(fundne, "tovholdere", _tovholdere())
    return fundne


def _egne(noegler):
    """A tovholder knows the goals of their own, and who answers for them."""
    indsatser = _med_titel(Indsats.objects.filter(pk__in=noegler))
    return {i.pk: Raekke(i, i.titel or i.slug) for i in indsatser}


def _saet(fundne, navn, vaerdier):
    for pk, vaerdi in vaerdier.items():
        if pk in fundne:
            setattr(fundne[pk], navn, vaerdi)


def _paa_tavlen():
    """What runs in the version in force, and what else is not ended."""
    nu = Q(prioriteringer__strategi__in=Strategi.objects.seneste_id())
    valgte = Indsats.objects.filter(nu | ~Q(fase=Indsats.Fase.AFSLUTTET))
    return Indsats.objects.filter(pk__in=valgte.values("pk"))


def _med_titel(valgte):
    """Each with its newest Danish title."""
    titler = IndsatsIndhold.admin_manager.filter(indsats=OuterRef("pk"), language="da")
    return valgte.annotate(titel=Subquery(titler.order_by("-pk").values("titel")[:1]))


def _prioriteret():
    """The goals in the version in force."""
    seneste = Strategi.objects.seneste_id()
    prioriteringer = Prioritering.objects.filter(strategi__in=seneste).prefetch_related(
        Prefetch("maal", Maal.objects.order_by("nummer"))
    )
    return Prefetch("prioriteringer", prioriteringer, to_attr="nu_prioriteret")


def _maal(indsats):
    return [maal for p in indsats.nu_prioriteret for maal in p.maal.all()]


def _tovholdere():
    roller = Rolle.objects.gaeldende().filter(art=Rolle.Art.TOVHOLDER)
    fundne = defaultdict(list)
    for rolle in roller.select_related("person", "organisation__overordnet__overordnet"):
        fundne[rolle.indsats_id].append(rolle)
    return fundne


def _seneste(user):
    """The last report of each that was handed in."""
    synlige = Status.objects.visible_to(user).indsendte()
    sidst = synlige.order_by().values("indsats").annotate(sidst=Max("indsendt"))
    pr_indsats = sidst.filter(indsats=OuterRef("indsats")).values("sidst")
    nyeste = synlige.alias(sidst=Subquery(pr_indsats)).filter(indsendt=F("sidst"))
    return nyeste.select_related("runde").order_by("pk")


def _tal(user):
    """The last two values of each figure, by its name and unit."""
    nr = Window(
        RowNumber(),
        partition_by=[F("status__indsats"), F("navn"), F("enhed")],
        order_by=[F("status__indsendt").desc(), F("pk").desc()],
    )
    rapporter = Status.objects.visible_to(user).indsendte()
    tal = Statustal.objects.filter(status__in=rapporter).annotate(nr=nr).filter(nr__lte=2)
    fundne = defaultdict(dict)
    for et_tal in tal.order_by("nr").values_list(
        "status__indsats", "navn", "enhed", "vaerdi", "periode", "nr"
    ):
        indsats, navn, enhed, vaerdi, periode, nummer = et_tal
        if nummer == 1:
            fundne[indsats][navn, enhed] = Tendens(navn, enhed, vaerdi, periode)
        elif (navn, enhed) in fundne[indsats]:
            tendens = fundne[indsats][navn, enhed]
            tendens.foer, tendens.foer_periode = vaerdi, periode
    return {indsats: list(tendenser.values()) for indsats, tendenser in fundne.items()}


def _opgaver(user):
    aabne = Opgave.objects.visible_to(user).aabne().exclude(indsats=None).order_by()
    forfaldne = Count("pk", Q(frist__lt=timezone.localdate()))
    hver = aabne.values("indsats").annotate(antal=Count("pk"), forfaldne=forfaldne)
    return hver.values_list("indsats", "antal", "forfaldne")


def _mangler(user):
    mangler = Status.objects.visible_to(user).mangler()
    return mangler.order_by("-runde__frist").values_list("indsats", "runde__frist")


# --- Choosing and sorting


def lys_valg():
    return [*Status.Lys.choices, (MANGLER_LYS, "Ingen rapport endnu")]


FILTRE = {
    "maal": lambda r, v: any(str(maal.nummer) == v for maal in r.maal),
    "lys": lambda r, v: r.lys == v,
    "fase": lambda r, v: r.indsats.fase == v,
    "svar": lambda r, v: r.mangler_svar if v == "mangler" else not r.mangler_svar,
    "myndighed": lambda r, v: any(_myndighed(rolle) == v for rolle in r.tovholdere),
    "omraade": lambda r, v: any(omraade.slug == v for omraade in r.indsats.omraader.all()),
    "tovholder": lambda r, v: not r.tovholdere if v == "ingen" else bool(r.tovholdere),
}
"""What may be chosen: the name in the address, and whether a row is of it."""


def _myndighed(rolle):
    return str(rolle.organisation.rod.pk) if rolle.organisation else ""


_LYS_ORDEN = {"roed": 0, "gul": 1, "groen": 2, MANGLER_LYS: 3}
SORTERING = {
    "navn": lambda r: sorteringsnoegle(r.navn),
    "maal": lambda r: (r.foerste_maal is None, (r.foerste_maal and r.foerste_maal.nummer) or 0),
    "fase": lambda r: r.indsats.get_fase_display(),
    "tovholder": lambda r: (not r.hvem, sorteringsnoegle(r.hvem)),
    "rapport": lambda r: (r.rapport is not None, -(r.dage or 0)),
    "lys": lambda r: _LYS_ORDEN[r.lys],
    "opgaver": lambda r: (-r.forfaldne, -r.opgaver),
}
"""By what a column may be sorted: the oldest report, the reddest light and the most overdue tasks first."""


def vaelg(alle, parametre):
    """Those that fit the words and the choices in the address, in its order; what it does not know is passed over."""
    ord_ = parametre.get("q", "").strip().casefold()
    valgte = [r for r in alle if ord_ in f"{r.navn} {r.hvem}".casefold()]
    for navn, passer in FILTRE.items():
        if vaerdi := parametre.get(navn):
            valgte = [r for r in valgte if passer(r, vaerdi)]
    efter = parametre.get("orden", "").removeprefix("-")
    valgte.sort(key=SORTERING["navn"])
    if efter in SORTERING:
        valgte.sort(key=SORTERING[efter], reverse=parametre["orden"].startswith("-"))
    return valgte


def opsummering(alle):
    """How many of each light, how many answers are missing, and how many have nobody who answers for them."""
    return {
        "lys": [(lys, navn, sum(r.lys == lys for r in alle)) for lys, navn in lys_valg()],
        "mangler": sum(r.mangler_svar for r in alle),
        "uden_tovholder": sum(not r.tovholdere for r in alle),
        "i_alt": len(alle),
    }


def kort_opsummering(user):
    """The same numbers for the desk, counted by the database; one query."""
    med = _paa_tavlen()
    tovholdere = Rolle.objects.gaeldende().filter(art=Rolle.Art.TOVHOLDER, indsats=OuterRef("pk"))
    lys = _seneste(user).filter(indsats=OuterRef("pk")).order_by("-pk").values("lys")[:1]
    mangler = Status.objects.visible_to(user).mangler().filter(indsats=OuterRef("pk"))
    hver = med.annotate(
        lys=Coalesce(Subquery(lys), Value(MANGLER_LYS)),
        mangler=Exists(mangler),
        uden=~Exists(tovholdere),
    )
    tal = hver.aggregate(
        i_alt=Count("pk"),
        uden_tovholder=Count("pk", Q(uden=True)),
        mangler_antal=Count("pk", Q(mangler=True)),
        **{f"lys_{lys}": Count("pk", Q(lys=lys)) for lys, _ in lys_valg()},
    )
    return {
        "lys": [(lys, navn, tal[f"lys_{lys}"]) for lys, navn in lys_valg()],
        "mangler": tal["mangler_antal"],
        "uden_tovholder": tal["uden_tovholder"],
        "i_alt": tal["i_alt"],
    }
