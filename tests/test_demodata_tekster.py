"""The texts of the demonstration data: complete, easy to read, free of scan errors, with links that lead somewhere."""

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

import indsatser
from indsatser.laesbarhed import GRAENSE, lix, ren_tekst

DEMODATA = Path(indsatser.__file__).parent / "demodata"
SLUGS = [
    "formidling",
    "trygt-natteliv",
    "brobygningsforloeb",
    "skalborg-borgerhjaelp",
    "mit-kvarter",
    "rusmiddelseminar",
    "drop-out-elever",
    "tryghedsvandringer",
    "tryg-bydel",
    "patientens-team",
    "aalborg-fri-tid",
    "en-vej-ind-for-unge",
    "boerne-og-ungesamraad",
    "sikkerhed-paa-havnefronten",
    "antiradikalisering",
    "forebyggelsesseminarer",
    "camp-ung",
    "trivsel-for-paaroerende",
    "borgere-i-socialt-udsatte-positioner-i-byens-rum",
    "intro-for-flygtninge",
    "tryghedsambassadoerer",
    "bekymrende-fravaer-i-skolen",
    "demensindsatser",
    "negativ-social-kontrol-og-aeresrelaterede-konflikter",
    "tryg-online",
    "trafiksikkerhed",
    "tryg-digital-by",
    "min-faelles-vej",
]
STIER = {
    "forside": "",
    "strategi": "strategi",
    "maal": "maal",
    "indsatser": "indsatser",
    "om": "om-tryg-aalborg",
    "introduktion": "om-tryg-aalborg/introduktion",
    "organisation": "om-tryg-aalborg/organisation",
    "nordic-safe-cities": "om-tryg-aalborg/nordic-safe-cities",
    "tryghed": "om-tryg-aalborg/tryghed",
    "samskabelse": "om-tryg-aalborg/samskabelse",
    "kontakt": "kontakt",
    "privatliv": "privatliv",
    "tilgaengelighed": "tilgaengelighed",
    "nyheder": "nyheder",
    "tryghedsmaaling": "tryghedsmaaling",
    "aarsstatus": "aarsstatus",
    "hoeringer": "hoeringer",
    "aktiviteter": "aktiviteter",
    "dokumenter": "dokumenter",
    "forslag": "forslag",
}
INDSATS_HTML = ("baggrund", "goer_allerede", "fokus")
INDSATS_FELTER = {"titel", "resume", "overskrift", *INDSATS_HTML}
SIDE_FELTER = {"titel", "menutitel", "beskrivelse", "indledning", "tekst"}
INDSATS_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3"}
SIDE_TAGS = INDSATS_TAGS | {"h2", "br", "table", "caption", "thead", "tbody", "tr", "th", "td"}
SPROG = ("da", "en")
SCANNEFEJL = re.compile(r"\bu?tryk(t|ke|ked|hed)?\b|\btryk(hed|fond)", re.IGNORECASE)
TOM_LINKTEKST = re.compile(
    r"^(læs mere|klik her|her|se mere|link|read more|click here|here|more)\W*$", re.IGNORECASE
)


def _laes(mappe):
    return {
        fil.stem: tomllib.loads(fil.read_text("utf-8"))
        for fil in sorted((DEMODATA / mappe).glob("*.toml"))
    }


INDSATSER = _laes("indsatser")
SIDER = _laes("sider")
ALLE = [
    pytest.param(data, id=f"{mappe}/{navn}")
    for mappe, filer in (("indsatser", INDSATSER), ("sider", SIDER))
    for navn, data in filer.items()
]
hver_indsats = pytest.mark.parametrize("navn", INDSATSER)
hver_side = pytest.mark.parametrize("navn", SIDER)
hver_tekst = pytest.mark.parametrize("data", ALLE)
hvert_sprog = pytest.mark.parametrize("sprog", SPROG)


