"""What is taken out can be put in again and changes nothing; numbers and periods are read as they are written."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indsatser.indlaesning import Ulaeselig, eksport, indtagelse
from indsatser.indlaesning.perioder import laes_periode, skriv_periode
from indsatser.indlaesning.raekker import ren_linje
from indsatser.indlaesning.tal import laes_tal, skriv_tal
from indsatser.models import Indikator, Maaling
from tests.factories import forfatter
from tests.indsatser.maalinger import fejl, fil, indikator, indlaes, omraade, udfald

FAA = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
tal = st.decimals(-(10**10), 10**10, places=4).map(lambda t: t.quantize(Decimal("0.0001")))
tekst = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40
) | st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''@x",
        "-3 %",
        "+",
        "linje\r\nto",
        'et "citat"; med, skel\t',
        "# ikke en forklaring",
        " ",
        "a\u0308o",
    ]
)


@settings(max_examples=100, deadline=None)
@given(tal, st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_a_number_is_read_as_it_was_written_with_and_without_thousands(vaerdi, skel):
    skrevet = skriv_tal(vaerdi)
    hele, komma, rest = skrevet.partition(",")
    grupperet = f"{int(hele):,}".replace(",", skel) if hele not in ("-0",) else hele

    assert laes_tal(skrevet).vaerdi == vaerdi
    assert laes_tal(f" {grupperet}{komma}{rest} ").vaerdi == vaerdi
    assert laes_tal(grupperet.replace("-", "−")).vaerdi == int(hele)


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789.,-− ", min_size=1, max_size=9))
@example("85.9")
@example("1.58")
@example("0.583")
def test_whatever_is_written_is_read_by_the_rule_or_refused(skrevet):
    """A point is never a decimal sign, and a comma never one of thousands."""
    try:
        laest = laes_tal(skrevet)
    except Ulaeselig:
        return
    if laest:
        hele, _, rest = skrevet.replace("−", "-").replace(" ", "").partition(",")
        assert laest.vaerdi == Decimal(f"{hele.replace('.', '')}.{rest or 0}")
        assert all(len(gruppe) == 3 for gruppe in hele.split(".")[1:])


def test_what_could_mean_something_else_is_said():
    assert "1583" in laes_tal("1.583").note
    assert laes_tal("1.583", ".").vaerdi == Decimal("1.583")
    assert "1583" in laes_tal("1,583", ".").note
    assert laes_tal("85,9 %", enhed="%").vaerdi == Decimal("85.9")
    assert laes_tal(0.1 + 0.2).vaerdi == Decimal("0.3")
    with pytest.raises(Ulaeselig, match="Skriv 85,9"):
        laes_tal("85.9")


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)), st.integers(0, 4000))
def test_a_period_is_read_as_it_is_shown(fra, dage):
    til = fra + timedelta(days=dage)

    assert laes_periode(skriv_periode(fra, til)) == (fra, til)
    assert (
        laes_periode(fra.isoformat())
        == laes_periode(f"{fra.day}.{fra.month}.{fra.year}")
        == (fra, fra)
    )


@pytest.mark.parametrize(
    ("skrevet", "fra", "til"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        (2014.0, "2014-01-01", "2014-12-31"),
        ("1. kvartal 2020", "2020-01-01", "2020-03-31"),
        ("2020K4", "2020-10-01", "2020-12-31"),
        ("2. halvår 2021", "2021-07-01", "2021-12-31"),
        ("Marts\u00a02020", "2020-03-01", "2020-03-31"),
        ("feb. 2020", "2020-02-01", "2020-02-29"),
        ("2020M02", "2020-02-01", "2020-02-29"),
        ("7.12.2015", "2015-12-07", "2015-12-07"),
        ("7. december 2015", "2015-12-07", "2015-12-07"),
        ("2015-12-07 00:00:00", "2015-12-07", "2015-12-07"),
        ("2019–2020", "2019-01-01", "2020-12-31"),
        ("1.1.2014 til 31.3.2014", "2014-01-01", "2014-03-31"),
    ],
)
def test_periods_as_sources_write_them(skrevet, fra, til):
    assert laes_periode(skrevet) == (date.fromisoformat(fra), date.fromisoformat(til))


@pytest.mark.parametrize(
    "skrevet", ["14", "7.12.15", "31.2.2014", "5. kvartal 2020", "13.2020", "foråret 2020"]
)
def test_a_period_that_must_be_guessed_at_is_refused(skrevet):
    with pytest.raises(Ulaeselig, match="Skriv fx"):
        laes_periode(skrevet)


# --- Out and in again


def _vaerdier():
    return st.fixed_dictionaries(
        {
            "opdeling": tekst.map(ren_linje),
            "vaerdi": tal,
            "stikproeve": st.none() | st.integers(0, 2**31 - 1),
            "usikkerhed": st.none() | tal.map(abs),
            "brud": st.booleans(),
            "note_da": tekst,
            "kilde": tekst,
            "tekst_en": tekst,
        }
    )


@pytest.mark.django_db
@FAA
@given(st.lists(_vaerdier(), min_size=1, max_size=3))
def test_a_series_that_is_exported_and_imported_again_is_unchanged_and_restored(linjer):
    sted = omraade("=Sted; med «skel»")
    serie = Indikator.objects.filter(slug="rundtur").first() or indikator("rundtur")
    serie.maalinger.all().delete()
    for aar, felter in enumerate(linjer, 2001):
        Maaling.objects.create(
            indikator=serie, omraade=sted, fra=date(aar, 1, 1), til=date(aar, 6, 30), **felter
        )
    for endelse, tomt in product(("csv", "xlsx"), (False, True)):
        ud = _eksport(serie, endelse)
        if tomt:
            serie.maalinger.all().delete()
        indlaesning = indlaes(fil=fil(ud, f"serie.{endelse}"))
        assert fejl(indlaesning) == []
        assert udfald(indlaesning) == ["ny" if tomt else "uaendret"] * len(linjer)
        indtagelse.tag_ind(indlaesning, forfatter())
    assert [m.vaerdi for m in serie.maalinger.order_by("fra")] == [
        felter["vaerdi"] for felter in linjer
    ]


def _eksport(serie, endelse):
    maalinger = serie.maalinger.select_related("indikator", "omraade").order_by("fra")
    indhold = [eksport.OVERSKRIFTER, *eksport.raekker(maalinger)]
    return (
        "".join(eksport.som_csv(indhold)).encode()
        if endelse == "csv"
        else eksport.som_xlsx(indhold)
    )
