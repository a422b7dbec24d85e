"""A tovholder answers on a phone by the keyboard: the code, answers saved as they are typed, handed in, received."""

import re

import pytest
from conftest import PHONE
from test_accessibility import WIDER_THAN_THE_WINDOW, violations

LAV = """
import sys
sys.path.insert(0, ".")
from tests.indsatser.statusrapporter import rapport, runde, sidste_rapport, tovholder
from indsatser.models import Indsats, Statuslink
indsats = Indsats.objects.get(slug="tryg-bydel")
svar = ["Vi fik en vagt.", "Det regnede."]
sidste_rapport(indsats, "Halvåret før rapporten", svar=svar, lys="gul", lys_tekst="Vi mangler folk.")
status = rapport(indsats, runde("Rapportens halvår"))
link, hemmelig = Statuslink.opret(status, tovholder(indsats, email="tove@example.dk"))
print("link:", hemmelig, status.pk)
"""
KODE = re.compile(
    r"Subject: [^\n]*Kode til din statusrapport.*?^(\d{6})$", re.MULTILINE | re.DOTALL
)
RYD = """
from django.db import connection
from indsatser import frys
from indsatser.models import Person, Rolle, Status, Statusrunde
runder = Statusrunde.objects.filter(navn__in=["Halvåret før rapporten", "Rapportens halvår"])
frys.fjern(connection)
Status.objects.filter(runde__in=runder).delete()
runder.delete()
frys.saet(connection)
Rolle.objects.filter(person__email="tove@example.dk").delete()
Person.objects.filter(email="tove@example.dk").delete()
"""
"""The questions of a round that is open are kept by the database; the demo's own rounds are left as they are."""


@pytest.fixture
def rapporten(site):
    """(secret, key) of a report with one before it."""
    answer = site.manage("shell", "-c", LAV)
    yield re.search(r"link: (\S+) (\d+)", answer).groups()
    site.manage("shell", "-c", RYD)


def tab_to(page, css):
    for _ in range(80):
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab kommer ikke til {css}")


def sees(page):
    """What has the focus is not behind the buttons at the bottom."""
    return page.evaluate("""() => {
        const bund = document.querySelector(".sr-bund"), her = document.activeElement;
        if (bund.contains(her)) return true;
        return her.getBoundingClientRect().bottom <= bund.getBoundingClientRect().top;
    }""")


def in_order(page):
    assert violations(page) == []
    assert page.evaluate(WIDER_THAN_THE_WINDOW) == []


@pytest.mark.slow
def test_report_from_the_mail_to_the_public_page(site, open_context, login, rapporten, anonymous):
    hemmelig, pk = rapporten
    with open_context(viewport=PHONE, has_touch=True) as context:
        page = context.new_page()
        page.goto(f"/status/{hemmelig}/")
        in_order(page)
        tab_to(page, "[value=kode]")
        page.keyboard.press("Enter")
        page.locator("[name=kode]").wait_for()
        kode = KODE.findall(site.log.read_text())[-1]  # the mails of the demo are printed there
        in_order(page)
        tab_to(page, "[name=kode]")
        page.keyboard.type(kode)
        page.keyboard.press("Enter")
        page.locator("[data-statusrapport]").wait_for()
        in_order(page)

        tab_to(page, "[name=lys]")
        page.keyboard.press("Space")
        tab_to(page, "textarea[name^=svar_]")
        assert sees(page)
        page.keyboard.type("Vi har to vagter kl. 22. Byen er rolig.")
        page.locator("[data-status]", has_text=re.compile(r"^Gemt kl\. \d\d\.\d\d\.$")).wait_for()
        tab_to(page, "[name=nu]")
        assert sees(page)
        page.keyboard.press("Space")
        in_order(page)

        # the line is gone, and comes again
        saved = page.locator("[name=udgave]").input_value()
        context.set_offline(True)
        tab_to(page, "textarea[name^=svar_]")  # the next one: the focus is at a tick
        page.keyboard.type("Ingenting.")
        page.locator("[data-status]", has_text="Ingen forbindelse").wait_for()
        context.set_offline(False)
        page.locator("[data-status]", has_text=re.compile("^Gemt")).wait_for()
        assert int(page.locator("[name=udgave]").input_value()) > int(saved)
        context.complaints.said = [s for s in context.complaints.said if "ERR_INTERNET" not in s]

        tab_to(page, "[value=send]")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Tak for din status").wait_for()
        in_order(page)
    with open_context() as context:
        page = context.new_page()
        login(page, "koordinator")
        page.goto(f"/admin/indsatser/status/{pk}/change/")
        assert "Vi har to vagter kl. 22." in page.locator("#content-main").inner_text()
        page.get_by_role("button", name="Modtag", exact=True).click()
        page.get_by_text("Rapporten er modtaget.").wait_for()

    offentligt = anonymous("/indsatser/tryg-bydel/")
    assert "Senest fra tovholderen" in offentligt
    assert "Vi har to vagter kl. 22." in offentligt
    assert "Byen er rolig." not in offentligt


@pytest.mark.slow
def test_two_tabs_are_told_and_one_chooses(site, open_context, login, rapporten):
    _, pk = rapporten
    with open_context() as context:
        login(foerste := context.new_page(), "koordinator")
        adresse = f"/admin/indsatser/status/{pk}/change/"
        foerste.goto(adresse)
        (anden := context.new_page()).goto(adresse)
        context.complaints.expected.append(site.url + adresse)
        svar = "textarea[name^=svar_] >> nth=0"
        foerste.focus("[name=lys_tekst]")
        for _ in range(6):
            foerste.keyboard.press("Tab")
            assert sees(foerste)
        foerste.fill(svar, "Fra den første fane.")
        foerste.locator("[data-status]", has_text=re.compile("^Gemt kl")).wait_for()

        anden.fill(svar, "Fra den anden fane.")
        anden.locator("[data-status]", has_text="mens du skrev").wait_for()
        assert anden.locator(svar).input_value() == "Fra den anden fane."
        anden.locator("[data-gem]").click()
        anden.get_by_role("heading", name="To har skrevet samtidig").wait_for()
        assert "Fra den første fane." in anden.locator(".sr-anden").inner_text()
        assert anden.locator(svar).input_value() == "Fra den anden fane."
        anden.get_by_label("Brug det, der er gemt").check()
        anden.locator("[data-gem]").click()
        anden.locator("[data-status]", has_text=re.compile("^Gemt")).wait_for()

        assert anden.locator(svar).input_value() == "Fra den første fane."


@pytest.mark.slow
def test_nothing_new_without_javascript(site, open_context, login, rapporten):
    _, pk = rapporten
    with open_context() as context:
        login(page := context.new_page(), "koordinator")
        kager = context.storage_state()
    with open_context(java_script_enabled=False, storage_state=kager) as context:
        page = context.new_page()
        page.goto(f"/admin/indsatser/status/{pk}/change/")

        page.get_by_role("button", name="Intet nyt – bekræftet").click()

        assert "Intet nyt, bekræftet" in page.locator("#content-main").inner_text()
