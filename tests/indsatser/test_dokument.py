"""The public documents: found by what one looks for, at an address that stays, with the versions they have had."""

import pytest
from django.db import IntegrityError, models, transaction

from indsatser.demodata.dokument import SKANNET, VEJLEDNING
from indsatser.demodata.dokument import dokumenter as eksempler
from indsatser.models import Dokument, Strategi
from tests.dokumentfiler import laest
from tests.factories import DokumentFactory, TekstFactory
from tests.indsatser.public_pages import links_in, main_of, text_of, tree_of
from tests.indsatser.refusal import errors_of, refused_by_database

pytestmark = pytest.mark.django_db
PDF_UDEN = {"har_koder": False, "har_titel": True}


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def dokument(*filer, **felter):
    """With a version for each content given."""
    filer = [
        (f"Min fil {nr}.pdf", indhold, laest(stoerrelse=2048, sider=3))
        for nr, indhold in enumerate(filer)
    ]
    return DokumentFactory(filer=filer, **felter)


def liste(client, spoerg=""):
    svar = client.get(f"/dokumenter/{spoerg}")
    return [href.split("/")[2] for href in links_in(main_of(svar)) if href.count("/") == 3]


def tekst(client, adresse):
    return text_of(main_of(client.get(adresse)))


# --- the list


def test_list_shows_each_with_date_kind_format_size_and_language(client):
    dokument(b"%PDF", titel_da="Vejledning")
    linje = main_of(client.get("/dokumenter/")).xpath("//article")[0]

    assert (
        text_of(linje) == "1. marts 2026 · Folder eller vejledning Vejledning PDF, 2,0 KB · Dansk"
    )


def test_draft_and_what_was_taken_down_are_in_no_list(client):
    dokument(b"a", slug="kladde", offentligt=False)
    nede = dokument(b"b", slug="nede")
    Dokument.objects.filter(pk=nede.pk).update(offentligt=False)
    dokument(b"c", slug="synligt")

    assert liste(client) == ["synligt"]
    assert "kladde" not in client.get("/sitemap.xml").content.decode()
    assert "/dokumenter/synligt/" in client.get("/sitemap.xml").content.decode()


def test_filters_choose_and_count(client):
    indsats = TekstFactory().indsats
    v1, v3 = Strategi.objects.get(nummer=1), Strategi.objects.get(nummer=3)
    DokumentFactory(slug="a", slags="strategi", dato="2014-10-20", strategi=v1)
    DokumentFactory(slug="b", slags="strategi", dato="2022-06-20", strategi=v3)
    DokumentFactory(slug="c", slags="referat", dato="2022-01-01", indsats=indsats)

    assert liste(client, "?slags=strategi") == ["b", "a"]
    assert liste(client, "?aar=2022") == ["b", "c"]
    assert liste(client, "?strategi=1") == ["a"]
    assert liste(client, f"?indsats={indsats.slug}") == ["c"]
    assert liste(client, "?slags=strategi&aar=2022") == ["b"]

    side = main_of(client.get("/dokumenter/?aar=2022"))
    valg = {text_of(option) for option in side.xpath("//option")}
    assert {"2014 (1)", "2022 (2)", "Strategi (1)", "Referat (1)", "Version 3 (1)"} <= valg
    assert not [et for et in valg if et.endswith("(0)")]
    assert text_of(side.xpath("//h2")[0]) == "2 dokumenter passer til dit valg"


def test_value_that_no_filter_knows_is_said(client):
    DokumentFactory(slug="a")

    assert liste(client, "?slags=sang") == ["a"]
    assert "«Slags» kender ikke" in tekst(client, "/dokumenter/?slags=sang")
    assert "ikke lagt dokumenter op" not in tekst(client, "/dokumenter/")


def test_empty_list_says_so_and_how_to_ask(client):
    tomt = tekst(client, "/dokumenter/")

    assert "Der er ikke lagt dokumenter op endnu." in tomt
    assert "Sådan beder du om et dokument" in tomt


def test_more_documents_cost_no_more_queries_and_come_on_pages(cold_queries, client):
    foer = [dokument(b"x") for _ in range(3)]
    ved_tre = len(cold_queries("/dokumenter/"))
    for _ in range(22):
        dokument(b"x", strategi=foer[0].strategi)

    assert len(cold_queries("/dokumenter/")) == ved_tre <= 12
    assert len(liste(client)) == 20
    assert len(liste(client, "?side=2")) == 5


# --- the page of one


