"""What a coordinator does about one report of an open round: a substitute, a new link, or out of the round again."""

from django.contrib import messages
from django.core.exceptions import ValidationError

from .. import runder
from ..formularer_statusrunde import StedfortraederForm
from ..rundemodtagere import Modtagere, linjer_for
from .statusrunde import afvist, hent_rapport, kraev_aaben, side, skriv_op, til_runden


def stedfortraeder(request, pk):
    status, runde = hent_rapport(request, pk)
    if videre := kraev_aaben(request, runde) or _er_svaret(request, status):
        return videre
    (linje,) = linjer_for([status])
    form = StedfortraederForm(
        request.POST or None,
        tovholdere=linje.personer,
        initial={"person": status.stedfortraeder},
    )
    if request.method == "POST" and form.is_valid():
        try:
            runder.udpeg_stedfortraeder(pk, form.cleaned_data["person"])
        except ValidationError as fejl:
            form.add_error(None, fejl)
        else:
            hvem = form.cleaned_data["person"] or linje.navne
            besked = f"{hvem} svarer for {status.indsats_navn} og har fået et link."
            skriv_op(request, runde, besked)
            messages.success(request, besked)
            return til_runden(runde)
    return side(
        request, "stedfortraeder", runde, "Stedfortræder", status=status, linje=linje, form=form
    )


def nyt_link(request, pk):
    """Shows who gets it before it is sent."""
    status, runde = hent_rapport(request, pk)
    if videre := kraev_aaben(request, runde) or _er_svaret(request, status):
        return videre
    if request.method == "POST":
        try:
            antal = runder.send_nyt_link(pk)
        except ValidationError as fejl:
            afvist(request, fejl)
        else:
            skriv_op(request, runde, f"Nyt link til {status.indsats_navn}.")
            messages.success(
                request,
                f"Et nyt link til {status.indsats_navn} er på vej. Det gamle er lukket."
                if antal
                else f"Ingen kan få et link til {status.indsats_navn}. Det gamle er lukket.",
            )
        return til_runden(runde)
    modtagere = Modtagere(linjer_for([status]))
    return side(request, "nyt_link", runde, "Send et nyt link", status=status, modtagere=modtagere)


def tag_ud(request, pk):
    status, runde = hent_rapport(request, pk)
    if videre := kraev_aaben(request, runde) or _er_svaret(request, status):
        return videre
    if request.method == "POST":
        try:
            runder.tag_ud(pk)
        except ValidationError as fejl:
            afvist(request, fejl)
        else:
            skriv_op(request, runde, f"{status.indsats_navn} taget ud.")
            messages.success(request, f"{status.indsats_navn} er taget ud af runden.")
        return til_runden(runde)
    return side(request, "tag_ud", runde, "Tag en indsats ud", status=status)


def _er_svaret(request, status):
    """The way back with a message when it is too late, or None."""
    if not status.er_sendt_ind:
        return None
    messages.error(request, f"Der er allerede svaret for {status.indsats_navn}.")
    return til_runden(status.runde)
