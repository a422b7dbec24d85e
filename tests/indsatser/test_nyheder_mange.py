"""What news costs the database: at most twelve queries a page with cold caches, with 10,000 news as with few."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from djangocms_versioning.constants import PUBLISHED
from djangocms_versioning.models import Version

from indsatser.models import Indsats, Nyhed, NyhedIndhold
from indsatser.models.organisation import Organisation
from tests.factories import (
    IndsatsFactory,
    NyhedFactory,
    NyhedstekstFactory,
    OrganisationFactory,
    PressecitatFactory,
    PressekontaktFactory,
    TekstFactory,
    forfatter,
)
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.test_forespoergsler import analyse, bulk
from tests.indsatser.udgivelse import cost

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BUDGET = 12
MANGE = 10_000
FOERSTE_DAG = date(2014, 1, 1)
SIDER = [
    "/",
    "/nyheder/",
    "/nyheder/?side=2",
    "/nyheder/?aar=2020&slags=pressemeddelelse&indsats=trygge-stier",
    "/nyheder/2020/",
    "/nyheder/2020/05/",
    "/nyheder/2020/05/fast/",
    "/nyheder/atom.xml",
    "/indsatser/trygge-stier/",
    "/indsatser/trygge-stier/atom.xml",
    "/soeg/?q=lampe",
]


@pytest.fixture
def faa():
    """One piece of news of each kind about one initiative, in both languages."""
    indsats = IndsatsFactory(slug="trygge-stier")
    for sprog in ("da", "en"):
        TekstFactory(indsats=indsats, titel="Trygge stier", language=sprog)
    for nr, slags in enumerate(Nyhed.Slags):
        slug = "fast" if nr == 0 else f"fast-{nr}"
        nyhed = NyhedFactory(slug=slug, slags=slags, dato=date(2020, 5, 1 + nr))
        nyhed.indsatser.add(indsats)
        for sprog in ("da", "en"):
            NyhedstekstFactory(nyhed=nyhed, language=sprog, titel="En lampe")
    return indsats


def tilfoej(antal, indsats):
    """So many published news more over 13 years, all about the initiative, every second also in English."""
    dage = [FOERSTE_DAG + timedelta(days=nr % 4700) for nr in range(antal)]
    myndighed = Organisation.objects.myndigheder()[0]
    slags = Nyhed.Slags.values
    nyheder = bulk(
        Nyhed,
        [
            Nyhed(
                slug=f"mange-{nr}",
                dato=dag,
                maaned=dag.replace(day=1),
                slags=slags[nr % 2],
                myndighed=myndighed,
            )
            for nr, dag in enumerate(dage)
        ],
    )
    tekster = bulk(
        NyhedIndhold,
        [
            NyhedIndhold(nyhed=n, language=sprog, titel="Mange lamper", resume="Kort.")
            for sprog, dem in (("da", nyheder), ("en", nyheder[::2]))
            for n in dem
        ],
    )
    art, nu = ContentType.objects.get_for_model(NyhedIndhold), timezone.now()
    faelles = {"content_type": art, "created_by": forfatter(), "created": nu, "modified": nu}
    bulk(
        Version,
        [Version(object_id=t.pk, number="1", state=PUBLISHED, **faelles) for t in tekster],
    )
    om = Nyhed.indsatser.through
    bulk(om, [om(nyhed_id=n.pk, indsats_id=indsats.pk) for n in nyheder])


def pris(cold_queries, side):
    """Without what the process asks once a second, whatever the page: whether a section has moved."""
    return sum("cms_urlconfrevision" not in sql for sql in cold_queries(side))


def priser(cold_queries, start=""):
    return {side: pris(cold_queries, start + side) for side in SIDER}


@pytest.mark.parametrize("start", ["", "/en"], ids=["da", "en"])
def test_page_costs_at_most_twelve_queries(cold_queries, faa, start):
    assert {s: tal for s, tal in priser(cold_queries, start).items() if tal > BUDGET} == {}


@pytest.mark.parametrize(("start", "antal"), [("", MANGE), ("/en", 500)], ids=["da", "en"])
def test_page_costs_the_same_with_many_news(cold_queries, faa, antal, start):
    tilfoej(21, faa)  # enough for a second page
    analyse()
    foer = priser(cold_queries, start)
    tilfoej_efter(antal, faa)
    analyse()

    assert priser(cold_queries, start) == foer


def tilfoej_efter(antal, indsats):
    Nyhed.objects.filter(slug__startswith="mange-").delete()
    tilfoej(antal, indsats)


def test_page_of_news_costs_the_same_with_much_on_it(cold_queries):
    def med(antal, slug):
        nyhed = NyhedFactory(slug=slug, dato=date(2020, 5, 1))
        tekst = NyhedstekstFactory(nyhed=nyhed)
        for _ in range(antal):
            afdeling = OrganisationFactory(overordnet=OrganisationFactory(), art="afdeling")
            PressecitatFactory(indhold=tekst, organisation=afdeling)
            nyhed.indsatser.add(TekstFactory().indsats)
            nyhed.pressekontakter.add(PressekontaktFactory(organisation=afdeling))
            nyhed.pressekontakter.add(
                PressekontaktFactory(organisation=afdeling, til=date(2020, 1, 1))
            )
        return pris(cold_queries, f"/nyheder/2020/05/{slug}/")

    assert med(1, "lidt") == med(9, "meget") <= BUDGET


def test_every_one_of_many_news_is_reached_by_its_archive(client, faa):
    tilfoej(500, faa)
    hele = tree_of(client.get("/nyheder/"))
    (arkiv,) = hele.xpath("//nav[contains(@class,'nyhedsarkiv')]")
    tal = [int(led.split("(")[1].split()[0]) for led in map(text_of, arkiv.xpath(".//li"))]

    assert sum(tal) == NyhedIndhold.objects.filter(language="da").count() > 500


def test_lists_in_the_admin_cost_the_same_with_many_news(koordinator, faa):
    lister = ["/admin/indsatser/nyhed/", "/admin/indsatser/nyhed/?q=lampe", "/admin/"]
    tilfoej(120, faa)
    analyse()
    foer = {side: cost(koordinator, side) for side in lister}
    tilfoej_efter(600, faa)
    analyse()

    assert {side: cost(koordinator, side) for side in lister} == foer


def test_choices_hold_each_initiative_once(client, faa):
    tilfoej(300, faa)
    valg = tree_of(client.get("/nyheder/")).xpath("//select[@name='indsats']/option/@value")

    assert valg.count("trygge-stier") == 1
    assert Indsats.objects.count() >= len(valg) - 1
