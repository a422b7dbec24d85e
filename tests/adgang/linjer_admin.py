"""The table behind the admin's door: what is made for no single model, or by a package for its own."""

from .tabel import INTET, LUKKET, NYHEDENS, SIDENS, TEKSTENS, VIDERE, Celler, bag, efter

ALLE_SEKS, KALDT_FORKERT, UFULDT = "++++++", "555555", "000000"


def _en(adresse, get, post, data=None, foer="LL"):
    return Celler(adresse, bag(get, foer), bag(post, foer), data)


# --- Desk, accounts, files

RAMMEN = {
    "admin/": [_en("/admin/", ALLE_SEKS, ALLE_SEKS)],
    "admin/rettigheder/": [_en("/admin/rettigheder/", ALLE_SEKS, ALLE_SEKS)],
    "admin/tavle/": [_en("/admin/tavle/", "+++333", "+++333")],
    "admin/jsi18n/": [_en("/admin/jsi18n/", ALLE_SEKS, KALDT_FORKERT)],
    "admin/autocomplete/": [
        _en("/admin/autocomplete/", LUKKET, KALDT_FORKERT),
        # a person's account is found by those who see accounts
        _en(
            "/admin/autocomplete/?app_label=indsatser&model_name=rolle&field_name=person",
            ALLE_SEKS,
            KALDT_FORKERT,
        ),
        _en(
            "/admin/autocomplete/?app_label=indsatser&model_name=person&field_name=bruger",
            "+33333",
            KALDT_FORKERT,
        ),
    ],
    "admin/r/<path:content_type_id>/<path:object_id>/": [
        _en("/admin/r/{s.ct_tekst}/{s.tekst.udgivet.content.pk}/", VIDERE, VIDERE)
    ],
    "admin/(?P<app_label>)/$": [
        _en("/admin/indsatser/", ALLE_SEKS, ALLE_SEKS),
        _en("/admin/auth/", "+44444", "+44444"),
        _en("/admin/sites/", INTET, INTET),
    ],
    "admin/(?P<url>.*)$": [_en("/admin/findes/ikke/", INTET, INTET)],
    "admin/auth/user/<int:pk>/goer/<slug:what>/": [
        _en("/admin/auth/user/{s.fremmed.pk}/goer/log-ud/", KALDT_FORKERT, ">33333")
    ],
}
MAPPER = "3+3+++"
FILER = {
    "admin/filer/folder/last/": [_en("/admin/filer/folder/last/", "3>3>>>", "3>3>>>")],
    "admin/filer/folder/<int:folder_id>/list/": [
        _en("/admin/filer/folder/{s.objekt[filer/folder]}/list/", MAPPER, MAPPER)
    ],
    "admin/filer/folder/<int:folder_id>/make_folder/": [
        _en("/admin/filer/folder/{s.objekt[filer/folder]}/make_folder/", MAPPER, MAPPER)
    ],
    # a folder is made in a folder; at the top by a superuser
    "admin/filer/folder/make_folder/": [_en("/admin/filer/folder/make_folder/", LUKKET, LUKKET)],
    "admin/filer/file/expand/<int:file_id>": [
        _en("/admin/filer/file/expand/{s.objekt[filer/file]}", ALLE_SEKS, ALLE_SEKS)
    ],
    "admin/filer/image/expand/<int:file_id>": [
        _en("/admin/filer/image/expand/{s.objekt[filer/image]}", ALLE_SEKS, ALLE_SEKS)
    ],
    "admin/filer/file/icon/<int:file_id>/<int:size>": [
        _en("/admin/filer/file/icon/{s.objekt[filer/file]}/40", INTET, INTET)
    ],
    "admin/filer/image/icon/<int:file_id>/<int:size>": [
        _en("/admin/filer/image/icon/{s.objekt[filer/image]}/40", VIDERE, VIDERE)
    ],
    "admin/filer/clipboard/operations/upload/<int:folder_id>/": [
        _en(
            "/admin/filer/clipboard/operations/upload/{s.objekt[filer/folder]}/", "303000", "303000"
        )
    ],
    "admin/filer/clipboard/operations/upload/no_folder/": [
        _en("/admin/filer/clipboard/operations/upload/no_folder/", "303000", "303000")
    ],
    **{
        f"admin/filer/folder/{navn}/": [_en(f"/admin/filer/folder/{navn}/", MAPPER, MAPPER)]
        for navn in ("images_with_missing_data", "unfiled_images")
    },
    **{
        f"admin/filer/clipboard/operations/{navn}/": [
            _en(f"/admin/filer/clipboard/operations/{navn}/", UFULDT, UFULDT)
        ]
        for navn in ("paste_clipboard_to_folder", "discard_clipboard", "delete_clipboard")
    },
}

