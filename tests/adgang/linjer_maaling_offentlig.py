"""The table of public series: the page, its pictures and files are everybody's; a draft is nobody's."""

import re

from .tabel import Celler, alle

JA, IKKE = alle("+"), alle("4")
_SLUG = r"(?P<slug>[-a-zA-Z0-9_]+)"
_EN = "tryg-i-eget-nabolag"
FILER = (".csv", ".xlsx", ".json", "/diagram.svg", "/diagram-smal.svg", "/diagram.png")


def _offentlig(sprog):
    i = f"{sprog}tryghedsmaaling/" if sprog else "^tryghedsmaaling/"
    a = f"/{sprog}tryghedsmaaling/"
    yield rf"{i}\Z", [Celler(a, JA, JA)]
    for rest in (*FILER, "/gnist.svg", "/"):
        rute = re.escape(rest)
        yield (
            rf"{i}{_SLUG}{rute}\Z",
            [
                Celler(f"{a}{_EN}{rest}", JA, JA),
                # the scene's own is a draft
                Celler(f"{a}{{s.maaling.indikator.slug}}{rest}", IKKE, IKKE),
            ],
        )


MAALINGER = {**dict(_offentlig("")), **dict(_offentlig("en/"))}
