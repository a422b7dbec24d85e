"""Where an editor mends something: the field in the form of the noun, or the plugin on the page in edit mode."""

from functools import cached_property
from urllib.parse import quote

from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url
from cms.utils.i18n import get_language_dict
from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.text import capfirst


def grupperingsfelt(model):
    """Name of the field that leads from a versioned content to the lasting thing, e.g. `indsats`."""
    udvidelse = apps.get_app_config("djangocms_versioning").cms_extension
    versionable = udvidelse.versionables_by_content.get(model)
    return versionable.grouper_field_name if versionable else None


class Steder:
    """Addresses within one content; each asks the database at most once."""

    def __init__(self, indhold):
        self.indhold = indhold

    @cached_property
    def gruppe(self):
        felt = grupperingsfelt(type(self.indhold))
        return getattr(self.indhold, felt) if felt else None

    @cached_property
    def side(self):
        """The page in edit mode."""
        return get_object_edit_url(self.indhold)

    @cached_property
    def formular(self):
        """The form of the text, and how it names the fields; a page has one of its own."""
        if isinstance(self.indhold, PageContent):
            return reverse("admin:cms_pagecontent_change", args=[self.indhold.pk]), "#id_"
        try:
            navn = self.gruppe._meta.label_lower.replace(".", "_")
            adresse = reverse(f"admin:{navn}_change", args=[self.gruppe.pk])
        except (AttributeError, NoReverseMatch):
            return self.side, "#"
        return f"{adresse}?{urlencode({'language': self.indhold.language})}", "#id_content__"

    def felt(self, felt):
        """A field in the form, by its id and by the words of its label.

        A rich text's own field is hidden, and in the form of a published text no field has an id; the browser goes to
        the label instead and lights it up.
        """
        adresse, praefiks = self.formular
        etiket = f"{capfirst(str(felt.verbose_name))} ({self._sprognavn})"
        ved_ord = quote(etiket, safe="").replace("-", "%2D") if "content__" in praefiks else ""
        return f"{adresse}{praefiks}{felt.name}{f':~:text={ved_ord}' if ved_ord else ''}"

    @cached_property
    def _sprognavn(self):
        return get_language_dict(settings.SITE_ID)[self.indhold.language]

    def gruppefelt(self, navn):
        """A field of the lasting thing itself, or a group of lines in its form."""
        return f"{self.formular[0]}#id_{navn}"

    def linjer(self, navn):
        """The lines in the form that belong to a relation, e.g. `prioriteringer`."""
        return f"{self.formular[0]}#{navn}-group"

    def plugin(self, plugin):
        """The page in edit mode, which scrolls to the plugin and lights it up."""
        return f"{self.side}#cms-plugin-{plugin.pk}"

    def paa_sprog(self, sprog):
        """Where the text in another language is written."""
        if isinstance(self.indhold, PageContent):
            adresse = reverse("admin:cms_pagecontent_add")
            return f"{adresse}?{urlencode({'language': sprog, 'cms_page': self.indhold.page_id})}"
        adresse = self.formular[0].partition("?")[0]
        return f"{adresse}?{urlencode({'language': sprog})}"
