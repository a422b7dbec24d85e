"""How it goes with the mails, for the desk; holding all of them back, and letting them go again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from post_office.models import Email

from ..models import Mail, MailStop

GIVE_UP = timedelta(days=7)
"""So long a server may be down without loss: longer than Easter."""
GIVE_UP_ACCOUNT = timedelta(days=3)
"""The link in a mail about an account is too old by then."""


@dataclass(frozen=True)
class MailStatus:
    waiting: int
    """Not yet sent, and not stopped one by one."""
    oldest: datetime | None
    """When the oldest of them was written."""
    failed: int
    """Given up, and not yet seen by anybody."""
    stopped: bool
    stopped_by: str
    last_error: str
    """The mail server's words about what waits or was given up; empty when all goes well."""


def mail_status():
    """Three look-ups, however many mails there are."""
    waiting = Q(email__status__in=Mail.WAITING, stopped_at=None)
    failed = Q(email__status=Mail.FAILED, seen=False)
    counts = Mail.objects.filter(waiting | failed).aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("email__created", filter=waiting),
        failed=Count("pk", filter=failed),
        told=Max("pk", filter=~Q(last_error="")),
    )
    pk = counts.pop("told")
    told = pk and Mail.objects.filter(pk=pk).values_list("last_error", flat=True).first()
    stop = current_stop()
    by = (
        (stop.stopped_by.get_full_name() or str(stop.stopped_by))
        if stop and stop.stopped_by
        else ""
    )
    return MailStatus(**counts, stopped=stop is not None, stopped_by=by, last_error=told or "")


def current_stop():
    return MailStop.objects.filter(resumed_at=None).select_related("stopped_by").first()


def stop_all(user, reason):
    """Hold every mail back but those about accounts. Answers False when somebody already has."""
    try:
        with transaction.atomic():
            MailStop.objects.create(stopped_by=user, reason=reason)
    except IntegrityError:
        return False
    return True


def resume_all(user):
    """Let them go; what has waited for somebody's word has its whole time to be delivered."""
    now = timezone.now()
    with transaction.atomic():
        ended = MailStop.objects.filter(resumed_at=None).update(resumed_at=now, resumed_by=user)
        if ended:
            held = Mail.objects.waiting().filter(account=False)
            Email.objects.filter(mail__in=held).update(expires_at=now + GIVE_UP)
    return bool(ended)


def stop(mails, user):
    """Hold these back, of those that wait. Answers how many."""
    return mails.waiting().update(stopped_at=timezone.now(), stopped_by=user)


def send_again(mails):
    """Those that are stopped or given up, while their text is kept, wait again. Answers how many."""
    now = timezone.now()
    held = mails.filter(Q(email__status=Mail.FAILED) | Q(stopped_at__isnull=False))
    held = held.exclude(email__status=Mail.SENT).exclude(email__message="")
    pks = list(held.values_list("pk", flat=True))
    with transaction.atomic():
        Email.objects.filter(mail__in=pks).update(
            status=Mail.QUEUED, scheduled_time=now, expires_at=now + GIVE_UP
        )
        return Mail.objects.filter(pk__in=pks).update(
            stopped_at=None, stopped_by=None, attempts=0, seen=False
        )
