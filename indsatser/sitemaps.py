"""What search engines are told of: pages, initiatives, goals and versions, in both languages."""

from urllib.parse import urlsplit

from cms.sitemaps import CMSSitemap
from django.conf import settings
from django.contrib.sitemaps import Sitemap

from .models import IndsatsIndhold, Maal, Strategi

PROTOKOL = urlsplit(settings.SITE_URL).scheme


class SideSitemap(CMSSitemap):
    protocol = PROTOKOL


class IndsatsSitemap(Sitemap):
    protocol = PROTOKOL
    limit = 5000

    def items(self):
        indhold = IndsatsIndhold.objects.select_related("indsats").order_by(
            "indsats__slug", "language"
        )
        return indhold.prefetch_related("versions")

    def lastmod(self, indhold):
        return max((version.modified for version in indhold.versions.all()), default=None)


class I18nSitemap(Sitemap):
    protocol = PROTOKOL
    i18n = True
    alternates = True


class MaalSitemap(I18nSitemap):
    def items(self):
        return list(Maal.objects.seneste())


class StrategiSitemap(I18nSitemap):
    def items(self):
        return list(Strategi.objects.published())


SITEMAPS = {
    "sider": SideSitemap,
    "indsatser": IndsatsSitemap,
    "maal": MaalSitemap,
    "strategi": StrategiSitemap,
}
