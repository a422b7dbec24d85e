"""What the database itself refuses of reviews and plans, past every form and every save()."""

import pytest
from django.utils import timezone

from indsatser.models import Eftersyn, Gennemsyn, PlanlagtUdgivelse
from tests.indsatser.refusal import refused_by_database
from tests.indsatser.udgivelse import dansk, ny_kladde

pytestmark = pytest.mark.django_db

NU = timezone.now()


@pytest.fixture
def user(user_for):
    return user_for("koordinator")


@pytest.fixture
def version(user):
    return ny_kladde(user)


@pytest.fixture
def gennemsyn(user, version):
    return lambda **felter: Gennemsyn(**{"version": version, "afsender": user, **felter})


@pytest.fixture
def plan(user, version):
    felter = {"version": version, "bestilt_af": user, "tidspunkt": NU, "handling": "udgiv"}
    return lambda **andet: PlanlagtUdgivelse(**{**felter, **andet})


def test_draft_waits_for_one_review_at_a_time(gennemsyn):
    gennemsyn().save()

    assert refused_by_database(gennemsyn())


def test_decided_review_makes_way_for_the_next(gennemsyn, user):
    gennemsyn(tilstand="trukket", afgjort=NU, afgjort_af=user).save()

    assert not refused_by_database(gennemsyn())


@pytest.mark.parametrize("tilstand", ["godkendt", "trukket", "sendt_tilbage"])
@pytest.mark.parametrize("mangler", ["afgjort", "afgjort_af"])
def test_decision_is_somebodys_at_some_time(gennemsyn, user, tilstand, mangler):
    decided = {"afgjort": NU, "afgjort_af": user, "begrundelse": "Fordi.", mangler: None}

    assert refused_by_database(gennemsyn(tilstand=tilstand, **decided))


@pytest.mark.parametrize("for_meget", [{"afgjort": NU}, {"afgjort_af": True}])
def test_review_that_waits_is_not_decided(gennemsyn, user, for_meget):
    felter = {navn: user if vaerdi is True else vaerdi for navn, vaerdi in for_meget.items()}

    assert refused_by_database(gennemsyn(**felter))


def test_nothing_is_sent_back_without_a_reason(gennemsyn, user):
    decided = {"tilstand": "sendt_tilbage", "afgjort": NU, "afgjort_af": user}

    assert refused_by_database(gennemsyn(**decided))
    assert not refused_by_database(gennemsyn(begrundelse="Fordi.", **decided))


def test_version_has_one_plan_of_each_kind_at_a_time(plan):
    plan().save()

    assert refused_by_database(plan(tidspunkt=dansk("2040-05-01 08:00")))
    assert not refused_by_database(plan(handling="tag_ned"))
    assert not refused_by_database(plan(tilstand="annulleret", afsluttet=NU))


@pytest.mark.parametrize("tilstand", ["udfoert", "fejlet", "annulleret"])
def test_plan_ends_at_some_time(plan, tilstand):
    assert refused_by_database(plan(tilstand=tilstand))
    assert not refused_by_database(plan(tilstand=tilstand, afsluttet=NU))


def test_plan_that_waits_has_not_ended(plan):
    assert refused_by_database(plan(afsluttet=NU))


def test_night_is_looked_at_once(db):
    Eftersyn.objects.create(dato=NU.date())

    assert refused_by_database(Eftersyn(dato=NU.date()))
