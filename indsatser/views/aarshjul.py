"""The year wheel in the admin: the picture and its list, and moving a date with what follows from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from .. import aarshjul, aarshjulstegning
from ..models import Aarshjulsdato, Aarshjulsregel, Moede, Statusrunde

S = Aarshjulsregel.Slags
FORMER = {S.INDEKS: "rude", S.RUNDE: "firkant", S.AARSSTATUS: "aaben-firkant"}
"""How each kind of event is drawn; the rest are circles, so that no colour is needed to tell them apart."""
FORKLARING = [
    ("rude", "Tryghedsindekset"),
    ("firkant", "Statusrunde, med buen til fristen"),
    ("cirkel", "Møde eller afrapportering"),
    ("aaben-firkant", "Årsstatus"),
    ("aaben-cirkel", "Frist eller møde uden for reglerne"),
]
RET = "indsatser.change_aarshjulsdato"


@dataclass
class Linje:
    """One event of the wheel and of its list."""

    dag: date
    titel: str
    forklaring: str = ""
    note: str = ""
    form: str = "cirkel"
    sidste: date = None
    dato: Aarshjulsdato = None
    links: tuple = ()
    nummer: int = 0

    def __post_init__(self):
        self.sidste = self.sidste or self.dag


# --- The list, which the picture is drawn from


def linjer_for(user, aar):
    """What happens in a year, in its order: the rules' dates, and rounds and meetings that no rule speaks of."""
    datoer = Aarshjulsdato.objects.med_visning().filter(Q(aar=aar) | Q(dato__year=aar))
    linjer = [*_regler(user, list(datoer)), *_runder(user, aar), *_moeder(user, aar)]
    linjer.sort(key=lambda linje: (linje.dag, linje.titel))
    for nummer, linje in enumerate(linjer, 1):
        linje.nummer = nummer
    return linjer


def _regler(user, datoer):
    """The rules' dates; two rules of one year explain each other by the dates that they have there."""
    dage = {(d.aar, d.regel_id): d.moededag or d.dato for d in datoer}
    sete = _sete_moeder(user, datoer)
    for dato in datoer:
        dag = dato.moededag or dato.dato
        yield Linje(
            dag,
            dato.regel.navn,
            _forklar(dato, dag, dage),
            dato.note,
            FORMER.get(dato.regel.slags, "cirkel"),
            _sidste(dato, dag),
            dato,
            tuple(_links(user, dato, sete)),
        )


def _sete_moeder(user, datoer):
    noegler = [d.moede_id for d in datoer if d.moede_id]
    return set(Moede.objects.visible_to(user).filter(pk__in=noegler).values_list("pk", flat=True))


def _sidste(dato, dag):
    if dato.runde:
        return max(dag, dato.runde.frist)
    sidste = dag + timedelta(days=dato.regel.varighed - 1)
    return aarshjul.hverdag(sidste) if dato.regel.varighed > 1 else dag


def _forklar(dato, dag, dage):
    """In words: what it was computed from, or that it was not."""
    if dato.moededag:
        return "Følger mødet, der er sat i kalenderen"
    regel = dato.regel
    if dato.flyttet:
        return f"Flyttet med hånden (reglen: {regel.forklar()})"
    fra = dage.get((dato.aar, regel.efter_id))
    if regel.efter_id is None:
        optalt = aarshjul.fast_dag(regel, dato.aar)
    else:
        optalt = fra + timedelta(days=regel.dage) if fra else dag
    fri = aarshjul.hvorfor_fri(optalt)
    if aarshjul.hverdag(optalt) != dag:  # it was over, and stayed, when the rest moved
        return f"{regel.forklar()}, som den var, da datoen blev sat"
    if not fri:
        return regel.forklar()
    return f"{regel.forklar()}; {optalt.day}.{optalt.month}. er {fri}, så det blev den første hverdag efter"


def _links(user, dato, sete):
    """To the round or the meeting that it has become, or to where it is made."""
    if dato.runde and user.has_perm("indsatser.view_statusrunde"):
        yield _link(Statusrunde, "change", dato.runde.navn, dato.runde_id)
    elif not dato.runde and dato.regel.slags == S.RUNDE:
        yield _opret(user, Statusrunde, "Opret runde", dato)
    if dato.moede_id in sete:
        yield _link(Moede, "change", dato.moede.titel, dato.moede_id)
    elif not dato.moede and dato.regel.er_moede and dato.regel.gruppe:
        yield _opret(user, Moede, "Opret møde", dato)


