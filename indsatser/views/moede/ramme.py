"""What the pages about one meeting share: who may open it, what a refusal says, and the frame they stand in."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from ...models import Dagsordenspunkt, Moede
from ...versioner import navn_paa


def hent(request, pk):
    """A meeting that the account may see; another is not there."""
    moeder = Moede.objects.visible_to(request.user).select_related(
        "gruppe", "raekke", "formand", "referent"
    )
    return get_object_or_404(moeder, pk=pk)


def hent_punkt(request, pk):
    punkt = get_object_or_404(Dagsordenspunkt, pk=pk)
    punkt.moede = hent(request, punkt.moede_id)
    return punkt


def kraev(tilladt):
    if not tilladt:
        raise PermissionDenied


def koordinator(request, pk):
    moede = hent(request, pk)
    kraev(moede.koordineres_af(request.user))
    return moede


def til_siden(moede, anker=""):
    svar = redirect("admin:indsatser_moede_side", moede.pk)
    svar["Location"] += f"#{anker}" if anker else ""
    return svar


def forsoeg(request, goer, *args, **kwargs):
    """What it answers, or None when the model refuses: the page then says why."""
    try:
        return goer(*args, **kwargs)
    except ValidationError as fejl:
        for besked in fejl.messages:
            messages.error(request, besked)
        return None


def indsendt(request):
    """What a form is bound to: also a form that was sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def navn(request):
    return navn_paa(request.user)


def side(request, skabelon, moede, titel, **mere):
    context = {
        **admin.site.each_context(request),
        "title": titel,
        "moede": moede,
        "koordinerer": moede.koordineres_af(request.user),
        **mere,
    }
    svar = TemplateResponse(request, f"admin/moede/{skabelon}.html", context)
    svar["Cache-Control"] = "private, no-store"
    return svar
