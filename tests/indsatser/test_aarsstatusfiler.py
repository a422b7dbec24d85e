"""The report's files: the same bytes each time, accessible, complete, and whole whatever stands in the report."""

import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pikepdf
import pytest
from django.utils.translation import override
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from indsatser import aarsstatusfiler
from indsatser.aarsstatusfiler.dias import Linje
from indsatser.aarsstatusfiler.indhold import laes
from indsatser.aarsstatusfiler.plads import foerste_saetning, fordel, kort, linjer
from indsatser.aarsstatusfiler.tekst import blokke, ren_html
from tests.indsatser.aarsstatusproeve import BEHANDLINGER, diagram, frosset, grim, proeve, punkt

pytestmark = pytest.mark.slow
SLAGS = ("pdf", "word", "dias")
I_EN_ANDEN_PROCES = """
import django; django.setup()
from tests.indsatser.test_aarsstatusfiler import aftryk
print(*aftryk())
"""


@cache
def fil(slags, indhold=proeve):
    return getattr(aarsstatusfiler, slags)(indhold(), BEHANDLINGER)


def aftryk():
    return [sha256(fil(slags)).hexdigest() for slags in SLAGS]


def test_the_same_content_gives_the_same_bytes_in_another_process():
    miljoe = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}
    kommando = [sys.executable, "-c", I_EN_ANDEN_PROCES]
    ud = subprocess.run(kommando, env=miljoe, capture_output=True, text=True, check=True)

    assert ud.stdout.split() == aftryk()


def test_without_a_political_path_nothing_is_said_of_it():
    xml = [
        ZipFile(BytesIO(aarsstatusfiler.word(frosset(), vejen))).read("word/document.xml").decode()
        for vejen in ((), BEHANDLINGER)
    ]

    assert ["Vejen til beslutning" in et for et in xml] == [False, True]


def test_who_reads_the_site_in_english_gets_the_same_file():
    with override("en"):
        assert aarsstatusfiler.word(proeve(), BEHANDLINGER) == fil("word")


def led(pdf):
    """Every element of the structure, in the order of reading."""

    def gaa(noegle):
        if isinstance(noegle, pikepdf.Array):
            for barn in noegle:
                yield from gaa(barn)
        elif isinstance(noegle, pikepdf.Dictionary) and "/S" in noegle:
            yield noegle
            yield from gaa(noegle.get("/K"))

    yield from gaa(pdf.Root.StructTreeRoot.K)


@pytest.mark.parametrize("indhold", [proeve, grim])
def test_pdf_is_tagged_and_named(indhold):
    pdf = pikepdf.open(BytesIO(fil("pdf", indhold)))

    assert bool(pdf.Root.MarkInfo.Marked) and str(pdf.Root.Lang) == "da"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as om:
        assert om["pdfuaid:part"] == "1" and om["dc:title"]
    alle = list(led(pdf))
    arter = [str(et.S) for et in alle]
    figurer = [et for et in alle if str(et.S) == "/Figure"]
    assert len(figurer) == 2 and all(str(et.Alt) for et in figurer)
    celler = [et for et in alle if str(et.S) == "/TD"]
    assert celler and all("/Headers" in et.A for et in celler)
    trin = [int(art[2:]) for art in arter if art[:2] == "/H" and art[2:].isdigit()]
    assert trin.count(1) == 1 and trin[0] == 1
    assert all(til <= fra + 1 for fra, til in pairwise(trin))
    assert {"/TH", "/TD", "/Caption", "/L", "/LI", "/Link"} <= set(arter)


def test_pdf_has_bookmarks_contents_and_the_days_of_the_lock():
    pdf = PdfReader(BytesIO(fil("pdf")))
    tekst = [" ".join(side.extract_text().split()) for side in pdf.pages]

    assert pdf.outline[0].title == "4. årsstatus for 2021"
    assert "Vejen til beslutning" in str(pdf.outline)
    foerst, sidst = tekst[0], tekst[-1]
    assert f"Side 1 af {len(tekst)}" in foerst
    side = next(nr for nr, s in enumerate(tekst, 1) if "Udvalgte resultater" in s and nr > 1)
    assert f"Udvalgte resultater {side} " in foerst.replace(".", "").replace("  ", " ")
    assert "Godkendt (punkt 3)" in sidst and "Udsat (punkt 6, sag 2022-031917)" in sidst
    assert pdf.metadata.creation_date.isoformat() == "2022-01-20T10:00:00+01:00"
    assert {"resultater", "resultater-3"} <= set(pdf.named_destinations)


