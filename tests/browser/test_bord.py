"""The desk as each of the five roles, and the board: by keyboard, on a phone, on paper, and by axe."""

import os
from pathlib import Path

import pytest
from conftest import DESKTOP, PHONE
from test_accessibility import WIDER_THAN_THE_WINDOW, violations

ROLES = ["administrator", "koordinator", "styregruppe", "tovholder", "kommunikation"]
BOARD = "/admin/tavle/"
INK = """element => {
    const style = getComputedStyle(element);
    return [style.display, style.color, style.backgroundColor];
}"""


def photograph(page, name):
    """Only for whoever asks for the pictures: BORD_SHOTS=folder."""
    if folder := os.environ.get("BORD_SHOTS"):
        file = Path(folder) / f"{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=file, full_page=True)


def look_at(page, name):
    """At both widths: nothing for axe to complain of, nothing that scrolls sideways."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        photograph(page, name)
        assert page.evaluate(WIDER_THAN_THE_WINDOW) == []
        assert "\n".join(violations(page)) == ""
    page.set_viewport_size(DESKTOP)


@pytest.fixture
def signed_in(open_context, login):
    with open_context() as context:
        page = context.new_page()

        def sign_in(role):
            login(page, role)
            return page

        yield sign_in


@pytest.mark.parametrize("role", ROLES)
def test_desk_is_for_everybody(signed_in, role):
    page = signed_in(role)
    page.goto("/admin/")

    look_at(page, f"bord-{role}")
    # nobody meets a box with nothing in it
    boxes = page.locator("section[aria-labelledby^='bord-']")
    empty = boxes.filter(has_not=page.locator("a"))
    assert [text.splitlines()[0] for text in empty.all_inner_texts()] in ([], ["Gør nu"])
    assert page.get_by_role("heading", name="Hvordan går det?").count() == (
        role in ("administrator", "koordinator", "styregruppe")
    )


def test_board_is_for_everybody(signed_in):
    page = signed_in("koordinator")
    page.goto(BOARD)
    look_at(page, "tavlen")

    # the light is a word, in the summary and in each row
    for place in page.locator(".tavle__tabel td .lys, .tavle__tal .lys").all():
        assert place.inner_text().strip()


def test_board_is_chosen_and_sorted_by_keyboard_and_the_address_holds_it(signed_in):
    page = signed_in("styregruppe")
    page.goto(BOARD)
    page.get_by_label("Åben runde").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Åben runde").input_value() == "mangler"
    page.get_by_role("button", name="Vis", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    missing = page.locator(".tavle__tabel tbody tr").count()
    assert missing == page.locator(".tavle__mangler").count() > 0

    page.get_by_role("link", name="Sidste rapport").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "svar=mangler" in page.url
    assert "orden=rapport" in page.url
    sorted_by = page.locator("th[aria-sort='ascending']")
    assert "Sidste rapport" in sorted_by.inner_text()
    assert page.locator(".tavle__tabel tbody tr").count() == missing

    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    rows = Path(file.value.path()).read_text("utf-8-sig").splitlines()
    assert len(rows) >= missing + 1


def test_on_a_phone_each_initiative_is_a_card_and_the_order_is_chosen_in_the_form(signed_in):
    page = signed_in("koordinator")
    page.set_viewport_size(PHONE)
    page.goto(BOARD)

    card = page.locator(".tavle__tabel tbody tr").first
    assert card.evaluate("row => getComputedStyle(row).display") == "block"
    # what is not seen takes no focus
    assert page.locator(".tavle__tabel thead a:visible").count() == 0
    page.get_by_label("Rækkefølge").select_option("-navn")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.wait_for_url("**orden=-navn**")
    assert page.get_by_label("Rækkefølge").input_value() == "-navn"


def test_board_on_paper_needs_no_colour_and_no_controls(signed_in):
    page = signed_in("koordinator")
    page.emulate_media(media="print")
    page.goto(BOARD)

    assert page.locator(".tavle__filtre").evaluate(INK)[0] == "none"
    for link in page.locator(".tavle__tabel tbody a").all()[:3]:
        assert link.evaluate(INK)[1] == "rgb(0, 0, 0)"
    goal = page.locator(".tavle__maal").first.evaluate(INK)
    assert goal[1:] == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
