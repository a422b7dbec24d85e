"""What is mine to do now: one list, the most urgent first, whatever it is about.

Each kind is a queryset of the same columns, asked only of those whom it concerns; the database puts them together,
so that the list costs one query however many kinds there are.
"""

from datetime import timedelta

from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone

from ..models import (
    Dagsordenspunkt,
    Forslag,
    Moede,
    Opgave,
    Rolle,
    Status,
    Statusrunde,
    Strategilink,
)
from ..rettigheder import egne_indsatser
from . import maalt_og_hoert
from .raekker import raekker, side
from .ting import Ting

HOEJST = 40
"""Lines on the desk; who has more than that to do now reads the lists."""
ROLLE_DAGE = 30
"""How long before it ends a role is said to."""


def goer_nu(user):
    """The most urgent lines of following up, one more than the desk shows; a constant number of queries."""
    dele = [del_ for lav in KILDER if (del_ := lav(user)) is not None]
    if not dele:
        return []
    alle = dele[0].union(*dele[1:], all=True) if len(dele) > 1 else dele[0]
    foerst = alle.order_by("uden_frist", "naar")[: HOEJST + 1]
    return [SOM[slags](pk, hvad, om, dato) for slags, pk, hvad, om, dato, _ in foerst]


# --- Who is asked what


def _rapporter(user):
    """Of one's own initiatives, or as a substitute in the round. Who has no such right has the link in the mail."""
    if not user.has_perm("indsatser.change_status"):
        return None
    i_dag = timezone.localdate()
    vaek = Q(ansvarlige__vaek_fra__lte=i_dag, ansvarlige__vaek_til__gte=i_dag)
    mine = (
        Q(ansvarlige__bruger=user, stedfortraeder=None)
        | Q(stedfortraeder__bruger=user)
        | Q(vaek, ansvarlige__stedfortraeder__bruger=user, stedfortraeder=None)
        | Q(indsats__in=egne_indsatser(user))
    )
    pk = Status.objects.mangler().filter(mine).values("pk")
    mangler = Status.objects.filter(pk__in=pk)
    return raekker(mangler, "rapport", "indsats_navn", F("runde__navn"), F("runde__frist"))


def _runder(user):
    """How many reports of each open round wait to be received; and a round that is past its deadline."""
    if not user.has_perm("indsatser.change_statusrunde"):
        return None
    indsendt = Count("rapporter", Q(rapporter__tilstand=Status.Tilstand.INDSENDT))
    runder = Statusrunde.objects.aabne().annotate(antal=indsendt).filter(antal__gt=0)
    return raekker(runder, "modtag", "navn", F("antal"))


def _forfaldne_runder(user):
    if not user.has_perm("indsatser.change_statusrunde"):
        return None
    mangler = Count(
        "rapporter",
        Q(rapporter__tilstand__in=[Status.Tilstand.MANGLER, Status.Tilstand.KLADDE]),
    )
    runder = Statusrunde.objects.aabne().filter(frist__lt=timezone.localdate())
    return raekker(runder.annotate(antal=mangler), "luk", "navn", F("antal"), F("frist"))


def _opgaver(user):
    """One's own, and those of somebody one stands in for today."""
    i_dag = timezone.localdate()
    for_anden = Q(
        ansvarlig__stedfortraeder__bruger=user,
        ansvarlig__vaek_fra__lte=i_dag,
        ansvarlig__vaek_til__gte=i_dag,
    )
    mine = Opgave.objects.aabne().filter(Q(ansvarlig__bruger=user) | for_anden)
    moede = Coalesce("punkt__moede__titel", Value(""))
    return raekker(mine, "opgave", "tekst", moede, F("frist"))


def _forslag(user):
    if not user.has_perm("indsatser.change_forslag"):
        return None
    ubesvarede = Forslag.objects.ubesvarede()
    if not user.has_perm("indsatser.change_statusrunde"):  # a tovholder: about their own
        ubesvarede = ubesvarede.filter(indsats__in=egne_indsatser(user))
    return raekker(ubesvarede, "forslag", "titel", F("art"), TruncDate("modtaget"))


