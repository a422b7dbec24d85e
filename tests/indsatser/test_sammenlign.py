"""A draft beside the public text: as a reader meets it, with what has gone and what has come marked."""

import pytest
from django.utils.html import escape

from indsatser.models import IndsatsIndhold
from indsatser.sammenlign import blokke, ord_for_ord, sammenlign
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import frisk, ny_kladde, side, version_of

pytestmark = pytest.mark.django_db

ET, TO, TRE, FIRE, FEM = [
    f"Afsnit nummer {n} om trappen." for n in ("et", "to", "tre", "fire", "fem")
]


def arter(foer, efter):
    return [raekke["art"] for raekke in sammenlign(foer, efter)]


# --- Texts


def test_what_is_taken_out_and_what_is_put_in_is_marked_word_by_word():
    foer, efter = ord_for_ord("Vi maler den gamle trappe i maj", "Vi maler den nye trappe i juni")

    assert foer == "Vi maler den <del>gamle</del> trappe i <del>maj</del>"
    assert efter == "Vi maler den <ins>nye</ins> trappe i <ins>juni</ins>"


def test_paragraphs_with_little_in_common_are_marked_as_wholes():
    foer, efter = ord_for_ord("Vi maler den gamle trappe", "Naboen har fået en hund")

    assert (foer, efter) == (
        "<del>Vi maler den gamle trappe</del>",
        "<ins>Naboen har fået en hund</ins>",
    )


def test_new_and_removed_paragraphs_stand_alone():
    assert sammenlign([ET], [ET, TO])[-1] == {
        "art": "tilfoejet",
        "foer": "",
        "efter": f"<ins>{TO}</ins>",
    }
    assert sammenlign([ET, TO], [ET])[-1] == {
        "art": "fjernet",
        "foer": f"<del>{TO}</del>",
        "efter": "",
    }


def test_unchanged_paragraphs_are_counted_but_for_the_nearest():
    raekker = sammenlign([ET, TO, TRE, FIRE, FEM], [ET, TO, TRE, FIRE, "Noget helt andet."])

    assert [r["art"] for r in raekker] == ["skjult", "ens", "aendret"]
    assert raekker[0]["antal"] == 3
    assert raekker[1]["foer"] == FIRE


def test_every_paragraph_is_either_shown_or_counted():
    foer = [f"Afsnit {n}." for n in range(40)]
    efter = [tekst for n, tekst in enumerate(foer) if n % 7] + ["Nyt."]

    raekker = sammenlign(foer, efter)

    left = sum(r["antal"] if r["art"] == "skjult" else bool(r["foer"]) for r in raekker)
    right = sum(r["antal"] if r["art"] == "skjult" else bool(r["efter"]) for r in raekker)
    assert (left, right) == (len(foer), len(efter))


@pytest.mark.parametrize(
    ("foer", "efter", "expected"),
    [
        ([], [], []),
        ([], [ET], ["tilfoejet"]),
        ([ET], [], ["fjernet"]),
        ([ET], [ET], ["ens"]),
        ([ET, TO, TRE], [ET, TO, TRE], ["skjult"]),
    ],
)
def test_ends_of_what_can_be_compared(foer, efter, expected):
    assert arter(foer, efter) == expected


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<b>fed</b>", "a & b", '"><img>'])
@pytest.mark.parametrize(
    "par",
    [
        lambda t: ([t], ["Andet."]),
        lambda t: ([], [t]),
        lambda t: ([t], []),
        lambda t: ([t], [f"{t} mere"]),
    ],
)
def test_html_in_a_text_is_text(html, par):
    for raekke in sammenlign(*par(html)):
        for tekst in (raekke["foer"], raekke["efter"]):
            bare = (
                tekst.replace("<ins>", "")
                .replace("</ins>", "")
                .replace("<del>", "")
                .replace("</del>", "")
            )
            assert escape(html.split()[0]) in bare or html.split()[0] not in bare
            assert "<" not in bare


def test_block_within_a_block_counts_once():
    html = "<main><ul><li><p>Et</p></li><li>To</li></ul><blockquote><p>Tre</p></blockquote></main>"

    assert blokke(html) == ["Et", "To", "Tre"]


def test_only_the_main_part_of_the_page_counts():
    assert blokke("<nav><p>Menu</p></nav><main><p>Tekst</p></main><footer><p>Fod</p></footer>") == [
        "Tekst"
    ]


# --- The page


@pytest.fixture
def udgivet(koordinator):
    """A public text with six paragraphs."""
    version = ny_kladde(koordinator.user)
    skriv(version, f"<p>{ET}</p><p>{TO}</p><p>{TRE}</p><p>{FIRE}</p><p>{FEM}</p>")
    frisk(version).publish(koordinator.user)
    return frisk(version)


def skriv(version, html, **felter):
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=html, **felter)


@pytest.fixture
def kladde(koordinator, udgivet):
    return udgivet.copy(koordinator.user)


