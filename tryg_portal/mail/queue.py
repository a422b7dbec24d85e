"""The way out for every mail: kept in the database first, sent at once, and again later if the server is down.

post_office has a backend of its own, but it reads the finished text once more as a Django template, so that a «{{» in
somebody's comment would break the mail, it forgets a mail whose first delivery fails, and it keeps files in a folder
that is public. Its tables are used: the mail, and a line for each attempt.

A mail is sent once. The one exception is a process that dies, or a line that breaks, after the server has taken the
mail and before that is noted: then it goes once more, with the same Message-ID, by which a mail program can tell.
"""

from datetime import timedelta
from email.utils import make_msgid
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Email, Log

from ..models import Mail, MailAttachment
from .errors import Outcome, outcome_of
from .state import GIVE_UP, GIVE_UP_ACCOUNT, current_stop

HEAD_START = timedelta(minutes=1)
"""How long the clock leaves a new mail to the process that wrote it."""
LEASE = timedelta(minutes=5)
"""How long a mail belongs to the process that has begun to send it."""
RETRY_FIRST, RETRY_LAST = timedelta(minutes=5), timedelta(hours=1)
"""The gap after the first failure; each is twice the one before, up to the last."""
BATCH = 100
DOWN, DOWN_SECONDS = "tryg_portal.mail_is_down", 60
"""For so long nobody waits for a mail server that has just failed."""


class EmailBackend(BaseEmailBackend):
    def send_messages(self, messages):
        """Queue the mails; they leave when the transaction they belong to is kept."""
        count = 0
        for message in messages:
            if message.recipients():
                about = getattr(message, "portal", {"at_once": True})
                email = _queued(message, about)
                count += 1
                if about["at_once"]:
                    transaction.on_commit(partial(_deliver_now, email), robust=True)
        return count


@transaction.atomic
def _queued(message, about):
    """The row of post_office, ours beside it, and its files; a file without a name is one more way to read the mail.

    What has no kind is allauth's: about an account.
    """
    account = "kind" not in about
    headers = dict(message.extra_headers)
    if message.reply_to:
        headers.setdefault("Reply-To", ", ".join(message.reply_to))
    ways = getattr(message, "alternatives", [])
    html = next((text for text, mime in ways if mime == "text/html"), "")
    now = timezone.now()
    email = Email.objects.create(
        from_email=message.from_email,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        subject=message.subject,
        message=message.body,
        html_message=html,
        headers=headers,
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        priority=PRIORITY.high if account else PRIORITY.medium,
        status=STATUS.queued,
        scheduled_time=now + HEAD_START if about["at_once"] else now,
        expires_at=now + (GIVE_UP_ACCOUNT if account else GIVE_UP),
    )
    Mail.objects.create(
        email=email, account=account, kind=about.get("kind", ""), ref=about.get("ref", "")[:200]
    )
    others = [("", content, mime) for content, mime in ways if mime != "text/html"]
    for name, content, mime in map(_file, [*others, *message.attachments]):
        MailAttachment.objects.create(email=email, name=name, content=content, mime=mime)
    return email


def _file(attachment):
    if not isinstance(attachment, tuple):
        raise NotImplementedError("Vedhæft filer med navn, indhold og type.")
    name, content, mime = attachment
    return name, content.encode() if isinstance(content, str) else content, mime or ""


def send_waiting():
    """For the clock, each minute and on every machine: try what waits, give up what is old. Answers how many left."""
    stopped = current_stop() is not None
    _give_up(stopped)
    left = 0
    for email in _due(stopped)[:BATCH]:
        if not _claim(email):
            continue
        outcome = _deliver(email)
        if outcome is Outcome.DOWN:
            break  # the clock has other things to do than to wait for it
        left += outcome is Outcome.SENT
    return left


