"""How often each account wants each kind of mail, and the link that turns a kind off without a login."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ..models import GatheredLine, MailChoice
from .kinds import KINDS, NEVER, WEEKLY

SIGN_OFF_SALT = "tryg_portal.mail"
SIGN_OFF_SECONDS = 60 * 86400
MORNING = time(7)
"""Danish time; no gathered mail leaves before."""
MONDAY = 0


def frequencies(kind, users):
    """How often each of the users wants it: primary key → frequency."""
    chosen = MailChoice.objects.filter(kind=kind.name, user__in=users)
    told = dict(chosen.values_list("user_id", "frequency")) if kind.choosable else {}
    return {pk: frequency_of(kind, told.get(pk)) for pk in users}


def frequency_of(kind, chosen):
    """What was chosen, where the kind still offers it."""
    return chosen if chosen in kind.frequencies else kind.default


def due(frequency, now=None):
    """The next morning when somebody who has chosen this gets their gathered mail."""
    today = timezone.localtime(now).date()
    first = today if timezone.localtime(now).time() < MORNING else today + timedelta(days=1)
    if frequency == WEEKLY:
        first += timedelta(days=(MONDAY - first.weekday()) % 7)
    return timezone.make_aware(datetime.combine(first, MORNING))


def choose(user_id, kind, frequency):
    """What waits for the gathered mail follows the new choice."""
    MailChoice.objects.update_or_create(
        user_id=user_id, kind=kind, defaults={"frequency": frequency}
    )
    lines = GatheredLine.objects.waiting().filter(user=user_id, kind=kind)
    if frequency == NEVER:
        lines.delete()
    else:
        lines.update(due=due(frequency))


# --- The link that turns a kind of mail off -------------------------------------------------------------------------


@dataclass(frozen=True)
class SignOff:
    user_id: int
    kind: str
    used: bool

    @property
    def label(self):
        return KINDS[self.kind].label if self.kind in KINDS else self.kind


def sign_off_url(user, kind):
    return settings.SITE_URL + reverse("mail_sign_off", args=[sign_off_token(user, kind)])


def sign_off_token(user, kind):
    """Names the choice as it is now, so that a link from before it last changed is used up."""
    choice = MailChoice.objects.filter(user=user, kind=kind).first()
    stamp = choice.changed.timestamp() if choice else 0
    return signing.dumps([user.pk, kind, stamp], salt=SIGN_OFF_SALT)


def read_sign_off(token):
    """What the link asks for; raises signing.BadSignature when it is not ours or older than 60 days."""
    user_id, kind, stamp = signing.loads(token, salt=SIGN_OFF_SALT, max_age=SIGN_OFF_SECONDS)
    choice = MailChoice.objects.filter(user_id=user_id, kind=kind).first()
    return SignOff(user_id, kind, used=choice is not None and choice.changed.timestamp() != stamp)
