"""The table: a round's own pages. Everybody with a part in it sees it; the coordinators take its steps."""

from .linjer_admin import _en

SER = "+++4+3"
ROD = "admin/indsatser/statusrunde/"


def _runde(navn, tilstand, get, post, data=None):
    return _en(f"/{ROD}{{s.runde.{tilstand}.pk}}/{navn}", get, post, data)


def _rapport(navn, get, post):
    return _en(f"/{ROD}rapport/{{s.runde.rapport.pk}}/{navn}/", get, post)


STATUSRUNDER = {
    f"{ROD}<int:pk>/runde/": [
        _runde("runde/", "aaben", SER, SER),
        _runde("runde/", "lukket", SER, SER),
        # what is a draft leads on to its form
        _runde("runde/", "kladde", ">>>443", ">>>443"),
    ],
    f"{ROD}<int:pk>/eksport.<str:fil>": [
        _runde("eksport.csv", "aaben", SER, SER),
        _runde("eksport.xlsx", "lukket", SER, SER),
    ],
    f"{ROD}<int:pk>/aabn/": [
        _runde("aabn/", "kladde", "3+3443", "3>3443", {"aftryk": "{s.runde.aabn[aftryk]}"})
    ],
    **{
        f"{ROD}<int:pk>/{navn}/": [
            _runde(f"{navn}/", "aaben", "3+3433", "3+3433"),
            # a step that comes too late leads back with a message
            _runde(f"{navn}/", "lukket", "3!3433", "3!3433"),
        ]
        for navn in ("frist", "tag-med")
    },
    **{
        f"{ROD}<int:pk>/{navn}/": [
            _runde(f"{navn}/", "aaben", "3+3433", "3>3433", data),
            _runde(f"{navn}/", "lukket", "3!3433", "3!3433"),
        ]
        for navn, data in (
            ("paamind", None),
            ("luk", {"bekraeft": "ja", "aftryk": "{s.runde.luk[aftryk]}"}),
        )
    },
    **{
        f"{ROD}rapport/<int:pk>/{navn}/": [_rapport(navn, "3+3433", post)]
        for navn, post in (
            ("stedfortraeder", "3+3433"),
            ("nyt-link", "3>3433"),
            ("tag-ud", "3>3433"),
        )
    },
}
