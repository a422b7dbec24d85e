"""Which authorities' logins the site knows, read from the environment; a wrong entry stops the start by name."""

import json
from urllib.parse import urlsplit

NEEDED = {
    "id": str,
    "name": str,
    "server_url": str,
    "client_id": str,
    "secret": str,
    "groups_claim": str,
    "groups": dict,
    "domains": list,
}
KINDS = {str: "tekst", dict: "et objekt", list: "en liste", bool: "true eller false"}


class WrongProvider(ValueError):
    """What is wrong with the variable, in Danish, without its name."""


def allauth_providers(text):
    """The value of OIDC_PROVIDERS as allauth's SOCIALACCOUNT_PROVIDERS."""
    providers = [_app(entry, number) for number, entry in enumerate(_entries(text), start=1)]
    names = [provider["provider_id"] for provider in providers]
    if len(names) != len(set(names)):
        raise WrongProvider("to udbydere har samme id.")
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": providers}}


def _entries(text):
    try:
        entries = json.loads(text or "[]")
    except json.JSONDecodeError as fejl:
        raise WrongProvider(f"er ikke gyldig JSON ({fejl}).") from fejl
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise WrongProvider("skal være en JSON-liste af objekter.")
    return entries


def _app(entry, number):
    _check(entry, f"udbyder nr. {number}")
    return {
        "provider_id": entry["id"],
        "name": entry["name"],
        "client_id": entry["client_id"],
        "secret": entry["secret"],
        "settings": {
            "server_url": entry["server_url"],
            "groups_claim": entry["groups_claim"],
            "groups": entry["groups"],
            "domains": [domain.lower() for domain in entry["domains"]],
            # a provider that leaves email_verified out, but hands out the addresses itself
            "verified_email": entry.get("verified_email", False),
        },
    }


def _check(entry, which):
    for key, kind in {
        **NEEDED,
        **({"verified_email": bool} if "verified_email" in entry else {}),
    }.items():
        if key not in entry:
            raise WrongProvider(f"{which} mangler «{key}».")
        if not isinstance(entry[key], kind):
            raise WrongProvider(f"{which}: «{key}» skal være {KINDS[kind]}.")
    if not entry["server_url"].startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise WrongProvider(f"{which}: «server_url» skal begynde med https://.")
    if unknown := sorted(set(entry) - {*NEEDED, "verified_email"}):
        raise WrongProvider(f"{which} har et ukendt felt, «{unknown[0]}».")
    if not all(isinstance(value, str) for value in [*entry["groups"].values(), *entry["domains"]]):
        raise WrongProvider(f"{which}: «groups» og «domains» skal indeholde tekst.")
    if not entry["id"].isascii() or not entry["id"].replace("-", "").isalnum():
        raise WrongProvider(f"{which}: «id» må kun have bogstaver, tal og bindestreg.")
    if urlsplit(entry["server_url"]).scheme not in ("http", "https"):
        raise WrongProvider(f"{which}: «server_url» skal begynde med https://.")
