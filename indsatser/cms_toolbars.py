"""What the toolbar offers beside django CMS's own: make an initiative, and edit the one that is on the screen."""

from cms.cms_toolbars import LANGUAGE_MENU_IDENTIFIER
from cms.toolbar.items import ButtonList
from cms.toolbar.utils import get_object_preview_url
from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool
from cms.utils.i18n import get_language_tuple
from cms.utils.urlutils import admin_reverse
from django.conf import settings
from django.utils.http import urlencode
from djangocms_versioning.cms_toolbars import VersioningToolbar, replace_toolbar
from djangocms_versioning.constants import DRAFT, PUBLISHED

from .models import IndsatsIndhold

MENU = "indsatser"


@toolbar_pool.register
class IndsatsToolbar(CMSToolbar):
    def populate(self):
        user = self.request.user
        if not user.has_perm("indsatser.view_indsats"):
            return
        menu = self.toolbar.get_or_create_menu(MENU, "Indsatser", position=2)
        indhold = self.toolbar.get_object()
        if isinstance(indhold, IndsatsIndhold) and user.has_perm("indsatser.change_indsats"):
            adresse = admin_reverse("indsatser_indsats_change", args=[indhold.indsats_id])
            menu.add_link_item(
                "Redigér indsats", url=f"{adresse}?{urlencode({'language': indhold.language})}"
            )
        if user.has_perm("indsatser.add_indsats"):
            menu.add_link_item("Ny indsats", url=admin_reverse("indsatser_indsats_add"))
        menu.add_break()
        menu.add_link_item("Alle indsatser", url=admin_reverse("indsatser_indsats_changelist"))

    def post_template_populate(self):
        indhold = self.toolbar.get_object()
        if isinstance(indhold, IndsatsIndhold):
            self._sprog(indhold)

    def _sprog(self, indhold):
        """The language menu leads to this initiative's texts, not to those of the page that holds the list."""
        menu = self.toolbar.get_menu(LANGUAGE_MENU_IDENTIFIER)
        if menu is None:
            return
        menu.items = []
        tekster = IndsatsIndhold.admin_manager.filter(indsats=indhold.indsats_id).latest_content()
        findes = {tekst.language: tekst for tekst in tekster}
        formular = admin_reverse("indsatser_indsats_change", args=[indhold.indsats_id])
        for kode, navn in get_language_tuple(settings.SITE_ID):
            if kode in findes:
                url = get_object_preview_url(findes[kode], language=kode)
                menu.add_link_item(navn, url=url, active=kode == indhold.language)
            else:
                menu.add_link_item(
                    f"Skriv på {navn.lower()}", url=f"{formular}?{urlencode({'language': kode})}"
                )


class UdgivelseToolbar(VersioningToolbar):
    """The package's toolbar, with the way from draft to public."""

    def _add_publish_button(self):
        """Whoever may not publish is offered to send the draft for review, not a button that says no."""
        version = self._get_version() if self._is_versioned() else None
        if version is None or version.check_publish.as_bool(self.request.user):
            return super()._add_publish_button()
        if self.toolbar.edit_mode_active and version.check_modify.as_bool(self.request.user):
            knapper = ButtonList(side=self.toolbar.RIGHT)
            adresse = admin_reverse("indsatser_gennemsyn_send", args=[version.pk])
            knapper.add_button("Send til gennemsyn", url=adresse, extra_classes=["cms-btn-action"])
            self.toolbar.add_item(knapper)

    def _add_versioning_menu(self):
        super()._add_versioning_menu()
        version = self._get_version() if self._is_versioned() else None
        if version is None:
            return
        menu = self.toolbar.get_or_create_menu("udgivelse", "Udgivelse")
        for tekst, navn in self._veje(version):
            menu.add_link_item(
                tekst, url=admin_reverse(f"indsatser_gennemsyn_{navn}", args=[version.pk])
            )

    def _veje(self, version):
        """What this person can do with this version, as (text, name of the page)."""
        user = self.request.user
        maa_udgive = version.has_publish_permission(user)
        if not (maa_udgive or version.has_change_permission(user)):
            return
        yield "Udgivelsestjek", "tjek"
        if version.state == DRAFT:
            yield "Sammenlign med det udgivne", "sammenlign"
            if version.check_modify.as_bool(user):
                yield "Send til gennemsyn", "send"
        if maa_udgive and version.state in (DRAFT, PUBLISHED):
            yield "Planlæg", "planlaeg"


replace_toolbar(VersioningToolbar, UdgivelseToolbar)
