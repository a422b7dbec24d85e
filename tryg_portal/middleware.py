"""What every request passes through that Django and the packages do not already do."""

from time import monotonic

from cms.middleware.utils import ApphookReloadMiddleware
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import escape_leading_slashes

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


class ContentPolicy(CSPMiddleware):
    """Signed-in staff get what the CMS needs; everybody else the strict policy of the settings."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and user.is_staff:
            parts.replace = {**settings.STAFF_CONTENT_POLICY, **(parts.replace or {})}
        return parts
