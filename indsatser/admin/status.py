from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html

from ..models import Status
from ..views import statusadmin
from .udgivelse import KunListe


class TilstandFilter(admin.SimpleListFilter):
    """What waits for the coordinator first."""

    title = "tilstand"
    parameter_name = "tilstand"

    def lookups(self, request, model_admin):
        return [
            ("indsendt", "Venter på at blive modtaget"),
            ("modtaget", "Modtaget"),
            ("mangler", "Mangler"),
            ("kladde", "Begyndt"),
        ]

    def queryset(self, request, queryset):
        valgt = self.value()
        return queryset.filter(tilstand=valgt) if valgt in Status.Tilstand.values else queryset


@admin.register(Status)
class StatusAdmin(KunListe):
    """The list leads to each report's page, which says by its state and by the right what can be done there."""

    list_display = ["indsats_navn", "runde", "hvordan", "svar", "indsendt_af", "gennem_aarene"]
    list_filter = [TilstandFilter, "runde"]
    list_select_related = ["runde"]
    search_fields = ["indsats_navn", "ansvarlige_navne", "runde__navn"]
    change_list_template = "admin/status/rapport_liste.html"

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("indsatser.change_status", obj)

    def get_urls(self):
        sider = [
            ("bilag/<int:pk>/", statusadmin.bilag, "bilag"),
            ("indsats/<int:pk>/", statusadmin.gennem_aarene, "gennem_aarene"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_status_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return statusadmin.rapport(request, object_id)

    def changelist_view(self, request, extra_context=None):
        venter = Status.objects.visible_to(request.user).filter(tilstand=Status.Tilstand.INDSENDT)
        modtager = request.user.has_perm("indsatser.publish_status")
        mere = {"title": "Statusrapporter", "venter": venter.count() if modtager else 0}
        return super().changelist_view(request, mere | (extra_context or {}))

    @admin.display(description="hvordan går det?", ordering="lys")
    def hvordan(self, status):
        """Nobody reads the light of a draft."""
        if not status.er_sendt_ind:
            return "–"
        return format_html(
            '<span class="sr-lys sr-lys--{}">{}</span>', status.lys, status.get_lys_display()
        )

    @admin.display(description="svar", ordering="indsendt")
    def svar(self, status):
        return statusadmin.svar_i_ord(status)

    @admin.display(description="gennem årene")
    def gennem_aarene(self, status):
        adresse = reverse("admin:indsatser_status_gennem_aarene", args=[status.indsats_id])
        html = '<a href="{}">Alle rapporter<span class="sr-kun-oplaest"> om {}</span></a>'
        return format_html(html, adresse, status.indsats_navn)
