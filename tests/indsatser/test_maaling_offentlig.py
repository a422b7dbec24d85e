"""The public pages of the series: what their sentences claim, their pictures, their files, and what they cost."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from indsatser.diagram import stykker, tegn
from indsatser.maaletal import forsinkelse, saetning
from indsatser.models import Indikator, Maaling
from tests.indsatser.maalinger import indikator, indlaes, omraade, udfald, vaerdi
from tests.indsatser.public_pages import main_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SERIE = "/tryghedsmaaling/tryg-i-eget-nabolag/"


def punkt(aar, tal, usikkerhed=None):
    return {
        "periode": str(aar),
        "fra": f"{aar}-01-01",
        "til": f"{aar}-12-31",
        "vaerdi": str(tal),
        "usikkerhed": usikkerhed,
        "note": "",
        "kilde": "",
    }


def diagram(*punkter, **felter):
    serie = {"navn": "Aalborg", "hoved": True, "punkter": [punkt(*p) for p in punkter]}
    return {
        "titel": "Prøve",
        "enhed": "%",
        "decimaler": 1,
        "retning": "hoejere",
        "skridt": 12,
        "maaltal": None,
        "brud": [],
        "serier": [serie] if punkter else [],
        **felter,
    }


STIGER = [(2020, 80), (2021, 82), (2022, 85)]
BRUD = [{"fra": "2022-01-01", "note": "Ny metode"}]
DOM = ("nået", "bedre", "dårligere", "godt")


# --- Sentences


@pytest.mark.parametrize(
    ("punkter", "felter", "ja", "nej"),
    [
        ([], {}, ["ingen tal"], ["steget"]),
        ([(2020, 80)], {}, ["2020: 80", "eneste tal"], ["steget"]),
        ([(2020, 80), (2021, 90)], {}, ["for få tal"], ["steget"]),
        (STIGER, {}, ["2022: 85", "steget siden 2020"], [*DOM, "op og ned"]),
        ([(2020, 85), (2021, 82), (2022, 80)], {}, ["faldet siden 2020"], DOM),
        ([(2020, 80), (2021, 90), (2022, 85)], {}, ["steget", "op og ned"], DOM),
        ([(2020, 80), (2021, 90), (2022, 80)], {}, ["samme tal"], ["steget", "faldet"]),
        (STIGER, {"brud": BRUD}, ["metoden er en anden"], ["steget"]),
        ([*STIGER, (2023, 86)], {"brud": BRUD}, ["for få tal", "2022 var 85"], ["steget"]),
        ([(2020, 80, "3"), (2021, 82), (2022, 84, "3")], {}, ["usikkerheden"], ["steget"]),
        ([(2020, 80, "2"), (2021, 82), (2022, 84, "2")], {}, ["steget"], ["usikkerheden"]),
        (STIGER, {"maaltal": "85"}, ["Måltallet på 85", "er nået"], []),
        (STIGER, {"maaltal": "86"}, ["er ikke nået"], []),
        (STIGER, {"maaltal": "84", "retning": "lavere"}, ["er ikke nået"], []),
        (STIGER, {"maaltal": "86", "retning": "lavere"}, ["er nået"], []),
        (STIGER, {"maaltal": "85", "retning": "ingen"}, [], DOM),
        ([*STIGER, (2023, 85, "2")], {"maaltal": "86"}, ["kan ikke siges sikkert"], ["ikke nået"]),
    ],
)
def test_sentence_claims_what_the_values_carry(punkter, felter, ja, nej):
    ud = saetning(diagram(*punkter, **felter))

    assert [ord_ for ord_ in ja if ord_ not in ud] == [], ud
    assert [ord_ for ord_ in nej if ord_ in ud] == [], ud


@pytest.mark.parametrize(
    ("dage", "tilstand", "siges"),
    [(-1, "offentlig", True), (0, "offentlig", False), (-1, "afsluttet", False)],
)
def test_page_says_that_figures_are_overdue_from_the_day_after(dage, tilstand, siges):
    i_dag = timezone.localdate()
    serie = Indikator(naeste=i_dag + timedelta(days=dage), tilstand=tilstand)

    assert bool(forsinkelse(serie, i_dag)) is siges


# --- Pictures


@pytest.mark.parametrize(
    ("aar", "brud", "laengder"),
    [
        ([2020, 2021, 2022], [], [3]),
        ([2020, 2021, 2024, 2025], [], [2, 2]),
        ([2020, 2021, 2022], BRUD, [2, 1]),
        ([2020], BRUD, [1]),
        ([], [], []),
    ],
)
def test_line_is_cut_at_a_gap_and_at_a_break(aar, brud, laengder):
    serie = {"punkter": [punkt(a, 1) for a in aar]}

    assert [len(stykke) for stykke in stykker(serie, brud, 12)] == laengder


VALG = [("svg", "bred"), ("svg", "smal"), ("svg", "gnist"), ("png", "bred")]
TEGN = f"""
import sys, json, hashlib, django
django.setup()
from indsatser.diagram import tegn
d = json.load(sys.stdin)
print([hashlib.sha256(tegn(d, format=f, bredde=b)).hexdigest() for f, b in {VALG}])
"""


def test_picture_is_the_same_bytes_in_another_process():
    et = diagram(*STIGER, maaltal="85", brud=BRUD)
    anden = subprocess.run(
        [sys.executable, "-c", TEGN],
        input=json.dumps(et),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=True,
    )

    her = [hashlib.sha256(tegn(et, format=f, bredde=b)).hexdigest() for f, b in VALG]
    assert anden.stdout.strip() == str(her)


def test_other_kind_of_picture_is_refused():
    for valg in ({"format": "gif"}, {"bredde": "enorm"}):
        with pytest.raises(ValueError, match="kan ikke være"):
            tegn(diagram(*STIGER), **valg)


def test_picture_may_be_shown_on_other_sites_and_sets_no_cookie(client):
    for rest in ("diagram.svg", "diagram-smal.svg", "diagram.png", "gnist.svg"):
        svar = client.get(SERIE + rest)
        assert svar["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert svar["Access-Control-Allow-Origin"] == "*"
        assert not svar.cookies and not client.get(SERIE).cookies


# --- Pages


def test_draft_is_nowhere(client):
    serie = indikator("kladden", tilstand="kladde", titel_da="Zebraserien")
    vaerdi(serie, 2020, "1")

    for rest in ("/", ".csv", ".xlsx", ".json", "/diagram.svg", "/diagram.png", "/gnist.svg"):
        assert client.get(f"/tryghedsmaaling/kladden{rest}").status_code == 404, rest
    assert "Zebraserien" not in client.get("/tryghedsmaaling/").content.decode()


def test_number_is_written_in_the_language_of_the_page(client):
    serie = indikator(decimaler=1)
    vaerdi(serie, 2020, "1234.5")

    assert "1.234,5" in text_of(main_of(client.get("/tryghedsmaaling/proeve-tryg/")))
    assert "1,234.5" in text_of(main_of(client.get("/en/tryghedsmaaling/proeve-tryg/")))


def test_period_without_a_value_is_a_gap_and_no_zero(client):
    serie = indikator()
    for aar, tal in [(2020, "80"), (2022, "82")]:
        vaerdi(serie, aar, tal)

    main = main_of(client.get("/tryghedsmaaling/proeve-tryg/"))
    assert "for få tal" in text_of(main) and "Der er ingen tal for 2021." in text_of(main)
    assert main.xpath(".//tbody//th/text()") == ["2022", "2020"]


@pytest.mark.parametrize("knytning", ["maal", "indsats"])
def test_newest_value_stands_on_the_page_of_the_goal_and_of_the_initiative(
    client, cold_queries, knytning
):
    from indsatser.models import IndsatsIndhold, Maal

    tekst = IndsatsIndhold.objects.filter(indsats__slug="tryghedsvandringer").first()
    maal = Maal.objects.seneste().get(slug="samskabelse")
    om, adresse = {
        "maal": (maal, "/maal/samskabelse/"),
        "indsats": (tekst.indsats, "/indsatser/tryghedsvandringer/"),
    }[knytning]
    serie = indikator(titel_da="Zebraserien", **{knytning: om})
    for aar, tal in [(2020, "41"), (2021, "42")]:
        vaerdi(serie, aar, tal)

    ud = text_of(main_of(client.get(adresse)))

    assert "Zebraserien" in ud and "42" in ud and "41" not in ud
    if knytning == "indsats":
        assert len(cold_queries(adresse)) <= 12


# --- Many


@pytest.fixture
def mange():
    """A hundred series of a thousand values each, without a save for every one."""
    steder = [omraade(f"Sted {nr}") for nr in range(20)]
    Indikator.objects.bulk_create(
        Indikator(
            slug=f"mange-{nr}",
            titel_da=f"Serie {nr}",
            forklaring_da="En prøve.",
            enhed_da="%",
            kilde_da="En kilde",
            tilstand="offentlig",
            hovedomraade=steder[0],
        )
        for nr in range(100)
    )
    foerste, *andre = Indikator.objects.filter(slug__startswith="mange-").order_by("pk")
    Maaling.objects.bulk_create(
        Maaling(
            indikator=foerste,
            omraade=sted,
            fra=date(1970 + aar, 1, 1),
            til=date(1970 + aar, 12, 31),
            vaerdi=aar,
        )
        for sted in steder
        for aar in range(50)
    )
    _som_foerste(foerste, andre)


def _som_foerste(foerste, andre):
    """The others have the same values; copied by the database itself."""
    felter = [f.column for f in Maaling._meta.fields if f.column not in ("id", "indikator_id")]
    liste = ", ".join(felter)
    fra = ", ".join(f"m.{felt}" for felt in felter)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO indsatser_maaling (indikator_id, {liste}) SELECT i.id, {fra} "
            "FROM indsatser_maaling m, indsatser_indikator i WHERE m.indikator_id = %s AND i.id BETWEEN %s AND %s",
            [foerste.pk, andre[0].pk, andre[-1].pk],
        )


@pytest.mark.usefixtures("mange")
def test_pages_are_cheap_and_small_with_a_hundred_series_of_a_thousand_values(client, cold_queries):
    assert Maaling.objects.filter(indikator__slug="mange-99").count() == 1000
    for adresse in ("/tryghedsmaaling/", "/tryghedsmaaling/mange-1/"):
        assert len(cold_queries(adresse)) <= 12, adresse
        assert len(client.get(adresse).content) < 200_000, adresse


# --- Files


@pytest.fixture
def serie():
    serie = indikator(decimaler=1)
    vaerdi(serie, 2020, "80.5", usikkerhed="1.5", stikproeve=400, note_da="=Ikke en formel")
    vaerdi(serie, 2022, "82", brud=True, note_da="Ny; metode")
    return serie


def test_csv_that_is_taken_out_is_read_in_unchanged(client, serie):
    ud = b"".join(client.get("/tryghedsmaaling/proeve-tryg.csv").streaming_content)

    assert set(udfald(indlaes(ud.decode("utf-8-sig"), indikator=serie))) == {"uaendret"}


def test_json_has_numbers_as_numbers_and_what_must_follow_them(client, serie):
    fil = client.get("/tryghedsmaaling/proeve-tryg.json").json()

    assert (fil["kilde"], fil["enhed"]) == ("En kilde", "%")
    assert [et.get("vaerdi") for et in fil["vaerdier"]] == [80.5, 82]
    assert fil["vaerdier"][0]["fra"] == "2020-01-01"


def test_sheet_has_the_values_and_where_they_come_from(client, serie):
    bog = load_workbook(BytesIO(client.get("/tryghedsmaaling/proeve-tryg.xlsx").content))

    assert [raekke[5].value for raekke in bog.worksheets[0].iter_rows(min_row=2)] == [80.5, 82]
    assert "En kilde" in [celle.value for raekke in bog["Om tallene"] for celle in raekke]
    assert not [c for ark in bog for raekke in ark for c in raekke if c.data_type == "f"]
