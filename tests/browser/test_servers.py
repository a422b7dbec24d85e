"""The cache of pages where it runs in earnest: several processes, Redis, and nginx before them."""

import time
from contextlib import contextmanager

import portal
import pytest
import servers

pytestmark = pytest.mark.slow

A, B = "/", "/en/indsatser/tryg-bydel/"
PUT_UP = """
from datetime import timedelta
from django.utils import timezone
from indsatser.models import Varsel
Varsel.objects.create(niveau="noedsituation", titel_da="{title}", tekst_da="Bliv inde.",
                      til=timezone.now() + timedelta(seconds={seconds}))
"""
TAKE_DOWN = """
from indsatser.models import Varsel
for varsel in Varsel.objects.gaeldende(): varsel.tag_ned()
"""


def text(server, path, **headers):
    return server.get(path, **headers).read().decode()


def state(server, path):
    """What nginx says of where the page came from."""
    answer = server.get(path)
    answer.read()
    return answer.headers["X-Cache"]


def until(condition, seconds):
    """How long it took, in seconds; the test fails where it takes longer."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"ikke inden for {seconds} sekunder"
        time.sleep(0.2)
    return time.monotonic() - begun


@contextmanager
def put_up(site, title, seconds=600):
    """An emergency, put up by a process of its own."""
    site.manage("shell", "-c", PUT_UP.format(title=title, seconds=seconds))
    try:
        yield
    finally:
        site.manage("shell", "-c", TAKE_DOWN)


@pytest.fixture
def warm():
    """`warm(server)`: both pages are kept by every worker, and stay as they are."""

    def warm(server, rounds=24):
        time.sleep(2.5)  # nothing is kept of the first moments after a change
        for path in (A, B):
            assert len({server.get(path).headers["ETag"] for _ in range(rounds)}) == 1

    return warm


@pytest.mark.parametrize("kind", ["locmem", "file", "redis"])
def test_change_of_another_process_is_seen_by_every_worker_at_once(site, warm, tmp_path, kind):
    with servers.redis() as (redis_url, _):
        cache_url = {
            "locmem": "locmemcache://",
            "file": f"filecache://{tmp_path}/cache",
            "redis": redis_url,
        }[kind]
        with portal.beside(site, workers=2, cache_url=cache_url) as server:
            warm(server)
            with put_up(site, f"Fra en anden proces {kind}"):
                for path in (A, B) * 12:
                    assert f"Fra en anden proces {kind}" in text(server, path)
            for path in (A, B) * 12:
                assert "Fra en anden proces" not in text(server, path)


def test_pages_are_made_where_redis_goes_away(site, warm):
    with (
        servers.redis() as (redis_url, stop),
        portal.beside(site, workers=2, cache_url=redis_url) as server,
    ):
        warm(server, rounds=4)
        stop()
        for path in (A, B):
            answer = server.get(path)
            assert answer.status == 200
            assert "Tryg Aalborg" in answer.read().decode()


def test_emergency_is_on_pages_that_nginx_kept_within_ten_seconds_and_gone_at_its_time(
    site, front, warm
):
    warm(front, rounds=4)
    for path in (A, B):
        assert state(front, path) == "HIT"

    shown = lambda: all("Røg over havnen" in text(front, path) for path in (A, B))  # noqa: E731
    gone = lambda: not any("Røg over havnen" in text(front, path) for path in (A, B))  # noqa: E731
    with put_up(site, "Røg over havnen", seconds=14):
        took = until(shown, seconds=10)
        assert state(front, A) == "HIT"
        left = until(gone, seconds=16)

    print(f"på siderne efter {took:.1f} s, væk {left:.1f} s senere")
    assert left > 2


def test_nginx_shows_the_last_page_while_the_portal_is_down_and_asks_again_when_it_is_up(
    front, warm
):
    warm(front, rounds=2)
    front.server.stop()
    time.sleep(11)

    assert "Tryg Aalborg" in text(front, A)
    assert state(front, A) == "STALE"

    front.server.serve()
    assert state(front, A) in ("EXPIRED", "REVALIDATED")


def test_nginx_keeps_one_copy_packed_and_one_not(front, warm):
    warm(front, rounds=2)

    packed = [
        front.get(A, **{"Accept-Encoding": accepts}) for accepts in ("gzip, br", "deflate, gzip")
    ]
    bodies = {answer.read() for answer in packed}

    assert {answer.headers["Content-Encoding"] for answer in packed} == {"gzip"}
    assert len(bodies) == 1
    assert packed[1].headers["X-Cache"] == "HIT"
    assert "<html" in text(front, A)


def test_who_has_a_session_neither_reads_nor_fills_what_nginx_keeps(front, warm):
    warm(front, rounds=2)

    assert state(front, A) == "HIT"
    answer = front.get(A, Cookie="sessionid=x")
    assert answer.headers["X-Cache"] == "BYPASS"


@pytest.mark.parametrize("path", ["/findes-ikke/", "/konto/login/", "/soeg/?q=tryg", "/sundhed/"])
def test_nginx_keeps_nothing_that_the_portal_does_not_give_it(front, path):
    assert "HIT" not in [state(front, path) for _ in range(3)]
