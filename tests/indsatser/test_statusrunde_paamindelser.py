"""Reminders by the clock: when, to whom, and never twice."""

from datetime import date, timedelta

import pytest
from django.core import mail as post
from django.core.management import call_command
from freezegun import freeze_time

from indsatser import paamindelser, runder
from indsatser.models import Status, Statusrunde
from indsatser.paamindelser import paamind, seneste_trin
from tests.factories import RolleFactory
from tests.indsatser.statusrunder import aaben, indsats, luk, person, rapport, svar
from tryg_portal.mail import NEVER, choose, send_gathered
from tryg_portal.models import GatheredLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FRIST = date(2026, 8, 31)


def dag(n, klokken="06:00"):
    """So many days after the deadline; summer: Danish time is two hours ahead."""
    return freeze_time(f"{FRIST + timedelta(days=n)} {klokken}")


@pytest.fixture
def anne():
    return person("Anne Jensen")


@pytest.fixture
def trappe(anne):
    return indsats("tryg-trappe", anne)


@pytest.fixture
def runde(trappe):
    with dag(-30):
        return aaben(trappe, frist=FRIST)


def linjer():
    return list(GatheredLine.objects.waiting().order_by("pk"))


@pytest.mark.parametrize(
    ("dage", "trin"),
    [
        *((-15, None), (-14, -14), (-8, -14), (-7, -7), (-2, -7), (-1, -1), (0, -1)),
        *((1, 1), (7, 1), (8, 8), (14, 8), (15, 15), (100, 99)),
    ],
)
def test_step_of_a_day(dage, trin):
    ventet = None if trin is None else FRIST + timedelta(days=trin)

    assert seneste_trin(FRIST, FRIST + timedelta(days=dage)) == ventet


def test_reminders_through_a_whole_round(runde, anne):
    sendt = []
    for n in range(-16, 17):
        with dag(n):
            for _ in range(3):
                paamind()
                send_gathered()
            if len(post.outbox) > len(sendt) + 1:  # the first is of the opening
                sendt.append(n)

    assert sendt == [-14, -7, -1, 1, 8, 15]
    assert len(post.outbox) == 1 + len(sendt)
    assert Status.objects.get(runde=runde).paamindelser == len(sendt)


def test_reminder_says_what_and_when(runde):
    with dag(-7):
        paamind()
    (foer,) = linjer()
    with dag(1):
        paamind()
    (efter,) = linjer()

    assert foer.text == "Meld status på tryg-trappe senest 31. august 2026."
    assert efter.text == "Der mangler status på tryg-trappe. Fristen var 31. august 2026."
    assert "/status/" in efter.url


def test_one_with_several_initiatives_gets_one_gathered_mail(anne, runde):
    with dag(-30):
        aaben(indsats("tryg-bro", anne), frist=FRIST)
    post.outbox.clear()

    with dag(-7):
        paamind()
        send_gathered()

    (mail,) = post.outbox
    assert "tryg-trappe" in mail.body
    assert "tryg-bro" in mail.body


def test_clock_that_was_off_sends_only_the_newest(runde):
    with dag(2):
        paamind()

    assert len(linjer()) == 1


def test_every_minute_does_no_harm(runde):
    with dag(-7):
        assert [paamind(), paamind(), paamind()] == [1, 0, 0]

    assert rapport(runde, runde.indsatser.get()).links.count() == 2


def test_who_has_answered_is_left_in_peace(runde, trappe):
    svar(rapport(runde, trappe))

    with dag(-7):
        assert paamind() == 0


def test_line_that_waits_is_not_sent_when_the_report_came_in_overnight(runde, trappe):
    with dag(-7, "01:00"):
        paamind()
        svar(rapport(runde, trappe))
        post.outbox.clear()
    with dag(-7):
        call_command("run_scheduled")

    assert not [m for m in post.outbox if "tryg-trappe" in m.body]


def test_who_was_asked_the_same_day_is_not_reminded(trappe):
    with dag(-7):
        aaben(trappe, frist=FRIST)
        assert paamind() == 0
    with dag(-6):
        assert paamind() == 0
    with dag(-1):
        assert paamind() == 1


