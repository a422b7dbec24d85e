"""What a line is made of: values in unbroken pieces, days as places on the axis, numbers as they are written."""

from datetime import date

from django.utils.formats import number_format


def stykker(serie, brud, skridt=None):
    """The points of a line in unbroken pieces.

    A piece ends before a missing period and before a break. `skridt` is the months from one value to the next; without
    it only periods that follow directly on each other hang together.
    """
    fundne, foer = [], None
    for punkt in serie["punkter"]:
        haenger = foer is not None and haenger_sammen(foer, punkt, brud, skridt)
        if haenger:
            fundne[-1].append(punkt)
        else:
            fundne.append([punkt])
        foer = punkt
    return fundne


def haenger_sammen(foer, punkt, brud, skridt):
    """Whether nothing is missing between two values, and both are measured in the same way."""
    if any(foer["fra"] < et["fra"] <= punkt["fra"] for et in brud):
        return False
    fra, naeste = dag(foer["fra"]), dag(punkt["fra"])
    if (naeste - dag(foer["til"])).days <= 1:
        return True
    return bool(skridt) and (naeste - fra).days <= skridt * 30.44 * 1.5


def dag(iso):
    return date.fromisoformat(iso)


def aarstal(dag):
    """A day as a number on the axis of years."""
    return dag.year + (dag.timetuple().tm_yday - 1) / 365.25


def midt(punkt):
    fra, til = dag(punkt["fra"]), dag(punkt["til"])
    return aarstal(fra) if (til - fra).days < 2 else (aarstal(fra) + aarstal(til)) / 2


def skriv(vaerdi, decimaler=4):
    """As the language of the page writes it, with no more decimals than the value has."""
    tekst = f"{float(vaerdi):.{decimaler}f}"
    hele, _, brok = tekst.partition(".")
    brok = brok.rstrip("0")
    return number_format(f"{hele}.{brok}" if brok else hele, force_grouping=True)


def med_enhed(vaerdi, enhed, decimaler=4):
    tal = skriv(vaerdi, decimaler)
    return f"{tal}\N{NO-BREAK SPACE}{enhed}" if enhed else tal
