from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path

from ..formularer_aarsstatus import AarsstatusForm, foreslaa
from ..models import Aarsstatus
from ..views import aarsstatus_admin
from .samtidig import VogterSamtidige
from .strategi import BehandlingInline

FAKTA = ["strategi", "nummer", "periode", "fra", "til", "slug"]


class AarsstatusBehandlingInline(BehandlingInline):
    """The political path: it begins when the report is locked, and is not frozen with it."""

    classes = []
    verbose_name = verbose_name_plural = "politisk behandling"


@admin.register(Aarsstatus)
class AarsstatusAdmin(VogterSamtidige, admin.ModelAdmin):
    """The facts and the political path are forms; what the report says is a page of its own."""

    form = AarsstatusForm
    change_form_template = "admin/aarsstatus/form.html"
    list_display = ["__str__", "strategi", "tilstand", "godkendt", "offentliggjort"]
    list_filter = ["tilstand", "strategi"]
    list_select_related = ["strategi"]
    search_fields = ["periode"]
    actions = None
    fieldsets = [(None, {"fields": ["strategi", "nummer", "periode", ("fra", "til"), "slug"]})]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and not obj.er_kladde)

    def get_readonly_fields(self, request, obj=None):
        return FAKTA if obj and not obj.er_kladde else []

    def get_inlines(self, request, obj):
        return [AarsstatusBehandlingInline] if obj and obj.er_laast else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A version of the strategy is no thing that one makes on the way."""
        felt = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "strategi":
            felt.widget.can_add_related = felt.widget.can_change_related = False
            felt.widget.can_view_related = felt.widget.can_delete_related = False
        return felt

    def get_changeform_initial_data(self, request):
        return {**foreslaa(), **super().get_changeform_initial_data(request)}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One comes to what the report says; its facts are asked for."""
        aarsstatus = self.get_object(request, object_id)
        if (
            aarsstatus
            and request.method == "GET"
            and "oplysninger" not in request.GET
            and self.has_view_permission(request, aarsstatus)
        ):
            return redirect("admin:indsatser_aarsstatus_side", aarsstatus.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        super().response_add(request, obj, post_url_continue)  # the message
        return redirect("admin:indsatser_aarsstatus_side", obj.pk)

    def response_post_save_change(self, request, obj):
        return redirect("admin:indsatser_aarsstatus_side", obj.pk)

    def get_urls(self):
        v = aarsstatus_admin
        sider = [
            ("<int:pk>/side/", v.side, "side"),
            ("<int:pk>/vis/", v.forhaandsvis, "vis"),
            ("<int:pk>/diagram/<int:nummer>.svg", v.diagram, "diagram"),
            ("<int:pk>/saml/", v.samlet_ind, "saml"),
            ("<int:pk>/valg/", v.valg, "valg"),
            ("<int:pk>/trin/", v.trin, "trin"),
            ("<int:pk>/nyt/<slug:afsnit>/", v.nyt, "nyt"),
            ("bidrag/<int:pk>/", v.bidrag, "bidrag"),
            ("bidrag/<int:pk>/slet/", v.slet, "slet_bidrag"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_aarsstatus_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()
