"""What a visitor meets: the list of news with its filters and archive, one piece of news, and what is about it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from djangocms_versioning.models import Version
from freezegun import freeze_time

from indsatser.models import NyhedIndhold
from indsatser.models.organisation import Organisation
from indsatser.versioner import uden_tjek
from tests.factories import (
    IndsatsFactory,
    NyhedFactory,
    NyhedstekstFactory,
    PressecitatFactory,
    PressekontaktFactory,
    TekstFactory,
    forfatter,
)
from tests.filer_til_proeve import filer_billede
from tests.indsatser.public_pages import links_in, main_of, text_of, tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TOM = 2033
"""A year of which the demonstration content has no news."""


def titler(client, adresse, **parametre):
    """The titles in a list."""
    svar = client.get(adresse, parametre)
    assert svar.status_code == 200, svar.status_code
    return [
        text_of(t) for t in tree_of(svar).xpath("//main//*[contains(@class,'nyhedskort__link')]")
    ]


def skriv(titel, dato=date(TOM, 3, 5), udgivet=True, sprog="da", **om_nyheden):
    nyhed = NyhedFactory(dato=dato, **om_nyheden)
    return NyhedstekstFactory(nyhed=nyhed, titel=titel, udgivet=udgivet, language=sprog)


def siden(client, tekst):
    svar = client.get(tekst.get_absolute_url())
    assert svar.status_code == 200
    return text_of(main_of(svar))


# --- The list


def test_newest_comes_first_whatever_the_order_of_writing(client):
    skriv("Midt", date(TOM, 2, 1))
    skriv("Først", date(TOM, 1, 1))
    skriv("Sidst", date(TOM, 3, 1))

    assert titler(client, "/nyheder/")[:3] == ["Sidst", "Midt", "Først"]


def test_draft_is_in_no_list(client):
    skriv("Kun en kladde", udgivet=False)

    assert "Kun en kladde" not in titler(client, "/nyheder/")


@pytest.mark.parametrize("sker", ["unpublish", "archive"])
def test_what_was_taken_down_or_put_away_is_in_no_list(client, sker):
    tekst = skriv("Væk igen", udgivet=sker == "unpublish")
    getattr(tekst.versions.get(), sker)(forfatter())

    assert "Væk igen" not in titler(client, "/nyheder/")


def test_new_draft_of_what_is_public_leaves_the_published_title(client):
    ny = skriv("Den udgivne").versions.get().copy(forfatter()).content
    NyhedIndhold.admin_manager.filter(pk=ny.pk).update(titel="Kladdens titel")

    assert titler(client, "/nyheder/")[0] == "Den udgivne"


def test_english_list_has_the_english_title_and_danish_alone_where_there_is_none(client):
    begge = skriv("På dansk", date(TOM, 2, 1))
    NyhedstekstFactory(nyhed=begge.nyhed, language="en", titel="In English")
    skriv("Kun på dansk", date(TOM, 1, 1))

    assert titler(client, "/en/nyheder/")[:2] == ["In English", "Kun på dansk"]
    assert titler(client, "/nyheder/")[:2] == ["På dansk", "Kun på dansk"]


@pytest.fixture
def tre():
    """News of three years, kinds and initiatives, as (initiative of the first)."""
    indsats = TekstFactory(titel="Trygge stier").indsats
    skriv("Ældst", date(TOM, 1, 5)).nyhed.indsatser.add(indsats)
    skriv("Meddelt", date(TOM + 1, 1, 5), slags="pressemeddelelse").nyhed.indsatser.add(indsats)
    skriv("Nyest", date(TOM + 2, 1, 5))
    return indsats


def test_year_is_chosen(client, tre):
    assert titler(client, "/nyheder/", aar=TOM + 1) == ["Meddelt"]


def test_kind_is_chosen(client, tre):
    assert titler(client, "/nyheder/", slags="pressemeddelelse")[0] == "Meddelt"
    assert "Meddelt" not in titler(client, "/nyheder/", slags="nyhed")


def test_initiative_is_chosen(client, tre):
    assert titler(client, "/nyheder/", indsats=tre.slug) == ["Meddelt", "Ældst"]


def test_choices_hold_all_at_once(client, tre):
    valg = {"indsats": tre.slug, "aar": TOM, "slags": "nyhed"}

    assert titler(client, "/nyheder/", **valg) == ["Ældst"]
    assert titler(client, "/nyheder/", **valg | {"aar": TOM + 2}) == []


@pytest.mark.parametrize(
    "valg",
    [
        *({"aar": v} for v in ("0", "1", "99999", "-1", "x", "2033.0", "' OR 1=1--")),
        *({"slags": v} for v in ("NYHED", "x", "'")),
        *({"indsats": v} for v in ("findes-ikke", "../", "%", "æ" * 3000)),
    ],
    ids=str,
)
def test_choice_that_no_filter_knows_is_left_out_and_told(client, tre, valg):
    svar = client.get("/nyheder/", valg)

    assert svar.status_code == 200
    assert "kender ikke den valgte værdi" in svar.text
    assert "Nyest" in svar.text


def test_initiative_that_only_a_draft_is_about_is_no_choice(client):
    indsats = TekstFactory(titel="Hemmelig indsats").indsats
    skriv("Kladde", udgivet=False).nyhed.indsatser.add(indsats)

    assert indsats.slug not in valgmuligheder(client, "indsats")


def test_initiative_that_is_a_draft_itself_is_no_choice(client):
    indsats = TekstFactory(titel="Kladde", udgivet=False).indsats
    skriv("Ude").nyhed.indsatser.add(indsats)

    assert indsats.slug not in valgmuligheder(client, "indsats")


def test_year_of_drafts_alone_is_no_choice(client):
    skriv("Kladde", udgivet=False)

    assert str(TOM) not in valgmuligheder(client, "aar")


def valgmuligheder(client, navn):
    trae = tree_of(client.get("/nyheder/"))
    fundet = trae.xpath(f"//select[@name='{navn}']/option/@value | //input[@name='{navn}']/@value")
    assert fundet, "the filter is not on the page"
    return fundet


@pytest.mark.parametrize("side", ["0", "-1", "99999999999999999999", "x", "", "1.5", "2 3"])
def test_page_number_that_is_none_gives_the_nearest_page(client, side):
    assert titler(client, "/nyheder/", side=side)


def test_last_page_holds_the_rest_and_the_choice_goes_along(client):
    for nr in range(21):
        skriv(f"Nummer {nr}", date(TOM, 1, 1) + timedelta(days=nr))
    svar = client.get("/nyheder/", {"aar": TOM})

    (naeste,) = set(tree_of(svar).xpath("//main//a[contains(@href,'side=2')]/@href"))
    assert f"aar={TOM}" in naeste
    assert titler(client, "/nyheder/", aar=TOM, side=2) == ["Nummer 0"]
    assert titler(client, "/nyheder/", aar=TOM, side=77) == ["Nummer 0"]


def test_title_with_markup_is_shown_as_written(client):
    skriv("<b>Fed</b> & <script>alert(1)</script>")
    svar = client.get("/nyheder/")

    assert titler(client, "/nyheder/")[0] == "<b>Fed</b> & <script>alert(1)</script>"
    assert "<script>alert" not in svar.text


# --- The archive


def test_archive_of_a_month_holds_that_month_alone(client):
    skriv("Marts", date(TOM, 3, 31))
    skriv("April", date(TOM, 4, 1))

    assert titler(client, f"/nyheder/{TOM}/03/") == ["Marts"]
    assert titler(client, f"/en/nyheder/{TOM}/04/") == ["April"]


def test_archive_of_a_year_holds_that_year_alone(client):
    skriv("Nytår", date(TOM, 12, 31))
    skriv("Året efter", date(TOM + 1, 1, 1))

    assert titler(client, f"/nyheder/{TOM}/") == ["Nytår"]


def test_archive_leads_to_each_month_with_its_number(client):
    for dag in (date(TOM, 3, 1), date(TOM, 3, 31), date(TOM, 5, 1)):
        skriv("Nyt", dag)
    svar = client.get(f"/nyheder/{TOM}/")
    (arkiv,) = tree_of(svar).xpath("//nav[contains(@class,'nyhedsarkiv')]")

    assert links_in(arkiv) == [f"/nyheder/{TOM}/05/", f"/nyheder/{TOM}/03/"]
    assert "(2 nyheder)" in text_of(arkiv)
    for adresse in links_in(arkiv):
        assert client.get(adresse).status_code == 200


INTET_SKER = ["0000/", "0000/01/", "9999/", "9999/12/", "0001/01/"]


@pytest.mark.parametrize(
    "periode", [f"{TOM}/", f"{TOM}/02/", *INTET_SKER, f"{TOM}/00/", f"{TOM}/13/", f"{TOM}/99/"]
)
@pytest.mark.parametrize("start", ["", "/en"])
def test_month_or_year_without_news_is_no_page(client, start, periode):
    skriv("Kladde", date(TOM, 2, 1), udgivet=False)

    assert client.get(f"{start}/nyheder/{periode}").status_code == 404


@pytest.mark.parametrize(
    "sti", ["33/", f"{TOM}/3/", f"{TOM}/003/", "20333/", "-033/", f"{TOM}/03/x y/"]
)
def test_address_that_is_no_period_is_no_page(client, sti):
    skriv("Marts")

    assert client.get(f"/nyheder/{sti}").status_code == 404


def test_archive_of_a_month_with_news_is_a_page_whatever_is_chosen_in_the_query(client):
    skriv("Marts")

    assert client.get(f"/nyheder/{TOM}/03/", {"slags": "pressemeddelelse"}).status_code == 200


def test_period_is_written_in_one_way(client):
    """Digits of another script are no year: else each page has a thousand addresses."""
    skriv("Marts")

    assert client.get("/nyheder/٢٠٣٣/").status_code == 404


# --- One piece of news


def test_page_has_what_the_news_is_made_of(client):
    myndighed = Organisation.objects.myndigheder()[0]
    tekst = skriv("Nye lamper", slags="pressemeddelelse", myndighed=myndighed)
    NyhedIndhold.objects.filter(pk=tekst.pk).update(
        underrubrik="I hele byen", baggrund="<p>Det begyndte i 2014.</p>"
    )
    PressecitatFactory(indhold=tekst)
    tekst.nyhed.indsatser.add(TekstFactory(titel="Trygge stier").indsats)
    tekst.nyhed.pressekontakter.add(PressekontaktFactory(navn="Karen Presse"))
    side = siden(client, tekst)

    for ord_ in (
        *("Nye lamper", "Pressemeddelelse", f"5. marts {TOM}", "I hele byen", "Kort om nyheden."),
        *("Mere om nyheden.", "Det begyndte i 2014.", "Trygge stier", myndighed.navn_da),
        *("Vi passer på hinanden.", "Anne Marie Roum Svendsen", "politidirektør"),
        *("Karen Presse", "99 82 34 20"),
    ):
        assert ord_ in side


def test_picture_has_alternative_text_caption_and_credit(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lampe = filer_billede(author="Ane Fotograf")
    tekst = skriv("Nye lamper")
    NyhedIndhold.objects.filter(pk=tekst.pk).update(
        billede=lampe, alternativ_tekst="En lampe ved en sti", billedtekst="Lampen i Østerå"
    )
    (figur,) = tree_of(client.get(tekst.get_absolute_url())).xpath("//article//figure")

    assert figur.xpath(".//img/@alt") == ["En lampe ved en sti"]
    assert "Lampen i Østerå" in text_of(figur) and "Ane Fotograf" in text_of(figur)


def test_quote_and_paraphrase_are_told_apart(client):
    tekst = skriv("Citeret")
    PressecitatFactory(indhold=tekst, taler="Ordret")
    PressecitatFactory(indhold=tekst, taler="Omskrevet", er_referat=True)
    figurer = tree_of(client.get(tekst.get_absolute_url())).xpath(
        "//figure[contains(@class,'citat')]"
    )

    assert ["Gengivet i referat" in text_of(f) for f in figurer] == [False, True]


def test_authority_is_shown_in_the_place_of_a_contact_that_has_expired(client):
    tekst = skriv("Udløbet")
    kontakt = PressekontaktFactory(
        navn="Karen Presse", til=timezone.localdate() - timedelta(days=1)
    )
    tekst.nyhed.pressekontakter.add(kontakt)
    side = siden(client, tekst)

    assert "Karen Presse" not in side
    assert kontakt.organisation.navn_da in side


def test_contact_is_shown_on_its_last_day(client):
    tekst = skriv("Sidste dag")
    tekst.nyhed.pressekontakter.add(
        PressekontaktFactory(navn="Karen Presse", til=timezone.localdate())
    )

    assert "Karen Presse" in siden(client, tekst)


def test_page_under_the_wrong_month_is_none(client):
    tekst = skriv("Marts")

    assert client.get(f"/nyheder/{TOM}/04/{tekst.nyhed.slug}/").status_code == 404


@pytest.mark.parametrize("maaned", ["00", "13"])
def test_page_under_a_month_that_is_none_is_none(client, maaned):
    tekst = skriv("Marts")

    assert client.get(f"/nyheder/{TOM}/{maaned}/{tekst.nyhed.slug}/").status_code == 404


def test_draft_has_no_page(client):
    tekst = skriv("Kladde", udgivet=False)

    for adresse in (tekst.get_absolute_url(), f"/en{tekst.get_absolute_url()}"):
        assert client.get(adresse).status_code == 404


def test_news_and_initiative_may_share_a_slug(client):
    nyhed = skriv("Nyheden", slug="samme-navn")
    indsats = TekstFactory(titel="Indsatsen", indsats=IndsatsFactory(slug="samme-navn"))

    assert "Nyheden" in siden(client, nyhed)
    assert "Indsatsen" in siden(client, indsats)


def test_english_address_of_what_is_only_danish_leads_to_the_danish_page(client):
    tekst = skriv("Kun på dansk")
    svar = client.get(f"/en{tekst.get_absolute_url()}")

    assert (svar.status_code, svar["Location"]) == (302, tekst.get_absolute_url())


def test_english_text_alone_has_an_english_page_and_no_danish(client):
    tekst = skriv("English only", sprog="en")

    assert "English only" in siden(client, tekst)
    assert tekst.get_absolute_url().startswith("/en/")
    assert client.get(tekst.get_absolute_url().removeprefix("/en")).status_code == 404


# --- Taken down, and corrected


def test_news_that_was_taken_down_is_gone_and_says_so(client):
    tekst = skriv("Væk")
    tekst.versions.get().unpublish(forfatter())

    for start in ("", "/en"):
        assert client.get(start + tekst.get_absolute_url()).status_code == 410
    svar = client.get(tekst.get_absolute_url())
    assert "Nyheden er taget ned" in svar.text
    assert "Væk" not in svar.text
    assert tree_of(svar).xpath("//meta[@name='robots'][contains(@content,'noindex')]")


def test_english_text_that_was_taken_down_leads_to_the_danish_that_is_left(client):
    tekst = skriv("Dansk")
    engelsk = NyhedstekstFactory(nyhed=tekst.nyhed, language="en")
    engelsk.versions.get().unpublish(forfatter())

    svar = client.get(engelsk.get_absolute_url())
    assert (svar.status_code, svar["Location"]) == (302, tekst.get_absolute_url())


def test_danish_text_that_was_taken_down_is_gone_though_the_english_is_left(client):
    tekst = skriv("Dansk")
    engelsk = NyhedstekstFactory(nyhed=tekst.nyhed, language="en")
    tekst.versions.get().unpublish(forfatter())

    assert client.get(tekst.get_absolute_url()).status_code == 410
    assert client.get(engelsk.get_absolute_url()).status_code == 200


def test_news_that_is_put_up_again_has_its_page(client):
    version = skriv("Igen").versions.get()
    version.unpublish(forfatter())
    ny = version.copy(forfatter())
    assert client.get(ny.content.get_absolute_url()).status_code == 410
    udgiv(ny)

    assert client.get(ny.content.get_absolute_url()).status_code == 200


def udgiv(version):
    with uden_tjek():
        version.publish(forfatter())


def ret(tekst, rettelse, moment):
    """A new version that tells so of a correction, published at that moment."""
    ny = Version.objects.get_for_content(tekst).copy(forfatter()).content
    NyhedIndhold.admin_manager.filter(pk=ny.pk).update(rettelse=rettelse)
    with freeze_time(moment):
        udgiv(Version.objects.get_for_content(NyhedIndhold.admin_manager.get(pk=ny.pk)))
    return NyhedIndhold.objects.get(pk=ny.pk)


def test_correction_is_told_with_its_date(client):
    tekst = ret(skriv("Rettet nyhed"), "Der stod 12.", "2034-01-02 12:00")

    assert "Rettet 2. januar 2034: Der stod 12." in siden(client, tekst)


def test_correction_is_told_in_english_too(client):
    tekst = ret(skriv("Corrected", sprog="en"), "It said 12.", "2034-01-02 12:00")

    side = siden(client, tekst)
    assert "Corrected 2 January 2034: It said 12." in side


def test_correction_keeps_its_date_through_later_versions(client):
    tekst = ret(skriv("Rettet nyhed"), "Der stod 12.", "2034-01-02 12:00")
    tekst = ret(tekst, "Der stod 12.", "2034-05-05 12:00")

    assert "Rettet 2. januar 2034" in siden(client, tekst)


def test_other_correction_gets_a_date_of_its_own(client):
    tekst = ret(skriv("Rettet nyhed"), "Der stod 12.", "2034-01-02 12:00")
    tekst = ret(tekst, "Der stod 12 og 13.", "2034-05-05 12:00")

    assert "Rettet 5. maj 2034: Der stod 12 og 13." in siden(client, tekst)


def test_news_without_a_correction_is_called_corrected_nowhere(client):
    assert "Rettet" not in siden(client, skriv("Som den er"))


def test_correction_of_the_danish_text_is_not_told_in_the_english(client):
    tekst = skriv("Dansk")
    engelsk = NyhedstekstFactory(nyhed=tekst.nyhed, language="en")
    ret(tekst, "Der stod 12.", "2034-01-02 12:00")

    assert "Der stod 12." not in siden(client, engelsk)


# --- Elsewhere on the site


def test_initiative_shows_its_own_news(client):
    indsats = TekstFactory(titel="Trygge stier")
    skriv("Om stierne").nyhed.indsatser.add(indsats.indsats)
    skriv("Om noget andet")
    skriv("Kladde om stierne", udgivet=False).nyhed.indsatser.add(indsats.indsats)
    side = siden(client, indsats)

    assert "Om stierne" in side
    assert "Om noget andet" not in side and "Kladde om stierne" not in side


def test_initiative_without_news_says_nothing_of_them(client):
    main = main_of(client.get(TekstFactory().get_absolute_url()))

    assert not main.xpath(".//*[contains(@class,'nyhedskort')]")


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_front_page_shows_the_newest(client, start):
    for nr in range(4):
        skriv(f"Nummer {nr}", date(TOM, 1, 1) + timedelta(days=nr))

    assert titler(client, start) == ["Nummer 3", "Nummer 2", "Nummer 1"]


def test_news_is_searched_for_and_drafts_are_not(client):
    ude = skriv("Kvidderkat er ude")
    skriv("Kvidderkat er kladde", udgivet=False)
    nede = skriv("Kvidderkat er taget ned")
    nede.versions.get().unpublish(forfatter())
    fundet = [
        href
        for href in links_in(main_of(client.get("/soeg/", {"q": "kvidderkat"})))
        if href.startswith("/nyheder/2")
    ]

    assert fundet == [ude.get_absolute_url()]


def test_sitemap_holds_news_in_its_languages_and_no_drafts(client):
    tekst = skriv("Ude")
    engelsk = NyhedstekstFactory(nyhed=tekst.nyhed, language="en")
    kladde = skriv("Kladde", udgivet=False)
    kort = client.get("/sitemap.xml").text

    for ude in (tekst, engelsk):
        assert f"{ude.get_absolute_url()}</loc>" in kort
    assert kladde.get_absolute_url() not in kort


# --- What the page survives


def test_news_of_a_year_that_was_typed_with_a_slip_breaks_no_page(client):
    """«0024» is what a date field makes of «24»; it is questioned, and may be confirmed."""
    tekst = skriv("År 24", date(24, 3, 5))

    assert client.get("/nyheder/").status_code == 200
    assert client.get(tekst.get_absolute_url()).status_code == 200
