"""Danish order: the same in Python and in whichever database the tests run on."""

import random

import pytest

from indsatser.models import Maalgruppe
from tryg_portal.sortering import sorteringsnoegle

DANSK = [
    "Abe",
    "adel",
    "Adel",
    "cafe",
    "café",
    "Cafe",
    "Caféer",
    "Nordkraft",
    "Odense",
    "Zebra",
    "æble",
    "Æble",
    "Æg",
    "Ø",
    "Øl",
    "Å",
    "Aalborg",
    "Ålborg",
    "Aarhus",
    "Århus",
    "Åse",
]
"""In Danish order: æ, ø and å last, aa as å, an accent after none, lower case before upper case."""


def shuffled():
    return random.Random(7).sample(DANSK, len(DANSK))


def test_order_in_python_is_danish():
    assert sorted(shuffled(), key=sorteringsnoegle) == DANSK


@pytest.mark.django_db
def test_order_in_the_database_is_the_order_in_python():
    Maalgruppe.objects.all().delete()
    for number, name in enumerate(shuffled()):
        Maalgruppe.objects.create(navn_da=name, slug=f"gruppe-{number}")

    in_database = list(Maalgruppe.objects.order_by("navn_da").values_list("navn_da", flat=True))

    assert in_database == sorted(shuffled(), key=sorteringsnoegle)


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
        ("adel", "Adel"),
        ("a-b", "ab"),
        ("Tryg by", "Tryghed"),
        ("Mål 2", "Mål 3"),
    ],
)
def test_one_name_stands_before_the_other(first, second):
    assert sorteringsnoegle(first) < sorteringsnoegle(second)


@pytest.mark.django_db
@pytest.mark.parametrize("pair", [("Tryg by", "Tryghed"), ("a-b", "ab"), ("It-fusk", "Italien"), ("a b", "a-b")])
def test_spaces_and_hyphens_sort_the_same_in_the_database_as_in_python(pair):
    Maalgruppe.objects.all().delete()
    for number, name in enumerate(pair):
        Maalgruppe.objects.create(navn_da=name, slug=f"gruppe-{number}")

    in_database = list(Maalgruppe.objects.order_by("navn_da").values_list("navn_da", flat=True))

    assert in_database == sorted(pair, key=sorteringsnoegle)


@pytest.mark.django_db
def test_name_is_unique_by_its_letters_and_not_by_its_place_in_the_order():
    for number, name in enumerate(["Å", "Aa", "å", "aa"]):
        Maalgruppe.objects.create(navn_da=name, slug=f"gruppe-{number}")

    assert Maalgruppe.objects.filter(navn_da="Å").count() == 1
