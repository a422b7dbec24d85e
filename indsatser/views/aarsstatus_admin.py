"""A report in the admin: its contributions by section, and the steps on its way to the public."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import breve_aarsstatus
from ..aarsstatus import skridt
from ..aarsstatus.laas import frys_indhold
from ..aarsstatus.saml import kraev_kladde, saml, sidst
from ..aarsstatus.siden import siden
from ..formularer_aarsstatus import BidragForm, GodkendForm
from ..models import Aarsstatus, Bidrag
from .aarsstatus import svg, til_visning

KILDER = {
    "status": ("indsatser_status_change", "statusrapporten"),
    "indikator": ("indsatser_indikator_change", "målingen"),
    "behandling": ("indsatser_politiskbehandling_change", "den politiske behandling"),
    "moede": ("indsatser_moede_side", "mødet"),
    "nyhed": ("indsatser_nyhed_change", "nyheden"),
    **dict.fromkeys(
        ("tilfoejet", "omdoebt", "afsluttet"), ("indsatser_prioritering_change", "prioriteringen")
    ),
}
"""What a contribution was gathered from: the page of it in the admin, and what it is called."""


def hent(request, pk, krav="view"):
    if not request.user.has_perm("indsatser.view_aarsstatus"):
        raise PermissionDenied
    fundet = get_object_or_404(Aarsstatus.objects.select_related("strategi"), pk=pk)
    kraev(request, krav)
    return fundet


def kraev(request, *krav):
    """Some of them is enough."""
    if not any(request.user.has_perm(f"indsatser.{et}_aarsstatus") for et in krav):
        raise PermissionDenied


def til_siden(pk, anker=""):
    return redirect(
        reverse("admin:indsatser_aarsstatus_side", args=[pk]) + (f"#{anker}" if anker else "")
    )


def vis(request, skabelon, aarsstatus, titel, **mere):
    context = {
        **admin.site.each_context(request),
        "title": titel,
        "aarsstatus": aarsstatus,
        **mere,
    }
    return TemplateResponse(request, f"admin/aarsstatus/{skabelon}.html", context)


def skriv_op(request, aarsstatus, besked):
    LogEntry.objects.log_actions(
        request.user.pk, [aarsstatus], CHANGE, change_message=besked, single_object=True
    )


# --- The page


@never_cache
def side(request, pk):
    aarsstatus = hent(request, pk)
    maa = {
        navn: request.user.has_perm(f"indsatser.{navn}_aarsstatus")
        for navn in ("add", "change", "publish", "approve")
    }
    context = {
        "maa": maa,
        "retter": maa["change"] and aarsstatus.er_kladde,
        "afsnit": _afsnit(aarsstatus, tomme=aarsstatus.er_kladde),
        "egen": aarsstatus.sendt_af_id == request.user.pk,
        "godkendform": GodkendForm(initial={"dato": timezone.localdate()}),
        "behandlinger": aarsstatus.behandlinger.all(),
        "aendret": len(siden(aarsstatus)) if aarsstatus.er_laast else None,
    }
    return vis(request, "side", aarsstatus, str(aarsstatus), **context)


def _afsnit(aarsstatus, tomme):
    """Every section with its contributions; the empty ones only while something can be added to them."""
    bidrag = list(aarsstatus.bidrag.all())
    for et in bidrag:
        et.kildelink, et.kildenavn = _kilde(et)
    alle = [
        (noegle, titel, [b for b in bidrag if b.afsnit == noegle])
        for noegle, titel in Bidrag.Afsnit.choices
    ]
    return alle if tomme else [del_ for del_ in alle if del_[2]]


def _kilde(bidrag):
    slags, _, pk = bidrag.kilde.partition(":")
    if slags not in KILDER:
        return "", "en beslutning fra et møde" if slags == "beslutning" else ""
    navn, ord_ = KILDER[slags]
    try:
        return reverse(f"admin:{navn}", args=[pk]), ord_
    except NoReverseMatch:
        return "", ord_


@never_cache
def forhaandsvis(request, pk):
    """The page as the public will read it: of what is frozen or, before that, of what would be."""
    aarsstatus = hent(request, pk)
    context = {
        "aarsstatus": aarsstatus,
        "indhold": til_visning(
            _indhold(aarsstatus),
            lambda nr: reverse("admin:indsatser_aarsstatus_diagram", args=[pk, nr]),
        ),
        "beslutninger": list(aarsstatus.behandlinger.all()),
        "kun_visning": True,
    }
    return render(request, "indsatser/aarsstatus_detail.html", context)


def _indhold(aarsstatus):
    return aarsstatus.frosset or frys_indhold(aarsstatus, timezone.now())


@never_cache
def diagram(request, pk, nummer):
    return svg(_indhold(hent(request, pk)), nummer, request.GET.get("bredde", "bred"))


@require_POST
def samlet_ind(request, pk):
    aarsstatus = hent(request, pk, "add")
    try:
        svar = saml(pk)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
    else:
        skriv_op(request, aarsstatus, f"Samlet ind: {svar}")
        messages.success(request, f"Samlet ind: {svar}")
    return til_siden(pk)


@require_POST
def valg(request, pk):
    """Ticks and order of what was shown; what another has changed meanwhile stays, and is named."""
    hent(request, pk, "change")
    try:
        with transaction.atomic():
            aarsstatus = Aarsstatus.holdt(pk)
            kraev_kladde(aarsstatus)
            uenige = _gem_valg(request.POST, aarsstatus)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
        return til_siden(pk)
    for bidrag in uenige:
        besked = f"«{bidrag}» er ændret af en anden imens. Det står, som den anden satte det."
        messages.warning(request, besked)
    messages.success(request, "Valg og rækkefølge er gemt.")
    return til_siden(pk)


def _gem_valg(data, aarsstatus):
    uenige = []
    for bidrag in aarsstatus.bidrag.all():
        foer = data.get(f"foer-{bidrag.pk}")
        if foer is None:  # it was not on the page
            continue
        tal = data.get(f"nr-{bidrag.pk}", "")
        nummer = min(int(tal), 9999) if tal.isdecimal() else bidrag.raekkefoelge
        oensket = f"{int(f'med-{bidrag.pk}' in data)}:{nummer}"
        nu = f"{int(bidrag.medtages)}:{bidrag.raekkefoelge}"
        if oensket in (foer, nu):
            continue
        if foer != nu:
            uenige.append(bidrag)
            continue
        bidrag.medtages, bidrag.raekkefoelge = oensket[0] == "1", nummer
        bidrag.save(update_fields=["medtages", "raekkefoelge"])
    return uenige


# --- One contribution


@never_cache
def nyt(request, pk, afsnit):
    aarsstatus = hent(request, pk, "add")
    if afsnit not in Bidrag.Afsnit.values:
        raise Http404
    bidrag = Bidrag(
        aarsstatus=aarsstatus, afsnit=afsnit, raekkefoelge=sidst(aarsstatus, afsnit), udgave=0
    )
    return _form(request, bidrag, f"Tilføj til «{bidrag.get_afsnit_display()}»")


@never_cache
def bidrag(request, pk):
    fundet = get_object_or_404(Bidrag.objects.select_related("aarsstatus"), pk=pk)
    hent(request, fundet.aarsstatus_id, "change")
    return _form(request, fundet, f"Ret i «{fundet.get_afsnit_display()}»")


def _form(request, bidrag, titel):
    aarsstatus = bidrag.aarsstatus
    if not aarsstatus.er_kladde:
        messages.error(request, "Årsstatussen er ikke under udarbejdelse, så den kan ikke rettes.")
        return til_siden(aarsstatus.pk)
    with transaction.atomic():
        form = BidragForm(request.POST if request.method == "POST" else None, instance=bidrag)
        if request.method == "POST" and form.is_valid():
            form.save()
            messages.success(request, "Det er gemt.")
            return til_siden(aarsstatus.pk, f"b{bidrag.pk}")
    return vis(request, "bidrag", aarsstatus, titel, form=form, bidrag=bidrag)


@require_POST
def slet(request, pk):
    """Only what was written by hand: what was gathered is ticked out, or it would come again."""
    fundet = get_object_or_404(Bidrag, pk=pk)
    hent(request, fundet.aarsstatus_id, "delete")
    try:
        with transaction.atomic():
            kraev_kladde(Aarsstatus.holdt(fundet.aarsstatus_id))
            if fundet.kilde:
                raise ValidationError("Det er samlet ind. Fjern fluebenet, hvis det ikke skal med.")
            fundet.delete()
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
    else:
        messages.success(request, "Bidraget er slettet.")
    return til_siden(fundet.aarsstatus_id)


# --- Steps


def _send(request, pk):
    aarsstatus = skridt.send_til_gennemsyn(pk, request.user)
    breve_aarsstatus.til_gennemsyn(aarsstatus, request.user)
    return "Sendt til gennemsyn."


def _gennemset(request, pk):
    breve_aarsstatus.gennemset(skridt.godkend_gennemsyn(pk, request.user), request.user)
    return "Gennemsynet er godkendt."


def _tilbage(request, pk):
    aarsstatus = skridt.send_tilbage(pk, request.POST.get("grund", ""))
    breve_aarsstatus.sendt_tilbage(aarsstatus, request.user)
    return f"Sendt tilbage: {aarsstatus.besked}"


def _laas(request, pk):
    breve_aarsstatus.laast(skridt.laas(pk, request.user), request.user)
    return "Låst. Indholdet ændrer sig ikke mere."


def _laas_op(request, pk):
    return f"Låst op: {skridt.laas_op(pk, request.POST.get('grund', '')).besked}"


def _godkend(request, pk):
    form = GodkendForm(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors["dato"])
    breve_aarsstatus.godkendt(
        skridt.godkend(pk, request.user, form.cleaned_data["dato"]), request.user
    )
    return "Godkendt af styregruppen."


def _offentliggoer(request, pk):
    skridt.offentliggoer(pk)
    return "Offentliggjort. Alle kan læse den nu."


TRIN = {
    "send": (_send, ["change"]),
    "gennemset": (_gennemset, ["change"]),
    "tilbage": (_tilbage, ["change"]),
    "laas": (_laas, ["publish"]),
    "laas_op": (_laas_op, ["publish"]),
    "godkend": (_godkend, ["approve"]),
    "offentliggoer": (_offentliggoer, ["publish"]),
}
"""What is done at a step, and who may."""


@require_POST
def trin(request, pk):
    aarsstatus = hent(request, pk)
    if request.POST.get("goer") not in TRIN:
        raise Http404
    goer, krav = TRIN[request.POST["goer"]]
    kraev(request, *krav)
    try:
        besked = goer(request, pk)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
    else:
        skriv_op(request, aarsstatus, besked)
        messages.success(request, besked)
    return til_siden(pk)
