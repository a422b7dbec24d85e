"""What the public reads of a report: the ticked sentences, once they are received, and the date of «Intet nyt»."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from indsatser.models import Status
from tests.factories import TekstFactory
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.statusrapporter import luk, rapport, runde, sendt_ind, sidste_rapport
from tryg_portal import generation

pytestmark = pytest.mark.django_db
MAJ = timezone.make_aware(datetime(2026, 5, 3, 12))
JUNI = timezone.make_aware(datetime(2026, 6, 4, 12))
VAGTER = [("Vi har to vagter.", False, True), ("Byen er rolig.", True, False)]


@pytest.fixture
def tekst():
    return TekstFactory()


def boks(tekst, sti=""):
    fundet = tree_of(Client().get(f"{sti}/indsatser/{tekst.indsats.slug}/")).xpath(
        "//*[@class='senest']"
    )
    return text_of(fundet[0]) if fundet else ""


def test_nothing_is_shown_where_nothing_is_said(tekst):
    rapport(tekst.indsats)

    assert boks(tekst) == ""


def test_ticked_sentences_are_shown_once_they_are_received(tekst, koordinator, commits_at_once):
    status = sendt_ind(
        tekst.indsats, saetninger=VAGTER, indsendt=MAJ, lys="roed", lys_tekst="Hemmeligt."
    )
    assert boks(tekst) == ""
    foer = generation.current()

    pks = {s.pk for s in status.saetninger.all()}
    status.modtag(koordinator.user, udgave=0, aarsstatus=pks, offentlige=pks)

    assert boks(tekst) == "Senest fra tovholderen 3. maj 2026 Vi har to vagter."
    assert generation.current() != foer
    assert "Hemmeligt" not in Client().get(f"/indsatser/{tekst.indsats.slug}/").content.decode()


def test_what_is_not_public_any_more_goes_at_once(tekst, commits_at_once):
    status = sendt_ind(tekst.indsats, saetninger=VAGTER, tilstand="modtaget")
    assert "to vagter" in boks(tekst)

    for trin in ("fortryd_modtagelse", "send_tilbage"):
        Status.objects.filter(pk=status.pk).update(tilstand="modtaget", modtaget=timezone.now())
        foer = generation.current()
        ord_ = ["Ret det."] if trin == "send_tilbage" else []
        getattr(status, trin)(*ord_, udgave=Status.objects.get(pk=status.pk).udgave)
        assert boks(tekst) == ""
        assert generation.current() != foer


def test_nothing_new_is_public_with_its_bare_date_before_it_is_received(tekst, commits_at_once):
    sidste_rapport(tekst.indsats, indsendt=MAJ, saetninger=[("Ikke modtaget.", True, True)])
    status = rapport(tekst.indsats)
    foer = generation.current()

    status.bekraeft_intet_nyt(hvem="Tove Hansen")

    Status.objects.filter(pk=status.pk).update(indsendt=JUNI)
    assert generation.current() != foer
    assert boks(tekst) == "Senest fra tovholderen Bekræftet uden nyt 4. juni 2026"
    foer = generation.current()
    Status.objects.get(pk=status.pk).tag_tilbage()
    assert boks(tekst) == ""
    assert generation.current() != foer


def test_sentences_of_last_time_stay_when_nothing_is_new(tekst):
    sidste_rapport(tekst.indsats, tilstand="modtaget", indsendt=MAJ, saetninger=VAGTER)
    sendt_ind(tekst.indsats, intet_nyt=True, indsendt=JUNI)

    assert boks(tekst) == (
        "Senest fra tovholderen Bekræftet uden nyt 4. juni 2026 3. maj 2026 Vi har to vagter."
    )


def test_newest_sentences_take_the_place_of_the_older(tekst):
    sidste_rapport(tekst.indsats, tilstand="modtaget", indsendt=MAJ, saetninger=VAGTER)
    sendt_ind(
        tekst.indsats, tilstand="modtaget", indsendt=JUNI, saetninger=[("Nu tre.", False, True)]
    )

    assert boks(tekst) == "Senest fra tovholderen 4. juni 2026 Nu tre."


def test_it_stays_when_the_round_is_closed(tekst):
    status = sendt_ind(tekst.indsats, saetninger=VAGTER, tilstand="modtaget")

    luk(status.runde)

    assert "to vagter" in boks(tekst)


def test_it_is_of_this_initiative_alone(tekst):
    sendt_ind(saetninger=VAGTER, tilstand="modtaget")

    assert boks(tekst) == ""


def test_danish_words_are_marked_on_the_english_page(tekst):
    TekstFactory(indsats=tekst.indsats, language="en", titel="An initiative")
    sendt_ind(tekst.indsats, saetninger=VAGTER, tilstand="modtaget")

    siden = tree_of(Client().get(f"/en/indsatser/{tekst.indsats.slug}/"))

    (liste,) = siden.xpath("//ul[@class='senest__saetninger']")
    assert liste.get("lang") == "da"
    assert (
        tree_of(Client().get(f"/indsatser/{tekst.indsats.slug}/")).xpath(
            "string(//ul[@class='senest__saetninger']/@lang)"
        )
        == ""
    )


def test_what_is_written_is_never_markup(tekst):
    sendt_ind(
        tekst.indsats, saetninger=[("<b onclick=x>Fed</b>", False, True)], tilstand="modtaget"
    )

    siden = Client().get(f"/indsatser/{tekst.indsats.slug}/").content.decode()

    assert "&lt;b onclick=x&gt;" in siden


def test_box_costs_one_query_whatever_it_shows(tekst, cold_queries):
    adresse = f"/indsatser/{tekst.indsats.slug}/"
    tom = len(cold_queries(adresse))
    for nr in range(4):
        en = runde(f"Runde {nr}")
        sendt_ind(tekst.indsats, en, saetninger=VAGTER * 3, tilstand="modtaget")

    fuld = cold_queries(adresse)

    assert len(fuld) == tom <= 12
    assert sum("indsatser_status" in sql for sql in fuld) == 1
