"""The whole way in, in Chromium: password and code, passkey, recovery codes; on a desktop and on a phone."""

import os
import time
from pathlib import Path

import pytest
from conftest import DESKTOP, PHONE

PASSWORD = "en god lang adgangskode"
MAKE = """
from django.contrib.auth.models import Group, User
bruger, _ = User.objects.get_or_create(username="{name}", email="{name}@aalborg.dk", first_name="Ida", last_name="Holm")
bruger.set_password("{password}")
bruger.save()
bruger.groups.add(Group.objects.get(name="koordinator"))
bruger.authenticator_set.all().delete()
"""
PLATFORM_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def ida(request, site, browser):
    """A coordinator's browser at http://localhost: a passkey belongs to a name, not to an address of four numbers."""
    name = f"ida-{request.param['width']}"
    site.manage("shell", "-c", MAKE.format(name=name, password=PASSWORD))
    context = browser.new_context(
        base_url=site.url.replace("127.0.0.1", "localhost"), viewport=request.param, locale="da-DK"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.name = name
    yield page
    context.close()
    assert page.said == []


def photograph(page, name):
    """Only for whoever asks for the pictures: KONTO_SHOTS=folder."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        f"{name} is too wide"
    )
    if folder := os.environ.get("KONTO_SHOTS"):
        width = page.viewport_size["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def log_in(page):
    page.goto("/admin/")
    photograph(page, "login")
    page.get_by_label("E-mail eller brugernavn").fill(f"{page.name}@aalborg.dk")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def log_out(page):
    page.goto("/konto/")
    page.get_by_role("button", name="Log ud", exact=True).click()


def show_that_it_is_you(page):
    photograph(page, "bekraeft")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Fortsæt").or_(
        page.get_by_role("button", name="Bekræft")
    ).click()


def code(secret, later=0):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def set_up_app(page):
    page.get_by_role("link", name="Brug en kodeapp").click()
    show_that_it_is_you(page)
    secret = page.locator("#noegle").inner_text()
    assert page.locator(".konto__qr svg").bounding_box()["width"] > 150
    photograph(page, "kodeapp")
    page.get_by_label("Kode fra appen").fill(code(secret))
    page.get_by_role("button", name="Slå til").click()
    return secret


def test_app_is_set_up_at_the_first_login_and_a_recovery_code_stands_in_for_it(ida):
    log_in(ida)
    ida.wait_for_url("**/konto/to-trin/")
    photograph(ida, "to-trin")

    set_up_app(ida)
    codes = ida.locator(".konto__koder code").all_inner_texts()
    assert len(codes) == 10
    photograph(ida, "genoprettelseskoder")
    ida.goto("/konto/")
    photograph(ida, "konto")
    ida.get_by_role("link", name="Se dine enheder").click()
    assert "Chrome på Linux" in ida.locator("main").inner_text()
    photograph(ida, "enheder")

    log_out(ida)
    log_in(ida)
    ida.get_by_label("Kode", exact=True).fill("000000")
    ida.get_by_role("button", name="Log ind").click()
    assert "Koden er forkert" in ida.locator("main").inner_text()
    photograph(ida, "andet-trin")
    ida.get_by_label("Kode", exact=True).fill(codes[0])
    ida.get_by_role("button", name="Log ind").click()
    ida.wait_for_url("**/admin/")


def test_passkey_is_added_and_used(ida):
    devtools = ida.context.new_cdp_session(ida)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM_KEY})
    log_in(ida)
    ida.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    show_that_it_is_you(ida)
    ida.get_by_label("Navn på nøglen").fill("Idas computer")
    photograph(ida, "noegle")
    ida.get_by_role("button", name="Tilføj nøglen").click()
    ida.wait_for_url("**/genoprettelseskoder/")

    ida.goto("/konto/to-trin/")
    assert "Idas computer" in ida.locator("main").inner_text()
    photograph(ida, "noegler")

    log_out(ida)
    log_in(ida)
    ida.get_by_role("button", name="Brug en adgangsnøgle").click()
    ida.wait_for_url("**/admin/")


def test_passkey_that_is_not_there_says_so_on_the_page(ida):
    log_in(ida)
    ida.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    show_that_it_is_you(ida)
    ida.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('nej')) }")
    ida.get_by_role("button", name="Tilføj nøglen").click()

    ida.get_by_text("Det lykkedes ikke med adgangsnøglen").wait_for(state="visible")
