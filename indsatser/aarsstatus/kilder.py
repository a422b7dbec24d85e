"""What the system itself can tell of a period: each source as contributions to a report, in their order."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.formats import date_format

from .rens import afsnit, punktliste

SPROG = "da"
"""A report is dealt with in Danish."""


@dataclass
class Fundet:
    """One contribution as its source tells it; `kilde` is what it is known by when it is gathered again."""

    afsnit: str
    kilde: str
    titel: str
    tekst: str = ""
    data: dict = field(default_factory=dict)
    medtages: bool = True


def alle(aarsstatus):
    for kilde in (
        *(_tilfoejet, _omdoebt, _afsluttet, _resultater, _maalinger),
        *(_politik, _beslutninger, _moeder, _nyheder, _planer),
    ):
        yield from kilde(aarsstatus)


# --- Initiatives: what the version says of them


def _foer(aarsstatus):
    """The version before, when the period holds the beginning of this one: only then it brings and ends some."""
    from ..models import Strategi

    strategi = aarsstatus.strategi
    if not aarsstatus.fra.year <= strategi.fra_aar <= aarsstatus.til.year:
        return None
    return Strategi.objects.filter(nummer__lt=strategi.nummer).order_by("-nummer").first()


def _prioriteringer(strategi):
    """Of initiatives that the public knows."""
    from ..models import Indsats

    kendte = Indsats.objects.published().values("pk")
    i_version = strategi.prioriteringer.filter(indsats__in=kendte).select_related("indsats")
    return {p.indsats_id: p for p in i_version.order_by("nummer", "navn", "pk")}


def _aar(aarsstatus):
    return range(aarsstatus.fra.year, aarsstatus.til.year + 1)


def _om(prioritering, afsnit_, tekst, kilde):
    indsats = prioritering.indsats
    return Fundet(
        afsnit_,
        f"{afsnit_}:{prioritering.pk}",
        prioritering.navn,
        afsnit(tekst),
        {"indsats": indsats.pk, "adresse": f"/indsatser/{indsats.slug}/", "kilde": kilde},
    )


def _tilfoejet(aarsstatus):
    foer = _foer(aarsstatus)
    kendte = _prioriteringer(foer) if foer else {}
    for pk, prioritering in _prioriteringer(aarsstatus.strategi).items():
        if prioritering.fra_aar in _aar(aarsstatus):
            tekst = f"Indsatsen kom med i strategien i {prioritering.fra_aar}."
        elif foer and pk not in kendte and not prioritering.tilfoejet_undervejs:
            tekst = f"Indsatsen er ny i version {aarsstatus.strategi.nummer} af strategien."
        else:
            continue
        yield _om(prioritering, "tilfoejet", tekst, str(aarsstatus.strategi))


def _omdoebt(aarsstatus):
    foer = _foer(aarsstatus)
    kendte = _prioriteringer(foer) if foer else {}
    for pk, prioritering in _prioriteringer(aarsstatus.strategi).items():
        if pk in kendte and kendte[pk].navn != prioritering.navn:
            tekst = f"I version {foer.nummer} hed indsatsen «{kendte[pk].navn}»."
            yield _om(prioritering, "omdoebt", tekst, str(aarsstatus.strategi))


def _afsluttet(aarsstatus):
    foer = _foer(aarsstatus)
    nu = _prioriteringer(aarsstatus.strategi)
    for prioritering in nu.values():
        if prioritering.til_aar in _aar(aarsstatus):
            yield _om(prioritering, "afsluttet", _slut(prioritering), str(aarsstatus.strategi))
    for pk, prioritering in (_prioriteringer(foer) if foer else {}).items():
        if pk not in nu:
            tekst = (
                prioritering.slutaarsag
                or f"Indsatsen er ikke med i version {aarsstatus.strategi.nummer}."
            )
            yield _om(prioritering, "afsluttet", tekst, str(foer))


def _slut(prioritering):
    return prioritering.slutaarsag or f"Indsatsen sluttede i {prioritering.til_aar}."


# --- The status rounds: what was ticked for the report


def _rapporter(aarsstatus):
    """Received reports of rounds that overlap the period, with what may be quoted of them."""
    from ..models import Status

    return (
        Status.objects.filter(
            tilstand=Status.Tilstand.MODTAGET,
            runde__strategi=aarsstatus.strategi_id,
            runde__fra__lte=aarsstatus.til,
            runde__til__gte=aarsstatus.fra,
        )
        .select_related("runde", "indsats")
        .prefetch_related("saetninger", "svar__spoergsmaal")
        .order_by("indsats_navn", "runde__fra", "pk")
    )


def _af_rapport(status, afsnit_, tekst, medtages=True):
    data = {
        "indsats": status.indsats_id,
        "adresse": f"/indsatser/{status.indsats.slug}/",
        "kilde": status.runde.navn,
    }
    return Fundet(afsnit_, f"status:{status.pk}", status.indsats_navn, tekst, data, medtages)


def _valgte(status, naeste):
    return [
        s.tekst
        for s in status.saetninger.all()
        if s.i_aarsstatus and not s.taget_ned and (s.slags == "naeste") == naeste
    ]


def _resultater(aarsstatus):
    for status in _rapporter(aarsstatus):
        if valgte := _valgte(status, naeste=False):
            yield _af_rapport(status, "resultater", punktliste(valgte))


def _planer(aarsstatus):
    """What was ticked; an answer of which nothing was ticked waits for the editor to say yes to it."""
    for status in _rapporter(aarsstatus):
        valgte = _valgte(status, naeste=True)
        svar = [s.tekst for s in status.svar.all() if s.spoergsmaal.slags == "naeste" and s.tekst]
        if valgte:
            yield _af_rapport(status, "planer", punktliste(valgte))
        elif svar:
            yield _af_rapport(status, "planer", afsnit("\n".join(svar)), medtages=False)


# --- Measurement


def _maalinger(aarsstatus):
    """Series of the version, of its initiatives and of the whole, as they stood at the end of the period."""
    from ..models import Indikator, Maal, Maaling

    maal = Maal.objects.filter(strategi=aarsstatus.strategi_id)
    af_versionen = (
        Q(maal__slug__in=maal.values("slug"))  # a goal keeps its address from version to version
        | Q(indsats__prioriteringer__strategi=aarsstatus.strategi_id)
        | Q(maal=None, indsats=None)
    )
    med_tal = Maaling.objects.filter(til__lte=aarsstatus.til, vaerdi__isnull=False, opdeling="")
    serier = Indikator.objects.published().filter(af_versionen, pk__in=med_tal.values("indikator"))
    i_perioden = set(med_tal.filter(til__gte=aarsstatus.fra).values_list("indikator", flat=True))
    for indikator in serier.distinct().order_by("raekkefoelge", "titel_da", "pk"):
        yield _maaling(indikator, aarsstatus, indikator.pk in i_perioden)


def _maaling(indikator, aarsstatus, i_perioden):
    from ..maaletal import som_diagram

    diagram = som_diagram(indikator, SPROG, til=aarsstatus.til)
    data = {
        "adresse": f"/tryghedsmaaling/{indikator.slug}/",
        "kilde": indikator.kilde_da,
        "diagram": diagram,
    }
    tekst = afsnit(diagram["saetning"])
    kilde = f"indikator:{indikator.pk}"
    return Fundet("maalinger", kilde, indikator.titel_da, tekst, data, medtages=i_perioden)


# --- What was decided, held and told


def _politik(aarsstatus):
    from ..models import PolitiskBehandling

    af_versionen = (
        Q(strategi=aarsstatus.strategi_id)
        | Q(aarsstatus__strategi=aarsstatus.strategi_id, aarsstatus__offentliggjort__isnull=False)
        | Q(hoering__tilstand="offentlig")
    )
    i_perioden = Q(dato__gte=aarsstatus.fra, dato__lte=aarsstatus.til)
    behandlinger = PolitiskBehandling.objects.filter(af_versionen & i_perioden)
    for b in behandlinger.exclude(aarsstatus=aarsstatus.pk).order_by("dato", "raekkefoelge", "pk"):
        linjer = [f"{b.sag}: {b.udfald_da}" if b.udfald_da else str(b.sag), b.tekst_da]
        data = {"dato": b.dato.isoformat(), "adresse": b.link, "kilde": _sag(b)}
        tekst = afsnit("\n".join(linjer))
        yield Fundet("beslutninger", f"behandling:{b.pk}", b.organ_da, tekst, data)


def _sag(behandling):
    dele = [
        f"punkt {behandling.punkt}" if behandling.punkt else "",
        f"sag {behandling.sagsnummer}" if behandling.sagsnummer else "",
    ]
    return ", ".join(filter(None, dele))


def _beslutninger(aarsstatus):
    from ..models import Beslutning

    i_perioden = Beslutning.objects.published().filter(
        punkt__moede__start__date__gte=aarsstatus.fra, punkt__moede__start__date__lte=aarsstatus.til
    )
    for b in i_perioden.select_related("punkt__moede__gruppe"):
        data = {"dato": b.punkt.moede.dag.isoformat(), "kilde": b.punkt.moede.gruppe.navn_da}
        titel = b.punkt.titel
        yield Fundet("beslutninger", f"beslutning:{b.pk}", titel, afsnit(b.tekst), data)


def _moeder(aarsstatus):
    from ..models import Moede

    holdt = Moede.objects.med_uddrag().filter(
        start__date__gte=aarsstatus.fra, start__date__lte=aarsstatus.til
    )
    for moede in holdt.order_by("start", "pk"):
        data = {
            "dato": moede.dag.isoformat(),
            "adresse": moede.uddragets_adresse(),
            "kilde": moede.gruppe.navn_da,
        }
        titel = moede.titel
        yield Fundet(
            "aktiviteter", f"moede:{moede.pk}", titel, afsnit(moede.offentligt_uddrag), data
        )


def _nyheder(aarsstatus):
    from ..models import NyhedIndhold

    i_perioden = NyhedIndhold.objects.filter(
        language=SPROG, nyhed__dato__gte=aarsstatus.fra, nyhed__dato__lte=aarsstatus.til
    )
    for tekst in i_perioden.select_related("nyhed__myndighed").order_by("nyhed__dato", "nyhed_id"):
        dato = tekst.nyhed.dato
        data = {
            "dato": dato.isoformat(),
            "adresse": f"/nyheder/{dato:%Y/%m}/{tekst.nyhed.slug}/",
            "kilde": f"{tekst.nyhed.myndighed.navn_da}, {date_format(dato, 'j. F Y')}",
        }
        yield Fundet("nyheder", f"nyhed:{tekst.nyhed_id}", tekst.titel, afsnit(tekst.resume), data)
