"""Series and the areas they are measured in: lists, forms, and what one may do to which."""

from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Subquery
from django.urls import NoReverseMatch, path
from django.utils import timezone
from django.utils.html import format_html

from .. import breve_maaling
from ..formularer_maaling import IndikatorForm
from ..formularer_moede import indsatsvalg
from ..indlaesning.perioder import skriv_periode
from ..models import Indikator, Maal, Maaleomraade, Maaling
from ..views import vaerdier
from .samtidig import VogterSamtidige

T = Indikator.Tilstand


class EfterRaekken(admin.ModelAdmin):
    """Asks the table about the row itself, not only about the kind of row."""

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(f"indsatser.change_{self.opts.model_name}", obj)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(f"indsatser.delete_{self.opts.model_name}", obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"bruger": request.user})


@admin.register(Maaleomraade)
class MaaleomraadeAdmin(admin.ModelAdmin):
    change_list_template = "admin/maaling/liste.html"
    list_display = ["navn_da", "art", "omraade", "raekkefoelge", "serier"]
    list_filter = ["art"]
    list_select_related = ["omraade"]
    search_fields = ["navn_da", "navn_en"]
    fields = [("navn_da", "navn_en"), "art", "omraade", "raekkefoelge"]

    def get_queryset(self, request):
        antal = Indikator.objects.filter(hovedomraade=OuterRef("pk")).order_by()
        tal = antal.values("hovedomraade").annotate(n=Count("pk")).values("n")
        return super().get_queryset(request).annotate(serier=Subquery(tal))

    def changelist_view(self, request, extra_context=None):
        titel = {"title": "Områder, der måles i"}
        return super().changelist_view(request, titel | (extra_context or {}))

    @admin.display(description="vigtigste område for", ordering="serier")
    def serier(self, omraade):
        antal = omraade.serier or 0
        return f"{antal} indikator" if antal == 1 else f"{antal} indikatorer"


# --- Series


class VentesFilter(admin.SimpleListFilter):
    title = "nye tal"
    parameter_name = "ventes"

    def lookups(self, request, model_admin):
        return [
            ("forsinket", "Forsinkede"),
            ("maaned", "Inden for en måned"),
            ("uden", "Uden dato"),
        ]

    def queryset(self, request, queryset):
        dag = timezone.localdate()
        om_en_maaned = dag + timedelta(days=31)
        valg = {
            "forsinket": queryset.forsinkede(dag),
            "maaned": queryset.filter(naeste__range=(dag, om_en_maaned)),
            "uden": queryset.filter(naeste=None).exclude(tilstand=T.AFSLUTTET),
        }
        return valg.get(self.value(), queryset)


class MaalFilter(admin.SimpleListFilter):
    """By the goal through all versions of the strategy: its address is the same in each."""

    title = "mål"
    parameter_name = "maal"

    def lookups(self, request, model_admin):
        return [(m.slug, f"{m.nummer}. {m.titel_da}") for m in Maal.objects.seneste()]

    def queryset(self, request, queryset):
        return queryset.filter(maal__slug=self.value()) if self.value() else queryset


class IndsatsFilter(admin.SimpleListFilter):
    title = "indsats"
    parameter_name = "indsats"

    def lookups(self, request, model_admin):
        maales = set(Indikator.objects.values_list("indsats", flat=True))
        return [(str(pk), titel) for pk, titel in model_admin.indsatser.items() if pk in maales]

    def queryset(self, request, queryset):
        valgt = self.value()
        return queryset.filter(indsats=valgt) if valgt and valgt.isdecimal() else queryset


