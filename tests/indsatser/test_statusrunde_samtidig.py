"""Several processes in one round at once, on a real database: sent once, and frozen for all when it is frozen."""
# ruff: noqa: F811, a test names the fixtures that are imported

import pytest

from tests.indsatser.test_planer_samtidig import at_once, database, one, original  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IMPORTS = """
from datetime import timedelta
from django.db import DatabaseError, transaction
from indsatser import runder
from indsatser.models import Status, Statuslink, Statusrunde, Statussvar
from tests.indsatser.statusrunder import aaben, forfatter, indsats, kladde, person, rapport
from tryg_portal.models import GatheredLine

def runden():
    return Statusrunde.objects.get(navn="Samtidig")

def wait_for(name):
    while not (folder / name).exists():
        time.sleep(0.01)
"""
LAV = (
    IMPORTS
    + "%s(indsats('en', person('Anne Jensen')), indsats('to', person('Bo Hansen')), navn='Samtidig')"
)
AABN = (
    IMPORTS
    + """
aftryk = runder.modtagere_af(runden()).aftryk
together()
try:
    svar = f"sendt {runder.aabn(runden().pk, aftryk)}"
except ValidationError as fejl:
    svar = fejl.messages[0]
mails = Email.objects.filter(subject__contains="Meld status").count()
print(svar, mails, Status.objects.filter(runde=runden()).count())
"""
)
FORFALDEN = (
    LAV % "aaben"
    + """
igaar = timezone.now() - timedelta(days=1)
Status.objects.filter(runde=runden()).update(skrevet=igaar - timedelta(days=30))
Statusrunde.objects.filter(pk=runden().pk).update(frist=timezone.localdate() + timedelta(days=7))
"""
)
PAAMIND = IMPORTS + "together(); call_command('run_scheduled')"
MINDET = (
    IMPORTS
    + """
call_command("run_scheduled")
minder = Status.objects.filter(runde=runden()).values_list("paamindelser", flat=True)
print(GatheredLine.objects.count(), sorted(minder), Statuslink.objects.filter(status__runde=runden()).count())
"""
)
LUK = (
    IMPORTS
    + """
aftryk = runder.staar_tilbage(runden())["aftryk"]
together()
try:
    with transaction.atomic():
        runder.luk(runden().pk, forfatter(), aftryk)
        (folder / "lukket").touch()
        time.sleep(0.7)
    print("lukket")
except ValidationError as fejl:
    print(fejl.messages[0])
"""
)
SKRIV_FOR_SENT = (
    IMPORTS
    + """
status, spoergsmaal = runden().rapporter.order_by("pk").first(), runden().spoergsmaal.get()
together()
wait_for("lukket")
try:
    Statussvar.objects.bulk_create([Statussvar(status=status, spoergsmaal=spoergsmaal, tekst="Sent")])
    print("skrevet")
except DatabaseError as fejl:
    print("nej:", str(fejl).splitlines()[0])
"""
)
SKRIV_FOERST = (
    IMPORTS
    + """
status, spoergsmaal = runden().rapporter.order_by("pk").first(), runden().spoergsmaal.get()
together()
with transaction.atomic():
    Statussvar.objects.create(status=status, spoergsmaal=spoergsmaal, tekst="Foerst")
    (folder / "skrevet").touch()
    time.sleep(0.7)
    print(time.time())
"""
)
LUK_BAGEFTER = (
    IMPORTS
    + """
aftryk = runder.staar_tilbage(runden())["aftryk"]
together()
wait_for("skrevet")
print(runder.luk(runden().pk, forfatter(), aftryk).lukket.timestamp())
"""
)


def said(answers):
    assert [code for code, _, _ in answers] == [0] * len(answers), answers
    return [out.strip().split("\n")[-1] for _, out, _ in answers]


def test_two_who_open_at_once_send_once(at_once):
    one(at_once(LAV % "kladde"))

    answers = said(at_once(AABN, AABN))

    assert sorted(answers) == ["Runden er allerede åbnet, og mailene er sendt. 2 2", "sendt 2 2 2"]


def test_two_clocks_at_once_remind_once(at_once):
    one(at_once(FORFALDEN))

    said(at_once(PAAMIND, PAAMIND))

    assert said(at_once(MINDET)) == ["2 [1, 1] 4"]


def test_two_who_close_at_once_close_once_and_what_is_written_meanwhile_is_refused(at_once):
    one(at_once(LAV % "aaben"))

    skrevet, *lukkede = said(at_once(SKRIV_FOR_SENT, LUK, LUK))

    assert sorted(lukkede) == ["Runden er allerede lukket.", "lukket"]
    assert skrevet.startswith("nej: Runden er lukket")


def test_round_closes_after_what_is_being_written(at_once):
    one(at_once(LAV % "aaben"))

    skrevet, lukket = said(at_once(SKRIV_FOERST, LUK_BAGEFTER))

    assert float(lukket) > float(skrevet)
