"""The table of annual reports: who writes them, looks them through, locks, approves and publishes; and the public's."""

from .tabel import Celler, alle, bag, efter

M = "indsatser.aarsstatus"
SER = efter(M, "V")
KUN_POST = "555555"
_ADMIN = "admin/indsatser/aarsstatus/"


def _en(adresse, get, post, data=None):
    return Celler(f"/{_ADMIN}{adresse}", bag(get), bag(post), data)


def _trin(hvilken, goer, bogstav, **data):
    post = efter(M, bogstav, ja=">")
    return _en(f"{{s.aar.{hvilken}}}/trin/", KUN_POST, post, {"goer": goer, **data})


ADMIN = {
    "<int:pk>/side/": [_en(f"{{s.aar.{hvem}}}/side/", SER, SER) for hvem in ("kladde", "laast")],
    "<int:pk>/vis/": [_en(f"{{s.aar.{hvem}}}/vis/", SER, SER) for hvem in ("kladde", "laast")],
    "<int:pk>/diagram/<int:nummer>.svg": [
        _en("{s.aar.kladde}/diagram/1.svg", efter(M, "V", ja="4"), efter(M, "V", ja="4"))
    ],
    "<int:pk>/saml/": [_en("{s.aar.kladde}/saml/", KUN_POST, efter(M, "T", ja=">"))],
    "<int:pk>/valg/": [_en("{s.aar.kladde}/valg/", KUN_POST, efter(M, "R", ja=">"))],
    "<int:pk>/trin/": [
        _trin("kladde", "send", "R"),
        _trin("sendt", "gennemset", "R"),
        _trin("sendt", "tilbage", "R", grund="Prøve"),
        _trin("gennemset", "laas", "U"),
        _trin("laast", "laas_op", "U", grund="Prøve"),
        _trin("laast", "godkend", "G", dato="2015-01-05"),
        _trin("godkendt", "offentliggoer", "U"),
    ],
    "<int:pk>/nyt/<slug:afsnit>/": [
        _en(
            "{s.aar.kladde}/nyt/bilag/",
            efter(M, "T"),
            efter(M, "T", ja=">"),
            {"titel": "Ny", "set_udgave": "0"},
        )
    ],
    "bidrag/<int:pk>/": [
        _en(
            "bidrag/{s.aar.bidrag}/",
            efter(M, "R"),
            efter(M, "R", ja=">"),
            {"titel": "Rettet", "set_udgave": "0"},
        )
    ],
    "bidrag/<int:pk>/slet/": [_en("bidrag/{s.aar.bidrag}/slet/", KUN_POST, efter(M, "S", ja=">"))],
}
ADMIN = {f"{_ADMIN}{sti}": celler for sti, celler in ADMIN.items()}

_EN = "4-aarsstatus-2021"
_SIDER = {
    r"\Z": "",
    r"sammenlign/\Z": "sammenlign/",
    r"(?P<slug>[-a-zA-Z0-9_]+)/\Z": f"{_EN}/",
    r"(?P<slug>[-a-zA-Z0-9_]+)/siden/\Z": f"{_EN}/siden/",
}
OFFENTLIGE = {
    f"{'^' if not sprog else ''}{sprog}aarsstatus/{noegle}": [
        Celler(f"/{sprog}aarsstatus/{sti}", alle("+"), alle("+")),
        *(
            [Celler(f"/{sprog}aarsstatus/{sti.replace(_EN, 'proeve-11')}", alle("4"), alle("4"))]
            if _EN in sti
            else []
        ),
    ]
    for sprog in ("", "en/")
    for noegle, sti in _SIDER.items()
}
_FILER = {
    r"(?P<slug>[\w-]+)\.(?P<endelse>pdf|docx|pptx)$": "proeve-11.pdf",
    r"(?P<slug>[\w-]+)/diagram/(?P<nummer>[0-9]{1,3})\.svg$": "proeve-11/diagram/1.svg",
}
"""Of a draft there is no file for anybody."""
FILER = {
    f"{'^' if not sprog else ''}{sprog}aarsstatus/{noegle}": [
        Celler(f"/{sprog}aarsstatus/{sti}", alle("4"), alle("4"))
    ]
    for sprog in ("", "en/")
    for noegle, sti in _FILER.items()
}
AARSSTATUS = ADMIN | OFFENTLIGE | FILER
