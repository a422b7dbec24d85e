"""From draft to public in the admin: send for review, decide, plan, check and compare."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.helpers import get_preview_url, version_list_url
from djangocms_versioning.models import Version

from .. import breve
from ..formularer import PlanForm, SendForm, TilbageForm
from ..models import Gennemsyn, PlanlagtUdgivelse
from ..sammenlign import laest_af, sammenlign
from ..udgivelsestjek import Alvor, Fund, advarsler_i, fejl_i, tjek
from ..versioner import laas_besked, titel_paa, udgivet_nu

T = Gennemsyn.Tilstand


def _version(request, pk, *, krav):
    """The version, for those who may `krav` ("change" or "publish") its text."""
    version = get_object_or_404(Version.objects.prefetch_related("content"), pk=pk)
    if version.content is None:
        raise Http404
    tilladt = {
        "change": version.has_change_permission,
        "publish": version.has_publish_permission,
        "enten": lambda u: version.has_change_permission(u) or version.has_publish_permission(u),
    }
    if not tilladt[krav](request.user):
        raise PermissionDenied
    return version


def _side(request, skabelon, version, titel, **mere):
    context = {
        **admin.site.each_context(request),
        "title": titel,
        "version": version,
        "indholdets_titel": titel_paa(version.content),
        "laeseside": get_preview_url(version.content),
        "versioner": version_list_url(version.content),
        **mere,
    }
    return TemplateResponse(request, f"admin/udgivelse/{skabelon}.html", context)


def _fund(request, version):
    """What the check says, and, to the one who did not write it, that somebody else still has the draft."""
    fund = tjek(version.content)
    if not version.is_unlocked_for_user(request.user):
        side = get_preview_url(version.content)
        fund.append(Fund("laas", Alvor.ADVARSEL, f"{laas_besked(version)}.", "Kladden", "", side))
    return {"fejl": fejl_i(fund), "advarsler": advarsler_i(fund)}


def kan_ikke_udgives(request, version):
    """The page that stops a publication, or None when nothing is in the way or the warnings are confirmed."""
    fund = _fund(request, version)
    if not fund["fejl"] and (not fund["advarsler"] or request.POST.get("advarsler") == "set"):
        return None
    titel = "Kan ikke udgives endnu" if fund["fejl"] else "Se advarslerne, før du udgiver"
    return _side(request, "udgiv", version, titel, videre=request.get_full_path(), **fund)


def tjek_version(request, pk):
    """What the check says of a version now, whoever may publish it later."""
    version = _version(request, pk, krav="enten")
    udgiv = ""
    if version.state == DRAFT and version.check_publish.as_bool(request.user):
        udgiv = reverse(f"admin:{_proxy(version)}_publish", args=[version.pk])
    return _side(request, "tjek", version, "Udgivelsestjek", udgiv=udgiv, **_fund(request, version))


def _proxy(version):
    """The name that the package's addresses have for this kind of version."""
    meta = version.versionable.version_model_proxy._meta
    return f"{meta.app_label}_{meta.model_name}"


def sammenlign_version(request, pk):
    version = _version(request, pk, krav="enten")
    return _side(
        request, "sammenlign", version, "Sammenlign med det udgivne", **_forskel(request, version)
    )


def _forskel(request, version):
    udgivet = udgivet_nu(version)
    if udgivet is None or udgivet.pk == version.pk:
        return {"udgivet": None, "raekker": []}
    foer, efter = laest_af(request, udgivet.content), laest_af(request, version.content)
    raekker = sammenlign(foer, efter)
    return {
        "udgivet": udgivet,
        "raekker": raekker if any(r["art"] != "skjult" for r in raekker) else [],
    }


# --- Send for review


def send(request, pk):
    version = _version(request, pk, krav="change")
    grund = version.check_modify.as_bool(request.user)
    if not grund:
        messages.error(request, f"{grund}.")
        return redirect(version_list_url(version.content))
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                gennemsyn = Gennemsyn.send(version, request.user, form.cleaned_data["note"])
                antal = breve.sendt_til_gennemsyn(gennemsyn)
        except ValidationError as fejl:
            form.add_error(None, fejl)
        else:
            messages.success(request, _kvittering(antal))
            return redirect("admin:indsatser_gennemsyn_se", gennemsyn.pk)
    return _side(
        request, "send", version, "Send til gennemsyn", form=form, **_fund(request, version)
    )


def _kvittering(antal):
    hvem = "Den, der" if antal == 1 else "De, der"
    faar = (
        f"{hvem} kan udgive den, har fået en mail." if antal else "Den venter på redaktionens bord."
    )
    return f"Kladden er sendt til gennemsyn. {faar} Du kan se her, hvor langt den er."


# --- Look it through, and decide


def se(request, pk):
    """The page of one review: what is changed, what the check says, and what one may decide."""
    gennemsyn = get_object_or_404(Gennemsyn.objects.visible_to(request.user), pk=pk)
    version = gennemsyn.version
    former = {"tilbageform": TilbageForm(), "planform": PlanForm(udgiv=True)}
    if request.method == "POST":
        beslut = BESLUTNINGER.get(request.POST.get("beslut"))
        if beslut is None:
            raise Http404
        if gennemsyn.tilstand != T.VENTER:
            return _afvist(request, gennemsyn, ValidationError(gennemsyn.allerede_afgjort()))
        svar = beslut(request, gennemsyn, former)
        if svar is not None:
            return svar
    venter = gennemsyn.tilstand == T.VENTER
    return _side(
        request,
        "gennemsyn",
        version,
        "Gennemsyn",
        gennemsyn=gennemsyn,
        kan_afgoere=venter and version.has_publish_permission(request.user),
        kan_traekke=venter and _maa_traekke(request.user, gennemsyn),
        planer=version.planer.venter(),
        **former,
        **(_fund(request, version) if venter else {}),
        **(_forskel(request, version) if version.state == DRAFT else {}),
    )


