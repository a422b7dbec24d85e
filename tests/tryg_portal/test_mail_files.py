"""Files that go with a mail: whole through a real mail server, kept in the database, and only until it is sent."""
# ruff: noqa: F811, a test names the fixtures that are imported

from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from post_office.models import STATUS, Email

from tests.accounts import account
from tests.tryg_portal.test_mail import inbox, notice, queue, smtp_server  # noqa: F401, fixtures
from tryg_portal import mail
from tryg_portal.mail.queue import send_waiting
from tryg_portal.models import MailAttachment

pytestmark = pytest.mark.django_db
PDF = mail.Attachment("dagsorden æøå.pdf", bytes(range(256)) * 40, "application/pdf")
ICS = mail.Attachment(
    "møde.ics",
    "\r\n".join(
        ["BEGIN:VCALENDAR", "METHOD:REQUEST", "SUMMARY:Møde på Ø", "END:VCALENDAR", ""]
    ).encode(),
    "text/calendar; method=REQUEST; charset=utf-8",
)


def parts(message):
    return [part for part in message.walk() if not part.is_multipart()]


def test_file_arrives_whole(inbox, notice):
    notice(account(), attachments=[PDF])

    [file] = inbox.messages[-1].iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (PDF.name, "application/pdf")
    assert file.get_payload(decode=True) == PDF.content


def test_call_to_a_meeting_comes_as_an_alternative_and_as_a_file(inbox, notice):
    notice(account(), attachments=[ICS])

    message = inbox.messages[-1]
    assert message.get_content_type() == "multipart/mixed"
    plain, html, call, file = parts(message)
    assert [part.get_content_type() for part in (plain, html, call, file)] == [
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert message.get_payload(0).get_content_type() == "multipart/alternative"
    assert call.get_param("method") == "REQUEST"
    assert call.get_content_charset() == "utf-8"
    assert call["Content-Type"].count("charset") == 1
    assert call.get_content_disposition() is None
    assert file.get_filename() == "møde.ics"
    assert file.get_payload(decode=True) == ICS.content
    assert call.get_content().splitlines() == ICS.content.decode().splitlines()


def test_files_survive_a_server_that_is_down_and_are_gone_when_sent(
    queue, smtp_server, notice, settings
):
    queue(1)
    notice(account(), attachments=[PDF, ICS])
    assert MailAttachment.objects.exclude(name="").count() == 2
    assert not (Path(settings.MEDIA_ROOT) / "post_office_attachments").exists()

    server, inbox = smtp_server
    inbox.messages.clear()
    queue(server.port)
    Email.objects.update(scheduled_time=Email.objects.get().created)
    assert send_waiting() == 1

    assert len(list(inbox.messages[0].iter_attachments())) == 2
    assert not MailAttachment.objects.exists()
    assert Email.objects.get().status == STATUS.sent


def test_mail_with_files_is_not_gathered_but_may_be_turned_off(inbox, notice):
    anna = account()
    mail.choose(anna.pk, "proeve", mail.DAILY)
    assert notice(anna, attachments=[ICS]) == 1
    assert len(inbox.messages) == 1

    mail.choose(anna.pk, "proeve", mail.NEVER)
    assert notice(anna, attachments=[ICS]) == 0


def test_text_file_of_any_message_arrives(inbox):
    message = EmailMessage("Emne", "Tekst", to=["a@b.dk"])
    message.attach("brev.txt", "Æbler", "text/plain")
    message.send()

    [file] = inbox.messages[-1].iter_attachments()
    assert file.get_content().strip() == "Æbler"
