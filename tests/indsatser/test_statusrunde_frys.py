"""A closed round is frozen whichever way one saves, and the questions of an open one: the database itself says no."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from indsatser import frys
from indsatser.models import (
    Rundespoergsmaal,
    Status,
    Statusbilag,
    Statusrunde,
    Statussaetning,
    Statussvar,
    Statustal,
)
from tests.indsatser.statusrunder import aaben, indsats, kladde, luk, person, rapport, svar

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TAL = {"navn": "Møder", "vaerdi": 3, "enhed": "antal", "periode": "2026", "kilde": "Os"}


@pytest.fixture
def runde():
    return aaben(indsats("en", person("Anne Jensen")), indsats("to", person("Bo Hansen")))


@pytest.fixture
def status(runde):
    """A report with one of everything in it."""
    status = svar(runde.rapporter.order_by("pk")[0])
    Statussvar.objects.create(status=status, spoergsmaal=runde.spoergsmaal.get(), tekst="Gjort.")
    Statussaetning.objects.create(status=status, slags="resultater", tekst="Gjort.")
    Statustal.objects.create(status=status, **TAL)
    Statusbilag.objects.create(status=status, navn="a.pdf", fil="status/a.pdf")
    return status


DELE = {
    "answer": (Statussvar, {"tekst": "Rettet."}),
    "sentence": (Statussaetning, {"offentlig": True}),
    "figure": (Statustal, {"vaerdi": 4}),
    "file": (Statusbilag, {"navn": "b.pdf"}),
}


def refused(do, besked=frys.LUKKET):
    with pytest.raises(IntegrityError, match=besked), transaction.atomic():
        do()


@pytest.mark.parametrize("del_", DELE)
def test_part_of_a_report_is_changed_while_the_round_is_open(status, del_):
    model, ny = DELE[del_]

    assert model.objects.filter(status=status).update(**ny) == 1
    assert model.objects.filter(status=status).delete()[0] == 1


@pytest.mark.parametrize("del_", DELE)
def test_part_of_a_report_is_frozen_when_the_round_is_closed(runde, status, del_):
    luk(runde)
    model, ny = DELE[del_]
    raekker = model.objects.filter(status=status)
    kopi = raekker.get()
    kopi.pk = None

    refused(lambda: raekker.update(**ny))
    refused(lambda: raekker.delete())
    refused(lambda: raekker._raw_delete(raekker.db))
    refused(lambda: model.objects.bulk_create([kopi]))
    with pytest.raises(ValidationError, match=frys.LUKKET):
        raekker.get().save()
    with pytest.raises(ValidationError, match=frys.LUKKET):
        raekker.get().delete()


def test_report_is_frozen_when_the_round_is_closed(runde, status):
    luk(runde)
    rapporter = Status.objects.filter(pk=status.pk)

    refused(lambda: rapporter.update(lys="roed"))
    refused(lambda: Status.objects.bulk_update([status], ["lys"]))
    refused(lambda: rapporter._raw_delete(rapporter.db))
    refused(lambda: Status.objects.bulk_create([Status(runde=runde, indsats=indsats("ny"))]))
    with pytest.raises(ValidationError, match=frys.LUKKET):
        status.save()


def test_report_is_not_moved_into_a_closed_round_or_out_of_it(runde, status):
    anden = aaben(indsats("tre"))
    luk(runde)

    refused(lambda: Status.objects.filter(pk=status.pk).update(runde=anden))
    refused(lambda: Status.objects.filter(runde=anden).update(runde=runde))
    refused(lambda: Statussvar.objects.filter(status=status).update(status=anden.rapporter.get()))


def test_closed_round_itself_is_frozen(runde):
    luk(runde)
    runder = Statusrunde.objects.filter(pk=runde.pk)

    refused(lambda: runder.update(frist=timezone.localdate()))
    refused(lambda: runder.update(tilstand="aaben", lukket=None, lukket_af=None))
    refused(lambda: runde.indsatser.clear())
    refused(lambda: runde.indsatser.add(indsats("ny")))


def test_open_round_does_not_become_a_draft_again(runde):
    refused(
        lambda: Statusrunde.objects.filter(pk=runde.pk).update(tilstand="kladde", aabnet=None),
        frys.STILLET,
    )


def test_questions_are_frozen_when_the_round_is_open(runde):
    spoergsmaal = Rundespoergsmaal.objects.filter(runde=runde)

    refused(lambda: spoergsmaal.update(tekst="Andet?"), frys.STILLET)
    refused(lambda: spoergsmaal.delete(), frys.STILLET)
    refused(lambda: Rundespoergsmaal.objects.create(runde=runde, tekst="Mere?"), frys.STILLET)


def test_only_a_draft_is_deleted(runde):
    ny = kladde()

    with pytest.raises(ValidationError, match=frys.IKKE_SLETTES):
        runde.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Statusrunde.objects.filter(pk=runde.pk)._raw_delete("default")
    ny.delete()

    assert Statusrunde.objects.filter(pk=runde.pk).exists()
    assert not Statusrunde.objects.filter(pk=ny.pk).exists()


def test_substitute_of_a_closed_report_can_be_deleted_as_a_person(runde, status):
    ida = person("Ida Holm")
    Status.objects.filter(pk=status.pk).update(stedfortraeder=ida)
    luk(runde)

    ida.delete()

    status.refresh_from_db()
    assert status.stedfortraeder is None
    assert "Ida Holm" in status.ansvarlige_navne


def test_nothing_that_a_person_may_leave_holds_them_back(runde, status):
    anne = status.ansvarlige.get()
    luk(runde)
    anne.roller.all().delete()

    anne.delete()

    assert Status.objects.get(pk=status.pk).ansvarlige_navne == "Anne Jensen"


def test_what_freezes_is_put_in_place_again_after_a_migrate(runde, status):
    frys.fjern(connection)
    Status.objects.filter(pk=status.pk).update(udgave=F("udgave") + 1)
    frys.saet(connection)
    luk(runde)

    refused(lambda: Status.objects.filter(pk=status.pk).update(udgave=7))
    assert rapport(runde, status.indsats).udgave == 1