def _referater(user):
    afholdte = Moede.objects.filter(tilstand=Moede.Tilstand.AFHOLDT, formand__bruger=user)
    return raekker(afholdte, "referat", "titel", "", TruncDate("start"))


def _punkter(user):
    if not user.has_perm("indsatser.change_moede"):
        return None
    meldt = Dagsordenspunkt.objects.filter(
        tilstand=Dagsordenspunkt.Tilstand.FORESLAAET, moede__slut__gte=timezone.now()
    )
    moeder = Moede.objects.filter(pk__in=meldt.values("moede")).annotate(
        antal=Count("punkter", Q(punkter__tilstand=Dagsordenspunkt.Tilstand.FORESLAAET))
    )
    return raekker(moeder, "punkt", "titel", F("antal"), TruncDate("start"))


def _roller(user):
    if not user.has_perm("indsatser.change_rolle"):
        return None
    i_dag = timezone.localdate()
    slutter = Rolle.objects.filter(til__range=(i_dag, i_dag + timedelta(days=ROLLE_DAGE)))
    hvem = Coalesce("person__navn", "titel_da")
    return raekker(slutter, "rolle", hvem, F("art"), F("til"))


def _links(user):
    """Those one keeps an eye on; the coordinator those that nobody does."""
    kun_mine = Q(ansvarlig__bruger=user)
    if user.has_perm("indsatser.change_strategilink"):
        kun_mine |= Q(ansvarlig=None)
    forfaldne = Q(doed_siden__isnull=False) | Q(gennemgaas__lte=timezone.localdate())
    links = Strategilink.objects.filter(kun_mine, forfaldne)
    doed = Cast(TruncDate("doed_siden"), TextField())
    return raekker(links, "link", "titel", Coalesce(doed, Value("")), F("gennemgaas"))


KILDER = (
    *(_rapporter, _runder, _forfaldne_runder, _opgaver, _forslag),
    *(_referater, _punkter, _roller, _links),
    *maalt_og_hoert.KILDER,
)


# --- How each is said


def _rapport(pk, hvad, om, dato):
    return Ting("Meld status", hvad, side("status_change", pk), om, dato)


def _modtag(pk, hvad, om, dato):
    grund = "1 rapport er sendt ind" if om == "1" else f"{om} rapporter er sendt ind"
    return Ting("Modtag rapporter", hvad, side("statusrunde_runde", pk), grund)


def _luk(pk, hvad, om, dato):
    grund = "alle har svaret: luk runden" if om == "0" else f"{om} mangler"
    return Ting("Runden er over fristen", hvad, side("statusrunde_runde", pk), grund, dato)


def _opgave(pk, hvad, om, dato):
    return Ting("Opgave", hvad, side("opgave_side", pk), f"fra {om}" if om else "", dato)


def _et_forslag(pk, hvad, om, dato):
    art = Forslag.Art(om).label.lower()
    return Ting("Svar", hvad, side("forslag_change", pk), art, dato, er_frist=False)


def _referat(pk, hvad, om, dato):
    return Ting("Godkend referat", hvad, side("moede_side", pk), "", dato, er_frist=False)


def _punkt(pk, hvad, om, dato):
    grund = "1 punkt er meldt ind" if om == "1" else f"{om} punkter er meldt ind"
    return Ting("Tag stilling til punkter", hvad, side("moede_side", pk), grund, dato)


def _rolle(pk, hvad, om, dato):
    return Ting("Rollen slutter", hvad, side("rolle_change", pk), Rolle.Art(om).label, dato)


def _link(pk, hvad, om, dato):
    adresse = side("strategilink_change", pk)
    if om:
        return Ting("Link svarer ikke", hvad, adresse, "strategilinks")
    return Ting("Se linket efter", hvad, adresse, "strategilinks", dato)


SOM = {
    "rapport": _rapport,
    "modtag": _modtag,
    "luk": _luk,
    "opgave": _opgave,
    "forslag": _et_forslag,
    "referat": _referat,
    "punkt": _punkt,
    "rolle": _rolle,
    "link": _link,
    **maalt_og_hoert.SOM,
}
