"""A report behind the login: filled in by its tovholder or on their behalf, received, and read through the years."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .. import breve_statusrapport
from ..formularer_status import RapportTilbageForm
from ..models import Status, Statusbilag, Statuslink
from ..rettigheder import egne_indsatser
from ..versioner import navn_paa, tid
from .status import Doer, laest, send_fil, udfyld

T = Status.Tilstand


def svar_i_ord(status):
    """«Sendt ind 3. maj 2026 kl. 9.00», in a list."""
    if not status.er_sendt_ind:
        lukket = status.runde.er_lukket
        return "Blev ikke sendt ind" if lukket else status.get_tilstand_display()
    hvad = "Intet nyt, bekræftet" if status.intet_nyt else "Sendt ind"
    modtaget = "" if status.tilstand == T.MODTAGET else ", venter på at blive modtaget"
    return f"{hvad} {tid(status.indsendt)}{modtaget}"


def _hent(request, pk):
    led = ("runde", "indsats", "stedfortraeder__bruger", "modtaget_af")
    try:
        status = get_object_or_404(Status.objects.select_related(*led), pk=pk)
    except ValueError as fejl:
        raise Http404 from fejl
    if not request.user.has_perm("indsatser.view_status", status):
        raise PermissionDenied
    return status


@never_cache
def rapport(request, pk):
    status = _hent(request, pk)
    user = request.user
    retter = user.has_perm("indsatser.change_status", status)
    modtager = user.has_perm("indsatser.publish_status", status)
    if request.method == "POST" and not retter:
        raise PermissionDenied
    doer = _doer(request, status, retter, modtager)
    if request.method == "POST" and request.POST.get("goer") in SAETNINGSSKRIDT:
        if not doer.mere["tager_ned"]:
            raise PermissionDenied
        return _saetning(request, doer)
    if request.method == "POST" and request.POST.get("goer") in SKRIDT:
        if not modtager:
            raise PermissionDenied
        return _skridt(request, doer)
    if not retter and not status.er_sendt_ind:
        return doer.side(request, "ikke_sendt_ind")
    return udfyld(request, doer)


def _doer(request, status, retter, modtager):
    return Doer(
        status=status,
        hvem=navn_paa(request.user),
        adresse=reverse("admin:indsatser_status_change", args=[status.pk]),
        bilag=lambda pk: reverse("admin:indsatser_status_bilag", args=[pk]),
        skabeloner="admin/status/rapport_",
        paa_vegne=status.indsats_id not in egne_indsatser(request.user),
        mere={
            **admin.site.each_context(request),
            "title": status.indsats_navn,
            "opts": Status._meta,
            "retter": retter and not status.runde.er_lukket,
            "modtager": modtager and not status.runde.er_lukket,
            "tager_ned": modtager and status.runde.er_lukket and status.tilstand == T.MODTAGET,
            "svar_i_ord": svar_i_ord(status),
            "tilbageform": RapportTilbageForm(),
        },
    )


# --- The coordinator's steps


def _skridt(request, doer):
    goer, besked = SKRIDT[request.POST["goer"]]
    form = RapportTilbageForm(request.POST if goer is _send_tilbage else None)
    try:
        udgave = int(request.POST.get("udgave", ""))
        if goer is _send_tilbage and not form.is_valid():
            return _igen(request, doer, form)
        with transaction.atomic():
            status = goer(request, doer.status, udgave, form)
    except ValueError:
        raise Http404 from None
    except ValidationError as fejl:
        messages.error(request, _i_ord(fejl))
        return redirect(doer.adresse)
    LogEntry.objects.log_actions(request.user.pk, [status], CHANGE, besked, single_object=True)
    messages.success(request, besked)
    return redirect(doer.adresse)


def _igen(request, doer, form):
    doer.mere["tilbageform"] = form
    return doer.side(request, "kvittering", **laest(doer.status, doer.bilag))


def _i_ord(fejl):
    if getattr(fejl, "status", None):
        return "Rapporten er ændret, siden du åbnede den. Læs den igen, og vælg så."
    return " ".join(fejl.messages)


def _noegler(request, navn):
    return {int(pk) for pk in request.POST.getlist(navn) if pk.isdecimal()}


def _modtag(request, status, udgave, form):
    return status.modtag(
        request.user,
        udgave=udgave,
        aarsstatus=_noegler(request, "aar"),
        offentlige=_noegler(request, "nu"),
    )


def _fortryd(request, status, udgave, form):
    return status.fortryd_modtagelse(udgave=udgave)


def _send_tilbage(request, status, udgave, form):
    """With a new link to each who answers for it and can be written to."""
    status = status.send_tilbage(form.cleaned_data["besked"], udgave=udgave)
    links = [Statuslink.opret(status, person) for person in status.svarere() if person.adresse]
    breve_statusrapport.sendt_tilbage(status, links, navn_paa(request.user))
    if not links:
        messages.warning(request, "Ingen har fået en mail, for ingen, der svarer, har en e-mail.")
    return status


SKRIDT = {
    "modtag": (_modtag, "Rapporten er modtaget."),
    "fortryd": (_fortryd, "Modtagelsen er fortrudt. Det offentlige er taget ned igen."),
    "tilbage": (_send_tilbage, "Rapporten er sendt tilbage."),
}


# --- What was public when the round closed


SAETNINGSSKRIDT = {
    "tag_ned": "Sætningen er taget ned fra portalen.",
    "vis_igen": "Sætningen vises igen på portalen.",
}


def _saetning(request, doer):
    """One sentence of a closed round, down with a reason or up again; the history of the report keeps the reason."""
    goer, pk = request.POST["goer"], request.POST.get("saetning", "")
    offentlige = doer.status.saetninger.filter(offentlig=True)
    saetning = offentlige.filter(pk=pk if pk.isdecimal() else 0)
    if not saetning:
        raise Http404
    fordi = request.POST.get("fordi", "").strip()[:300]
    if goer == "tag_ned" and not fordi:
        doer.mere["mangler_grund"] = int(pk)
        return doer.side(request, "kvittering", **laest(doer.status, doer.bilag))
    if goer == "tag_ned":
        saetning.tag_ned(fordi)
    else:
        saetning.vis_igen()
    besked = SAETNINGSSKRIDT[goer]
    spor = f"{besked} «{saetning.get()}»{f' Fordi: {fordi}' if fordi else ''}"
    LogEntry.objects.log_actions(request.user.pk, [doer.status], CHANGE, spor, single_object=True)
    messages.success(request, besked)
    return redirect(doer.adresse)


# --- Through the years, and files


def gennem_aarene(request, pk):
    """All reports of an initiative that the account may see, the newest first; a missing one is shown as missing."""
    rapporter = Status.objects.visible_to(request.user).filter(indsats=pk)
    rapporter = list(rapporter.select_related("runde").order_by("-runde__frist", "-pk"))
    if not request.user.has_perm("indsatser.view_status"):
        raise PermissionDenied
    if not rapporter:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": f"Status gennem årene: {rapporter[0].indsats_navn}",
        "rapporter": [(status, svar_i_ord(status)) for status in rapporter],
    }
    return TemplateResponse(request, "admin/status/rapport_gennem_aarene.html", context)


def bilag(request, pk):
    fil = get_object_or_404(Statusbilag.objects.select_related("status"), pk=pk)
    ser = request.user.has_perm("indsatser.view_status", fil.status)
    retter = request.user.has_perm("indsatser.change_status", fil.status)
    if not (retter or (ser and fil.status.er_sendt_ind)):
        raise PermissionDenied
    return send_fil(fil)
