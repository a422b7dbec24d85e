"""Invitations: an account is made by an administrator, and its owner chooses the password.

The link is the one that a forgotten password gives: it dies with the first password set and after three days.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from tryg_portal.mail import send_account_mail


def unused_username(email):
    """The e-mail address itself, or, where another account has taken it as its name, with a number after it."""
    wanted = email.lower()[:140]
    taken = set(
        get_user_model()
        .objects.filter(username__istartswith=wanted)
        .values_list("username", flat=True)
    )
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def password_link(user):
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{settings.SITE_URL}{path}"


def send_invitation(user):
    days = settings.PASSWORD_RESET_TIMEOUT // 86400
    send_account_mail(
        user.email, "invitation", {"user": user, "url": password_link(user), "days": days}
    )
