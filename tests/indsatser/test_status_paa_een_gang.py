"""Processes save, hand in, receive and close at the very same moment, on a real database: one at a time is heard."""
# ruff: noqa: F811, a test names the fixtures that are imported

import pytest

from tests.indsatser.test_planer_samtidig import at_once, database, one, original  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LAV = """
from unittest.mock import patch
from tests.indsatser.statusrapporter import med_link
with patch("secrets.token_urlsafe", lambda n: "hemmelig"):
    status, link, hemmelig = med_link()
print(status.pk)
"""
START = """
from indsatser.models import Status, Statuslink, Statusrunde
from indsatser.models.statusindhold import Indhold
from indsatser.models.statusskridt import Samtidig
status = Status.objects.get(runde__navn="Andet halvår 2026")
spoergsmaal = status.runde.spoergsmaal.first().pk
hvem = f"Nr. {os.getpid()}"
def proev(goer):
    together()
    try:
        goer()
    except Samtidig:
        print("samtidig")
    except ValidationError as fejl:
        print(fejl.messages[0].split()[0])
    else:
        print("gemt")
"""
GEM = (
    START
    + 'proev(lambda: status.gem(Indhold(lys="groen", svar={spoergsmaal: hvem}), udgave=0, hvem=hvem))'
)
SEND = START + "proev(lambda: status.send_ind(hvem=hvem))"
LUK = START + (
    "proev(lambda: Statusrunde.objects.filter(pk=status.runde_id)"
    ".update(tilstand='lukket', lukket=timezone.now()))"
)
KODE = START + (
    "link = Statuslink.fra_link('hemmelig')\n"
    "proev(lambda: print('kode' if link.ny_kode()[0] else 'afvist', end=' '))"
)
GAET = START + (
    "link = Statuslink.fra_link('hemmelig')\ntogether()\n"
    "print(sum('er forkert' in link.proev_kode('xxxxxx') for _ in range(4)), 'forsøg')"
)
TAEL = (
    START
    + "print(status.udgave, status.svar.count(), status.tilstand, status.rettet_af == status.svar.get().tekst)"
)


def sidste_ord(answers):
    assert [code for code, _, _ in answers] == [0] * len(answers), answers
    return sorted(out.split()[-1] for _, out, _ in answers)


def test_of_two_who_save_at_once_one_is_told(at_once):
    one(at_once(LAV))

    assert sidste_ord(at_once(GEM, GEM)) == ["gemt", "samtidig"]
    assert one(at_once(TAEL)).split("\n")[-1] == "1 1 kladde True"


def test_of_two_who_hand_in_at_once_one_does(at_once):
    one(at_once(LAV))
    one(at_once(GEM))

    faldt = sidste_ord(at_once(SEND, SEND))

    assert len(faldt) == 2
    assert faldt.count("gemt") == 1


def test_report_is_saved_whole_before_the_round_closes_or_not_at_all(at_once):
    one(at_once(LAV))

    svar = at_once(GEM, LUK)

    assert [code for code, _, _ in svar] == [0, 0], svar
    gemt = svar[0][1].split()[-1]
    assert gemt in ("gemt", "Runden")
    antal = one(at_once(START + "print(status.udgave, status.svar.count())")).split("\n")[-1]
    assert antal == ("1 1" if gemt == "gemt" else "0 0")


def test_codes_and_tries_are_counted_when_many_ask_at_once(at_once):
    one(at_once(LAV))

    svar = at_once(KODE, KODE, KODE, KODE)

    assert sorted(out.split()[-2] for _, out, _ in svar) == ["afvist", "kode", "kode", "kode"]
    svar = at_once(GAET, GAET)
    assert sum(int(out.split()[-2]) for _, out, _ in svar) == 4  # the fifth shuts the code
