"""One thing on the desk: what, why, by when, and where it is done."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

SNART = 7
"""Days from which a deadline is near."""


@dataclass(frozen=True)
class Ting:
    slags: str
    """What is asked, in one word that the line begins with: «Meld status»."""
    hvad: str
    url: str
    hvorfor: str = ""
    frist: date | None = None
    """The day it is due, or that it has waited since."""
    er_frist: bool = True
    """The date is a deadline; else it says since when it waits."""

    @property
    def forfalden(self):
        return self.er_frist and self.frist is not None and self.frist < timezone.localdate()

    @property
    def hvornaar(self):
        if self.frist is None:
            return ""
        return om_dage(self.frist) if self.er_frist else f"siden {date_format(self.frist, 'j. F')}"

    @property
    def noegle(self):
        """What is late first, then what has a deadline, then what has waited longest."""
        uden = self.frist is None or not self.er_frist
        return (uden, self.frist or date.max, self.slags, self.hvad)


def om_dage(dato, i_dag=None):
    """A deadline in words, with its date: «om 3 dage (26. november)»."""
    dage = (dato - (i_dag or timezone.localdate())).days
    naar = {0: "i dag", 1: "i morgen", -1: "1 dag for sent"}.get(
        dage, f"om {dage} dage" if dage > 0 else f"{-dage} dage for sent"
    )
    return f"{naar} ({date_format(dato, 'j. F')})"
