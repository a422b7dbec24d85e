"""What a series says in words: never more than its values carry."""

from datetime import date

import pytest
from django.utils.translation import override

from indsatser.maaletal import forsinkelse, periodenavn, saetning
from indsatser.models import Indikator
from tests.indsatser.maalinger import diagram, punkt, serie

FAA, USIKKER = "for få tal til at tale om en udvikling", "mindre end usikkerheden"
RET = {"maaltal": "90", "retning": "hoejere"}
OMVENDT = {"maaltal": "90", "retning": "lavere"}
AAR = {"brud": [{"fra": "2021-01-01", "note": ""}]}


def af(*punkter, **andet):
    return saetning(diagram(serie("Byen", *punkter, hoved=True), **andet))


def aarene(fra, *vaerdier, usikkerhed=None):
    return [punkt(fra + nr, v, usikkerhed) for nr, v in enumerate(vaerdier) if v is not None]


def kvartal(aar, nr, vaerdi):
    slut = ("03-31", "06-30", "09-30", "12-31")[nr - 1]
    return punkt(aar, vaerdi, fra=f"{3 * nr - 2:02}-01", til=slut)


@pytest.mark.parametrize(
    ("punkter", "andet", "siger", "siger_ikke"),
    [
        (aarene(2014, "86"), {}, ["2014: 86", "det eneste tal"], ["steget", FAA]),
        (aarene(2014, "86", "90"), {}, [FAA, "86"], ["steget", "faldet"]),
        (aarene(2014, "86", "88", "90"), {}, ["steget siden 2014"], ["op og ned", "bedre"]),
        (aarene(2014, "90", "88", "86"), {}, ["faldet siden 2014"], ["dårligere"]),
        (aarene(2014, "86", "99", "90"), {}, ["steget", "gået op og ned"], []),
        (aarene(2014, "86", "99", "86"), {}, ["det samme tal som for 2014"], ["steget"]),
        # the uncertainty swallows the change; of one known only, the other is taken to be as large
        (aarene(2014, "86", "88", "88", usikkerhed="2"), {}, [USIKKER], ["steget"]),
        (aarene(2014, "86", "88", "90", usikkerhed="2"), {}, ["steget"], [USIKKER]),
        ([*aarene(2014, "86", "88"), punkt(2016, "88.5", "2")], {}, [USIKKER], ["steget"]),
        # nothing across a change of method, even with many values before it
        (aarene(2018, "80", "82", "84", "90"), AAR, ["metoden er en anden"], ["steget", "80"]),
        (aarene(2018, "1", "2", "3", "90", "91"), AAR, [FAA, "90"], ["steget"]),
        (aarene(2021, "90", "91", "93"), AAR, ["steget siden 2021"], ["metoden"]),
        # a gap is said
        (aarene(2014, "86", None, "88", "90"), {}, ["ingen tal for 2015.", "steget"], []),
        (aarene(2014, "86", None, None, "88", "90"), {}, ["ingen tal for 2015–2016."], []),
        (aarene(2014, "8", None, "8"), {"skridt": 24}, [FAA], ["ingen tal"]),
        (
            aarene(2010, "1", None, "2", None, "3", None, "4", None, "5"),
            {},
            ["mangler tal 4 steder"],
            [],
        ),
        # a quarter is held against the same quarter alone, and a part of a year against no year
        ([kvartal(2020, nr, str(nr)) for nr in (1, 2, 3)], {}, ["samme del af året"], ["steget"]),
        (
            [kvartal(2018 + nr // 4, nr % 4 + 1, str(100 + nr % 4 * 10 + nr)) for nr in range(9)],
            {"skridt": 3},
            ["1. kvartal 2020: 108", "steget siden 1. kvartal 2018, hvor det var 100"],
            [],
        ),
        ([*aarene(2017, "900", "901", "902"), kvartal(2020, 1, "200")], {}, [], ["faldet"]),
        # the one verdict is that of the target, and only as sure as the value
        (aarene(2014, "91"), RET, ["Måltallet på 90", "er nået"], ["ikke nået"]),
        (aarene(2014, "89"), RET, ["er ikke nået"], []),
        (aarene(2014, "89"), OMVENDT, ["er nået"], ["ikke nået"]),
        (aarene(2014, "91", usikkerhed="2"), RET, ["kan ikke siges sikkert"], ["Måltallet på"]),
        (aarene(2014, "91"), {"maaltal": "90", "retning": "ingen"}, [], ["nået"]),
    ],
)
def test_sentence_says_what_the_values_carry_and_no_more(punkter, andet, siger, siger_ikke):
    tekst = af(*punkter, **andet)

    assert [ord_ for ord_ in siger if ord_ not in tekst] == [], tekst
    assert [ord_ for ord_ in siger_ikke if ord_ in tekst] == [], tekst


def test_target_is_not_held_against_another_area():
    kun_en_anden = diagram(serie("En anden by", *aarene(2014, "95")), **RET)

    assert "Måltal" not in saetning(kun_en_anden)


def test_without_values_it_says_that():
    assert saetning(diagram()) == "Der er ingen tal endnu."


def test_numbers_are_written_as_the_language_of_the_page_writes_them():
    tal = aarene(2014, "5000.5")
    with override("en"):
        engelsk = af(*tal, enhed="reports")

    assert "5.000,5\N{NO-BREAK SPACE}anmeldelser" in af(*tal, enhed="anmeldelser")
    assert "5,000.5\N{NO-BREAK SPACE}reports" in engelsk


@pytest.mark.parametrize(
    ("fra", "til", "navn"),
    [
        ("2014-01-01", "2014-12-31", "2014"),
        ("2016-01-01", "2020-12-31", "2016–2020"),
        ("2020-04-01", "2020-06-30", "2. kvartal 2020"),
        ("2020-07-01", "2020-12-31", "2. halvår 2020"),
        ("2020-02-01", "2020-02-29", "februar 2020"),
        ("2020-02-01", "2020-05-31", "februar–maj 2020"),
        ("2015-12-07", "2015-12-07", "7. december 2015"),
    ],
)
def test_period_is_named_as_people_say_it(fra, til, navn):
    assert periodenavn(date.fromisoformat(fra), date.fromisoformat(til)) == navn


@pytest.mark.parametrize(
    ("felter", "nyeste", "siger"),
    [
        ({"naeste": date(2026, 6, 1)}, "2024-12-31", "ventet 1. juni 2026"),
        ({"naeste": date(2026, 11, 23)}, "2024-12-31", ""),
        ({"naeste": date(2026, 6, 1), "tilstand": "afsluttet"}, "2024-12-31", ""),
        ({"hyppighed": "aar"}, "2025-12-31", ""),
        ({"hyppighed": "aar"}, "2024-12-31", ""),
        ({"hyppighed": "aar"}, "2023-12-31", "ældre, end de plejer"),
        ({"hyppighed": "maaned"}, "2026-08-31", "ældre, end de plejer"),
        ({"hyppighed": "ingen"}, "2015-12-31", ""),
    ],
)
def test_late_figures_say_so(felter, nyeste, siger):
    serien = Indikator(**({"tilstand": "offentlig"} | felter))
    tekst = forsinkelse(serien, date(2026, 11, 23), date.fromisoformat(nyeste))

    assert siger in tekst
    assert bool(siger) == bool(tekst)
