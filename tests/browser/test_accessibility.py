"""WCAG 2.2 AA and good practice by axe, and reflow, on every page type."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

AXE = """() => axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})"""


def violations(page):
    """What axe finds, one line for each element that breaks a rule."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} – {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def test_axe_finds_nothing(opened):
    page = opened.page
    wide = violations(page)
    page.set_viewport_size({"width": 360, "height": 740})
    narrow = violations(page)

    assert wide == []
    assert narrow == []


@pytest.mark.parametrize("menu", ["/", "/en/"])
def test_axe_finds_nothing_in_the_open_phone_menu(phone, open_menu, menu):
    phone.goto(menu)
    open_menu(phone)

    assert violations(phone) == []


# 320 px is 1280 px at 400 % zoom (WCAG 1.4.10)
WIDER_THAN_THE_WINDOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > width + 1)
        .map(element => `${element.tagName.toLowerCase()}.${element.className} ` +
                        `til ${Math.round(element.getBoundingClientRect().right)} px af ${width}`)
        .concat(`siden er ${document.documentElement.scrollWidth} px bred`).slice(-6);
}"""


def test_nothing_scrolls_sideways_at_400_percent_zoom_or_on_a_phone(opened):
    page = opened.page

    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(WIDER_THAN_THE_WINDOW) == []
