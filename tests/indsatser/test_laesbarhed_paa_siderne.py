"""Every Danish page that a citizen reads is in plain language: LIX of at most 42, official goal wording apart."""

from copy import deepcopy

import pytest
from lxml import html

from indsatser.laesbarhed import GRAENSE, lix, ren_tekst
from indsatser.models import Maal
from tests.indsatser.public_pages import DANISH, main_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def running_text(response):
    """The text of <main> without the wordings that the council has decided."""
    main = deepcopy(main_of(response))
    wordings = set(Maal.objects.exclude(ordlyd_da="").values_list("ordlyd_da", flat=True))
    for element in list(main.iter("p", "blockquote", "q", "dd", "li", "td")):
        if text_of(element).strip(".»« ") in wordings:
            element.drop_tree()
    return ren_tekst(html.tostring(main, encoding="unicode"))


def test_limit_is_the_one_that_was_agreed():
    assert GRAENSE == 42


@pytest.mark.parametrize("address", DANISH)
def test_page_is_easy_to_read(visit, address):
    text = running_text(visit(address))

    assert len(text.split()) > 5
    assert lix(text) <= GRAENSE, f"{lix(text):.1f}\n{text}"


def test_wording_of_the_goals_is_not_measured(visit):
    assert "skal fortsat opleve" in text_of(main_of(visit("/maal/hoej-tryghed/")))
    assert "skal fortsat opleve" not in running_text(visit("/maal/hoej-tryghed/"))