def test_page_tells_what_it_is_and_where_it_belongs(client):
    indsats = TekstFactory(titel="Lys i parken")
    et = dokument(
        b"%PDF",
        titel_da="Plan",
        resume_da="Første.\n\nAndet.",
        strategi=Strategi.objects.get(nummer=3),
        indsats=indsats.indsats,
    )
    side = main_of(client.get(et.get_absolute_url()))

    for led in (
        "Plan",
        "Hent dokumentet (PDF, 2,0 KB)",
        "Sider3",
        "SprogDansk",
        "Lys i parken",
        "Version 3, 2022",
    ):
        assert led in text_of(side)
    assert [text_of(p) for p in side.xpath("//section[@aria-labelledby='resume']//p")] == [
        "Første.",
        "Andet.",
    ]
    assert {"/strategi/3/", indsats.get_absolute_url(), "/kontakt/", et.filens_adresse} <= {
        *links_in(side)
    }


@pytest.mark.parametrize(
    ("valg", "ord_"),
    [
        ({"tilgaengelighed": "tilgaengelig"}, "kan læses op"),
        ({"tilgaengelighed": "resume", "resume_da": "Kort."}, "det vigtigste ovenfor"),
        (
            {"tilgaengelighed": "undtaget", "undtagelse": "Skannet i 2017."},
            "webtilgængelighed: Skannet i 2017.",
        ),
    ],
)
def test_page_says_who_can_read_the_file(client, valg, ord_):
    assert ord_ in tekst(client, dokument(b"x", **valg).get_absolute_url())


def test_in_english_what_is_danish_says_so(client):
    et = dokument(b"x", titel_da="Plan", resume_da="Kort.")
    side = main_of(client.get(f"/en{et.get_absolute_url()}"))

    assert side.xpath("string(//h1/@lang)") == "da"
    assert side.xpath("string(//section[@aria-labelledby='resume']/div/@lang)") == "da"


def test_draft_is_not_there(client):
    kladde = dokument(b"x", offentligt=False)

    for adresse in (
        kladde.get_absolute_url(),
        kladde.filens_adresse,
        kladde.nyeste.get_absolute_url(),
    ):
        assert client.get(adresse).status_code == 404


def test_documents_stand_on_the_pages_of_their_initiative_and_version(client, cold_queries):
    tekst_ = TekstFactory()
    foer = len(cold_queries(tekst_.get_absolute_url())), len(cold_queries("/strategi/3/"))
    om = dokument(b"x", indsats=tekst_.indsats, titel_en="Plan")
    dokument(b"x", indsats=tekst_.indsats, offentligt=False, titel_da="Hemmelig")
    i_version = dokument(b"x", strategi=Strategi.objects.get(nummer=3))

    side = main_of(client.get(tekst_.get_absolute_url()))
    linje = text_of(side.xpath("//article[@class='dokumentlinje']")[0])
    assert linje == f"1. marts 2026 · Folder eller vejledning {om.titel} PDF, 2,0 KB · Dansk"
    assert om.get_absolute_url() in links_in(side)
    assert "Hemmelig" not in text_of(side)
    assert i_version.get_absolute_url() in links_in(main_of(client.get("/strategi/3/")))
    efter = len(cold_queries(tekst_.get_absolute_url())), len(cold_queries("/strategi/3/"))
    assert efter == foer


# --- versions and files


def test_newest_file_is_at_the_lasting_address_with_a_name_that_says_what_it_is(client):
    et = dokument(b"%PDF-gammel", b"%PDF-ny", slug="plan")
    svar = client.get("/dokumenter/plan/fil/")

    assert b"".join(svar) == b"%PDF-ny"
    assert svar["Content-Type"] == "application/pdf"
    assert svar["Content-Disposition"] == 'inline; filename="plan.pdf"'
    assert svar["X-Content-Type-Options"] == "nosniff"
    assert "X-Robots-Tag" not in svar
    assert et.nyeste.nummer == 2


def test_what_is_no_pdf_is_saved_and_never_shown(client):
    DokumentFactory(slug="tal", filer=[("tal.csv", b"<script>", laest())])
    svar = client.get("/dokumenter/tal/fil/")

    assert svar["Content-Disposition"] == 'attachment; filename="tal.csv"'
    assert svar["Content-Type"] == "text/csv"


