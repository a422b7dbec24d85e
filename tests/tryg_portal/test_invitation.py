"""An invitation or a reset link: chosen once, within three days, and it leads to the second factor."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from freezegun import freeze_time

from tests.accounts import PASSWORD, account, signed_in_as
from tryg_portal.accounts.invitations import password_link, send_invitation

pytestmark = pytest.mark.django_db
WORKS, DEAD = "Vælg en adgangskode", "Linket virker ikke længere"


@pytest.fixture
def anna():
    return account(password=None)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


def path_of(link):
    assert link.startswith(f"{settings.SITE_URL}/konto/adgangskode/vaelg/")
    return link.removeprefix(settings.SITE_URL)


def open_link(client, link):
    return client.get(path_of(link), follow=True)


def choose(client, link, password=PASSWORD):
    page = open_link(client, link)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def link_in(message):
    return next(word for word in message.body.split() if word.startswith(settings.SITE_URL + "/k"))


def test_invited_chooses_a_password_and_is_led_to_the_second_factor(anna, client):
    send_invitation(anna)

    response = choose(client, link_in(mail.outbox[0]))

    assert response.status_code == 302
    assert signed_in_as(client) == "anna"
    assert client.get("/admin/")["Location"] == "/konto/to-trin/"
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_link_works_once(anna, client):
    link = password_link(anna)
    choose(client, link)

    assert DEAD in open_link(Client(), link).text


def test_page_that_was_open_when_the_password_was_chosen_is_dead_too(anna, client):
    link = password_link(anna)
    other = Client()
    page = open_link(other, link).request["PATH_INFO"]
    choose(client, link)

    other.post(page, {"password1": "tyvens adgangskode", "password2": "tyvens adgangskode"})

    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("age", "text"),
    [(timedelta(days=2, hours=23), WORKS), (timedelta(days=3, minutes=1), DEAD)],
    ids=["before", "after"],
)
@pytest.mark.parametrize("kind", ["invitation", "reset"])
def test_link_expires_after_three_days(client, anna, kind, age, text):
    with freeze_time("2026-11-22 12:00") as now:
        if kind == "invitation":
            send_invitation(anna)
        else:
            client.post("/konto/adgangskode/nulstil/", {"email": anna.email})
        now.tick(age)

        assert text in open_link(Client(), link_in(mail.outbox[0])).text


def test_new_invitation_leaves_the_old_one_working_until_a_password_is_chosen(anna, client):
    first, second = password_link(anna), password_link(anna)

    choose(client, second)

    assert DEAD in open_link(Client(), first).text


@pytest.mark.parametrize(
    "change", [lambda k: k[:-2] + "xx/", lambda k: k.replace("vaelg/", "vaelg/z")]
)
def test_link_that_is_tampered_with_is_dead(anna, client, change):
    assert DEAD in client.get(change(path_of(password_link(anna)))).text


def test_opening_the_link_uses_nothing_up(anna, client):
    """Mail programs open links beforehand."""
    link = password_link(anna)
    open_link(Client(), link)

    assert WORKS in open_link(client, link).text


def test_link_does_not_open_a_closed_account(anna, client):
    anna.is_active = False
    anna.save()

    choose(client, password_link(anna))

    assert signed_in_as(client) is None


@pytest.mark.parametrize("password", ["12345678901", "kort", "anna@aalborg.dk", "password1234"])
def test_weak_password_is_refused_in_danish(anna, client, password):
    response = choose(client, password_link(anna), password)

    assert response.context["form"].errors
    assert "Adgangskoden" in response.text or "adgangskode" in response.text


def test_link_leads_to_the_site_whatever_host_asked_for_it(anna, client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post(
        "/konto/adgangskode/nulstil/", {"email": anna.email}, headers={"host": "evil.example"}
    )

    assert "evil.example" not in mail.outbox[0].body
    assert path_of(link_in(mail.outbox[0]))


def test_key_does_not_stay_in_the_address(anna, client):
    link = password_link(anna)

    page = open_link(client, link)

    assert link.rsplit("-", 1)[-1] not in page.request["PATH_INFO"]
