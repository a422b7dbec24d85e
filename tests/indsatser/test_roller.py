"""A role in the organisation gives an account its rights from the first day to the last, by the Danish calendar."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from freezegun import freeze_time

from indsatser.models import Gruppe, Indsats, Rolle
from indsatser.rettigheder import egne_indsatser, roller
from tests.accounts import account, proven_login
from tests.factories import IndsatsFactory, PersonFactory, RolleFactory, TekstFactory
from tests.indsatser.admin_forms import address_of
from tests.indsatser.udgivelse import igen

pytestmark = pytest.mark.django_db

BEFORE, FIRST, LAST, AFTER = "den før", "den første", "den sidste", "den efter"
MOMENTS = {
    "sommer": (
        date(2027, 6, 10),
        date(2027, 6, 12),
        {
            BEFORE: "2027-06-09T21:59:59",
            FIRST: "2027-06-09T22:00:00",
            LAST: "2027-06-12T21:59:59",
            AFTER: "2027-06-12T22:00:00",
        },
    ),
    "vinter": (
        date(2027, 1, 10),
        date(2027, 1, 12),
        {
            BEFORE: "2027-01-09T22:59:59",
            FIRST: "2027-01-09T23:00:00",
            LAST: "2027-01-12T22:59:59",
            AFTER: "2027-01-12T23:00:00",
        },
    ),
}
"""The last second before Danish midnight and the first after, in UTC."""


@pytest.fixture
def person():
    return PersonFactory(bruger=account(role=None))


def paa(moment, user):
    """The account's roles at a moment (UTC)."""
    with freeze_time(moment):
        return set(roller(igen(user)))


@pytest.mark.parametrize("season", MOMENTS)
@pytest.mark.parametrize(
    ("day", "expected"),
    [(BEFORE, set()), (FIRST, {"tovholder"}), (LAST, {"tovholder"}), (AFTER, set())],
)
def test_dated_role_gives_and_takes_its_rights_at_danish_midnight(person, season, day, expected):
    fra, til, moments = MOMENTS[season]
    rolle = RolleFactory(person=person, fra=fra, til=til)
    draft = TekstFactory(indsats=rolle.indsats, udgivet=False)

    assert paa(moments[day], person.bruger) == expected
    with freeze_time(moments[day]):
        may = igen(person.bruger).has_perm("indsatser.change_indsatsindhold", draft)
    assert may == bool(expected)


@pytest.mark.parametrize(
    ("day", "status"), [(BEFORE, 302), (FIRST, 200), (LAST, 200), (AFTER, 302)]
)
def test_admin_lets_in_while_the_role_lasts(client, person, day, status):
    fra, til, moments = MOMENTS["sommer"]
    rolle = RolleFactory(person=person, fra=fra, til=til)

    with freeze_time(moments[day]):
        proven_login(client, person.bruger)
        assert client.get(address_of("indsats", "change", rolle.indsats.pk)).status_code == status


def test_role_that_ends_in_the_middle_of_a_session_ends_at_once(client, person):
    fra, til, moments = MOMENTS["sommer"]
    RolleFactory(person=person, fra=fra, til=til)
    with freeze_time(moments[LAST]):
        proven_login(client, person.bruger)
        assert client.get("/admin/").status_code == 200

    with freeze_time(moments[AFTER]):
        assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("fra", "til"), [(None, None), (None, date(2027, 6, 12)), (date(2027, 6, 1), None)]
)
def test_role_without_a_date_is_open_at_that_end(person, fra, til):
    RolleFactory(person=person, fra=fra, til=til)

    assert paa("2027-06-10T12:00", person.bruger) == {"tovholder"}


@pytest.mark.parametrize("art", Rolle.Art.values)
def test_role_for_an_initiative_gives_the_role_of_its_kind(person, art):
    RolleFactory(person=person, art=art)

    expected = {"tovholder": {"tovholder"}, "koordinator": {"koordinator"}}
    assert paa("2027-06-10T12:00", person.bruger) == expected.get(art, set())


@pytest.mark.parametrize("art", Rolle.Art.values)
@pytest.mark.parametrize("slug", ["styregruppen", "en-anden-gruppe"])
def test_role_in_a_group_gives_the_role_of_its_kind(person, slug, art):
    gruppe, _ = Gruppe.objects.get_or_create(slug=slug, defaults={"navn_da": "En anden gruppe"})
    RolleFactory(person=person, art=art, indsats=None, gruppe=gruppe)

    styregruppe = slug == "styregruppen" and art in ("formand", "medlem")
    expected = (
        {"styregruppe"} if styregruppe else {"koordinator"} if art == "koordinator" else set()
    )
    assert paa("2027-06-10T12:00", person.bruger) == expected


def test_own_initiatives_are_those_of_roles_in_force(person):
    now, then = RolleFactory(person=person), RolleFactory(person=person, til=date(2027, 6, 9))
    RolleFactory(person=person, art="kontakt")

    with freeze_time("2027-06-10T12:00"):
        own = egne_indsatser(igen(person.bruger))
    assert own == {now.indsats_id}
    assert then.indsats_id not in own


def test_roles_by_hand_and_by_date_add_up(person):
    RolleFactory(person=person)
    person.bruger.groups.add(Group.objects.get(name="kommunikation"))

    assert paa("2027-06-10T12:00", person.bruger) == {"tovholder", "kommunikation"}


def test_group_that_is_no_role_gives_nothing(person):
    person.bruger.groups.add(Group.objects.create(name="chefer"))

    assert paa("2027-06-10T12:00", person.bruger) == set()
    assert not igen(person.bruger).is_staff


def test_account_that_is_closed_has_no_role(person):
    RolleFactory(person=person)
    User.objects.filter(pk=person.bruger.pk).update(is_active=False)

    closed = igen(person.bruger)

    assert roller(closed) == egne_indsatser(closed) == set()
    assert not closed.has_perm("indsatser.view_indsats")
    assert not closed.has_perm("indsatser.change_indsats", Indsats.objects.first())


def test_account_that_is_closed_in_the_middle_of_a_session_is_out(client_for):
    client = client_for("koordinator")
    assert client.get("/admin/").status_code == 200

    User.objects.filter(pk=client.user.pk).update(is_active=False)

    assert client.get("/admin/").status_code == 302


def test_tovholder_by_hand_without_an_initiative_has_none_of_their_own(user_for):
    user = user_for("tovholder")
    draft = TekstFactory(udgivet=False)

    assert roller(user) == {"tovholder"}
    assert not user.has_perm("indsatser.change_indsatsindhold", draft)
    assert not user.has_perm("indsatser.change_indsatsindhold", TekstFactory())


def test_person_without_an_account_gives_nobody_a_role():
    bystander = account("bo", role=None)
    RolleFactory(person=PersonFactory(), indsats=IndsatsFactory())

    assert roller(igen(bystander)) == set()
