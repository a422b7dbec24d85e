from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path

from ..aarshjul import hold_ved_lige
from ..models import Aarshjulsdato, Aarshjulsregel
from ..views import aarshjul, kalender
from .udgivelse import KunListe


@admin.register(Aarshjulsdato)
class AarshjulsdatoAdmin(KunListe):
    """The list is the wheel itself, and a line leads to where the date is moved."""

    def changelist_view(self, request, extra_context=None):
        return aarshjul.hjul(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        dato = self.get_object(request, object_id)
        if dato is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("admin:indsatser_aarshjulsdato_flyt", dato.pk)

    def get_urls(self):
        sider = [
            ("kalender/", kalender.din_kalender, "indsatser_kalender"),
            ("<int:pk>/flyt/", aarshjul.flyt, "indsatser_aarshjulsdato_flyt"),
            ("<int:pk>/regn/", aarshjul.regn_igen, "indsatser_aarshjulsdato_regn"),
        ]
        egne = [path(sti, self.admin_site.admin_view(view), name=navn) for sti, view, navn in sider]
        return egne + super().get_urls()


@admin.register(Aarshjulsregel)
class AarshjulsregelAdmin(admin.ModelAdmin):
    """How the dates of each year are found; what is over is left as it was."""

    list_display = ["navn", "slags", "gruppe", "naar", "varighed", "aktiv"]
    list_filter = ["slags", "aktiv"]
    list_select_related = ["efter", "gruppe"]
    search_fields = ["navn"]
    fieldsets = [
        (None, {"fields": ["navn", "slags", "gruppe", "aktiv"]}),
        (
            "Hvornår?",
            {
                "fields": ["efter", "dage", ("maaned", "dag"), "varighed"],
                "description": "Skriv enten, hvad den regnes fra, og hvor mange dage efter, eller en fast måned og "
                "dag. Weekender og helligdage rykkes til den næste hverdag.",
            },
        ),
    ]

    @admin.display(description="hvornår")
    def naar(self, regel):
        return regel.forklar()

    def has_delete_permission(self, request, obj=None):
        """Another rule that is computed from it would have nothing to be computed from."""
        bruges = obj is not None and obj.foelger.exists()
        return super().has_delete_permission(request, obj) and not bruges

    def get_actions(self, request):
        """Deleted one at a time."""
        handlinger = super().get_actions(request)
        handlinger.pop("delete_selected", None)
        return handlinger

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        hold_ved_lige()
