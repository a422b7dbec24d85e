"""Documents: the form with its file, the versions, and what a file lacks pointed out where it is put up."""

from django.contrib import admin, messages
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join

from ..formularer_dokument import DokumentForm, mangler_i_ord, raad_om
from ..models import Dokument, Dokumentudgave
from .samtidig import VogterSamtidige


class UdgaveInline(admin.TabularInline):
    """Versions as they were put up; of one only the note is changed, and one that was shown stays."""

    model = Dokumentudgave
    fields = ["nummer", "filen", "lagt_op", "stoerrelse_i_ord", "sider", "tilstand", "note"]
    readonly_fields = ["nummer", "filen", "lagt_op", "stoerrelse_i_ord", "sider", "tilstand"]
    extra = max_num = 0
    verbose_name_plural = "Udgaver, den nyeste først"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("fil", "dokument").defer("tekst", "ord")

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        vist = obj is not None and obj.har_vaeret_vist
        return not vist and super().has_delete_permission(request, obj)

    @admin.display(description="fil")
    def filen(self, udgave):
        return format_html('<a href="{}">{}</a>', udgave.fil.url, udgave.fil.label)

    @admin.display(description="størrelse")
    def stoerrelse_i_ord(self, udgave):
        return filesizeformat(udgave.stoerrelse)

    @admin.display(description="hjælpemidler")
    def tilstand(self, udgave):
        if udgave.har_koder is None:
            return "–"
        return mangler_i_ord(udgave.mangler) if udgave.mangler else "Koder og titel er der"


class MangelFilter(admin.SimpleListFilter):
    title = "PDF"
    parameter_name = "pdf"

    def lookups(self, request, model_admin):
        return [("mangler", "Mangler koder eller titel")]

    def queryset(self, request, queryset):
        return queryset.filter(pdf_mangler=True) if self.value() else queryset


@admin.register(Dokument)
class DokumentAdmin(VogterSamtidige, admin.ModelAdmin):
    """What has been public is taken down, and never deleted."""

    form = DokumentForm
    inlines = [UdgaveInline]
    list_display = ["titel_da", "slags", "dato", "udgave", "tilgaengelig", "offentligt"]
    list_filter = [
        *("slags", "offentligt", "tilgaengelighed", MangelFilter),
        ("strategi", admin.RelatedOnlyFieldListFilter),
    ]
    list_per_page = 50
    date_hierarchy = "dato"
    search_fields = ["titel_da", "titel_en", "resume_da", "slug"]
    search_help_text = "Søg i titel, resumé og adresse"
    autocomplete_fields = ["indsats"]
    readonly_fields = ["filen_nu", "paa_siden", "gamle_adresser"]

    class Media:
        css = {"all": ["css/dokument.css"]}

    def get_fieldsets(self, request, obj=None):
        retter = self._retter(request, obj)
        fil = ["ny_fil", "valgt_fil", *(["note"] if obj else [])] if retter else []
        nyt = obj is None
        fieldsets = [
            (None, {"fields": ["titel_da", "slags", "dato", "sprog"]}),
            ("Filen" if nyt else "Ny udgave", {"fields": ([] if nyt else ["filen_nu"]) + fil}),
            (
                "Til dem, der ikke kan læse filen",
                {"fields": ["tilgaengelighed", "undtagelse", "resume_da"]},
            ),
            ("Hører til", {"fields": ["strategi", "indsats"]}),
            ("På engelsk", {"fields": ["titel_en", "resume_en"], "classes": ["collapse"]}),
            (
                "Adresse",
                {
                    "fields": ["slug", *([] if nyt else ["gamle_adresser"])],
                    "classes": ["collapse"],
                },
            ),
            (
                "Offentligt",
                {"fields": ["offentligt", *([] if nyt else ["taget_ned_fordi", "paa_siden"])]},
            ),
        ]
        return self.med_vogter(request, obj, fieldsets)

    def _retter(self, request, obj):
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"bruger": request.user})

    def get_queryset(self, request):
        return super().get_queryset(request).med_visning().select_related("strategi")

    def has_delete_permission(self, request, obj=None):
        vist = obj is not None and obj.har_vaeret_vist
        return not vist and super().has_delete_permission(request, obj)

    # --- saving

    def save_model(self, request, obj, form, change):
        foer = Dokument.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        fil = form.fil() if form.laest else None
        if fil:
            udgave = obj.laeg_op(fil, form.laest, form.cleaned_data.get("note", ""))
            self._sig_om_filen(request, udgave, form.laest.helt)
        else:
            obj.foelg_udgaver()
        if foer and foer.offentligt and not obj.offentligt:
            messages.warning(
                request,
                "Dokumentet er taget ned. Dets adresse siger, at det har ligget der, og filerne kan ikke hentes mere.",
            )

    @staticmethod
    def _sig_om_filen(request, udgave, helt):
        for raad in raad_om(udgave, helt):
            messages.warning(request, raad)
        andre = Dokumentudgave.objects.filter(fil__sha1=udgave.fil.sha1).exclude(
            dokument=udgave.dokument
        )
        for anden in andre.select_related("dokument").defer("tekst", "ord")[:3]:
            messages.warning(
                request,
                format_html(
                    'Den samme fil ligger også som {} af <a href="../../{}/change/">«{}»</a>. '
                    "Er det det samme dokument, så behold kun det ene.",
                    f"udgave {anden.nummer}",
                    anden.dokument_id,
                    anden.dokument,
                ),
            )

    def construct_change_message(self, request, form, formsets, add=False):
        besked = super().construct_change_message(request, form, formsets, add)
        if form.laest and form.fil():
            besked.append({"added": {"name": "udgave", "object": form.fil().label}})
        return besked

    # --- what is shown

    @admin.display(description="udgave", ordering="nyeste__nummer")
    def udgave(self, dokument):
        nyeste = dokument.nyeste
        return f"{nyeste.nummer} ({nyeste.format})" if nyeste else "Ingen fil"

    @admin.display(description="tilgængelighed", ordering="tilgaengelighed")
    def tilgaengelig(self, dokument):
        mangler = dokument.nyeste.mangler if dokument.nyeste else []
        ord_ = dokument.get_tilgaengelighed_display()
        return f"{ord_} · {mangler_i_ord(mangler)}" if mangler else ord_

    @admin.display(description="nyeste udgave")
    def filen_nu(self, dokument):
        nyeste = dokument.nyeste
        if nyeste is None:
            return "Ingen fil endnu."
        nyeste.dokument = dokument
        led = [nyeste.format, filesizeformat(nyeste.stoerrelse)]
        led += [f"{nyeste.sider} sider"] if nyeste.sider else []
        raad = format_html_join(
            "", '<p class="dokument__raad">{}</p>', ((r,) for r in raad_om(nyeste))
        )
        return format_html(
            'Udgave {}: <a href="{}">{}</a> ({}){}',
            *(nyeste.nummer, nyeste.fil.url, nyeste.fil.label, ", ".join(led), raad),
        )

    @admin.display(description="på siden")
    def paa_siden(self, dokument):
        if not dokument.offentligt:
            return "Taget ned" if dokument.har_vaeret_vist else "Har ikke været vist"
        adresse = dokument.get_absolute_url()
        return format_html('<a href="{}">{}</a>', adresse, adresse)

    @admin.display(description="gamle adresser, der fører hertil")
    def gamle_adresser(self, dokument):
        return ", ".join(str(a) for a in dokument.tidligere_adresser.all()) or "Ingen"
