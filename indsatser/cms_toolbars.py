"""What the toolbar offers beside django CMS's own: make an initiative, and edit the one that is on the screen."""

from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool
from cms.utils.urlutils import admin_reverse
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
