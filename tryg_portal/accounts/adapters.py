"""What allauth asks the project about: who may do what, what it is called, and how mails are sent."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.urls import reverse

from tryg_portal import mail

from . import oidc
from .invitations import unused_username
from .second_factor import factors_of, required_of


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are made by an administrator or by an authority's login, never by a visitor."""
        return False

    def get_login_stages(self):
        ours = "tryg_portal.accounts.second_factor.SecondFactorStage"
        return [
            ours if stage == "allauth.mfa.stages.AuthenticateStage" else stage
            for stage in super().get_login_stages()
        ]

    def get_reauthentication_methods(self, user):
        """Whoever has a second factor shows that; the password alone would let a thief of it replace the factor."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def get_reset_password_from_key_url(self, key):
        """The site's own address, whatever Host the request came with."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "U", "key": "K"})
        return settings.SITE_URL + path.replace("U-K", key)

    def get_password_change_redirect_url(self, request):
        return reverse("konto")

    def send_password_reset_mail(self, user, email, context):
        """Nobody gets a password here who signs in at their authority: it would outlive the job there."""
        if user.has_usable_password() or not user.socialaccount_set.exists():
            super().send_password_reset_mail(user, email, context)

    def render_mail(self, template_prefix, email, context, headers=None):
        """allauth's plain mail, with an HTML version of the same words in the look of the site's other mails."""
        context = {**context, "site_url": settings.SITE_URL}
        message = super().render_mail(template_prefix, email, context, headers)
        if not message.alternatives:
            message.attach_alternative(mail.html_of(message.body, message.subject), "text/html")
        return message

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Wrong passwords count by account and address, so that a stranger cannot lock the owner out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"


class MFAAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url):
        """The picture alone, to stand in the page: the content policy lets no data: address through."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def can_delete_authenticator(self, authenticator):
        """Whoever must have a second factor keeps one."""
        user = authenticator.user
        return not required_of(user) or factors_of(user).exclude(pk=authenticator.pk).exists()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request, sociallogin):
        oidc.admit(request, sociallogin)

    def is_open_for_signup(self, request, sociallogin):
        """`oidc.admit` has let them in."""
        return True

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        user.username = unused_username(user.email)
        return user

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        oidc.set_roles(user, sociallogin)
        return user
