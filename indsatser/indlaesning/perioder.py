"""Periods as sources write them: a year, a half, a quarter, a month, a day, or from one to another."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from . import Ulaeselig
from .tal import MELLEMRUM

MAANEDER = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli"),
    *("august", "september", "oktober", "november", "december"),
)
EKSEMPLER = "2014, 1. kvartal 2020, 1. halvår 2021, marts 2020 eller 7.12.2015"
_KORTE = {navn[:3]: nr for nr, navn in enumerate(MAANEDER, 1)} | {"sept": 9}
_NUMRE = {navn: nr for nr, navn in enumerate(MAANEDER, 1)} | _KORTE


class Periode(NamedTuple):
    fra: date
    til: date


def _maaneder(aar, foerste, antal):
    sidste = foerste + antal - 1
    return Periode(date(aar, foerste, 1), date(aar, sidste, monthrange(aar, sidste)[1]))


def _kvartal(f):
    return _maaneder(int(f["aar"]), 3 * int(f["nr"]) - 2, 3)


def _halvaar(f):
    return _maaneder(int(f["aar"]), 6 * int(f["nr"]) - 5, 6)


def _maaned(f):
    return _maaneder(int(f["aar"]), _nummer(f), 1)


def _dag(f):
    dag = date(int(f["aar"]), _nummer(f), int(f["dag"]))
    return Periode(dag, dag)


def _nummer(f):
    navn = f.groupdict().get("navn")
    if navn is None:
        return int(f["md"])
    if navn not in _NUMRE:
        raise ValueError(navn)
    return _NUMRE[navn]


_AAR, _NAVN = r"(?P<aar>(?:1[89]|20|21)[0-9]{2})", r"(?P<navn>[a-z]{3,9})\.?"
_KV, _HV = r"(?:kvartal|kvt\.?|kv\.?|k|q)", r"(?:halvår|halvaar|hå|h)"
_FORMER = [
    (rf"{_AAR}", lambda f: _maaneder(int(f["aar"]), 1, 12)),
    (rf"(?P<nr>[1-4])\.? ?{_KV} ?{_AAR}", _kvartal),
    (rf"{_KV} ?(?P<nr>[1-4]),? {_AAR}", _kvartal),
    (rf"{_AAR},? ?{_KV} ?(?P<nr>[1-4])", _kvartal),
    (rf"{_AAR},? (?P<nr>[1-4])\. ?{_KV}", _kvartal),
    (rf"(?P<nr>[12])\.? ?{_HV} ?{_AAR}", _halvaar),
    (rf"{_AAR},? ?{_HV} ?(?P<nr>[12])", _halvaar),
    (rf"{_AAR},? (?P<nr>[12])\. ?{_HV}", _halvaar),
    (rf"{_NAVN} {_AAR}", _maaned),
    (rf"{_AAR},? {_NAVN}", _maaned),
    (rf"{_AAR}m(?P<md>[0-9]{{2}})", _maaned),
    (rf"{_AAR}-(?P<md>[0-9]{{2}})", _maaned),
    (rf"(?P<dag>[0-9]{{1,2}})\.? {_NAVN} {_AAR}", _dag),
    (rf"(?P<dag>[0-9]{{1,2}})(?P<t>[./-]) ?(?P<md>[0-9]{{1,2}})(?:(?P=t)| ?-) ?{_AAR}", _dag),
    (rf"{_AAR}-(?P<md>[0-9]{{2}})-(?P<dag>[0-9]{{2}})(?:[t ]00:00(?::00)?)?", _dag),
]
_FORMER = [(re.compile(form), lav) for form, lav in _FORMER]
_TIL = re.compile(r" til (?:og med )?|–|—| - |(?<=[0-9]{4})-(?=[0-9]{4}(?:[^0-9]|$))")


def laes_periode(raa):
    """A cell's period, or None when nothing stands there. A day comes before its month, never after."""
    if isinstance(raa, float) and raa.is_integer():
        raa = int(raa)
    if isinstance(raa, (date, datetime)):
        raa = raa.isoformat()[:10]
    tekst = MELLEMRUM.sub(" ", str(raa)).strip()
    if not tekst:
        return None
    hel = _en(tekst)
    if hel:
        return hel
    led = [_en(et.strip()) for et in _TIL.split(tekst.casefold())]
    if len(led) == 2 and all(led):
        return Periode(led[0].fra, led[1].til)
    vist = tekst if len(tekst) <= 40 else f"{tekst[:40]}…"
    raise Ulaeselig(f"«{vist}» kan ikke læses som en periode. Skriv fx {EKSEMPLER}.")


def _en(tekst):
    tekst = tekst.casefold()
    for form, lav in _FORMER:
        if fundet := form.fullmatch(tekst):
            try:
                return lav(fundet)
            except ValueError:  # the 31st of February, a month that is called something else
                continue
    return None


def skriv_periode(fra, til):
    """The shortest name of a period, in Danish."""
    if fra == til:
        return f"{fra.day}.{fra.month}.{fra.year}"
    hele = fra.day == 1 and (til + timedelta(days=1)).day == 1
    maaneder = til.month - fra.month + 1
    if not hele or (fra.year != til.year and (fra.month, til.month) != (1, 12)):
        return f"{fra.day}.{fra.month}.{fra.year}–{til.day}.{til.month}.{til.year}"
    if fra.year != til.year:
        return f"{fra.year}–{til.year}"
    return _i_aaret(fra, maaneder)


def _i_aaret(fra, maaneder):
    if maaneder == 12:
        return str(fra.year)
    if maaneder == 1:
        return f"{MAANEDER[fra.month - 1]} {fra.year}"
    if maaneder == 6 and fra.month in (1, 7):
        return f"{(fra.month + 5) // 6}. halvår {fra.year}"
    if maaneder == 3 and fra.month % 3 == 1:
        return f"{(fra.month + 2) // 3}. kvartal {fra.year}"
    sidste = MAANEDER[fra.month + maaneder - 2]
    return f"{MAANEDER[fra.month - 1]} {fra.year}–{sidste} {fra.year}"
