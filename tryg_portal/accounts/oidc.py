"""Login at one's own authority (OpenID Connect): who is let in, as whom, and with which roles.

Each provider says in the settings which e-mail domains it answers for and which of its groups give which role. It can
sign in to an existing account only within its own domains: no authority can take over another's accounts.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.shortcuts import redirect, render

from .second_factor import has_role


def admit(request, sociallogin):
    """Let the login go on as an existing or a new account, or answer it with a page that says why not."""
    if sociallogin.state.get("process") != AuthProcess.LOGIN:
        # to tie a login to whoever is signed in would lead past the domains and past the second factor
        raise ImmediateHttpResponse(redirect("konto"))
    if not sociallogin.is_existing:
        _find_account(request, sociallogin)
    if sociallogin.is_existing:
        set_roles(sociallogin.user, sociallogin)
        if sociallogin.user.is_active and not has_role(
            sociallogin.user
        ):  # allauth stops a closed one
            refuse(request, sociallogin, "rolle")
    elif not roles_of(sociallogin):
        refuse(request, sociallogin, "rolle")


def _find_account(request, sociallogin):
    """The account with the address that the provider vouches for, if it is one of its own; or none yet."""
    email = _verified_email(sociallogin)
    if email is None:
        refuse(request, sociallogin, "mail")
    user = get_user_model().objects.filter(email__iexact=email).first()
    if user is not None:
        sociallogin.connect(request, user)


def _verified_email(sociallogin):
    domains = _settings(sociallogin)["domains"]
    return next(
        (
            address.email
            for address in sociallogin.email_addresses
            if address.verified is True and address.email.rpartition("@")[2].lower() in domains
        ),
        None,
    )


def roles_of(sociallogin):
    """The roles that the groups in the claim give, or None where the provider says nothing of groups.

    A claim with one group may be a plain text.
    """
    data = sociallogin.account.extra_data
    claims = {**(data.get("id_token") or {}), **(data.get("userinfo") or {})}
    groups = claims.get(_settings(sociallogin)["groups_claim"])
    if groups is None:
        return None
    mapping = _settings(sociallogin)["groups"]
    return {
        mapping[group]
        for group in (groups if isinstance(groups, list) else [groups])
        if isinstance(group, str) and group in mapping
    }


def set_roles(user, sociallogin):
    """The roles that the mapping speaks of become what the claim says; a missing claim takes nothing from anybody."""
    roles = roles_of(sociallogin)
    if roles is None:
        return
    mapped = Group.objects.filter(name__in=set(_settings(sociallogin)["groups"].values()))
    user.groups.remove(*mapped.exclude(name__in=roles))
    user.groups.add(*mapped.filter(name__in=roles))


def refuse(request, sociallogin, reason):
    context = {"reason": reason, "provider": sociallogin.provider.app.name}
    raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", context, status=403))


def _settings(sociallogin):
    return sociallogin.provider.app.settings
