"""A series as a picture: SVG or PNG, drawn by matplotlib from plain values, the same bytes for the same values.

It is read without colours (each line has its own mark and dash), and claims no more than the values do: a missing
period is a gap in the line, and no line crosses the day from which the method is another.
"""

import textwrap
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from xml.sax.saxutils import escape

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

SKRIFT = Path(__file__).parent / "diagramskrift"
TEGNER = Lock()
"""matplotlib is not made for threads."""
BLAEK, BLAEK_LYS, NET = "#10273a", "#48606f", "#e4dccd"
FARVER = ("#0b3c5d", "#8a4a0b", "#2b6a3a", "#7b2d4e", "#4c3a8c", "#48606f")
MAERKER = ("o", "s", "^", "D", "v", "P")
STREGER = ("-", (0, (6, 2)), (0, (2, 2)), (0, (7, 2, 2, 2)), (0, (1, 1.5)), (0, (4, 4)))
FLEST = len(FARVER)
"""Lines in one picture; more cannot be told apart."""
MAAL = {"bred": (7.5, 4.2, 9.5, 26), "smal": (3.75, 3.6, 9, 15), "gnist": (1.5, 0.42, 0, 0)}
"""Width and height in inches, size of the letters in points, signs in a line of a label."""


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
    fra, naeste = _dag(foer["fra"]), _dag(punkt["fra"])
    if (naeste - _dag(foer["til"])).days <= 1:
        return True
    return bool(skridt) and (naeste - fra).days <= skridt * 30.44 * 1.5


def _dag(iso):
    return date.fromisoformat(iso)


def _aar(dag):
    """A day as a number on the axis of years."""
    return dag.year + (dag.timetuple().tm_yday - 1) / 365.25


def _midt(punkt):
    fra, til = _dag(punkt["fra"]), _dag(punkt["til"])
    return _aar(fra) if (til - fra).days < 2 else (_aar(fra) + _aar(til)) / 2


def _tal(vaerdi, decimaler=4):
    """As the language of the page writes it, with no more decimals than the value has."""
    tekst = f"{float(vaerdi):.{decimaler}f}"
    hele, _, brok = tekst.partition(".")
    brok = brok.rstrip("0")
    return number_format(f"{hele}.{brok}" if brok else hele, force_grouping=True)


def med_enhed(vaerdi, enhed, decimaler=4):
    tal = _tal(vaerdi, decimaler)
    return f"{tal}\N{NO-BREAK SPACE}{enhed}" if enhed else tal


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
        figur = _gnist(diagram) if bredde == "gnist" else _Tegning(diagram, bredde).figur()
        ud = BytesIO()
        metadata = {"Date": None, "Creator": None} if format == "svg" else {"Software": None}
        figur.savefig(ud, format=format, dpi=192, metadata=metadata)
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


def _figur(bredde):
    from matplotlib.figure import Figure

    return Figure(figsize=MAAL[bredde][:2])


def _hoved(diagram):
    serier = diagram["serier"]
    return next((serie for serie in serier if serie.get("hoved")), serier[0] if serier else None)


def _gnist(diagram):
    """The line of the most important area alone, with a mark at the newest value."""
    figur = _figur("gnist")
    akse = figur.add_axes([0.03, 0.14, 0.9, 0.72])
    akse.set_axis_off()
    serie = _hoved(diagram)
    if serie and serie["punkter"]:
        for stykke in stykker(serie, diagram["brud"], diagram.get("skridt")):
            x, y = [_midt(p) for p in stykke], [float(p["vaerdi"]) for p in stykke]
            akse.plot(x, y, color=FARVER[0], linewidth=1.4, solid_capstyle="round")
            if len(stykke) == 1:
                akse.plot(x, y, "o", color=FARVER[0], markersize=2)
        sidste = serie["punkter"][-1]
        akse.plot([_midt(sidste)], [float(sidste["vaerdi"])], "o", color=FARVER[0], markersize=4)
        akse.margins(0.06, 0.18)
    return figur


@dataclass
class _Boks:
    """A part of the picture in pixels that nothing else may cover."""

    x0: float
    y0: float
    x1: float
    y1: float

    def daekker(self, anden):
        bredde = min(self.x1, anden.x1) - max(self.x0, anden.x0)
        hoejde = min(self.y1, anden.y1) - max(self.y0, anden.y0)
        return bredde * hoejde if bredde > 0 and hoejde > 0 else 0


