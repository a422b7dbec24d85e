"""The press release of 30 May 2018, from an empty form to the public, corrected and taken down, as its people do it."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from post import choose, expect_an_error_from
from test_redaktion import english_words
from test_vej_til_udgivelse import DUE

from tests.accounts import PASSWORD, code

MAJA, SECRET = "maja.lund@aalborg.invalid", "KRSXG5CTMVRXEZLU"
MAKE_MAJA = f"""
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from indsatser.models import Organisation, Person
maja, _ = User.objects.get_or_create(username="maja", email={MAJA!r}, first_name="Maja", last_name="Lund")
maja.set_password({PASSWORD!r})
maja.save()
maja.groups.set([Group.objects.get(name="kommunikation")])
maja.authenticator_set.all().delete()
TOTP.activate(maja, {SECRET!r})
kommune = Organisation.objects.get(navn_da="Aalborg Kommune")
Person.objects.update_or_create(bruger=maja, defaults={{"navn": "Maja Lund", "organisation": kommune}})
"""
"""Of the municipality's communication, who also answers for its own quotes."""
TITEL = "Psykiatrien går med i Tryg Aalborg"
CITATER = [
    (
        "Anne Marie Roum Svendsen",
        "politidirektør",
        "Nordjyllands Politi",
        "Samarbejdet har vist sin værdi.",
    ),
    (
        "Ulla Astman",
        "regionsrådsformand",
        "Region Nordjylland",
        "Patienter skal lettere videre i job.",
    ),
    ("Mai-Britt Iversen", "rådmand", "Aalborg Kommune", "Der skal være plads til alle på torvene."),
]


@pytest.fixture
def editor(office, people):
    """Maja, signed in with password and code."""
    server, _ = office
    server.manage("shell", "-c", MAKE_MAJA)
    page = people()
    page.goto("/admin/")
    page.locator("[name=login]").fill(MAJA)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").fill(code(SECRET))
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name="Bordet").wait_for()
    return page


def write(page, field, text):
    page.locator(f".field-content__{field} .ProseMirror").click()
    page.keyboard.type(text)


def pick_picture(page, folder, name):
    with page.context.expect_page() as popup:
        page.locator(".field-content__billede a", has_text="Vælg fil").first.click()
    window = popup.value
    link = window.get_by_role("link", name=folder).last
    # filer's own handler of «Ny mappe», which is not used here
    expect_an_error_from(page, page.context.site + link.get_attribute("href"))
    link.click()
    window.locator("#result_list tbody tr", has_text=name).locator("a.insertlink").click()
    page.locator(".field-content__billede", has_text=name).wait_for()


def quote(page, nr, taler, titel, organisation, tekst):
    page.locator("#citater-group .add-row a").click()
    row = page.locator(f"#citater-{nr}")
    row.locator(f"[name=citater-{nr}-taler]").fill(taler)
    row.locator(f"[name=citater-{nr}-titel]").fill(titel)
    choose(page, row, organisation)
    row.locator(f"[name=citater-{nr}-tekst]").fill(tekst)
    row.locator(f"[name=citater-{nr}-er_referat]").check()


def fill_in(page):
    page.goto("/admin/indsatser/nyhed/add/")
    assert english_words(page) == []
    page.locator("[name=slags]").select_option("pressemeddelelse")
    choose(page, page.locator(".field-indsatser"), "Tryg bydel")
    # of 2018: her time as a contact is over
    choose(page, page.locator(".field-pressekontakter"), "Anne Marie")
    page.locator("[name=content__titel]").fill(TITEL)
    page.locator("[name=content__underrubrik]").fill("17 indsatser for et trygt nærmiljø")
    page.locator("[name=content__resume]").fill("Region Nordjylland er nu med i samarbejdet.")
    write(page, "tekst", "Siden 2014 har kommune og politi arbejdet sammen.")
    write(page, "baggrund", "Strategien har 17 indsatser.")
    pick_picture(page, "Aalborg Kommune", "Tre myndigheder")
    for nr, citat in enumerate(CITATER):
        quote(page, nr, *citat)
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()
    assert english_words(page) == []
    return page.url


def publish(page, form):
    page.goto(form)
    page.get_by_text("Udgiv", exact=True).first.click()
    page.wait_for_load_state()


def ask(page, authority, address):
    box = page.locator("section", has=page.get_by_role("heading", name=authority, exact=True))
    details = box.locator("details", has=page.get_by_label(re.compile("E-mail")))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_label(re.compile("E-mail")).fill(address)
    details.get_by_role("button").click()
    page.get_by_text(f"er bedt om at godkende: {address}").wait_for()


