"""Whom the portal writes to: the person, or the substitute while they are away."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indsatser.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
MANDAG, TIRSDAG, ONSDAG = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def test_mail_goes_to_the_persons_own_address_and_else_to_the_accounts(user_for):
    bruger = user_for("tovholder")
    person = PersonFactory(bruger=bruger)

    assert person.adresse == bruger.email
    person.email = "kontor@aalborg.dk"
    assert person.adresse == "kontor@aalborg.dk"


def test_a_closed_account_gives_no_address(user_for):
    bruger = user_for("tovholder")
    bruger.is_active = False

    assert PersonFactory(bruger=bruger).adresse == ""


@pytest.mark.parametrize(
    "dag, vaek", [(MANDAG, False), (TIRSDAG, True), (ONSDAG, True), (date(2026, 11, 26), False)]
)
def test_the_substitute_gets_it_from_the_first_day_to_the_last(dag, vaek):
    anden = PersonFactory()
    person = PersonFactory(stedfortraeder=anden, vaek_fra=TIRSDAG, vaek_til=ONSDAG)

    assert person.modtager(dag) == (anden if vaek else person)


@pytest.mark.parametrize(
    "felter, felt",
    [
        ({"vaek_fra": TIRSDAG}, "vaek_til"),
        ({"vaek_til": TIRSDAG}, "vaek_til"),
        ({"vaek_fra": TIRSDAG, "vaek_til": MANDAG}, "vaek_til"),
    ],
)
def test_absence_has_both_days_in_order(felter, felt):
    person = PersonFactory(stedfortraeder=PersonFactory())
    for navn, vaerdi in felter.items():
        setattr(person, navn, vaerdi)

    with pytest.raises(ValidationError) as fejl:
        person.full_clean()
    assert list(fejl.value.error_dict) == [felt]
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**felter)


def test_absence_has_a_substitute():
    person = PersonFactory(vaek_fra=None)
    person.vaek_fra, person.vaek_til = MANDAG, TIRSDAG

    with pytest.raises(IntegrityError), transaction.atomic():
        person.save()


def test_nobody_is_their_own_substitute():
    person = PersonFactory()
    person.stedfortraeder = person

    with pytest.raises(ValidationError, match="sin egen stedfortræder"):
        person.full_clean()


def test_the_coordinator_says_who_stands_in_and_when(koordinator):
    person, anden = PersonFactory(), PersonFactory()
    adresse = f"/admin/indsatser/person/{person.pk}/change/"
    form = {
        "navn": person.navn,
        "email": "kontor@aalborg.dk",
        "stedfortraeder": anden.pk,
        "vaek_fra": "24.11.2026",
        "vaek_til": "25.11.2026",
        "roller-TOTAL_FORMS": 0,
        "roller-INITIAL_FORMS": 0,
    }

    assert koordinator.post(adresse, form).status_code == 302
    person.refresh_from_db()
    assert person.modtager(TIRSDAG) == anden