# --- From draft to public


def _gennemsyn(handling, get, **pr_tekst):
    """GET and POST of one page about a version: the same people for both."""
    return {
        f"admin/indsatser/gennemsyn/version/<int:pk>/{handling}/": [
            _en(
                f"/admin/indsatser/gennemsyn/version/{{s.{tekst.replace('_', '.')}.pk}}/{handling}/",
                *[svar] * 2,
            )
            for tekst, svar in ({"tekst_kladde": get} | pr_tekst).items()
        ]
    }


UDGIVELSE = {
    **_gennemsyn(
        "send",
        TEKSTENS,
        tekst_sendt="3!33!3",
        tekst_udgivet="3!33!3",
        side_kladde=SIDENS,
        nyhed_kladde=NYHEDENS,
        nyhed_sendt="3!333!",
        nyhed_udgivet="3!333!",
    ),
    **_gennemsyn(
        "planlaeg",
        "3+3333",
        tekst_sendt="3+333+",
        tekst_udgivet="3+3333",
        side_kladde=SIDENS,
        nyhed_kladde=NYHEDENS,
        nyhed_sendt=NYHEDENS,
        nyhed_udgivet=NYHEDENS,
    ),
    **{
        key: value
        for handling in ("tjek", "sammenlign")
        for key, value in _gennemsyn(
            handling,
            TEKSTENS,
            tekst_sendt="3+33++",
            tekst_udgivet=TEKSTENS,
            side_kladde=SIDENS,
            nyhed_kladde=NYHEDENS,
            nyhed_sendt=NYHEDENS,
            nyhed_udgivet=NYHEDENS,
        ).items()
    },
    "admin/indsatser/gennemsyn/<int:pk>/": [
        _en("/admin/indsatser/gennemsyn/{s.tekst.gennemsyn.pk}/", "+++4++", "444444"),
        _en("/admin/indsatser/gennemsyn/{s.side.gennemsyn.pk}/", "+++44+", "444444"),
        *(
            _en(
                f"/admin/indsatser/gennemsyn/{{s.{art}.gennemsyn.pk}}/", get, post, {"beslut": valg}
            )
            for art, get, post in (
                ("tekst", "+++4++", "3+343+"),
                ("side", "+++44+", "3+344+"),
                ("nyhed", "+++44+", "3+344+"),
            )
            for valg in ("udgiv", "planlaeg", "tilbage")
        ),
    ],
    "admin/indsatser/gennemsyn/plan/<int:pk>/annuller/": [
        _en("/admin/indsatser/gennemsyn/plan/{s.tekst.plan.pk}/annuller/", KALDT_FORKERT, "3>3333"),
        _en("/admin/indsatser/gennemsyn/plan/{s.side.plan.pk}/annuller/", KALDT_FORKERT, "3>333>"),
        _en("/admin/indsatser/gennemsyn/plan/{s.nyhed.plan.pk}/annuller/", KALDT_FORKERT, "3>333>"),
    ],
    "admin/indsatser/indsatsindhold/edit-field/([0-9A-Za-z-_.//]+)/([a-z\\-]+)/$": [
        _en(
            f"/admin/indsatser/indsatsindhold/edit-field/{{s.tekst.{tilstand}.content.pk}}/da/?edit_fields=titel",
            svar,
            svar,
        )
        for tilstand, svar in (("kladde", "!+!!+!"), ("sendt", "!!!!!!"), ("udgivet", "!!!!!!"))
    ],
}

