"""One's own calendar: the page where its address is made and taken back, and what the address answers."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ..kalenderabonnement import lav_kalender
from ..models import Kalenderabonnement

HENTET_IGEN = timedelta(hours=1)
"""So often it is written down that the calendar was fetched."""


def din_kalender(request):
    """The address is shown in the answer to the press of the button, and never again."""
    if not request.user.has_perm("indsatser.view_aarshjulsdato"):
        raise PermissionDenied
    adresse = ""
    if request.method == "POST":
        goer = request.POST.get("goer")
        if goer == "tilbagekald":
            return _tilbagekald(request)
        if goer != "ny":
            raise Http404
        _, hemmelig = Kalenderabonnement.lav(request.user)
        adresse = settings.SITE_URL + reverse("kalender", args=[hemmelig])
    context = {
        **admin.site.each_context(request),
        "title": "Din kalender",
        "adresse": adresse,
        "webcal": "webcal" + adresse.removeprefix("https").removeprefix("http"),
        "abonnement": Kalenderabonnement.objects.gaeldende().filter(bruger=request.user).first(),
        "tilbage": reverse("admin:indsatser_aarshjulsdato_changelist"),
    }
    svar = TemplateResponse(request, "admin/aarshjul/kalender.html", context)
    svar["Cache-Control"] = "no-store"
    return svar


def _tilbagekald(request):
    if Kalenderabonnement.tilbagekald(request.user):
        messages.success(request, "Adressen er tilbagekaldt. Den viser ikke mere nogen datoer.")
    else:
        messages.info(request, "Du har ingen adresse at kalde tilbage.")
    return redirect("admin:indsatser_kalender")


@require_safe
def kalender(request, hemmelig):
    """The calendar of the one whose address it is; asked for by a program that is not signed in."""
    with translation.override("da"):
        svar = _svar(request, hemmelig)
    svar["Cache-Control"] = "private, no-store"
    svar["X-Robots-Tag"] = "noindex"
    svar["Referrer-Policy"] = "no-referrer"
    return svar


def _svar(request, hemmelig):
    abonnement = Kalenderabonnement.fra_adresse(hemmelig)
    if abonnement is None:
        raise Http404
    if not abonnement.er_aaben:
        return render(request, "indsatser/kalender_lukket.html", status=410)
    _noter_hentet(abonnement)
    indhold = lav_kalender(abonnement.bruger)
    svar = HttpResponse(indhold, content_type="text/calendar; charset=utf-8")
    svar["Content-Disposition"] = 'inline; filename="tryg-aalborg.ics"'
    maerke = f'"{hashlib.sha256(indhold).hexdigest()[:32]}"'
    svar["ETag"] = maerke
    return get_conditional_response(request, etag=maerke, response=svar)


def _noter_hentet(abonnement):
    nu = timezone.now()
    if abonnement.sidst_hentet is None or nu - abonnement.sidst_hentet > HENTET_IGEN:
        Kalenderabonnement.objects.filter(pk=abonnement.pk).update(sidst_hentet=nu)
