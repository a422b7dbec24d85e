"""The list of devices: what it shows, and that to end one really ends it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from freezegun import freeze_time

from tests.accounts import PASSWORD, account, proven_login, signed_in_as
from tryg_portal.accounts.sessions import device

pytestmark = pytest.mark.django_db

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def anna():
    return account(role=None)


def browser(user_agent, **extra):
    client = Client(headers={"user-agent": user_agent}, **extra)
    client.post("/konto/login/", {"login": "anna", "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome på Windows"),
        (CHROME + " Edg/141.0", "Edge på Windows"),
        (IPHONE, "Safari på iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox på Linux",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36", "Chrome på Android"),
        ("curl/8", "Ukendt browser"),
        ("", "Ukendt browser"),
    ],
)
def test_device_is_called_what_its_owner_knows_it_by(user_agent, name):
    assert device(user_agent) == name


def test_list_shows_each_device_with_its_address(anna):
    browser(IPHONE, REMOTE_ADDR="203.0.113.9")
    here = browser(CHROME)

    text = here.get("/konto/sessioner/").text

    assert "Safari på iPhone" in text and "203.0.113.9" in text
    assert text.count("denne enhed") == 1
    assert (
        text.index("Chrome på Windows") < text.index("denne enhed") < text.index("Safari på iPhone")
    )


def test_ending_one_device_logs_that_one_out(anna):
    there, here = browser(IPHONE), browser(CHROME)
    session = UserSession.objects.get(session_key=there.session.session_key)

    here.post(f"/konto/sessioner/{session.pk}/afslut/")

    assert there.get("/konto/").status_code == 302
    assert here.get("/konto/").status_code == 200


def test_ending_the_others_keeps_this_one(anna):
    others, here = [browser(IPHONE), browser(IPHONE)], browser(CHROME)

    here.post("/konto/sessioner/")

    assert [other.get("/konto/").status_code for other in others] == [302, 302]
    assert here.get("/konto/").status_code == 200


def test_log_out_everywhere_logs_out_here_too(anna):
    others, here = [browser(IPHONE), browser(IPHONE)], browser(CHROME)

    here.post("/konto/logout/overalt/")

    assert [client.get("/konto/").status_code for client in [*others, here]] == [302] * 3
    assert not UserSession.objects.filter(user=anna).exists()


def test_session_of_another_user_is_out_of_reach(anna):
    there = browser(CHROME)
    session = UserSession.objects.get(user=anna)
    stranger = Client()
    stranger.force_login(account("bo", role=None))

    assert stranger.post(f"/konto/sessioner/{session.pk}/afslut/").status_code == 404
    assert there.get("/konto/").status_code == 200


def test_new_password_logs_the_other_devices_out(anna):
    there, here = browser(IPHONE), browser(CHROME)
    new = "en helt ny adgangskode"

    here.post("/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert there.get("/konto/").status_code == 302
    assert here.get("/konto/").status_code == 200


def test_use_of_a_session_is_noted_at_most_once_in_five_minutes(anna, django_assert_num_queries):
    with freeze_time() as now:
        here = browser(CHROME)
        here.get("/konto/login/")
        first = UserSession.objects.get(user=anna).last_seen_at
        now.tick(timedelta(minutes=4))
        here.get("/konto/login/")
        assert UserSession.objects.get(user=anna).last_seen_at == first

        now.tick(timedelta(minutes=2))
        here.get("/konto/login/")
        assert UserSession.objects.get(user=anna).last_seen_at > first


def test_closed_account_is_logged_out_at_once(anna):
    here = browser(CHROME)
    anna.is_active = False
    anna.save()

    assert here.get("/konto/").status_code == 302


def test_overview_counts_the_devices(anna):
    browser(IPHONE)

    assert "2 enheder" in browser(CHROME).get("/konto/").text


@pytest.mark.parametrize(
    "address", ["/konto/logout/", "/konto/logout/overalt/", "/konto/sessioner/1/afslut/"]
)
def test_link_alone_logs_nobody_out(anna, address):
    here = proven_login(Client(), anna)

    assert here.get(address).status_code == 405
    assert signed_in_as(here) == "anna"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
