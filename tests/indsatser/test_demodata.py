"""The facts of Tryg Aalborg as the demonstration content holds them, and that loading it again changes nothing."""

import pytest
from cms.models import Page, PageContent
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Max
from djangocms_versioning.models import Version

from indsatser.models import (
    Gruppe,
    Indsats,
    IndsatsIndhold,
    Maal,
    Organisation,
    Person,
    Prioritering,
    Rolle,
    Strategi,
    TidligereAdresse,
)
from tests.factories import forfatter

pytestmark = pytest.mark.django_db


def in_version(number):
    return Prioritering.objects.filter(strategi__nummer=number)


# --- Versions and goals


def test_there_are_three_versions_of_four_years():
    perioder = Strategi.objects.order_by("nummer").values_list("nummer", "fra_aar", "til_aar")

    assert list(perioder) == [(1, 2014, 2017), (2, 2018, 2021), (3, 2022, 2025)]


@pytest.mark.parametrize(("version", "antal"), [(1, 8), (2, 17), (3, 15)])
def test_version_was_decided_with_so_many_initiatives(version, antal):
    assert in_version(version).besluttet().count() == antal


def test_region_came_along_with_the_second_version():
    def partnere(nummer):
        return set(Strategi.objects.get(nummer=nummer).partnere.values_list("navn_da", flat=True))

    assert partnere(1) == {"Aalborg Kommune", "Nordjyllands Politi"}
    assert partnere(2) == partnere(3)
    assert partnere(2) - partnere(1) == {"Region Nordjylland", "Psykiatrien i Region Nordjylland"}


def test_each_version_has_the_five_goals_at_the_same_addresses():
    slugs = [
        "hoej-tryghed",
        "mindre-utryg-adfaerd",
        "en-meningsfuld-hverdag",
        "boern-og-unge",
        "samskabelse",
    ]

    for version in (1, 2, 3):
        maal = Maal.objects.filter(strategi__nummer=version).order_by("nummer")
        assert list(maal.values_list("nummer", "slug")) == list(enumerate(slugs, 1))


@pytest.mark.parametrize(
    ("version", "nummer", "ordlyd"),
    [
        (1, 1, "Borgerne i Aalborg Kommune skal opleve en større tryghed"),
        (3, 1, "Borgerne i Aalborg Kommune skal fortsat opleve en høj tryghed"),
        (1, 2, "I Aalborg Kommune skal der være en nedgang i adfærd, der skaber utryghed"),
        (3, 2, "I Aalborg Kommune skal der være en nedgang i adfærd, der skaber utryghed"),
        (
            3,
            3,
            "Borgerne i Aalborg Kommune skal have større fodfæste på arbejdsmarkedet, i uddannelse eller i andre "
            "aktiviteter, der giver den enkelte en meningsfuld hverdag",
        ),
        (
            1,
            4,
            "Børn og unge skal ydes en tidlig forebyggende indsats således, at alle børn og unges trivsel og "
            "udvikling sikres",
        ),
        (
            3,
            4,
            "Børn og unge i Aalborg Kommune skal ydes en tidlig forebyggende indsats således, at alle børn og unges "
            "trivsel og udvikling sikres",
        ),
        (
            3,
            5,
            "Der skal skabes større social bæredygtighed i Aalborg Kommune ved at inddrage borgere, erhvervsliv, "
            "boligorganisationer og frivillige organisationer i samskabelse om en tryg kommune",
        ),
    ],
)
def test_goal_has_the_wording_that_was_decided(version, nummer, ordlyd):
    assert Maal.objects.get(strategi__nummer=version, nummer=nummer).ordlyd_da == ordlyd


def test_second_version_has_no_wording_of_its_goals():
    assert not Maal.objects.filter(strategi__nummer=2).exclude(ordlyd_da="", ordlyd_en="").exists()


# --- Initiatives


@pytest.mark.parametrize(
    ("version", "navn", "maal"),
    [(1, "Et trygt natteliv", 2), (2, "Et trygt natteliv", 1), (3, "Trygt natteliv", 1)],
)
def test_nightlife_changes_goal_and_name(version, navn, maal):
    prioritering = in_version(version).get(indsats__slug="trygt-natteliv")

    assert prioritering.navn == navn
    assert [m.nummer for m in prioritering.maal.all()] == [maal]


def test_camp_ung_succeeds_the_prevention_seminars():
    assert Indsats.objects.get(slug="forebyggelsesseminarer").efterfoelger.slug == "camp-ung"
    assert not in_version(3).besluttet().filter(indsats__slug="camp-ung").exists()


@pytest.mark.parametrize("version", [2, 3])
def test_min_faelles_vej_is_not_among_those_decided(version):
    assert not in_version(version).besluttet().filter(indsats__slug="min-faelles-vej").exists()
    assert IndsatsIndhold.objects.filter(indsats__slug="min-faelles-vej", language="da").exists()


def test_two_initiatives_were_added_in_2021():
    tilfoejet = in_version(2).filter(tilfoejet_undervejs=True).order_by("indsats__slug")

    assert list(tilfoejet.values_list("indsats__slug", "fra_aar")) == [
        ("min-faelles-vej", 2021),
        ("trafiksikkerhed", 2021),
    ]


def test_every_initiative_has_a_text_in_both_languages():
    for language in ("da", "en"):
        texts = IndsatsIndhold.objects.filter(language=language)
        assert set(texts.values_list("indsats", flat=True)) == set(
            Indsats.objects.values_list("pk", flat=True)
        )
    assert Indsats.objects.count() == 28


