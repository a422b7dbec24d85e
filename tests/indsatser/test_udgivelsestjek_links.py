"""A link leads every reader somewhere: what leads nowhere stops the publication."""

import pytest
from cms.models import Page, PageContent
from django.contrib.redirects.models import Redirect
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from indsatser.models import Indsats
from indsatser.udgivelsestjek import Alvor, tjek
from tests.factories import StrategiFactory, TekstFactory, forfatter
from tests.indsatser.udgivelsestjek import fil, fundet, i_tekst, kladde, plugin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filer_i_en_mappe_for_sig(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    "href",
    [
        "/findes-ikke/",
        "findes-ikke",
        "/indsatser/findes-ikke/",
        "/en/indsatser/findes-ikke/",
        "/strategi/9/",
        "/maal/findes-ikke/",
        "/en/findes-ikke/",
        "/media/findes-ikke.pdf",
        "/static/findes-ikke.css",
        "http://127.0.0.1:8000/findes-ikke/",
        "/admin/",
        "/admin/cms/placeholder/object/14/preview/57/",
        "www.aalborg.dk",
        "",
        "#",
        "mailto:tryg",
        "mailto:",
        "tel:",
        "tel:ring",
    ],
)
def test_broken_link_stops_the_publication(href, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    (fund,) = i_tekst("brudt-link", f"<p><a href='{href}'>Et godt sted</a></p>")

    assert fund.alvor == Alvor.FEJL
    assert "Et godt sted" in fund.uddrag


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/en/",
        "/kontakt/",
        "/kontakt",
        "/kontakt/?emne=lys#indhold",
        "/en/indsatser/",
        "/indsatser/tryg-bydel/",
        "/en/indsatser/tryg-bydel/",
        "/indsatser/et-trygt-natteliv/",
        "../tryg-bydel/",
        "/strategi/3/",
        "/maal/samskabelse/",
        "/soeg/?q=lys",
        "/data/indsatser.csv",
        "/was/",
        "/static/css/tryg.css",
        "http://127.0.0.1:8000/kontakt/",
        "#indhold",
        "https://www.aalborg.dk/findes-maaske/",
        "//www.aalborg.dk/",
        "mailto:tryg@aalborg.dk?subject=Hej",
        "mailto:tryg@aalborg.dk,politi@politi.dk",
        "tel:+4599823420",
        "tel:99 82 34 20",
    ],
)
def test_link_that_leads_somewhere_is_fine(href, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert i_tekst("brudt-link", f"<p><a href='{href}'>Et godt sted</a></p>") == []


def test_link_is_broken_until_what_it_leads_to_is_published():
    kladde("", indsats=Indsats.objects.create(slug="ny-indsats"))
    html = "<p><a href='/indsatser/ny-indsats/'>Den nye</a></p>"

    assert "udgivet" in i_tekst("brudt-link", html)[0].besked


def test_link_to_a_page_is_broken_when_it_is_not_published_in_that_language():
    PageContent.objects.get(
        page__urls__path="privatliv", language="en", page__urls__language="en"
    ).versions.get().unpublish(forfatter())

    assert i_tekst("brudt-link", "<p><a href='/en/privatliv/'>Privacy</a></p>")
    assert i_tekst("brudt-link", "<p><a href='/privatliv/'>Privatliv</a></p>") == []


def test_link_to_a_version_that_is_prepared_in_peace_is_broken():
    StrategiFactory(nummer=8, offentlig=False)

    assert i_tekst("brudt-link", "<p><a href='/strategi/8/'>Den næste</a></p>")


def test_link_to_the_text_itself_is_fine_before_it_is_published():
    tekst = kladde(
        "<p><a href='/indsatser/ny-indsats/'>Denne</a></p>",
        indsats=Indsats.objects.create(slug="ny-indsats", fase="afsluttet"),
    )

    assert fundet("brudt-link", tekst) == []


def test_link_to_an_old_address_is_fine():
    Redirect.objects.create(site_id=1, old_path="/gammel/", new_path="/kontakt/")

    assert (
        i_tekst(
            "brudt-link", "<p><a href='/gammel/'>Den gamle</a> <a href='/gammel'>uden streg</a></p>"
        )
        == []
    )


def test_link_to_a_file_that_exists_is_fine():
    navn = default_storage.save("brev på dansk.pdf", ContentFile(b"x"))

    assert i_tekst("brudt-link", f"<p><a href='/media/{navn}'>Et brev</a></p>") == []


def test_link_out_of_the_folder_of_files_is_broken():
    assert i_tekst("brudt-link", "<p><a href='/media/../../etc/passwd'>Et brev</a></p>")


@pytest.mark.parametrize("model", ["cms.page", "indsatser.indsats", "filer.file", "findes.ikke"])
def test_reference_to_something_deleted_is_broken(model):
    tekst = kladde(f'<p><a href="/" data-cms-href="{model}:999999">Den slettede</a></p>')
    tekst = type(tekst).admin_manager.get(pk=tekst.pk)

    (fund,) = fundet("brudt-link", tekst)
    assert "slettet" in fund.besked


def test_reference_to_a_page_follows_the_page_in_the_language_of_the_text():
    side = Page.objects.get(urls__path="privatliv", urls__language="da")
    html = f'<p><a href="/gammel-adresse/" data-cms-href="cms.page:{side.pk}">Privatliv</a></p>'

    assert i_tekst("brudt-link", html) == i_tekst("brudt-link", html, language="en") == []


def test_reference_on_a_button_is_looked_up():
    tekst = kladde()
    bydel, ny = Indsats.objects.get(slug="tryg-bydel"), Indsats.objects.create(slug="ny-indsats")
    plugin(
        tekst,
        "HandlingPlugin",
        tekst="Se Tryg bydel",
        link={"internal_link": f"indsatser.indsats:{bydel.pk}"},
    )
    plugin(
        tekst,
        "HandlingPlugin",
        tekst="Se den nye",
        link={"internal_link": f"indsatser.indsats:{ny.pk}"},
    )
    plugin(tekst, "HandlingPlugin", tekst="Hent filen", link={"file_link": fil().pk})

    (fund,) = fundet("brudt-link", tekst)
    assert fund.uddrag.startswith("Se den nye")


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="http://[abc">Et link</a></p>',
        '<p><a href="//[">Et link</a></p>',
        '<p>Se <img alt="Et hus." src="http://[abc"></p>',
        '<p><a href="#" data-cms-href="cms.page:99999999999999999999999999">Et link</a></p>',
    ],
)
def test_address_that_cannot_be_read_breaks_nothing(html):
    tekst = TekstFactory(udgivet=False, baggrund=html)

    assert all(isinstance(fund.besked, str) for fund in tjek(tekst))
