"""Several processes answer one sign-off at once, on a real database: one of them is heard, and the others are told."""
# ruff: noqa: F811, a test names the fixtures that are imported

import pytest

from tests.indsatser.test_planer_samtidig import at_once, database, one, original  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IMPORTS = """
from django.test import Client
from indsatser.models import Godkendelse
from indsatser.models.godkendelse import aftryk_af_tekst
from tests.factories import forfatter
from tests.indsatser.test_godkendelse import citeret, frisk, politi
"""
BED = (
    IMPORTS
    + """
from unittest.mock import patch
tekst = citeret()
with patch("secrets.token_urlsafe", lambda n: "hemmelig"):
    Godkendelse.bed(tekst, politi(), forfatter())
"""
)
SVAR = (
    IMPORTS
    + """
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
tekst = Godkendelse.fra_link("hemmelig").indhold
data = {"svar": %r, "navn": f"Nr. {os.getpid()}", "begrundelse": "Nej.", "laest": aftryk_af_tekst(tekst)}
client = Client()
client.get("/godkend/hemmelig/")
together()
print("svar", client.post("/godkend/hemmelig/", data).status_code)
"""
)
TAEL = (
    IMPORTS
    + """
svar = Godkendelse.objects.filter(noegle=Godkendelse.fra_link("hemmelig").noegle)
print(svar.count(), svar.exclude(afgjort=None).count())
"""
)
BED_IGEN = (
    IMPORTS
    + """
tekst = Godkendelse.fra_link("hemmelig").indhold
myndighed = politi()
together()
Godkendelse.bed(tekst, myndighed, forfatter())
print("bedt")
"""
)
VENTER = (
    IMPORTS
    + """
tekst = Godkendelse.fra_link("hemmelig").indhold
print(Godkendelse.objects.venter().filter(indhold=tekst).count())
"""
)


def status_af(answers):
    assert [code for code, _, _ in answers] == [0] * len(answers), answers
    return sorted(out.split()[-1] for _, out, _ in answers)


def test_link_that_two_use_at_once_is_used_once(at_once):
    one(at_once(BED))

    answers = at_once(SVAR % "godkendt", SVAR % "afvist")

    assert status_af(answers) == ["200", "410"]
    assert one(at_once(TAEL)).split("\n")[-1] == "1 1"


def test_two_who_ask_at_once_leave_one_link_open(at_once):
    one(at_once(BED))

    assert status_af(at_once(BED_IGEN, BED_IGEN)) == ["bedt", "bedt"]
    assert one(at_once(VENTER)).split("\n")[-1] == "1"
