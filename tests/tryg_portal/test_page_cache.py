"""The cache of whole pages: what it keeps, of whom, and for how long. Each with an answer made for the test."""

import gzip
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from freezegun import freeze_time

from tests.indsatser.udgivelse import dansk
from tryg_portal import generation, page_cache
from tryg_portal.page_cache import PageCache, keep_until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings):
    settings.PAGE_CACHE_SECONDS = 300


class Site:
    """A site behind the cache that counts how often it is asked; `reply(request)` is what it answers."""

    def __init__(self, reply=None):
        self.asked = 0
        self.reply = reply or (lambda request: HttpResponse(f"Side {self.asked}"))
        self.cache = PageCache(GZipMiddleware(self._get))

    def _get(self, request):
        self.asked += 1
        return self.reply(request)


@pytest.fixture
def ask(rf):
    """`ask(site, "/sti/", cookies…, method=…)`: the answer to a visitor."""

    def ask(site, address="/", cookies=None, method="get", **meta):
        request = getattr(rf, method)(address, **meta)
        request.COOKIES.update(cookies or {})
        return site.cache(request)

    return ask


def asked_twice(ask, site, **how):
    """How often the site itself was asked, of two visits alike."""
    ask(site, **how)
    ask(site, **how)
    return site.asked


# --- What is kept, and of whom


@pytest.mark.parametrize("address", ["/", "/en/", "/indsatser/?side=2", "/sitemap.xml"])
def test_page_is_made_once(ask, address):
    assert asked_twice(ask, Site(), address=address) == 1


@pytest.mark.parametrize(
    "how",
    [
        {"cookies": {"sessionid": "x"}},
        {"cookies": {"csrftoken": "x"}},
        {"cookies": {"messages": "x"}},
        {"address": "/?q=tryg"},
        {"address": "/?side=2&q=x"},
        {"address": "/?side=1000"},
        {"address": "/?side="},
        {"address": "/?edit"},
        {"address": "/static/css/tryg.css"},
        {"HTTP_AUTHORIZATION": "Basic eDp4"},
        {"HTTP_HOST": "en-anden.example"},
    ],
    ids=str,
)
def test_request_passes_the_cache_by(ask, how):
    assert asked_twice(ask, Site(), **how) == 2


def _with_cookie(request):
    response = HttpResponse("Side")
    response.set_cookie("valg", "1")
    return response


@pytest.mark.parametrize(
    "reply",
    [
        lambda request: HttpResponse("Væk", status=404),
        lambda request: HttpResponse("Fejl", status=500),
        lambda request: HttpResponse(status=302, headers={"Location": "/"}),
        lambda request: HttpResponse("Min", headers={"Cache-Control": "private"}),
        lambda request: HttpResponse("Fil", headers={"Cache-Control": "max-age=9"}),
        lambda request: HttpResponse('<input name="csrfmiddlewaretoken">' + "x" * 300),
        lambda request: StreamingHttpResponse(["Side"]),
        _with_cookie,
    ],
    ids=["404", "500", "302", "private", "own word", "token", "streaming", "cookie"],
)
@pytest.mark.parametrize("accepts", ["", "gzip"])
def test_answer_is_not_kept_and_is_passed_on_as_it_was(ask, reply, accepts):
    site = Site(reply)

    assert asked_twice(ask, site, HTTP_ACCEPT_ENCODING=accepts) == 2
    answer = ask(site)
    assert "public" not in answer.get("Cache-Control", "")
    assert not answer.has_header("ETag")


def test_who_has_a_session_does_not_fill_it_for_others(ask):
    site = Site(lambda r: HttpResponse("Kladde" if r.COOKIES else "Udgivet"))

    ask(site, cookies={"sessionid": "x"})

    assert ask(site).content == b"Udgivet"


def test_what_is_sent_reaches_the_site(ask):
    site = Site()
    ask(site)

    assert ask(site, method="post").content == b"Side 2"
    assert ask(site).content == b"Side 1"


def test_each_host_address_and_scheme_has_its_own(ask):
    site = Site(lambda r: HttpResponse(r.build_absolute_uri()))
    visits = [{}, {"address": "/en/"}, {"HTTP_HOST": "localhost"}, {"secure": True}]

    first = [ask(site, **visit).content for visit in visits]

    assert [ask(site, **visit).content for visit in visits] == first
    assert len(set(first)) == site.asked == 4


# --- How it is handed out


def test_packed_and_unpacked_are_kept_apart_and_say_the_same(ask):
    site = Site(lambda request: HttpResponse("Tryg " * 100))

    for _ in range(2):
        packed, plain = ask(site, HTTP_ACCEPT_ENCODING="br, gzip"), ask(site)

    assert site.asked == 2
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert packed["ETag"] != plain["ETag"]


