"""Two people and one draft: nobody's text is lost or overwritten unseen, and what waits for review stays as it is."""

import threading

import pytest
from cms.api import add_plugin
from cms.models import CMSPlugin, PageContent
from django.urls import reverse
from djangocms_versioning.models import Version

from indsatser.admin.indsats import IndsatsAdmin
from indsatser.models import Indsats, IndsatsIndhold
from tests.indsatser.admin_forms import (
    address_of,
    errors_of_page,
    form_of,
    messages_of,
    send,
    values_of,
)
from tests.indsatser.udgivelse import (
    dansk,
    frisk,
    igen,
    ny_kladde,
    planlagt,
    sendt,
    svar,
    versionside,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NY = "<p>Min nye tekst om trappen.</p>"


@pytest.fixture
def anna(client_for):
    return client_for("koordinator", navn="Anna")


@pytest.fixture
def bo(client_for):
    return client_for("koordinator", navn="Bo")


@pytest.fixture
def version(anna):
    return ny_kladde(anna.user)


def form_address(version):
    return f"{address_of('indsats', 'change', version.content.indsats_id)}?language=da"


def opened(client, version):
    """What the form holds when it is opened."""
    return values_of(form_of(client.get(form_address(version))))


def saved(version):
    return IndsatsIndhold.admin_manager.get(pk=version.object_id)


def save(client, version, values, **changes):
    return client.post(form_address(version), {**values, **changes, "_save": "Gem"})


# --- Who has it


def test_second_is_told_who_has_the_draft_and_since_when(version, bo):
    Version.objects.filter(pk=version.pk).update(modified=dansk("2026-06-10 09:05"))

    page = bo.get(form_address(version)).content.decode()

    assert "Anna koordinator har kladden og rettede den sidst 10. juni 2026 kl. 09.05" in page


@pytest.mark.parametrize("navn", ["edit_redirect", "archive", "discard"])
def test_second_is_told_so_by_every_button(version, bo, navn):
    response = svar(bo, versionside(navn, version), discard="1")

    assert "Anna koordinator har kladden og rettede den sidst" in messages_of(response)[0]
    assert (frisk(version).state, frisk(version).locked_by.first_name) == ("draft", "Anna")


def test_text_is_not_lost_when_the_draft_went_to_another_meanwhile(version, anna, bo):
    values = opened(anna, version)
    Version.objects.filter(pk=version.pk).update(locked_by=bo.user)

    response = save(anna, version, values, content__baggrund=NY, fase="aktiv")

    assert "Min nye tekst om trappen." in values_of(form_of(response))["content__baggrund"]
    (error,) = [e for e in errors_of_page(response) if "Bo koordinator har kladden" in e]
    assert "er ikke gemt, men står stadig i felterne" in error
    assert "trappen" not in saved(version).baggrund
    assert Indsats.objects.get(pk=version.content.indsats_id).fase == "afsluttet"


def test_text_is_not_lost_when_the_draft_was_published_meanwhile(version, anna):
    values = opened(anna, version)
    frisk(version).publish(anna.user)

    response = save(anna, version, values, content__baggrund=NY)

    assert "Min nye tekst om trappen." in values_of(form_of(response))["content__baggrund"]
    assert "trappen" not in saved(version).baggrund


# --- Two windows


def test_text_that_was_changed_in_another_window_is_not_overwritten_unseen(version, anna):
    first, second = opened(anna, version), opened(anna, version)
    save(anna, version, first, content__baggrund="<p>Fra det ene vindue.</p>")

    response = save(anna, version, second, content__baggrund=NY)

    assert "Teksten er rettet et andet sted, siden du åbnede den" in errors_of_page(response)[0]
    assert "Min nye tekst" in values_of(form_of(response))["content__baggrund"]
    assert "Fra det ene vindue" in saved(version).baggrund


def test_second_save_overwrites_knowingly(version, anna):
    first, second = opened(anna, version), opened(anna, version)
    save(anna, version, first, content__baggrund="<p>Fra det ene vindue.</p>")
    told = values_of(form_of(save(anna, version, second, content__baggrund=NY)))

    response = save(anna, version, told)

    assert response.status_code == 302
    assert "Min nye tekst" in saved(version).baggrund


def test_facts_beside_the_text_are_saved_though_the_text_was_changed_elsewhere(version, anna):
    first, second = opened(anna, version), opened(anna, version)
    save(anna, version, first, content__baggrund="<p>Fra det ene vindue.</p>")

    response = save(
        anna, version, second, fase="aktiv", content__baggrund=second["content__baggrund"]
    )

    fase = Indsats.objects.get(pk=version.content.indsats_id).fase
    assert "Fra det ene vindue" in saved(version).baggrund
    assert (response.status_code, fase) in [(302, "aktiv"), (200, "afsluttet")]


def test_form_that_changes_nothing_is_saved(version, anna):
    assert send(anna, form_address(version)).status_code == 302


# --- What waits stays as it is


@pytest.fixture(params=["gennemsyn", "plan"])
def ventende(request, version, anna):
    """A draft that waits for a reviewer, or for its time."""
    version.content.opret_mere()
    add_plugin(version.content.mere, "FaktaboksPlugin", "da", overskrift="Fakta")
    if request.param == "gennemsyn":
        sendt(version)
    else:
        planlagt(version, dansk("2040-05-01 08:00"), anna.user)
    return frisk(version)


def plugins_in(version):
    return list(saved(version).mere.get_plugins().values_list("plugin_type", "position"))


def test_waiting_draft_is_not_changed_by_the_form(ventende, anna):
    assert "content__titel" not in opened(anna, ventende)

    values = {**opened(anna, ventende), "content__titel": "Nyt", "content__resume": "Nyt."}
    response = save(anna, ventende, values, content__baggrund=NY)

    assert "kan ikke rettes imens" in " ".join(errors_of_page(response))
    assert saved(ventende).titel == "Tryg trappe"


def test_waiting_draft_is_not_changed_by_the_dialogue_on_the_page(ventende, anna):
    address = reverse("admin:indsatser_indsatsindhold_edit_field", args=[ventende.object_id, "da"])

    anna.post(f"{address}?edit_fields=titel", {"titel": "Nyt"})

    assert saved(ventende).titel == "Tryg trappe"


def plugin_address(navn, **parametre):
    query = "&".join(f"{k}={v}" for k, v in {**parametre, "plugin_language": "da"}.items())
    return f"{reverse(f'admin:cms_placeholder_{navn}_plugin')}?{query}"


def test_waiting_draft_gets_no_new_plugin(ventende, anna):
    address = plugin_address(
        "add",
        placeholder_id=saved(ventende).mere.pk,
        plugin_type="FaktaboksPlugin",
        plugin_position=2,
    )

    anna.post(address, {"overskrift": "Nyt", "art": "andet"})

    assert len(plugins_in(ventende)) == 1


@pytest.mark.parametrize("navn", ["edit", "delete"])
def test_plugin_of_a_waiting_draft_is_neither_changed_nor_deleted(ventende, anna, navn):
    plugin = saved(ventende).mere.get_plugins().get()
    address = reverse(f"admin:cms_placeholder_{navn}_plugin", args=[plugin.pk])

    anna.post(address, {"overskrift": "Ændret", "art": "andet", "post": "yes"})

    assert CMSPlugin.objects.get(pk=plugin.pk).get_bound_plugin().overskrift == "Fakta"


def test_page_that_waits_gets_no_new_plugin(anna):
    published = PageContent.objects.filter(page__urls__path="kontakt", language="da").first()
    draft = published.versions.get().copy(anna.user)
    placeholder = draft.content.get_placeholders().first()
    before = placeholder.get_plugins().count()
    address = plugin_address(
        "add", placeholder_id=placeholder.pk, plugin_type="TextPlugin", plugin_position=1
    )
    sendt(draft)

    anna.post(address, {"body": "<p>Nyt</p>"})

    assert placeholder.get_plugins().count() == before


@pytest.mark.parametrize("navn", ["archive", "discard", "edit_redirect"])
def test_waiting_draft_is_not_put_away(ventende, anna, navn):
    response = svar(anna, versionside(navn, ventende), discard="1")

    assert "kan ikke rettes imens" in messages_of(response)[0]
    assert frisk(ventende).state == "draft"


@pytest.mark.parametrize("hvad", [{"discard": "1"}, {"archive": "1"}, {}])
def test_waiting_draft_is_not_put_away_by_taking_an_older_version_back(anna, hvad):
    version = ny_kladde(anna.user)
    version.publish(anna.user)
    older = frisk(version)
    newer = older.copy(anna.user)
    newer.publish(anna.user)
    draft = frisk(newer).copy(anna.user)
    sendt(draft)

    svar(anna, versionside("revert", frisk(older)), **hvad)

    drafts = Version.objects.filter_by_content_grouping_values(draft.content).filter(state="draft")
    assert list(drafts.values_list("pk", flat=True)) == [draft.pk]


def test_draft_that_waits_no_more_is_changed_again(version, anna):
    sendt(version).afgoer("trukket", anna.user)

    assert frisk(version).check_modify.as_bool(igen(anna.user))
    assert "content__titel" in opened(anna, version)


# --- One admin for all threads


def test_language_of_one_request_is_not_that_of_another():
    from django.contrib import admin

    shared = admin.site.get_model_admin(Indsats)
    assert isinstance(shared, IndsatsAdmin)
    set_by_both, seen = threading.Barrier(2), {}

    def request(language):
        shared.language, shared._requested_content_obj = language, f"text in {language}"
        set_by_both.wait(5)
        seen[language] = (shared.language, shared._requested_content_obj)

    threads = [threading.Thread(target=request, args=[language]) for language in ("da", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == {"da": ("da", "text in da"), "en": ("en", "text in en")}
