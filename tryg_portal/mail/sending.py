"""To whom: a mail of a registered kind to each who wants it, and the mails about accounts, which all get."""

import logging
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from . import choices, gathered
from .kinds import KINDS, NEVER, NOW
from .letter import checked, subject_of, wording_of, write
from .message import attach, first, message_of

log = logging.getLogger(__name__)
AT_ONCE = 5
"""So many mails are sent while the request waits; more are left to the clock, which sends them within a minute."""


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to, with an account or without."""

    email: str
    name: str = ""
    user: object = None

    @classmethod
    def of(cls, user):
        return cls(user.email, user.get_full_name() or user.get_username(), user)

    @property
    def address(self):
        return self.email.strip().lower()

    @property
    def can_be_written_to(self):
        return bool(self.address) and (self.user is None or self.user.is_active)


def send(recipients, kind, context, *, attachments=(), reply_to=None, ref="", wording=None):
    """One mail each to those who have not turned the kind off. Answers how many will get it.

    `wording` is for a mail whose words somebody has mended for this one time; else they are the kind's.

    Who has chosen to have the kind gathered gets a line in the gathered mail, unless it has files with it. An address
    that no mail can be sent to is logged, and keeps nobody else from theirs.
    """
    kind = KINDS[kind]
    wanted = {one.address: one for one in recipients if one.can_be_written_to}.values()
    users = [one.user.pk for one in wanted if one.user]
    often = choices.frequencies(kind, users)
    now, later = [], []
    for one in wanted:
        frequency = often[one.user.pk] if one.user else NOW
        if frequency == NOW or (attachments and frequency != NEVER):
            now.append(one)
        elif frequency != NEVER:
            later.append((one, frequency))
    wording = wording or wording_of(kind)
    for one, frequency in later:
        _gather(one, kind, _values(kind, one, context), wording, frequency)
    more = {"attachments": attachments, "reply_to": reply_to, "ref": ref}
    sent = sum(_send_one(one, kind, context, wording, len(now) <= AT_ONCE, more) for one in now)
    return sent + len(later)


def _values(kind, recipient, context):
    return checked(kind, {"navn": recipient.name, **context})


def _gather(recipient, kind, values, wording, frequency):
    gathered.put(
        recipient,
        kind,
        subject_of(wording, values),
        values.get("adresse", ""),
        key=f"{kind.name}-{uuid4().hex}",
        due_at=choices.due(frequency),
    )


def _send_one(recipient, kind, context, wording, at_once, more):
    footer, headers = _way_out(recipient, kind, more["reply_to"])
    values = _values(kind, recipient, context)
    letter = write(wording, values, footer={**footer, "language": kind.language})
    message = message_of(letter, recipient.email, headers=headers, reply_to=more["reply_to"])
    attach(message, more["attachments"])
    message.portal = {"kind": kind.name, "ref": more["ref"], "at_once": at_once}
    try:
        with transaction.atomic():
            message.send()
    except ValidationError:
        log.exception("%s: %s er ikke en adresse, der kan sendes mails til", kind.name, recipient)
        return False
    return True


def _way_out(recipient, kind, reply_to):
    """What stands at the bottom, and the headers that mail programs make a button of."""
    if recipient.user is None:
        return {"write_to": first(reply_to) or settings.MAIL_CONTACT}, {}
    if not kind.choosable:
        return {}, {}
    if NEVER not in kind.frequencies:
        return {"choices_url": settings.SITE_URL + reverse("konto")}, {}
    url = choices.sign_off_url(recipient.user, kind.name)
    headers = {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return {"sign_off_url": url}, headers


# --- About an account -----------------------------------------------------------------------------------------------


def send_account_mail(address, template, context):
    """A mail that nobody can turn off or stop: invitations and what concerns the security of the account."""
    with translation.override("da"):
        context = {**context, "site_url": settings.SITE_URL}
        subject, _, text = render_to_string(f"mail/{template}.txt", context).strip().partition("\n")
        subject = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + " ".join(subject.split())
        html = render_to_string(f"mail/{template}.html", {**context, "subject": subject})
    message = EmailMultiAlternatives(subject, text.strip() + "\n", None, [address])
    message.attach_alternative(html, "text/html")
    message.send()
