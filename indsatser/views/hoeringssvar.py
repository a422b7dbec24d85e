"""Replying to a hearing: through the link of a letter, or by anybody while it is open for all."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache

from .. import hoeringsvej, spamvaern
from ..formularer_hoering import SvarForm
from ..models import Hoering

FOR_MANGE = gettext_lazy(
    "Der er kommet usædvanligt mange i dag, så dit er ikke sendt. Det står her endnu. Prøv i morgen, eller ring."
)


@never_cache
def svar(request, slug):
    """The public form. A hearing that takes no replies says so, and where one may write instead."""
    hoering = get_object_or_404(Hoering.objects.published(), slug=slug)
    if not hoering.kan_besvares_af_alle:
        return render(request, "indsatser/hoering_lukket.html", {"hoering": hoering}, status=410)
    return _udfyld(request, hoering, part=None, tak=reverse("hoeringer:tak", args=[slug]))


@never_cache
def tak(request, slug):
    hoering = get_object_or_404(Hoering.objects.published(), slug=slug)
    return render(request, "indsatser/hoering_tak.html", {"hoering": hoering})


@never_cache
def link(request, hemmelig):
    """The link of a body. Opening it uses nothing up; after the deadline a reply is late."""
    if translation.get_language() != "da":
        with translation.override("da"):
            return redirect("hoeringslink", hemmelig)
    part = hoeringsvej.part_fra_link(hemmelig)
    if part is None:
        raise Http404
    hoering = part.hoering
    if hoering.er_besvaret or hoering.tilstand == Hoering.Tilstand.KLADDE:
        svar = render(request, "indsatser/hoering_lukket.html", {"hoering": hoering}, status=410)
    else:
        svar = _udfyld(
            request, hoering, part, tak=reverse("hoeringslink", args=[hemmelig]) + "?tak"
        )
    svar["X-Robots-Tag"] = "noindex"
    svar["Cache-Control"] = "private, no-store"
    return svar


def _udfyld(request, hoering, part, tak):
    status = 200
    if request.method == "POST":
        form = SvarForm(request.POST, request.FILES, hoering=hoering, part=part)
        if form.is_valid() and _modtag(request, form):
            return redirect(tak)
        status = 429 if getattr(form, "for_mange", False) else 200
    else:
        form = SvarForm(hoering=hoering, part=part, initial={"stempel": spamvaern.stempel()})
    context = {
        "form": form,
        "hoering": hoering,
        "part": part,
        "foer": part and part.svar.gaeldende().order_by("-modtaget").first(),
        "er_tak": "tak" in request.GET,
        "er_sent": not hoering.er_aaben,
    }
    return render(request, "indsatser/hoering_svar.html", context, status=status)


def _modtag(request, form):
    """Keep it; False with a message in the form when there is a reason not to."""
    if form.er_spam:
        return True  # a machine is thanked and forgotten
    if form.part is None and spamvaern.for_mange(request):
        form.for_mange = True
        form.add_error(None, FOR_MANGE)
        return False
    svar = form.som_svar()
    if svar.email and form.part is None and not spamvaern.maa_skrive_til(svar.email):
        form.add_error("email", gettext("Der er sendt mange kvitteringer til den e-mail i dag."))
        return False
    try:
        hoeringsvej.modtag(svar, form.cleaned_data["filer"])
    except ValidationError as fejl:
        form.add_error(None, fejl)
        return False
    return True