def test_answer_tells_browsers_to_ask_and_others_to_keep_it_for_seconds(ask):
    site = Site()
    made, kept = ask(site), ask(site)

    assert (
        made["Cache-Control"]
        == kept["Cache-Control"]
        == ("public, max-age=0, s-maxage=5, must-revalidate")
    )
    assert made["ETag"] == kept["ETag"]
    assert not kept["ETag"].startswith("W/")


@pytest.mark.parametrize("accepts", ["", "gzip"])
def test_unchanged_page_is_answered_304_also_when_it_was_made_anew(ask, accepts):
    site = Site(lambda request: HttpResponse("Tryg " * 100))
    etag = ask(site, HTTP_ACCEPT_ENCODING=accepts)["ETag"]
    caches["pages"].clear()  # to pack it once more gives other bytes

    for _ in range(2):
        answer = ask(site, HTTP_ACCEPT_ENCODING=accepts, HTTP_IF_NONE_MATCH=etag)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == etag
        assert "s-maxage" in answer["Cache-Control"]


def test_changed_page_has_another_etag(ask):
    site = Site()
    etag = ask(site)["ETag"]
    caches["pages"].clear()

    assert ask(site, HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_headers_of_the_page_are_kept_with_it(ask):
    site = Site(lambda r: HttpResponse("Side", headers={"Content-Security-Policy": "x"}))

    ask(site)

    assert ask(site)["Content-Security-Policy"] == "x"
    assert ask(site)["Content-Type"].startswith("text/html")


def test_head_is_answered_from_what_get_filled_but_fills_nothing(ask):
    site = Site()
    assert asked_twice(ask, site, method="head") == 2

    get, head = ask(site), ask(site, method="head")

    assert site.asked == 3
    assert head["ETag"] == get["ETag"]


# --- For how long


@pytest.mark.parametrize(
    ("later", "asked"), [("12:04:59", 1), ("12:05:01", 2)], ids=["before", "after"]
)
def test_page_is_kept_for_the_seconds_of_the_settings(ask, later, asked):
    site = Site()
    with freeze_time("2027-03-01 12:00:00"):
        ask(site)
    with freeze_time(f"2027-03-01 {later}"):
        ask(site)

    assert site.asked == asked


def test_page_ends_with_the_danish_day(ask):
    site = Site()
    with freeze_time(dansk("2027-06-10 23:59")):
        ask(site)
    with freeze_time(dansk("2027-06-10 23:59") + timedelta(seconds=56)):
        assert "s-maxage=3," in ask(site)["Cache-Control"]
    with freeze_time(dansk("2027-06-11 00:00")):
        ask(site)

    assert site.asked == 2


def test_page_ends_when_what_is_on_it_says_so_and_outside_too(ask):
    now = timezone.now()

    def reply(request):
        for seconds in (900, 30, 60):
            keep_until(request, now + timedelta(seconds=seconds))
        keep_until(request, None)
        return HttpResponse("Side")

    site = Site(reply)
    with freeze_time(now):
        ask(site)
    with freeze_time(now + timedelta(seconds=26.5)):
        assert "s-maxage=2," in ask(site)["Cache-Control"]
        assert site.asked == 1
    with freeze_time(now + timedelta(seconds=30)):
        ask(site)
        assert site.asked == 2


def test_change_makes_every_page_out_of_date(ask, monkeypatch):
    monkeypatch.setattr(page_cache, "SETTLE_SECONDS", -1)
    site = Site()
    ask(site, "/"), ask(site, "/en/")

    generation.renew()

    assert [ask(site, "/").content, ask(site, "/en/").content] == [b"Side 3", b"Side 4"]


def test_nothing_is_kept_of_the_moment_after_a_change(ask):
    """Another process may make a page by the page tree as it was."""
    generation.renew()

    assert asked_twice(ask, Site()) == 2
    with freeze_time(timezone.now() + timedelta(seconds=3)):
        assert asked_twice(ask, Site()) == 1


def test_cache_that_is_off_changes_nothing(ask, settings, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 0
    site = Site()

    with django_assert_num_queries(0):
        assert asked_twice(ask, site) == 2
    assert not ask(site).has_header("Cache-Control")


def test_page_is_made_where_the_cache_does_not_answer(ask, settings, caplog):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
    }

    assert asked_twice(ask, Site()) == 2
    assert "Sidernes cache kan ikke læses" in caplog.text
    assert "Sidernes cache kan ikke skrives" in caplog.text


def test_kept_page_is_shown_where_the_database_does_not_answer(ask, monkeypatch):
    from django.db import OperationalError

    site = Site()
    ask(site)

    def down():
        raise OperationalError("væk")

    monkeypatch.setattr(generation, "_model", down)

    assert ask(site).content == b"Side 1"
