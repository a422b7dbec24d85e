"""Uploading by the file dialog: what is refused says why and stays on the screen, what is taken asks for its facts."""

import re

import pytest

from tests.filer_til_proeve import HTML, billedfil


@pytest.fixture
def mappe(open_context, login):
    """The coordinator in the common folder; its script says on the console that the upload was refused."""
    with open_context(quiet=False) as context:
        page = context.new_page()
        login(page, "koordinator")
        page.goto("/admin/filer/folder/")
        page.get_by_role("link", name="Fælles", exact=True).last.click()
        page.locator(".js-upload-button").first.wait_for()
        yield page


def indlaest_igen(page):
    """When the package loads the list again, after its last answer; the button's own «#» is a navigation too."""
    return page.expect_navigation(url=re.compile("order_by=-modified_at"))


def overfoer(page, *filer):
    with page.expect_file_chooser() as dialog:
        page.locator(".js-upload-button").first.click()
    dialog.value.set_files(
        [{"name": navn, "mimeType": "image/jpeg", "buffer": indhold} for navn, indhold in filer]
    )


def test_a_refused_file_is_told_of_and_what_was_said_stays_when_the_list_is_loaded_again(mappe):
    with indlaest_igen(mappe):
        overfoer(mappe, ("side.jpg", HTML), ("<b>halv.jpg", billedfil()[:3000]))
        mappe.locator("#filoverfoersel-fejl").wait_for()
        assert not mappe.get_by_text("Filen er uploadet").is_visible()

    fejl = mappe.locator("#filoverfoersel-fejl")
    fejl.wait_for()
    assert "indholdet er en webside (HTML)" in fejl.inner_text()
    assert "<b>halv.jpg: «<b>halv.jpg» blev ikke gemt" in fejl.inner_text()
    assert mappe.locator("#result_list a", has_text="side.jpg").count() == 0


def test_a_film_of_200_mb_is_refused_before_it_is_sent_to_the_end(mappe, tmp_path):
    film = tmp_path / "film.mp4"
    with film.open("wb") as fil:
        fil.truncate(200 * 1024 * 1024)

    with indlaest_igen(mappe), mappe.expect_file_chooser() as dialog:
        mappe.locator(".js-upload-button").first.click()
        dialog.value.set_files(film)

    fejl = mappe.locator("#filoverfoersel-fejl")
    fejl.wait_for()
    assert "50 MB" in fejl.inner_text()


def test_a_picture_is_taken_and_leads_on_to_what_it_lacks(mappe):
    with indlaest_igen(mappe):
        overfoer(mappe, ("torv.jpg", billedfil()))

    mappe.get_by_role("link", name="torv.jpg").first.wait_for()
    mappe.locator("[aria-labelledby=mangler-oplysninger] a", has_text="torv.jpg").click()
    mappe.locator("[name=default_alt_text]").fill("Et torv set fra oven")
    mappe.locator("[name=author]").fill("Ane Fotograf")
    mappe.locator("[name=samtykke]").select_option("ingen")
    mappe.locator("[name=_save]").click()
    mappe.locator("#result_list a", has_text="torv.jpg").first.wait_for()
    assert mappe.locator("[aria-labelledby=mangler-oplysninger]").count() == 0
