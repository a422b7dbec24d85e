"""The board as a file: the rows that are shown, with Danish headings, and the day they were taken out."""

import csv
import io

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font

from ..regneark import celle
from ..templatetags.bord import dansk_tal
from .tavle import lys_valg

OVERSKRIFTER = (
    *("Indsats", "Mål", "Fase", "Tovholder", "Sidste rapport", "Runde", "Hvordan går det?"),
    *("Med tovholderens ord", "Seneste tal", "Åbne opgaver", "Over fristen", "Mangler svar til"),
)


def linjer(raekker):
    navne = dict(lys_valg())
    for r in raekker:
        rapport = r.rapport
        yield [
            celle(vaerdi)
            for vaerdi in (
                r.navn,
                ", ".join(f"{maal.nummer} {maal.titel_da}" for maal in r.maal),
                r.indsats.get_fase_display(),
                r.hvem,
                timezone.localdate(rapport.indsendt) if rapport else "",
                rapport.runde.navn if rapport else "",
                navne[r.lys],
                rapport.lys_tekst if rapport else "",
                "; ".join(tal_i_ord(tal) for tal in r.tal),
                r.opgaver,
                r.forfaldne,
                r.mangler or "",
            )
        ]


def tal_i_ord(tal):
    """«12 → 15 besøg (1. halvår → 2. halvår)»."""
    if tal.foer is None:
        return f"{tal.navn}: {dansk_tal(tal.nu)} {tal.enhed} ({tal.nu_periode})"
    vej = f"{dansk_tal(tal.foer)} → {dansk_tal(tal.nu)}"
    return f"{tal.navn}: {vej} {tal.enhed} ({tal.foer_periode} → {tal.nu_periode})"


def _overskrifter():
    """With the day, which must not be lost with the file's name."""
    return [*OVERSKRIFTER, f"Udtrukket {timezone.localdate():%d.%m.%Y}"]


def som_csv(raekker):
    """For Danish spreadsheets: semicolons, and the mark that says it is UTF-8."""
    fil = io.StringIO()
    skriver = csv.writer(fil, delimiter=";")
    skriver.writerow(_overskrifter())
    skriver.writerows(linjer(raekker))
    return _svar(("\ufeff" + fil.getvalue()).encode(), "csv", "text/csv; charset=utf-8")


def som_xlsx(raekker):
    bog = Workbook()
    ark = bog.active
    ark.title = "Tavlen"
    ark.append(_overskrifter())
    for linje in linjer(raekker):
        ark.append(linje)
    for celler in ark[1]:
        celler.font = Font(bold=True)
    ark.freeze_panes = "B2"
    for nr, bredde in enumerate((36, 24, 12, 28, 14, 20, 30, 50, 50, 13, 13, 16, 22)):
        ark.column_dimensions[ark.cell(1, nr + 1).column_letter].width = bredde
    bog.properties.title = f"Tavlen, udtrukket {timezone.localdate():%d.%m.%Y}"
    fil = io.BytesIO()
    bog.save(fil)
    type_ = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _svar(fil.getvalue(), "xlsx", type_)


def _svar(indhold, endelse, type_):
    svar = HttpResponse(indhold, content_type=type_)
    navn = f"tavlen-{timezone.localdate():%Y-%m-%d}.{endelse}"
    svar["Content-Disposition"] = f'attachment; filename="{navn}"'
    svar["Cache-Control"] = "private, no-store"
    return svar
