"""The link of a mail: it opens one report, in a browser that has shown a code from the address that it was sent to.

Nobody is logged in by it. What the browser keeps is a signed cookie for the link's own address, bound to the link as
it is: when the link ends, so does it. The page asks for `Referrer-Policy: same-origin` (settings), for with
`no-referrer` a browser sends its forms from «null», which Django refuses.
"""

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from .. import breve_statusrapport
from ..formularer_status import KodeForm
from ..models import Statusbilag, Statuslink
from .status import Doer, er_autogem, send_fil, skrevet, udfyld

COOKIE, SALT = "statuslink", "indsatser.statuslink"
GAET = "60/h/ip"
"""How many addresses that do not exist one may try; who has a link never comes near it."""


def paa_dansk(view):
    """In Danish only, kept nowhere, found by no search."""

    def dansk(request, hemmelig, **mere):
        if translation.get_language() != "da":
            with translation.override("da"):
                return redirect("statusrapport", hemmelig)
        svar = view(request, hemmelig, **mere)
        svar["X-Robots-Tag"] = "noindex"
        svar["Cache-Control"] = "private, no-store"
        return svar

    return never_cache(dansk)


@paa_dansk
def statusrapport(request, hemmelig):
    link = Statuslink.fra_link(hemmelig)
    if link is None:
        return _findes_ikke(request)
    if grund := link.hvorfor_lukket():
        return _lukket(request, link, grund)
    if _er_vist(request, link):
        return udfyld(request, _doer(link, hemmelig))
    return _kode(request, link, hemmelig)


@paa_dansk
def bilag(request, hemmelig, pk):
    link = Statuslink.fra_link(hemmelig)
    if link is None:
        return _findes_ikke(request)
    if link.hvorfor_lukket() or not _er_vist(request, link):
        return redirect("statusrapport", hemmelig)
    return send_fil(get_object_or_404(Statusbilag, pk=pk, status=link.status_id))


def _findes_ikke(request):
    """404, and after many of them a while without any answer but that."""
    naeste = consume(
        request, app="indsatser", action="statuslink", config={"statuslink": GAET}, limit_get=True
    )
    if naeste is None:
        return ratelimit.respond_429(request)
    raise Http404


def _doer(link, hemmelig):
    return Doer(
        status=link.status,
        hvem=link.person.navn,
        adresse=reverse("statusrapport", args=[hemmelig]),
        bilag=lambda pk: reverse("statusrapport_bilag", args=[hemmelig, pk]),
        skabeloner="indsatser/status_",
        mere={"link": link},
    )


def _lukket(request, link, grund):
    """With what was typed, for whoever was in the middle of it."""
    if er_autogem(request):
        return JsonResponse({"besked": f"{grund} Det, du har skrevet, er ikke gemt."}, status=410)
    egne = skrevet(request, link.status) if _er_vist(request, link) else []
    context = {"grund": grund, "skrevet": egne, "koordinator": settings.MAIL_CONTACT}
    return render(request, "indsatser/status_lukket.html", context, status=410)


# --- The code


def _er_vist(request, link):
    return request.get_signed_cookie(COOKIE, default=None, salt=SALT) == link.maerke.hex


def _kode(request, link, hemmelig):
    if er_autogem(request):
        besked = "Siden er ikke åben i denne browser mere. Åbn linket igen."
        return JsonResponse({"besked": besked}, status=403)
    goer = request.POST.get("goer") if request.method == "POST" else ""
    if goer == "kode":
        return _send_kode(request, link)
    if goer == "aabn":
        return _aabn(request, link, hemmelig)
    return _doersiden(request, link)


def _send_kode(request, link):
    kode, grund = link.ny_kode()
    if kode:
        breve_statusrapport.kode(link, kode)
    return _doersiden(request, link, form=KodeForm(), grund=grund, sendt=bool(kode))


def _aabn(request, link, hemmelig):
    form = KodeForm(request.POST)
    if form.is_valid():
        if grund := link.proev_kode(form.cleaned_data["kode"]):
            form.add_error("kode", ValidationError(grund))
        else:
            return _lad_ind(link, hemmelig)
    return _doersiden(request, link, form=form)


def _doersiden(request, link, **context):
    context |= {"adresse": breve_statusrapport.skjult(link.email)}
    return render(request, "indsatser/status_kode.html", context)


def _lad_ind(link, hemmelig):
    """The cookie goes to this link's address only."""
    adresse = reverse("statusrapport", args=[hemmelig])
    svar = redirect(adresse)
    svar.set_signed_cookie(
        COOKIE,
        link.maerke.hex,
        salt=SALT,
        max_age=int((link.udloeber - timezone.now()).total_seconds()),
        path=adresse,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return svar
