"""The list of initiatives: what each filter gives, what the numbers say, and a list in pages."""

import re

import pytest

from indsatser.models import Maalgruppe, Organisation, Rolle, Strategi
from tests.factories import (
    MaalFactory,
    OrganisationFactory,
    PrioriteringFactory,
    RolleFactory,
    StrategiFactory,
    TekstFactory,
)
from tests.indsatser.public_pages import INITIATIVES, initiatives_in, main_of, text_of

pytestmark = pytest.mark.django_db

LIST = "/indsatser/"
GOAL_1 = {
    "antiradikalisering",
    "negativ-social-kontrol-og-aeresrelaterede-konflikter",
    "sikkerhed-paa-havnefronten",
    "tryg-digital-by",
    "trygt-natteliv",
}
YOUTH = {
    "bekymrende-fravaer-i-skolen",
    "boerne-og-ungesamraad",
    "camp-ung",
    "drop-out-elever",
    "en-vej-ind-for-unge",
    "forebyggelsesseminarer",
}
IN_BYENS_RUM = "borgere-i-socialt-udsatte-positioner-i-byens-rum"


def found(client, address):
    """The initiatives on all pages of the list."""
    slugs, side = [], 1
    separator = "&" if "?" in address else "?"
    while True:
        main = main_of(client.get(f"{address}{separator}side={side}"))
        slugs += initiatives_in(main)
        if not main.xpath(".//a[@rel='next']"):
            return slugs
        side += 1


def choices(main):
    """What the filters offer: {(parameter, value): number}."""
    return {
        (select.get("name"), option.get("value")): int(re.search(r"\((\d+)\)$", text_of(option))[1])
        for select in main.xpath(".//select")
        for option in select.xpath(".//option[@value!='']")
    }


def test_list_holds_every_initiative_once(client):
    assert sorted(found(client, LIST)) == INITIATIVES


def test_list_is_in_danish_order(client):
    titles = [text_of(heading) for heading in main_of(client.get(LIST)).xpath(".//h3")]

    assert titles.index("Borgere i socialt udsatte positioner i byens rum") < titles.index(
        "Brobygningsforløb"
    )
    assert titles.index("«En Vej Ind» for unge") == 0
    assert text_of(main_of(client.get(f"{LIST}?side=2")).xpath(".//h3")[-1]) == "Aalborg FRI-TID"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("maal=hoej-tryghed", GOAL_1),
        ("maal=boern-og-unge", {"bekymrende-fravaer-i-skolen", "camp-ung"}),
        ("fase=i_gang&maal=mindre-utryg-adfaerd", {"tryg-bydel", "trafiksikkerhed", IN_BYENS_RUM}),
        ("fase=afsluttet&maal=mindre-utryg-adfaerd", {"forebyggelsesseminarer"}),
        ("maalgruppe=boern-og-unge", YOUTH),
        ("maalgruppe=boern-og-unge&fase=i_gang", {"bekymrende-fravaer-i-skolen", "camp-ung"}),
        ("omraade=svenstrup", {"tryghedsvandringer"}),
        ("omraade=aalborg-midtby&maalgruppe=socialt-udsatte", {IN_BYENS_RUM}),
        ("omraade=svenstrup&maalgruppe=boern-og-unge", set()),
        ("maal=&fase=&omraade=svenstrup", {"tryghedsvandringer"}),
    ],
)
def test_filters_give_what_matches_all_of_them(client, query, slugs):
    response = client.get(f"{LIST}?{query}")

    assert set(initiatives_in(main_of(response))) == slugs
    assert f"{len(slugs)} indsats" in text_of(main_of(response))


def test_authority_gives_what_its_own_people_and_departments_lead(client):
    kommune = Organisation.objects.get(navn_da="Aalborg Kommune")
    afdeling = OrganisationFactory(overordnet=OrganisationFactory(overordnet=kommune))
    tekst = TekstFactory()
    RolleFactory(indsats=tekst.indsats, organisation=afdeling)

    assert set(found(client, f"{LIST}?myndighed={kommune.pk}")) == {
        IN_BYENS_RUM,
        tekst.indsats.slug,
    }


def test_authority_answers_for_what_it_leads_today_only(client):
    politi = Organisation.objects.get(navn_da="Nordjyllands Politi")
    andet = [TekstFactory().indsats for _ in range(2)]
    RolleFactory(indsats=andet[0], organisation=politi, til="2020-01-01")
    RolleFactory(indsats=andet[1], organisation=politi, art=Rolle.Art.KONTAKT)
    mit = TekstFactory().indsats
    RolleFactory(indsats=mit, organisation=politi)
    RolleFactory(indsats=mit, organisation=politi)

    assert found(client, f"{LIST}?myndighed={politi.pk}") == [mit.slug]


