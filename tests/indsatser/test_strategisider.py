"""The pages of the versions, the goals and the front page: which initiatives they link to, and which not."""

import pytest

from indsatser.models import IndsatsIndhold, Maal, Prioritering, Strategi
from tests.factories import MaalFactory, PrioriteringFactory, StrategiFactory, TekstFactory
from tests.indsatser.public_pages import INITIATIVES, initiatives_in, links_in, main_of, text_of

pytestmark = pytest.mark.django_db

FIRST = {
    "formidling",
    "trygt-natteliv",
    "brobygningsforloeb",
    "skalborg-borgerhjaelp",
    "mit-kvarter",
    "rusmiddelseminar",
    "drop-out-elever",
    "tryghedsvandringer",
}
THIRD = {
    "tryg-bydel",
    "patientens-team",
    "aalborg-fri-tid",
    "trygt-natteliv",
    "antiradikalisering",
    "forebyggelsesseminarer",
    "borgere-i-socialt-udsatte-positioner-i-byens-rum",
    "bekymrende-fravaer-i-skolen",
    "sikkerhed-paa-havnefronten",
    "tryghedsvandringer",
    "demensindsatser",
    "negativ-social-kontrol-og-aeresrelaterede-konflikter",
    "tryg-online",
    "trafiksikkerhed",
    "tryg-digital-by",
}
SECOND = set(INITIATIVES) - {
    "brobygningsforloeb",
    "skalborg-borgerhjaelp",
    "mit-kvarter",
    "rusmiddelseminar",
    "drop-out-elever",
    "negativ-social-kontrol-og-aeresrelaterede-konflikter",
    "tryg-online",
    "trafiksikkerhed",
    "tryg-digital-by",
    "camp-ung",
    "min-faelles-vej",
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("version", "slugs", "antal"),
    [(1, FIRST, 8), (2, SECOND, 17), (3, THIRD, 15)],
    ids=["1", "2", "3"],
)
def test_version_links_to_its_initiatives_and_to_no_other(client, language, version, slugs, antal):
    prefix = "" if language == "da" else "/en"

    linked = initiatives_in(main_of(client.get(f"{prefix}/strategi/{version}/")), language)

    assert len(linked) == antal
    assert set(linked) == slugs


@pytest.mark.parametrize("version", [1, 2])
def test_old_version_says_that_it_is_history(client, version):
    gammel = text_of(main_of(client.get(f"/strategi/{version}/"))).lower()
    ny = text_of(main_of(client.get("/strategi/3/"))).lower()

    assert "histori" in gammel
    assert "histori" not in ny


def test_name_of_a_version_is_the_one_of_its_time(client):
    assert "FRI-TID for handicappede «Aalborg FRI-TID»" in text_of(
        main_of(client.get("/strategi/2/"))
    )
    assert "FRI-TID for handicappede" not in text_of(main_of(client.get("/strategi/3/")))


@pytest.mark.parametrize("antal", [2, 18])
def test_version_with_a_new_initiative_lists_it_whatever_its_goal(client, antal):
    """A priority under no goal, and one whose goal is that of another version, are not lost."""
    version = Strategi.objects.get(nummer=3)
    for number in range(antal):
        tekst = TekstFactory(titel=f"Ny {number}")
        PrioriteringFactory(strategi=version, indsats=tekst.indsats, navn=f"Ny {number}", nummer=50)

    assert len(initiatives_in(main_of(client.get("/strategi/3/")))) == 15 + antal


def test_version_that_has_not_begun_is_marked_as_coming_and_not_as_history(client):
    StrategiFactory(nummer=4, fra_aar=2200, til_aar=2203)

    assert "histori" not in text_of(main_of(client.get("/strategi/4/"))).lower()


def test_strategy_page_tells_how_initiatives_have_lived(client):
    main = main_of(client.get("/strategi/"))
    text = text_of(main)

    assert {"/strategi/1/", "/strategi/2/", "/strategi/3/"} <= set(links_in(main))
    for beslutning in ("2014-1516", "2022-031917", "Godkendt", "Anbefales", "Udsat"):
        assert beslutning in text
    assert "Tilføjet 2021" in text
    assert "Nyt navn" in text
    assert "Afløst af Camp Ung" in text
    assert main.xpath(".//svg")
    assert main.xpath(".//table")