_SIDEN = "admin/indsatser/godkendelse/version/<int:pk>/"
_KLADDEN, _UDGIVET = (
    f"/admin/indsatser/godkendelse/version/{{s.nyhed.{tilstand}.pk}}/"
    for tilstand in ("kladde", "udgivet")
)
_POLITIET = {"myndighed": "{s.godkendelse.politi}"}
_BED = _POLITIET | {"goer": "bed", "m{s.godkendelse.politi}-modtager": "presse@politi.invalid"}
_SVAR = _POLITIET | {
    "goer": "svar",
    "m{s.godkendelse.politi}-svar": "godkendt",
    "m{s.godkendelse.politi}-navn": "Politidirektøren",
    "m{s.godkendelse.politi}-laest": "{s.laest}",
}
NYHEDER = {
    # asked for by those who change the text; answered by those who work at the authority: here the styregruppe's
    _SIDEN: [
        _en(_KLADDEN, ALLE_SEKS, "3>333>", _BED),
        _en(_KLADDEN, ALLE_SEKS, "33>333", _SVAR),
        _en(_KLADDEN, ALLE_SEKS, INTET),
        _en(_UDGIVET, ALLE_SEKS, LUKKET, _BED),
        _en(_UDGIVET, ALLE_SEKS, LUKKET, _SVAR),
        _en("/admin/indsatser/godkendelse/version/{s.tekst.kladde.pk}/", INTET, INTET),
    ],
    "admin/indsatser/nyhedindhold/edit-field/([0-9A-Za-z-_.//]+)/([a-z\\-]+)/$": [
        _en(
            f"/admin/indsatser/nyhedindhold/edit-field/{{s.nyhed.{tilstand}.content.pk}}/da/?edit_fields=titel",
            svar,
            svar,
        )
        for tilstand, svar in (("kladde", "!+!!!+"), ("sendt", "!!!!!!"), ("udgivet", "!!!!!!"))
    ],
}

# --- Notices

VARSLER = {
    "admin/indsatser/varsel/<int:pk>/forhaandsvis/": [
        _en(
            "/admin/indsatser/varsel/{s.objekt[indsatser/varsel]}/forhaandsvis/",
            ALLE_SEKS,
            ALLE_SEKS,
        )
    ],
}

# --- Versions: the package refuses with a message and the list of versions

_STADIER = {
    # handling: the versions it is tried on, and who gets through: changes, or publishes
    "archive": {"kladde": "r"},
    "discard": {"kladde": "r", "ny_kladde": "r"},
    "revert": {"lagt_vaek": "r"},
    "edit-redirect": {"kladde": "r", "udgivet": "r"},
    "publish": {"kladde": "u", "sendt": "us"},
    "unpublish": {"udgivet": "u"},
}
_INDHOLD = {
    "tekst": "indsatser.indsatsindhold",
    "nyhed": "indsatser.nyhedindhold",
    "side": "cms.pagecontent",
    "faelles": "djangocms_alias.aliascontent",
}
KUN_POST = ("edit-redirect", "publish")


def _hvem(art, handling, tilstand, ret, ja):
    if art in ("tekst", "nyhed") and (handling, tilstand) == ("discard", "kladde"):
        return "!!!!!!"  # with its only text the initiative, or the news, would go
    if (art, ret) == ("tekst", "u"):
        return f"!{ja}!!!!"  # what was not sent for review is not communication's to publish
    return efter(_INDHOLD[art], ret[0].upper(), ja=ja, nej="!") if ret != "us" else f"!{ja}!!!{ja}"


def _version(art):
    model = f"djangocms_versioning/{_INDHOLD[art].partition('.')[2]}version"
    rod, laesere = f"admin/{model}/", efter(model.replace("/", "."), "V")
    objekt, kladde = f"{rod}<path:object_id>/", f"/{rod}{{s.{art}.kladde.pk}}/"
    for handling, tilstande in _STADIER.items():
        ja = "+" if handling == "publish" else ">"  # the check stops it with a page
        yield (
            f"{objekt}{handling}/",
            [
                _en(
                    f"/{rod}{{s.{art}.{tilstand}.pk}}/{handling}/",
                    KALDT_FORKERT
                    if handling in KUN_POST
                    else _hvem(art, handling, tilstand, ret, "+"),
                    _hvem(art, handling, tilstand, ret, ja),
                )
                for tilstand, ret in tilstande.items()
            ],
        )
    # a lock is taken by those who may change the text, and have `EKSTRA`'s right over locks
    aabner = efter(_INDHOLD[art], "R", ">")
    aabner = aabner[:3] + "33" + aabner[5:]
    yield f"{objekt}unlock/", [_en(f"{kladde}unlock/", efter(_INDHOLD[art], "R", "5"), aabner)]
    yield f"{objekt}compare/", [_en(f"{kladde}compare/", laesere, laesere)]
    yield f"{rod}select/", [_en(f"/{rod}select/", laesere, laesere)]


VERSIONER = dict(linje for art in _INDHOLD for linje in _version(art))

ADMIN = RAMMEN | FILER | UDGIVELSE | NYHEDER | VARSLER | VERSIONER
