"""Mails as they arrive by a real SMTP server; kept when the server is down; turned off by a link."""

import email
import socket
from datetime import timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core import mail as outbox
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from freezegun import freeze_time
from post_office.models import STATUS, Email

from tests.accounts import PASSWORD, account, authenticator_app, code, proven_login
from tryg_portal import mail
from tryg_portal.accounts.invitations import send_invitation
from tryg_portal.mail import queue as mail_queue
from tryg_portal.mail import tidy
from tryg_portal.models import MailChoice

pytestmark = pytest.mark.django_db


class Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def text(self, kind="plain"):
        return self.messages[-1].get_body((kind,)).get_content()


@pytest.fixture(scope="module")
def smtp_server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    yield server, inbox
    server.stop()


@pytest.fixture
def queue(settings, commits_at_once):
    """Mails go the way they go in earnest; `queue(port)` is where the server is."""
    settings.EMAIL_BACKEND = "tryg_portal.mail.queue.EmailBackend"
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    }
    settings.EMAIL_HOST = "127.0.0.1"

    def at(port):
        settings.EMAIL_PORT = port

    return at


@pytest.fixture
def inbox(smtp_server, queue):
    server, inbox = smtp_server
    queue(server.port)
    inbox.messages.clear()
    return inbox


@pytest.fixture
def notice(settings, tmp_path):
    """A kind of notice, as the domain would make it."""
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "proeve.txt").write_text(
        "Ny tekst: [titel]\n[titel] venter på dig.\n\nLæs den: [adresse]"
    )
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [tmp_path, *templates["DIRS"]]}]
    mail.register_mail(
        "proeve",
        "Når en tekst venter på dig",
        {"titel": ("Titel", "Æbler"), "adresse": ("Link", "")},
    )

    def send(*users, titel="Æbler & pærer", **more):
        values = {"titel": titel, "adresse": "https://tryg.example.dk/admin/1/"}
        return mail.send(map(mail.Recipient.of, users), "proeve", values, **more)

    yield send
    mail.KINDS.pop("proeve")


def assert_both_in_danish(inbox, *words):
    message = inbox.messages[-1]
    assert message.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        text = inbox.text(kind)
        assert "Hej" in text and "Venlig hilsen" in text
        assert [word for word in words if word not in text] == []
        assert "{{" not in text and "{%" not in text
    assert message["Subject"].startswith("Tryg Aalborg: ")
    assert "Tryg Aalborg" in message["From"]


def test_invitation_arrives(inbox):
    send_invitation(account(password=None))

    assert_both_in_danish(
        inbox, "Anna", "Linket virker én gang og i 3 dage", "/konto/adgangskode/vaelg/"
    )
    assert inbox.messages[-1]["To"] == "anna@aalborg.dk"


def test_reset_arrives(inbox, client):
    account()

    client.post("/konto/adgangskode/nulstil/", {"email": "anna@aalborg.dk"})

    assert_both_in_danish(inbox, "Linket virker én gang", "/konto/adgangskode/vaelg/")
    assert inbox.messages[-1]["Subject"] == "Tryg Aalborg: Vælg en ny adgangskode"


