"""Two at once on a real database: minutes are not written over, calls go out once, and approval closes all of it."""
# ruff: noqa: F811, a test names the fixtures that are imported

import pytest

from tests.indsatser.test_planer_samtidig import at_once, database, one, original  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IMPORTS = """
from django.core import mail as outbox
from indsatser.indkaldelse import indkald
from indsatser.models import Dagsordenspunkt, Moede, Aarshjulsdato, Aarshjulsregel
from indsatser.models.moederaekke import moede_af_dato
from tests.indsatser.moeder import T, koordinator_konto, moede, person, raekke
"""
HOLDT = IMPORTS + 'moede(person("Bo"), om=-3, tilstand=T.AFHOLDT)'
SKRIV = (
    IMPORTS
    + """
punkt = Dagsordenspunkt.objects.get()
together()
nu, gemt = Dagsordenspunkt.skriv(punkt.pk, %r, punkt.udgave, %r)
print("gemt" if gemt else f"afvist af {nu.rettet_af}")
"""
)
LAES = IMPORTS + "p = Dagsordenspunkt.objects.get(); print(p.referat, p.udgave)"
GODKEND = (
    IMPORTS
    + """
from django.db import transaction
pk = Moede.objects.get().pk
together()
with transaction.atomic():
    Moede.laast(pk).godkend("Formanden")
print("godkendt")
"""
)
SKRIV_LANGE = (
    IMPORTS
    + """
punkt, nr, slut = Dagsordenspunkt.objects.get(), 0, time.monotonic() + 60
together()
try:
    while time.monotonic() < slut:
        punkt, _ = Dagsordenspunkt.skriv(punkt.pk, f"Linje {nr}", punkt.udgave, "Bo")
        nr += 1
        time.sleep(0.01)  # SQLite lets whoever asks most often go first
    print("aldrig lukket")
except ValidationError:
    time.sleep(0.2)
    print("lukket", Dagsordenspunkt.objects.get().udgave == punkt.udgave)
"""
)
KOMMENDE = (
    IMPORTS
    + """
koordinator_konto()
moede(person("Anne"), person("Bo"))
"""
)
INDKALD = (
    IMPORTS
    + """
pk, kaja = Moede.objects.get().pk, koordinator_konto()
together()
print(indkald(pk, kaja))
"""
)
FORSLAG = (
    IMPORTS
    + """
serie = raekke()
regel = Aarshjulsregel.objects.create(navn="Prøve", slags="moede", gruppe=serie.gruppe, maaned=1, dag=1)
dag = timezone.localdate() + timedelta(days=30)
Aarshjulsdato.objects.create(regel=regel, aar=dag.year, dato=dag)
"""
)
OPRET = (
    IMPORTS
    + """
dato = Aarshjulsdato.objects.get(regel__navn="Prøve")
together()
try:
    moede_af_dato(dato.pk)
    print("oprettet")
except ValidationError:
    print("fandtes")
"""
)


def sagt(answers):
    assert [code for code, _, _ in answers] == [0] * len(answers), answers
    return sorted(out.strip().splitlines()[-1] for _, out, _ in answers)


def test_of_two_who_write_the_same_point_one_is_saved_and_the_other_is_told_by_whom(at_once):
    one(at_once(HOLDT))

    svar = sagt(at_once(SKRIV % ("Annes tekst", "Anne"), SKRIV % ("Bos tekst", "Bo")))

    hvem = "Anne" if svar[0] == "afvist af Anne" else "Bo"
    assert svar == [f"afvist af {hvem}", "gemt"]
    assert one(at_once(LAES)).splitlines()[-1] == f"{hvem}s tekst 1"


def test_nothing_is_written_after_the_minutes_are_approved(at_once):
    one(at_once(HOLDT))

    assert sagt(at_once(GODKEND, SKRIV_LANGE)) == ["godkendt", "lukket True"]


def test_two_who_press_send_at_once_send_each_call_once(at_once):
    one(at_once(KOMMENDE))

    assert sagt(at_once(INDKALD, INDKALD)) == ["0", "2"]


def test_two_who_make_the_meeting_of_one_date_make_one(at_once):
    one(at_once(FORSLAG))

    assert sagt(at_once(OPRET, OPRET)) == ["fandtes", "oprettet"]
