"""Search over all that is public, and in the text of the documents, where every word asked for is found."""

import re
import unicodedata
from dataclasses import dataclass

from cms.models import PageContent
from django.db.models import Case, CharField, F, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext

from .models import (
    Aarsstatus,
    Dokument,
    Hoering,
    Indikator,
    IndsatsIndhold,
    Maal,
    NyhedIndhold,
    Prioritering,
)

MAKS_ORD = 6
OMKRING = 110
"""Signs of a text that are shown on each side of the word that was found in it."""
IKKE_TEKST = {"url", "link", "adresse", "slug", "kilde", "noegle", "id", "pk", "art", "slags"}
"""What a frozen report keeps beside its texts."""


@dataclass
class Fund:
    titel: str
    url: str
    uddrag: str
    slags: str


class Fundliste:
    """What is found, kind after kind: as long as all of it, but only what a page shows is fetched.

    A part is a list of `Fund`, or a queryset and what makes a `Fund` of one of its rows.
    """

    def __init__(self, *dele):
        self.dele = [(len(d), d, None) if isinstance(d, list) else (d[0].count(), *d) for d in dele]

    def __len__(self):
        return sum(antal for antal, *_ in self.dele)

    def __getitem__(self, udsnit):
        fra, til, fundet = udsnit.start, udsnit.stop, []
        for antal, raekker, som_fund in self.dele:
            if fra < antal and til > 0:
                vist = raekker[max(fra, 0) : min(til, antal)]
                fundet += map(som_fund, vist) if som_fund else vist
            fra, til = fra - antal, til - antal
        return fundet


def find(q, sprog):
    """Everything public in a language that holds each word of `q`, titles before texts; ten queries at most."""
    ord_ = re.findall(r"\w+", unicodedata.normalize("NFC", q).lower())[:MAKS_ORD]
    if not ord_:
        return Fundliste()
    return Fundliste(
        (_indsatser(ord_, sprog), _indsatsfund),
        _maal(ord_),
        _sider(ord_, sprog),
        (_nyheder(ord_, sprog), _nyhedsfund),
        (_dokumenter(ord_), lambda dokument: _dokumentfund(dokument, ord_)),
        _maalinger_og_hoeringer(ord_, sprog),
        _aarsstatusser(ord_),
    )


def _hvert_ord_i(ord_, felter, smaa=()):
    """`smaa` are fields that hold small letters only, whatever their text was written in."""
    betingelse = Q()
    for et_ord in ord_:
        i_et_felt = Q()
        for felt in smaa:
            i_et_felt |= Q(**{f"{felt}__contains": et_ord})
        for felt in felter:
            # SQLite folds only a to z, so a word with æ, ø or å is asked for as it may be written
            for skrevet in {et_ord, et_ord.capitalize(), et_ord.upper()}:
                i_et_felt |= Q(**{f"{felt}__icontains": skrevet})
        betingelse &= i_et_felt
    return betingelse


def _indsatser(ord_, sprog):
    felter = ["titel", "resume", "baggrund", "goer_allerede", "fokus"]
    gamle_navne = Prioritering.objects.filter(_hvert_ord_i(ord_, ["navn"])).values("indsats")
    tekster = IndsatsIndhold.objects.som_kort(sprog).filter(
        _hvert_ord_i(ord_, felter) | Q(indsats__in=gamle_navne)
    )
    i_titlen = Case(When(_hvert_ord_i(ord_, ["titel"]), then=0), default=1)
    return tekster.select_related("indsats").order_by(i_titlen, "titel", "pk")


def _indsatsfund(tekst):
    return Fund(tekst.titel, tekst.get_absolute_url(), tekst.resume, gettext("Indsats"))


def _nyheder(ord_, sprog):
    felter = ["titel", "underrubrik", "resume", "tekst", "baggrund"]
    tekster = NyhedIndhold.objects.som_kort(sprog).filter(_hvert_ord_i(ord_, felter))
    i_titlen = Case(When(_hvert_ord_i(ord_, ["titel"]), then=0), default=1)
    return tekster.select_related("nyhed").order_by(i_titlen, "-nyhed__dato", "-pk")


def _nyhedsfund(tekst):
    slags = f"{tekst.nyhed.get_slags_display()}, {date_format(tekst.nyhed.dato, gettext('j. F Y'))}"
    return Fund(tekst.titel, tekst.get_absolute_url(), tekst.resume, slags)


def _maal(ord_):
    maal = Maal.objects.seneste().filter(
        _hvert_ord_i(ord_, ["titel_da", "titel_en", "ordlyd_da", "ordlyd_en"])
    )
    return [
        Fund(f"{m.nummer}. {m.titel}", m.get_absolute_url(), m.ordlyd, gettext("Mål")) for m in maal
    ]


def _sider(ord_, sprog):
    betingelse = _hvert_ord_i(ord_, ["title", "meta_description"])
    sider = PageContent.objects.filter(betingelse, language=sprog)
    raekker = sider.filter(
        page__login_required=False, page__urls__language=sprog, page__urls__path__isnull=False
    )
    return [
        Fund(titel, _side_adresse(sti), strip_tags(beskrivelse or ""), gettext("Side"))
        for titel, beskrivelse, sti in raekker.values_list(
            "title", "meta_description", "page__urls__path"
        )
    ]


def _side_adresse(sti):
    return reverse("pages-details-by-slug", args=[sti]) if sti else reverse("pages-root")


# --- documents


