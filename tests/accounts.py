"""A browser that is signed in as far as the site's rules ask for."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)

PASSWORD = "en god lang adgangskode"


def proven_login(client, user):
    """`client.force_login(user)`, and the session holds the proof of a second factor."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "at": time.time(), "type": "totp"}
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client


def account(name="anna", *, role="koordinator", password=PASSWORD, **fields):
    """An account with the address <name>@aalborg.dk; without a role it can change nothing."""
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user(
        name, f"{name}@aalborg.dk", password, **{"first_name": name.title(), **fields}
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def authenticator_app(user):
    """Set an app up for the user; answers its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in_as(client):
    from django.contrib.auth.models import User

    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).username if pk else None
