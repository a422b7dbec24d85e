"""The nightly look at addresses: what is asked of whom, what never is, and what comes of the answers.

The servers are real and on this machine; only these tests may ask them, by naming them.
"""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from freezegun import freeze_time

from indsatser import linkspoerger, linktjek
from indsatser.linkspoerger import FEJL, OK, UVIST, Svar, kraev_tilladt, spoerg
from indsatser.models import Organisation, Strategilink
from tests.factories import PersonFactory
from tests.indsatser.udgivelse import dansk
from tryg_portal.models import GatheredLine

NAT = dansk("2026-11-24 02:10")
I_MORGEN = NAT + timedelta(days=1)


class Server:
    """Answers by path: a status, or a status and where it leads on; keeps what it was asked."""

    def __init__(self):
        self.svar, self.spurgt = {}, []
        ydre = self

        class Behandler(BaseHTTPRequestHandler):
            def _svar(self):
                ydre.spurgt.append((self.command, self.path, dict(self.headers)))
                status = ydre.svar.get(self.path, 200)
                status = status.pop(0) if isinstance(status, list) else status
                if callable(status):
                    return status(self)
                status, videre = status if isinstance(status, tuple) else (status, None)
                self.send_response(status)
                if videre:
                    self.send_header("Location", videre)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_HEAD = do_GET = _svar

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Behandler)
        self.http.daemon_threads = True
        self.sted = f"127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def spoerg(self, sti="/", **mere):
        return spoerg(f"http://{self.sted}{sti}", tilladt={self.sted}, vent=lambda s: None, **mere)

    def stop(self):
        self.http.shutdown()
        self.http.server_close()

    @property
    def stier(self):
        return [(metode, sti) for metode, sti, _ in self.spurgt]


@pytest.fixture
def server():
    server = Server()
    yield server
    server.stop()


# --- What is asked


def test_it_asks_for_the_head_and_says_who_asks(server, settings):
    settings.SITE_URL = "https://tryg.example.dk"

    assert server.spoerg("/strategi.pdf") == Svar(OK, "svarer")
    (metode, _, hoved), *_ = server.spurgt
    assert (metode, len(server.spurgt)) == ("HEAD", 1)
    assert hoved["User-Agent"] == "TrygAalborg-linktjek (+https://tryg.example.dk/)"


@pytest.mark.parametrize("status", [405, 501])
def test_server_that_knows_no_head_is_asked_for_the_first_byte(server, status):
    server.svar["/"] = [status, 206]

    assert server.spoerg().dom == OK
    assert [m for m, _ in server.stier] == ["HEAD", "GET"]
    assert server.spurgt[1][2]["Range"] == "bytes=0-0"


def test_body_without_end_is_not_read(server):
    def uden_ende(svar):
        svar.send_response(405 if svar.command == "HEAD" else 200)
        svar.end_headers()
        try:
            while svar.command == "GET":
                svar.wfile.write(b"x" * 65536)
        except OSError:
            pass

    server.svar["/"] = uden_ende
    begyndt = time.monotonic()

    assert server.spoerg().dom == OK
    assert time.monotonic() - begyndt < 3


@pytest.mark.parametrize(
    ("status", "dom"),
    [
        *[(s, OK) for s in (200, 204, 206)],
        *[(s, FEJL) for s in (400, 404, 410, 500, 503)],
        *[(s, UVIST) for s in (401, 403, 429)],
    ],
)
def test_what_an_answer_means(server, status, dom):
    server.svar["/"] = status

    assert server.spoerg().dom == dom


def test_it_follows_five_times_and_no_more(server):
    server.svar |= {f"/{n}": (302, f"/{n + 1}") for n in range(5)}
    assert server.spoerg("/0").dom == OK

    server.svar["/5"] = (301, "/6")
    assert server.spoerg("/0") == Svar(FEJL, "leder videre mere end 5 gange")
    server.svar["/ring"] = (302, "/ring")
    assert server.spoerg("/ring").dom == FEJL


def test_no_answer_in_time_is_a_fault(server, monkeypatch):
    monkeypatch.setattr(linkspoerger, "TIMEOUT", 0.2)
    server.svar["/"] = lambda svar: time.sleep(1)

    assert server.spoerg().dom == FEJL
    assert "svarede ikke inden for" in server.spoerg().tekst


def test_closed_door_and_unknown_name_are_faults(monkeypatch):
    with socket.socket() as laant:
        laant.bind(("127.0.0.1", 0))
        sted = f"127.0.0.1:{laant.getsockname()[1]}"
    assert spoerg(f"http://{sted}/", tilladt={sted}) == Svar(FEJL, "der kunne ikke forbindes")

    def findes_ikke(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", findes_ikke)
    assert spoerg("https://findes-ikke.example.dk/") == Svar(FEJL, "navnet findes ikke")


# --- What is never asked

PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("0.0.0.0", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "4000::1"),
]


