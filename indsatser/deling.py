"""What other sites and search engines are told of a piece of news: Open Graph, and schema.org's NewsArticle."""

from django.conf import settings
from django.utils import timezone

from .medier.gengivelser import og_billede

LOKALER = {"da": "da_DK", "en": "en_GB"}
"""Language → what Open Graph calls it."""
OVERSKRIFT_TEGN = 110
"""The longest headline that search engines show."""


def fuld_adresse(sti):
    """An address of the portal as another site needs it."""
    return settings.SITE_URL + sti


def delekort(indhold):
    """The Open Graph properties, as (name, content) in order."""
    nyhed = indhold.nyhed
    kort = [
        ("og:type", "article"),
        ("og:site_name", "Tryg Aalborg"),
        ("og:title", indhold.titel),
        ("og:description", indhold.resume),
        ("og:url", fuld_adresse(indhold.get_absolute_url())),
        ("og:locale", LOKALER[indhold.language]),
        *_billede(indhold),
    ]
    if nyhed.dato:
        kort.append(("article:published_time", nyhed.dato.isoformat()))
    if opdateret := getattr(indhold, "opdateret", None):
        kort.append(("article:modified_time", timezone.localtime(opdateret).isoformat()))
    return kort


def _billede(indhold):
    delt = og_billede(indhold.billede)
    if delt is None:
        return
    url, bredde, hoejde = delt
    yield "og:image", url
    yield "og:image:width", str(bredde)
    yield "og:image:height", str(hoejde)
    if indhold.alt:
        yield "og:image:alt", indhold.alt


def news_article(indhold, indsatser=()):
    """The description of the article as a dictionary for JSON-LD, https://schema.org/NewsArticle."""
    nyhed, adresse = indhold.nyhed, fuld_adresse(indhold.get_absolute_url())
    artikel = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": indhold.titel[:OVERSKRIFT_TEGN],
        "description": indhold.resume,
        "inLanguage": indhold.language,
        "url": adresse,
        "mainEntityOfPage": adresse,
        "author": {"@type": "GovernmentOrganization", "name": nyhed.myndighed.navn},
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": "Tryg Aalborg",
            "url": f"{settings.SITE_URL}/",
        },
    }
    if nyhed.dato:
        artikel["datePublished"] = nyhed.dato.isoformat()
    if opdateret := getattr(indhold, "opdateret", None):
        artikel["dateModified"] = timezone.localtime(opdateret).isoformat()
    if delt := og_billede(indhold.billede):
        artikel["image"] = [delt[0]]
    if indhold.rettelse and indhold.rettet:
        artikel["correction"] = {
            "@type": "CorrectionComment",
            "text": indhold.rettelse,
            "datePublished": timezone.localtime(indhold.rettet).isoformat(),
        }
    if indsatser:
        artikel["about"] = [
            {"@type": "Thing", "name": om.titel, "url": fuld_adresse(om.get_absolute_url())}
            for om in indsatser
        ]
    return artikel
