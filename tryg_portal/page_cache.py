"""The cache of public pages: whole answers, kept at the top of the middleware.

Kept is what an address without a query, or with nothing but a page number, answers to somebody without a cookie
of ours: status 200, no cookie set, no form token, and no word of its own on how long it may be kept. The language is in
the address. Whoever has a session neither reads nor fills it.

A page is out of date when anything public changes (`generation`), after `PAGE_CACHE_SECONDS`, at midnight (roles end
with the day), and at the moment that what is on it said (`keep_until`). Outside, nginx or any other shared cache may
keep it for `SHARED_SECONDS` and no longer; a browser asks every time, and is answered 304 where nothing changed.
"""

import gzip
import hashlib
import logging
import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from . import generation

log = logging.getLogger(__name__)

SHARED_SECONDS = 5
"""How old a page may be that a cache outside the portal shows. What is urgent is to be on every page within ten
seconds; nginx counts in whole ones, and a page takes its time on the way."""
SETTLE_SECONDS = 2
"""So long after a change nothing is filed: another process may still know the page tree as it was."""

_PAGE_NUMBER = re.compile(r"side=[1-9]\d{0,2}")
_GZIP = re.compile(r"\bgzip\b")
_TOKEN = b"csrfmiddlewaretoken"
_OWN = ("Set-Cookie", "Vary", "ETag", "Cache-Control", "Content-Length", "Date")


def keep_until(request, moment):
    """What is on this page is not so any more at that moment; the earliest that anything names counts."""
    earlier = getattr(request, "_keep_until", None)
    if request is not None and moment is not None and (earlier is None or moment < earlier):
        request._keep_until = moment


@dataclass(frozen=True)
class Page:
    """An answer as it is kept."""

    body: bytes
    headers: tuple
    etag: str
    until: float
    """Seconds since 1970."""

    def answer(self, request):
        # one less, for whoever counts in whole seconds shows it to the end of the last
        left = max(0, min(SHARED_SECONDS, int(self.until - time.time()) - 1))
        response = HttpResponse(self.body, headers=dict(self.headers))
        response.headers["Content-Length"] = str(len(self.body))
        response.headers["ETag"] = self.etag
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={left}, must-revalidate"
        return get_conditional_response(request, etag=self.etag, response=response)


class PageCache:
    """At the top: what it answers costs neither session, language nor page tree."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.PAGE_CACHE_SECONDS or not _may_read(request):
            return self.get_response(request)
        mark, set_at = generation.current()
        settled = time.time() - set_at > SETTLE_SECONDS
        key = _key(request, mark)
        page = _read(key)
        if page is None or page.until <= time.time():
            response = self.get_response(request)
            if not _may_keep(request, response):
                return response
            page = _page_of(request, response)
            if request.method == "GET" and settled:
                _file(key, page)
        return page.answer(request)


def _may_read(request):
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
        return False
    query = request.META.get("QUERY_STRING", "")
    if query and not _PAGE_NUMBER.fullmatch(query):
        return False
    if request.path_info.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return False
    return not _cookies_of_ours(request)


def _cookies_of_ours(request):
    """A session, a form's token or a message: any of them may be on the page that it is answered."""
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return bool(ours & request.COOKIES.keys())


def _may_keep(request, response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and _TOKEN not in _plain(response)
    )


def _plain(response):
    packed = response.get("Content-Encoding") == "gzip"
    return gzip.decompress(response.content) if packed else response.content


def _page_of(request, response):
    packed = response.get("Content-Encoding", "")
    digest = hashlib.sha256(_plain(response)).hexdigest()[:24]
    return Page(
        body=response.content,
        headers=tuple((n, v) for n, v in response.items() if n not in _OWN),
        etag=f'"{digest}-{packed}"' if packed else f'"{digest}"',
        until=_until(request),
    )


def _until(request):
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), clock.min, now.tzinfo)
    moments = [
        now + timedelta(seconds=settings.PAGE_CACHE_SECONDS),
        midnight,
        getattr(request, "_keep_until", None),
    ]
    return min(moment for moment in moments if moment is not None).timestamp()


def _key(request, mark):
    """Of everything that an answer to somebody without cookies depends on; None where the host is not ours."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    packed = bool(_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
    parts = [request.scheme, host, request.get_full_path(), packed, mark, timezone.localdate()]
    return "page:" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _read(key):
    """A cache that does not answer is no reason for a page not to."""
    try:
        return caches["pages"].get(key) if key else None
    except Exception:
        log.warning("Sidernes cache kan ikke læses.", exc_info=True)
        return None


def _file(key, page):
    seconds = page.until - time.time()
    try:
        if key and seconds > 0:
            caches["pages"].set(key, page, seconds)
    except Exception:
        log.warning("Sidernes cache kan ikke skrives.", exc_info=True)
