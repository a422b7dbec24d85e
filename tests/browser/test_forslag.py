"""A proposal from a phone to a prioritised initiative, and the form with the keyboard alone."""

import re

import pytest
from test_accessibility import WIDER_THAN_THE_WINDOW, violations
from test_redaktion import english_words

TITLE = "Lys på stien ved åen"
SENDER = "Afsender Fra Telefonen"
ADDRESS = "telefon@example.org"


def send_in(phone):
    """As a citizen does it, who forgets something the first time."""
    phone.goto("/forslag/")
    assert violations(phone) == []
    phone.get_by_role("link", name="Foreslå en indsats").click()
    assert violations(phone) == []
    phone.get_by_label("Hvad foreslår du?").fill(TITLE)
    phone.get_by_label("Din e-mail").fill(ADDRESS)
    phone.get_by_label("Dit navn").fill(SENDER)
    phone.get_by_role("button", name="Send til Tryg Aalborg").click()

    alert = phone.get_by_role("alert")
    assert alert.evaluate("element => element === document.activeElement")
    assert phone.title().startswith("Fejl: ")
    assert violations(phone) == []
    assert phone.evaluate(WIDER_THAN_THE_WINDOW) == []
    alert.get_by_role("link", name="Fortæl lidt mere om det.").click()
    phone.keyboard.type("Stien er mørk om vinteren.")
    assert phone.get_by_label("Fortæl mere").input_value() == "Stien er mørk om vinteren."
    assert phone.get_by_label("Dit navn").input_value() == SENDER
    phone.get_by_text("Ja, I må gemme mine oplysninger").click()
    phone.wait_for_timeout(3_000)  # nobody is as quick as a browser
    phone.get_by_role("button", name="Send til Tryg Aalborg").click()

    phone.get_by_role("heading", name="Tak, vi har fået det").wait_for()
    assert violations(phone) == []
    assert ADDRESS not in phone.url
    return re.search(r"/tak/([\w-]+)/", phone.url)[1]


def step(editor, button, **fields):
    """Take one step with its reply, read first."""
    editor.locator(".bord__knapper").get_by_role("link", name=button).click()
    for name, text in fields.items():
        editor.locator(f"[name={name}]").fill(text)
    editor.get_by_role("button", name="Se mailen først").click()
    editor.get_by_role("heading", name="Sådan kommer mailen til at se ud").wait_for()
    assert english_words(editor) == []
    editor.get_by_role("button", name="Gem og send svaret").click()
    editor.get_by_text("Svaret er på vej til").wait_for()
    assert english_words(editor) == []


def test_a_proposal_from_a_phone_becomes_a_prioritised_initiative_in_draft(
    site, phone, editor, anonymous
):
    number = send_in(phone)

    editor.goto("/admin/indsatser/forslag/")
    editor.get_by_role("link", name=number).click()
    assert editor.get_by_text(ADDRESS).is_visible()
    step(editor, "Gå i gang med at vurdere det")
    step(editor, "Drøft det i koordinationsgruppen")
    step(
        editor,
        "Gør det til en indsats",
        begrundelse="Det passer til målet.",
        indsats_titel="Lys ved åen",
        offentlig_tekst="Lys på en sti",
    )
    for line in ("Vurderes", "Drøftes", "Prioriteret"):
        assert editor.locator(".forslag__forloeb").get_by_text(line, exact=True).is_visible()
    editor.get_by_role("link", name="Lys ved åen").click()
    assert editor.locator("[name=content__titel]").input_value() == "Lys ved åen"
    assert editor.get_by_role("link", name=number).is_visible()

    public = anonymous("/forslag/")
    assert "Lys på en sti" in public
    for word in (SENDER, ADDRESS, TITLE, "Lys ved åen"):
        assert word not in public
    assert site.get("/indsatser/lys-ved-aaen/").status == 404


def test_the_form_is_sent_with_the_keyboard_alone_and_without_scripts(open_context):
    with open_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/en/forslag/nyt/indsats/")
        title = page.locator("[name=titel]")
        title.focus()
        page.keyboard.type("Keyboard")
        page.keyboard.press("Tab")
        page.keyboard.type("With the keyboard.")
        page.wait_for_timeout(3_000)
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.locator("main form button:focus").count():
                break
            assert not page.locator("[name=hjemmeside]:focus").count()
        page.keyboard.press("Enter")

        page.wait_for_url(re.compile(r"/en/forslag/tak/"))


@pytest.mark.parametrize("width", [1280, 360])
def test_screens_of_a_proposal_fit_their_window(open_context, login, width):
    with open_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        login(page, "koordinator")
        page.goto("/admin/indsatser/forslag/?tilstand__exact=modtaget")
        assert english_words(page) == []
        page.locator("th.field-nummer_og_titel a").first.click()
        steps = page.locator(".bord__knapper a").evaluate_all("l => l.map(a => a.href)")
        for address in ["", *steps]:
            page.goto(address or page.url)
            assert english_words(page) == []
            assert page.evaluate(WIDER_THAN_THE_WINDOW) == [], address
