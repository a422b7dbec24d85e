"""The rules of the year wheel: what is computed, what stays, what follows, and what is refused."""

from calendar import isleap
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from freezegun import freeze_time

from indsatser import aarshjul
from indsatser.models import Aarshjulsdato, Aarshjulsregel, Gruppe, Moede

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
I_DAG = "2026-01-02 12:00"


def regel(navn, *, efter=None, dage=None, maaned=None, dag=None, **mere):
    return Aarshjulsregel.objects.create(
        navn=navn, slags="andet", efter=efter, dage=dage, maaned=maaned, dag=dag, **mere
    )


@pytest.fixture
def tomt(db):
    """No rules but those of the test."""
    Aarshjulsdato.objects.all().delete()
    Aarshjulsregel.objects.update(aktiv=False)
    while Aarshjulsregel.objects.exists():
        Aarshjulsregel.objects.filter(foelger=None).delete()


def datoen(regel, aar):
    return Aarshjulsdato.objects.select_related("regel", "moede").get(regel=regel, aar=aar)


# --- Days off


@pytest.mark.parametrize(
    ("dag", "blev"),
    [
        ("2026-03-04", "2026-03-04"),  # an ordinary Wednesday
        ("2026-03-07", "2026-03-09"),  # Saturday
        ("2026-04-02", "2026-04-07"),  # from Maundy Thursday over Easter
        ("2026-05-14", "2026-05-15"),  # Ascension Day
        ("2026-05-23", "2026-05-26"),  # the Saturday before Whitsun
        ("2026-06-05", "2026-06-08"),  # Constitution Day
        ("2026-05-01", "2026-05-01"),  # a working day
        ("2024-04-26", "2024-04-26"),  # «Store bededag» is no more
        ("2023-05-05", "2023-05-08"),  # and was until 2023
        ("2026-12-24", "2026-12-28"),
        ("2026-12-31", "2027-01-04"),  # over the turn of the year
    ],
)
def test_date_on_a_day_off_becomes_the_next_working_day(dag, blev):
    assert aarshjul.hverdag(date.fromisoformat(dag)) == date.fromisoformat(blev)


def test_first_of_may_is_off_only_when_it_is_a_holiday_too():
    assert aarshjul.hvorfor_fri(date(2008, 5, 1)) == "Kristi himmelfartsdag"
    assert aarshjul.hvorfor_fri(date(2026, 5, 1)) == ""


# --- Computing


def test_year_is_computed_from_the_fixed_day_onward(tomt):
    indeks = regel("Indeks", maaned=1, dag=15)
    runde = regel("Runde", efter=indeks, dage=7)
    moede = regel("Møde", efter=runde, dage=28)
    foer = regel("Forberedelse", efter=moede, dage=-3)

    fundet = aarshjul.beregn(2026, {})

    assert {r.navn: b.dato for r, b in fundet.items()} == {
        "Indeks": date(2026, 1, 15),
        "Runde": date(2026, 1, 22),
        "Møde": date(2026, 2, 19),
        "Forberedelse": date(2026, 2, 16),
    }
    assert foer.forklar() == "3 dage før Møde"


def test_days_are_counted_from_the_working_day_that_the_base_became(tomt):
    fast = regel("Fast", maaned=3, dag=7)  # a Saturday in 2026
    efter = regel("Efter", efter=fast, dage=1)

    assert aarshjul.beregn(2026, {})[efter].dato == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("aar", "blev"),
    [(2024, date(2024, 2, 29)), (2027, date(2027, 3, 1)), (2029, date(2029, 2, 28))],
)
def test_leap_day_is_the_28th_where_there_is_no_other(tomt, aar, blev):
    skuddag = regel("Skuddag", maaned=2, dag=29)  # 28 February 2027 is a Sunday

    assert aarshjul.beregn(aar, {})[skuddag].dato == blev


