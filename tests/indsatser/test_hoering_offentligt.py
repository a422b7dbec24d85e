"""What the public sees of a hearing, before and after its answer."""

from io import BytesIO

import pikepdf
import pytest

from indsatser.models import Hoering
from tests.indsatser.hoeringer import HEMMELIGT, B, T, bilag, hoering, part, svar
from tests.indsatser.public_pages import main_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIDE, PDF = "/hoeringer/proeve/", "/hoeringer/proeve/svar.pdf"


def laes(client, adresse=SIDE):
    return text_of(main_of(client.get(adresse)))


def fuld(tilstand):
    """One of each kind of reply, treated, with what must never be shown beside what is."""
    h = hoering(tilstand=tilstand, samlet_svar_da="Svarene førte til lys.")
    felter = {"behandling": B.FULGT, "begrundelse": "Lyset kommer.", **HEMMELIGT}
    raad = part(h, email="hemmelig@example.org")
    svar(h, raad, "Raatekst", offentlig_tekst="Rådets ord.", for_sent=True, **felter)
    svar(h, part(h, "Samrådene", antal=46), organisation="Nord", **felter)
    klub = svar(h, organisation="Zebraklubben", offentlig_tekst="", **felter)
    svar(h, **felter)
    svar(h, raad, "Erstattet tekst", erstattet_af=klub, **felter)
    bilag(klub, "vises.txt", offentligt=True)
    bilag(klub, "skjult.txt")
    return h


@pytest.mark.parametrize("adresse", [SIDE, f"/en{SIDE}"])
def test_answer_shows_bodies_by_name_and_private_persons_by_none(client, adresse):
    fuld(T.BESVARET)

    side = client.get(adresse)
    tekst, ud = text_of(main_of(side)), side.content.decode()

    for ord_ in ("Ældrerådet", "Nord (Samrådene)", "Zebraklubben", "Rådets ord.", "vises.txt"):
        assert ord_ in tekst, ord_
    assert "En borger" in tekst or adresse != SIDE  # in English it is what the catalogue says
    for ord_ in (*HEMMELIGT.values(), "Raatekst", "Erstattet tekst", "skjult.txt"):
        assert ord_ not in ud, ord_
    assert not side.cookies


@pytest.mark.parametrize("tilstand", [T.AABEN, T.LUKKET])
def test_nothing_of_a_reply_is_public_before_the_answer(client, tilstand):
    fuld(tilstand)

    ud = client.get(SIDE).content.decode()

    for ord_ in ("Rådets ord", "Zebraklubben", "Lyset kommer", "vises.txt", "førte til lys"):
        assert ord_ not in ud, ord_
    assert client.get(PDF).status_code == 404


def test_draft_is_not_there_and_not_on_the_list(client, koordinator):
    hoering(tilstand=T.KLADDE)

    for hvem in (client, koordinator):
        assert hvem.get(SIDE).status_code == 404
        assert "Høring proeve" not in laes(hvem, "/hoeringer/")


def test_open_ones_stand_first(client):
    Hoering.objects.all().delete()
    for slug, tilstand in [("a", T.BESVARET), ("b", T.LUKKET), ("c", T.AABEN)]:
        hoering(slug, tilstand)

    tekst = laes(client, "/hoeringer/")

    assert tekst.index("Høring c") < tekst.index("Høring b") < tekst.index("Høring a")


def test_pdf_is_tagged_says_what_the_page_says_and_is_the_same_twice(client):
    fuld(T.BESVARET)

    foerst, igen = (client.get(PDF).content for _ in range(2))

    assert foerst == igen
    pdf = pikepdf.open(BytesIO(foerst))
    assert bool(pdf.Root.MarkInfo.Marked) and str(pdf.Root.Lang) == "da"
    assert "Høring proeve" in str(pdf.docinfo["/Title"])
    for ord_ in (*HEMMELIGT.values(), "Raatekst"):
        assert ord_.encode() not in foerst


def test_dates_that_nobody_knows_are_not_shown(client):
    h = hoering(tilstand=T.BESVARET, uden_datoer=True)
    svar(h, behandling=B.FULGT)

    assert str(h.frist.year) not in laes(client)


def test_pages_cost_the_same_with_more_hearings_and_replies(cold_queries):
    h = fuld(T.BESVARET)
    foer = {adresse: len(cold_queries(adresse)) for adresse in ("/hoeringer/", SIDE)}
    for nr in range(5):
        hoering(f"mere-{nr}")
        bilag(svar(h, part(h, f"Part {nr}"), behandling=B.FULGT), offentligt=True)

    assert {adresse: len(cold_queries(adresse)) for adresse in foer} == foer
    assert max(foer.values()) <= 12