def test_goal_filter_goes_by_the_version_in_force(client):
    kommende = MaalFactory(strategi=StrategiFactory(), slug="hoej-tryghed")
    ny = TekstFactory().indsats
    PrioriteringFactory(strategi=kommende.strategi, indsats=ny).maal.add(kommende)

    assert set(found(client, f"{LIST}?maal=hoej-tryghed")) == GOAL_1


def test_initiative_with_two_goals_is_listed_and_counted_once(client):
    version = Strategi.objects.get(nummer=3)
    tekst = TekstFactory()
    PrioriteringFactory(strategi=version, indsats=tekst.indsats).maal.set(
        version.maal.filter(nummer__in=[1, 2])
    )

    assert found(client, LIST).count(tekst.indsats.slug) == 1
    assert f"{len(INITIATIVES) + 1} indsatser" in text_of(main_of(client.get(LIST)))


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "maalgruppe=boern-og-unge",
        "fase=i_gang",
        "maal=hoej-tryghed&fase=i_gang",
        "omraade=svenstrup",
    ],
)
def test_number_on_each_choice_is_what_it_gives(client, chosen):
    main = main_of(client.get(f"{LIST}?{chosen}"))
    others = dict(part.split("=") for part in chosen.split("&") if part)

    for (parameter, value), number in choices(main).items():
        query = "&".join(f"{name}={v}" for name, v in {**others, parameter: value}.items())
        assert len(found(client, f"{LIST}?{query}")) == number, query


def test_choice_that_gives_nothing_is_not_offered(client):
    assert 0 not in choices(main_of(client.get(LIST))).values()


def test_each_chosen_filter_can_be_taken_away_alone(client):
    main = main_of(client.get(f"{LIST}?maalgruppe=boern-og-unge&fase=i_gang"))
    links = main.xpath(".//a/@href")

    assert f"{LIST}?fase=i_gang" in links
    assert f"{LIST}?maalgruppe=boern-og-unge" in links
    assert LIST in links


@pytest.mark.parametrize("parameter", ["maal", "fase", "maalgruppe", "omraade", "myndighed"])
def test_unknown_value_is_left_out_with_a_message(client, parameter):
    main = main_of(client.get(f"{LIST}?{parameter}=findes-ikke&maalgruppe=boern-og-unge"))
    if parameter == "maalgruppe":
        main = main_of(client.get(f"{LIST}?maalgruppe=findes-ikke"))

    assert "kender ikke den valgte værdi" in text_of(main)
    antal = len(INITIATIVES) if parameter == "maalgruppe" else len(YOUTH)
    assert f"{antal} indsatser" in text_of(main)


def test_empty_result_helps(client):
    main = main_of(client.get(f"{LIST}?omraade=svenstrup&maalgruppe=boern-og-unge"))

    assert "Prøv at fjerne et af dine valg" in text_of(main)
    assert LIST in main.xpath(".//a/@href")
    assert "/kontakt/" in main.xpath(".//a/@href")


def test_english_list_has_english_words(client):
    main = main_of(client.get("/en/indsatser/?maalgruppe=boern-og-unge"))

    assert "Children and young people" in text_of(main)
    assert set(initiatives_in(main, "en")) == YOUTH


# --- In pages


def test_pages_of_the_list_keep_the_filters(client):
    unge = Maalgruppe.objects.get(slug="boern-og-unge")
    unge.indsatser.add(*[TekstFactory().indsats for _ in range(30)])

    main = main_of(client.get(f"{LIST}?maalgruppe=boern-og-unge"))

    assert len(initiatives_in(main)) == 24
    assert main.xpath(".//a[@rel='next']/@href") == [f"{LIST}?maalgruppe=boern-og-unge&side=2"]
    assert len(found(client, f"{LIST}?maalgruppe=boern-og-unge")) == 36


@pytest.mark.parametrize(
    ("side", "nearest"), [("999", 2), ("abc", 1), ("-1", 1), ("0", 1), ("", 1), ("1.5", 1)]
)
def test_number_that_is_no_page_gives_the_nearest(client, side, nearest):
    asked = main_of(client.get(f"{LIST}?side={side}"))

    assert initiatives_in(asked) == initiatives_in(main_of(client.get(f"{LIST}?side={nearest}")))
