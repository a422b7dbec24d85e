"""The gathered mail: what waits for somebody, in one mail, at most once a day, in the morning.

A day's mail of an address is a row that the database lets be made once. It, the mail in the queue and the mark on its
lines are one transaction: a process that dies half way leaves all of it or nothing, and of two that run at once only
one makes it.
"""

import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ..models import GatheredLine, GatheredMail
from . import choices, state
from .choices import MORNING, due
from .kinds import DAILY, KINDS, NEVER, WEEKLY, register_mail
from .letter import list_of, wording_of, write
from .message import message_of

log = logging.getLogger(__name__)
KIND = "samlet"


def register():
    """The mail that the lines stand in; its text can be edited as the others'."""
    register_mail(
        KIND,
        "Den samlede mail om det, der venter",
        {
            "liste": ("Det, der venter, med overskrifter og links", "– Meld status på Tryg trappe"),
            "antal": ("Hvor mange ting der venter", "3"),
        },
        required=("liste",),
        choosable=False,
    )


def gather(recipient, kind, text, url, *, key):
    """Put a line into the recipient's gathered mail. Answers False when it is there already, or was, or is not wanted.

    `key` names the line for its recipient, today and for ever. Give keys an end («status-12-»), so that `drop` of
    «status-1-» does not take «status-12-».
    """
    kind = KINDS[kind]
    if not recipient.can_be_written_to:
        return False
    user = recipient.user
    frequency = choices.frequencies(kind, [user.pk])[user.pk] if user else DAILY
    if frequency == NEVER:
        return False
    due_at = due(WEEKLY) if frequency == WEEKLY else timezone.now()
    return put(recipient, kind, text, url, key=key, due_at=due_at)


def put(recipient, kind, text, url, *, key, due_at):
    line = {
        "key": key,
        "address": recipient.address,
        "name": recipient.name[:200],
        "user": recipient.user,
        "kind": kind.name,
        "text": " ".join(text.split()),
        "url": url,
        "due": due_at,
    }
    mark = GatheredLine.mark_of(recipient.address, key)
    return GatheredLine.objects.get_or_create(mark=mark, defaults=line)[1]


def drop(key_prefix):
    """Take lines that have not been sent away again: what they ask for is done. Answers how many."""
    return GatheredLine.objects.waiting().filter(key__startswith=key_prefix).delete()[0]


def send_gathered(now=None):
    """For the clock, each minute: those whose lines are due get them, once a day. Answers how many got one."""
    now = now or timezone.now()
    if timezone.localtime(now).time() < MORNING or state.current_stop():
        return 0
    today = timezone.localdate(now)
    done = GatheredMail.objects.filter(date=today).values("address")
    lines = GatheredLine.objects.waiting().filter(due__lte=now).exclude(address__in=done)
    addresses = list(lines.values_list("address", flat=True).order_by("address").distinct())
    return sum(_send_day(address, today, now) for address in addresses)


def _send_day(address, today, now):
    try:
        with transaction.atomic():
            lines = _take(address, now)
            if not lines:
                return False
            GatheredMail.objects.create(address=address, date=today)
            _message(address, lines).send()
            GatheredLine.objects.filter(pk__in=[line.pk for line in lines]).update(
                sent_at=now, text="", url="", name=""
            )
    except IntegrityError:
        return False  # another process has made it
    except Exception:
        log.exception("Den samlede mail til %s kunne ikke laves", address)
        return False
    return True


def _take(address, now):
    """The lines that are due; those of an account that has been closed are let go."""
    lines = GatheredLine.objects.waiting().filter(address=address, due__lte=now)
    lines.filter(user__is_active=False).delete()
    return list(lines.select_for_update(of=("self",)).select_related("user"))


def _message(address, lines):
    headings = {}
    for line in lines:
        group = KINDS[line.kind].group if line.kind in KINDS else ""
        headings.setdefault(group, []).append((line.text, line.url))
    text, html = list_of(headings)
    user = next((line.user for line in lines if line.user), None)
    name = next((line.name for line in lines if line.name), "")
    values = {"navn": name, "liste": text, "antal": str(len(lines))}
    letter = write(wording_of(KINDS[KIND]), values, footer=_footer(user), blocks={"liste": html})
    message = message_of(letter, address)
    message.portal = {"kind": KIND, "ref": f"{len(lines)} linjer", "at_once": False}
    return message


def _footer(user):
    if user is None:
        return {"write_to": settings.MAIL_CONTACT}
    return {"choices_url": settings.SITE_URL + reverse("konto")}
