"""What waits of measurement, the annual report and the hearings: lines of «Gør nu»."""

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from ..models import Aarsstatus, Hoering, Hoeringssvar, Indikator, Indlaesning
from .raekker import raekker, side
from .ting import Ting


def _tal(user):
    """Series whose next figures were to be here; of those that nobody answers for the coordinator is told."""
    mine = Q(ansvarlig__bruger=user)
    if user.has_perm("indsatser.add_indlaesning"):
        mine |= Q(ansvarlig=None)
    ventet = Indikator.objects.filter(
        mine, tilstand=Indikator.Tilstand.OFFENTLIG, naeste__lt=timezone.localdate()
    )
    return raekker(ventet, "tal", "titel_da", "", F("naeste"))


def _indlaesninger(user):
    """Those of one's own that stand ready: nothing of them is in the series yet."""
    if not user.has_perm("indsatser.add_indlaesning"):
        return None
    klar = Indlaesning.objects.filter(af=user, tilstand=Indlaesning.Tilstand.KLAR)
    return raekker(klar, "indlaesning", "navn", "", TruncDate("lagt_op"))


def _gennemsyn(user):
    """Whoever sent a report for review is not the one who reviews it."""
    if not user.has_perm("indsatser.change_aarsstatus"):
        return None
    sendt = Aarsstatus.objects.filter(tilstand=Aarsstatus.Tilstand.GENNEMSYN)
    return raekker(sendt.exclude(sendt_af=user), "aar_gennemsyn", "periode", F("nummer"))


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


KILDER = (_tal, _indlaesninger, _gennemsyn, _godkendelser, _offentliggoerelser, _hoeringer)


def _et_tal(pk, hvad, om, dato):
    return Ting("Læg nye tal ind", hvad, side("indikator_change", pk), "", dato)


def _en_indlaesning(pk, hvad, om, dato):
    adresse = side("indlaesning_change", pk)
    return Ting("Tag tallene ind", hvad, adresse, "de er læst og efterset", dato, er_frist=False)


def _aarsstatus(hvad_nu):
    def ting(pk, periode, nummer, dato):
        hvad = f"{nummer}. årsstatus for {periode}"
        return Ting(hvad_nu, hvad, side("aarsstatus_change", pk), "", dato, er_frist=False)

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
    "aar_godkend": _aarsstatus("Godkend"),
    "aar_offentlig": _aarsstatus("Offentliggør"),
    "hoering": _hoering,
}
