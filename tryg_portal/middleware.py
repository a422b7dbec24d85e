"""What every request passes through that Django and the packages do not already do."""

from time import monotonic

from allauth.usersessions.models import UserSession
from cms.middleware.toolbar import ToolbarMiddleware
from cms.middleware.utils import ApphookReloadMiddleware
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.core.cache import cache
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.http import escape_leading_slashes, urlencode

from .accounts.second_factor import factors_of, proven, required_of

TOOLBAR_PARAMETERS = {
    "edit",
    "edit_off",
    "structure",
    "preview",
    "toolbar_on",
    "toolbar_off",
    "cms_toolbar_login",
}


class RefuseNulBytes:
    """A NUL byte in the address reaches no database: PostgreSQL refuses it, and no honest visitor sends it.

    In the query it is taken out and the address asked for again; in the path there is no such page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            return HttpResponseBadRequest(render_to_string("404.html", request=None), status=404)
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.META.get(
            "QUERY_STRING", ""
        ):
            ren = request.META["QUERY_STRING"].replace("%00", "").replace("\0", "")
            sti = escape_leading_slashes(request.path)
            return HttpResponseRedirect(f"{sti}?{ren}" if ren else sti)
        return self.get_response(request)


class ApphookReload(ApphookReloadMiddleware):
    """Asks whether a section has moved in the page tree at most once a second instead of at every request."""

    seconds = 1
    asked = float("-inf")

    def __call__(self, request):
        if monotonic() - self.asked < self.seconds:
            return self.get_response(request)
        self.asked = monotonic()
        return super().__call__(request)


class MissingParameter:
    """A form that lacks a field is a bad request, where a package would break on it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, MultiValueDictKeyError):
            return HttpResponseBadRequest("Der mangler noget i det, der blev sendt.")
        return None


class AnonymousWithoutToolbar:
    """The toolbar's parameters write a session or a cookie for anybody; a visitor without a session loses them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.SESSION_COOKIE_NAME not in request.COOKIES
            and TOOLBAR_PARAMETERS & request.GET.keys()
        ):
            parametre = request.GET.copy()
            for navn in TOOLBAR_PARAMETERS:
                parametre.pop(navn, None)
            request.GET = parametre
            request.META["QUERY_STRING"] = parametre.urlencode()
        return self.get_response(request)


class Toolbar(ToolbarMiddleware):
    """The CMS, whose own caches are off, forbids every other to keep its pages too; a visitor's are `page_cache`'s."""

    PAGES = ("pages-root", "pages-details-by-slug")

    def process_response(self, request, response):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return super().process_response(request, response)
        if request.resolver_match and request.resolver_match.url_name in self.PAGES:
            del response.headers["Cache-Control"], response.headers["Expires"]
        return response


class Redirects(RedirectFallbackMiddleware):
    """What has moved may move back: no browser may remember for good where it went."""

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is not response and answer.status_code == 301:
            answer.headers["Cache-Control"] = "max-age=300"
        return answer


class ContentPolicy(CSPMiddleware):
    """Signed-in staff get what the CMS needs; everybody else the strict policy of the settings."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and user.is_staff:
            parts.replace = {**settings.STAFF_CONTENT_POLICY, **(parts.replace or {})}
        return parts


class SecondFactor:
    """Staff reach nothing but their account until the session holds the proof of a second factor.

    The login itself asks for it (allauth's stage); this is for every other way to a session: one from before the
    factor was set up, a password set by an invitation, another backend. Who has none yet is led to set one up; who
    has one may only prove it, for with the password alone nobody may add a factor of their own or take one away.
    """

    OPEN = ("/static/", "/media/", "/sundhed/", "/favicon.ico")
    PROVE = {
        *(
            "account_login",
            "account_logout",
            "account_inactive",
            "demo_login",
            "log_out_everywhere",
        ),
        *("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mail_sign_off"),
        *("openid_connect_login", "openid_connect_callback"),
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and self.lacking(request):
            has_one = factors_of(request.user).exists()
            if not self.allowed(request.path_info, has_one):
                step = reverse("mfa_reauthenticate" if has_one else "mfa_index")
                query = urlencode({"next": request.get_full_path()}) if has_one else ""
                return HttpResponseRedirect(f"{step}?{query}" if query else step)
        return self.get_response(request)

    def lacking(self, request):
        if request.path_info.startswith(self.OPEN) or not request.user.is_authenticated:
            return False
        return required_of(request.user) and not proven(request)

    def allowed(self, path, has_one):
        if not path.startswith("/konto/"):
            return False
        try:
            return not has_one or resolve(path).url_name in self.PROVE
        except Resolver404:
            return True


class LastSeen:
    """Notes at most once in five minutes where and when a session was used: the list of devices needs no more."""

    seconds = 300

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key and request.user.is_authenticated and cache.add(f"seen:{key}", 1, self.seconds):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)
