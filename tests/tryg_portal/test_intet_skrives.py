"""What a visitor's GET must not do: write, or see what is behind a sign-in."""

import pytest
from cms.models import Page, Placeholder

from tests.factories import TekstFactory

pytestmark = pytest.mark.django_db


def test_first_view_of_an_initiative_writes_nothing(client):
    tekst = TekstFactory()
    before = Placeholder.objects.count()

    assert client.get(tekst.get_absolute_url()).status_code == 200
    assert Placeholder.objects.count() == before


def test_page_behind_a_sign_in_is_neither_in_the_menu_nor_found(client):
    page = Page.objects.get(urls__path="nyheder", urls__language="da")
    page.login_required = True
    page.save()

    assert 'href="/nyheder/"' not in client.get("/kontakt/").content.decode()
    assert 'href="/nyheder/"' not in client.get("/soeg/?q=nyt").content.decode()


def test_section_menu_shows_the_menu_of_the_app(rf):
    from tryg_portal.navigation import Navigation

    punkter = Navigation(rf.get("/strategi/3/")).afsnit()

    assert [punkt.url for punkt in punkter] == [
        "/strategi/",
        "/strategi/3/",
        "/strategi/2/",
        "/strategi/1/",
    ]
    assert [punkt.aktuel for punkt in punkter] == [False, True, False, False]
