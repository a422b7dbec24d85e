"""A series as files: the picture, and all its values as CSV, XLSX and JSON with what is known about them."""

from decimal import Decimal
from itertools import chain

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import override

from ..diagram import tegn
from ..indlaesning import eksport
from ..maaletal import som_diagram, uden_nuller
from ..models import Indikator, Maaling
from ..regneark import celle
from .maaling import Serievalg

TYPER = {"svg": "image/svg+xml", "png": "image/png"}


def _indikator(slug):
    fundne = Indikator.objects.published().select_related("hovedomraade", "ejer")
    return get_object_or_404(fundne, slug=slug)


@csp_replace({"style-src": [UNSAFE_INLINE]})  # the picture alone, opened as a page
def diagram(request, slug, format="svg", bredde="bred"):
    """The picture; it may be shown on other sites."""
    indikator = _indikator(slug)
    if bredde == "gnist":
        valgt = som_diagram(indikator)
    else:
        valg = Serievalg(indikator, request.GET)
        valgt = som_diagram(indikator, omraader=valg.omraader, opdeling=valg.opdeling)
    svar = HttpResponse(tegn(valgt, format=format, bredde=bredde), content_type=TYPER[format])
    svar["Cross-Origin-Resource-Policy"] = "cross-origin"
    svar["Access-Control-Allow-Origin"] = "*"
    return svar


def _indhold(indikator):
    """The headings and every value, in the columns that the import reads."""
    fundne = Maaling.objects.filter(indikator=indikator).select_related("omraade", "indikator")
    fundne = fundne.order_by("omraade__raekkefoelge", "omraade__navn_da", "opdeling", "fra", "til")
    return chain([eksport.OVERSKRIFTER], eksport.raekker(fundne.iterator(chunk_size=2000)))


def csv_fil(request, slug):
    """Sent while it is read."""
    indhold = eksport.som_csv(_indhold(_indikator(slug)))
    svar = StreamingHttpResponse(indhold, content_type="text/csv; charset=utf-8")
    return _som_fil(svar, f"{slug}.csv")


def xlsx_fil(request, slug):
    """The values on the first sheet, what is known about the series on the second."""
    indikator = _indikator(slug)
    om = [[navn, "" if v is None else celle(str(v))] for navn, v in oplysninger(indikator).items()]
    fil = eksport.som_xlsx(_indhold(indikator), {"Om tallene": om})
    return _som_fil(HttpResponse(fil, content_type=eksport.XLSX), f"{slug}.xlsx")


def oplysninger(indikator):
    """What must follow the figures wherever they go."""
    with override("da"):
        naeste = indikator.naeste and date_format(indikator.naeste, "j. F Y")
        return {
            "titel": indikator.titel_da,
            "forklaring": indikator.forklaring_da,
            "enhed": indikator.enhed_da,
            "kilde": indikator.kilde_da,
            "kilde_link": indikator.kilde_link,
            "metode": indikator.metode_da,
            "ejer": str(indikator.ejer or ""),
            "retning": indikator.get_retning_display(),
            "hyppighed": indikator.get_hyppighed_display(),
            "naeste_tal": naeste or "",
            "maaltal": None if indikator.maaltal is None else uden_nuller(indikator.maaltal),
            "adresse": f"{settings.SITE_URL}{indikator.get_absolute_url()}",
            "vilkaar": "Tallene må bruges frit, når kilden nævnes.",
        }


def json_fil(request, slug):
    """Numbers as numbers, dates as ISO 8601; what is not known is not there."""
    indikator = _indikator(slug)
    overskrifter, *raekker = _indhold(indikator)
    vaerdier = [
        {
            navn: float(v) if isinstance(v, Decimal) else v
            for navn, v in zip(overskrifter, raekke, strict=True)
            if v not in ("", None) and navn != "indikator"
        }
        for raekke in raekker
    ]
    svar = JsonResponse(
        {"indikator": indikator.slug, **oplysninger(indikator), "vaerdier": vaerdier},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    svar["Access-Control-Allow-Origin"] = "*"
    return svar


def _som_fil(svar, navn):
    svar["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar
