"""The page tree and the lists publish behind the screen: what is stopped there is told in a line with a link."""

import pytest
from django.urls import reverse
from djangocms_versioning.models import Version

from tests.factories import IndsatsFactory, TekstFactory, prioriter
from tests.indsatser.public_pages import tree_of

pytestmark = pytest.mark.django_db
BEHIND_THE_SCREEN = {"Sec-Fetch-Mode": "cors"}


def publish(client, version, headers=None):
    address = reverse("admin:djangocms_versioning_indsatsindholdversion_publish", args=[version.pk])
    return client.post(address, headers=headers or {})


@pytest.fixture
def faulty():
    return TekstFactory(udgivet=False).versions.get()  # an initiative without a goal


def test_refusal_behind_the_screen_is_short_and_leads_to_the_check(koordinator, faulty):
    response = publish(koordinator, faulty, BEHIND_THE_SCREEN)

    assert response.status_code == 409
    (link,) = tree_of(response).xpath("//a/@href")
    assert "intet mål" in koordinator.get(link).content.decode()
    assert Version.objects.get(pk=faulty.pk).state == "draft"


def test_refusal_of_a_form_is_a_page_that_says_why(koordinator, faulty):
    response = publish(koordinator, faulty)

    assert response.status_code == 200
    assert "Kan ikke udgives endnu" in response.content.decode()
    assert Version.objects.get(pk=faulty.pk).state == "draft"


def test_page_of_the_check_publishes_what_has_no_fault(koordinator):
    version = TekstFactory(udgivet=False, indsats=prioriter(IndsatsFactory())).versions.get()
    page = koordinator.get(reverse("admin:indsatser_gennemsyn_tjek", args=[version.pk]))
    (form,) = [f for f in tree_of(page).forms if f.action.endswith("/publish/")]

    koordinator.post(form.action, dict(form.form_values()))

    assert Version.objects.get(pk=version.pk).state == "published"


def test_draft_that_somebody_else_has_is_published_only_knowingly(koordinator, user_for):
    version = TekstFactory(udgivet=False, indsats=prioriter(IndsatsFactory())).versions.get()
    version.locked_by = user_for("tovholder")
    version.save()

    assert "prøve tovholder har kladden" in publish(koordinator, version).content.decode()
    assert Version.objects.get(pk=version.pk).state == "draft"
