"""News in the admin: one form for the news, its text and its quotes, which asks about odd dates and loses nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from djangocms_versioning.models import Version

from indsatser.models import Nyhed, NyhedIndhold
from indsatser.models.organisation import Organisation
from indsatser.versioner import uden_tjek
from tests.factories import (
    NyhedFactory,
    NyhedstekstFactory,
    PersonFactory,
    PressecitatFactory,
    PressekontaktFactory,
    forfatter,
)
from tests.indsatser.admin_forms import (
    address_of,
    errors_at,
    errors_of_page,
    form_of,
    send,
    values_of,
)
from tests.indsatser.public_pages import text_of, tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NY = "/admin/indsatser/nyhed/add/"
CITAT = {"taler": "Anne", "titel": "politidirektør", "tekst": "Vi passer på hinanden."}


def udfyldt(klient, **felter):
    """A new piece of news, typed in the empty form; answers the page that comes back."""
    myndighed = Organisation.objects.myndigheder()[0].pk
    data = {"content__titel": "Ét tag", "content__resume": "Kort.", "myndighed": myndighed}
    return send(klient, NY, **data | felter)


def citat(nr=0, **felter):
    """A quote typed in a row."""
    felter = CITAT | {"organisation": Organisation.objects.myndigheder()[1].pk} | felter
    raekke = {f"citater-{nr}-{navn}": vaerdi for navn, vaerdi in felter.items()}
    return {f"citater-{nr}-raekkefoelge": nr, "citater-TOTAL_FORMS": nr + 1} | raekke


def nyeste():
    return Nyhed.objects.latest("pk")


@pytest.fixture
def tekst(koordinator):
    """A draft with a quote in the coordinator's hand."""
    tekst = NyhedstekstFactory(
        nyhed=NyhedFactory(slug="lamper", dato=date(2033, 3, 5)), udgivet=False
    )
    PressecitatFactory(indhold=tekst)
    laan(tekst, koordinator.user)
    return tekst


def laan(tekst, bruger):
    Version.objects.filter(pk=tekst.versions.get().pk).update(locked_by=bruger)


def formular(tekst, sprog="da"):
    return f"{address_of('nyhed', 'change', tekst.nyhed_id)}?language={sprog}"


def gemt(tekst):
    return NyhedIndhold._base_manager.get(pk=tekst.pk)


# --- A new one


def test_title_makes_the_address(koordinator):
    assert udfyldt(koordinator).status_code == 302

    assert nyeste().slug == "et-tag"
    assert nyeste().dato is None


def test_second_with_the_same_title_and_month_gets_a_number(koordinator):
    for slug in ("et-tag", "et-tag-2"):
        udfyldt(koordinator, dato="05.03.2024")
        assert nyeste().slug == slug
    udfyldt(koordinator, dato="05.04.2024")
    assert nyeste().slug == "et-tag"


def test_address_that_is_taken_in_the_month_is_told_at_its_field(koordinator):
    udfyldt(koordinator, dato="05.03.2024")
    antal = Nyhed.objects.count()

    response = udfyldt(koordinator, dato="30.03.2024", slug="et-tag")

    assert "samme måned" in errors_at(response, "slug")[0]
    assert Nyhed.objects.count() == antal


def test_quotes_are_saved_with_the_new_text(koordinator):
    udfyldt(koordinator, **citat(0) | citat(1, tekst="Og mere til."))

    fundet = NyhedIndhold.admin_manager.get(nyhed=nyeste()).citater.all()
    assert [c.tekst for c in fundet] == ["Vi passer på hinanden.", "Og mere til."]


def test_quotes_of_a_translation_are_its_own(koordinator, tekst):
    data = {"content__titel": "Lamps", "content__resume": "Short."}
    send(koordinator, formular(tekst, "en"), **data, **citat(tekst="We take care."))

    engelsk = NyhedIndhold.admin_manager.get(nyhed=tekst.nyhed, language="en")
    assert [c.tekst for c in engelsk.citater.all()] == ["We take care."]
    assert [c.tekst for c in tekst.citater.all()] == ["Vi passer på hinanden."]