def _maa_traekke(user, gennemsyn):
    """The author takes it back, and so do those who may both change and publish it."""
    version = gennemsyn.version
    begge = version.has_change_permission(user) and version.has_publish_permission(user)
    return gennemsyn.afsender_id == user.pk or begge


def _kraev(tilladt):
    if not tilladt:
        raise PermissionDenied


def _udgiv_nu(request, gennemsyn, former):
    version = gennemsyn.version
    _kraev(version.has_publish_permission(request.user))
    if stop := kan_ikke_udgives(request, version):
        return stop
    try:
        with transaction.atomic():
            gennemsyn.afgoer(T.GODKENDT, request.user)
            version.publish(request.user)
            breve.afgjort(gennemsyn)
    except (ValidationError, IntegrityError) as fejl:
        return _afvist(request, gennemsyn, fejl)
    messages.success(request, f"{titel_paa(version.content)} er udgivet.")
    return redirect("admin:index")


def _udgiv_senere(request, gennemsyn, former):
    version = gennemsyn.version
    _kraev(version.has_publish_permission(request.user))
    form = former["planform"] = PlanForm(request.POST, udgiv=True)
    if not form.is_valid():
        return None
    if stop := kan_ikke_udgives(request, version):
        return stop
    try:
        with transaction.atomic():
            gennemsyn.afgoer(T.GODKENDT, request.user)
            form.gem(version, request.user)
            breve.afgjort(gennemsyn)
    except ValidationError as fejl:
        return _afvist(request, gennemsyn, fejl)
    messages.success(request, f"{titel_paa(version.content)} er godkendt og planlagt.")
    return redirect("admin:index")


def _send_tilbage(request, gennemsyn, former):
    _kraev(gennemsyn.version.has_publish_permission(request.user))
    form = former["tilbageform"] = TilbageForm(request.POST)
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            gennemsyn.afgoer(T.SENDT_TILBAGE, request.user, form.cleaned_data["begrundelse"])
            breve.afgjort(gennemsyn)
    except ValidationError as fejl:
        return _afvist(request, gennemsyn, fejl)
    messages.success(request, "Kladden er sendt tilbage med din begrundelse.")
    return redirect("admin:index")


def _traek(request, gennemsyn, former):
    _kraev(_maa_traekke(request.user, gennemsyn))
    try:
        gennemsyn.afgoer(T.TRUKKET, request.user)
    except ValidationError as fejl:
        return _afvist(request, gennemsyn, fejl)
    messages.success(request, "Kladden er trukket tilbage og kan rettes igen.")
    return redirect(version_list_url(gennemsyn.version.content))


def _afvist(request, gennemsyn, fejl):
    besked = " ".join(fejl.messages) if isinstance(fejl, ValidationError) else ADRESSE_OPTAGET
    messages.error(request, besked)
    return redirect("admin:indsatser_gennemsyn_se", gennemsyn.pk)


ADRESSE_OPTAGET = (
    "Den kunne ikke udgives, fordi en anden side har samme adresse. Ret adressen, og prøv igen."
)
BESLUTNINGER = {
    "udgiv": _udgiv_nu,
    "planlaeg": _udgiv_senere,
    "tilbage": _send_tilbage,
    "traek": _traek,
}


# --- Plan


def planlaeg(request, pk):
    """Publish a draft, or take down what is public, at a time."""
    version = _version(request, pk, krav="publish")
    if version.state not in (DRAFT, PUBLISHED):
        messages.error(request, "Kun en kladde eller en udgivet tekst kan planlægges.")
        return redirect(version_list_url(version.content))
    form = PlanForm(request.POST or None, udgiv=version.state == DRAFT)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.get("udgiv") and (stop := kan_ikke_udgives(request, version)):
            return stop
        try:
            form.gem(version, request.user)
        except ValidationError as fejl:
            form.add_error(None, fejl)
        else:
            messages.success(request, f"Planen for {titel_paa(version.content)} er gemt.")
            return redirect("admin:indsatser_gennemsyn_planlaeg", version.pk)
    return _side(
        request,
        "planlaeg",
        version,
        "Planlæg",
        form=form,
        planer=version.planer.venter(),
    )


@require_POST
@transaction.atomic
def annuller(request, pk):
    """Locked while it is asked, so that a plan that the clock has in hand is not called cancelled."""
    plan = get_object_or_404(PlanlagtUdgivelse.objects.select_for_update(), pk=pk)
    ret_til = plan.version.has_publish_permission(request.user)
    _kraev(ret_til or plan.bestilt_af_id == request.user.pk)
    if plan.tilstand == PlanlagtUdgivelse.Tilstand.VENTER:
        plan.afslut(PlanlagtUdgivelse.Tilstand.ANNULLERET)
        messages.success(request, "Planen er annulleret.")
    else:
        messages.error(
            request, f"Planen venter ikke længere: {plan.get_tilstand_display().lower()}."
        )
    if not ret_til:  # who ordered it may have lost the right to the page behind it
        return redirect("admin:index")
    return redirect("admin:indsatser_gennemsyn_planlaeg", plan.version_id)
