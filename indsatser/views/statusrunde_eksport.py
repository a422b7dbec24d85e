"""A round as a table: CSV for whatever reads it, XLSX for the spreadsheet."""

import csv
from io import BytesIO

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ..regneark import celle
from ..rundemodtagere import linjer_for
from .statusrunde import hent

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FAST = (
    *("Runde", "Indsats", "Tovholder", "Stedfortræder", "Tilstand", "Lys", "Med egne ord"),
    *("Intet nyt", "Sendt ind", "Efter fristen", "Sendt ind af", "På vegne", "Frist"),
)


def eksport(request, pk, fil):
    runde = hent(request, pk, krav="view")
    lav = {"csv": _csv, "xlsx": _xlsx}.get(fil)
    if lav is None or runde.er_kladde:
        raise Http404
    svar = lav([[celle(str(v)) for v in raekke] for raekke in tabel(runde, request.user)])
    navn = f"statusrunde-{slugify(runde.navn.translate({230: 'ae', 248: 'oe', 229: 'aa'}))}.{fil}"
    svar["Content-Disposition"] = f'attachment; filename="{navn}"'
    svar["Cache-Control"] = "no-store"
    return svar


def tabel(runde, user):
    """The heading, and a row for each report that the account sees; a constant number of queries."""
    spoergsmaal = list(runde.spoergsmaal.all())
    rapporter = runde.rapporter.visible_to(user).select_related("runde", "stedfortraeder__bruger")
    linjer = linjer_for(rapporter.prefetch_related("svar"))
    return [[*FAST, *(s.tekst for s in spoergsmaal)]] + [
        _raekke(runde, linje, spoergsmaal) for linje in linjer
    ]


def _raekke(runde, linje, spoergsmaal):
    status = linje.status
    svar = {et.spoergsmaal_id: et.tekst for et in status.svar.all()}
    sendt = (
        timezone.localtime(status.indsendt).strftime("%Y-%m-%d %H:%M") if status.indsendt else ""
    )
    navne = status.ansvarlige_navne if runde.er_lukket else linje.navne
    return [
        *(runde.navn, status.indsats_navn, navne, status.stedfortraeder or ""),
        *(status.get_tilstand_display(), status.get_lys_display(), status.lys_tekst),
        *("ja" if status.intet_nyt else "", sendt, "ja" if status.er_forsinket else ""),
        *(status.indsendt_af, "ja" if status.paa_vegne else "", runde.frist.isoformat()),
        *(svar.get(s.pk, "") if status.er_sendt_ind else "" for s in spoergsmaal),
    ]


def _csv(raekker):
    """UTF-8 with a byte-order mark, so that a Danish spreadsheet reads æ, ø and å."""
    svar = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    csv.writer(svar, delimiter=";").writerows(raekker)
    return svar


def _xlsx(raekker):
    bog = Workbook()
    ark = bog.active
    ark.title = "Statusrunde"
    for nr, raekke in enumerate(raekker, 1):
        for kol, tekst in enumerate(raekke, 1):
            felt = ark.cell(nr, kol)
            felt.value = tekst
            felt.data_type = "s"  # words, whatever they look like
            felt.alignment = Alignment(wrap_text=True, vertical="top")
            felt.font = Font(bold=nr == 1)
    for kol in range(1, len(raekker[0]) + 1):
        ark.column_dimensions[get_column_letter(kol)].width = 24
    ark.freeze_panes = "A2"
    indhold = BytesIO()
    bog.save(indhold)
    return HttpResponse(indhold.getvalue(), content_type=XLSX)
