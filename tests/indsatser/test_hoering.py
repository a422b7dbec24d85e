"""The way of a hearing: letters, links, replies, the clock, and the answer."""

import re
from datetime import timedelta
from email.utils import parseaddr
from hashlib import sha256

import pytest
from django.contrib.auth.models import User
from django.core import mail as post
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from freezegun import freeze_time

from indsatser import hoeringsvej
from indsatser.models import Hoering, Hoeringsbilag, Hoeringssvar
from tests.factories import forfatter
from tests.indsatser.forslag import stempel
from tests.indsatser.hoeringer import HEMMELIGT, B, T, bilag, data, hoering, part, svar

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "/hoeringer/proeve/svar/"


EMNER = {
    "hoering_invitation": "Høring: ",
    "hoering_paamindelse": "Husk høringen",
    "hoering_ny_frist": "Ny frist",
    "hoering_kvittering": "Vi har fået dit høringssvar",
    "hoering_besvaret": "Svar på høringen",
}


@pytest.fixture(autouse=True)
def _paa_stedet(commits_at_once):
    """Letters are sent at the end of a transaction; that of a test never comes."""


def breve(slags):
    return [brev for brev in post.outbox if EMNER[slags] in brev.subject]


def modtagere(slags):
    return [parseaddr(brev.to[0])[1] for brev in breve(slags)]


def links(slags="hoering_invitation"):
    return [re.search(r"/hoeringssvar/([\w-]+)/", brev.body)[1] for brev in breve(slags)]


def modtag(hoering, part=None, tekst="Mere lys.", **felter):
    nyt = Hoeringssvar(hoering=hoering, part=part, tekst=tekst, aftryk=f"{part}{tekst}{felter}")
    for navn, vaerdi in felter.items():
        setattr(nyt, navn, vaerdi)
    return hoeringsvej.modtag(nyt)[0]


def gaeldende(hoering):
    return [et.tekst for et in hoering.svar.gaeldende()]


def flyt(hoering, dage):
    """As if the last day had been so many days from today."""
    frist = timezone.localdate() + timedelta(days=dage)
    Hoering.objects.filter(pk=hoering.pk).update(frist=frist)
    hoering.refresh_from_db()


# --- Opening


def test_opening_writes_to_those_with_an_address_each_with_a_link_of_its_own():
    h = hoering(tilstand=T.KLADDE)
    part(h, "Ældrerådet", email="a@example.org")
    part(h, "Samrådene", email="s@example.org", antal=46)
    part(h, "Udsatterådet")

    hoeringsvej.aabn(h.pk, forfatter())

    assert sorted(modtagere("hoering_invitation")) == ["a@example.org", "s@example.org"]
    hemmelige = links()
    assert len(set(hemmelige)) == 2
    noegler = set(h.parter.values_list("noegle", flat=True))
    assert {sha256(h.encode()).hexdigest() for h in hemmelige} <= noegler
    assert not noegler & set(hemmelige)
    h.refresh_from_db()
    assert (h.tilstand, h.start) == (T.AABEN, timezone.localdate())
    with pytest.raises(ValidationError, match="allerede"):
        hoeringsvej.aabn(h.pk, forfatter())
    assert len(breve("hoering_invitation")) == 2


def test_hearing_is_not_opened_without_time_or_anybody_to_ask():
    h = hoering(tilstand=T.KLADDE, dage=0, for_alle=False)

    with pytest.raises(ValidationError) as fejl:
        hoeringsvej.aabn(h.pk, forfatter())

    assert len(fejl.value.messages) == 2
    assert not breve("hoering_invitation")


# --- The link


def test_link_is_opened_as_often_as_one_likes_and_a_wrong_one_is_not_there(client):
    part(hoering(), hemmelig="kendt")

    for _ in range(2):
        side = client.get("/hoeringssvar/kendt/")
        assert side.status_code == 200 and "Ældrerådet" in side.content.decode()
    assert side["X-Robots-Tag"] == "noindex" and "no-store" in side["Cache-Control"]
    assert client.get("/hoeringssvar/ukendt/").status_code == 404
    assert client.get("/en/hoeringssvar/kendt/").url == "/hoeringssvar/kendt/"


