"""What is deleted in a roundabout way, past the letter S of the table."""

import pytest
from cms.api import add_plugin, create_page
from cms.models import PageContent
from cms.utils.placeholder import get_placeholder_from_slot
from django.urls import reverse
from djangocms_alias.models import Alias, AliasContent, Category
from filer.models import File, Folder, Image

from indsatser.models import Indsats
from tests.adgang import anslag
from tests.adgang.anslag import maal
from tests.factories import IndsatsFactory, forfatter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ind(client_for):
    """`ind("tovholder")`: signed in in that role, a tovholder of an initiative that no text here is about."""

    def ind(rolle, indsats=None):
        if rolle == "tovholder" and indsats is None:
            indsats = IndsatsFactory()
        return client_for(rolle, indsats=indsats)

    return ind


@pytest.mark.parametrize("rolle", ["koordinator", "tovholder"])
def test_initiative_outlives_its_only_draft(ind, rolle):
    """Nobody has the right to delete an initiative, with its roles and its place in the strategy."""
    m = maal(eneste=True)

    ind(rolle, m.tekst.indsats).post(*anslag.PAA_KLADDEN["kasseret"](m, None))

    assert Indsats.objects.filter(pk=m.tekst.indsats_id).exists()


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder"])
def test_shared_content_stays_on_a_page_that_is_anothers(ind, rolle):
    side = create_page("Prøveside", "cms/side.html", "da", created_by=forfatter())
    indhold = PageContent.admin_manager.get(page=side)
    indhold.versions.update(locked_by=None)
    felt = get_placeholder_from_slot(indhold.placeholders, "indhold")
    alias = Alias.objects.create(category=Category.objects.create(name="Prøve"))
    AliasContent.objects.with_user(forfatter()).create(alias=alias, name="Fælles", language="da")
    stykke = add_plugin(felt, "Alias", "da", alias=alias)

    ind(rolle).post(reverse("admin:djangocms_alias_detach_plugin", args=[stykke.pk]))

    assert felt.get_plugins().filter(pk=stykke.pk).exists()


@pytest.mark.parametrize(
    ("rolle", "art"),
    [
        *((rolle, Image) for rolle in ("administrator", "styregruppe", "tovholder")),
        *((rolle, File) for rolle in ("administrator", "styregruppe", "tovholder")),
        *((rolle, Folder) for rolle in ("administrator", "styregruppe", "tovholder")),
    ],
)
def test_what_is_in_the_archive_is_deleted_by_nobody_without_the_right(ind, rolle, art):
    mappe = Folder.objects.create(name="Prøve")
    tingen = mappe if art is Folder else art.objects.create(original_filename="x", folder=mappe)
    navn = f"admin:filer_{art._meta.model_name}_delete"

    ind(rolle).post(reverse(navn, args=[tingen.pk]), {"post": "yes"})

    assert art.objects.filter(pk=tingen.pk).exists()
