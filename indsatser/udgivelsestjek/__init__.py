"""The check before publication: `tjek(indhold)` says in Danish what is wrong and where, with a link to the spot.

`stykker` gathers what a visitor can read in one version of one content; `regler_*` hold for every noun, `navneord`
has what each noun adds. Nothing here knows of requests or users, so a view, a guard and a nightly run can share it.
"""

from .fund import Alvor, Fund, advarsler_i, fejl_i
from .kerne import tjek

__all__ = ["Alvor", "Fund", "advarsler_i", "fejl_i", "tjek"]
