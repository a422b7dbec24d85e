"""A hearing from the draft to the published answer: five bodies, one of them late, as page and as PDF."""

import quopri
import re
from datetime import date, timedelta

from test_accessibility import WIDER_THAN_THE_WINDOW, violations
from test_redaktion import english_words

BODIES = ("Ældrerådet", "Handicaprådet", "Integrationsrådet", "Udsatterådet", "Samrådene")
TITLE = "Prøve: Lys på stierne"
MOVE = """
from datetime import timedelta
from django.utils import timezone
from indsatser.models import Hoering
yesterday = timezone.localdate() - timedelta(days=1)
Hoering.objects.filter(slug="proeve-lys-paa-stierne").update(start=yesterday, frist=yesterday)
from indsatser.hoeringsvej import pas_hoeringer
pas_hoeringer()
"""
"""As if the last day was yesterday, and the clock has gone."""


def links_in_the_mails(site):
    """Each body's own, by its address; mails are written to the log of the server."""
    log = quopri.decodestring(site.log.read_bytes()).decode(errors="replace")
    return dict(re.findall(r"To:[^\n]*(raad\d@example.org).*?(/hoeringssvar/[\w-]+/)", log, re.S))


def address(number):
    return f"raad{number}@example.org"


def prepare(editor):
    """The draft, with the bodies that are always heard and their addresses; then who gets what, and the opening."""
    editor.goto("/admin/indsatser/hoering/add/")
    editor.get_by_label("Titel:", exact=True).fill(TITLE)
    editor.locator("[name=beskrivelse_da]").fill("Skal der lys på stierne?")
    frist = date.today() + timedelta(days=20)
    editor.locator("[name=frist]").fill(frist.strftime("%d.%m.%Y"))
    editor.locator("[name=_save]").click()
    editor.get_by_role("button", name="Tilføj de faste parter").click()
    for number, name in enumerate(BODIES):
        assert editor.locator(f"[name=parter-{number}-navn]").input_value() == name
        editor.locator(f"[name=parter-{number}-email]").fill(address(number))
    editor.locator("[name=_continue]").click()
    editor.get_by_role("link", name="Åbn høringen").click()
    assert editor.locator("main li, #content li", has_text="@example.org").count() == len(BODIES)
    assert english_words(editor) == []
    editor.get_by_role("button", name="Åbn høringen, og send mails").click()
    editor.get_by_text("parterne har fået en mail").wait_for()


def reply(phone, link, text):
    phone.goto(link)
    assert violations(phone) == []
    assert phone.evaluate(WIDER_THAN_THE_WINDOW) == []
    phone.get_by_label("Dit svar").fill(text)
    phone.wait_for_timeout(3_000)  # nobody is as quick as a browser
    phone.get_by_role("button", name="Send svaret").click()
    phone.get_by_role("heading", name="Tak, vi har fået svaret").wait_for()


def treat(editor, who, choice, why):
    editor.get_by_label(choice, exact=True).check()
    editor.get_by_label("Hvorfor").fill(why)
    assert english_words(editor) == []
    assert editor.evaluate(WIDER_THAN_THE_WINDOW) == []
    editor.get_by_role("button", name="Gem, og gå til det næste").click()
    editor.get_by_text(f"Behandlingen af svaret fra {who} er gemt.").wait_for()


def test_hearing_is_opened_answered_by_two_treated_and_published(site, editor, phone, anonymous):
    prepare(editor)
    links = links_in_the_mails(site)
    assert len(set(links.values())) == len(BODIES)

    reply(phone, links[address(0)], "Ja tak til lys ved åen.")
    site.manage("shell", "-c", MOVE)
    reply(phone, links[address(1)], "Også ved skolen.")
    editor.reload()
    editor.get_by_role("link", name="Ældrerådet").click()
    treat(editor, "Ældrerådet", "Fulgt", "Der kommer lys.")
    treat(editor, "Handicaprådet", "Delvist fulgt", "Der kommer lys næste år.")
    editor.get_by_text("Efter fristen").wait_for()
    editor.locator("[name=samlet_svar_da]").fill("Svarene førte til lys på to stier.")
    editor.get_by_role("button", name="Gem det samlede svar").click()
    editor.get_by_text("Det samlede svar er gemt.").wait_for()
    assert "førte til lys" not in anonymous("/hoeringer/proeve-lys-paa-stierne/")
    editor.get_by_role("link", name="Offentliggør svaret").click()
    editor.get_by_role("button", name="Offentliggør svaret").click()
    editor.get_by_text("Svaret er offentligt").wait_for()

    phone.goto("/hoeringer/proeve-lys-paa-stierne/")
    assert violations(phone) == []
    assert phone.evaluate(WIDER_THAN_THE_WINDOW) == []
    for text in (
        "Svarene førte til lys på to stier.",
        "Ja tak til lys ved åen.",
        "Kom efter fristen",
    ):
        phone.get_by_text(text).first.wait_for()
    assert not re.search(r"raad\d@", phone.content())
    pdf = phone.context.request.get("/hoeringer/proeve-lys-paa-stierne/svar.pdf")
    assert pdf.headers["content-type"] == "application/pdf" and pdf.body().startswith(b"%PDF")
