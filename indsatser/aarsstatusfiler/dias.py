"""The report as slides: little on each, and all that the report says in the notes of the one who speaks."""

from io import BytesIO

from django.utils.translation import override
from pptx import Presentation

from ..diagram import alt, tegn
from .diasskabelon import BILLEDE, INDHOLD, TITEL, TO_SPALTER, opsaet, paa_dansk, sidetal
from .indhold import laes
from .pakke import egenskaber, gem
from .plads import foerste_saetning, fordel, kort

PUNKTER, LINJER, TEGN = 5, 11, 62
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
        for nr, del_ in enumerate(dele, 1):
            titel = kort(afsnit.titel, OVERSKRIFT_HOEJST)
            titel += f" ({nr} af {len(dele)})" if len(dele) > 1 else ""
            if isinstance(del_, list):
                self._punkter(titel, afsnit.titel, del_)
            else:
                self._figur(titel, afsnit.titel, del_)

    def _punkter(self, titel, fuld_titel, linjer):
        noter = dict.fromkeys(linje.noter for linje in linjer)
        et = self._dias(INDHOLD, titel, _samlet([fuld_titel, *noter]))
        _skriv_punkter(et.placeholders[1].text_frame, [linje.vist for linje in linjer])

    def _figur(self, titel, fuld_titel, punkt):
        diagram = punkt.diagram
        et = self._dias(TO_SPALTER, titel, _samlet([fuld_titel, _noter(punkt)]))
        plads = et.placeholders[1]._element
        plads.getparent().remove(plads)
        billede = et.shapes.add_picture(BytesIO(tegn(diagram, format="png")), *BILLEDE)
        billede.name = kort(diagram["titel"], TITEL_HOEJST)
        billede._element.nvPicPr.cNvPr.set("descr", alt(diagram))
        ord_ = [kort(diagram["titel"], 60), kort(diagram["saetning"], SAETNING_HOEJST)]
        kilde = [f"Kilde: {kort(punkt.kilde, 60)}"] if punkt.kilde else []
        ramme = et.placeholders[2].text_frame
        _skriv_punkter(ramme, [en for en in ord_ if en] + kilde)
        ramme.paragraphs[0].runs[0].font.bold = True


class _Linje(str):
    """A point on a slide, with what the notes say of it."""

    noter = ""

    @property
    def vist(self):
        return str(self)


def _linje(vist, noter):
    linje = _Linje(kort(vist, PUNKT_HOEJST))
    linje.noter = noter
    return linje


def _dele(gruppe):
    if not isinstance(gruppe, list):
        return [gruppe]
    linjer = [linje for punkt in gruppe for linje in _linjer(punkt)]
    return fordel(linjer, PUNKTER, LINJER, TEGN)


def _linjer(punkt):
    """With a heading: that and the first sentence. Without: the first sentence of each paragraph."""
    noter = _noter(punkt)
    if not punkt.titel:
        return [_linje(foerste_saetning(blok.tekst), noter) for blok in punkt.blokke]
    titel = kort(punkt.titel, TITEL_HOEJST)
    foerst = foerste_saetning(punkt.blokke[0].tekst) if punkt.blokke else ""
    return [_linje(f"{titel}: {foerst}" if foerst else titel, noter)]


def _skriv_punkter(ramme, tekster):
    for nr, tekst in enumerate(tekster):
        afsnit = ramme.paragraphs[0] if nr == 0 else ramme.add_paragraph()
        afsnit.add_run().text = tekst


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
