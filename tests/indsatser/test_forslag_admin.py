"""Proposals in the admin: who sees what, each step with its reply, and the details that are taken out."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from indsatser.models import Dagsordenspunkt, Forslag, Gruppe, IndsatsIndhold, Moede
from tests.factories import TekstFactory
from tests.indsatser.forslag import FRITEKST, HEMMELIGT, lav
from tests.indsatser.public_pages import text_of, tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LISTE = "/admin/indsatser/forslag/"


def side(forslag, under="change/"):
    return f"{LISTE}{forslag.pk}/{under}"


def tekst_paa(svar):
    return text_of(tree_of(svar).get_element_by_id("content"))


def beskeder(svar):
    return " ".join(str(besked) for besked in svar.context["messages"])


@pytest.fixture
def tag(koordinator):
    """`tag(forslag, "vurderes", svar="…")`: take a step as the coordinator; the answer."""

    def step(forslag, til, *, klient=koordinator, **felter):
        felter = {"udgave": forslag.udgave, "svar": "Tak.", **felter}
        return klient.post(side(forslag, f"trin/{til}/"), felter, follow=True)

    return step


@pytest.fixture
def til_afsenderen(commits_at_once):
    return lambda: [brev for brev in mail.outbox if brev.to == [HEMMELIGT["email"]]]


# --- Who sees what


@pytest.mark.parametrize(
    ("rolle", "kontakt"), [("koordinator", True), ("administrator", False), ("styregruppe", False)]
)
def test_the_sender_is_shown_to_those_who_answer_alone(client_for, rolle, kontakt):
    forslag = lav()
    klient = client_for(rolle)

    svar = klient.get(side(forslag)).content.decode()

    assert FRITEKST["titel"] in svar
    assert [vaerdi in svar for vaerdi in HEMMELIGT.values()] == [kontakt] * 4
    liste = klient.get(f"{LISTE}?q={HEMMELIGT['email']}").content.decode()
    assert (forslag.nummer in liste) == kontakt
    for vaerdi in ("navn", "telefon", "organisation"):
        assert HEMMELIGT[vaerdi] not in liste


def test_a_tovholder_sees_and_answers_the_questions_about_their_own_alone(client_for, tag):
    egen, anden = TekstFactory().indsats, TekstFactory().indsats
    tovholder = client_for("tovholder", indsats=egen)
    mit = lav("spoergsmaal", indsats=egen)
    andres = [lav(), lav("spoergsmaal"), lav("spoergsmaal", indsats=anden)]
    andres.append(lav("spoergsmaal", indsats=egen, tilstand="mistanke"))

    liste = tovholder.get(LISTE).content.decode()
    assert mit.nummer in liste
    for forslag in andres:
        assert forslag.nummer not in liste
        for under in ("change/", "trin/besvaret/", "oplysninger/", "udskrift/", "spam/"):
            svar = tovholder.get(side(forslag, under))
            assert svar.status_code in (302, 403, 404)
            assert HEMMELIGT["navn"] not in svar.content.decode()
    tag(mit, "besvaret", klient=tovholder)
    mit.refresh_from_db()
    assert mit.tilstand == "besvaret"


def test_what_waits_for_its_first_answer_stands_first_the_oldest_on_top(koordinator):
    nu = timezone.now()
    sluttet = lav(tilstand="afvist")
    i_gang = lav(tilstand="vurderes")
    spam = lav(tilstand="mistanke")
    ny = lav(modtaget=nu - timedelta(days=1))
    gammel = lav(modtaget=nu - timedelta(days=8))

    svar = koordinator.get(LISTE)

    assert list(svar.context["cl"].result_list) == [gammel, ny, spam, i_gang, sluttet]
    assert "uden svar" in tekst_paa(svar)
    uge = koordinator.get(f"{LISTE}?venter=uge").context["cl"].result_list
    assert list(uge) == [gammel]


def test_the_list_costs_the_same_with_more(koordinator):
    def fem():
        for _ in range(5):
            lav("spoergsmaal", indsats=TekstFactory().indsats)

    def antal():
        with CaptureQueriesContext(connection) as sql:
            assert koordinator.get(LISTE).status_code == 200
        return len(sql)

    fem()
    koordinator.get(LISTE)
    foer = antal()
    fem()

    assert antal() == foer


# --- Steps


def test_the_reply_is_the_template_until_it_is_mended_and_is_seen_before_it_is_sent(
    koordinator, tag, til_afsenderen
):
    forslag = lav()
    form = koordinator.get(side(forslag, "trin/vurderes/"))
    assert "Vi har læst dit forslag «[titel]»" in form.content.decode()

    vist = tag(forslag, "vurderes", svar="Vi ser på [titel] nu.", goer="vis")
    assert til_afsenderen() == []
    assert Forslag.objects.get().tilstand == "modtaget"
    assert f"Vi ser på {FRITEKST['titel']} nu." in tekst_paa(vist)
    assert "Vi ser på [titel] nu." in vist.content.decode()

    tag(forslag, "vurderes", svar="Vi ser på [titel] nu.", note="Ringet")
    (brev,) = til_afsenderen()
    assert f"Hej {HEMMELIGT['navn']}" in brev.body
    assert f"Vi ser på {FRITEKST['titel']} nu." in brev.body
    assert brev.reply_to == [koordinator.user.email]
    trin = Forslag.objects.get().trin.get()
    assert (trin.tilstand, trin.sendt, trin.note) == ("vurderes", True, "Ringet")
    assert trin.svar == f"Vi ser på {FRITEKST['titel']} nu."


def test_who_wrote_in_english_is_answered_in_english(koordinator, tag, til_afsenderen):
    forslag = lav(sprog="en")
    form = koordinator.get(side(forslag, "trin/vurderes/"))
    assert "We have read your proposal" in form.content.decode()

    tag(forslag, "vurderes", svar="We look at it.")

    (brev,) = til_afsenderen()
    assert "We are looking at your proposal" in brev.subject
    assert "Kind regards" in brev.body


def test_what_is_typed_into_the_reply_is_text_and_no_template(tag, til_afsenderen):
    tag(lav(titel="{{ SECRET_KEY }} <b>"), "vurderes", svar="{% now 'Y' %} [titel] <script>")

    (brev,) = til_afsenderen()
    html = brev.alternatives[0][0]
    assert "{{ SECRET_KEY }} &lt;b&gt;" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("til", "felter", "felt"),
    [
        ("vurderes", {"svar": ""}, "svar"),
        ("vurderes", {"svar": "", "uden_svar": "on"}, "note"),
        ("videregivet", {"videregivet_til": "Vej"}, "begrundelse"),
        ("videregivet", {"begrundelse": "Vej"}, "videregivet_til"),
        (
            "videregivet",
            {"begrundelse": "x", "videregivet_til": "x", "offentlig_tekst": HEMMELIGT["navn"]},
            "offentlig_tekst",
        ),
    ],
)
def test_a_step_that_lacks_something_is_not_taken_and_keeps_what_was_typed(
    tag, til_afsenderen, til, felter, felt
):
    forslag = lav()

    svar = tag(forslag, til, **{"note": "", **felter})

    assert list(svar.context["form"].errors) == [felt]
    assert Forslag.objects.get().tilstand == "modtaget"
    assert not forslag.trin.exists()
    assert til_afsenderen() == []
    for vaerdi in felter.values():
        assert vaerdi in svar.content.decode()


def test_an_answer_that_nobody_wrote_is_not_sent(koordinator, tag, til_afsenderen):
    forslag = lav("spoergsmaal")
    skabelon = koordinator.get(side(forslag, "trin/besvaret/")).context["form"]["svar"].value()

    svar = tag(forslag, "besvaret", svar=skabelon)

    assert "Svaret mangler" in tekst_paa(svar)
    assert til_afsenderen() == []


def test_where_nobody_can_be_written_to_the_step_asks_for_no_reply(koordinator, tag):
    forslag = lav("spoergsmaal", email="")
    assert "svar" not in koordinator.get(side(forslag, "trin/besvaret/")).context["form"].fields

    assert "note" in tag(forslag, "besvaret").context["form"].errors
    tag(forslag, "besvaret", note="Ringet op")

    forslag.refresh_from_db()
    assert forslag.tilstand == "besvaret"
    assert not forslag.trin.get().sendt


def test_two_at_once_the_second_is_told_and_keeps_what_was_typed(tag, til_afsenderen, user_for):
    forslag = lav()
    Forslag.objects.get().flyt("vurderes", user_for("koordinator", navn="Kaja"))

    svar = tag(forslag, "videregivet", begrundelse="Min grund", videregivet_til="Vej")

    assert "har ændret det, mens du skrev" in tekst_paa(svar)
    assert "Min grund" in svar.content.decode()
    assert Forslag.objects.get().tilstand == "vurderes"
    assert til_afsenderen() == []
    # now that it has been read, the same may be meant still
    udgave = svar.context["form"]["udgave"].value()
    svar = tag(forslag, "videregivet", begrundelse="Min", videregivet_til="Vej", udgave=udgave)
    assert Forslag.objects.get().tilstand == "videregivet"


def test_a_step_that_is_not_open_leads_back_with_the_reason(koordinator, tag):
    forslag = lav()
    svar = koordinator.get(side(forslag, "trin/afvist/"), follow=True)
    assert "kan ikke tages" in beskeder(svar)
    svar = tag(forslag, "afvist", begrundelse="x")
    assert "Det kan ikke flyttes" in tekst_paa(svar)
    assert koordinator.get(side(forslag, "trin/noget/")).status_code == 404


def test_prioritised_makes_a_draft_and_the_two_know_each_other(koordinator, tag, til_afsenderen):
    forslag = lav(tilstand="droeftes")
    form = koordinator.get(side(forslag, "trin/prioriteret/")).context["form"]
    assert form["indsats_titel"].value() == FRITEKST["titel"]

    tag(
        forslag,
        "prioriteret",
        begrundelse="Det passer.",
        indsats_titel="Lys på stien",
        indsats_tekst="En tekst.",
    )

    forslag.refresh_from_db()
    tekst = IndsatsIndhold.admin_manager.get(indsats=forslag.blev_til)
    assert tekst.titel == "Lys på stien"
    assert not IndsatsIndhold.objects.filter(pk=tekst.pk).exists()
    assert forslag.trin.last().af == koordinator.user
    assert len(til_afsenderen()) == 1
    indsats = koordinator.get(f"/admin/indsatser/indsats/{forslag.blev_til_id}/change/")
    assert forslag.nummer in tekst_paa(indsats)
    assert side(forslag) in indsats.content.decode()
    assert HEMMELIGT["navn"] not in indsats.content.decode()
    assert f"indsats/{forslag.blev_til_id}/" in koordinator.get(side(forslag)).content.decode()


def test_an_initiative_of_another_origin_says_nothing_of_proposals(koordinator):
    indsats = TekstFactory().indsats
    svar = koordinator.get(f"/admin/indsatser/indsats/{indsats.pk}/change/")
    assert "Hvor den kommer fra" not in svar.content.decode()


def test_what_is_discussed_is_put_to_a_coming_meeting_without_the_sender(koordinator, tag):
    gruppe = Gruppe.objects.get(slug="koordinationsgruppen")
    nu = timezone.now()
    tider = [nu - timedelta(days=9), nu + timedelta(days=9)]
    _, kommende = (
        Moede.objects.create(
            gruppe=gruppe, titel="Møde", start=start, slut=start + timedelta(hours=2)
        )
        for start in tider
    )
    forslag = lav(tilstand="vurderes", titel="Hemsdottirs sti")
    form = koordinator.get(side(forslag, "trin/droeftes/")).context["form"]
    assert list(form.fields["moede"].queryset) == [kommende]

    tag(forslag, "droeftes", moede=kommende.pk)

    punkt = Dagsordenspunkt.objects.get(moede=kommende)
    assert punkt.tilstand == "foreslaaet"
    assert forslag.nummer in punkt.titel
    for ord_ in ("Hemsdottir", *HEMMELIGT.values(), FRITEKST["beskrivelse"]):
        assert ord_ not in punkt.titel + punkt.oplaeg
    assert "Meldt ind til Møde" in tekst_paa(koordinator.get(side(forslag)))


def test_a_note_is_kept_in_the_history_and_sent_to_nobody(koordinator, til_afsenderen):
    forslag = lav()
    svar = koordinator.post(side(forslag), {"goer": "note", "note": "Ringer mandag"}, follow=True)

    assert "Ringer mandag" in tekst_paa(svar)
    assert til_afsenderen() == []
    assert Forslag.objects.get().tilstand == "modtaget"
    assert koordinator.post(side(forslag), {"note": ""}).context["noteform"].errors


# --- Spam


def test_what_is_no_spam_begins_as_the_others_with_its_receipt(koordinator, til_afsenderen):
    forslag = lav(tilstand="mistanke", mistanke="Der er mange links")

    koordinator.post(side(forslag), {"goer": "ikke_spam"})

    forslag.refresh_from_db()
    assert (forslag.tilstand, forslag.mistanke) == ("modtaget", "")
    assert forslag.nummer in til_afsenderen()[0].subject


def test_spam_is_deleted_after_a_question_and_nothing_else_is(koordinator):
    spam, rigtigt = lav(tilstand="mistanke"), lav()
    assert koordinator.get(side(spam, "spam/")).status_code == 200
    assert Forslag.objects.count() == 2

    koordinator.post(side(spam, "spam/"))
    koordinator.post(side(rigtigt, "spam/"))

    assert list(Forslag.objects.all()) == [rigtigt]


def test_the_action_of_the_list_deletes_what_is_thought_to_be_spam_alone(koordinator):
    spam, rigtigt = lav(tilstand="mistanke"), lav()

    svar = koordinator.post(
        LISTE, {"action": "slet_spam", "_selected_action": [spam.pk, rigtigt.pk]}, follow=True
    )

    assert list(Forslag.objects.all()) == [rigtigt]
    assert "1 er ikke slettet" in beskeder(svar)


# --- The person


def test_details_are_deleted_on_request_after_a_question_with_what_was_cleaned_by_hand(koordinator):
    forslag = lav(tilstand="vurderes", beskrivelse="Hemsdottir og naboen Ib.")
    form = koordinator.get(side(forslag, "oplysninger/"))
    assert form.context["form"]["beskrivelse"].value() == "[slettet] og naboen Ib."
    assert Forslag.objects.get().navn

    koordinator.post(side(forslag, "oplysninger/"), {"titel": "Sti", "beskrivelse": "En nabo."})

    forslag.refresh_from_db()
    assert forslag.anonymiseret
    assert (forslag.navn, forslag.titel, forslag.beskrivelse) == ("", "Sti", "En nabo.")
    assert forslag.trin.get().af == koordinator.user
    assert HEMMELIGT["email"] not in repr(forslag.__dict__)
    svar = koordinator.get(side(forslag, "oplysninger/"), follow=True)
    assert "allerede slettet" in beskeder(svar)


def test_whoever_asks_gets_all_that_is_kept_of_them(koordinator):
    forslag = lav()
    forslag.trin.create(tilstand="vurderes", svar="Et svar", note="En note")

    svar = koordinator.get(side(forslag, "udskrift/"))

    tekst = svar.content.decode()
    assert svar["Content-Disposition"].startswith("attachment")
    assert "no-store" in svar["Cache-Control"]
    for ord_ in (*HEMMELIGT.values(), *FRITEKST.values(), "Et svar", "En note"):
        assert ord_ in tekst


def test_the_log_of_mails_forgets_the_address_too(koordinator, tag, settings):
    settings.EMAIL_BACKEND = "tryg_portal.mail.queue.EmailBackend"
    forslag, andet = lav(), lav(titel="Et andet")
    for et in (forslag, andet):
        tag(et, "vurderes")
    assert Email.objects.filter(to=[HEMMELIGT["email"]]).count() == 2

    koordinator.post(side(forslag, "oplysninger/"), {"titel": "Sti", "beskrivelse": "En nabo."})

    (rest,) = Email.objects.filter(to=[HEMMELIGT["email"]])
    assert andet.nummer in rest.subject


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe"])
@pytest.mark.parametrize("under", ["trin/vurderes/", "oplysninger/", "udskrift/", "spam/"])
def test_who_may_only_see_may_do_nothing(client_for, rolle, under):
    forslag = lav()
    klient = client_for(rolle)
    for svar in (klient.get(side(forslag, under)), klient.post(side(forslag, under))):
        assert svar.status_code == 403
    assert klient.post(side(forslag), {"note": "x"}).status_code == 403
    forslag.refresh_from_db()
    assert (forslag.tilstand, forslag.navn) == ("modtaget", HEMMELIGT["navn"])
