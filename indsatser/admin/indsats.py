from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from tryg_portal.sortering import COLLATION

from ..models import (
    Indsats,
    IndsatsIndhold,
    Maalgruppe,
    Omraade,
    Prioritering,
    Rolle,
    TidligereAdresse,
)
from ..models.felter import dansk_slug
from ..versioner import tid
from .moede import BeslutningInline
from .strategi import PrioriteringForm
from .tekstform import TekstAdmin, TekstForm, TekstIndholdAdmin


class RolleInline(admin.TabularInline):
    model = Rolle
    fk_name = "indsats"
    extra = 0
    fields = ["art", "person", "titel_da", "organisation", "fra", "til", "vis_navn"]
    autocomplete_fields = ["person", "organisation"]
    show_change_link = True
    verbose_name = "rolle"
    verbose_name_plural = "roller: tovholdere, kontaktpersoner og formidlingsansvarlige"


class PrioriteringInline(admin.TabularInline):
    model = Prioritering
    form = PrioriteringForm
    extra = 0
    fields = ["strategi", "navn", "maal", "tilfoejet_undervejs"]
    autocomplete_fields = ["maal"]
    show_change_link = True
    verbose_name_plural = "prioriteringer: i hvilke versioner, under hvilket navn og mål"


class TidligereAdresseInline(admin.TabularInline):
    model = TidligereAdresse
    extra = 0
    verbose_name_plural = "tidligere adresser, der leder hertil"


class IndsatsForm(TekstForm):
    tekstfelter = ["titel", "resume", "overskrift", "baggrund", "goer_allerede", "fokus"]


@admin.register(Indsats)
class IndsatsAdmin(TekstAdmin):
    """The initiative and, in the language chosen above the form, its text; a published text gets a new draft first."""

    form = IndsatsForm
    content_model = IndsatsIndhold
    list_display = ["content__titel", "fase", "maal", "tovholdere", "admin_list_actions"]
    list_display_links = ["content__titel"]
    list_filter = ["fase", "prioriteringer__strategi", "maalgrupper", "omraader"]
    search_fields = ["slug", "indhold__titel", "prioriteringer__navn", "roller__person__navn"]
    autocomplete_fields = ["efterfoelger", "maalgrupper", "omraader", "partnere"]
    inlines = [RolleInline, PrioriteringInline, TidligereAdresseInline, BeslutningInline]
    om_tingen = (
        *("fase", "maalgrupper", "omraader", "partnere", "slug"),
        *("efterfoelger", "hvad_blev_der_af_da", "hvad_blev_der_af_en"),
    )
    fieldsets = [
        (
            "Tekst",
            {
                "fields": [
                    "content__language",
                    "content__titel",
                    "content__resume",
                    "content__overskrift",
                    "content__baggrund",
                    "content__goer_allerede",
                    "content__fokus",
                    "aabnet_som",
                ],
                "description": "Film, tal, downloads og andet føjes til på selve siden: vælg «Redigér» i listen.",
            },
        ),
        ("Indsatsen", {"fields": ["fase", "maalgrupper", "omraader", "partnere", "slug"]}),
        (
            "Når den ikke længere er prioriteret",
            {
                "fields": ["efterfoelger", "hvad_blev_der_af_da", "hvad_blev_der_af_en"],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_queryset(self, request):
        tovholdere = (
            Rolle.objects.gaeldende().filter(art=Rolle.Art.TOVHOLDER).select_related("person")
        )
        return (
            super()
            .get_queryset(request)
            .annotate(er_offentlig=Exists(IndsatsIndhold.objects.filter(indsats=OuterRef("pk"))))
            .prefetch_related(
                Prefetch("roller", tovholdere, to_attr="tovholdere_nu"),
                Prefetch(
                    "prioriteringer",
                    Prioritering.objects.select_related("strategi").prefetch_related("maal"),
                ),
            )
        )

    def get_ordering(self, request):
        titler = IndsatsIndhold.admin_manager.filter(indsats=OuterRef("pk")).order_by(
            "language", "-pk"
        )
        return [Collate(Subquery(titler.values("titel")[:1]), COLLATION), "pk"]

    @admin.display(description="mål")
    def maal(self, indsats):
        seneste = next(iter(indsats.prioriteringer.all()), None)
        return ", ".join(str(maal.nummer) for maal in seneste.maal.all()) if seneste else None

    @admin.display(description="tovholdere")
    def tovholdere(self, indsats):
        return (
            ", ".join(str(rolle.person or rolle.titel_da) for rolle in indsats.tovholdere_nu)
            or None
        )

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "kom_af"]

    def get_fieldsets(self, request, obj=None):
        """Where it came from is told of one that came from a proposal, and of no other."""
        felter = super().get_fieldsets(request, obj)
        if obj is None or not obj.kom_af_forslag.exists():
            return felter
        return [*felter, ("Hvor den kommer fra", {"fields": ["kom_af"]})]

    @admin.display(description="kom af forslag")
    def kom_af(self, indsats):
        """The number, and the way to all that happened before the initiative was there."""
        raekker = [
            (
                reverse("admin:indsatser_forslag_change", args=[forslag.pk]),
                forslag.nummer,
                tid(forslag.afsluttet),
            )
            for forslag in indsats.kom_af_forslag.all()
        ]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>, prioriteret {}', raekker)

    def has_change_permission(self, request, obj=None):
        """A tovholder has the texts of their own initiatives; the rest of the form is the coordinators'."""
        tekst = request.user.has_perm("indsatser.change_indsatsindhold", obj)
        return tekst or super().has_change_permission(request, obj)


@admin.register(IndsatsIndhold)
class IndsatsIndholdAdmin(TekstIndholdAdmin):
    frontend_editable_fields = IndsatsForm.tekstfelter


class NavngivenForm(forms.ModelForm):
    """An empty address is made of the name, in time for the message that it is taken."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Laves af navnet, hvis feltet er tomt."

    def clean_slug(self):
        return self.cleaned_data["slug"] or dansk_slug(self.cleaned_data.get("navn_da", ""))


class NavngivenAdmin(admin.ModelAdmin):
    """A word that initiatives are found by."""

    form = NavngivenForm
    list_display = ["navn_da", "navn_en", "adresse"]
    search_fields = ["navn_da", "navn_en"]
    fields = ["navn_da", "navn_en", "slug"]

    @admin.display(description="adresse", ordering="slug")
    def adresse(self, obj):
        return format_html("/indsatser/?{}={}", self.parameter, obj.slug)


@admin.register(Maalgruppe)
class MaalgruppeAdmin(NavngivenAdmin):
    parameter = "maalgruppe"


@admin.register(Omraade)
class OmraadeAdmin(NavngivenAdmin):
    parameter = "omraade"


@admin.register(TidligereAdresse)
class TidligereAdresseAdmin(admin.ModelAdmin):
    list_display = ["__str__", "leder_til"]
    list_select_related = ["indsats"]
    search_fields = ["slug", "indsats__slug"]
    autocomplete_fields = ["indsats"]

    @admin.display(description="leder til", ordering="indsats__slug")
    def leder_til(self, adresse):
        return adresse.indsats.get_absolute_url()
