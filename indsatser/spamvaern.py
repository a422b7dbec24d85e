"""What keeps spam out of a form that anybody may fill in, with nobody's help and nothing kept of whoever does.

A trap that people do not see, a signed moment when the form was made, and a limit on how many come from one place and
in all. What only looks like spam is not refused: a person decides.
"""

import logging
import re
import secrets

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)

HURTIGST = 3
"""Seconds: nobody reads a form and fills it in faster."""
LAENGST = 24 * 3600
"""Seconds that a form may stand open."""
PR_STED = 20
"""So many a day from one address on the net: a whole library or workplace may share it."""
I_ALT = 200
"""So many a day from everywhere: more is no interest in the portal, it is an attack."""
FILER_PR_STED = 30
"""So many times a day the files of a form that is to be mended are kept for one address on the net."""
PR_MODTAGER = 3
"""So many receipts a day to one e-mail, whoever has typed it."""
LINKS = 2
"""More links than that in one text are seldom a citizen's."""
_LINK = re.compile(r"https?://|www\.", re.I)
_OPMAERKNING = re.compile(r"</?[a-z]+[ >/]|\[/?url|\[link", re.I)
_DOEGN = 24 * 3600


# --- When the form was made


class ForHurtig(Exception):
    """Faster than people; the same stamp holds a moment later."""


class ForGammel(Exception):
    """The form has stood open for too long, or the stamp is none of ours."""


def _signer():
    return signing.TimestampSigner(salt="indsatser.spamvaern")


def stempel(igen=False):
    """The moment and a number of its own. `igen`: what was typed before is only sent once more, and may be at once."""
    return _signer().sign(f"{secrets.token_urlsafe(9)}{'+' if igen else ''}")


def laes_stempel(vaerdi):
    """Answers the form's own number."""
    try:
        nummer = _signer().unsign(vaerdi, max_age=LAENGST)
    except signing.BadSignature as fejl:
        raise ForGammel from fejl
    if not nummer.endswith("+") and _er_ny(vaerdi):
        raise ForHurtig
    return nummer


def _er_ny(vaerdi):
    try:
        _signer().unsign(vaerdi, max_age=HURTIGST)
    except signing.SignatureExpired:
        return False
    return True


# --- How many


def for_mange(request):
    """Whether there have been too many today from here, or from everywhere; this one is counted."""
    sted = get_adapter(request).get_client_ip(request)
    return _over(sted, PR_STED) or _over("i alt", I_ALT)


def maa_gemme_filer(request):
    """Whether files from here are kept while the rest of their form is mended; this time is counted."""
    return not _over(f"filer {get_adapter(request).get_client_ip(request)}", FILER_PR_STED)


def maa_skrive_til(email):
    """Whether this address has not had its receipts for today; this one is counted."""
    return not _over(email.strip().lower(), PR_MODTAGER)


def _over(hvad, graense):
    """Kept is a number under a hash that only this day and this portal can make."""
    dag = timezone.localdate().isoformat()
    noegle = (
        f"spamvaern:{salted_hmac('spamvaern', f'{dag} {hvad}', algorithm='sha256').hexdigest()}"
    )
    try:
        cache.add(noegle, 0, _DOEGN)
        return cache.incr(noegle) > graense
    except Exception:  # a cache that is down is no reason to turn a citizen away
        log.warning("Formularens tæller svarer ikke.", exc_info=True)
        return False


# --- What looks like spam


def mistanker(tekster, kort=()):
    """Why a person should look first: reasons in Danish. `kort` are those that hold a name or a place, and no link."""
    if sum(len(_LINK.findall(tekst)) for tekst in tekster) > LINKS:
        yield f"Der er mere end {LINKS} links"
    if any(_LINK.search(tekst) for tekst in kort):
        yield "Der er et link i et felt til navn eller sted"
    if any(_OPMAERKNING.search(tekst) for tekst in [*tekster, *kort]):
        yield "Der er kode for links i teksten"
