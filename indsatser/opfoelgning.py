"""What ends the page of an initiative: the tovholder's last words, what meetings decided, figures, and documents.

All four are asked in one query, because the page has twelve and uses them all.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    FilteredRelation,
    IntegerField,
    Q,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from filer.models import File

from .maalt import maalt, nyeste_vaerdier, som_json
from .models import Beslutning, Dokument, Dokumentudgave, Status
from .models.dokument import FLEST_DOKUMENTER

SLAGS = ("rapport", "beslutning", "tal", "dokument")
FLEST = 200
"""Lines of an initiative's reports, meetings and documents that are looked through, the last first."""


@dataclass(frozen=True)
class Moedebeslutning:
    tekst: str
    dag: date
    gruppe: str
    url: str
    """The public extract of the minutes, or an empty string."""


def offentligt_om(indsats):
    """`senest` (or None), `moedebeslutninger`, `maalte` and `dokumenter` of an initiative's page; one query."""
    dele = (_beslutninger(indsats), _tal(indsats), _dokumenter(indsats))
    raekker = _rapporter(indsats).union(*dele, all=True)
    raekker = list(raekker.order_by("-hvornaar", "nr", "noegle")[:FLEST])
    efter_slags = {slags: [r for r in raekker if r[0] == slags] for slags in SLAGS}
    tal = sorted((nr, noegle, samlet) for _, _, _, samlet, *_, nr, noegle in efter_slags["tal"])
    dokumenter = [_dokument(*raekke[1:7]) for raekke in efter_slags["dokument"]]
    return {
        "senest": _senest(efter_slags["rapport"]),
        "moedebeslutninger": [_beslutning(*raekke[1:7]) for raekke in efter_slags["beslutning"]],
        "maalte": [maalt(samlet) for *_, samlet in tal],
        "dokumenter": dokumenter[:FLEST_DOKUMENTER],
    }


def _tal(indsats):
    vaerdier = som_json(nyeste_vaerdier().filter(indikator__indsats=indsats))
    tomt = Value("")
    felter = [Value(0), F("samlet"), tomt, tomt, tomt]
    return _kolonner(vaerdier, "tal", "fra", felter, ("indikator__raekkefoelge", "pk"))


def _rapporter(indsats):
    """The date of each «Intet nyt», and of reports that are received the sentences that may be read now."""
    maa = Q(tilstand=Status.Tilstand.MODTAGET, valgt__isnull=False) | Q(intet_nyt=True)
    vises = Q(saetninger__offentlig=True, saetninger__taget_ned=None)
    valgt = FilteredRelation("saetninger", condition=vises)
    rapporter = Status.objects.indsendte().annotate(valgt=valgt).filter(maa, indsats=indsats)
    return _kolonner(
        rapporter,
        "rapport",
        "indsendt",
        [F("intet_nyt"), F("valgt__tekst"), Value(""), Value(""), Value("")],
        ("valgt__raekkefoelge", "valgt__pk"),
    )


def _beslutninger(indsats):
    moede = "punkt__moede__"
    return _kolonner(
        Beslutning.objects.published().filter(indsatser=indsats),
        "beslutning",
        f"{moede}start",
        [
            Q(**{f"{moede}uddrag_udgivet__isnull": False}),
            F("tekst"),
            *(F(f"{moede}gruppe__navn_da"), F(f"{moede}gruppe__navn_en"), F(f"{moede}adresse")),
        ],
        ("raekkefoelge", "pk"),
    )


def _dokumenter(indsats):
    sti = Coalesce(Cast("nyeste__fil__file", CharField()), Value(""))
    fil = Concat("slags", Value("|"), "sprog", Value("|"), sti)
    return _kolonner(
        Dokument.objects.published().filter(indsats=indsats),
        "dokument",
        "dato",
        [
            Coalesce("nyeste__stoerrelse", Value(0)),
            *(F("titel_da"), F("titel_en"), fil, F("slug")),
        ],
        ("pk", "pk"),
    )


def _kolonner(queryset, slags, hvornaar, felter, orden):
    ja, *tekster = felter
    nr, noegle = (Coalesce(Cast(felt, IntegerField()), Value(0)) for felt in orden)
    return (
        queryset.order_by()
        .annotate(hvornaar=Cast(hvornaar, DateTimeField()), nr=nr, noegle=noegle)
        .values_list(
            Value(slags, CharField()),
            "hvornaar",
            Cast(ja, IntegerField()),
            *(Cast(Coalesce(tekst, Value("")), TextField()) for tekst in tekster),
            "nr",
            "noegle",
        )
    )


def _senest(raekker):
    """Of a report that is not received only the date of «Intet nyt». Sentences stay when nothing is new since."""
    if not raekker:
        return None
    sidste = raekker[0]
    dato = next((raekke[1] for raekke in raekker if raekke[3]), None)
    return {
        "uden_nyt": sidste[1] if sidste[2] else None,
        "dato": dato,
        "saetninger": [raekke[3] for raekke in raekker if raekke[3] and raekke[1] == dato],
    }


def _beslutning(start, udgivet, tekst, gruppe_da, gruppe_en, adresse):
    gruppe = gruppe_en if get_language() == "en" and gruppe_en else gruppe_da
    with override("da"):  # the extract is in Danish
        url = reverse("moede_uddrag", args=[adresse]) if udgivet else ""
    return Moedebeslutning(tekst, timezone.localdate(start), gruppe, url)


def _dokument(dato, stoerrelse, titel_da, titel_en, fil, slug):
    """As much of it as a line of a list shows."""
    slags, sprog, sti = fil.split("|", 2)
    felter = {"titel_da": titel_da, "titel_en": titel_en, "slags": slags, "sprog": sprog}
    dokument = Dokument(slug=slug, dato=timezone.localdate(dato), **felter)
    if sti:
        dokument.nyeste = Dokumentudgave(stoerrelse=stoerrelse, fil=File(file=sti))
    return dokument
