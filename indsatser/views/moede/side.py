"""The meeting's own page, and what is done on it with one button: answers, participants and steps."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.views.decorators.http import require_POST

from ... import breve_moede, indkaldelse
from ...formularer_moede import DeltagerForm
from ...models import Moede, Moededeltager, Status
from ...models.kort import tekster_for
from .ramme import forsoeg, hent, koordinator, kraev, navn, side, til_siden


def se(request, pk):
    moede = hent(request, pk)
    deltagere = list(moede.deltagere.med_person())
    for deltager in deltagere:
        deltager.moede = moede
    mangler = [d for d in deltagere if d.sendt_sekvens < moede.sekvens]
    egne = {d.pk for d in Moededeltager.objects.for_bruger(request.user).filter(moede=moede)}
    punkter = punkter_paa(moede, request.user)
    context = {
        "deltagere": deltagere,
        "mine": [d for d in deltagere if d.pk in egne],
        "mangler": mangler,
        "mangler_aendring": [d for d in mangler if d.er_spurgt],
        "uden_mail": [d for d in mangler if not d.modtager.adresse],
        "punkter": [p for p in punkter if p.tilstand == p.Tilstand.PAA],
        "foreslaaede": [p for p in punkter if p.tilstand == p.Tilstand.FORESLAAET],
        "afviste": [p for p in punkter if p.tilstand == p.Tilstand.AFVIST],
        "skriver": moede.skrives_af(request.user),
        "leder": moede.ledes_af(request.user),
        "er_med": bool(egne) or moede.er_med(request.user),
        "bruger": request.user,
        "svarvalg": Moededeltager.Svar.choices,
        "deltagerform": DeltagerForm(moede=moede) if moede.koordineres_af(request.user) else None,
    }
    context["minutter"] = sum(p.minutter or 0 for p in context["punkter"])
    context["har_referat"] = any(
        p.referat or p.beslutninger.all() or p.opgaver.all() for p in context["punkter"]
    )
    return side(request, "side", moede, str(moede), **context)


def punkter_paa(moede, user):
    """All points with what stands under them; each initiative with its name and, to those who may see it, its light."""
    punkter = list(
        moede.punkter.select_related("meldt_ind_af").prefetch_related(
            "indsatser", "bilag", "beslutninger", "opgaver__ansvarlig"
        )
    )
    pks = {indsats.pk for punkt in punkter for indsats in punkt.indsatser.all()}
    titler = tekster_for(pks, "da") if pks else {}
    seneste = Status.objects.visible_to(user).seneste().filter(indsats__in=pks) if pks else ()
    lys = {status.indsats_id: status for status in seneste}
    for punkt in punkter:
        punkt.om = [
            {
                "indsats": indsats,
                "titel": titler.get(indsats.pk) or indsats.slug,
                "status": lys.get(indsats.pk),
            }
            for indsats in punkt.indsatser.all()
        ]
    return punkter


# --- Answers


@require_POST
@transaction.atomic
def svar(request, pk):
    """One's own answer or, for a coordinator, the one that somebody gave by telephone."""
    moede = hent(request, pk)
    Moede.laast(pk)
    deltager = moede.deltagere.filter(pk=_tal(request.POST.get("deltager"))).first()
    valg = request.POST.get("svar")
    if deltager is None or valg not in Moededeltager.Svar.values:
        raise Http404
    egne = Moededeltager.objects.for_bruger(request.user)
    kraev(moede.koordineres_af(request.user) or egne.filter(pk=deltager.pk).exists())
    if not moede.kan_indkaldes:
        messages.error(request, "Mødet er aflyst, holdt eller forbi, så svaret kan ikke ændres.")
        return til_siden(moede)
    deltager.svar = valg
    deltager.save()
    breve_moede.svaret(deltager)
    messages.success(request, f"{deltager.person}: {deltager.get_svar_display().lower()}.")
    return til_siden(moede, "deltagere")


def _tal(tekst):
    return int(tekst) if tekst and tekst.isdecimal() and len(tekst) < 19 else None


# --- Participants


@require_POST
def tilfoej(request, pk):
    moede = koordinator(request, pk)
    if not moede.kan_rettes:
        messages.error(request, indkaldelse.FOR_SENT)
        return til_siden(moede)
    form = DeltagerForm(request.POST, moede=moede)
    if form.is_valid():
        moede.deltagere.get_or_create(person=form.cleaned_data["person"])
        er_sendt = " Send nu indkaldelsen." if moede.kan_indkaldes else ""
        messages.success(request, f"{form.cleaned_data['person']} er med.{er_sendt}")
    else:
        messages.error(request, "Vælg, hvem der skal med.")
    return til_siden(moede, "deltagere")


def fjern(request, pk, deltager):
    """Asked about first, for it writes to somebody."""
    moede = koordinator(request, pk)
    raekke = moede.deltagere.med_person().filter(pk=deltager).first()
    if raekke is None:
        raise Http404
    raekke.moede = moede
    if request.method == "POST":
        if forsoeg(request, indkaldelse.fjern, moede.pk, deltager):
            messages.success(request, f"{raekke.person} er ikke længere med i mødet.")
        return til_siden(moede, "deltagere")
    return side(request, "fjern", moede, f"Fjern {raekke.person} fra mødet", deltager=raekke)


# --- Steps


@require_POST
def trin(request, pk):
    """Held, approved, or held after all not."""
    goer = TRIN.get(request.POST.get("goer"))
    if goer is None:
        raise Http404
    return goer(request, hent(request, pk))


@transaction.atomic
def _hold(request, moede):
    kraev(moede.skrives_af(request.user))
    if forsoeg(request, lambda: Moede.laast(moede.pk).hold() or True):
        messages.success(
            request, "Mødet er noteret som holdt. Når referatet er færdigt, kan det godkendes."
        )
    return til_siden(moede)


@transaction.atomic
def _genaabn(request, moede):
    kraev(moede.koordineres_af(request.user))
    if forsoeg(request, lambda: Moede.laast(moede.pk).genaabn() or True):
        messages.success(request, "Mødet er ikke længere noteret som holdt.")
    return til_siden(moede)


@transaction.atomic
def _godkend(request, moede):
    """The chair, in their own name; or a coordinator, who notes that the chair has said so."""
    leder, koordinerer = moede.ledes_af(request.user), moede.koordineres_af(request.user)
    kraev(leder or koordinerer)
    if not leder and request.POST.get("paa_ordet") != "ja":
        messages.error(request, "Sæt kryds ved, at mødelederen har godkendt referatet.")
        return til_siden(moede, "godkend")
    if moede.formand is None:
        messages.error(request, "Mødet har ingen mødeleder. Vælg en under «Ret mødet».")
        return til_siden(moede, "godkend")
    noteret_af = "" if leder else navn(request)
    laast = Moede.laast(moede.pk)
    if forsoeg(request, lambda: laast.godkend(moede.formand.navn, noteret_af) or True):
        breve_moede.referat_godkendt(laast)
        messages.success(request, "Referatet er godkendt. Nu kan der ikke rettes mere i det.")
    return til_siden(moede)


TRIN = {"hold": _hold, "genaabn": _genaabn, "godkend": _godkend}
