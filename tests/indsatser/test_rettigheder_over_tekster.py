"""Whose text it is and how far it has come decide who may change it and who may publish it."""

import pytest
from cms.api import add_plugin
from cms.models import CMSPlugin, PageContent
from django.urls import reverse
from djangocms_versioning.models import Version

from indsatser.models import IndsatsIndhold
from tests.factories import IndsatsFactory, TekstFactory
from tests.indsatser.admin_forms import address_of, form_of, values_of
from tests.indsatser.udgivelse import (
    er_ude,
    frisk,
    gennemsynet,
    ny_kladde,
    sendt,
    svar,
    versionside,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOT_EDITORS = ["administrator", "styregruppe", "tovholder"]
PUBLISHED = ["unpublish", "edit_redirect", "archive"]


@pytest.fixture
def tryg_bydel():
    """A published initiative that is nobody's in the tests."""
    return IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da").versions.get()


@pytest.fixture
def side():
    return PageContent.objects.get(
        page__urls__path="kontakt", page__urls__language="da", language="da"
    ).versions.get()


@pytest.fixture
def egen():
    return IndsatsFactory(fase="afsluttet")


@pytest.fixture
def tovholder(client_for, egen):
    return client_for("tovholder", indsats=egen)


@pytest.fixture
def kommunikation(client_for):
    return client_for("kommunikation")


def form_address(indsats, language="da"):
    return f"{address_of('indsats', 'change', indsats.pk)}?language={language}"


def publish(client, version):
    svar(client, versionside("publish", version), advarsler="set")
    return frisk(version).state == "published"


# --- Those who read


@pytest.mark.parametrize("role", [*NOT_EDITORS, "kommunikation"])
@pytest.mark.parametrize("kind", PUBLISHED)
def test_who_may_not_cannot_change_the_state_of_a_text(client_for, tryg_bydel, role, kind):
    svar(client_for(role), versionside(kind, tryg_bydel), unpublish="1")

    same = Version.objects.filter_by_content_grouping_values(tryg_bydel.content)
    assert [version.state for version in same] == ["published"]


@pytest.mark.parametrize("role", [*NOT_EDITORS, "kommunikation"])
@pytest.mark.parametrize("kind", ["publish", "discard", "archive"])
def test_who_may_not_cannot_end_a_draft(client_for, role, kind):
    version = ny_kladde()

    svar(client_for(role), versionside(kind, version), discard="1", advarsler="set")

    assert frisk(version).state == "draft"


@pytest.mark.parametrize("role", NOT_EDITORS)
@pytest.mark.parametrize("kind", PUBLISHED)
def test_who_may_not_cannot_change_the_state_of_a_page(client_for, side, role, kind):
    svar(client_for(role), versionside(kind, side), unpublish="1")

    assert [v.state for v in Version.objects.filter_by_content_grouping_values(side.content)] == [
        "published"
    ]


# --- The tovholder


def test_tovholder_writes_and_saves_the_draft_of_an_own_initiative(tovholder, egen):
    version = ny_kladde(tovholder.user, indsats=egen)
    values = values_of(form_of(tovholder.get(form_address(egen))))

    tovholder.post(form_address(egen), {**values, "content__titel": "Tryg opgang", "_save": "Gem"})

    assert frisk(version).content.titel == "Tryg opgang"


def test_tovholder_starts_a_draft_of_an_own_published_text(tovholder, egen):
    published = ny_kladde(tovholder.user, indsats=egen)
    published.publish(tovholder.user)

    svar(tovholder, versionside("edit_redirect", published))

    same = Version.objects.filter_by_content_grouping_values(published.content)
    assert sorted(version.state for version in same) == ["draft", "published"]


def test_tovholder_writes_the_first_text_in_english(tovholder, egen):
    TekstFactory(indsats=egen)
    values = values_of(form_of(tovholder.get(form_address(egen, "en"))))

    tovholder.post(
        form_address(egen, "en"),
        {**values, "content__titel": "Safe stairs", "content__resume": "Short.", "_save": "Gem"},
    )

    assert IndsatsIndhold.admin_manager.filter(indsats=egen, language="en").count() == 1


def test_tovholder_changes_no_fact_beside_the_text(tovholder, egen):
    ny_kladde(tovholder.user, indsats=egen)
    values = values_of(form_of(tovholder.get(form_address(egen))))
    assert "fase" not in values and "roller-0-art" not in values

    tovholder.post(
        form_address(egen), {**values, "fase": "aktiv", "slug": "kapret", "_save": "Gem"}
    )

    egen.refresh_from_db()
    assert (egen.fase, egen.slug == "kapret") == ("afsluttet", False)


def test_tovholder_does_not_change_anothers_draft(tovholder):
    version = ny_kladde()
    address = form_address(version.content.indsats)
    assert "content__titel" not in tovholder.get(address).context["adminform"].form.fields

    response = tovholder.post(address, {"content__titel": "Kapret", "_save": "Gem"})

    assert response.status_code == 403
    assert frisk(version).content.titel == "Tryg trappe"


def test_tovholder_does_not_change_anothers_draft_by_the_dialogue_on_the_page(tovholder):
    version = ny_kladde()
    address = reverse("admin:indsatser_indsatsindhold_edit_field", args=[version.object_id, "da"])

    tovholder.post(f"{address}?edit_fields=titel", {"titel": "Kapret"})

    assert frisk(version).content.titel == "Tryg trappe"


def test_tovholder_adds_no_plugin_to_anothers_draft(tovholder):
    version = ny_kladde()
    version.content.opret_mere()
    mere = version.content.mere
    query = f"placeholder_id={mere.pk}&plugin_type=FaktaboksPlugin&plugin_language=da&plugin_position=1&cms_path=/"

    tovholder.post(
        f"{reverse('admin:cms_placeholder_add_plugin')}?{query}",
        {"overskrift": "X", "art": "andet"},
    )

    assert not mere.get_plugins().exists()


def test_tovholder_deletes_no_plugin_from_anothers_draft(tovholder):
    version = ny_kladde()
    version.content.opret_mere()
    box = add_plugin(version.content.mere, "FaktaboksPlugin", "da", overskrift="Fakta")

    address = reverse("admin:cms_placeholder_delete_plugin", args=[box.pk])
    tovholder.post(f"{address}?cms_path=/", {"post": "yes"})

    assert CMSPlugin.objects.filter(pk=box.pk).exists()


def test_tovholder_never_publishes_not_even_what_was_approved(tovholder, user_for, egen):
    version = ny_kladde(tovholder.user, indsats=egen)
    assert not publish(tovholder, version)

    gennemsynet(version, "godkendt", user_for("koordinator"))

    assert not publish(tovholder, version)


# --- Kommunikation


def test_kommunikation_edits_and_publishes_pages(kommunikation, side):
    svar(kommunikation, versionside("edit_redirect", side))
    draft = Version.objects.filter_by_content_grouping_values(side.content).get(state="draft")

    assert publish(kommunikation, draft)


def test_kommunikation_does_not_publish_what_was_not_sent(kommunikation, user_for):
    assert not publish(kommunikation, ny_kladde(user_for("koordinator")))


def test_kommunikation_publishes_what_was_sent(kommunikation, user_for):
    version = ny_kladde(user_for("koordinator"))
    sendt(version)

    assert publish(kommunikation, version)
    assert er_ude(version)


def test_kommunikation_publishes_what_was_approved(kommunikation, user_for):
    version = ny_kladde(user_for("koordinator"))
    gennemsynet(version, "godkendt", user_for("koordinator", navn="Bo"))

    assert publish(kommunikation, version)


def test_kommunikation_does_not_publish_what_was_changed_after_approval(kommunikation, user_for):
    version = ny_kladde(user_for("koordinator"))
    gennemsynet(version, "godkendt", user_for("koordinator", navn="Bo"))

    tekst = frisk(version).content
    tekst.titel = "Noget helt andet"
    tekst.save()

    assert not publish(kommunikation, version)


def test_kommunikation_does_not_publish_what_got_a_plugin_after_approval(
    kommunikation, koordinator, user_for
):
    version = ny_kladde(user_for("koordinator"))
    version.content.opret_mere()
    gennemsynet(version, "godkendt", koordinator.user)
    query = (
        f"placeholder_id={version.content.mere.pk}&plugin_type=FaktaboksPlugin&plugin_language=da"
        "&plugin_position=1&cms_path=/"
    )

    koordinator.post(
        f"{reverse('admin:cms_placeholder_add_plugin')}?{query}",
        {"overskrift": "X", "art": "andet"},
    )

    assert version.content.mere.get_plugins().exists()
    assert not publish(kommunikation, version)


@pytest.mark.parametrize("tilstand", ["sendt_tilbage", "trukket"])
def test_kommunikation_does_not_publish_what_came_back(kommunikation, user_for, tilstand):
    version = ny_kladde(user_for("koordinator"))
    gennemsynet(version, tilstand, user_for("koordinator", navn="Bo"), "Mangler.")

    assert not publish(kommunikation, version)


def test_kommunikation_publishes_what_came_back_and_was_sent_again(kommunikation, user_for):
    version = ny_kladde(user_for("koordinator"))
    gennemsynet(version, "sendt_tilbage", user_for("koordinator", navn="Bo"), "Mangler.")
    sendt(version)

    assert publish(kommunikation, version)


def test_approval_of_one_draft_does_not_reach_the_next(kommunikation, user_for):
    author = user_for("koordinator")
    version = ny_kladde(author)
    gennemsynet(version, "godkendt", author)
    frisk(version).publish(author)

    assert not publish(kommunikation, frisk(version).copy(author))


def test_kommunikation_changes_no_text_that_it_may_publish(kommunikation, user_for):
    version = ny_kladde(user_for("koordinator"))
    sendt(version)
    address = reverse("admin:indsatser_indsatsindhold_edit_field", args=[version.object_id, "da"])

    kommunikation.post(f"{address}?edit_fields=titel", {"titel": "Kapret"})
    response = kommunikation.post(
        form_address(version.content.indsats), {"content__titel": "Kapret", "_save": "Gem"}
    )

    assert response.status_code == 403
    assert frisk(version).content.titel == "Tryg trappe"
