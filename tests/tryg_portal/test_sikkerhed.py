"""What the browser is told: a strict content policy for the public, and the wider one for signed-in staff only."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.accounts import PASSWORD, account, proven_login
from tests.indsatser.public_pages import MACHINE_FILES

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/indsatser/",
    "/indsatser/tryg-bydel/",
    "/en/strategi/3/",
    "/soeg/?q=tryg",
    "/findes-ikke/",
]


def policy_of(response):
    directives = (
        part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()
    )
    return {name: set(sources) for name, *sources in directives}


@pytest.mark.parametrize(
    "address",
    [*ADDRESSES, *MACHINE_FILES, "/konto/login/", "/admin/", "/indsatser/et-trygt-natteliv/"],
)
def test_visitor_gets_the_strict_policy(client, address):
    policy = policy_of(client.get(address))

    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert policy["base-uri"] == {"'none'"}
    for directive in (
        "script-src",
        "style-src",
        "font-src",
        "img-src",
        "connect-src",
        "form-action",
    ):
        assert policy[directive] == {"'self'"}, directive
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "blob:", "*"} & set().union(
        *policy.values()
    )


@pytest.mark.parametrize("address", ["/", "/indsatser/tryg-bydel/", "/admin/"])
def test_staff_get_what_the_cms_needs_and_no_more(client_for, address):
    policy = policy_of(client_for("koordinator").get(address))

    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == {"'self'"}
    assert policy["style-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["connect-src"] == policy["form-action"] == {"'self'"}
    assert policy["frame-ancestors"] == {"'self'"}


def test_somebody_signed_in_who_is_not_staff_gets_the_strict_policy(client):
    client.force_login(User.objects.create_user("borger"))

    policy = policy_of(client.get("/"))

    assert policy["frame-ancestors"] == {"'none'"}
    assert policy["style-src"] == {"'self'"}


def test_staff_policy_ends_with_the_session(client_for):
    client = client_for("koordinator")
    client.logout()

    assert policy_of(client.get("/"))["frame-ancestors"] == {"'none'"}


def test_page_says_what_it_never_asks_the_browser_for(client):
    response = client.get("/")

    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_change_without_a_token_is_refused(user_for):
    client = Client(enforce_csrf_checks=True)
    proven_login(client, user_for("koordinator"))

    assert client.post("/admin/indsatser/person/add/", {"navn": "Ida"}).status_code == 403
    assert client.post("/konto/logout/").status_code == 403


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_login_leads_to_no_other_site(client, next_):
    account("nogen", role=None)

    response = client.post("/konto/login/", {"login": "nogen", "password": PASSWORD, "next": next_})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_signing_out_leads_to_the_front_page(client_for):
    response = client_for("koordinator").post("/konto/logout/")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client_for("koordinator").get("/konto/logout/").status_code == 405
