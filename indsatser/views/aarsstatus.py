"""The annual reports as the public reads them: each from its frozen content alone."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import override

from ..aarsstatus.sammenlign import sammenlign, tal
from ..aarsstatus.siden import siden
from ..aarsstatus.tal import skriv
from ..models import Aarsstatus

FILER = {
    "pdf": ("pdf", "application/pdf"),
    "docx": ("word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": ("dias", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
"""Ending: (what makes it, its type)."""
BREDDER = {"bred", "smal"}


def _offentlige():
    return Aarsstatus.objects.published().select_related("strategi")


def _hent(slug):
    return get_object_or_404(_offentlige(), slug=slug)


def aarsstatus_list(request):
    return render(request, "indsatser/aarsstatus_list.html", {"raekker": list(_offentlige())})


def aarsstatus_detail(request, slug):
    aarsstatus = _hent(slug)
    context = {
        "aarsstatus": aarsstatus,
        "indhold": til_visning(
            aarsstatus.frosset, lambda nr: reverse("aarsstatus:diagram", args=[slug, nr])
        ),
        "beslutninger": list(aarsstatus.behandlinger.all()),
        "andre": [en for en in _offentlige() if en.pk != aarsstatus.pk],
    }
    return render(request, "indsatser/aarsstatus_detail.html", context)


def til_visning(frosset, adresse):
    """The frozen content, its figures numbered from 1 as they are read, its days as days; made of nothing else.

    `adresse` gives the address of a figure by its number.
    """
    nummer = 0
    for punkt in _punkter(frosset):
        punkt["dag"] = date.fromisoformat(punkt["dato"]) if punkt["dato"] else None
        if punkt["diagram"]:
            nummer += 1
            punkt["figur"] = adresse(nummer)
            with override("da"):  # as the rest of the report
                punkt["tabel"] = _tabel(punkt["diagram"])
    grupper = {}
    for person in frosset["personer"]:
        grupper.setdefault(person["gruppe"], []).append(person)
    return {**frosset, "grupper": grupper}


def _punkter(frosset):
    return [punkt for afsnit in frosset["afsnit"] for punkt in afsnit["punkter"]]


def _tabel(diagram):
    """A row for each period, a cell for each series; a period without a value is an empty cell."""
    serier = diagram["serier"]
    perioder = {(p["fra"], p["til"]): p["periode"] for s in serier for p in s["punkter"]}
    vaerdier = [{(p["fra"], p["til"]): skriv(p["vaerdi"]) for p in s["punkter"]} for s in serier]
    return [
        (navn, [i_serien.get(noegle, "") for i_serien in vaerdier])
        for noegle, navn in sorted(perioder.items())
    ]


def aarsstatus_siden(request, slug):
    aarsstatus = _hent(slug)
    context = {"aarsstatus": aarsstatus, "aendringer": siden(aarsstatus)}
    return render(request, "indsatser/aarsstatus_siden.html", context)


def aarsstatus_sammenlign(request):
    """Two of those that are public; without a choice the two newest, where there are two."""
    alle = {en.slug: en for en in _offentlige()}
    valgte = [request.GET.get(navn, "") for navn in ("a", "b")]
    if not any(valgte):
        valgte = list(alle)[1::-1] if len(alle) > 1 else []
    if any(slug and slug not in alle for slug in valgte):
        raise Http404
    par = [alle[slug] for slug in valgte if slug]
    context = {"alle": list(alle.values()), "valgte": valgte, "par": None}
    if len(par) == 2:
        context |= {"par": par, "afsnit": sammenlign(*par), "tal": tal(*par)}
    return render(request, "indsatser/aarsstatus_sammenlign.html", context)


def diagram(request, slug, nummer):
    return svg(_hent(slug).frosset, int(nummer), request.GET.get("bredde", "bred"))


def svg(frosset, nummer, bredde):
    """A figure by its number in the report, in the width that is asked for."""
    from ..diagram import tegn  # heavy, and for those who want a figure alone

    diagrammer = [p["diagram"] for p in _punkter(frosset) if p["diagram"]]
    if bredde not in BREDDER or not 1 <= nummer <= len(diagrammer):
        raise Http404
    with override("da"):
        tegnet = tegn(diagrammer[nummer - 1], format="svg", bredde=bredde)
    return HttpResponse(tegnet, content_type="image/svg+xml")


def fil(request, slug, endelse):
    """PDF, Word or slides, made of the frozen content and of the political path, which goes on."""
    aarsstatus = _hent(slug)
    from .. import aarsstatusfiler  # heavy, and for those who want a file alone

    navn, slags = FILER[endelse]
    with override("da"):
        lavet = getattr(aarsstatusfiler, navn)(aarsstatus.frosset, _vejen(aarsstatus))
    svar = HttpResponse(lavet, content_type=slags)
    svar["Content-Disposition"] = content_disposition_header(
        endelse != "pdf", f"{aarsstatus.slug}.{endelse}"
    )
    return svar


def _vejen(aarsstatus):
    """The political path as plain values."""
    return [
        {
            "organ": b.organ_da,
            "dato": b.dato.isoformat() if b.dato else "",
            "punkt": b.punkt,
            "sagsnummer": b.sagsnummer,
            "udfald": b.udfald_da,
            "tekst": b.tekst_da,
        }
        for b in aarsstatus.behandlinger.all()
    ]
