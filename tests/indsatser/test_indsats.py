"""The initiative as a lasting thing: its address, its successor, and its words in two languages."""

import unicodedata

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, ProtectedError
from django.utils.translation import override

from indsatser.models import Indsats, IndsatsIndhold, TidligereAdresse
from indsatser.models.felter import dansk_slug
from tests.factories import IndsatsFactory, OrganisationFactory, TekstFactory, forfatter, prioriter
from tests.indsatser.refusal import errors_of, refused_by_database

# --- The address


@pytest.mark.parametrize(
    ("tekst", "slug"),
    [
        ("Æbler på én ø", "aebler-paa-en-oe"),
        ("Børn, unge & å", "boern-unge-aa"),
        ("ÆØÅ", "aeoeaa"),
        ("Café", "cafe"),
        ("«En Vej Ind» for unge", "en-vej-ind-for-unge"),
        ("Drop-out-elever – en styrket indsats", "drop-out-elever-en-styrket-indsats"),
        ("Øl på Åen\u030a", "oel-paa-aaen"),
        ("…", ""),
    ],
)
def test_address_keeps_what_the_letters_mean(tekst, slug):
    assert dansk_slug(tekst) == slug


@pytest.mark.parametrize("tekst", ["A\u030aen", "e\u0301n", "Trygga\u030ar"])
def test_address_is_the_same_where_accents_are_letters_of_their_own(tekst):
    assert dansk_slug(tekst) == dansk_slug(unicodedata.normalize("NFC", tekst))


def test_long_address_ends_at_a_letter():
    assert dansk_slug("ab " * 100, max_length=6) == "ab-ab"


def new_initiative(titel):
    """As the admin makes it."""
    indsats = Indsats()
    indsats.slug = indsats.ledig_slug(titel)
    indsats.save()
    return indsats


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("titel", "slug"),
    [("Trygge børn på Øen", "trygge-boern-paa-oeen"), ("", "indsats"), ("…", "indsats")],
)
def test_initiative_without_an_address_gets_one_of_its_title(titel, slug):
    assert new_initiative(titel).slug == slug


@pytest.mark.django_db
def test_address_that_is_taken_gets_the_next_number():
    slugs = [new_initiative("Gå tur").slug for _ in range(3)]

    assert slugs == ["gaa-tur", "gaa-tur-2", "gaa-tur-3"]


@pytest.mark.django_db
def test_address_that_only_begins_like_another_gets_no_number():
    new_initiative("Gå tur i byen")

    assert new_initiative("Gå tur").slug == "gaa-tur"


@pytest.mark.django_db
def test_address_that_is_taken_stays_within_its_length():
    titel = "ord " * 50

    slugs = {new_initiative(titel).slug for _ in range(2)}

    assert len(slugs) == 2
    assert max(map(len, slugs)) <= Indsats._meta.get_field("slug").max_length


@pytest.mark.django_db
def test_former_address_of_another_is_not_given_to_a_new_initiative():
    assert new_initiative("Et trygt natteliv").slug != "et-trygt-natteliv"


@pytest.mark.django_db
def test_renamed_initiative_keeps_its_address():
    tekst = TekstFactory(titel="Gammelt navn", indsats=prioriter(new_initiative("Gammelt navn")))
    kladde = tekst.versions.get().copy(forfatter()).content
    kladde.titel = "Helt nyt navn"
    kladde.save()
    kladde.versions.get().publish(forfatter())

    indsats = Indsats.objects.get(pk=tekst.indsats_id)
    indsats.slug = ""
    indsats.save()

    assert indsats.slug == "gammelt-navn"
    assert IndsatsIndhold.objects.get(indsats=indsats).titel == "Helt nyt navn"
    assert (
        IndsatsIndhold.objects.get(indsats=indsats).get_absolute_url() == "/indsatser/gammelt-navn/"
    )


@pytest.mark.django_db
def test_address_that_is_emptied_comes_back():
    indsats = new_initiative("Gå tur")
    indsats.slug = ""
    indsats.save()

    assert indsats.slug == "gaa-tur"
    assert not indsats.tidligere_adresser.exists()


