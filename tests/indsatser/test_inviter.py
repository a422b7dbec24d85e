"""The first administrator is invited from the command line, and nobody is made a superuser for it."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command

from indsatser.rettigheder import roller

pytestmark = pytest.mark.django_db
NAVN = ("--fornavn", "Anne", "--efternavn", "Jensen")


def test_account_gets_its_role_and_a_link_to_choose_a_password(commits_at_once):
    call_command("inviter", "anne@aalborg.dk", *NAVN)

    user = User.objects.get(email="anne@aalborg.dk")
    assert roller(user) == {"administrator"}
    assert not user.is_superuser
    assert not user.has_usable_password()
    assert mail.outbox[0].to == ["anne@aalborg.dk"]
    assert "/konto/adgangskode/vaelg/" in mail.outbox[0].body


def test_account_that_is_there_is_not_made_again():
    User.objects.create(username="anne", email="Anne@aalborg.dk")

    with pytest.raises(CommandError, match="allerede en konto"):
        call_command("inviter", "anne@aalborg.dk", *NAVN)

    assert User.objects.filter(email__iexact="anne@aalborg.dk").count() == 1


def test_address_that_is_none_leaves_no_account():
    with pytest.raises(CommandError, match="ikke en e-mailadresse"):
        call_command("inviter", "anne", *NAVN)

    assert not User.objects.filter(first_name="Anne").exists()
