"""Asks one address on the public internet whether it still answers, and reads no more than the answer's head.

Where it leads is somebody else's choice, so each hop is looked at anew: http or https, their own ports, no name and
password, and an address that belongs to the public internet. The name is resolved once by requests-hardened, which
connects to the very address that it has checked; a name that answers differently the next time changes nothing.
"""

import ipaddress
import time
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.core.exceptions import ValidationError
from requests_hardened import Config
from requests_hardened.client import HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

TIMEOUT = 10
"""Seconds to connect, and between two parts of an answer."""
VIDERE = 5
"""So many times an address may lead on to another."""
PAUSE = 1.0
"""Seconds between two questions to the same host."""
PORTE = {"http": 80, "https": 443}
OFFENTLIG_IPV6 = ipaddress.ip_network("2000::/3")
"""What is handed out for the public internet; the library refuses the private parts inside it."""
OK, FEJL, UVIST = "ok", "fejl", "uvist"
UDEN_DOM = {401, 403, 429}
"""Answers of a site that is there, but does not let the portal in."""


@dataclass(frozen=True)
class Svar:
    dom: str
    tekst: str


class _Adapter(IPFilterAdapter):
    """The library's refusal of private addresses, and of every IPv6 address that nobody was given."""

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        vaert, mere = super().build_connection_pool_key_attributes(request, verify, cert)
        ip = ipaddress.ip_address(vaert["host"].strip("[]"))
        if ip.version == 6 and ip not in OFFENTLIG_IPV6:
            raise InvalidIPAddress(ip)
        return vaert, mere


def kraev_tilladt(adresse, tilladt=()):
    """Raises ValidationError for an address that is not asked. `tilladt` holds hosts with ports that a test has."""
    try:
        url = parse_url(adresse)
    except LocationParseError as fejl:
        raise ValidationError("Adressen kan ikke læses. Ret den.") from fejl
    if url.scheme not in PORTE or not url.host:
        raise ValidationError("Adressen skal begynde med http:// eller https://.")
    if url.auth:
        raise ValidationError("Adressen må ikke indeholde brugernavn og adgangskode.")
    if url.port not in (None, PORTE[url.scheme]) and url.netloc not in tilladt:
        raise ValidationError("Adressen må ikke have en anden port end den sædvanlige.")


def _session(adresse, tilladt):
    lokalt = parse_url(adresse).netloc in tilladt
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=lokalt,
        never_redirect=True,
        default_timeout=(TIMEOUT, TIMEOUT),
        user_agent_override=f"TrygAalborg-linktjek (+{settings.SITE_URL}/)",
    )
    session = HTTPSession(config)
    session.trust_env = False  # no proxy to go past the check, no passwords of the machine's
    for skema in PORTE:
        session.mount(f"{skema}://", _Adapter(skema == "https", allow_loopback=lokalt))
    return session


def _spoerg(metode, adresse, tilladt):
    """The status and where it leads on; the body is never read."""
    kraev_tilladt(adresse, tilladt)
    hoved = {"Accept-Encoding": "identity"} | ({"Range": "bytes=0-0"} if metode == "GET" else {})
    with (
        _session(adresse, tilladt) as session,
        session.request(metode, adresse, headers=hoved, stream=True) as svar,
    ):
        return svar.status_code, svar.headers.get("Location") if svar.is_redirect else None


def spoerg(adresse, *, tilladt=(), vent=time.sleep):
    """Follows the address to its end; returns a Svar, whatever happens."""
    try:
        for _ in range(VIDERE + 1):
            status, videre = _spoerg("HEAD", adresse, tilladt)
            if status in (405, 501):
                vent(PAUSE)
                status, videre = _spoerg("GET", adresse, tilladt)
            if videre is None:
                return _dom(status)
            adresse = urljoin(adresse, videre)
            vent(PAUSE)
    except ValidationError as fejl:
        return Svar(
            UVIST, f"kunne ikke prøves: den leder et sted hen, som ikke spørges. {fejl.message}"
        )
    except requests.RequestException as fejl:
        return _uden_svar(fejl)
    except Exception as fejl:  # of somebody else's answer anything can be expected
        return Svar(FEJL, f"svaret kunne ikke læses ({type(fejl).__name__})")
    return Svar(FEJL, f"leder videre mere end {VIDERE} gange")


def _dom(status):
    if status in UDEN_DOM:
        return Svar(UVIST, f"kunne ikke prøves: siden lukker ikke portalen ind ({status})")
    if 200 <= status < 400:
        return Svar(OK, "svarer")
    ord_ = {404: "siden findes ikke", 410: "siden er fjernet"}.get(status, "siden melder fejl")
    return Svar(FEJL, f"{ord_} ({status})")


def _uden_svar(fejl):
    if isinstance(fejl, InvalidIPAddress):
        return Svar(UVIST, "kunne ikke prøves: adressen hører til et lukket net")
    if isinstance(fejl, requests.exceptions.SSLError):
        return Svar(FEJL, "siden har ikke et gyldigt certifikat")
    if isinstance(fejl, requests.Timeout):
        return Svar(FEJL, f"svarede ikke inden for {TIMEOUT} sekunder")
    if "resolve" in str(fejl):
        return Svar(FEJL, "navnet findes ikke")
    return Svar(FEJL, "der kunne ikke forbindes")
