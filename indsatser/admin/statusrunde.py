from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from ..formularer_statusrunde import IndsatserIRunden, foreslaa
from ..models import Rundespoergsmaal, Standardspoergsmaal, Statusrunde
from ..views import statusrunde, statusrunde_rapport
from ..views.statusrunde_eksport import eksport

SPOERGSMAAL = ["slags", "tekst", "hjaelp", "raekkefoelge"]
RETTET_IMENS = (
    "Runden er rettet et andet sted, siden du åbnede den. Det, du har skrevet, er ikke gemt, men står stadig i "
    "felterne. Gem igen for at bruge det, du har skrevet."
)
AABNET_IMENS = "Runden er åbnet, mens du rettede i den. Det, du har skrevet, er ikke gemt."


@admin.register(Standardspoergsmaal)
class StandardspoergsmaalAdmin(admin.ModelAdmin):
    """What a new round asks; the rounds that are made already keep their own."""

    list_display = ["tekst", "slags", "raekkefoelge"]
    list_filter = ["slags"]
    search_fields = ["tekst"]
    fields = ["tekst", "hjaelp", "slags", "raekkefoelge"]


class RundespoergsmaalForm(forms.ModelForm):
    class Meta:
        widgets = {"hjaelp": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}

    def has_changed(self):
        """A proposed question that is left as it stands is one too."""
        ny = self.instance.pk is None
        return super().has_changed() or (ny and bool(self["tekst"].data))


class RundespoergsmaalInline(admin.StackedInline):
    model = Rundespoergsmaal
    form = RundespoergsmaalForm
    fields = ["tekst", "hjaelp", ("slags", "raekkefoelge")]
    verbose_name = "spørgsmål"
    verbose_name_plural = "spørgsmål i denne runde"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else Standardspoergsmaal.objects.count()


class StatusrundeForm(forms.ModelForm):
    """A draft. `set_udgave` tells which saving the coordinator began from."""

    indsatser = IndsatserIRunden(queryset=None, label="Indsatser", required=False)
    set_udgave = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "indsatser" in self.fields:
            self.fields["indsatser"].udfyld(self.instance)
        if "set_udgave" in self.fields:
            self.initial["set_udgave"] = self.instance.udgave

    def clean(self):
        """Locked until it is saved, so that nobody opens it, or saves it too, in between."""
        data = super().clean()
        if self.instance.pk:
            nu = Statusrunde.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
            if not nu.er_kladde:
                raise ValidationError(AABNET_IMENS)
            if data.get("set_udgave") != nu.udgave:
                self.data = self.data.copy()
                self.data[self.add_prefix("set_udgave")] = nu.udgave
                raise ValidationError(RETTET_IMENS)
        self.instance.udgave += 1
        return data

    def clean_frist(self):
        frist = self.cleaned_data["frist"]
        if "frist" in self.changed_data and frist < timezone.localdate():
            raise ValidationError("Fristen er gået. Vælg en dag, der ikke er gået.")
        return frist


@admin.register(Statusrunde)
class StatusrundeAdmin(admin.ModelAdmin):
    """A draft is a form; once it is open it is a page of its own, with a step for each thing that may be done."""

    form = StatusrundeForm
    change_form_template = "admin/status/runde_form.html"
    list_display = ["navn", "tilstand", "periode", "frist", "svar", "mangler"]
    list_filter = ["tilstand"]
    list_per_page = 50
    search_fields = ["navn"]
    inlines = [RundespoergsmaalInline]
    actions = None
    fieldsets = [
        (
            None,
            {"fields": ["navn", "strategi", ("fra", "til"), "frist", "set_udgave"]},
        ),
        (
            "Hvilke indsatser?",
            {
                "fields": ["indsatser"],
                "description": "De indsatser, der kører i den gældende version, har flueben på forhånd.",
            },
        ),
    ]

    # --- The list

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).med_svar(request.user)

    @admin.display(description="periode", ordering="fra")
    def periode(self, runde):
        return f"{runde.fra:%d.%m.%Y}–{runde.til:%d.%m.%Y}"

    @admin.display(description="svar")
    def svar(self, runde):
        return None if runde.er_kladde else f"{runde.svarede} af {runde.antal}"

    @admin.display(description="mangler")
    def mangler(self, runde):
        return None if runde.er_kladde else runde.antal - runde.svarede

    # --- Who

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and not obj.er_kladde)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and not obj.er_kladde)

    # --- The form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A version of the strategy is no thing that one makes on the way."""
        felt = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "strategi":
            felt.widget.can_add_related = felt.widget.can_change_related = False
            felt.widget.can_view_related = False
        return felt

    def get_changeform_initial_data(self, request):
        return {**foreslaa(), **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A new round begins with the questions of the template, also when the form comes back with a message."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is None:
            kwargs["initial"] = list(Standardspoergsmaal.objects.values(*SPOERGSMAAL))
        return kwargs

    def change_view(self, request, object_id, form_url="", extra_context=None):
        runde = self.get_object(request, object_id)
        if runde and not runde.er_kladde and self.has_view_permission(request, runde):
            return redirect("admin:indsatser_statusrunde_runde", runde.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        return self._videre(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._videre(request, obj) or super().response_change(request, obj)

    def _videre(self, request, obj):
        """Saved, and on to the page that shows who gets which mail."""
        if "_aabn" in request.POST:
            return redirect("admin:indsatser_statusrunde_aabn", obj.pk)
        return None

    def get_urls(self):
        sider = [
            ("<int:pk>/aabn/", statusrunde.aabn, "aabn"),
            ("<int:pk>/runde/", statusrunde.runde, "runde"),
            ("<int:pk>/paamind/", statusrunde.paamind, "paamind"),
            ("<int:pk>/frist/", statusrunde.frist, "frist"),
            ("<int:pk>/tag-med/", statusrunde.tag_med, "tag_med"),
            ("<int:pk>/luk/", statusrunde.luk, "luk"),
            ("<int:pk>/eksport.<str:fil>", eksport, "eksport"),
            (
                "rapport/<int:pk>/stedfortraeder/",
                statusrunde_rapport.stedfortraeder,
                "stedfortraeder",
            ),
            ("rapport/<int:pk>/nyt-link/", statusrunde_rapport.nyt_link, "nyt_link"),
            ("rapport/<int:pk>/tag-ud/", statusrunde_rapport.tag_ud, "tag_ud"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_statusrunde_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()
