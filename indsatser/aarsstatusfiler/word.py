"""The report as a Word file, with real headings, lists, links and table headers, for whoever works on with it."""

from io import BytesIO

from django.utils.translation import override
from docx import Document
from docx.shared import Cm

from ..diagram import alt, tegn
from .indhold import laes
from .pakke import egenskaber, gem
from .wordskabelon import Numre, bogmaerke, felt, indholdsfelt, link, opsaet, overskriftraekke

LISTETRIN = 3
"""Lists within lists that Word's own styles have."""
SKALERET = Cm(16)


def word(frosset, behandlinger=()):
    with override("da"):
        indhold = laes(frosset, list(behandlinger))
        dokument = Document()
        opsaet(dokument)
        egenskaber(dokument, indhold)
        _Skriver(dokument, indhold).skriv()
    return gem(dokument)


class _Skriver:
    def __init__(self, dokument, indhold):
        self.dokument, self.indhold = dokument, indhold
        self.numre, self.figurer, self.tabeller = Numre(dokument), 0, 0

    def skriv(self):
        self._forside()
        for nr, afsnit in enumerate(self.indhold.afsnit, 1):
            overskrift = self.dokument.add_heading(afsnit.titel, 1)
            bogmaerke(overskrift, nr)
            for punkt in afsnit.punkter:
                self._punkt(punkt)
        self._sidefod()

    def _forside(self):
        indhold = self.indhold
        self.dokument.add_paragraph("Tryg Aalborg", "Brand")
        self.dokument.add_paragraph(indhold.titel, "Title")
        if indhold.undertitel:
            self.dokument.add_paragraph(indhold.undertitel, "Subtitle")
        ord_ = f"Indholdet blev låst {indhold.laast_ord}. Navne, tal og tekster står, som de var."
        self.dokument.add_paragraph(ord_, "Small")
        paa_nettet = self.dokument.add_paragraph("På nettet: ", "Small")
        link(paa_nettet, indhold.adresse, indhold.adresse)
        if indhold.afsnit:
            self.dokument.add_paragraph("Indhold", "TOC Heading")
            indholdsfelt(self.dokument, [afsnit.titel for afsnit in indhold.afsnit])

    def _sidefod(self):
        fod = self.dokument.sections[0].footer.paragraphs[0]
        fod.style = self.dokument.styles["Footer"]
        fod.add_run("Side ")
        felt(fod, "PAGE")
        fod.add_run(" af ")
        felt(fod, "NUMPAGES")

    def _punkt(self, punkt):
        if punkt.titel:
            self._med_link(self.dokument.add_heading("", 2), punkt.titel, punkt.adresse)
        self.numre.forfra()
        for blok in punkt.blokke:
            self._blok(blok)
        if punkt.diagram:
            self._figur(punkt)
        for linje in punkt.linjer:
            self.dokument.add_paragraph(linje, "Small")
        if punkt.kilde:
            kilde = self.dokument.add_paragraph("Kilde: ", "Small")
            self._med_link(kilde, punkt.kilde, punkt.kilde_link)

    @staticmethod
    def _med_link(afsnit, tekst, adresse):
        if adresse:
            link(afsnit, tekst, adresse)
        else:
            afsnit.add_run(tekst)

    def _blok(self, blok):
        afsnit = self.dokument.add_paragraph(style=self._stil(blok))
        if blok.ordnet and not blok.fortsat:
            self.numre.nummerer(afsnit, blok.liste)
        for loeb in blok.loeb:
            if loeb.adresse:
                link(afsnit, loeb.tekst, loeb.adresse, loeb.fed, loeb.kursiv)
            else:
                run = afsnit.add_run(loeb.tekst)
                run.bold, run.italic = loeb.fed or None, loeb.kursiv or None

    @staticmethod
    def _stil(blok):
        if not blok.niveau:
            return "Normal"
        slags = "Continue" if blok.fortsat else "Number" if blok.ordnet else "Bullet"
        trin = min(blok.niveau, LISTETRIN)
        return f"List {slags}" + (f" {trin}" if trin > 1 else "")

    def _figur(self, punkt):
        self.figurer += 1
        billede = self.dokument.add_paragraph(style="Figure")
        tegnet = BytesIO(tegn(punkt.diagram, format="png"))
        inde = billede.add_run().add_picture(tegnet, width=SKALERET)._inline
        inde.docPr.set("descr", alt(punkt.diagram))
        inde.docPr.set("name", f"Figur {self.figurer}")
        ord_ = f"Figur {self.figurer}. {punkt.diagram['titel']}. {punkt.diagram['saetning']}"
        self.dokument.add_paragraph(ord_, "Caption")
        for tabel in punkt.tabeller:
            self._tabel(tabel)

    def _tabel(self, tabel):
        self.tabeller += 1
        titel = f"Tabel {self.tabeller}. {tabel.titel}"
        billedtekst = self.dokument.add_paragraph(titel, "Caption")
        billedtekst.paragraph_format.keep_with_next = True
        raekker = [tabel.hoveder, *tabel.raekker]
        ud = self.dokument.add_table(len(raekker), len(tabel.hoveder), "Table Grid")
        for vist, raekke in zip(ud.rows, raekker, strict=True):
            for nr, (celle, tekst) in enumerate(zip(vist.cells, raekke, strict=True)):
                self._celle(celle, tekst, nr == 0 or raekke is tabel.hoveder, til_hoejre=nr > 0)
        overskriftraekke(ud, titel)
        self.dokument.add_paragraph(style="Small")  # or two tables in a row become one

    @staticmethod
    def _celle(celle, tekst, fed, til_hoejre):
        afsnit = celle.paragraphs[0]
        afsnit.style = "Table Number" if til_hoejre else "Table Text"
        afsnit.add_run(tekst).bold = fed or None
