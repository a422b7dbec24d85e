"""The link to a report opens that one report, for the one it was sent to, until it ends; and nothing else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from indsatser.models import Status, Statuslink
from indsatser.models.statusdoer import FORKERTE_I_ALT
from tests.factories import IndsatsFactory, PersonFactory
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.statusrapporter import (
    aabnet,
    adresse,
    formular,
    kode_i_mail,
    luk,
    med_link,
    rapport,
    send,
    sendt_ind,
    skriv,
    svarfelt,
    tovholder,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def tekst(svar):
    return text_of(tree_of(svar).xpath("//main")[0])


def er_formular(svar):
    return svar.status_code == 200 and "data-statusrapport" in svar.content.decode()


def forkert(kode):
    return f"{(int(kode) + 1) % 1_000_000:06}"


# --- In: only by a code to the address of the link


def test_link_asks_for_a_code_and_says_nothing_of_the_report():
    status, _link, hemmelig = med_link()

    svar = Client().get(adresse(hemmelig))

    assert svar.status_code == 200
    assert "t…@aalborg.dk" in tekst(svar)
    for ord_ in ("Tryg trappe", "Tove", "tove@", status.runde.navn):
        assert ord_ not in svar.content.decode()
    assert mail.outbox == []


def test_code_goes_to_the_address_of_the_link_and_opens_the_report():
    _status, _link, hemmelig = med_link()
    klient = Client()

    klient.post(adresse(hemmelig), {"goer": "kode", "email": "anden@aalborg.dk"})

    assert [m.to for m in mail.outbox] == [["tove@aalborg.dk"]]
    assert kode_i_mail() not in mail.outbox[0].subject
    assert not er_formular(klient.get(adresse(hemmelig)))
    kode = kode_i_mail()
    klient.post(adresse(hemmelig), {"goer": "aabn", "kode": f" {kode[:3]} {kode[3:]} "})
    svar = klient.get(adresse(hemmelig))
    assert er_formular(svar)
    assert "Tryg trappe" in tekst(svar)


def test_opening_it_again_and_again_uses_nothing_up():
    status, _link, hemmelig = med_link()
    klient = aabnet(hemmelig)
    foer = list(Statuslink.objects.values())

    for _ in range(3):
        assert er_formular(klient.get(adresse(hemmelig)))

    assert list(Statuslink.objects.values()) == foer
    assert Status.objects.get(pk=status.pk).tilstand == "mangler"


def test_forwarded_link_opens_nothing_in_another_browser():
    status, _link, hemmelig = med_link()
    aabnet(hemmelig)
    fremmed = Client()

    assert not er_formular(fremmed.get(adresse(hemmelig)))
    svar = fremmed.post(adresse(hemmelig), {"goer": "send", "udgave": 0, "lys": "groen"})
    assert not er_formular(svar)
    assert Status.objects.get(pk=status.pk).tilstand == "mangler"
    svar = send(fremmed, adresse(hemmelig), {"udgave": 0, "lys": "groen"}, autogem=True)
    assert svar.status_code == 403
    assert Status.objects.get(pk=status.pk).lys == ""


def test_cookie_is_for_this_link_alone():
    status, link, hemmelig = med_link()
    klient = aabnet(hemmelig)
    cookie = klient.cookies["statuslink"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        adresse(hemmelig),
        True,
        "Lax",
    )
    assert bool(cookie["secure"]) == settings.SESSION_COOKIE_SECURE
    assert 0 < cookie["max-age"] <= (link.udloeber - timezone.now()).total_seconds() + 1
    _, _, anden = med_link(en_runde=status.runde)
    klient.cookies["statuslink"]["path"] = (
        "/"  # also when somebody sends it where it does not belong
    )
    assert not er_formular(klient.get(adresse(anden)))


def test_cookie_that_is_made_up_opens_nothing():
    _status, link, hemmelig = med_link()
    klient = Client()

    klient.cookies["statuslink"] = link.maerke.hex

    assert not er_formular(klient.get(adresse(hemmelig)))


def test_cookie_is_secure_where_sessions_are(settings):
    settings.SESSION_COOKIE_SECURE = True
    _, _, hemmelig = med_link()

    assert aabnet(hemmelig).cookies["statuslink"]["secure"]


def test_link_is_no_login():
    _, _, hemmelig = med_link()
    klient = aabnet(hemmelig)

    svar = klient.get(adresse(hemmelig))

    assert not svar.wsgi_request.user.is_authenticated
    assert klient.get("/admin/").status_code == 302
    assert settings.SESSION_COOKIE_NAME not in klient.cookies


def test_page_is_kept_nowhere_and_found_by_nobody():
    _, _, hemmelig = med_link()
    klient = aabnet(hemmelig)

    for svar in (klient.get(adresse(hemmelig)), Client().get(adresse(hemmelig))):
        assert "no-store" in svar["Cache-Control"]
        assert svar["X-Robots-Tag"] == "noindex"
        assert svar["Referrer-Policy"] == "same-origin"


def test_english_address_leads_to_the_danish_page():
    _, _, hemmelig = med_link()

    svar = Client().get(f"/en/status/{hemmelig}/")

    assert (svar.status_code, svar["Location"]) == (302, f"/status/{hemmelig}/")


# --- The code


def test_code_lasts_ten_minutes():
    _, _, hemmelig = med_link()
    klient = Client()
    with freeze_time(timezone.now(), tick=True) as ur:
        klient.post(adresse(hemmelig), {"goer": "kode"})
        ur.tick(timedelta(minutes=10, seconds=1))
        svar = klient.post(adresse(hemmelig), {"goer": "aabn", "kode": kode_i_mail()})

    assert "gælder ikke mere" in tekst(svar)
    assert not er_formular(klient.get(adresse(hemmelig)))


def test_code_opens_once():
    _, _, hemmelig = med_link()
    aabnet(hemmelig)
    kode = kode_i_mail()
    anden = Client()

    anden.post(adresse(hemmelig), {"goer": "aabn", "kode": kode})

    assert not er_formular(anden.get(adresse(hemmelig)))


def test_code_is_shut_after_five_wrong_tries():
    _, _, hemmelig = med_link()
    klient = Client()
    klient.post(adresse(hemmelig), {"goer": "kode"})
    kode = kode_i_mail()

    for tilbage in (4, 3, 2, 1):
        svar = klient.post(adresse(hemmelig), {"goer": "aabn", "kode": forkert(kode)})
        assert f"{tilbage} forsøg tilbage" in tekst(svar)
    assert "femte gang" in tekst(
        klient.post(adresse(hemmelig), {"goer": "aabn", "kode": forkert(kode)})
    )

    svar = klient.post(adresse(hemmelig), {"goer": "aabn", "kode": kode})
    assert "gælder ikke mere" in tekst(svar)
    assert not er_formular(klient.get(adresse(hemmelig)))


@pytest.mark.parametrize("kode", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_costs_no_try(kode):
    _, link, hemmelig = med_link()
    klient = Client()
    klient.post(adresse(hemmelig), {"goer": "kode"})

    svar = klient.post(adresse(hemmelig), {"goer": "aabn", "kode": kode})

    assert svar.status_code == 200
    link.refresh_from_db()
    assert link.forsoeg == 0


def test_at_most_three_codes_an_hour():
    _, _, hemmelig = med_link()
    klient = Client()
    with freeze_time(timezone.now(), tick=True) as ur:
        for _ in range(4):
            svar = klient.post(adresse(hemmelig), {"goer": "kode"})
        assert "3 koder den seneste time" in tekst(svar)
        assert len(mail.outbox) == 3
        ur.tick(timedelta(hours=1, seconds=1))
        klient.post(adresse(hemmelig), {"goer": "kode"})

    assert len(mail.outbox) == 4


def test_newer_code_shuts_the_older_one():
    _, _, hemmelig = med_link()
    klient = Client()
    for _ in range(2):
        klient.post(adresse(hemmelig), {"goer": "kode"})
    gammel, ny = kode_i_mail(0), kode_i_mail(1)

    if gammel != ny:
        klient.post(adresse(hemmelig), {"goer": "aabn", "kode": gammel})
        assert not er_formular(klient.get(adresse(hemmelig)))
    klient.post(adresse(hemmelig), {"goer": "aabn", "kode": ny})
    assert er_formular(klient.get(adresse(hemmelig)))


def test_whoever_guesses_on_gets_no_more_codes():
    _, link, hemmelig = med_link()
    Statuslink.objects.filter(pk=link.pk).update(forkerte=FORKERTE_I_ALT)

    svar = Client().post(adresse(hemmelig), {"goer": "kode"})

    assert "spærret" in tekst(svar)
    assert mail.outbox == []


def test_database_holds_neither_link_nor_code():
    _, _link, hemmelig = med_link()
    Client().post(adresse(hemmelig), {"goer": "kode"})

    (raekke,) = Statuslink.objects.values()
    assert hemmelig not in str(raekke)
    assert kode_i_mail() not in str(raekke["kode"])


# --- When it ends


def udloebet(status, link):
    Statuslink.objects.update(udloeber=timezone.now() - timedelta(seconds=1))


def lukket(status, link):
    Statuslink.objects.update(lukket=timezone.now())


def ny_sendt(status, link):
    Statuslink.opret(status, link.person)


def runden_lukket(status, link):
    luk(status.runde)


def stedfortraeder_udpeget(status, link):
    status.stedfortraeder = PersonFactory(email="sten@aalborg.dk")
    status.save()


def tovholder_vaek(status, link):
    i_dag = timezone.localdate()
    link.person.vaek_fra = link.person.vaek_til = i_dag
    link.person.stedfortraeder = PersonFactory(email="sten@aalborg.dk")
    link.person.save()


def rollen_sluttet(status, link):
    link.person.roller.update(til=timezone.localdate() - timedelta(days=1))


def ny_adresse(status, link):
    link.person.email = "ny@aalborg.dk"
    link.person.save()


SLUT = {
    udloebet: "udløbet",
    lukket: "Find den nyeste mail",
    ny_sendt: "sendt et nyt",
    runden_lukket: "Runden er lukket",
    stedfortraeder_udpeget: "En anden svarer nu",
    tovholder_vaek: "En anden svarer nu",
    rollen_sluttet: "En anden svarer nu",
    ny_adresse: "ikke bruges mere",
}


@pytest.mark.parametrize("slut", SLUT, ids=lambda f: f.__name__)
def test_link_that_has_ended_says_so_and_opens_nothing(slut):
    status, link, hemmelig = med_link()
    klient = aabnet(hemmelig)
    vaerdier = formular(klient.get(adresse(hemmelig)))
    mail.outbox.clear()

    slut(status, link)

    for svar in (klient.get(adresse(hemmelig)), Client().get(adresse(hemmelig))):
        assert svar.status_code == 410
        assert SLUT[slut] in tekst(svar)
        assert "koordinator" in tekst(svar)
    svar = send(klient, adresse(hemmelig), vaerdier | {svarfelt(status): "Skrevet for sent."})
    assert svar.status_code == 410
    assert "Skrevet for sent." in svar.content.decode()
    svar = send(klient, adresse(hemmelig), vaerdier | {"lys": "groen"}, autogem=True)
    assert (svar.status_code, "ikke gemt" in svar.json()["besked"]) == (410, True)
    Client().post(adresse(hemmelig), {"goer": "kode"})
    assert mail.outbox == []
    assert Status.objects.get(pk=status.pk).tilstand == "mangler"


def test_what_was_typed_is_not_shown_to_a_browser_that_has_shown_no_code():
    status, link, hemmelig = med_link()
    lukket(status, link)

    svar = Client().post(adresse(hemmelig), {svarfelt(status): "Noget."})

    assert svar.status_code == 410
    assert "Noget." not in svar.content.decode()


def test_link_lasts_thirty_days_after_the_deadline():
    status, link, _hemmelig = med_link()
    sidste = timezone.localtime(link.udloeber)

    assert sidste.date() == status.runde.frist + timedelta(days=30)
    assert (sidste.hour, sidste.minute) == (23, 59)


def test_substitute_gets_in_by_a_link_of_their_own():
    status, _link, _hemmelig = med_link()
    sten = PersonFactory(navn="Sten Holm", email="sten@aalborg.dk")
    status.stedfortraeder = sten
    status.save()
    _, stens = Statuslink.opret(status, sten)

    svar = skriv(aabnet(stens), adresse(stens), "send", lys="groen")

    assert svar.status_code == 302
    assert Status.objects.get(pk=status.pk).indsendt_af == "Sten Holm"
    assert mail.outbox[-1].to == ["sten@aalborg.dk"]


def test_two_tovholdere_have_each_their_link():
    status, _link, hemmelig = med_link()
    anden = tovholder(status.indsats, "Ane Dam", "ane@aalborg.dk")
    _, anes = Statuslink.opret(status, anden)

    assert er_formular(aabnet(hemmelig).get(adresse(hemmelig)))
    assert er_formular(aabnet(anes).get(adresse(anes)))


def test_no_link_is_made_for_whoever_has_no_address():
    status = rapport()

    with pytest.raises(ValidationError, match="ingen e-mail"):
        Statuslink.opret(status, PersonFactory())


# --- Guessing


def test_guessed_address_is_not_there():
    svar = Client().get(adresse("x" * 43))

    assert svar.status_code == 404


def test_whoever_guesses_many_is_stopped_and_nobody_with_a_link_is():
    _, _, hemmelig = med_link()
    klient = aabnet(hemmelig)

    koder = [Client().get(adresse(f"gaet-{nr}")).status_code for nr in range(62)]

    assert koder[:60] == [404] * 60
    assert set(koder[60:]) == {429}
    assert er_formular(klient.get(adresse(hemmelig)))


# --- Files, and another's report


def test_file_is_for_the_one_report():
    from django.core.files.base import ContentFile

    status, _link, hemmelig = med_link()
    egen = status.bilag.create(navn="Plan æ.txt", fil=ContentFile(b"Plan.", "plan.txt"))
    anden = rapport(IndsatsFactory(), status.runde)
    andens = anden.bilag.create(navn="Anden.txt", fil=ContentFile(b"Anden.", "anden.txt"))
    klient = aabnet(hemmelig)
    til = lambda fil: reverse("statusrapport_bilag", args=[hemmelig, fil.pk])  # noqa: E731

    svar = klient.get(til(egen))

    assert b"".join(svar.streaming_content) == b"Plan."
    assert svar["Content-Disposition"].startswith("attachment")
    assert svar["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in svar["Cache-Control"]
    assert klient.get(til(andens)).status_code == 404
    assert Client().get(til(egen)).status_code == 302
    for fil in (egen, andens):
        fil.fil.delete(save=False)


def test_receipt_is_shown_when_it_is_handed_in():
    _status, _link, hemmelig = med_link()
    klient = aabnet(hemmelig)
    skriv(klient, adresse(hemmelig), "send", lys="groen")

    svar = klient.get(adresse(hemmelig))

    assert "Tak for din status" in tekst(svar)
    assert "sendt ind" in tekst(svar)


def test_report_that_is_received_is_only_read():
    indsats = IndsatsFactory()
    status = sendt_ind(indsats, tilstand="modtaget")
    _, hemmelig = Statuslink.opret(status, tovholder(indsats))
    klient = aabnet(hemmelig)

    assert "Din status er modtaget" in tekst(klient.get(adresse(hemmelig)))
    assert klient.post(adresse(hemmelig), {"goer": "tag_tilbage"}).status_code == 409
    assert Status.objects.get(pk=status.pk).tilstand == "modtaget"
