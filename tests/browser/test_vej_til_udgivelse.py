"""From a tovholder's draft to the public, each in their own browser and with their own second factor."""

import re

import pytest
from test_redaktion import english_words

from tests.accounts import PASSWORD, code

SECRETS = {"tovholder": "JBSWY3DPEHPK3PXP", "kommunikation": "KRSXG5CTMVRXEZLU"}
INDSATS = "/indsatser/tryg-bydel/"
NEW = "Du skal kunne færdes trygt, hvor du bor. Det laver vi sammen."
DUE = """
from django.utils import timezone
from indsatser.models import PlanlagtUdgivelse
PlanlagtUdgivelse.objects.venter().update(tidspunkt=timezone.now())
"""
"""The planned minute has come, without waiting for it."""
MAKE_ACCOUNTS = """
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
for role, secret in {secrets!r}.items():
    user = User.objects.get(username="demo-" + role)
    user.set_password({password!r})
    user.save()
    TOTP.activate(user, secret)
"""


@pytest.fixture(scope="module")
def accounts(site):
    """The demo's tovholder and kommunikation with a password and an app for codes, as in earnest."""
    site.manage("shell", "-c", MAKE_ACCOUNTS.format(secrets=SECRETS, password=PASSWORD))


@pytest.fixture
def at_the_desk(open_context, accounts):
    """`at_the_desk("tovholder")`: a browser of their own, signed in with password and code."""
    contexts = []

    def sign_in(role):
        context = open_context()
        contexts.append(context)
        page = context.__enter__().new_page()
        page.goto("/admin/")
        page.locator("[name=login]").fill(f"{role}@demo.invalid")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.locator("[name=code]").fill(code(SECRETS[role]))
        page.locator("main form button[type=submit]").first.click()
        page.get_by_role("heading", name="Bordet").wait_for()
        return page

    yield sign_in
    for context in contexts:
        context.__exit__(None, None, None)


def toolbar(page, text):
    button = page.locator(".cms-toolbar a.cms-btn", has_text=re.compile(rf"^\s*{text}\s*$", re.I))
    with page.expect_navigation():
        button.first.click()


def draft(page, resume):
    """Change the summary in the form of the initiative and save."""
    page.goto("/admin/")
    page.locator(".bord__indsats").get_by_role("link", name="Tryg bydel", exact=True).click()
    page.locator("[name=content__resume]").fill(resume)
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()


def send(page, note):
    page.goto(INDSATS)
    toolbar(page, "Redigér")
    toolbar(page, "Send til gennemsyn")
    page.locator("[name=note]").fill(note)
    assert english_words(page) == []
    page.get_by_role("button", name="Send til gennemsyn").click()
    page.get_by_text("Venter på gennemsyn.").wait_for()
    assert english_words(page) == []


def decide(page, note):
    """Open what waits at the desk."""
    page.goto("/admin/")
    assert english_words(page) == []
    page.locator("section", has_text="Se igennem").get_by_role(
        "link", name="Tryg bydel (dansk)"
    ).click()
    page.get_by_text(note).wait_for()


def test_a_draft_is_sent_back_corrected_planned_and_public_when_its_minute_comes(
    site, at_the_desk, anonymous
):
    before = anonymous(INDSATS)
    tovholder, kommunikation = at_the_desk("tovholder"), at_the_desk("kommunikation")

    tovholder.goto(INDSATS)
    toolbar(tovholder, "Ny kladde")
    draft(tovholder, "Ring til 010190-1234, hvis du vil være med.")
    send(tovholder, "Nyt resumé.")

    decide(kommunikation, "Nyt resumé.")
    assert kommunikation.get_by_text("ligner et CPR-nummer").is_visible()
    assert kommunikation.get_by_role("button", name="Udgiv nu").count() == 0
    kommunikation.get_by_role("button", name="Send tilbage").click()
    kommunikation.get_by_text("Skriv, hvad der skal rettes").wait_for()
    kommunikation.locator("[name=begrundelse]").fill("Slet CPR-nummeret.")
    kommunikation.get_by_role("button", name="Send tilbage").click()
    kommunikation.get_by_text("sendt tilbage med din begrundelse").wait_for()

    tovholder.goto("/admin/")
    assert tovholder.get_by_text("Sendt tilbage: Slet CPR-nummeret.").is_visible()
    draft(tovholder, NEW)
    send(tovholder, "Nu uden nummer.")

    decide(kommunikation, "Nu uden nummer.")
    assert kommunikation.locator("ins").first.is_visible()
    kommunikation.locator("[name=udgiv_0]").fill("2099-03-02")
    kommunikation.locator("[name=udgiv_1]").fill("12:00")
    if kommunikation.locator("[name=advarsler]").count():
        kommunikation.locator("[name=advarsler]").check()
    kommunikation.get_by_role("button", name="Udgiv på tidspunktet").click()
    kommunikation.get_by_text("er godkendt og planlagt").wait_for()
    site.manage("run_scheduled")
    assert anonymous(INDSATS) == before

    site.manage("shell", "-c", DUE)
    site.manage("run_scheduled")

    assert NEW in anonymous(INDSATS)


