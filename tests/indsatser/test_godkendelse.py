"""Sign-off of quotes: each authority approves just the words that its people are quoted for, once, by its own link."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from djangocms_versioning.models import Version
from freezegun import freeze_time

from indsatser.models import Godkendelse, NyhedIndhold, Pressecitat
from indsatser.models.godkendelse import GYLDIG_DAGE, aftryk_af_tekst
from indsatser.models.organisation import Organisation
from indsatser.versioner import uden_tjek
from tests.factories import (
    NyhedstekstFactory,
    OrganisationFactory,
    PressecitatFactory,
    forfatter,
)
from tests.indsatser.public_pages import main_of, text_of, tree_of
from tests.indsatser.udgivelsestjek import fundet, plugin

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# --- What these tests share with those of the admin


def kommune():
    return Organisation.objects.myndigheder()[0]


def politi():
    return Organisation.objects.myndigheder()[1]


def citeret(**felter):
    """A draft in which the police are quoted."""
    tekst = NyhedstekstFactory(udgivet=False, **felter)
    PressecitatFactory(indhold=tekst)
    return tekst


def frisk(tekst):
    """The text as the next request meets it."""
    return NyhedIndhold._base_manager.get(pk=tekst.pk)


def svar_for(tekst, myndighed=None, svar="godkendt"):
    """The authority answers, having read the text as it is now."""
    godkendelse, _ = Godkendelse.bed(tekst, myndighed or politi(), forfatter())
    godkendelse.svar(
        svar, navn="Direktøren", laest=aftryk_af_tekst(frisk(tekst)), begrundelse="Ikke sådan."
    )
    return godkendelse


def mangler(tekst):
    """The authorities that stand in the way of publishing it."""
    return [fund.hvor.removeprefix("Citater: ") for fund in ikke_godkendt(tekst)]


def ikke_godkendt(tekst):
    return fundet("citat-ikke-godkendt", frisk(tekst))


@pytest.fixture
def tekst():
    return citeret()


@pytest.fixture
def godkendt(tekst):
    svar_for(tekst)
    assert mangler(tekst) == []
    return tekst


# --- What needs a sign-off


def test_quote_that_nobody_has_approved_is_a_fault(tekst):
    (fund,) = ikke_godkendt(tekst)

    assert fund.er_fejl
    page = reverse("admin:indsatser_godkendelse_version", args=[tekst.versions.get().pk])
    assert fund.link == f"{page}#m{Organisation.objects.myndigheder()[1].pk}"


def test_quote_in_ordinary_news_needs_it_too(tekst):
    assert tekst.nyhed.slags == "nyhed"
    assert mangler(tekst) == [str(politi())]


def test_text_without_quotes_needs_none():
    assert mangler(NyhedstekstFactory(udgivet=False)) == []


def test_each_authority_that_is_quoted_approves(tekst):
    PressecitatFactory(indhold=tekst, organisation=kommune())
    svar_for(tekst)

    assert mangler(tekst) == [str(kommune())]
    svar_for(tekst, kommune())
    assert mangler(tekst) == []


def test_quote_of_a_department_is_approved_by_its_authority():
    tekst = NyhedstekstFactory(udgivet=False)
    afdeling = OrganisationFactory(overordnet=politi(), art="afdeling")
    PressecitatFactory(
        indhold=tekst, organisation=OrganisationFactory(overordnet=afdeling, art="afdeling")
    )

    assert mangler(tekst) == [str(politi())]
    svar_for(tekst)
    assert mangler(tekst) == []


def test_department_that_comes_under_another_authority_is_answered_for_by_that_one(tekst):
    afdeling = OrganisationFactory(overordnet=politi(), art="afdeling")
    tekst.citater.update(organisation=afdeling)
    svar_for(tekst)
    afdeling.overordnet = kommune()
    afdeling.save()

    assert mangler(tekst) == [str(kommune())]


def test_refusal_stands_in_the_way_with_its_reason(tekst):
    svar_for(tekst, svar="afvist")

    (fund,) = ikke_godkendt(tekst)
    assert "Ikke sådan." in fund.besked


def test_refusal_after_an_approval_of_the_same_words_counts(godkendt):
    svar_for(godkendt, svar="afvist")

    assert mangler(godkendt)


def test_approval_after_a_refusal_of_the_same_words_counts(tekst):
    svar_for(tekst, svar="afvist")
    svar_for(tekst)

    assert mangler(tekst) == []


def test_having_been_asked_is_no_approval(tekst):
    Godkendelse.bed(tekst, politi(), forfatter())

    (fund,) = ikke_godkendt(tekst)
    assert "har ikke svaret endnu" in fund.besked


def test_each_language_is_approved_by_itself(godkendt):
    engelsk = NyhedstekstFactory(nyhed=godkendt.nyhed, language="en", udgivet=False)
    PressecitatFactory(indhold=engelsk)

    assert mangler(engelsk) == [str(politi())]


def test_approval_of_one_news_is_none_of_another_with_the_same_words(godkendt):
    assert mangler(citeret()) == [str(politi())]


# --- What becomes of it when something changes


AENDRINGER = {
    "reworded": {"tekst": "Vi passer på os selv."},
    "speaker renamed": {"taler": "En anden"},
    "another title": {"titel": "vicepolitidirektør"},
    "paraphrased": {"er_referat": True},
}


@pytest.mark.parametrize("felter", AENDRINGER.values(), ids=AENDRINGER)
def test_quote_that_is_changed_needs_a_new_approval(godkendt, felter):
    godkendt.citater.update(**felter)

    (fund,) = ikke_godkendt(godkendt)
    assert "Bed om en ny godkendelse" in fund.besked


def test_quote_that_is_given_to_another_authority_needs_that_ones_approval(godkendt):
    godkendt.citater.update(organisation=kommune())

    assert mangler(godkendt) == [str(kommune())]


def test_quote_that_is_given_to_a_department_needs_a_new_approval(godkendt):
    afdeling = OrganisationFactory(overordnet=politi(), art="afdeling")
    godkendt.citater.update(organisation=afdeling)

    assert mangler(godkendt) == [str(politi())]


def test_quote_that_is_added_needs_a_new_approval(godkendt):
    PressecitatFactory(indhold=godkendt, tekst="Og mere til.")

    assert mangler(godkendt) == [str(politi())]


def test_quotes_in_another_order_need_a_new_approval(tekst):
    foerst = tekst.citater.get()
    PressecitatFactory(indhold=tekst, tekst="Og mere til.", raekkefoelge=1)
    svar_for(tekst)
    Pressecitat.objects.filter(pk=foerst.pk).update(raekkefoelge=2)

    assert mangler(tekst) == [str(politi())]


def test_quote_that_is_deleted_of_several_needs_a_new_approval(tekst):
    PressecitatFactory(indhold=tekst, tekst="Og mere til.", raekkefoelge=1)
    svar_for(tekst)
    tekst.citater.last().delete()

    assert mangler(tekst) == [str(politi())]


def test_only_quote_that_is_deleted_needs_none(tekst):
    tekst.citater.all().delete()

    assert mangler(tekst) == []


def test_change_of_one_authoritys_quote_leaves_the_others_approval(godkendt):
    egen = PressecitatFactory(indhold=godkendt, organisation=kommune(), raekkefoelge=1)
    svar_for(godkendt, kommune())
    Pressecitat.objects.filter(pk=egen.pk).update(tekst="Noget andet.")

    assert mangler(godkendt) == [str(kommune())]


def test_words_that_are_put_back_are_still_approved(godkendt):
    godkendt.citater.update(tekst="Noget andet.")
    assert mangler(godkendt)
    godkendt.citater.update(tekst="Vi passer på hinanden.")

    assert mangler(godkendt) == []


@pytest.mark.parametrize("felt", ["titel", "resume", "tekst", "baggrund", "underrubrik"])
def test_text_around_the_quotes_that_is_changed_is_warned_of(godkendt, felt):
    NyhedIndhold.admin_manager.filter(pk=godkendt.pk).update(**{felt: "Noget helt andet"})

    (fund,) = fundet("tekst-efter-godkendelse", frisk(godkendt))
    assert not fund.er_fejl
    assert mangler(godkendt) == []


def test_text_that_is_as_it_was_read_is_not_warned_of(godkendt):
    assert fundet("tekst-efter-godkendelse", frisk(godkendt)) == []


def test_element_on_the_page_that_is_added_after_the_approval_is_warned_of(godkendt):
    plugin(godkendt, "TextPlugin", body="<p>Politiet tog fejl.</p>")

    assert fundet("tekst-efter-godkendelse", frisk(godkendt))


def test_new_version_with_the_same_words_is_approved_already(godkendt):
    version = godkendt.versions.get()
    with uden_tjek():
        version.publish(forfatter())
    ny = version.copy(forfatter()).content

    assert ny.citater.get().tekst == godkendt.citater.get().tekst
    assert mangler(ny) == []
    ny.citater.update(tekst="Noget andet.")
    assert mangler(ny) == [str(politi())]


def test_change_of_a_new_version_leaves_the_published_quote_as_it_is(godkendt):
    version = godkendt.versions.get()
    version.publish(forfatter())
    version.copy(forfatter()).content.citater.update(tekst="Noget andet.")

    assert godkendt.citater.get().tekst == "Vi passer på hinanden."
    assert mangler(godkendt) == []


# --- The link


@pytest.fixture
def link(tekst):
    _, hemmelig = Godkendelse.bed(tekst, politi(), forfatter(), "presse@politi.invalid")
    return adresse(hemmelig)


def adresse(hemmelig):
    return reverse("godkend", args=[hemmelig])


def send(link, tekst, klient=None, **felter):
    """What the form sends when somebody answers having read the text as it is now."""
    data = {"svar": "godkendt", "navn": "Direktøren", "laest": aftryk_af_tekst(frisk(tekst))}
    return (klient or Client()).post(link, data | felter)


def sidste():
    """The sign-off that was asked for last; the demonstration content has some too."""
    return Godkendelse.objects.latest("pk")


def tilstand():
    return sidste().tilstand


def test_link_shows_the_whole_text_with_its_quotes(client, link, tekst):
    plugin(tekst, "TextPlugin", body="<p>Stykke på siden.</p>")
    NyhedIndhold.admin_manager.filter(pk=tekst.pk).update(
        underrubrik="Underrubrikken", baggrund="<p>Baggrunden.</p>"
    )
    side = text_of(main_of(client.get(link)))

    for ord_ in (
        *(tekst.titel, "Underrubrikken", tekst.resume, "Mere om nyheden.", "Baggrunden."),
        *("Vi passer på hinanden.", "Anne Marie Roum Svendsen", "politidirektør"),
        "Stykke på siden.",
    ):
        assert ord_ in side


def test_link_shows_the_article_just_as_it_is_published(client, link, tekst):
    plugin(tekst, "FaktaboksPlugin", overskrift="Tal")
    vist = artikel(client.get(link), "godkend__tekst")
    with uden_tjek():
        tekst.versions.get().publish(forfatter())
    udgivet = artikel(client.get(tekst.nyhed.get_absolute_url()), "nyhed__tekst")

    assert vist in udgivet


def artikel(response, klasse):
    (fundet_,) = tree_of(response).xpath(f"//article[contains(@class, '{klasse}')]")
    return text_of(fundet_)


def test_link_shows_what_was_changed_since_it_was_sent(client, link, tekst):
    stykke = plugin(tekst, "TextPlugin", body="<p>Før.</p>")
    client.get(link)
    stykke.body = "<p>Efter.</p>"
    stykke.save()
    tekst.citater.update(tekst="Rettet siden.")
    side = text_of(main_of(client.get(link)))

    assert "Efter." in side and "Før." not in side
    assert "Rettet siden." in side


def test_link_shows_the_form_in_danish_whatever_the_language_of_the_text(client):
    engelsk = citeret(language="en")
    _, hemmelig = Godkendelse.bed(engelsk, politi(), forfatter())

    for start in ("", "/en"):
        side = client.get(start + adresse(hemmelig))
        assert "Godkend citaterne" in side.text
        assert tree_of(side).xpath("//article/@lang") == ["en"]


@pytest.mark.parametrize("metode", ["get", "head", "options"])
def test_scanner_that_opens_the_link_does_not_use_it_up(client, link, tekst, metode):
    for _ in range(3):
        assert getattr(client, metode)(link).status_code < 400

    assert tilstand() == "venter"
    assert send(link, tekst).status_code == 200
    assert tilstand() == "godkendt"


def test_answer_is_kept_with_name_and_moment(link, tekst):
    foer = timezone.now()
    send(link, tekst)

    svar = sidste()
    assert (svar.navn, svar.afgjort_af) == ("Direktøren", None)
    assert foer <= svar.afgjort <= timezone.now()
    assert mangler(tekst) == []


def test_link_is_used_once(link, tekst):
    send(link, tekst, svar="afvist", begrundelse="Nej.")

    again = send(link, tekst)
    assert again.status_code == 410
    assert "Linket er brugt" in again.text
    assert Client().get(link).status_code == 410
    assert tilstand() == "afvist"


def test_used_link_shows_nothing_of_the_text(client, link, tekst):
    send(link, tekst)

    assert "Vi passer på hinanden." not in client.get(link).text


def test_link_expires(client, link, tekst):
    with freeze_time(timezone.now() + timedelta(days=GYLDIG_DAGE, minutes=1)):
        assert client.get(link).status_code == 410
        assert send(link, tekst).status_code == 410
    assert tilstand() == "venter"


def test_link_holds_to_its_last_day(link, tekst):
    with freeze_time(timezone.now() + timedelta(days=GYLDIG_DAGE, minutes=-1)):
        assert send(link, tekst).status_code == 200


def test_newer_link_closes_the_older(client, link, tekst):
    _, hemmelig = Godkendelse.bed(tekst, politi(), forfatter())

    assert send(link, tekst).status_code == 410
    assert client.get(adresse(hemmelig)).status_code == 200


def test_link_to_one_authority_does_not_close_that_of_another(client, link, tekst):
    PressecitatFactory(indhold=tekst, organisation=kommune())
    Godkendelse.bed(tekst, kommune(), forfatter())

    assert client.get(link).status_code == 200


def test_refusal_needs_a_reason_and_keeps_the_name(link, tekst):
    response = send(link, tekst, svar="afvist", navn="Bodil", begrundelse=" ")

    assert "Skriv, hvad der skal rettes." in response.text
    assert 'value="Bodil"' in response.text
    assert tilstand() == "venter"


def test_answer_needs_a_name_and_keeps_the_reason(link, tekst):
    response = send(link, tekst, svar="afvist", navn=" ", begrundelse="Tallet er forkert.")

    assert "Skriv dit navn" in response.text
    assert "Tallet er forkert." in response.text
    assert tilstand() == "venter"


@pytest.mark.parametrize("svar", ["", "venter", "lukket", "måske"])
def test_answer_that_is_none_decides_nothing(link, tekst, svar):
    assert send(link, tekst, svar=svar).status_code == 200
    assert tilstand() == "venter"


def test_answer_about_a_text_that_was_changed_meanwhile_is_not_taken(link, tekst):
    laest = aftryk_af_tekst(tekst)
    tekst.citater.update(tekst="Rettet imens.")

    response = send(link, tekst, laest=laest, navn="Bodil")

    assert "Teksten er rettet, mens du læste den" in response.text
    assert "Rettet imens." in response.text and 'value="Bodil"' in response.text
    assert tilstand() == "venter"


def test_answer_after_reading_it_again_is_taken(link, tekst):
    laest = aftryk_af_tekst(tekst)
    tekst.citater.update(tekst="Rettet imens.")
    (form,) = tree_of(send(link, tekst, laest=laest)).xpath("//form[.//textarea]")

    send(link, tekst, laest=form.fields["laest"])
    assert mangler(tekst) == []


SET_MENS_MAN_LAESTE = {
    "a paraphrase made a quotation": {"er_referat": False},
    "given to a department": {"organisation": None},
}


@pytest.mark.parametrize("felter", SET_MENS_MAN_LAESTE.values(), ids=SET_MENS_MAN_LAESTE)
def test_answer_is_about_everything_that_was_seen_of_the_quote(link, tekst, felter):
    """What is shown beside the words is read too: whether they are a quotation, and whose."""
    tekst.citater.update(er_referat=True)
    laest = aftryk_af_tekst(tekst)
    if "organisation" in felter:
        afdeling = OrganisationFactory(overordnet=politi(), art="afdeling")
        felter = {"organisation": afdeling}
    tekst.citater.update(**felter)

    send(link, tekst, laest=laest)

    assert tilstand() == "venter"


def test_answer_for_an_authority_that_is_quoted_no_more_is_not_taken(link, tekst):
    tekst.citater.update(organisation=kommune())

    send(link, tekst)

    assert tilstand() != "godkendt"


UKENDTE = ["x", "0" * 43, "A" * 4000, "a.b.c", "%25", "%E2%80%AE", "æøå", "%ff", "..%2f.."]


@pytest.mark.parametrize("noegle", UKENDTE, ids=range(len(UKENDTE)))
def test_guessed_link_leads_nowhere(client, link, noegle):
    for metode in (client.get, client.post):
        assert metode(f"/godkend/{noegle}/").status_code == 404


def test_link_with_a_nul_byte_leads_nowhere(client, link):
    assert client.get(f"{link[:-1]}%00/").status_code == 404


@pytest.mark.parametrize("hvordan", ["truncated", "longer", "other case", "the stored key"])
def test_link_that_is_nearly_right_leads_nowhere(client, link, hvordan):
    anden = {
        "truncated": f"{link[:-2]}/",
        "longer": f"{link[:-1]}A/",
        "other case": f"/godkend/{link.split('/')[2].swapcase()}/",
        "the stored key": adresse(sidste().noegle),
    }[hvordan]

    assert client.get(anden).status_code == 404


def test_link_is_not_in_the_database(link):
    hemmelig = link.split("/")[2]
    assert hemmelig not in str(list(Godkendelse.objects.values()))


def test_link_of_one_text_signs_off_no_other(link, tekst):
    anden = citeret()

    send(link, anden)  # with what somebody read of the other text

    assert tilstand() == "venter"
    send(link, tekst)
    assert mangler(anden) == [str(politi())]


def test_link_cannot_be_told_to_be_about_something_else(link, tekst):
    anden = citeret()
    PressecitatFactory(indhold=tekst, organisation=kommune())

    send(link, tekst, myndighed=kommune().pk, indhold=anden.pk, tilstand="godkendt")

    assert mangler(anden) == [str(politi())]
    assert mangler(tekst) == [str(kommune())]


def test_link_signs_nobody_in(client, link, tekst):
    send(link, tekst, klient=client)

    assert "_auth_user_id" not in client.session
    assert client.get(tekst.nyhed.get_absolute_url()).status_code == 404


def test_answer_from_another_site_is_refused(link, tekst):
    svar = send(link, tekst, klient=Client(enforce_csrf_checks=True))

    assert svar.status_code == 403
    assert tilstand() == "venter"


def test_link_is_told_to_nobody_else(client, link):
    svar = client.get(link)

    # «no-referrer» would make the browser answer with the origin «null», which the form refuses
    assert svar["Referrer-Policy"] == "same-origin"
    assert "noindex" in svar["X-Robots-Tag"]
    assert "no-store" in svar["Cache-Control"]
    assert link not in "".join(tree_of(svar).xpath("//head//@href | //head//@content"))


# --- What becomes of the link when its draft goes elsewhere


def udgiv(version):
    with uden_tjek():
        version.publish(forfatter())


def laeg_vaek(version):
    version.archive(forfatter())


def erstat(version):
    udgiv(version)
    version.copy(forfatter())


def tag_ned(version):
    udgiv(version)
    version.unpublish(forfatter())


@pytest.mark.parametrize("sker", [udgiv, laeg_vaek, erstat, tag_ned])
def test_link_to_what_is_no_draft_any_more_is_closed(client, link, tekst, sker):
    sker(Version.objects.get(pk=tekst.versions.get().pk))

    svar = client.get(link)
    assert svar.status_code == 410
    assert "venter ikke længere" in svar.text
    assert send(link, tekst).status_code == 410
    assert tilstand() == "venter"


def test_link_to_a_draft_that_was_discarded_leads_nowhere(client, link, tekst):
    tekst.versions.get().delete()

    assert client.get(link).status_code in (404, 410)


def test_draft_that_was_taken_up_again_is_asked_about_anew(client, link, tekst):
    version = tekst.versions.get()
    version.archive(forfatter())
    ny = version.copy(forfatter()).content

    assert client.get(link).status_code == 410
    assert mangler(ny) == [str(politi())]
    svar_for(ny)
    assert mangler(ny) == []


# --- Two answers


def test_second_of_two_who_have_it_open_is_told(tekst):
    _, hemmelig = Godkendelse.bed(tekst, politi(), forfatter())
    foerste, anden = Godkendelse.fra_link(hemmelig), Godkendelse.fra_link(hemmelig)
    laest = aftryk_af_tekst(tekst)
    foerste.svar("godkendt", navn="Den ene", laest=laest)

    with pytest.raises(ValidationError, match="allerede svaret"):
        anden.svar("afvist", navn="Den anden", laest=laest, begrundelse="Nej.")
    assert (tilstand(), sidste().navn) == ("godkendt", "Den ene")


# --- Letters


@pytest.mark.usefixtures("commits_at_once")
def test_mail_holds_the_link_and_the_answer_is_told_to_the_one_who_asked(koordinator, settings):
    settings.SITE_URL = "https://tryg.example.dk"
    tekst = citeret(titel="Trygge cykelstier")
    bed_i_admin(koordinator, tekst, "presse@politi.invalid")
    (brev,) = mail.outbox
    (link,) = set(re.findall(r"https://tryg\.example\.dk(/godkend/\S+/)", brev.body))

    assert brev.to == ["presse@politi.invalid"]
    assert send(link, tekst, svar="afvist", begrundelse="Tallet er forkert.").status_code == 200
    svar = mail.outbox[1]
    assert svar.to == [koordinator.user.email]
    assert "Tallet er forkert." in svar.body and "ikke godkendt" in svar.body


def bed_i_admin(klient, tekst, modtager, myndighed=None):
    """Fills in the field at the authority and asks."""
    myndighed = myndighed or politi()
    version = tekst.versions.get()
    Version.objects.filter(pk=version.pk).update(locked_by=None)
    siden = reverse("admin:indsatser_godkendelse_version", args=[version.pk])
    data = {"goer": "bed", "myndighed": myndighed.pk, f"m{myndighed.pk}-modtager": modtager}
    return klient.post(siden, data)
