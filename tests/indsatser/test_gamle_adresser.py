"""No link to the old tryg.aalborg.dk is dead: each of its addresses leads somewhere sensible."""

import pytest
from django.contrib.redirects.models import Redirect

from indsatser.models import TidligereAdresse

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OLD_ADDRESSES = {
    "/strategi": "/strategi/",
    "/forloeb": "/strategi/",
    "/tryghedsmaaling": "/tryghedsmaaling/",
    "/om-tryg-aalborg/introduktion": "/om-tryg-aalborg/introduktion/",
    "/om-tryg-aalborg/tryghed": "/om-tryg-aalborg/tryghed/",
    "/indsatser/formidling": "/indsatser/formidling/",
    "/indsatser/tryg-bydel": "/indsatser/tryg-bydel/",
    "/indsatser/trivsel-for-paaroerende": "/indsatser/trivsel-for-paaroerende/",
    "/indsatser/fri-tid-for-handicappede": "/indsatser/aalborg-fri-tid/",
    "/indsatser/frivillige-faellesskaber-for-personer-med-foertidspension-aalborg-fri-tid": (
        "/indsatser/aalborg-fri-tid/"
    ),
    "/indsatser/trygt-natteliv": "/indsatser/trygt-natteliv/",
    "/indsatser/et-trygt-natteliv": "/indsatser/trygt-natteliv/",
    "/indsatser/antiradikalisering": "/indsatser/antiradikalisering/",
    "/indsatser/forebyggelsesseminarer": "/indsatser/forebyggelsesseminarer/",
    "/indsatser/camp-ung": "/indsatser/camp-ung/",
    "/indsatser/socialt-udsatte-i-byens-rum-og-pladser": (
        "/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum/"
    ),
    "/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum": (
        "/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum/"
    ),
    "/indsatser/bekymrende-fravaer-i-skolen": "/indsatser/bekymrende-fravaer-i-skolen/",
    "/indsatser/sikkerhed-paa-havnefronten": "/indsatser/sikkerhed-paa-havnefronten/",
    "/indsatser/demensindsatser": "/indsatser/demensindsatser/",
    "/indsatser/negativ-social-kontrol-og-aeresrelaterede-konflikter": (
        "/indsatser/negativ-social-kontrol-og-aeresrelaterede-konflikter/"
    ),
    "/indsatser/tryg-digital-by": "/indsatser/tryg-digital-by/",
    "/indsatser/trafiksikkerhed": "/indsatser/trafiksikkerhed/",
    "/indsatser/tryghedsvandringer": "/indsatser/tryghedsvandringer/",
    "/indsatser/tryghedsambassadoerer": "/indsatser/tryghedsambassadoerer/",
    "/indsatser/intro-for-flygtninge": "/indsatser/intro-for-flygtninge/",
    "/indsatser/en-vej-ind-for-unge": "/indsatser/en-vej-ind-for-unge/",
    "/nyheder/2018/11/intro-for-flygtninge": "/indsatser/intro-for-flygtninge/",
    "/nyheder/2018/11/demensvenligt-aalborg": "/indsatser/demensindsatser/",
    "/nyheder/2018/12/bekymrende-fravaer-i-skolen": "/indsatser/bekymrende-fravaer-i-skolen/",
    "/nyheder/2019/01/sikkerhed-paa-havnefronten": "/indsatser/sikkerhed-paa-havnefronten/",
    "/nyheder/2020/05/fem-aar-med-forebyggelsesseminarer-i-aalborg-kommune": "/indsatser/forebyggelsesseminarer/",
    "/nyheder/2022/06/arbejdet-med-at-goere-aalborg-tryggere-fortsaetter": "/strategi/3/",
    "/liste-over-nyheder-paa-tryg-aalborg": "/nyheder/",
    "/liste-over-nyheder-paa-tryg-aalborg/tryghed-er-noget-vi-skaber-sammen": "/nyheder/",
    "/liste-over-nyheder-paa-tryg-aalborg/rusmiddelafsnittet-samlet-under-t-tag": "/nyheder/",
}


@pytest.mark.parametrize("slash", ["", "/"], ids=["without slash", "with slash"])
@pytest.mark.parametrize("address", OLD_ADDRESSES)
def test_old_address_leads_to_its_page(client, address, slash):
    response = client.get(address + slash, follow=True)

    final = response.redirect_chain[-1][0] if response.redirect_chain else address + slash
    assert (response.status_code, final) == (200, OLD_ADDRESSES[address])
    assert {status for _, status in response.redirect_chain} <= {301}


@pytest.mark.parametrize(
    ("slug", "lasting"),
    [
        ("fri-tid-for-handicappede", "aalborg-fri-tid"),
        ("et-trygt-natteliv", "trygt-natteliv"),
        (
            "socialt-udsatte-i-byens-rum-og-pladser",
            "borgere-i-socialt-udsatte-positioner-i-byens-rum",
        ),
        (
            "frivillige-faellesskaber-for-personer-med-foertidspension-aalborg-fri-tid",
            "aalborg-fri-tid",
        ),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_old_name_of_an_initiative_redirects_for_good(client, prefix, slug, lasting):
    response = client.get(f"{prefix}/indsatser/{slug}/")

    assert (response.status_code, response["Location"]) == (301, f"{prefix}/indsatser/{lasting}/")


def test_old_name_of_an_initiative_that_is_taken_down_is_no_page(client):
    from indsatser.models import IndsatsIndhold
    from tests.factories import forfatter

    slug = TidligereAdresse.objects.get(slug="et-trygt-natteliv").indsats.slug
    for tekst in IndsatsIndhold.objects.filter(indsats__slug=slug):
        tekst.versions.get().unpublish(forfatter())

    assert client.get("/indsatser/et-trygt-natteliv/").status_code == 404


def test_old_name_redirects_without_a_cookie(client):
    response = client.get("/indsatser/et-trygt-natteliv/")

    assert not response.cookies


def test_no_browser_remembers_for_good_where_something_moved(client):
    Redirect.objects.create(site_id=1, old_path="/nyheder/2020/01/x/", new_path="/nyheder/")

    moved = client.get("/nyheder/2020/01/x/")

    assert (moved.status_code, moved["Cache-Control"]) == (301, "max-age=300")
