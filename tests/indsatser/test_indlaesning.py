"""Imports: what each row would do, all or nothing, again changes nothing, undone, and two at once."""

from datetime import date
from decimal import Decimal

import pytest

from indsatser.indlaesning import indtagelse, laesning
from indsatser.models import Maaling
from tests.factories import forfatter
from tests.indsatser.maalinger import fejl, indikator, indlaes, omraade, udfald, vaerdi

pytestmark = pytest.mark.django_db

TEKST = """Område\tIndikator\tPeriode\tVÆRDI\tNote
Prøvestad\tproeve-tryg\t2014\t85,9\t
Prøvestad\tPrøve proeve-tryg\t2015\t1.583\tEn note
"""


@pytest.fixture
def serie():
    return indikator()


def tag_ind(indlaesning):
    return indtagelse.tag_ind(indlaesning, forfatter())


def test_a_paste_is_read_shown_taken_in_and_again_changes_nothing(serie):
    foerste = indlaes(TEKST)
    assert (foerste.tilstand, udfald(foerste)) == ("klar", ["ny", "ny"])
    assert "1583" in foerste.linjer.last().indhold["noter"][0]
    assert Maaling.objects.filter(indikator=serie).count() == 0

    assert tag_ind(foerste) == 2
    assert [(m.fra, m.til, m.vaerdi) for m in serie.maalinger.order_by("fra")] == [
        (date(2014, 1, 1), date(2014, 12, 31), Decimal("85.9")),
        (date(2015, 1, 1), date(2015, 12, 31), Decimal("1583")),
    ]

    anden = indlaes(TEKST)
    assert udfald(anden) == ["uaendret", "uaendret"]
    assert tag_ind(anden) == 0


def test_a_changed_row_says_what_stood_and_is_put_back_by_undo(serie):
    gammel = vaerdi(serie, 2014, "80", note_da="Før", stikproeve=900)

    indlaesning = indlaes(TEKST)
    linje = indlaesning.linjer.first()
    assert (linje.udfald, linje.foer["vaerdi"], linje.foer["note_da"]) == (
        "aendret",
        "80.0000",
        "Før",
    )
    tag_ind(indlaesning)
    gammel.refresh_from_db()
    assert (gammel.vaerdi, gammel.note_da, gammel.stikproeve) == (Decimal("85.9"), "", 900)

    indlaesning.refresh_from_db()
    indtagelse.fortryd(indlaesning, forfatter())
    gammel.refresh_from_db()
    assert (gammel.vaerdi, gammel.note_da, gammel.stikproeve) == (80, "Før", 900)
    assert serie.maalinger.get() == gammel


def test_undo_is_refused_with_a_list_when_a_value_was_changed_since(serie):
    indlaesning = indlaes(TEKST)
    tag_ind(indlaesning)
    serie.maalinger.filter(fra__year=2015).update(kilde="Rettet i hånden")

    with pytest.raises(indtagelse.Rettet) as afvist:
        indtagelse.fortryd(indlaesning, forfatter())

    assert [linje.nummer for linje in afvist.value.linjer] == [3]
    assert serie.maalinger.count() == 2


@pytest.mark.parametrize(
    ("raekke", "siger"),
    [
        ("Prøvestad;2014;85.9", "Skriv 85,9"),
        ("Ukendt by;2014;1", "findes ikke"),
        (";2014;1", "hvilket område"),
        ("Prøvestad;14;1", "kan ikke læses som en periode"),
        ("Prøvestad;;1", "hvilken periode"),
        ("Prøvestad;2014;", "Skriv værdien"),
        ("Prøvestad;2014;..", "slet rækken"),
        ("Prøvestad;2014;1;=cmd|' /C calc'!A0", "tager for en formel"),
        ("Prøvestad;2014;1;@SUM(1)", "tager for en formel"),
        ("Prøvestad;2014;1;+1", "tager for en formel"),
        ("Prøvestad;2014;1;x;9", "uden for kolonnerne"),
        ("Prøvestad;2014;1,23456", "flere end 4 decimaler"),
        ("Prøvestad;2015;2", "står i række 2"),
    ],
)
def test_a_wrong_row_says_why_and_nothing_is_taken_in(serie, raekke, siger):
    indlaesning = indlaes(
        f"omraade;periode;vaerdi;note\nPrøvestad;2015;1\n{raekke}", indikator=serie
    )

    assert (indlaesning.tilstand, udfald(indlaesning)) == ("fejl", ["ny", "forkert"])
    assert siger in fejl(indlaesning)[0]
    with pytest.raises(indtagelse.Forkert):
        tag_ind(indlaesning)
    assert serie.maalinger.count() == 0


def test_what_was_changed_between_preview_and_taking_in_is_seen_and_read_again(serie):
    indlaesning = indlaes(TEKST)
    vaerdi(serie, 2014, "12")

    with pytest.raises(indtagelse.Foraeldet):
        tag_ind(indlaesning)
    assert [m.vaerdi for m in serie.maalinger.all()] == [12]

    indlaesning.refresh_from_db()
    assert (indlaesning.tilstand, indlaesning.laest, indlaesning.linjer.count()) == ("laeses", 0, 0)
    laesning.laes_videre(indlaesning)
    assert udfald(indlaesning) == ["aendret", "ny"]


def test_two_at_the_same_portion_read_it_once_and_a_stopped_one_goes_on(serie, monkeypatch):
    monkeypatch.setattr(laesning, "PORTION", 1)
    linjer = "".join(f"Prøvestad;{aar};1\n" for aar in range(1990, 2000))
    den = indlaes(f"omraade;periode;vaerdi\n{linjer}", indikator=serie, faerdig=False)
    samme = type(den).objects.get(pk=den.pk)
    with den.arbejdsfil.storage.open(den.arbejdsfil.name, "rb") as fil:
        laesning._portion(den, fil)
        laesning._portion(samme, fil)  # began where the first began
    den.refresh_from_db()
    assert (den.laest, den.linjer.count()) == (1, 1)

    assert laesning.stop(den)
    laesning.laes_videre(den)
    assert den.linjer.count() == 1
    laesning.fortsaet(den)
    den.refresh_from_db()
    type(den).objects.update(roert="2020-01-01T00:00Z")
    assert laesning.laes_ventende() == 1
    den.refresh_from_db()
    assert (den.tilstand, den.laest, den.linjer.count()) == ("klar", 10, 10)


def test_a_column_that_is_not_there_is_left_alone_and_an_empty_cell_clears(serie):
    vaerdi(serie, 2014, "80", note_da="Note", kilde="Kilde", opdeling="Kvinder")

    tag_ind(indlaes("omraade;periode;opdeling;note\nPrøvestad;2014;Kvinder;", indikator=serie))

    den = serie.maalinger.get()
    assert (den.vaerdi, den.note_da, den.kilde) == (80, "", "Kilde")


def test_words_are_taken_where_a_series_is_in_words():
    ord_serie = indikator("ord", slags="kvalitativ", enhed_da="")
    omraade()
    indlaesning = indlaes(
        "omraade;periode;tekst\nPrøvestad;2014;Det går bedre.\nPrøvestad;2015;", indikator=ord_serie
    )
    assert udfald(indlaesning) == ["ny", "forkert"]
    assert "måles i ord" in fejl(indlaesning)[0]
