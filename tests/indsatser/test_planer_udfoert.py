"""What is planned is done to the minute, once, and with a word to the one who ordered it when it cannot be."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time

from indsatser.management.commands import run_scheduled
from indsatser.management.commands.run_scheduled import udfoer_forfaldne
from indsatser.models import IndsatsIndhold, PlanlagtUdgivelse
from tests.indsatser.udgivelse import (
    CPR,
    dansk,
    er_ude,
    frisk,
    gennemsynet,
    ny_kladde,
    planform,
    planlagt,
    sendt,
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


KLOKKEN = dansk("2027-05-03 08:00")


def koer(moment):
    with freeze_time(moment.astimezone(timezone.get_fixed_timezone(0))):
        return udfoer_forfaldne()


def test_draft_goes_out_at_its_minute_and_not_before(koordinator_, version):
    plan = planlagt(version, KLOKKEN, koordinator_)

    assert koer(dansk("2027-05-03 07:59")) == 0
    assert (tilstand(plan), er_ude(version)) == (VENTER, False)
    assert koer(KLOKKEN) == 1
    assert (tilstand(plan), er_ude(version)) == (UDFOERT, True)


def test_public_text_is_taken_down_at_its_minute(koordinator_, version):
    version.publish(koordinator_)
    plan = planlagt(version, KLOKKEN, koordinator_, "tag_ned")

    koer(dansk("2027-05-03 07:59"))
    assert er_ude(version)
    koer(KLOKKEN)

    assert (tilstand(plan), er_ude(version)) == (UDFOERT, False)


@pytest.mark.parametrize(
    ("moment", "foer", "naar"),
    [
        ("2027-03-28 03:30", "2027-03-28T01:29Z", "2027-03-28T01:30Z"),
        ("2027-03-28 01:30", "2027-03-28T00:29Z", "2027-03-28T00:30Z"),
        ("2027-10-31 03:30", "2027-10-31T02:29Z", "2027-10-31T02:30Z"),
        ("2027-10-31 01:30", "2027-10-30T23:29Z", "2027-10-30T23:30Z"),
    ],
)
def test_night_when_the_clocks_change_it_goes_out_at_its_minute(
    koordinator_, version, moment, foer, naar
):
    with freeze_time("2027-03-01 08:00"):
        form = planform(moment)
        assert form.is_valid()
        form.gem(version, koordinator_)

    with freeze_time(foer):
        udfoer_forfaldne()
    assert not er_ude(version)
    with freeze_time(naar):
        udfoer_forfaldne()
    assert er_ude(version)


def test_after_an_hour_of_standstill_all_is_caught_up_in_order(koordinator_, monkeypatch):
    done, udfoer = [], PlanlagtUdgivelse.udfoer

    def husk(plan):
        done.append(plan.pk)
        return udfoer(plan)

    monkeypatch.setattr(PlanlagtUdgivelse, "udfoer", husk)
    versions = [ny_kladde(koordinator_, titel=f"Nummer {n}") for n in range(3)]
    moments = [dansk(f"2027-05-03 {klokken}") for klokken in ("08:40", "08:05", "08:20")]
    plans = [planlagt(v, m, koordinator_) for v, m in zip(versions, moments, strict=True)]

    assert koer(dansk("2027-05-03 09:00")) == 3
    assert done == [plans[1].pk, plans[2].pk, plans[0].pk]
    assert all(er_ude(v) for v in versions)


def test_out_and_down_that_are_both_overdue_end_as_down(koordinator_, version):
    plans = [
        planlagt(version, dansk("2027-05-03 08:30"), koordinator_, "tag_ned"),
        planlagt(version, dansk("2027-05-03 08:10"), koordinator_),
    ]

    assert koer(dansk("2027-05-03 09:00")) == 2
    assert [tilstand(plan) for plan in plans] == [UDFOERT, UDFOERT]
    assert (frisk(version).state, er_ude(version)) == ("unpublished", False)


def test_second_run_changes_nothing(koordinator_, version):
    plan = planlagt(version, KLOKKEN, koordinator_)
    koer(KLOKKEN)
    before = frisk(version).modified, PlanlagtUdgivelse.objects.get(pk=plan.pk).afsluttet

    assert koer(dansk("2027-05-03 08:01")) == 0
    assert before == (frisk(version).modified, PlanlagtUdgivelse.objects.get(pk=plan.pk).afsluttet)


@freeze_time(KLOKKEN.astimezone(timezone.get_fixed_timezone(0)))
def test_command_says_what_it_did(koordinator_, version, capsys):
    planlagt(version, KLOKKEN, koordinator_)

    call_command("run_scheduled")

    assert "1 udført efter planen." in capsys.readouterr().out
    assert er_ude(version)


def test_text_that_was_approved_for_kommunikation_goes_out(user_for, koordinator_, version):
    kommunikation = user_for("kommunikation")
    gennemsynet(version, "godkendt", kommunikation)
    planlagt(version, KLOKKEN, kommunikation)

    koer(KLOKKEN)

    assert er_ude(version)


# --- When it cannot be done


def fejl_i(version, user):
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=CPR)


def mist_ret(version, user):
    user.groups.clear()


def luk_konto(version, user):
    type(user).objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize(
    ("sker", "grund"),
    [
        (fejl_i, "Der står noget, der ligner et CPR-nummer."),
        (mist_ret, "Den, der bestilte det, må ikke længere udgive teksten."),
        (luk_konto, "Den, der bestilte det, må ikke længere udgive teksten."),
    ],
)
def test_what_cannot_be_published_is_marked_with_the_reason_and_holds_up_nobody(
    user_for, koordinator_, version, sker, grund
):
    orderer = user_for("koordinator", navn="Anna")
    plan = planlagt(version, KLOKKEN, orderer)
    other = ny_kladde(koordinator_, titel="Den anden")
    planlagt(other, dansk("2027-05-03 08:00"), koordinator_)
    sker(version, orderer)

    assert koer(dansk("2027-05-03 08:01")) == 1

    plan.refresh_from_db()
    assert (plan.tilstand, frisk(version).state) == (FEJLET, "draft")
    assert grund in plan.fejl
    assert er_ude(other)
    assert [m.to for m in mail.outbox] == ([] if sker is luk_konto else [[orderer.email]])
    assert all(grund in m.body for m in mail.outbox)
    assert koer(dansk("2027-05-03 08:02")) == 0  # not tried again


@pytest.mark.parametrize("sker", [mist_ret, luk_konto])
def test_who_lost_the_right_takes_nothing_down(user_for, version, sker, koordinator_):
    orderer = user_for("koordinator", navn="Anna")
    version.publish(koordinator_)
    plan = planlagt(version, KLOKKEN, orderer, "tag_ned")
    sker(version, orderer)

    koer(KLOKKEN)

    assert (tilstand(plan), er_ude(version)) == (FEJLET, True)


def test_fault_of_the_machine_is_tried_again_the_next_minute(
    koordinator_, version, monkeypatch, caplog
):
    plan = planlagt(version, KLOKKEN, koordinator_)
    other = ny_kladde(koordinator_, titel="Den anden")
    planlagt(other, KLOKKEN, koordinator_)
    udgiv = PlanlagtUdgivelse._udgiv

    def disk_full(self):
        udgiv(self)
        if self.pk == plan.pk:
            raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(PlanlagtUdgivelse, "_udgiv", disk_full)
        assert koer(KLOKKEN) == 1
    assert (tilstand(plan), frisk(version).state) == (VENTER, "draft")
    assert er_ude(other)
    assert f"Planen {plan.pk} kunne ikke udføres" in caplog.text

    assert koer(dansk("2027-05-03 08:01")) == 1
    assert er_ude(version)


def test_mail_that_cannot_be_written_holds_up_nobody(koordinator_, version, monkeypatch):
    monkeypatch.setattr(run_scheduled.breve, "plan_fejlede", lambda plan: 1 / 0)
    plan = planlagt(version, dansk("2027-05-03 07:00"), koordinator_)
    fejl_i(version, koordinator_)
    other = ny_kladde(koordinator_, titel="Den anden")
    planlagt(other, KLOKKEN, koordinator_)

    assert koer(KLOKKEN) == 1
    assert er_ude(other)
    assert tilstand(plan) in (FEJLET, VENTER)


def test_plan_that_another_process_has_done_meanwhile_is_left_alone(
    koordinator_, version, monkeypatch
):
    plan = planlagt(version, KLOKKEN, koordinator_)
    plan.afslut(UDFOERT)

    assert run_scheduled._udfoer(plan.pk) == 0
    assert frisk(version).state == "draft"


def test_take_down_of_what_never_went_out_leaves_the_older_text_public(koordinator_, version):
    version.publish(koordinator_)
    draft = frisk(version).copy(koordinator_)
    planlagt(draft, KLOKKEN, koordinator_)
    planlagt(draft, dansk("2027-06-01 08:00"), koordinator_, "tag_ned")
    fejl_i(draft, koordinator_)

    koer(KLOKKEN)
    koer(dansk("2027-06-01 08:00"))

    assert er_ude(version)


def test_review_is_not_needed_for_a_plan_but_stops_no_plan(koordinator_, version):
    sendt(version)
    plan = planlagt(version, KLOKKEN, koordinator_)

    koer(KLOKKEN)

    assert tilstand(plan) == UDFOERT
    assert version.gennemsyn.get().tilstand == "godkendt"
