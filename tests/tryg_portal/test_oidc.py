"""Login at one's own authority, against a real OpenID provider: who is let in, as whom, and with which roles."""

import json
import os
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client

from tests.accounts import account, authenticator_app, proven_login, signed_in_as
from tests.factories import PersonFactory, RolleFactory
from tests.tryg_portal.test_settings import PRODUCTION, start
from tryg_portal.accounts.oidc_settings import WrongProvider, allauth_providers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def provider():
    """oidc-provider-mock in a process of its own; answers its address."""
    code = (
        "import oidc_provider_mock as o, time\n"
        "with o.run_server_in_thread() as s:\n"
        "    print(s.server_port, flush=True)\n"
        "    time.sleep(600)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"]},
        text=True,
    )
    yield f"http://localhost:{int(process.stdout.readline())}"
    process.kill()
    process.communicate()


def entry(server, **changed):
    return {
        "id": "aalborg",
        "name": "Aalborg Kommune",
        "server_url": server,
        "client_id": "tryg",
        "secret": "hemmelig",
        "groups_claim": "groups",
        "groups": {"tryg-koord": "koordinator", "tryg-komm": "kommunikation"},
        "domains": ["aalborg.dk"],
    } | changed


@pytest.fixture(autouse=True)
def providers(settings, provider):
    politi = entry(provider, id="politi", name="Nordjyllands Politi", domains=["politi.dk"])
    settings.SOCIALACCOUNT_PROVIDERS = allauth_providers(json.dumps([entry(provider), politi]))
    cache.clear()


CLAIMS = {
    "email": "ida@aalborg.dk",
    "email_verified": True,
    "given_name": "Ida",
    "family_name": "Holm",
    "groups": ["tryg-koord", "alle"],
    "amr": ["pwd", "mfa"],
}


def authorize(client, server, at="aalborg", query="", **changed):
    """The way to the provider and its answer: the address that it sends the browser back to."""
    claims = {key: value for key, value in (CLAIMS | changed).items() if value is not None}
    sub = claims.pop("sub", "ida-1")
    requests.put(f"{server}/users/{sub}", json=claims, timeout=10).raise_for_status()
    there = client.get(f"/konto/oidc/{at}/{query}")["Location"]
    answer = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10)
    return there, answer.headers["location"].removeprefix("http://testserver")


def log_in(client, server, **kwargs):
    return client.get(authorize(client, server, **kwargs)[1])


def roles(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_login_page_offers_each_provider(client):
    text = client.get("/konto/login/").text

    assert "Log ind med Aalborg Kommune" in text and "Log ind med Nordjyllands Politi" in text


def test_first_login_makes_an_account_with_the_roles_of_the_groups(client, provider):
    response = log_in(client, provider)

    user = User.objects.get(email="ida@aalborg.dk")
    assert response["Location"] == "/admin/"
    assert signed_in_as(client) == user.username == "ida@aalborg.dk"
    assert (user.get_full_name(), roles(user)) == ("Ida Holm", ["koordinator"])
    assert not user.is_superuser and not user.has_usable_password()


def test_second_login_is_the_same_account(client, provider):
    log_in(client, provider)
    log_in(Client(), provider, email="ida.holm@aalborg.dk")

    assert User.objects.filter(socialaccount__uid="ida-1").count() == 1
    assert SocialAccount.objects.count() == 1


def test_one_group_may_come_as_a_text(client, provider):
    log_in(client, provider, groups="tryg-komm")

    assert roles(User.objects.get(email="ida@aalborg.dk")) == ["kommunikation"]


def test_code_is_guarded_by_pkce(client, provider):
    there, _ = authorize(client, provider)

    assert parse_qs(urlsplit(there).query)["code_challenge_method"] == ["S256"]


# --- The second factor ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amr", [["pwd", "mfa"], ["otp"], ["hwk"], ["fido"], ["sc"], "mfa"])
def test_factor_that_the_authority_asked_for_counts_here(client, provider, amr):
    log_in(client, provider, amr=amr)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("amr", [None, [], ["pwd"], ["sms"], ["pin", "kba"]])
def test_without_one_the_site_asks_for_its_own(client, provider, amr):
    log_in(client, provider, amr=amr)

    assert client.get("/admin/")["Location"] == "/konto/to-trin/"


def test_without_one_an_account_with_an_app_is_asked_for_the_code(client, provider):
    authenticator_app(account("ida"))

    response = log_in(client, provider, amr=None)

    assert response["Location"] == "/konto/to-trin/kode/"
    assert signed_in_as(client) is None


def test_with_one_an_account_with_an_app_is_not_asked_again(client, provider):
    authenticator_app(account("ida"))

    log_in(client, provider)

    assert client.get("/admin/").status_code == 200


# --- Who is let in --------------------------------------------------------------------------------------------------


def assert_refused(client, response, name="Aalborg Kommune"):
    assert response.status_code == 403
    assert "Du har ikke adgang" in response.text and name in response.text
    assert signed_in_as(client) is None


@pytest.mark.parametrize("groups", [None, [], ["alle"], "andet"])
def test_without_a_group_that_gives_a_role_there_is_no_account(client, provider, groups):
    before = User.objects.count()

    assert_refused(client, log_in(client, provider, groups=groups))
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "chef@politi.dk"},
        {"email": "chef@aalborg.dk.evil.dk"},
        {"email": "chef@evilaalborg.dk"},
        {"email": None},
        {"email_verified": False},
        {"email_verified": None},
    ],
    ids=str,
)
def test_address_must_be_verified_and_the_authoritys_own(client, provider, claims):
    account("chef", role=None, is_superuser=True)
    User.objects.filter(username="chef").update(email=claims.get("email") or "ida@aalborg.dk")

    assert_refused(client, log_in(client, provider, **claims))
    assert not SocialAccount.objects.exists()


