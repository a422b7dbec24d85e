"""The values of the series in the admin: a list with its filters, and the form of one."""

from django.contrib import admin
from django.db.models.functions import ExtractYear

from ..formularer_maaling import MaalingForm
from ..indlaesning.perioder import skriv_periode
from ..indlaesning.tal import skriv_tal
from ..models import Indikator, Maaleomraade, Maaling
from ..views.indlaesning import sig_hvis_ventet
from .maaling import EfterRaekken


class _AfSerien(admin.SimpleListFilter):
    """A choice among what the chosen series holds; none before one is chosen, for all of them together say nothing."""

    def lookups(self, request, model_admin):
        valgt = request.GET.get("indikator", "")
        if not valgt.isdecimal():
            return []
        return self.valg(Maaling.objects.order_by().filter(indikator=valgt))


class IndikatorFilter(admin.SimpleListFilter):
    title = "indikator"
    parameter_name = "indikator"

    def lookups(self, request, model_admin):
        """All of them, until one is chosen: then the list is about that one."""
        valgt = request.GET.get("indikator", "")
        mulige = Indikator.objects.filter(pk=valgt) if valgt.isdecimal() else Indikator.objects
        titler = mulige.order_by("titel_da").values_list("pk", "titel_da")
        return [(str(pk), titel) for pk, titel in titler]

    def queryset(self, request, queryset):
        valgt = self.value()
        return queryset.filter(indikator=valgt) if valgt and valgt.isdecimal() else queryset


class OmraadeFilter(_AfSerien):
    title = "område"
    parameter_name = "omraade"

    def valg(self, maalinger):
        pks = maalinger.values("omraade")
        return [
            (str(pk), navn)
            for pk, navn in Maaleomraade.objects.filter(pk__in=pks).values_list("pk", "navn_da")
        ]

    def queryset(self, request, queryset):
        valgt = self.value()
        return queryset.filter(omraade=valgt) if valgt and valgt.isdecimal() else queryset


class OpdelingFilter(_AfSerien):
    title = "opdeling"
    parameter_name = "opdeling"
    ALLE = "~"

    def valg(self, maalinger):
        fundne = sorted(set(maalinger.values_list("opdeling", flat=True).distinct()))
        return [(navn or self.ALLE, navn or "Alle under ét") for navn in fundne]

    def queryset(self, request, queryset):
        valgt = self.value()
        return queryset.filter(opdeling="" if valgt == self.ALLE else valgt) if valgt else queryset


class AarFilter(_AfSerien):
    title = "år"
    parameter_name = "aar"

    def valg(self, maalinger):
        aar = maalinger.annotate(aar=ExtractYear("fra")).values_list("aar", flat=True).distinct()
        return [(str(et), str(et)) for et in sorted(aar, reverse=True)]

    def queryset(self, request, queryset):
        valgt = self.value()
        return (
            queryset.filter(fra__year=valgt)
            if valgt and valgt.isdecimal() and len(valgt) == 4
            else queryset
        )


@admin.register(Maaling)
class MaalingAdmin(EfterRaekken):
    """The values of a series, on a page of their own however many they are."""

    form = MaalingForm
    change_list_template = "admin/maaling/vaerdier.html"
    list_display = ["periode", "indikator", "omraade", "opdeling", "tal", "er_brud", "note_da"]
    list_filter = [IndikatorFilter, OmraadeFilter, OpdelingFilter, AarFilter, "brud"]
    list_select_related = ["indikator", "omraade"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-fra", "omraade__raekkefoelge", "opdeling", "pk"]
    search_fields = [
        "opdeling",
        "note_da",
        "tekst_da",
        "kilde",
        "omraade__navn_da",
        "indikator__titel_da",
    ]
    search_help_text = "Søg i område, opdeling, note, beskrivelse, kilde og indikator"

    def get_list_display(self, request):
        """Within one series its name stands above the list."""
        valgt = request.GET.get("indikator", "").isdecimal()
        return [navn for navn in self.list_display if not (valgt and navn == "indikator")]

    def get_fieldsets(self, request, obj=None):
        """A series of numbers is not asked for words, nor one of words for a number; before it is known, for both."""
        periode = "periode" if self._retter(request, obj) else "vis_periode"
        vaerdi = {"kvantitativ": ["vaerdi"], "kvalitativ": ["tekst_da"]}
        serie = self._serie(request, obj)
        slags = serie and serie.slags
        tal = [("stikproeve", "usikkerhed")] if slags != "kvalitativ" else ["stikproeve"]
        paa_engelsk = ["note_en"] if slags == "kvantitativ" else ["tekst_en", "note_en"]
        return [
            ("Hvad er målt?", {"fields": ["indikator", "omraade", "opdeling", periode]}),
            ("Værdien", {"fields": [*vaerdi.get(slags, ["vaerdi", "tekst_da"]), *tal]}),
            ("Det, man skal vide om den", {"fields": ["brud", "note_da", "kilde", "kilde_link"]}),
            ("På engelsk", {"classes": ["collapse"], "fields": paa_engelsk}),
        ]

    def _serie(self, request, obj=None):
        """The series that the form is about: the value's own, or the one whose page one came from."""
        if obj:
            return obj.indikator
        valgt = request.GET.get("indikator", "")
        return Indikator.objects.filter(pk=valgt).first() if valgt.isdecimal() else None

    def get_changeform_initial_data(self, request):
        serie = self._serie(request)
        standard = {"indikator": serie.pk, "omraade": serie.hovedomraade_id} if serie else {}
        return {**super().get_changeform_initial_data(request), **standard}

    def _retter(self, request, obj):
        return (
            self.has_add_permission(request)
            if obj is None
            else self.has_change_permission(request, obj)
        )

    def get_readonly_fields(self, request, obj=None):
        """A value stays in its series."""
        return [
            *(["indikator"] if obj else []),
            *([] if self._retter(request, obj) else ["vis_periode"]),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"indikator": self._serie(request, obj)})

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A series or an area is no thing that one makes on the way."""
        felt = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("indikator", "omraade"):
            felt.widget.can_add_related = felt.widget.can_change_related = False
            felt.widget.can_view_related = felt.widget.can_delete_related = False
        return felt

    def changelist_view(self, request, extra_context=None):
        indikator = self._serie(request)
        mere = {"title": f"Værdier: {indikator}" if indikator else "Værdier"}
        if indikator:
            mere |= {
                "indikator": indikator,
                "kan_tilfoeje": request.user.has_perm(
                    "indsatser.add_maaling", Maaling(indikator=indikator)
                ),
            }
        return super().changelist_view(request, mere | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        sig_hvis_ventet(request, Indikator.objects.filter(pk=obj.indikator_id))

    @admin.display(description="periode", ordering="fra")
    def periode(self, maaling):
        return skriv_periode(maaling.fra, maaling.til)

    @admin.display(description="periode")
    def vis_periode(self, maaling):
        return skriv_periode(maaling.fra, maaling.til)

    @admin.display(description="brud", ordering="brud")
    def er_brud(self, maaling):
        return "Brud" if maaling.brud else ""

    @admin.display(description="værdi", ordering="vaerdi")
    def tal(self, maaling):
        if maaling.vaerdi is None:
            return maaling.tekst_da[:80]
        return f"{skriv_tal(maaling.vaerdi)} {maaling.indikator.enhed_da}"
