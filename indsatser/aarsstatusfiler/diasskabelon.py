"""The slides' own form: 16:9, the portal's colours, a number on each, Danish throughout."""

from copy import deepcopy

from lxml.etree import SubElement, fromstring, tostring
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

TITEL, INDHOLD, TO_SPALTER = "Title Slide", "Title and Content", "Two Content"
BREDDE, HOEJDE = Inches(13.333), Inches(7.5)
KANT = Inches(0.75)
BILLEDE = KANT, Inches(1.85), Inches(7.7), Inches(4.312)
"""Left, top, width, height of a figure: 7.5 to 4.2, as it is drawn."""
FJORD, BLAEK = "0B3C5D", "10273A"
SKRIFT = "Arial"
INDRYK = Inches(0.375)
# layout: {number of the placeholder: (left, top, width, height, size, whether its paragraphs are points)}
PLADSER = {
    TITEL: {0: (0.75, 1.9, 11.8, 2.2, 44, False), 1: (0.75, 4.3, 11.8, 1.9, 24, False)},
    INDHOLD: {0: (0.75, 0.45, 11.8, 1.2, 32, False), 1: (0.75, 1.85, 11.8, 4.9, 24, True)},
    TO_SPALTER: {
        0: (0.75, 0.45, 11.8, 1.2, 32, False),
        1: (0.75, 1.85, 7.7, 4.9, 20, False),
        2: (8.75, 1.85, 3.85, 4.9, 20, False),
    },
}
STRIBE = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<p:nvSpPr><p:cNvPr id="99" name="Stribe"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{bredde}" cy="{hoejde}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="{farve}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"""


def opsaet(oplaeg):
    """The default template in 16:9, with the three layouts that are used."""
    oplaeg.slide_width, oplaeg.slide_height = BREDDE, HOEJDE
    for layout in list(oplaeg.slide_layouts):
        if layout.name not in PLADSER:
            oplaeg.slide_layouts.remove(layout)
    for form in oplaeg.slide_master.placeholders:
        _strakt(form)
        for bleg in list(form._element.iter(qn("a:tint"))):  # grey numbers of the slides
            bleg.getparent().remove(bleg)
    for layout in oplaeg.slide_layouts:
        for form in layout.placeholders:
            _strakt(form)
            if form.placeholder_format.idx in PLADSER[layout.name]:
                _placer(form, *PLADSER[layout.name][form.placeholder_format.idx])
    _skrifter(oplaeg.slide_master)
    _stribe(oplaeg.slide_master)


def _strakt(form):
    """From the template's 4:3 to 16:9."""
    if form._element.spPr.xfrm is not None:
        venstre, top, bredde, hoejde = form.left, form.top, form.width, form.height
        form.left, form.top = venstre * 4 // 3, top
        form.width, form.height = bredde * 4 // 3, hoejde


def _placer(form, venstre, top, bredde, hoejde, stoerrelse, med_tegn):
    form.left, form.top = Inches(venstre), Inches(top)
    form.width, form.height = Inches(bredde), Inches(hoejde)
    ramme = form.text_frame
    ramme.word_wrap, ramme.auto_size = True, MSO_AUTO_SIZE.NONE
    er_titel = form.placeholder_format.idx == 0
    ramme.vertical_anchor = MSO_ANCHOR.BOTTOM if er_titel else MSO_ANCHOR.TOP
    liste = ramme._txBody.find(qn("a:lstStyle"))
    for led in list(liste):
        liste.remove(led)
    liste.append(_trin(liste, stoerrelse, er_titel, med_tegn))
    if med_tegn:
        liste.append(_trin(liste, stoerrelse - 2, False, True, 2))


def _trin(liste, stoerrelse, er_titel, med_tegn, nummer=1):
    """What a paragraph looks like; as XML, for python-pptx has no words for it."""
    ind = str(nummer * INDRYK)
    indryk = {"marL": ind, "indent": str(-INDRYK)} if med_tegn else {"marL": "0", "indent": "0"}
    trin = liste.makeelement(qn(f"a:lvl{nummer}pPr"), indryk | {"algn": "l"})
    luft = SubElement(SubElement(trin, qn("a:spcBef")), qn("a:spcPts"))
    luft.set("val", "0" if er_titel else "1000")
    if not med_tegn:
        SubElement(trin, qn("a:buNone"))
    fed = "1" if er_titel else "0"
    skrift = SubElement(trin, qn("a:defRPr"), {"sz": str(stoerrelse * 100), "b": fed})
    fyld = SubElement(skrift, qn("a:solidFill"))
    SubElement(fyld, qn("a:srgbClr"), {"val": FJORD if er_titel else BLAEK})
    return trin


def _skrifter(master):
    """Letters and links of the theme: Arial, and the blue of the portal."""
    for relation in master.part.rels.values():
        if relation.reltype == RT.THEME:
            del_ = relation.target_part
            tema = fromstring(del_.blob)
            for skrift in tema.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
                skrift.set("typeface", SKRIFT)
            for navn in ("a:hlink", "a:folHlink"):
                for farve in tema.iterfind(f".//{qn(navn)}/*"):
                    farve.set("val", FJORD)
            del_._blob = tostring(tema, xml_declaration=True, encoding="UTF-8", standalone=True)


def _stribe(master):
    """The blue edge along the top of each slide; it says nothing and is passed over when read aloud."""
    stribe = parse_xml(STRIBE.format(bredde=BREDDE, hoejde=Inches(0.16), farve=FJORD))
    traeet = master.shapes._spTree
    traeet.insert(2, stribe)  # behind what follows


def sidetal(dias):
    """The number of the slide, which python-pptx leaves on the layout."""
    for form in dias.slide_layout.placeholders:
        if form.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            kopi = deepcopy(form._element)
            kopi.nvSpPr.cNvPr.set("id", str(max(f.shape_id for f in dias.shapes) + 1))
            dias.shapes._spTree.append(kopi)


def paa_dansk(oplaeg):
    """Every run says which language it is in, or it is read aloud in the reader's own."""
    dele = [oplaeg.slide_master, *oplaeg.slide_layouts, oplaeg.notes_master]
    for dias in oplaeg.slides:
        dele += [dias, dias.notes_slide]
    for del_ in dele:
        for navn in ("a:r", "a:fld"):
            for led in del_._element.iter(qn(navn)):
                led.get_or_add_rPr()
        for navn in ("a:rPr", "a:endParaRPr", "a:defRPr"):
            for led in del_._element.iter(qn(navn)):
                led.set("lang", "da-DK")
