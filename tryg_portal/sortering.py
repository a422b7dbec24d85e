"""Danish order (æ, ø, å last; aa as å) as a collation of the same name on both databases.

PostgreSQL has it from ICU, made by the first migration (`CreateCollation`); SQLite gets it from Python on every
connection, because SQLite keeps no collations of its own.
"""

import unicodedata

COLLATION = "dansk"
_SIDST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}


def sorteringsnoegle(tekst):
    """What two texts are compared by: letters first, then accents, then lower case before upper case."""
    lille = unicodedata.normalize("NFC", tekst).lower().replace("aa", "å")
    bogstaver = "".join(_SIDST.get(tegn) or _uden_accent(tegn) for tegn in lille)
    return bogstaver, lille, tekst.swapcase()


def _uden_accent(tegn):
    return unicodedata.normalize("NFD", tegn)[0]


def _sammenlign(en, anden):
    a, b = sorteringsnoegle(en), sorteringsnoegle(anden)
    return (a > b) - (a < b)


def registrer_collation(connection, **kwargs):
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _sammenlign)
