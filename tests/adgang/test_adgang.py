"""Every address crossed with everybody and both methods, and compared with the table."""

import logging
import sys

import pytest
from django.db import transaction
from django.test import Client

from tests.accounts import proven_login
from tests.adgang import adresser, krydsning, scene, tabel
from tests.conftest import forget_everything_cached

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LINJER = tabel.linjer()
CELLER = sum(2 * len(scene.PERSONER) * len(celler) for celler in LINJER.values())


@pytest.fixture(scope="module")
def s(django_db_setup, django_db_blocker):
    """The scene, with a session for each person; one transaction for all of it, rolled back after the last address."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_everything_cached()
        s = scene.byg()
        s.noegler = {"anonym": None} | {
            navn: _session(navn, konto) for navn, konto in s.personer.items()
        }
        yield s
        transaction.set_rollback(True)
    forget_everything_cached()


def _session(navn, konto):
    klient = Client()
    klient.force_login(konto) if navn == "uden_faktor" else proven_login(klient, konto)
    return klient.session.session_key


@pytest.fixture(autouse=True)
def _stille():
    """A cell that is refused is no news for the log."""
    forget_everything_cached()
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("s")
def test_every_address_has_a_line_and_every_line_an_address():
    findes = set(adresser.alle())

    assert {"uden linje": findes - LINJER.keys(), "uden adresse": LINJER.keys() - findes} == {
        "uden linje": set(),
        "uden adresse": set(),
    }


@pytest.mark.parametrize("noegle", LINJER)
def test_address_answers_everybody_as_the_table_says(s, noegle):
    forkerte = []
    for celler in LINJER[noegle]:
        adresse = celler.adresse.format(s=s)
        assert adresser.rute(adresse) == noegle, f"{adresse} er ikke {noegle}"
        data = celler.data and {n.format(s=s): v.format(s=s) for n, v in celler.data.items()}
        for metode, ventet in (("GET", celler.get), ("POST", celler.post)):
            forkerte += _kryds(s, metode, adresse, data if metode == "POST" else None, ventet)

    assert not forkerte, "\n".join(["", *forkerte])


def _kryds(s, metode, adresse, data, ventet):
    for (navn, noegle), tegn in zip(s.noegler.items(), ventet, strict=True):
        svar = krydsning.spoerg(noegle, metode, adresse, data)
        fik = krydsning.udfald(svar)
        if fik != tegn:
            grund = f" ({svar.exc_info[1]!r})" if getattr(svar, "exc_info", None) else ""
            yield f"{metode} {adresse} som {navn}: {_navn(fik)}, ventet {_navn(tegn)}{grund}"


def _navn(tegn):
    return krydsning.UDFALD.get(tegn, tegn)


def test_every_cell_is_crossed(record_property, capsys):
    record_property("celler", CELLER)
    with capsys.disabled():
        # a worker's standard output goes nowhere
        print(f"\nAdgang: {len(LINJER)} adresser, {CELLER} celler.", file=sys.stderr)

    assert len(scene.PERSONER) == 9
    assert len(LINJER) > 350
    assert CELLER > 7000
