"""Search over what is public: initiatives, goals, pages and news, where every word asked for is found."""

import re
from dataclasses import dataclass

from cms.models import PageContent
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext

from .models import IndsatsIndhold, Maal, NyhedIndhold, Prioritering

MAKS_ORD = 6


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
    """Everything public in a language that holds each word of `q`, titles before texts; six queries at most."""
    ord_ = re.findall(r"\w+", q.lower())[:MAKS_ORD]
    if not ord_:
        return Fundliste()
    return Fundliste(
        (_indsatser(ord_, sprog), _indsatsfund),
        _maal(ord_),
        _sider(ord_, sprog),
        (_nyheder(ord_, sprog), _nyhedsfund),
    )


def _hvert_ord_i(ord_, felter):
    betingelse = Q()
    for et_ord in ord_:
        i_et_felt = Q()
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
