"""Addresses: the frame's own first, then the admin, then what django CMS places (pages and the app's sections)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from indsatser.sitemaps import SITEMAPS
from indsatser.views.kalender import kalender

from . import health, uploads, wellknown
from .accounts.urls import door, to_overview, way_out

handler400 = "tryg_portal.errors.ufuldt"
handler404 = "tryg_portal.errors.ikke_fundet"

urlpatterns = [
    path("sundhed/", health.sundhed, name="sundhed"),
    path("favicon.ico", wellknown.favicon),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security_txt"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("konto/", include("tryg_portal.accounts.urls")),
    # every other door leads to the one login, and is shut behind it
    path("admin/login/", door),
    path("admin/logout/", way_out),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/password_change/done/", to_overview),
    path("cms_login/", door),
    path("admin/", admin.site.urls),
    path("kalender/<str:hemmelig>.ics", kalender, name="kalender"),
]
if not settings.PRODUCTION:  # nginx serves them in earnest
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", uploads.media))

urlpatterns += i18n_patterns(
    path("was/", RedirectView.as_view(url="../tilgaengelighed/"), name="was"),
    path("", include("indsatser.urls")),
    path("cms_login/", door),
    path("", include("cms.urls")),
    prefix_default_language=False,
)
