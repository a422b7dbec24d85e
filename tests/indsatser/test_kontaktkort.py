"""The contact card of an initiative: never dead, never another's details, never those of an ended role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from indsatser.models import Kontaktkort, Organisation, Rolle
from tests.factories import IndsatsFactory, OrganisationFactory, PersonFactory, RolleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def indsats():
    return IndsatsFactory()


def kort_for(indsats):
    """As the initiative's page makes it."""
    return Kontaktkort.for_indsats(list(indsats.roller.gaeldende().med_visning()))


def reachable(indsats, art, telefon, **felter):
    return RolleFactory(indsats=indsats, art=art, telefon=telefon, vis_telefon=True, **felter)


def test_contact_comes_before_the_one_who_leads(indsats):
    reachable(indsats, Rolle.Art.TOVHOLDER, "11 11 11 11")
    reachable(indsats, Rolle.Art.KONTAKT, "22 22 22 22")

    assert kort_for(indsats).telefon == "22 22 22 22"


def test_leader_with_a_number_comes_before_a_contact_at_the_switchboard(indsats):
    omstilling = OrganisationFactory(telefon="99 99 99 99")
    RolleFactory(indsats=indsats, art=Rolle.Art.KONTAKT, organisation=omstilling)
    reachable(indsats, Rolle.Art.TOVHOLDER, "11 11 11 11")

    assert kort_for(indsats).telefon == "11 11 11 11"


def test_contact_without_a_number_is_reached_through_the_organisation_above(indsats):
    top = OrganisationFactory(telefon="99 99 99 99", adresse="Torvet 1")
    afdeling = OrganisationFactory(overordnet=top, email="afdeling@example.dk")
    RolleFactory(indsats=indsats, art=Rolle.Art.KONTAKT, titel_da="Leder", organisation=afdeling)

    kort = kort_for(indsats)

    assert (kort.telefon, kort.email, kort.adresse) == (
        "99 99 99 99",
        "afdeling@example.dk",
        "Torvet 1",
    )
    assert (kort.titel, kort.organisation, kort.er_faelles) == ("Leder", afdeling.navn_da, False)


def test_initiative_without_roles_has_the_common_contact(indsats):
    kort = kort_for(indsats)

    assert kort.er_faelles
    assert (kort.organisation, kort.telefon) == ("Aalborg Kommune", "99 82 34 20")


def test_contact_that_cannot_be_reached_gives_way_to_the_common_contact(indsats):
    RolleFactory(indsats=indsats, art=Rolle.Art.KONTAKT, person=PersonFactory(), vis_navn=True)

    assert kort_for(indsats).er_faelles


def test_ended_role_is_never_the_contact(indsats):
    i_gaar = timezone.localdate() - timedelta(days=1)
    reachable(indsats, Rolle.Art.KONTAKT, "22 22 22 22", til=i_gaar)

    kort = kort_for(indsats)

    assert kort.er_faelles
    assert "22 22" not in kort.telefon


def test_role_that_has_not_begun_is_not_the_contact(indsats):
    reachable(
        indsats, Rolle.Art.KONTAKT, "22 22 22 22", fra=timezone.localdate() + timedelta(days=1)
    )

    assert kort_for(indsats).er_faelles


@pytest.mark.parametrize("art", [Rolle.Art.FORMIDLING, Rolle.Art.MEDLEM])
def test_other_roles_are_not_the_contact(indsats, art):
    reachable(indsats, art, "33 33 33 33")

    assert kort_for(indsats).er_faelles


def test_card_shows_no_detail_that_is_not_ticked(indsats):
    RolleFactory(
        indsats=indsats,
        person=PersonFactory(navn="Skjult Person"),
        telefon="11 11 11 11",
        email="skjult@example.dk",
        vis_email=False,
        organisation=Organisation.objects.get(navn_da="Aalborg Kommune"),
    )

    kort = kort_for(indsats)

    assert (kort.navn, kort.telefon, kort.email) == ("", "99 82 34 20", "")


def test_common_contact_is_the_first_authority_that_can_be_reached():
    Organisation.objects.filter(navn_da="Aalborg Kommune").update(telefon="", email="")
    Organisation.objects.filter(navn_da="Region Nordjylland").update(telefon="97 64 80 00")

    assert Kontaktkort.faelles().organisation == "Region Nordjylland"


def test_card_is_empty_where_no_authority_can_be_reached():
    Organisation.objects.update(telefon="", email="")

    kort = Kontaktkort.faelles()

    assert kort.er_faelles
    assert not kort.kan_naas
    assert not kort.organisation


@pytest.mark.parametrize(
    ("telefon", "href"),
    [("99 82 34 20", "+4599823420"), ("+45 99 82 34 20", "+4599823420"), ("114", "114"), ("", "")],
)
def test_number_to_call_is_danish_where_it_has_eight_digits(telefon, href):
    assert Kontaktkort(telefon=telefon).telefon_href == href
