"""The points of the agenda: handed in by members, taken in, ordered or declined by the coordinators; their files."""

from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from ... import breve_moede
from ...formularer_moede import AfvisForm, PunktForm
from ...models import Dagsordenspunkt, Moede, Punktbilag
from .ramme import forsoeg, hent, hent_punkt, indsendt, kraev, side, til_siden

T = Dagsordenspunkt.Tilstand


def nyt(request, pk):
    """A coordinator puts a point on; another who is of the meeting hands one in, until the agenda is sent."""
    moede = hent(request, pk)
    koordinerer = moede.koordineres_af(request.user)
    kraev(moede.er_med(request.user))
    if not (moede.kan_rettes if koordinerer else moede.tager_imod_punkter):
        messages.error(
            request, "Dagsordenen er sendt eller lukket, så der kan ikke meldes flere punkter ind."
        )
        return til_siden(moede)
    punkt = Dagsordenspunkt(moede=moede, meldt_ind_af=request.user)
    punkt.tilstand = T.PAA if koordinerer else T.FORESLAAET
    form = PunktForm(indsendt(request), request.FILES or None, instance=punkt, bruger=request.user)
    if request.method == "POST" and form.is_valid() and forsoeg(request, _gem_nyt, form):
        messages.success(request, "Punktet er på dagsordenen." if koordinerer else MELDT_IND)
        return til_siden(moede, f"punkt-{punkt.pk}")
    titel = "Nyt punkt" if koordinerer else "Meld et punkt ind"
    return side(request, "punkt", moede, titel, form=form)


MELDT_IND = "Punktet er meldt ind. Du får en mail, hvis det ikke kommer på dagsordenen."


@transaction.atomic
def _gem_nyt(form):
    punkt = form.instance
    punkt.moede = Moede.laast(punkt.moede_id)
    punkt.saet_sidst()
    return form.save()


def ret(request, pk):
    """By the coordinators, and by whoever handed it in until it is taken in."""
    punkt = hent_punkt(request, pk)
    moede = punkt.moede
    eget = punkt.meldt_ind_af_id == request.user.pk and punkt.tilstand == T.FORESLAAET
    kraev(moede.koordineres_af(request.user) or (eget and moede.tager_imod_punkter))
    if not moede.kan_rettes:
        messages.error(request, "Mødet er lukket, så punktet kan ikke rettes.")
        return til_siden(moede)
    if request.method == "POST" and request.POST.get("goer") == "slet":
        return _slet(request, punkt)
    form = PunktForm(indsendt(request), request.FILES or None, instance=punkt, bruger=request.user)
    if request.method == "POST" and form.is_valid() and forsoeg(request, _gem, form, request):
        messages.success(request, "Punktet er gemt.")
        return til_siden(moede, f"punkt-{punkt.pk}")
    context = {
        "form": form,
        "punkt": punkt,
        "bilag": punkt.bilag.all(),
        "kan_slettes": _kan_slettes(punkt),
    }
    return side(request, "punkt", moede, "Ret punktet", **context)


@transaction.atomic
def _gem(form, request):
    punkt = form.save()
    _slet_bilag(punkt, request.POST.getlist("slet_bilag"))
    return punkt


def _slet_bilag(punkt, pks):
    for bilag in punkt.bilag.filter(pk__in=[pk for pk in pks if pk.isdecimal()]):
        fil = bilag.fil
        bilag.delete()
        transaction.on_commit(lambda fil=fil: fil.delete(save=False), robust=True)


def _kan_slettes(punkt):
    """What has been written under it is not lost by a button."""
    skrevet = punkt.referat or punkt.beslutninger.exists() or punkt.opgaver.exists()
    return punkt.moede.kan_rettes and not skrevet


def _slet(request, punkt):
    if not _kan_slettes(punkt):
        messages.error(request, "Der er skrevet referat under punktet, så det kan ikke slettes.")
        return til_siden(punkt.moede)
    if forsoeg(request, lambda: punkt.delete()):
        messages.success(request, f"Punktet «{punkt}» er slettet.")
    return til_siden(punkt.moede, "dagsorden")


@require_POST
@transaction.atomic
def flyt(request, pk):
    punkt = hent_punkt(request, pk)
    kraev(punkt.moede.koordineres_af(request.user))
    skridt = {"op": -1, "ned": 1}.get(request.POST.get("vej"))
    if skridt is None or punkt.tilstand != T.PAA:
        raise Http404
    punkt.moede = Moede.laast(punkt.moede_id)
    forsoeg(request, punkt.flyt, skridt)
    return til_siden(punkt.moede, f"punkt-{punkt.pk}")


@require_POST
@transaction.atomic
def tag_paa(request, pk):
    punkt = hent_punkt(request, pk)
    kraev(punkt.moede.koordineres_af(request.user))
    punkt.moede = Moede.laast(punkt.moede_id)
    if punkt.tilstand != T.PAA:
        punkt.tilstand, punkt.begrundelse = T.PAA, ""
        punkt.saet_sidst()
        if forsoeg(request, lambda: punkt.save() or True):
            messages.success(request, f"«{punkt}» er på dagsordenen.")
    return til_siden(punkt.moede, f"punkt-{punkt.pk}")


def afvis(request, pk):
    """With a reason, which goes to the one who handed it in."""
    punkt = hent_punkt(request, pk)
    kraev(punkt.moede.koordineres_af(request.user))
    if punkt.tilstand != T.FORESLAAET:
        messages.error(
            request,
            f"Der er allerede taget stilling til punktet: {punkt.get_tilstand_display().lower()}.",
        )
        return til_siden(punkt.moede)
    form = AfvisForm(indsendt(request), instance=punkt)
    if request.method == "POST" and form.is_valid() and forsoeg(request, _afvis, form):
        messages.success(
            request, "Punktet kommer ikke på, og den, der meldte det ind, får din begrundelse."
        )
        return til_siden(punkt.moede, "dagsorden")
    return side(request, "afvis", punkt.moede, "Tag ikke punktet på", form=form, punkt=punkt)


@transaction.atomic
def _afvis(form):
    punkt = form.instance
    Moede.laast(punkt.moede_id)
    punkt.tilstand = T.AFVIST
    form.save()
    breve_moede.punkt_afvist(punkt)
    return punkt


def bilag(request, pk):
    """A private file, to those who may see the meeting; never shown in the browser as part of this site."""
    fil = get_object_or_404(Punktbilag.objects.select_related("punkt"), pk=pk)
    hent(request, fil.punkt.moede_id)
    svar = FileResponse(fil.fil.open("rb"), as_attachment=True, filename=fil.navn)
    svar["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(fil.navn)}"
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Cache-Control"] = "private, no-store"
    return svar
