"""Every PDF that the portal makes passes veraPDF's profile of PDF/UA-1, whatever has been written."""

from io import BytesIO

import pikepdf
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from indsatser import aarsstatusfiler
from indsatser.pdf import lav_pdf
from tests.indsatser.aarsstatusproeve import BEHANDLINGER, grim, proeve
from tests.indsatser.hoeringer import B, T, hoering, part, svar
from tests.indsatser.moeder import adresse, godkendt, moede, person
from tests.verapdf import failures

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTER = """<ul><li>Et<ol><li>To<ul><li><p>Tre</p></li></ul></li></ol></li><li><p>A</p><p>B</p></li>
<li><p>C <a href="https://example.org/">link</a></p><ol><li><p>D</p></li></ol>hale</li></ul>
<dl><dt>E</dt><dd><p>F</p><p>G</p></dd></dl>"""
TEGN = "<p>👩‍👧 og 👮 med Žarko, مرحبا, 𐎠 og → ☎️</p>"


@pytest.fixture
def skrevet(monkeypatch):
    """`skrevet(html)`: a PDF of just that."""

    def lav(html):
        side = f"<html lang=da><head><title>Prøve</title></head><body><h1>Prøve</h1>{html}</body></html>"
        monkeypatch.setattr("indsatser.pdf.render_to_string", lambda skabelon, context: side)
        pdf = lav_pdf("", {})
        monkeypatch.setattr("indsatser.pdf.render_to_string", render_to_string)
        return pdf

    return lav


def test_every_kind_of_pdf_passes_the_profile(skrevet, koordinator, client):
    h = hoering(tilstand=T.BESVARET)
    tekst = "Mere lys 👮, tak.\n\n- et\n- to"
    svar(h, part(h), tekst, behandling=B.DELVIST, begrundelse="Fordi 👩‍👧.")
    filer = {
        "årsstatus": aarsstatusfiler.pdf(proeve(), BEHANDLINGER),
        "årsstatus, grim": aarsstatusfiler.pdf(grim()),
        "dagsorden": koordinator.get(adresse("pdf", moede(person("Bo")).pk, "dagsorden")).content,
        "referat": koordinator.get(adresse("pdf", godkendt(person("Ane")).pk, "referat")).content,
        "høringssvar": client.get("/hoeringer/proeve/svar.pdf").content,
        "lister": skrevet(LISTER),
        "tegn": skrevet(TEGN),
    }

    assert dict(zip(filer, failures(*filer.values()), strict=True)) == {navn: {} for navn in filer}


def test_veraPDF_finds_what_is_wrong():
    tom, ud = pikepdf.new(), BytesIO()
    tom.add_blank_page()
    tom.save(ud)

    (fejl,) = failures(ud.getvalue())

    assert "6.2-1" in fejl and "MarkInfo" in fejl["6.2-1"]


def test_signs_that_no_font_has_are_left_out_and_the_rest_stands(skrevet):
    tekst = PdfReader(BytesIO(skrevet(TEGN))).pages[0].extract_text()

    assert "med Žarko" in tekst and "og" in tekst
    assert "?" in tekst and "👮" not in tekst
    assert skrevet(TEGN) == skrevet(TEGN)
