"""Search in what came last: documents and their text, measures, hearings and annual reports, and none of the drafts."""

import pytest
from django.utils import timezone

from indsatser.models import Aarsstatus, Hoering, Indikator, Maaleomraade, Strategi
from tests.dokumentfiler import laest
from tests.factories import DokumentFactory
from tests.indsatser.public_pages import main_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def found(client, q, prefix=""):
    side = main_of(client.get(f"{prefix}/soeg/", {"q": q}))
    return [
        (a.get("href"), text_of(a.getparent().getparent()))
        for a in side.xpath("//ol[@class='fund']//h3/a")
    ]


def addresses(client, q, prefix=""):
    return [address for address, _ in found(client, q, prefix)]


def i_filen(tekst, **felter):
    return DokumentFactory(filer=[("f.pdf", b"x", laest(tekst))], **felter)


def indikator(**felter):
    omraade = Maaleomraade.objects.get_or_create(navn_da="Prøve", defaults={"art": "kommune"})[0]
    felter = {"titel_da": "Serie", "forklaring_da": "Om tal.", "enhed_da": "%"} | felter
    return Indikator.objects.create(
        kilde_da="K", hovedomraade=omraade, **{"tilstand": "offentlig", **felter}
    )


def hoering(**felter):
    felter = {
        "titel_da": "Om udkast",
        "beskrivelse_da": "Et udkast.",
        "tilstand": "lukket",
    } | felter
    return Hoering.objects.create(start="2026-01-01", frist="2026-02-01", **felter)


def aarsstatus(frosset, tilstand="godkendt", offentligt=True, nummer=9):
    nu = timezone.now()
    return Aarsstatus.objects.create(
        strategi=Strategi.objects.get(nummer=2), nummer=nummer, slug=f"aarsstatus-{nummer}", periode="2021",
        fra="2021-01-01", til="2021-12-31", tilstand=tilstand, laast=nu, frosset=frosset,
        offentliggjort=nu if offentligt else None,
    )  # fmt: skip


def test_word_in_the_file_is_found_with_the_words_around_it(client):
    et = i_filen(f"{'fyld ' * 200} Her bor KVIDDERKATTEN på Ærø ved åen. {'mere ' * 200}")
    ((address, line),) = found(client, "kvidderkat ærø")

    assert address == et.get_absolute_url()
    assert "Her bor KVIDDERKATTEN på Ærø ved åen." in line
    assert line.count("fyld") < 40
    assert "Folder eller vejledning, PDF, 1. marts 2026" in line


def test_title_comes_before_summary_and_text(client):
    i_teksten = i_filen("kvidderkat", dato="2026-09-09")
    i_titlen = DokumentFactory(titel_da="Om kvidderkatte", dato="2020-01-01")
    i_resumeet = DokumentFactory(resume_da="En kvidderkat.", dato="2021-01-01")

    assert addresses(client, "kvidderkat") == [
        d.get_absolute_url() for d in (i_titlen, i_teksten, i_resumeet)
    ]
    assert addresses(client, "kvidderkat", "/en")[0] == f"/en/dokumenter/{i_titlen.slug}/"


def test_words_may_stand_in_title_and_file(client):
    et = i_filen("snurrefup", titel_da="Kvidderkat")
    i_filen("snurrefup alene")

    assert addresses(client, "kvidderkat snurrefup") == [et.get_absolute_url()]


def test_draft_and_older_version_are_not_found(client):
    i_filen("kvidderkat", offentligt=False)
    afloest = i_filen("kvidderkat")
    afloest.laeg_op(afloest.nyeste.fil, laest("noget andet"))

    assert addresses(client, "kvidderkat") == []


def test_measure_is_found_once_it_is_public(client):
    indikator(slug="a", forklaring_da="Antal kvidderkatte.")
    indikator(slug="b", titel_da="Kvidderkatte")
    indikator(slug="kladde", titel_da="Kvidderkatte", tilstand="kladde")

    assert addresses(client, "kvidderkat") == ["/tryghedsmaaling/b/", "/tryghedsmaaling/a/"]


def test_hearing_is_found_and_its_answer_once_it_is_published(client):
    hoering(slug="kladde", titel_da="Kvidderkat", tilstand="kladde")
    hoering(slug="svar-skrives", samlet_svar_da="Om kvidderkat.")
    hoering(slug="aaben", beskrivelse_da="Om kvidderkat.", tilstand="aaben")
    hoering(
        slug="besvaret",
        samlet_svar_da="Svar om kvidderkat.",
        tilstand="besvaret",
        besvaret=timezone.now(),
    )
    fundet = dict(found(client, "kvidderkat"))

    assert {*fundet} == {"/hoeringer/aaben/", "/hoeringer/besvaret/"}
    assert "Svar om kvidderkat." in fundet["/hoeringer/besvaret/"]


def test_annual_report_is_found_by_what_it_froze(client):
    frosset = {
        "afsnit": [
            {"titel": "Nyt", "tekst": "<p>Om Kvidderkatte i Årslev.</p>", "kilde": "snurrefup"}
        ]
    }
    aarsstatus(frosset)
    aarsstatus(frosset, offentligt=False, nummer=10)
    ((address, line),) = found(client, "kvidderkatte årslev")

    assert address == "/aarsstatus/aarsstatus-9/"
    assert "Om Kvidderkatte i Årslev." in line
    assert "9. årsstatus for 2021" in line
    assert addresses(client, "snurrefup") == []


def test_search_in_all_of_it_keeps_within_the_queries_of_a_page(cold_queries):
    for nummer in range(12):
        (
            i_filen("kvidderkat"),
            indikator(slug=f"k{nummer}", titel_da="Kvidderkat"),
            hoering(slug=f"h{nummer}", titel_da="Kvidderkat"),
        )
        aarsstatus({"a": "kvidderkat"}, nummer=20 + nummer)

    assert len(cold_queries("/soeg/?q=kvidderkat&side=2")) <= 12
    assert len(cold_queries("/en/soeg/?q=kvidderkat")) <= 12