def test_substitute_in_the_round_is_reminded_in_stead(runde, trappe):
    with dag(-20):
        runder.udpeg_stedfortraeder(rapport(runde, trappe).pk, person("Bo Hansen"))
    with dag(-14):
        paamind()

    assert [li.address for li in linjer()] == ["bo@eksempel.dk"]


def test_substitute_is_reminded_while_the_tovholder_is_away(runde, anne):
    anne.stedfortraeder = person("Bo Hansen")
    anne.vaek_fra, anne.vaek_til = FRIST - timedelta(days=14), FRIST - timedelta(days=10)
    anne.save()
    with dag(-14):
        paamind()
    foerst = [li.address for li in linjer()]
    with dag(-7):
        paamind()

    assert foerst == ["bo@eksempel.dk"]
    assert [li.address for li in linjer()] == ["anne@eksempel.dk"]


def test_who_is_no_longer_tovholder_is_not_reminded(runde, trappe, anne):
    anne.roller.update(til=FRIST - timedelta(days=20))
    RolleFactory(indsats=trappe, person=person("Bo Hansen"), titel_da="")
    with dag(-14):
        paamind()

    assert [li.address for li in linjer()] == ["bo@eksempel.dk"]


def test_reminders_follow_the_deadline_when_it_is_moved(runde):
    with dag(-10):
        runder.flyt_frist(runde.pk, FRIST + timedelta(days=30))
    with dag(-7):
        assert paamind() == 0
    with dag(16):
        assert paamind() == 1


def test_closed_round_reminds_nobody(runde):
    with dag(-2):
        luk(runde)
    with dag(1):
        assert paamind() == 0


def test_reminder_that_waits_is_replaced_by_the_next(runde):
    for n in (-14, -7, -1):
        with dag(n):
            paamind()

    (linje,) = linjer()
    assert linje.key.endswith(f"{FRIST - timedelta(days=1)}")


def test_remind_now_leaves_in_peace_who_was_written_to_today(runde, trappe, anne):
    with dag(-20):
        ny = indsats("ny", person("Bo Hansen"))
        runder.tag_med(runde.pk, ny.pk)
        mindes, skrevet = paamindelser.at_minde_om(runde)

        assert [li.navn for li in mindes] == ["tryg-trappe"]
        assert [li.navn for li in skrevet] == ["ny"]
        assert [paamindelser.mind_om_nu(runde), paamindelser.mind_om_nu(runde)] == [1, 0]
    assert [li.address for li in linjer()] == ["anne@eksempel.dk"]


def test_clock_reminds_by_way_of_the_command(runde):
    with dag(-7):
        call_command("run_scheduled")

    assert Status.objects.get(runde=runde).paamindelser == 1


def test_one_that_cannot_be_reached_is_reminded_when_they_can(runde, anne):
    anne.email = ""
    anne.save()
    with dag(-7):
        assert paamind() == 0
    anne.email = "anne@ny.dk"
    anne.save()
    with dag(-6):
        assert paamind() == 1

    assert Statusrunde.objects.get(pk=runde.pk).rapporter.get().paamindelser == 1


def test_link_of_the_mail_that_one_has_goes_on_when_one_is_reminded(runde):
    with dag(-7):
        paamind()

    assert runde.rapporter.get().links.filter(lukket=None).count() == 2


def test_who_wants_no_reminders_keeps_the_link_they_have(runde, anne, user_for):
    anne.bruger = user_for("tovholder")
    anne.save()
    choose(anne.bruger.pk, "runde_paamindelse", NEVER)
    with dag(-7):
        assert paamind() == 0

    (link,) = runde.rapporter.get().links.all()
    assert link.lukket is None
    assert runde.rapporter.get().paamindelser == 0


def test_link_lives_a_while_when_the_deadline_is_long_past(runde):
    with dag(99):
        paamind()

    link = runde.rapporter.get().links.order_by("-sendt").first()
    assert link.udloeber.date() >= FRIST + timedelta(days=99 + 13)
