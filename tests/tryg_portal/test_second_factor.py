"""Everybody who can change anything shows a second factor: at login, and whatever way the session came about."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.accounts import (
    PASSWORD,
    account,
    authenticator_app,
    code,
    proven_login,
    signed_in_as,
)

pytestmark = pytest.mark.django_db


def log_in(client, name="anna"):
    return client.post("/konto/login/", {"login": name, "password": PASSWORD})


def confirm(client, **fields):
    """allauth asks once more before it changes anything about the login itself."""
    return client.post("/konto/bekraeft/", {"password": PASSWORD, **fields})


@pytest.fixture
def anna():
    return account(is_superuser=True)


@pytest.fixture
def secret(anna):
    return authenticator_app(anna)


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    cache.clear()


EVERYWHERE = [
    "/admin/",
    "/admin/cms/pagecontent/",
    "/",
    "/en/",
    "/indsatser/",
    "/soeg/?q=x",
    "/?edit",
]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_password_alone_opens_nothing_but_the_account(client, anna, address):
    log_in(client)

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, "/konto/to-trin/")
    assert client.post(address).status_code == 302
    assert client.get("/konto/").status_code == 200


@pytest.mark.parametrize("address", EVERYWHERE)
def test_session_from_before_the_factor_must_prove_it(client, anna, address):
    client.force_login(anna)
    authenticator_app(anna)

    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/to-trin/bekraeft/?next=")


@pytest.mark.parametrize(
    "address",
    [
        *("/konto/", "/konto/to-trin/", "/konto/to-trin/app/fjern/", "/konto/to-trin/noegler/ny/"),
        *("/konto/to-trin/genoprettelseskoder/", "/konto/adgangskode/", "/konto/bekraeft/"),
        *("/konto/sessioner/", "/konto/to-trin/genoprettelseskoder/nye/"),
    ],
)
def test_with_the_password_alone_nobody_changes_a_factor_that_is_there(
    client, anna, secret, address
):
    client.force_login(anna)

    for response in (client.get(address), client.post(address, {"password": PASSWORD})):
        assert response["Location"].startswith("/konto/to-trin/bekraeft/?next=")


def test_code_opens_the_session(client, anna, secret):
    client.force_login(anna)

    client.post("/konto/to-trin/bekraeft/", {"code": code(secret)})

    assert client.get("/admin/").status_code == 200


def test_login_asks_for_the_code_before_anybody_is_signed_in(client, anna, secret):
    response = log_in(client)

    assert response["Location"] == "/konto/to-trin/kode/"
    assert signed_in_as(client) is None

    response = client.post("/konto/to-trin/kode/", {"code": code(secret)})

    assert response["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_wrong_code_opens_nothing_and_five_of_them_end_the_attempts(client, anna, secret):
    log_in(client)
    for _ in range(5):
        client.post("/konto/to-trin/kode/", {"code": "000000"})

    response = client.post("/konto/to-trin/kode/", {"code": code(secret)})

    assert "for mange" in str(response.context["form"].errors).lower()
    assert signed_in_as(client) is None


def test_code_works_once(client, anna, secret):
    shown = code(secret)
    log_in(client)
    client.post("/konto/to-trin/kode/", {"code": shown})
    other = Client()
    log_in(other)

    other.post("/konto/to-trin/kode/", {"code": shown})

    assert (signed_in_as(client), signed_in_as(other)) == ("anna", None)


def test_who_cannot_change_anything_needs_no_second_factor(client):
    account("borger", role=None)

    log_in(client, "borger")

    assert client.get("/").status_code == 200


@pytest.fixture
def set_up_app(commits_at_once):
    def set_up(client):
        confirm(client)
        form = client.get("/konto/to-trin/app/").context["form"]
        return client.post("/konto/to-trin/app/", {"code": code(form.secret)}, follow=True)

    return set_up


def test_setting_the_app_up_proves_the_session_and_shows_the_recovery_codes(
    client, anna, set_up_app
):
    log_in(client)

    response = set_up_app(client)

    assert response.request["PATH_INFO"] == "/konto/to-trin/genoprettelseskoder/"
    assert len(response.context["unused_codes"]) == 10
    assert response.context["unused_codes"][0] in response.text
    assert client.get("/admin/").status_code == 200


def test_setting_up_asks_for_the_password_once_more(client, anna):
    log_in(client)

    assert client.get("/konto/to-trin/app/")["Location"].startswith("/konto/bekraeft/")


def test_recovery_code_works_once(client, anna, set_up_app):
    log_in(client)
    codes = set_up_app(client).context["unused_codes"]
    first, second = Client(), Client()
    for other in (first, second):
        log_in(other)
        other.post("/konto/to-trin/kode/", {"code": codes[0]})

    assert (signed_in_as(first), signed_in_as(second)) == ("anna", None)
    assert "9 genoprettelseskoder" in first.get("/konto/").text


def test_last_factor_of_staff_stays(client, anna, secret):
    proven_login(client, anna)
    client.post("/konto/to-trin/bekraeft/", {"code": code(secret)})

    response = client.post("/konto/to-trin/app/fjern/")

    assert response.context["form"].non_field_errors()
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


def test_last_passkey_of_staff_stays(client, anna):
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Nøgle"})
    proven_login(client, anna)
    confirm_by_record(client)

    client.post(f"/konto/to-trin/noegler/{key.pk}/fjern/")

    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_factors_can_be_taken_away(client, anna, secret):
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Nøgle"})
    proven_login(client, anna)
    confirm_by_record(client)

    client.post(f"/konto/to-trin/noegler/{key.pk}/fjern/")

    assert not Authenticator.objects.filter(pk=key.pk).exists()


def confirm_by_record(client):
    """The session has just been asked again and answered."""
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**records[0], "reauthenticated": True}]
    session.save()


def test_key_of_another_user_is_out_of_reach(client, anna, secret):
    other = account("bo")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Bos"})
    Authenticator.objects.create(user=other, type="totp", data={"secret": "x"})
    proven_login(client, anna)
    confirm_by_record(client)

    assert client.post(f"/konto/to-trin/noegler/{key.pk}/fjern/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_proof_of_one_user_is_no_proof_for_the_next_in_the_same_browser(client, anna):
    proven_login(client, anna)
    session = client.session
    kept = {key: value for key, value in session.items() if key.startswith("account_auth")}
    client.force_login(account("bo"))
    session = client.session
    session.update(kept)
    session.save()

    assert client.get("/admin/")["Location"] == "/konto/to-trin/"


def test_picture_of_the_app_stands_in_the_page(client, anna):
    """The content policy lets no picture through that is not a file of ours."""
    log_in(client)
    confirm(client)

    text = client.get("/konto/to-trin/app/").text

    assert "<svg" in text and "data:image" not in text and "<?xml" not in text


@pytest.mark.parametrize(
    "address",
    ["/konto/", "/konto/to-trin/", "/konto/bekraeft/", "/konto/adgangskode/", "/konto/sessioner/"],
)
def test_account_pages_hold_no_inline_script(client, anna, address):
    log_in(client)

    text = client.get(address).text

    assert "<script>" not in text
    assert "style=" not in text.split("<main", 1)[1]
