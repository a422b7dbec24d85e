"""The minutes, written during the meeting: one page that saves as one types, and the rows that stand under a point."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.http import require_POST

from ... import breve_moede
from ...formularer_moede import BeslutningForm, OpgaveForm, indsatsvalg, personvalg
from ...formularer_referat import Referatark, aftryk
from ...models import Beslutning, Dagsordenspunkt, Moede, Moededeltager, Opgave
from ...models.dagsorden import LAENGSTE_REFERAT
from .ramme import forsoeg, hent, hent_punkt, indsendt, kraev, navn, side, til_siden


def skriv(request, pk):
    moede = hent(request, pk)
    kraev(moede.skrives_af(request.user))
    try:
        moede.kraev_skrives()
        ark = Referatark(moede, indsendt(request))
        if request.method == "POST" and ark.gem(navn(request)):
            return _videre(request, moede)
    except ValidationError as fejl:
        if (
            request.method == "POST"
        ):  # it was closed while somebody wrote: what they have typed is shown once more
            return _lukket(request, moede, fejl)
        messages.error(request, " ".join(fejl.messages))
        return til_siden(moede)
    return side(request, "referat", moede, f"Referat: {moede}", ark=ark, konflikter=ark.konflikter)


def _videre(request, moede):
    """Back to where one wrote, or on to the row that one wants to mend: all is saved first."""
    slags, _, nummer = request.POST.get("goer", "").partition("-")
    if slags in ("beslutning", "opgave") and nummer.isdecimal():
        return redirect(f"admin:indsatser_moede_{slags}", nummer)
    messages.success(request, f"Referatet er gemt {klokken()}.")
    anker = f"#punkt-{nummer}" if slags == "punkt" and nummer.isdecimal() else ""
    return redirect(reverse("admin:indsatser_moede_referat", args=[moede.pk]) + anker)


def _lukket(request, moede, fejl):
    punkter = {f"r{p.pk}-tekst": p for p in moede.punkter.paa()}
    skrevet = [
        (punkt, request.POST[felt])
        for felt, punkt in punkter.items()
        if request.POST.get(felt) and aftryk(request.POST[felt]) != aftryk(punkt.referat)
    ]
    besked = " ".join(fejl.messages)
    return side(
        request, "referat_lukket", moede, "Referatet er lukket", besked=besked, skrevet=skrevet
    )


def klokken():
    return f"kl. {time_format(timezone.localtime(), 'H.i')}"


@require_POST
def gem(request, pk):
    """One point, as it is typed: JSON with its new number, or (409) what somebody else has written in it meanwhile."""
    punkt = hent_punkt(request, pk)
    kraev(punkt.moede.skrives_af(request.user))
    tekst, udgave = request.POST.get("tekst", ""), request.POST.get("udgave", "")
    if not udgave.isdecimal() or len(udgave) > 9:
        return JsonResponse({"besked": "Siden kom ikke hel frem. Genindlæs den."}, status=400)
    if len(tekst) > LAENGSTE_REFERAT:
        besked = f"Teksten er for lang: der er plads til {LAENGSTE_REFERAT} tegn. Den er ikke gemt."
        return JsonResponse({"besked": besked}, status=400)
    try:
        nu, gemt = Dagsordenspunkt.skriv(punkt.pk, tekst, int(udgave), navn(request))
    except ValidationError as fejl:
        return JsonResponse({"besked": " ".join(fejl.messages)}, status=403)
    svar = {"udgave": nu.udgave, "foer": aftryk(nu.referat), "klokken": klokken()}
    if not gemt:
        svar |= {"af": nu.rettet_af, "tekst": nu.referat}
    return JsonResponse(svar, status=200 if gemt else 409)


@require_POST
@transaction.atomic
def moedt(request, pk):
    """One tick, as it is set."""
    deltager = get_object_or_404(Moededeltager, pk=pk)
    moede = hent(request, deltager.moede_id)
    kraev(moede.skrives_af(request.user))
    try:
        Moede.laast(moede.pk).kraev_skrives()
    except ValidationError as fejl:
        return JsonResponse({"besked": " ".join(fejl.messages)}, status=403)
    deltager.moedt = request.POST.get("moedt") == "1"
    deltager.save(update_fields=["moedt"])
    return JsonResponse({"klokken": klokken()})


# --- Rows under a point


def _raekke(request, model, pk):
    raekke = get_object_or_404(model.objects.select_related("punkt"), pk=pk, punkt__isnull=False)
    moede = hent(request, raekke.punkt.moede_id)
    kraev(moede.skrives_af(request.user))
    return raekke, moede


def _til_referatet(moede, punkt):
    return redirect(
        reverse("admin:indsatser_moede_referat", args=[moede.pk]) + f"#punkt-{punkt.pk}"
    )


def beslutning(request, pk):
    raekke, moede = _raekke(request, Beslutning, pk)
    foer = ",".join(str(i.pk) for i in raekke.indsatser.order_by("pk"))
    return _ret(
        request, moede, raekke, BeslutningForm, {}, f"{raekke.tekst}|{foer}", "beslutningen"
    )


def opgave(request, pk):
    raekke, moede = _raekke(request, Opgave, pk)
    valg = {"personer": personvalg(moede), "indsatser": indsatsvalg()}
    som = f"{raekke.tekst}|{raekke.ansvarlig_id}|{raekke.frist}|{raekke.indsats_id}"
    return _ret(request, moede, raekke, OpgaveForm, valg, som, "opgaven")


@transaction.atomic
def _ret(request, moede, raekke, formklasse, valg, som, ord_):
    """Mend or take out one row, unless somebody else has mended it since the page was opened."""
    Moede.laast(moede.pk)
    if not moede.kan_rettes:
        messages.error(request, "Referatet er godkendt, så der kan ikke rettes mere i det.")
        return til_siden(moede)
    form = formklasse(indsendt(request), instance=raekke, **valg)
    laest = aftryk(som)
    if request.method == "POST":
        uroert = request.POST.get("laest") == laest
        if not uroert:
            form.add_error(
                None,
                f"En anden har rettet {ord_}, mens du skrev. Nu står der: «{som.split('|')[0]}». "
                "Gem igen, hvis det skal være, som du har skrevet.",
            )
        elif request.POST.get("goer") == "slet":
            return _slet(request, moede, raekke, ord_)
        elif form.is_valid():
            return _gem(request, moede, form, ord_)
    context = {"form": form, "raekke": raekke, "laest": laest, "ord": ord_}
    return side(request, "raekke", moede, f"Ret {ord_}", **context)


def _gem(request, moede, form, ord_):
    raekke = forsoeg(request, form.save)
    if isinstance(raekke, Opgave):
        breve_moede.opgave_givet(raekke)
    messages.success(request, f"{ord_.capitalize()} er gemt.")
    return _til_referatet(moede, form.instance.punkt)


def _slet(request, moede, raekke, ord_):
    punkt = raekke.punkt
    if isinstance(raekke, Opgave):
        breve_moede.opgave_afsluttet(raekke)
    forsoeg(request, raekke.delete)
    messages.success(request, f"{ord_.capitalize()} er slettet.")
    return _til_referatet(moede, punkt)
