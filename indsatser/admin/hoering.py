"""Hearings: a form while one is prepared, and pages of their own for what comes after."""

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import path, reverse

from ..models import Hoering, Hoeringspart, PolitiskBehandling
from ..views import hoeringsadmin
from .samtidig import VogterSamtidige
from .strategi import BehandlingInline

T = Hoering.Tilstand


class HoeringspartInline(admin.TabularInline):
    """Who has been asked stays on the list; whoever has not may still be added or taken off."""

    model = Hoeringspart
    extra = 0
    fields = ["navn", "antal", "email", "raekkefoelge"]

    def has_delete_permission(self, request, obj=None):
        kladde = obj is None or obj.tilstand == T.KLADDE
        return kladde and super().has_delete_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        besvaret = obj is not None and obj.er_besvaret
        return not besvaret and super().has_change_permission(request, obj)


class PolitiskInline(BehandlingInline):
    model = PolitiskBehandling
    fk_name = "hoering"


@admin.register(Hoering)
class HoeringAdmin(VogterSamtidige, admin.ModelAdmin):
    change_form_template = "admin/hoering/hoering_form.html"
    list_display = ["titel_da", "tilstand", "start", "frist", "svar_i_alt"]
    list_filter = ["tilstand"]
    search_fields = ["titel_da", "beskrivelse_da"]
    actions = None
    inlines = [HoeringspartInline, PolitiskInline]
    filter_horizontal = ["dokumenter"]
    fieldsets = [
        (None, {"fields": ["titel_da", "titel_en", "slug", "beskrivelse_da", "beskrivelse_en"]}),
        ("Hvad høres der om?", {"fields": ["strategi", "dokumenter"]}),
        ("Hvornår og hvem?", {"fields": ["frist", "for_alle", "uden_datoer"]}),
    ]

    def get_queryset(self, request):
        antal = Count("svar", Q(svar__erstattet_af=None), distinct=True)
        return super().get_queryset(request).annotate(antal_svar=antal)

    @admin.display(description="svar", ordering="antal_svar")
    def svar_i_alt(self, hoering):
        return hoering.antal_svar

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["titel_da"]}

    def get_readonly_fields(self, request, obj=None):
        """Once it is open, its address stays, and its deadline is moved by a step that tells those who are asked."""
        return ["slug", "frist"] if obj and obj.tilstand != T.KLADDE else []

    def view_on_site(self, hoering):
        """A draft has no page yet."""
        return None if hoering.tilstand == T.KLADDE else hoering.get_absolute_url()

    def has_delete_permission(self, request, obj=None):
        aabnet = obj is not None and obj.tilstand != T.KLADDE
        return not aabnet and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        """Its parts go with it; nobody has been asked yet."""
        fundet = super().get_deleted_objects(objs, request)
        return (*fundet[:2], set(), fundet[3])

    def get_urls(self):
        def side(under, view, navn):
            return path(
                f"<int:pk>/{under}",
                self.admin_site.admin_view(view),
                name=f"indsatser_hoering_{navn}",
            )

        return [
            side("faste-parter/", hoeringsadmin.faste_parter, "faste_parter"),
            side("aabn/", hoeringsadmin.aabn, "aabn"),
            side("forlaeng/", hoeringsadmin.forlaeng, "forlaeng"),
            side("link/<int:part>/", hoeringsadmin.nyt_link, "nyt_link"),
            side("behandling/", hoeringsadmin.behandling, "behandling"),
            side("behandling/<int:svar>/", hoeringsadmin.svar, "svar"),
            side("offentliggoer/", hoeringsadmin.offentliggoer, "offentliggoer"),
            side("tag-tilbage/", hoeringsadmin.tag_tilbage, "tag_tilbage"),
            side("bilag/<int:bilag>/", hoeringsadmin.bilag, "bilag"),
            *super().get_urls(),
        ]

    def response_add(self, request, obj, post_url_continue=None):
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        svar = super().response_add(request, obj, post_url_continue)
        svar["Location"] = reverse("admin:indsatser_hoering_change", args=[obj.pk])
        return svar