class _Tegning:
    def __init__(self, diagram, bredde):
        self.diagram, self.bredde = diagram, bredde
        self.serier = [serie for serie in diagram["serier"] if serie["punkter"]][:FLEST]
        self.brud, self.brudsteder = diagram["brud"], []
        *_, self.skrift, self.tegn_i_linje = MAAL[bredde]

    def figur(self):
        self.fig = _figur(self.bredde)
        smal = self.bredde == "smal"
        self.akse = self.fig.add_axes([0.125 if smal else 0.075, 0.15, 0.83 if smal else 0.9, 0.74])
        if not self.serier:
            self._tom()
            return self.fig
        for nr, serie in enumerate(self.serier):
            self._linje(nr, serie)
        self._akser()
        self._brudlinjer()
        self._maaltal()
        self._navne()
        return self.fig

    def _tom(self):
        self.akse.set_axis_off()
        self.akse.text(0.5, 0.5, gettext("Der er ingen tal endnu."), ha="center", color=BLAEK)

    def _linje(self, nr, serie):
        farve, hoved = FARVER[nr], serie.get("hoved")
        for stykke in stykker(serie, self.brud, self.diagram.get("skridt")):
            x, y = [_midt(p) for p in stykke], [float(p["vaerdi"]) for p in stykke]
            self.akse.plot(
                *(x, y),
                color=farve,
                linestyle=STREGER[nr],
                linewidth=2.6 if hoved else 1.6,
                marker=MAERKER[nr] if len(x) < 40 else None,
                markersize=6.5 if hoved else 5.5,
                markeredgecolor="white",
                markeredgewidth=0.8,
                zorder=4 if hoved else 3,
            )
            for punkt, x_, y_ in zip(stykke, x, y, strict=True):
                if punkt.get("usikkerhed"):
                    spaend = float(punkt["usikkerhed"])
                    self.akse.errorbar(
                        x_, y_, yerr=spaend, color=farve, elinewidth=0.8, capsize=2, zorder=2
                    )

    def _vaerdier(self):
        vaerdier = []
        for serie in self.serier:
            for punkt in serie["punkter"]:
                spaend = float(punkt.get("usikkerhed") or 0)
                vaerdier += [float(punkt["vaerdi"]) - spaend, float(punkt["vaerdi"]) + spaend]
        if self.diagram.get("maaltal"):
            vaerdier.append(float(self.diagram["maaltal"]))
        return vaerdier

    def _akser(self):
        akse, vaerdier = self.akse, self._vaerdier()
        bund, top = self._spaend(min(vaerdier), max(vaerdier))
        akse.set_ylim(bund, top)
        aar = [_midt(p) for serie in self.serier for p in serie["punkter"]]
        plads = (max(aar) - min(aar)) * (0.3 if self.bredde == "smal" else 0.2)
        akse.set_xlim(min(aar) - 0.7, max(aar) + max(0.7, plads))  # for the names at the ends
        self._aarstal(min(aar), max(aar))
        akse.yaxis.set_major_formatter(lambda v, _: _tal(v, 2))
        akse.tick_params(length=0, labelsize=self.skrift, labelcolor=BLAEK_LYS)
        akse.grid(axis="y", color=NET, linewidth=0.8)
        akse.set_axisbelow(True)
        for side in ("top", "right", "left"):
            akse.spines[side].set_visible(False)
        akse.spines["bottom"].set_color(BLAEK_LYS)
        self.fig.text(
            *(0.012, 0.945), self.diagram["enhed"], size=self.skrift, color=BLAEK, weight=600
        )
        if bund > 0:
            note = gettext("Aksen begynder ved %(tal)s") % {"tal": _tal(bund)}
            self.fig.text(0.012, 0.02, note, size=self.skrift - 1, color=BLAEK_LYS)

    def _spaend(self, mindst, stoerst):
        """A number of things begins at nought. A percentage may not, for a change of a few points is a large one."""
        if mindst < 0:
            return mindst * 1.15, max(stoerst, 0) * 1.15 or 1
        if self.diagram["enhed"].strip() != "%":
            return 0, stoerst * 1.15 or 1
        bund = max(0, (int(mindst) // 10 - 1) * 10)
        return bund, min(100, (int(stoerst) // 10 + 1) * 10) if stoerst <= 100 else stoerst * 1.1

    def _aarstal(self, foerste, sidste):
        aar = list(range(int(foerste), int(sidste) + 1))
        hoejst = 6 if self.bredde == "smal" else 12
        spring = next(n for n in (1, 2, 5, 10, 20, 50, 100) if len(aar) / n <= hoejst)
        vist = [a for a in aar if a % spring == 0] if spring > 1 else aar
        er_aarlig = all(
            (_dag(p["til"]) - _dag(p["fra"])).days > 300 for s in self.serier for p in s["punkter"]
        )
        midt = 0.5 if er_aarlig else 0
        self.akse.set_xticks([a + midt for a in vist], [str(a) for a in vist])

    def _brudlinjer(self):
        fra, til = self.akse.get_xlim()
        for et in self.brud:
            x = _aar(_dag(et["fra"]))
            if fra < x < til:
                self.brudsteder.append(x)
                self.akse.axvline(x, color=BLAEK, linewidth=1.1, linestyle=(0, (2, 3)), zorder=1)
                ord_ = gettext("Ny metode fra %(aar)s") % {"aar": et["fra"][:4]}
                self.akse.annotate(
                    *(ord_, (x, 1)),
                    xycoords=("data", "axes fraction"),
                    xytext=(0, 4),
                    textcoords="offset points",
                    ha="center",
                    size=self.skrift - 0.5,
                    color=BLAEK,
                )

    def _maaltal(self):
        maaltal = self.diagram.get("maaltal")
        if not maaltal:
            return
        self.akse.axhline(float(maaltal), color=BLAEK, linewidth=1.2, linestyle=(0, (8, 3)))
        ord_ = gettext("Måltal: %(tal)s") % {"tal": med_enhed(maaltal, self.diagram["enhed"])}
        self.akse.annotate(
            *(ord_, (0, float(maaltal))),
            xycoords=("axes fraction", "data"),
            xytext=(2, 3),
            textcoords="offset points",
            size=self.skrift - 0.5,
            color=BLAEK,
        )

    def _navne(self):
        """Each line's name and newest value at its end, moved where it would cover another thing."""
        self.fig.draw_without_rendering()
        self.optaget = [self._om(p) for s in self.serier for p in s["punkter"][-40:]]
        for tekst in self.akse.texts:
            self.optaget.append(self._boks(tekst))
        bund, top = self.akse.get_window_extent().y0, self.akse.get_window_extent().y1
        for x in self.brudsteder:
            paa = self.akse.transData.transform((x, 0))[0]
            self.optaget.append(_Boks(paa - 2, bund, paa + 2, top))
        for nr, serie in enumerate(self.serier):
            self._navn(nr, serie)

    def _navn(self, nr, serie):
        sidste = serie["punkter"][-1]
        enhed = "%" if self.diagram["enhed"].strip() == "%" else ""  # longer ones stand on the axis
        vaerdi = med_enhed(sidste["vaerdi"], enhed, self.diagram["decimaler"])
        ord_ = textwrap.fill(f"{serie['navn']} {vaerdi}", self.tegn_i_linje)
        tekst = self.akse.annotate(
            *(ord_, (_midt(sidste), float(sidste["vaerdi"]))),
            xytext=(7, 0),
            textcoords="offset points",
            size=self.skrift,
            color=FARVER[nr],
            weight=600 if serie.get("hoved") else 400,
            va="center",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )
        bedste = min(self._pladser(tekst), key=lambda plads: plads[0])
        self._flyt(tekst, bedste[1])
        self.optaget.append(self._boks(tekst))

    def _pladser(self, tekst):
        """(what it would cover, where), in the order that they are liked."""
        linje = self.skrift * 1.35
        lodret = [0, 0.8, -0.8, 1.6, -1.6, 2.4, -2.4, 3.4, -3.4]
        pladser = [(7, n * linje, "left") for n in lodret]
        pladser += [(-7, n * linje, "right") for n in lodret[1:]]
        pladser += [(0, n * linje, "center") for n in (1.2, -1.2, 2.4, -2.4)]
        for nr, plads in enumerate(pladser):
            self._flyt(tekst, plads)
            boks = self._boks(tekst)
            daekket = sum(boks.daekker(anden) for anden in self.optaget)
            yield daekket + self._udenfor(boks) * 50 + nr * 0.5, plads

    @staticmethod
    def _flyt(tekst, plads):
        x, y, side = plads
        tekst.set_position((x, y))
        tekst.set_horizontalalignment(side)

    def _boks(self, tekst):
        b = tekst.get_window_extent()
        return _Boks(b.x0, b.y0, b.x1, b.y1)

    def _om(self, punkt):
        x, y = self.akse.transData.transform((_midt(punkt), float(punkt["vaerdi"])))
        return _Boks(x - 5, y - 5, x + 5, y + 5)

    def _udenfor(self, boks):
        bredde, hoejde = self.fig.bbox.width, self.fig.bbox.height
        bund = self.akse.get_window_extent().y0
        return (
            max(0, boks.x1 - bredde + 2)
            + max(0, 2 - boks.x0)
            + max(0, boks.y1 - hoejde * 0.93)
            + max(0, bund - boks.y0)
        )


def alt(diagram):
    """What the picture says in one line, for those who do not see it."""
    antal = len(diagram["serier"][:FLEST])
    slags = ngettext("Kurve over ét område.", "Kurver over %(antal)s områder.", antal)
    return f"{diagram['titel']}. {slags % {'antal': antal}} {diagram.get('saetning', '')}".strip()
