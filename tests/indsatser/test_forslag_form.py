"""The form at /forslag/: what it asks, what it keeps, and what it does with what is not a citizen's."""

import pytest
from django.core import mail
from django.core.cache import cache

from indsatser import spamvaern
from indsatser.models import Forslag
from tests.factories import TekstFactory
from tests.indsatser.forslag import FRITEKST, HEMMELIGT, KONTAKT, data, stempel
from tests.indsatser.public_pages import main_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NYT = "/forslag/nyt/indsats/"


@pytest.fixture
def send(client):
    """`send(titel="…")`: post the form; the answer."""

    def post(adresse=NYT, **felter):
        return client.post(adresse, data(**felter))

    return post


def fejl(svar):
    return {navn: " ".join(liste) for navn, liste in svar.context["form"].errors.items()}


def uberoert(svar):
    """Nothing was kept, and what was typed is on the page still."""
    assert not Forslag.objects.exists()
    for vaerdi in FRITEKST.values():
        assert vaerdi in svar.content.decode()
    return True


# --- Received


def test_what_is_sent_is_received_and_the_receipt_tells_its_number_and_nothing_else(client, send):
    svar = send(**KONTAKT)

    forslag = Forslag.objects.get()
    assert svar.url == f"/forslag/tak/{forslag.nummer}/"
    kvittering = client.get(svar.url)
    assert forslag.nummer in text_of(main_of(kvittering))
    for ord_ in (*HEMMELIGT.values(), *FRITEKST.values()):
        assert ord_ not in kvittering.content.decode()
    assert "noindex" in kvittering.content.decode()
    assert "no-store" in kvittering["Cache-Control"]
    assert (forslag.art, forslag.tilstand, forslag.sprog) == ("indsats", "modtaget", "da")
    assert {navn: getattr(forslag, navn) for navn in HEMMELIGT} == HEMMELIGT
    assert forslag.samtykke
    assert [trin.tilstand for trin in forslag.trin.all()] == ["modtaget"]


def test_a_proposal_needs_no_contact_and_then_no_consent(send):
    assert send().status_code == 302
    assert Forslag.objects.get().samtykke is None


@pytest.mark.parametrize("felt", ["navn", "email", "telefon"])
def test_contact_without_consent_is_not_kept(send, felt):
    svar = send(**{felt: HEMMELIGT[felt]})

    assert "Sæt flueben" in fejl(svar)["samtykke_givet"]
    assert uberoert(svar)


