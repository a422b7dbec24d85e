"""Danish order: the same in Python and in whichever database the tests run on."""

import random

import pytest

from indsatser.models import Maalgruppe
from tryg_portal.sortering import sorteringsnoegle

DANSK = [
    "«En Vej Ind» for unge",
    "10 gode råd",
    "Abe",
    "Cafe",
    "Caféer",
    "Cykel",
    "München",
    "Nordkraft",
    "Ny by",
    "Tryg by",
    "Tryghed",
    "Zebra",
    "Æble",
    "Æg",
    "Ø",
    "Øl",
    "Å",
    "Aalborg",
    "Aarhus",
    "Åse",
]
"""In Danish order: quotes and numbers first, æ, ø and å last, aa as å, ü as y."""

SAME_LETTERS = [
    "adel",
    "Adel",
    "cafe",
    "café",
    "Café",
    "æble",
    "Æble",
    "Ålborg",
    "Aalborg",
    "ålborg",
    "aalborg",
]
"""Whatever comes first among them, it must be the same everywhere."""


def shuffled(names):
    return random.Random(7).sample(names, len(names))


def in_database(names):
    Maalgruppe.objects.all().delete()
    for number, name in enumerate(shuffled(names)):
        Maalgruppe.objects.create(navn_da=name, slug=f"gruppe-{number}")
    return list(Maalgruppe.objects.order_by("navn_da").values_list("navn_da", flat=True))


def test_order_in_python_is_danish():
    assert sorted(shuffled(DANSK), key=sorteringsnoegle) == DANSK


@pytest.mark.django_db
def test_order_in_the_database_is_danish():
    assert in_database(DANSK) == DANSK


@pytest.mark.django_db
@pytest.mark.parametrize(
    "names",
    [
        SAME_LETTERS,
        ["Tryg by", "Tryg-by", "Tryghed"],
        ["a-b", "ab", "a b"],
        ["It-fusk", "Italien", "IT"],
        ["Mål 2", "Mål 10", "Mål, 3"],
        ["KFUM's Sociale Arbejde", "KFUM", "KFUMs"],
    ],
    ids=lambda names: names[0],
)
def test_order_in_the_database_is_the_order_in_python(names):
    assert in_database(names) == sorted(names, key=sorteringsnoegle)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zoo", "Ærø"),
        ("Ærø", "Ørsted"),
        ("Ørsted", "Ådal"),
        ("Ørsted", "Aalborg"),
        ("Aalborg", "Aarhus"),
        ("cafe", "café"),
        ("café", "cafer"),
        ("a-b", "ab"),
        ("Tryg by", "Tryghed"),
        ("Mål 2", "Mål 3"),
    ],
)
def test_one_name_stands_before_the_other(first, second):
    assert sorteringsnoegle(first) < sorteringsnoegle(second)


@pytest.mark.django_db
def test_name_is_unique_by_its_letters_and_not_by_its_place_in_the_order():
    for number, name in enumerate(["Å", "Aa", "å", "aa"]):
        Maalgruppe.objects.create(navn_da=name, slug=f"gruppe-{number}")

    assert Maalgruppe.objects.filter(navn_da="Å").count() == 1
