"""Our own pages under /konto/: the overview, the sessions, and the choice of mails."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect.views import login as allauth_oidc_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView, View
from requests import RequestException

from tryg_portal import mail

from .mail_choices import mail_groups
from .second_factor import factors_of, proven, required_of
from .sessions import device, end_all, sessions_of


@never_cache
@login_required
def overview(request):
    """«Din konto»: who one is here, how safe the login is, and what one gets mails about."""
    codes = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    context = {
        "roles": getattr(request.user, "role_names", []),
        "factors": factors_of(request.user),
        "second_factor_required": required_of(request.user),
        "second_factor_proven": proven(request),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "session_count": len(sessions_of(request.user)),
        "mail_groups": mail_groups(request.user),
    }
    return render(request, "account/konto.html", context)


@method_decorator(never_cache, name="dispatch")
class SessionsView(LoginRequiredMixin, TemplateView):
    template_name = "usersessions/usersession_list.html"

    def get_context_data(self, **kwargs):
        sessions = sessions_of(self.request.user)
        for session in sessions:
            session.device = device(session.user_agent)
        return super().get_context_data(sessions=sessions, **kwargs)

    def post(self, request):
        """End all sessions but this one."""
        for session in UserSession.objects.filter(user=request.user):
            if not session.is_current():
                session.end()
        messages.success(request, _("Alle andre enheder er logget ud."))
        return redirect("usersessions_list")


@require_POST
@login_required
def end_session(request, pk):
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        logout(request)
        return redirect("account_login")
    session.end()
    messages.success(request, _("Enheden er logget ud."))
    return redirect("usersessions_list")


@require_POST
@login_required
def log_out_everywhere(request):
    user = request.user
    logout(request)
    end_all(user)
    messages.success(request, _("Du er logget ud på alle enheder."))
    return redirect("account_login")


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class RemovePasskeyView(RemoveWebAuthnView):
    """allauth asks the adapter before it takes the app away, but not before it takes a passkey."""

    success_url = "/konto/to-trin/"

    def form_valid(self, form):
        if not mfa_adapter().can_delete_authenticator(self.get_object()):
            messages.error(
                self.request, mfa_adapter().error_messages["cannot_delete_authenticator"]
            )
            return redirect("mfa_index")
        return super().form_valid(form)


@never_cache
def oidc_login(request, provider_id):
    """allauth's way to the provider, which answers with a page of ours when the provider's server is down."""
    try:
        return allauth_oidc_login(request, provider_id)
    except RequestException as error:
        return render_authentication_error(request, provider_id, exception=error)


@require_POST
@login_required
def choose_mails(request):
    """What is not in the form, or is no choice of its kind, stays as it was."""
    for group in mail_groups(request.user):
        for one in group["kinds"]:
            chosen = request.POST.get(one["name"])
            if chosen != one["chosen"] and chosen in one["values"]:
                mail.choose(request.user.pk, one["name"], chosen)
    messages.success(request, _("Dit valg af mails er gemt."))
    return redirect("konto")


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class SignOffView(View):
    """The link in a notice. It asks first: a mail program that fetches links beforehand must turn nothing off.

    The program's own button posts here at once, from nowhere (RFC 8058), so what proves it is the link alone.
    """

    def dispatch(self, request, token):
        try:
            sign_off = mail.read_sign_off(token)
        except signing.BadSignature:
            return self.show(request, "udloebet", status=410)
        if sign_off.used:
            return self.show(request, "brugt", sign_off, status=410)
        return super().dispatch(request, sign_off)

    def show(self, request, state, sign_off=None, status=200):
        context = {"state": state, "sign_off": sign_off}
        return render(request, "account/mail_fra.html", context, status=status)

    def get(self, request, sign_off):
        return self.show(request, "spoerg", sign_off)

    def post(self, request, sign_off):
        mail.choose(sign_off.user_id, sign_off.kind, mail.NEVER)
        return self.show(request, "slaaet_fra", sign_off)
