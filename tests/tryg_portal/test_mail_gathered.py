"""The gathered mail: once a day, in the morning, to those who have not turned it off; each line once for ever."""
# ruff: noqa: F811, a test names the fixtures that are imported

from datetime import UTC, datetime

import pytest
from django.core import mail as outbox
from freezegun import freeze_time

from tests.accounts import account
from tests.tryg_portal.test_mail import inbox, queue, smtp_server  # noqa: F401, fixtures
from tryg_portal import mail
from tryg_portal.models import GatheredLine, GatheredMail

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MONDAY = "2026-11-23"
TUESDAY = "2026-11-24"
URL = "https://tryg.example.dk/status/1/"


def at(day, danish):
    """Winter: Danish time is an hour ahead."""
    hour, minute = map(int, danish.split("."))
    return freeze_time(
        datetime.fromisoformat(f"{day} {hour:02}:{minute:02}").replace(tzinfo=UTC) - HOUR
    )


HOUR = datetime(2026, 1, 1, 1) - datetime(2026, 1, 1)


@pytest.fixture(autouse=True)
def _kinds():
    mail.register_mail(
        "rykker", "Når du mangler", {}, group="Status", required=(), frequencies=mail.REMINDER
    )
    mail.register_mail(
        "nyt", "Når der er nyt", {"hvad": ("Hvad", "x"), "adresse": ("Link", URL)}, group="Nyt"
    )
    yield
    mail.KINDS.pop("rykker"), mail.KINDS.pop("nyt")


@pytest.fixture
def anna():
    return mail.Recipient.of(account(role=None))


@pytest.fixture
def nyt(settings, tmp_path):
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "nyt.txt").write_text("Nyt: [hvad]\nDer er nyt om [hvad].\n\nLæs det: [adresse]")
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [tmp_path, *templates["DIRS"]]}]
    return lambda who, hvad: mail.send([who], "nyt", {"hvad": hvad, "adresse": URL})


def remind(who, key="status-1-", text="Meld status på Tryg trappe"):
    return mail.gather(who, "rykker", text, URL, key=key)


def sent():
    return [(message.to[0], message.body) for message in outbox.outbox]


def test_lines_come_in_one_mail_from_seven_in_the_morning(anna):
    with at(MONDAY, "2.00"):
        remind(anna)
        remind(anna, "status-2-", "Meld status på <b>Nattevagt</b>")
    with at(MONDAY, "6.59"):
        assert mail.send_gathered() == 0
    with at(MONDAY, "7.00"):
        assert mail.send_gathered() == 1

    [(to, text)] = sent()
    assert to == "anna@aalborg.dk"
    assert "Her er det, der venter på dig" in text
    assert f"Status\n- Meld status på Tryg trappe\n  {URL}" in text
    html = outbox.outbox[0].alternatives[0][0]
    assert f'<a href="{URL}"' in html and "&lt;b&gt;Nattevagt" in html


def test_no_address_gets_two_in_a_day(anna):
    with at(MONDAY, "7.00"):
        remind(anna)
        mail.send_gathered()
    with at(MONDAY, "9.00"):
        remind(anna, "status-2-")
        assert mail.send_gathered() == 0
    with at(TUESDAY, "7.00"):
        assert mail.send_gathered() == 1

    assert len(sent()) == 2


def test_clock_that_runs_each_minute_sends_once(anna):
    remind(anna)
    for minute in range(5):
        with at(TUESDAY, f"7.0{minute}"):
            remind(anna)
            mail.send_gathered()

    assert len(sent()) == 1


def test_second_process_that_comes_in_between_makes_no_second_mail(anna, monkeypatch):
    from tryg_portal.mail import gathered

    remind(anna)
    real = gathered._take

    def both(address, now):
        lines = real(address, now)
        GatheredMail.objects.get_or_create(address=address, date="2026-11-24")
        return lines

    monkeypatch.setattr(gathered, "_take", both)
    with at(TUESDAY, "7.00"):
        assert mail.send_gathered() == 0

    assert sent() == []
    assert GatheredLine.objects.waiting().exists()


