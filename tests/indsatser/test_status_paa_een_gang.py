"""Threads save, hand in, close and guess at the very same moment, on a real database: one at a time is heard.

All of it in one process, for to start one takes longer than the rest.
"""
# ruff: noqa: F811, a test names the fixtures that are imported

import json

import pytest

from tests.indsatser.test_planer_samtidig import at_once, database, one, original  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LAV = """
import json, threading
from django.db import connection
from indsatser.models import Status, Statuslink, Statusrunde
from indsatser.models.statusindhold import Indhold
from indsatser.models.statusskridt import Samtidig
from tests.indsatser.statusrapporter import med_link, runde
fundet = {}

def paa_een_gang(*opgaver):
    "What each came to, all begun together."
    klar, svar = threading.Barrier(len(opgaver)), [None] * len(opgaver)
    def koer(nr, opgave):
        klar.wait()
        try:
            svar[nr] = opgave() or "gjort"
        except Samtidig:
            svar[nr] = "samtidig"
        except ValidationError as fejl:
            svar[nr] = "afvist"
        except Exception as fejl:
            svar[nr] = repr(fejl)
        finally:
            connection.close()
    traade = [threading.Thread(target=koer, args=par) for par in enumerate(opgaver)]
    [t.start() for t in traade]
    [t.join() for t in traade]
    return sorted(svar)

def ny(navn):
    status, link, hemmelig = med_link(en_runde=runde(navn))
    return status, link, status.runde.spoergsmaal.first().pk

def gem(status, pk, hvem):
    def goer():
        status_ = Status.objects.get(pk=status.pk)
        status_.gem(Indhold(lys="groen", svar={pk: hvem}), udgave=0, hvem=hvem)
    return goer
"""
SCENER = """
for gang in range(5):
    status, link, pk = ny(f"Gem {gang}")
    svar = paa_een_gang(*(gem(status, pk, f"Nr. {n}") for n in range(3)))
    status.refresh_from_db()
    samme = status.svar.get().tekst == status.rettet_af
    fundet.setdefault("gem", []).append([svar, status.udgave, samme])

    svar = paa_een_gang(*(lambda: Status.objects.get(pk=status.pk).send_ind(hvem="x") and None for _ in range(2)))
    fundet.setdefault("send", []).append(svar)

    status, link, pk = ny(f"Luk {gang}")
    luk = lambda: Statusrunde.objects.filter(pk=status.runde_id).update(
        tilstand="lukket", lukket=timezone.now()) and None
    svar = paa_een_gang(gem(status, pk, "x"), luk)
    status.refresh_from_db()
    fundet.setdefault("luk", []).append([svar, status.udgave == status.svar.count() == svar.count("gjort") - 1])

status, link, pk = ny("Koder")
fundet["koder"] = paa_een_gang(*(lambda: "kode" if link.ny_kode()[0] else "ingen" for _ in range(5)))
fundet["gaet"] = paa_een_gang(*(lambda: link.proev_kode("xxxxxx").split()[1] for _ in range(8)))
link.refresh_from_db()
fundet["link"] = [link.kode, link.forkerte, len(link.kodetider)]
print(json.dumps(fundet))
"""


def test_of_those_who_do_something_at_once_one_at_a_time_is_heard(at_once):
    fundet = json.loads(one(at_once(LAV + SCENER)).split("\n")[-1])

    assert fundet["gem"] == [[["gjort", "samtidig", "samtidig"], 1, True]] * 5
    assert fundet["send"] == [["afvist", "gjort"]] * 5
    for svar, helt in fundet["luk"]:
        assert svar in (["gjort", "gjort"], ["afvist", "gjort"])
        assert helt
    assert fundet["koder"] == ["ingen", "ingen", "kode", "kode", "kode"]
    # «Koden er forkert …», «Koden var forkert for femte gang …», «Koden gælder ikke mere …»
    assert fundet["gaet"] == ["er"] * 4 + ["gælder"] * 3 + ["var"]
    assert fundet["link"] == ["", 5, 3]
