"""Two who have the same form of the admin open: the last is told what the other changed, and loses nothing."""

import pytest

from tests.factories import DokumentFactory
from tests.indsatser import aarsstatusser, hoeringer, maalinger
from tests.indsatser.admin_forms import address_of, errors_of_page, form_of, values_of

pytestmark = pytest.mark.django_db
FORMULARER = {
    "dokument": (lambda: DokumentFactory(offentligt=False), "titel_da", "resume_da", ""),
    "indikator": (lambda: maalinger.indikator(), "titel_da", "forklaring_da", ""),
    "hoering": (
        lambda: hoeringer.hoering(tilstand=hoeringer.T.KLADDE),
        *("titel_da", "beskrivelse_da", ""),
    ),
    "aarsstatus": (lambda: aarsstatusser.kladde(), "periode", "slug", "?oplysninger"),
}


def saet(raekke, **felter):
    type(raekke).objects.filter(pk=raekke.pk).update(**felter)


@pytest.mark.parametrize("model", FORMULARER)
def test_the_last_of_two_is_told_and_decides(koordinator, model):
    lav, felt, andet, spoerg = FORMULARER[model]
    raekke = lav()
    side = address_of(model, "change", raekke.pk)
    mit = {**values_of(form_of(koordinator.get(side + spoerg))), felt: "Mit", "_save": "Gem"}
    saet(raekke, **{felt: "Andens"})

    svar = koordinator.post(side, mit)
    (besked,) = [fejl for fejl in errors_of_page(svar) if "En anden har rettet" in fejl]
    assert besked.count("«") == 1
    igen = values_of(form_of(svar))
    assert igen[felt] == "Mit"
    raekke.refresh_from_db()
    assert getattr(raekke, felt) == "Andens"

    saet(raekke, **{felt: "Andens igen", andet: "ogsaa-andet"})
    svar = koordinator.post(side, {**igen, "_save": "Gem"})
    assert any(" og «" in fejl for fejl in errors_of_page(svar))
    svar = koordinator.post(side, {**values_of(form_of(svar)), "_save": "Gem"})
    assert svar.status_code == 302, errors_of_page(svar)
    raekke.refresh_from_db()
    assert getattr(raekke, felt) == "Mit"


def test_choice_of_many_is_one_of_the_fields(koordinator):
    raekke = hoeringer.hoering(tilstand=hoeringer.T.KLADDE)
    side = address_of("hoering", "change", raekke.pk)
    mit = values_of(form_of(koordinator.get(side)))
    raekke.dokumenter.add(DokumentFactory())

    svar = koordinator.post(side, {**mit, "_save": "Gem"})

    assert any("høringsmateriale" in fejl.lower() for fejl in errors_of_page(svar))
    assert raekke.dokumenter.count() == 1


def test_who_may_only_look_has_the_form_without_it(client_for):
    side = client_for("tovholder").get(address_of("dokument", "change", DokumentFactory().pk))
    assert side.status_code == 200 and b'name="aabnet_med"' not in side.content
