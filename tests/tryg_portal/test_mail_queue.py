"""The way out: a server that is down for days, an address that is refused, all mails stopped; none lost or doubled."""
# ruff: noqa: F811, a test names the fixtures that are imported

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.utils import timezone
from freezegun import freeze_time
from post_office.models import STATUS, Email, Log

from tests.accounts import account
from tests.tryg_portal.test_mail import (  # noqa: F401, fixtures
    Inbox,
    inbox,
    notice,
    queue,
    smtp_server,
)
from tryg_portal import mail
from tryg_portal.accounts.invitations import send_invitation
from tryg_portal.mail import state, tidy
from tryg_portal.mail.queue import gap, send_waiting
from tryg_portal.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Choosy(Inbox):
    """A server that refuses some addresses, as told in `refused`: address → its words."""

    refused = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if words := self.refused.get(address):
            return words
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def choosy(queue, smtp_server):
    inbox = Choosy()
    server = Controller(inbox, hostname="127.0.0.1", port=smtp_server[0].port + 1)
    server.start()
    queue(server.port)
    yield inbox
    server.stop()


def later(**delta):
    cache.clear()
    return freeze_time(timezone.now() + timedelta(**delta))


def to(inbox):
    return sorted(message["To"] for message in inbox.messages)


def three():
    return [account(name, role=None) for name in ("anna", "bo", "cille")]


def test_server_that_is_down_for_a_day_loses_nothing_and_doubles_nothing(
    queue, smtp_server, notice
):
    queue(1)  # nobody listens there
    assert notice(*three()) == 3
    start = timezone.now()
    for minutes in range(1, 24 * 60, 30):
        cache.clear()
        with freeze_time(start + timedelta(minutes=minutes)):
            assert send_waiting() == 0
    status = mail.mail_status()
    assert (status.waiting, status.failed) == (3, 0)
    assert "Connection refused" in status.last_error

    server, inbox = smtp_server
    inbox.messages.clear()
    queue(server.port)
    for minutes in range(24 * 60, 26 * 60, 5):
        with freeze_time(start + timedelta(minutes=minutes)):
            send_waiting()

    assert to(inbox) == ["anna@aalborg.dk", "bo@aalborg.dk", "cille@aalborg.dk"]
    assert mail.mail_status().waiting == 0
    assert mail.mail_status().last_error == ""