class _Html(HTMLParser):
    """Notes the tags, the links with their text and whether each tag is closed in turn."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.aabne, self.velformet = set(), [], [], True
        self.feed(html)
        self.close()
        self.velformet &= not self.aabne

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.aabne.append(tag)
        if tag == "a":
            self.links.append([dict(attrs).get("href", ""), ""])

    def handle_endtag(self, tag):
        if not self.aabne or self.aabne.pop() != tag:
            self.velformet = False

    def handle_data(self, data):
        if "a" in self.aabne:
            self.links[-1][1] += data


def _html(data, sprog):
    felter = INDSATS_HTML if "slug" in data else ("tekst",)
    return "\n".join(data[sprog][felt] for felt in felter)


def _loebende_tekst(data):
    felter = ("resume", "overskrift") if "slug" in data else ("indledning",)
    return "\n".join(map(ren_tekst, [*(data["da"][felt] for felt in felter), _html(data, "da")]))


def test_all_initiatives_are_there():
    assert sorted(INDSATSER) == sorted(SLUGS)


def test_all_pages_are_there_at_their_addresses():
    assert STIER.items() <= {navn: side["sti"] for navn, side in SIDER.items()}.items()


@hver_indsats
def test_initiative_has_its_fields(navn):
    indsats = INDSATSER[navn]
    assert indsats["slug"] == navn
    for sprog in SPROG:
        assert set(indsats[sprog]) == INDSATS_FELTER
        for felt in ("titel", "resume", "baggrund"):
            assert indsats[sprog][felt].strip(), f"{sprog}.{felt}"
        assert len(indsats[sprog]["resume"]) <= 200


@hver_side
@hvert_sprog
def test_page_has_its_fields(navn, sprog):
    side = SIDER[navn][sprog]
    assert set(side) == SIDE_FELTER
    assert all(side[felt].strip() for felt in SIDE_FELTER - {"tekst"})
    assert len(side["beskrivelse"]) <= 155


@hver_indsats
def test_sections_are_written_in_both_languages(navn):
    indsats = INDSATSER[navn]
    assert [bool(indsats["da"][felt]) for felt in INDSATS_HTML] == [
        bool(indsats["en"][felt]) for felt in INDSATS_HTML
    ]


@hver_tekst
def test_danish_text_is_easy_to_read(data):
    assert lix(_loebende_tekst(data)) <= GRAENSE


@hver_tekst
def test_no_scan_error(data):
    assert not SCANNEFEJL.search(str(data))


@pytest.mark.parametrize(
    "ord_", ["en mere tryk kommune", "utrykhed", "Trykke bydele", "TrykFonden", "Tryk Aalborg"]
)
def test_scan_errors_are_recognised(ord_):
    assert SCANNEFEJL.search(ord_)


def test_genuine_words_are_no_scan_errors():
    assert not SCANNEFEJL.search("Et udtryk for tryghed kan give et godt indtryk af trygge bydele")


@hver_tekst
@hvert_sprog
def test_html_is_plain_and_well_formed(data, sprog):
    html = _Html(_html(data, sprog))
    assert html.tags <= (INDSATS_TAGS if "slug" in data else SIDE_TAGS)
    assert html.velformet


@hver_tekst
@hvert_sprog
def test_link_text_says_where_it_leads(data, sprog):
    for adresse, tekst in _Html(_html(data, sprog)).links:
        assert tekst.strip() and not TOM_LINKTEKST.match(tekst.strip()), adresse


@hver_tekst
@hvert_sprog
def test_internal_links_lead_to_a_page_in_the_same_language(data, sprog):
    rod = {"da": "/", "en": "/en/"}[sprog]
    stier = [side["sti"] for side in SIDER.values()] + [f"indsatser/{slug}" for slug in SLUGS]
    kendte = {f"{rod}{sti}/" if sti else rod for sti in stier}
    for adresse, _ in _Html(_html(data, sprog)).links:
        if adresse.endswith("/"):
            assert adresse in kendte
        else:
            assert re.match(rf"https://|tel:|{rod}data/[a-z]+\.(csv|json)$", adresse)


@hvert_sprog
def test_tables_have_caption_and_scope(sprog):
    for side in SIDER.values():
        html = side[sprog]["tekst"]
        assert html.count("<table>") == html.count("<caption>")
        assert "<th>" not in html
