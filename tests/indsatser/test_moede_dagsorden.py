"""The agenda: members hand points in, coordinators take in, order or decline them; files are for those who may see."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from indsatser.models import (
    Dagsordenspunkt,
    Gruppe,
    Moede,
    Punktbilag,
    Status,
    Statusrunde,
    Strategi,
)
from tests.factories import IndsatsFactory, TekstFactory
from tests.filer_til_proeve import upload
from tests.indsatser.moeder import adresse, moede, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def pdf(navn):
    return upload(navn, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")


@pytest.fixture(autouse=True)
def _lager(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "privat": {**settings.STORAGES["privat"], "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def tove(client_for):
    return client_for("tovholder", indsats=TekstFactory(titel="Tryg havn").indsats)


@pytest.fixture
def tovholdermoede(tove):
    return moede(gruppe=Gruppe.objects.get(slug="tovholdergruppen"), punkter=("A", "B", "C"))


def raekkefoelge(et):
    return [p.titel for p in et.punkter.paa()]


def test_member_hands_a_point_in_with_initiatives_and_files(tove, tovholdermoede, koordinator):
    indsats = tove.user.person.roller.get().indsats
    felter = {"titel": "Nyt fra havnen", "oplaeg": "Til drøftelse", "minutter": 20}
    felter |= {"indsatser": [indsats.pk], "filer": [pdf("bilag.pdf"), pdf("mere.pdf")]}

    svar = tove.post(adresse("nyt_punkt", tovholdermoede.pk), felter, follow=True)

    punkt = tovholdermoede.punkter.get(titel="Nyt fra havnen")
    assert (punkt.tilstand, punkt.meldt_ind_af) == ("foreslaaet", tove.user)
    assert list(punkt.indsatser.all()) == [indsats]
    assert [b.navn for b in punkt.bilag.all()] == ["bilag.pdf", "mere.pdf"]
    assert "Punktet er meldt ind" in svar.content.decode()
    assert raekkefoelge(tovholdermoede) == ["A", "B", "C"]

    koordinator.post(adresse("tag_paa", punkt.pk))
    assert raekkefoelge(tovholdermoede) == ["A", "B", "C", "Nyt fra havnen"]


def test_whoever_is_not_of_the_meeting_hands_nothing_in(client_for, tovholdermoede):
    assert (
        client_for("kommunikation").get(adresse("nyt_punkt", tovholdermoede.pk)).status_code == 404
    )
    assert (
        client_for("administrator").get(adresse("nyt_punkt", tovholdermoede.pk)).status_code == 403
    )


def test_no_point_is_handed_in_when_the_agenda_is_sent(tove, tovholdermoede, koordinator):
    Moede.objects.filter(pk=tovholdermoede.pk).update(dagsorden_sendt=timezone.now())

    svar = tove.post(adresse("nyt_punkt", tovholdermoede.pk), {"titel": "For sent"}, follow=True)

    assert "ikke meldes flere punkter ind" in svar.content.decode()
    koordinator.post(adresse("nyt_punkt", tovholdermoede.pk), {"titel": "Koordinatorens"})
    assert raekkefoelge(tovholdermoede) == ["A", "B", "C", "Koordinatorens"]


def test_file_that_is_not_what_it_says_is_refused_and_what_was_typed_stays(tove, tovholdermoede):
    falsk = SimpleUploadedFile("bilag.pdf", b"MZ\x90\x00" + b"\0" * 200)
    felter = {"titel": "Nyt fra havnen", "oplaeg": "Til drøftelse", "filer": [falsk]}

    svar = tove.post(adresse("nyt_punkt", tovholdermoede.pk), felter).content.decode()

    assert "blev ikke gemt" in svar and "Til drøftelse" in svar
    assert not Punktbilag.objects.exists() and raekkefoelge(tovholdermoede) == ["A", "B", "C"]


def test_with_another_fault_one_is_told_to_choose_the_file_again(tove, tovholdermoede):
    svar = tove.post(adresse("nyt_punkt", tovholdermoede.pk), {"filer": [pdf("bilag.pdf")]})

    assert "Skriv, hvad punktet hedder." in svar.content.decode()
    assert "Vælg bilaget igen" in svar.content.decode()


def test_file_is_sent_as_a_file_to_those_who_see_the_meeting(tove, tovholdermoede, client_for):
    tove.post(
        adresse("nyt_punkt", tovholdermoede.pk), {"titel": "D", "filer": [pdf("æ bilag.pdf")]}
    )
    hent = adresse("bilag", Punktbilag.objects.get().pk)

    svar = tove.get(hent)

    assert svar["Content-Disposition"].startswith("attachment;")
    assert svar["X-Content-Type-Options"] == "nosniff" and "no-store" in svar["Cache-Control"]
    assert b"".join(svar.streaming_content).startswith(b"%PDF")
    assert client_for("kommunikation").get(hent).status_code == 404


def test_declined_point_is_told_to_the_one_who_handed_it_in(tove, tovholdermoede, koordinator):
    tove.post(adresse("nyt_punkt", tovholdermoede.pk), {"titel": "Nyt fra havnen"})
    punkt = tovholdermoede.punkter.get(titel="Nyt fra havnen")
    afvis = adresse("afvis", punkt.pk)

    assert "Skriv, hvorfor" in koordinator.post(afvis, {"begrundelse": " "}).content.decode()
    assert outbox.outbox == []
    koordinator.post(afvis, {"begrundelse": "Det tages på næste møde"})
    koordinator.post(afvis, {"begrundelse": "Igen"})

    (brev,) = outbox.outbox
    assert brev.to == [tove.user.email]
    assert "Det tages på næste møde" in brev.body and "Nyt fra havnen" in brev.subject
    assert tove.post(afvis, {"begrundelse": "Nej"}).status_code == 403


def test_points_are_moved_up_and_down_and_not_past_the_ends(tovholdermoede, koordinator, tove):
    a, _, c = tovholdermoede.punkter.all()

    koordinator.post(adresse("flyt", c.pk), {"vej": "op"})
    assert raekkefoelge(tovholdermoede) == ["A", "C", "B"]
    koordinator.post(adresse("flyt", a.pk), {"vej": "op"})
    assert raekkefoelge(tovholdermoede) == ["A", "C", "B"]
    koordinator.post(adresse("flyt", a.pk), {"vej": "ned"})
    assert raekkefoelge(tovholdermoede) == ["C", "A", "B"]
    assert tove.post(adresse("flyt", a.pk), {"vej": "ned"}).status_code == 403


def test_time_of_the_points_is_weighed_against_the_length(tovholdermoede, koordinator):
    side = adresse("side", tovholdermoede.pk)
    tovholdermoede.punkter.update(minutter=30)
    assert "90 minutter i alt" in koordinator.get(side).content.decode()
    assert "for lidt tid" not in koordinator.get(side).content.decode()

    tovholdermoede.punkter.update(minutter=50)
    assert "for lidt tid" in koordinator.get(side).content.decode()


def test_initiative_of_a_point_has_its_last_light_for_those_who_may_see_it(
    tove, tovholdermoede, koordinator, client_for
):
    indsats = tove.user.person.roller.get().indsats
    tovholdermoede.punkter.first().indsatser.add(indsats)
    dag = timezone.localdate()
    runde = Statusrunde.objects.create(
        navn="Prøverunde",
        strategi=Strategi.objects.last(),
        fra=dag - timedelta(90),
        til=dag,
        frist=dag,
        tilstand="aaben",
        aabnet=timezone.now(),
    )
    Status.objects.create(
        runde=runde, indsats=indsats, indsats_navn="Tryg havn", tilstand="indsendt", lys="gul",
        indsendt=timezone.now(),
    )  # fmt: skip
    anden = client_for("tovholder", navn="anden", indsats=IndsatsFactory())
    side = adresse("side", tovholdermoede.pk)

    for klient, ser in ((tove, True), (koordinator, True), (anden, False)):
        indhold = klient.get(side).content.decode()
        assert "Tryg havn" in indhold
        assert ("der er noget, der driller" in indhold) is ser


def test_own_point_is_taken_back_until_it_is_taken_in(tove, tovholdermoede, koordinator):
    tove.post(adresse("nyt_punkt", tovholdermoede.pk), {"titel": "Mit"})
    punkt = Dagsordenspunkt.objects.get(titel="Mit")

    assert tove.get(adresse("punkt", punkt.pk)).status_code == 200
    koordinator.post(adresse("tag_paa", punkt.pk))
    assert tove.post(adresse("punkt", punkt.pk), {"goer": "slet"}).status_code == 403
    assert Dagsordenspunkt.objects.filter(pk=punkt.pk).exists()


def test_point_with_minutes_under_it_is_not_deleted(tovholdermoede, koordinator):
    punkt = tovholdermoede.punkter.first()
    punkt.beslutninger.create(tekst="Ja")

    svar = koordinator.post(adresse("punkt", punkt.pk), {"goer": "slet"}, follow=True)

    assert "kan ikke slettes" in svar.content.decode().replace("så det ", "")
    assert tovholdermoede.punkter.filter(pk=punkt.pk).exists()


def test_person_without_a_place_is_no_participant(koordinator):
    et = moede(person("Anne"))

    koordinator.post(adresse("deltager", et.pk), {"person": person("Bo").pk})
    koordinator.post(adresse("deltager", et.pk), {"person": "x"})

    assert sorted(d.person.navn for d in et.deltagere.all()) == ["Anne", "Bo"]
