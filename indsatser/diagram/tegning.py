"""The picture of a series: its lines, axes, breaks and target."""

from django.utils.translation import gettext

from .navne import Navne
from .punkter import aarstal, dag, med_enhed, midt, skriv, stykker
from .stil import BLAEK, BLAEK_LYS, FARVER, FLEST, MAAL, MAERKER, NET, STREGER, figur


class Tegning:
    def __init__(self, diagram, bredde):
        self.diagram, self.bredde = diagram, bredde
        self.serier = [serie for serie in diagram["serier"] if serie["punkter"]][:FLEST]
        self.brud, self.brudsteder = diagram["brud"], []
        *_, self.skrift, self.tegn_i_linje = MAAL[bredde]

    def figur(self):
        self.fig = figur(self.bredde)
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
        Navne(self).skriv()
        return self.fig

    def _tom(self):
        self.akse.set_axis_off()
        self.akse.text(0.5, 0.5, gettext("Der er ingen tal endnu."), ha="center", color=BLAEK)

    def _linje(self, nr, serie):
        farve, hoved = FARVER[nr], serie.get("hoved")
        for stykke in stykker(serie, self.brud, self.diagram.get("skridt")):
            x, y = [midt(p) for p in stykke], [float(p["vaerdi"]) for p in stykke]
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
        aar = [midt(p) for serie in self.serier for p in serie["punkter"]]
        plads = (max(aar) - min(aar)) * (0.3 if self.bredde == "smal" else 0.2)
        akse.set_xlim(min(aar) - 0.7, max(aar) + max(0.7, plads))  # for the names at the ends
        self._aarstal(min(aar), max(aar))
        akse.yaxis.set_major_formatter(lambda v, _: skriv(v, 2))
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
            note = gettext("Aksen begynder ved %(tal)s") % {"tal": skriv(bund)}
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
            (dag(p["til"]) - dag(p["fra"])).days > 300 for s in self.serier for p in s["punkter"]
        )
        midt = 0.5 if er_aarlig else 0
        self.akse.set_xticks([a + midt for a in vist], [str(a) for a in vist])

    def _brudlinjer(self):
        fra, til = self.akse.get_xlim()
        for et in self.brud:
            x = aarstal(dag(et["fra"]))
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