def test_own_authority_is_the_sender_from_the_start(koordinator):
    region = Organisation.objects.myndigheder()[2]
    PersonFactory(bruger=koordinator.user, organisation=region)

    assert values_of(form_of(koordinator.get(NY)))["myndighed"] == str(region.pk)


def test_only_authorities_are_senders(koordinator):
    partner = Organisation.objects.filter(art="partner").first()

    response = udfyldt(koordinator, myndighed=partner.pk)

    assert errors_at(response, "myndighed")


# --- A date that is typed wrong


FORKERTE = ["01.01.2099", "05.03.2104", "31.12.2013", "05.03.1924"]


@pytest.mark.parametrize("dato", FORKERTE)
def test_date_that_looks_wrong_is_asked_about_and_kept(koordinator, dato):
    antal = Nyhed.objects.count()

    response = udfyldt(koordinator, dato=dato, **citat())

    assert "sæt hak" in errors_at(response, "dato")[0]
    assert Nyhed.objects.count() == antal
    vaerdier = values_of(form_of(response))
    assert vaerdier["dato"] == dato
    assert vaerdier["content__titel"] == "Ét tag"
    assert vaerdier["citater-0-tekst"].strip() == "Vi passer på hinanden."


@pytest.mark.parametrize("dato", FORKERTE)
def test_date_that_is_said_to_be_right_is_taken(koordinator, dato):
    response = udfyldt(koordinator, dato=dato)
    vaerdier = values_of(form_of(response))
    koordinator.post(NY, vaerdier | {"datoen_er_rigtig": "on", "_save": "Gem"})

    assert nyeste().dato.strftime("%d.%m.%Y") == dato


@pytest.mark.parametrize("dato", ["31.02.2024", "i går", "2024", "00.00.0000"])
def test_date_that_is_none_is_told_and_kept(koordinator, dato):
    response = udfyldt(koordinator, dato=dato)

    assert errors_at(response, "dato")
    assert values_of(form_of(response))["dato"] == dato


@pytest.mark.parametrize("dato", ["0024-03-05", "05.03.0203", "0001-01-01"])
def test_year_before_there_were_such_years_is_not_taken_though_it_is_said_to_be_right(
    koordinator, dato
):
    udfyldt(koordinator, dato=dato)
    udfyldt(koordinator, dato=dato, datoen_er_rigtig="on")

    assert not Nyhed.objects.filter(dato__lt=date(1900, 1, 1)).exists()


def test_tomorrow_is_asked_about(koordinator):
    i_morgen = timezone.localdate() + timedelta(days=1)

    assert errors_at(udfyldt(koordinator, dato=i_morgen.strftime("%d.%m.%Y")), "dato")


def test_today_and_the_year_it_began_are_not_asked_about(koordinator):
    for dato in (timezone.localdate().strftime("%d.%m.%Y"), "01.01.2014"):
        assert udfyldt(koordinator, dato=dato).status_code == 302


def test_odd_date_that_was_confirmed_before_is_not_asked_about_again(koordinator, tekst):
    assert send(koordinator, formular(tekst), content__titel="Nye lygter").status_code == 302


# --- What is public


def udgiv(tekst):
    with uden_tjek():
        Version.objects.get_for_content(tekst).publish(forfatter())


@pytest.fixture
def offentlig(tekst):
    """Published, and nobody is quoted."""
    tekst.citater.all().delete()
    udgiv(tekst)
    return tekst


def test_date_of_what_is_public_cannot_be_emptied(koordinator, client, offentlig):
    tekst = offentlig

    send(koordinator, formular(tekst), dato="")

    assert Nyhed.objects.get(pk=tekst.nyhed_id).dato == date(2033, 3, 5)
    assert client.get("/nyheder/").status_code == 200


def test_date_of_a_draft_can_be_emptied(koordinator, tekst):
    send(koordinator, formular(tekst), dato="")

    assert Nyhed.objects.get(pk=tekst.nyhed_id).dato is None


def test_address_of_what_is_public_leads_on_when_the_form_changes_it(
    koordinator, client, offentlig
):
    tekst = offentlig
    send(koordinator, formular(tekst), slug="lygter")

    svar = client.get("/nyheder/2033/03/lamper/")
    assert (svar.status_code, svar["Location"]) == (301, "/nyheder/2033/03/lygter/")