def test_initiative_that_no_source_gives_a_goal_has_none():
    uden = (
        Prioritering.objects.besluttet().filter(maal=None).values_list("indsats__slug", flat=True)
    )

    assert set(uden) == {"patientens-team", "boerne-og-ungesamraad", "tryg-online"}


# --- People


def test_everybody_of_2014_and_2018_has_left():
    tidligere = {"Ulla Astman", "Mai-Britt Iversen", "Stig Erik Lundbo", "Hanne Husted Manata"}
    nu = set(Rolle.objects.gaeldende().exclude(person=None).values_list("person__navn", flat=True))

    assert tidligere < set(Person.objects.values_list("navn", flat=True))
    assert not tidligere & nu
    assert nu == {
        "Anne Marie Roum Svendsen",
        "Mads Duedahl",
        "Lasse Frimand Jensen",
        "Knud U. Rasmussen",
        "Karen Sander Graven-Nielsen",
        "TinaMaria Larsen",
        "Jeannette Fischer-Nielsen",
    }


def test_there_are_no_accounts_to_sign_in_to_outside_the_demo():
    assert not User.objects.filter(username__startswith="demo-").exists()
    assert not User.objects.get(username="portalen").has_usable_password()
    assert not User.objects.get(username="portalen").is_active


# --- A second time

MODELS = [
    Strategi,
    Maal,
    Prioritering,
    Indsats,
    Organisation,
    Person,
    Gruppe,
    Rolle,
    TidligereAdresse,
    Page,
    Version,
]


def state():
    counts = {model.__name__: model.objects.count() for model in MODELS}
    return (
        counts
        | Version.objects.aggregate(Max("modified"), Max("pk"))
        | {"rows": list(Rolle.objects.values())}
    )


def test_second_run_changes_nothing():
    before = state()

    call_command("demodata", verbosity=0)

    assert state() == before


def test_second_run_puts_a_new_section_on_the_page_that_stands_there():
    """As in a database from before the portal had it."""
    page = Page.objects.get(application_urls="TryghedsmaalingApp")
    Page.objects.filter(pk=page.pk).update(application_urls=None, application_namespace=None)
    indhold = PageContent.admin_manager.filter(page=page)
    indhold.update(template="cms/side.html")

    call_command("demodata")

    page.refresh_from_db()
    assert page.application_urls == "TryghedsmaalingApp"
    assert page.application_namespace == "tryghedsmaaling"
    assert set(indhold.values_list("template", flat=True)) == {"cms/sektion.html"}


def test_second_run_does_not_undo_a_new_text():
    tekst = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da")
    kladde = tekst.versions.get().copy(forfatter()).content
    kladde.titel = "Redaktørens titel"
    kladde.save()
    kladde.versions.get().publish(forfatter())

    call_command("demodata", verbosity=0)

    assert (
        IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da").titel
        == "Redaktørens titel"
    )


def test_second_run_does_not_take_down_or_bring_back():
    tekst = IndsatsIndhold.objects.get(indsats__slug="mit-kvarter", language="da")
    tekst.versions.get().unpublish(forfatter())
    PageContent.objects.get(
        page__urls__path="kontakt", page__urls__language="en", language="en"
    ).versions.get().unpublish(forfatter())

    call_command("demodata", verbosity=0)

    assert not IndsatsIndhold.objects.filter(indsats__slug="mit-kvarter", language="da").exists()
    assert not PageContent.objects.filter(
        page__urls__path="kontakt", page__urls__language="en", language="en"
    ).exists()


@pytest.mark.parametrize(
    "edit",
    [
        lambda: Maal.objects.filter(strategi__nummer=3, nummer=1).update(titel_da="Rettet"),
        lambda: Strategi.objects.filter(nummer=3).update(titel_da="Rettet"),
        lambda: Prioritering.objects.filter(indsats__slug="tryg-bydel").update(navn="Rettet"),
        lambda: Indsats.objects.filter(slug="forebyggelsesseminarer").update(efterfoelger=None),
        lambda: Gruppe.objects.filter(slug="styregruppen").update(navn_da="Rettet"),
        lambda: Rolle.objects.filter(person__navn="Mads Duedahl").update(til="2026-01-01"),
    ],
    ids=["goal", "version", "name in version", "successor", "group", "end of a role"],
)
def test_second_run_does_not_undo_an_edit(edit):
    edit()
    before = state()

    call_command("demodata", verbosity=0)

    assert state() == before
    assert (
        not Rolle.objects.gaeldende().filter(person__navn="Mads Duedahl", til="2026-01-01").exists()
    )


def test_second_run_does_not_bring_back_who_has_been_replaced():
    Rolle.objects.filter(person__navn="Mads Duedahl").update(
        person=Person.objects.create(navn="Ny Formand")
    )
    before = Rolle.objects.count()

    call_command("demodata", verbosity=0)

    assert Rolle.objects.count() == before
    assert not Rolle.objects.filter(person__navn="Mads Duedahl").exists()


def test_second_run_does_not_bring_back_an_old_name():
    Organisation.objects.filter(navn_da="Blå Kors").update(navn_da="Blå Kors Danmark")

    call_command("demodata", verbosity=0)

    assert not Organisation.objects.filter(navn_da="Blå Kors").exists()
