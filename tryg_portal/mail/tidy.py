"""How long what is known of mails is kept: it tells who was written to, and when."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from post_office.models import Email

from ..models import GatheredLine, GatheredMail, Mail, MailStop
from .queue import forget_text

KEEP_TEXT = timedelta(days=30)
"""Of a mail that was given up or held back; of one that was sent nothing is kept."""
KEEP_LOG = timedelta(days=180)
HELD_TOO_LONG = "Den blev holdt tilbage i mere end 30 dage og kan ikke længere sendes."


def forget_old():
    """For the clock, once a day."""
    now = timezone.now()
    old = Email.objects.filter(created__lt=now - KEEP_TEXT).exclude(message="", html_message="")
    held = Mail.objects.filter(email__in=old, email__status__in=Mail.WAITING)
    pks = list(held.values_list("email", flat=True))
    held.update(last_error=HELD_TOO_LONG)
    forget_text(Email.objects.filter(pk__in=list(old.values_list("pk", flat=True))))
    Email.objects.filter(pk__in=pks).update(status=Mail.FAILED)
    Email.objects.filter(created__lt=now - KEEP_LOG).delete()
    _forget_gathered(now - KEEP_LOG)


def forget(address, ref):
    """Of the mails about `ref` to somebody who is to be forgotten nothing is kept. Answers how many rows that was."""
    return Email.objects.filter(to=[address], mail__ref=ref).delete()[0]


def _forget_gathered(before):
    """Of a line that was sent its mark stays, so that it is never sent again; whom it was for cannot be read of it."""
    GatheredMail.objects.filter(date__lt=before).delete()
    sent = GatheredLine.objects.filter(sent_at__lt=before)
    sent.exclude(Q(address="") & Q(user=None)).update(address="", user=None, name="", text="")
    MailStop.objects.filter(resumed_at__lt=before).delete()
