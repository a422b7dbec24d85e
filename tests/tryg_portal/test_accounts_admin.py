"""Accounts are made, invited, given roles and closed in the admin, by an administrator, in Danish."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts import PASSWORD, account, authenticator_app, proven_login, signed_in_as
from tests.indsatser.public_pages import tree_of

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/user/"


def change(user):
    return f"{LIST}{user.pk}/change/"


@pytest.fixture
def chef(client):
    """A superuser: what a role may is the domain's to test."""
    return proven_login(client, account("chef", is_superuser=True))


def fields(**changed):
    role = Group.objects.get(name="koordinator")
    return {
        "first_name": "Ida",
        "last_name": "Holm",
        "email": "Ida@Aalborg.dk",
        "groups": [role.pk],
    } | changed


def test_new_account_has_its_role_and_no_password(chef):
    chef.post(f"{LIST}add/", fields())

    user = User.objects.get(email="ida@aalborg.dk")
    assert (user.username, user.is_superuser) == ("ida@aalborg.dk", False)
    assert [group.name for group in user.groups.all()] == ["koordinator"]
    assert not user.has_usable_password()


def test_new_account_is_invited(chef):
    chef.post(f"{LIST}add/", fields())

    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["ida@aalborg.dk"], "Tryg Aalborg: Du er inviteret")
    ]


@pytest.mark.parametrize("email", ["anna@aalborg.dk", "ANNA@aalborg.DK"])
def test_address_belongs_to_one_account(chef, email):
    account()

    response = chef.post(f"{LIST}add/", fields(email=email))

    assert "Der er allerede en konto med den e-mail." in response.text
    assert User.objects.filter(email__iexact=email).count() == 1


def test_name_that_is_taken_gets_a_number(chef):
    User.objects.create_user("ida@aalborg.dk", "en.anden@aalborg.dk")

    chef.post(f"{LIST}add/", fields())

    assert User.objects.get(email="ida@aalborg.dk").username == "ida@aalborg.dk-2"


def test_form_shows_neither_permissions_nor_the_password(chef):
    form = tree_of(chef.get(change(account()))).xpath("//form[@id='user_form']")[0]

    names = {name for name in form.xpath(".//@name") if not name.startswith(("csrf", "_"))}
    assert names == {"first_name", "last_name", "email", "groups", "is_active"}
    assert "pbkdf2" not in form.text_content() and "md5" not in form.text_content()


def test_list_tells_roles_and_second_factor(chef):
    authenticator_app(account())

    row = tree_of(chef.get(LIST)).xpath("//tr[.//a[contains(., 'Anna')]]")[0].text_content()

    assert "Koordinator" in row and "Slået til" in row


def test_list_costs_the_same_with_five_more_accounts(chef):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            chef.get(LIST)
        # once a second the CMS asks whether a section has moved
        return len([query for query in captured if "cms_urlconfrevision" not in query["sql"]])

    account()
    queries()
    before = queries()
    for number in range(5):
        account(f"konto-{number}")

    assert queries() == before


def test_closing_an_account_logs_it_out(chef):
    user = account()
    there = proven_login(Client(), user)

    chef.post(change(user), fields(email=user.email))

    user.refresh_from_db()
    assert user.is_active is False
    assert there.get("/konto/").status_code == 302