def test_any_chain_is_on_working_days_and_never_before_what_it_follows(tomt):
    """Of chains made by chance: whatever the days, the rules of the rules hold."""
    tal = Random(20261123)
    for forsoeg in range(60):
        kaede = [Aarshjulsregel(pk=1, navn="1", maaned=tal.randint(1, 12), dag=tal.randint(1, 31))]
        for nummer in range(2, 8):
            fra = tal.choice(kaede)
            kaede.append(
                Aarshjulsregel(pk=nummer, navn=str(nummer), efter=fra, dage=tal.randint(0, 60))
            )
        aar = tal.randint(2024, 2060)
        tal.shuffle(kaede)
        fundet = aarshjul.beregn(aar, {}, kaede)

        for regel_, beregnet in fundet.items():
            assert not aarshjul.hvorfor_fri(beregnet.dato), (forsoeg, beregnet)
            if regel_.efter_id:
                afstand = beregnet.dato - fundet[regel_.efter].dato
                assert timedelta(days=regel_.dage) <= afstand <= timedelta(days=regel_.dage + 6)
            else:
                assert isleap(aar) or (beregnet.optalt.month, beregnet.optalt.day) != (2, 29)


# --- Rings


def test_ring_is_named_and_refused(tomt):
    a = regel("A", maaned=1, dag=5)
    b = regel("B", efter=a, dage=1)
    a.efter, a.dage, a.maaned, a.dag = b, 1, None, None

    with pytest.raises(ValidationError) as fejl:
        a.full_clean()

    assert fejl.value.message_dict["efter"][0].endswith(
        "i en ring, så datoen kan ikke findes: A → B → A."
    )


def test_ring_that_came_past_the_form_stops_the_computing_in_words(tomt, koordinator):
    a = regel("A", maaned=1, dag=5)
    b = regel("B", efter=a, dage=1)
    Aarshjulsregel.objects.filter(pk=a.pk).update(efter=b, dage=1, maaned=None, dag=None)

    with pytest.raises(ValidationError, match="A → B → A"):
        aarshjul.beregn(2026, {})
    svar = koordinator.get("/admin/indsatser/aarshjulsdato/")
    assert svar.status_code == 200
    assert "A → B → A" in svar.content.decode()


def test_day_that_no_month_has_is_refused():
    with pytest.raises(ValidationError, match="Juni har ikke 31 dage"):
        Aarshjulsregel(navn="X", slags="andet", maaned=6, dag=31).full_clean()
    Aarshjulsregel(navn="X", slags="andet", maaned=2, dag=29).full_clean()


# --- Years, and what is moved


@pytest.fixture
def hjul(tomt):
    """Three in a row, made on a day before all of them."""
    with freeze_time(I_DAG):
        a = regel("A", maaned=2, dag=2)
        b = regel("B", efter=a, dage=14)
        c = regel("C", efter=b, dage=14)
        aarshjul.hold_ved_lige()
        yield a, b, c


def test_this_year_and_the_next_make_themselves_once(hjul):
    aarshjul.hold_ved_lige()

    assert list(Aarshjulsdato.objects.values_list("aar", flat=True).order_by("aar")) == (
        [2026] * 3 + [2027] * 3
    )


def test_clock_makes_the_years(tomt):
    regel("A", maaned=2, dag=2)

    call_command("run_scheduled")

    aar = timezone.localdate().year
    assert set(Aarshjulsdato.objects.values_list("aar", flat=True)) == {aar, aar + 1}


def test_what_is_moved_stays_and_what_follows_moves_along(hjul):
    a, b, c = hjul
    aarshjul.flyt(datoen(b, 2026), date(2026, 2, 18), "Vinterferie")
    aarshjul.hold_ved_lige()

    assert datoen(b, 2026).dato == date(2026, 2, 18)
    assert datoen(b, 2026).note == "Vinterferie"
    assert datoen(c, 2026).dato == date(2026, 3, 4)
    assert datoen(c, 2027).dato == date(2027, 3, 2)  # each year by itself

    aarshjul.flyt(datoen(a, 2026), date(2026, 2, 5), "")
    assert datoen(b, 2026).dato == date(2026, 2, 18)


def test_hand_moved_day_is_kept_as_it_was_written_also_on_a_sunday(hjul):
    b = hjul[1]
    aarshjul.flyt(datoen(b, 2026), date(2026, 2, 15), "")

    assert datoen(b, 2026).dato == date(2026, 2, 15)