def _opret(user, model, tekst, dato):
    if not user.has_perm(f"indsatser.add_{model._meta.model_name}"):
        return None
    link = _link(model, "add", tekst)
    return link and (f"{link[0]}?aarshjulsdato={dato.pk}", f"{tekst}: {dato.regel.navn}")


def _link(model, handling, tekst, *args):
    """None for what has no page in the admin."""
    if not admin.site.is_registered(model):
        return None
    return reverse(f"admin:indsatser_{model._meta.model_name}_{handling}", args=args), tekst


def _runder(user, aar):
    """Deadlines of rounds, as they are; a round that a rule has become stands in the rule's line."""
    if not user.has_perm("indsatser.view_statusrunde"):
        return
    for runde in Statusrunde.objects.filter(frist__year=aar, aarshjulsdato=None):
        link = _link(Statusrunde, "change", "Se runden", runde.pk)
        yield Linje(
            runde.frist,
            f"Frist: {runde.navn}",
            f"Statusrunde, {runde.get_tilstand_display().lower()}",
            form="aaben-cirkel",
            links=(link,),
        )


def _moeder(user, aar):
    alle = Moede.objects.visible_to(user).filter(aarshjulsdato=None).select_related("gruppe")
    for moede in alle.filter(start__year=aar).exclude(tilstand=Moede.Tilstand.AFLYST):
        start = timezone.localtime(moede.start)
        yield Linje(
            start.date(),
            moede.titel,
            f"{moede.gruppe}, kl. {start:%H.%M}",
            form="aaben-cirkel",
            links=(_link(Moede, "change", "Se mødet", moede.pk),),
        )


# --- The page


@never_cache
def hjul(request):
    """The wheel of one year; who looks makes this year and the next, as the clock does."""
    if not request.user.has_perm("indsatser.view_aarshjulsdato"):
        raise PermissionDenied
    idag = timezone.localdate()
    try:
        aarshjul.hold_ved_lige(idag)
    except ValidationError as fejl:  # what was computed before is still there
        messages.error(request, " ".join(fejl.messages))
    alle_aar = _aar_med_datoer(idag)
    aar = _valgt_aar(request, alle_aar, idag)
    linjer = linjer_for(request.user, aar)
    context = {
        **admin.site.each_context(request),
        "title": f"Årshjul {aar}",
        "aar": aar,
        "alle_aar": alle_aar,
        "idag": idag if idag.year == aar else None,
        "viser": _viser(idag) if idag.year == aar else None,
        "linjer": linjer,
        "maaneder": aarshjulstegning.maaneder(aar),
        "maerker": aarshjulstegning.maerker(linjer, aar),
        "forklaring": _forklaring(linjer),
        "kan_rette": request.user.has_perm(RET),
        "kan_rette_regler": request.user.has_perm("indsatser.change_aarshjulsregel"),
    }
    return TemplateResponse(request, "admin/aarshjul/hjul.html", context)


def _aar_med_datoer(idag):
    aar = set(Aarshjulsdato.objects.values_list("aar", flat=True).distinct())
    return sorted(aar | set(aarshjul.faste_aar(idag)))


def _valgt_aar(request, alle_aar, idag):
    valgt = request.GET.get("aar", "")
    if not valgt:
        return idag.year
    if not valgt.isdecimal() or int(valgt) not in alle_aar:
        raise Http404("Det år har intet årshjul.")
    return int(valgt)


def _viser(idag):
    v = aarshjulstegning.vinkel(idag)
    return (*aarshjulstegning.punkt(46, v), *aarshjulstegning.punkt(aarshjulstegning.YDERST, v))


def _forklaring(linjer):
    brugt = {linje.form for linje in linjer}
    return [(form, tekst) for form, tekst in FORKLARING if form in brugt]


# --- Moving


