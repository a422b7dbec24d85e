"""An emergency from the desk to every page, also those that nginx and the portal keep, and off them at its time."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import DESKTOP
from test_accessibility import WIDER_THAN_THE_WINDOW, violations
from test_servers import until

TYPES = ["/", "/indsatser/", "/indsatser/tryg-bydel/", "/om-tryg-aalborg/tryghed/", "/strategi/3/"]
PAGES = [*TYPES, *(f"/en{path}" for path in TYPES), "/soeg/?q=tryg", "/findes-ikke/"]
TITLE = "Bliv inde: røg over havnen"
ENDS_AT = """
from datetime import datetime
from indsatser.models import Varsel
Varsel.objects.filter(titel_da="{title}").update(til=datetime.fromisoformat("{moment}"))
"""
PUT_UP = """
from datetime import timedelta
from django.utils import timezone
from indsatser.models import Varsel
om = lambda dage: timezone.now() + timedelta(days=dage)
Varsel.objects.create(niveau="noedsituation", titel_da="Bliv inde: røg fra brand på havnen", til=om(1),
    tekst_da="Luk døre og vinduer, og følg politiets anvisninger.", titel_en="Stay indoors: smoke from a fire",
    tekst_en="Close doors and windows.", link_da="/kontakt/", linktekst_da="Se, hvem du kan ringe til",
    linktekst_en="See whom you can call")
Varsel.objects.create(niveau="advarsel", titel_da="Falske opkald i kommunens navn", til=om(1),
    tekst_da="Oplys aldrig dit CPR-nummer i telefonen.", link_da="https://politi.dk/", linktekst_da="Læs politiets råd")
Varsel.objects.create(niveau="information", titel_da="Tryghedsvandringen i Vejgaard er flyttet", til=om(1),
    tekst_da="Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverordnung.")
"""
TAKE_DOWN = """
from indsatser.models import Varsel
for varsel in Varsel.objects.gaeldende(): varsel.tag_ned()
"""


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, name):
    """With the Tab key alone, to the field or button with that name."""
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab kommer ikke til {name}")


def fill_in(page):
    """The form of an emergency over the site, without a mouse."""
    tab_to(page, "niveau")
    press(page, "Space", "ArrowDown", "ArrowDown")
    tab_to(page, "titel_da")
    page.keyboard.type(TITLE)
    tab_to(page, "tekst_da")
    page.keyboard.type("Luk døre og vinduer.")
    tab_to(page, "til_0")
    # how a date is typed depends on the language of the machine that the browser runs on
    tomorrow = datetime.now() + timedelta(days=1)
    page.locator("[name=til_0]").fill(f"{tomorrow:%Y-%m-%d}")
    page.locator("[name=til_1]").fill("12:00")


def press_button(page, name):
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.slow
def test_emergency_reaches_every_page_and_leaves_it_at_its_time(front, site, browser):
    for path in PAGES * 2:
        assert TITLE not in front.get(path).read().decode()
    context = browser.new_context(base_url=front.url, viewport=DESKTOP, locale="da-DK")
    page = context.new_page()
    page.goto(site.login_link("kommunikation").replace(site.url, front.url))

    page.goto("/admin/indsatser/varsel/add/")
    fill_in(page)
    press_button(page, "_save")
    assert "Sæt flueben, hvis det er meningen" in page.locator(".field-bekraeft").inner_text()
    assert page.locator("[name=titel_da]").input_value() == TITLE
    tab_to(page, "bekraeft")
    press(page, "Space")
    press_button(page, "_save")
    assert "på de engelske sider står varslet på dansk" in page.locator(".messagelist").inner_text()

    missing = lambda: [p for p in PAGES if TITLE not in front.get(p).read().decode()]  # noqa: E731
    took = until(lambda: not missing(), seconds=10)

    end = datetime.now(UTC) + timedelta(seconds=14)
    site.manage("shell", "-c", ENDS_AT.format(title=TITLE, moment=end.isoformat()))
    assert not missing()
    time.sleep(max(0, (end - datetime.now(UTC)).total_seconds()) + 0.5)

    assert missing() == PAGES
    page.goto("/admin/indsatser/varsel/")
    assert "udløbet" in page.locator("#result_list tr", has_text=TITLE).inner_text()
    context.close()
    print(f"på alle {len(PAGES)} sider efter {took:.1f} s")


@pytest.fixture
def three_kinds(site):
    site.manage("shell", "-c", PUT_UP)
    yield
    site.manage("shell", "-c", TAKE_DOWN)


def photograph(page, name):
    """Only for whoever asks for the pictures: VARSEL_SHOTS=folder."""
    if folder := os.environ.get("VARSEL_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png")


@pytest.mark.usefixtures("three_kinds")
def test_notices_are_for_everybody(page):
    """Axe, narrow screens, print without colour, and the order in which they are read."""
    for path in ("/", "/en/indsatser/tryg-bydel/", "/konto/login/"):
        page.goto(path)
        assert page.locator("section.varsler h2").count() == 3
        assert violations(page) == []
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDER_THAN_THE_WINDOW) == []
            photograph(page, path.strip("/").replace("/", "-") or "forside")
        assert violations(page) == []

    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    titles = page.locator("section.varsler h2").all_inner_texts()
    assert [title.split(":")[0] for title in titles] == ["Nødsituation", "Advarsel", "Information"]
    assert page.locator("section.varsler svg.ikon").count() == 3
    page.emulate_media(media="print")
    link = page.get_by_role("link", name="Se, hvem du kan ringe til")
    assert link.evaluate("a => getComputedStyle(a).color") == "rgb(0, 0, 0)"


@pytest.mark.usefixtures("three_kinds")
def test_form_of_a_notice_has_no_fault_of_its_own(editor):
    editor.goto("/admin/indsatser/varsel/")
    editor.locator("#result_list tbody th a").first.click()
    editor.get_by_role("link", name="Se det, som det ser ud").click()
    assert editor.locator("section.varsler h2").count() == 1
    editor.go_back()

    # Enter in a field saves; it does not take the notice down
    editor.locator("[name=titel_da]").press("Enter")
    editor.wait_for_url("**/varsel/")
    assert "er taget ned" not in editor.locator(".messagelist").inner_text()

    editor.locator("#result_list tbody th a").first.click()
    editor.get_by_role("button", name="Tag ned nu").click()
    editor.wait_for_url("**/varsel/")
    assert "er taget ned" in editor.locator(".messagelist").inner_text()
