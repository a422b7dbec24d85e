"""The portal without a mouse."""

import pytest

FOCUSABLE_WITHOUT_VISIBLE_FOCUS = """() => {
    const box = (element, pseudo) => {
        const style = getComputedStyle(element, pseudo);
        const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" :
            `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
        return `${outline}|${style.boxShadow}`;
    };
    // a card or a field may show the focus on its frame instead of on the link itself
    const look = element => {
        const boxes = [box(element), box(element, "::before"), box(element, "::after")];
        for (let over = element.parentElement, n = 0; over && n < 3; over = over.parentElement, n++)
            boxes.push(box(over));
        if (element.labels) for (const label of element.labels) boxes.push(box(label), box(label, "::before"));
        return boxes.join(";");
    };
    const shown = element => element.checkVisibility({visibilityProperty: true}) && !element.disabled;
    const still = () => document.getAnimations().forEach(animation => animation.finish());
    const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
    const missing = [];
    for (const element of [...document.querySelectorAll(all)].filter(shown)) {
        if (element.tabIndex < 0) continue;
        document.activeElement.blur();
        still();
        const before = look(element);
        element.focus();
        still();
        if (document.activeElement !== element || look(element) === before)
            missing.push(element.outerHTML.slice(0, 160));
    }
    return missing;
}"""


def test_the_first_tab_shows_the_skip_link_which_leads_to_main(opened):
    href, is_seen, leads_to_main = opened.first_tab

    assert href.startswith("#")
    assert is_seen, "springlinket kan ikke ses, når det har fokus"
    assert leads_to_main


def test_every_focusable_element_has_a_visible_focus(opened):
    page = opened.page
    page.keyboard.press("Tab")

    assert page.evaluate(FOCUSABLE_WITHOUT_VISIBLE_FOCUS) == []


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_phone_menu_opens_and_closes_by_keyboard(phone, menu_button, menu_link, path):
    phone.goto(path)
    assert not menu_link(phone).is_visible()

    button = menu_button(phone)
    for _ in range(15):
        phone.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    phone.keyboard.press("Enter")
    menu_link(phone).wait_for(state="visible")

    button.press("Enter")
    menu_link(phone).wait_for(state="hidden")