@contextmanager
def navne(monkeypatch, *adresser):
    """Any name resolves to these, one after the other; answers the addresses that a connection was made to."""
    svar, forbundet = list(adresser), []
    aegte = socket.getaddrinfo

    def getaddrinfo(vaert, port, *args, **kwargs):
        if vaert.replace(".", "").isdigit() or ":" in vaert:
            return aegte(vaert, port, *args, **kwargs)
        ip = svar.pop(0) if len(svar) > 1 else svar[0]
        familie = socket.AF_INET6 if ":" in ip else socket.AF_INET
        return [(familie, socket.SOCK_STREAM, 6, "", (ip, port))]

    def forbind(sted, *args, **kwargs):
        forbundet.append(sted[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr("urllib3.util.connection.create_connection", forbind)
    yield forbundet


@pytest.mark.parametrize("ip", PRIVATE)
@pytest.mark.parametrize("skema", ["http", "https"])
def test_private_address_behind_a_name_is_not_called(monkeypatch, ip, skema):
    with navne(monkeypatch, ip) as forbundet:
        svar = spoerg(f"{skema}://strategi.example.dk/")

    assert svar == Svar(UVIST, "kunne ikke prøves: adressen hører til et lukket net")
    assert not forbundet


def test_public_address_is_called_at_the_number_that_was_looked_at(monkeypatch):
    """DNS that answers a private address the second time gains nothing: it is not asked again."""
    with navne(monkeypatch, "93.184.215.14", "127.0.0.1") as forbundet:
        spoerg("http://strategi.example.dk/")
        assert forbundet == ["93.184.215.14"]
        svar = spoerg("http://strategi.example.dk/")

    assert svar.dom == UVIST
    assert forbundet == ["93.184.215.14"]


@pytest.mark.parametrize(
    "videre",
    [
        *("http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"),
        *(
            "http://[::ffff:127.0.0.1]/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://localhost/",
        ),
        *("file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:25/", "//127.0.0.1/"),
        *("http://bruger:kode@example.dk/", "http://example.dk:22/", "http://example.dk:6379/"),
    ],
)
def test_nobody_leads_it_to_where_it_would_not_have_gone(server, videre):
    server.svar["/"] = (302, videre)

    assert server.spoerg().dom == UVIST
    assert len(server.spurgt) == 1


def test_server_of_a_test_is_no_way_to_another_on_the_same_machine(server):
    """The one that the test names may be asked; its neighbour on another port may not."""
    nabo = Server()
    try:
        server.svar["/"] = (302, f"http://{nabo.sted}/")
        assert server.spoerg().dom == UVIST
        assert not nabo.spurgt
    finally:
        nabo.stop()


def test_proxy_of_the_machine_is_not_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://{server.sted}")
    with navne(monkeypatch, "93.184.215.14") as forbundet:
        spoerg("http://strategi.example.dk/")
    assert forbundet == ["93.184.215.14"] and not server.spurgt


@pytest.mark.parametrize(
    ("adresse", "besked"),
    [
        ("ftp://example.dk/", "begynde med http"),
        ("https://anna:hemmelig@example.dk/", "brugernavn"),
        ("https://example.dk:8443/", "port"),
        ("http://example.dk:443/", "port"),
        ("http://[::1", "kan ikke læses"),
    ],
)
def test_such_an_address_is_refused_in_words(adresse, besked):
    with pytest.raises(ValidationError, match=besked):
        kraev_tilladt(adresse)
    kraev_tilladt("https://example.dk:443/a?b=c#d")


# --- The night


@pytest.fixture
def ansvarlig(db):
    return PersonFactory(email="ansvarlig@aalborg.dk")


def strategi(adresse="https://example.dk/", **mere):
    felter = {"titel": "Trafiksikkerhedsplan", "adresse": adresse} | mere
    return Strategilink.objects.create(myndighed=Organisation.objects.myndigheder()[0], **felter)


def nat(link, *domme):
    """What it says night after night."""
    for nummer, dom in enumerate(domme):
        frisk = Strategilink.objects.get(pk=link.pk)
        linktjek.skriv(frisk, Svar(dom, f"{dom} {nummer}"), NAT + timedelta(days=nummer))
    return Strategilink.objects.get(pk=link.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("domme", "doed"),
    [
        ([FEJL], False),
        ([FEJL, FEJL], True),
        ([FEJL, OK, FEJL], False),
        ([FEJL, UVIST, FEJL], True),  # nothing was learnt that night
        ([UVIST, UVIST], False),
        ([FEJL, FEJL, OK], False),
    ],
)
def test_dead_is_what_fails_two_nights_in_a_row(domme, doed):
    link = nat(strategi(), *domme)

    assert (link.doed_siden == NAT) == doed
    assert link.svar == f"{domme[-1]} {len(domme) - 1}"


@pytest.mark.django_db
def test_two_tries_in_one_night_kill_nothing():
    link = strategi()
    for minutter in (0, 30):
        linktjek.skriv(
            Strategilink.objects.get(pk=link.pk), Svar(FEJL, "x"), NAT + timedelta(minutes=minutter)
        )

    assert not Strategilink.objects.doede().exists()


@pytest.mark.django_db
def test_responsible_is_told_once_and_not_of_what_mended_itself(ansvarlig):
    link = strategi(ansvarlig=ansvarlig)
    nat(link, FEJL, FEJL, FEJL)
    linje = GatheredLine.objects.get()
    assert linje.address == "ansvarlig@aalborg.dk"
    assert "Trafiksikkerhedsplan" in linje.text and linje.url.endswith(
        f"/strategilink/{link.pk}/change/"
    )

    linktjek.skriv(link, Svar(OK, "svarer"), NAT + timedelta(days=3))
    assert not GatheredLine.objects.exists()


@pytest.mark.django_db
def test_responsible_is_reminded_of_a_review_once_for_each_day(ansvarlig):
    link = strategi(ansvarlig=ansvarlig, gennemgaas=NAT.date())
    strategi(ansvarlig=ansvarlig, gennemgaas=I_MORGEN.date())
    for _ in range(2):
        linktjek.paamind(NAT.date())
    assert GatheredLine.objects.count() == 1

    link.refresh_from_db()
    assert link.paamindet == NAT.date()
    link.gennemgaas = I_MORGEN.date()
    link.save()
    linktjek.paamind(I_MORGEN.date())
    assert GatheredLine.objects.count() == 3


@pytest.mark.django_db
def test_address_that_was_changed_meanwhile_is_not_judged():
    link = strategi()
    Strategilink.objects.update(adresse="https://example.dk/ny/")
    linktjek.skriv(link, Svar(FEJL, "x"), NAT)

    assert Strategilink.objects.get().tjekket is None


@pytest.mark.django_db
def test_each_is_asked_once_a_night_and_again_the_next(server):
    strategi(f"http://{server.sted}/a")
    strategi("", fil="strategilink/x.pdf")
    for nu in (NAT, NAT + timedelta(hours=1), I_MORGEN):
        linktjek.proev_nattens(nu, tilladt={server.sted})

    assert server.stier == [("HEAD", "/a")] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("klokken", ["00:59", "06:00", "12:00"])
def test_nothing_is_asked_by_day(server, klokken):
    strategi(f"http://{server.sted}/a")

    assert linktjek.proev_nattens(dansk(f"2026-11-24 {klokken}"), tilladt={server.sted}) == 0
    assert not server.spurgt


@pytest.mark.django_db
def test_many_are_spread_over_the_night():
    for nummer in range(300):
        strategi(f"https://{nummer}.example.dk/")

    assert len(linktjek._tag(dansk("2026-11-24 01:00"))) == 2  # 300 in 270 minutes
    assert len(linktjek._tag(dansk("2026-11-24 05:40"))) == linktjek.HOEJST


@pytest.mark.django_db
def test_what_one_machine_has_in_hand_no_other_takes():
    strategi()

    assert [len(linktjek._tag(NAT)) for _ in range(2)] == [1, 0]
    assert len(linktjek._tag(NAT + timedelta(minutes=16))) == 1  # the first has stopped meanwhile


@pytest.mark.django_db
def test_same_host_is_left_alone_for_a_second_between_two(server, monkeypatch):
    pauser = []
    monkeypatch.setattr(linktjek.time, "sleep", pauser.append)
    links = [strategi(f"http://{server.sted}/{n}") for n in range(3)]
    linktjek._spoerg_alle(links, {server.sted}, 10)

    assert server.stier == [("HEAD", f"/{n}") for n in range(3)]
    assert pauser == [1.0, 1.0]


@pytest.mark.django_db
def test_site_that_drips_holds_up_no_run_and_its_neighbours_wait_their_turn(server, monkeypatch):
    monkeypatch.setattr(linktjek, "PAUSE", 0)

    def dryp(svar):
        svar.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(40):
            svar.wfile.write(b"X: y\r\n")
            svar.wfile.flush()
            time.sleep(0.1)

    server.svar["/"] = dryp
    langsom, bagved = strategi(f"http://{server.sted}/"), strategi(f"http://{server.sted}/b")
    monkeypatch.setattr(linktjek, "_tag", lambda nu: [langsom, bagved])
    begyndt = time.monotonic()
    linktjek.proev_nattens(NAT, tilladt={server.sted}, taalmod=0.6)

    assert time.monotonic() - begyndt < 2
    assert Strategilink.objects.get(pk=langsom.pk).svar == "svarede for langsomt"
    assert Strategilink.objects.get(pk=bagved.pk).tjekket is None


@pytest.mark.django_db
@pytest.mark.parametrize(("slaaet_til", "spurgt"), [(True, 1), (False, 0)])
def test_clock_asks_only_where_it_is_switched_on(monkeypatch, settings, slaaet_til, spurgt):
    kald = []
    monkeypatch.setattr(linkspoerger, "spoerg", lambda a, **k: kald.append(a) or Svar(OK, "svarer"))
    settings.LINK_CHECK = slaaet_til
    strategi()
    with freeze_time(NAT):
        call_command("run_scheduled")

    assert len(kald) == spurgt


def test_only_production_asks_of_itself():
    from django.conf import settings

    assert not settings.PRODUCTION
    assert settings.LINK_CHECK is False
