"""The edges of the desk and the board: much of everything, mails on their way, texts that no sheet can hold."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from djangocms_versioning.models import Version
from openpyxl import load_workbook

from indsatser.bordet.goernu import HOEJST, goer_nu
from indsatser.bordet.siden_sidst import siden_sidst
from indsatser.bordet.tavle import SORTERING, lys_valg
from indsatser.models import Indsats, Moede
from indsatser.versioner import uden_tjek
from tests.factories import (
    ForslagFactory,
    IndsatsFactory,
    MoedeFactory,
    OpgaveFactory,
    PersonFactory,
    RolleFactory,
    StatusFactory,
    StatusrundeFactory,
    TekstFactory,
    forfatter,
)
from tests.indsatser.public_pages import text_of, tree_of
from tryg_portal.mail import MailStatus

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def om(dage):
    return timezone.localdate() + timedelta(days=dage)


def test_many_proposals_do_not_push_out_what_is_more_urgent(user_for):
    user = user_for("koordinator")
    for _ in range(45):
        ForslagFactory()
    RolleFactory(person=PersonFactory(navn="Ane Dam"), til=om(1))

    assert goer_nu(user)[0].hvad == "Ane Dam"
    assert len(goer_nu(user)) == HOEJST + 1


def test_author_is_told_that_somebody_else_has_published_the_draft(user_for):
    egen = IndsatsFactory()
    tovholder = user_for("tovholder", indsats=egen)
    siden = timezone.now()
    udgiv(tovholder, user_for("koordinator", navn="Kirsten"), egen)

    (aendring,) = [a for a in siden_sidst(tovholder, siden)["raekker"] if a.hvad == "Udgivet"]
    assert aendring.hvem == "Kirsten koordinator"


def udgiv(forfatteren, udgiver, indsats):
    tekst = TekstFactory(indsats=indsats, udgivet=False)
    Version.objects.filter(object_id=tekst.pk, content_type__model="indsatsindhold").update(
        created_by=forfatteren, locked_by=None
    )
    with uden_tjek():
        Version.objects.get(object_id=tekst.pk, content_type__model="indsatsindhold").publish(
            udgiver
        )


def test_one_does_not_read_of_what_one_has_published_oneself(user_for):
    user, siden = user_for("koordinator"), timezone.now()
    udgiv(forfatter(), user, IndsatsFactory())

    assert [a for a in siden_sidst(user, siden)["raekker"] if a.hvad == "Udgivet"] == []


def test_character_that_a_spreadsheet_cannot_hold_does_not_stop_the_file(koordinator):
    indsats = TekstFactory(titel="Tryg trappe").indsats
    StatusFactory(
        indsats=indsats,
        tilstand="indsendt",
        indsendt=timezone.now(),
        lys="gul",
        lys_tekst="Vi\x0bleder.",
    )

    assert koordinator.get("/admin/tavle/?som=xlsx&q=Tryg+trappe").status_code == 200


def test_sheet_says_when_it_was_taken_out(koordinator):
    svar = koordinator.get("/admin/tavle/?som=xlsx&lys=roed")
    ark = load_workbook(io.BytesIO(svar.content)).active

    assert [c.value for c in ark[1]][-1] == f"Udtrukket {timezone.localdate():%d.%m.%Y}"


@pytest.mark.parametrize(("role", "told"), [("koordinator", True), ("styregruppe", False)])
def test_coordinator_is_told_of_initiatives_that_nobody_answers_for(client_for, role, told):
    for indsats in Indsats.objects.all():
        RolleFactory(indsats=indsats, person=PersonFactory())
    client = client_for(role)
    assert "Find en tovholder" not in goer_nu_paa(client)

    RolleFactory(indsats=IndsatsFactory(), person=PersonFactory(), til=om(-1))
    assert ("Find en tovholder 1 indsats har ingen" in goer_nu_paa(client)) is told


def goer_nu_paa(client):
    return text_of(tree_of(client.get("/admin/")).xpath("//*[@aria-labelledby='bord-goernu']")[0])


@pytest.mark.parametrize(
    "role", ["koordinator", "styregruppe", "kommunikation", "tovholder", "administrator"]
)
def test_empty_desk_has_no_empty_box(client_for, role):
    tree = tree_of(client_for(role).get("/admin/"))

    assert len(tree.xpath("//section//li[@class='bord__tom']")) <= 1


@pytest.mark.parametrize(
    "role", ["koordinator", "styregruppe", "kommunikation", "tovholder", "administrator"]
)
def test_every_link_of_a_full_desk_opens(client_for, user_for, role):
    egen = TekstFactory(titel="Tryg trappe").indsats
    client = client_for(role, **({"indsats": egen} if role == "tovholder" else {}))
    person = getattr(client.user, "person", None) or PersonFactory(bruger=client.user)
    runde = StatusrundeFactory()
    StatusFactory(runde=runde, indsats=egen, indsats_navn="Egen")
    StatusFactory(
        runde=runde, tilstand="indsendt", indsendt=timezone.now(), lys="gul", indsendt_af="Ane"
    )
    StatusFactory(
        runde=StatusrundeFactory(),
        indsats=egen,
        tilstand="indsendt",
        indsendt=timezone.now(),
        lys="gul",
        indsendt_af="Ane",
    )
    OpgaveFactory(ansvarlig=person)
    OpgaveFactory(ansvarlig=person, tilstand="udfoert", udfoert=timezone.now())
    ForslagFactory(art="spoergsmaal", indsats=egen)
    ForslagFactory(tilstand="afvist", begrundelse="Nej", afsluttet=timezone.now())
    moede = MoedeFactory(formand=person)
    moede.deltagere.create(person=person)
    foer = timezone.now() - timedelta(days=2)
    afholdt = MoedeFactory(formand=person, start=foer)
    afholdt.deltagere.create(person=person)
    Moede.objects.filter(pk=afholdt.pk).update(tilstand="afholdt")
    godkendt = MoedeFactory(start=foer)
    godkendt.deltagere.create(person=person)
    Moede.objects.filter(pk=godkendt.pk).update(
        tilstand="godkendt", godkendt=timezone.now(), godkendt_af="Bo"
    )

    tree = tree_of(client.get("/admin/"))
    links = set(tree.xpath("//*[@id='content-main']//a/@href"))
    assert len(links) > 20
    svar = {link: client.get(link, follow=True).status_code for link in links}
    assert {link: kode for link, kode in svar.items() if kode != 200} == {}


@pytest.mark.parametrize(
    ("mails", "siges"),
    [
        ({"waiting": 1, "oldest": 0, "failed": 1, "last_error": "550 ukendt"}, False),
        ({"waiting": 1, "oldest": 0, "failed": 0, "last_error": ""}, False),
        ({"waiting": 1, "oldest": 0, "failed": 0, "last_error": "Connection refused"}, True),
        ({"waiting": 1, "oldest": 9, "failed": 1, "last_error": "Connection refused"}, True),
    ],
)
def test_mail_on_its_way_is_not_told_as_a_server_that_is_down(
    koordinator, monkeypatch, mails, siges
):
    skrevet = timezone.now() - timedelta(minutes=mails["oldest"])
    status = MailStatus(**mails | {"oldest": skrevet}, stopped=False, stopped_by="")
    monkeypatch.setattr("indsatser.views.bord.mail_status", lambda: status)

    page = koordinator.get("/admin/").content.decode()
    assert ("Mails kommer ikke ud lige nu" in page) is siges
    assert ("kunne ikke leveres" in page) is bool(mails["failed"])


def test_substitute_comes_from_the_desk_to_the_report(client_for):
    client = client_for("tovholder")
    person = PersonFactory(bruger=client.user)
    StatusFactory(stedfortraeder=person, indsats_navn="Tryg trappe")

    page = tree_of(client.get("/admin/"))
    (link,) = page.xpath("//a[text()='Tryg trappe']/@href")
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("adresse", ["/admin/", "/admin/tavle/"])
def test_summary_says_each_light_as_a_word(koordinator, adresse):
    (liste,) = tree_of(koordinator.get(adresse)).xpath("//ul[@class='tavle__tal']")

    for _, navn in lys_valg():
        assert navn in text_of(liste)


def test_order_may_be_chosen_without_the_headings(koordinator):
    tree = tree_of(koordinator.get("/admin/tavle/?orden=-rapport"))

    assert tree.xpath("//select[@name='orden']/option[@selected]/@value") == ["-rapport"]
    valg = {v.removeprefix("-") for v in tree.xpath("//select[@name='orden']/option/@value")}
    assert valg == set(SORTERING)