def rows(response):
    """What the table of differences says, cell by cell."""
    found = tree_of(response).xpath("//table[contains(@class, 'forskel')]/tbody/tr")
    return [[text_of(cell) for cell in row] for row in found]


def test_draft_stands_beside_the_public_text(koordinator, kladde):
    skriv(
        kladde,
        f"<p>{ET}</p><p>{TO}</p><p>{TRE}</p><p>{FIRE}</p><p>Afsnit nummer fem om kælderen.</p>",
    )

    response = koordinator.get(side("sammenlign", kladde.pk))

    assert ["Afsnit nummer fem om trappen.", "Afsnit nummer fem om kælderen."] in rows(response)
    assert any("uændrede afsnit" in row[0] for row in rows(response))
    assert "<ins>kælderen.</ins>" in response.content.decode()


def test_draft_that_changes_nothing_says_so(koordinator, kladde):
    page = koordinator.get(side("sammenlign", kladde.pk)).content.decode()

    assert "Teksten er den samme som i det udgivne." in page


def test_draft_of_what_was_never_public_says_so(koordinator):
    page = koordinator.get(side("sammenlign", ny_kladde(koordinator.user).pk)).content.decode()

    assert "Der er ikke udgivet noget før" in page


def test_html_that_is_written_as_text_is_shown_as_text(koordinator, kladde):
    skriv(kladde, "<p>Skriv &lt;script&gt;alert(1)&lt;/script&gt; her.</p>")

    page = koordinator.get(side("sammenlign", kladde.pk)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_english_text_is_compared_in_english(koordinator):
    danish = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da")
    english = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="en")
    draft = english.versions.get().copy(koordinator.user)
    IndsatsIndhold.admin_manager.filter(pk=draft.object_id).update(titel="A brand new name")

    response = koordinator.get(side("sammenlign", draft.pk))

    shown = " ".join(cell for row in rows(response) for cell in row)
    assert "A brand new name" in shown
    assert english.titel in shown
    assert danish.resume not in shown
    assert "Sammenlign med det udgivne" in response.content.decode()  # the page itself stays Danish


def test_english_text_is_read_on_its_english_page(koordinator, monkeypatch):
    pages = []
    monkeypatch.setattr("indsatser.sammenlign.blokke", lambda html: pages.append(html) or [])
    english = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="en")
    draft = english.versions.get().copy(koordinator.user)

    koordinator.get(side("sammenlign", draft.pk))

    assert len(pages) == 2
    assert all('<html lang="en"' in page for page in pages)


def test_comparison_leaves_the_language_of_the_next_page_alone(koordinator):
    english = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="en")
    draft = english.versions.get().copy(koordinator.user)

    koordinator.get(side("sammenlign", draft.pk))

    assert 'lang="da"' in koordinator.get("/admin/").content.decode()


def test_comparison_changes_nothing(koordinator, kladde):
    before = frisk(kladde).modified, frisk(kladde).locked_by_id

    koordinator.get(side("sammenlign", kladde.pk))

    assert (frisk(kladde).modified, frisk(kladde).locked_by_id) == before


def test_comparison_is_for_those_who_may_change_or_publish_it(client_for, kladde):
    assert client_for("styregruppe").get(side("sammenlign", kladde.pk)).status_code == 403
    assert client_for("tovholder").get(side("sammenlign", kladde.pk)).status_code == 403
    assert client_for("kommunikation").get(side("sammenlign", kladde.pk)).status_code == 403
    assert (
        client_for("koordinator", navn="Bo").get(side("sammenlign", kladde.pk)).status_code == 200
    )


def test_title_that_is_changed_is_in_the_comparison(koordinator, kladde, udgivet):
    skriv(kladde, version_of(udgivet.content).content.baggrund, titel="Tryg opgang")

    assert ["Tryg trappe", "Tryg opgang"] in rows(koordinator.get(side("sammenlign", kladde.pk)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<p>Se <a href="/a/">siden</a>.</p>',
            '<p>Se <a href="https://evil.example/">siden</a>.</p>',
        ),
        (
            "<li>Ring før kl. 9<ul><li>x</li></ul></li>",
            "<li>Ring før kl. 10<ul><li>x</li></ul></li>",
        ),
        ('<p><img src="/a.png" alt="Et hus"></p>', '<p><img src="/a.png" alt="En bil"></p>'),
        ("<div>Løs tekst</div>", "<div>Anden tekst</div>"),
    ],
)
def test_change_that_is_not_words_in_a_paragraph_is_seen_too(before, after):
    foer, efter = (blokke(f"<main>{html}</main>") for html in (before, after))

    assert any(raekke["art"] == "aendret" for raekke in sammenlign(foer, efter))


def test_words_on_two_lines_are_two_words():
    html = '<main><p><span class="navn">Anne</span><span class="titel">Direktør</span><br>Politiet</p></main>'

    assert blokke(html) == ["Anne Direktør Politiet"]
