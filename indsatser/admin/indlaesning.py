"""Imports in the admin: the history of them, and behind each line its page."""

from django.contrib import admin
from django.urls import path

from ..indlaesning.laesning import slet_filer
from ..models import Indlaesning
from ..versioner import navn_paa
from ..views import indlaesning


@admin.register(Indlaesning)
class IndlaesningAdmin(admin.ModelAdmin):
    change_list_template = "admin/maaling/indlaesninger.html"
    list_display = [
        "navn",
        "tilstand",
        "raekker",
        "lagt_op",
        "af_hvem",
        "afsluttet",
        "afsluttet_af_hvem",
    ]
    list_filter = ["tilstand"]
    list_select_related = ["af", "afsluttet_af"]
    list_per_page = 50
    search_fields = ["navn", "af__first_name", "af__last_name", "af__email"]
    date_hierarchy = "lagt_op"

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Indlæsninger", **(extra_context or {})})

    @admin.display(description="af", ordering="af__first_name")
    def af_hvem(self, indlaesning):
        return navn_paa(indlaesning.af)

    @admin.display(description="afsluttet af", ordering="afsluttet_af__first_name")
    def afsluttet_af_hvem(self, indlaesning):
        return navn_paa(indlaesning.afsluttet_af) if indlaesning.afsluttet_af else None

    # --- What has been in the series is history

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.kan_slettes)

    def get_actions(self, request):
        handlinger = super().get_actions(request)
        handlinger.pop("delete_selected", None)
        return handlinger

    def get_deleted_objects(self, objs, request):
        """Itself alone: its rows may be a hundred thousand, and nobody reads them there."""
        return [str(obj) for obj in objs], {}, set(), []

    def delete_model(self, request, obj):
        obj.linjer.all()._raw_delete("default")
        super().delete_model(request, obj)
        slet_filer(obj)

    # --- Its pages

    def add_view(self, request, form_url="", extra_context=None):
        return indlaesning.ny(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not str(object_id).isdecimal():
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return indlaesning.se(request, int(object_id))

    def get_urls(self):
        sider = [
            ("skabelon.<str:endelse>", indlaesning.skabelon, "skabelon"),
            ("<int:pk>/goer/<slug:hvad>/", indlaesning.goer, "goer"),
            ("<int:pk>/fil/", indlaesning.fil, "fil"),
            ("<int:pk>/forkerte.csv", indlaesning.fejl_csv, "forkerte"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_indlaesning_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()
