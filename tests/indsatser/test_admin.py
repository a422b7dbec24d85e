"""The admin as a koordinator uses it: every list and form of every noun opens, whatever is asked of it."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indsatser.models import Maal, Organisation, PolitiskBehandling, TidligereAdresse
from tests.factories import (
    DokumentFactory,
    OrganisationFactory,
    PersonFactory,
    PrioriteringFactory,
    RolleFactory,
    TekstFactory,
)
from tests.indsatser.admin_forms import address_of, errors_of_page, form_of, send
from tests.indsatser.moeder import moede, person
from tests.indsatser.public_pages import tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MODELS = sorted(
    model._meta.model_name
    for model in admin.site._registry
    if model._meta.app_label == "indsatser"
    and model.__name__ not in ("IndsatsIndhold", "NyhedIndhold")  # lead to what they are about
    # rows of what is done elsewhere: test_gennemsyn.py, test_eftersyn.py, test_godkendelse.py, test_varsler_admin.py
    and model.__name__
    not in ("Gennemsyn", "PlanlagtUdgivelse", "Eftersyn", "Godkendelse", "Varsel")
    # screens and tests of their own: test_statusrunde_admin.py, test_status_admin.py, test_forslag_admin.py,
    # test_aarshjul_siden.py, test_strategilinks.py
    and model.__name__ not in ("Statusrunde", "Status", "Forslag", "Aarshjulsdato", "Strategilink")
    # test_maaling_admin.py, test_aarsstatus.py
    and model.__name__ not in ("Indlaesning", "Aarsstatus")
)


@pytest.fixture(autouse=True)
def _a_meeting_a_task_and_a_document(db):
    """Nouns that the demonstration content has none of outside the demo."""
    opgave = {"tekst": "Skriv et oplæg", "ansvarlig": person("Anne"), "frist": date(2100, 1, 1)}
    moede(person("Bo")).punkter.get().opgaver.create(**opgave)
    DokumentFactory(offentligt=False)


def test_admin_has_every_noun():
    nouns = (
        "strategi maal prioritering politiskbehandling indsats maalgruppe omraade tidligereadresse"
    )

    assert set(MODELS) >= set(f"{nouns} organisation person gruppe rolle".split())


@pytest.mark.parametrize("model", MODELS)
def test_list_opens_and_shows_its_rows(koordinator, model):
    response = koordinator.get(address_of(model, "changelist"))

    assert response.status_code == 200
    assert tree_of(response).xpath("//table[@id='result_list']//tbody/tr")


@pytest.mark.parametrize("model", MODELS)
def test_list_is_searched(koordinator, model):
    for query in ("q=tryg", "q=%C3%A6%C3%B8%C3%A5", "q=%22%25_", "q=a+b+c"):
        assert koordinator.get(f"{address_of(model, 'changelist')}?{query}").status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_every_filter_of_the_list_opens(koordinator, model):
    address = address_of(model, "changelist")
    hrefs = set(tree_of(koordinator.get(address)).xpath("//*[@id='changelist-filter']//a/@href"))

    for href in hrefs:
        assert koordinator.get(address + href).status_code == 200, href


@pytest.mark.parametrize("model", MODELS)
def test_every_column_that_sorts_the_list_does(koordinator, model):
    address = address_of(model, "changelist")
    hrefs = tree_of(koordinator.get(address)).xpath("//th[contains(@class, 'sortable')]//a/@href")

    for href in hrefs:
        assert koordinator.get(address + href).status_code == 200, href


@pytest.mark.parametrize("model", MODELS)
def test_form_for_a_new_one_opens(koordinator, model):
    assert form_of(koordinator.get(address_of(model, "add"))) is not None


@pytest.mark.parametrize("model", MODELS)
def test_form_and_history_of_an_old_one_open(koordinator, model):
    pk = apps.get_model("indsatser", model).objects.first().pk

    assert koordinator.get(address_of(model, "change", pk)).status_code == 200
    assert koordinator.get(address_of(model, "history", pk)).status_code == 200


@pytest.mark.parametrize("model", [model for model in MODELS if model != "indsats"])
def test_form_that_is_saved_without_a_change_changes_nothing(koordinator, model):
    manager = apps.get_model("indsatser", model).objects
    before = list(manager.order_by("pk").values())

    response = send(koordinator, address_of(model, "change", manager.first().pk))

    assert response.status_code == 302, errors_of_page(response)
    assert list(manager.order_by("pk").values()) == before


def add_one_of_each():
    organisation = OrganisationFactory(
        overordnet=Organisation.objects.get(navn_da="Aalborg Kommune")
    )
    indsats = TekstFactory().indsats
    RolleFactory(indsats=indsats, person=PersonFactory(), organisation=organisation)
    maal = Maal.objects.get(strategi__nummer=3, nummer=1)
    PrioriteringFactory(strategi=maal.strategi, indsats=indsats).maal.add(maal)
    PolitiskBehandling.objects.create(strategi=maal.strategi, organ_da="Udvalget")
    TidligereAdresse.objects.create(slug=f"foer-{indsats.slug}", indsats=indsats)


GROWING = [
    "indsats",
    "organisation",
    "person",
    "rolle",
    "prioritering",
    "tidligereadresse",
    "strategi",
]


@pytest.mark.parametrize("model", [*GROWING, "politiskbehandling"])
def test_list_costs_the_same_with_five_rows_more(koordinator, model):
    def once():
        with CaptureQueriesContext(connection) as queries:
            koordinator.get(address_of(model, "changelist"))
        return len(queries)

    def cost():
        """The least of three: a process asks some things only now and then (content types, the site)."""
        return min(once() for _ in range(3))

    add_one_of_each()
    before = cost()
    for _ in range(5):
        add_one_of_each()

    assert cost() == before