def test_account_is_never_deleted(chef):
    user = account()

    assert chef.get(f"{LIST}{user.pk}/delete/").status_code == 403
    chef.post(LIST, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_old_address_is_told_of_the_new(chef):
    user = account()

    chef.post(change(user), fields(email="ny@aalborg.dk", is_active="on"))

    assert [message.to for message in mail.outbox] == [["anna@aalborg.dk"]]
    assert "ny@aalborg.dk" in mail.outbox[0].body


ACTIONS = [("invite", "inviter"), ("drop_second_factor", "fjern-to-trin"), ("log_out", "log-ud")]


def do(client, user, action, button, way):
    if way == "list":
        return client.post(LIST, {"action": action, "_selected_action": [user.pk]})
    return client.post(f"{LIST}{user.pk}/goer/{button}/")


@pytest.mark.parametrize("way", ["list", "button"])
def test_invitation_can_be_sent_again(chef, way):
    user = account(password=None)

    do(chef, user, *ACTIONS[0], way)

    assert mail.outbox[0].to == [user.email]


@pytest.mark.parametrize("way", ["list", "button"])
def test_lost_telephone_takes_the_second_factor_and_every_session_with_it(chef, way):
    user = account()
    authenticator_app(user)
    there = proven_login(Client(), user)

    do(chef, user, *ACTIONS[1], way)

    assert not Authenticator.objects.filter(user=user).exists()
    assert signed_in_as(there) is None


@pytest.mark.parametrize("way", ["list", "button"])
def test_administrator_logs_somebody_out_everywhere(chef, way):
    user = account()
    there = [proven_login(Client(), user), proven_login(Client(), user)]

    do(chef, user, *ACTIONS[2], way)

    assert [signed_in_as(client) for client in there] == [None, None]
    assert signed_in_as(chef) == "chef"


def administrator():
    """Somebody who may change accounts, but is no superuser."""
    return proven_login(Client(), account("ad", role="administrator"))


@pytest.mark.parametrize(("action", "button"), ACTIONS)
@pytest.mark.parametrize("way", ["list", "button"])
def test_only_a_superuser_touches_a_superuser(action, button, way):
    boss = account("boss", is_superuser=True)
    authenticator_app(boss)
    there = proven_login(Client(), boss)
    client = administrator()

    do(client, boss, action, button, way)
    client.post(change(boss), fields(email="tyv@aalborg.dk", is_active="on"))

    boss.refresh_from_db()
    assert boss.email == "boss@aalborg.dk"
    assert mail.outbox == []
    assert Authenticator.objects.filter(user=boss).exists()
    assert signed_in_as(there) == "boss"


def test_nobody_makes_a_superuser_here():
    administrator().post(f"{LIST}add/", fields(is_superuser="on", is_staff="on", username="x"))

    assert not User.objects.get(email="ida@aalborg.dk").is_superuser


@pytest.mark.parametrize("role", ["koordinator", "tovholder", "kommunikation", "styregruppe"])
def test_other_roles_do_not_reach_the_accounts(client_for, role):
    user = account()
    client = client_for(role)

    assert client.get(LIST).status_code == 403
    assert client.get(change(user)).status_code == 403
    for _, button in ACTIONS:
        assert client.post(f"{LIST}{user.pk}/goer/{button}/").status_code == 403


def test_button_is_no_link(chef):
    user = account()
    authenticator_app(user)

    assert chef.get(f"{LIST}{user.pk}/goer/fjern-to-trin/").status_code == 405
    assert Authenticator.objects.filter(user=user).exists()


def test_tables_of_the_packages_have_no_screens(chef):
    shown = {model._meta.app_label for model in admin.site._registry}

    assert not shown & {"account", "socialaccount", "mfa", "usersessions", "post_office"}
    assert "/admin/auth/group/" not in chef.get("/admin/").text
    assert "/admin/sites/site/" not in chef.get("/admin/").text


ENGLISH = re.compile(
    r"\b(password|email|groups?|superuser|staff|first name|active|user|log out)\b", re.I
)


@pytest.mark.parametrize("address", [LIST, f"{LIST}add/", "change"])
def test_screens_are_danish(chef, address):
    user = account("ole")
    main = tree_of(chef.get(change(user) if address == "change" else address)).xpath("//main")[0]
    for hidden in main.xpath(".//script | .//style"):
        hidden.getparent().remove(hidden)

    assert ENGLISH.findall(main.text_content()) == []


def test_password_hash_is_nowhere(chef):
    user = account(password=PASSWORD)

    assert user.password not in chef.get(change(user)).text


def test_address_that_was_changed_signs_in_no_more(client_for):
    from allauth.account.models import EmailAddress

    user = account("bo")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    admin = client_for("administrator")
    admin.post(
        change(user),
        {"first_name": "Bo", "last_name": "B", "email": "ny@aalborg.dk", "is_active": "on"},
    )

    assert User.objects.get(pk=user.pk).email == "ny@aalborg.dk"
    assert not EmailAddress.objects.filter(email="bo@aalborg.dk").exists()


def test_what_waits_for_the_gathered_mail_follows_to_the_new_address(chef):
    from tryg_portal.mail import Recipient, gather
    from tryg_portal.models import GatheredLine

    user = account()
    gather(Recipient.of(user), "samlet", "Meld status", "", key="a")

    chef.post(change(user), fields(email="ny@aalborg.dk", is_active="on"))

    assert GatheredLine.objects.get().address == "ny@aalborg.dk"
