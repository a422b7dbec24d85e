"""What the check finds: one thing that is wrong, where it is, and the way there."""

from dataclasses import dataclass

from django.db.models import TextChoices

UDDRAG_TEGN = 80


class Alvor(TextChoices):
    FEJL = "fejl", "Fejl"
    """Stops the publication."""
    ADVARSEL = "advarsel", "Advarsel"
    """The editor may publish all the same, and says so."""


@dataclass(frozen=True)
class Fund:
    """A finding. `besked`, `hvor` and `uddrag` are plain text: a template escapes them."""

    regel: str
    """Short and lasting name of the rule, for counting and for telling findings apart."""
    alvor: Alvor
    besked: str
    hvor: str
    uddrag: str
    """The words themselves, shortened; never a whole CPR number."""
    link: str
    """Address that leads the editor to the spot."""

    @property
    def er_fejl(self):
        return self.alvor == Alvor.FEJL


def kort(tekst, tegn=UDDRAG_TEGN):
    """The text on one line, cut at a word with an ellipsis."""
    linje = " ".join(tekst.split())
    if len(linje) <= tegn:
        return linje
    return f"{linje[:tegn].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"


def fejl_i(fund):
    """Those that stop the publication."""
    return [et for et in fund if et.er_fejl]


def advarsler_i(fund):
    """Those that the editor confirms."""
    return [et for et in fund if not et.er_fejl]
