"""A koordinator changes an initiative's text in the admin; the public sees each step only when it is published."""

import pytest
from django.test import Client
from django.urls import reverse
from djangocms_versioning.models import Version

from indsatser.models import Indsats, IndsatsIndhold
from indsatser.versioner import uden_tjek
from tests.factories import TekstFactory, prioriter
from tests.indsatser.admin_forms import address_of, errors_at, form_of, send, values_of
from tests.indsatser.public_pages import main_of, text_of, tree_of

pytestmark = pytest.mark.django_db

NEW = "Tryg bydel på en ny måde"
WARNINGS_SEEN = {"advarsler": "set"}


@pytest.fixture
def tryg_bydel():
    return Indsats.objects.get(slug="tryg-bydel")


def version_address(kind, version):
    return reverse(f"admin:djangocms_versioning_indsatsindholdversion_{kind}", args=[version.pk])


def versions_of(indsats, language="da"):
    tekst = IndsatsIndhold.admin_manager.filter(indsats=indsats, language=language).first()
    return Version.objects.filter_by_content_grouping_values(tekst).order_by("pk")


def form_address(indsats, language="da"):
    return f"{address_of('indsats', 'change', indsats.pk)}?language={language}"


def public_title(indsats, prefix=""):
    response = Client().get(f"{prefix}/indsatser/{indsats.slug}/")
    return text_of(main_of(response).xpath(".//h1")[0]) if response.status_code == 200 else None


def new_draft(client, indsats, language="da"):
    client.post(
        version_address("edit_redirect", versions_of(indsats, language).get(state="published"))
    )
    return versions_of(indsats, language).get(state="draft")


def test_published_text_is_not_changed_where_it_stands(koordinator, tryg_bydel):
    response = koordinator.get(form_address(tryg_bydel))

    assert "content__titel" not in values_of(form_of(response))


def test_published_text_gets_a_draft_that_the_public_sees_once_it_is_published(
    koordinator, tryg_bydel
):
    old = public_title(tryg_bydel)

    draft = new_draft(koordinator, tryg_bydel)
    response = send(koordinator, form_address(tryg_bydel), content__titel=NEW)
    assert response.status_code == 302
    assert IndsatsIndhold.admin_manager.get(pk=draft.object_id).titel == NEW
    assert public_title(tryg_bydel) == old

    koordinator.post(version_address("publish", draft))
    assert public_title(tryg_bydel) == NEW
    assert [version.state for version in versions_of(tryg_bydel)] == ["unpublished", "published"]


def test_older_version_is_taken_back(koordinator, tryg_bydel):
    old = public_title(tryg_bydel)
    draft = new_draft(koordinator, tryg_bydel)
    send(koordinator, form_address(tryg_bydel), content__titel=NEW)
    koordinator.post(version_address("publish", draft))

    koordinator.post(version_address("revert", versions_of(tryg_bydel).get(state="unpublished")))
    assert public_title(tryg_bydel) == NEW
    koordinator.post(version_address("publish", versions_of(tryg_bydel).get(state="draft")))

    assert public_title(tryg_bydel) == old


def test_two_versions_are_compared(koordinator, tryg_bydel):
    new_draft(koordinator, tryg_bydel)
    send(koordinator, form_address(tryg_bydel), content__titel=NEW)
    first, second = versions_of(tryg_bydel)

    response = koordinator.get(
        f"{version_address('compare', first)}?compare_to={second.pk}", follow=True
    )

    assert text_of(tree_of(response).xpath("//ins")[0]) == "på en ny måde"


def test_change_of_one_language_leaves_the_other(koordinator, tryg_bydel):
    english = public_title(tryg_bydel, "/en")
    draft = new_draft(koordinator, tryg_bydel)
    send(koordinator, form_address(tryg_bydel), content__titel=NEW)
    koordinator.post(version_address("publish", draft))

    assert public_title(tryg_bydel, "/en") == english
    assert versions_of(tryg_bydel, "en").count() == 1


def test_text_that_is_taken_down_is_gone(koordinator, tryg_bydel):
    koordinator.post(
        version_address("unpublish", versions_of(tryg_bydel).get()), {"unpublish": "1"}
    )

    assert public_title(tryg_bydel) is None


