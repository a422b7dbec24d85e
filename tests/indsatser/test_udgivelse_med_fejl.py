"""Nothing with a fault goes public, whichever way it is sent; a warning is confirmed once."""

import pytest
from djangocms_versioning.models import Version

from indsatser.management.commands.run_scheduled import udfoer_forfaldne
from indsatser.models import Gennemsyn, IndsatsIndhold, PlanlagtUdgivelse
from indsatser.versioner import IkkeKlar
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import (
    CPR,
    dansk,
    er_ude,
    frisk,
    ny_kladde,
    planlagt,
    sendt,
    side,
    svar,
    versionside,
)

pytestmark = pytest.mark.django_db

LONG_AGO = dansk("2020-05-01 08:00")


def med(version, html):
    IndsatsIndhold.admin_manager.filter(pk=version.object_id).update(baggrund=html)
    return frisk(version)


def by_the_list_of_versions(client, version, **data):
    return svar(client, versionside("publish", version), **data)


def by_a_review(client, version, **data):
    gennemsyn = sendt(version)
    return svar(client, side("se", gennemsyn.pk), beslut="udgiv", **data)


def by_a_plan(client, version, **data):
    return svar(client, side("planlaeg", version.pk), udgiv_0="2040-05-01", udgiv_1="08:00", **data)


def by_a_review_for_later(client, version, **data):
    later = {"udgiv_0": "2040-05-01", "udgiv_1": "08:00"}
    return svar(client, side("se", sendt(version).pk), beslut="planlaeg", **later, **data)


WAYS = [by_the_list_of_versions, by_a_review, by_a_plan, by_a_review_for_later]


def nothing_happened(version):
    return (
        frisk(version).state == "draft"
        and not er_ude(version)
        and not PlanlagtUdgivelse.objects.exists()
        and not Gennemsyn.objects.exclude(tilstand="venter").exists()
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("confirmed", [{}, {"advarsler": "set"}])
def test_fault_stops_it_and_is_named(koordinator, way, confirmed):
    version = med(ny_kladde(koordinator.user), CPR)

    page = text_of(tree_of(way(koordinator, version, **confirmed)))

    assert "Kan ikke udgives endnu" in page
    assert "1 fejl, der skal rettes, før den kan udgives" in page
    assert "CPR-nummer" in page
    assert nothing_happened(version)


@pytest.mark.parametrize("way", WAYS)
def test_warning_is_shown_before_it_goes_further(koordinator, way):
    version = med(ny_kladde(koordinator.user), "<p>TODO: skriv noget her.</p>")

    page = way(koordinator, version)

    assert "Se advarslerne, før du udgiver" in page.content.decode()
    assert nothing_happened(version)


@pytest.mark.parametrize("way", WAYS)
def test_warning_that_is_confirmed_lets_it_pass(koordinator, way):
    version = med(ny_kladde(koordinator.user), "<p>TODO: skriv noget her.</p>")

    way(koordinator, version, advarsler="set")

    assert er_ude(version) or version.planer.get().tilstand == "venter"


def test_what_was_filled_in_is_sent_along_when_the_warning_is_confirmed(koordinator):
    version = med(ny_kladde(koordinator.user), "<p>TODO: skriv noget her.</p>")
    page = by_a_review_for_later(koordinator, version)
    (form,) = tree_of(page).xpath("//form[@method='post'][.//button[@name='advarsler']]")

    koordinator.post(form.action, {**dict(form.form_values()), "advarsler": "set"})

    assert version.planer.get().tidspunkt == dansk("2040-05-01 08:00")
    assert version.gennemsyn.get().tilstand == "godkendt"


def test_fault_that_came_after_the_plan_stops_it(koordinator):
    version = ny_kladde(koordinator.user)
    plan = planlagt(version, LONG_AGO, koordinator.user)
    med(version, CPR)

    udfoer_forfaldne()

    plan.refresh_from_db()
    assert plan.tilstand == "fejlet"
    assert (frisk(version).state, er_ude(version)) == ("draft", False)


def test_fault_stops_publication_in_code(koordinator):
    version = med(ny_kladde(koordinator.user), CPR)

    with pytest.raises(IkkeKlar, match="CPR-nummer"):
        version.publish(koordinator.user)

    assert frisk(version).state == "draft"
    assert not er_ude(version)


def test_fault_in_a_draft_leaves_the_public_text_as_it_is(koordinator):
    public = ny_kladde(koordinator.user)
    public.publish(koordinator.user)
    draft = med(frisk(public).copy(koordinator.user), CPR)

    by_the_list_of_versions(koordinator, draft, advarsler="set")

    same = Version.objects.filter_by_content_grouping_values(public.content).order_by("pk")
    assert [version.state for version in same] == ["published", "draft"]


def test_check_is_shown_to_who_may_change_or_publish_it_and_to_no_other(koordinator, client_for):
    version = med(ny_kladde(koordinator.user), CPR)

    assert "CPR-nummer" in koordinator.get(side("tjek", version.pk)).content.decode()
    assert client_for("styregruppe").get(side("tjek", version.pk)).status_code == 403
    assert client_for("tovholder").get(side("tjek", version.pk)).status_code == 403
    assert koordinator.get(side("tjek", 999999)).status_code == 404
