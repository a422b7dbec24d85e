"""Two status rounds of the demonstration data: one that is closed, and one that is open while it is shown.

No source holds a report, so each says that it is an example, and tells of nothing but the work of following up.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from indsatser.models import (
    Rundespoergsmaal,
    Standardspoergsmaal,
    Status,
    Statusrunde,
    Statussaetning,
    Statussvar,
    Strategi,
)
from indsatser.rundemodtagere import linjer_til

SVARER = "Demo tovholder"
FELTER = ["slags", "tekst", "hjaelp", "raekkefoelge"]
ORD = {
    "groen": (
        "Eksempel: Arbejdet følger planen.",
        "Eksempel: Parterne har mødtes, som de plejer. Aftalerne bliver fulgt.",
        "Eksempel: Ingen lige nu.",
        "Eksempel: Vi fortsætter som aftalt og mødes igen i næste halvår.",
    ),
    "gul": (
        "Eksempel: Vi er lidt bagefter.",
        "Eksempel: Vi er begyndt på det, der var aftalt. Noget af det er udskudt.",
        "Eksempel: Det har været svært at finde tid til fælles møder.",
        "Eksempel: Vi aftaler datoer for resten af året.",
    ),
    "roed": (
        "Eksempel: Vi har brug for en beslutning.",
        "Eksempel: Arbejdet står stille, til det er afklaret, hvem der gør hvad.",
        "Eksempel: Vi beder styregruppen om at tage stilling.",
        "Eksempel: Vi går i gang igen, når beslutningen er der.",
    ),
}
"""light: (own words, results, obstacles, next steps)"""
LUKKET = (
    "groen groen intet gul groen mangler groen roed groen intet gul groen groen mangler groen gul"
)
AABEN = "modtaget mangler gul mangler begyndt groen mangler mangler intet mangler mangler mangler"
"""How the reports of a round stand, in the order of the initiatives' names; those after the last are missing."""


def halvaar_foer(dag):
    """The last half-year that had ended by a day."""
    if dag.month <= 6:
        return date(dag.year - 1, 7, 1), date(dag.year - 1, 12, 31)
    return date(dag.year, 1, 1), date(dag.year, 6, 30)


def statusrunder(bruger):
    """Only where there is no round: what a coordinator has made is not mixed with examples."""
    if Statusrunde.objects.exists():
        return
    i_dag = timezone.localdate()
    fra, til = halvaar_foer(i_dag)
    foer = halvaar_foer(fra)
    lukket = _runde(*foer, frist=foer[1] + timedelta(days=14), aabnet=foer[1] - timedelta(days=7))
    _rapporter(lukket, LUKKET.split(), bruger)
    Statusrunde.objects.filter(pk=lukket.pk).update(
        tilstand="lukket", lukket=_kl(lukket.frist + timedelta(days=7)), lukket_af=bruger
    )
    aaben = _runde(fra, til, frist=i_dag + timedelta(days=10), aabnet=i_dag - timedelta(days=11))
    _rapporter(aaben, AABEN.split(), bruger)


def _kl(dag, klokken=10):
    return timezone.make_aware(datetime.combine(dag, time(klokken)))


def _runde(fra, til, *, frist, aabnet):
    navn = f"{'Første' if fra.month == 1 else 'Andet'} halvår {fra.year}"
    runde = Statusrunde.objects.create(
        navn=navn, strategi=Strategi.objects.seneste(), fra=fra, til=til, frist=frist
    )
    Rundespoergsmaal.objects.bulk_create(
        Rundespoergsmaal(runde=runde, **felter)
        for felter in Standardspoergsmaal.objects.values(*FELTER)
    )
    runde.indsatser.set(
        runde.strategi.prioriteringer.fortsaetter().values_list("indsats", flat=True)
    )
    runde.tilstand, runde.aabnet = "aaben", _kl(aabnet)
    runde.save()
    return runde


def _rapporter(runde, hvordan, bruger):
    linjer = linjer_til(runde.indsatser.values_list("pk", flat=True))
    hvordan += ["mangler"] * (len(linjer) - len(hvordan))
    rapporter = Status.objects.bulk_create(
        Status(
            runde=runde,
            indsats_id=linje.indsats_id,
            indsats_navn=linje.navn,
            ansvarlige_navne=linje.ansvarlige_navne,
            **_felter(runde, hvor, nr, bruger),
            skrevet=runde.aabnet if linje.naas else None,
        )
        for nr, (linje, hvor) in enumerate(zip(linjer, hvordan, strict=False))
    )
    for status, linje in zip(rapporter, linjer, strict=True):
        status.ansvarlige.set(linje.personer)
    _svar(runde, [s for s in rapporter if s.er_sendt_ind and not s.intet_nyt])


def _felter(runde, hvor, nr, bruger):
    """The sixth of those that answered did so after the deadline, in the round that is over."""
    if hvor in ("mangler", "begyndt"):
        return {"tilstand": "kladde" if hvor == "begyndt" else "mangler"}
    forbi = runde.frist < timezone.localdate()
    dag = runde.frist + timedelta(days=2 if nr == 6 else -3) if forbi else runde.aabnet.date()
    lys = hvor if hvor in ORD else "groen"
    sendt = _kl(dag + timedelta(days=0 if forbi else 3), 9)
    modtaget = {
        "tilstand": "modtaget",
        "modtaget": sendt + timedelta(hours=2),
        "modtaget_af": bruger,
    }
    return {
        "lys": lys,
        "lys_tekst": "" if hvor == "intet" else ORD[lys][0],
        "intet_nyt": hvor == "intet",
        "indsendt": sendt,
        "indsendt_af": SVARER,
        "rettet": sendt,
        "rettet_af": SVARER,
        "udgave": 1,
        **(modtaget if forbi or hvor == "modtaget" else {"tilstand": "indsendt"}),
    }


def _svar(runde, rapporter):
    spoergsmaal = {s.slags: s for s in runde.spoergsmaal.all()}
    slags = ("resultater", "udfordringer", "naeste")
    Statussvar.objects.bulk_create(
        Statussvar(status=status, spoergsmaal=spoergsmaal[et], tekst=tekst)
        for status in rapporter
        for et, tekst in zip(slags, ORD[status.lys][1:], strict=True)
        if et in spoergsmaal
    )
    Statussaetning.objects.bulk_create(
        Statussaetning(
            status=status, slags="resultater", tekst=ORD[status.lys][1], i_aarsstatus=True
        )
        for status in rapporter[:3]
    )
