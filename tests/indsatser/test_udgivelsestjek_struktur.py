"""What a text is built of: pictures, headings and links that work for everybody, tables and documents."""

import pytest
from cms.api import add_plugin
from cms.models import PageContent

from indsatser.udgivelsestjek import Alvor
from indsatser.udgivelsestjek.regler_struktur import er_filnavn
from tests.factories import forfatter
from tests.indsatser.udgivelsestjek import fil, fundet, i_tekst, kladde, plugin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filer_i_en_mappe_for_sig(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


# --- pictures


@pytest.mark.parametrize(
    "img",
    [
        '<img src="/media/a.png">',
        '<img src="/media/a.png" alt="">',
        '<img src="/media/a.png" alt="&nbsp;">',
    ],
)
def test_picture_without_alternative_text_stops_the_publication(img):
    (fund,) = i_tekst("alt-mangler", f"<p>{img}</p>")

    assert fund.alvor == Alvor.FEJL
    assert fund.uddrag == "a.png"


FILNAVNE = [
    "IMG_2034.jpg",
    "IMG_2034",
    "dsc00012",
    "DSCF1234",
    "billede.png",
    "billede 1",
    "Foto2",
    "20210503_123456",
    "havnen-ved-aften.webp",
    "Skærmbillede 2021-05-03 12.30.png",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "foto",
]


@pytest.mark.parametrize("alt", FILNAVNE)
def test_file_name_as_alternative_text_stops_the_publication(alt):
    (fund,) = i_tekst("alt-filnavn", f'<p><img src="/media/x.png" alt="{alt}"></p>')

    assert fund.alvor == Alvor.FEJL


def test_name_of_the_file_itself_is_no_alternative_text():
    assert er_filnavn("havn_aften", "/media/2021/havn_aften.jpg")
    assert er_filnavn("havn aften", "/media/havn%20aften.jpg")


@pytest.mark.parametrize(
    "alt",
    [
        "Politiet på havnen.",
        "Tre unge foran Aalborg Bibliotek i 2021",
        "To betjente går tur på Nytorv.",
        "Foto af havnen ved aften",
        "Billede 1: kortet over bydelen",
        "Logo: Nordic Safe Cities",
    ],
)
def test_description_of_a_picture_is_fine(alt):
    html = f'<p><img src="/media/politi.jpg" alt="{alt}"></p>'

    assert i_tekst("alt-filnavn", html) == i_tekst("alt-mangler", html) == []


# --- empty headings


@pytest.mark.parametrize(
    "html",
    [
        "<h2></h2>",
        "<h3> </h3>",
        "<h2>&nbsp;</h2>",
        "<h2><br></h2>",
        "<h2><strong>&#8203;</strong></h2>",
    ],
)
def test_empty_heading_stops_the_publication_and_says_where(html):
    (fund,) = i_tekst("tom-overskrift", f"<p>Før.</p>{html}<p>Efter den.</p>")

    assert fund.alvor == Alvor.FEJL
    assert fund.uddrag == "før «Efter den.»"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Ord</h2>",
        '<h2><img src="/a.png" alt="Tryg Aalborg"></h2>',
        "<p></p>",
    ],
)
def test_heading_that_says_something_is_fine(html):
    assert i_tekst("tom-overskrift", html) == []


def test_heading_with_a_plugin_in_it_is_not_empty():
    tekst = kladde()
    plugin(tekst, "TextPlugin", body='<h2><cms-plugin id="7"></cms-plugin></h2><p>Efter den.</p>')

    assert fundet("tom-overskrift", tekst) == []


def test_empty_heading_of_a_box_stops_the_publication():
    tekst = kladde()
    plugin(tekst, "FaktaboksPlugin", overskrift=" ")
    plugin(tekst, "CitatPlugin", tekst="Godt", navn="Mette", titel="")

    (fund,) = fundet("tom-overskrift", tekst)
    assert "Faktaboks" in fund.hvor


# --- order of headings


@pytest.mark.parametrize(
    "html", ["<h4>Hop</h4>", "<h3>To</h3><h5>Hop</h5>", "<h1>En</h1>", "<h2>To</h2><h4>Hop</h4>"]
)
def test_heading_out_of_order_is_warned_of(html):
    (fund,) = i_tekst("overskrift-niveau", html)

    assert fund.alvor == Alvor.ADVARSEL


@pytest.mark.parametrize(
    "html",
    ["<h2>To</h2><h3>Tre</h3><h2>To</h2>", "<h3>Tre</h3>", "<h3>Tre</h3><h4>Fire</h4><h2>To</h2>"],
)
def test_headings_in_order_are_fine_under_the_heading_of_the_field(html):
    assert i_tekst("overskrift-niveau", html) == []


