"""LIX and the plain text that it is measured on."""

import pytest

from indsatser.laesbarhed import lix, ren_tekst


def test_lix_is_words_per_sentence_plus_percentage_of_long_words():
    # 8 words, 2 sentences, 2 long words (tryghed, betyder)
    assert lix("Hvad er tryghed? Det betyder at føle ro.") == pytest.approx(8 / 2 + 100 * 2 / 8)


def test_word_of_six_letters_is_short_and_of_seven_is_long():
    assert lix("tanken") == 1.0
    assert lix("tankens") == 101.0


@pytest.mark.parametrize("tekst", ["", "   \n", "… – !", "."])
def test_text_without_words_has_lix_zero(tekst):
    assert lix(tekst) == 0.0


@pytest.mark.parametrize("tegn", [".", "!", "?", ":", ".»", "?)"])
def test_each_closing_mark_ends_a_sentence(tegn):
    assert lix(f"Vi går{tegn} Du ser") == 2.0


@pytest.mark.parametrize(
    "tekst",
    [
        "Se den 4. udgave",
        "Vi bor i Nr. Uttrup",
        "Den kom 7.12.2015 ud",
        "Vi ses kl. 12:30 der",
        "Det var 85,9 i år",
    ],
)
def test_marks_inside_a_sentence_do_not_end_it(tekst):
    assert lix(tekst) == len(tekst.split())


def test_number_is_a_short_word():
    assert lix("2014-1516") == 1.0


def test_hyphenated_word_counts_all_its_letters():
    assert lix("it-fusk nu") == 2.0
    assert lix("it-svindel nu") == 52.0


def test_headings_paragraphs_and_list_items_end_a_sentence():
    html = "<h2>Mål</h2><p>Vi <strong>går</strong> en tur</p><ul><li>et</li><li>to!</li></ul>efter"
    assert ren_tekst(html) == "Mål.\nVi går en tur.\net.\nto!\nefter."


def test_block_that_ends_in_a_quotation_gets_no_second_full_stop():
    assert ren_tekst("<p>Hun sagde: «Kom.»</p>") == "Hun sagde: «Kom.»"


def test_table_row_is_one_sentence():
    html = "<table><caption>Tal</caption><tr><th>By</th><td>87</td></tr><tr><th>Land</th><td>90</td></tr></table>"
    assert ren_tekst(html) == "Tal.\nBy 87.\nLand 90."


def test_entities_are_read_and_line_breaks_and_spaces_collapse():
    assert ren_tekst("<p>r&oslash;d&nbsp;og<br>bl&aring;\n   gr&oslash;n</p>") == "rød og blå grøn."


def test_script_and_style_are_not_text():
    assert ren_tekst("<style>p {color: red}</style><p>Hej</p><script>var a = 1;</script>") == "Hej."


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> &nbsp; </p><!-- note -->"])
def test_html_without_text_is_empty(html):
    assert ren_tekst(html) == ""


def test_plain_text_passes_through():
    assert ren_tekst("Kom og gå med") == "Kom og gå med."


def test_unclosed_script_hides_nothing_before_it():
    assert ren_tekst("<p>Hej<script>x") == "Hej."
