"""A publication at a set time is ordered in Danish time, by those who may, and called off again."""

import pytest
from django.utils import timezone
from freezegun import freeze_time

from indsatser.models import IndsatsIndhold, PlanlagtUdgivelse
from tests.indsatser.udgivelse import (
    CPR,
    dansk,
    er_ude,
    frisk,
    ny_kladde,
    planform,
    planlagt,
    side,
    svar,
    versionside,
)

pytestmark = pytest.mark.django_db

VENTER, UDFOERT, FEJLET, ANNULLERET = PlanlagtUdgivelse.Tilstand.values


@pytest.fixture
def koordinator_(user_for):
    return user_for("koordinator")


@pytest.fixture
def version(koordinator_):
    return ny_kladde(koordinator_)


def tilstand(plan):
    return PlanlagtUdgivelse.objects.get(pk=plan.pk).tilstand


# --- The moment, in Danish time


@pytest.mark.parametrize(
    ("moment", "utc"),
    [
        ("2027-01-15 08:00", "2027-01-15T07:00"),
        ("2027-07-15 08:00", "2027-07-15T06:00"),
        ("2027-03-28 01:59", "2027-03-28T00:59"),
        ("2027-03-28 03:00", "2027-03-28T01:00"),
        ("2027-10-31 01:59", "2027-10-30T23:59"),
        ("2027-10-31 03:00", "2027-10-31T02:00"),
    ],
)
def test_moment_is_danish(moment, utc):
    with freeze_time("2026-06-10"):
        form = planform(moment)
        assert form.is_valid(), form.errors

    assert (
        form.cleaned_data["udgiv"].astimezone(timezone.get_fixed_timezone(0)).isoformat()[:16]
        == utc
    )


@pytest.mark.parametrize("klokken", ["02:00", "02:30", "02:59"])
@pytest.mark.parametrize(
    ("dato", "ord_"),
    [
        ("2027-03-28", "Det klokkeslæt findes ikke: uret stilles frem den nat."),
        ("2027-10-31", "Det klokkeslæt er der to gange: uret stilles tilbage den nat."),
    ],
)
def test_hour_that_is_not_or_is_twice_is_refused_in_words(dato, klokken, ord_):
    with freeze_time("2026-06-10"):
        form = planform(f"{dato} {klokken}")

        assert form.errors["udgiv"][0].startswith(ord_)


@pytest.mark.parametrize(
    ("felter", "felt", "besked"),
    [
        ({"udgiv": "2026-06-10 11:59"}, "udgiv", "Vælg et tidspunkt, der ikke er gået."),
        ({"udgiv": "2026-06-10 12:00"}, "udgiv", "Vælg et tidspunkt, der ikke er gået."),
        ({"udgiv": "2027-01-01 "}, "udgiv", "Skriv klokkeslættet som timer og minutter."),
        ({"udgiv": " 08:00"}, "udgiv", "Skriv datoen som dag, måned og år."),
        ({"udgiv": "i 08:00"}, "udgiv", "Skriv datoen som dag, måned og år."),
        ({}, "udgiv", "Skriv både dato og klokkeslæt."),
        (
            {"udgiv": "2027-01-02 08:00", "tag_ned": "2027-01-02 08:00"},
            "tag_ned",
            "Den skal tages ned, efter at den er udgivet.",
        ),
        (
            {"udgiv": "2027-01-02 08:00", "tag_ned": "2026-12-01 08:00"},
            "tag_ned",
            "Den skal tages ned, efter at den er udgivet.",
        ),
        ({"skal_udgives": False}, "tag_ned", "Skriv både dato og klokkeslæt."),
    ],
)
@freeze_time("2026-06-10 10:00")  # noon in Denmark
def test_moment_that_makes_no_sense_is_refused_at_its_field(felter, felt, besked):
    assert planform(**felter).errors[felt] == [besked]


# --- Order it


def bestil(client, version, udgiv="2040-05-01", klokken="08:00", **mere):
    data = {"udgiv_0": udgiv, "udgiv_1": klokken, "tag_ned_0": "", "tag_ned_1": "", **mere}
    return svar(client, side("planlaeg", version.pk), **data)


def test_draft_is_planned_to_go_out_and_down(koordinator, version):
    response = bestil(koordinator, version, tag_ned_0="2040-06-01", tag_ned_1="12:00")

    assert [(p.handling, p.tidspunkt) for p in version.planer.all()] == [
        ("udgiv", dansk("2040-05-01 08:00")),
        ("tag_ned", dansk("2040-06-01 12:00")),
    ]
    assert "1. maj 2040 kl. 08.00" in response.content.decode()
    assert not er_ude(version)


def test_second_plan_for_the_same_is_refused_in_words(koordinator, version):
    bestil(koordinator, version)

    response = bestil(koordinator, version, udgiv="2040-05-02")

    assert "Det er allerede planlagt. Annullér den gamle plan først." in response.content.decode()
    assert version.planer.count() == 1


def test_draft_with_a_fault_is_not_planned(koordinator, version):
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=CPR)

    assert "Kan ikke udgives endnu" in bestil(koordinator, version).content.decode()
    assert not version.planer.exists()


@pytest.mark.parametrize("role", ["tovholder", "styregruppe", "administrator", "kommunikation"])
def test_who_may_not_publish_it_may_not_plan_it(client_for, version, role):
    client = client_for(role)
    indsats = version.content.indsats
    if role == "tovholder":
        client = client_for(role, indsats=indsats)

    assert bestil(client, version).status_code == 403
    assert not version.planer.exists()


def test_plan_is_called_off_and_the_draft_is_free(koordinator, version):
    plan = planlagt(version, dansk("2040-05-01 08:00"), koordinator.user)

    svar(koordinator, side("annuller", plan.pk))

    assert tilstand(plan) == ANNULLERET
    assert frisk(version).check_modify.as_bool(koordinator.user)
    again = koordinator.post(side("annuller", plan.pk), follow=True)
    assert "Planen venter ikke længere: annulleret." in again.text


def test_plan_is_not_called_off_by_a_link_or_by_who_may_not(koordinator, client_for, version):
    plan = planlagt(version, dansk("2040-05-01 08:00"), koordinator.user)

    assert koordinator.get(side("annuller", plan.pk)).status_code == 405
    assert client_for("styregruppe").post(side("annuller", plan.pk)).status_code == 403
    assert tilstand(plan) == VENTER


def test_publication_by_hand_closes_the_plan(koordinator, version):
    plan = planlagt(version, dansk("2040-05-01 08:00"), koordinator.user)

    koordinator.post(versionside("publish", version))

    assert tilstand(plan) == ANNULLERET
    assert er_ude(version)


def test_take_down_stays_planned_when_the_draft_is_published_by_hand(koordinator, version):
    ned = planlagt(version, dansk("2040-06-01 08:00"), koordinator.user, "tag_ned")

    koordinator.post(versionside("publish", version))

    assert tilstand(ned) == VENTER


def test_take_down_stays_planned_when_a_corrected_version_is_published(koordinator, version):
    version.publish(koordinator.user)
    ned = planlagt(version, dansk("2040-06-01 08:00"), koordinator.user, "tag_ned")

    frisk(version).copy(koordinator.user).publish(koordinator.user)

    assert tilstand(ned) == VENTER
