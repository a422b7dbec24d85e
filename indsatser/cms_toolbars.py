"""What the toolbar offers beside django CMS's own: make an initiative or news, edit the one that is on the screen."""

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

from .models import IndsatsIndhold, NyhedIndhold


class _TekstToolbar(CMSToolbar):
    """The menu of one kind of versioned text: `ord_` are (title, «Redigér …», «Ny …», «Alle …»)."""

    model = None
    ord_ = ()

    def populate(self):
        user, gruppe = self.request.user, self.model.gruppe
        if not user.has_perm(f"indsatser.view_{gruppe}"):
            return
        menu = self.toolbar.get_or_create_menu(gruppe, self.ord_[0], position=2)
        indhold = self.toolbar.get_object()
        if isinstance(indhold, self.model) and user.has_perm(f"indsatser.change_{gruppe}"):
            sprog = urlencode({"language": indhold.language})
            menu.add_link_item(self.ord_[1], url=f"{self._formular(indhold)}?{sprog}")
        if user.has_perm(f"indsatser.add_{gruppe}"):
            menu.add_link_item(self.ord_[2], url=admin_reverse(f"indsatser_{gruppe}_add"))
        menu.add_break()
        menu.add_link_item(self.ord_[3], url=admin_reverse(f"indsatser_{gruppe}_changelist"))

    def _formular(self, indhold):
        gruppe = self.model.gruppe
        return admin_reverse(f"indsatser_{gruppe}_change", args=[getattr(indhold, f"{gruppe}_id")])

    def post_template_populate(self):
        indhold = self.toolbar.get_object()
        if isinstance(indhold, self.model):
            self._sprog(indhold)

    def _sprog(self, indhold):
        """The language menu leads to this text in the other language, not to the page that holds the list."""
        menu = self.toolbar.get_menu(LANGUAGE_MENU_IDENTIFIER)
        if menu is None:
            return
        menu.items = []
        samme = {self.model.gruppe: getattr(indhold, self.model.gruppe)}
        tekster = self.model.admin_manager.filter(**samme).latest_content()
        findes = {tekst.language: tekst for tekst in tekster}
        for kode, navn in get_language_tuple(settings.SITE_ID):
            if kode in findes:
                url = get_object_preview_url(findes[kode], language=kode)
                menu.add_link_item(navn, url=url, active=kode == indhold.language)
            else:
                adresse = f"{self._formular(indhold)}?{urlencode({'language': kode})}"
                menu.add_link_item(f"Skriv på {navn.lower()}", url=adresse)


@toolbar_pool.register
class IndsatsToolbar(_TekstToolbar):
    model = IndsatsIndhold
    ord_ = ("Indsatser", "Redigér indsats", "Ny indsats", "Alle indsatser")


@toolbar_pool.register
class NyhedToolbar(_TekstToolbar):
    model = NyhedIndhold
    ord_ = ("Nyheder", "Redigér nyhed", "Ny nyhed", "Alle nyheder")


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
            menu.add_link_item(tekst, url=admin_reverse(navn, args=[version.pk]))

    def _veje(self, version):
        """What this person can do with this version, as (text, name of the page in the admin)."""
        user = self.request.user
        maa_udgive = version.has_publish_permission(user)
        if not (maa_udgive or version.has_change_permission(user)):
            return
        yield "Udgivelsestjek", "indsatser_gennemsyn_tjek"
        if isinstance(version.content, NyhedIndhold):
            yield "Godkendelse af citater", "indsatser_godkendelse_version"
        if version.state == DRAFT:
            yield "Sammenlign med det udgivne", "indsatser_gennemsyn_sammenlign"
            if version.check_modify.as_bool(user):
                yield "Send til gennemsyn", "indsatser_gennemsyn_send"
        if maa_udgive and version.state in (DRAFT, PUBLISHED):
            yield "Planlæg", "indsatser_gennemsyn_planlaeg"


replace_toolbar(VersioningToolbar, UdgivelseToolbar)
