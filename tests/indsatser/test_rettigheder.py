"""Who may do what: the table, the groups that are made of it, and that the admin keeps to it."""

import pytest
from cms.models import PageContent
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from djangocms_versioning.models import Version

from indsatser.models import IndsatsIndhold, Person, Strategi
from indsatser.rettigheder import HANDLINGER, ROLLER, TABEL, synkroniser_grupper, tilladelser
from tests.factories import TekstFactory, forfatter

pytestmark = pytest.mark.django_db

OWN = "indsats maalgruppe omraade tidligereadresse strategi maal prioritering politiskbehandling"
PEOPLE = "organisation person gruppe rolle"
LISTS = {
    **{
        f"admin:indsatser_{name}_changelist": f"indsatser.{name}"
        for name in f"{OWN} {PEOPLE}".split()
    },
    "admin:cms_pagecontent_changelist": "cms.page",
    "admin:djangocms_alias_category_changelist": "djangocms_alias.category",
    "admin:redirects_redirect_changelist": "redirects.redirect",
    "admin:auth_user_changelist": "auth.user",
    "admin:auth_group_changelist": "auth.group",
}
EVERYBODY = set(ROLLER)
EDITORS = {"administrator", "koordinator", "kommunikation"}


def in_table(role, model):
    """The letters that the table gives a role for a model."""
    column = list(ROLLER).index(role)
    return next((rights[column] for models, rights in TABEL if model in models.split()), "")


def known_permissions():
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Permission.objects.select_related("content_type")
    }


# --- The table


@pytest.mark.parametrize("role", ROLLER)
def test_group_holds_exactly_what_the_table_says(role):
    held = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=role).permissions.select_related("content_type")
    }
    of_versions = {name for name in held if name.startswith("djangocms_versioning.")}

    in_the_table = tilladelser(role) & known_permissions()
    assert held - of_versions == {
        name for name in in_the_table if "djangocms_versioning." not in name
    }
    assert held >= in_the_table
    if in_table(role, "djangocms_versioning.version") == "V":
        assert {name.split(".")[1].split("_")[0] for name in of_versions} == {"view"}


def test_every_permission_in_the_table_exists():
    assert set().union(*map(tilladelser, ROLLER)) - known_permissions() == set()


def test_every_model_that_has_an_admin_is_in_the_table():
    inside = set(" ".join(models for models, _ in TABEL).split())
    outside = {
        model._meta.label_lower
        for model in admin.site._registry
        if model._meta.app_label in ("indsatser", "auth", "redirects")
    }

    assert outside <= inside


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("indsatser.view_indsats", EVERYBODY),
        ("indsatser.change_indsats", {"administrator", "koordinator"}),
        ("indsatser.delete_indsats", set()),
        ("indsatser.add_strategi", {"administrator", "koordinator"}),
        ("indsatser.change_rolle", {"administrator", "koordinator"}),
        ("cms.change_page", EDITORS),
        ("cms.publish_page", EDITORS),
        ("auth.change_user", {"administrator"}),
        ("auth.view_user", {"administrator"}),
        ("redirects.view_redirect", EDITORS),
    ],
)
def test_permission_belongs_to_these_roles(user_for, permission, roles):
    assert {role for role in ROLLER if user_for(role).has_perm(permission)} == roles


def test_permission_is_the_same_for_one_certain_object_as_for_all(user_for):
    person = Person.objects.first()

    for role in ROLLER:
        user = user_for(role)
        for action in HANDLINGER.values():
            permission = f"indsatser.{action}_person"
            assert user.has_perm(permission, person) == user.has_perm(permission), (
                role,
                permission,
            )


def test_account_that_is_closed_may_do_nothing(user_for):
    user = user_for("administrator")
    user.is_active = False
    user.save()

    assert not user.has_perm("indsatser.view_indsats")
    assert not user.has_perm("indsatser.view_indsats", IndsatsIndhold.objects.first().indsats)


def test_group_that_was_changed_by_hand_is_put_right_at_the_next_migrate():
    group = Group.objects.get(name="tovholder")
    before = set(group.permissions.all())
    group.permissions.add(Permission.objects.get(codename="change_user"))

    synkroniser_grupper()

    assert set(group.permissions.all()) == before


