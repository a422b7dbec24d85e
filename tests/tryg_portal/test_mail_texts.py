"""The texts of mails as the coordinator words them: seen first, kept for what is right, and never run as a template."""

import pytest
from django.core import mail as outbox

from tests.accounts import account
from tryg_portal import mail
from tryg_portal.mail.letter import Wording, default_wording, has_text, write
from tryg_portal.models import MailText

pytestmark = pytest.mark.django_db
KIND = "gennemsyn_sendt"
PAGE = f"/admin/tryg_portal/mailtext/skabelon/{KIND}/"
TEXT = "Se på [titel].\n\n[note]\n\nSe den her: [adresse]"
VALUES = {"titel": "Tryg trappe", "afsender": "Tove", "note": "", "adresse": "https://x.dk/1/"}


def post(client, goer="gem", **typed):
    fields = {"subject": "Ny tekst: [titel]", "text": TEXT, "stempel": "ny", "goer": goer}
    return client.post(PAGE, fields | typed)


def told(values=VALUES):
    mail.send([mail.Recipient.of(account())], KIND, values)
    return outbox.outbox[-1]


def test_edited_text_is_what_is_sent(koordinator):
    assert post(koordinator).status_code == 302

    message = told()
    assert message.subject == "Tryg Aalborg: Ny tekst: Tryg trappe"
    assert "Hej Anna\n\nSe på Tryg trappe.\n\nSe den her: https://x.dk/1/\n\nVenlig hilsen" in (
        message.body
    )
    assert ">Se den her</a>" in message.alternatives[0][0]
    assert "prøve koordinator" in koordinator.get(PAGE).text


def test_only_the_kind_that_was_edited_changes(koordinator):
    post(koordinator)

    assert [row.kind for row in MailText.objects.all()] == [KIND]


@pytest.mark.parametrize(
    "typed", ["{{ settings.SECRET_KEY }}", "{% load x %}", "{0.__class__}", "%(a)s"]
)
def test_nothing_of_it_is_run(koordinator, settings, typed):
    post(koordinator, text=f"{typed} [adresse]")

    assert typed in told().body


