"""Two at once on a real database: the same reply is one, of two the later holds, and an answer is published once."""
# ruff: noqa: F811, a test names the fixtures that are imported

import pytest

from tests.indsatser.test_planer_samtidig import at_once, database, one, original  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOER = """
from django.test import Client
from indsatser import hoeringsvej
from indsatser.models import Hoering, Hoeringssvar
from tests.indsatser.hoeringer import T, data, hoering, part, svar
"""
AABEN = FOER + (
    "h = hoering(slug='paa-een-gang'); part(h, hemmelig='kendt', email='raad@example.org');"
    "User.objects.create_superuser('kaja', 'kaja@aalborg.dk', 'x')"
)
FRA_RAADET = (
    FOER + "together(); print(Client().post('/hoeringssvar/kendt/', data(tekst=%r)).status_code)"
)
FRA_BORGER = FOER + (
    "alle = data(navn='Ane', tekst='Enig.'); together();"
    "print(Client().post('/hoeringer/paa-een-gang/svar/', alle).status_code)"
)
GAELDER = FOER + (
    "svar = Hoeringssvar.objects.filter(hoering__slug='paa-een-gang');"
    "print(svar.count(), svar.gaeldende().filter(part=None).count(), svar.gaeldende().exclude(part=None).count())"
)
OVER_FRISTEN = FOER + (
    "from django.utils import timezone;"
    "Hoering.objects.filter(slug='paa-een-gang').update(frist=timezone.localdate() - timedelta(days=1))"
)
UR = FOER + "together(); print(hoeringsvej.pas_hoeringer())"
BEHANDLET = FOER + (
    "Hoeringssvar.objects.filter(hoering__slug='paa-een-gang').update(behandling='fulgt', begrundelse='Ja.');"
    "Hoering.objects.filter(slug='paa-een-gang').update(samlet_svar_da='Lys.')"
)
OFFENTLIGGOER = (
    FOER
    + """
h, user = Hoering.objects.get(slug="paa-een-gang"), User.objects.get(username="kaja")
together()
try:
    hoeringsvej.offentliggoer(h.pk, user)
    print("offentligt")
except ValidationError as fejl:
    print(fejl.messages[0])
"""
)
BREVE = (
    FOER + "print(Email.objects.filter(to='raad@example.org', subject__contains='Svar på').count())"
)


def test_two_at_once(at_once):
    one(at_once(AABEN))

    svar = at_once(FRA_BORGER, FRA_BORGER, FRA_RAADET % "Det ene.", FRA_RAADET % "Det andet.")
    assert [(kode, ud.strip()[-3:]) for kode, ud, _ in svar] == [(0, "302")] * 4, svar
    # the citizen's twice is one; of the body's two one has taken the place of the other
    assert one(at_once(GAELDER)) == "3 1 1"

    one(at_once(OVER_FRISTEN))
    lukkede = at_once(UR, UR, UR)
    assert sorted(ud.strip()[-1:] for _, ud, _ in lukkede) == ["0", "0", "1"], lukkede

    one(at_once(BEHANDLET))
    svar = at_once(OFFENTLIGGOER, OFFENTLIGGOER)
    assert sorted(ud.strip() for _, ud, _ in svar) == [
        "Svaret kan offentliggøres, når fristen er gået.",
        "offentligt",
    ], svar
    assert one(at_once(BREVE)) == "1"
