"""A status round in the admin: who gets which mail before it opens, its page while it runs, and how it is closed."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from .. import breve_status, paamindelser, runder
from ..formularer_statusrunde import FristForm, TagMedForm
from ..models import Status, Statusrunde
from ..rundemodtagere import linjer_for
from ..runder import Aendret

T = Statusrunde.Tilstand


def hent(request, pk, *, krav="change"):
    """The round, for those who see it and may `krav`."""
    _kraev_at_se(request)
    runder_ = Statusrunde.objects.visible_to(request.user).select_related("strategi", "lukket_af")
    fundet = get_object_or_404(runder_, pk=pk)
    if not request.user.has_perm(f"indsatser.{krav}_statusrunde", fundet):
        raise PermissionDenied
    return fundet


def _kraev_at_se(request):
    if not request.user.has_perm("indsatser.view_statusrunde"):
        raise PermissionDenied


def side(request, skabelon, runde, titel, **mere):
    context = {
        **admin.site.each_context(request),
        "title": titel,
        "runde": runde,
        "maa_rette": request.user.has_perm("indsatser.change_statusrunde", runde),
        **mere,
    }
    return TemplateResponse(request, f"admin/status/runde_{skabelon}.html", context)


def skriv_op(request, runde, besked):
    """In the round's history: who did what."""
    LogEntry.objects.log_actions(
        request.user.pk, [runde], CHANGE, change_message=besked, single_object=True
    )


def til_runden(runde):
    return redirect("admin:indsatser_statusrunde_runde", runde.pk)


def afvist(request, fejl):
    for besked in fejl.messages:
        messages.error(request, besked)


def kraev_aaben(request, runde):
    """Where a step is for open rounds only: the way back with a message, or None."""
    if runde.er_aaben:
        return None
    messages.error(request, runder.IKKE_AABEN)
    if runde.er_kladde:
        return redirect("admin:indsatser_statusrunde_change", runde.pk)
    return til_runden(runde)


# --- Open


def aabn(request, pk):
    """Everybody who gets a mail, and the mail as they get it; only then is it sent."""
    runde = hent(request, pk)
    if not runde.er_kladde:
        messages.info(request, runder.ALLEREDE_AABNET)
        return til_runden(runde)
    if request.method == "POST":
        try:
            antal = runder.aabn(pk, request.POST.get("aftryk", ""))
        except ValidationError as fejl:
            afvist(request, fejl)
            igen = isinstance(fejl, Aendret) or Statusrunde.objects.get(pk=pk).er_kladde
            return redirect(request.path) if igen else til_runden(runde)
        skriv_op(request, runde, f"Åbnet. {_mails(antal)} sendt.")
        messages.success(request, f"Runden er åbnet. {_mails(antal)} er på vej.")
        return til_runden(runde)
    modtagere = runder.modtagere_af(runde)
    return side(
        request,
        "aabn",
        runde,
        "Åbn runden",
        modtagere=modtagere,
        staar_i_vejen=list(runder.staar_i_vejen(runde)),
        spoergsmaal=runde.spoergsmaal.all(),
        eksempel=breve_status.eksempel(runde, modtagere),
    )


def _mails(antal):
    return "1 mail" if antal == 1 else f"{antal} mails"


# --- The page


def runde(request, pk):
    """Who has answered, and what may be done about those who have not."""
    runde = hent(request, pk, krav="view")
    if runde.er_kladde:
        return redirect("admin:indsatser_statusrunde_change", runde.pk)
    rapporter = runde.rapporter.visible_to(request.user)
    linjer = linjer_for(rapporter.select_related("runde", "stedfortraeder__bruger"))
    svaret = sum(linje.status.er_sendt_ind for linje in linjer)
    tilbage = runder.staar_tilbage(runde) if runde.er_aaben else None
    return side(
        request,
        "side",
        runde,
        str(runde),
        linjer=linjer,
        svaret=svaret,
        mangler=len(linjer) - svaret,
        tilbage=tilbage,
        alle=len(linjer) == runde.rapporter.count(),
    )