def test_reply_by_link_after_the_deadline_is_late_and_after_the_answer_it_is_refused(client):
    h = hoering(tilstand=T.LUKKET)
    part(h, hemmelig="kendt")

    assert "Fristen var" in client.get("/hoeringssvar/kendt/").content.decode()
    assert client.post("/hoeringssvar/kendt/", data()).status_code == 302
    assert h.svar.get().for_sent
    Hoering.objects.update(tilstand=T.BESVARET, besvaret=timezone.now())
    assert client.get("/hoeringssvar/kendt/").status_code == 410
    assert client.post("/hoeringssvar/kendt/", data(tekst="Nyt.")).status_code == 410
    assert h.svar.count() == 1


def test_new_link_shuts_the_former(koordinator, client):
    h = hoering()
    p = part(h, hemmelig="gammel", email="a@example.org")

    koordinator.post(f"/admin/indsatser/hoering/{h.pk}/link/{p.pk}/", {"x": 1})

    gammelt = client.post("/hoeringssvar/gammel/", data())
    assert gammelt.status_code == 410
    assert "Linket gælder ikke mere" in gammelt.content.decode()
    assert "Zebratekst" in gammelt.content.decode() and not h.svar.exists()
    assert client.get(f"/hoeringssvar/{links()[0]}/").status_code == 200


def test_samraad_share_a_link_and_each_has_a_reply_of_its_own(client):
    h = hoering()
    part(h, "Samrådene", hemmelig="kendt", antal=46)

    uden_navn = client.post("/hoeringssvar/kendt/", data())
    assert "organisation" in uden_navn.context["form"].errors
    for navn, tekst in [("Nord", "Et"), ("Syd", "To"), ("nord", "Tre")]:
        client.post("/hoeringssvar/kendt/", data(organisation=navn, tekst=tekst))

    assert sorted(gaeldende(h)) == ["To", "Tre"]


# --- The public form