def answer(people, link, name, button, reason=""):
    """Somebody without an account, with nothing but the link; answers what they read."""
    page = people()
    page.goto(link)
    read = page.locator("article").inner_text()
    assert english_words(page) == []
    page.get_by_label("Dit navn").fill(name)
    if reason:
        page.get_by_label("Hvad skal rettes?").fill(reason)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("heading", name="Tak for dit svar").wait_for()
    expect_an_error_from(page, link)
    assert page.goto(link).status == 410
    page.get_by_role("heading", name="Linket kan ikke bruges").wait_for()
    return read


def text_of(people, path, status=200):
    page = people()
    if status != 200:
        expect_an_error_from(page, page.context.site + path)
    assert page.goto(path).status == status
    return page.locator("main").inner_text()


def try_each_link(page, form):
    """Every fault leads to where it is mended."""
    faults = page.locator(".bord__fund--fejl a")
    for name, href in [(a.inner_text(), a.get_attribute("href")) for a in faults.all()]:
        page.goto(href)
        authority = name.removeprefix("Citater: ")
        if authority == name:
            assert page.url.startswith(form.partition("?")[0]), name
            assert page.get_by_text(f"{name}:", exact=True).is_visible()
        else:
            page.get_by_role("heading", name=authority, exact=True).wait_for()


def test_a_press_release_goes_from_an_empty_form_to_the_public_and_is_corrected_and_taken_down(
    office, people, editor
):
    server, inbox = office
    form = fill_in(editor)
    publish(editor, form)
    stopped = editor.locator("main, #content").first.inner_text()
    for message in ("Pressekontakten gælder ikke", *(f"{c[2]} har ikke godkendt" for c in CITATER)):
        assert message in stopped
    assert english_words(editor) == []
    try_each_link(editor, form)
    editor.goto(form)
    editor.locator(".select2-selection__choice__remove").last.click()
    editor.keyboard.press("Escape")
    editor.locator("[name=_continue]").click()
    editor.locator(".messagelist .success").wait_for()

    editor.get_by_role("link", name="Se og bed om godkendelser").click()
    sign_off = editor.url
    ask(editor, "Nordjyllands Politi", "presse@politi.invalid")
    ask(editor, "Region Nordjylland", "presse@rn.invalid")
    read = answer(people, inbox.link_to("presse@politi.invalid"), "Pia", "Godkend citaterne")
    assert TITEL in read and CITATER[0][3] in read and CITATER[1][3] in read
    region = inbox.link_to("presse@rn.invalid")
    assert "Godkend citater: " in inbox.newest_to("presse@rn.invalid")
    answer(people, region, "Rie", "Godkend ikke", "Skriv uddannelse og job.")
    told = inbox.newest_to(MAJA)
    assert "Region Nordjylland har ikke godkendt" in told and "Skriv uddannelse og job." in told

    editor.goto(sign_off)
    assert "Skriv uddannelse og job." in editor.locator("main, #content").first.inner_text()
    editor.goto(form)
    editor.locator("[name=citater-1-tekst]").fill("Patienter skal videre i uddannelse og job.")
    editor.locator("[name=_continue]").click()
    editor.locator(".messagelist .success").wait_for()
    editor.goto(sign_off)
    ask(editor, "Region Nordjylland", "presse@rn.invalid")
    read = answer(people, inbox.link_to("presse@rn.invalid"), "Rie", "Godkend citaterne")
    assert "uddannelse og job" in read
    editor.goto(sign_off)
    editor.get_by_text("Svar for Aalborg Kommune").click()
    editor.get_by_role("button", name="Godkend citaterne").click()
    editor.get_by_text("Dit svar for Aalborg Kommune er gemt.").wait_for()

    version = re.search(r"version/(\d+)/", sign_off).group(1)
    plan(editor, version)
    server.manage("run_scheduled")
    assert TITEL not in text_of(people, "/nyheder/")
    server.manage("shell", "-c", DUE)
    server.manage("run_scheduled")

    today = datetime.now(ZoneInfo("Europe/Copenhagen"))
    path = f"/nyheder/{today:%Y/%m}/psykiatrien-gaar-med-i-tryg-aalborg/"
    public = text_of(people, path)
    assert "Gengivet i referat" in public and "uddannelse og job" in public
    for place in ("/", "/nyheder/", f"/nyheder/{today:%Y/%m}/", "/indsatser/tryg-bydel/"):
        assert TITEL in text_of(people, place), place
    for feed in ("/nyheder/atom.xml", "/indsatser/tryg-bydel/atom.xml"):
        assert TITEL in server.get(feed).read().decode(), feed
    phone = people(viewport={"width": 360, "height": 740})
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.locator("article picture img").evaluate("img => img.naturalWidth") > 0

    correct(editor, path)
    assert re.search(r"Rettet .+: Der stod 16 indsatser", text_of(people, path))

    take_down(editor, form)
    assert "taget ned" in text_of(people, path, status=410)
    assert TITEL not in text_of(people, "/nyheder/")


