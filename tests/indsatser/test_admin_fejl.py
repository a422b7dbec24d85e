"""What is typed wrong in the admin is told in Danish at its field, and what was typed is kept."""

import pytest
from django.apps import apps

from indsatser.models import Indsats, Organisation, Prioritering, Rolle, Strategi
from tests.factories import MaalFactory, StrategiFactory
from tests.indsatser.admin_forms import address_of, errors_at, form_of, messages_of, send, values_of

pytestmark = pytest.mark.django_db


def test_overlapping_version_is_told_at_its_first_year(koordinator):
    response = send(
        koordinator,
        address_of("strategi", "add"),
        nummer="4",
        titel_da="Ny strategi",
        fra_aar="2024",
        til_aar="2029",
    )

    assert response.status_code == 200
    assert "overlapper version 3 (2022–2025)" in errors_at(response, "fra_aar")[0]
    assert Strategi.objects.count() == 3
    kept = values_of(form_of(response))
    assert (kept["titel_da"], kept["fra_aar"], kept["til_aar"]) == ("Ny strategi", "2024", "2029")


def test_version_that_ends_before_it_begins_is_told_at_its_last_year(koordinator):
    response = send(
        koordinator,
        address_of("strategi", "add"),
        nummer="4",
        titel_da="Ny",
        fra_aar="2030",
        til_aar="2029",
    )

    assert errors_at(response, "til_aar") == ["Versionen slutter, før den begynder."]


def test_role_that_ends_before_it_starts_is_told_at_its_last_day(koordinator):
    rolle = Rolle.objects.get(person__navn="Mads Duedahl")

    response = send(
        koordinator, address_of("rolle", "change", rolle.pk), fra="2025-02-01", til="2025-01-01"
    )

    assert errors_at(response, "til") == ["Rollen slutter, før den begynder."]
    kept = values_of(form_of(response))
    assert kept["til"] in ("2025-01-01", "01.01.2025")


def test_role_without_a_place_is_told_at_the_group(koordinator):
    response = send(koordinator, address_of("rolle", "add"), art="medlem", titel_da="Leder")

    assert errors_at(response, "gruppe") == ["En rolle hører til enten en gruppe eller en indsats."]


def test_role_without_person_and_title_is_told_at_the_title(koordinator):
    indsats = Indsats.objects.get(slug="tryg-bydel")

    response = send(koordinator, address_of("rolle", "add"), art="medlem", indsats=indsats.pk)

    assert errors_at(response, "titel_da") == ["Skriv en titel, når rollen ikke har en person."]


def test_initiative_that_is_prioritised_twice_is_told_at_the_initiative(koordinator):
    prioritering = Prioritering.objects.get(strategi__nummer=3, indsats__slug="tryg-bydel")

    response = send(
        koordinator,
        address_of("prioritering", "add"),
        strategi=prioritering.strategi_id,
        indsats=prioritering.indsats_id,
        navn="Tryg bydel igen",
    )

    assert errors_at(response, "indsats") == ["Indsatsen er allerede prioriteret i denne version."]
    assert values_of(form_of(response))["navn"] == "Tryg bydel igen"


def test_goal_of_another_version_is_told_at_the_goals(koordinator):
    version = Strategi.objects.get(nummer=3)
    andet = MaalFactory(strategi=StrategiFactory())

    response = send(
        koordinator,
        address_of("prioritering", "change", version.prioriteringer.first().pk),
        maal=[andet.pk],
    )

    assert response.status_code == 200
    assert "version" in errors_at(response, "maal")[0]
    assert andet not in version.prioriteringer.first().maal.all()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"cvr": "123"}, "cvr", "Et CVR-nummer er otte cifre."),
        ({"email": "ikke en adresse"}, "email", "Indtast en gyldig e-mail-adresse."),
        ({"hjemmeside": "javascript:alert(1)"}, "hjemmeside", "Indtast en gyldig URL."),
        ({"navn_da": "Blå Kors"}, "navn_da", "Organisation med dette Navn eksisterer allerede."),
        ({"navn_da": ""}, "navn_da", "Dette felt er påkrævet."),
        ({"navn_da": "a\0b"}, "navn_da", "Null-tegn er ikke tilladte."),
    ],
    ids=lambda part: None if isinstance(part, dict) else "",
)
def test_organisation_that_is_wrong_is_told_at_its_field(koordinator, changes, field, message):
    kirkens = Organisation.objects.get(navn_da="Kirkens Korshær")

    response = send(koordinator, address_of("organisation", "change", kirkens.pk), **changes)

    assert response.status_code == 200
    assert errors_at(response, field)[0].lower() == message.lower()


def test_organisation_under_its_own_part_is_told_at_the_one_above(koordinator):
    region = Organisation.objects.get(navn_da="Region Nordjylland")
    del_ = Organisation.objects.get(navn_da="Aalborg Universitetshospital")

    response = send(
        koordinator, address_of("organisation", "change", region.pk), overordnet=del_.pk
    )

    assert errors_at(response, "overordnet") == [
        "Organisationen kommer til at høre under sig selv."
    ]


def test_former_address_that_is_in_use_is_told_at_the_address(koordinator):
    indsats = Indsats.objects.get(slug="camp-ung")

    response = send(
        koordinator, address_of("tidligereadresse", "add"), slug="tryg-bydel", indsats=indsats.pk
    )

    assert errors_at(response, "slug") == ["Adressen er en indsats' faste adresse."]


def test_word_to_find_by_gets_a_danish_address(koordinator):
    response = send(koordinator, address_of("maalgruppe", "add"), navn_da="Ældre på øen")

    assert response.status_code == 302
    assert (
        apps.get_model("indsatser", "maalgruppe").objects.get(navn_da="Ældre på øen").slug
        == "aeldre-paa-oeen"
    )


@pytest.mark.parametrize("model", ["maalgruppe", "omraade"])
def test_word_to_find_by_whose_address_is_taken_is_told_and_no_error_of_the_server(
    koordinator, model
):
    first = apps.get_model("indsatser", model).objects.first()

    response = send(koordinator, address_of(model, "add"), navn_da=f"{first.navn_da}!")

    assert response.status_code in (200, 302)


# --- The next version


def start_version(client, *numbers):
    selected = list(Strategi.objects.filter(nummer__in=numbers).values_list("pk", flat=True))
    data = {"action": "start_ny_version", "_selected_action": selected}
    return client.post(address_of("strategi", "changelist"), data, follow=True)


def test_next_version_is_started_from_the_list(koordinator):
    response = start_version(koordinator, 3)

    ny = Strategi.objects.get(nummer=4)
    assert (ny.fra_aar, ny.til_aar, ny.maal.count()) == (2026, 2029, 5)
    assert ny.prioriteringer.filter(indsats__slug="tryg-bydel").exists()
    assert not ny.prioriteringer.filter(indsats__slug="forebyggelsesseminarer").exists()
    assert response.redirect_chain[-1][0] == address_of("strategi", "change", ny.pk)
    assert messages_of(response)


@pytest.mark.parametrize(
    ("numbers", "words"), [((2,), "overlapper version 3"), ((2, 3), "netop én version")]
)
def test_next_version_that_cannot_be_started_is_told_in_danish(koordinator, numbers, words):
    response = start_version(koordinator, *numbers)

    assert words in " ".join(messages_of(response))
    assert Strategi.objects.count() == 3