def test_changed_password_is_told(inbox, client):
    client.force_login(account(role=None))
    new = "en helt ny adgangskode"

    client.post(
        "/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert_both_in_danish(inbox, "Din adgangskode er ændret", "IP-adressen 127.0.0.1")


def test_new_second_factor_is_told(inbox, client):
    client.force_login(account())
    client.post("/konto/bekraeft/", {"password": PASSWORD})
    secret = client.get("/konto/to-trin/app/").context["form"].secret

    client.post("/konto/to-trin/app/", {"code": code(secret)})

    assert_both_in_danish(inbox, "Kodeappen er slået til", "Var det ikke dig")


def test_new_recovery_codes_are_told(inbox, client):
    user = account()
    secret = authenticator_app(user)
    proven_login(client, user)
    client.post("/konto/to-trin/bekraeft/", {"code": code(secret)})

    client.post("/konto/to-trin/genoprettelseskoder/nye/")

    assert_both_in_danish(inbox, "genoprettelseskoder")


def test_notice_arrives_with_a_link_that_turns_it_off(inbox, notice):
    assert notice(account()) == 1

    assert_both_in_danish(inbox, "Få ikke flere af disse mails", "/konto/mails/fra/")
    assert "Æbler & pærer venter" in inbox.text("plain")
    assert "Æbler &amp; pærer venter" in inbox.text("html")
    assert "/konto/mails/fra/" in inbox.messages[-1]["List-Unsubscribe"]


def test_what_somebody_wrote_is_not_read_as_a_template(inbox, notice):
    notice(account(), titel="{{ settings }} {% oops %}")

    assert "{{ settings }} {% oops %}" in inbox.text("plain")


def test_line_break_in_a_title_does_not_become_a_header(inbox, notice):
    notice(account(), titel="Godt\nBcc: alle@example.dk")

    assert inbox.messages[-1]["Bcc"] is None


def test_mail_is_danish_whatever_language_is_active(inbox, notice):
    from django.utils import translation

    with translation.override("en"):
        notice(account())

    assert_both_in_danish(inbox, "venter på dig")


def test_nobody_gets_a_notice_without_an_open_account_and_an_address(inbox, notice):
    closed = account("lukket", is_active=False)
    without = User.objects.create_user("uden")

    assert notice(closed, without) == 0


# --- The queue ------------------------------------------------------------------------------------------------------


def test_dead_server_loses_nothing_and_breaks_nothing(queue, smtp_server, notice, client):
    queue(1)
    account()

    response = client.post("/konto/adgangskode/nulstil/", {"email": "anna@aalborg.dk"})

    assert response.status_code == 302
    assert [waiting.status for waiting in Email.objects.all()] == [STATUS.requeued]

    server, inbox = smtp_server
    inbox.messages.clear()
    queue(server.port)
    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert mail_queue.send_waiting() == 1

    assert_both_in_danish(inbox, "/konto/adgangskode/vaelg/")


def test_mail_leaves_once(inbox, notice):
    notice(account())

    with freeze_time(timezone.now() + timedelta(minutes=30)):
        mail_queue.send_waiting()

    assert len(inbox.messages) == 1


def test_clock_leaves_a_new_mail_to_the_process_that_wrote_it(queue, notice, monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda *args, **kwargs: None)
    notice(account())

    assert mail_queue.send_waiting() == 0
    assert Email.objects.count() == 1


def test_mail_of_a_transaction_that_is_undone_is_not_sent(queue, settings, notice):
    """The queue is a table: what is rolled back was never in it."""
    from django.db import transaction

    with transaction.atomic():
        notice(account())
        transaction.set_rollback(True)

    assert not Email.objects.exists()


def test_text_of_a_mail_is_not_kept(inbox):
    send_invitation(account(password=None))

    kept = Email.objects.get()
    assert (kept.status, kept.message, kept.html_message, kept.to) == (
        STATUS.sent,
        "",
        "",
        ["anna@aalborg.dk"],
    )


def test_log_of_mails_is_forgotten_after_half_a_year(inbox):
    send_invitation(account(password=None))

    with freeze_time(timezone.now() + timedelta(days=181)):
        tidy.forget_old()

    assert not Email.objects.exists()


def test_copies_and_the_address_to_answer_follow_the_mail(inbox):
    message = EmailMultiAlternatives(
        "Emne", "Tekst", to=["a@b.dk"], cc=["c@d.dk"], reply_to=["svar@aalborg.dk"]
    )
    message.send()

    assert inbox.messages[-1]["Cc"] == "c@d.dk"
    assert inbox.messages[-1]["Reply-To"] == "svar@aalborg.dk"


# --- Turning a kind off ---------------------------------------------------------------------------------------------


def sign_off_path(message):
    header = message.extra_headers["List-Unsubscribe"].strip("<>")
    return header.removeprefix(django_settings.SITE_URL)


@pytest.fixture
def anna():
    return account(role=None)


@pytest.fixture
def link(anna, notice):
    notice(anna)
    return sign_off_path(outbox.outbox[-1])


def test_link_asks_before_it_turns_anything_off(client, link):
    """Mail programs open links beforehand."""
    response = client.get(link)

    assert "Når en tekst venter på dig" in response.text
    assert not MailChoice.objects.exists()


def test_link_turns_the_kind_off_without_a_login(client, link, notice, anna):
    client.post(link)

    assert notice(anna) == 0


def test_link_works_once(client, link, anna):
    client.post(link)
    mail.choose(anna.pk, "proeve", mail.NOW)

    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert "Linket er brugt" in response.text
    assert MailChoice.objects.get().frequency == mail.NOW


@pytest.mark.parametrize(("days", "status"), [(59, 200), (61, 410)])
def test_link_expires_after_sixty_days(client, link, days, status):
    with freeze_time(timezone.now() + timedelta(days=days)):
        assert client.get(link).status_code == status
        client.post(link)

    assert MailChoice.objects.exists() is (status == 200)


def test_link_of_one_kind_leaves_the_others(client, link, anna):
    client.post(link)

    assert list(MailChoice.objects.values_list("user", "kind")) == [(anna.pk, "proeve")]


@pytest.mark.parametrize("salt", [None, "noget andet"])
def test_link_that_is_tampered_with_turns_nothing_off(client, anna, salt):
    token = signing.dumps([anna.pk, "proeve", 0], salt=salt) if salt else "x"

    assert client.post(f"/konto/mails/fra/{token}/").status_code == 410
    assert not MailChoice.objects.exists()


def test_kind_is_turned_on_again_on_the_account(client, link, notice, anna):
    client.post(link)
    client.force_login(anna)
    assert chosen(client) == "aldrig"

    client.post("/konto/mails/", {"proeve": "straks"})

    assert chosen(client) == "straks"
    assert notice(anna) == 1


@pytest.mark.parametrize("choice", [{"noget-andet": "aldrig"}, {"proeve": "hver time"}, {}])
def test_what_cannot_be_chosen_is_not(client, anna, notice, choice):
    client.force_login(anna)

    assert client.post("/konto/mails/", choice).status_code == 302
    assert not MailChoice.objects.exists()


def chosen(client):
    groups = client.get("/konto/").context["mail_groups"]
    return {kind["name"]: kind["chosen"] for group in groups for kind in group["kinds"]}["proeve"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
