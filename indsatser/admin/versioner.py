"""The package's list of versions, where publishing passes the check with a page that says what is wrong."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from djangocms_versioning import admin as versioning
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.helpers import version_list_url
from djangocms_versioning.models import Version

from ..models.tekst import Tekst
from ..views.udgivelse import kan_ikke_udgives

BESVARET = "En myndighed har svaret om citaterne i kladden, så den kan ikke kasseres. Læg den i arkivet i stedet."
ENESTE_TEKST = "Det er den eneste tekst, så den kan ikke kasseres. Læg den i arkivet i stedet."


def _kort_svar(version):
    """For the menus of the page tree and the lists, which publish behind the screen and show only what is refused."""
    svar = format_html(
        'Ikke udgivet. <a href="{}" target="_top">Se udgivelsestjekket, og udgiv derfra</a>',
        reverse("admin:indsatser_gennemsyn_tjek", args=[version.pk]),
    )
    return HttpResponse(svar, status=409)


def _er_eneste(tekst):
    """Of all languages and versions."""
    samme = {tekst.gruppe: getattr(tekst, tekst.gruppe)}
    return not type(tekst).admin_manager.filter(**samme)[1:].exists()


def _har_svar(indhold):
    godkendelser = getattr(indhold, "godkendelser", None)
    return godkendelser is not None and godkendelser.exclude(afgjort=None).exists()


class VersionListe(versioning.VersionChangeList):
    def get_results(self, request):
        """All rows are versions of one text, so the draft that each asks for is looked up once for each language."""
        super().get_results(request)
        kladder = {}
        for version in self.result_list:
            sprog = version.content.language
            if sprog not in kladder:
                samme = Version.objects.filter_by_content_grouping_values(version.content)
                kladder[sprog] = samme.filter(state=DRAFT).select_related("locked_by").first()
            version.content._latest_draft_version = kladder[sprog]


class VersionAdmin(versioning.VersionAdmin):
    list_per_page = 50
    list_select_related = ["created_by", "locked_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("content")

    def get_changelist(self, request, **kwargs):
        return VersionListe

    def grouper_form_view(self, request):
        self._kraev_syn(request)
        return super().grouper_form_view(request)

    def _kraev_syn(self, request):
        """The package shows these pages to anybody in the admin."""
        if not self.has_view_permission(request):
            raise PermissionDenied

    def publish_view(self, request, object_id):
        """Faults stop it; warnings are shown once and confirmed."""
        version = self.get_object(request, unquote(object_id)) if request.method == "POST" else None
        if version and version.check_publish.as_bool(request.user):
            stop = kan_ikke_udgives(request, version)
            if stop and request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
                return _kort_svar(version)
            if stop:
                return stop
        return super().publish_view(request, object_id)

    def compare_view(self, request, object_id):
        """A draft and the public text are compared as text, side by side."""
        self._kraev_syn(request)
        foerste = self.get_object(request, unquote(object_id))
        anden = self.get_object(request, request.GET.get("compare_to", "")) if foerste else None
        if anden and {foerste.state, anden.state} == {DRAFT, PUBLISHED}:
            kladde = foerste if foerste.state == DRAFT else anden
            return redirect("admin:indsatser_gennemsyn_sammenlign", kladde.pk)
        return super().compare_view(request, object_id)

    def discard_view(self, request, object_id):
        """With its last version the package deletes the initiative or news too, and all about it, which nobody may."""
        version = self.get_object(request, unquote(object_id))
        if version and isinstance(version.content, Tekst) and _er_eneste(version.content):
            self.message_user(request, ENESTE_TEKST, messages.ERROR)
            return redirect(version_list_url(version.content))
        if version and _har_svar(version.content):
            self.message_user(request, BESVARET, messages.ERROR)
            return redirect(version_list_url(version.content))
        return super().discard_view(request, object_id)

    def unlock_view(self, request, object_id):
        """The package asks for a right over all locks at once; the text must be theirs to change too."""
        version = self.get_object(request, unquote(object_id))
        if version and not version.has_change_permission(request.user):
            raise PermissionDenied
        return super().unlock_view(request, object_id)

    def _get_publish_link(self, obj, request):
        """Whoever may not publish a draft can send it to those who may."""
        if obj.check_publish.as_bool(request.user) or obj.state != DRAFT:
            return super()._get_publish_link(obj, request)
        if not obj.check_modify.as_bool(request.user):
            return ""
        return format_html(
            '<a class="cms-action-btn" href="{}">Send til gennemsyn</a>',
            reverse("admin:indsatser_gennemsyn_send", args=[obj.pk]),
        )


# the package makes one subclass for each kind of content, after the admin's modules are loaded
versioning.VersionAdmin = VersionAdmin
