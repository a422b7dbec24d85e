"""Filling in a report: the same way for whoever comes by a link and for whoever is signed in.

A `Doer` says as whom one writes and where the pages are. Each saving is a POST of the whole form; while one types it
is the same POST, asked for as JSON.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from ..formularer_status import Rapportform
from ..models import Status
from ..models.statusskridt import Samtidig, klokken

FALDET = "Rapporten er gemt, men ikke sendt ind endnu, fordi et flueben er faldet fra. Se efter, og send den så ind."
SKREVET = ("svar_", "lys_tekst", "tal-")


@dataclass
class Doer:
    status: Status
    hvem: str
    """Who is named as the one that wrote."""
    adresse: str
    bilag: Callable
    """Key of a file → its address."""
    skabeloner: str
    """The folder and the beginning of the templates' names: «indsatser/status_» or «admin/status/rapport_»."""
    paa_vegne: bool = False
    mere: dict | None = None
    """What else the templates of this door need."""

    def side(self, request, navn, status=200, **context):
        context |= {"doer": self, "rapport": self.status, **(self.mere or {})}
        return TemplateResponse(request, f"{self.skabeloner}{navn}.html", context, status=status)


def er_autogem(request):
    return request.headers.get("x-autogem") == "1"


def udfyld(request, doer):
    """The form of a draft, or the receipt of what is handed in."""
    if request.method == "POST":
        goer = request.POST.get("goer", "gem")
        trin = TRIN.get(goer)
        if trin is None:
            raise Http404
        try:
            return trin(request, doer, goer)
        except ValidationError as fejl:
            return ikke_gemt(request, doer, " ".join(fejl.messages))
    if doer.status.kan_skrives and not doer.status.runde.er_lukket:
        return _form(request, doer, form_til(doer.status), gemt="gemt" in request.GET)
    return doer.side(request, "kvittering", **laest(doer.status, doer.bilag))


def form_til(status, *args):
    form = Rapportform(*args, status=status, spoergsmaal=list(status.runde.spoergsmaal.all()))
    return form


def _form(request, doer, form, kode=200, **context):
    """The page with last time's answers beside the questions."""
    status = form.status
    forrige = status.forrige()
    med_svar = status.forrige(med_svar=True) if forrige and forrige.intet_nyt else forrige
    if med_svar:
        form.sidst = _svar_efter_spoergsmaal(med_svar)
    doer.status = status
    return doer.side(
        request,
        "form",
        status=kode,
        form=form,
        forrige=forrige,
        svar_fra=med_svar,
        senest_gemt=klokken(status.rettet) if status.rettet else "",
        **context,
    )


def _svar_efter_spoergsmaal(status):
    svar = list(status.svar.select_related("spoergsmaal"))
    efter_slags = {s.spoergsmaal.slags: s.tekst for s in reversed(svar)}
    return efter_slags | {s.spoergsmaal.tekst: s.tekst for s in svar}


def laest(status, bilag):
    """What a reader of a report meets."""
    return {
        "svar": [
            (et, svar)
            for et in status.runde.spoergsmaal.all()
            for svar in status.svar.all()
            if svar.spoergsmaal_id == et.pk and svar.tekst
        ],
        "tal": list(status.tal.all()),
        "bilag": [(fil, bilag(fil.pk)) for fil in status.bilag.all()],
        "saetninger": list(status.saetninger.all()),
    }


# --- What a button does


@transaction.atomic
def _gem(request, doer, goer):
    status = Status.laas(doer.status.pk)
    if grund := status.hvorfor_ikke_skrives():
        raise ValidationError(grund)
    form = form_til(status, request.POST, request.FILES)
    if not form.is_valid():
        return _afvist(request, doer, form)
    indhold = form.indhold()
    form.gem_filer()
    data = form.cleaned_data
    try:
        status = status.gem(indhold, udgave=data["udgave"], skriver=data["skriver"], hvem=doer.hvem)
    except Samtidig as fejl:
        return _samtidig(request, doer, form, indhold, fejl)
    if er_autogem(request):
        return _gemt_mens_man_skriver(status, form)
    return _videre(request, doer, goer, status, form, indhold)


