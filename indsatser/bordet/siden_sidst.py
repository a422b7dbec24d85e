"""What has changed since one was here last: what, who, and when; the newest first."""

from dataclasses import dataclass
from datetime import datetime

from cms.toolbar.utils import get_object_preview_url
from django.db.models import (
    CharField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.urls import reverse
from djangocms_versioning.constants import PUBLISHED
from djangocms_versioning.models import StateTracking

from ..models import Forslag, IndsatsIndhold, Moede, NyhedIndhold, Opgave, Status

VIST = 10


@dataclass(frozen=True)
class Aendring:
    hvad: str
    titel: str
    hvem: str
    hvornaar: datetime
    url: str


def siden_sidst(user, siden):
    """At most `VIST` of them, and whether there are more; one query."""
    dele = [del_ for lav in KILDER if (del_ := lav(user, siden)) is not None]
    alle = dele[0].union(*dele[1:], all=True).order_by("-hvornaar")
    fundet = [_aendring(*raekke) for raekke in alle[: VIST + 1]]
    return {"raekker": fundet[:VIST], "flere": len(fundet) > VIST}


def _kolonner(queryset, slags, titel, hvem, hvornaar):
    udtryk = hvem if hasattr(hvem, "resolve_expression") else Value(hvem)
    slagsen = slags if hasattr(slags, "resolve_expression") else Value(slags)
    return (
        queryset.order_by()
        .annotate(hvornaar=Cast(hvornaar, DateTimeField()))
        .values_list(
            Cast(slagsen, CharField()),
            Cast("pk", IntegerField()),
            Cast(titel, TextField()),
            Cast(udtryk, TextField()),
            "hvornaar",
        )
    )


def _navn(felt):
    """The name of an account as people write it, or its user name."""
    helt = Trim(Concat(f"{felt}__first_name", Value(" "), f"{felt}__last_name"))
    return Coalesce(NullIf(helt, Value("")), f"{felt}__username", Value(""))


def _tekster(model, slags):
    """What others have published: whoever published it, not whoever wrote it; the kind holds its language."""

    def kilde(user, siden):
        udgivelser = StateTracking.objects.filter(
            version=OuterRef("versions"), new_state=PUBLISHED
        ).order_by("-pk")
        udgivne = model.objects.filter(language="da", versions__state=PUBLISHED).annotate(
            udgivet=Subquery(udgivelser.values("date")[:1]),
            udgiver=Subquery(udgivelser.values("user")[:1]),
            udgiver_navn=Subquery(udgivelser.values(navn=_navn("user"))[:1]),
        )
        andres = udgivne.filter(udgivet__gt=siden).exclude(udgiver=user.pk)
        med_sprog = Concat(Value(f"{slags}-"), "language")
        return _kolonner(andres, med_sprog, "titel", F("udgiver_navn"), F("udgivet"))

    return kilde


def _rapporter(user, siden):
    if not user.has_perm("indsatser.view_status"):
        return None
    sendt = Status.objects.visible_to(user).indsendte().filter(indsendt__gt=siden)
    return _kolonner(sendt, "rapport", "indsats_navn", F("indsendt_af"), F("indsendt"))


def _referater(user, siden):
    pk = Moede.objects.visible_to(user).filter(godkendt__gt=siden).values("pk")
    godkendte = Moede.objects.filter(pk__in=pk)
    return _kolonner(godkendte, "referat", "titel", F("godkendt_af"), F("godkendt"))


def _opgaver(user, siden):
    pk = Opgave.objects.visible_to(user).filter(udfoert__gt=siden).values("pk")
    udfoerte = Opgave.objects.filter(pk__in=pk)
    return _kolonner(udfoerte, "opgave", "tekst", F("ansvarlig__navn"), F("udfoert"))


def _forslag(user, siden):
    """Those that nobody has answered stand under «Gør nu»; here what has become of the others."""
    if not user.has_perm("indsatser.change_statusrunde"):
        return None
    sluttede = Forslag.objects.filter(afsluttet__gt=siden)
    return _kolonner(sluttede, "forslag", "titel", "", F("afsluttet"))


KILDER = (
    _tekster(IndsatsIndhold, "tekst"),
    _tekster(NyhedIndhold, "nyhed"),
    *(_rapporter, _referater, _opgaver, _forslag),
)

HVAD = {
    "tekst": ("Udgivet", "indsatsindhold"),
    "nyhed": ("Nyhed udgivet", "nyhedindhold"),
    "rapport": ("Status sendt ind", "status_change"),
    "referat": ("Referat godkendt", "moede_side"),
    "opgave": ("Opgave afsluttet", "opgave_side"),
    "forslag": ("Forslag afsluttet", "forslag_change"),
}


def _aendring(slags, pk, titel, hvem, hvornaar):
    slags, _, sprog = slags.partition("-")
    hvad, navn = HVAD[slags]
    model = {"tekst": IndsatsIndhold, "nyhed": NyhedIndhold}.get(slags)
    if model is not None:
        url = get_object_preview_url(model(pk=pk, language=sprog), sprog)
    else:
        url = reverse(f"admin:indsatser_{navn}", args=[pk])
    return Aendring(hvad, titel, hvem, hvornaar, url)