def test_values_are_not_read_for_placeholders_or_markup(koordinator):
    message = told({**VALUES, "titel": "[adresse] <b>{{ x }}</b>", "note": "linje 1\nlinje 2"})

    assert "[adresse] <b>{{ x }}</b>" in message.body
    html = message.alternatives[0][0]
    assert "&lt;b&gt;{{ x }}" in html and "linje 1<br>linje 2" in html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "Hej [nvan]\n[adresse]"}, "[nvan] findes ikke; mente du [navn]?"),
        ({"subject": "[tittel]"}, "[tittel] findes ikke; mente du [titel]?"),
        ({"text": "[qqqq] [adresse]"}, "[qqqq] findes ikke. Brug pladsholderne"),
        ({"text": "Se [titel]"}, "[adresse] mangler i teksten: linket til siden"),
        ({"text": "[titel [adresse]"}, "Der er en [ eller ] uden sin makker"),
        ({"subject": "Godt\nBcc: alle@example.dk"}, "Emnet skal stå på én linje."),
        ({"subject": "Godt\r\nBcc: alle@example.dk"}, "Emnet skal stå på én linje."),
        ({"subject": " "}, "Skriv et emne."),
        ({"text": ""}, "Skriv en tekst."),
        ({"subject": "x" * 201}, "Emnet må højst være 200 tegn; det er 201."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(koordinator, typed, words):
    page = post(koordinator, **typed)

    form = page.context["form"]
    assert words in page.text.replace("&#x27;", "'")
    assert form["subject"].value() == typed.get("subject", "Ny tekst: [titel]")
    assert form["text"].value() == typed.get("text", TEXT)
    assert not MailText.objects.exists()


def test_line_break_in_a_value_makes_no_header():
    kind = mail.KINDS[KIND]
    letter = write(Wording("[titel]", "x"), {**kind.examples, "titel": "Godt\r\nBcc: a@b.dk"})

    assert letter.subject == "Tryg Aalborg: Godt Bcc: a@b.dk"


def test_preview_shows_the_examples_and_keeps_nothing(koordinator):
    page = post(koordinator, "vis")

    assert page.context["vist"].subject == "Tryg Aalborg: Ny tekst: Tryg trappe (dansk)"
    assert "Hej Anne Jensen" in page.context["vist"].text
    assert "sandbox" in page.text and "&lt;html lang=&quot;da&quot;&gt;" in page.text
    assert not MailText.objects.exists()


def test_sample_is_sent_to_oneself_alone(koordinator):
    page = post(koordinator, "proeve")

    [message] = outbox.outbox
    assert message.to == [koordinator.user.email]
    assert message.subject == "Tryg Aalborg: Prøve: Ny tekst: Tryg trappe (dansk)"
    assert f"En prøve er på vej til {koordinator.user.email}" in page.text
    assert not MailText.objects.exists()


def test_standard_text_comes_back_and_holds_when_it_is_kept(koordinator):
    post(koordinator)
    page = post(koordinator, "standard")
    standard = default_wording(mail.KINDS[KIND])
    assert page.context["form"]["text"].value() == standard.text
    assert MailText.objects.exists()

    stamp = koordinator.get(PAGE).context["stempel"]
    post(koordinator, subject=standard.subject, text=standard.text, stempel=stamp)

    assert not MailText.objects.exists()


def test_second_of_two_is_told_and_keeps_what_was_typed(koordinator, client_for):
    other = client_for("administrator", navn="Ada")
    post(other, subject="Adas emne")

    page = post(koordinator, text="Mit [adresse]")

    assert page.status_code == 409
    assert "Rettet af Ada administrator" in page.text and "Adas emne" in page.text
    assert page.context["form"]["text"].value() == "Mit [adresse]"
    assert MailText.objects.get().subject == "Adas emne"

    new = page.context["nyt_stempel"]
    assert post(koordinator, text="Mit [adresse]", overskriv=new).status_code == 302
    assert MailText.objects.get().text == "Mit [adresse]"


def test_every_kind_of_mail_can_be_written_with_its_examples():
    for kind in filter(has_text, mail.KINDS.values()):
        letter = write(default_wording(kind), kind.examples)
        assert "[" not in letter.text + letter.subject, kind.name


def test_every_required_placeholder_stands_in_the_portals_own_text():
    for kind in filter(has_text, mail.KINDS.values()):
        text = default_wording(kind).text
        assert [name for name in kind.required if f"[{name}]" not in text] == [], kind.name


def test_file_that_is_a_template_of_django_is_read_for_its_placeholders(settings, tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "gammel.txt").write_text(
        '{% extends "mail/base.txt" %}{% block subject %}Om {{ titel }}{% endblock %}'
        "{% block text %}Se {{ titel }}: {{ adresse }}{% endblock %}"
    )
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [tmp_path, *templates["DIRS"]]}]
    mail.register_mail("gammel", "Gammel", {"titel": ("Titel", ""), "adresse": ("Link", "")})

    assert default_wording(mail.KINDS.pop("gammel")) == Wording(
        "Om [titel]", "Se [titel]: [adresse]"
    )


def test_value_that_the_kind_does_not_have_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="titl"):
        mail.send([mail.Recipient("a@b.dk")], KIND, {"titl": "x"})


def test_required_must_be_a_placeholder():
    with pytest.raises(ValueError, match="adresse"):
        mail.register_mail("x", "X", {"titel": ("Titel", "")})


def test_list_names_every_kind_and_who_changed_it(koordinator, django_assert_max_num_queries):
    post(koordinator)
    with django_assert_max_num_queries(12):
        page = koordinator.get("/admin/tryg_portal/mailtext/").text

    assert [
        kind.label for kind in filter(has_text, mail.KINDS.values()) if kind.label not in page
    ] == []
    assert "rettet af prøve koordinator" in page


@pytest.mark.parametrize("role", ["styregruppe", "tovholder", "kommunikation"])
def test_others_neither_see_nor_change(client_for, role):
    client = client_for(role)

    assert client.get(PAGE).status_code == 403
    assert post(client).status_code == 403
    assert not MailText.objects.exists()