@admin.register(Indikator)
class IndikatorAdmin(VogterSamtidige, EfterRaekken):
    form = IndikatorForm
    change_form_template = "admin/maaling/indikator.html"
    change_list_template = "admin/maaling/liste.html"
    list_display = ["titel_da", "handler_om", "ejer", "seneste", "ventes", "tilstand"]
    list_filter = [
        *(VentesFilter, "tilstand", MaalFilter, IndsatsFilter),
        *(("ejer", admin.RelatedOnlyFieldListFilter), "slags"),
    ]
    list_select_related = ["maal", "ejer"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["titel_da", "titel_en", "slug", "kilde_da", "ansvarlig__navn"]
    search_help_text = "Søg i titel, adresse, kilde og ansvarlig"
    autocomplete_fields = ["ejer", "ansvarlig", "maal"]
    actions = ["afslut"]

    def get_fieldsets(self, request, obj=None):
        alle = request.user.has_perm("indsatser.change_indikator", Indikator())
        fieldsets = [
            ("Hvad måles?", {"fields": ["titel_da", "slug", "forklaring_da", "slags"]}),
            (
                "Hvad handler tallene om?",
                {
                    "description": "Et mål eller en indsats. Ingen af dem: hele strategien."
                    if alle
                    else None,
                    "fields": ["maal", "indsats"] if alle or obj else ["indsats"],
                },
            ),
            (
                "Tallet",
                {
                    "fields": [
                        ("enhed_da", "decimaler"),
                        "retning",
                        ("maaltal", "maaltal_aar"),
                        "hovedomraade",
                    ]
                },
            ),
            ("Hvor kommer det fra?", {"fields": ["kilde_da", "kilde_link", "metode_da", "ejer"]}),
            ("Hvornår kommer der nye tal?", {"fields": ["hyppighed", "naeste", "ansvarlig"]}),
            (
                "På engelsk",
                {
                    "classes": ["collapse"],
                    "fields": ["titel_en", "forklaring_en", "enhed_en", "kilde_en", "metode_en"],
                },
            ),
            (
                "Offentlig?",
                {
                    "description": "En kladde ses kun her. Det, offentligheden har set, bliver ikke slettet, men "
                    "afsluttet: siden bliver stående, og der ventes ikke flere tal.",
                    "fields": ["tilstand", "raekkefoelge"],
                },
            ),
        ]
        return self.med_vogter(request, obj, fieldsets)

    def get_readonly_fields(self, request, obj=None):
        """An address that the public knows stays; and a tovholder's series goes to no goal of the strategy."""
        faste = ["slug"] if obj and obj.tilstand != T.KLADDE else []
        alle = request.user.has_perm("indsatser.change_indikator", Indikator())
        return [*faste, *([] if alle or not obj else ["maal"])]

    def get_prepopulated_fields(self, request, obj=None):
        return {"slug": ["titel_da"]} if obj is None else {}

    def has_delete_permission(self, request, obj=None):
        """What the public has seen ends; only a draft is deleted."""
        return super().has_delete_permission(request, obj) and (
            obj is None or obj.tilstand == T.KLADDE
        )

    def get_actions(self, request):
        handlinger = super().get_actions(request)
        handlinger.pop("delete_selected", None)
        return handlinger

    @admin.action(description="Afslut: der ventes ikke flere tal", permissions=["change"])
    def afslut(self, request, queryset):
        """Only what is public, and of that what the account may change."""
        offentlige = queryset.rettes_af(request.user).filter(tilstand=T.OFFENTLIG)
        pks = list(offentlige.values_list("pk", flat=True))
        over = queryset.count() - len(pks)
        Indikator.objects.filter(pk__in=pks).update(tilstand=T.AFSLUTTET, naeste=None)
        for pk in pks:
            breve_maaling.ventes_ikke(pk)
        if pks:
            self.message_user(
                request, f"{len(pks)} afsluttet. Siderne bliver stående.", messages.SUCCESS
            )
        if over:
            self.message_user(
                request,
                f"{over} er ikke ændret: kun det, der er offentligt og dit at rette, kan afsluttes.",
                messages.WARNING,
            )

    # --- The list

    def get_queryset(self, request):
        nyeste = Maaling.objects.filter(indikator=OuterRef("pk")).order_by("-til", "-fra")
        return (
            super()
            .get_queryset(request)
            .annotate(
                seneste_fra=Subquery(nyeste.values("fra")[:1]),
                seneste_til=Subquery(nyeste.values("til")[:1]),
            )
        )

    def changelist_view(self, request, extra_context=None):
        self.indsatser = dict(indsatsvalg())  # the names for all lines; the same for everybody
        return super().changelist_view(request, {"title": "Indikatorer", **(extra_context or {})})

    @admin.display(description="handler om")
    def handler_om(self, indikator):
        if indikator.maal:
            return f"Mål {indikator.maal.nummer}: {indikator.maal.titel_da}"
        if indikator.indsats_id:
            return self.indsatser.get(indikator.indsats_id, "En indsats")
        return "Hele strategien"

    @admin.display(description="seneste tal", ordering="seneste_til")
    def seneste(self, indikator):
        if not indikator.seneste_til:
            return "Ingen endnu"
        return skriv_periode(indikator.seneste_fra, indikator.seneste_til)

    @admin.display(description="næste ventes", ordering="naeste")
    def ventes(self, indikator):
        if not indikator.naeste:
            return None
        dag = f"{indikator.naeste:%d.%m.%Y}"
        if indikator.tilstand == T.OFFENTLIG and indikator.naeste < timezone.localdate():
            return format_html("<strong>Forsinket</strong>: {}", dag)
        return dag

    # --- The form

    def view_on_site(self, indikator):
        if indikator.tilstand == T.KLADDE:
            return None
        try:
            return indikator.get_absolute_url()
        except NoReverseMatch:  # nobody has placed the section in the page tree
            return None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["vaerdier"] = obj.maalinger.count()
            context["vaerdierne"] = vaerdier.vaerdierne(obj)
            context["retter"] = self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and {"naeste", "tilstand"} & set(form.changed_data):
            breve_maaling.ventes_ikke(obj.pk)
        if (
            "tilstand" in form.changed_data
            and obj.tilstand == T.OFFENTLIG
            and not obj.maalinger.exists()
        ):
            self.message_user(
                request, "Siden er offentlig, men har ingen tal endnu.", messages.WARNING
            )

    def get_urls(self):
        sider = [
            ("<int:pk>/vaerdier/flere/", vaerdier.flere, "flere"),
            ("<int:pk>/vaerdier.<str:endelse>", vaerdier.som_fil, "fil"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_indikator_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()
