"""Organisations, dated roles, and the contact card that always leads to somebody."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from indsatser.models import Organisation, Rolle
from tests.factories import (
    GruppeFactory,
    IndsatsFactory,
    OrganisationFactory,
    PersonFactory,
    RolleFactory,
)
from tests.indsatser.refusal import errors_of, refused_by_database

pytestmark = pytest.mark.django_db


# --- The tree of organisations


def branch(levels):
    """A chain of organisations; the last of them."""
    organisation = None
    for _ in range(levels):
        organisation = OrganisationFactory(overordnet=organisation)
    return organisation


def test_organisation_stands_on_at_most_three_levels():
    OrganisationFactory.build(overordnet=branch(2)).full_clean()

    fjerde = OrganisationFactory.build(overordnet=branch(3))

    assert errors_of(fjerde)["overordnet"] == ["Der kan højst være 3 led under hinanden."]


def test_organisation_with_parts_is_not_moved_so_that_they_stand_on_a_fourth_level():
    top = branch(1)
    OrganisationFactory(overordnet=top)
    top.overordnet = branch(2)

    assert errors_of(top)["overordnet"] == ["Der kan højst være 3 led under hinanden."]


def test_organisation_is_not_under_itself():
    organisation = branch(1)
    organisation.overordnet = organisation

    assert "overordnet" in errors_of(organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(overordnet=organisation)


def test_organisation_is_not_under_its_own_part():
    del_ = branch(2)
    top = del_.overordnet
    top.overordnet = del_

    assert errors_of(top)["overordnet"] == ["Organisationen kommer til at høre under sig selv."]


@pytest.mark.parametrize("cvr", ["1234567", "1234567a", "12 34 56", "١٢٣٤٥٦٧٨"])
def test_cvr_number_is_eight_digits(cvr):
    organisation = OrganisationFactory.build(cvr=cvr)

    assert errors_of(organisation)["cvr"] == ["Et CVR-nummer er otte cifre."]
    assert refused_by_database(organisation)


@pytest.mark.parametrize("cvr", ["", "29189420"])
def test_cvr_number_is_right_or_left_out(cvr):
    OrganisationFactory.build(cvr=cvr).full_clean()


# --- Roles


def test_role_that_ends_before_it_starts_is_refused_at_the_last_day():
    rolle = RolleFactory.build(indsats=IndsatsFactory(), fra=date(2024, 5, 2), til=date(2024, 5, 1))

    assert errors_of(rolle)["til"] == ["Rollen slutter, før den begynder."]
    assert refused_by_database(rolle)


def test_role_of_one_day_is_allowed():
    dag = date(2024, 5, 1)

    RolleFactory.build(indsats=IndsatsFactory(), fra=dag, til=dag).full_clean()


def test_role_belongs_to_a_group_or_an_initiative():
    for gruppe, indsats in [(None, None), (GruppeFactory(), IndsatsFactory())]:
        rolle = RolleFactory.build(gruppe=gruppe, indsats=indsats)

        assert errors_of(rolle)["gruppe"] == [
            "En rolle hører til enten en gruppe eller en indsats."
        ]
        assert refused_by_database(rolle)


def test_role_without_a_person_needs_a_title():
    rolle = RolleFactory.build(indsats=IndsatsFactory(), titel_da="")

    assert errors_of(rolle)["titel_da"] == ["Skriv en titel, når rollen ikke har en person."]
    assert refused_by_database(rolle)


def test_role_of_a_person_needs_no_title():
    RolleFactory.build(indsats=IndsatsFactory(), person=PersonFactory(), titel_da="").full_clean()


@pytest.mark.parametrize(
    ("dag", "gaelder"),
    [
        (date(2024, 4, 30), False),
        (date(2024, 5, 1), True),
        (date(2024, 5, 31), True),
        (date(2024, 6, 1), False),
    ],
    ids=["day before", "first day", "last day", "day after"],
)
def test_role_is_in_force_from_its_first_day_to_its_last(dag, gaelder):
    rolle = RolleFactory(fra=date(2024, 5, 1), til=date(2024, 5, 31))

    assert Rolle.objects.gaeldende(dag).filter(pk=rolle.pk).exists() is gaelder


def test_role_without_dates_is_always_in_force():
    rolle = RolleFactory()

    assert Rolle.objects.gaeldende(date(1990, 1, 1)).filter(pk=rolle.pk).exists()
    assert Rolle.objects.gaeldende().filter(pk=rolle.pk).exists()


@pytest.mark.parametrize("felt", ["navn", "telefon", "email"])
def test_detail_of_a_role_is_public_only_where_it_is_ticked(felt):
    def offentligt(**ticks):
        rolle = RolleFactory(
            person=PersonFactory(navn="Ida"), telefon="12 34 56 78", email="ida@example.dk", **ticks
        )
        return {
            "navn": rolle.offentligt_navn,
            "telefon": rolle.offentlig_telefon,
            "email": rolle.offentlig_email,
        }

    assert offentligt() == {"navn": "", "telefon": "", "email": ""}
    assert {navn for navn, vaerdi in offentligt(**{f"vis_{felt}": True}).items() if vaerdi} == {
        felt
    }
