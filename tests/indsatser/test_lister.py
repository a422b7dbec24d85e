"""What the lists of the admin find."""

import pytest

from indsatser.models import Indsats
from tests.indsatser.public_pages import tree_of

pytestmark = pytest.mark.django_db


def rows(client, query):
    page = tree_of(client.get(f"/admin/indsatser/indsats/?{query}"))
    return page.xpath("//table[@id='result_list']//tbody/tr")


def test_initiative_is_found_once_however_often_the_word_stands_in_it(koordinator):
    assert len(rows(koordinator, "q=antiradikalisering")) == 1


def test_search_within_nothing_finds_every_initiative_once(koordinator):
    assert len(rows(koordinator, "q=")) == Indsats.objects.count()