def test_gaps_between_attempts_grow_to_an_hour():
    assert [gap(n).total_seconds() // 60 for n in (1, 2, 3, 4, 5, 100)] == [5, 10, 20, 40, 60, 60]


def test_easter_is_not_too_long_but_a_week_is(queue, notice):
    queue(1)
    notice(account())
    for days, waiting, failed in ((6, 1, 0), (8, 0, 1)):
        with later(days=days):
            send_waiting()
            status = mail.mail_status()
            assert (status.waiting, status.failed) == (waiting, failed)

    kept = Mail.objects.get()
    assert kept.email.message != "" and "Connection refused" in kept.last_error


def test_refused_address_is_given_up_at_once_with_the_servers_words(choosy, notice):
    choosy.refused = {"anna@aalborg.dk": "550 5.1.1 No such user"}

    notice(*three())

    assert to(choosy) == ["bo@aalborg.dk", "cille@aalborg.dk"]
    refused = Mail.objects.failed().get()
    assert (refused.attempts, refused.last_error) == (1, "550 5.1.1 No such user")
    assert Log.objects.get(email=refused.email, status=STATUS.failed).message == refused.last_error
    with later(hours=2):
        assert send_waiting() == 0


def test_address_that_is_refused_for_now_does_not_hold_the_others_back(choosy, notice):
    choosy.refused = {"anna@aalborg.dk": "451 4.7.1 Try again later"}
    notice(*three())
    assert to(choosy) == ["bo@aalborg.dk", "cille@aalborg.dk"]

    choosy.refused = {}
    with later(minutes=6):
        assert send_waiting() == 1


def test_first_failure_ends_the_round_when_the_server_is_down(queue, notice):
    queue(1)
    notice(*three())
    Log.objects.all().delete()

    with later(hours=2):
        send_waiting()

    assert Log.objects.count() == 1


def test_mail_that_was_sent_but_not_noted_goes_once_more_with_the_same_id(
    inbox, notice, monkeypatch
):
    from tryg_portal.mail import queue as module

    monkeypatch.setattr("django.db.transaction.on_commit", lambda *args, **kwargs: None)
    notice(account())
    with later(minutes=2), monkeypatch.context() as dying, pytest.raises(ZeroDivisionError):
        dying.setattr(module, "_note", lambda *args: 1 / 0)
        send_waiting()
    with later(minutes=3):
        assert send_waiting() == 0  # it is still the dead one's
    with later(minutes=8):
        assert send_waiting() == 1

    first, second = (message["Message-ID"] for message in inbox.messages)
    assert first == second


def test_mail_claimed_by_another_is_left(inbox, notice, monkeypatch):
    from tryg_portal.mail import queue as module

    monkeypatch.setattr("django.db.transaction.on_commit", lambda *args, **kwargs: None)
    notice(account())
    mine = Email.objects.get()
    theirs = Email.objects.get()

    assert module._claim(theirs) is True
    assert module._claim(mine) is False


def test_many_mails_are_left_to_the_clock(inbox, notice):
    notice(*[account(f"nr{n}", role=None) for n in range(6)])
    assert inbox.messages == []

    assert send_waiting() == 6


def test_letter_that_no_mail_can_hold_is_given_up_and_holds_nothing_back(inbox, notice):
    notice(account())
    Email.objects.update(
        status=STATUS.queued, message="x", from_email="a@b.dk", scheduled_time=timezone.now()
    )
    Email.objects.update(subject="Emne\nBcc: alle@example.dk")

    send_waiting()

    assert "kan ikke laves" in Mail.objects.failed().get().last_error


# --- Stop and resume ------------------------------------------------------------------------------------------------


def test_all_are_held_back_but_those_about_accounts(inbox, notice):
    kaja = account("kaja")
    assert state.stop_all(kaja, "Forkert tekst") is True
    assert state.stop_all(kaja, "Igen") is False

    notice(account())
    send_invitation(account("ny", password=None))
    with later(hours=1):
        assert send_waiting() == 0

    assert to(inbox) == ["ny@aalborg.dk"]
    status = mail.mail_status()
    assert (status.stopped, status.stopped_by, status.waiting) == (True, "Kaja", 1)


def test_what_was_held_back_has_its_whole_time_when_it_is_let_go(inbox, notice):
    kaja = account("kaja")
    state.stop_all(kaja, "Ferie")
    notice(account())

    with later(days=20):
        assert send_waiting() == 0
        assert mail.mail_status().failed == 0
        assert state.resume_all(kaja) is True
        assert state.resume_all(kaja) is False
        assert send_waiting() == 1
    assert mail.mail_status().stopped is False


def test_nothing_is_gathered_while_all_is_stopped(inbox):
    from tests.tryg_portal.test_mail_gathered import TUESDAY, at

    mail.register_mail("rykker", "Rykker", {}, required=(), frequencies=mail.REMINDER)
    mail.gather(mail.Recipient.of(account()), "rykker", "Meld status", "", key="a")
    state.stop_all(account("kaja"), "Ferie")

    with at(TUESDAY, "7.00"):
        assert mail.send_gathered() == 0
    mail.KINDS.pop("rykker")


def test_one_mail_is_stopped_and_sent_again(queue, smtp_server, notice):
    queue(1)
    notice(account())
    assert state.stop(Mail.objects.all(), account("kaja")) == 1
    assert mail.mail_status().waiting == 0
    server, inbox = smtp_server
    inbox.messages.clear()
    queue(server.port)
    with later(days=10):
        assert send_waiting() == 0
        assert state.send_again(Mail.objects.all()) == 1
        assert send_waiting() == 1


def test_sent_mail_is_neither_stopped_nor_sent_again(inbox, notice):
    notice(account())

    assert state.stop(Mail.objects.all(), account("kaja")) == 0
    assert state.send_again(Mail.objects.all()) == 0
    assert len(inbox.messages) == 1


def test_given_up_mail_can_be_sent_again_but_not_one_about_an_account(queue, smtp_server, notice):
    queue(1)
    notice(account())
    send_invitation(account("ny", password=None))
    with later(days=8):
        send_waiting()
        assert Mail.objects.failed().count() == 2
        assert state.send_again(Mail.objects.all()) == 1
        server, inbox = smtp_server
        inbox.messages.clear()
        queue(server.port)
        assert send_waiting() == 1
    assert to(inbox) == ["anna@aalborg.dk"]


def test_state_costs_the_same_with_more_mails(queue, notice, django_assert_num_queries):
    queue(1)
    notice(account())
    with django_assert_num_queries(3):
        mail.mail_status()
    notice(*[account(f"nr{n}", role=None) for n in range(8)])
    with django_assert_num_queries(3):
        mail.mail_status()


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_text_of_what_was_given_up_or_held_is_kept_for_thirty_days(queue, notice):
    queue(1)
    notice(account(), account("bo", role=None))
    state.stop(Mail.objects.filter(email__to="bo@aalborg.dk"), None)
    with later(days=29):
        send_waiting()
        tidy.forget_old()
        assert not Email.objects.filter(message="").exists()
    with later(days=31):
        tidy.forget_old()

    assert set(Email.objects.values_list("message", "html_message", "status")) == {
        ("", "", STATUS.failed)
    }


def test_whom_a_gathered_mail_was_for_is_forgotten_but_not_that_it_was_sent(inbox):
    from tests.tryg_portal.test_mail_gathered import TUESDAY, at
    from tryg_portal.models import GatheredLine, GatheredMail

    mail.register_mail("rykker", "Rykker", {}, required=(), frequencies=mail.REMINDER)
    anna = mail.Recipient.of(account())
    mail.gather(anna, "rykker", "Meld status", "", key="a")
    with at(TUESDAY, "7.00"):
        mail.send_gathered()
    with at("2027-06-01", "7.00"):
        tidy.forget_old()
        assert mail.gather(anna, "rykker", "Meld status", "", key="a") is False

    line = GatheredLine.objects.get()
    assert (line.address, line.user, GatheredMail.objects.count()) == ("", None, 0)
    mail.KINDS.pop("rykker")
