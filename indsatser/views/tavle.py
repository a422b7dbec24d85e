"""The board of all initiatives: chosen, sorted, printed and taken out as a file by the same address."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone

from ..bordet import tavle as tavlen
from ..bordet.udtraek import som_csv, som_xlsx
from ..models import Indsats, Omraade
from .bord import TAVLE
from .sider import med, side_af, sidelinks

PR_SIDE = 100

KOLONNER = {
    "navn": "Indsats",
    "maal": "Mål",
    "fase": "Fase",
    "tovholder": "Tovholder",
    "lys": "Hvordan går det?",
    "rapport": "Sidste rapport",
    "tal": "Tal",
    "opgaver": "Åbne opgaver",
}


def tavle(request):
    """For those who follow all initiatives."""
    if not request.user.has_perm(TAVLE):
        raise PermissionDenied
    alle = tavlen.raekker(request.user)
    valgte = tavlen.vaelg(alle, request.GET)
    fil = {"csv": som_csv, "xlsx": som_xlsx}.get(request.GET.get("som"))
    if fil:
        return fil(valgte)
    side = side_af(request, valgte, len(valgte) or 1 if "alle" in request.GET else PR_SIDE)
    context = {
        **admin.site.each_context(request),
        "title": "Tavlen",
        "raekker": side.object_list,
        "antal": len(valgte),
        "opsummering": tavlen.opsummering(alle),
        "filtre": _filtre(request, alle),
        "er_valgt": any(request.GET.get(navn) for navn in (*tavlen.FILTRE, "q")),
        "q": request.GET.get("q", ""),
        "orden": request.GET.get("orden", "navn"),
        "ordener": list(_ordener()),
        "kolonner": _kolonner(request),
        "csv_url": med(request, som="csv", side=None),
        "xlsx_url": med(request, som="xlsx", side=None),
        "alle_url": med(request, alle="ja", side=None),
        "i_dag": timezone.localdate(),
        **sidelinks(request, side),
    }
    return TemplateResponse(request, "admin/bord/tavle.html", context)


ORDEN = {
    **{"navn": ("A–Å", "Å–A"), "maal": ("Mål 1 først", "Mål 5 først")},
    **{"fase": ("Fase", "Fase, bagfra"), "tovholder": ("Tovholder A–Å", "Tovholder Å–A")},
    "lys": ("Rød først", "Uden rapport først"),
    "rapport": ("Uden rapport og ældste rapport først", "Nyeste rapport først"),
    "opgaver": ("Flest over fristen først", "Færrest opgaver først"),
}
"""What each order is called: on a telephone there are no headings to sort by."""


def _ordener():
    for navn, (forlaens, baglaens) in ORDEN.items():
        yield navn, forlaens
        yield f"-{navn}", baglaens


def _kolonner(request):
    """Each heading with the address that sorts by it: by what it is already, the other way round."""
    nu = request.GET.get("orden", "navn")
    kolonner = []
    for navn, titel in KOLONNER.items():
        stigende = nu == navn
        orden = f"-{navn}" if stigende else navn
        sortering = {navn: "ascending", f"-{navn}": "descending"}.get(nu, "")
        url = med(request, orden=orden, side=None) if navn in tavlen.SORTERING else ""
        kolonner.append({"titel": titel, "url": url, "sortering": sortering})
    return kolonner


def _filtre(request, alle):
    maal = {m.nummer: m.titel_da for r in alle for m in r.maal}
    roedder = {r.organisation.rod for raekke in alle for r in raekke.tovholdere if r.organisation}
    valg = {
        "maal": ("Mål", [(str(nr), f"{nr}. {titel}") for nr, titel in sorted(maal.items())]),
        "lys": ("Hvordan går det?", tavlen.lys_valg()),
        "fase": ("Fase", Indsats.Fase.choices),
        "svar": ("Åben runde", [("mangler", "Mangler at svare"), ("svaret", "Mangler ikke")]),
        "tovholder": ("Tovholder", [("ingen", "Ingen tovholder"), ("har", "Har tovholder")]),
        "myndighed": ("Myndighed", sorted((str(rod.pk), rod.navn_da) for rod in roedder)),
        "omraade": ("Område", Omraade.objects.values_list("slug", "navn_da")),
    }
    return [
        {"navn": navn, "titel": titel, "valg": list(valg_), "valgt": request.GET.get(navn, "")}
        for navn, (titel, valg_) in valg.items()
    ]
