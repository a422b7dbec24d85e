"""A table that is pasted, seen, taken in and undone: with the keyboard, and read by axe at both widths."""

from test_accessibility import WIDER_THAN_THE_WINDOW
from test_moede import faults
from test_redaktion import english_words

SERIE = "Tryg ved stationen (prøve)"
ROWS = "Område\tPeriode\tVærdi\nStationen\t2014\t85,9\nStationen\t2015\t{}\n"


def read_by_axe(page):
    """Nothing for axe to complain of, and nothing wider than the window, on a screen and on a telephone."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert faults(page) == [], width
        assert page.evaluate(WIDER_THAN_THE_WINDOW) == [], width


def tab_to(page, locator):
    """Walk on with Tab until it has the focus."""
    for _ in range(80):
        if locator.evaluate("element => element === document.activeElement"):
            return locator
        page.keyboard.press("Tab")
    raise AssertionError(f"{locator} kan ikke nås med Tab")


def press(page, name, role="button"):
    tab_to(page, page.get_by_role(role, name=name, exact=True).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def make_series(page):
    page.goto("/admin/indsatser/maaleomraade/add/")
    page.get_by_label("Navn", exact=False).first.fill("Stationen")
    page.locator("[name=art]").select_option("bydel")
    page.locator("[name=_save]").click()
    page.goto("/admin/indsatser/indikator/add/")
    for navn, tekst in {
        "titel_da": SERIE,
        "forklaring_da": "En prøve.",
        "enhed_da": "%",
        "kilde_da": "En kilde",
    }.items():
        page.locator(f"[name={navn}]").fill(tekst)
    assert page.locator("[name=slug]").input_value() in ("", "tryg-ved-stationen-proeve")
    page.locator("[name=hovedomraade]").select_option(label="Stationen")
    page.locator("[name=_save]").click()


def test_a_pasted_table_goes_in_and_out_again_by_keyboard(open_context, site):
    with open_context() as context:
        page = context.new_page()
        page.goto(site.login_link("koordinator"))
        make_series(page)
        page.goto("/admin/indsatser/indlaesning/add/")
        read_by_axe(page)

        tab_to(page, page.get_by_label("Eller sæt rækkerne ind her"))
        page.keyboard.insert_text(ROWS.format("90.5"))
        page.get_by_label("Indikator", exact=True).select_option(label=SERIE)
        press(page, "Læs og vis rækkerne")
        assert "1 række er forkert" in page.locator("main, #content").first.inner_text()
        assert "Skriv 90,5" in page.locator("table").inner_text()
        read_by_axe(page)

        press(page, "Ret det indsatte", role="link")
        field = page.get_by_label("Eller sæt rækkerne ind her")
        assert "90.5" in field.input_value()
        field.fill(ROWS.format("90,5"))
        press(page, "Læs og vis rækkerne")
        press(page, "Tag 2 ind")
        assert page.get_by_text("2 målinger er taget ind.").is_visible()
        read_by_axe(page)
        assert english_words(page) == []

        tab_to(page, page.locator("summary", has_text="Fortryd indlæsningen"))
        page.keyboard.press("Enter")
        press(page, "Ja, fortryd den")
        assert page.get_by_text("Indlæsningen er fortrudt.").is_visible()

        page.goto("/admin/indsatser/indikator/?q=stationen")
        page.get_by_role("link", name=SERIE).click()
        page.get_by_role("link", name="Tilføj værdier").click()
        read_by_axe(page)
        page.locator("[name=v-0-periode]").fill("1. halvår 2021")
        page.locator("[name=v-0-vaerdi]").fill("1.583,5")
        press(page, "Gem linjerne")
        assert "1. halvår 2021" in page.locator("#result_list").inner_text()
        assert english_words(page) == []
