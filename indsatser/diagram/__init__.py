"""A series as a picture: SVG or PNG, drawn by matplotlib from plain values, the same bytes for the same values.

It is read without colours (each line has its own mark and dash), and claims no more than the values do: a missing
period is a gap in the line, and no line crosses the day from which the method is another.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from xml.sax.saxutils import escape

from django.utils.translation import ngettext

from .punkter import haenger_sammen, med_enhed, midt, stykker
from .stil import FARVER, FLEST, MAAL, figur
from .tegning import Tegning

__all__ = ["FLEST", "alt", "haenger_sammen", "med_enhed", "stykker", "tegn"]
SKRIFT = Path(__file__).parent / "skrift"
TEGNER = Lock()
"""matplotlib is not made for threads."""


@cache
def _matplotlib():
    """Half a second, which only this needs; settings that make the same picture the same bytes."""
    import matplotlib
    from matplotlib import font_manager

    matplotlib.rcParams["svg.hashsalt"] = "tryg-aalborg"
    matplotlib.rcParams["svg.fonttype"] = "path"  # a picture in <img> may load no font
    matplotlib.rcParams["axes.unicode_minus"] = True
    for fil in sorted(SKRIFT.glob("*.ttf")):
        font_manager.fontManager.addfont(str(fil))
    matplotlib.rcParams["font.family"] = ["IBM Plex Sans", "DejaVu Sans"]
    return matplotlib


def tegn(diagram, *, format="svg", bredde="bred"):
    """The bytes of the picture; `diagram` as `maaletal.som_diagram` makes it or an annual report has frozen it.

    Raises ValueError for another format or width.
    """
    if format not in ("svg", "png") or bredde not in MAAL:
        raise ValueError(f"Et diagram kan ikke være {format}, {bredde}.")
    with TEGNER:
        _matplotlib()
        billede = _gnist(diagram) if bredde == "gnist" else Tegning(diagram, bredde).figur()
        ud = BytesIO()
        metadata = {"Date": None, "Creator": None} if format == "svg" else {"Software": None}
        billede.savefig(ud, format=format, dpi=192, metadata=metadata)
    return _med_ord(ud.getvalue(), diagram) if format == "svg" else ud.getvalue()


def _med_ord(svg, diagram):
    """With a name and a description, for whoever opens the picture alone."""
    begynd = svg.index(b"<svg ")
    slut = svg.index(b">", begynd)
    titel, saetning = escape(diagram.get("titel", "")), escape(diagram.get("saetning", ""))
    ord_ = f'<title id="titel">{titel}</title><desc id="beskrivelse">{saetning}</desc>'
    return (
        svg[:slut]
        + b' role="img" aria-labelledby="titel beskrivelse">'
        + ord_.encode()
        + svg[slut + 1 :]
    )


def _hoved(diagram):
    serier = diagram["serier"]
    return next((serie for serie in serier if serie.get("hoved")), serier[0] if serier else None)


def _gnist(diagram):
    """The line of the most important area alone, with a mark at the newest value."""
    billede = figur("gnist")
    akse = billede.add_axes([0.03, 0.14, 0.9, 0.72])
    akse.set_axis_off()
    serie = _hoved(diagram)
    if serie and serie["punkter"]:
        for stykke in stykker(serie, diagram["brud"], diagram.get("skridt")):
            x, y = [midt(p) for p in stykke], [float(p["vaerdi"]) for p in stykke]
            akse.plot(x, y, color=FARVER[0], linewidth=1.4, solid_capstyle="round")
            if len(stykke) == 1:
                akse.plot(x, y, "o", color=FARVER[0], markersize=2)
        sidste = serie["punkter"][-1]
        akse.plot([midt(sidste)], [float(sidste["vaerdi"])], "o", color=FARVER[0], markersize=4)
        akse.margins(0.06, 0.18)
    return billede


def alt(diagram):
    """What the picture says in one line, for those who do not see it."""
    antal = len(diagram["serier"][:FLEST])
    slags = ngettext("Kurve over ét område.", "Kurver over %(antal)s områder.", antal)
    return f"{diagram['titel']}. {slags % {'antal': antal}} {diagram.get('saetning', '')}".strip()