# --- The admin keeps to it


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", ROLLER)
def test_list_opens_for_those_who_may_see_it(client_for, role, name):
    response = client_for(role).get(reverse(name))

    assert response.status_code == (200 if "V" in in_table(role, LISTS[name]) else 403)


@pytest.mark.parametrize("name", LISTS)
def test_list_sends_a_visitor_to_the_login(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize("role", ROLLER)
def test_form_for_a_new_person_opens_for_those_who_may_add_one(client_for, role):
    expected = 200 if "T" in in_table(role, "indsatser.person") else 403

    assert client_for(role).get(reverse("admin:indsatser_person_add")).status_code == expected


READERS = ["styregruppe", "tovholder"]


@pytest.mark.parametrize("role", [*READERS, "kommunikation"])
@pytest.mark.parametrize(
    "model", ["person", "strategi", "maal", "rolle", "indsats", "organisation"]
)
def test_reader_sees_the_form_and_cannot_send_it(client_for, role, model):
    instance = apps.get_model("indsatser", model).objects.first()
    address = reverse(f"admin:indsatser_{model}_change", args=[instance.pk])
    client = client_for(role)

    assert client.get(address).status_code == 200
    assert client.post(address, {"navn": "Ændret"}).status_code == 403
    assert (
        client.post(
            reverse(f"admin:indsatser_{model}_delete", args=[instance.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert apps.get_model("indsatser", model).objects.filter(pk=instance.pk).exists()


@pytest.mark.parametrize("role", READERS)
def test_reader_cannot_start_a_version(client_for, role):
    address = reverse("admin:indsatser_strategi_changelist")
    data = {"action": "start_ny_version", "_selected_action": [Strategi.objects.get(nummer=3).pk]}

    client_for(role).post(address, data)

    assert Strategi.objects.count() == 3


def version_of(kind, pk):
    return reverse(f"admin:djangocms_versioning_indsatsindholdversion_{kind}", args=[pk])


@pytest.mark.parametrize("role", READERS)
def test_reader_cannot_publish_a_draft(client_for, role):
    version = TekstFactory(udgivet=False).versions.get()

    client_for(role).post(version_of("publish", version.pk))

    assert Version.objects.get(pk=version.pk).state == "draft"


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("kind", ["unpublish", "edit_redirect", "archive"])
def test_reader_cannot_change_the_state_of_a_text(client_for, role, kind):
    tekst = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da")
    version = tekst.versions.get()

    client_for(role).post(version_of(kind, version.pk))

    assert Version.objects.get(pk=version.pk).state == "published"
    assert Version.objects.filter_by_content_grouping_values(tekst).count() == 1


@pytest.mark.parametrize("role", READERS)
def test_reader_cannot_discard_a_draft(client_for, role):
    version = TekstFactory(udgivet=False).versions.get()

    client_for(role).post(version_of("discard", version.pk), {"discard": "1"})

    assert Version.objects.filter(pk=version.pk).exists()


@pytest.mark.parametrize("role", READERS)
def test_reader_cannot_take_down_a_page(client_for, role):
    version = PageContent.objects.get(
        page__urls__path="kontakt", page__urls__language="da", language="da"
    ).versions.get()

    client_for(role).post(
        reverse("admin:djangocms_versioning_pagecontentversion_unpublish", args=[version.pk])
    )

    assert Version.objects.get(pk=version.pk).state == "published"


def test_communication_publishes_pages_and_not_initiatives(client_for):
    tekst = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da")
    client = client_for("kommunikation")

    client.post(version_of("unpublish", tekst.versions.get().pk))
    page = PageContent.objects.get(
        page__urls__path="kontakt", page__urls__language="da", language="da"
    )
    client.post(
        reverse(
            "admin:djangocms_versioning_pagecontentversion_unpublish", args=[page.versions.get().pk]
        )
    )

    assert Version.objects.get(pk=tekst.versions.get().pk).state == "published"
    assert (
        Version.objects.get(object_id=page.pk, content_type__model="pagecontent").state
        == "unpublished"
    )


def test_somebody_without_a_role_sees_nothing_in_the_admin(client, db):
    user = forfatter()
    user.is_staff = True
    user.save()
    client.force_login(user)

    assert {client.get(reverse(name)).status_code for name in LISTS} == {403}
