"""The table of django CMS and its packages: pages, what stands on them, and the toolbar's own calls."""

from .linjer_admin import ALLE_SEKS, KALDT_FORKERT, UFULDT, _en
from .tabel import INTET, LUKKET, NYHEDENS, SIDENS, SIDENS_LAESERE, TEKSTENS, VIDERE, Celler

P, S = "admin/cms/page/", "admin/cms/pagecontent/"
SIDE, INDHOLD = (
    "/admin/cms/page/{s.objekt[cms/page]}/",
    "/admin/cms/pagecontent/{s.side.%s.content.pk}/",
)
FOERST = {"position": "0", "target": "{s.side.udgivet.content.page_id}"}

SIDER = {
    f"{P}(?P<object_id>[0-9]+)/actions-menu/$": [_en(f"{SIDE}actions-menu/", SIDENS, SIDENS)],
    f"{P}(?P<object_id>[0-9]+)/advanced-settings/$": [
        _en(f"{SIDE}advanced-settings/", SIDENS, "3>333>")
    ],
    f"{P}(?P<object_id>[0-9]+)/set-home/$": [_en(f"{SIDE}set-home/", KALDT_FORKERT, SIDENS)],
    f"{P}([0-9]+)/([a-z\\-]+)/edit-field/$": [
        _en(f"{SIDE}da/edit-field/?edit_fields=title", SIDENS, SIDENS)
    ],
    f"{P}([0-9]+)/move-page/$": [
        _en(f"{SIDE}move-page/", KALDT_FORKERT, UFULDT),
        _en(f"{SIDE}move-page/", KALDT_FORKERT, SIDENS, FOERST),
    ],
    f"{P}([0-9]+)/copy-page/$": [
        _en(f"{SIDE}copy-page/", KALDT_FORKERT, UFULDT),
        _en(f"{SIDE}copy-page/", KALDT_FORKERT, SIDENS, FOERST),
    ],
    f"{P}([0-9]+)/dialog/copy/$": [_en(f"{SIDE}dialog/copy/", ALLE_SEKS, ALLE_SEKS)],  # empty
    f"{P}([0-9]+)/permissions/$": [_en(f"{SIDE}permissions/", SIDENS, SIDENS)],
    f"{P}list/$": [_en("/admin/cms/page/list/", LUKKET, LUKKET)],
    f"{S}get-tree/$": [_en("/admin/cms/pagecontent/get-tree/", SIDENS, SIDENS)],
    f"{S}([0-9]+)/duplicate/$": [
        _en(INDHOLD % tilstand + "duplicate/", SIDENS, SIDENS) for tilstand in ("kladde", "udgivet")
    ],
    f"{S}([0-9]+)/copy-language/$": [
        _en(INDHOLD % tilstand + "copy-language/", UFULDT, UFULDT)
        for tilstand in ("kladde", "udgivet")
    ],
    # what is published is changed in place by nobody
    f"{S}([0-9]+)/change-navigation/$": [
        _en(INDHOLD % "kladde" + "change-navigation/", "353335", SIDENS),
        _en(INDHOLD % "udgivet" + "change-navigation/", LUKKET, LUKKET),
    ],
    f"{S}([0-9]+)/change-template/$": [
        _en(INDHOLD % "kladde" + "change-template/", KALDT_FORKERT, "303330"),
        _en(INDHOLD % "udgivet" + "change-template/", KALDT_FORKERT, LUKKET),
    ],
}
H = "admin/cms/placeholder/"
NYT = (
    "add-plugin/?placeholder_id={s.%s}&plugin_type=TextPlugin&plugin_language=da&plugin_position=1"
)
HVOR = {"tekst": TEKSTENS, "nyhed": NYHEDENS, "side": SIDENS}
FLYT = {"target_language": "da", "target_position": "2"}
KOPIER = {"source_language": "da", "target_language": "da", "source_plugin_id": ""}


def _objekt(handling, **svar):
    return [
        _en(
            f"/{H}object/{{s.ct_{sted.partition('_')[0]}}}/{handling}/{{s.{sted.replace('_', '.')}.content.pk}}/",
            tegn,
            tegn,
        )
        for sted, tegn in svar.items()
    ]


