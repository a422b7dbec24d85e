"""Rows of an import as the preview shows them: names for keys, Danish numbers, and what stood before."""

from typing import NamedTuple

from ..models import Indikator, Indlaesningsraekke, Maaleomraade
from ..regneark import celle
from .kolonner import DATA, ETIKET
from .perioder import skriv_periode
from .raekker import TAL, ens, vaerdier_af
from .tal import skriv_tal

Udfald = Indlaesningsraekke.Udfald
_SKRIVES = tuple(felt for felt in DATA if felt != "vaerdi")


class Aendring(NamedTuple):
    navn: str
    foer: str
    nu: str


class Vist(NamedTuple):
    linje: Indlaesningsraekke
    indikator: str
    omraade: str
    opdeling: str
    periode: str
    vaerdi: str
    mere: list
    """[(name, text)] of what else the row holds."""
    aendringer: list
    noter: list


def vis(linjer):
    """Of one page of rows; two queries, however many they are."""
    linjer = list(linjer)
    pks = {
        felt: {linje.indhold.get(felt) for linje in linjer} - {None}
        for felt in ("indikator", "omraade")
    }
    navne = {
        "indikator": dict(
            Indikator.objects.filter(pk__in=pks["indikator"]).values_list("pk", "titel_da")
        ),
        "omraade": dict(
            Maaleomraade.objects.filter(pk__in=pks["omraade"]).values_list("pk", "navn_da")
        ),
    }
    return [_forkert(linje) if "raa" in linje.indhold else _vis(linje, navne) for linje in linjer]


def _forkert(linje):
    """As it stood in the file."""
    raa = {felt: celle(tekst) for felt, tekst in linje.indhold["raa"].items()}
    periode = raa.get("periode") or "–".join(filter(None, (raa.get("fra"), raa.get("til"))))
    mere = [(ETIKET[felt], raa[felt]) for felt in _SKRIVES if raa.get(felt)]
    rest = (raa.get(felt, "") for felt in ("indikator", "omraade", "opdeling"))
    return Vist(linje, *rest, periode, raa.get("vaerdi", ""), mere, [], [])


def _vis(linje, navne):
    indhold = vaerdier_af({felt: v for felt, v in linje.indhold.items() if felt != "noter"})
    foer = vaerdier_af(linje.foer)
    aendringer = [
        Aendring(ETIKET[felt], _ord(felt, foer[felt]), _ord(felt, indhold[felt]))
        for felt in foer
        if not ens(foer[felt], indhold[felt])
    ]
    aendrede = {aendring.navn for aendring in aendringer}
    mere = [
        (ETIKET[felt], _ord(felt, indhold[felt]))
        for felt in _SKRIVES
        if indhold.get(felt) and ETIKET[felt] not in aendrede
    ]
    return Vist(
        linje,
        navne["indikator"].get(indhold["indikator"], "(slettet)"),
        navne["omraade"].get(indhold["omraade"], "(slettet)"),
        indhold["opdeling"],
        skriv_periode(indhold["fra"], indhold["til"]),
        _ord("vaerdi", indhold.get("vaerdi")),
        mere,
        aendringer,
        linje.indhold.get("noter", []),
    )


def _ord(felt, vaerdi):
    if vaerdi is None or vaerdi == "":
        return ""
    if felt in (*TAL, "stikproeve"):
        return skriv_tal(vaerdi)
    if felt == "brud":
        return "ja" if vaerdi else "nej"
    return celle(vaerdi)
