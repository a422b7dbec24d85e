"""One proposal in the admin: read it, take it a step further, and take the person out of it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from .. import breve_forslag
from ..breve_forslag import Svarbrev
from ..formularer_forslagstrin import NoteForm, RensForm, TrinForm
from ..forslagsfrister import glem
from ..models import Dagsordenspunkt, Forslag

T = Forslag.Tilstand
KNAPPER = {
    T.MODTAGET: "Det er ikke spam",
    T.VURDERES: "Gå i gang med at vurdere det",
    T.DROEFTES: "Drøft det i koordinationsgruppen",
    T.PRIORITERET: "Gør det til en indsats",
    T.VIDEREGIVET: "Giv det videre",
    T.AFVIST: "Følg det ikke",
    T.BESVARET: "Svar",
}
"""Step → what the button that takes it is called."""


def _forslag(request, pk):
    """The proposal, for those who may answer it."""
    forslag = get_object_or_404(Forslag.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("indsatser.change_forslag", forslag):
        raise PermissionDenied
    return forslag


def _side(request, skabelon, forslag, titel, **mere):
    context = {
        **admin.site.each_context(request),
        "title": titel,
        "forslag": forslag,
        "opts": Forslag._meta,
        **mere,
    }
    return TemplateResponse(request, f"admin/forslag/{skabelon}.html", context)


def _tilbage(forslag):
    return redirect("admin:indsatser_forslag_change", forslag.pk)


# --- Read it


def se(request, forslag):
    """What was sent, who sent it for those who may answer, and all that has happened since."""
    kan_svare = request.user.has_perm("indsatser.change_forslag", forslag)
    form = NoteForm()
    if request.method == "POST":
        if not kan_svare:
            raise PermissionDenied
        form = NoteForm(request.POST)
        if request.POST.get("goer") == "ikke_spam":
            return _ikke_spam(request, forslag)
        if form.is_valid():
            forslag.noter(request.user, form.cleaned_data["note"])
            messages.success(request, "Noten er gemt.")
            return _tilbage(forslag)
    trin = forslag.trin.select_related("af", "punkt__moede")
    skridt = [(til, KNAPPER[til]) for til in forslag.naeste if til != T.MODTAGET]
    return _side(
        request,
        "se",
        forslag,
        f"{forslag.get_art_display()} {forslag.nummer}",
        trin=list(trin),
        kan_svare=kan_svare,
        skridt=skridt if kan_svare else [],
        noteform=form,
        indsats=_adresse_paa_kladden(request, forslag),
    )


def _adresse_paa_kladden(request, forslag):
    if forslag.blev_til_id and request.user.has_perm("indsatser.view_indsats"):
        return reverse("admin:indsatser_indsats_change", args=[forslag.blev_til_id])
    return ""


def _ikke_spam(request, forslag):
    """It begins as the others do, with the receipt that the sender did not get."""
    try:
        with transaction.atomic():
            forslag.flyt(T.MODTAGET, request.user)
            if forslag.email:
                breve_forslag.kvittering(forslag)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
    else:
        messages.success(request, "Det er nu modtaget som alt andet og kan besvares.")
    return _tilbage(forslag)


# --- Take it a step further


def trin(request, pk, til):
    """A step with its reply, which is read as it will come before it is sent."""
    forslag = _forslag(request, pk)
    if til not in KNAPPER or til == T.MODTAGET:
        raise Http404
    if request.method != "POST" and til not in forslag.naeste:
        messages.error(
            request,
            f"Det står som «{forslag.get_tilstand_display()}», så det skridt kan ikke tages.",
        )
        return _tilbage(forslag)
    form = TrinForm(request.POST or None, forslag=forslag, til=til)
    brev = None
    if request.method == "POST" and form.is_valid():
        brev = _brev(form)
        if request.POST.get("goer") != "vis":
            try:
                _tag_skridtet(request, form, brev)
            except ValidationError as fejl:
                form = _afvist(form, fejl)
                brev = None
            else:
                _kvitter(request, form)
                return _tilbage(forslag)
    return _side(
        request,
        "trin",
        forslag,
        f"{KNAPPER[til]}: {forslag.nummer}",
        form=form,
        til=til,
        knap=KNAPPER[til],
        brev=brev.vist() if brev else None,
    )


def _brev(form):
    if not form.sender:
        return None
    data = form.cleaned_data
    oplysninger = {navn: data.get(navn, "") for navn in ("begrundelse", "videregivet_til")}
    return Svarbrev(form.forslag, form.til, data["svar"], **oplysninger)


@transaction.atomic
def _tag_skridtet(request, form, brev):
    """All of it or nothing: the step, the draft, the point of the agenda and the mail."""
    forslag, data = form.forslag, form.cleaned_data
    linje = {
        "note": data["note"],
        "svar": brev.som_tekst() if brev else "",
        "sendt": bool(brev),
        "punkt": _meld_ind(request, forslag, data.get("moede")),
    }
    felter = ("begrundelse", "videregivet_til", "offentlig_tekst")
    felter = {navn: data[navn] for navn in felter if navn in data}
    if form.til == T.PRIORITERET:
        if not request.user.has_perm("indsatser.add_indsats"):
            raise PermissionDenied
        felter |= {"titel": data["indsats_titel"], "tekst": data["indsats_tekst"]}
        forslag.prioriter(request.user, udgave=data["udgave"], trin=linje, **felter)
    else:
        forslag.flyt(form.til, request.user, udgave=data["udgave"], trin=linje, **felter)
    breve_forslag.er_besvaret(forslag)
    if brev:
        brev.send(request.user)


def _meld_ind(request, forslag, moede):
    """A point that waits for the coordinator of the meeting, with nothing in it of who sent the proposal."""
    if moede is None:
        return None
    adresse = request.build_absolute_uri(
        reverse("admin:indsatser_forslag_change", args=[forslag.pk])
    )
    return Dagsordenspunkt.objects.create(
        moede=moede,
        titel=f"Forslag {forslag.nummer}: {forslag.renset('titel')}"[:200],
        oplaeg=f"Forslaget kan læses her: {adresse}",
        meldt_ind_af=request.user,
        tilstand=Dagsordenspunkt.Tilstand.FORESLAAET,
    )


def _afvist(form, fejl):
    """What stood in the way is said above what was typed."""
    ny = form.om_det_nye(Forslag.objects.get(pk=form.forslag.pk))
    ny.is_valid()
    if hasattr(fejl, "error_dict"):
        for felt, beskeder in fejl.message_dict.items():
            ny.add_error(felt if felt in ny.fields else None, beskeder)
    else:
        ny.add_error(None, fejl)
    return ny


def _kvitter(request, form):
    forslag = form.forslag
    messages.success(request, f"{forslag.nummer} står nu som «{forslag.get_tilstand_display()}».")
    if form.sender:
        messages.success(request, f"Svaret er på vej til {forslag.email}.")
    if forslag.tilstand == T.PRIORITERET:
        messages.success(request, "Indsatsen er lavet som en kladde. Den er ikke udgivet.")


# --- Spam, and the person


def slet(forslag):
    """Gone for good, and only while it is thought to be spam."""
    return bool(Forslag.objects.filter(pk=forslag.pk, tilstand=T.MISTANKE).delete()[0])


def slet_spam(request, pk):
    forslag = _forslag(request, pk)
    if forslag.tilstand != T.MISTANKE:
        messages.error(request, "Kun det, der er «Måske spam», kan slettes som spam.")
        return _tilbage(forslag)
    if request.method == "POST":
        slet(forslag)
        messages.success(request, f"{forslag.nummer} er slettet som spam.")
        return redirect("admin:indsatser_forslag_changelist")
    return _side(request, "spam", forslag, f"Slet som spam: {forslag.nummer}")


def slet_oplysninger(request, pk):
    """Taken out for good, when somebody asks for it; shown first as the texts will be."""
    forslag = _forslag(request, pk)
    if forslag.anonymiseret:
        messages.info(request, "Personoplysningerne er allerede slettet.")
        return _tilbage(forslag)
    form = RensForm(request.POST or None, instance=Forslag.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        glem(forslag, request.user, **form.cleaned_data)
        messages.success(request, "Personoplysningerne er slettet.")
        return _tilbage(forslag)
    return _side(
        request, "oplysninger", forslag, f"Slet personoplysninger: {forslag.nummer}", form=form
    )


def udskrift(request, pk):
    """All that is kept of it, for the person who asks what we have of them."""
    forslag = _forslag(request, pk)
    trin = forslag.trin.select_related("af")
    tekst = render_to_string(
        "admin/forslag/udskrift.txt", {"forslag": forslag, "trin": trin, "nu": timezone.now()}
    )
    svar = HttpResponse(tekst, content_type="text/plain; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="forslag-{forslag.nummer}.txt"'
    svar["X-Content-Type-Options"] = "nosniff"
    return svar