def test_table_of_lives_has_a_row_for_each_initiative_with_a_place_in_a_version(client):
    linked = set(initiatives_in(main_of(client.get("/strategi/"))))

    assert linked == set(Prioritering.objects.values_list("indsats__slug", flat=True))


@pytest.mark.parametrize(
    ("slug", "initiatives"),
    [
        (
            "hoej-tryghed",
            {
                "trygt-natteliv",
                "antiradikalisering",
                "sikkerhed-paa-havnefronten",
                "negativ-social-kontrol-og-aeresrelaterede-konflikter",
                "tryg-digital-by",
            },
        ),
        ("en-meningsfuld-hverdag", {"aalborg-fri-tid"}),
        ("boern-og-unge", {"bekymrende-fravaer-i-skolen", "camp-ung"}),
    ],
)
def test_goal_links_to_its_initiatives_in_the_version_in_force(client, slug, initiatives):
    assert set(initiatives_in(main_of(client.get(f"/maal/{slug}/")))) == initiatives


def test_goal_shows_its_wording_and_the_earlier_one_where_it_differs(client):
    text = text_of(main_of(client.get("/maal/hoej-tryghed/")))

    assert "skal fortsat opleve en høj tryghed" in text
    assert "skal opleve en større tryghed" in text


def test_goal_of_a_version_to_come_is_not_shown_yet(client):
    kommende = StrategiFactory()
    MaalFactory(strategi=kommende, nummer=1, slug="hoej-tryghed", ordlyd_da="En helt ny ordlyd")
    MaalFactory(strategi=kommende, nummer=2, slug="et-helt-nyt-maal")

    assert "En helt ny ordlyd" not in client.get("/maal/hoej-tryghed/").content.decode()
    assert client.get("/maal/et-helt-nyt-maal/").status_code == 404
    assert "et-helt-nyt-maal" not in client.get("/maal/").content.decode()


def test_goal_that_is_gone_keeps_its_page(client):
    Maal.objects.filter(strategi__nummer=3, slug="samskabelse").update(slug="sammen")

    assert client.get("/maal/samskabelse/").status_code == 200
    assert client.get("/maal/sammen/").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_front_page_links_to_the_five_goals_and_the_initiatives_of_today(client, prefix):
    """Camp Ung stands where the prevention seminars, which it succeeds, stood in the decision."""
    main = main_of(client.get(f"{prefix}/"))

    assert (
        len(
            [
                href
                for href in links_in(main)
                if href.startswith(f"{prefix}/maal/") and href != f"{prefix}/maal/"
            ]
        )
        == 5
    )
    assert set(initiatives_in(main, "en" if prefix else "da")) == (
        THIRD - {"forebyggelsesseminarer"} | {"camp-ung"}
    )


def test_initiative_that_ended_says_what_became_of_it(client):
    main = main_of(client.get("/indsatser/forebyggelsesseminarer/"))

    assert "/indsatser/camp-ung/" in links_in(main)
    assert "/indsatser/forebyggelsesseminarer/" in links_in(
        main_of(client.get("/indsatser/camp-ung/"))
    )


def test_page_prints_no_heading_over_an_empty_field(client):
    indsats = TekstFactory(titel="Kun en titel", resume="Og to linjer.").indsats
    main = main_of(client.get(f"/indsatser/{indsats.slug}/"))

    headings = [text_of(heading).lower() for heading in main.xpath(".//h2 | .//h3 | .//dt")]
    for word in (
        "baggrund",
        "hvad gør vi",
        "hvad skal vi",
        "hvad blev der",
        "målgruppe",
        "område",
        "samarbejd",
    ):
        assert not [heading for heading in headings if heading.startswith(word)], word
    for heading in main.xpath(".//h2 | .//h3"):
        following = heading.getnext()
        assert following is None or text_of(following) or following.xpath(".//img | .//svg"), (
            text_of(heading)
        )


def test_initiative_only_in_danish_leads_from_english_to_the_danish_page(client):
    slug = TekstFactory().indsats.slug

    response = client.get(f"/en/indsatser/{slug}/")

    assert (response.status_code, response["Location"]) == (302, f"/indsatser/{slug}/")


def test_initiative_only_in_english_has_no_danish_page(client):
    slug = TekstFactory(language="en").indsats.slug

    assert client.get(f"/indsatser/{slug}/").status_code == 404
    assert client.get(f"/en/indsatser/{slug}/").status_code == 200
    assert IndsatsIndhold.objects.filter(indsats__slug=slug).count() == 1
