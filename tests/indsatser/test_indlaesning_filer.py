"""Files as they come: encodings, separators, spreadsheets, and what is refused before anything is changed."""

import json
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import Workbook

from indsatser.indlaesning import Afvist, eksport, filer
from indsatser.models import Indlaesning
from indsatser.models.bilag import privat_lager
from tests.indsatser.maalinger import fil, indikator, indlaes, udfald, xlsx

pytestmark = pytest.mark.django_db
HOVED = "område;indikator;periode;værdi;note"
TEKST = f"{HOVED}\r\nPrøvestad;proeve-tryg;2014;1,5;Æblegrød på ø\r\n"


@pytest.fixture(autouse=True)
def serie(settings, tmp_path):
    return indikator()


def afvist(upload):
    foer = Indlaesning.objects.count()
    with pytest.raises((Afvist, ValidationError)) as fejl:
        indlaes(fil=upload)
    assert Indlaesning.objects.count() == foer
    value = fejl.value
    return " ".join(value.messages) if isinstance(value, ValidationError) else str(value)


@pytest.mark.parametrize(
    "indhold",
    [
        TEKST.encode(),
        TEKST.encode("utf-8-sig"),
        TEKST.encode("utf-16"),
        TEKST.encode("cp1252"),
        TEKST.replace(";", "\t").encode(),
        TEKST.replace("1,5", '"1,5"').replace(";", ",").encode(),
        f"\r\n;;;\r\n{TEKST}\r\n;;;;\r\n".encode(),
    ],
    ids=["utf-8", "mærke", "utf-16", "windows", "tabulator", "komma", "tomme rækker"],
)
def test_a_text_is_read_whatever_its_encoding_and_separator(indhold):
    indlaesning = indlaes(fil=fil(indhold))

    linje = indlaesning.linjer.get()
    assert (linje.udfald, linje.indhold["vaerdi"]) == ("ny", "1.5")
    assert linje.indhold["note_da"] == "Æblegrød på ø"