STOPS = {
    "CPR-nummer": ("<p>Skriv til 010190-1234.</p>", "ligner et CPR-nummer"),
    "intet alternativ": ('<p><img src="/static/img/favicon.svg"></p>', "alternativ tekst"),
    "filnavn": (
        '<p><img src="/static/img/favicon.svg" alt="IMG_2034.jpg"></p>',
        "beskriver ikke billedet",
    ),
    "brudt link": ('<p>Se <a href="/findes-ikke/">den side</a>.</p>', "findes ikke"),
}
PUT_IN = """
from indsatser.models import IndsatsIndhold
IndsatsIndhold.admin_manager.filter(pk={pk}).update(baggrund={html!r})
"""


def test_a_fault_stops_the_publication_and_the_message_leads_to_it(editor, site, anonymous):
    address = "/indsatser/bekymrende-fravaer-i-skolen/"
    before = anonymous(address)
    editor.goto(address)
    toolbar(editor, "Ny kladde")
    pk = re.search(r"/edit/(\d+)/", editor.url).group(1)
    edit = editor.url

    for html, message in STOPS.values():
        site.manage("shell", "-c", PUT_IN.format(pk=pk, html=html))
        editor.goto(edit)
        toolbar(editor, "Udgiv")
        assert "Kan ikke udgives endnu" in editor.locator("h1").inner_text()
        fault = editor.locator(".bord__fund--fejl li", has_text=message).first
        assert english_words(editor) == []
        assert fault.is_visible(), editor.locator("main, #content").first.inner_text()
        fault.get_by_role("link").first.click()
        editor.locator("#id_content__baggrund, .field-content__baggrund").first.wait_for()
        assert anonymous(address) == before


def test_the_nightly_look_finds_what_is_public_already_and_puts_it_on_the_desk(editor, site):
    site.manage(
        "shell",
        "-c",
        "from indsatser.models import IndsatsIndhold\n"
        "t = IndsatsIndhold.objects.filter(indsats__slug='camp-ung', language='da')\n"
        "t.update(baggrund='<p>Skriv til 010190-1234.</p>')\n"
        "from indsatser.eftersyn import se_efter; from indsatser.models import Eftersyn\n"
        "Eftersyn.objects.all().delete(); se_efter()",
    )

    editor.goto("/admin/")

    box = editor.locator("section", has_text="Nattens eftersyn")
    assert "ligner et CPR-nummer" in box.inner_text()
    box.get_by_role("link", name=re.compile("Camp Ung")).first.click()
    editor.wait_for_load_state()
    assert "/admin/" in editor.url


SCREENS = [
    "/admin/",
    "/admin/rettigheder/",
    "/admin/indsatser/gennemsyn/",
    "/admin/indsatser/planlagtudgivelse/",
    "/admin/indsatser/eftersyn/",
    "/konto/",
    "/konto/sessioner/",
    "/konto/to-trin/",
]


@pytest.mark.parametrize("width", [1280, 360])
def test_screens_are_in_danish_and_fit_their_window(open_context, login, width):
    with open_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        login(page, "koordinator")
        for address in SCREENS:
            page.goto(address)
            assert english_words(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_plan_is_made_and_cancelled_with_the_keyboard_alone(open_context, login):
    with open_context() as context:
        page = context.new_page()
        login(page, "koordinator")
        page.goto("/indsatser/drop-out-elever/")
        toolbar(page, "Ny kladde")
        address = page.locator("a", has_text="Planlæg").first.get_attribute("href")
        page.goto(address)
        page.get_by_role("group", name="Udgiv").get_by_label("Dato").fill("2099-03-28")
        page.get_by_role("group", name="Udgiv").get_by_label("Klokkeslæt").fill("12:00")
        reach(page, "Gem planen")
        page.keyboard.press("Enter")
        page.get_by_text("Planen for").wait_for()
        reach(page, "Annullér planen")
        page.keyboard.press("Enter")
        page.get_by_text("Planen er annulleret.").wait_for()


def reach(page, name):
    """Tab until the button has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.innerText") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} kan ikke nås med tastaturet")
