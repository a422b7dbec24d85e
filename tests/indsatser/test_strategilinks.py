"""The base of the authorities' strategies: found by what one looks for, its file private, its CSV safe."""

import csv
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from indsatser.models import Maal, Organisation, Strategilink
from indsatser.models.bilag import privat_lager
from indsatser.rettigheder import ROLLER
from tests.factories import PersonFactory
from tests.indsatser.admin_forms import address_of, errors_at, send
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import cost

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTE = "/admin/indsatser/strategilink/"
NY = f"{LISTE}add/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def myndighed(nummer=0):
    return Organisation.objects.myndigheder()[nummer]


def strategi(titel="Trafiksikkerhedsplan", **mere):
    felter = {"myndighed": myndighed(), "adresse": "https://example.dk/"} | mere
    return Strategilink.objects.create(titel=titel, **felter)


def fil(indhold=PDF, navn="Plan for trafik.pdf"):
    return SimpleUploadedFile(navn, indhold)


def fundet(client, spoerg=""):
    side = tree_of(client.get(LISTE + spoerg))
    return {text_of(a) for a in side.xpath("//th[contains(@class, 'field-titel')]")}


def ny(client, **felter):
    return send(client, NY, **{"titel": "Ny", "myndighed": str(myndighed().pk), **felter})


def raekker(client, spoerg=""):
    svar = client.get(f"{LISTE}csv/{spoerg}")
    return list(csv.DictReader(svar.content.decode("utf-8-sig").splitlines(), delimiter=";"))


# --- Finding


def test_list_is_searched_and_filtered(koordinator):
    nu = timezone.now()
    maal = Maal.objects.seneste().first()
    strategi("Død", doed_siden=nu, svar="siden findes ikke (404)", tjekket=nu)
    strategi("Lukket for os", svar="kunne ikke prøves: siden lukker ikke portalen ind (403)")
    strategi("Skal ses efter", gennemgaas=nu.date(), myndighed=myndighed(1))
    strategi("Udløbet", fra_aar=2014, til_aar=2017, gennemgaas=nu.date() + timedelta(days=9))
    strategi("Om trafik").maal.add(maal)

    assert fundet(koordinator, "?q=trafik") == {"Om trafik"}
    assert fundet(koordinator, "?adressen=doed") == {"Død"}
    assert fundet(koordinator, "?adressen=uvis") == {"Lukket for os"}
    assert fundet(koordinator, "?ses_efter=nu") == {"Skal ses efter"}
    assert fundet(koordinator, "?periode=slut") == {"Udløbet"}
    assert "Udløbet" not in fundet(koordinator, "?periode=nu")
    assert fundet(koordinator, f"?maal={maal.slug}") == {"Om trafik"}
    assert fundet(koordinator, f"?myndighed__id__exact={myndighed(1).pk}") == {"Skal ses efter"}


def test_goal_of_an_older_version_is_found_by_todays(koordinator):
    nyt = Maal.objects.seneste().first()
    strategi("Gammel").maal.add(
        Maal.objects.exclude(strategi=nyt.strategi).get(slug=nyt.slug, strategi__nummer=1)
    )

    assert fundet(koordinator, f"?maal={nyt.slug}") == {"Gammel"}


def test_list_says_when_the_address_was_tried_and_what_it_said(koordinator):
    tid = timezone.now().replace(2026, 11, 20)
    strategi(doed_siden=tid, svar="siden findes ikke (404)", tjekket=tid)
    side = tree_of(koordinator.get(LISTE))

    assert text_of(side.xpath("//td[contains(@class, 'field-tilstand')]")[0]) == (
        "Død: svarer ikke siden 20.11.2026: siden findes ikke (404)"
    )
    assert "20. november 2026" in text_of(side.xpath("//td[contains(@class, 'field-tjekket')]")[0])


def test_empty_base_and_empty_search_say_so(koordinator):
    assert "Basen er tom endnu." in text_of(tree_of(koordinator.get(LISTE)))
    strategi()
    assert "Ingen strategier svarer til din søgning" in text_of(
        tree_of(koordinator.get(LISTE + "?q=xyz"))
    )
    assert "Ingen strategier svarer til din søgning" in text_of(
        tree_of(koordinator.get(LISTE + "?adressen=doed"))
    )


def test_list_and_csv_cost_the_same_with_many(koordinator):
    def en(nummer):
        strategi(f"S{nummer}", ansvarlig=PersonFactory()).maal.add(*Maal.objects.seneste()[:2])

    en(0)
    foer = cost(koordinator, LISTE), cost(koordinator, f"{LISTE}csv/")
    for nummer in range(1, 8):
        en(nummer)

    assert (cost(koordinator, LISTE), cost(koordinator, f"{LISTE}csv/")) == foer


# --- Writing


