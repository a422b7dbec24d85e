"""The second factor: who must have one, and how a session shows that it was used.

allauth keeps a record in the session of each way its user has proven who they are; one with the method "mfa" is the
proof. Our own two cases, an authority's login that asked for a second factor itself and the demo's link, write the
same record, so that there is one place to look.
"""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.stages import AuthenticateStage
from django.dispatch import receiver

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for a lost factor; they are none themselves."""

STRONG_METHODS = {"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris", "vbm", "fido", "pop"}
"""The values of `amr` (RFC 8176) that no stolen password gives: more than one factor ("mfa"), something one has
(a code, a key in hardware or software, a smart card, proof of possession) or is. "pwd", "pin", "kba", "sms" and "tel"
are left out: they are known by heart, guessed, or sent to whoever takes over a telephone number. "fido" is not
registered but sent by some providers for a passkey."""


def has_role(user):
    """May the account do anything? Asked of the authentication backend, which knows every way to a role."""
    return user.is_superuser or bool(user.get_all_permissions())


required_of = has_role
"""A second factor is required of everybody who can do anything, because every role can change something."""


def factors_of(user):
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def proven(request):
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def prove(request, user, how):
    """Write in the session that `user` has shown a second factor; `how` is kept for whoever reads the record."""
    record_authentication(request, user, method="mfa", type=how)


def proven_by_provider(login):
    """Has the authority that signs this user in asked for a second factor itself?"""
    sociallogin = (login.signal_kwargs or {}).get("sociallogin")
    if sociallogin is None:
        return False
    methods = (sociallogin.account.extra_data.get("id_token") or {}).get("amr") or []
    return bool(STRONG_METHODS & set(methods if isinstance(methods, list) else [methods]))


class SecondFactorStage(AuthenticateStage):
    """allauth's question for the second factor at login, unless the user's authority has asked it."""

    def handle(self):
        if proven_by_provider(self.login):
            prove(self.request, self.login.user, "oidc")
            return None, True
        return super().handle()


@receiver(authenticator_added, dispatch_uid="tryg_portal.second_factor")
def added_factor_is_proven(sender, request, user, authenticator, **kwargs):
    """To add an app or a passkey one has just used it; the session need not be asked again."""
    if authenticator.type in FACTORS and request.user == user:
        prove(request, user, authenticator.type)
