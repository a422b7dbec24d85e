"""A series in the columns that an import reads, so that what is taken out can be put in again; and the templates."""

import csv
import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from ..regneark import celle
from .kolonner import KOLONNER
from .raekker import VAERN, ren
from .tal import skriv_tal

OVERSKRIFTER = [kolonne.navn for kolonne in KOLONNER]
FORKLARINGER = [kolonne.forklaring for kolonne in KOLONNER]
FORKLARINGER[0] = f"# {FORKLARINGER[0]}. Denne række læses ikke ind."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ARK = "Målinger"


def beskyttet(tekst):
    """`celle`, with its sign doubled where a text begins with that itself: reading takes one off."""
    tekst = ren(tekst)
    return f"'{tekst}" if VAERN.match(tekst) else celle(tekst)


def raekker(maalinger):
    """A row for each value, as text and numbers; `maalinger` with indicator and area selected."""
    for m in maalinger:
        yield [_vaerdi(m, kolonne.felt) for kolonne in KOLONNER]


def _vaerdi(maaling, felt):
    if felt == "indikator":
        return maaling.indikator.slug
    if felt == "omraade":
        return beskyttet(maaling.omraade.navn_da)
    vaerdi = getattr(maaling, felt)
    if felt == "brud":
        return "ja" if vaerdi else ""
    if isinstance(vaerdi, str):
        return beskyttet(vaerdi)
    return vaerdi.isoformat() if felt in ("fra", "til") else vaerdi


def som_csv(indhold):
    """UTF-8 with its mark, semicolons and decimal commas: as a Danish spreadsheet opens it."""
    yield "\ufeff"
    for raekke in indhold:
        linje = io.StringIO()
        csv.writer(linje, delimiter=";").writerow([_tekst(v) for v in raekke])
        yield linje.getvalue()


def _tekst(vaerdi):
    if vaerdi is None:
        return ""
    return vaerdi if isinstance(vaerdi, str) else skriv_tal(vaerdi)


def som_xlsx(indhold, mere=None):
    """Numbers as numbers, and words as words whatever they look like; written row by row.

    `mere` are sheets after the first, as {name: rows}.
    """
    bog = Workbook(write_only=True)
    for navn, raekker_ in {_ARK: indhold, **(mere or {})}.items():
        ark = bog.create_sheet(navn)
        ark.freeze_panes = "A2" if navn == _ARK else None
        for bogstav in "ABCDEFGHIJKLMNO":
            ark.column_dimensions[bogstav].width = 18
        for nr, raekke in enumerate(raekker_):
            ark.append([_xlsx_celle(ark, vaerdi, nr) for vaerdi in raekke])
    ud = io.BytesIO()
    bog.save(ud)
    return ud.getvalue()


def _xlsx_celle(ark, vaerdi, nr):
    ud = WriteOnlyCell(ark, value=vaerdi if vaerdi != "" else None)
    if isinstance(vaerdi, str) and vaerdi:
        ud.data_type = "s"
    if nr == 0:
        ud.font = Font(bold=True)
    elif isinstance(vaerdi, str) and vaerdi.startswith("#"):
        ud.alignment = Alignment(wrap_text=True, vertical="top")
    return ud


# --- The templates


def skabelon(endelse):
    """The headings, and under each a line that explains it; the row is recognised and not read in."""
    indhold = [OVERSKRIFTER, FORKLARINGER]
    if endelse == "csv":
        return "".join(som_csv(indhold)).encode(), "text/csv; charset=utf-8"
    return (som_xlsx(indhold), XLSX) if endelse == "xlsx" else (_ods(indhold), ODS)


_ODS_RAMME = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="{ark}">{raekker}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
_ODS_LISTE = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{ods}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _ods(indhold):
    celler = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    linjer = (
        f"<table:table-row>{''.join(celler.format(escape(v)) for v in raekke)}</table:table-row>"
        for raekke in indhold
    )
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        pakke.writestr("content.xml", _ODS_RAMME.format(ark=_ARK, raekker="".join(linjer)))
        pakke.writestr("META-INF/manifest.xml", _ODS_LISTE.format(ods=ODS))
    return ud.getvalue()
