"""What news and press releases are asked before they are public, and that no way to the public leads round it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from djangocms_versioning.models import Version
from freezegun import freeze_time

from indsatser.management.commands.run_scheduled import udfoer_forfaldne
from indsatser.models import Gennemsyn, NyhedIndhold
from indsatser.udgivelsestjek import Alvor, tjek
from indsatser.versioner import uden_tjek
from tests.factories import (
    NyhedFactory,
    NyhedstekstFactory,
    PressecitatFactory,
    PressekontaktFactory,
    forfatter,
)
from tests.filer_til_proeve import filer_billede
from tests.indsatser.test_godkendelse import citeret, svar_for
from tests.indsatser.udgivelse import dansk, planlagt, side, svar, versionside
from tests.indsatser.udgivelsestjek import billede, fundet, plugin

pytestmark = pytest.mark.django_db


def om(dage):
    """The day that many days from today."""
    return timezone.localdate() + timedelta(days=dage)


@pytest.fixture(autouse=True)
def _filer_i_en_mappe_for_sig(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kladde(**felter):
    om_nyheden = {n: felter.pop(n) for n in ("slags", "dato", "slug") if n in felter}
    return NyhedstekstFactory(nyhed=NyhedFactory(**om_nyheden), udgivet=False, **felter)


def alvor(regel, tekst):
    return [fund.alvor for fund in fundet(regel, tekst)]


# --- Contacts for the press


@pytest.mark.parametrize(("til", "fejl"), [(-1, 1), (0, 0), (1, 0)])
def test_contact_that_has_expired_is_a_fault_from_the_day_after_its_last(til, fejl):
    tekst = kladde()
    tekst.nyhed.pressekontakter.add(PressekontaktFactory(til=om(til)))

    assert alvor("pressekontakt-udloebet", tekst) == [Alvor.FEJL] * fejl


def test_each_contact_that_has_expired_is_named():
    tekst = kladde()
    for navn in ("Anne", "Bo"):
        tekst.nyhed.pressekontakter.add(PressekontaktFactory(navn=navn, til=om(-1)))

    assert {f.uddrag.split(",")[0] for f in fundet("pressekontakt-udloebet", tekst)} == {
        "Anne",
        "Bo",
    }


def test_contact_that_expires_later_is_no_fault_of_what_is_public():
    tekst = NyhedstekstFactory()
    tekst.nyhed.pressekontakter.add(PressekontaktFactory(til=om(-1)))

    assert fundet("pressekontakt-udloebet", tekst) == []


def test_press_release_without_contact_or_subhead_is_warned_of():
    tekst = kladde(slags="pressemeddelelse")

    assert alvor("pressekontakt-mangler", tekst) == [Alvor.ADVARSEL]
    assert alvor("underrubrik-mangler", tekst) == [Alvor.ADVARSEL]


def test_press_release_that_has_them_is_not_warned_of():
    tekst = kladde(slags="pressemeddelelse", underrubrik="I hele byen")
    tekst.nyhed.pressekontakter.add(PressekontaktFactory())

    assert alvor("pressekontakt-mangler", tekst) == alvor("underrubrik-mangler", tekst) == []


def test_ordinary_news_needs_neither():
    assert alvor("pressekontakt-mangler", kladde()) == alvor("underrubrik-mangler", kladde()) == []


# --- Pictures


@pytest.mark.parametrize("alt", ["", " ", "IMG_2034.gif", "billede"])
def test_picture_without_a_real_alternative_text_is_a_fault(alt):
    tekst = kladde(billede=billede(), alternativ_tekst=alt)

    assert {Alvor.FEJL} == {
        f.alvor for f in tjek(tekst) if f.regel in ("alt-mangler", "alt-filnavn")
    }


def test_picture_with_words_of_its_own_needs_none_in_a_danish_text():
    tekst = kladde(billede=billede(default_alt_text="En lampe ved en sti"))

    assert [f for f in tjek(tekst) if f.regel.startswith("alt")] == []


def test_english_text_needs_its_alternative_text_in_english():
    tekst = kladde(language="en", billede=billede(default_alt_text="En lampe ved en sti"))
    assert alvor("alt-paa-dansk", tekst) == [Alvor.FEJL]

    tekst.alternativ_tekst = "A lamp by a path"
    assert alvor("alt-paa-dansk", tekst) == []


@pytest.mark.parametrize("felt", ["tekst", "baggrund"])
def test_picture_inside_the_text_without_alternative_text_is_a_fault(felt):
    assert alvor("alt-mangler", kladde(**{felt: '<p>Se <img src="/media/x.png"></p>'}))


# --- The date


@pytest.mark.parametrize(
    ("dato", "regel"),
    [
        (1, "dato-i-fremtiden"),
        (date(2013, 12, 31), "dato-foer-strategien"),
        (date(2104, 3, 5), "dato-i-fremtiden"),
    ],
)
def test_date_that_looks_like_a_slip_is_questioned(dato, regel):
    dato = om(dato) if isinstance(dato, int) else dato

    assert alvor(regel, kladde(dato=dato)) == [Alvor.ADVARSEL]


@pytest.mark.parametrize("dato", [None, 0, date(2014, 1, 1)])
def test_date_that_is_none_or_likely_is_not_questioned(dato):
    dato = om(dato) if isinstance(dato, int) else dato

    assert [f for f in tjek(kladde(dato=dato)) if f.regel.startswith("dato")] == []


# --- Corrections


def ny_version(tekst):
    return Version.objects.get_for_content(tekst).copy(forfatter()).content


@pytest.mark.parametrize("felt", ["titel", "underrubrik", "resume", "tekst", "baggrund"])
def test_change_of_what_is_public_without_a_correction_is_warned_of(felt):
    tekst = ny_version(NyhedstekstFactory())
    assert alvor("rettelse-mangler", tekst) == []

    setattr(tekst, felt, "Noget helt andet")
    assert alvor("rettelse-mangler", tekst) == [Alvor.ADVARSEL]
    tekst.rettelse = "Der stod noget forkert."
    assert alvor("rettelse-mangler", tekst) == []


def test_changed_quote_of_what_is_public_is_warned_of_too():
    udgivet = NyhedstekstFactory()
    PressecitatFactory(indhold=udgivet)
    tekst = ny_version(udgivet)
    tekst.citater.update(tekst="Noget helt andet")

    assert alvor("rettelse-mangler", tekst) == [Alvor.ADVARSEL]


def test_news_that_has_not_been_public_needs_no_correction():
    assert alvor("rettelse-mangler", kladde()) == []


# --- Every way to the public


@pytest.fixture
def bestilt(user_for):
    return user_for("koordinator")


def version_af(tekst):
    return Version.objects.get_for_content(NyhedIndhold._base_manager.get(pk=tekst.pk))


def uden_godkendelse():
    return citeret()


def med_udloebet_kontakt():
    tekst = kladde()
    tekst.nyhed.pressekontakter.add(PressekontaktFactory(til=om(-1)))
    return tekst


def med_billede_uden_alt():
    return kladde(billede=billede(), alternativ_tekst="")


def med_alt_i_orden():
    tekst = citeret(billede=filer_billede(), alternativ_tekst="En lampe ved en sti")
    svar_for(tekst)
    tekst.nyhed.pressekontakter.add(PressekontaktFactory())
    return tekst


def direkte(tekst, klient):
    with suppress(ValidationError):
        version_af(tekst).publish(klient.user)


def med_knappen(tekst, klient):
    svar(klient, versionside("publish", version_af(tekst)), advarsler="set")


def bag_skaermen(tekst, klient):
    adresse = versionside("publish", version_af(tekst))
    klient.post(adresse, {"advarsler": "set"}, headers={"Sec-Fetch-Mode": "cors"})


KLOKKEN = dansk("2040-05-03 08:00")


def efter_en_plan(tekst, klient):
    planlagt(version_af(tekst), KLOKKEN, klient.user)
    with freeze_time(KLOKKEN.astimezone(timezone.get_fixed_timezone(0))):
        udfoer_forfaldne()


def efter_gennemsyn(tekst, klient):
    gennemsyn = Gennemsyn.send(version_af(tekst), forfatter())
    svar(klient, side("se", gennemsyn.pk), beslut="udgiv", advarsler="set")


VEJE = [direkte, med_knappen, bag_skaermen, efter_en_plan, efter_gennemsyn]


@pytest.mark.parametrize("mangel", [uden_godkendelse, med_udloebet_kontakt, med_billede_uden_alt])
@pytest.mark.parametrize("vej", VEJE)
def test_what_is_missing_stops_every_way_to_the_public(koordinator, vej, mangel):
    tekst = mangel()
    Version.objects.filter(pk=version_af(tekst).pk).update(locked_by=None)

    vej(tekst, koordinator)

    assert version_af(tekst).state == "draft"
    assert koordinator.get(tekst.nyhed.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("vej", VEJE)
def test_each_way_is_open_when_nothing_is_missing(koordinator, vej):
    tekst = med_alt_i_orden()
    tekst.nyhed.pressekontakter.update(til=date(2041, 1, 1))
    Version.objects.filter(pk=version_af(tekst).pk).update(locked_by=None)

    vej(tekst, koordinator)

    assert version_af(tekst).state == "published"


def test_plan_that_a_missing_sign_off_stops_is_told_to_the_one_who_ordered_it(koordinator):
    efter_en_plan(citeret(), koordinator)

    (brev,) = mail.outbox
    assert brev.to == [koordinator.user.email]
    assert "har ikke godkendt sine citater" in brev.body


def test_plan_is_stopped_by_a_contact_that_expires_before_its_time(koordinator):
    tekst = kladde()
    tekst.nyhed.pressekontakter.add(PressekontaktFactory(til=KLOKKEN.date() - timedelta(days=1)))

    efter_en_plan(tekst, koordinator)

    assert version_af(tekst).state == "draft"


def test_missing_sign_off_cannot_be_planned(koordinator):
    tekst = citeret()
    Version.objects.filter(pk=version_af(tekst).pk).update(locked_by=None)
    data = {"udgiv_0": "2040-05-03", "udgiv_1": "08:00", "advarsler": "set"}

    response = svar(koordinator, side("planlaeg", version_af(tekst).pk), **data)

    assert "Kan ikke udgives endnu" in response.text
    assert not version_af(tekst).planer.exists()


def test_refusal_after_the_plan_was_made_stops_it(koordinator):
    tekst = med_alt_i_orden()
    tekst.nyhed.pressekontakter.update(til=date(2041, 1, 1))
    svar_for(tekst, svar="afvist")

    efter_en_plan(tekst, koordinator)

    assert version_af(tekst).state == "draft"


def test_older_published_text_stays_while_a_new_quote_waits_for_its_sign_off(koordinator):
    tekst = citeret()
    svar_for(tekst)
    with uden_tjek():
        version_af(tekst).publish(forfatter())
    ny = ny_version(tekst)
    ny.citater.update(tekst="Et nyt citat.")

    for vej in (direkte, med_knappen):
        vej(ny, koordinator)

    side_ = koordinator.get(tekst.nyhed.get_absolute_url()).text
    assert "Vi passer på hinanden." in side_ and "Et nyt citat." not in side_


def test_quote_in_an_element_on_the_page_is_no_way_round_the_sign_off():
    """A quote is one wherever it stands; the page offers an element «Citat» that no authority is asked about."""
    tekst = kladde()
    felter = {"tekst": "Vi passer på hinanden.", "navn": "Anne Marie Roum Svendsen"}
    plugin(tekst, "CitatPlugin", **felter, titel="politidirektør")

    assert [f for f in tjek(tekst) if f.er_fejl]
