"""Danish order (æ, ø, å last; aa as å) as a collation of the same name on both databases.

PostgreSQL has it from ICU, made by the first migration (`CreateCollation`); SQLite gets it from Python on every
connection, because SQLite keeps no collations of its own.
"""

import re
import unicodedata

COLLATION = "dansk"
_LETTER = re.compile("[aA][aA]|.", re.DOTALL)  # aa is one letter
_PRIMARY = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "aa": "}", "ü": "y"}
_SECOND = {"ä", "ö", "ü"}


def sorteringsnoegle(tekst):
    """What texts are compared by: letters, then accents, then upper case before lower, then å before aa.

    Signs come before digits, and digits before letters, as in ICU's Danish order.
    """
    letters = _LETTER.findall(unicodedata.normalize("NFC", tekst))
    lower = [letter.lower() for letter in letters]
    return (
        "".join(_PRIMARY.get(letter) or _bare(letter) for letter in lower),
        [_accent(letter) for letter in lower],
        [not letter[0].isupper() for letter in letters],
        [len(letter) for letter in letters],
        tekst,
    )


def _accent(letter):
    if letter in _PRIMARY:
        return "1" if letter in _SECOND else ""
    return unicodedata.normalize("NFD", letter)[1:]


def _bare(letter):
    """The letter or digit without its accent; a sign as something below them all, the blank lowest."""
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare.isalnum():
        return bare
    return "\x01" if bare.isspace() else "\x02"


def _sammenlign(en, anden):
    a, b = sorteringsnoegle(en), sorteringsnoegle(anden)
    return (a > b) - (a < b)


def registrer_collation(connection, **kwargs):
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _sammenlign)