def test_strategy_is_an_address_or_a_file(koordinator):
    assert errors_at(ny(koordinator), "adresse") == ["Skriv en adresse, eller vælg en fil."]
    assert ny(koordinator, adresse="www.aalborg.dk/plan").status_code == 302
    assert Strategilink.objects.get().adresse == "https://www.aalborg.dk/plan"


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        (
            "adresse",
            "https://anna:kode@example.dk/",
            "Adressen må ikke indeholde brugernavn og adgangskode.",
        ),
        (
            "adresse",
            "https://example.dk:8443/",
            "Adressen må ikke have en anden port end den sædvanlige.",
        ),
        ("fil", SimpleUploadedFile("x.exe", b"MZ"), "x.exe"),
        ("fil", SimpleUploadedFile("plan.pdf", b"<html>"), "plan.pdf"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_rest_is_kept(koordinator, felt, vaerdi, besked):
    svar = ny(koordinator, **{"titel": "Behold mig", felt: vaerdi})

    assert svar.status_code == 200
    assert any(besked in fejl for fejl in errors_at(svar, felt))
    assert tree_of(svar).xpath("//input[@name='titel']/@value") == ["Behold mig"]
    assert not Strategilink.objects.exists()


def test_period_that_ends_before_it_begins_is_refused(koordinator):
    svar = ny(koordinator, adresse="https://example.dk/", fra_aar="2022", til_aar="2019")

    assert "Perioden slutter, før den begynder." in text_of(tree_of(svar))


def test_file_is_private_and_sent_under_its_own_name(koordinator, client_for):
    assert ny(koordinator, fil=fil()).status_code == 302
    link = Strategilink.objects.get()
    adresse = f"{LISTE}{link.pk}/fil/"
    svar = client_for("tovholder").get(adresse)

    assert b"".join(svar.streaming_content) == PDF
    assert svar["Content-Disposition"] == 'attachment; filename="Plan for trafik.pdf"'
    assert svar["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in svar["Cache-Control"]
    assert "Plan" not in link.fil.name
    assert Client().get(adresse).status_code == 302
    assert Client().get(f"/media/{link.fil.name}").status_code == 404


def test_file_is_shown_by_its_name_to_who_changes_and_to_who_reads(koordinator, client_for):
    ny(koordinator, fil=fil())
    link = Strategilink.objects.get()
    for client in (koordinator, client_for("styregruppe")):
        side = tree_of(client.get(address_of("strategilink", "change", link.pk)))
        assert [text_of(a) for a in side.xpath(f"//a[@href='{LISTE}{link.pk}/fil/']")] == [
            "Plan for trafik.pdf"
        ]


@pytest.mark.usefixtures("commits_at_once")
def test_file_that_is_replaced_removed_or_deleted_is_gone(koordinator):
    ny(koordinator, fil=fil(), adresse="https://example.dk/")
    link = Strategilink.objects.get()
    ret = address_of("strategilink", "change", link.pk)
    foerste = link.fil.name

    send(koordinator, ret, fil=fil(PDF, "ny.pdf"))
    link.refresh_from_db()
    assert (link.filnavn, privat_lager().exists(foerste)) == ("ny.pdf", False)

    anden = link.fil.name
    send(koordinator, ret, **{"fil-clear": "on"})
    link.refresh_from_db()
    assert (link.filnavn, bool(link.fil), privat_lager().exists(anden)) == ("", False, False)

    send(koordinator, ret, fil=fil())
    tredje = Strategilink.objects.get().fil.name
    koordinator.post(address_of("strategilink", "delete", link.pk), {"post": "yes"})
    assert not privat_lager().exists(tredje)


def test_another_address_begins_anew(koordinator):
    nu = timezone.now()
    link = strategi(tjekket=nu, fejlet_siden=nu, doed_siden=nu, svar="siden findes ikke (404)")
    ret = address_of("strategilink", "change", link.pk)
    send(koordinator, ret, titel="Kun et andet navn")
    assert Strategilink.objects.doede().exists()

    send(koordinator, ret, adresse="https://example.dk/ny/")
    link.refresh_from_db()
    assert (link.tjekket, link.doed_siden, link.fejlet_siden, link.svar) == (None, None, None, "")


@pytest.mark.parametrize("rolle", ROLLER)
def test_every_role_reads_and_the_coordinator_writes(client_for, rolle):
    link = strategi()
    client = client_for(rolle)

    assert client.get(LISTE).status_code == 200
    assert client.get(address_of("strategilink", "change", link.pk)).status_code == 200
    assert client.get(NY).status_code == (200 if rolle == "koordinator" else 403)


# --- CSV


def test_csv_holds_what_the_list_shows(koordinator):
    strategi("Æblø", fra_aar=2022, til_aar=2025).maal.add(Maal.objects.seneste().first())
    strategi("Anden", doed_siden=timezone.now())

    assert [r["titel"] for r in raekker(koordinator)] == ["Anden", "Æblø"]
    (en,) = raekker(koordinator, "?q=Æbl")
    assert (en["periode"], en["myndighed"]) == ("2022–2025", "Aalborg Kommune")
    assert en["mål"].startswith("Mål 1: ")


@pytest.mark.parametrize("tegn", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(koordinator, tegn):
    strategi(note=f'{tegn}HYPERLINK("https://ond.example")')

    indhold = koordinator.get(f"{LISTE}csv/").content.decode("utf-8-sig")
    assert f"'{tegn}HYPERLINK" in indhold
