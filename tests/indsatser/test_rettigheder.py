"""Who may do what: the table alone decides, in the admin and in the CMS, of all and of each."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission

from indsatser.models import Person, Strategi
from indsatser.rettigheder import EKSTRA, HANDLINGER, ROLLER, TABEL
from tests.factories import forfatter
from tests.indsatser.admin_forms import address_of
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import (
    igen,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ADMINISTRATOR, KOORDINATOR, STYREGRUPPE, TOVHOLDER, KOMMUNIKATION = ROLLER
READERS = [ADMINISTRATOR, STYREGRUPPE]
NO_ADMIN_OF_ITS_OWN = {
    "cms.placeholder",
    "sites.site",
    "filer.folderpermission",
    "filer.thumbnailoption",
}
"""What the packages register for their own use, and of which nobody has a right."""
LISTS = [
    model._meta.label_lower
    for model in admin.site._registry
    if model._meta.app_label in ("indsatser", "auth", "redirects")
    and model._meta.model_name not in ("indsatsindhold", "nyhedindhold", "group")
]


def in_table(role, model):
    """The letters that the table gives a role for a model."""
    column = list(ROLLER).index(role)
    return next((rights[column] for models, rights in TABEL if model in models.split()), "")


def models_in_table():
    return " ".join(models for models, _ in TABEL).split()


# --- The table


def test_every_model_that_has_an_admin_is_in_the_table():
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert registered - {*models_in_table()} - NO_ADMIN_OF_ITS_OWN - {"auth.group"} == set()


def test_every_model_is_in_one_line_of_the_table_and_exists():
    assert len(models_in_table()) == len(set(models_in_table()))
    assert [model for model in models_in_table() if apps.get_model(model) is None] == []


@pytest.mark.parametrize("role", ROLLER)
def test_every_action_on_every_model_is_answered_by_the_table(user_for, role):
    user = user_for(role)
    registered = {model._meta.label_lower for model in admin.site._registry} | {*models_in_table()}
    asked = {
        (f"{app}.{action}_{name}", letter in in_table(role, model).upper())
        for model in registered
        for app, name in [model.split(".")]
        for letter, action in HANDLINGER.items()
    }

    assert {
        (name, expected) for name, expected in asked if user.has_perm(name) != expected
    } == set()


@pytest.mark.parametrize("role", ROLLER)
def test_permission_that_is_no_action_on_a_model_is_in_the_other_list(user_for, role):
    user = user_for(role)
    named = {name for names in EKSTRA.values() for name in names}

    assert {name for name in named if user.has_perm(name)} == set(EKSTRA.get(role, ()))


@pytest.mark.parametrize("role", ROLLER)
def test_permission_is_the_same_for_one_certain_object_as_for_all(user_for, role):
    user, person = user_for(role), Person.objects.first()

    for action in HANDLINGER.values():
        name = f"indsatser.{action}_person"
        assert user.has_perm(name, person) == user.has_perm(name), name


@pytest.mark.parametrize("given", ["user", "group"])
@pytest.mark.parametrize("role", [None, *ROLLER])
def test_permission_in_the_database_changes_nothing(client_for, role, given):
    client = client_for(role or STYREGRUPPE)
    if role is None:
        client.user.groups.set([Group.objects.create(name="chefer")])
        type(client.user).objects.filter(pk=client.user.pk).update(is_staff=True)
    before = igen(client.user).get_all_permissions()
    holder = (
        client.user.user_permissions if given == "user" else client.user.groups.get().permissions
    )
    holder.set(Permission.objects.all())

    user = igen(client.user)

    assert user.get_all_permissions() == before
    assert user.get_user_permissions() == set()
    assert user.has_perm("indsatser.delete_person") is False
    assert user.has_perm("indsatser.delete_person", Person.objects.first()) is False
    assert user.has_module_perms("sites") is False
    assert client.get("/admin/sites/site/").status_code in (302, 403, 404)


def test_table_is_shown_in_danish_with_every_line(koordinator):
    rows = tree_of(koordinator.get("/admin/rettigheder/")).xpath("//table//tr")
    cells = [[text_of(cell) for cell in row] for row in rows]

    assert cells[0] == ["Hvad", *ROLLER.values()]
    assert len(cells) == len(TABEL) + 1
    for (models, rights), (what, *shown) in zip(TABEL, cells[1:], strict=True):
        names = [str(apps.get_model(m)._meta.verbose_name_plural).lower() for m in models.split()]
        assert [name for name in names if name not in what.lower()] == []
        assert [bool(right) for right in rights] == [cell != "–" for cell in shown]
        for right, cell in zip(rights, shown, strict=True):
            words = {"V": "ser", "T": "tilføjer", "R": "retter", "S": "sletter", "U": "udgiver"}
            words["G"] = "godkender"
            assert {word for word in words.values() if word in cell} == {
                words[t] for t in right.upper()
            }


def test_table_says_what_holds_for_some_rows_only(koordinator):
    page = text_of(tree_of(koordinator.get("/admin/rettigheder/")))

    assert "ser · tilføjer, retter: egne indsatser" in page
    assert "ser · udgiver: det, der er sendt til gennemsyn" in page


@pytest.mark.parametrize("role", ROLLER)
def test_table_is_open_to_every_role_and_to_nobody_else(client_for, client, role):
    assert client_for(role).get("/admin/rettigheder/").status_code == 200
    assert client.get("/admin/rettigheder/").status_code == 302


# --- The admin keeps to it


def list_of(model):
    return f"/admin/{model.replace('.', '/')}/"


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("role", ROLLER)
def test_list_opens_for_those_who_may_see_it(client_for, role, model):
    response = client_for(role).get(list_of(model))

    assert response.status_code == (200 if "V" in in_table(role, model).upper() else 403)


@pytest.mark.parametrize("model", LISTS)
def test_list_is_shut_to_a_visitor_and_to_an_account_without_a_role(client, model):
    address = list_of(model)
    assert client.get(address).status_code == 302
    user = forfatter()
    type(user).objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(user)

    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("role", ROLLER)
def test_form_for_a_new_person_opens_for_those_who_may_add_one(client_for, role):
    expected = 200 if "T" in in_table(role, "indsatser.person") else 403

    assert client_for(role).get(address_of("person", "add")).status_code == expected


@pytest.mark.parametrize("role", [*READERS, TOVHOLDER, KOMMUNIKATION])
@pytest.mark.parametrize(
    "model", ["person", "strategi", "maal", "rolle", "indsats", "organisation"]
)
def test_reader_sees_the_form_and_cannot_send_it(client_for, role, model):
    instance = apps.get_model("indsatser", model).objects.first()
    address = address_of(model, "change", instance.pk)
    client = client_for(role)

    assert client.get(address).status_code == 200
    assert client.post(address, {"navn": "Ændret"}).status_code == 403
    assert client.post(address_of(model, "delete", instance.pk), {"post": "yes"}).status_code == 403
    assert apps.get_model("indsatser", model).objects.filter(pk=instance.pk).exists()


@pytest.mark.parametrize("role", [*READERS, TOVHOLDER, KOMMUNIKATION])
def test_reader_cannot_start_a_version_of_the_strategy(client_for, role):
    data = {"action": "start_ny_version", "_selected_action": [Strategi.objects.get(nummer=3).pk]}

    client_for(role).post(address_of("strategi", "changelist"), data)

    assert Strategi.objects.count() == 3
