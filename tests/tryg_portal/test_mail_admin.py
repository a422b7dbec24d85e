"""The log of mails: who was written to and how it went, never what gives access; stopped and sent again from there."""
# ruff: noqa: F811, a test names the fixtures that are imported

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from tests.accounts import account
from tests.tryg_portal.test_mail import notice, queue  # noqa: F401, fixtures
from tryg_portal import mail
from tryg_portal.accounts.invitations import send_invitation
from tryg_portal.models import Mail, MailStop

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "/admin/tryg_portal/mail/"


@pytest.fixture
def down(queue):
    queue(1)  # nobody listens there


def page_of(mail):
    return f"{LIST}{mail.pk}/change/"


def rows(page):
    return re.findall(r'class="field-til(?: nowrap)?"><a[^>]*>([^<]+)</a>', page.text)


def act(client, action, *mails):
    data = {"action": action, "_selected_action": [mail.pk for mail in mails]}
    return client.post(LIST, data, follow=True)


def test_log_tells_to_whom_and_the_servers_words(down, notice, koordinator):
    notice(account(), ref="statusrunde 3")

    page = koordinator.get(LIST)
    assert rows(page) == ["anna@aalborg.dk"]
    for words in ("Ny tekst: Æbler", "Når en tekst venter på dig", "Prøves igen", "statusrunde 3"):
        assert words in page.text
    one = koordinator.get(page_of(Mail.objects.get())).text
    assert "Mailserveren kan ikke nås" in one and "Ikke sendt" in one


def test_link_in_a_waiting_mail_is_shown_to_nobody(down, notice, koordinator):
    notice(account())

    page = koordinator.get(page_of(Mail.objects.get())).text
    assert "Æbler &amp; pærer venter på dig." in page
    assert "https://tryg.example.dk/admin/1/" not in page and "/konto/mails/fra/" not in page


def test_text_about_an_account_is_shown_to_nobody(down, koordinator):
    send_invitation(account("ny", password=None))

    for address in (LIST, page_of(Mail.objects.get())):
        page = koordinator.get(address).text
        assert "/konto/adgangskode/vaelg/" not in page and "Vælg en adgangskode" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=anna", ["anna@aalborg.dk"]),
        ("?tilstand=venter", ["anna@aalborg.dk", "bo@aalborg.dk"]),
        ("?tilstand=igen", ["anna@aalborg.dk"]),
        ("?tilstand=sendt", []),
        ("?tilstand=opgivet", ["cille@aalborg.dk"]),
        ("?tilstand=uset", ["cille@aalborg.dk"]),
        ("?tilstand=stoppet", []),
        ("?slags=proeve", ["anna@aalborg.dk", "bo@aalborg.dk", "cille@aalborg.dk"]),
        ("?slags=konto", []),
    ],
)
def test_log_is_searched_and_filtered(down, notice, koordinator, query, found):
    notice(*[account(name, role=None) for name in ("anna", "bo", "cille")])
    Mail.objects.exclude(email__to="anna@aalborg.dk").update(attempts=0)
    Email.objects.filter(to="cille@aalborg.dk").update(status=Mail.FAILED)

    assert sorted(rows(koordinator.get(LIST + query))) == found


def test_log_costs_the_same_with_more_mails(down, notice, koordinator):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert koordinator.get(LIST).status_code == 200
        return len(queries)

    notice(account())
    koordinator.get(LIST)
    before = cost()
    notice(*[account(f"nr{n}", role=None) for n in range(12)])

    assert cost() == before


def test_chosen_are_stopped_and_sent_again(down, notice, koordinator):
    notice(account(), account("bo", role=None))
    anna, bo = Mail.objects.order_by("pk")

    assert "1 mail er stoppet." in act(koordinator, "stop_chosen", anna).text
    anna.refresh_from_db()
    bo.refresh_from_db()
    assert (anna.stopped_by, bo.stopped_at) == (koordinator.user, None)
    page = act(koordinator, "send_again", anna, bo).text
    assert "1 mail er lagt i kø" in page and "1 mail kunne ikke sendes igen" in page
    anna.refresh_from_db()
    assert anna.stopped_at is None


def test_one_is_stopped_and_given_up_ones_are_seen(down, notice, koordinator):
    notice(account())
    one = Mail.objects.get()
    koordinator.post(page_of(one), {"goer": "stop"})
    assert Mail.objects.get().stopped_by == koordinator.user

    Email.objects.update(status=Mail.FAILED)
    assert mail.mail_status().failed == 1
    koordinator.post(page_of(one), {"goer": "set"})
    assert mail.mail_status().failed == 0


def test_switch_stops_all_with_a_reason_and_lets_them_go(koordinator, client_for):
    page = koordinator.post(f"{LIST}stop/", {"hvorfor": "  "}, follow=True)
    assert "skriv hvorfor" in page.text and not MailStop.objects.exists()

    koordinator.post(f"{LIST}stop/", {"hvorfor": "Forkert dato i alle"})
    page = client_for("administrator").get(LIST).text
    assert "Alle mails er stoppet" in page and "Forkert dato i alle" in page
    assert "prøve koordinator" in page

    koordinator.post(f"{LIST}genoptag/")
    stop = MailStop.objects.get()
    assert (stop.resumed_by, stop.resumed_at <= timezone.now()) == (koordinator.user, True)


@pytest.mark.parametrize("role", ["styregruppe", "tovholder", "kommunikation"])
def test_others_neither_see_nor_stop(down, notice, client_for, role):
    notice(account())
    client = client_for(role)

    for address in (LIST, page_of(Mail.objects.get())):
        assert client.get(address).status_code == 403
    for address in (f"{LIST}stop/", f"{LIST}genoptag/", page_of(Mail.objects.get())):
        assert client.post(address, {"hvorfor": "x", "goer": "stop"}).status_code == 403
    assert not MailStop.objects.exists()


def test_mail_programs_own_button_turns_the_kind_off(notice):
    """RFC 8058: a POST from nowhere, without cookie or token of a form."""
    from django.core import mail as outbox
    from django.test import Client

    anna = account()
    notice(anna)
    headers = outbox.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/konto" + headers["List-Unsubscribe"].strip("<>").partition("/konto")[2]

    client = Client(enforce_csrf_checks=True)
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert notice(anna) == 0
    assert notice(account("bo", role=None)) == 1


def test_account_is_asked_only_of_what_its_roles_get(client_for):
    def asked(role):
        groups = client_for(role).get("/konto/").context["mail_groups"]
        return {kind["name"] for group in groups for kind in group["kinds"]}

    assert "gennemsyn_sendt" in asked("koordinator")
    assert "gennemsyn_sendt" not in asked("tovholder")
    assert "gennemsyn_afgjort" in asked("tovholder")
    assert "godkendelse_bedt" not in asked("koordinator")
