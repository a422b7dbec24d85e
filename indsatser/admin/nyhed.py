"""News and press releases in the admin, with their quotes; whom the press asks; and who has signed off what."""

from datetime import date

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from ..models import Godkendelse, Nyhed, NyhedIndhold, Pressecitat, Pressekontakt
from ..models.nyhed import FOERSTE_AAR
from ..models.organisation import Organisation
from ..rettigheder import myndighed_for
from ..views import godkendelse as views
from .tekstform import TekstAdmin, TekstForm, TekstIndholdAdmin

AELDSTE_AAR = 1900
"""A year before it is two digits, or a slip of the finger, that nobody means."""
FELTER = ("taler", "titel", "organisation", "tekst", "raekkefoelge")
"""What a line with a quote holds, beside whether it is a summary."""


class NyhedForm(TekstForm):
    tekstfelter = [
        *("titel", "underrubrik", "resume", "tekst", "baggrund"),
        *("billede", "alternativ_tekst", "billedtekst", "rettelse"),
    ]
    datoen_er_rigtig = forms.BooleanField(
        label="ja, datoen er rigtig",
        required=False,
        help_text=f"Kun når datoen ligger i fremtiden eller før {FOERSTE_AAR}.",
    )

    def aendrer_teksten(self):
        return super().aendrer_teksten() or self._sendte_citater() not in (None, self.linjer())

    def linjer(self):
        return [
            (c.taler, c.titel, str(c.organisation_id), c.tekst, str(c.raekkefoelge), c.er_referat)
            for c in self._content_instance.dele()
        ]

    def _sendte_citater(self):
        """The quotes as the form was sent with them, or None where it held none that can be changed."""
        if not any(navn.endswith("-taler") for navn in self.data):
            return None
        antal = self.data.get("citater-TOTAL_FORMS", "")
        linjer = [f"citater-{nr}-" for nr in range(int(antal) if antal.isdecimal() else 0)]
        return [
            (
                *(self.data.get(linje + felt, "").strip() for felt in FELTER),
                bool(self.data.get(f"{linje}er_referat")),
            )
            for linje in linjer
            if not self.data.get(f"{linje}DELETE")
        ]

    def ledig_slug(self, titel, data):
        self.instance.dato = data.get("dato")
        return self.instance.ledig_slug(titel)

    def clean_dato(self):
        """A date that looks like a slip of the finger is asked about once."""
        dato = self.cleaned_data["dato"]
        if dato and dato.year < AELDSTE_AAR:
            raise ValidationError("Skriv årstallet med fire cifre.")
        if dato is None and self.instance.har_vaeret_offentlig():
            raise ValidationError("En nyhed, der har været udgivet, har en dato.")
        rigtig = self.data.get("datoen_er_rigtig") or "dato" not in self.changed_data
        if dato and not rigtig and (spoergsmaal := _spoergsmaal_til(dato)):
            raise ValidationError(f"{spoergsmaal} Ret den, eller sæt hak i «Ja, datoen er rigtig».")
        return dato


def _spoergsmaal_til(dato):
    if dato > timezone.localdate():
        return (
            "Datoen ligger i fremtiden. Står feltet tomt, får nyheden den dag, den bliver udgivet."
        )
    if dato < date(FOERSTE_AAR, 1, 1):
        return f"Datoen ligger før {FOERSTE_AAR}, hvor strategien begyndte."
    return ""


class CitatInline(admin.StackedInline):
    """Of the text that the form shows, not of the news itself; NyhedAdmin hands it over."""

    model = Pressecitat
    extra = 0
    fields = [("taler", "titel"), "organisation", "tekst", ("er_referat", "raekkefoelge")]
    autocomplete_fields = ["organisation"]
    verbose_name_plural = "citater: skal godkendes af den myndighed, der bliver citeret"
    kan_rettes = True

    def has_add_permission(self, request, obj=None):
        return self.kan_rettes and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.kan_rettes and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.kan_rettes and super().has_delete_permission(request, obj)


