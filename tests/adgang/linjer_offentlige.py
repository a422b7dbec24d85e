"""The table outside the admin: what the public reads, and the account."""

from .tabel import Celler, alle

JA, VIDERE = alle("+"), alle(">")
DOER = "L>>>>>>>F"


def _laes(noegle, adresse=None, sprog=("", "en/")):
    """A page that is read: the same for everybody, in both languages."""
    for i in sprog:
        anker = "^" if noegle.startswith("^") and not i else ""
        yield (
            f"{anker}{i}{noegle.removeprefix('^')}",
            [Celler(f"/{i}{noegle if adresse is None else adresse}", JA, JA)],
        )


def _konto(sti, get, post, adresse=None):
    """Somebody signed in, with the second factor or without one, and `get[0]` for a visitor."""
    visning = [tegn[0] + (tegn[1] if len(tegn) == 2 else tegn[0]) * 8 for tegn in (get, post)]
    return f"konto/{sti}", [Celler(f"/konto/{sti if adresse is None else adresse}", *visning)]


SIDER = dict(
    [
        *_laes("", ""),
        *_laes("soeg/"),
        *_laes("data/indsatser.json"),
        *_laes("data/indsatser.csv"),
        *_laes(r"^indsatser/\Z", "indsatser/"),
        *_laes(r"^indsatser/(?P<slug>[-a-zA-Z0-9_]+)/\Z", "indsatser/tryg-bydel/"),
        *_laes(r"^indsatser/(?P<slug>[-a-zA-Z0-9_]+)/atom\.xml\Z", "indsatser/tryg-bydel/atom.xml"),
        *_laes(r"^maal/\Z", "maal/"),
        *_laes(r"^maal/(?P<slug>[-a-zA-Z0-9_]+)/\Z", "maal/samskabelse/"),
        *_laes(r"^strategi/\Z", "strategi/"),
        *_laes(r"^strategi/(?P<nummer>[0-9]+)/\Z", "strategi/3/"),
        *_laes(r"^(?P<slug>[0-9A-Za-z-_.//]+)/$", "kontakt/"),
        *_laes("robots.txt", sprog=[""]),
        *_laes("sitemap.xml", sprog=[""]),
        *_laes(".well-known/security.txt", sprog=[""]),
    ]
)
_AAR, _MAANED = r"(?P<aar>[0-9]{4})", r"(?P<maaned>[0-9]{2})"
_NYHED = rf"nyheder/{_AAR}/{_MAANED}/(?P<slug>[-\w]+)/$"
NYHEDER = dict(
    [
        *_laes(r"^nyheder/\Z", "nyheder/"),
        *_laes(r"^nyheder/atom\.xml\Z", "nyheder/atom.xml"),
        *_laes(rf"^nyheder/{_AAR}/$", "nyheder/2024/", sprog=[""]),
        *_laes(rf"^nyheder/{_AAR}/{_MAANED}/$", "nyheder/2024/03/", sprog=[""]),
    ]
)
# only in Danish: the English address leads to the Danish page, and the English archive has nothing of that time
NYHEDER |= {
    f"^{_NYHED}": [Celler("{s.nyhedens_adresse}", JA, JA)],
    f"en/{_NYHED}": [Celler("/en{s.nyhedens_adresse}", VIDERE, VIDERE)],
    f"en/nyheder/{_AAR}/$": [Celler("/en/nyheder/2013/", alle("4"), alle("4"))],
    f"en/nyheder/{_AAR}/{_MAANED}/$": [Celler("/en/nyheder/2013/01/", alle("4"), alle("4"))],
}
# the link in a mail opens the one text that it is for, and nobody's account
GODKEND = {
    f"{sprog}godkend/<str:hemmelig>/": [
        Celler(f"/{sprog}godkend/{{s.godkendelse.hemmelig}}/", JA, JA),
        Celler(f"/{sprog}godkend/x/", alle("4"), alle("4")),
    ]
    for sprog in ("", "en/")
}
RAMMEN = {
    "sundhed/": [Celler("/sundhed/", alle("+", "+"), alle("+", "+"))],
    "favicon.ico": [Celler("/favicon.ico", alle(">", ">"), alle(">", ">"))],
    "^media/(?P<path>.*)$": [Celler("/media/findes-ikke.txt", alle("4", "4"), alle("4", "4"))],
    "was/": [Celler("/was/", VIDERE, VIDERE)],
    "en/was/": [Celler("/en/was/", VIDERE, VIDERE)],
    # every other door leads to the one login, and from there to the account whoever is in already
    "cms_login/": [Celler("/cms_login/", DOER, DOER)],
    "en/cms_login/": [Celler("/en/cms_login/", DOER, DOER)],
    "admin/login/": [Celler("/admin/login/", DOER, DOER)],
    "admin/logout/": [Celler("/admin/logout/", VIDERE, VIDERE)],
    "admin/password_change/": [Celler("/admin/password_change/", VIDERE, VIDERE)],
    "admin/password_change/done/": [Celler("/admin/password_change/done/", VIDERE, VIDERE)],
    # the wizard makes nothing without a choice of what
    "cms_wizard/create/$": [Celler("/cms_wizard/create/", "33++++++F", "33000000F")],
    "en/cms_wizard/create/$": [Celler("/en/cms_wizard/create/", "33++++++F", "33000000F")],
}
KONTO = dict(
    [
        _konto("", "L+", "L+"),
        _konto("login/", "+>", "+>"),
        _konto("logout/", "5", ">"),
        _konto("logout/overalt/", "5", "L"),
        _konto("lukket/", "+", "5"),
        _konto("opret/", "L", "L"),
        _konto("bekraeft/", "L3", "L3"),
        _konto("sessioner/", "L+", "L>"),
        _konto("sessioner/<int:pk>/afslut/", "5", "L4", "sessioner/{s.session}/afslut/"),
        _konto("mails/", "5", "L4", "mails/"),
        _konto("adgangskode/", "L>", "L>"),
        _konto("adgangskode/ny/", ">", ">"),
        _konto("adgangskode/nulstil/", "+", "+"),
        _konto("adgangskode/nulstil/sendt/", "+", "5"),
        _konto(
            "adgangskode/vaelg/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            "+",
            "+",
            "adgangskode/vaelg/1-x/",
        ),
        _konto("adgangskode/valgt/", ">", ">"),
        _konto("to-trin/", "L+", "L5"),
        _konto("to-trin/kode/", "L>", "L>"),
        _konto("to-trin/bekraeft/", "L3", "L3"),
        _konto("to-trin/app/", "L+", "L+"),
        _konto("to-trin/app/fjern/", "L4", "L4"),
        _konto("to-trin/genoprettelseskoder/", "L4", "L5"),
        _konto("to-trin/genoprettelseskoder/nye/", "L+", "L+"),
        _konto("to-trin/genoprettelseskoder/hent/", "L4", "L4"),
        _konto("to-trin/noegler/", "F", "F"),
        _konto("to-trin/noegler/ny/", "L+", "L+"),
        _konto("to-trin/noegler/bekraeft/", "L3", "L3"),
        # another's key is not there
        _konto("to-trin/noegler/<int:pk>/", "L4", "L4", "to-trin/noegler/{s.noegle}/"),
        _konto("to-trin/noegler/<int:pk>/fjern/", "L4", "L4", "to-trin/noegler/{s.noegle}/fjern/"),
        _konto("oidc/fejl/", "1", "5"),
        _konto("oidc/fortrudt/", "+", "5"),
        _konto("oidc/konto/", "L", "L"),
        _konto("oidc/forbindelser/", ">", ">"),
        _konto("oidc/<slug:provider_id>/", "4", "4", "oidc/findes-ikke/"),
        _konto("oidc/<slug:provider_id>/svar/", "4", "4", "oidc/findes-ikke/svar/"),
    ]
)
MAILS = {
    # the link in a mail is proof enough of whose choice it is
    "konto/mails/fra/<str:token>/": [
        Celler("/konto/mails/fra/{s.afmelding}/", alle("+", "+"), alle("+", "+")),
        Celler("/konto/mails/fra/x/", alle("u", "u"), alle("u", "u")),
    ]
}
OFFENTLIGE = SIDER | NYHEDER | GODKEND | RAMMEN | KONTO | MAILS
