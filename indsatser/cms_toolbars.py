"""What the toolbar offers beside django CMS's own: make an initiative, and edit the one that is on the screen."""

from cms.cms_toolbars import LANGUAGE_MENU_IDENTIFIER
from cms.toolbar.utils import get_object_preview_url
from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool
from cms.utils.i18n import get_language_tuple
from cms.utils.urlutils import admin_reverse
from django.conf import settings
from django.utils.http import urlencode

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