def test_login_is_not_tied_to_whoever_is_signed_in(client, provider):
    anna = account("anna")
    proven_login(client, anna)

    log_in(client, provider, query="?process=connect", sub="m-1", email="mallory@aalborg.dk")

    assert not SocialAccount.objects.filter(user=anna).exists()


def test_role_by_date_alone_lets_in(client, provider):
    ida = account("ida", role=None)
    RolleFactory(person=PersonFactory(bruger=ida))

    log_in(client, provider, groups=["alle"])

    assert signed_in_as(client) == "ida"


def test_authority_cannot_take_over_anothers_account(client, provider):
    account("ida")

    response = log_in(client, provider, at="politi")

    assert_refused(client, response, "Nordjyllands Politi")


def test_provider_may_vouch_for_addresses_without_saying_so(client, provider, settings):
    trusted = entry(provider, verified_email=True)
    settings.SOCIALACCOUNT_PROVIDERS = allauth_providers(json.dumps([trusted]))

    log_in(client, provider, email_verified=None)

    assert signed_in_as(client) == "ida@aalborg.dk"


def test_existing_account_is_found_by_its_address(client, provider):
    user = account("ida")

    log_in(client, provider, email="Ida@Aalborg.dk")

    assert signed_in_as(client) == "ida"
    assert SocialAccount.objects.get().user == user


def test_closed_account_stays_closed(client, provider):
    account("ida", is_active=False)

    response = log_in(client, provider)

    assert response["Location"] == "/konto/lukket/"
    assert signed_in_as(client) is None


# --- Roles ----------------------------------------------------------------------------------------------------------


def test_each_login_sets_the_roles_that_the_groups_speak_of(client, provider):
    log_in(client, provider)
    log_in(Client(), provider, groups=["tryg-komm"])

    assert roles(User.objects.get(email="ida@aalborg.dk")) == ["kommunikation"]


def test_role_given_by_hand_is_left_alone(client, provider):
    log_in(client, provider)
    user = User.objects.get(email="ida@aalborg.dk")
    user.groups.add(Group.objects.get(name="styregruppe"))

    log_in(Client(), provider, groups=[])

    assert roles(user) == ["styregruppe"]


def test_who_has_lost_every_role_is_not_let_in(client, provider):
    log_in(client, provider)
    other = Client()

    assert_refused(other, log_in(other, provider, groups=["alle"]))
    assert roles(User.objects.get(email="ida@aalborg.dk")) == []


# --- What goes wrong on the way -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [lambda a: a.replace("state=", "state=x"), lambda a: a.split("&state")[0]]
)
def test_answer_with_another_state_signs_nobody_in(client, provider, change):
    answer = change(authorize(client, provider)[1])

    response = client.get(answer)

    assert response.status_code == 401
    assert "Vi kunne ikke logge dig ind" in response.text
    assert signed_in_as(client) is None