@pytest.mark.parametrize(
    ("felt", "vaerdi"), [("slug", "lygter"), ("dato", "05.04.2024"), ("slags", "pressemeddelelse")]
)
def test_news_that_quotes_somebody_is_changed_while_its_text_is_public(
    koordinator, tekst, felt, vaerdi
):
    """Date, address, kind and contacts belong to the news itself, and are changed without a new version."""
    udgiv(tekst)

    response = send(koordinator, formular(tekst), **{felt: vaerdi})

    assert response.status_code == 302, errors_of_page(response)


def test_news_whose_draft_somebody_else_has_is_changed_itself(koordinator, tekst, bo):
    laan(tekst, bo)

    response = send(koordinator, formular(tekst), dato="05.04.2024")

    assert response.status_code == 302, errors_of_page(response)


def test_emptied_address_is_the_one_that_was(koordinator, tekst):
    send(koordinator, formular(tekst), slug="")

    assert Nyhed.objects.get(pk=tekst.nyhed_id).slug == "lamper"


def test_new_date_in_a_month_where_the_address_is_taken_is_told(koordinator, tekst):
    NyhedFactory(slug="lamper", dato=date(2024, 4, 1))

    response = send(koordinator, formular(tekst), dato="05.04.2024")

    assert "samme måned" in errors_at(response, "slug")[0]
    assert Nyhed.objects.get(pk=tekst.nyhed_id).dato == date(2033, 3, 5)


def test_quote_of_what_is_public_is_shown_and_not_changed(koordinator, tekst):
    vaerdier = values_of(form_of(koordinator.get(formular(tekst))))
    udgiv(tekst)
    side = koordinator.get(formular(tekst))

    assert "Vi passer på hinanden." in side.text
    assert not tree_of(side).xpath("//textarea[@name='citater-0-tekst']")
    koordinator.post(formular(tekst), vaerdier | {"citater-0-tekst": "Andet.", "_save": "Gem"})
    assert tekst.citater.get().tekst == "Vi passer på hinanden."


# --- Nothing that was typed is lost


@pytest.mark.parametrize("felt", ["taler", "titel", "organisation", "tekst"])
def test_quote_that_lacks_something_is_told_and_the_rest_is_kept(koordinator, tekst, felt):
    andre = {"content__titel": "Nye lygter", "citater-0-er_referat": "on"}

    response = send(koordinator, formular(tekst), **andre, **{f"citater-0-{felt}": ""})

    assert errors_of_page(response)
    vaerdier = values_of(form_of(response))
    assert vaerdier["content__titel"] == "Nye lygter"
    assert vaerdier["citater-0-er_referat"] == "on"
    assert gemt(tekst).titel != "Nye lygter"


def test_quote_is_kept_when_the_news_has_a_fault(koordinator, tekst):
    response = send(
        koordinator,
        formular(tekst),
        content__titel="",
        **{"citater-0-tekst": "Omskrevet."},
        **{n.replace("-0-", "-1-"): v for n, v in citat(tekst="Helt nyt.").items() if "-0-" in n},
        **{"citater-TOTAL_FORMS": 2},
    )

    vaerdier = values_of(form_of(response))
    assert vaerdier["citater-0-tekst"].strip() == "Omskrevet."
    assert vaerdier["citater-1-tekst"].strip() == "Helt nyt."
    assert vaerdier["citater-1-taler"] == "Anne"


def test_too_long_quote_is_told_and_kept(koordinator, tekst):
    response = send(koordinator, formular(tekst), **{"citater-0-tekst": "x" * 1501})

    assert "1500" in " ".join(errors_of_page(response))
    assert values_of(form_of(response))["citater-0-tekst"].strip() == "x" * 1501


@pytest.fixture
def bo(user_for):
    return user_for("koordinator", navn="Bo")