def _dokumenter(ord_):
    titler = ["titel_da", "titel_en"]
    felter = [*titler, "resume_da", "resume_en"]
    dokumenter = Dokument.objects.published().filter(_hvert_ord_i(ord_, felter, ["nyeste__ord"]))
    i_titlen = Case(When(_hvert_ord_i(ord_, titler), then=0), default=1)
    raekker = dokumenter.select_related("nyeste__fil").defer("nyeste__ord")
    return raekker.order_by(i_titlen, "-dato", "pk")


def _dokumentfund(dokument, ord_):
    """With the summary, or where it lacks a word with the place in the file where that stands."""
    led = [dokument.get_slags_display()]
    led += [dokument.nyeste.format] if dokument.nyeste else []
    led += [date_format(dokument.dato, gettext("j. F Y"))]
    kendt = f"{dokument.titel} {dokument.resume}".lower()
    i_filen = [et_ord for et_ord in ord_ if et_ord not in kendt]
    uddrag = _omkring(dokument.nyeste.tekst, i_filen) if i_filen and dokument.nyeste else ""
    url = dokument.get_absolute_url()
    return Fund(dokument.titel, url, uddrag or dokument.resume, ", ".join(led))


def _omkring(tekst, ord_):
    """The text around the first of the words that stands in it, from one whole word to another."""
    steder = [fundet.start() for o in ord_ if (fundet := re.search(re.escape(o), tekst, re.I))]
    if not steder:
        return ""
    fra, til = max(min(steder) - OMKRING, 0), min(steder) + OMKRING
    stykke = " ".join(tekst[fra:til].split())
    foerst = stykke.partition(" ")[2] if fra else stykke
    helt = foerst.rpartition(" ")[0] if til < len(tekst) else foerst
    return f"{'… ' if fra else ''}{helt or stykke}{' …' if til < len(tekst) else ''}"


# --- measurement, hearings and annual status


def _maalinger_og_hoeringer(ord_, sprog):
    """Few enough to be fetched in one query; titles before texts, the answer of a hearing once it is published."""
    titler, svar = ["titel_da", "titel_en"], ["samlet_svar_da", "samlet_svar_en"]
    besvaret = Q(tilstand=Hoering.Tilstand.BESVARET)
    om_hoering = [*titler, "beskrivelse_da", "beskrivelse_en"]
    # each word somewhere, and words of the answer only where it is published
    i_hoering = _hvert_ord_i(ord_, om_hoering) | besvaret & _hvert_ord_i(ord_, [*om_hoering, *svar])
    i_indikator = _hvert_ord_i(ord_, [*titler, "forklaring_da", "forklaring_en"])
    i_titlen = Case(When(_hvert_ord_i(ord_, titler), then=0), default=1)
    dele = [
        _raekker(Indikator.objects.published().filter(i_indikator), i_titlen, "forklaring"),
        _raekker(Hoering.objects.published().filter(i_hoering), i_titlen, "beskrivelse"),
    ]
    raekker = sorted(dele[0].union(dele[1], all=True), key=lambda r: (r[0], r[1]))
    return [_navngivet(raekke, ord_, sprog) for raekke in raekker]


def _raekker(queryset, i_titlen, tekst):
    svar = "samlet_svar" if queryset.model is Hoering else None
    kolonner = [
        Cast(f"{felt}_{sprog}", TextField()) if felt else Value("", TextField())
        for felt in ("titel", tekst, svar)
        for sprog in ("da", "en")
    ]
    besvaret = F("tilstand") if svar else Value("", CharField())
    slags = Value(queryset.model._meta.model_name, CharField())
    return queryset.order_by().values_list(
        i_titlen, slags, Cast(besvaret, CharField()), Cast("slug", CharField()), *kolonner
    )


def _navngivet(raekke, ord_, sprog):
    _, model, tilstand, slug, *tekster = raekke
    valgt = [
        (en if sprog == "en" else "") or da for da, en in zip(*[iter(tekster)] * 2, strict=True)
    ]
    titel, tekst, svar = valgt
    if tilstand == Hoering.Tilstand.BESVARET and not all(
        o in f"{titel} {tekst}".lower() for o in ord_
    ):
        tekst = _omkring(svar, ord_) or tekst
    navn, adresse = {
        "indikator": (gettext("Tryghedsmåling"), "tryghedsmaaling:detail"),
        "hoering": (gettext("Høring"), "hoeringer:detail"),
    }[model]
    return Fund(titel, reverse(adresse, args=[slug]), tekst, navn)


def _aarsstatusser(ord_):
    """One a year, so all are read; what a report froze is looked through here, for the database keeps it as data."""
    fundne = []
    for en in Aarsstatus.objects.published():
        titel = gettext("%(nummer)s. årsstatus for %(periode)s") % {
            "nummer": en.nummer,
            "periode": en.periode,
        }
        tekst = strip_tags(" ".join(_tekster(en.frosset)))
        smaa, i_titlen = tekst.lower(), all(o in titel.lower() for o in ord_)
        if i_titlen or all(o in smaa or o in titel.lower() for o in ord_):
            fund = Fund(titel, en.get_absolute_url(), _omkring(tekst, ord_), gettext("Årsstatus"))
            fundne.append((not i_titlen, fund))
    return [fund for _, fund in sorted(fundne, key=lambda par: par[0])]


def _tekster(data):
    """What is written for readers in a frozen report, however it is nested."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for navn, vaerdi in data.items():
            if navn not in IKKE_TEKST:
                yield from _tekster(vaerdi)
    elif isinstance(data, list):
        for vaerdi in data:
            yield from _tekster(vaerdi)