def reach(page, what):
    """Tab until the focus is at it."""
    for _ in range(90):
        if page.evaluate("selector => document.activeElement.matches(selector)", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{what} kan ikke nås med tastaturet")


def find_with_keys(page, what, text):
    reach(page, what)
    page.keyboard.type(text)
    page.locator(".select2-results__option--highlighted", has_text=text).wait_for()
    page.keyboard.press("Enter")


def test_a_quote_is_written_and_signed_off_with_the_keyboard_alone(office, people, editor):
    _, inbox = office
    editor.goto("/admin/indsatser/nyhed/add/")
    find_with_keys(editor, ".field-indsatser .select2-search__field", "Tryg bydel")
    for name, text in (("titel", "Skrevet med tasterne"), ("resume", "Kort.")):
        reach(editor, f"[name=content__{name}]")
        editor.keyboard.type(text)
    reach(editor, ".field-content__tekst .ProseMirror")
    editor.keyboard.type("Om tasterne.")
    reach(editor, "#citater-group .add-row a")
    editor.keyboard.press("Enter")
    editor.locator("[name=citater-0-taler]").wait_for()
    editor.locator("[name=content__titel]").focus()  # the new row stands before the link
    for name, text in (("taler", "Anne Marie"), ("titel", "politidirektør")):
        reach(editor, f"[name=citater-0-{name}]")
        editor.keyboard.type(text)
    reach(editor, "#citater-0 .select2-selection")
    editor.keyboard.press("Enter")
    find_with_keys(editor, ".select2-search__field", "Nordjyllands Politi")
    reach(editor, "[name=citater-0-tekst]")
    editor.keyboard.type("Tasterne virker.")
    reach(editor, "[name=_continue]")
    editor.keyboard.press("Enter")
    editor.locator(".messagelist .success").wait_for()

    reach(editor, ".field-godkendelser a")
    editor.keyboard.press("Enter")
    editor.get_by_role("heading", name="Nordjyllands Politi").wait_for()
    reach(editor, "[name$=modtager]")
    editor.keyboard.type("taster@politi.invalid")
    editor.keyboard.press("Enter")
    editor.get_by_text("er bedt om at godkende").wait_for()

    police = people()
    police.goto(inbox.link_to("taster@politi.invalid"))
    reach(police, "[name=navn]")
    police.keyboard.type("Pia")
    reach(police, "button[value=afvist]")
    police.keyboard.press("Enter")
    police.get_by_text("Svaret er ikke sendt").wait_for()
    assert police.locator("[name=navn]").input_value() == "Pia"
    reach(police, "[name=begrundelse]")
    police.keyboard.type("Ikke helt.")
    reach(police, "button[value=afvist]")
    police.keyboard.press("Enter")
    police.get_by_role("heading", name="Tak for dit svar").wait_for()


def plan(page, version):
    page.goto(f"/admin/indsatser/gennemsyn/version/{version}/planlaeg/")
    page.locator("[name=udgiv_0]").fill("2099-03-02")
    page.locator("[name=udgiv_1]").fill("12:00")
    page.get_by_role("button", name="Gem planen").click()
    page.wait_for_load_state()
    if page.get_by_role("heading", name=re.compile("Se advarslerne")).count():
        page.get_by_role("button", name=re.compile("Jeg har set")).click()
    page.get_by_text("Planen for").first.wait_for()


def correct(page, path):
    page.goto(path)
    page.locator(".cms-toolbar a.cms-btn", has_text=re.compile(r"^\s*Ny kladde\s*$", re.I)).click()
    page.locator(".cms-toolbar-expanded").wait_for()
    page.goto("/admin/indsatser/nyhed/")
    page.locator("#result_list a", has_text=TITEL).first.click()
    page.locator("[name=content__rettelse]").fill("Der stod 16 indsatser; der er 17.")
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()
    publish(page, page.url)
    if page.get_by_role("heading", name=re.compile("Se advarslerne")).count():
        page.get_by_role("button", name=re.compile("Jeg har set")).click()
        page.wait_for_load_state()


def take_down(page, form):
    page.goto(form)
    page.get_by_role("link", name="Versioner").first.click()
    page.locator("a[href*='unpublish']").first.click()
    page.locator("form [type=submit]").first.click()
    page.wait_for_load_state()
