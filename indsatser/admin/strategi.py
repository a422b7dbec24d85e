from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse

from ..models import Maal, PolitiskBehandling, Prioritering, Strategi

KORTE_TEKSTFELTER = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}


class MaalInline(admin.StackedInline):
    model = Maal
    extra = 0
    classes = ["collapse"]
    formfield_overrides = KORTE_TEKSTFELTER
    max_num = 5
    fields = [("nummer", "slug"), ("titel_da", "titel_en"), ("ordlyd_da", "ordlyd_en")]
    verbose_name_plural = "de fem mål"


class PrioriteringForm(forms.ModelForm):
    """Says at the field that a goal belongs to another version, before the model refuses it."""

    def clean(self):
        data = super().clean()
        strategi = data.get("strategi") or getattr(self.instance, "strategi", None)
        if strategi and data.get("maal"):
            Prioritering.tjek_maal(strategi, data["maal"])
        return data


class PrioriteringInline(admin.TabularInline):
    model = Prioritering
    form = PrioriteringForm
    extra = 0
    fields = ["nummer", "indsats", "navn", "maal", "tilfoejet_undervejs"]
    autocomplete_fields = ["indsats", "maal"]
    show_change_link = True
    verbose_name_plural = "prioriterede indsatser"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("indsats").prefetch_related("maal")


class BehandlingInline(admin.StackedInline):
    model = PolitiskBehandling
    extra = 0
    classes = ["collapse"]
    formfield_overrides = KORTE_TEKSTFELTER
    fields = [
        ("organ_da", "organ_en"),
        ("dato", "punkt", "sagsnummer"),
        ("udfald_da", "udfald_en"),
        ("tekst_da", "tekst_en"),
        "link",
        "raekkefoelge",
    ]


@admin.register(Strategi)
class StrategiAdmin(admin.ModelAdmin):
    formfield_overrides = KORTE_TEKSTFELTER
    list_display = ["__str__", "titel_da", "fra_aar", "til_aar", "antal_indsatser", "offentlig"]
    search_fields = ["titel_da", "nummer"]
    autocomplete_fields = ["partnere"]
    inlines = [MaalInline, PrioriteringInline, BehandlingInline]
    actions = ["start_ny_version"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "nummer",
                    ("titel_da", "titel_en"),
                    ("fra_aar", "til_aar"),
                    "partnere",
                    "offentlig",
                ]
            },
        ),
        ("Beskrivelse", {"fields": ["beskrivelse_da", "beskrivelse_en"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("prioriteringer")

    @admin.display(description="indsatser")
    def antal_indsatser(self, strategi):
        return sum(not p.tilfoejet_undervejs for p in strategi.prioriteringer.all())

    @admin.action(description="Start en ny version ud fra den valgte", permissions=["add"])
    def start_ny_version(self, request, queryset):
        if queryset.count() != 1:
            self.message_user(request, "Vælg netop én version at gå ud fra.", messages.ERROR)
            return None
        try:
            ny = queryset.get().start_ny_version()
        except ValidationError as fejl:
            self.message_user(request, " ".join(fejl.messages), messages.ERROR)
            return None
        besked = (
            f"{ny} er lavet som en kopi: målene og de indsatser, der fortsætter. "
            "Ret ordlyd, periode og indsatser. Borgerne ser den først, når der er flueben ved «vises offentligt»."
        )
        self.message_user(request, besked, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:indsatser_strategi_change", args=[ny.pk]))


@admin.register(Maal)
class MaalAdmin(admin.ModelAdmin):
    list_display = ["__str__", "strategi", "ordlyd_da"]
    list_filter = ["strategi"]
    list_select_related = ["strategi"]
    search_fields = ["titel_da", "ordlyd_da", "strategi__nummer"]
    fields = ["strategi", ("nummer", "slug"), ("titel_da", "titel_en"), ("ordlyd_da", "ordlyd_en")]


@admin.register(Prioritering)
class PrioriteringAdmin(admin.ModelAdmin):
    form = PrioriteringForm
    list_display = ["navn", "strategi", "maalnumre", "tilfoejet_undervejs", "fra_aar", "til_aar"]
    list_filter = ["strategi", "tilfoejet_undervejs"]
    list_select_related = ["strategi"]
    search_fields = ["navn", "indsats__slug"]
    autocomplete_fields = ["indsats", "maal"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("maal")

    @admin.display(description="mål")
    def maalnumre(self, prioritering):
        return ", ".join(str(maal.nummer) for maal in prioritering.maal.all()) or None


@admin.register(PolitiskBehandling)
class PolitiskBehandlingAdmin(admin.ModelAdmin):
    list_display = ["organ_da", "strategi", "dato", "punkt", "sagsnummer", "udfald_da"]
    list_filter = ["strategi"]
    list_select_related = ["strategi"]
    search_fields = ["organ_da", "sagsnummer", "tekst_da"]
    date_hierarchy = "dato"
