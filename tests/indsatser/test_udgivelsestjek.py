"""What is written: what must never be public stops the publication, what is hard or old to read is confirmed."""

from datetime import date

import pytest

from indsatser.udgivelsestjek import Alvor, advarsler_i, fejl_i, kerne, tjek
from tests.indsatser.udgivelsestjek import billede, fil, fundet, i_tekst, kladde, plugin

pytestmark = pytest.mark.django_db

ORD_12 = "Vi går en tur i byen og ser, om der er lys. "


@pytest.fixture(autouse=True)
def _filer_i_en_mappe_for_sig(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def i_dag(monkeypatch):
    """22 November 2026, whenever the test runs."""
    monkeypatch.setattr(kerne.timezone, "localdate", lambda: date(2026, 11, 22))


# --- CPR numbers


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ring til 010190-1234.</p>",
        "<p>cpr: 0101901234</p>",
        "<p>010190 1234</p>",
        "<p>010190 - 1234</p>",
        "<p>010190–1234</p>",
        "<p>010190&#8209;1234</p>",
        "<p>010190&nbsp;1234</p>",
        "<p>010190-<strong>1234</strong></p>",
        "<p><em>0101</em>90-12<mark>34</mark></p>",
        "<p>010190&shy;-1234</p>",
        "<p>290200-4321</p>",
        "<p>En <a href='mailto:x@y.dk?subject=010190-1234'>mail til os</a></p>",
        "<p>En <a href='https://y.dk/?cpr=010190-1234'>side hos andre</a></p>",
        "<p>Et <a href='/media/0101901234.pdf'>brev til os</a></p>",
        '<p><img src="/media/a.png" alt="Brev til 010190-1234"></p>',
        '<p><a href="/" title="010190-1234">Forsiden</a></p>',
        "<table><tr><th>Navn</th></tr><tr><td>010190-1234</td></tr></table>",
    ],
)
def test_cpr_number_stops_the_publication_and_is_never_shown_whole(html):
    (fund, *_) = i_tekst("cpr", html)

    assert fund.alvor == Alvor.FEJL
    assert fund.uddrag.endswith("-****")
    assert all(
        "1234" not in f.uddrag and "4321" not in f.uddrag
        for f in tjek(kladde(html))
        if f.regel == "cpr"
    )


@pytest.mark.parametrize(
    "tekst",
    [
        "Ring på 99 82 34 20 eller 99823420.",
        "Ring på +45 99 82 34 20 eller +4599823420.",
        "Ring på +45 1012 123456.",
        "CVR 29189420",
        "P-nummer 1003123456 og p-nr. 1003123456",
        "Sag 2021-005678 og sag 2022-031917",
        "Sag 2021-010190-1234",
        "EAN 5798003726161",
        "EAN-nummer 0101901234567",
        "Konto 0400 0101901234",
        "320190-1234",
        "011390-1234",
        "300290-1234",
        "Fra 2014-2017 og 2018–2021",
        "Den 01.01.1990 kl. 12.34",
        "Nummer 12010190-12345",
        "010190-12",
    ],
)
def test_other_numbers_are_no_cpr_number(tekst):
    assert i_tekst("cpr", f"<p>{tekst}</p>") == []


def test_ten_digits_in_the_address_of_another_site_are_no_cpr_number():
    assert (
        i_tekst("cpr", "<p><a href='https://tv2nord.dk/artikel/0101901234'>Indslaget i TV</a></p>")
        == []
    )


def test_cpr_number_is_found_in_every_field_and_plugin():
    tekst = kladde(titel="010190-1234", resume="020290-1234", overskrift="030390-1234")
    boks = plugin(tekst, "FaktaboksPlugin", overskrift="040490-1234")
    plugin(tekst, "TextPlugin", boks, body="<p>050590-1234</p>")
    plugin(tekst, "CitatPlugin", boks, tekst="060690-1234", navn="070790-1234")
    plugin(
        tekst,
        "HandlingPlugin",
        tekst="Skriv",
        beskrivelse="080890-1234",
        link={"external_link": "/"},
    )
    plugin(tekst, "DokumentPlugin", titel="Brev", fil=fil("090990-1234.pdf"))

    assert [f"{nr:02}{nr:02}90-****" for nr in range(1, 10)] == sorted(
        {f.uddrag for f in fundet("cpr", tekst)}
    )


def test_cpr_number_is_found_in_what_became_of_the_initiative():
    tekst = kladde(
        indsats__hvad_blev_der_af_da="Spørg 010190-1234.",
        indsats__hvad_blev_der_af_en="020290-1234",
    )

    (fund,) = fundet("cpr", tekst)
    assert fund.hvor == "Hvad blev der af den"


def test_cpr_number_is_masked_in_what_other_rules_show():
    lang = "<p>010190-1234 " + "og vi går en lang tur " * 10 + "</p>"

    (fund,) = i_tekst("lang-saetning", lang)
    assert "1234" not in fund.uddrag


# --- how hard it is to read