@pytest.mark.parametrize(
    ("upload", "siger"),
    [
        (lambda: fil(b""), "ingenting"),
        (lambda: fil(HOVED), "kun overskrifter"),
        (lambda: fil("a;b\n1;2"), "ingen overskrifter, som portalen kender"),
        (lambda: fil(TEKST.replace("note", "farve")), "kender ikke kolonnen «farve»"),
        (
            lambda: fil(TEKST.replace("note", "Bemærkning").replace("indikator", "Note")),
            "betyder det samme",
        ),
        (lambda: fil(TEKST.replace("indikator", "opdeling")), "mangler en kolonne til indikator"),
        (lambda: fil(TEKST.replace("1,5", '"1,5')), "anførselstegn"),
        (lambda: fil(TEKST.encode("cp850")), "kan ikke læses med sikkerhed"),
        (lambda: fil(TEKST.encode("mac-roman")), "kan ikke læses med sikkerhed"),
        (lambda: fil(b"\xff\xfe" + b"\x00\xd8" * 3), "gået i stykker"),
        (lambda: fil(b"\x89PNG\r\n\x1a\n0000"), "PNG"),
        (lambda: fil(b"PK\x03\x04", "tal.csv"), "zip-fil"),
        (lambda: fil(TEKST, "tal.xlsx"), "ren tekst"),
        (lambda: fil(b"x", "tal.xls"), "gammelt Office-format"),
        (lambda: fil(b"x", "tal.exe"), "Vælg en CSV-fil"),
        (lambda: xlsx([]), "tomt"),
        (lambda: xlsx(HOVED.split(";")), "kun overskrifter"),
        (lambda: bombe(), "fylder alt for meget"),
        (lambda: langt_ude(), "fylder for meget, når det åbnes"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_leaves_nothing(upload, siger):
    assert siger in afvist(upload())


def _zip(original, **dele):
    ud = BytesIO()
    with zipfile.ZipFile(original) as fra, zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as til:
        for navn in fra.namelist():
            til.writestr(navn, dele.get(navn, fra.read(navn)))
    return fil(ud.getvalue(), "tal.xlsx")


def bombe():
    """A sheet of spaces: 100 kB that unpack to 60 MB."""
    ark1 = b"<worksheet><sheetData/>" + b" " * 60_000_000 + b"</worksheet>"
    return _zip(xlsx(["x"]), **{"xl/worksheets/sheet1.xml": ark1})


def langt_ude():
    """Two cells in opposite corners: 31 million between them, of 24 bytes each."""
    celle = '<c r="{}" t="n"><v>1</v></c>'
    raekke = '<row r="{}">{}</row>'
    indhold = raekke.format(1, celle.format("A1")) + raekke.format(
        1048576, celle.format("AD1048576")
    )
    rod = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
    return _zip(xlsx(["x"]), **{"xl/worksheets/sheet1.xml": rod.format(indhold).encode()})


def test_numbers_and_dates_of_a_spreadsheet_need_no_guess_and_the_first_sheet_with_content_is_read():
    bog = Workbook()
    ark = bog.create_sheet("Tallene")
    ark.append(["Indikator", "Område", "Fra", "Til", "Værdi", "Brud"])
    ark.append(["proeve-tryg", "Prøvestad", datetime(2015, 12, 7), date(2015, 12, 13), 85.9, True])
    ark.append(["proeve-tryg", "Prøvestad", 2014, None, 1583, None])
    ud = BytesIO()
    bog.save(ud)

    indlaesning = indlaes(fil=fil(ud.getvalue(), "tal.xlsx"))

    assert "«Tallene»" in indlaesning.laest_som and "1 andre ark" in indlaesning.laest_som
    foerste, anden = indlaesning.linjer.all()
    assert [foerste.indhold[f] for f in ("fra", "til", "vaerdi", "brud")] == [
        "2015-12-07",
        "2015-12-13",
        "85.9",
        True,
    ]
    assert [anden.indhold[f] for f in ("fra", "til", "vaerdi")] == [
        "2014-01-01",
        "2014-12-31",
        "1583",
    ]


@pytest.mark.parametrize("endelse", ["csv", "xlsx", "ods"])
def test_a_template_is_read_as_a_file_with_nothing_in_it(endelse, tmp_path):
    indhold, _ = eksport.skabelon(endelse)
    sti = tmp_path / "raekker.jsonl"

    filer.laes_upload(fil(indhold, f"skabelon.{endelse}"), None, sti)

    overskrifter, antal = filer.se_raekker(sti)
    assert (overskrifter, antal) == (eksport.OVERSKRIFTER, 0)
    assert json.loads(sti.read_text().splitlines()[1])[1][0].startswith("#")
    assert "kun overskrifter" in afvist(fil(indhold, f"skabelon.{endelse}"))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(filer, "FLEST_RAEKKER", 2)
    raekker = [["Prøvestad", "proeve-tryg", aar, 1] for aar in (2014, 2015, 2016)]
    tabel = [["område", "indikator", "periode", "værdi"], *raekker]

    assert "over 250.000 rækker" in afvist(xlsx(*tabel))
    assert "over 250.000 rækker" in afvist(fil("\n".join(";".join(map(str, et)) for et in tabel)))


def test_the_file_is_kept_as_it_was_sent_and_only_in_private_storage():
    indhold = TEKST.encode("cp1252")
    indlaesning = indlaes(fil=fil(indhold))

    with privat_lager().open(indlaesning.fil.name) as gemt:
        assert gemt.read() == indhold
    assert udfald(indlaesning) == ["ny"]


def test_what_is_pasted_stays_in_the_form_and_too_much_of_it_gets_a_message(koordinator, settings):
    adresse = reverse("admin:indsatser_indlaesning_add")
    svar = koordinator.post(adresse, {"tekst": "område;farve\nx;1", "decimaltegn": ","})
    assert "kender ikke kolonnen «farve»" in svar.content.decode()
    assert "område;farve\nx;1" in svar.content.decode()

    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    svar = koordinator.post(adresse, {"tekst": "x" * 2000, "decimaltegn": ","})
    assert svar.status_code == 413
    assert "vælg filen i stedet" in svar.content.decode()


def test_two_gigabytes_are_refused_before_a_byte_is_read(koordinator):
    svar = koordinator.generic(
        "POST", reverse("admin:indsatser_indlaesning_add"), b"x", CONTENT_LENGTH=str(2 * 1024**3)
    )
    assert svar.status_code == 413
    assert "højst 50 MB" in svar.content.decode()
