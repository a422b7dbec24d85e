"""The desk: the admin's front page, which tells each role what waits for it."""

from django.contrib.admin import AdminSite
from django.urls import path

OVERSKRIFTER = {
    "Indsatser og strategi": "Indsats Strategi Maal Prioritering PolitiskBehandling Maalgruppe Omraade "
    "TidligereAdresse Strategilink",
    "Opfølgning": "Statusrunde Status Standardspoergsmaal Moede Moederaekke Opgave Aarshjulsdato "
    "Aarshjulsregel Forslag Hoering Aarsstatus",
    "Målinger": "Indikator Maaling Maaleomraade Indlaesning",
    "Nyheder og sider": "Nyhed Pressekontakt Godkendelse Varsel PageContent Alias Category Folder Gennemsyn "
    "PlanlagtUdgivelse Redirect Dokument",
    "Mennesker": "Person Rolle Organisation Gruppe User",
    "Drift": "Mail MailTemplate MailText Eftersyn",
}
"""The lists by what one does, not by package; a new one stands under «Andet» until it is put here."""


def under_overskrifter(apps):
    """[(heading, lists)]: those that one may open, in the order above."""
    lister = {m["object_name"]: m for app in apps for m in app["models"]}
    grupper = [
        (overskrift, [lister.pop(navn) for navn in navne.split() if navn in lister])
        for overskrift, navne in OVERSKRIFTER.items()
    ]
    andet = sorted(lister.values(), key=lambda liste: str(liste["name"]))
    return [(overskrift, liste) for overskrift, liste in [*grupper, ("Andet", andet)] if liste]


class Bord(AdminSite):
    site_header = site_title = "Tryg Aalborg"
    index_title = "Bordet"
    index_template = "admin/bord.html"
    enable_nav_sidebar = False  # it takes the width that the lists' columns of actions need

    def index(self, request, extra_context=None):
        from .views.bord import bordet

        grupper = under_overskrifter(self.get_app_list(request))
        bord = {**bordet(request.user), "grupper": grupper}
        return super().index(request, {**bord, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """Lists that one can open: the page tree, for one, answers only those who may change pages."""
        apps = super().get_app_list(request, app_label)
        aabnes_med = {
            "PageContent": "cms.change_page",
            "Folder": "filer.can_use_directory_listing",
        }
        skjult = {navn for navn, ret in aabnes_med.items() if not request.user.has_perm(ret)}
        for app in apps:
            app["models"] = [
                m for m in app["models"] if m["admin_url"] and m["object_name"] not in skjult
            ]
        return [app for app in apps if app["models"]]

    def get_urls(self):
        from .views.bord import rettigheder
        from .views.tavle import tavle

        return [
            path("rettigheder/", self.admin_view(rettigheder), name="rettigheder"),
            path("tavle/", self.admin_view(tavle), name="tavle"),
            *super().get_urls(),
        ]
