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

    def get_urls(self):
        from .views.bord import rettigheder

        return [
            path("rettigheder/", self.admin_view(rettigheder), name="rettigheder"),
            *super().get_urls(),
        ]
