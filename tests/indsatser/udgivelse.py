"""What the tests of the way from draft to public share: a draft without faults, its addresses, and Danish moments."""

from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from djangocms_versioning.models import Version

from indsatser.formularer import PlanForm
from indsatser.models import Gennemsyn, PlanlagtUdgivelse
from tests.factories import TekstFactory, forfatter
from tests.indsatser.udgivelsestjek import kladde
from tryg_portal.middleware import LastSeen

CPR = "<p>Ring til 010190-1234.</p>"
"""What the check calls a fault."""


def dansk(moment):
    """`dansk("2026-06-10 03:30")`: a moment in Danish time."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


def ny_kladde(af=None, titel="Tryg trappe", **felter):
    """The version of a Danish draft in somebody's hand, or in nobody's, which may be published without a warning."""
    tekst = kladde("<p>Vi hilser på naboen.</p>", titel=titel, **felter)
    TekstFactory(indsats=tekst.indsats, language="en", titel="Safe stairs")
    Version.objects.filter(object_id=tekst.pk, content_type__model="indsatsindhold").update(
        locked_by=af, created_by=af or forfatter()
    )
    return version_of(tekst)


def version_of(tekst):
    """Its version as the database has it now."""
    return Version.objects.get(object_id=tekst.pk, content_type__model="indsatsindhold")


def frisk(version):
    """The version as the next request meets it, with nothing remembered."""
    return Version.objects.get(pk=version.pk)


def igen(user):
    """The account as the next request meets it: what it may do is remembered for one request."""
    return User.objects.get(pk=user.pk)


def sendt(version, note=""):
    """It waits for review, sent by the one who had it in hand."""
    version = frisk(version)
    return Gennemsyn.send(version, version.locked_by, note)


def gennemsynet(version, tilstand, af, begrundelse=""):
    """A review of it that somebody has decided."""
    gennemsyn = sendt(version)
    gennemsyn.afgoer(tilstand, af, begrundelse)
    return gennemsyn


def planlagt(version, tidspunkt, af, handling="udgiv"):
    return PlanlagtUdgivelse.objects.create(
        version=version, handling=handling, tidspunkt=tidspunkt, bestilt_af=af
    )


def planform(udgiv=None, tag_ned=None, skal_udgives=True):
    """`planform("2027-05-03 08:00")`: the form, filled in with these Danish moments."""
    data = {}
    for navn, moment in (("udgiv", udgiv), ("tag_ned", tag_ned)):
        data[f"{navn}_0"], data[f"{navn}_1"] = (moment or " ").split(" ")
    return PlanForm(data, udgiv=skal_udgives)


def side(navn, pk):
    """The address of a page about a review or a version."""
    return reverse(f"admin:indsatser_gennemsyn_{navn}", args=[pk])


def versionside(navn, version):
    """The address of what the package does with a version."""
    model = version.content_type.model
    return reverse(f"admin:djangocms_versioning_{model}version_{navn}", args=[version.pk])


def svar(client, address, **data):
    """Sends a form and reads the page that it leads to."""
    return client.post(address, data, follow=True)


def er_ude(version):
    """Whether a visitor meets the initiative."""
    slug = frisk(version).content.indsats.slug
    return Client().get(f"/indsatser/{slug}/").status_code == 200


def cost(client, address):
    """How many queries a page costs, but for those that a process asks once, or now and then, whatever the page."""
    without = lambda self, request: self.get_response(request)  # noqa: E731
    with patch.object(LastSeen, "__call__", without):  # it notes a session once in five minutes
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
    return sum("cms_urlconfrevision" not in query["sql"] for query in queries)
