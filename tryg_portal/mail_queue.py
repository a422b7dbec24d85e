"""The way out for every mail: kept in the database first, sent at once, and again later if the server is down.

post_office has a backend of its own, but it reads the finished text once more as a Django template, so that a «{{» in
somebody's comment would break the mail, and it forgets a mail whose first delivery fails.
"""

from datetime import timedelta
from functools import partial

from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from post_office.mail import get_queued
from post_office.models import PRIORITY, STATUS, Email

HEAD_START = timedelta(minutes=1)
"""How long the clock leaves a new mail to the process that wrote it."""
RETRY_AFTER = timedelta(minutes=5)
GIVE_UP = timedelta(days=2)
"""After this a mail is no longer tried: what it says, and the link in it, is too old."""
KEEP = timedelta(days=30)
DOWN, DOWN_SECONDS = "tryg_portal.mail_is_down", 60
"""For so long nobody waits for a mail server that has just failed."""


class EmailBackend(BaseEmailBackend):
    def send_messages(self, messages):
        """Queue the mails; they leave when the transaction they belong to is kept."""
        emails = [_queued(message) for message in messages if message.recipients()]
        for email in emails:
            transaction.on_commit(partial(_deliver_now, email), robust=True)
        return len(emails)


def _queued(message):
    if message.attachments:
        raise NotImplementedError("Mails med vedhæftede filer: brug et link til filen i stedet.")
    html = [text for text, kind in getattr(message, "alternatives", []) if kind == "text/html"]
    headers = dict(message.extra_headers)
    if message.reply_to:
        headers.setdefault("Reply-To", ", ".join(message.reply_to))
    return Email.objects.create(
        from_email=message.from_email,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        subject=message.subject,
        message=message.body,
        html_message=html[0] if html else "",
        headers=headers,
        priority=PRIORITY.high,
        status=STATUS.queued,
        scheduled_time=timezone.now() + HEAD_START,
        expires_at=timezone.now() + GIVE_UP,
    )


def _deliver(email):
    """One attempt now; what fails waits for the clock, and neither breaks nor delays the user's request again."""
    if email.dispatch() == STATUS.failed:
        email.status = STATUS.requeued
        email.scheduled_time = timezone.now() + RETRY_AFTER
        email.save(update_fields=["status", "scheduled_time"])
        cache.set(DOWN, True, DOWN_SECONDS)
        return False
    forget_texts()
    return True


def forget_texts():
    """A mail that has left keeps its address and subject as a log, but not its text: that may hold a link to log in."""
    done = Q(status=STATUS.sent) | Q(expires_at__lt=timezone.now())
    sent = Email.objects.filter(done).exclude(message="", html_message="")
    sent.update(message="", html_message="", headers=None)


def send_waiting():
    """For the clock, each minute and on every machine: try what waits, forget what is old. Answers how many left."""
    left = 0
    for email in get_queued():
        if _claim(email):
            if not _deliver(email):
                break  # the server is down, and the clock has other things to do than to wait for it
            left += 1
    forget_texts()
    Email.objects.filter(created__lt=timezone.now() - KEEP).delete()
    return left


def _deliver_now(email):
    """While the request waits; after a failure the next ones are left to the clock, so that it waits only once."""
    if not cache.get(DOWN) and _claim(email):
        _deliver(email)


def _claim(email):
    """Put it off before it is sent, so that of two who run at once only one sends it."""
    mine = Email.objects.filter(
        pk=email.pk, status=email.status, scheduled_time=email.scheduled_time
    )
    return mine.update(scheduled_time=timezone.now() + RETRY_AFTER) == 1
