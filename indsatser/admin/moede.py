from django.contrib import admin, messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from .. import indkaldelse
from ..formularer_moede import MoedeForm
from ..models import Beslutning, Moede, Moederaekke
from ..models.moederaekke import datoer_uden_moede
from ..views.moede import dagsorden, foreslaaede, offentligt, pdf, referat, side, udsend


@admin.register(Moederaekke)
class MoederaekkeAdmin(admin.ModelAdmin):
    list_display = ["navn", "gruppe", "begynder", "varighed", "sted", "aktiv"]
    list_filter = ["aktiv"]
    list_select_related = ["gruppe"]
    search_fields = ["navn", "gruppe__navn_da"]
    autocomplete_fields = ["gruppe"]


class NaarFilter(admin.SimpleListFilter):
    title = "hvornår"
    parameter_name = "naar"

    def lookups(self, request, model_admin):
        return [("kommer", "Kommer"), ("holdt", "Er holdt")]

    def queryset(self, request, queryset):
        if self.value() == "kommer":
            return queryset.kommende()
        return queryset.filter(slut__lt=timezone.now()) if self.value() == "holdt" else queryset


@admin.register(Moede)
class MoedeAdmin(admin.ModelAdmin):
    """The list, and the form of a meeting's facts; behind each line is the meeting's own page."""

    form = MoedeForm
    change_list_template = "admin/moede/liste.html"
    list_display = ["moede", "gruppe", "start", "sted", "tilstand", "svar"]
    list_display_links = None
    list_filter = [NaarFilter, "gruppe", "tilstand"]
    list_select_related = ["gruppe"]
    list_per_page = 50
    search_fields = ["titel", "gruppe__navn_da", "punkter__titel"]
    date_hierarchy = "start"
    autocomplete_fields = ["gruppe", "raekke", "formand", "referent"]
    fields = [
        *("gruppe", "raekke", "titel", "start", "slut", "sted", "onlinelink"),
        *("formand", "referent", "laest"),
    ]

    def get_queryset(self, request):
        moeder = super().get_queryset(request).visible_to(request.user)
        return moeder.annotate(
            antal=Count("deltagere", distinct=True),
            kommer=Count("deltagere", Q(deltagere__svar="kommer"), distinct=True),
        )

    @admin.display(description="møde", ordering="titel")
    def moede(self, moede):
        adresse = reverse("admin:indsatser_moede_side", args=[moede.pk])
        return format_html('<a href="{}">{}</a>', adresse, moede.titel)

    @admin.display(description="kommer")
    def svar(self, moede):
        return f"{moede.kommer} af {moede.antal}"

    def get_readonly_fields(self, request, obj=None):
        return ["gruppe", "raekke"] if obj else []

    def changelist_view(self, request, extra_context=None):
        maa = self.has_add_permission(request)
        antal = datoer_uden_moede().count() if maa else 0
        return super().changelist_view(
            request,
            {
                "title": "Møder",
                "foreslaaede": antal,
                "opretter": maa,
                **(extra_context or {}),
            },
        )

    # --- Who

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.kan_rettes)

    def has_delete_permission(self, request, obj=None):
        """Until somebody is asked to it; from then on it is called off."""
        maa = super().has_delete_permission(request, obj)
        if obj is None or not maa:
            return maa
        asked = obj.deltagere.filter(sendt_sekvens__gte=0).exists()
        return obj.tilstand == Moede.Tilstand.PLANLAGT and not asked

    def get_actions(self, request):
        handlinger = super().get_actions(request)
        handlinger.pop("delete_selected", None)
        return handlinger

    # --- Saving

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            obj.fyld(obj.dag)
            return
        if not form.has_changed():
            return
        laast = Moede.laast(obj.pk)  # what a sending did meanwhile is not taken back
        for felt in form.changed_data:
            if felt in form.Meta.fields:
                setattr(laast, felt, form.cleaned_data[felt])
        if set(indkaldelse.FAKTA) & set(form.changed_data):
            indkaldelse.rettet(laast)
        laast.udgave += 1
        laast.save()
        if {"start", "slut"} & set(form.changed_data) and indkaldelse.nulstil_svar(laast):
            self.message_user(
                request,
                "Tiden er en anden, så de svar, der er givet, gælder ikke mere.",
                messages.WARNING,
            )

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, f"{obj} er oprettet.")
        return redirect("admin:indsatser_moede_side", obj.pk)

    def response_change(self, request, obj):
        messages.success(request, f"{obj} er gemt.")
        return redirect("admin:indsatser_moede_side", obj.pk)

    # --- The pages

    def get_urls(self):
        sider = [
            ("foreslaaede/", foreslaaede.foreslaaede, "foreslaaede"),
            ("<int:pk>/side/", side.se, "side"),
            ("<int:pk>/svar/", side.svar, "svar"),
            ("<int:pk>/trin/", side.trin, "trin"),
            ("<int:pk>/deltager/", side.tilfoej, "deltager"),
            ("<int:pk>/deltager/<int:deltager>/fjern/", side.fjern, "fjern"),
            ("<int:pk>/send/", udsend.send, "send"),
            ("<int:pk>/send-dagsorden/", udsend.send_dagsorden, "send_dagsorden"),
            ("<int:pk>/aflys/", udsend.aflys, "aflys"),
            ("<int:pk>/punkt/", dagsorden.nyt, "nyt_punkt"),
            ("punkt/<int:pk>/", dagsorden.ret, "punkt"),
            ("punkt/<int:pk>/flyt/", dagsorden.flyt, "flyt"),
            ("punkt/<int:pk>/tag-paa/", dagsorden.tag_paa, "tag_paa"),
            ("punkt/<int:pk>/afvis/", dagsorden.afvis, "afvis"),
            ("punkt/<int:pk>/gem/", referat.gem, "gem"),
            ("bilag/<int:pk>/", dagsorden.bilag, "bilag"),
            ("<int:pk>/referat/", referat.skriv, "referat"),
            ("deltager/<int:pk>/moedt/", referat.moedt, "moedt"),
            ("beslutning/<int:pk>/", referat.beslutning, "beslutning"),
            ("opgave/<int:pk>/", referat.opgave, "opgave"),
            ("<int:pk>/offentligt/", offentligt.ret, "offentligt"),
            ("<int:pk>/pdf/<slug:hvad>/", pdf.vis, "pdf"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_moede_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()


class BeslutningInline(admin.TabularInline):
    """On an initiative: what the meetings that one may see have decided about it."""

    model = Beslutning.indsatser.through
    verbose_name = "beslutning"
    verbose_name_plural = "beslutninger fra møder"
    fields = readonly_fields = ["moede", "tekst", "vises"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("indsatser.view_beslutning")

    def get_queryset(self, request):
        synlige = Beslutning.objects.visible_to(request.user).values("pk")
        raekker = super().get_queryset(request).filter(beslutning__in=synlige)
        return raekker.select_related("beslutning__punkt__moede").order_by(
            "-beslutning__punkt__moede__start", "pk"
        )

    @admin.display(description="møde")
    def moede(self, raekke):
        moede = raekke.beslutning.punkt.moede
        adresse = reverse("admin:indsatser_moede_side", args=[moede.pk])
        return format_html('<a href="{}">{}</a>', adresse, moede)

    @admin.display(description="beslutning")
    def tekst(self, raekke):
        return raekke.beslutning.tekst

    @admin.display(description="vises offentligt", boolean=True)
    def vises(self, raekke):
        beslutning = raekke.beslutning
        return beslutning.offentlig and beslutning.punkt.moede.er_godkendt
