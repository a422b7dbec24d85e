from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html

from ..models import Eftersyn, Eftersynsfund, Gennemsyn, PlanlagtUdgivelse
from ..versioner import navn_paa, titel_paa
from ..views import udgivelse


class KunListe(admin.ModelAdmin):
    """Rows that come of what is done elsewhere: seen here, added and changed there."""

    list_per_page = 50
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class OmVersionAdmin(KunListe):
    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).med_visning()

    @admin.display(description="hvad")
    def hvad(self, obj):
        return titel_paa(obj.version.content) if obj.version.content else "slettet"


@admin.register(Gennemsyn)
class GennemsynAdmin(OmVersionAdmin):
    """The queue; behind each line is the page where it is decided."""

    list_display = ["hvad", "tilstand", "sendt_af", "sendt", "afgjort"]
    list_filter = ["tilstand"]
    date_hierarchy = "sendt"
    ordering = ["-sendt"]

    @admin.display(description="sendt af", ordering="afsender__first_name")
    def sendt_af(self, obj):
        return navn_paa(obj.afsender)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return redirect("admin:indsatser_gennemsyn_se", object_id)

    def get_urls(self):
        sider = [
            ("<int:pk>/", udgivelse.se, "se"),
            ("version/<int:pk>/send/", udgivelse.send, "send"),
            ("version/<int:pk>/tjek/", udgivelse.tjek_version, "tjek"),
            ("version/<int:pk>/sammenlign/", udgivelse.sammenlign_version, "sammenlign"),
            ("version/<int:pk>/planlaeg/", udgivelse.planlaeg, "planlaeg"),
            ("plan/<int:pk>/annuller/", udgivelse.annuller, "annuller"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_gennemsyn_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()


@admin.register(PlanlagtUdgivelse)
class PlanlagtUdgivelseAdmin(OmVersionAdmin):
    list_display = ["hvad", "handling", "tidspunkt", "tilstand", "af", "fejl"]
    list_filter = ["tilstand", "handling"]
    date_hierarchy = "tidspunkt"
    ordering = ["-tidspunkt"]

    @admin.display(description="bestilt af", ordering="bestilt_af__first_name")
    def af(self, obj):
        return navn_paa(obj.bestilt_af)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        plan = self.get_object(request, object_id)
        if plan is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("admin:indsatser_gennemsyn_planlaeg", plan.version_id)


class FundInline(admin.TabularInline):
    model = Eftersynsfund
    fields = readonly_fields = ["alvor", "sted", "besked", "hvor", "uddrag"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("indsatser.view_eftersyn")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    @admin.display(description="tekst")
    def sted(self, fund):
        return format_html('<a href="{}">{}</a>', fund.link, fund.titel)


@admin.register(Eftersyn)
class EftersynAdmin(KunListe):
    """What the nightly check found in what is public, night by night."""

    list_display = ["__str__", "antal"]
    date_hierarchy = "dato"
    fields = ["dato", "begyndt", "antal"]
    inlines = [FundInline]
