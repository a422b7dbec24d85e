"""Mails of the site: Danish, plain and HTML, and, where they are notices, with a link that turns their kind off.

A mail is one template, templates/mail/<name>.txt, whose first line is the subject, and beside it <name>.html.
"""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from .models import MailChoice

log = logging.getLogger(__name__)
SIGN_OFF_SALT = "tryg_portal.mail"
SIGN_OFF_SECONDS = 60 * 86400
KINDS = {}
"""What each kind of notice is called to the one who gets it; the domain registers its own with `register_kind`."""


def register_kind(kind, label):
    """Name a kind of notice («Når nogen sender dig en tekst til gennemsyn»); shown on /konto/ and at sign-off."""
    KINDS[kind] = label


def send_mail_to(users, template, context, kind=None):
    """Send the notice to each user who has an address and has not turned its kind off. Answers how many.

    An address that no mail can be sent to is logged, and keeps nobody else from theirs.
    """
    kind = kind or template
    off = set(MailChoice.objects.filter(kind=kind, off=True).values_list("user_id", flat=True))
    wanted = {
        user.pk: user for user in users if user.is_active and user.email and user.pk not in off
    }
    return sum(_send_notice(user, template, context, kind) for user in wanted.values())


def _send_notice(user, template, context, kind):
    sign_off = settings.SITE_URL + reverse("mail_sign_off", args=[sign_off_token(user, kind)])
    message = _message(user.email, template, {**context, "user": user, "sign_off_url": sign_off})
    message.extra_headers["List-Unsubscribe"] = f"<{sign_off}>"
    try:
        with transaction.atomic():
            message.send()
    except ValidationError:
        log.exception("Kontoen %s har en adresse, der ikke kan sendes mails til", user.pk)
        return False
    return True


def send_account_mail(address, template, context):
    """A mail that nobody can turn off: invitations and what concerns the security of the account."""
    _message(address, template, context).send()


def _message(address, template, context):
    with translation.override("da"):
        context = {**context, "site_url": settings.SITE_URL}
        subject, _, text = render_to_string(f"mail/{template}.txt", context).strip().partition("\n")
        subject = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + " ".join(subject.split())
        html = render_to_string(f"mail/{template}.html", {**context, "subject": subject})
    message = EmailMultiAlternatives(subject, text.strip() + "\n", None, [address])
    message.attach_alternative(html, "text/html")
    return message


def html_of(text, subject):
    """An HTML version of a plain text, with its paragraphs and links."""
    context = {"text": text, "subject": subject, "site_url": settings.SITE_URL}
    return render_to_string("mail/text.html", context)


# --- The link that turns a kind of mail off -------------------------------------------------------------------------


@dataclass(frozen=True)
class SignOff:
    user_id: int
    kind: str
    used: bool

    @property
    def label(self):
        return KINDS.get(self.kind, self.kind)


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


def choose(user_id, kind, *, off):
    MailChoice.objects.update_or_create(user_id=user_id, kind=kind, defaults={"off": off})
