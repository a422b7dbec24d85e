"""The small files that machines ask a site for."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone


def favicon(request):
    """Browsers ask for it on pages that name no icon, such as the admin's."""
    return redirect(static("img/favicon.svg"))


def robots(request):
    linjer = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konto/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(linjer), content_type="text/plain; charset=utf-8")


def security(request):
    """RFC 9116; it must name a day on which it ends, so it is given a year from the first of this month."""
    udloeb = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=365
    )
    linjer = [
        f"Contact: {settings.SITE_URL}/kontakt/",
        f"Expires: {udloeb.isoformat()}",
        "Preferred-Languages: da, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(linjer), content_type="text/plain; charset=utf-8")