def test_answer_to_another_browser_signs_nobody_in(client, provider):
    answer = authorize(client, provider)[1]
    thief = Client()

    assert thief.get(answer).status_code == 401
    assert signed_in_as(thief) is None


def test_answer_works_once(client, provider):
    answer = authorize(client, provider)[1]
    client.get(answer)
    client.logout()

    assert client.get(answer).status_code == 401
    assert signed_in_as(client) is None


def test_false_code_signs_nobody_in(client, provider):
    answer = authorize(client, provider)[1].replace("code=", "code=x")

    assert client.get(answer).status_code == 401


def test_no_at_the_provider_is_answered_in_danish(client, provider):
    there = client.get("/konto/oidc/aalborg/")["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]  # which the mock forgets when it says no
    answer = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=10)
    back = answer.headers["location"].removeprefix("http://testserver")

    response = client.get(f"{back}&state={state}", follow=True)

    assert "Du blev ikke logget ind" in response.text


def test_provider_that_does_not_answer_is_told_in_danish(client, settings):
    dead = allauth_providers(json.dumps([entry("http://127.0.0.1:1")]))
    settings.SOCIALACCOUNT_PROVIDERS = dead
    before = time.monotonic()

    response = client.get("/konto/oidc/aalborg/")

    assert response.status_code == 401
    assert "Vi kunne ikke logge dig ind" in response.text
    assert time.monotonic() - before < 5


def test_unknown_provider_does_not_exist(client):
    assert client.get("/konto/oidc/findes-ikke/").status_code == 404


def test_login_leads_to_no_other_site(client, provider):
    there = client.get("/konto/oidc/aalborg/?next=https://evil.example/")["Location"]
    requests.put(f"{provider}/users/ida-1", json=CLAIMS, timeout=10)
    answer = requests.post(there, data={"sub": "ida-1"}, allow_redirects=False, timeout=10)

    response = client.get(answer.headers["location"].removeprefix("http://testserver"))

    assert response["Location"] == "/admin/"


# --- The environment ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("vrøvl", "JSON"),
        ("{}", "liste"),
        ("[1]", "liste"),
        (json.dumps([{"id": "x"}]), "mangler «name»"),
        (json.dumps([entry("https://x", groups=[])]), "«groups» skal være et objekt"),
        (json.dumps([entry("https://x", domains="aalborg.dk")]), "«domains» skal være en liste"),
        (json.dumps([entry("login.dk")]), "https://"),
        (json.dumps([entry("https://x", id="a/b")]), "bogstaver"),
        (json.dumps([entry("https://x", domain=["x"])]), "ukendt felt, «domain»"),
        (json.dumps([entry("https://x"), entry("https://y")]), "samme id"),
        (json.dumps([entry("https://x", groups={"a": 1})]), "tekst"),
    ],
)
def test_wrong_provider_stops_the_start_in_danish(value, says):
    with pytest.raises(WrongProvider, match=says):
        allauth_providers(value)


def test_message_names_the_variable(tmp_path):
    done = start(tmp_path, **PRODUCTION | {"OIDC_PROVIDERS": "vrøvl"})

    assert "OIDC_PROVIDERS: er ikke gyldig JSON" in done.stderr.strip().splitlines()[-1]


def test_no_provider_is_no_error():
    assert allauth_providers("")["openid_connect"]["APPS"] == []
    assert django_settings.OIDC_PROVIDERS == ""


def test_provider_that_says_nothing_of_groups_takes_no_role(client, provider):
    log_in(client, provider)

    log_in(Client(), provider, groups=None)

    assert roles(User.objects.get(email="ida@aalborg.dk")) == ["koordinator"]


@pytest.mark.parametrize("groups", [5, True, [{"id": 1}], {"a": 1}])
def test_groups_of_another_shape_give_no_role_and_no_error(client, provider, groups):
    assert_refused(client, log_in(client, provider, groups=groups))


def test_provider_is_asked_over_https_only(provider):
    with pytest.raises(WrongProvider, match="https"):
        allauth_providers(json.dumps([entry(provider, server_url="http://login.example.dk")]))
