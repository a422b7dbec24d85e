from cms.models import PageContent
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import override

from ..models import Varsel
from ..models.varsel import HOEJST
from .varselform import VarselForm

KOPIERES = (
    *("niveau", "titel_da", "titel_en", "tekst_da", "tekst_en", "hvor", "afsnit"),
    *("link_da", "link_en", "linktekst_da", "linktekst_en"),
)
"""What a notice that is shown again takes over: all but when, and who."""


class TilstandFilter(admin.SimpleListFilter):
    """By the clock, as the public pages."""

    title = "tilstand"
    parameter_name = "tilstand"

    def lookups(self, request, model_admin):
        return [("nu", "Vises nu"), ("kommer", "Kommer"), ("slut", "Udløbet")]

    def queryset(self, request, queryset):
        nu = timezone.now()
        valg = {
            "nu": queryset.gaeldende(nu),
            "kommer": queryset.filter(fra__gt=nu),
            "slut": queryset.filter(til__lte=nu),
        }
        return valg.get(self.value(), queryset)


@admin.register(Varsel)
class VarselAdmin(admin.ModelAdmin):
    """What is over stays as it was: it is seen and copied, and only what has not begun is deleted."""

    form = VarselForm
    change_form_template = "admin/varsel_form.html"
    list_display = ["titel_da", "tilstand", "niveau", "hvor_vises", "fra", "til"]
    list_filter = [TilstandFilter, "niveau"]
    list_per_page = 50
    search_fields = ["titel_da", "titel_en", "tekst_da"]
    date_hierarchy = "fra"
    actions = ["tag_ned", "vis_igen"]

    def get_fieldsets(self, request, obj=None):
        retter = self.has_change_permission(request, obj) if obj else True
        hvor = ["hvor", "afsnit", *(["bekraeft"] if retter else [])]
        return [
            (None, {"fields": ["niveau", "titel_da", "tekst_da", "link_da", "linktekst_da"]}),
            (
                "På engelsk",
                {
                    "fields": ["titel_en", "tekst_en", "link_en", "linktekst_en"],
                    "description": "Står det tomt, vises varslet på dansk på de engelske sider.",
                },
            ),
            ("Hvor vises det?", {"fields": hvor}),
            ("Hvornår?", {"fields": ["fra", "til"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        """When it began is a fact."""
        return ["fra"] if obj and obj.er_begyndt else []

    # --- Who

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.er_slut)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.er_begyndt)

    def get_actions(self, request):
        """Deleted one at a time, each by what the clock says of it."""
        handlinger = super().get_actions(request)
        handlinger.pop("delete_selected", None)
        return handlinger

    # --- The list

    def get_queryset(self, request):
        titler = PageContent.admin_manager.filter(page=OuterRef("afsnit"), language="da")
        titel = Subquery(titler.order_by("-pk").values("title")[:1])
        return super().get_queryset(request).annotate(afsnit_titel=titel)

    @admin.display(description="tilstand", ordering="til")
    def tilstand(self, varsel):
        return varsel.tilstand

    @admin.display(description="hvor")
    def hvor_vises(self, varsel):
        if varsel.hvor == Varsel.Hvor.ALLE:
            return "Alle sider"
        return varsel.afsnit_titel or "Ingen steder: siden er slettet"

    @admin.action(description="Tag ned nu", permissions=["change"])
    def tag_ned(self, request, queryset):
        vises = list(queryset.gaeldende())
        for varsel in vises:
            self._tag_ned(request, varsel)
        if antal := queryset.count() - len(vises):
            self.message_user(
                request,
                f"{antal} af de valgte vises ikke nu. Et varsel, der ikke er begyndt, kan slettes.",
                messages.WARNING,
            )

    def _tag_ned(self, request, varsel):
        varsel.tag_ned()
        self.log_change(request, varsel, "Taget ned.")
        self.message_user(
            request,
            f"«{varsel.titel_da}» er taget ned og væk fra alle sider inden for 10 sekunder.",
            messages.SUCCESS,
        )

    @admin.action(description="Vis igen (lav et nyt ud fra det valgte)", permissions=["add"])
    def vis_igen(self, request, queryset):
        if queryset.count() != 1:
            self.message_user(request, "Vælg netop ét varsel at gå ud fra.", messages.ERROR)
            return None
        return HttpResponseRedirect(
            f"{reverse('admin:indsatser_varsel_add')}?kopi={queryset.get().pk}"
        )

    # --- The form

    def get_changeform_initial_data(self, request):
        kopi = request.GET.get("kopi", "")
        varsel = Varsel.objects.filter(pk=kopi).first() if kopi.isdecimal() else None
        if varsel is None:
            return super().get_changeform_initial_data(request)
        return {felt: getattr(varsel, felt) for felt in KOPIERES}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and "_tag_ned" in request.POST:
            varsel = self.get_object(request, object_id)
            if varsel and varsel.tilstand == "vises nu":
                if not self.has_change_permission(request, varsel):
                    raise PermissionDenied
                self._tag_ned(request, varsel)
            return HttpResponseRedirect(reverse("admin:indsatser_varsel_changelist"))
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.oprettet_af = request.user
        super().save_model(request, obj, form, change)
        adresse = reverse("admin:indsatser_varsel_forhaandsvis", args=[obj.pk])
        self.message_user(
            request, format_html('<a href="{}">Se varslet, som det ser ud</a>', adresse)
        )
        for besked in _boer_vides(obj):
            self.message_user(request, besked, messages.WARNING)

    # --- How it looks

    def get_urls(self):
        return [
            path(
                "<int:pk>/forhaandsvis/",
                self.admin_site.admin_view(self.forhaandsvis),
                name="indsatser_varsel_forhaandsvis",
            ),
            *super().get_urls(),
        ]

    def forhaandsvis(self, request, pk):
        """The notice on an otherwise empty page, in either language, also before its time."""
        varsel = get_object_or_404(Varsel, pk=pk)
        if not self.has_view_permission(request, varsel):
            raise PermissionDenied
        with override("en" if request.GET.get("sprog") == "en" else "da"):
            context = {"varsler_vist": [varsel], "varsel": varsel}
            return render(request, "admin/varsel_forhaandsvis.html", context)


def _boer_vides(varsel):
    """What is no fault, but may not be what was meant."""
    if not varsel.titel_en:
        yield "Der er ingen engelsk tekst, så på de engelske sider står varslet på dansk."
    if Varsel.objects.gaeldende().count() > HOEJST:
        yield f"Der vises højst {HOEJST} varsler på en side, de mest alvorlige først. Nogle vises derfor ikke."
