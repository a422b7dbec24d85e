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
from ..models import Hoering, Hoeringspart

FOR_MANGE = gettext_lazy(
    "Der er kommet usædvanligt mange i dag, så dit er ikke sendt. Det står her endnu. Prøv i morgen, eller ring."
)


@never_cache
def svar(request, slug):
    """The public form. A hearing that takes no replies says so, and where one may write instead."""
    hoering = get_object_or_404(Hoering.objects.published(), slug=slug)
    if not hoering.kan_besvares_af_alle:
        return _lukket(request, hoering)
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
    part = Hoeringspart.fra_link(hemmelig)
    gammel = None if part else Hoeringspart.fra_gammelt_link(hemmelig)
    if not part and not gammel:
        raise Http404
    hoering = (part or gammel).hoering
    if gammel or hoering.er_besvaret or hoering.tilstand == Hoering.Tilstand.KLADDE:
        svar = _lukket(request, hoering, gammelt_link=bool(gammel))
    else:
        svar = _udfyld(
            request, hoering, part, tak=reverse("hoeringslink", args=[hemmelig]) + "?tak"
        )
    svar["X-Robots-Tag"] = "noindex"
    svar["Cache-Control"] = "private, no-store"
    return svar


def _lukket(request, hoering, gammelt_link=False):
    """With where to write, and with what was typed, for whoever was in the middle of it."""
    context = {
        "hoering": hoering,
        "gammelt_link": gammelt_link,
        "skrevet": request.POST.get("tekst", "").strip(),
        "havde_filer": bool(request.FILES) or bool(request.POST.get("behold")),
    }
    return render(request, "indsatser/hoering_lukket.html", context, status=410)


def _udfyld(request, hoering, part, tak):
    status = 200
    if request.method == "POST":
        form = SvarForm(request.POST, request.FILES, hoering=hoering, part=part)
        if form.is_valid() and _modtag(request, form):
            return redirect(tak)
        form.gem_filer(maa=bool(part) or spamvaern.maa_gemme_filer(request))
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
        hoeringsvej.modtag(svar, form.nye, form.beholdt)
    except ValidationError as fejl:
        form.add_error(None, fejl)
        return False
    return True
