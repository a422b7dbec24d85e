"""The table of proposals: what anybody may send in, and who takes it further."""

from .linjer_admin import _en
from .tabel import Celler, alle

JA, VIDERE = alle("+"), alle(">")


def _offentlig(sprog):
    i = f"{sprog}forslag/" if sprog else "^forslag/"
    a = f"/{sprog}forslag/"
    return {
        rf"{i}\Z": [Celler(a, JA, JA)],
        rf"{i}nyt/\Z": [Celler(f"{a}nyt/", VIDERE, VIDERE)],
        # an empty form is answered with what is missing in it
        rf"{i}nyt/(?P<art>[-a-zA-Z0-9_]+)/\Z": [
            Celler(f"{a}nyt/spoergsmaal/", JA, JA),
            Celler(f"{a}nyt/andet/", alle("4"), alle("4")),
        ],
        rf"{i}tak/(?P<nummer>[-a-zA-Z0-9_]+)/\Z": [
            Celler(f"{a}tak/{{s.forslag.nummer}}/", JA, JA),
            Celler(f"{a}tak/0000-0000/", alle("4"), alle("4")),
        ],
    }


# the question is about an initiative of the owner's; a tovholder of another one does not find it


def _sag(under, get, post, sag="forslag"):
    return {
        f"admin/indsatser/forslag/<int:pk>/{under}/": [
            _en(
                f"/admin/indsatser/forslag/{{s.{sag}.pk}}/{under.replace('<slug:til>', 'besvaret')}/",
                get,
                post,
            )
        ]
    }


FORSLAG = {
    **_offentlig(""),
    **_offentlig("en/"),
    **_sag("trin/<slug:til>", "3+34+4", "3+34+4"),
    **_sag("oplysninger", "3+34+4", "3+34+4"),
    **_sag("udskrift", "3+34+4", "3+34+4"),
    # what is no spam is not deleted as spam
    **_sag("spam", "3!34!4", "3!34!4"),
}
