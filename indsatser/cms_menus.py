"""The app's pages as menu nodes, for editors who attach them to a page of the tree: the goals and the versions.

The initiatives are not among them: a menu of thousands is none, and their list has filters.
"""

from cms.menu_bases import CMSAttachMenu
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy
from menus.base import NavigationNode
from menus.menu_pool import menu_pool

from .templatetags.tryg import maal_nu, strategier


class _AppMenu(CMSAttachMenu):
    def get_nodes(self, request):
        try:
            return [
                NavigationNode(str(titel), obj.get_absolute_url(), obj.pk)
                for titel, obj in self.punkter({"request": request})
            ]
        except NoReverseMatch:  # the section has no page in the tree (any more)
            return []


@menu_pool.register_menu
class MaalMenu(_AppMenu):
    name = gettext_lazy("Mål")

    def punkter(self, context):
        return [(f"{maal.nummer}. {maal.titel}", maal) for maal in maal_nu(context)]


@menu_pool.register_menu
class StrategiMenu(_AppMenu):
    name = gettext_lazy("Strategiens versioner")

    def punkter(self, context):
        return [(strategi, strategi) for strategi in strategier(context)]
