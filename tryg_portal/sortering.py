"""Danish order (æ, ø, å last; aa as å) as a collation of the same name on both databases.

PostgreSQL has it from ICU, made by the first migration (`CreateCollation`); SQLite gets it from Python on every
connection, because SQLite keeps no collations of its own.
"""

import unicodedata

COLLATION = "dansk"
_SIDST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"}


def sorteringsnoegle(tekst):
    """Signs before digits before letters, then accents, then upper case before lower: what texts are compared by."""
    tekst = unicodedata.normalize("NFC", tekst)
    lille = tekst.lower().replace("aa", "å")
    bogstaver = "".join(_SIDST.get(tegn) or _uden_accent(tegn) for tegn in lille)
    return bogstaver, lille, "aa" in tekst.lower(), tekst


def _uden_accent(tegn):
    """The bare letter or digit; a sign as something below them all, the blank lowest."""
    bar = unicodedata.normalize("NFD", tegn)[0]
    if bar.isalnum():
        return bar
    return "\x01" if bar.isspace() else "\x02"


def _sammenlign(en, anden):
    a, b = sorteringsnoegle(en), sorteringsnoegle(anden)
    return (a > b) - (a < b)


def registrer_collation(connection, **kwargs):
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _sammenlign)