def _due(stopped):
    now = timezone.now()
    waiting = _waiting(stopped).filter(scheduled_time__lte=now, expires_at__gt=now)
    return waiting.order_by("-priority", "scheduled_time", "pk")


def _waiting(stopped):
    waiting = Email.objects.filter(status__in=Mail.WAITING, mail__stopped_at=None)
    return waiting.filter(mail__account=True) if stopped else waiting


def _deliver_now(email):
    """While the request waits; after a failure the next ones are left to the clock, so that it waits only once."""
    if cache.get(DOWN) or (not _is_account(email) and current_stop()):
        return
    if _claim(email):
        _deliver(email)


def _is_account(email):
    return Mail.objects.filter(email=email, account=True).exists()


def _claim(email):
    """Put it off before it is sent, so that of two who run at once only one sends it.

    The time is asked for in the row itself, not only in the sub-select: PostgreSQL looks at the row once more when it
    has waited for the other.
    """
    free = Email.objects.filter(pk=email.pk, status__in=Mail.WAITING, mail__stopped_at=None)
    mine = Email.objects.filter(pk__in=free.values("pk"), scheduled_time=email.scheduled_time)
    return mine.update(scheduled_time=timezone.now() + LEASE) == 1


def _deliver(email):
    """One attempt, and in one transaction all that is to be known of it."""
    try:
        _message(email).send()
    except Exception as error:
        outcome, words = outcome_of(error)
    else:
        outcome, words = Outcome.SENT, ""
    if outcome is Outcome.DOWN:
        cache.set(DOWN, True, DOWN_SECONDS)
    _note(email, outcome, words)
    return outcome


def _message(email):
    kind = EmailMultiAlternatives if email.html_message else EmailMessage
    message = kind(
        email.subject,
        email.message,
        email.from_email,
        email.to,
        bcc=email.bcc,
        cc=email.cc,
        headers={**(email.headers or {}), "Message-ID": email.message_id or make_msgid()},
        connection=get_connection(settings.POST_OFFICE["BACKENDS"]["default"]),
    )
    if email.html_message:
        message.attach_alternative(email.html_message, "text/html")
    for file in email.files.all():
        if file.name:
            message.attach(file.name, bytes(file.content), file.mime or None)
        else:
            message.attach_alternative(bytes(file.content).decode(), file.mime)
    return message


@transaction.atomic
def _note(email, outcome, words):
    mail = Mail.objects.filter(email=email)
    mail.update(attempts=F("attempts") + 1, last_error=words)
    status = STATUS.sent if outcome is Outcome.SENT else STATUS.failed
    Log.objects.create(email=email, status=status, message=words)
    if outcome is Outcome.SENT:
        mail.update(stopped_at=None)
        Email.objects.filter(pk=email.pk).update(status=STATUS.sent)
        forget_text(Email.objects.filter(pk=email.pk))
    elif outcome is Outcome.REFUSED:
        _fail(Email.objects.filter(pk=email.pk))
    else:
        again = timezone.now() + gap(mail.get().attempts)
        Email.objects.filter(pk=email.pk).update(status=STATUS.requeued, scheduled_time=again)


def gap(attempts):
    return min(RETRY_FIRST * 2 ** min(attempts - 1, 10), RETRY_LAST)


def _give_up(stopped):
    """What nobody has held back, and no server has taken in all its time."""
    old = _waiting(stopped).filter(expires_at__lte=timezone.now())
    _fail(Email.objects.filter(pk__in=list(old.values_list("pk", flat=True))))


def _fail(emails):
    """The text is kept, so that it can be sent again; not that of a mail about an account, whose link is a key."""
    emails.update(status=STATUS.failed)
    forget_text(Email.objects.filter(pk__in=emails.filter(mail__account=True).values("pk")))


def forget_text(emails):
    """What is kept as a log is address and subject, not what it said: that may hold a secret link."""
    MailAttachment.objects.filter(email__in=emails).delete()
    emails.update(message="", html_message="", headers=None)
