"""Mails about a draft on its way: by a real mail server, to those they concern, with links that open the page."""
# ruff: noqa: F811, a test names the fixtures that are imported

import re
from urllib.parse import urlsplit

import pytest
from freezegun import freeze_time

from indsatser.management.commands.run_scheduled import udfoer_forfaldne
from indsatser.models import Gennemsyn, IndsatsIndhold
from indsatser.rettigheder import ROLLER
from tests.factories import IndsatsFactory
from tests.indsatser.udgivelse import CPR, dansk, ny_kladde, planlagt, sendt, side, svar
from tests.tryg_portal.test_mail import (  # noqa: F401, fixtures
    inbox,
    queue,
    smtp_server,
)
from tryg_portal import mail

pytestmark = pytest.mark.django_db
SITE = "https://tryg.example.dk"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def tovholder(client_for):
    return client_for("tovholder", navn="Tove", indsats=IndsatsFactory(fase="afsluttet"))


@pytest.fixture
def version(tovholder):
    return ny_kladde(tovholder.user, indsats=tovholder.user.person.roller.get().indsats)


@pytest.fixture
def koordinator(client_for):
    return client_for("koordinator", navn="Kaja")


def to(inbox):
    return sorted(message["To"] for message in inbox.messages)


def both(inbox):
    """The plain text and the HTML of the last mail, which say the same in Danish."""
    message = inbox.messages[-1]
    assert message.get_content_type() == "multipart/alternative"
    plain, html = inbox.text("plain"), inbox.text("html")
    assert "Venlig hilsen" in plain and 'lang="da"' in html
    assert not re.search(r"\{\{|\{%|None", plain + html)
    return plain, html


def links(html):
    return re.findall(r'href="([^"]+)"', html)


def opens(client, address):
    """What somebody who is signed in meets behind a link of a mail."""
    assert address.startswith(f"{SITE}/")
    return client.get(urlsplit(address).path).content.decode()


def test_those_who_can_publish_are_written_to(inbox, tovholder, version, user_for):
    for role in ROLLER:
        user_for(role, navn="Kaja")
    closed = user_for("koordinator", navn="Lukket")
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)

    svar(tovholder, side("send", version.pk), note="Se på tallene & <b>navnene</b>.")

    assert to(inbox) == ["Kaja.kommunikation@aalborg.dk", "Kaja.koordinator@aalborg.dk"]
    plain, html = both(inbox)
    assert inbox.messages[-1]["Subject"] == "Tryg Aalborg: Til gennemsyn: Tryg trappe (dansk)"
    assert "Tove tovholder har sendt en kladde til gennemsyn: Tryg trappe (dansk)." in plain
    assert "Se på tallene & <b>navnene</b>." in plain
    assert "<b>navnene</b>" not in html


def test_link_to_the_review_opens_it(inbox, tovholder, version, koordinator):
    svar(tovholder, side("send", version.pk), note="Se på tallene.")

    plain, html = both(inbox)
    address = SITE + side("se", Gennemsyn.objects.get().pk)
    assert address in plain
    assert address in links(html)
    assert "Din afgørelse" in opens(koordinator, address)


@pytest.mark.parametrize(
    ("decision", "subject", "words"),
    [
        ({"beslut": "udgiv"}, "Udgivet", ["har udgivet din kladde: Tryg trappe (dansk)."]),
        (
            {"beslut": "planlaeg", "udgiv_0": "2040-05-01", "udgiv_1": "08:00"},
            "Godkendt og planlagt",
            ["har godkendt din kladde", "Den bliver udgivet 1. maj 2040 kl. 08.00."],
        ),
        (
            {"beslut": "tilbage", "begrundelse": "Skriv, hvem der maler."},
            "Sendt tilbage",
            ["har sendt din kladde tilbage", "Skriv, hvem der maler."],
        ),
    ],
)
def test_author_is_told_how_it_went(
    inbox, tovholder, version, koordinator, decision, subject, words
):
    gennemsyn = sendt(version)

    svar(koordinator, side("se", gennemsyn.pk), **decision)

    assert to(inbox) == [tovholder.user.email]
    assert inbox.messages[-1]["Subject"] == f"Tryg Aalborg: {subject}: Tryg trappe (dansk)"
    plain, html = both(inbox)
    assert [word for word in [*words, "Kaja koordinator"] if word not in plain] == []
    assert "Kaja koordinator" in html
    assert "Gennemsyn: Tryg trappe" in opens(tovholder, SITE + side("se", gennemsyn.pk))
    assert SITE + side("se", gennemsyn.pk) in links(html)


def test_nobody_is_written_to_when_the_author_takes_it_back(inbox, tovholder, version):
    svar(tovholder, side("se", sendt(version).pk), beslut="traek")

    assert inbox.messages == []


def test_nobody_is_written_to_when_the_decision_is_refused(inbox, tovholder, koordinator, version):
    gennemsyn = sendt(version)

    svar(koordinator, side("se", gennemsyn.pk), beslut="tilbage", begrundelse="")
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=CPR)
    svar(koordinator, side("se", gennemsyn.pk), beslut="udgiv", advarsler="set")

    assert inbox.messages == []


def test_one_who_ordered_what_could_not_be_done_is_told_what_and_why(inbox, koordinator):
    version = ny_kladde(koordinator.user)
    planlagt(version, dansk("2026-10-25 08:00"), koordinator.user)
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=CPR)

    with freeze_time("2026-10-25T07:00:00Z"):
        udfoer_forfaldne()

    assert to(inbox) == [koordinator.user.email]
    plain, html = both(inbox)
    assert (
        "Du havde bestilt, at Tryg trappe (dansk) skulle udgives 25. oktober 2026 kl. 08.00."
        in plain
    )
    assert "ligner et CPR-nummer" in plain and "ligner et CPR-nummer" in html
    assert "010190-1234" not in plain + html
    address = SITE + side("planlaeg", version.pk)
    assert address in links(html)
    assert "Planlæg: Tryg trappe" in opens(koordinator, address)


def test_mail_that_is_turned_off_is_not_sent_and_the_draft_is_sent_all_the_same(
    inbox, tovholder, version, user_for
):
    mail.choose(user_for("koordinator", navn="Kaja").pk, "gennemsyn_sendt", mail.NEVER)
    user_for("kommunikation", navn="Kaja")

    svar(tovholder, side("send", version.pk), note="Se på tallene.")

    assert to(inbox) == ["Kaja.kommunikation@aalborg.dk"]
    assert Gennemsyn.objects.filter(tilstand="venter").exists()


def test_receipt_does_not_promise_a_mail_when_nobody_gets_one(inbox, tovholder, version):
    page = svar(tovholder, side("send", version.pk), note="Se på tallene.").content.decode()

    assert "har fået en mail" not in page
    assert "Den venter på redaktionens bord." in page


def test_mail_server_that_is_down_stops_nobody(queue, tovholder, version, koordinator):
    queue(1)  # nobody listens there

    svar(tovholder, side("send", version.pk), note="Se på tallene.")

    assert Gennemsyn.objects.filter(tilstand="venter").exists()


def test_every_kind_of_mail_can_be_turned_off_by_name():
    assert {"gennemsyn_sendt", "gennemsyn_afgjort", "plan_fejlede"} <= set(mail.KINDS)
