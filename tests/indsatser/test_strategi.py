"""A version of the strategy: its period, its goals, its priorities, and how the next one is started."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save

from indsatser.models import Indsats, Maal, Prioritering, Strategi
from tests.factories import IndsatsFactory, MaalFactory, PrioriteringFactory, StrategiFactory
from tests.indsatser.refusal import errors_of, refused_by_database

pytestmark = pytest.mark.django_db


# --- The period


@pytest.mark.parametrize(
    ("fra_aar", "til_aar"),
    [(2020, 2020), (2010, 2014), (2025, 2030), (2000, 2100), (2015, 2016)],
    ids=["one year of another", "into the first", "out of the last", "around all", "within one"],
)
def test_overlapping_version_is_refused_at_the_first_year(fra_aar, til_aar):
    version = StrategiFactory.build(fra_aar=fra_aar, til_aar=til_aar)

    assert "overlapper version" in errors_of(version)["fra_aar"][0]


def test_overlapping_version_is_refused_past_every_form():
    with pytest.raises(ValidationError) as caught:
        StrategiFactory(fra_aar=2020, til_aar=2021)

    assert "overlapper version 2 (2018–2021)" in caught.value.message_dict["fra_aar"][0]
    assert Strategi.objects.count() == 3


def test_version_may_begin_the_year_after_another_ends():
    StrategiFactory.build(fra_aar=2026, til_aar=2029).full_clean()


def test_version_does_not_overlap_itself():
    Strategi.objects.get(nummer=2).full_clean()


def test_version_that_ends_before_it_begins_is_refused_at_the_last_year():
    version = StrategiFactory.build(fra_aar=2205, til_aar=2204)

    assert errors_of(version)["til_aar"] == ["Versionen slutter, før den begynder."]
    assert refused_by_database(version)


def test_version_of_one_year_is_allowed():
    StrategiFactory.build(fra_aar=2204, til_aar=2204).full_clean()


def test_first_version_has_number_1():
    version = StrategiFactory.build(nummer=0)

    assert errors_of(version)["nummer"] == ["Den første version har nummer 1."]
    assert refused_by_database(version)


def test_number_of_a_version_is_used_once():
    version = StrategiFactory.build(nummer=3)

    assert "nummer" in errors_of(version)
    assert refused_by_database(version)


def test_version_in_force_is_the_last_that_has_begun():
    StrategiFactory(fra_aar=2200)

    assert Strategi.objects.seneste().nummer == 3


# --- The goals


@pytest.mark.parametrize("nummer", [0, 6])
def test_goal_has_a_number_from_1_to_5(nummer):
    maal = MaalFactory.build(strategi=StrategiFactory(), nummer=nummer)

    assert errors_of(maal)["nummer"] == ["En version har fem mål: nummeret er 1 til 5."]
    assert refused_by_database(maal)


@pytest.mark.parametrize("nummer", [1, 5])
def test_goals_1_and_5_are_allowed(nummer):
    MaalFactory.build(strategi=StrategiFactory(), nummer=nummer).full_clean()


def test_number_of_a_goal_is_used_once_in_a_version():
    foerste = MaalFactory(nummer=2)
    andet = MaalFactory.build(strategi=foerste.strategi, nummer=2, slug="noget-andet")

    assert errors_of(andet)["nummer"] == ["Versionen har allerede et mål med det nummer."]
    assert refused_by_database(andet)


def test_address_of_a_goal_is_used_once_in_a_version():
    foerste = MaalFactory(nummer=2)
    andet = MaalFactory.build(strategi=foerste.strategi, nummer=3, slug=foerste.slug)

    assert errors_of(andet)["slug"] == ["Versionen har allerede et mål med den adresse."]
    assert refused_by_database(andet)


def test_goal_keeps_number_and_address_in_another_version():
    MaalFactory.build(strategi=StrategiFactory(), nummer=1, slug="hoej-tryghed").full_clean()


# --- The priorities


def test_initiative_is_prioritised_once_in_a_version():
    foerste = PrioriteringFactory()
    anden = PrioriteringFactory.build(strategi=foerste.strategi, indsats=foerste.indsats)

    assert errors_of(anden)["indsats"] == ["Indsatsen er allerede prioriteret i denne version."]
    assert refused_by_database(anden)


def test_initiative_is_prioritised_again_in_another_version():
    foerste = PrioriteringFactory()

    PrioriteringFactory.build(strategi=StrategiFactory(), indsats=foerste.indsats).full_clean()


def test_priority_that_ends_before_it_begins_is_refused_at_the_last_year():
    strategi = StrategiFactory()
    prioritering = PrioriteringFactory.build(
        strategi=strategi,
        indsats=IndsatsFactory(),
        fra_aar=strategi.til_aar,
        til_aar=strategi.fra_aar,
    )

    assert errors_of(prioritering)["til_aar"] == ["Prioriteringen slutter, før den begynder."]
    assert refused_by_database(prioritering)


def test_goal_of_another_version_is_refused_past_every_form():
    prioritering = PrioriteringFactory()
    andet = MaalFactory(strategi=StrategiFactory())

    with pytest.raises(ValidationError), transaction.atomic():
        prioritering.maal.add(andet)

    assert not prioritering.maal.exists()


# --- The next version


def version_with_priorities():
    """Goals 1 and 3; one initiative goes on under both, one is ended along the way, one is ended altogether."""
    version = StrategiFactory(fra_aar=2300, til_aar=2303, titel_en="A safe municipality")
    maal = [MaalFactory(strategi=version, nummer=nr, ordlyd_da=f"Ordlyd {nr}") for nr in (1, 3)]
    fortsaetter = PrioriteringFactory(strategi=version, navn="Fortsætter", nummer=7)
    fortsaetter.maal.set(maal)
    PrioriteringFactory(strategi=version, navn="Sluttet undervejs", til_aar=2301)
    PrioriteringFactory(strategi=version, indsats__fase=Indsats.Fase.AFSLUTTET, navn="Afsluttet")
    return version


def test_next_version_follows_with_a_period_of_the_same_length():
    version = version_with_priorities()

    ny = version.start_ny_version()

    assert (ny.nummer, ny.fra_aar, ny.til_aar) == (version.nummer + 1, 2304, 2307)
    assert (ny.titel_da, ny.titel_en) == (version.titel_da, version.titel_en)


def test_next_version_has_the_same_goals_of_its_own():
    version = version_with_priorities()

    ny = version.start_ny_version()

    felter = ("nummer", "slug", "titel_da", "ordlyd_da")
    assert list(ny.maal.values_list(*felter)) == list(version.maal.values_list(*felter))
    assert not set(ny.maal.values_list("pk")) & set(version.maal.values_list("pk"))
    assert version.maal.count() == 2


def test_next_version_goes_on_with_initiatives_that_are_not_ended():
    ny = version_with_priorities().start_ny_version()

    prioritering = ny.prioriteringer.get()
    assert (prioritering.navn, prioritering.nummer) == ("Fortsætter", 7)
    assert [maal.strategi for maal in prioritering.maal.all()] == [ny, ny]
    assert list(prioritering.maal.values_list("nummer", flat=True)) == [1, 3]


def test_next_version_keeps_the_partners():
    version = Strategi.objects.get(nummer=3)

    ny = version.start_ny_version()

    assert set(ny.partnere.all()) == set(version.partnere.all())
    assert ny.partnere.count() == 4


def test_next_version_leaves_this_one_as_it_was():
    version = version_with_priorities()

    version.start_ny_version()

    assert version.maal.count() == 2
    assert version.prioriteringer.count() == 3


def test_next_version_is_refused_in_danish_where_there_is_one():
    foer = Strategi.objects.count(), Maal.objects.count(), Prioritering.objects.count()

    with pytest.raises(ValidationError) as caught:
        Strategi.objects.get(nummer=2).start_ny_version()

    assert "overlapper version 3 (2022–2025)" in " ".join(caught.value.messages)
    assert (Strategi.objects.count(), Maal.objects.count(), Prioritering.objects.count()) == foer


@pytest.fixture
def priorities_break():
    """Saving a priority fails, as when the database goes away."""

    def fail(**kwargs):
        raise RuntimeError

    post_save.connect(fail, sender=Prioritering)
    yield
    post_save.disconnect(fail, sender=Prioritering)


def test_next_version_leaves_nothing_behind_where_it_breaks_midway(request):
    version = version_with_priorities()
    foer = Strategi.objects.count(), Maal.objects.count()
    request.getfixturevalue("priorities_break")

    with pytest.raises(RuntimeError):
        version.start_ny_version()

    assert (Strategi.objects.count(), Maal.objects.count()) == foer
