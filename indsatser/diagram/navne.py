"""The names at the ends of the lines, where they cover nothing else."""

import textwrap
from dataclasses import dataclass

from .punkter import med_enhed, midt
from .stil import FARVER


@dataclass
class Boks:
    """A part of the picture in pixels that nothing else may cover."""

    x0: float
    y0: float
    x1: float
    y1: float

    def daekker(self, anden):
        bredde = min(self.x1, anden.x1) - max(self.x0, anden.x0)
        hoejde = min(self.y1, anden.y1) - max(self.y0, anden.y0)
        return bredde * hoejde if bredde > 0 and hoejde > 0 else 0


class Navne:
    """Each line's name and newest value at its end, moved where it would cover another thing."""

    def __init__(self, tegning):
        self.tegning, self.fig, self.akse = tegning, tegning.fig, tegning.akse

    def skriv(self):
        self.fig.draw_without_rendering()
        self.optaget = [self._om(p) for s in self.tegning.serier for p in s["punkter"][-40:]]
        for tekst in self.akse.texts:
            self.optaget.append(self._boks(tekst))
        bund, top = self.akse.get_window_extent().y0, self.akse.get_window_extent().y1
        for x in self.tegning.brudsteder:
            paa = self.akse.transData.transform((x, 0))[0]
            self.optaget.append(Boks(paa - 2, bund, paa + 2, top))
        for nr, serie in enumerate(self.tegning.serier):
            self._navn(nr, serie)

    def _navn(self, nr, serie):
        sidste = serie["punkter"][-1]
        diagram = self.tegning.diagram
        enhed = "%" if diagram["enhed"].strip() == "%" else ""  # longer ones stand on the axis
        vaerdi = med_enhed(sidste["vaerdi"], enhed, diagram["decimaler"])
        ord_ = textwrap.fill(f"{serie['navn']} {vaerdi}", self.tegning.tegn_i_linje)
        tekst = self.akse.annotate(
            *(ord_, (midt(sidste), float(sidste["vaerdi"]))),
            xytext=(7, 0),
            textcoords="offset points",
            size=self.tegning.skrift,
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
        linje = self.tegning.skrift * 1.35
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
        return Boks(b.x0, b.y0, b.x1, b.y1)

    def _om(self, punkt):
        x, y = self.akse.transData.transform((midt(punkt), float(punkt["vaerdi"])))
        return Boks(x - 5, y - 5, x + 5, y + 5)

    def _udenfor(self, boks):
        bredde, hoejde = self.fig.bbox.width, self.fig.bbox.height
        bund = self.akse.get_window_extent().y0
        return (
            max(0, boks.x1 - bredde + 2)
            + max(0, 2 - boks.x0)
            + max(0, boks.y1 - hoejde * 0.93)
            + max(0, bund - boks.y0)
        )