def test_line_is_not_lost_when_the_mail_cannot_be_made(anna, monkeypatch):
    from tryg_portal.mail import gathered

    remind(anna)
    with monkeypatch.context() as broken, at(TUESDAY, "7.00"):
        broken.setattr(gathered, "_message", lambda *args: 1 / 0)
        assert mail.send_gathered() == 0
    with at(TUESDAY, "7.01"):
        assert mail.send_gathered() == 1


def test_same_key_is_a_line_once_for_ever(anna):
    assert remind(anna) is True
    assert remind(anna) is False
    with at(TUESDAY, "7.00"):
        mail.send_gathered()

    assert remind(anna) is False
    assert remind(mail.Recipient("en.anden@aalborg.dk")) is True


def test_line_whose_thing_is_done_is_not_sent(anna):
    remind(anna, "status-1-7dage")
    remind(anna, "status-12-7dage", "Den anden")

    assert mail.drop("status-1-") == 1
    with at(TUESDAY, "7.00"):
        mail.send_gathered()

    assert "Den anden" in sent()[0][1] and "Tryg trappe" not in sent()[0][1]


def test_somebody_without_an_account_is_told_whom_to_write_to(settings):
    settings.MAIL_CONTACT = "tryg@aalborg.dk"
    remind(mail.Recipient("Per@Forening.dk", "Per Holm"))

    with at(TUESDAY, "7.00"):
        mail.send_gathered()

    [(to, text)] = sent()
    assert to == "per@forening.dk"
    assert "Hej Per Holm" in text and "skriv til tryg@aalborg.dk" in text
    assert "/konto/" not in text


def test_monday_is_for_those_who_chose_the_week(anna):
    mail.choose(anna.user.pk, "rykker", mail.WEEKLY)
    with at(TUESDAY, "10.00"):
        remind(anna)
    with at("2026-11-29", "7.00"):
        assert mail.send_gathered() == 0
    with at("2026-11-30", "7.00"):
        assert mail.send_gathered() == 1


def test_kind_turned_off_gives_no_line_and_takes_those_that_wait(anna):
    remind(anna)

    mail.choose(anna.user.pk, "rykker", mail.NEVER)

    assert remind(anna, "status-2-") is False
    with at(TUESDAY, "7.00"):
        assert mail.send_gathered() == 0


def test_closed_account_gets_nothing_of_what_waited(anna):
    remind(anna)
    type(anna.user).objects.update(is_active=False)

    with at(TUESDAY, "7.00"):
        assert mail.send_gathered() == 0
    assert not GatheredLine.objects.exists()


def test_notice_that_is_gathered_by_choice_waits_for_the_next_morning(anna, nyt):
    mail.choose(anna.user.pk, "nyt", mail.DAILY)
    with at(MONDAY, "10.00"):
        assert nyt(anna, "trappen") == 1
        nyt(anna, "lyset")
        assert mail.send_gathered() == 0
    with at(TUESDAY, "7.00"):
        mail.send_gathered()

    [(_, text)] = sent()
    assert f"Nyt\n- Nyt: trappen\n  {URL}\n- Nyt: lyset" in text
    assert "/konto/" in text


def test_choice_that_the_kind_does_not_offer_is_none(anna):
    mail.choose(anna.user.pk, "rykker", mail.NOW)

    assert remind(anna) is True


def test_what_a_line_said_is_forgotten_when_it_is_sent(anna):
    remind(anna)
    with at(TUESDAY, "7.00"):
        mail.send_gathered()

    line = GatheredLine.objects.get()
    assert (line.text, line.url, line.name) == ("", "", "")


def test_gathered_mail_waits_in_the_queue_when_the_server_is_down(queue, smtp_server, anna):
    from tryg_portal.mail.queue import send_waiting

    queue(1)
    remind(anna)
    with at(TUESDAY, "7.00"):
        assert mail.send_gathered() == 1
        assert send_waiting() == 0
    server, inbox = smtp_server
    inbox.messages.clear()
    queue(server.port)
    with at(TUESDAY, "12.00"):
        assert mail.send_gathered() == 0
        assert send_waiting() == 1

    assert [message["To"] for message in inbox.messages] == ["anna@aalborg.dk"]
