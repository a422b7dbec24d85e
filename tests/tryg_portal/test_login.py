"""One login for the admin, the CMS and the desk: what it takes, what it tells, and when it stops listening."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from freezegun import freeze_time

from tests.accounts import PASSWORD, account, authenticator_app, signed_in_as

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"


def attempt(client, login="anna", password="forkert", **extra):
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


def said(response):
    return " ".join(
        error for errors in response.context["form"].errors.values() for error in errors
    )


@pytest.mark.parametrize("login", ["anna", "anna@aalborg.dk", "ANNA@Aalborg.dk"])
def test_one_logs_in_by_address_or_name(client, login):
    account(role=None)

    response = attempt(client, login, PASSWORD)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert signed_in_as(client) == "anna"


@pytest.mark.parametrize(
    "door",
    [
        *("/admin/login/", "/cms_login/", "/en/cms_login/", "/admin/", "/?cms_toolbar_login=1"),
        *("/cms_login/?next=/", "/en/cms_login/?next=/admin/", "/en/?cms_toolbar_login=1"),
    ],
)
@pytest.mark.parametrize("role", ["koordinator", None])
def test_no_other_door_takes_the_right_password(client, door, role):
    account(role=role)
    fields = {
        "username": "anna",
        "login": "anna",
        "password": PASSWORD,
        "this_is_the_login_form": 1,
    }

    client.post(door, fields, follow=True)

    assert signed_in_as(client) is None


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("/admin/logout/", "/konto/"),
        ("/admin/password_change/", "/konto/adgangskode/"),
        ("/admin/password_change/done/", "/konto/"),
        ("/admin/login/?next=/admin/cms/", "/konto/login/?next=/admin/cms/"),
    ],
)
def test_pages_of_the_admin_about_the_account_lead_to_ours(client, address, ours):
    assert client.get(address)["Location"] == ours


@pytest.mark.parametrize("address", ["/konto/opret/", "/konto/oidc/konto/"])
def test_nobody_makes_an_account_for_themselves(client, address):
    before = User.objects.count()

    client.post(
        address,
        {"email": "x@x.dk", "username": "x", "password1": PASSWORD, "password2": PASSWORD},
        follow=True,
    )

    assert User.objects.count() == before


@pytest.mark.parametrize(
    "address", ["email", "3rdparty", "social", "signup", "2fa", "password/reset"]
)
def test_addresses_of_allauth_that_are_not_used_do_not_exist(client, address):
    assert client.get(f"/konto/{address}/").status_code == 404


def test_wrong_password_and_unknown_name_get_the_same_answer(client):
    account()

    assert said(attempt(client, "anna")) == said(attempt(client, "ingen")) != ""
    assert said(attempt(client, "anna@aalborg.dk")) == said(attempt(client, "x@aalborg.dk")) != ""


def test_closed_account_is_not_let_in_and_is_told_so_only_with_the_right_password(client):
    account(is_active=False)

    assert said(attempt(client)) == said(attempt(client, "ingen"))
    assert (
        "Kontoen er lukket" in attempt(client, password=PASSWORD).client.get("/konto/lukket/").text
    )
    assert signed_in_as(client) is None


def test_five_wrong_passwords_shut_the_account_to_that_address_for_five_minutes(client):
    account()
    with freeze_time() as now:
        for _ in range(5):
            assert "for mange" not in said(attempt(client)).lower()

        assert "for mange" in said(attempt(client, password=PASSWORD)).lower()
        assert signed_in_as(client) is None

        now.tick(timedelta(minutes=5, seconds=1))
        assert attempt(client, password=PASSWORD).status_code == 302


def test_stranger_does_not_lock_the_owner_out(client):
    account()
    for _ in range(6):
        attempt(client, REMOTE_ADDR="203.0.113.9")

    assert attempt(client, password=PASSWORD).status_code == 302


def test_twenty_wrong_passwords_shut_the_address_to_all_accounts(client):
    account()
    for number in range(20):
        attempt(client, f"gaet-{number}")

    assert "for mange" in said(attempt(client, password=PASSWORD)).lower()


def test_right_password_does_not_count_as_an_attempt(client):
    account(role=None)
    for _ in range(8):
        assert attempt(Client(), password=PASSWORD).status_code == 302


def test_flood_of_logins_gets_a_danish_page(client):
    for _ in range(31):
        response = attempt(client)

    assert response.status_code == 429
    assert "For mange forsøg" in response.text


def test_address_of_the_visitor_is_what_our_own_proxy_saw(client, settings):
    """What the visitor writes in the header stands before what nginx adds, and is not believed."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    account()
    for number in range(6):
        header = f"10.0.0.{number}, 203.0.113.9"
        response = attempt(client, headers={"x-forwarded-for": header}, REMOTE_ADDR="")

    assert "for mange" in said(response).lower()


def test_login_gives_a_new_session(client):
    account(role=None)
    session = client.session
    session["før"] = 1
    session.save()
    before = (
        client.cookies["sessionid"].value if "sessionid" in client.cookies else session.session_key
    )

    attempt(client, password=PASSWORD)

    assert client.session.session_key != before


def test_session_lasts_a_working_day(client):
    account(role=None)

    attempt(client, password=PASSWORD)

    assert client.session.get_expiry_age() == 12 * 3600


def ask_for_reset(client, address):
    return client.post("/konto/adgangskode/nulstil/", {"email": address}, follow=True)


def test_reset_answers_the_same_whether_the_address_is_known_or_not(client):
    account()

    known, unknown = ask_for_reset(client, "anna@aalborg.dk"), ask_for_reset(client, "x@aalborg.dk")

    assert known.redirect_chain == unknown.redirect_chain
    assert known.text == unknown.text
    assert [message.to for message in mail.outbox] == [["anna@aalborg.dk"]]


def test_reset_is_not_for_a_closed_account_nor_for_one_that_logs_in_at_its_authority(client):
    account("lukket", is_active=False)
    from allauth.socialaccount.models import SocialAccount

    user = account("politi", password=None)
    SocialAccount.objects.create(user=user, provider="politi", uid="1")

    ask_for_reset(client, "lukket@aalborg.dk")
    ask_for_reset(client, "politi@aalborg.dk")

    assert mail.outbox == []


def test_reset_does_not_go_around_the_second_factor(client):
    user = account()
    authenticator_app(user)
    ask_for_reset(client, user.email)
    link = next(line for line in mail.outbox[0].body.splitlines() if "/konto/" in line)
    form = client.get(link.split("8000")[1], follow=True)

    new = "en helt ny adgangskode"
    response = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert response["Location"] == "/konto/to-trin/kode/"
    assert signed_in_as(client) is None


def test_account_pages_are_not_kept_by_any_cache(client):
    assert "no-cache" in client.get(LOGIN)["Cache-Control"]


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    cache.clear()


def test_log_out_in_the_admin_logs_out(koordinator):
    koordinator.post("/admin/logout/")

    assert koordinator.get("/admin/").status_code == 302
