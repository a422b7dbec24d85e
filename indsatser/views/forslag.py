"""/forslag/: what one may send in, the form, its receipt, and what has become of what others sent."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache

from tryg_portal import generation

from .. import breve_forslag, spamvaern
from ..formularer_forslag import SKAL_SVARES, ForslagForm
from ..forslagstal import tal, udfald
from ..models import Forslag

ET_DOEGN = timedelta(days=1)
FOR_MANGE = gettext_lazy(
    "Der er kommet usædvanligt mange i dag, så dit er ikke sendt. Det står her endnu. Prøv i morgen, eller ring."
)
VALG = {
    Forslag.Art.INDSATS: (
        gettext_lazy("Foreslå en indsats"),
        gettext_lazy("Har du en idé, der kan gøre kommunen mere tryg? Fortæl os om den."),
    ),
    Forslag.Art.SAMSKABELSE: (
        gettext_lazy("Få hjælp til samskabelse"),
        gettext_lazy("Vil I skabe noget sammen der, hvor I bor? Vi hjælper jer i gang."),
    ),
    Forslag.Art.SPOERGSMAAL: (
        gettext_lazy("Stil et spørgsmål"),
        gettext_lazy("Er du i tvivl om en indsats eller om strategien? Spørg os."),
    ),
}
"""Kind → what the citizen chooses it by."""


def front(request):
    sprog = get_language()
    muligheder = [(art.value, *ord_) for art, ord_ in VALG.items()]
    context = {"muligheder": muligheder, "tal": tal(), "udfald": udfald(sprog)}
    return render(request, "indsatser/forslag_front.html", context)


def vaelg(request):
    """Nobody fills in a form without knowing what for."""
    return redirect("forslag:front")


@never_cache
def nyt(request, art):
    """The form of one kind; what was typed is there again whatever is wrong with it."""
    if art not in VALG:
        raise Http404
    kwargs = {"art": art, "sprog": get_language()}
    if request.method == "POST":
        form = ForslagForm(request.POST, **kwargs)
        if form.is_valid():
            svar = _modtag(request, form)
            if svar is not None:
                return svar
        status = 429 if getattr(form, "for_mange", False) else 200
    else:
        initial = {"stempel": spamvaern.stempel(), "indsats": _indsats(request)}
        form, status = ForslagForm(initial=initial, **kwargs), 200
    overskrift, _ = VALG[art]
    context = {
        "form": form,
        "art": art,
        "overskrift": overskrift,
        "skal_svares": art in SKAL_SVARES,
        "kan_udelades": art not in SKAL_SVARES,
    }
    return render(request, "indsatser/forslag_form.html", context, status=status)


def _indsats(request):
    """The initiative that somebody asks about from its own page, by its address."""
    from ..models import Indsats

    slug = request.GET.get("indsats", "")
    return Indsats.objects.published().filter(slug=slug).values_list("pk", flat=True).first()


def _modtag(request, form):
    """Keep it and lead on to the receipt; None when there is a reason not to."""
    forslag = form.som_forslag()
    if nummer := _samme(forslag):
        return _kvittering(nummer)
    if spamvaern.for_mange(request):
        form.for_mange = True
        form.add_error(None, FOR_MANGE)
        return None
    forslag.mistanke = ". ".join([*form.mistanker(), *_kendt_tekst(forslag)])[:300]
    if forslag.mistanke:
        forslag.tilstand = Forslag.Tilstand.MISTANKE
    try:
        with transaction.atomic():
            _gem(forslag)
    except IntegrityError:  # the button was pressed twice, and the other one was a moment faster
        return _kvittering(get_object_or_404(Forslag, aftryk=forslag.aftryk).nummer)
    return _kvittering(forslag.nummer)


def _gem(forslag):
    forslag.save()
    forslag.trin.create(tilstand=forslag.tilstand)
    if forslag.tilstand == Forslag.Tilstand.MISTANKE:
        breve_forslag.maaske_spam(forslag)
        return
    generation.changed()
    if forslag.email and spamvaern.maa_skrive_til(forslag.email):
        breve_forslag.kvittering(forslag)
    breve_forslag.modtaget(forslag)


def _i_doegnet(forslag):
    siden = timezone.now() - ET_DOEGN
    return Forslag.objects.filter(
        modtaget__gte=siden, art=forslag.art, beskrivelse=forslag.beskrivelse
    )


def _samme(forslag):
    """The number of the same, sent before today by the same: it is one, however often it is sent."""
    afsender = {"email": forslag.email, "telefon": forslag.telefon, "navn": forslag.navn}
    samme = _i_doegnet(forslag).filter(titel=forslag.titel, indsats=forslag.indsats, **afsender)
    return samme.values_list("nummer", flat=True).first()


def _kendt_tekst(forslag):
    """The same words from somebody else may be a wave of spam, or somebody who forgot their e-mail the first time."""
    if kendt := _i_doegnet(forslag).first():
        yield f"Den samme tekst er i {kendt.nummer}"


def _kvittering(nummer):
    return redirect("forslag:tak", nummer)


@never_cache
def tak(request, nummer):
    forslag = get_object_or_404(Forslag, nummer=nummer)
    return render(request, "indsatser/forslag_tak.html", {"nummer": forslag.nummer})