def test_facts_beside_the_text_are_changed_without_a_new_draft(koordinator, tryg_bydel):
    response = send(koordinator, form_address(tryg_bydel), fase="afsluttet")

    assert response.status_code == 302
    assert Indsats.objects.get(pk=tryg_bydel.pk).fase == "afsluttet"
    assert versions_of(tryg_bydel).count() == 1
    assert Indsats.objects.get(pk=tryg_bydel.pk).slug == "tryg-bydel"


def test_new_initiative_is_a_draft_with_an_address_of_its_title(koordinator):
    response = send(
        koordinator,
        address_of("indsats", "add"),
        content__titel="Åben dør på Østerbro",
        content__resume="En ny indsats.",
    )

    assert response.status_code == 302
    indsats = Indsats.objects.get(slug="aaben-doer-paa-oesterbro")
    assert [version.state for version in versions_of(indsats)] == ["draft"]
    assert public_title(indsats) is None

    prioriter(indsats)
    koordinator.post(version_address("publish", versions_of(indsats).get()), WARNINGS_SEEN)
    assert public_title(indsats) == "Åben dør på Østerbro"


def test_new_initiative_without_a_title_is_told_at_the_title_and_keeps_the_rest(koordinator):
    before = Indsats.objects.count()

    response = send(
        koordinator, address_of("indsats", "add"), content__titel="", content__resume="Min tekst."
    )

    assert errors_at(response, "content__titel") == ["Dette felt er påkrævet."]
    assert values_of(form_of(response))["content__resume"] == "Min tekst."
    assert Indsats.objects.count() == before


def test_initiative_that_succeeds_itself_is_told_at_the_successor(koordinator, tryg_bydel):
    response = send(koordinator, form_address(tryg_bydel), efterfoelger=tryg_bydel.pk)

    assert errors_at(response, "efterfoelger") == ["En indsats kan ikke afløse sig selv."]


def test_address_of_another_initiative_is_refused_at_the_address(koordinator, tryg_bydel):
    response = send(koordinator, form_address(tryg_bydel), slug="camp-ung")

    assert len(errors_at(response, "slug")) == 1
    assert Indsats.objects.get(pk=tryg_bydel.pk).slug == "tryg-bydel"


@pytest.mark.parametrize(
    "html",
    [
        '<p>Hej</p><script>alert("x")</script>',
        '<p onclick="alert(1)">Hej</p>',
        '<p><a href="javascript:alert(1)">Hej</a></p>',
        '<p>Hej<img src="x" onerror="alert(1)"></p>',
    ],
)
def test_script_in_a_text_never_reaches_the_public(koordinator, html):
    indsats = prioriter(TekstFactory(titel="Noget nyt").indsats)
    draft = new_draft(koordinator, indsats)
    send(koordinator, form_address(indsats), content__baggrund=html)
    with uden_tjek():
        draft.publish(koordinator.user)

    body = Client().get(f"/indsatser/{indsats.slug}/").content.decode()

    assert "Hej" in body
    assert "alert(" not in body


def test_draft_that_another_works_on_is_not_changed(koordinator, client_for, tryg_bydel):
    draft = new_draft(koordinator, tryg_bydel)

    response = client_for("koordinator", navn="anden").get(form_address(tryg_bydel))

    assert "content__titel" not in values_of(form_of(response))
    assert "prøve koordinator har kladden og rettede den sidst" in response.content.decode()
    assert IndsatsIndhold.admin_manager.get(pk=draft.object_id).titel != NEW


# --- The address is lasting


def test_address_that_is_emptied_stays_as_it_was(koordinator, tryg_bydel):
    send(koordinator, form_address(tryg_bydel), slug="")

    assert Indsats.objects.get(pk=tryg_bydel.pk).slug == "tryg-bydel"


def test_address_that_is_emptied_beside_another_mistake_is_no_error_of_the_server(
    koordinator, tryg_bydel
):
    response = send(koordinator, form_address(tryg_bydel), slug="", efterfoelger="999999")

    assert response.status_code == 200


def test_address_that_is_changed_redirects_from_the_old_one(koordinator, tryg_bydel):
    send(koordinator, form_address(tryg_bydel), slug="en-tryg-bydel")

    response = Client().get("/indsatser/tryg-bydel/")
    if Indsats.objects.get(pk=tryg_bydel.pk).slug == "tryg-bydel":
        assert response.status_code == 200
    else:
        assert (response.status_code, response["Location"]) == (301, "/indsatser/en-tryg-bydel/")
