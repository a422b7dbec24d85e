"""What search engines are told of: pages, initiatives, news, goals and versions, in both languages."""

from urllib.parse import urlsplit

from cms.sitemaps import CMSSitemap
from django.conf import settings
from django.contrib.sitemaps import Sitemap

from .models import (
    Aarsstatus,
    Dokument,
    Hoering,
    Indikator,
    IndsatsIndhold,
    Maal,
    Moede,
    NyhedIndhold,
    Strategi,
)

PROTOKOL = urlsplit(settings.SITE_URL).scheme


class SideSitemap(CMSSitemap):
    protocol = PROTOKOL


class TekstSitemap(Sitemap):
    """The published texts of one kind, each at its own address in its language."""

    protocol = PROTOKOL
    limit = 50_000  # what a sitemap may hold; the newest first, should there ever be more
    model = None

    def items(self):
        tekster = self.model.objects.med_opdateret().select_related(self.model.gruppe)
        return tekster.order_by(f"-{self.model.gruppe}_id", "language")

    def lastmod(self, indhold):
        return indhold.opdateret


class IndsatsSitemap(TekstSitemap):
    model = IndsatsIndhold


class NyhedSitemap(TekstSitemap):
    model = NyhedIndhold


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


class MoedeSitemap(Sitemap):
    """Extracts of minutes, in Danish only, and the list of them where there are any."""

    protocol = PROTOKOL

    def items(self):
        return list(Moede.objects.med_uddrag())

    def location(self, moede):
        return moede.uddragets_adresse()

    def lastmod(self, moede):
        return moede.uddrag_udgivet


class DokumentSitemap(I18nSitemap):
    def items(self):
        return list(Dokument.objects.published().med_visning())

    def lastmod(self, dokument):
        return dokument.nyeste.lagt_op if dokument.nyeste else dokument.offentliggjort


class MaalingSitemap(I18nSitemap):
    def items(self):
        return list(Indikator.objects.published())


class HoeringSitemap(I18nSitemap):
    def items(self):
        return list(Hoering.objects.published())


class AarsstatusSitemap(I18nSitemap):
    def items(self):
        return list(Aarsstatus.objects.published())

    def lastmod(self, aarsstatus):
        return aarsstatus.offentliggjort


SITEMAPS = {
    "sider": SideSitemap,
    "indsatser": IndsatsSitemap,
    "nyheder": NyhedSitemap,
    "maal": MaalSitemap,
    "strategi": StrategiSitemap,
    "moeder": MoedeSitemap,
    "dokumenter": DokumentSitemap,
    "maalinger": MaalingSitemap,
    "hoeringer": HoeringSitemap,
    "aarsstatus": AarsstatusSitemap,
}
