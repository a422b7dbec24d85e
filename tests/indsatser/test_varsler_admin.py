"""Notices in the admin: no emergency by mistake, nothing typed is lost, and what was shown stays."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from indsatser.models import Varsel
from indsatser.rettigheder import ROLLER
from indsatser.views.bord import VIST
from tests.indsatser.admin_forms import address_of, errors_at, messages_of, send, values_of
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.test_bord import boxes
from tests.indsatser.test_varsler import shown
from tests.indsatser.udgivelse import cost
from tests.indsatser.varsler import afsnit, varsel

pytestmark = pytest.mark.django_db
NY = "/admin/indsatser/varsel/add/"
LISTE = "/admin/indsatser/varsel/"


def tid(navn, moment):
    lokal = timezone.localtime(moment)
    return {f"{navn}_0": f"{lokal:%Y-%m-%d}", f"{navn}_1": f"{lokal:%H:%M}"}


def felter(**mere):
    """What is typed in a form that has no faults."""
    return {
        "niveau": "advarsel",
        "titel_da": "Falske opkald",
        "tekst_da": "Læg på, og ring til os.",
        **tid("til", timezone.now() + timedelta(days=2)),
        **mere,
    }


def ret(et):
    return address_of("varsel", "change", et.pk)


@pytest.mark.parametrize("rolle", ["koordinator", "kommunikation"])
def test_role_puts_a_notice_up_and_is_named_as_its_maker(client_for, rolle):
    client = client_for(rolle)

    answer = send(client, NY, **felter())

    assert answer.status_code == 302, errors_at(answer, "til")
    assert Varsel.objects.get().oprettet_af == client.user
    assert shown() == ["Advarsel: Falske opkald"]


def test_saving_leads_to_how_it_looks_and_says_that_english_is_missing(koordinator):
    answer = send(koordinator, NY, **felter())
    said = messages_of(koordinator.get(answer.url))

    assert any("Se varslet, som det ser ud" in besked for besked in said)
    assert any("på de engelske sider står varslet på dansk" in besked for besked in said)


def test_notice_of_a_section_is_chosen_from_the_page_tree(koordinator):
    side = afsnit("om-tryg-aalborg/tryghed")
    options = tree_of(koordinator.get(NY)).xpath("//select[@name='afsnit']/option/text()")
    assert "— Tryghed" in "".join(options) or any(o.startswith("— ") for o in options)

    send(koordinator, NY, **felter(hvor="afsnit", afsnit=str(side.pk)))

    assert shown("/om-tryg-aalborg/tryghed/") and not shown("/")


def test_section_must_be_chosen(koordinator):
    answer = send(koordinator, NY, **felter(hvor="afsnit"))

    assert errors_at(answer, "afsnit") == ["Vælg det afsnit, som varslet skal vises i."]


# --- No emergency by mistake


def test_emergency_on_every_page_is_confirmed_with_a_tick(koordinator):
    noed = felter(niveau="noedsituation")
    answer = send(koordinator, NY, **noed)

    assert "Sæt flueben" in errors_at(answer, "bekraeft")[0]
    assert not Varsel.objects.exists()

    send(koordinator, NY, **noed, bekraeft="on")
    assert shown() == ["Nødsituation: Falske opkald"]


def test_emergency_in_a_section_needs_no_tick(koordinator):
    side = afsnit("kontakt")
    send(koordinator, NY, **felter(niveau="noedsituation", hvor="afsnit", afsnit=str(side.pk)))

    assert shown("/kontakt/")


def test_notice_that_becomes_an_emergency_needs_the_tick_but_not_to_mend_its_words(koordinator):
    et = varsel()
    answer = send(koordinator, ret(et), niveau="noedsituation")
    assert errors_at(answer, "bekraeft")

    send(koordinator, ret(et), niveau="noedsituation", bekraeft="on")
    assert send(koordinator, ret(et), titel_da="Rettet").status_code == 302
    assert shown() == ["Nødsituation: Rettet"]


# --- What is wrong stands at its field, and what was typed is kept


@pytest.mark.parametrize(
    ("mere", "felt", "besked"),
    [
        ({"titel_da": "Efterlyst: 010190-1234"}, "titel_da", "CPR-nummer (010190-****)"),
        ({"tekst_da": "Ring om 010190‑1234."}, "tekst_da", "CPR-nummer"),
        ({"link_da": "/findes-ikke/", "linktekst_da": "Se kortet"}, "link_da", "som ikke findes"),
        ({"link_da": "/admin/", "linktekst_da": "Se kortet"}, "link_da", "administrationen"),
        ({"link_da": "javascript:alert(1)", "linktekst_da": "Se kortet"}, "link_da", "begynder"),
        ({"link_da": "//ond.example/", "linktekst_da": "Se kortet"}, "link_da", "begynder"),
        ({"link_da": "https://", "linktekst_da": "Se kortet"}, "link_da", "gyldig"),
        ({"link_da": "tel:hej", "linktekst_da": "Ring nu"}, "link_da", "kan ikke bruges"),
        ({"link_da": "/kontakt/", "linktekst_da": "Læs mere"}, "linktekst_da", "læses alene"),
        ({"link_da": "/kontakt/"}, "linktekst_da", "hvad linket fører til"),
        ({"titel_en": "Fake calls"}, "tekst_en", "på engelsk"),
        ({"til_0": "2020-01-01"}, "til", "Tidspunktet er gået"),
        ({"til_0": "", "til_1": ""}, "til", "både dato og klokkeslæt"),
        ({"niveau": "katastrofe"}, "niveau", "katastrofe"),
    ],
)
def test_fault_stands_at_its_field_and_nothing_typed_is_lost(koordinator, mere, felt, besked):
    sendt = felter(**mere)
    answer = send(koordinator, NY, **sendt)

    assert besked in " ".join(errors_at(answer, felt))
    assert not Varsel.objects.exists()
    (form,) = tree_of(answer).xpath("//form[@id='varsel_form']")
    igen = values_of(form)
    for navn in ("titel_da", "tekst_da", "link_da", "linktekst_da", "titel_en", "til_0", "til_1"):
        assert igen.get(navn, "") == sendt.get(navn, ""), navn


@pytest.mark.parametrize(
    "link",
    [
        *("/kontakt/", "/en/indsatser/tryg-bydel/", "https://politi.dk/raad", "tel:114"),
        "mailto:tryg@aalborg.dk",
    ],
)
def test_link_that_works_is_taken(koordinator, link):
    send(koordinator, NY, **felter(link_da=link, linktekst_da="Hjælp om opkaldene"))

    assert f'href="{link}"' in Client().get("/").content.decode()


def test_two_faults_about_when_give_one_message(koordinator):
    answer = send(
        koordinator,
        NY,
        **felter(**tid("til", timezone.now() - timedelta(days=1)), fra_0="2040-01-01"),
    )

    assert errors_at(answer, "til")


# --- What has been shown stays


def test_tag_ned_takes_it_off_every_page_and_keeps_it(koordinator):
    et = varsel(titel_da="Strømmen er gået")

    answer = koordinator.post(ret(et), {"_tag_ned": "1"}, follow=True)

    assert not shown()
    assert any("er taget ned" in besked for besked in messages_of(answer))
    assert Varsel.objects.get().tilstand == "udløbet"


def test_list_takes_down_what_is_shown_and_says_what_was_not(koordinator):
    vises, kommer = varsel(), varsel(fra=timezone.now() + timedelta(days=1))

    answer = koordinator.post(
        LISTE, {"action": "tag_ned", "_selected_action": [vises.pk, kommer.pk]}, follow=True
    )

    assert {et.pk: et.tilstand for et in Varsel.objects.all()} == {
        vises.pk: "udløbet",
        kommer.pk: "kommer",
    }
    assert any("1 af de valgte vises ikke nu" in besked for besked in messages_of(answer))


def test_what_is_over_is_seen_and_not_changed(koordinator):
    forbi = varsel(fra=timezone.now() - timedelta(days=3), til=timezone.now() - timedelta(days=1))

    assert b'name="_save"' not in koordinator.get(ret(forbi)).content
    assert koordinator.post(ret(forbi), felter()).status_code == 403


def test_only_what_has_not_begun_is_deleted(koordinator):
    vises, kommer = varsel(), varsel(fra=timezone.now() + timedelta(days=1))
    for et in (vises, kommer):
        koordinator.post(address_of("varsel", "delete", et.pk), {"post": "yes"})
    koordinator.post(
        LISTE, {"action": "delete_selected", "_selected_action": [vises.pk], "post": "yes"}
    )

    assert list(Varsel.objects.all()) == [vises]


def test_beginning_of_what_is_shown_is_not_changed(koordinator):
    et = varsel()
    koordinator.post(ret(et), felter(fra_0="2040-01-01", fra_1="12:00", hvor="alle"))

    assert Varsel.objects.get().fra == et.fra


def test_copy_takes_over_the_words_but_not_the_time(koordinator):
    forbi = varsel(
        titel_da="Strømmen er gået",
        hvor="afsnit",
        afsnit=afsnit("kontakt"),
        fra=timezone.now() - timedelta(days=3),
        til=timezone.now() - timedelta(days=1),
    )
    answer = koordinator.post(LISTE, {"action": "vis_igen", "_selected_action": [forbi.pk]})

    (form,) = tree_of(koordinator.get(answer.url)).xpath("//form[@id='varsel_form']")
    nye = values_of(form)

    assert (nye["titel_da"], nye["afsnit"], nye.get("til_0", "")) == (
        "Strømmen er gået",
        str(forbi.afsnit_id),
        "",
    )


@pytest.mark.parametrize("kopi", ["x", "999999", ""])
def test_copy_of_nothing_is_an_empty_form(koordinator, kopi):
    assert koordinator.get(f"{NY}?kopi={kopi}").status_code == 200


# --- Who, and what is seen


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder"])
def test_other_roles_see_and_take_nothing_down(client_for, rolle):
    et = varsel()
    client = client_for(rolle)

    assert client.get(ret(et)).status_code == 200
    assert client.post(ret(et), {"_tag_ned": "1"}).status_code == 403
    client.post(LISTE, {"action": "tag_ned", "_selected_action": [et.pk]})
    assert Varsel.objects.gaeldende().count() == 1


@pytest.mark.parametrize(
    ("valg", "titler"), [("nu", {"Nu"}), ("kommer", {"Snart"}), ("slut", {"Før"})]
)
def test_list_says_and_filters_by_the_clock(koordinator, valg, titler):
    nu, dag = timezone.now(), timedelta(days=1)
    varsel(titel_da="Nu")
    varsel(titel_da="Snart", fra=nu + dag)
    varsel(titel_da="Før", fra=nu - 3 * dag, til=nu - dag)

    rows = tree_of(koordinator.get(f"{LISTE}?tilstand={valg}")).xpath("//tbody/tr")

    assert {text_of(row.xpath("./th")[0]) for row in rows} == titler


def test_list_costs_the_same_with_five_more(koordinator):
    varsel(hvor="afsnit", afsnit=afsnit("kontakt"))
    before = cost(koordinator, LISTE)
    for sti in ("indsatser", "strategi", "maal", "nyheder", ""):
        varsel(hvor="afsnit", afsnit=afsnit(sti))

    assert cost(koordinator, LISTE) == before


@pytest.mark.parametrize(
    ("sprog", "ord"), [("da", "Information: Røg"), ("en", "Information: Smoke")]
)
def test_preview_shows_it_in_each_language_before_its_time(koordinator, sprog, ord):
    kommer = varsel(
        titel_da="Røg",
        titel_en="Smoke",
        tekst_en="Stay in.",
        fra=timezone.now() + timedelta(days=1),
    )

    assert shown(
        address_of("varsel", "forhaandsvis", kommer.pk) + f"?sprog={sprog}", koordinator
    ) == [ord]


@pytest.mark.parametrize("rolle", ROLLER)
def test_desk_says_what_is_shown_and_what_ends_or_begins_within_a_day(client_for, rolle):
    nu = timezone.now()
    varsel(titel_da="Ender snart", til=nu + timedelta(hours=23))
    varsel(titel_da="Bliver stående", til=nu + timedelta(hours=25))
    varsel(titel_da="Begynder i aften", fra=nu + timedelta(hours=5))
    varsel(titel_da="Begynder senere", fra=nu + timedelta(hours=30))
    varsel(titel_da="Er forbi", fra=nu - timedelta(days=2), til=nu - timedelta(days=1))
    client = client_for(rolle)

    said = boxes(client)["bord-varsler"]
    rows = tree_of(client.get("/admin/")).xpath("//section[@aria-labelledby='bord-varsler']//li")
    soon = [text_of(row) for row in rows if "Slutter inden for et døgn" in text_of(row)]

    assert "Begynder i aften" in said
    assert "Begynder senere" not in said and "Er forbi" not in said
    assert len(soon) == 1 and "Ender snart" in soon[0]
    assert len(rows) == 3 <= VIST
