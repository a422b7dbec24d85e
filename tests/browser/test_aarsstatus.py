"""An annual report, from the sentences that were ticked in a closed round to the page that anybody can read."""

import pytest
from test_accessibility import WIDER_THAN_THE_WINDOW
from test_moede import faults

AARSSTATUS = "/admin/indsatser/aarsstatus/"
SENTENCE, UNTICKED, OWN = "Der kom lys på prøvestien.", "Naboen klagede.", "Skrevet af redaktøren."
MAKE = f"""
import sys
sys.path.insert(0, ".")
from datetime import date
from django.utils import timezone
from indsatser.models import Status, Strategi
from tests.indsatser.statusrapporter import luk, runde
ny = runde("Prøveåret 2024", frist=date(2024, 7, 1))
indsats = Strategi.objects.get(nummer=3).prioriteringer.first().indsats
nu = timezone.now()
status = ny.rapporter.create(
    indsats=indsats, indsats_navn="Prøveindsatsen", tilstand="modtaget", lys="groen", indsendt=nu, modtaget=nu
)
status.saetninger.create(slags="resultater", tekst={SENTENCE!r}, i_aarsstatus=True)
status.saetninger.create(slags="resultater", tekst={UNTICKED!r})
luk(ny)
"""
TAKE_AWAY = """
from django.db import connection
from indsatser import frys, frys_aarsstatus
from indsatser.models import Aarsstatus, Status, Statusrunde
from tryg_portal import generation
frys.fjern(connection)
frys_aarsstatus.FRYSNING.fjern(connection)
Aarsstatus.objects.exclude(slug="4-aarsstatus-2021").delete()
Status.objects.filter(runde__navn="Prøveåret 2024").delete()
Statusrunde.objects.filter(navn="Prøveåret 2024").delete()
frys.saet(connection)
frys_aarsstatus.FRYSNING.saet(connection)
generation.renew()
"""
"""What is locked is kept by the database: it is let go only here, so that the other tests meet the demo's own."""


@pytest.fixture
def closed_round(site):
    site.manage("shell", "-c", MAKE)
    yield
    site.manage("shell", "-c", TAKE_AWAY)


@pytest.fixture
def sign_in(open_context, login):
    """`sign_in("koordinator")`: a browser of somebody who has that role."""
    opened = []

    def one(role):
        context = open_context()
        page = context.__enter__().new_page()
        opened.append(context)
        login(page, role)
        return page

    yield one
    for context in opened:
        context.__exit__(None, None, None)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.slow
def test_report_on_its_way_from_ticked_sentences_to_the_public(closed_round, sign_in, anonymous):
    editor = sign_in("koordinator")
    editor.goto(f"{AARSSTATUS}add/")
    for field, value in (("periode", "2024"), ("fra", "01.01.2024"), ("til", "31.12.2024")):
        editor.locator(f"[name={field}]").fill(value)
    editor.locator("[name=slug]").fill("proeve-2024")
    press(editor, "Gem")
    press(editor, "Saml ind")
    side = editor.url
    body = editor.locator("#content-main")
    assert SENTENCE in body.inner_text() and UNTICKED not in body.inner_text()

    editor.get_by_role("link", name="Tilføj til «Indledning»").click()
    editor.locator("[contenteditable=true]").press_sequentially(OWN)
    press(editor, "Gem")
    assert OWN in body.inner_text()
    assert faults(editor) == []
    editor.set_viewport_size({"width": 360, "height": 740})
    assert editor.evaluate(WIDER_THAN_THE_WINDOW) == []
    press(editor, "Send til gennemsyn")

    reviewer = sign_in("kommunikation")
    reviewer.goto(side)
    press(reviewer, "Godkend gennemsyn")
    editor.reload()
    press(editor, "Lås")
    approver = sign_in("styregruppe")
    approver.goto(side)
    press(approver, "Godkend for styregruppen")
    editor.reload()
    press(editor, "Offentliggør")

    read = anonymous("/aarsstatus/proeve-2024/")
    assert SENTENCE in read and OWN in read and UNTICKED not in read
    assert "1. årsstatus for 2024" in anonymous("/aarsstatus/")