def test_sentence_of_more_than_35_words_is_warned_of_with_its_beginning():
    (fund,) = i_tekst("lang-saetning", f"<p>Kort. {'En tur ' * 17}i byen.</p>")

    assert fund.alvor == Alvor.ADVARSEL
    assert "36 ord" in fund.besked
    assert fund.uddrag.startswith("En tur En tur")


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{'En tur ' * 17}byen.</p>",
        "<ul>" + "<li>En tur i byen</li>" * 20 + "</ul>",
        "<p>" + "Vi går en tur. " * 20 + "</p>",
    ],
)
def test_short_sentences_and_lists_are_not_warned_of(html):
    assert i_tekst("lang-saetning", html) == []


SVAERT = (
    "<p>"
    + "Kommunalbestyrelsen prioriterer tværsektorielle forebyggelsesinitiativer. " * 15
    + "</p>"
)


def test_lix_above_45_is_warned_of_in_danish():
    (fund,) = i_tekst("lix", SVAERT)

    assert fund.alvor == Alvor.ADVARSEL
    assert "Baggrund" in fund.hvor


@pytest.mark.parametrize(
    ("html", "sprog"),
    [
        (SVAERT, "en"),
        ("<p>Kommunalbestyrelsen prioriterer tværsektorielle forebyggelsesinitiativer.</p>", "da"),
        (f"<p>{ORD_12 * 10}</p>", "da"),
    ],
)
def test_english_short_and_easy_texts_have_no_lix_warning(html, sprog):
    assert i_tekst("lix", html, language=sprog) == []


# --- what is out of date


@pytest.mark.parametrize(
    "saetning",
    [
        "Tilmelding senest d. 3. maj 2021.",
        "Kurset starter 3.5.2021 i byen.",
        "Fristen er den 3. maj 2021.",
        "Vi åbner i maj 2021.",
        "I 2022 vil vi se på lyset.",
        "Vi vil se på lyset i 2022.",
        "Næste møde er 03-05-2021.",
    ],
)
def test_promise_with_a_date_more_than_two_years_back_is_warned_of(i_dag, saetning):
    (fund,) = i_tekst("gammel-dato", f"<p>Godt. {saetning} Farvel.</p>")

    assert fund.alvor == Alvor.ADVARSEL
    assert saetning.rstrip(".") in fund.uddrag


@pytest.mark.parametrize(
    "saetning", ["Sign up no later than 3 May 2021.", "We will open on May 3, 2021."]
)
def test_promise_with_an_old_date_is_warned_of_in_english(i_dag, saetning):
    assert i_tekst("gammel-dato", f"<p>{saetning}</p>", language="en")


@pytest.mark.parametrize(
    "saetning",
    [
        "Byrådet vedtog strategien den 20. juni 2022.",
        "Den 20. juni 2022 vedtog byrådet, at politiet skal være med.",
        "Tryg bydel kom med i strategien i 2018, og det skal fortsætte.",
        "Strategien 2022–2025 skal gøre byen tryg.",
        "Tilmelding senest d. 3. maj 2025.",
        "Vi åbner i december 2024.",
        "I 2027 vil vi se på lyset.",
        "Kort fra 3. maj 2021.",
        "Tilmelding senest 31.13.2021.",
    ],
)
def test_history_recent_and_coming_dates_are_not_warned_of(i_dag, saetning):
    assert i_tekst("gammel-dato", f"<p>{saetning}</p>") == []


# --- notes to oneself


@pytest.mark.parametrize(
    "tekst",
    ["Lorem ipsum dolor", "TODO: tal", "Ring på xxx", "[indsæt dato]", "Skriv her", "Hvornår???"],
)
def test_filler_is_warned_of(tekst):
    (fund,) = i_tekst("fyldtekst", f"<p>{tekst}</p>")
    assert fund.alvor == Alvor.ADVARSEL


@pytest.mark.parametrize(
    "tekst",
    [
        "Skriv til os.",
        "Skriv her, hvis du ser noget.",
        "Hvad gør vi?",
        "XX. kongres",
        "Todo er et ord",
        "[se kilden]",
    ],
)
def test_ordinary_text_is_no_filler(tekst):
    assert i_tekst("fyldtekst", f"<p>{tekst}</p>") == []


# --- what the check hands back


def test_errors_come_first_and_each_finding_once():
    fund = tjek(kladde("<p>010190-1234 og 010190-1234, <a href='/findes-ikke/'>her</a></p>"))

    assert [f.er_fejl for f in fund] == sorted((f.er_fejl for f in fund), reverse=True)
    assert len([f for f in fund if f.regel == "cpr"]) == 1
    assert fejl_i(fund) + advarsler_i(fund) == fund


def test_picture_with_a_cpr_number_in_its_description_is_found():
    tekst = kladde()
    plugin(
        tekst, "DokumentPlugin", titel="Foto", fil=billede("a.gif", default_alt_text="010190-1234")
    )

    assert fundet("cpr", tekst)
