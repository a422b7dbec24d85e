"""Search over what is public: initiatives, goals and pages, where every word asked for is found."""

import re
from dataclasses import dataclass

from cms.models import PageContent
from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.translation import gettext

from .models import IndsatsIndhold, Maal

MAKS_ORD = 6


@dataclass
class Fund:
    titel: str
    url: str
    uddrag: str
    slags: str


def find(q, sprog):
    """Everything public in a language that holds each word of `q`, titles before texts; three queries at most."""
    ord_ = re.findall(r"\w+", q.lower())[:MAKS_ORD]
    if not ord_:
        return []
    return [*_indsatser(ord_, sprog), *_maal(ord_), *_sider(ord_, sprog)]


def _hvert_ord_i(ord_, felter):
    betingelse = Q()
    for et_ord in ord_:
        i_et_felt = Q()
        for felt in felter:
            i_et_felt |= Q(**{f"{felt}__icontains": et_ord})
        betingelse &= i_et_felt
    return betingelse


def _indsatser(ord_, sprog):
    felter = [
        "titel",
        "resume",
        "baggrund",
        "goer_allerede",
        "fokus",
        "indsats__prioriteringer__navn",
    ]
    tekster = IndsatsIndhold.objects.som_kort(sprog).filter(_hvert_ord_i(ord_, felter)).distinct()
    tekster = sorted(
        tekster.select_related("indsats"), key=lambda t: ord_[0] not in t.titel.lower()
    )
    return [Fund(t.titel, t.get_absolute_url(), t.resume, gettext("Indsats")) for t in tekster]


def _maal(ord_):
    maal = Maal.objects.seneste().filter(
        _hvert_ord_i(ord_, ["titel_da", "titel_en", "ordlyd_da", "ordlyd_en"])
    )
    return [
        Fund(f"{m.nummer}. {m.titel}", m.get_absolute_url(), m.ordlyd, gettext("Mål")) for m in maal
    ]


def _sider(ord_, sprog):
    felter = ["title", "meta_description"]
    sider = (
        PageContent.objects.filter(language=sprog)
        .filter(_hvert_ord_i(ord_, felter))
        .select_related("page")
    )
    return [
        Fund(
            side.title,
            side.page.get_absolute_url(sprog),
            strip_tags(side.meta_description or ""),
            gettext("Side"),
        )
        for side in sider
    ]
