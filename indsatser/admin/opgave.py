from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html

from .. import breve_moede
from ..models import IndsatsIndhold, Opgave
from ..views import opgave


class HvisFilter(admin.SimpleListFilter):
    title = "hvem"
    parameter_name = "hvem"

    def lookups(self, request, model_admin):
        return [("mine", "Mine")]

    def queryset(self, request, queryset):
        return queryset.mine(request.user) if self.value() == "mine" else queryset


class FristFilter(admin.SimpleListFilter):
    title = "frist"
    parameter_name = "staar"

    def lookups(self, request, model_admin):
        return [("aabne", "Åbne"), ("forfaldne", "Over fristen")]

    def queryset(self, request, queryset):
        valg = {"aabne": queryset.aabne(), "forfaldne": queryset.forfaldne()}
        return valg.get(self.value(), queryset)


@admin.register(Opgave)
class OpgaveAdmin(admin.ModelAdmin):
    """The list; behind each line is the task's own page."""

    change_list_template = "admin/moede/opgaver.html"
    list_display = ["opgave", "ansvarlig", "frist", "staar", "om_indsats", "fra_moede"]
    list_display_links = None
    list_filter = [HvisFilter, FristFilter, "tilstand"]
    list_per_page = 50
    search_fields = ["tekst", "ansvarlig__navn", "note"]
    date_hierarchy = "frist"
    autocomplete_fields = ["ansvarlig", "indsats"]
    fields = ["tekst", "ansvarlig", "frist", "indsats"]

    def get_queryset(self, request):
        titler = IndsatsIndhold.admin_manager.filter(indsats=OuterRef("indsats"))
        titel = Subquery(titler.order_by("language", "-pk").values("titel")[:1])
        opgaver = super().get_queryset(request).visible_to(request.user).med_visning()
        return opgaver.annotate(indsats_titel=titel)

    @admin.display(description="opgave", ordering="tekst")
    def opgave(self, opgave):
        adresse = reverse("admin:indsatser_opgave_side", args=[opgave.pk])
        return format_html('<a href="{}">{}</a>', adresse, opgave)

    @admin.display(description="tilstand", ordering="tilstand")
    def staar(self, opgave):
        return "Over fristen" if opgave.er_forfalden else opgave.get_tilstand_display()

    @admin.display(description="indsats", ordering="indsats_titel")
    def om_indsats(self, opgave):
        return opgave.indsats_titel or None

    @admin.display(description="møde", ordering="punkt__moede__start")
    def fra_moede(self, opgave):
        return opgave.punkt and opgave.punkt.moede

    def has_change_permission(self, request, obj=None):
        """What stands in approved minutes is finished on its page, and not changed."""
        fastlaast = obj is not None and obj.punkt and obj.punkt.moede.er_godkendt
        return super().has_change_permission(request, obj) and not fastlaast

    def has_delete_permission(self, request, obj=None):
        """One from a meeting is taken out of the minutes, or dropped with a reason."""
        return super().has_delete_permission(request, obj) and not (obj and obj.punkt_id)

    def get_actions(self, request):
        handlinger = super().get_actions(request)
        handlinger.pop("delete_selected", None)
        return handlinger

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.tilstand == Opgave.Tilstand.AABEN:
            breve_moede.opgave_givet(obj)

    def response_post_save_add(self, request, obj):
        return redirect("admin:indsatser_opgave_side", obj.pk)

    response_post_save_change = response_post_save_add

    def changelist_view(self, request, extra_context=None):
        if request.GET.get("som") == "csv":
            return self._csv(request)
        return super().changelist_view(request, {"title": "Opgaver", **(extra_context or {})})

    def _csv(self, request):
        """The rows of the list as it is filtered, all pages of it."""
        request.GET = request.GET.copy()
        request.GET.pop("som")
        return opgave.som_csv(self.get_changelist_instance(request).queryset)

    def get_urls(self):
        se = self.admin_site.admin_view(opgave.se)
        return [path("<int:pk>/side/", se, name="indsatser_opgave_side"), *super().get_urls()]