@admin.register(Nyhed)
class NyhedAdmin(TekstAdmin):
    """The news and, in the language chosen above the form, its text with its quotes."""

    form = NyhedForm
    content_model = NyhedIndhold
    list_display = ["content__titel", "dato", "slags", "myndighed", "admin_list_actions"]
    list_display_links = ["content__titel"]
    list_select_related = ["myndighed"]
    list_filter = ["slags", ("myndighed", admin.RelatedOnlyFieldListFilter)]
    date_hierarchy = "dato"
    ordering = [F("dato").desc(nulls_first=True), "-pk"]  # what is being written, then the newest
    search_fields = ["slug", "indhold__titel", "indhold__citater__taler"]
    autocomplete_fields = ["indsatser", "pressekontakter"]
    om_tingen = ("slags", "dato", "myndighed", "indsatser", "pressekontakter", "slug")
    fieldsets = [
        (
            "Nyheden",
            {
                "fields": [
                    ("slags", "dato"),
                    "datoen_er_rigtig",
                    "myndighed",
                    "indsatser",
                    "pressekontakter",
                ]
            },
        ),
        (
            "Tekst",
            {
                "fields": [
                    "content__language",
                    "content__titel",
                    "content__underrubrik",
                    "content__resume",
                    "content__tekst",
                    "content__baggrund",
                    "godkendelser",
                    "aabnet_som",
                ],
                "description": "Film, downloads og andet føjes til på selve siden: vælg «Redigér» i listen.",
            },
        ),
        (
            "Billede",
            {
                "fields": [
                    "content__billede",
                    "content__alternativ_tekst",
                    "content__billedtekst",
                ]
            },
        ),
        ("Rettet efter udgivelsen", {"fields": ["content__rettelse"]}),
        ("Adresse", {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        offentlig = NyhedIndhold.objects.filter(nyhed=OuterRef("pk"))
        return super().get_queryset(request).annotate(er_offentlig=Exists(offentlig))

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "godkendelser"]

    def get_fieldsets(self, request, obj=None):
        """That a date is right is asked of the one who has typed one."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.method == "POST":
            return fieldsets
        (navn, nyheden), *andre = fieldsets
        felter = [felt for felt in nyheden["fields"] if felt != "datoen_er_rigtig"]
        return [(navn, {**nyheden, "fields": felter}), *andre]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "myndighed" in form.base_fields:
            form.base_fields["myndighed"].queryset = Organisation.objects.myndigheder()
            form.base_fields["myndighed"].initial = myndighed_for(request.user)
        return form

    @admin.display(description="godkendelse af citater")
    def godkendelser(self, nyhed):
        indhold = self.get_content_obj(nyhed) if nyhed and nyhed.pk else None
        version = indhold and indhold.versions.first()
        if version is None:
            return "Gem nyheden først. Så kan du bede myndighederne om at godkende deres citater."
        adresse = reverse("admin:indsatser_godkendelse_version", args=[version.pk])
        return format_html('<a href="{}">Se og bed om godkendelser</a>', adresse)

    @admin.display(description="billede", empty_value="Intet billede")
    def content__billede(self, nyhed):
        """Shown where the text cannot be changed; the package would say «None»."""
        indhold = self.get_content_obj(nyhed)
        return (indhold and indhold.billede) or None

    # --- the quotes are lines of the text, which the package knows no lines of

    def get_inline_instances(self, request, obj=None):
        inline = CitatInline(NyhedIndhold, self.admin_site)
        # what was typed is never dropped: when the draft went to somebody else meanwhile, the form says so itself
        skrevet = any(navn.endswith("-taler") for navn in request.POST)
        indhold = self.get_content_obj(obj)
        inline.kan_rettes = skrevet or self.can_change_content(request, indhold)
        return [inline] if request.user.has_perm("indsatser.view_pressecitat") else []

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        indhold = self.get_content_obj(obj) if obj.pk else None
        return {**kwargs, "instance": indhold or NyhedIndhold()}

    def save_formset(self, request, form, formset, change):
        # the text is made by now; the package remembers it as missing
        if formset.instance.pk is None:
            tekster = self._get_content_queryset(form.instance)
            formset.instance = tekster.get(**self.current_content_filters)
        super().save_formset(request, form, formset, change)


@admin.register(NyhedIndhold)
class NyhedIndholdAdmin(TekstIndholdAdmin):
    frontend_editable_fields = NyhedForm.tekstfelter


class ErUdloebet(admin.SimpleListFilter):
    title, parameter_name = "gælder", "gaelder"

    def lookups(self, request, model_admin):
        return [("ja", "Gælder"), ("nej", "Udløbet")]

    def queryset(self, request, queryset):
        i_dag = timezone.localdate()
        betingelser = {"ja": {"til__gte": i_dag}, "nej": {"til__lt": i_dag}}
        return queryset.filter(**betingelser.get(self.value(), {}))


@admin.register(Pressekontakt)
class PressekontaktAdmin(admin.ModelAdmin):
    list_display = ["navn", "titel_da", "organisation", "telefon", "email", "til"]
    list_select_related = ["organisation"]
    list_filter = [ErUdloebet, "organisation"]
    search_fields = ["navn", "titel_da", "organisation__navn_da"]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")


@admin.register(Godkendelse)
class GodkendelseAdmin(admin.ModelAdmin):
    """Who has been asked, and what they answered; a line leads to the page of its text."""

    list_display = ["indhold", "myndighed", "tilstand", "navn", "afgjort", "modtager"]
    list_filter = ["tilstand", ("myndighed", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["indhold", "myndighed"]
    date_hierarchy = "sendt"
    list_per_page = 50

    def get_urls(self):
        siden = self.admin_site.admin_view(views.godkendelser)
        navn = "indsatser_godkendelse_version"
        return [path("version/<int:pk>/", siden, name=navn), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pk = int(object_id) if object_id.isdecimal() else None
        godkendelse = get_object_or_404(Godkendelse, pk=pk)
        version = godkendelse.indhold.versions.first()
        return redirect("admin:indsatser_godkendelse_version", version.pk)
