"""The portal where scripts are off or have not come."""

import pytest
from conftest import DESKTOP, PHONE


@pytest.fixture
def plain(open_context):
    """`plain(viewport)`: a page in a browser without scripts."""
    with open_context(java_script_enabled=False, viewport=PHONE) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_menu_is_reached_on_a_phone(plain, open_menu, menu_link, path):
    plain.goto(path)
    open_menu(plain)

    menu_link(plain).click()
    assert plain.url.endswith("/indsatser/")


def test_the_filters_of_the_list_work(plain):
    plain.set_viewport_size(DESKTOP)
    plain.goto("/indsatser/")
    everything = plain.locator("main article, main .kort").count()

    form = plain.locator("main form").filter(has=plain.locator("[name=maal]"))
    choose(form.locator("[name=maal]"), "hoej-tryghed")
    form.locator("[type=submit]").last.click()

    assert "maal=hoej-tryghed" in plain.url
    assert 0 < plain.locator("main article, main .kort").count() < everything


def choose(field, value):
    """A value of a field, whether it is a list of choices or a row of boxes."""
    if field.first.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.and_(field.page.locator(f"[value='{value}']")).check(force=True)


def test_the_lives_of_the_initiatives_are_readable_as_a_table(plain):
    plain.goto("/strategi/")
    for details in plain.locator("main details:not([open]) > summary").all():
        details.click()

    table = plain.locator("main table", has_text="2014").first
    assert table.is_visible()
    assert table.locator("tbody tr").count() >= 20


def test_a_search_works(plain):
    plain.goto("/soeg/")
    form = plain.locator("main form").filter(has=plain.locator("[name=q]"))
    form.locator("[name=q]").fill("tryghed")
    form.locator("[type=submit]").first.click()

    assert "q=tryghed" in plain.url
    assert plain.locator("main a[href^='/']").count() > 3