def test_dropping_the_hand_moved_day_brings_all_of_it_back(hjul):
    _, b, c = hjul
    foer = datoen(b, 2026).dato, datoen(c, 2026).dato
    aarshjul.flyt(datoen(b, 2026), date(2026, 2, 25), "")
    aarshjul.slip(datoen(b, 2026))

    assert (datoen(b, 2026).dato, datoen(c, 2026).dato) == foer
    assert not datoen(b, 2026).flyttet


def test_preview_says_what_the_move_does(hjul):
    a, b, c = hjul
    aarshjul.flyt(datoen(c, 2026), date(2026, 3, 20), "")
    ny = date(2026, 2, 9)

    vist = [(d.regel.navn, dag) for d, dag in aarshjul.virkning(datoen(a, 2026), ny)]
    aarshjul.flyt(datoen(a, 2026), ny, "")

    assert vist == [("A", ny), ("B", date(2026, 2, 23))]  # C was moved by hand
    assert datoen(b, 2026).dato == date(2026, 2, 23)


def test_who_moves_from_an_older_page_is_told(hjul):
    b = hjul[1]
    gammel = datoen(b, 2026)
    aarshjul.flyt(datoen(b, 2026), date(2026, 2, 18), "")

    with pytest.raises(ValidationError, match=r"rettet af en anden imens: den er nu 18\.02\.2026"):
        aarshjul.flyt(gammel, date(2026, 2, 20), "")
    assert datoen(b, 2026).dato == date(2026, 2, 18)


def test_what_is_over_stays_when_a_rule_is_changed(hjul):
    _, b, c = hjul
    with freeze_time("2026-02-20"):
        Aarshjulsregel.objects.filter(pk=b.pk).update(dage=30)
        Aarshjulsregel.objects.filter(pk=c.pk).update(dage=21)
        aarshjul.hold_ved_lige()

    assert datoen(b, 2026).dato == date(2026, 2, 16)
    assert datoen(c, 2026).dato == date(2026, 3, 9)
    assert datoen(b, 2027).dato == date(2027, 3, 4)


def test_date_follows_the_meeting_until_it_is_called_off(hjul):
    _, b, c = hjul
    start = datetime(2026, 2, 24, 23, 30, tzinfo=timezone.get_current_timezone())
    moede = Moede.objects.create(
        gruppe=Gruppe.objects.first(), titel="M", start=start, slut=start + timedelta(hours=1)
    )
    Aarshjulsdato.objects.filter(regel=b, aar=2026).update(moede=moede)
    aarshjul.hold_ved_lige()
    assert (datoen(b, 2026).dato, datoen(c, 2026).dato) == (date(2026, 2, 24), date(2026, 3, 10))

    Moede.objects.update(tilstand="aflyst", aflysning="Sygdom")
    aarshjul.hold_ved_lige()
    assert (datoen(b, 2026).dato, datoen(c, 2026).dato) == (date(2026, 2, 16), date(2026, 3, 2))


def test_the_strategys_own_year_is_in_its_order():
    with freeze_time(I_DAG):
        aarshjul.hold_ved_lige()
    navne = list(
        Aarshjulsdato.objects.filter(aar=2026)
        .order_by("dato")
        .values_list("regel__navn", flat=True)
    )

    assert navne[:7] == [
        *("Tryghedsindekset udkommer", "Statusrunde, 1. halvår", "Tovholdermøde, 1. halvår"),
        *("Koordinationsmøde, 1. halvår", "Styregruppemøde, 1. halvår", "Årsstatus"),
        "Afrapportering",
    ]
    assert len(navne) == 11


def test_meetings_of_the_rules_know_their_groups():
    grupper = dict(Aarshjulsregel.objects.values_list("navn", "gruppe__slug"))

    assert grupper["Koordinationsmøde, 2. halvår"] == "koordinationsgruppen"
    assert grupper["Afrapportering"] == "afrapporteringsforum"
    assert grupper["Årsstatus"] is None


@pytest.mark.parametrize(
    "felter",
    [{}, {"maaned": 5}, {"dag": 5}, {"maaned": 13, "dag": 1}, {"maaned": 5, "dag": 5, "dage": 3}],
)
def test_rule_has_either_a_day_of_the_year_or_something_to_count_from(felter):
    regel = Aarshjulsregel(navn="Prøve", slags="andet", **felter)

    with pytest.raises(IntegrityError), transaction.atomic():
        regel.save()