class FlytForm(forms.Form):
    dato = forms.DateField(
        label="Ny dato",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Vælg en dato.",
            "invalid": "Skriv datoen som dag, måned og år.",
        },
    )
    note = forms.CharField(
        label="Note (valgfrit)",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="For eksempel hvorfor datoen er flyttet. Alle med en rolle kan læse den.",
    )

    def __init__(self, *args, aar, **kwargs):
        super().__init__(*args, **kwargs)
        self.aar = aar

    def clean_dato(self):
        """The index may come out in the December before, and a report a month late."""
        dato = self.cleaned_data["dato"]
        if not date(self.aar - 1, 12, 1) <= dato <= date(self.aar + 1, 1, 31):
            raise ValidationError(
                f"Datoen hører til {self.aar}. Vælg en dag fra december {self.aar - 1} til januar {self.aar + 1}."
            )
        return dato


def _dato(request, pk):
    if not request.user.has_perm(RET):
        raise PermissionDenied
    dato = get_object_or_404(Aarshjulsdato.objects.med_visning(), pk=pk)
    if dato.moededag:
        besked = "Datoen følger mødet. Flyt mødet, så flytter datoen med."
        messages.warning(request, besked)
    return dato


def _tilbage(dato):
    return f"{reverse('admin:indsatser_aarshjulsdato_changelist')}?aar={dato.aar}"


@never_cache
def flyt(request, pk):
    """First what would move along, and only then the button that saves: of the day that was looked at, and no other."""
    dato = _dato(request, pk)
    if dato.moededag:
        return redirect(_tilbage(dato))
    start = {"dato": dato.dato, "note": dato.note}
    form = FlytForm(request.POST or None, initial=start, aar=dato.aar)
    andre = None
    if request.method == "POST" and form.is_valid():
        ny = form.cleaned_data["dato"]
        set_foer = request.POST.get("set") == f"{dato.dato} {ny}"
        if "gem" in request.POST and set_foer and _gem(request, form, dato):
            return redirect(_tilbage(dato))
        andre = aarshjul.virkning(dato, ny)[1:]
    context = {
        **admin.site.each_context(request),
        "title": f"Flyt {dato.regel.navn} {dato.aar}",
        "dato": dato,
        "form": form,
        "vist": andre is not None,
        "andre": andre,
        "tilbage": _tilbage(dato),
    }
    if andre is not None:
        context |= {"ny": ny, "fri": aarshjul.hvorfor_fri(ny), "uaendret": ny == dato.dato}
    return TemplateResponse(request, "admin/aarshjul/flyt.html", context)


def _gem(request, form, dato):
    fra = dato.dato
    try:
        aarshjul.flyt(dato, form.cleaned_data["dato"], form.cleaned_data["note"])
    except ValidationError as fejl:
        form.add_error(None, fejl)
        dato.refresh_from_db()
        return False
    hvad = f"Flyttet fra {fra:%d.%m.%Y} til {dato.dato:%d.%m.%Y}." if fra != dato.dato else "Note."
    _log(request, dato, hvad)
    messages.success(request, f"{dato.regel.navn} er gemt.")
    return True


def _log(request, dato, hvad):
    admin.site.get_model_admin(Aarshjulsdato).log_change(request, dato, hvad)


@never_cache
def regn_igen(request, pk):
    """Drops the hand-moved day, after showing which day the rule gives and what moves along."""
    dato = _dato(request, pk)
    if not dato.flyttet or dato.moededag:
        messages.info(request, f"{dato.regel.navn} er ikke flyttet med hånden.")
        return redirect(_tilbage(dato))
    if request.method == "POST":
        try:
            aarshjul.slip(dato)
        except ValidationError as fejl:
            messages.error(request, " ".join(fejl.messages))
        else:
            _log(request, dato, "Regnet igen.")
            messages.success(request, f"{dato.regel.navn} følger igen reglen.")
        return redirect(_tilbage(dato))
    (_, ny), *andre = aarshjul.virkning(dato)
    context = {
        **admin.site.each_context(request),
        "title": f"Regn {dato.regel.navn} {dato.aar} igen",
        "dato": dato,
        "ny": ny,
        "andre": andre,
        "tilbage": _tilbage(dato),
    }
    return TemplateResponse(request, "admin/aarshjul/regn.html", context)
