"""What waits of measurement, the annual report and the hearings: lines of «Gør nu»."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from ..models import Aarsstatus, Hoering, Hoeringssvar, Indikator, Indlaesning
from .raekker import raekker, side
from .ting import Ting

NYLIGT = timedelta(days=14)
"""How long an import that came to nothing is on the desk."""


def _tal(user):
    """Series whose next figures were to be here; of those that nobody answers for whoever may put them in is told."""
    mine = Q(ansvarlig__bruger=user) | Q(
        ansvarlig=None, pk__in=Indikator.objects.rettes_af(user).values("pk")
    )
    ventet = Indikator.objects.forsinkede(timezone.localdate()).filter(mine)
    return raekker(ventet, "tal", "titel_da", "", F("naeste"))


def _indlaesninger(user):
    """One's own: those that stand ready, and those that came to nothing lately."""
    if not user.has_perm("indsatser.add_indlaesning"):
        return None
    er = Indlaesning.Tilstand
    lige_nu = Q(tilstand__in=[er.FEJL, er.STOPPET], lagt_op__gte=timezone.now() - NYLIGT)
    egne = Indlaesning.objects.filter(Q(tilstand=er.KLAR) | lige_nu, af=user)
    return raekker(egne, "indlaesning", "navn", F("tilstand"), TruncDate("lagt_op"))


def _gennemsyn(user):
    """Whoever sent a report for review is not the one who reviews it."""
    if not user.has_perm("indsatser.change_aarsstatus"):
        return None
    sendt = Aarsstatus.objects.filter(tilstand=Aarsstatus.Tilstand.GENNEMSYN, gennemset_af=None)
    return raekker(sendt.exclude(sendt_af=user), "aar_gennemsyn", "periode", F("nummer"))


def _sendt_tilbage(user):
    mine = Aarsstatus.objects.filter(tilstand=Aarsstatus.Tilstand.KLADDE, sendt_af=user)
    return raekker(mine.exclude(besked=""), "aar_tilbage", "periode", F("nummer"))


def _kan_laases(user):
    if not user.has_perm("indsatser.publish_aarsstatus"):
        return None
    sendt = Aarsstatus.objects.filter(tilstand=Aarsstatus.Tilstand.GENNEMSYN)
    return raekker(sendt.exclude(gennemset_af=None), "aar_laas", "periode", F("nummer"))


def _godkendelser(user):
    if not user.has_perm("indsatser.approve_aarsstatus"):
        return None
    laast = Aarsstatus.objects.filter(tilstand=Aarsstatus.Tilstand.LAAST)
    return raekker(laast, "aar_godkend", "periode", F("nummer"), TruncDate("laast"))


def _offentliggoerelser(user):
    if not user.has_perm("indsatser.publish_aarsstatus"):
        return None
    klar = Aarsstatus.objects.filter(tilstand=Aarsstatus.Tilstand.GODKENDT, offentliggjort=None)
    return raekker(klar, "aar_offentlig", "periode", F("nummer"))


def _hoeringer(user):
    """A hearing whose deadline has passed waits until its answer is public, with how many replies are not treated."""
    if not user.has_perm("indsatser.publish_hoering"):
        return None
    venter = Q(svar__behandling=Hoeringssvar.Behandling.VENTER, svar__erstattet_af__isnull=True)
    lukkede = Hoering.objects.filter(tilstand=Hoering.Tilstand.LUKKET)
    antal = lukkede.annotate(antal=Count("svar", venter))
    return raekker(antal, "hoering", "titel_da", F("antal"), F("frist"))


KILDER = (
    *(_tal, _indlaesninger, _hoeringer),
    *(_gennemsyn, _sendt_tilbage, _kan_laases, _godkendelser, _offentliggoerelser),
)


def _et_tal(pk, hvad, om, dato):
    return Ting("Læg nye tal ind", hvad, side("indikator_change", pk), "", dato)


def _en_indlaesning(pk, hvad, om, dato):
    slags, grund = {
        Indlaesning.Tilstand.KLAR: ("Tag tallene ind", "de er læst og efterset"),
        Indlaesning.Tilstand.FEJL: ("Ret filen", "der er fejl i den, så intet er taget ind"),
    }.get(om, ("Tag stilling til indlæsningen", "den er stoppet"))
    return Ting(slags, hvad, side("indlaesning_change", pk), grund, dato, er_frist=False)


def _aarsstatus(hvad_nu):
    def ting(pk, periode, nummer, dato):
        hvad = f"{nummer}. årsstatus for {periode}"
        return Ting(hvad_nu, hvad, side("aarsstatus_side", pk), "", dato, er_frist=False)

    return ting


def _hoering(pk, hvad, om, dato):
    adresse = side("hoering_change", pk)
    if om == "0":
        return Ting("Offentliggør høringens svar", hvad, adresse, "", dato, er_frist=False)
    grund = "1 svar er ikke behandlet" if om == "1" else f"{om} svar er ikke behandlet"
    return Ting("Behandl høringssvar", hvad, adresse, grund, dato, er_frist=False)


SOM = {
    "tal": _et_tal,
    "indlaesning": _en_indlaesning,
    "aar_gennemsyn": _aarsstatus("Se igennem"),
    "aar_tilbage": _aarsstatus("Sendt tilbage til dig"),
    "aar_laas": _aarsstatus("Lås"),
    "aar_godkend": _aarsstatus("Godkend"),
    "aar_offentlig": _aarsstatus("Offentliggør"),
    "hoering": _hoering,
}
