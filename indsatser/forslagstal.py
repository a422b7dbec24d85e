"""What the public is told of proposals: how many, and what became of them. Never who, and no word that they wrote."""

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from .models import Forslag, IndsatsIndhold

T = Forslag.Tilstand
UDFALD = {
    T.MODTAGET: gettext_lazy("Venter på det første svar"),
    T.VURDERES: gettext_lazy("Bliver vurderet"),
    T.DROEFTES: gettext_lazy("Bliver drøftet"),
    T.PRIORITERET: gettext_lazy("Blev til en indsats"),
    T.VIDEREGIVET: gettext_lazy("Givet videre til andre"),
    T.AFVIST: gettext_lazy("Ikke fulgt"),
    T.BESVARET: gettext_lazy("Besvaret"),
}
VIST = 12
"""So many outcomes are told one by one, the newest first."""


def tal():
    """Since which year, how many in all, and how many stand where; one query."""
    raekker = Forslag.objects.talte().values("tilstand").order_by("tilstand")
    raekker = {r["tilstand"]: r for r in raekker.annotate(n=Count("pk"), foerst=Min("modtaget"))}
    if not raekker:
        return None
    return {
        "siden": timezone.localtime(min(r["foerst"] for r in raekker.values())).year,
        "i_alt": sum(r["n"] for r in raekker.values()),
        "linjer": [(navn, raekker[t]["n"]) for t, navn in UDFALD.items() if t in raekker],
    }


def udfald(sprog):
    """Those that have ended and may be told of: by the coordinator's own line, and by what they became; two queries."""
    sluttede = Forslag.objects.filter(tilstand__in=Forslag.SLUTTET)
    blev_til = Q(blev_til__in=IndsatsIndhold.objects.values("indsats"))
    sluttede = sluttede.filter(blev_til | ~Q(offentlig_tekst="")).order_by("-afsluttet")
    # no field of the sender's is asked for, so none can come out
    raekker = list(sluttede.values("tilstand", "afsluttet", "offentlig_tekst", "blev_til")[:VIST])
    tekster = IndsatsIndhold.objects.som_kort(sprog).select_related("indsats")
    indsatser = {
        t.indsats_id: t for t in tekster.filter(indsats__in=[r["blev_til"] for r in raekker])
    }
    return [
        {
            "tekst": raekke["offentlig_tekst"],
            "udfald": UDFALD[raekke["tilstand"]],
            "naar": raekke["afsluttet"],
            "indsats": indsatser.get(raekke["blev_til"]),
        }
        for raekke in raekker
    ]
