"""A round in the admin: proposed, looked through before it is sent, followed and closed, by each role."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail as post
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from openpyxl import load_workbook

from indsatser import runder
from indsatser.demodata.indlaes import udgiver
from indsatser.demodata.status import statusrunder
from indsatser.formularer_statusrunde import foreslaa
from indsatser.models import Aarshjulsdato, Aarshjulsregel, Status, Statusrunde, Statussvar
from tests.factories import RolleFactory
from tests.indsatser.admin_forms import (
    address_of,
    errors_at,
    errors_of_page,
    form_of,
    messages_of,
    send,
    values_of,
)
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.statusrunder import (
    aaben,
    aabn,
    indsats,
    kladde,
    luk,
    person,
    rapport,
    svar,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def side(navn, *args):
    return reverse(f"admin:indsatser_statusrunde_{navn}", args=args)


NY = "/admin/indsatser/statusrunde/add/"


@pytest.fixture
def trappe():
    return indsats("tryg-trappe", person("Anne Jensen"))


@pytest.fixture
def bro():
    return indsats("tryg-bro", person("Bo Hansen"))


def tekst(response):
    return text_of(tree_of(response).xpath("//div[@id='content']")[0])


# --- A new round


@freeze_time("2026-09-10 10:00")
def test_first_round_is_proposed_for_the_present_half_year():
    forslag = foreslaa()

    assert (forslag["navn"], forslag["strategi"].nummer) == ("Andet halvår 2026", 3)
    assert (forslag["fra"], forslag["til"]) == (date(2026, 7, 1), date(2026, 12, 31))
    assert forslag["frist"] == date(2027, 1, 14)


@freeze_time("2026-09-10 10:00")
def test_next_round_is_proposed_for_the_half_year_after_the_last():
    kladde(til=date(2026, 12, 31))

    assert foreslaa()["navn"] == "Første halvår 2027"


@freeze_time("2026-09-10 10:00")
def test_deadline_is_proposed_by_the_year_wheel_and_never_on_a_weekend():
    regel = Aarshjulsregel.objects.create(
        navn="Statusrunden", slags="runde", maaned=11, dag=1, varighed=28
    )
    Aarshjulsdato.objects.create(regel=regel, aar=2026, dato=date(2026, 11, 1))

    assert foreslaa()["frist"] == date(2026, 11, 30)  # the 28th is a Saturday


@freeze_time("2026-12-30 10:00")
def test_proposed_deadline_leaves_time_to_answer():
    kladde(til=date(2026, 6, 30))

    assert foreslaa()["frist"] >= date(2026, 12, 30) + timedelta(days=21)


def test_initiatives_that_run_are_ticked_and_the_questions_are_there(koordinator):
    values = values_of(form_of(koordinator.get(NY)))

    assert set(map(int, values["indsatser"])) == set(foreslaa()["indsatser"])
    assert len(values["indsatser"]) == 15
    assert values["spoergsmaal-0-tekst"] == "Hvad er der sket siden sidst?"


def test_new_round_keeps_the_proposed_questions_that_are_not_deleted(koordinator):
    response = send(
        koordinator,
        NY,
        navn="En ny",
        **{"spoergsmaal-1-DELETE": "on", "spoergsmaal-2-tekst": "Hvad nu?"},
    )

    runde = Statusrunde.objects.get(navn="En ny")
    assert response.status_code == 302
    assert list(runde.spoergsmaal.values_list("tekst", flat=True)) == [
        "Hvad er der sket siden sidst?",
        "Hvad nu?",
    ]
    assert runde.indsatser.count() == 15


def test_save_may_lead_on_to_who_gets_mail(koordinator):
    values = values_of(form_of(koordinator.get(NY)))

    response = koordinator.post(NY, {**values, "navn": "En ny", "_aabn": "1"})

    assert response.url == side("aabn", Statusrunde.objects.get(navn="En ny").pk)
    assert not post.outbox


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        ("frist", "01.01.2020", "Fristen er gået. Vælg en dag, der ikke er gået."),
        ("til", "01.01.2020", "Perioden slutter, før den begynder."),
    ],
)
def test_dates_that_make_no_sense_are_told_at_their_field(koordinator, felt, vaerdi, besked):
    response = send(koordinator, NY, navn="Mit navn", **{felt: vaerdi})

    assert besked in errors_at(response, felt)
    assert values_of(form_of(response))["navn"] == "Mit navn"


def test_second_who_saves_the_same_draft_is_told_and_keeps_what_was_typed(koordinator, trappe):
    runde = kladde(trappe)
    adresse = address_of("statusrunde", "change", runde.pk)
    gammelt = values_of(form_of(koordinator.get(adresse)))
    send(koordinator, adresse, navn="Den enes navn")

    response = koordinator.post(adresse, {**gammelt, "navn": "Den andens navn", "_save": "Gem"})

    assert "Runden er rettet et andet sted" in errors_of_page(response)[0]
    assert values_of(form_of(response))["navn"] == "Den andens navn"
    assert Statusrunde.objects.get(pk=runde.pk).navn == "Den enes navn"
    igen = {**values_of(form_of(response)), "_save": "Gem"}
    assert koordinator.post(adresse, igen).status_code == 302


def test_draft_that_was_opened_meanwhile_is_not_changed(koordinator, trappe, monkeypatch):
    runde = kladde(trappe)
    adresse = address_of("statusrunde", "change", runde.pk)
    gammelt = values_of(form_of(koordinator.get(adresse)))
    aabn(runde)

    response = koordinator.post(adresse, {**gammelt, "navn": "For sent", "_save": "Gem"})

    assert response.url == side("runde", runde.pk)
    assert Statusrunde.objects.get(pk=runde.pk).navn == runde.navn


def test_only_a_draft_is_deleted(koordinator, trappe):
    ny, aabnet = kladde(trappe), aaben(trappe)

    assert koordinator.post(side("delete", aabnet.pk), {"post": "yes"}).status_code == 403
    assert koordinator.post(side("delete", ny.pk), {"post": "yes"}).status_code == 302
    assert not Statusrunde.objects.filter(pk=ny.pk).exists()


# --- Before anything is sent


def test_page_before_opening_shows_everybody_and_the_mail_and_sends_nothing(koordinator, trappe):
    runde = kladde(trappe, indsats("uden"))

    fundet = tekst(koordinator.get(side("aabn", runde.pk)))

    assert "Anne Jensen, anne@eksempel.dk" in fundet
    assert "uden: Indsatsen har ingen tovholder, så ingen får en mail." in fundet
    assert f"Meld status: {runde}" in fundet
    assert "Det handler om tryg-trappe." in fundet
    assert "/status/eksempel/" in fundet
    assert not post.outbox


def test_what_is_shown_is_what_is_sent(koordinator, trappe):
    runde = kladde(trappe)
    values = values_of(_form(koordinator.get(side("aabn", runde.pk))))
    RolleFactory(indsats=trappe, person=person("Ida Holm"), titel_da="")

    response = koordinator.post(side("aabn", runde.pk), values, follow=True)

    assert messages_of(response) == [runder.SET_IGEN]
    assert not post.outbox


def _form(response):
    return tree_of(response).xpath("//div[@id='content']//form[@method='post']")[0]


def test_two_presses_open_once(koordinator, trappe):
    runde = kladde(trappe)
    values = values_of(_form(koordinator.get(side("aabn", runde.pk))))

    svar_ = [koordinator.post(side("aabn", runde.pk), values, follow=True) for _ in "12"]

    assert messages_of(svar_[0]) == ["Runden er åbnet. 1 mail er på vej."]
    assert messages_of(svar_[1]) == [runder.ALLEREDE_AABNET]
    assert len(post.outbox) == 1
    assert LogEntry.objects.filter(object_id=runde.pk).count() == 1


# --- The page of an open round


def test_page_tells_how_each_report_stands_in_words(koordinator, trappe, bro):
    tredje = indsats("tredje", person("Ida Holm"))
    runde = aaben(trappe, bro, tredje)
    svar(rapport(runde, bro))
    Statusrunde.objects.filter(pk=runde.pk).update(frist=timezone.localdate() - timedelta(days=2))
    svar(rapport(runde, tredje), modtaget=True)

    fundet = tekst(koordinator.get(side("runde", runde.pk)))

    assert "2 af 3 har svaret, 1 mangler" in fundet
    assert "2 dage over fristen" in fundet
    for ord_ in ("Mangler", "Sendt ind", "Modtaget", "efter fristen"):
        assert ord_ in fundet
    assert "1 rapport er sendt ind og ikke modtaget endnu" in fundet


def test_missing_report_of_a_closed_round_is_missing_with_the_date(koordinator, trappe):
    runde = luk(aaben(trappe))

    fundet = tekst(koordinator.get(side("runde", runde.pk)))

    assert "ikke svaret, da runden lukkede" in fundet
    assert "Mind om nu" not in fundet


STEDER = ["paamind", "frist", "tag_med", "luk"]


@pytest.mark.parametrize("navn", STEDER)
def test_steps_of_a_closed_round_lead_back_with_a_message(koordinator, trappe, navn):
    runde = luk(aaben(trappe))

    response = koordinator.post(side(navn, runde.pk), follow=True)

    assert messages_of(response) == [runder.IKKE_AABEN]


@pytest.mark.parametrize("navn", ["stedfortraeder", "nyt_link", "tag_ud"])
def test_steps_about_a_report_that_is_in_lead_back_with_a_message(koordinator, trappe, navn):
    runde = aaben(trappe)
    status = svar(rapport(runde, trappe))

    response = koordinator.post(side(navn, status.pk), follow=True)

    assert messages_of(response) == ["Der er allerede svaret for tryg-trappe."]


def test_substitute_is_named_and_told_at_once(koordinator, trappe):
    status = rapport(aaben(trappe), trappe)
    ida = person("Ida Holm")

    response = koordinator.post(side("stedfortraeder", status.pk), {"person": ida.pk}, follow=True)

    assert messages_of(response) == ["Ida Holm svarer for tryg-trappe og har fået et link."]
    assert "stedfortræder i runden: Ida Holm" in tekst(response)


def test_substitute_without_an_address_is_told_at_the_field(koordinator, trappe):
    status = rapport(aaben(trappe), trappe)
    ida = person("Ida Holm", email="")

    response = koordinator.post(side("stedfortraeder", status.pk), {"person": ida.pk})

    assert "Ida Holm har ingen e-mail. Skriv den under Personer" in tekst(response)


def test_reminder_shows_whom_before_it_goes(koordinator, trappe, bro):
    with freeze_time(timezone.now() - timedelta(days=2)):
        runde = aaben(trappe, bro)
        svar(rapport(runde, bro))

    vist = tekst(koordinator.get(side("paamind", runde.pk)))
    response = koordinator.post(side("paamind", runde.pk), follow=True)

    assert "Anne Jensen, anne@eksempel.dk" in vist
    assert "Bo Hansen" not in vist
    assert messages_of(response) == [
        "1 rapport kommer med i den samlede mail til dem, der mangler at svare."
    ]


def test_deadline_in_the_past_is_told_and_kept(koordinator, trappe):
    runde = aaben(trappe)

    response = koordinator.post(side("frist", runde.pk), {"frist": "2020-01-01"})

    assert "Vælg en dag, der ikke er gået." in tekst(response)
    assert _form(response).xpath(".//input[@name='frist']/@value") == ["2020-01-01"]


def test_initiative_is_taken_in_from_a_list_that_tells_who_gets_mail(koordinator, trappe, bro):
    runde = aaben(trappe)
    vist = tekst(koordinator.get(side("tag_med", runde.pk)))

    response = koordinator.post(side("tag_med", runde.pk), {"indsats": bro.pk}, follow=True)

    assert "tryg-bro: mail til Bo Hansen (bo@eksempel.dk)" in vist
    assert "tryg-trappe" not in vist
    assert messages_of(response) == ["Tryg-bro er med i runden. 1 mail er på vej."]


def test_round_is_closed_by_a_tick_and_not_before(koordinator, trappe):
    runde = aaben(trappe)
    values = values_of(_form(koordinator.get(side("luk", runde.pk))))
    values.pop("bekraeft", None)

    uden = koordinator.post(side("luk", runde.pk), values, follow=True)
    med = koordinator.post(side("luk", runde.pk), {**values, "bekraeft": "ja"}, follow=True)

    assert messages_of(uden) == ["Sæt flueben ved, at runden skal lukkes, før du lukker den."]
    assert messages_of(med) == ["Runden er lukket. Nu kan der ikke rettes mere i den."]
    assert Statusrunde.objects.get(pk=runde.pk).lukket_af == koordinator.user


def test_page_before_closing_tells_what_is_missing_and_not_received(koordinator, trappe, bro):
    runde = aaben(trappe, bro)
    svar(rapport(runde, bro))

    fundet = tekst(koordinator.get(side("luk", runde.pk)))

    assert "1 mangler" in fundet
    assert "1 sendt ind, men ikke modtaget" in fundet


# --- Who


def test_tovholder_sees_their_own_rows_only(client_for, trappe, bro):
    runde = aaben(trappe, bro)
    client = client_for("tovholder", indsats=trappe)

    fundet = tekst(client.get(side("runde", runde.pk)))
    hentet = client.get(side("eksport", runde.pk, "csv")).content.decode()

    for det in (fundet, hentet):
        assert "tryg-trappe" in det
        assert "tryg-bro" not in det
    assert "Luk runden" not in fundet


def test_round_about_others_is_not_there_for_a_tovholder(client_for, trappe, bro):
    client = client_for("tovholder", indsats=trappe)

    assert client.get(side("runde", aaben(bro).pk)).status_code == 404
    assert client.get(side("aabn", kladde(bro).pk)).status_code == 404


@pytest.mark.parametrize("rolle", ["styregruppe", "administrator", "tovholder"])
@pytest.mark.parametrize("navn", STEDER)
def test_only_coordinators_take_steps(client_for, trappe, rolle, navn):
    runde = aaben(trappe)
    client = client_for(rolle, indsats=trappe)

    assert client.get(side("runde", runde.pk)).status_code == 200
    assert client.post(side(navn, runde.pk), {"bekraeft": "ja"}).status_code == 403
    for om_rapport in ("stedfortraeder", "nyt_link", "tag_ud"):
        adresse = side(om_rapport, rapport(runde, trappe).pk)
        assert client.post(adresse).status_code == 403


# --- Out of the house


def test_export_holds_answers_and_no_formula(koordinator, trappe):
    runde = aaben(trappe)
    status = svar(rapport(runde, trappe), lys_tekst="=HYPERLINK(1)", indsendt_af="Anne Jensen")
    Statussvar.objects.create(status=status, spoergsmaal=runde.spoergsmaal.get(), tekst="@SUM(A1)")

    indhold = koordinator.get(side("eksport", runde.pk, "csv")).content.decode("utf-8-sig")
    (raekke,) = csv.DictReader(StringIO(indhold), delimiter=";")

    assert raekke["Indsats"] == "tryg-trappe"
    assert raekke["Tovholder"] == "Anne Jensen"
    assert raekke["Med egne ord"] == "'=HYPERLINK(1)"
    assert raekke["Hvad er der sket?"] == "'@SUM(A1)"


def test_export_as_a_spreadsheet_holds_the_same(koordinator, trappe):
    runde = aaben(trappe)
    svar(rapport(runde, trappe), lys_tekst="=1+1")

    response = koordinator.get(side("eksport", runde.pk, "xlsx"))
    ark = load_workbook(BytesIO(response.content)).active
    overskrifter, raekke = ark.iter_rows(values_only=True)

    assert dict(zip(overskrifter, raekke, strict=True))["Med egne ord"] == "'=1+1"
    assert "xlsx" in response["Content-Disposition"]


def test_answer_that_is_not_handed_in_is_in_no_export(koordinator, trappe):
    runde = aaben(trappe)
    status = rapport(runde, trappe)
    Statussvar.objects.create(status=status, spoergsmaal=runde.spoergsmaal.get(), tekst="Halvt")

    assert "Halvt" not in koordinator.get(side("eksport", runde.pk, "csv")).content.decode()


# --- Many


def test_list_and_pages_cost_the_same_with_more(koordinator, trappe):
    runde = aaben(trappe)

    def koster(adresse):
        with CaptureQueriesContext(connection) as queries:
            assert koordinator.get(adresse).status_code == 200
        return len(queries)

    adresser = [
        side("changelist"),
        side("eksport", runde.pk, "csv"),
        *(side(navn, runde.pk) for navn in ["runde", *STEDER]),
    ]
    koster(adresser[0])  # what a process asks once in its life
    foer = [koster(adresse) for adresse in adresser]
    for nr in range(6):
        ny = indsats(f"nr-{nr}", person(f"Nr{nr} Berg"))
        runder.tag_med(runde.pk, ny.pk)
        kladde(ny)

    assert [koster(adresse) for adresse in adresser] == foer


# --- The demonstration


def test_demonstration_has_a_closed_round_and_one_that_is_open():
    statusrunder(udgiver())
    statusrunder(udgiver())

    lukket, aaben_ = Statusrunde.objects.order_by("fra")
    assert (lukket.tilstand, aaben_.tilstand) == ("lukket", "aaben")
    assert lukket.rapporter.count() == aaben_.rapporter.count() == 15
    assert lukket.rapporter.filter(tilstand="mangler").count() == 2
    assert aaben_.frist > timezone.localdate()
    assert not Status.objects.filter(lys_tekst__gt="").exclude(lys_tekst__startswith="Eksempel:")
