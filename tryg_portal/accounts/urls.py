"""Everything under /konto/: allauth's views that we use, under Danish addresses, and our own.

What is not named here does not exist: no sign-up, no change of e-mail address, no connecting of accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect.views import callback as oidc_callback
from django.conf import settings
from django.urls import path, re_path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from . import views
from .demo import demo_login

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)


def door(request):
    """Another door's address: to the one login; who is in already and still sent here has no role: to the overview."""
    return to_overview(request) if request.user.is_authenticated else to_login(request)


to_overview = RedirectView.as_view(pattern_name="konto")


def way_out(request):
    """The admin's own «Log ud»: a form logs out, as at the one logout; a link leads to the overview."""
    return account.logout(request) if request.method == "POST" else to_overview(request)


password_urls = [
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/ny/", to_overview, name="account_set_password"),
    path("adgangskode/nulstil/", account.password_reset, name="account_reset_password"),
    path(
        "adgangskode/nulstil/sendt/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^adgangskode/vaelg/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("adgangskode/valgt/", to_overview, name="account_reset_password_from_key_done"),
]
mfa_urls = [
    path("to-trin/", mfa.index, name="mfa_index"),
    path("to-trin/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("to-trin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("to-trin/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("to-trin/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "to-trin/genoprettelseskoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "to-trin/genoprettelseskoder/nye/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "to-trin/genoprettelseskoder/hent/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "to-trin/noegler/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"
    ),
    path("to-trin/noegler/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "to-trin/noegler/bekraeft/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "to-trin/noegler/<int:pk>/fjern/",
        views.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("to-trin/noegler/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
oidc_urls = [
    path("oidc/fejl/", social.login_error, name="socialaccount_login_error"),
    path("oidc/fortrudt/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/konto/", to_login, name="socialaccount_signup"),
    path("oidc/forbindelser/", to_overview, name="socialaccount_connections"),
    path("oidc/<slug:provider_id>/", views.oidc_login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/svar/", oidc_callback, name="openid_connect_callback"),
]
urlpatterns = [
    path("", views.overview, name="konto"),
    path("login/", account.login, name="account_login"),
    path("logout/", require_POST(account.logout), name="account_logout"),
    path("logout/overalt/", views.log_out_everywhere, name="log_out_everywhere"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("opret/", to_login, name="account_signup"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("sessioner/", views.SessionsView.as_view(), name="usersessions_list"),
    path("sessioner/<int:pk>/afslut/", views.end_session, name="end_session"),
    path("mails/", views.choose_mails, name="choose_mails"),
    path("mails/fra/<str:token>/", views.SignOffView.as_view(), name="mail_sign_off"),
    *password_urls,
    *mfa_urls,
    *oidc_urls,
]
if settings.DEMO:
    urlpatterns.append(path("demo/<str:token>/", demo_login, name="demo_login"))
