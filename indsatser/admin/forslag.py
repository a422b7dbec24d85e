"""Proposals in the admin: the list, and behind each line the page where it is read and answered."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, IntegerField, When
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince

from ..forslagsfrister import SVARFRIST
from ..models import Forslag
from ..views import forslagssag

T = Forslag.Tilstand
VENTENDE_FOERST = [
    Case(
        When(tilstand=T.MODTAGET, then=0),
        When(tilstand=T.MISTANKE, then=1),
        When(tilstand__in=Forslag.SLUTTET, then=3),
        default=2,
        output_field=IntegerField(),
    ),
    Case(When(tilstand=T.MODTAGET, then=F("modtaget"))).asc(nulls_last=True),
    "-modtaget",
    "-pk",
]
"""What waits for its first answer stands first, the oldest of it on top."""


class VenterFilter(admin.SimpleListFilter):
    title = "venter"
    parameter_name = "venter"

    def lookups(self, request, model_admin):
        return [
            ("svar", "På det første svar"),
            ("uge", "På det første svar, over en uge"),
            ("aaben", "Ikke slut endnu"),
        ]

    def queryset(self, request, queryset):
        en_uge_siden = timezone.now() - SVARFRIST
        valg = {
            "svar": queryset.ubesvarede(),
            "uge": queryset.ubesvarede().filter(modtaget__lte=en_uge_siden),
            "aaben": queryset.aabne(),
        }
        return valg.get(self.value(), queryset)


@admin.register(Forslag)
class ForslagAdmin(admin.ModelAdmin):
    """Nothing is typed into what somebody else has sent; each step is taken on a page of its own."""

    list_display = ["nummer_og_titel", "art", "tilstand", "alder", "omraade", "om_indsats"]
    list_display_links = ["nummer_og_titel"]
    list_filter = [VenterFilter, "tilstand", "art", "hvem", "omraade"]
    list_select_related = ["omraade"]
    list_per_page = 50
    search_fields = ["nummer", "titel", "beskrivelse", "hvor"]
    date_hierarchy = "modtaget"
    actions = ["slet_spam"]

    # --- Who

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Only spam is deleted, and that on its own page; of the rest the details go, and the count stays."""
        return False

    # --- The list

    def get_queryset(self, request):
        fundet = super().get_queryset(request).visible_to(request.user)
        return fundet.prefetch_related("indsats__indhold")

    def get_ordering(self, request):
        return VENTENDE_FOERST

    def get_search_fields(self, request):
        """Who may read who sent it may also look for them: to take their details out when they ask."""
        mere = ["navn", "email", "telefon", "organisation"]
        alle = request.user.has_perm("indsatser.change_forslag", Forslag(art="indsats"))
        return [*self.search_fields, *(mere if alle else [])]

    @admin.display(description="forslag", ordering="nummer")
    def nummer_og_titel(self, forslag):
        return format_html("{} <strong>{}</strong>", forslag.nummer, forslag.titel)

    @admin.display(description="alder", ordering="modtaget")
    def alder(self, forslag):
        tid = timesince(forslag.modtaget, depth=1)
        forsinket = timezone.now() - forslag.modtaget > SVARFRIST
        if forslag.tilstand == T.MODTAGET and forsinket:
            return format_html("<strong>{} uden svar</strong>", tid)
        return tid

    @admin.display(description="om indsatsen")
    def om_indsats(self, forslag):
        if forslag.indsats is None:
            return None
        titler = sorted(forslag.indsats.indhold.all(), key=lambda tekst: tekst.language)
        return titler[0].titel if titler else forslag.indsats.slug

    @admin.action(
        description="Slet som spam (kun det, der er «Måske spam»)", permissions=["change"]
    )
    def slet_spam(self, request, queryset):
        """Never more than what is thought to be spam, whatever is chosen."""
        spam = queryset.filter(tilstand=T.MISTANKE)
        sprunget_over = queryset.count() - spam.count()
        antal = sum(forslagssag.slet(forslag) for forslag in spam)
        self.message_user(request, f"{antal} slettet som spam.", messages.SUCCESS)
        if sprunget_over:
            self.message_user(
                request,
                f"{sprunget_over} er ikke slettet: de er ikke «Måske spam».",
                messages.WARNING,
            )

    # --- One of them

    def change_view(self, request, object_id, form_url="", extra_context=None):
        forslag = self.get_object(request, object_id)
        if not self.has_view_permission(request, forslag):
            raise PermissionDenied
        if forslag is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return forslagssag.se(request, forslag)

    def get_urls(self):
        sider = [
            ("<int:pk>/trin/<slug:til>/", forslagssag.trin, "trin"),
            ("<int:pk>/oplysninger/", forslagssag.slet_oplysninger, "oplysninger"),
            ("<int:pk>/udskrift/", forslagssag.udskrift, "udskrift"),
            ("<int:pk>/spam/", forslagssag.slet_spam, "spam"),
        ]
        egne = [
            path(sti, self.admin_site.admin_view(view), name=f"indsatser_forslag_{navn}")
            for sti, view, navn in sider
        ]
        return egne + super().get_urls()