@pytest.mark.parametrize("art", ["samskabelse", "spoergsmaal"])
def test_what_is_there_to_be_answered_needs_a_way_to_answer(send, art):
    adresse = f"/forslag/nyt/{art}/"
    assert "så vi kan svare" in fejl(send(adresse))["email"]
    kun_telefon = {"telefon": "98765432", "samtykke_givet": "on"}
    assert send(adresse, **kun_telefon).status_code == 302


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"titel": ""}, "titel"),
        ({"beskrivelse": "  "}, "beskrivelse"),
        ({"titel": "x" * 151}, "titel"),
        ({"beskrivelse": "x" * 4001}, "beskrivelse"),
        ({"hvem": "konge"}, "hvem"),
        ({"email": "ikke en mail", "samtykke_givet": "on"}, "email"),
        ({"omraade": "999999"}, "omraade"),
        ({"beskrivelse": "Mit nummer er 010190-1234."}, "beskrivelse"),
        ({"navn": "010190–1234", "samtykke_givet": "on"}, "navn"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field_and_on_top(send, felter, felt):
    svar = send(**felter)

    side = main_of(svar)
    (oversigt,) = side.xpath("//*[@role='alert']")
    (link,) = oversigt.xpath(".//a")
    assert not Forslag.objects.exists()
    assert list(fejl(svar)) == [felt]
    (maal,) = side.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert maal.get("name", felt) == felt
    assert "autofocus" in oversigt.attrib
    assert svar.content.decode().count("<title>Fejl: ") == 1


def test_errors_and_hints_are_read_out_with_their_field(send):
    side = main_of(send(titel=""))

    for felt in side.xpath("//form//*[@aria-describedby]"):
        for id_ in felt.get("aria-describedby").split():
            assert side.xpath(f"//*[@id='{id_}']"), f"{felt.get('name')}: {id_}"
    assert side.xpath("//input[@name='titel']/@aria-invalid") == ["true"]
    assert side.xpath("//input[@name='email']/@autocomplete") == ["email"]


def test_a_kind_that_does_not_exist_has_no_form(client):
    assert client.get("/forslag/nyt/noget/").status_code == 404
    assert client.get("/forslag/nyt/").url == "/forslag/"
    assert client.get("/forslag/tak/AAAA-AAAA/").status_code == 404


def test_the_form_is_never_cached_and_the_front_carries_no_token(client):
    assert "no-store" in client.get(NYT)["Cache-Control"]
    front = client.get("/forslag/")
    assert b"csrfmiddlewaretoken" not in front.content
    assert not front.cookies


def test_without_its_token_nothing_is_taken(db):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(NYT, data()).status_code == 403
    assert not Forslag.objects.exists()


def test_a_question_is_about_the_initiative_that_it_was_asked_from(client, send):
    tekst = TekstFactory()
    adresse = f"/forslag/nyt/spoergsmaal/?indsats={tekst.indsats.slug}"
    indsatsside = client.get(tekst.get_absolute_url()).content.decode()
    assert f'href="{adresse}"' in indsatsside

    side = main_of(client.get(adresse))
    (valgt,) = side.xpath("//select[@name='indsats']/option[@selected]")
    assert valgt.text == tekst.titel
    send(adresse, indsats=valgt.get("value"), email="a@example.org", samtykke_givet="on")

    assert Forslag.objects.get().indsats == tekst.indsats


def test_a_draft_of_an_initiative_cannot_be_asked_about(client, send):
    kladde = TekstFactory(udgivet=False)
    side = client.get(f"/forslag/nyt/spoergsmaal/?indsats={kladde.indsats.slug}")
    assert kladde.titel not in side.content.decode()

    svar = send("/forslag/nyt/spoergsmaal/", indsats=kladde.indsats.pk, email="a@example.org")

    assert "indsats" in fejl(svar)


def test_who_wrote_on_the_english_page_is_answered_in_english(send, commits_at_once):
    send("/en/forslag/nyt/indsats/", **KONTAKT)

    assert Forslag.objects.get().sprog == "en"
    kvittering = next(brev for brev in mail.outbox if brev.to == [HEMMELIGT["email"]])
    assert "Hello" in kvittering.body
    assert "Kind regards" in kvittering.body
    assert "hilsen" not in kvittering.body + str(kvittering.alternatives)


# --- The receipt by mail


@pytest.fixture
def mails(commits_at_once):
    """Mails to the sender."""
    return lambda: [brev for brev in mail.outbox if brev.to == [HEMMELIGT["email"]]]


def test_the_receipt_carries_no_word_that_was_typed(send, mails):
    send(**KONTAKT)

    (brev,) = mails()
    nummer = Forslag.objects.get().nummer
    assert nummer in brev.subject
    assert nummer in brev.body
    for ord_ in (*FRITEKST.values(), *HEMMELIGT.values()):
        assert ord_ not in brev.subject + brev.body + str(brev.alternatives)


def test_nobody_gets_more_than_three_receipts_a_day_whoever_types_their_address(send, mails):
    for nr in range(5):
        send(**{**KONTAKT, "titel": f"Nummer {nr}", "beskrivelse": f"Tekst {nr}"})

    assert Forslag.objects.count() == 5
    assert len(mails()) == spamvaern.PR_MODTAGER


def test_a_line_break_in_a_field_makes_no_header(send, mails):
    send(**{**KONTAKT, "navn": "A\r\nBcc: alle@example.org"})

    assert [brev.recipients() for brev in mails()] in ([], [[HEMMELIGT["email"]]])


def test_who_answers_is_told_without_the_senders_words(send, user_for, commits_at_once):
    koordinator = user_for("koordinator")

    send(**KONTAKT)

    (brev,) = [b for b in mail.outbox if b.to == [koordinator.email]]
    for ord_ in (*FRITEKST.values(), *HEMMELIGT.values()):
        assert ord_ not in brev.subject + brev.body + str(brev.alternatives)
    assert f"/admin/indsatser/forslag/{Forslag.objects.get().pk}/change/" in brev.body


def test_a_question_is_told_to_the_tovholder_of_its_initiative_alone(
    send, user_for, commits_at_once
):
    tekst = TekstFactory()
    egen = user_for("tovholder", indsats=tekst.indsats, navn="egen")
    anden = user_for("tovholder", indsats=TekstFactory().indsats, navn="anden")

    send("/forslag/nyt/spoergsmaal/", indsats=tekst.indsats.pk, **KONTAKT)

    til = {adresse for brev in mail.outbox for adresse in brev.to}
    assert egen.email in til
    assert anden.email not in til


# --- Twice


def test_a_second_press_of_the_button_makes_no_second_one(client):
    felter = data(**KONTAKT)

    foerste, andet = client.post(NYT, felter), client.post(NYT, felter)

    assert foerste.url == andet.url
    assert Forslag.objects.count() == 1


def test_two_presses_at_once_make_one(client, monkeypatch):
    """The other one is not seen before the row is written: the database says no."""
    from indsatser.views import forslag as view

    felter = data(**KONTAKT)
    foerste = client.post(NYT, felter)
    monkeypatch.setattr(view, "_samme", lambda forslag: None)

    assert client.post(NYT, felter).url == foerste.url
    assert Forslag.objects.count() == 1


def test_the_same_again_within_a_day_is_the_same(send):
    assert send(**KONTAKT).url == send(**KONTAKT).url


def test_back_in_the_browser_and_other_words_make_another_one(client):
    samme_side = stempel()
    for titel in ("Den ene", "Den anden"):
        client.post(NYT, data(stempel=samme_side, titel=titel, beskrivelse=titel))

    assert Forslag.objects.count() == 2


def test_the_same_words_with_an_e_mail_that_was_forgotten_are_not_lost(send):
    send()
    send(**KONTAKT)

    foerst, igen = Forslag.objects.order_by("pk")
    assert (foerst.tilstand, igen.tilstand) == ("modtaget", "mistanke")
    assert foerst.nummer in igen.mistanke


# --- Spam


def test_quicker_than_people_is_asked_to_press_once_more(client, send):
    nu = spamvaern.stempel()

    svar = send(stempel=nu)

    assert "gik meget hurtigt" in fejl(svar)["__all__"]
    assert uberoert(svar)
    assert svar.context["form"]["stempel"].value() == nu  # a moment later the same one holds


@pytest.mark.parametrize("gammelt", [25 * 3600, "", "sludder", "a:b:c"])
def test_a_form_that_stood_open_is_signed_again_and_can_be_sent_at_once(client, send, gammelt):
    svar = send(stempel=stempel(gammelt) if isinstance(gammelt, int) else gammelt)
    assert "stået åben længe" in fejl(svar)["__all__"]
    assert uberoert(svar)

    assert send(stempel=svar.context["form"]["stempel"].value()).status_code == 302


@pytest.mark.parametrize(
    ("felter", "grund"),
    [
        ({"hjemmeside": "https://spam.example"}, "mennesker ikke ser"),
        ({"beskrivelse": "https://a.dk https://b.dk www.c.dk"}, "mere end 2 links"),
        ({"navn": "www.spam.example", "samtykke_givet": "on"}, "felt til navn"),
        ({"beskrivelse": "<a href=x>køb</a>"}, "kode for links"),
        ({"beskrivelse": "[url=x]køb[/url]"}, "kode for links"),
    ],
)
def test_what_looks_like_spam_waits_for_a_person_and_writes_to_nobody(
    send, felter, grund, user_for, commits_at_once
):
    user_for("koordinator")
    svar = send(**{**felter, "email": HEMMELIGT["email"], "samtykke_givet": "on"})

    forslag = Forslag.objects.get()
    assert svar.url == f"/forslag/tak/{forslag.nummer}/"
    assert forslag.tilstand == "mistanke"
    assert grund in forslag.mistanke
    assert mail.outbox == []


def test_one_link_is_no_spam(send):
    send(beskrivelse="Se https://www.aalborg.dk/et/kort")

    assert Forslag.objects.get().tilstand == "modtaget"


@pytest.mark.parametrize(("graense", "sted"), [("PR_STED", "10.0.0.1"), ("I_ALT", None)])
def test_too_many_in_a_day_are_told_so_and_lose_nothing(client, monkeypatch, graense, sted):
    monkeypatch.setattr(spamvaern, graense, 2)
    for nr in range(2):
        adresse = sted or f"10.0.0.{nr}"
        client.post(NYT, data(titel=f"{nr}", beskrivelse=f"{nr}"), REMOTE_ADDR=adresse)
    assert Forslag.objects.count() == 2
    Forslag.objects.all().delete()

    svar = client.post(NYT, data(), REMOTE_ADDR=sted or "10.0.0.9")

    assert svar.status_code == 429
    assert "usædvanligt mange" in fejl(svar)["__all__"]
    assert uberoert(svar)


def test_no_address_on_the_net_is_kept(send, monkeypatch):
    gemt = []
    monkeypatch.setattr(cache, "add", lambda noegle, *rest: gemt.append(noegle))
    send()

    assert gemt
    assert not any("127.0.0.1" in noegle for noegle in gemt)
    assert "127.0.0.1" not in repr(Forslag.objects.values().get())


def test_a_cache_that_is_down_turns_nobody_away(send, monkeypatch):
    def nede(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "incr", nede)

    assert send(**KONTAKT).status_code == 302