@pytest.mark.parametrize(
    ("felter", "status"),
    [
        ({}, 200),
        ({"for_alle": False}, 410),
        ({"tilstand": T.LUKKET}, 410),
        ({"dage": -1}, 410),
        ({"tilstand": T.KLADDE}, 404),
    ],
)
def test_anybody_replies_only_while_it_is_open_for_all(client, felter, status):
    h = hoering(**felter)

    assert client.get(FORM).status_code == status
    assert client.post(FORM, data()).status_code == (302 if status == 200 else status)
    assert h.svar.count() == (status == 200)


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"tekst": " "}, "Skriv dit svar"),
        ({"tekst": "Jeg er 010203-1234."}, "CPR-nummer"),
        ({"navn": "Bo 010203-1234"}, "CPR-nummer"),
        ({"email": "ikke en mail"}, "navn@example.org"),
        ({"stempel": stempel(0)}, "meget hurtigt"),
        ({"stempel": "forkert"}, "stået åben længe"),
        ({"filer": [SimpleUploadedFile("virus.exe", b"MZ")]}, "virus.exe"),
        ({"filer": [SimpleUploadedFile("falsk.pdf", b"MZ")]}, "falsk.pdf"),
        ({"filer": [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(6)]}, "højst sende 5"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_that_was_typed_is_lost(client, felter, besked):
    if felter.get("stempel") and felter["stempel"] != "forkert":
        felter = {"stempel": stempel(0)}
    h = hoering()

    side = client.post(FORM, data(organisation="Zebraklubben", **felter))

    ud = side.content.decode()
    assert side.status_code == 200 and besked in ud
    assert "Zebraklubben" in ud and felter.get("tekst", "Zebratekst") in ud
    assert not h.svar.exists()


def vedlagt(side):
    """The form as it came back, with the files that it has kept."""
    form = side.context["form"]
    return {"gemte": form.data["gemte"], "behold": form.data.getlist("behold")}


def fil(navn="kort.txt", indhold=b"Kort over stien"):
    return SimpleUploadedFile(navn, indhold)


def test_files_wait_while_another_field_is_mended(client):
    h = hoering()
    side = client.post(FORM, data(email="forkert", filer=[fil(), fil("virus.exe", b"MZ")]))
    assert "kort.txt" in side.content.decode() and "virus.exe" in side.content.decode()
    side = client.post(FORM, data(email="forkert", filer=[fil("mere.txt")], **vedlagt(side)))
    rettet = data(**vedlagt(side))
    assert len(rettet["behold"]) == 2

    assert [client.post(FORM, rettet).status_code for _ in range(2)] == [302, 302]
    assert [et.navn for et in h.svar.get().bilag.all()] == ["kort.txt", "mere.txt"]

    client.post(FORM, rettet | {"tekst": "Andre ord.", "behold": rettet["behold"][:1]})
    foerste, anden = h.svar.all()
    assert [et.navn for et in anden.bilag.all()] == ["kort.txt"]
    with anden.bilag.get().fil.open() as kopi:
        assert kopi.read() == b"Kort over stien"
    assert foerste.bilag.count() == 2


def test_files_of_others_are_not_taken_along(client):
    andres = bilag(svar(hoering("andres")))
    h = hoering()

    side = client.post(FORM, data(behold=[andres.pk], gemte=signing.dumps([andres.pk], salt="x")))

    assert side.status_code == 200 and not h.svar.exists()
    assert "Vælg dem igen" in str(side.context["form"].errors["filer"])


def test_more_files_than_five_count_those_that_wait(client):
    hoering()
    side = client.post(FORM, data(email="forkert", filer=[fil(f"{n}.txt") for n in range(4)]))
    side = client.post(FORM, data(filer=[fil("4.txt"), fil("5.txt")], **vedlagt(side)))
    ud = side.content.decode()
    assert "Disse er ikke taget med: 5.txt." in ud
    assert len(vedlagt(side)["behold"]) == 5


def test_files_that_nobody_came_back_for_are_gone_after_a_day(client, monkeypatch):
    hoering()
    side = client.post(FORM, data(email="forkert", filer=[fil()]))
    (ventende,) = Hoeringsbilag.objects.all()
    taget = bilag(svar(hoering("anden")))
    hoeringsvej.pas_hoeringer()
    assert Hoeringsbilag.objects.count() == 2

    with freeze_time(timezone.now() + timedelta(days=1, minutes=1)):
        hoeringsvej.pas_hoeringer()
        sent = client.post(FORM, data(**vedlagt(side)))
    assert list(Hoeringsbilag.objects.all()) == [taget]
    assert not ventende.fil.storage.exists(ventende.fil.name)
    assert "Vælg dem igen" in sent.content.decode()


def test_one_place_cannot_fill_the_disk_with_forms_to_be_mended(client, monkeypatch):
    monkeypatch.setattr("indsatser.spamvaern.FILER_PR_STED", 1)
    hoering()
    for _ in range(2):
        side = client.post(FORM, data(email="forkert", filer=[fil()]))
    assert Hoeringsbilag.objects.count() == 1
    assert "Vælg filerne igen" in side.content.decode()


def test_who_was_writing_when_it_closed_has_the_words_still(client):
    hoering(dage=-1)
    side = client.post(FORM, data(filer=[fil()]))
    assert side.status_code == 410
    assert (
        "Zebratekst" in side.content.decode() and "Filerne er ikke sendt" in side.content.decode()
    )


def test_reply_is_kept_with_its_files_and_the_receipt_says_nothing_of_it(client):
    h = hoering()

    fil = SimpleUploadedFile("kort.txt", b"Kort over stien")
    side = client.post(FORM, data(filer=[fil], **HEMMELIGT))

    nyt = h.svar.get()
    assert (nyt.navn, nyt.email, nyt.for_sent) == (*HEMMELIGT.values(), False)
    assert [et.navn for et in nyt.bilag.all()] == ["kort.txt"]
    (brev,) = breve("hoering_kvittering")
    assert modtagere("hoering_kvittering") == [HEMMELIGT["email"]]
    assert "Zebra" not in brev.body and "Hemsdottir" not in brev.body
    tak = client.get(side.url)
    assert tak.status_code == 200 and "Zebra" not in tak.content.decode()


def test_machine_that_fills_the_trap_is_thanked_and_forgotten(client):
    h = hoering()

    assert client.post(FORM, data(hjemmeside="x")).status_code == 302
    assert not h.svar.exists()


def test_too_many_from_one_place_are_turned_away_with_what_they_typed(client, monkeypatch):
    h = hoering()
    monkeypatch.setattr("indsatser.spamvaern.PR_STED", 2)
    for nr in range(2):
        client.post(FORM, data(tekst=f"Nummer {nr}"))

    side = client.post(FORM, data(tekst="En til"))

    assert side.status_code == 429 and "En til" in side.content.decode()
    assert h.svar.count() == 2


# --- Same, newer, late


def test_same_form_sent_twice_is_one_reply_and_two_without_a_name_are_two(client):
    h = hoering()
    en = data(tekst="Enig.")

    client.post(FORM, en)
    client.post(FORM, en)
    assert h.svar.count() == 1
    client.post(FORM, data(tekst="Enig."))
    assert h.svar.count() == 2
    for _ in range(2):
        client.post(FORM, data(tekst="Uenig.", **HEMMELIGT))
    assert h.svar.count() == 3


def test_newer_reply_of_a_body_stands_in_the_place_of_the_older_and_back_again(client):
    h = hoering()
    part(h, hemmelig="kendt")

    for tekst in ("Et", "To", "Et"):
        client.post("/hoeringssvar/kendt/", data(tekst=tekst))
        assert gaeldende(h) == [tekst]
    assert h.svar.count() == 2


def test_late_reply_waits_beside_the_one_in_time_until_the_coordinator_takes_it(koordinator):
    h = hoering()
    raad = part(h)
    modtag(h, raad, "I tide")
    modtag(h, None, "En borger")
    flyt(h, -1)
    modtag(h, raad, "For sent")
    sidst = modtag(h, raad, "Endnu senere")
    assert gaeldende(h) == ["I tide", "En borger", "Endnu senere"]

    felter = {"behandling": B.FULGT, "begrundelse": "Ja.", "set_udgave": 0, "tag_med": "on"}
    koordinator.post(f"/admin/indsatser/hoering/{h.pk}/behandling/{sidst.pk}/", felter)

    assert gaeldende(h) == ["En borger", "Endnu senere"]


@pytest.mark.parametrize("hvem", ["Samrådene", None])
def test_taking_a_late_reply_takes_no_other_away(koordinator, hvem):
    h = hoering(tilstand=T.LUKKET)
    p = part(h, hvem, antal=46) if hvem else None
    svar(h, p, "Nord", organisation="Nord")
    sent = svar(h, p, "Syd", organisation="Syd", for_sent=True)

    felter = {"behandling": B.FULGT, "begrundelse": "Ja.", "set_udgave": 0, "tag_med": "on"}
    koordinator.post(f"/admin/indsatser/hoering/{h.pk}/behandling/{sent.pk}/", felter)

    assert gaeldende(h) == ["Nord", "Syd"]


# --- The clock


def test_body_is_reminded_once_on_each_day_unless_it_has_answered():
    h = hoering(dage=8)
    part(h, "Svarer ikke", email="nej@example.org")
    part(h, "Uden mail")
    modtag(h, part(h, "Har svaret", email="ja@example.org"))

    for dage in range(10):
        with freeze_time(timezone.now() + timedelta(days=dage)):
            hoeringsvej.pas_hoeringer()
            hoeringsvej.pas_hoeringer()

    assert modtagere("hoering_paamindelse") == ["nej@example.org"] * 2


def test_group_is_reminded_until_all_of_it_have_answered():
    h = hoering(dage=7)
    samraad = part(h, "Samrådene", email="s@example.org", antal=2)
    for navn in ("Nord", "nord"):
        modtag(h, samraad, organisation=navn)
    hoeringsvej.pas_hoeringer()
    assert modtagere("hoering_paamindelse") == ["s@example.org"]

    modtag(h, samraad, organisation="Syd")
    with freeze_time(timezone.now() + timedelta(days=6)):
        hoeringsvej.pas_hoeringer()
    assert modtagere("hoering_paamindelse") == ["s@example.org"]


def test_every_letter_has_the_same_link_also_after_the_portal_has_got_another_key(client, settings):
    h = hoering(tilstand=T.KLADDE, dage=7)
    part(h, email="a@example.org")
    hoeringsvej.aabn(h.pk, forfatter())
    hoeringsvej.pas_hoeringer()
    hoeringsvej.forlaeng(h.pk, forfatter(), h.frist + timedelta(days=1))
    (en,) = links()
    assert links("hoering_paamindelse") == links("hoering_ny_frist") == [en]

    settings.SECRET_KEY = "en anden"
    assert client.get(f"/hoeringssvar/{en}/").status_code == 200
    with freeze_time(timezone.now() + timedelta(days=1)):
        hoeringsvej.pas_hoeringer()
    ny = links("hoering_paamindelse")[-1]
    assert ny != en and client.get(f"/hoeringssvar/{ny}/").status_code == 200


def test_clock_closes_the_day_after_the_last_and_once():
    h = hoering(dage=0)

    assert hoeringsvej.pas_hoeringer() == 0
    flyt(h, -1)
    assert hoeringsvej.pas_hoeringer() == 1
    assert hoeringsvej.pas_hoeringer() == 0
    h.refresh_from_db()
    assert h.tilstand == T.LUKKET


def test_extension_tells_all_opens_again_and_what_was_late_is_in_time(koordinator):
    h = hoering(tilstand=T.LUKKET)
    raad = part(h, email="a@example.org")
    svar(h, raad, "I tide", modtaget=timezone.now() - timedelta(days=9))
    svar(h, raad, "For sent", for_sent=True)
    side = f"/admin/indsatser/hoering/{h.pk}/forlaeng/"

    for dag in ("", "i morgen", (h.frist - timedelta(days=1)).isoformat()):
        assert koordinator.post(side, {"frist": dag}).context["form"].errors["frist"]
    assert not breve("hoering_ny_frist")
    koordinator.post(side, {"frist": timezone.localdate() + timedelta(days=9)})

    h.refresh_from_db()
    assert h.er_aaben
    assert modtagere("hoering_ny_frist") == ["a@example.org"]
    assert gaeldende(h) == ["For sent"]
    assert not h.svar.filter(for_sent=True).exists()


def test_names_are_gone_half_a_year_after_the_answer_and_the_replies_are_not():
    h = hoering(tilstand=T.BESVARET)
    svar(h, tekst="Mere lys.", behandling=B.FULGT, aftryk="x", **HEMMELIGT)

    for dage, tilbage in ((180, True), (184, False)):
        with freeze_time(timezone.now() + timedelta(days=dage)):
            hoeringsvej.pas_hoeringer()
        et = h.svar.get()
        assert bool(et.navn or et.email or et.aftryk) is tilbage
    assert et.tekst == "Mere lys."


# --- Treatment and answer


def test_second_coordinator_is_told_and_loses_nothing(koordinator):
    h = hoering(tilstand=T.LUKKET)
    et = svar(h)
    side = f"/admin/indsatser/hoering/{h.pk}/behandling/{et.pk}/"
    felter = {"behandling": B.FULGT, "begrundelse": "Første.", "set_udgave": 0}

    koordinator.post(side, felter)
    anden = koordinator.post(side, {**felter, "begrundelse": "Anden."})

    assert "behandlet af en anden" in anden.content.decode() and "Anden." in anden.content.decode()
    et.refresh_from_db()
    assert et.begrundelse == "Første."
    koordinator.post(side, {**felter, "begrundelse": "Anden.", "set_udgave": 1})
    et.refresh_from_db()
    assert et.begrundelse == "Anden." and et.behandlet_af == koordinator.user


def test_collected_answer_of_another_is_not_written_over(koordinator):
    h = hoering(tilstand=T.LUKKET)
    side = f"/admin/indsatser/hoering/{h.pk}/behandling/"

    koordinator.post(side, {"samlet_svar_da": "Første.", "set_udgave": 0})
    anden = koordinator.post(side, {"samlet_svar_da": "Anden.", "set_udgave": 0})

    assert "Anden." in anden.content.decode()
    h.refresh_from_db()
    assert h.samlet_svar_da == "Første."


def test_treatment_needs_a_reason(koordinator):
    h = hoering(tilstand=T.LUKKET)
    et = svar(h)

    side = koordinator.post(
        f"/admin/indsatser/hoering/{h.pk}/behandling/{et.pk}/",
        {"behandling": B.FULGT, "set_udgave": 0},
    )

    assert "Skriv, hvorfor" in str(side.context["form"].errors)


def test_publishing_tells_what_is_missing(koordinator):
    h = hoering(tilstand=T.LUKKET)
    svar(h)
    svar(h, behandling=B.FULGT, offentlig_tekst="Jeg er 010203-1234.")

    ud = koordinator.post(f"/admin/indsatser/hoering/{h.pk}/offentliggoer/", {"x": 1})

    ud = ud.content.decode()
    for ord_ in ("1 svar er ikke behandlet.", "samlede svar er ikke skrevet", "CPR-nummer"):
        assert ord_ in ud
    h.refresh_from_db()
    assert h.tilstand == T.LUKKET
    assert not User.objects.filter(pk=h.besvaret_af_id).exists()


def test_hearing_that_is_open_is_not_answered():
    h = hoering(samlet_svar_da="Ja.")

    with pytest.raises(ValidationError, match="når fristen er gået"):
        hoeringsvej.offentliggoer(h.pk, forfatter())


def test_answer_is_told_to_each_once_and_what_is_taken_back_is_hidden_until_said(client):
    h = hoering(tilstand=T.LUKKET, samlet_svar_da="Svarene førte til lys.")
    raad = part(h, email="a@example.org")
    svar(h, raad, behandling=B.FULGT, email="A@example.org")
    svar(h, behandling=B.FULGT, **HEMMELIGT)

    hoeringsvej.offentliggoer(h.pk, forfatter())
    assert sorted(modtagere("hoering_besvaret")) == ["a@example.org", HEMMELIGT["email"]]
    assert "førte til lys" in client.get("/hoeringer/proeve/").content.decode()
    hoeringsvej.tag_tilbage(h.pk, forfatter(), "Et tal var forkert.")
    assert "førte til lys" not in client.get("/hoeringer/proeve/").content.decode()
    hoeringsvej.offentliggoer(h.pk, forfatter())
    assert "Et tal var forkert." in client.get("/hoeringer/proeve/").content.decode()


def test_file_that_is_hidden_again_is_not_there(koordinator, client):
    h = hoering(tilstand=T.LUKKET)
    et = svar(h)
    fil = bilag(et)
    side = f"/admin/indsatser/hoering/{h.pk}/behandling/{et.pk}/"
    felter = {"behandling": B.FULGT, "begrundelse": "Ja.", "set_udgave": 0, "vis_bilag": fil.pk}

    koordinator.post(side, felter)
    fil.refresh_from_db()
    assert fil.offentligt
    koordinator.post(side, {**felter, "set_udgave": 1, "vis_bilag": []})
    fil.refresh_from_db()
    assert not fil.offentligt


def test_draft_has_no_way_to_a_page_that_is_not_there(koordinator):
    kladde, aaben = hoering("kladde", T.KLADDE), hoering("aaben")

    ud = [
        koordinator.get(f"/admin/indsatser/hoering/{h.pk}/change/").content.decode()
        for h in (kladde, aaben)
    ]

    assert [h.get_absolute_url() in side for h, side in zip((kladde, aaben), ud, strict=True)] == [
        False,
        True,
    ]
