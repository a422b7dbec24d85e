"""A letter as a message that can be sent, with its files."""

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives

CALENDAR = "text/calendar"


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    mime: str


def first(reply_to):
    """The address to answer, be it given as one or as a list."""
    return reply_to if isinstance(reply_to, str) or not reply_to else reply_to[0]


def message_of(letter, address, *, headers=None, reply_to=None):
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        None,
        [address],
        headers=headers,
        reply_to=[first(reply_to)] if reply_to else None,
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def attach(message, attachments):
    """A call to a meeting goes twice: as a way to read the mail, for programs with a calendar, and as a file."""
    for one in attachments:
        mime, _, parameters = one.mime.partition(";")
        if mime.strip() != CALENDAR:
            message.attach(one.name, bytes(one.content), one.mime)
            continue
        method = [p.strip() for p in parameters.split(";") if p.strip().startswith("method=")]
        calendar = bytes(one.content).decode()
        message.attach_alternative(calendar, "; ".join([CALENDAR, *method]))
        message.attach(one.name, bytes(one.content), "application/ics")
