from django.contrib import admin
from django.db.models import OuterRef, Subquery

from ..models import Gruppe, IndsatsIndhold, Organisation, Person, Rolle


class GaeldendeFilter(admin.SimpleListFilter):
    """Roles in force today, by the same queryset as the public pages."""

    title = "gælder"
    parameter_name = "gaelder"

    def lookups(self, request, model_admin):
        return [("ja", "Gælder i dag"), ("nej", "Slut eller ikke begyndt")]

    def queryset(self, request, queryset):
        nu = Rolle.objects.gaeldende().values("pk")
        if self.value() == "ja":
            return queryset.filter(pk__in=nu)
        return queryset.exclude(pk__in=nu) if self.value() == "nej" else queryset


ROLLEFELTER = ["art", "person", "titel_da", "titel_en", "organisation", "fra", "til", "vis_navn"]


class RolleIGruppeInline(admin.TabularInline):
    model = Rolle
    fk_name = "gruppe"
    extra = 0
    fields = ROLLEFELTER
    autocomplete_fields = ["person", "organisation"]
    show_change_link = True


class RollerForPersonInline(admin.TabularInline):
    model = Rolle
    fk_name = "person"
    extra = 0
    fields = ["art", "titel_da", "organisation", "gruppe", "indsats", "fra", "til", "vis_navn"]
    autocomplete_fields = ["organisation", "gruppe", "indsats"]
    show_change_link = True


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["navn_da", "art", "overordnet", "telefon", "email"]
    list_filter = ["art", ("overordnet", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["overordnet"]
    search_fields = ["navn_da", "navn_en"]
    autocomplete_fields = ["overordnet", "efterfoelger"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("navn_da", "navn_en"),
                    "art",
                    "overordnet",
                    "efterfoelger",
                    "raekkefoelge",
                ]
            },
        ),
        (
            "Kontakt",
            {"fields": ["adresse", ("telefon", "email"), "telefontider", ("cvr", "hjemmeside")]},
        ),
    ]


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["navn", "organisation", "bruger"]
    list_select_related = ["bruger", "organisation"]
    search_fields = ["navn"]
    autocomplete_fields = ["bruger", "organisation", "stedfortraeder"]
    inlines = [RollerForPersonInline]

    def get_fieldsets(self, request, obj=None):
        """Accounts are the administrator's business."""
        konto = ["bruger"] if request.user.has_perm("auth.view_user") else []
        vaek = {
            "fields": ["stedfortraeder", ("vaek_fra", "vaek_til")],
            "description": "Ved ferie og sygdom: rapporter, opgaver og indkaldelser går til stedfortræderen, "
            "fra den første dag til og med den sidste.",
        }
        return [
            (None, {"fields": ["navn", "organisation", "email", *konto]}),
            ("Når personen er væk", vaek),
        ]


@admin.register(Gruppe)
class GruppeAdmin(admin.ModelAdmin):
    list_display = ["navn_da", "moeder_da", "efterfoelger", "raekkefoelge"]
    list_select_related = ["efterfoelger"]
    search_fields = ["navn_da", "navn_en"]
    autocomplete_fields = ["efterfoelger"]
    inlines = [RolleIGruppeInline]
    fieldsets = [
        (None, {"fields": [("navn_da", "navn_en"), "slug", "efterfoelger", "raekkefoelge"]}),
        ("Opgave og møder", {"fields": [("opgave_da", "opgave_en"), ("moeder_da", "moeder_en")]}),
    ]


@admin.register(Rolle)
class RolleAdmin(admin.ModelAdmin):
    list_display = [
        "hvem",
        "art",
        "organisation",
        "hvor",
        "fra",
        "til",
        "vis_navn",
    ]
    list_filter = [GaeldendeFilter, "art", "gruppe"]
    list_select_related = ["person", "organisation", "gruppe", "indsats"]
    search_fields = [
        "person__navn",
        "titel_da",
        "organisation__navn_da",
        "gruppe__navn_da",
        "indsats__slug",
    ]
    autocomplete_fields = ["person", "organisation", "gruppe", "indsats"]
    date_hierarchy = "til"
    fieldsets = [
        (None, {"fields": ["art", "person", ("titel_da", "titel_en"), "organisation"]}),
        (
            "Hvor",
            {
                "fields": ["gruppe", "indsats"],
                "description": "Vælg enten en gruppe eller en indsats.",
            },
        ),
        ("Hvornår", {"fields": [("fra", "til")]}),
        ("Kontakt", {"fields": ["adresse", "telefon", "email", "telefontider", "raekkefoelge"]}),
        (
            "Hvad må vises offentligt",
            {
                "fields": ["vis_navn", "vis_telefon", "vis_email"],
                "description": "Titel og organisation vises altid. Resten vises kun, når du vælger det, "
                "og kun til rollen slutter.",
            },
        ),
    ]

    @admin.display(description="hvem", ordering="person__navn")
    def hvem(self, rolle):
        return rolle.person.navn if rolle.person else rolle.titel_da

    def get_queryset(self, request):
        titler = IndsatsIndhold.admin_manager.filter(indsats=OuterRef("indsats"))
        titler = titler.order_by("language", "-pk").values("titel")
        return super().get_queryset(request).annotate(indsats_titel=Subquery(titler[:1]))

    @admin.display(description="gruppe eller indsats", ordering="indsats_titel")
    def hvor(self, rolle):
        return rolle.gruppe or rolle.indsats_titel
