"""The base of each authority's strategies: list, filters, form, the private file, and the list as CSV."""

import csv

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from ..linkspoerger import kraev_tilladt
from ..medier.kontrol import forundersoeg
from ..models import Maal, Organisation, Strategilink
from ..models.bilag import privat_lager
from ..regneark import celle

KOLONNER = (
    *("titel", "myndighed", "adresse", "fil", "periode", "mål", "ansvarlig", "ses efter igen"),
    *("adressen prøvet", "svar", "svarer ikke siden", "note"),
)


class TilstandFilter(admin.SimpleListFilter):
    title = "adressen"
    parameter_name = "adressen"

    def lookups(self, request, model_admin):
        return [("doed", "Svarer ikke"), ("uvis", "Kunne ikke prøves"), ("fil", "Kun fil")]

    def queryset(self, request, queryset):
        valg = {
            "doed": queryset.doede(),
            "uvis": queryset.filter(svar__startswith="kunne ikke prøves"),
            "fil": queryset.filter(adresse=""),
        }
        return valg.get(self.value(), queryset)


class GennemgangFilter(admin.SimpleListFilter):
    title = "ses efter"
    parameter_name = "ses_efter"

    def lookups(self, request, model_admin):
        return [("nu", "Skal ses efter nu"), ("uden", "Uden dato")]

    def queryset(self, request, queryset):
        if self.value() == "nu":
            return queryset.skal_ses_efter()
        return queryset.filter(gennemgaas=None) if self.value() == "uden" else queryset


class PeriodeFilter(admin.SimpleListFilter):
    """One without a year on either side is open on that side."""

    title = "periode"
    parameter_name = "periode"

    def lookups(self, request, model_admin):
        return [("nu", "Gælder i år"), ("slut", "Udløbet"), ("kommer", "Begynder senere")]

    def queryset(self, request, queryset):
        aar = timezone.localdate().year
        begyndt = Q(fra_aar=None) | Q(fra_aar__lte=aar)
        valg = {
            "nu": queryset.filter(begyndt, Q(til_aar=None) | Q(til_aar__gte=aar)),
            "slut": queryset.filter(til_aar__lt=aar),
            "kommer": queryset.filter(fra_aar__gt=aar),
        }
        return valg.get(self.value(), queryset)


