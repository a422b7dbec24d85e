"""News as Atom (RFC 4287): all of it, and that of one initiative; published texts in the language of the address."""

import re
from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext

from .models import IndsatsIndhold, NyhedIndhold

ANTAL = 30
"""How many a feed holds."""


_STYRETEGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def uden_styretegn(tekst):
    """The text without signs that XML does not know; Word leaves one where a line was broken by hand."""
    return _STYRETEGN.sub(" ", tekst)


class NyhedFeed(Feed):
    feed_type = Atom1Feed
    author_name = "Tryg Aalborg"

    @property
    def language(self):
        return get_language()

    def title(self, obj):
        return gettext("Nyheder fra Tryg Aalborg")

    def subtitle(self, obj):
        return gettext("Nyheder og pressemeddelelser fra parterne bag Tryg Aalborg.")

    def link(self, obj):
        return reverse("nyheder:list")

    def feed_url(self, obj):
        return reverse("nyheder:feed")

    def feed_guid(self, obj):
        return settings.SITE_URL + self.feed_url(obj)

    def items(self, obj):
        tekster = NyhedIndhold.objects.som_kort(get_language())
        return tekster.med_visning().med_opdateret()[:ANTAL]

    def item_title(self, indhold):
        return uden_styretegn(indhold.titel)

    def item_description(self, indhold):
        """Plain text; the element says that it holds HTML."""
        return escape(uden_styretegn(indhold.resume))

    def item_guid(self, indhold):
        """Lasting, whatever becomes of title and date: an address that is corrected must not make it new."""
        return f"{settings.SITE_URL}/nyheder/#{indhold.nyhed_id}-{indhold.language}"

    def item_pubdate(self, indhold):
        return timezone.make_aware(datetime.combine(indhold.nyhed.dato, time(0)))

    def item_updateddate(self, indhold):
        return indhold.opdateret

    def item_author_name(self, indhold):
        return uden_styretegn(indhold.nyhed.myndighed.navn)

    def item_categories(self, indhold):
        return [indhold.nyhed.get_slags_display()]


class IndsatsFeed(NyhedFeed):
    def get_object(self, request, slug):
        tekster = IndsatsIndhold.objects.som_kort(get_language()).select_related("indsats")
        tekst = tekster.filter(indsats__slug=slug).first()
        if tekst is None:
            raise Http404
        return tekst

    def title(self, obj):
        return gettext("Nyheder om %(indsats)s") % {"indsats": uden_styretegn(obj.titel)}

    def subtitle(self, obj):
        return uden_styretegn(obj.resume)

    def link(self, obj):
        return reverse("indsatser:detail", args=[obj.indsats.slug])

    def feed_url(self, obj):
        return reverse("indsatser:feed", args=[obj.indsats.slug])

    def items(self, obj):
        tekster = NyhedIndhold.objects.som_kort(get_language()).om(obj.indsats)
        return tekster.med_visning().med_opdateret()[:ANTAL]
