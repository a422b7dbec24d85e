"""A series from the database: as the plain values that a picture is drawn of, and what they say in words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from .diagram import FLEST, haenger_sammen, med_enhed
from .models import Maaling

SKRIDT = {"maaned": 1, "kvartal": 3, "halvaar": 6, "aar": 12, "to_aar": 24}
"""Frequency → months from one value to the next."""
FAA = 3
"""Values that can be compared, below which nobody speaks of a development."""
KVARTALER = {(1, 3): 1, (4, 6): 2, (7, 9): 3, (10, 12): 4}
FLEST_HULLER = 3
"""Gaps that the sentence names one by one."""
FLEST_PUNKTER = 400
"""Values of one line in a picture, the newest; all of them are in the files."""


def periodenavn(fra, til):
    """A period as people say it: «2014», «1. kvartal 2020», «marts 2020», «7. december 2015»."""
    if fra == til:
        return date_format(fra, gettext("j. F Y"))
    hele = fra.day == 1 and (til + timedelta(days=1)).day == 1
    if not hele:
        return f"{date_format(fra, gettext('j. F Y'))}–{date_format(til, gettext('j. F Y'))}"
    if (fra.month, til.month) == (1, 12):
        return str(fra.year) if fra.year == til.year else f"{fra.year}–{til.year}"
    if fra.year == til.year:
        return _del_af_aar(fra, til)
    return f"{date_format(fra, 'F Y')}–{date_format(til, 'F Y')}"


def _del_af_aar(fra, til):
    maaneder = (fra.month, til.month)
    if fra.month == til.month:
        return date_format(fra, "F Y")
    if maaneder in KVARTALER:
        ord_ = gettext("%(nr)s. kvartal %(aar)s")
        return ord_ % {"nr": KVARTALER[maaneder], "aar": fra.year}
    if maaneder in ((1, 6), (7, 12)):
        return gettext("%(nr)s. halvår %(aar)s") % {"nr": 1 + (fra.month > 6), "aar": fra.year}
    return f"{date_format(fra, 'F')}–{date_format(til, 'F Y')}"


def tal(vaerdi, indikator):
    """A value with its unit, in the language of the page."""
    return med_enhed(vaerdi, indikator.enhed, indikator.decimaler)


def som_diagram(indikator, sprog=None, fra=None, til=None, omraader=(), opdeling=""):
    """The plain values that `diagram.tegn` draws and an annual report freezes; two queries.

    `fra` and `til` are days: values whose period ends within them. `omraader` are keys of the areas that are to be
    there beside the most important one; without them the first few are.
    """
    if sprog:
        with override(sprog):
            return som_diagram(indikator, None, fra, til, omraader, opdeling)
    vist = _vaerdier(indikator, fra, til, omraader, opdeling)
    diagram = {
        "titel": indikator.titel,
        "enhed": indikator.enhed,
        "decimaler": indikator.decimaler,
        "retning": indikator.retning,
        "skridt": SKRIDT.get(indikator.hyppighed),
        "kilde": indikator.kilde,
        "kilde_link": indikator.kilde_link,
        "metode": indikator.metode,
        # it is that of the whole: a part of a breakdown has none
        "maaltal": None
        if indikator.maaltal is None or opdeling
        else uden_nuller(indikator.maaltal),
        "brud": _brud(indikator, til),
        "serier": _serier(indikator, vist),
    }
    diagram["saetning"] = saetning(diagram)
    return diagram


def uden_nuller(vaerdi):
    """«90» of 90.0000, «85.9» of 85.9000."""
    return f"{vaerdi.normalize():f}" if isinstance(vaerdi, Decimal) else str(vaerdi)


def _vaerdier(indikator, fra, til, omraader, opdeling):
    fundne = Maaling.objects.filter(indikator=indikator, opdeling=opdeling, vaerdi__isnull=False)
    if fra:
        fundne = fundne.filter(til__gte=fra)
    if til:
        fundne = fundne.filter(til__lte=til)
    if omraader:
        fundne = fundne.filter(omraade__in=[*omraader, indikator.hovedomraade_id])
    return fundne.select_related("omraade").order_by(
        "omraade__raekkefoelge", "omraade__navn_da", "fra", "til"
    )


def _serier(indikator, vaerdier):
    serier = {}
    for maaling in vaerdier:
        serier.setdefault(maaling.omraade_id, []).append(maaling)
    foerst = sorted(serier, key=lambda pk: pk != indikator.hovedomraade_id)[:FLEST]
    return [
        {
            "navn": serier[pk][0].omraade.navn,
            "hoved": pk == indikator.hovedomraade_id,
            "punkter": [_punkt(maaling) for maaling in serier[pk][-FLEST_PUNKTER:]],
        }
        for pk in foerst
    ]


def _punkt(maaling):
    usikkerhed = maaling.usikkerhed
    return {
        "periode": periodenavn(maaling.fra, maaling.til),
        "fra": maaling.fra.isoformat(),
        "til": maaling.til.isoformat(),
        "vaerdi": uden_nuller(maaling.vaerdi),
        "usikkerhed": None if usikkerhed is None else uden_nuller(usikkerhed),
        "note": maaling.note,
        "kilde": maaling.kilde or "",
    }


def _brud(indikator, til):
    """The days from which the method is another, whatever area says so."""
    brud = Maaling.objects.filter(indikator=indikator, brud=True)
    if til:
        brud = brud.filter(til__lte=til)
    dage = {}
    for fra, note_da, note_en in brud.order_by("fra").values_list("fra", "note_da", "note_en"):
        note = note_en if note_en and gettext("j. F Y") != "j. F Y" else note_da
        dage.setdefault(fra.isoformat(), note)
    return [{"fra": dag, "note": note} for dag, note in dage.items()]


def hovedserie(diagram):
    """The line that the sentence is about, or None."""
    serier = [serie for serie in diagram["serier"] if serie["punkter"]]
    return next((serie for serie in serier if serie["hoved"]), serier[0] if serier else None)


def saetning(diagram):
    """What the values carry and no more.

    No verdict without a target, no comparison across a break, no change that is within the uncertainty, and no
    development from fewer than three values that can be compared.
    """
    serie = hovedserie(diagram)
    if serie is None:
        return gettext("Der er ingen tal endnu.")
    dele = [_nyeste, _udvikling, _om_maaltal, _om_huller]
    return " ".join(filter(None, (del_(diagram, serie) for del_ in dele)))


def _med(diagram, punkt):
    return med_enhed(punkt["vaerdi"], diagram["enhed"], diagram["decimaler"])


def _nyeste(diagram, serie):
    sidste = serie["punkter"][-1]
    return gettext("%(periode)s: %(tal)s (%(omraade)s).") % {
        "periode": sidste["periode"],
        "tal": _med(diagram, sidste),
        "omraade": serie["navn"],
    }


def sammenlignelige(diagram, serie):
    """The values that the newest can be held against: since the newest break, as long, at the same time of year."""
    sidste = serie["punkter"][-1]
    brud = max((et["fra"] for et in diagram["brud"] if et["fra"] <= sidste["fra"]), default="")
    return [p for p in serie["punkter"] if p["fra"] >= brud and _slags(p) == _slags(sidste)]


def _slags(punkt):
    """How many months a period has, and in which it begins: a summer is held against no year or winter."""
    fra, til = (date.fromisoformat(punkt[navn]) for navn in ("fra", "til"))
    efter = til + timedelta(days=1)
    if fra.day != 1 or efter.day != 1:  # a survey of some weeks, whenever they are
        return None
    maaneder = (efter.year - fra.year) * 12 + efter.month - fra.month
    return maaneder, fra.month


def _udvikling(diagram, serie):
    punkter = sammenlignelige(diagram, serie)
    if len(punkter) == 1:
        return _alene(diagram, serie)
    if len(punkter) < FAA:
        ord_ = gettext(
            "Tallet for %(periode)s var %(tal)s. Det er for få tal til at tale om en udvikling."
        )
        return ord_ % {"periode": punkter[0]["periode"], "tal": _med(diagram, punkter[0])}
    return _aendring(diagram, punkter)


def _alene(diagram, serie):
    """Why the newest value can be held against no other."""
    foerst, sidst = serie["punkter"][0], serie["punkter"][-1]
    if any(foerst["fra"] < et["fra"] <= sidst["fra"] for et in diagram["brud"]):
        return gettext("Tallet kan ikke sammenlignes med de tidligere, for metoden er en anden.")
    if len(serie["punkter"]) > 1:
        return gettext("Der er ikke noget tidligere tal for den samme del af året.")
    return gettext("Det er det eneste tal, så det siger ikke noget om en udvikling.")


def _aendring(diagram, punkter):
    foerst, sidst = punkter[0], punkter[-1]
    forskel = Decimal(sidst["vaerdi"]) - Decimal(foerst["vaerdi"])
    ord_ = {"periode": foerst["periode"], "tal": _med(diagram, foerst)}
    if forskel == 0:
        return gettext("Det er det samme tal som for %(periode)s.") % ord_
    if abs(forskel) <= _usikkerhed(foerst, sidst):
        besked = gettext(
            "Tallet for %(periode)s var %(tal)s. Forskellen er mindre end usikkerheden, så det kan ikke siges, "
            "om tallet har ændret sig."
        )
        return besked % ord_
    if forskel > 0:
        vej = gettext("Tallet er steget siden %(periode)s, hvor det var %(tal)s.")
    else:
        vej = gettext("Tallet er faldet siden %(periode)s, hvor det var %(tal)s.")
    undervejs = "" if _ensrettet(punkter) else " " + gettext("Undervejs er det gået op og ned.")
    return vej % ord_ + undervejs


def _usikkerhed(*punkter):
    """Of the difference of two values: the root of the sum of the squares; one that is not known is as large."""
    kendte = [Decimal(p["usikkerhed"]) for p in punkter if p.get("usikkerhed")]
    if len(kendte) == 1:
        kendte *= 2
    return sum((u * u for u in kendte), Decimal(0)).sqrt()


def _ensrettet(punkter):
    vaerdier = [Decimal(p["vaerdi"]) for p in punkter]
    par = list(pairwise(vaerdier))
    return all(a <= b for a, b in par) or all(a >= b for a, b in par)


def _om_maaltal(diagram, serie):
    """The one verdict: whether the target is reached."""
    if not diagram.get("maaltal") or diagram.get("retning") not in ("hoejere", "lavere"):
        return ""
    if not serie["hoved"]:  # the target is not that of another area
        return ""
    sidste, maaltal = serie["punkter"][-1], Decimal(diagram["maaltal"])
    afstand = Decimal(sidste["vaerdi"]) - maaltal
    ord_ = {"tal": med_enhed(maaltal, diagram["enhed"], diagram["decimaler"])}
    if sidste.get("usikkerhed") and abs(afstand) <= Decimal(sidste["usikkerhed"]):
        return gettext("Det kan ikke siges sikkert, om måltallet på %(tal)s er nået.") % ord_
    naaet = afstand >= 0 if diagram["retning"] == "hoejere" else afstand <= 0
    if naaet:
        return gettext("Måltallet på %(tal)s er nået.") % ord_
    return gettext("Måltallet på %(tal)s er ikke nået.") % ord_


def _om_huller(diagram, serie):
    """Which periods there is no value for; a change of method is no gap."""
    punkter = serie["punkter"]
    huller = [
        periodenavn(_dagen_efter(foer["til"]), date.fromisoformat(efter["fra"]) - timedelta(days=1))
        for foer, efter in pairwise(punkter)
        if not haenger_sammen(foer, efter, [], diagram.get("skridt"))
    ]
    if not huller:
        return ""
    if len(huller) > FLEST_HULLER:
        return gettext("Der mangler tal %(antal)s steder undervejs.") % {"antal": len(huller)}
    return gettext("Der er ingen tal for %(huller)s.") % {"huller": ", ".join(huller)}


def _dagen_efter(iso):
    return date.fromisoformat(iso) + timedelta(days=1)


def forsinkelse(indikator, i_dag, nyeste=None):
    """That new values are late, or nothing: the day they were expected has passed, or else the rhythm says so.

    `nyeste` is the last day of the newest value. By the rhythm alone nothing is late until two of its steps have
    passed: the figures of a year come some time in the next.
    """
    if indikator.tilstand == indikator.Tilstand.AFSLUTTET:
        return ""
    if indikator.naeste:
        if indikator.naeste >= i_dag:
            return ""
        dag = date_format(indikator.naeste, gettext("j. F Y"))
        return gettext("Nye tal var ventet %(dag)s. De er ikke kommet endnu.") % {"dag": dag}
    skridt = SKRIDT.get(indikator.hyppighed)
    if not (skridt and nyeste) or _maaneder(nyeste, i_dag) < 2 * skridt:
        return ""
    return gettext("Tallene er ældre, end de plejer at blive: nye skulle være kommet.")


def _maaneder(fra, til):
    return (til.year - fra.year) * 12 + til.month - fra.month