SET = {
    f"{art}_{tilstand}": SIDENS_LAESERE if art == "side" else ALLE_SEKS
    for art in ("tekst", "nyhed", "side")
    for tilstand in ("kladde", "udgivet")
}
STYKKER = {
    f"{H}add-plugin/$": [_en(f"/{H}{NYT % f'felt_i_{h}'}", r, r) for h, r in HVOR.items()],
    **{
        f"{H}{handling}/([0-9]+)/$": [
            *(_en(f"/{H}{handling}/{{s.stykke_i_{h}}}/", r, r) for h, r in HVOR.items()),
            _en(f"/{H}{handling}/{{s.stykke_udgivet}}/", LUKKET, LUKKET),
        ]
        for handling in ("edit-plugin", "delete-plugin")
    },
    f"{H}clear-placeholder/([0-9]+)/$": [
        _en(f"/{H}clear-placeholder/{{s.felt_i_{h}}}/?language=da", r, r) for h, r in HVOR.items()
    ],
    f"{H}move-plugin/$": [
        *(
            _en(
                f"/{H}move-plugin/",
                UFULDT,
                r,
                {"plugin_id": f"{{s.stykke_i_{h}}}", **FLYT},
            )
            for h, r in HVOR.items()
        ),
        _en(f"/{H}move-plugin/", UFULDT, UFULDT),
    ],
    f"{H}copy-plugins/$": [
        *(
            _en(
                f"/{H}copy-plugins/",
                KALDT_FORKERT,
                r,
                {
                    "source_placeholder_id": f"{{s.felt_i_{h}}}",
                    "target_placeholder_id": f"{{s.felt_i_{h}}}",
                    **KOPIER,
                },
            )
            for h, r in HVOR.items()
        ),
        _en(f"/{H}copy-plugins/", KALDT_FORKERT, UFULDT),
    ],
    # an element's own fields are changed in its form
    f"{H}edit-field/([0-9]+)/([a-z\\-]+)/$": [
        _en(f"/{H}edit-field/{{s.stykke_i_{h}}}/da/?edit_fields=body", "!!!!!!", "!!!!!!")
        for h in HVOR
    ],
    # whoever may not edit is led to the preview
    f"{H}object/([0-9]+)/edit/([0-9]+)/$": _objekt(
        "edit",
        tekst_kladde=">+>>+>",
        nyhed_kladde=">+>>>+",
        nyhed_sendt=VIDERE,
        side_kladde=">+>>>+",
        **dict.fromkeys(("tekst_udgivet", "nyhed_udgivet", "side_udgivet"), VIDERE),
    ),
    f"{H}object/([0-9]+)/structure/([0-9]+)/$": _objekt("structure", **SET),
    f"{H}object/([0-9]+)/preview/([0-9]+)/$": _objekt("preview", **SET),
    f"{H}cms_wizard/create/$": [_en(f"/{H}cms_wizard/create/", ALLE_SEKS, UFULDT, foer="33")],
}
A, T, U = f"{P}plugin/alias/", f"{P}plugin/text_plugin/", "admin/cms/usersettings/"


def _plugin(rute, get, post, adresse=None):
    """A plugin's own address has no door in front; it refuses by itself."""
    return rute, [_en(f"/{adresse or rute.removesuffix('$')}", get, post, foer="33")]


PAKKERNES = {
    **dict(
        [
            _plugin(f"{A}create-alias/", UFULDT, ALLE_SEKS),  # the empty form
            _plugin(
                f"{A}aliases/<int:pk>/usage/",
                *[SIDENS_LAESERE] * 2,
                A + "aliases/{s.objekt[djangocms_alias/alias]}/usage/",
            ),
            _plugin(
                f"{A}detach-alias/<int:plugin_pk>/",
                SIDENS_LAESERE,
                SIDENS,
                A + "detach-alias/{s.alias_i_side}/",
            ),
            _plugin(f"{A}select2/", SIDENS_LAESERE, KALDT_FORKERT),
            _plugin(f"{A}category-select2/", SIDENS_LAESERE, KALDT_FORKERT),
            _plugin(f"{T}render-plugin/$", UFULDT, UFULDT),
            _plugin(f"{T}urls/$", ALLE_SEKS, ALLE_SEKS),
        ]
    ),
    **{
        f"{T}{navn}/$": [Celler(f"/{T}{navn}/", "55555555F", "33++++++F")]
        for navn in ("revert-on-cancel", "messages")
    },
    f"{U}": [_en(f"/{U}", "3+3+++", "3+3+++")],
    f"{U}(.+)/$": [_en(f"/{U}1/", "3+3+++", "3+3+++")],
    f"{U}cms-toolbar/": [_en(f"/{U}cms-toolbar/", UFULDT, UFULDT)],
    f"{U}session_store/": [
        # who has no role is answered with an empty word
        Celler(f"/{U}session_store/", "++++++++F", "++++++++F", {"settings": "{{}}"}),
        Celler(f"/{U}session_store/", "++++++++F", "++000000F"),
    ],
    "admin/djangocms_link/link/urls": [
        _en("/admin/djangocms_link/link/urls", ALLE_SEKS, KALDT_FORKERT)
    ],
    "admin/djangocms_alias/category/(.+)/change/delete-translation/(.+)/$": [
        _en(
            "/admin/djangocms_alias/category/{s.objekt[djangocms_alias/category]}/change/delete-translation/en/",
            INTET,
            INTET,
        )
    ],
}
CMS = SIDER | STYKKER | PAKKERNES
