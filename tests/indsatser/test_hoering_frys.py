"""What a published answer says is kept by the database itself, whoever asks, until it is taken back."""

import pytest
from django.utils import timezone

from indsatser import frys_hoering, hoeringsvej
from indsatser.models import Hoering, Hoeringssvar
from tests.factories import forfatter
from tests.indsatser.hoeringer import HEMMELIGT, B, T, hoering, part, svar
from tests.indsatser.refusal import refused

pytestmark = pytest.mark.django_db


def test_database_itself_keeps_a_published_answer_until_it_is_taken_back():
    den = hoering(tilstand=T.BESVARET)
    svar(den, part(den), behandling=B.FULGT, **HEMMELIGT)
    alle, raekke = Hoeringssvar.objects.filter(hoering=den), Hoering.objects.filter(pk=den.pk)

    for goer in (
        lambda: alle.update(begrundelse="Noget andet"),
        lambda: alle.update(behandling=B.IKKE_FULGT),
        lambda: alle.update(offentlig_tekst=""),
        lambda: alle.update(erstattet_af=alle.get()),
        lambda: alle._raw_delete(alle.db),
        lambda: raekke.update(samlet_svar_da="Noget andet"),
    ):
        refused(goer, frys_hoering.OFFENTLIGT)
    alle.get().save()  # the same values are no change
    assert alle.update(navn="", email="") == 1

    hoeringsvej.tag_tilbage(den.pk, forfatter(), "En fejl")
    assert alle.update(begrundelse="Noget andet", behandlet_af=None) == 1
    assert raekke.update(samlet_svar_da="Noget andet") == 1


def test_names_are_still_forgotten_while_the_answer_is_public():
    gammel = timezone.now() - hoeringsvej.GEMMES * 2
    den = hoering(tilstand=T.BESVARET, besvaret=gammel)
    et = svar(den, behandling=B.FULGT, **HEMMELIGT)

    hoeringsvej.pas_hoeringer()

    et.refresh_from_db()
    assert (et.navn, et.email, et.begrundelse) == ("", "", "Derfor.")
