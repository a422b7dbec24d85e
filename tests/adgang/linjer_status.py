"""The table: reports. A draft is for its tovholder and the coordinators; others read what is handed in."""

from .linjer_admin import _en
from .tabel import Celler, alle

STATUS = "admin/indsatser/status/"
LINK = "status/<str:hemmelig>/"

STATUSRAPPORTER = {
    f"{STATUS}indsats/<int:pk>/": [
        _en(f"/{STATUS}indsats/{{s.status.indsats}}/", "+++4+3", "+++4+3")
    ],
    f"{STATUS}bilag/<int:pk>/": [
        _en(f"/{STATUS}bilag/{{s.status.bilag}}/", "3+33+3", "3+33+3"),
        _en(f"/{STATUS}bilag/{{s.status.bilag_indsendt}}/", "+++3+3", "+++3+3"),
    ],
    # the link opens nothing but the page that offers a code, whoever is signed in
    LINK: [
        Celler("/status/{s.status.hemmelig}/", alle("+"), alle("+")),
        Celler("/status/x/", alle("4"), alle("4")),
    ],
    f"en/{LINK}": [Celler("/en/status/{s.status.hemmelig}/", alle(">"), alle(">"))],
    **{
        f"{sprog}{LINK}bilag/<int:pk>/": [
            Celler(
                f"/{sprog}status/{{s.status.hemmelig}}/bilag/{{s.status.bilag}}/",
                alle(">"),
                alle(">"),
            )
        ]
        for sprog in ("", "en/")
    },
}
