"""The nightly look at the addresses of the base of strategies: who is tried when, and what comes of it.

Each minute of the night a few are tried, so that all are tried once before morning. A machine takes a link in hand
before it asks, so that two machines ask once. One that has not answered two nights in a row is dead.
"""

import queue
import threading
import time
from collections import defaultdict
from datetime import datetime, timedelta
from math import ceil
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from . import breve_strategilink, linkspoerger
from .linkspoerger import FEJL, OK, PAUSE, Svar
from .models import Strategilink

KLOKKEN, SLUT = 1, 6
"""The hours of the Danish night between which it is done."""
HOEJST, SAMTIDIG = 12, 4
"""So many links in one minute, of so many hosts at a time."""
TAALMOD = 50
"""Seconds that one run waits; a link that has kept it waiting longer than LANGSOM has not answered."""
LANGSOM = 30
SLIP_EFTER = timedelta(minutes=15)
"""A machine that stopped with a link in hand has lost it then."""


def proev_nattens(nu=None, *, tilladt=(), taalmod=TAALMOD):
    """Tries those whose turn it is; returns how many got an answer of any kind."""
    nu = timezone.localtime(nu)
    if not KLOKKEN <= nu.hour < SLUT:
        return 0
    links = _tag(nu)
    svar = _spoerg_alle(links, tilladt, taalmod)
    for link in links:
        if link.pk in svar:
            skriv(link, svar[link.pk], nu)
        else:  # not reached: its turn comes again
            Strategilink.objects.filter(pk=link.pk).update(taget=None)
    return len(svar)


def _venter(nu):
    nat = nu.replace(hour=KLOKKEN, minute=0, second=0, microsecond=0)
    ledig = Q(taget=None) | Q(taget__lt=nu - SLIP_EFTER)
    uproevet = Q(tjekket=None) | Q(tjekket__lt=nat)
    return Strategilink.objects.exclude(adresse="").filter(ledig, uproevet)


@transaction.atomic
def _tag(nu):
    """Takes so many in hand that the rest can be done before morning."""
    venter = _venter(nu)
    morgen = datetime.combine(nu.date(), nu.time().replace(hour=SLUT - 1, minute=30), nu.tzinfo)
    minutter = max(1, int((morgen - nu).total_seconds() // 60))
    antal = min(HOEJST, ceil(venter.count() / minutter))
    foerst = F("tjekket").asc(nulls_first=True)
    links = list(venter.select_for_update(skip_locked=True).order_by(foerst, "pk")[:antal])
    Strategilink.objects.filter(pk__in=[link.pk for link in links]).update(taget=nu)
    return links


def _spoerg_alle(links, tilladt, taalmod):
    """What each answered, by its key. Threads that a site keeps hanging end with the process, and hold up no run."""
    vaerter = defaultdict(list)
    for link in links:
        vaerter[urlsplit(link.adresse).hostname].append(link)
    koe, ud, begyndt, forbi = queue.Queue(), queue.Queue(), {}, threading.Event()
    for gruppe in vaerter.values():
        koe.put(gruppe)
    for _ in range(min(SAMTIDIG, len(vaerter))):
        mere = (koe, ud, begyndt, forbi, tilladt)
        threading.Thread(target=_arbejd, args=mere, daemon=True).start()
    svar, slut = {}, time.monotonic() + taalmod
    while len(svar) < len(links) and (rest := slut - time.monotonic()) > 0:
        try:
            pk, et = ud.get(timeout=rest)
        except queue.Empty:
            break
        svar[pk] = et
    forbi.set()
    for pk, tid in begyndt.copy().items():
        if pk not in svar and time.monotonic() - tid > min(LANGSOM, taalmod / 2):
            svar[pk] = Svar(FEJL, "svarede for langsomt")
    return svar


def _arbejd(koe, ud, begyndt, forbi, tilladt):
    """One host after the other, and of each its links with a pause between; the database is not touched here."""
    while not forbi.is_set():
        try:
            gruppe = koe.get_nowait()
        except queue.Empty:
            return
        for nummer, link in enumerate(gruppe):
            if nummer:
                time.sleep(PAUSE)
            if forbi.is_set():
                return
            begyndt[link.pk] = time.monotonic()
            ud.put((link.pk, linkspoerger.spoerg(link.adresse, tilladt=tilladt)))


@transaction.atomic
def skriv(link, svar, nu):
    """What it said tonight, unless the address was changed meanwhile; a dead one is told to whoever is responsible."""
    foer = Strategilink.objects.select_for_update().filter(pk=link.pk, adresse=link.adresse).first()
    if foer is None:
        return
    link = foer
    link.tjekket, link.taget, link.svar = nu, None, svar.tekst[:200]
    var_doed = link.doed_siden is not None
    if svar.dom == OK:
        link.fejlet_siden = link.doed_siden = None
    elif svar.dom == FEJL:
        link.doed_siden = link.doed_siden or _anden_nat(link, nu)
        link.fejlet_siden = link.fejlet_siden or nu
    link.save(update_fields=["tjekket", "taget", "svar", "fejlet_siden", "doed_siden"])
    if link.doed_siden and not var_doed:
        breve_strategilink.doed(link)
    elif var_doed and not link.doed_siden:
        breve_strategilink.lever_igen(link)


def _anden_nat(link, nu):
    """When it began, if that was another night."""
    siden = link.fejlet_siden
    return siden if siden and timezone.localdate(siden) < nu.date() else None


def paamind(idag=None):
    """Tells those responsible of the reviews whose day has come, each once."""
    skal = Strategilink.objects.skal_ses_efter(idag).uden_paamindelse().exclude(ansvarlig=None)
    for link in skal.select_related(
        "myndighed", "ansvarlig__bruger", "ansvarlig__stedfortraeder__bruger"
    )[:50]:
        with transaction.atomic():
            breve_strategilink.skal_ses_efter(link)
            Strategilink.objects.filter(pk=link.pk).update(paamindet=link.gennemgaas)