def test_quotes_are_kept_when_somebody_else_took_the_draft_meanwhile(koordinator, tekst, bo):
    vaerdier = values_of(form_of(koordinator.get(formular(tekst))))
    laan(tekst, bo)

    response = koordinator.post(
        formular(tekst), vaerdier | {"citater-0-tekst": "Omskrevet.", "_save": "Gem"}
    )

    assert "Bo koordinator har kladden" in text_of(tree_of(response))
    assert values_of(form_of(response))["citater-0-tekst"].strip() == "Omskrevet."
    assert tekst.citater.get().tekst == "Vi passer på hinanden."


@pytest.mark.parametrize("sker", ["somebody else took it", "it was published"])
def test_order_of_the_quotes_is_not_changed_when_the_draft_is_gone(koordinator, tekst, bo, sker):
    PressecitatFactory(indhold=tekst, tekst="Og mere til.", raekkefoelge=1)
    vaerdier = values_of(form_of(koordinator.get(formular(tekst))))
    if sker == "it was published":
        udgiv(tekst)
    else:
        laan(tekst, bo)

    response = koordinator.post(
        formular(tekst), vaerdier | {"citater-0-raekkefoelge": 7, "_save": "Gem"}
    )

    assert response.status_code == 200
    assert tekst.citater.first().tekst == "Vi passer på hinanden."


def test_new_and_deleted_quotes_are_kept_when_somebody_else_took_the_draft(koordinator, tekst, bo):
    vaerdier = values_of(form_of(koordinator.get(formular(tekst))))
    laan(tekst, bo)
    nyt = {n.replace("-0-", "-1-"): v for n, v in citat(tekst="Helt nyt.").items()}
    nyt |= {"citater-TOTAL_FORMS": 2, "citater-0-DELETE": "on", "_save": "Gem"}

    response = koordinator.post(formular(tekst), vaerdier | nyt)

    assert values_of(form_of(response))["citater-1-tekst"].strip() == "Helt nyt."
    assert values_of(form_of(response))["citater-0-DELETE"] == "on"
    assert [c.tekst for c in tekst.citater.all()] == ["Vi passer på hinanden."]


def test_text_and_quotes_are_kept_when_the_draft_was_published_meanwhile(koordinator, tekst):
    vaerdier = values_of(form_of(koordinator.get(formular(tekst))))
    udgiv(tekst)
    nyt = {"citater-0-tekst": "Omskrevet.", "content__titel": "Nye lygter", "_save": "Gem"}

    response = koordinator.post(formular(tekst), vaerdier | nyt)

    assert values_of(form_of(response))["citater-0-tekst"].strip() == "Omskrevet."
    assert values_of(form_of(response))["content__titel"] == "Nye lygter"
    assert gemt(tekst).titel != "Nye lygter"
    assert tekst.citater.get().tekst == "Vi passer på hinanden."


def test_quotes_changed_in_another_window_are_not_overwritten_unseen(koordinator, tekst):
    """Like the text itself: two windows, and the second is told of the first."""
    adresse = formular(tekst)
    foerste, anden = (values_of(form_of(koordinator.get(adresse))) for _ in range(2))
    koordinator.post(adresse, foerste | {"citater-0-tekst": "Fra det ene.", "_save": "Gem"})

    response = koordinator.post(adresse, anden | {"citater-0-tekst": "Fra det andet."})

    assert response.status_code == 200
    assert tekst.citater.get().tekst == "Fra det ene."


def test_expired_contact_is_told_by_the_list_of_contacts(koordinator):
    PressekontaktFactory(navn="Udløbet", til=date(2020, 1, 1))
    PressekontaktFactory(navn="Gyldig")

    for valg, vist, skjult in (("ja", "Gyldig", "Udløbet"), ("nej", "Udløbet", "Gyldig")):
        side = koordinator.get(address_of("pressekontakt", "changelist"), {"gaelder": valg})
        (liste,) = tree_of(side).xpath("//*[@id='result_list']")
        assert vist in text_of(liste) and skjult not in text_of(liste)


def test_contact_that_nobody_can_reach_is_refused(koordinator):
    kommune = Organisation.objects.myndigheder()[0].pk
    data = {"navn": "Karen", "organisation": kommune, "til": "01.01.2100"}

    response = send(koordinator, address_of("pressekontakt", "add"), **data)

    assert "telefonnummer eller en e-mail" in errors_at(response, "telefon")[0]