def test_older_version_stays_and_is_marked(client):
    dokument(b"%PDF-gammel", b"%PDF-ny", slug="plan")
    side = client.get("/dokumenter/plan/udgave/1/")

    assert "Udgave 1 er en ældre udgave" in text_of(main_of(side))
    assert tree_of(side).xpath("//meta[@name='robots']/@content") == ["noindex"]
    svar = client.get("/dokumenter/plan/udgave/1/fil/")
    assert b"".join(svar) == b"%PDF-gammel"
    assert svar["X-Robots-Tag"] == "noindex"
    assert 'filename="plan-udgave-1.pdf"' in svar["Content-Disposition"]
    assert client.get("/dokumenter/plan/udgave/2/").url == "/dokumenter/plan/"
    assert client.get("/dokumenter/plan/udgave/3/").status_code == 404
    assert client.get("/dokumenter/plan/udgave/99999999999999999999/").status_code == 404
    assert not tree_of(client.get("/dokumenter/plan/")).xpath("//meta[@name='robots']")


def test_former_address_leads_on_with_what_came_after_it(client):
    et = dokument(b"a", b"b", slug="gammel")
    et.slug = "ny"
    et.save()

    for rest in ("", "fil/", "udgave/1/"):
        svar = client.get(f"/en/dokumenter/gammel/{rest}")
        assert (svar.status_code, svar.url) == (301, f"/en/dokumenter/ny/{rest}")
    assert "slug" in errors_of(DokumentFactory.build(slug="gammel"))
    assert DokumentFactory(titel_da="Gammel").slug == "gammel-2"


def test_what_is_taken_down_says_so_and_gives_no_file(client):
    et = dokument(b"%PDF", slug="plan")
    et.offentligt, et.taget_ned_fordi = False, "Tallene var forkerte."
    et.save()

    for adresse in ("/dokumenter/plan/", "/dokumenter/plan/fil/", "/dokumenter/plan/udgave/1/fil/"):
        svar = client.get(adresse)
        assert svar.status_code == 410
        assert "Dokumentet er taget ned" in text_of(main_of(svar))
    assert "Tallene var forkerte." in text_of(main_of(svar))


def test_what_has_been_public_is_never_deleted():
    et, kladde = dokument(b"x"), dokument(b"y", offentligt=False)
    et.offentligt = False
    et.save()

    for slet in (
        et.delete,
        et.nyeste.delete,
        et.udgaver.all().delete,
        Dokument.objects.filter(pk=et.pk).delete,
    ):
        with pytest.raises(models.ProtectedError), transaction.atomic():
            slet()
    kladde.delete()


def test_version_that_is_deleted_before_anybody_saw_it_is_newest_no_more():
    et = dokument(b"a", b"b", offentligt=False)
    et.udgaver.get(nummer=2).delete()

    et.refresh_from_db()
    assert et.nyeste.nummer == 1


# --- who can read it


def test_pdf_without_tags_is_not_called_readable_by_anybody():
    et = dokument(b"x")
    with pytest.raises(IntegrityError), transaction.atomic():
        et.laeg_op(et.nyeste.fil, laest(**PDF_UDEN))
    et.refresh_from_db()
    assert et.nyeste.nummer == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Dokument.objects.filter(pk=et.pk).update(pdf_mangler=True)
    assert refused_by_database(DokumentFactory.build(slug="x", pdf_mangler=True))
    assert refused_by_database(DokumentFactory.build(slug="y", tilgaengelighed="undtaget"))
    assert refused_by_database(DokumentFactory.build(slug="z", tilgaengelighed="resume"))


def test_older_file_that_cannot_be_read_aloud_is_not_said_to_be(client):
    et = DokumentFactory(
        slug="plan",
        tilgaengelighed="undtaget",
        undtagelse="Skannet.",
        filer=[("a.pdf", b"a", laest(**PDF_UDEN))],
    )
    et.laeg_op(et.nyeste.fil, laest(har_koder=True, har_titel=True))
    et.tilgaengelighed = "tilgaengelig"
    et.save()

    assert "kan læses op" in tekst(client, "/dokumenter/plan/")
    assert "Den ældre fil kan ikke læses" in tekst(client, "/dokumenter/plan/udgave/1/")


def test_examples_of_the_demo_say_so_are_made_once_and_are_what_they_show():
    for _ in range(2):
        eksempler()

    efter_titel = {et.titel_da: et for et in Dokument.objects.all()}
    assert len(efter_titel) == 3
    assert all(titel.startswith("Eksempel:") for titel in efter_titel)
    vejledning, skannet = efter_titel[VEJLEDNING], efter_titel[SKANNET]
    assert (vejledning.nyeste.nummer, vejledning.nyeste.mangler) == (2, [])
    assert (skannet.nyeste.mangler, skannet.nyeste.er_skannet) == (["koder", "titel"], True)
