"""A round from draft to closed: who is written to, what may be changed, and what not."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from indsatser import runder
from indsatser.models import Rolle, Standardspoergsmaal, Status, Statusrunde
from indsatser.rundemodtagere import Modtagere, linjer_for
from tests.factories import IndsatsFactory, RolleFactory, forfatter
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
from tryg_portal.models import GatheredLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne():
    return person("Anne Jensen")


@pytest.fixture
def bo():
    return person("Bo Hansen")


@pytest.fixture
def trappe(anne):
    return indsats("tryg-trappe", anne)


@pytest.fixture
def bro(bo):
    return indsats("tryg-bro", bo)


def mails_til(adresse):
    return [m for m in post.outbox if m.to == [adresse]]


def aabne_links(status):
    return status.links.filter(lukket=None)


# --- The template


def test_fresh_database_has_questions():
    assert list(Standardspoergsmaal.objects.values_list("slags", flat=True)) == [
        "resultater",
        "udfordringer",
        "naeste",
    ]


# --- Open


def test_opening_makes_a_report_for_each_initiative(trappe, bro):
    runde = aaben(trappe, bro)

    assert runde.tilstand == "aaben"
    assert runde.aabnet is not None
    assert {s.indsats for s in runde.rapporter.all()} == {trappe, bro}
    assert set(runde.rapporter.values_list("tilstand", flat=True)) == {"mangler"}


def test_names_are_frozen_when_it_opens(anne):
    titlen = indsats("Tryg trappe", anne, tekst=True)
    status = rapport(aaben(titlen), titlen)
    titlen.indhold.update(titel="Noget andet")
    Rolle.objects.filter(indsats=titlen).update(til=timezone.localdate() - timedelta(days=1))

    status.refresh_from_db()
    assert (status.indsats_navn, status.ansvarlige_navne) == ("Tryg trappe", "Anne Jensen")
    assert list(status.ansvarlige.all()) == [anne]


def test_one_with_several_initiatives_gets_one_mail_with_a_link_for_each(anne):
    en, to = indsats("en", anne), indsats("to", anne)
    runde = aaben(en, to)

    (mail,) = mails_til("anne@eksempel.dk")
    assert mail.body.count("/status/") == 2
    assert "- en: " in mail.body
    assert "- to: " in mail.body
    assert runde.rapporter.get(indsats=en).links.get().person == anne


def test_one_with_one_initiative_gets_a_button(trappe):
    aaben(trappe)

    (mail,) = mails_til("anne@eksempel.dk")
    assert "Det handler om tryg-trappe." in mail.body
    assert "class=" not in mail.alternatives[0][0]
    assert "Meld status</a>" in mail.alternatives[0][0]


def test_two_tovholdere_get_a_mail_each_with_a_link_of_their_own(anne, bo):
    faelles = indsats("faelles", anne, bo)
    status = rapport(aaben(faelles), faelles)

    assert len(mails_til("anne@eksempel.dk")) == len(mails_til("bo@eksempel.dk")) == 1
    assert {link.person for link in aabne_links(status)} == {anne, bo}


def test_substitute_gets_the_mail_of_who_is_away(anne, bo, trappe):
    i_dag = timezone.localdate()
    anne.stedfortraeder, anne.vaek_fra, anne.vaek_til = bo, i_dag, i_dag
    anne.save()

    aaben(trappe)

    assert not mails_til("anne@eksempel.dk")
    (mail,) = mails_til("bo@eksempel.dk")
    assert "tryg-trappe (i stedet for Anne Jensen)" in mail.body


def test_who_was_tovholder_before_gets_nothing(anne, bo):
    ny = indsats("ny", bo)
    RolleFactory(indsats=ny, person=anne, til=timezone.localdate() - timedelta(days=1), titel_da="")

    aaben(ny)

    assert not mails_til("anne@eksempel.dk")


def test_warnings_tell_what_is_in_the_way_before_anything_is_sent(anne):
    uden, titel = IndsatsFactory(slug="uden"), IndsatsFactory(slug="titel")
    RolleFactory(indsats=titel, titel_da="Centerchef")
    adresseloes = indsats("adresseloes", person("Ida Holm", email=""))
    runde = kladde(uden, titel, adresseloes, indsats("god", anne))

    advarsler = {li.navn: list(li.advarsler) for li in runder.modtagere_af(runde).linjer}

    assert advarsler == {
        "uden": ["Indsatsen har ingen tovholder, så ingen får en mail."],
        "titel": ["Tovholderen er «Centerchef» uden en person, så ingen får en mail."],
        "adresseloes": ["Ida Holm har ingen e-mail og får derfor ingen mail."],
        "god": [],
    }


def test_two_with_the_same_address_are_told_of(anne, trappe):
    runde = kladde(trappe, indsats("to", person("Anna Berg", email="ANNE@eksempel.dk")))

    ((adresse, folk),) = runder.modtagere_af(runde).samme_adresse

    assert adresse == "anne@eksempel.dk"
    assert [str(p) for p in folk] == ["Anna Berg", "Anne Jensen"]


def test_initiative_without_a_tovholder_is_asked_all_the_same():
    uden = IndsatsFactory(slug="uden")

    assert rapport(aaben(uden), uden).tilstand == "mangler"


def test_opening_twice_sends_once(trappe):
    runde = aaben(trappe)

    with pytest.raises(ValidationError, match="allerede åbnet"):
        runder.aabn(runde.pk, "hvad som helst")

    assert len(mails_til("anne@eksempel.dk")) == 1


def test_recipients_that_changed_since_they_were_shown_are_shown_again(trappe, bo):
    runde = kladde(trappe)
    set_ = runder.modtagere_af(runde).aftryk
    RolleFactory(indsats=trappe, person=bo, titel_da="")

    with pytest.raises(runder.Aendret):
        runder.aabn(runde.pk, set_)

    runde.refresh_from_db()
    assert runde.tilstand == "kladde"
    assert not mails_til("bo@eksempel.dk")


@pytest.mark.parametrize(
    ("ret", "besked"),
    [
        (lambda r: r.spoergsmaal.all().delete(), "ingen spørgsmål"),
        (lambda r: r.indsatser.clear(), "ingen indsatser"),
        (
            lambda r: Statusrunde.objects.filter(pk=r.pk).update(
                frist=timezone.localdate() - timedelta(days=1)
            ),
            "Fristen er gået",
        ),
    ],
    ids=["questions", "initiatives", "deadline"],
)
def test_round_that_lacks_something_is_not_opened(trappe, ret, besked):
    runde = kladde(trappe)
    ret(runde)

    with pytest.raises(ValidationError, match=besked):
        aabn(runde)

    assert not Status.objects.filter(runde=runde).exists()


def test_opening_that_fails_half_way_leaves_nothing(trappe, monkeypatch):
    runde = kladde(trappe)
    monkeypatch.setattr("indsatser.breve_status.mail.send", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        aabn(runde)

    assert Statusrunde.objects.get(pk=runde.pk).tilstand == "kladde"
    assert not Status.objects.filter(runde=runde).exists()


# --- While it is open


def test_named_substitute_gets_a_link_and_the_old_one_is_closed(anne, bo, trappe):
    status = rapport(aaben(trappe), trappe)
    gammelt = aabne_links(status).get()

    runder.udpeg_stedfortraeder(status.pk, bo)

    gammelt.refresh_from_db()
    assert gammelt.lukket is not None
    assert aabne_links(status).get().person == bo
    (mail,) = mails_til("bo@eksempel.dk")
    assert "tryg-trappe (i stedet for Anne Jensen)" in mail.body


def test_tovholder_gets_a_link_again_when_the_substitute_is_taken_away(anne, bo, trappe):
    status = rapport(aaben(trappe), trappe)
    runder.udpeg_stedfortraeder(status.pk, bo)

    runder.udpeg_stedfortraeder(status.pk, None)

    assert aabne_links(status).get().person == anne
    assert len(mails_til("anne@eksempel.dk")) == 2


def test_substitute_without_an_address_is_refused(trappe):
    status = rapport(aaben(trappe), trappe)

    with pytest.raises(ValidationError, match="ingen e-mail"):
        runder.udpeg_stedfortraeder(status.pk, person("Ida Holm", email=""))

    assert aabne_links(status).count() == 1


def test_new_link_closes_the_old(trappe):
    status = rapport(aaben(trappe), trappe)

    assert runder.send_nyt_link(status.pk) == 1

    assert status.links.count() == 2
    assert aabne_links(status).count() == 1


def test_initiative_is_taken_in_late_and_its_tovholder_told(trappe, bro):
    runde = aaben(trappe)

    status, antal = runder.tag_med(runde.pk, bro.pk)

    assert antal == len(mails_til("bo@eksempel.dk")) == 1
    assert status.runde == runde
    assert bro in runde.indsatser.all()


def test_initiative_is_in_the_round_once(trappe):
    runde = aaben(trappe)

    with pytest.raises(ValidationError, match="allerede med"):
        runder.tag_med(runde.pk, trappe.pk)


def test_initiative_is_taken_out_while_nothing_is_handed_in(trappe, bro):
    runde = aaben(trappe, bro)

    runder.tag_ud(rapport(runde, bro).pk)

    assert [s.indsats for s in runde.rapporter.all()] == [trappe]
    assert list(runde.indsatser.all()) == [trappe]


@pytest.mark.parametrize("handling", ["tag_ud", "send_nyt_link"])
def test_what_is_handed_in_stays(trappe, handling):
    status = svar(rapport(aaben(trappe), trappe))

    with pytest.raises(ValidationError, match="allerede svaret"):
        getattr(runder, handling)(status.pk)

    assert Status.objects.filter(pk=status.pk).exists()
    assert aabne_links(status).count() == 1


def test_moved_deadline_is_told_to_those_who_have_not_answered(trappe, bro):
    runde = aaben(trappe, bro)
    svar(rapport(runde, bro))
    ny = runde.frist + timedelta(days=7)

    assert runder.flyt_frist(runde.pk, ny) == 1

    linje = GatheredLine.objects.get(kind="runde_frist_flyttet")
    assert linje.address == "anne@eksempel.dk"
    assert "Fristen for status på tryg-trappe er flyttet til" in linje.text
    assert Statusrunde.objects.get(pk=runde.pk).frist == ny


@pytest.mark.parametrize(
    ("dage", "besked"), [(-1, "ikke er gået"), (None, "den frist, runden har nu")]
)
def test_deadline_that_makes_no_sense_is_refused(trappe, dage, besked):
    runde = aaben(trappe)
    ny = runde.frist if dage is None else timezone.localdate() + timedelta(days=dage)

    with pytest.raises(ValidationError, match=besked):
        runder.flyt_frist(runde.pk, ny)


def test_deadline_before_the_period_is_refused_by_the_database(trappe):
    runde = kladde(trappe)

    with pytest.raises(IntegrityError), transaction.atomic():
        Statusrunde.objects.filter(pk=runde.pk).update(frist=runde.fra - timedelta(days=1))


# --- Close


def test_closing_freezes_names_closes_links_and_drops_what_waits(anne, bo, trappe):
    runde = aaben(trappe)
    status = rapport(runde, trappe)
    runder.flyt_frist(runde.pk, runde.frist + timedelta(days=7))
    RolleFactory(indsats=trappe, person=bo, titel_da="")

    luk(runde)

    status.refresh_from_db()
    assert (runde.tilstand, runde.lukket_af) == ("lukket", forfatter())
    assert status.ansvarlige_navne == "Anne Jensen, Bo Hansen"
    assert set(status.ansvarlige.all()) == {anne, bo}
    assert not aabne_links(status).exists()
    assert not GatheredLine.objects.waiting().filter(key__startswith=runder.noegle(status)).exists()


def test_missing_report_is_missing_in_the_closed_round(trappe, bro):
    runde = aaben(trappe, bro)
    svar(rapport(runde, bro), modtaget=True)

    luk(runde)

    assert rapport(runde, trappe).tilstand == "mangler"
    assert rapport(runde, bro).tilstand == "modtaget"


def test_what_came_in_meanwhile_is_seen_before_it_closes(trappe):
    runde = aaben(trappe)
    set_ = runder.staar_tilbage(runde)["aftryk"]
    svar(rapport(runde, trappe))

    with pytest.raises(runder.Aendret):
        runder.luk(runde.pk, forfatter(), set_)


@pytest.mark.parametrize(
    "trin",
    [
        lambda r, s: runder.luk(r.pk, forfatter(), ""),
        lambda r, s: runder.aabn(r.pk, ""),
        lambda r, s: runder.flyt_frist(r.pk, r.frist + timedelta(days=1)),
        lambda r, s: runder.tag_med(r.pk, s.indsats_id),
        lambda r, s: runder.tag_ud(s.pk),
        lambda r, s: runder.send_nyt_link(s.pk),
        lambda r, s: runder.udpeg_stedfortraeder(s.pk, None),
    ],
    ids=["close", "open", "deadline", "in", "out", "link", "substitute"],
)
def test_closed_round_takes_no_step(trappe, trin):
    runde = luk(aaben(trappe))
    mails = len(post.outbox)

    with pytest.raises(ValidationError):
        trin(runde, rapport(runde, trappe))

    assert len(post.outbox) == mails


# --- Who sees


def test_tovholder_sees_rounds_that_ask_about_their_own(user_for, trappe, bro):
    egen, fremmed, ikke_aabnet = aaben(trappe), aaben(bro), kladde(trappe)
    bruger = user_for("tovholder", indsats=trappe)

    set_ = Statusrunde.objects.visible_to(bruger)

    assert egen in set_
    assert fremmed not in set_
    assert ikke_aabnet not in set_


def test_tovholder_is_counted_for_by_their_own(user_for, trappe, bro):
    runde = aaben(trappe, bro)
    svar(rapport(runde, bro))

    def taellet(bruger):
        fundet = Statusrunde.objects.med_svar(bruger).get(pk=runde.pk)
        return fundet.svarede, fundet.antal

    assert taellet(user_for("koordinator")) == (1, 2)
    assert taellet(user_for("tovholder", indsats=trappe)) == (0, 1)


def test_lines_of_many_reports_cost_the_same(trappe, bro, django_assert_num_queries):
    runde = aaben(trappe, bro, *(indsats(f"nr-{n}", person(f"Nr{n} Berg")) for n in range(5)))

    with django_assert_num_queries(2):
        linjer = linjer_for(runde.rapporter.all())
        assert len(Modtagere(linjer).breve) == 7
