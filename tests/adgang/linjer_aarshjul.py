"""The table of the year wheel's own addresses: everybody with a role sees it, a coordinator moves it."""

from .linjer_admin import ALLE_SEKS, _en
from .tabel import INTET, Celler, alle, efter

RETTER = efter("indsatser.aarshjulsdato", "R")
_DATO = "admin/indsatser/aarshjulsdato/"

AARSHJUL = {
    f"{_DATO}kalender/": [
        _en(f"/{_DATO}kalender/", ALLE_SEKS, INTET),
        _en(f"/{_DATO}kalender/", ALLE_SEKS, ALLE_SEKS, {"goer": "ny"}),
        _en(f"/{_DATO}kalender/", ALLE_SEKS, ">>>>>>", {"goer": "tilbagekald"}),
    ],
    f"{_DATO}<int:pk>/flyt/": [_en(f"/{_DATO}{{s.aarshjulsdato}}/flyt/", RETTER, RETTER)],
    f"{_DATO}<int:pk>/regn/": [
        _en(
            f"/{_DATO}{{s.aarshjulsdato}}/regn/",
            RETTER,
            efter("indsatser.aarshjulsdato", "R", ja=">"),
        )
    ],
    # the address is secret, and asked for by a program that is not signed in
    "kalender/<str:hemmelig>.ics": [
        Celler("/kalender/{s.kalender}.ics", alle("+"), alle("5")),
        Celler("/kalender/{s.kalender_lukket}.ics", alle("u"), alle("5")),
        Celler("/kalender/gaet.ics", alle("4"), alle("5")),
    ],
}