# --- Steps while it is open


def paamind(request, pk):
    """Whom a reminder now would go to; those who were written to today are left in peace."""
    runde = hent(request, pk)
    if videre := kraev_aaben(request, runde):
        return videre
    if request.method == "POST":
        antal = paamindelser.mind_om_nu(runde)
        if antal:
            skriv_op(request, runde, f"Påmindelse om {_rapporter(antal)}.")
        messages.success(
            request,
            f"{_rapporter(antal).capitalize()} kommer med i den samlede mail til dem, der mangler at svare."
            if antal
            else "Der er ikke flere at minde om i dag.",
        )
        return til_runden(runde)
    linjer, skrevet = paamindelser.at_minde_om(runde)
    return side(request, "paamind", runde, "Mind om nu", linjer=linjer, skrevet=skrevet)


def _rapporter(antal):
    return "1 rapport" if antal == 1 else f"{antal} rapporter"


def frist(request, pk):
    runde = hent(request, pk)
    if videre := kraev_aaben(request, runde):
        return videre
    form = FristForm(request.POST or None, initial={"frist": runde.frist})
    if request.method == "POST" and form.is_valid():
        ny = form.cleaned_data["frist"]
        try:
            antal = runder.flyt_frist(pk, ny)
        except ValidationError as fejl:
            form.add_error("frist", fejl.messages)
        else:
            skriv_op(
                request, runde, f"Fristen flyttet fra {runde.frist:%d.%m.%Y} til {ny:%d.%m.%Y}."
            )
            messages.success(
                request,
                f"Fristen er flyttet. De, der mangler at svare på {_rapporter(antal)}, får det at vide "
                "i deres samlede mail."
                if antal
                else "Fristen er flyttet.",
            )
            return til_runden(runde)
    linjer = linjer_for(runde.rapporter.mangler())
    return side(request, "frist", runde, "Flyt fristen", form=form, linjer=linjer)


def tag_med(request, pk):
    runde = hent(request, pk)
    if videre := kraev_aaben(request, runde):
        return videre
    form = TagMedForm(request.POST or None, runde=runde)
    if request.method == "POST" and form.is_valid():
        try:
            status, antal = runder.tag_med(pk, int(form.cleaned_data["indsats"]))
        except ValidationError as fejl:
            form.add_error(None, fejl)
        else:
            skriv_op(request, runde, f"{status.indsats_navn} taget med. {_mails(antal)} sendt.")
            messages.success(
                request, f"{status.indsats_navn} er med i runden. {_mails(antal)} er på vej."
            )
            return til_runden(runde)
    return side(request, "tag_med", runde, "Tag en indsats med", form=form)


# --- Close


def luk(request, pk):
    """What is missing, and what nobody has received, before everything is frozen."""
    runde = hent(request, pk)
    if videre := kraev_aaben(request, runde):
        return videre
    if request.method == "POST":
        if request.POST.get("bekraeft") != "ja":
            messages.error(request, "Sæt flueben ved, at runden skal lukkes, før du lukker den.")
            return redirect(request.path)
        try:
            runder.luk(pk, request.user, request.POST.get("aftryk", ""))
        except ValidationError as fejl:
            afvist(request, fejl)
            return redirect(request.path if isinstance(fejl, Aendret) else til_runden(runde).url)
        skriv_op(request, runde, "Lukket.")
        messages.success(request, "Runden er lukket. Nu kan der ikke rettes mere i den.")
        return til_runden(runde)
    return side(request, "luk", runde, "Luk runden", tilbage=runder.staar_tilbage(runde))


def hent_rapport(request, pk):
    """A report and its round, for those who change rounds."""
    _kraev_at_se(request)
    status = Status.objects.visible_to(request.user).select_related("runde", "stedfortraeder")
    fundet = status.filter(pk=pk).first()
    if fundet is None:
        raise Http404
    return fundet, hent(request, fundet.runde_id)
