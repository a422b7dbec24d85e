"""How much text a slide has room for, reckoned on the safe side: no slide may run over its edge."""

import unicodedata

FLERE = "…"
LUFT = 0.4
"""Above a point, in lines."""


def bredde(tekst):
    """In ordinary small letters."""
    return sum(_tegnbredde(tegn) for tegn in tekst)


def _tegnbredde(tegn):
    if unicodedata.combining(tegn) or unicodedata.category(tegn) == "Cf":
        return 0
    if unicodedata.east_asian_width(tegn) in "WF" or tegn > "\u2e80":
        return 2
    return 1.3 if tegn.isupper() or tegn in "mw@%‰—" else 1


def linjer(tekst, plads):
    """Lines that the text takes where a line has room for `plads` letters; a long word is broken."""
    antal, brugt = 1, 0
    for ord_ in tekst.split():
        langt = bredde(ord_)
        if brugt and brugt + 1 + langt > plads:
            antal, brugt = antal + 1, 0
        brugt += langt + (1 if brugt else 0)
        while brugt > plads:
            antal, brugt = antal + 1, brugt - plads
    return antal


def kort(tekst, hoejst):
    """The text, or its first words and «…» where it has more than `hoejst` letters."""
    tekst = " ".join(tekst.split())
    if bredde(tekst) <= hoejst:
        return tekst
    dele, brugt = [], 0
    for ord_ in tekst.split():
        brugt += bredde(ord_) + 1
        if brugt > hoejst:
            break
        dele.append(ord_)
    helt = " ".join(dele) or _klip(tekst, hoejst)
    return helt.rstrip(" ,;:–-.") + FLERE


def _klip(tekst, hoejst):
    for antal in range(len(tekst), 0, -1):
        if bredde(tekst[:antal]) < hoejst:
            return tekst[:antal]
    return ""


def foerste_saetning(tekst):
    """Up to the first full stop that is followed by a new sentence; «Nr. Uttrup» and «20. juni» go on."""
    tekst = " ".join(tekst.split())
    for nr, tegn in enumerate(tekst[:-2]):
        slut = tegn in ".!?" and tekst[nr + 1] == " " and tekst[nr + 2].isupper()
        sidste = tekst[:nr].rpartition(" ")[2]
        if slut and len(sidste) > 3 and not sidste.isdigit():
            return tekst[: nr + 1]
    return tekst


def fordel(punkter, hoejst_punkter, hoejst_linjer, plads):
    """The points in heaps that a slide each has room for; each costs its lines and some air.

    A point says what it shows with `vist`, and with `niveau` whether it belongs to the one above it: no heading is
    parted from the first below it.
    """
    bunker, brugt, over = [], 0, None
    for nr, punkt in enumerate(punkter):
        over = punkt if punkt.niveau == 0 else over
        koster = _koster(punkt, plads)
        mere, antal = koster, 1
        if nr + 1 < len(punkter) and punkter[nr + 1].niveau > punkt.niveau:
            mere, antal = koster + _koster(punkter[nr + 1], plads), 2
        if not bunker or len(bunker[-1]) + antal > hoejst_punkter or brugt + mere > hoejst_linjer:
            bunker.append([over] if over is not punkt else [])  # its heading again
            brugt = sum(_koster(et, plads) for et in bunker[-1])
        bunker[-1].append(punkt)
        brugt += koster
    return bunker


def _koster(punkt, plads):
    return linjer(punkt.vist, plads) + LUFT
