"""The admin's lists with 1,000 initiatives and 20,000 versions cost what they cost with sixty."""

from datetime import date, timedelta

import pytest
from cms.api import create_page
from cms.models import PageContent
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from djangocms_versioning.models import Version

from indsatser.models import (
    Eftersyn,
    Eftersynsfund,
    Gennemsyn,
    Indsats,
    IndsatsIndhold,
    PlanlagtUdgivelse,
)
from tests.indsatser.udgivelse import cost

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST = 25
"""Queries that a list may cost."""
BASES = {"few": (60, 60, 12), "many": (1000, 1060, 30)}
"""Initiatives, versions of the first of them (the others have nineteen), and pages."""


def fill(user, initiatives, of_the_first, pages):
    """As many as asked for in all, past every form: initiatives, texts, versions, reviews, plans and nights."""
    have = Indsats.objects.filter(slug__startswith="mange-").count()
    Indsats.objects.bulk_create(Indsats(slug=f"mange-{nr}") for nr in range(have, initiatives))
    texts = []
    for indsats in Indsats.objects.filter(slug__startswith="mange-"):
        wanted = of_the_first if indsats.slug == "mange-0" else 19
        has = IndsatsIndhold.admin_manager.filter(indsats=indsats).count()
        texts += [
            IndsatsIndhold(indsats=indsats, titel=f"Indsats {indsats.slug} {nr}", resume="Kort.")
            for nr in range(has, wanted)
        ]
    kind = ContentType.objects.get_for_model(IndsatsIndhold)
    saved = IndsatsIndhold._base_manager.bulk_create(texts, batch_size=500)
    versions = Version.objects.bulk_create(
        (
            Version(
                content_type=kind,
                object_id=text.pk,
                number=str(nr),
                created_by=user,
                state="draft" if nr % 19 == 18 else "unpublished",
                locked_by=user if nr % 38 == 18 else None,
            )
            for nr, text in enumerate(saved)
        ),
        batch_size=500,
    )
    drafts = [version for version in versions if version.state == "draft"]
    Gennemsyn.objects.bulk_create(Gennemsyn(version=v, afsender=user) for v in drafts[::2])
    PlanlagtUdgivelse.objects.bulk_create(
        PlanlagtUdgivelse(version=v, handling="udgiv", tidspunkt=timezone.now(), bestilt_af=user)
        for v in drafts[1::2]
    )
    _nights(drafts)
    for nr in range(PageContent.admin_manager.filter(title__startswith="Side ").count(), pages):
        create_page(f"Side {nr}", "cms/side.html", "da", created_by=user)


def _nights(versions):
    Eftersyn.objects.all().delete()
    first = date(2027, 1, 1)
    nights = [Eftersyn(dato=first + timedelta(days=nr)) for nr in range(30)]
    Eftersyn.objects.bulk_create(nights)
    Eftersynsfund.objects.bulk_create(
        Eftersynsfund(
            eftersyn=Eftersyn.objects.first(),
            version=version,
            alvor="fejl",
            titel="Fund",
            besked="Noget.",
        )
        for version in versions
    )


def lists():
    first = Indsats.objects.get(slug="mange-0")
    return {
        "indsatser": "/admin/indsatser/indsats/",
        "indsatser, søgt": "/admin/indsatser/indsats/?q=mange",
        "versioner": f"/admin/djangocms_versioning/indsatsindholdversion/?indsats={first.pk}&language=da",
        "gennemsyn": "/admin/indsatser/gennemsyn/",
        "planer": "/admin/indsatser/planlagtudgivelse/",
        "eftersyn": "/admin/indsatser/eftersyn/",
        "en nat": f"/admin/indsatser/eftersyn/{Eftersyn.objects.first().pk}/change/",
        "sidetræ": "/admin/cms/pagecontent/",
        "bordet": "/admin/",
    }


def test_lists_cost_the_same_with_many_rows_as_with_few(koordinator, user_for):
    author = user_for("koordinator", navn="Anna")
    fill(author, *BASES["few"])
    few = {name: cost(koordinator, address) for name, address in lists().items()}

    fill(author, *BASES["many"])
    many = {name: cost(koordinator, address) for name, address in lists().items()}

    assert IndsatsIndhold.admin_manager.count() > 20_000
    for name in few:
        print(f"{name}: {few[name]} → {many[name]} forespørgsler")
    assert many == few
    assert {name: number for name, number in many.items() if number > MOST} == {}
