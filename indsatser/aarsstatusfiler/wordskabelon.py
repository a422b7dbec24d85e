"""What python-docx has no words for: Danish as the language, links, fields, lists that begin again, header rows."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SKRIFT = "Arial"
"""On every machine, and easy to read."""
FJORD, BLAEK, DAEMPET = (
    RGBColor(0x0B, 0x3C, 0x5D),
    RGBColor(0x10, 0x27, 0x3A),
    RGBColor(0x48, 96, 0x6F),
)
# name: (built upon, size, bold, colour, space before, space after)
STILE = {
    "Normal": (None, 11, None, BLAEK, 0, 6),
    "Title": (None, 26, True, FJORD, 0, 6),
    "Subtitle": (None, 13, None, BLAEK, 0, 18),
    "Heading 1": (None, 17, True, FJORD, 24, 8),
    "Heading 2": (None, 12.5, True, BLAEK, 12, 3),
    "Caption": (None, 10, None, BLAEK, 6, 4),
    "Footer": (None, 9, None, DAEMPET, 0, 0),
    "TOC Heading": (None, 17, True, FJORD, 24, 8),
    "TOC 1": ("Normal", 11, None, BLAEK, 0, 4),
    "Small": ("Normal", 10, None, DAEMPET, 0, 4),
    "Brand": ("Normal", 11, True, FJORD, 0, 6),
    "Figure": ("Normal", 11, None, BLAEK, 6, 0),
    "Table Text": ("Normal", 10, None, BLAEK, 2, 2),
    "Table Number": ("Table Text", 10, None, BLAEK, 2, 2),
}


def _led(navn, **vaerdier):
    led = OxmlElement(f"w:{navn}")
    for noegle, vaerdi in vaerdier.items():
        led.set(qn(f"w:{noegle}"), str(vaerdi))
    return led


def opsaet(dokument):
    """A4, Danish, the portal's colours, and the styles that the default template lacks."""
    del1 = dokument.sections[0]
    del1.page_width, del1.page_height = Cm(21), Cm(29.7)
    del1.left_margin = del1.right_margin = Cm(2.5)
    del1.top_margin = del1.bottom_margin = Cm(2.3)
    for navn, form in STILE.items():
        _stil(dokument.styles, navn, *form)
    dokument.styles["Figure"].paragraph_format.keep_with_next = True
    dokument.styles["Footer"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    dokument.styles["Table Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    haenger = dokument.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    haenger.font.color.rgb, haenger.font.underline = FJORD, True
    _dansk(dokument)


def _stil(stile, navn, grundlag, stoerrelse, fed, farve, foer, efter):
    fundne = {stil.name for stil in stile}
    stil = stile[navn] if navn in fundne else stile.add_style(navn, WD_STYLE_TYPE.PARAGRAPH)
    if grundlag:
        stil.base_style = stile[grundlag]
    _skrift(stil)
    stil.font.size, stil.font.bold, stil.font.color.rgb = Pt(stoerrelse), fed, farve
    stil.font.italic = None
    stil.paragraph_format.space_before, stil.paragraph_format.space_after = Pt(foer), Pt(efter)
    for kant in stil.element.findall(
        f".//{qn('w:pBdr')}"
    ):  # the line below a title in the template
        kant.getparent().remove(kant)


def _skrift(stil):
    """The name of the letters, in place of the theme's."""
    stil.font.name = SKRIFT
    skrifter = stil.element.rPr.rFonts
    for noegle in list(skrifter.attrib):
        del skrifter.attrib[noegle]
    for noegle in ("ascii", "hAnsi", "cs", "eastAsia"):
        skrifter.set(qn(f"w:{noegle}"), SKRIFT)


def _dansk(dokument):
    rod = dokument.styles.element
    for sprog in rod.iter(qn("w:lang")):
        sprog.set(qn("w:val"), "da-DK")
    standard = rod.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if standard.find(qn("w:lang")) is None:
        standard.append(_led("lang", val="da-DK"))
    for sprog in dokument.settings.element.iter(qn("w:themeFontLang")):
        sprog.set(qn("w:val"), "da-DK")


def link(afsnit, tekst, adresse, fed=False, kursiv=False):
    relation = afsnit.part.relate_to(adresse, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    haenger = OxmlElement("w:hyperlink")
    haenger.set(qn("r:id"), relation)
    _i_link(afsnit, haenger, tekst, fed, kursiv)


def _i_link(afsnit, haenger, tekst, fed=False, kursiv=False, stil="Hyperlink"):
    run = afsnit.add_run(tekst, stil)
    run.bold, run.italic = fed or None, kursiv or None
    haenger.append(run._r)
    afsnit._p.append(haenger)


def _maerke(nummer):
    return f"_Toc{nummer:06d}"


def bogmaerke(afsnit, nummer):
    """A place that the contents lead to."""
    start = _led("bookmarkStart", id=nummer, name=_maerke(nummer))
    slut = _led("bookmarkEnd", id=nummer)
    foerst = afsnit._p.find(qn("w:r"))
    if foerst is None:
        afsnit._p.extend([start, slut])
    else:
        foerst.addprevious(start)
        afsnit._p.append(slut)


def _felttegn(slags):
    run = OxmlElement("w:r")
    run.append(_led("fldChar", fldCharType=slags))
    return run


def _feltkode(kode):
    run, tekst = OxmlElement("w:r"), OxmlElement("w:instrText")
    tekst.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    tekst.text = f" {kode} "
    run.append(tekst)
    return run


def felt(afsnit, kode):
    """What Word counts itself, as the number of the page."""
    afsnit._p.extend([_felttegn("begin"), _feltkode(kode), _felttegn("separate")])
    afsnit.add_run("1")
    afsnit._p.append(_felttegn("end"))


def indholdsfelt(dokument, titler):
    """The contents, there already with links; Word adds the numbers of the pages when they are asked to be renewed."""
    alle = [dokument.add_paragraph(style="TOC 1") for _ in titler]
    for nr, (afsnit, titel) in enumerate(zip(alle, titler, strict=True), 1):
        haenger = _led("hyperlink", anchor=_maerke(nr), history="1")
        _i_link(afsnit, haenger, titel)
    begynd = [_felttegn("begin"), _feltkode(r'TOC \o "1-1" \h \z \u'), _felttegn("separate")]
    foerst = alle[0]._p.find(qn("w:hyperlink"))
    for led in begynd:
        foerst.addprevious(led)
    alle[-1]._p.append(_felttegn("end"))


class Numre:
    """Numbered lists, each of which begins at 1."""

    def __init__(self, dokument):
        self.dokument, self.listenumre = dokument, {}

    def forfra(self):
        """Another text, whose lists are counted from 1 too."""
        self.listenumre = {}

    def nummerer(self, afsnit, liste):
        noegle = (liste, afsnit.style.name)
        if noegle not in self.listenumre:
            self.listenumre[noegle] = self._ny(afsnit.style)
        nummer = afsnit._p.get_or_add_pPr().get_or_add_numPr()
        nummer.get_or_add_ilvl().val = 0
        nummer.get_or_add_numId().val = self.listenumre[noegle]

    def _ny(self, stil):
        numre = self.dokument.part.numbering_part.element
        gammelt = numre.num_having_numId(stil.element.pPr.numPr.numId.val)
        nyt = numre.add_num(gammelt.abstractNumId.val)
        nyt.add_lvlOverride(ilvl=0).add_startOverride(1)
        return nyt.numId


def overskriftraekke(tabel, titel):
    """The first row is a header on every page, the first column names its row; the table has a name."""
    egenskaber = tabel.rows[0]._tr.get_or_add_trPr()
    egenskaber.append(_led("cantSplit"))
    egenskaber.append(_led("tblHeader"))
    form = tabel._tbl.tblPr
    for gammel in form.findall(qn("w:tblLook")):
        form.remove(gammel)
    ser_ud = {
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 1,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    form.append(_led("tblLook", val="06A0", **ser_ud))
    form.append(_led("tblCaption", val=titel))
