"""Danish text is cut into its sentences where they end, and nowhere else; no word is lost."""

import random

import pytest

from indsatser.saetninger import del_op, noegle

HELE = [
    "Vi mødes kl. 14. november, hvis alt går vel.",
    "Mødet begynder kl. 14 i Vejgaard.",
    "Der kom ca. 30 unge.",
    "Vi har bl.a. talt med Skt. Hans Kirke og f.eks. Aalborg Øst.",
    "Forløbet begyndte den 3. maj og slutter 21. juni 2026.",
    "Datoen er 3. 5. 2026 i kalenderen.",
    "Det koster 1.250,50 kr. pr. person.",
    "H. C. Andersen og J. P. Jacobsen boede her ikke.",
    "Se nr. 12 og s. 34, jf. afd. 2.",
    "Dr. Hansen, hr. Jensen og fr. Holm var med.",
    "Der var boder, musik m.v. på pladsen.",
    "Så meget kostede det i mio. kroner.",
    "»Hvad nu?« spurgte de unge.",
    "Det var godt … og dyrt.",
    "Se www.trygaalborg.dk for mere.",
    "Det 21. århundrede er digitalt.",
]
DELTE = [
    ("Vi var 30. Det var nok.", ["Vi var 30.", "Det var nok."]),
    ("Mødet er kl. 14. Alle kommer.", ["Mødet er kl. 14.", "Alle kommer."]),
    ("Virker det? Ja! Meget.", ["Virker det?", "Ja!", "Meget."]),
    ("De sagde: »Vi bliver.« Så gik de.", ["De sagde: »Vi bliver.«", "Så gik de."]),
    ("Musik, boder osv. Alle var glade.", ["Musik, boder osv.", "Alle var glade."]),
    ("Det kostede 20 kr. Det er billigt.", ["Det kostede 20 kr.", "Det er billigt."]),
    ("Det gik godt. 30 kom.", ["Det gik godt.", "30 kom."]),
    ("Første linje\nAnden linje", ["Første linje", "Anden linje"]),
    ("Et.  To.\r\n\r\nTre.", ["Et.", "To.", "Tre."]),
    ("Det var det… Og så mere.", ["Det var det…", "Og så mere."]),
    ("Ærø er med. Ålborg også. Øst med.", ["Ærø er med.", "Ålborg også.", "Øst med."]),
    ("Vi fik to vagter (de gik i maj.) Nu er de fire.",
     ["Vi fik to vagter (de gik i maj.)", "Nu er de fire."]),
]  # fmt: skip


@pytest.mark.parametrize("tekst", HELE)
def test_what_is_one_sentence_stays_one(tekst):
    assert del_op(tekst) == [tekst]


@pytest.mark.parametrize(("tekst", "saetninger"), DELTE, ids=[t for t, _ in DELTE])
def test_sentences_are_told_apart(tekst, saetninger):
    assert del_op(tekst) == saetninger


@pytest.mark.parametrize("tekst", ["", "   ", "\n\n", ".", "...", "? ! .", "kl.", "3."])
def test_text_of_no_sentence_breaks_nothing(tekst):
    assert " ".join(del_op(tekst)) == " ".join(tekst.split())


def test_no_word_is_lost_or_changed_whatever_is_written():
    tal = random.Random(5)
    stykker = [
        "Vi",
        "kl.",
        "14.",
        "ca.",
        "maj",
        "Skt.",
        "osv.",
        "?",
        "!",
        "»",
        "«",
        "…",
        "\n",
        " ",
        "A.",
        "ø",
        "(",
        ")",
    ]
    for _ in range(500):
        tekst = " ".join(tal.choice(stykker) for _ in range(tal.randrange(25)))
        saetninger = del_op(tekst)
        assert " ".join(saetninger).split() == tekst.split()
        assert [s for hel in saetninger for s in del_op(hel)] == saetninger


def test_sentence_is_known_by_its_words_and_what_it_is_about():
    assert noegle("resultater", "Vi har nået det.") == noegle("resultater", "Vi har nået det.")
    assert noegle("resultater", "Vi har nået det.") != noegle("resultater", "Vi har nået det!")
    assert noegle("resultater", "Vi har nået det.") != noegle("naeste", "Vi har nået det.")
