"""The year wheel in Chromium: by keyboard, on a phone, on paper, and a calendar's address without JavaScript."""

import io
import re
from urllib.request import urlopen

import pikepdf
from conftest import DESKTOP, PHONE
from test_accessibility import WIDER_THAN_THE_WINDOW, violations

WHEEL = "/admin/indsatser/aarshjulsdato/"
SMALL_TEXT = """() => [...document.querySelectorAll('.hjul *, .hjul__aar *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => e.getClientRects().length && !['TITLE', 'DESC'].includes(e.tagName.toUpperCase()))
    .map(e => {
        const svg = e.ownerSVGElement, scale = svg ? svg.getScreenCTM().a : 1;
        return [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize) * scale];
    }).filter(([, size]) => size < 12)"""
CHANGED = """
from indsatser.models import Aarshjulsdato
print(sorted(Aarshjulsdato.objects.filter(flyttet=True).values_list("regel__navn", "aar")))
"""


def inside_the_screen(page):
    """What axe finds in the part that is ours; the frame around it is django CMS's."""
    return [line for line in violations(page) if re.search(r'class="[^"]*(hjul|bord)__', line)]


def test_wheel_on_a_desk_on_a_phone_and_on_paper(page, login):
    login(page, "tovholder")
    page.goto(WHEEL)
    picture, listing = (page.locator(at).bounding_box() for at in (".hjul svg", ".hjul__liste"))
    assert picture["x"] > listing["x"] + listing["width"] - 1
    assert inside_the_screen(page) == []

    page.set_viewport_size(PHONE)
    picture, listing = (page.locator(at).bounding_box() for at in (".hjul svg", ".hjul__liste"))
    assert picture["y"] > listing["y"] + listing["height"] - 1
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate(WIDER_THAN_THE_WINDOW) == []

    page.set_viewport_size(DESKTOP)
    paper = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = (round(float(side) * 25.4 / 72) for side in paper.pages[0].mediabox[2:])
    assert (len(paper.pages), width, height) == (1, 210, 297)


def test_coordinator_moves_a_date_without_a_mouse(page, site, login):
    login(page, "koordinator")
    page.goto(f"{WHEEL}?aar={page.evaluate('new Date().getFullYear()') + 1}")
    page.get_by_role("link", name="Flyt Årsstatus").press("Enter")
    year = re.search(r"\d{4}", page.locator("h1").inner_text()).group()
    page.get_by_label("Ny dato").fill(f"{year}-05-12")
    page.get_by_label("Note (valgfrit)").fill("Efter påske")
    page.get_by_role("button", name="Vis, hvad der flytter med").press("Enter")
    assert "Afrapportering: fra" in page.locator(".hjul__virkning").inner_text()
    assert site.manage("shell", "-v0", "-c", CHANGED).strip() == "[]"
    assert inside_the_screen(page) == []

    page.get_by_role("button", name="Gem og flyt").press("Enter")
    page.wait_for_url("**?aar=*")
    line = page.locator(".hjul__linje", has_text="Flyttet med hånden")
    assert "Efter påske" in line.inner_text()

    page.get_by_role("link", name="Regn igen").press("Enter")
    page.get_by_role("button", name="Regn igen").press("Enter")
    page.wait_for_url("**?aar=*")
    assert page.locator(".hjul__linje", has_text="Flyttet med hånden").count() == 0


def test_address_of_the_calendar_is_copied_from_a_field_without_javascript(open_context, login):
    with open_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        login(page, "styregruppe")
        page.goto(f"{WHEEL}kalender/")
        page.get_by_role("button", name="Lav en adresse").click()
        address = page.get_by_label("Kopiér den nu. Den bliver ikke vist igen.").input_value()
        assert not page.get_by_role("button", name="Kopiér adressen").is_visible()
        with urlopen(address) as answer:
            assert answer.read().startswith(b"BEGIN:VCALENDAR")
        page.get_by_role("button", name="Tilbagekald").click()
        assert "Du har ingen adresse endnu" in page.locator("#content").inner_text()