class MaalFilter(admin.SimpleListFilter):
    """By the goal through all versions of the strategy: its address is the same in each."""

    title = "mål"
    parameter_name = "maal"

    def lookups(self, request, model_admin):
        return [(m.slug, f"{m.nummer}. {m.titel_da}") for m in Maal.objects.seneste()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(pk__in=Strategilink.objects.filter(maal__slug=self.value()))


class _VistFil:
    """What the widget shows of a private file: the name it came with, and the view that sends it."""

    def __init__(self, link):
        self.url = reverse("admin:indsatser_strategilink_fil", args=[link.pk])
        self.navn = link.filnavn

    def __str__(self):
        return self.navn


class PrivatFil(AdminFileWidget):
    def is_initial(self, value):
        return bool(value and getattr(value, "instance", None) and value.instance.pk)

    def format_value(self, value):
        return _VistFil(value.instance) if self.is_initial(value) else None


class StrategilinkForm(forms.ModelForm):
    adresse = forms.URLField(
        label="Adresse",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField", "size": 80}),
        help_text="På internettet. Bliver prøvet hver nat. Er strategien ikke lagt ud, så vælg en fil i stedet.",
    )

    class Meta:
        widgets = {"fil": PrivatFil}

    bruger = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "myndighed" in self.fields:
            egne = (Organisation.Art.MYNDIGHED, Organisation.Art.AFDELING)
            self.fields["myndighed"].queryset = Organisation.objects.filter(art__in=egne)

    def clean_adresse(self):
        adresse = self.cleaned_data["adresse"]
        if adresse:
            kraev_tilladt(adresse)
        return adresse

    def clean_fil(self):
        fil = self.cleaned_data["fil"]
        if fil and "fil" in self.changed_data:
            forundersoeg(fil, self.bruger)
            self.instance.filnavn = fil.name[:200]
        elif not fil:
            self.instance.filnavn = ""
        return fil


@admin.register(Strategilink)
class StrategilinkAdmin(admin.ModelAdmin):
    form = StrategilinkForm
    change_list_template = "admin/strategilink/liste.html"
    list_display = [
        *("titel", "myndighed", "periode", "tilstand", "tjekket", "gennemgaas", "ansvarlig"),
    ]
    list_filter = [
        ("myndighed", admin.RelatedOnlyFieldListFilter),
        *(MaalFilter, TilstandFilter, GennemgangFilter, PeriodeFilter),
    ]
    list_per_page = 50
    search_fields = ["titel", "note", "adresse", "myndighed__navn_da", "ansvarlig__navn"]
    search_help_text = "Søg i titel, note, adresse, myndighed og ansvarlig"
    autocomplete_fields = ["ansvarlig", "maal"]
    readonly_fields = ["tilstand", "tjekket"]

    def get_fieldsets(self, request, obj=None):
        fil = "fil" if self._retter(request, obj) else "se_fil"
        return [
            (None, {"fields": ["titel", "myndighed", "adresse", fil]}),
            ("Hvad og hvornår", {"fields": [("fra_aar", "til_aar"), "maal", "note"]}),
            ("Hvem holder øje", {"fields": ["ansvarlig", "gennemgaas"]}),
            *([("Adressen", {"fields": ["tilstand", "tjekket"]})] if obj else []),
        ]

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, *([] if self._retter(request, obj) else ["se_fil"])]

    def _retter(self, request, obj):
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"bruger": request.user})

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("myndighed", "ansvarlig")

    @admin.display(description="periode", ordering="fra_aar")
    def periode(self, link):
        return link.periode

    @admin.display(description="adressen", ordering="doed_siden")
    def tilstand(self, link):
        if link.doed_siden:
            return format_html("<strong>Død</strong>: {}", link.tilstand)
        return link.tilstand

    @admin.display(description="fil")
    def se_fil(self, link):
        if not link.fil:
            return "–"
        fil = _VistFil(link)
        return format_html('<a href="{}">{}</a>', fil.url, fil)

    # --- Saving: what was known of another address is forgotten, and a file that nothing points to is gone

    def save_model(self, request, obj, form, change):
        foer = Strategilink.objects.filter(pk=obj.pk).first() if change else None
        if foer and foer.adresse != obj.adresse:
            obj.glem_proever()
        super().save_model(request, obj, form, change)
        if foer and foer.fil and foer.fil.name != obj.fil.name:
            _slet_fil(foer.fil.name)

    def delete_model(self, request, obj):
        navn = obj.fil.name
        super().delete_model(request, obj)
        _slet_fil(navn)

    def delete_queryset(self, request, queryset):
        navne = list(queryset.exclude(fil="").values_list("fil", flat=True))
        super().delete_queryset(request, queryset)
        for navn in navne:
            _slet_fil(navn)

    # --- The file, and the list as CSV

    def get_urls(self):
        sider = [("<int:pk>/fil/", self.send_fil, "fil"), ("csv/", self.som_csv, "csv")]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_strategilink_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()

    @staticmethod
    @never_cache
    def send_fil(request, pk):
        """To those who may see the base; saved, and never opened as a page of the portal's."""
        link = get_object_or_404(Strategilink, pk=pk)
        if not request.user.has_perm("indsatser.view_strategilink", link):
            raise PermissionDenied
        if not link.fil or not privat_lager().exists(link.fil.name):
            raise Http404
        svar = FileResponse(link.fil.open("rb"), as_attachment=True, filename=link.filnavn)
        svar["X-Content-Type-Options"] = "nosniff"
        svar["Cache-Control"] = "private, no-store"
        return svar

    def som_csv(self, request):
        """What the list shows, with its search and filters, all pages of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        links = self.get_changelist_instance(request).get_queryset(request).med_visning()
        svar = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        svar["Content-Disposition"] = 'attachment; filename="strategilinks.csv"'
        svar["Cache-Control"] = "private, no-store"
        skriver = csv.writer(svar, delimiter=";")
        skriver.writerow(KOLONNER)
        skriver.writerows([celle(str(vaerdi)) for vaerdi in _raekke(link)] for link in links)
        return svar


def _slet_fil(navn):
    if navn:
        transaction.on_commit(lambda: privat_lager().delete(navn))


def _raekke(link):
    maal = ", ".join(f"{m} ({m.strategi})" for m in link.maal.all())
    return [
        *(link.titel, link.myndighed, link.adresse, link.filnavn, link.periode, maal),
        *(link.ansvarlig or "", link.gennemgaas or "", _dag(link.tjekket), link.svar),
        *(_dag(link.doed_siden), link.note),
    ]


def _dag(tid):
    return timezone.localdate(tid).isoformat() if tid else ""