@pytest.mark.django_db
def test_address_that_is_changed_and_changed_back_leads_there_from_the_other():
    indsats = new_initiative("Gå tur")
    for slug in ("gaa-langt", "gaa-tur"):
        indsats.slug = slug
        indsats.save()

    assert list(indsats.tidligere_adresser.values_list("slug", flat=True)) == ["gaa-langt"]


@pytest.mark.django_db
def test_initiative_without_an_address_is_refused_by_the_database():
    assert refused_by_database(Indsats(slug=""))


@pytest.mark.django_db
def test_text_without_letters_is_no_title():
    tekst = IndsatsIndhold(indsats=IndsatsFactory(), titel="…", resume="Kort.")

    assert errors_of(tekst)["titel"] == ["Titlen skal indeholde bogstaver eller tal."]


@pytest.mark.django_db
def test_former_address_is_not_the_address_of_an_initiative():
    adresse = TidligereAdresse(slug="tryg-bydel", indsats=IndsatsFactory())

    assert errors_of(adresse)["slug"] == ["Adressen er en indsats' faste adresse."]


@pytest.mark.django_db
def test_former_address_leads_to_one_initiative():
    adresse = TidligereAdresse(slug="et-trygt-natteliv", indsats=IndsatsFactory())

    assert errors_of(adresse)["slug"] == ["Adressen leder allerede til en indsats."]
    assert refused_by_database(adresse)


# --- The successor


@pytest.mark.django_db
def test_initiative_is_not_its_own_successor():
    indsats = IndsatsFactory()
    indsats.efterfoelger = indsats

    assert errors_of(indsats)["efterfoelger"] == ["En indsats kan ikke afløse sig selv."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Indsats.objects.filter(pk=indsats.pk).update(efterfoelger=indsats.pk)


@pytest.mark.django_db
def test_initiative_with_a_priority_is_not_deleted():
    with pytest.raises(ProtectedError):
        Indsats.objects.get(slug="tryg-bydel").delete()


# --- Two languages


@pytest.mark.django_db
def test_word_is_read_in_the_language_of_the_page():
    organisation = OrganisationFactory.build(navn_da="Politiet", navn_en="The police")

    assert organisation.navn == "Politiet"
    with override("en"):
        assert organisation.navn == "The police"


def test_word_without_a_translation_is_read_in_danish():
    organisation = OrganisationFactory.build(navn_da="Politiet", navn_en="")

    for language in ("en", None):
        with override(language):
            assert organisation.navn == "Politiet"


@pytest.mark.django_db
def test_card_is_in_the_language_where_there_is_a_text_and_else_in_danish():
    kun_dansk = TekstFactory(titel="Kun dansk")
    begge = TekstFactory(titel="Begge")
    TekstFactory(titel="Both", language="en", indsats=begge.indsats)
    mine = IndsatsIndhold.objects.filter(indsats__in=[kun_dansk.indsats, begge.indsats])

    assert {tekst.titel for tekst in mine.som_kort("da")} == {"Kun dansk", "Begge"}
    assert {tekst.titel for tekst in mine.som_kort("en")} == {"Kun dansk", "Both"}


# --- Who sees it


@pytest.mark.django_db
def test_initiative_is_public_once_a_text_is_published():
    kladde = TekstFactory(udgivet=False, indsats=prioriter(IndsatsFactory()))
    mine = Indsats.objects.filter(pk=kladde.indsats_id)

    assert not mine.published().exists()

    kladde.versions.get().publish(forfatter())

    assert mine.published().exists()


@pytest.mark.django_db
def test_initiatives_do_not_succeed_each_other_in_a_ring():
    foerste, anden = IndsatsFactory(), IndsatsFactory()
    anden.efterfoelger = foerste
    anden.save()
    foerste.efterfoelger = anden

    assert "efterfoelger" in errors_of(foerste)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Strategi", "Maal", "Prioritering", "Indsats", "Organisation", "Rolle"]
)
def test_every_rule_of_the_database_speaks_danish_at_its_field(name):
    constraints = apps.get_model("indsatser", name)._meta.constraints

    assert constraints
    for constraint in constraints:
        assert (
            constraint.violation_error_message != BaseConstraint.default_violation_error_message
        ), constraint.name
        assert constraint.violation_error_message.endswith("."), constraint.name
        assert hasattr(constraint, "felt"), constraint.name
