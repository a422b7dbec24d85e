"""A hearing behind the login: its steps, the treatment of each reply, and the answer."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from .. import hoeringsvej
from ..formularer_hoering import BehandlingForm, FristForm, GrundForm, SamletSvarForm
from ..models import Hoering, Hoeringsbilag, Hoeringspart
from .status import send_fil

T = Hoering.Tilstand


def _hent(request, pk, ret):
    hoering = get_object_or_404(Hoering, pk=pk)
    if not request.user.has_perm(f"indsatser.{ret}_hoering", hoering):
        raise PermissionDenied
    return hoering


def _side(request, navn, hoering, title, **mere):
    context = {**admin.site.each_context(request), "hoering": hoering, "title": title, **mere}
    return TemplateResponse(request, f"admin/hoering/{navn}.html", context)


def _til(navn, hoering):
    return redirect(f"admin:indsatser_hoering_{navn}", hoering.pk)


def _sig(request, fejl):
    for besked in fejl.messages:
        messages.error(request, besked)


def faste_parter(request, pk):
    hoering = _hent(request, pk, "change")
    if request.method == "POST":
        if antal := hoeringsvej.tilfoej_faste(hoering):
            messages.success(request, f"{antal} parter er tilføjet. Skriv deres e-mail.")
        else:
            messages.info(request, "De faste parter er på listen i forvejen.")
    return _til("change", hoering)


def aabn(request, pk):
    """Shown who gets what before anybody is written to."""
    hoering = _hent(request, pk, "publish")
    if hoering.tilstand != T.KLADDE:
        messages.info(request, "Høringen er allerede åbnet.")
        return _til("behandling", hoering)
    if request.method == "POST":
        try:
            hoeringsvej.aabn(pk, request.user)
        except ValidationError as fejl:
            _sig(request, fejl)
        else:
            messages.success(request, "Høringen er åben, og parterne har fået en mail.")
            return _til("behandling", hoering)
    parter = list(hoering.parter.all())
    return _side(
        request,
        "aabn",
        hoering,
        "Åbn høringen",
        med=[part for part in parter if part.email],
        uden=[part for part in parter if not part.email],
        mangler=list(hoeringsvej.mangler_foer_aabning(hoering)),
    )


def forlaeng(request, pk):
    hoering = _hent(request, pk, "publish")
    form = FristForm(request.POST or None, initial={"frist": hoering.frist.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            hoeringsvej.forlaeng(pk, request.user, form.cleaned_data["frist"])
        except ValidationError as fejl:
            form.add_error(None, fejl)
        else:
            messages.success(request, "Fristen er ændret, og parterne har fået en mail.")
            return _til("behandling", hoering)
    return _side(request, "form", hoering, "Forlæng fristen", form=form, knap="Ændr fristen")


def nyt_link(request, pk, part):
    """A new link by mail; the former one opens nothing more."""
    hoering = _hent(request, pk, "publish")
    fundet = get_object_or_404(
        Hoeringspart.objects.select_related("hoering"), pk=part, hoering=hoering
    )
    if request.method == "POST" and hoering.tilstand in (T.AABEN, T.LUKKET):
        with transaction.atomic():
            hoeringsvej.spoerg(fundet)
        if fundet.email:
            messages.success(request, f"Der er sendt et nyt link til {fundet.navn}.")
        else:
            messages.warning(request, f"{fundet.navn} har ingen e-mail. Skriv den først.")
    return _til("behandling", hoering)


def behandling(request, pk):
    """Every reply with how it is treated, who has not answered, and the collected answer."""
    hoering = _hent(request, pk, "view")
    if not request.user.has_perm("indsatser.view_hoeringssvar"):
        raise PermissionDenied
    retter = request.user.has_perm("indsatser.publish_hoering") and hoering.tilstand != T.BESVARET
    form = SamletSvarForm(request.POST or None, instance=hoering)
    if request.method == "POST":
        if not retter:
            raise PermissionDenied
        with transaction.atomic():
            if form.is_valid():
                form.gem()
                messages.success(request, "Det samlede svar er gemt.")
                return _til("behandling", hoering)
    svar = list(hoering.svar.select_related("part", "hoering").prefetch_related("bilag"))
    gaeldende = [et for et in svar if not et.erstattet_af_id]
    behandlede = [et for et in gaeldende if et.behandling != "venter"]
    return _side(
        request,
        "behandling",
        hoering,
        "Svar og behandling",
        svar=svar,
        antal=len(gaeldende),
        behandlede=len(behandlede),
        mangler=list(hoering.parter.mangler()),
        form=form,
        retter=retter,
    )


def svar(request, pk, svar):
    """One reply in full, with its treatment beside it, and the way to the next that waits."""
    hoering = _hent(request, pk, "view")
    if not request.user.has_perm("indsatser.view_hoeringssvar"):
        raise PermissionDenied
    fundet = get_object_or_404(
        hoering.svar.select_related("part", "hoering").prefetch_related("bilag"), pk=svar
    )
    retter = request.user.has_perm("indsatser.change_hoeringssvar") and not hoering.er_besvaret
    initial = {}
    if not fundet.offentlig_tekst and fundet.behandling == "venter":
        initial["offentlig_tekst"] = hoeringsvej.foreslaa_offentlig(fundet)
    form = BehandlingForm(request.POST or None, instance=fundet, initial=initial)
    if request.method == "POST":
        if not retter:
            raise PermissionDenied
        with transaction.atomic():
            if form.is_valid():
                form.gem(request.user)
                messages.success(request, f"Behandlingen af svaret fra {fundet.fra} er gemt.")
                return _naeste(hoering)
    return _side(
        request, "svar", hoering, f"Svar fra {fundet.fra}", svar=fundet, form=form, retter=retter
    )


def _naeste(hoering):
    """On to the next that waits, so that all are treated in one go."""
    naeste = hoering.svar.ubehandlede().first()
    if naeste is None:
        return _til("behandling", hoering)
    return redirect("admin:indsatser_hoering_svar", hoering.pk, naeste.pk)


def offentliggoer(request, pk):
    hoering = _hent(request, pk, "publish")
    if request.method == "POST":
        try:
            hoeringsvej.offentliggoer(pk, request.user)
        except ValidationError as fejl:
            _sig(request, fejl)
        else:
            messages.success(request, "Svaret er offentligt, og de, der har svaret, får en mail.")
            return _til("behandling", hoering)
    mangler = list(hoeringsvej.mangler_foer_svar(hoering))
    return _side(request, "offentliggoer", hoering, "Offentliggør svaret", mangler=mangler)


def tag_tilbage(request, pk):
    hoering = _hent(request, pk, "publish")
    form = GrundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hoeringsvej.tag_tilbage(pk, request.user, form.cleaned_data["grund"])
        except ValidationError as fejl:
            _sig(request, fejl)
        else:
            messages.success(request, "Svaret er taget tilbage og kan rettes.")
        return _til("behandling", hoering)
    return _side(
        request, "form", hoering, "Tag svaret tilbage", form=form, knap="Tag svaret tilbage"
    )


def bilag(request, pk, bilag):
    hoering = _hent(request, pk, "view")
    if not request.user.has_perm("indsatser.view_hoeringsbilag"):
        raise Http404
    return send_fil(get_object_or_404(Hoeringsbilag, pk=bilag, svar__hoering=hoering))
