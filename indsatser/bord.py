"""The desk: the admin's front page, which tells each role what waits for it."""

from django.contrib.admin import AdminSite
from django.urls import path


class Bord(AdminSite):
    site_header = site_title = "Tryg Aalborg"
    index_title = "Bordet"
    index_template = "admin/bord.html"
    enable_nav_sidebar = False  # it takes the width that the lists' columns of actions need

    def index(self, request, extra_context=None):
        from .views.bord import bordet

        return super().index(request, {**bordet(request.user), **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """Lists that one can open: the page tree, for one, answers only those who may change pages."""
        apps = super().get_app_list(request, app_label)
        skjult = set() if request.user.has_perm("cms.change_page") else {"PageContent"}
        for app in apps:
            app["models"] = [
                m for m in app["models"] if m["admin_url"] and m["object_name"] not in skjult
            ]
        return [app for app in apps if app["models"]]

    def get_urls(self):
        from .views.bord import rettigheder

        return [
            path("rettigheder/", self.admin_view(rettigheder), name="rettigheder"),
            *super().get_urls(),
        ]
