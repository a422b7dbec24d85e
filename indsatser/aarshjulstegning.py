"""The year wheel as a drawing: where each month, event and duration stands on it. What it looks like is the style's.

January begins at the top and the year goes clockwise. The sizes are those of a phone, so that text which is readable
there only grows.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

SIDE = 360
MIDTE = SIDE / 2
YDERST, INDERST = 177, 149
"""Between them the names of the months."""
BANER = (130, 105, 80)
"""The rings that events stand on, the outermost first; the next is taken where two would cover each other."""
MAERKE = 12
"""Half the width of an event's mark."""
SKUB = 0.04
"""Radians that a mark is moved at a time where its place is taken; its line leads to the day all the same."""
MAANEDER = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def vinkel(dag):
    """Where a day stands, in radians clockwise from the top."""
    dage = 366 if isleap(dag.year) else 365
    return 2 * pi * (dag.timetuple().tm_yday - 1) / dage


def punkt(radius, v):
    return round(MIDTE + radius * sin(v), 1), round(MIDTE - radius * cos(v), 1)


def bue(radius, fra, til):
    """The path of an arc, clockwise."""
    (x1, y1), (x2, y2) = punkt(radius, fra), punkt(radius, til)
    stor = int(til - fra > pi)
    return f"M{x1} {y1}A{radius} {radius} 0 {stor} 1 {x2} {y2}"


@dataclass
class Maerke:
    """One event: its mark, the line to its day, and, for what lasts, the arc of its days."""

    nummer: int
    form: str
    x: float
    y: float
    streg: tuple
    bue: str = ""

    @property
    def kant(self):
        """The corner of a square around the mark."""
        return round(self.x - MAERKE * 0.85, 1), round(self.y - MAERKE * 0.85, 1)

    @property
    def rude(self):
        x, y, r = self.x, self.y, MAERKE * 1.2
        return f"{x},{y - r} {x + r},{y} {x},{y + r} {x - r},{y}"


def maaneder(aar):
    """The lines between the months, and where their names stand."""
    felter = []
    for nummer, navn in enumerate(MAANEDER, 1):
        fra = vinkel(date(aar, nummer, 1))
        til = vinkel(date(aar, nummer + 1, 1)) if nummer < 12 else 2 * pi
        felter.append(
            {
                "navn": navn,
                "streg": (*punkt(INDERST, fra), *punkt(YDERST, fra)),
                "tekst": punkt((INDERST + YDERST) / 2, (fra + til) / 2),
            }
        )
    return felter


def maerker(linjer, aar):
    """A mark for each line of the list that has its day in the year."""
    satte, faerdige = [], []
    for linje in linjer:
        if linje.dag.year != aar:
            continue
        v = vinkel(linje.dag)
        x, y = _plads(v, satte)
        satte.append((x, y))
        faerdige.append(
            Maerke(
                linje.nummer,
                linje.form,
                x,
                y,
                (*punkt(INDERST, v), x, y),
                bue(INDERST - 3, v, _slut(linje, aar)) if linje.sidste > linje.dag else "",
            )
        )
    return faerdige


def _slut(linje, aar):
    return vinkel(linje.sidste) if linje.sidste.year == aar else 2 * pi


def _plads(v, satte):
    """The outermost ring where the mark covers no other; where all are full, a little beside the day."""
    skub = sorted((n * SKUB for n in range(-12, 13)), key=abs)
    muligheder = [punkt(bane, v + lidt) for lidt in skub for bane in BANER]
    ledig = (p for p in muligheder if _afstand(p, satte) >= 2 * MAERKE + 1)
    return next(ledig, muligheder[0])


def _afstand(p, satte):
    return min((((p[0] - x) ** 2 + (p[1] - y) ** 2) ** 0.5 for x, y in satte), default=SIDE)
