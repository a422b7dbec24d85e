"""A series as files: the picture, and all its values as CSV, XLSX and JSON with what is known about them."""

import csv
from io import BytesIO

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ..diagram import tegn
from ..maaletal import som_diagram, uden_nuller
from ..models import Indikator, Maaling
from ..regneark import celle
from .maaling import Serievalg

FELTER = (
    *("indikator", "omraade", "opdeling", "fra", "til", "vaerdi", "tekst"),
    *("stikproeve", "usikkerhed", "brud", "note", "kilde", "kilde_link"),
)
"""The headings of the files: the same as the import reads, so that what is taken out can be put in again."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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


def _raekker(indikator):
    """All values as texts in the order of `FELTER`, a portion at a time."""
    fundne = Maaling.objects.filter(indikator=indikator).select_related("omraade")
    fundne = fundne.order_by("omraade__raekkefoelge", "omraade__navn_da", "opdeling", "fra", "til")
    for m in fundne.iterator(chunk_size=2000):
        yield [
            *(indikator.slug, m.omraade.navn_da, m.opdeling, m.fra.isoformat(), m.til.isoformat()),
            *(_dansk(m.vaerdi), m.tekst_da, m.stikproeve or "", _dansk(m.usikkerhed)),
            *("ja" if m.brud else "", m.note_da, m.kilde, m.kilde_link),
        ]


def _dansk(vaerdi):
    return "" if vaerdi is None else uden_nuller(vaerdi).replace(".", ",")


def _sikker(raekke):
    """No text becomes a formula; a negative number is no text."""
    tal = (FELTER.index("vaerdi"), FELTER.index("usikkerhed"))
    return [v if nr in tal else celle(v) for nr, v in enumerate(raekke)]


class _Linje:
    """What csv.writer writes to: it hands the line back."""

    def write(self, linje):
        return linje


def csv_fil(request, slug):
    """UTF-8 with a byte-order mark and semicolons, as a Danish spreadsheet expects; sent while it is read."""
    indikator = _indikator(slug)
    skriver = csv.writer(_Linje(), delimiter=";")

    def linjer():
        yield "\ufeff" + skriver.writerow(FELTER)
        for raekke in _raekker(indikator):
            yield skriver.writerow(_sikker(raekke))

    svar = StreamingHttpResponse(linjer(), content_type="text/csv; charset=utf-8")
    return _som_fil(svar, f"{slug}.csv")


def xlsx_fil(request, slug):
    """The values on the first sheet, what is known about the series on the second."""
    indikator = _indikator(slug)
    bog = Workbook(write_only=True)
    ark = bog.create_sheet("Værdier")
    ark.freeze_panes = "A2"
    ark.append([_fed(ark, navn) for navn in FELTER])
    for raekke in _raekker(indikator):
        ark.append([_tal_eller_tekst(nr, v) for nr, v in enumerate(raekke)])
    om = bog.create_sheet("Om tallene")
    om.column_dimensions["A"].width, om.column_dimensions["B"].width = 20, 90
    for navn, vaerdi in oplysninger(indikator).items():
        om.append([_fed(om, navn), celle("" if vaerdi is None else str(vaerdi))])
    ud = BytesIO()
    bog.save(ud)
    return _som_fil(HttpResponse(ud.getvalue(), content_type=XLSX), f"{slug}.xlsx")


def _fed(ark, tekst):
    fed = WriteOnlyCell(ark, value=tekst)
    fed.font = Font(bold=True)
    return fed


def _tal_eller_tekst(nr, vaerdi):
    if vaerdi and nr in (FELTER.index("vaerdi"), FELTER.index("usikkerhed")):
        return float(vaerdi.replace(",", "."))
    return celle(vaerdi)


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
    """Numbers as numbers, dates as ISO 8601; a missing value is not there."""
    indikator = _indikator(slug)
    tal = {"vaerdi", "usikkerhed"}
    vaerdier = [
        {
            navn: float(v.replace(",", ".")) if navn in tal else v
            for navn, v in zip(FELTER, raekke, strict=True)
            if v != "" and navn != "indikator"
        }
        for raekke in _raekker(indikator)
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
