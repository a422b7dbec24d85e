"""Numbers as people and spreadsheets write them. Read by one rule, never by a guess.

Danish is the rule: a comma before the decimals, a point or a space between the thousands. So «1.583» is 1583, which is
said beside it, and «85.9» is no number: it is refused, for nobody knows if its writer meant 85,9. A file that says of
itself that it is English is read the other way round.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from . import Ulaeselig

FLEST_DECIMALER, FLEST_CIFRE = 4, 14
MELLEMRUM = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
_MANGLER = {"..", ".", "…", "-", "*", "x", "n/a", "na", "ukendt", "ikke oplyst"}
_NAVNE = {",": "komma", ".": "punktum"}


class Tal(NamedTuple):
    vaerdi: Decimal
    note: str = ""
    """How it was read, where somebody could have meant something else."""


def _moenster(decimaltegn):
    tusinder = "." if decimaltegn == "," else ","
    grupper = rf"[1-9][0-9]{{0,2}}(?P<skel>[{tusinder} ])[0-9]{{3}}(?:(?P=skel)[0-9]{{3}})*"
    return re.compile(rf"(?P<hele>[+-]?(?:{grupper}|[0-9]+))(?:[{decimaltegn}](?P<del>[0-9]+))?")


_MOENSTRE = {tegn: _moenster(tegn) for tegn in _NAVNE}


def laes_tal(raa, decimaltegn=",", enhed=""):
    """A cell's number, or None when nothing stands there. `enhed` may stand after it."""
    if isinstance(raa, bool):
        raise Ulaeselig(f"«{'SAND' if raa else 'FALSK'}» er ikke et tal.")
    if isinstance(raa, (int, float)):
        return _inden_for(Decimal(format(raa, ".15g")), raa)  # as a spreadsheet shows it
    tekst = MELLEMRUM.sub(" ", str(raa)).strip()
    if not tekst:
        return None
    renset = _uden_enhed(tekst.translate(_MINUS), enhed)
    fundet = _MOENSTRE[decimaltegn].fullmatch(renset)
    if fundet is None:
        raise Ulaeselig(_hvorfor_ikke(tekst, renset, decimaltegn))
    hele = re.sub(r"[., ]", "", fundet["hele"])
    tal = _inden_for(Decimal(f"{hele}.{fundet['del'] or '0'}"), tekst)
    tvetydigt = fundet["skel"] in ("." if decimaltegn == "," else ",",) and not fundet["del"]
    if tvetydigt:
        skel = _NAVNE[fundet["skel"]]
        return tal._replace(
            note=f"«{tekst}» er læst som {skriv_tal(tal.vaerdi)}: {skel} deler tusinder."
        )
    return tal


def _uden_enhed(tekst, enhed):
    if enhed and tekst.casefold().endswith(enhed.casefold()):
        return tekst[: -len(enhed)].rstrip()
    return tekst


def _hvorfor_ikke(tekst, renset, decimaltegn):
    if renset.casefold() in _MANGLER:
        return f"«{tekst}» er ikke et tal. Mangler værdien, så slet rækken: den vises som et hul."
    andet = "." if decimaltegn == "," else ","
    vendt = _MOENSTRE[andet].fullmatch(renset)
    if vendt:
        skriv = renset.translate({ord(","): ".", ord("."): ","})
        return (
            f"«{tekst}» passer ikke: {_NAVNE[decimaltegn]} er decimaltegn, og {_NAVNE[andet]} deler tusinder. "
            f"Skriv {skriv}, eller vælg det andet decimaltegn, hvis hele filen er skrevet sådan."
        )
    return f"«{_kort(tekst)}» kan ikke læses som et tal. Skriv det som 1.583,5."


def _kort(tekst):
    return tekst if len(tekst) <= 40 else f"{tekst[:40]}…"


def _inden_for(tal, raa):
    if not tal.is_finite():
        raise Ulaeselig(f"«{raa}» er ikke et tal.")
    tal = _uden_nuller(tal)
    if -tal.as_tuple().exponent > FLEST_DECIMALER:
        raise Ulaeselig(f"«{raa}» har flere end {FLEST_DECIMALER} decimaler. Afrund det.")
    if abs(tal) >= 10**FLEST_CIFRE:
        raise Ulaeselig(f"«{raa}» er for stort. Der er plads til {FLEST_CIFRE} cifre før kommaet.")
    return Tal(tal)


def _uden_nuller(tal):
    """85.90 → 85.9, and 1500 stays 1500."""
    return (
        tal.quantize(Decimal(1))
        if tal == tal.to_integral() and abs(tal) < 10**20
        else tal.normalize()
    )


def laes_antal(raa, decimaltegn=","):
    """A whole number that is not below zero."""
    tal = laes_tal(raa, decimaltegn)
    if tal and (tal.vaerdi != tal.vaerdi.to_integral() or not 0 <= tal.vaerdi < 2**31):
        raise Ulaeselig(f"«{raa}» er ikke et helt antal.")
    return tal and tal._replace(vaerdi=int(tal.vaerdi))


def skriv_tal(tal):
    """As Danish reads it, and with nothing between the thousands that could be taken for something else."""
    return "" if tal is None else format(_uden_nuller(Decimal(tal)), "f").replace(".", ",")