def _videre(request, doer, goer, status, form, indhold):
    """What is saved is handed in, confirmed, or shown again with what it lacks."""
    mangler = form.mangler_til_sidst(indhold) if goer == "send" else {}
    fejl = FALDET if goer == "send" and form.faldet else ""
    hvem = {"hvem": doer.hvem, "paa_vegne": doer.paa_vegne}
    try:
        if goer == "intet_nyt":
            status = status.bekraeft_intet_nyt(**hvem)
        elif goer == "send" and not (mangler or fejl):
            status = status.send_ind(**hvem)
    except ValidationError as grund:
        fejl = " ".join(grund.messages)
    if fejl or mangler or form.faldet or (indhold.ufaerdige and status.kan_skrives):
        ny = form_til(Status.laas(status.pk))
        ny.mangler = mangler
        return _form(request, doer, ny, fejl=fejl, faldet=form.faldet, gemt=True)
    return redirect(doer.adresse + ("?gemt" if goer == "gem" else ""))


def _afvist(request, doer, form):
    if er_autogem(request):
        fejl = [besked for liste in form.errors.values() for besked in liste]
        fejl += [besked for f in form.talsaet.errors for liste in f.values() for besked in liste]
        return JsonResponse(
            {"besked": " ".join(fejl) or "Formularen kom ikke hel frem."}, status=400
        )
    return _form(request, doer, form)


def _samtidig(request, doer, form, indhold, fejl):
    if er_autogem(request):
        return JsonResponse({"besked": " ".join(fejl.messages), "samtidig": True}, status=409)
    form.laeg_ved_siden_af(indhold)
    return _form(request, doer, form, kode=409, samtidig=" ".join(fejl.messages))


def _gemt_mens_man_skriver(status, form):
    """What the page needs to go on: the new edition, when, and the sentences of what is saved now."""
    ny = form_til(status)
    felter = {
        punkt["felt"].html_name: render_to_string(
            "indsatser/status_saetninger.html", {"punkt": punkt}
        )
        for punkt in ny.punkter()
    }
    return JsonResponse(
        {
            "udgave": status.udgave,
            "tid": f"Gemt {klokken(status.rettet)}" if status.rettet else "",
            "saetninger": felter,
            "faldet": form.faldet,
        }
    )


def _tag_tilbage(request, doer, goer):
    doer.status.tag_tilbage()
    return redirect(doer.adresse)


@transaction.atomic
def _tag_tilbage_og_ret(request, doer, goer):
    """What was typed while another handed it in is laid beside what they handed in."""
    doer.status.tag_tilbage()
    return _gem(request, doer, "gem")


TRIN = {
    **dict.fromkeys(["gem", "send", "intet_nyt"], _gem),
    "tag_tilbage": _tag_tilbage,
    "tag_tilbage_og_ret": _tag_tilbage_og_ret,
}


# --- What could not be saved, and files


def skrevet(request, status):
    """What was typed, so that it is not lost with the page: [(what about, words)]."""
    navne = {f"svar_{et.pk}": et.tekst for et in status.runde.spoergsmaal.all()}
    navne["lys_tekst"] = "Med dine egne ord"
    return [
        (navne.get(navn, "Tal"), ord_)
        for navn, ord_ in request.POST.items()
        if navn.startswith(SKREVET) and not navn.endswith("_FORMS") and ord_.strip()
    ]


def ikke_gemt(request, doer, grund):
    """In words, with what was typed, and where it can be, the way on."""
    if er_autogem(request):
        return JsonResponse({"besked": f"{grund} Det, du har skrevet, er ikke gemt."}, status=409)
    status = doer.status = Status.objects.select_related("runde", "indsats").get(pk=doer.status.pk)
    kan_tages_tilbage = status.tilstand == Status.Tilstand.INDSENDT and not status.runde.er_lukket
    felter = [
        (navn, vaerdi)
        for navn, vaerdier in request.POST.lists()
        for vaerdi in vaerdier
        if navn not in ("goer", "csrfmiddlewaretoken")
    ]
    return doer.side(
        request,
        "ikke_gemt",
        status=409,
        grund=grund,
        skrevet=skrevet(request, status),
        felter=felter if kan_tages_tilbage else [],
    )


def send_fil(bilag):
    """To be kept, never to be run by the browser."""
    svar = FileResponse(bilag.fil.open("rb"), as_attachment=True, filename=bilag.navn)
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Cache-Control"] = "private, no-store"
    return svar
