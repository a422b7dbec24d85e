"""The report as slides: little on each, and all that the report says in the notes of the one who speaks."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import override
from pptx import Presentation

from ..diagram import alt, tegn
from .diasskabelon import BILLEDE, INDHOLD, TITEL, TO_SPALTER, opsaet, paa_dansk, sidetal
from .indhold import laes
from .pakke import egenskaber, gem
from .plads import foerste_saetning, fordel, kort

PUNKTER, LINJER, TEGN = 6, 11.8, 65
"""On a slide with points of 24 points' size: how many, how many lines, letters in a line."""
PUNKT_HOEJST, TITEL_HOEJST, OVERSKRIFT_HOEJST = 180, 70, 62
SAETNING_HOEJST = 230
"""Beside a figure, in 20 points' size."""


def dias(frosset, behandlinger=()):
    with override("da"):
        indhold = laes(frosset, list(behandlinger))
        oplaeg = Presentation()
        opsaet(oplaeg)
        egenskaber(oplaeg, indhold)
        _Skriver(oplaeg, indhold).skriv()
        paa_dansk(oplaeg)
    return gem(oplaeg)


class _Skriver:
    def __init__(self, oplaeg, indhold):
        self.oplaeg, self.indhold = oplaeg, indhold

    def skriv(self):
        self._forside()
        for afsnit in self.indhold.afsnit:
            self._afsnit(afsnit)

    def _dias(self, layout, titel, noter):
        et = self.oplaeg.slides.add_slide(self.oplaeg.slide_layouts.get_by_name(layout))
        et.shapes.title.text = titel
        et.notes_slide.notes_text_frame.text = noter
        sidetal(et)
        return et

    def _forside(self):
        indhold = self.indhold
        noter = [
            indhold.titel,
            indhold.undertitel,
            f"Indholdet blev låst {indhold.laast_ord}. Navne, tal og tekster står, som de var.",
            f"På nettet: {indhold.adresse}",
        ]
        et = self._dias(TITEL, kort(indhold.titel, TITEL_HOEJST), _samlet(noter))
        undertitel = kort(indhold.undertitel, 140)
        linjer = et.placeholders[1].text_frame
        linjer.text = undertitel or "Tryg Aalborg"
        web = linjer.add_paragraph().add_run()
        web.text = kort(indhold.adresse, 90)
        web.hyperlink.address = indhold.adresse

    def _afsnit(self, afsnit):
        """Points in heaps, and each figure on a slide of its own where it stands in the report."""
        grupper, samlet = [], []
        for punkt in afsnit.punkter:
            if punkt.diagram:
                grupper += [samlet, punkt]
                samlet = []
            else:
                samlet.append(punkt)
        dele = [del_ for gruppe in [*grupper, samlet] for del_ in _dele(gruppe)]
        bunker = sum(isinstance(del_, list) for del_ in dele)
        nr = 0
        for del_ in dele:
            if isinstance(del_, list):
                nr += 1
                self._punkter(afsnit.titel, f" ({nr} af {bunker})" if bunker > 1 else "", del_)
            else:
                self._figur(afsnit.titel, del_)

    def _punkter(self, titel, nummer, linjer):
        noter = dict.fromkeys(linje.noter for linje in linjer)
        vist = kort(titel, OVERSKRIFT_HOEJST) + nummer
        et = self._dias(INDHOLD, vist, _samlet([titel, *noter]))
        _skriv_punkter(et.placeholders[1].text_frame, linjer)

    def _figur(self, titel, punkt):
        diagram = punkt.diagram
        fuld_titel = f"{titel}: {diagram['titel']}"
        vist = kort(fuld_titel, OVERSKRIFT_HOEJST)
        et = self._dias(TO_SPALTER, vist, _samlet([fuld_titel, _noter(punkt)]))
        plads = et.placeholders[1]._element
        plads.getparent().remove(plads)
        billede = et.shapes.add_picture(BytesIO(tegn(diagram, format="png")), *BILLEDE)
        billede.name = kort(diagram["titel"], TITEL_HOEJST)
        billede._element.nvPicPr.cNvPr.set("descr", alt(diagram))
        linjer = [Linje("", kort(diagram["saetning"], SAETNING_HOEJST), "")]
        if punkt.kilde:
            linjer.append(Linje("", f"Kilde: {kort(punkt.kilde, 80)}", ""))
        _skriv_punkter(et.placeholders[2].text_frame, linjer)


@dataclass(frozen=True)
class Linje:
    """A point on a slide: a heading, what it says, and what the notes say of it."""

    titel: str
    tekst: str
    noter: str
    niveau: int = 0

    @property
    def vist(self):
        return ": ".join(filter(None, [self.titel, self.tekst]))


def _dele(gruppe):
    """The heaps of points, or the one figure."""
    if not isinstance(gruppe, list):
        return [gruppe]
    linjer = [linje for punkt in gruppe for linje in _linjer(punkt)]
    return fordel(linjer, PUNKTER, LINJER, TEGN)


def _linjer(punkt):
    """With a heading: that with the first sentence, or the list below it. Without: each paragraph's first sentence."""
    noter, titel = _noter(punkt), kort(punkt.titel, TITEL_HOEJST)
    ord_ = [kort(foerste_saetning(blok.tekst), PUNKT_HOEJST) for blok in punkt.blokke]
    if not titel:
        return [Linje("", et, noter) for et in ord_]
    liste = [et for et, blok in zip(ord_, punkt.blokke, strict=True) if blok.niveau]
    if liste:
        return [Linje(titel, "", noter), *(Linje("", et, noter, 1) for et in liste)]
    return [Linje(titel, ord_[0] if ord_ else "", noter)]


def _skriv_punkter(ramme, linjer):
    for nr, linje in enumerate(linjer):
        afsnit = ramme.paragraphs[0] if nr == 0 else ramme.add_paragraph()
        afsnit.level = linje.niveau
        if linje.titel:
            fed = afsnit.add_run()
            fed.text = f"{linje.titel}: " if linje.tekst else linje.titel
            fed.font.bold = True
        if linje.tekst:
            afsnit.add_run().text = linje.tekst


def _samlet(dele):
    return "\n".join(del_ for del_ in dele if del_)


def _noter(punkt):
    """All that the report says of the point, and where it leads."""
    tegn_foran = {False: "• ", True: "– "}
    tekster = [
        ("  " * (blok.niveau - 1) + tegn_foran[blok.ordnet] if blok.niveau else "") + blok.tekst
        for blok in punkt.blokke
    ]
    links = [loeb.adresse for blok in punkt.blokke for loeb in blok.loeb if loeb.adresse]
    saetning = punkt.diagram["saetning"] if punkt.diagram else ""
    kilde = f"Kilde: {punkt.kilde} {punkt.kilde_link}".strip() if punkt.kilde else ""
    mere = [f"Læs mere: {adresse}" for adresse in dict.fromkeys([punkt.adresse, *links]) if adresse]
    tal = [_tal(raekke, tabel) for tabel in punkt.tabeller for raekke in tabel.raekker]
    return _samlet([punkt.titel, *tekster, saetning, *tal, *punkt.linjer, kilde, *mere])


def _tal(raekke, tabel):
    periode, *celler = raekke
    navne = tabel.hoveder[1:]
    return f"{periode}: " + ", ".join(f"{n} {c}" for n, c in zip(navne, celler, strict=True))
