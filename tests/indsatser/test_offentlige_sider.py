"""Every public address answers, sets no cookie, and is only what a visitor may see."""

import csv
import io
import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from indsatser.demodata.filer import laes
from tests.indsatser.public_pages import (
    ANNUAL_PAGES,
    CMS_PAGES,
    GOAL_PAGES,
    HEARING_PAGES,
    INITIATIVE_PAGES,
    INITIATIVES,
    MACHINE_FILES,
    MEASUREMENT_PAGES,
    NEWS_PAGES,
    PAGES,
    PRESS_RELEASE,
    STRATEGY_PAGES,
    main_of,
    text_of,
    tree_of,
)

pytestmark = pytest.mark.django_db

FORMER_OFFICE_HOLDERS = [
    "Ulla Astman",
    "Mai-Britt Iversen",
    "Stig Erik Lundbo",
    "Hanne Husted Manata",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_answers_in_its_language_without_a_cookie(visit, address):
    response = visit(address)

    assert response.status_code == 200
    assert not response.cookies
    assert tree_of(response).get("lang") == ("en" if address.startswith("/en/") else "da")


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_heading_of_the_first_level_and_a_title(visit, address):
    tree = tree_of(visit(address))

    assert [text_of(h1) for h1 in tree.xpath("//h1")] == [text_of(tree.xpath("//main//h1")[0])]
    assert text_of(tree.find(".//title"))


@pytest.mark.parametrize("address", [page for page in PAGES if PRESS_RELEASE not in page])
def test_page_names_nobody_who_has_left_office(visit, address):
    """But for the press release, which says on what day they held it."""
    text = visit(address).content.decode()

    assert [name for name in FORMER_OFFICE_HOLDERS if name in text] == []


def test_press_release_of_those_who_have_left_office_leads_to_the_authority_now(visit):
    text = visit(PRESS_RELEASE).content.decode()

    contacts = laes("nyheder")[PRESS_RELEASE.split("/")[-2]]["pressekontakter"]
    theirs = {contact[way] for contact in contacts for way in ("telefon", "email")} - {""}
    assert len(theirs) == 5
    assert [way for way in theirs if way in text] == []
    assert "99 82 34 20" in text


@pytest.mark.parametrize("address", PAGES)
def test_page_holds_nothing_that_the_content_policy_forbids(visit, address):
    tree = tree_of(visit(address))

    assert (
        tree.xpath("//style | //script[not(@src)][not(@type='application/ld+json')] | //*[@style]")
        == []
    )
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    external = [
        url
        for url in tree.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        if "//" in url
    ]
    assert external == []


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_form_that_needs_a_token(visit, address):
    tree = tree_of(visit(address))

    assert tree.xpath("//input[@name='csrfmiddlewaretoken']") == []
    assert {form.get("method", "get").lower() for form in tree.xpath("//form")} <= {"get"}


@pytest.mark.parametrize("address", PAGES)
def test_footer_names_all_three_authorities(visit, address):
    text = text_of(tree_of(visit(address)))

    names = {
        "da": ["Aalborg Kommune", "Nordjyllands Politi", "Region Nordjylland"],
        "en": ["Aalborg Municipality", "North Jutland Police", "North Denmark Region"],
    }["en" if address.startswith("/en/") else "da"]
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("address", MACHINE_FILES)
def test_file_for_machines_answers_without_a_cookie(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/om-tryg-aalborg/introduktion/", "Anne Marie Roum Svendsen"),
        ("/om-tryg-aalborg/introduktion/", "Mads Duedahl"),
        ("/om-tryg-aalborg/introduktion/", "Lasse Frimand Jensen"),
        ("/om-tryg-aalborg/organisation/", "Knud U. Rasmussen"),
        ("/om-tryg-aalborg/organisation/", "Karen Sander Graven-Nielsen"),
        ("/om-tryg-aalborg/organisation/", "icepolitiinspektør"),
        ("/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum/", "TinaMaria Larsen"),
        ("/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum/", "99 82 34 20"),
    ],
)
def test_page_names_those_in_office(visit, address, name):
    assert name in text_of(main_of(visit(address)))


def test_statement_on_accessibility_has_its_short_address(client):
    for prefix in ("", "/en"):
        for address in (f"{prefix}/was", f"{prefix}/was/"):
            response = client.get(address, follow=True)
            assert response.status_code == 200
            assert response.request["PATH_INFO"] == f"{prefix}/tilgaengelighed/"


def test_login_page_answers(client):
    response = client.get("/konto/login/")

    assert response.status_code == 200
    assert tree_of(response).xpath("//form//input[@type='password']")


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/cms_login/", "/en/cms_login/"])
def test_every_door_leads_to_the_one_login(client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0].split("?")[0] == "/konto/login/"


@pytest.mark.parametrize(
    "address", ["/findes-ikke/", "/en/findes-ikke/", "/indsatser/findes-ikke/", "/strategi/4/"]
)
def test_page_that_is_not_there_helps(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert not response.cookies
    text = response.content.decode()
    assert "112" in text
    assert "114" in text
    assert "/soeg/" in text


# --- What machines are told


def test_sitemap_names_every_page_in_both_languages_once(client):
    response = client.get("/sitemap.xml")

    urls = etree.fromstring(response.content).xpath("//*[local-name()='loc']/text()")
    paths = ["/" + url.split("/", 3)[3] for url in urls]
    danish = CMS_PAGES + INITIATIVE_PAGES + NEWS_PAGES + GOAL_PAGES + STRATEGY_PAGES
    danish += ANNUAL_PAGES + MEASUREMENT_PAGES + HEARING_PAGES
    assert sorted(paths) == sorted(danish + [f"/en{path}" for path in danish])


def test_sitemap_has_the_address_of_the_site(client, settings):
    assert settings.SITE_URL in client.get("/sitemap.xml").content.decode()


def test_robots_are_told_of_the_sitemap_and_kept_out_of_the_admin(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines


def test_security_txt_ends_within_a_year_and_not_soon(client):
    fields = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt").content.decode().splitlines()
        if line
    )

    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left <= timedelta(days=366)
    assert client.get("/" + fields["Contact"].split("/", 3)[3]).status_code == 200


def test_health_says_that_the_database_answers(client):
    response = client.get("/sundhed/")

    assert response.json() == {"database": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("prefix", "language"), [("", "da"), ("/en", "en")])
def test_open_data_hold_every_initiative_with_its_address(client, settings, prefix, language):
    rows = json.loads(client.get(f"{prefix}/data/indsatser.json").content)["indsatser"]

    assert sorted(row["adresse"] for row in rows) == sorted(
        f"{settings.SITE_URL}{prefix}/indsatser/{slug}/" for slug in INITIATIVES
    )
    assert {row["sprog"] for row in rows} == {language}
    natteliv = next(row for row in rows if row["adresse"].endswith("/trygt-natteliv/"))
    assert natteliv["maal"] == [1]
    assert all(row["resume"] for row in rows)


def test_open_data_are_the_same_as_a_spreadsheet(client):
    content = client.get("/data/indsatser.csv").content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert [row["titel"] for row in rows] == [
        row["titel"] for row in client.get("/data/indsatser.json").json()["indsatser"]
    ]
