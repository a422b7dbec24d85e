"""Each night what is public is looked at, and what is found lies on the desk of those who can mend it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from freezegun import freeze_time

from indsatser.eftersyn import GEMT, se_efter, skal_ses_efter
from indsatser.models import Eftersyn, Eftersynsfund, IndsatsIndhold
from tests.factories import IndsatsFactory
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import CPR, dansk, frisk, ny_kladde

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DEAD_LINK = '<p>Se <a href="/findes-slet-ikke/">vores gamle side</a>.</p>'


def publish(user, html=None, **felter):
    """A public text, into which something has come past every check."""
    version = ny_kladde(user, **felter)
    version.publish(user)
    if html:
        IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=html)
    return frisk(version)


@pytest.fixture
def author(user_for):
    return user_for("koordinator")


def box(client):
    boxes = tree_of(client.get("/admin/")).xpath("//*[@aria-labelledby='bord-eftersyn']")
    return text_of(boxes[0]) if boxes else None


# --- When


@pytest.mark.parametrize(
    ("moment", "skal"),
    [
        ("2027-06-10T00:59:59Z", False),
        ("2027-06-10T01:00:00Z", True),
        ("2027-01-10T01:59:59Z", False),
        ("2027-01-10T02:00:00Z", True),
        ("2027-03-28T00:59:59Z", False),  # the night without an hour between two and three
        ("2027-03-28T01:00:00Z", True),
        ("2027-10-31T00:30:00Z", False),  # half past two for the first time
        ("2027-10-31T01:30:00Z", False),  # and for the second
        ("2027-10-31T02:00:00Z", True),
        ("2027-06-10T20:00:00Z", True),  # after a day's standstill
    ],
)
def test_it_is_done_from_three_in_the_danish_night(moment, skal):
    with freeze_time(moment):
        assert skal_ses_efter() is skal


def test_it_is_done_once_a_day_by_the_clock(capsys):
    with freeze_time("2027-06-10T01:00:00Z"):
        call_command("run_scheduled")
        call_command("run_scheduled")
    with freeze_time("2027-06-10T22:30:00Z"):  # half past midnight
        call_command("run_scheduled")
    with freeze_time("2027-06-11T01:00:00Z"):
        call_command("run_scheduled")

    assert [e.dato for e in Eftersyn.objects.order_by("dato")] == [
        date(2027, 6, 10),
        date(2027, 6, 11),
    ]
    assert capsys.readouterr().out.count("udgivne tekster set efter.") == 2


def test_two_at_once_become_one(author):
    publish(author, CPR)
    first = se_efter(dansk("2027-06-10 03:00"))

    assert se_efter(dansk("2027-06-10 03:00")) is None
    assert list(Eftersyn.objects.all()) == [first]


def test_night_that_was_interrupted_leaves_nothing_and_is_done_again(author, monkeypatch):
    publish(author, CPR)
    with monkeypatch.context() as broken:
        broken.setattr(
            "indsatser.eftersyn.Eftersynsfund.objects.bulk_create",
            lambda *_: (_ for _ in ()).throw(OSError("disk")),
        )
        with pytest.raises(OSError, match="disk"):
            se_efter(dansk("2027-06-10 03:00"))
    assert not Eftersyn.objects.exists()

    assert se_efter(dansk("2027-06-10 03:01")).fund.exists()


def test_thirty_nights_are_kept():
    first = date(2027, 1, 1)
    Eftersyn.objects.bulk_create(Eftersyn(dato=first + timedelta(days=n)) for n in range(GEMT + 5))

    se_efter(dansk("2027-06-10 03:00"))

    assert GEMT == 30
    assert Eftersyn.objects.count() == GEMT
    assert Eftersyn.objects.first().dato == date(2027, 6, 10)
    assert Eftersyn.objects.last().dato == first + timedelta(days=6)


# --- What


@pytest.mark.parametrize(
    ("html", "regel", "besked"),
    [(CPR, "cpr", "ligner et CPR-nummer"), (DEAD_LINK, None, "/findes-slet-ikke/")],
)
def test_fault_in_what_is_public_is_found_with_a_link_to_it(author, html, regel, besked):
    version = publish(author, html)

    eftersyn = se_efter()

    (fund,) = eftersyn.fund.filter(version=version, alvor="fejl")
    assert regel in (None, fund.regel)
    assert besked in f"{fund.besked} {fund.uddrag}"
    assert fund.titel == "Tryg trappe (dansk)"
    assert fund.link.startswith("/")


def test_whole_cpr_number_is_not_kept(author):
    publish(author, CPR)

    se_efter()

    for fund in Eftersynsfund.objects.all():
        assert "010190-1234" not in f"{fund.besked}{fund.uddrag}{fund.hvor}{fund.titel}"


def test_drafts_are_not_looked_at(author):
    version = ny_kladde(author)
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=CPR)

    eftersyn = se_efter()

    assert not eftersyn.fund.filter(version=version).exists()


# --- Who sees it


def test_finding_is_on_the_desk_with_a_link_that_opens(koordinator, author):
    publish(author, CPR)
    se_efter()

    page = tree_of(koordinator.get("/admin/"))
    findings = page.xpath("//*[@aria-labelledby='bord-eftersyn']//li[contains(., 'Tryg trappe')]/a")
    (link,) = [a.get("href") for a in findings]
    assert "ligner et CPR-nummer" in box(koordinator)
    assert koordinator.get(link, follow=True).status_code == 200


def test_desk_says_that_all_is_well(koordinator, monkeypatch):
    monkeypatch.setattr("indsatser.eftersyn.tjek", lambda indhold: [])
    se_efter()

    assert "Der er ingen fejl i det, der er udgivet." in box(koordinator)


def test_desk_has_no_box_before_the_first_night(koordinator):
    assert box(koordinator) is None


def test_desk_shows_the_last_night_only(koordinator, author):
    version = publish(author, CPR)
    se_efter(dansk("2027-06-10 03:00"))
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund="")
    se_efter(dansk("2027-06-11 03:00"))

    assert "CPR" not in box(koordinator)
    assert "11. juni" in box(koordinator)


def test_tovholder_sees_only_what_is_of_an_own_initiative(client_for, author):
    own = IndsatsFactory(fase="afsluttet")
    tovholder = client_for("tovholder", indsats=own)
    publish(author, CPR, indsats=own, titel="Min egen")
    publish(author, CPR, titel="En andens")
    eftersyn = se_efter()

    assert "Min egen" in box(tovholder)
    assert "En andens" not in box(tovholder)
    page = tovholder.get(f"/admin/indsatser/eftersyn/{eftersyn.pk}/change/").content.decode()
    assert "Min egen" in page
    assert "En andens" not in page


def test_finding_goes_with_its_version(author):
    version = publish(author, CPR)
    se_efter()

    version.delete()

    assert not Eftersynsfund.objects.filter(titel__startswith="Tryg trappe").exists()


def test_text_that_the_check_breaks_on_is_a_finding_and_holds_up_no_other(monkeypatch):
    from indsatser import eftersyn

    def broken(indhold):
        if indhold == foerste:
            raise ValueError("noget")
        return []

    foerste = IndsatsIndhold.objects.first()
    monkeypatch.setattr(eftersyn, "tjek", broken)

    night = eftersyn.se_efter()

    assert night.antal > 50
    assert [fund.regel for fund in night.fund.all()] == ["kunne-ikke"]
