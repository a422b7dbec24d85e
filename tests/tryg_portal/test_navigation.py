"""Menu, breadcrumb and language switch, as every page prints them from the page tree."""

import pytest
from cms.api import create_page
from cms.models import PageContent
from django.test import Client

from tests.factories import TekstFactory, forfatter
from tests.indsatser.public_pages import (
    CMS_PAGES,
    GOAL_PAGES,
    INITIATIVE_PAGES,
    STRATEGY_PAGES,
    text_of,
    tree_of,
)

pytestmark = pytest.mark.django_db

IN_BOTH = CMS_PAGES + INITIATIVE_PAGES[:3] + GOAL_PAGES[:2] + STRATEGY_PAGES[:1] + ["/soeg/"]


def switch_on(response):
    """The one link to the other language."""
    links = tree_of(response).xpath("//a[contains(@class, 'sprogvalg')]")
    (href,) = {link.get("href") for link in links}
    return href, links[0]


@pytest.mark.parametrize("address", IN_BOTH)
def test_language_switch_leads_to_the_same_page_and_back(visit, address):
    english, link = switch_on(visit(address))
    danish, back = switch_on(visit(f"/en{address}"))

    assert (english, link.get("hreflang"), text_of(link)) == (f"/en{address}", "en", "English")
    assert (danish, back.get("hreflang"), text_of(back)) == (address, "da", "Dansk")


@pytest.mark.parametrize("address", IN_BOTH)
def test_search_engines_are_told_of_both_languages(visit, settings, address):
    tree = tree_of(visit(address))

    alternatives = {
        link.get("hreflang"): link.get("href")
        for link in tree.xpath("//link[@rel='alternate'][@hreflang]")
    }
    assert alternatives["da"] == settings.SITE_URL + address
    assert alternatives["en"] == f"{settings.SITE_URL}/en{address}"
    assert tree.xpath("//link[@rel='canonical']/@href") == [settings.SITE_URL + address]


def unpublish(path, language):
    content = PageContent.objects.get(
        page__urls__path=path, page__urls__language=language, language=language
    )
    content.versions.get().unpublish(forfatter())


def test_page_without_english_leads_to_its_parent_and_says_so():
    unpublish("om-tryg-aalborg/tryghed", "en")

    href, link = switch_on(Client().get("/om-tryg-aalborg/tryghed/"))

    assert href == "/en/om-tryg-aalborg/"
    assert "Siden findes ikke på engelsk" in text_of(link)
    assert text_of(link) != "English"


def test_page_without_an_english_parent_leads_to_the_nearest_above():
    unpublish("om-tryg-aalborg/tryghed", "en")
    unpublish("om-tryg-aalborg", "en")

    href, _ = switch_on(Client().get("/om-tryg-aalborg/tryghed/"))

    assert href == "/en/"


def test_page_without_english_has_no_english_address_for_search_engines():
    unpublish("om-tryg-aalborg/tryghed", "en")

    tree = tree_of(Client().get("/om-tryg-aalborg/tryghed/"))

    assert "en" not in tree.xpath("//link[@rel='alternate']/@hreflang")


def test_initiative_without_english_leads_to_the_english_list():
    slug = TekstFactory().indsats.slug

    href, _ = switch_on(Client().get(f"/indsatser/{slug}/"))

    assert href == "/en/indsatser/"


def test_initiative_without_danish_leads_to_the_danish_list():
    slug = TekstFactory(language="en").indsats.slug

    href, link = switch_on(Client().get(f"/en/indsatser/{slug}/"))

    assert href == "/indsatser/"
    assert (
        "findes ikke på dansk" in text_of(link)
        or "not in Danish" in text_of(link)
        or "Danish" in text_of(link)
    )


@pytest.mark.parametrize(
    "address", ["/findes-ikke/", "/en/findes-ikke/", "/indsatser/findes-ikke/", "/en/maal/nej/"]
)
def test_switch_on_a_page_that_is_not_there_leads_to_one_that_is(client, address):
    href, _ = switch_on(client.get(address))

    assert client.get(href).status_code == 200


# --- The menu


def menu_of(response):
    return tree_of(response).xpath("//header//nav//a")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_menu_has_the_top_of_the_tree_in_its_order(visit, prefix):
    links = [link.get("href") for link in menu_of(visit(f"{prefix}/kontakt/"))]
    hrefs = [href for href in dict.fromkeys(links) if href != f"{prefix}/soeg/"]

    tops = [
        "indsatser",
        "maal",
        "strategi",
        "tryghedsmaaling",
        "nyheder",
        "om-tryg-aalborg",
        "kontakt",
    ]
    assert [href for href in hrefs if href.count("/") == (3 if prefix else 2)] == [
        f"{prefix}/{top}/" for top in tops
    ]


@pytest.mark.parametrize("address", ["/kontakt/", "/indsatser/", "/maal/", "/en/strategi/"])
def test_page_that_one_stands_on_is_marked_in_the_menu(visit, address):
    current = [link.get("href") for link in menu_of(visit(address)) if link.get("aria-current")]

    assert set(current) == {address}


def test_menu_follows_the_tree():
    ny = create_page(
        "Ny side", "cms/side.html", "da", slug="ny-side", in_navigation=True, created_by=forfatter()
    )
    assert "/ny-side/" not in [link.get("href") for link in menu_of(Client().get("/kontakt/"))]

    ny.pagecontent_set(manager="admin_manager").get().versions.get().publish(forfatter())

    assert "/ny-side/" in [link.get("href") for link in menu_of(Client().get("/kontakt/"))]
    assert "/en/ny-side/" not in [
        link.get("href") for link in menu_of(Client().get("/en/kontakt/"))
    ]


# --- The breadcrumb


@pytest.mark.parametrize(
    ("address", "trail"),
    [
        ("/om-tryg-aalborg/tryghed/", ["/", "/om-tryg-aalborg/"]),
        ("/indsatser/tryg-bydel/", ["/", "/indsatser/"]),
        ("/en/maal/samskabelse/", ["/en/", "/en/maal/"]),
        ("/strategi/2/", ["/", "/strategi/"]),
        ("/kontakt/", ["/"]),
    ],
)
def test_breadcrumb_leads_through_the_tree(visit, address, trail):
    tree = tree_of(visit(address))
    (crumb,) = tree.xpath(
        "//nav[contains(@class, 'broedkrumme') or contains(@class, 'breadcrumb')]"
    )

    assert [href for href in crumb.xpath(".//a/@href") if href != address] == trail
    assert crumb.xpath(".//*[@aria-current='page']")
