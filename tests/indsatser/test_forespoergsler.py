"""What a page costs the database: at most twelve queries with cold caches, whatever the number of initiatives."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from djangocms_versioning.constants import PUBLISHED
from djangocms_versioning.models import Version

from indsatser.models import (
    Indsats,
    IndsatsIndhold,
    Maalgruppe,
    Omraade,
    Prioritering,
    Rolle,
    Strategi,
)
from tests.factories import forfatter
from tests.indsatser.public_pages import (
    CMS_PAGES,
    DANISH,
    GOAL_PAGES,
    STRATEGY_PAGES,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BUDGET = 12
TYPES = [
    *CMS_PAGES,
    *GOAL_PAGES[:2],
    *STRATEGY_PAGES,
    "/soeg/",
    "/soeg/?q=tryg",
    "/soeg/?q=tryg+aalborg+byen&side=2",
    "/indsatser/?maal=hoej-tryghed&fase=i_gang",
    "/indsatser/?maalgruppe=boern-og-unge&omraade=svenstrup&side=2",
    "/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum/",
    "/indsatser/forebyggelsesseminarer/",
    "/indsatser/camp-ung/",
    "/indsatser/patientens-team/",
]


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["da", "en"])
@pytest.mark.parametrize("address", TYPES)
def test_page_costs_at_most_twelve_queries_with_cold_caches(cold_queries, address, prefix):
    queries = cold_queries(prefix + address)

    assert len(queries) <= BUDGET, "\n".join(queries)


def test_every_type_of_page_is_among_those_counted():
    counted = {address.strip("/").split("/")[0].split("?")[0] for address in TYPES}

    assert {address.strip("/").split("/")[0].split("?")[0] for address in DANISH} == counted


def bulk(model, rows):
    return model.objects.bulk_create(rows, batch_size=500)


def add_initiatives(number):
    """So many published initiatives more; up to 500 have a goal in version 3, and up to 2,000 English."""
    version = Strategi.objects.get(nummer=3)
    maal = version.maal.get(nummer=1)
    user, now = forfatter(), timezone.now()
    nye = bulk(Indsats, [Indsats(slug=f"mange-{nr}", fase="i_gang") for nr in range(number)])
    tekster = bulk(
        IndsatsIndhold,
        [
            IndsatsIndhold(
                indsats=indsats,
                language=language,
                titel=f"Mange {indsats.slug}",
                resume="Tryg i byen.",
                baggrund="<p>Tekst om byen.</p>",
            )
            for language, those in (("da", nye), ("en", nye[:2000]))
            for indsats in those
        ],
    )
    content_type = ContentType.objects.get_for_model(IndsatsIndhold)
    bulk(
        Version,
        [
            Version(
                content_type=content_type,
                object_id=tekst.pk,
                created_by=user,
                created=now,
                modified=now,
                number="1",
                state=PUBLISHED,
            )
            for tekst in tekster
        ],
    )
    prioriteringer = bulk(
        Prioritering,
        [
            Prioritering(strategi=version, indsats=indsats, navn=f"Mange {indsats.slug}")
            for indsats in nye[:500]
        ],
    )
    bulk(
        Prioritering.maal.through,
        [
            Prioritering.maal.through(prioritering=prioritering, maal=maal)
            for prioritering in prioriteringer
        ],
    )
    for felt, model in (("maalgrupper", Maalgruppe), ("omraader", Omraade)):
        through = getattr(Indsats, felt).through
        kolonne = f"{model._meta.model_name}_id"
        pk = model.objects.first().pk
        bulk(through, [through(indsats_id=indsats.pk, **{kolonne: pk}) for indsats in nye])
    bulk(Rolle, [Rolle(art="tovholder", titel_da="Leder", indsats=indsats) for indsats in nye])


def analyse():
    """What PostgreSQL does by itself after so many rows; the order in which it finds them may change with it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


LISTS = [
    "/",
    "/indsatser/",
    "/indsatser/?fase=i_gang&maal=hoej-tryghed",
    "/maal/hoej-tryghed/",
    "/indsatser/tryg-bydel/",
    "/strategi/",
    "/strategi/3/",
    "/soeg/?q=tryg",
    "/nyheder/",
    "/en/indsatser/",
    "/en/maal/hoej-tryghed/",
    "/en/soeg/?q=tryg",
]


@pytest.mark.parametrize("number", [5, 10_000])
def test_page_costs_the_same_with_many_more_initiatives(cold_queries, number):
    analyse()
    before = {address: len(cold_queries(address)) for address in LISTS}

    add_initiatives(number)
    analyse()

    assert {address: len(cold_queries(address)) for address in LISTS} == before
