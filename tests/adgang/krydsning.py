"""One cell of the crossing: somebody asks an address, and what came of it is said with one character."""

import json

from django.conf import settings
from django.contrib.messages import ERROR, WARNING, get_messages
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler

UDFALD = {
    "+": "svar (2xx)",
    ">": "viderestillet",
    "!": "afvist med en besked",
    "L": "sendt til login",
    "F": "sendt til to-trins-login",
    "0": "400: nået, men kaldet var ufuldt",
    "1": "401: loginet lykkedes ikke",
    "3": "403",
    "4": "404",
    "5": "405",
    "u": "410: udløbet",
}
LOGIN = ("/konto/login/", "/admin/login/", "/cms_login/", "/en/cms_login/")
FEJLSIDE = "admin/cms/page/plugin/error_form.html"
_FORLOEB = ClientHandler(enforce_csrf_checks=False)
"""One for all cells: to build the chain of middleware costs more than to go through it."""


def spoerg(noegle, metode, adresse, data=None):
    """The answer to somebody with this session, if any; what it changed in the database is undone."""
    klient = Client(raise_request_exception=False)
    klient.handler = _FORLOEB
    if noegle:
        klient.cookies[settings.SESSION_COOKIE_NAME] = noegle
    with transaction.atomic():
        svar = klient.generic(metode, adresse) if data is None else klient.post(adresse, data)
        transaction.set_rollback(True)
    return svar


def udfald(svar):
    """What the answer says, as a character of `UDFALD`, or the number of a status that no cell may have."""
    if svar.status_code in (301, 302):
        return _viderestilling(svar)
    status = _status(svar)
    if 200 <= status < 300:
        return "!" if FEJLSIDE in {t.name for t in svar.templates} else "+"
    return {400: "0", 401: "1", 403: "3", 404: "4", 405: "5", 410: "u"}.get(status, str(status))


def _status(svar):
    """Its status; the page tree's calls answer 200 with the status inside."""
    if svar.headers.get("Content-Type") == "application/json":
        indhold = json.loads(svar.content)
        if isinstance(indhold, dict) and isinstance(indhold.get("status"), int):
            return indhold["status"]
    return svar.status_code


def _viderestilling(svar):
    maal = svar["Location"]
    if maal.startswith(LOGIN):
        return "L"
    if maal.startswith("/konto/to-trin/"):
        return "F"
    niveauer = {besked.level for besked in get_messages(svar.wsgi_request)}
    return "!" if niveauer & {ERROR, WARNING} else ">"
