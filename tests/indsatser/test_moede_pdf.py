"""Agenda and minutes as PDF: tagged, with title and language, and with what belongs in each."""

from io import BytesIO

import pikepdf
import pytest

from indsatser.models import Moede
from tests.indsatser.moeder import T, adresse, godkendt, moede, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def hent(klient, et, hvad):
    svar = klient.get(adresse("pdf", et.pk, hvad))
    assert svar["Content-Type"] == "application/pdf" and "no-store" in svar["Cache-Control"]
    return pikepdf.open(BytesIO(svar.content))


def maerker(pdf):
    """The kinds of every element of the structure."""
    fundet, stak = [], [pdf.Root.StructTreeRoot]
    while stak:
        led = stak.pop()
        if isinstance(led, pikepdf.Dictionary):
            if "/S" in led:
                fundet.append(str(led.S))
            stak += [led.K] if "/K" in led else []
        elif isinstance(led, pikepdf.Array):
            stak += list(led)
    return fundet


def test_minutes_are_a_tagged_pdf_with_title_and_language(koordinator):
    et = godkendt(person("Bo"))
    Moede._base_manager.filter(pk=et.pk).update(titel="Møde om Æbler & Øer")

    pdf = hent(koordinator, et, "referat")

    assert str(pdf.Root.Lang) == "da" and bool(pdf.Root.MarkInfo.Marked)
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as om:
        assert om["pdfuaid:part"] == "1"
        assert "Referat: Møde om Æbler & Øer" in om["dc:title"]
    assert {"/H1", "/H2", "/H3", "/P", "/L"} <= set(maerker(pdf))


def test_agenda_is_had_before_the_meeting_and_minutes_after(koordinator):
    et = moede(person("Bo"))

    assert {"/H1", "/H2"} <= set(maerker(hent(koordinator, et, "dagsorden")))
    svar = koordinator.get(adresse("pdf", et.pk, "referat"), follow=True)
    assert "når mødet er holdt" in svar.content.decode()
    assert koordinator.get(adresse("pdf", et.pk, "andet")).status_code == 404


def test_minutes_that_are_not_approved_say_so(koordinator, monkeypatch):
    from indsatser.views.moede import pdf as side

    monkeypatch.setattr(side, "pdf_svar", lambda skabelon, context, navn: _tekst(skabelon, context))
    udkast, endelig = moede(om=-3, tilstand=T.AFHOLDT), godkendt()

    assert "ikke godkendt" in koordinator.get(adresse("pdf", udkast.pk, "referat")).content.decode()
    assert (
        "ikke godkendt"
        not in koordinator.get(adresse("pdf", endelig.pk, "referat")).content.decode()
    )


def _tekst(skabelon, context):
    from django.http import HttpResponse
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string(skabelon, context))