def test_word_has_headings_lists_links_and_header_rows():
    dokument = Document(BytesIO(fil("word")))
    afsnit = [(a.style.name, a.text) for a in dokument.paragraphs]

    assert ("Title", "4. årsstatus for 2021") in afsnit
    assert ("Heading 1", "Vejen til beslutning") in afsnit
    assert ("Heading 2", "Trafiksikkerhed") in afsnit and ("List Bullet", "tal fra VIVE") in afsnit
    assert ("List Number", "Et trygt natteliv tages særligt i brug.") in afsnit
    om = dokument.core_properties
    assert (om.title, om.language, om.author) == (afsnit[1][1], "da-DK", "Tryg Aalborg")
    assert om.created.isoformat() == "2022-01-20T09:00:00+00:00"
    assert {et.get(qn("w:val")) for et in dokument.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    assert all(t._tbl.findall(f".//{qn('w:tblHeader')}") for t in dokument.tables)
    assert [c.text for c in dokument.tables[0].columns[1].cells][1:] == ["85,9", "90", "89"]
    assert all(figur._inline.docPr.get("descr") for figur in dokument.inline_shapes)
    links = {r.target_ref for r in dokument.part.rels.values() if r.is_external}
    assert any(et.startswith("http") and et.endswith("/strategi/2/") for et in links)
    assert "NUMPAGES" in dokument.sections[0].footer._element.xml


def test_numbered_lists_begin_at_one_each():
    liste = "<ol><li>a</li></ol>"
    to = frosset(
        {"id": "x", "titel": "X", "punkter": [punkt("x-1", "", liste), punkt("x-2", "", liste)]}
    )
    dokument = Document(BytesIO(aarsstatusfiler.word(to)))

    numre = [a._p.pPr.numPr.numId.val for a in dokument.paragraphs if a.style.name == "List Number"]

    assert len(set(numre)) == 2


@pytest.mark.parametrize("indhold", [proeve, grim])
def test_slides_have_titles_notes_alternative_texts_and_room(indhold):
    oplaeg = Presentation(BytesIO(fil("dias", indhold)))

    assert oplaeg.slide_width * 9 // 16 == pytest.approx(oplaeg.slide_height, abs=5000)
    for dias in oplaeg.slides:
        assert dias.shapes.title.text.strip() and dias.notes_slide.notes_text_frame.text.strip()
        assert linjer(dias.shapes.title.text, 42) <= 3
        sprog = {r.get("lang") for r in dias._element.iter("{*}rPr")}
        assert sprog == {"da-DK"}
        for form in dias.shapes:
            assert form.left >= 0 and form.left + form.width <= oplaeg.slide_width
            if form.shape_type == 13:
                assert form._element.nvPicPr.cNvPr.get("descr")
            elif form != dias.shapes.title and form.has_text_frame:
                afsnit = [et.text for et in form.text_frame.paragraphs]
                assert len(afsnit) <= 6 and sum(linjer(et, 65) for et in afsnit) <= 11
    storrelser = [
        int(et.get("sz")) for lay in oplaeg.slide_layouts for et in lay._element.iter("{*}defRPr")
    ]
    assert min(storrelser) >= Pt(18) / 127


def test_slides_end_with_the_political_path_and_say_everything_in_the_notes():
    dias = list(Presentation(BytesIO(fil("dias"))).slides)
    noter = "\n".join(et.notes_slide.notes_text_frame.text for et in dias)

    assert dias[-1].shapes.title.text == "Vejen til beslutning"
    titler = [et.shapes.title.text for et in dias]
    assert "Måling: Tryg i eget nabolag" in titler and "Udvalgte resultater (1 af 2)" in titler
    assert len(titler) == len(set(titler))
    for afsnit in laes(proeve(), BEHANDLINGER).afsnit:
        for et in afsnit.punkter:
            assert et.titel in noter and all(blok.tekst in noter for blok in et.blokke)
    assert "2014: Nordjyllands Politikreds 85,9" in noter


def test_what_means_harm_is_text_or_is_gone():
    xml = ZipFile(BytesIO(fil("word", grim))).read("word/document.xml").decode()
    links = ZipFile(BytesIO(fil("word", grim))).read("word/_rels/document.xml.rels").decode()

    assert "Punkt 199" in xml and "Et afsnit uden punkter" not in xml
    assert (
        "Punkter uden indhold" not in xml and "javascript:" not in links and "ond.dk" not in links
    )
    assert "mailto:a@b.dk" in links and "\u202e" not in xml


def test_html_is_read_as_paragraphs_and_lists():
    html = "<p>a <strong>b</strong><br>c</p><ul><li>d<ol><li>e</li></ol>f</li></ul>"
    html += '\x00<script>g</script><a href="/x/">h</a>'

    laest = [(blok.niveau, blok.ordnet, blok.fortsat, blok.tekst) for blok in blokke(html)]

    assert laest == [
        (0, False, False, "a b\nc"),
        (1, False, False, "d"),
        (2, True, False, "e"),
        (1, False, True, "f"),
        (0, False, False, "h"),
    ]
    assert (
        ren_html('<p onclick="x">a &lt;b<i>c</p><a href="javascript:x">d</a>') == "<p>a &lt;bc</p>d"
    )


def test_a_table_of_many_series_is_more_tables_and_a_gap_says_so():
    serier = {f"Område {nr}": {2014 + nr: "1234.5"} for nr in range(8)}
    mange = frosset(
        {"id": "x", "titel": "X", "punkter": [punkt("x-1", diagram=diagram(vaerdier=serier))]}
    )

    tabeller = laes(mange, ()).afsnit[0].punkter[0].tabeller

    assert [len(tabel.hoveder) for tabel in tabeller] == [7, 3]
    assert tabeller[0].raekker[0][:3] == ("2014", "1.234,5", "ingen tal")


def test_a_list_that_goes_on_over_slides_says_its_heading_again():
    liste = [Linje("Styregruppen", "", ""), *(Linje("", f"nr {nr}", "", 1) for nr in range(8))]

    bunker = fordel([Linje("", "før", "")] * 5 + liste, 6, 12, 60)

    vist = [[linje.vist for linje in bunke] for bunke in bunker]
    assert vist[0] == ["før"] * 5  # no heading alone at the foot
    assert [bunke[0] for bunke in vist[1:]] == ["Styregruppen", "Styregruppen"]
    assert sum(len(bunke) for bunke in vist) == 5 + 2 + 8


def test_long_texts_are_shortened_at_a_word():
    assert kort("et langt ord", 9) == "et langt…" and kort("kort", 9) == "kort"
    assert linjer("x" * 100, 40) == 3
    assert foerste_saetning("Vi gik i Nr. Uttrup. Så gik vi hjem.") == "Vi gik i Nr. Uttrup."