@pytest.fixture
def tom_side():
    """The draft of a page with nothing on it, and its placeholder."""
    side = PageContent.objects.get(
        page__urls__path="privatliv", page__urls__language="da", language="da"
    )
    ny = side.versions.get().copy(forfatter()).content
    plads = ny.placeholders.get(slot="indhold")
    plads.cmsplugin_set.all().delete()
    return ny, plads


@pytest.mark.parametrize(("html", "fejler"), [("<h3>Hop</h3>", True), ("<h2>Fint</h2>", False)])
def test_first_heading_in_the_text_of_a_page_is_an_h2(tom_side, html, fejler):
    side, plads = tom_side
    add_plugin(plads, "TextPlugin", "da", body=html)

    assert bool(fundet("overskrift-niveau", side)) is fejler


def test_text_in_a_box_goes_on_from_the_heading_of_the_box(tom_side):
    side, plads = tom_side
    boks = add_plugin(plads, "FaktaboksPlugin", "da", overskrift="Tal")
    add_plugin(plads, "TextPlugin", "da", target=boks, body="<h3>Tre</h3>")

    assert fundet("overskrift-niveau", side) == []


# --- words of a link


@pytest.mark.parametrize(
    "ord_",
    [
        "her",
        "Her",
        "Læs mere",
        "læs mere »",
        "klik her.",
        "link",
        "mere …",
        "https://www.aalborg.dk/",
        "www.aalborg.dk",
        "here",
        "Read more",
        "click here",
    ],
)
def test_link_that_cannot_stand_alone_is_warned_of(ord_):
    (fund,) = i_tekst("linktekst", f"<p>Se <a href='/'>{ord_}</a></p>")

    assert fund.alvor == Alvor.ADVARSEL


@pytest.mark.parametrize(
    "ord_",
    [
        "Læs mere om Tryg bydel",
        "tryghedsvandringer",
        "aalborg.dk",
        "herberget",
        "Heres hus",
        "tryg@aalborg.dk",
    ],
)
def test_link_that_says_where_it_leads_is_fine(ord_):
    assert i_tekst("linktekst", f"<p><a href='/'>{ord_}</a></p>") == []


def test_link_with_a_label_or_a_described_picture_says_where_it_leads():
    html = (
        "<p><a href='/' aria-label='Læs mere om byen'>Læs mere</a> "
        "<a href='/'><img src='/a.png' alt='Tryg Aalborg'></a></p>"
    )

    assert i_tekst("linktekst", html) == []


def test_link_without_words_is_warned_of():
    assert i_tekst("linktekst", "<p>Se <a href='/kontakt/'></a></p>")


def test_button_that_says_read_more_is_warned_of():
    tekst = kladde()
    plugin(tekst, "HandlingPlugin", tekst="Læs mere", link={"external_link": "/kontakt/"})

    (fund,) = fundet("linktekst", tekst)
    assert "Opfordring med knap" in fund.hvor


# --- tables and documents


def test_table_without_headings_is_warned_of():
    assert i_tekst("tabel", "<table><tr><td>1</td></tr></table>")
    assert i_tekst("tabel", "<table><tr><th>År</th></tr><tr><td>1</td></tr></table>") == []


def test_document_without_words_about_it_is_warned_of():
    tekst = kladde()
    boks = plugin(tekst, "FaktaboksPlugin", overskrift="Årsstatus")
    plugin(
        tekst,
        "DokumentPlugin",
        plugin(tekst, "DokumenterPlugin", boks),
        titel="Årsstatus 2021",
        fil=fil(),
    )

    (fund,) = fundet("dokument-uden-resume", tekst)
    assert fund.alvor == Alvor.ADVARSEL
    assert fund.uddrag == "Årsstatus 2021"

    plugin(
        tekst,
        "TextPlugin",
        body="<p>Denne tekst står et andet sted på siden og siger ikke noget om det.</p>",
    )
    assert fundet("dokument-uden-resume", tekst)

    plugin(
        tekst,
        "TextPlugin",
        boks,
        body="<p>Året gav nye kameraer på havnen og flere tryghedsvandringer i Svenstrup.</p>",
    )
    assert fundet("dokument-uden-resume", tekst) == []


def test_link_to_a_document_without_words_about_it_is_warned_of():
    lang = "<p>Året gav nye kameraer på havnen og flere ture i byen.</p>"

    assert i_tekst("dokument-uden-resume", "<p><a href='https://y.dk/a.pdf'>Årsstatus</a></p>")
    assert (
        i_tekst("dokument-uden-resume", f"{lang}<p><a href='https://y.dk/a.docx'>Årsstatus</a></p>")
        == []
    )
    assert (
        i_tekst("dokument-uden-resume", "<p><a href='https://y.dk/a.html'>Årsstatus</a></p>") == []
    )
