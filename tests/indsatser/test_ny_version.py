"""A new version of the strategy is prepared in private, and public once it is adopted."""

import pytest

from indsatser.models import Indsats, Strategi
from tests.factories import PrioriteringFactory, TekstFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ny():
    return Strategi.objects.get(nummer=3).start_ny_version()


def test_version_that_is_not_adopted_is_nowhere_public(client, ny):
    assert client.get("/strategi/4/").status_code == 404
    assert "/strategi/4/" not in client.get("/sitemap.xml").content.decode()
    assert "Version 4" not in client.get("/strategi/").content.decode()
    assert "Version 4" not in client.get("/indsatser/tryg-bydel/").content.decode()
    assert "historie" not in client.get("/strategi/3/").content.decode()


def test_version_in_preparation_is_not_the_one_in_force(ny):
    Strategi.objects.filter(pk=ny.pk).update(fra_aar=2026)

    assert Strategi.objects.seneste().nummer == 3


def test_version_is_public_once_it_is_adopted(client, ny):
    Strategi.objects.filter(pk=ny.pk).update(offentlig=True, fra_aar=2026)

    assert client.get("/strategi/4/").status_code == 200
    assert "historie" in client.get("/strategi/3/").content.decode()


def test_initiative_without_a_published_text_is_not_named_in_its_version(client):
    kladde = TekstFactory(udgivet=False)
    PrioriteringFactory(
        strategi=Strategi.objects.get(nummer=3), indsats=kladde.indsats, navn="Hemmelig indsats"
    )

    assert "Hemmelig indsats" not in client.get("/strategi/3/").content.decode()
    assert "Hemmelig indsats" not in client.get("/strategi/").content.decode()


def test_year_outside_the_version_is_refused_at_its_field():
    prioritering = PrioriteringFactory.build(
        strategi=Strategi.objects.get(nummer=3), indsats=Indsats.objects.first(), til_aar=2015
    )

    with pytest.raises(Exception, match="uden for versionens periode"):
        prioritering.clean()
