"""Links of a content: where they lead, and whether a visitor gets anything there.

Nothing is fetched: an address is looked up as the site itself would resolve it, all of one content's at once, so the
number of queries does not grow with the number of links. Other sites are not asked.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from cms.models import Page, PageContent, PageUrl
from django.apps import apps
from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.storage import default_storage
from django.core.validators import validate_email
from django.db.models import F
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path, override
from djangocms_link.helpers import get_manager
from filer.models import File

from . import html
from .register import ADRESSER
from .stykker import Stykke

CMS_SIDER = {"pages-root", "pages-details-by-slug"}
_TELEFON = re.compile(r"tel:\+?[\d\s().-]{3,}")

STOERSTE_PK = 2**63 - 1
"""The highest key that a database has; a reference to a higher one leads nowhere."""


@dataclass(eq=False)
class Henvisning:
    """One link: what it says and where it leads."""

    stykke: Stykke
    tekst: str
    href: str
    """The address, once a reference has been looked up; empty when it leads nowhere."""
    reference: str = ""
    """«app.model:pk» of what it points to inside the portal."""
    anker: str = ""
    mangler: bool = False
    """That the thing it points to is gone."""

    @property
    def vist(self):
        """What the editor recognises the link by."""
        return (
            f"{self.tekst} → {self.href}" if self.tekst and self.href else self.tekst or self.href
        )


class Henvisninger:
    """All links of the content under check."""

    def __init__(self, tjek):
        self.tjek = tjek

    @cached_property
    def alle(self):
        fundne = [*self._i_tekst(), *self._i_felter()]
        self._slaa_op([h for h in fundne if h.reference])
        return fundne

    def _i_tekst(self):
        for stykke in self.tjek.html:
            # the rich-text field turns a link to something that is gone into a span
            for element in stykke.trae.xpath(
                ".//a[@href or @data-cms-href] | .//span[@data-cms-error]"
            ):
                yield Henvisning(
                    stykke,
                    html.navn_paa(element),
                    element.get("href", "").strip(),
                    element.get("data-cms-href", ""),
                    mangler=element.tag == "span",
                )

    def _i_felter(self):
        for stykke in self.tjek.stykker:
            if not stykke.er_adresse or not stykke.vaerdi:
                continue
            vaerdi = (
                stykke.vaerdi
                if isinstance(stykke.vaerdi, dict)
                else {"external_link": stykke.vaerdi}
            )
            fil = vaerdi.get("file_link")
            yield Henvisning(
                stykke,
                self._tekst_ved(stykke),
                str(vaerdi.get("external_link") or "").strip(),
                f"filer.file:{fil}" if fil else str(vaerdi.get("internal_link") or ""),
                str(vaerdi.get("anchor") or ""),
            )

    def _tekst_ved(self, stykke):
        """The words on the button or link that the field belongs to: the plugin's first text."""
        soeskende = (s for s in self.tjek.stykker if s.kilde is stykke.kilde and s.er_tekst)
        return next((s.tekst for s in soeskende if s.tekst), "") if stykke.er_plugin else ""

    def _slaa_op(self, henvisninger):
        """Give each reference the address of its object; one query for each kind of thing pointed to."""
        pks = {}
        for henvisning in henvisninger:
            model, _, pk = henvisning.reference.rpartition(":")
            if pk.strip().isdecimal():
                pks.setdefault(model.strip().lower(), set()).add(min(int(pk), STOERSTE_PK))
        adresser = {}
        for model, numre in pks.items():
            adresser |= {
                f"{model}:{pk}": url for pk, url in _adresser(model, numre, self.tjek.sprog)
            }
        for henvisning in henvisninger:
            url = adresser.get(henvisning.reference.replace(" ", "").lower())
            henvisning.href = url + henvisning.anker if url else ""
            henvisning.mangler = not url

    @cached_property
    def interne(self):
        """{link: path} of those that lead into the portal."""
        stier = {h: intern_sti(h.href, self.egen) for h in self.alle if not h.mangler}
        return {h: sti for h, sti in stier.items() if sti is not None}

    @cached_property
    def egen(self):
        """The address of the content itself, which a link may lead to before it is published."""
        indhold = self.tjek.indhold
        return (hasattr(indhold, "get_absolute_url") and indhold.get_absolute_url()) or "/"

    @cached_property
    def findes(self):
        """Those of the paths in `interne` that a visitor gets something from."""
        return levende(set(self.interne.values()) - {self.egen}) | {self.egen}


def _adresser(model, pks, sprog):
    """(pk, address) of the objects that exist; pages in one query instead of one each."""
    try:
        klasse = apps.get_model(model)
    except (LookupError, ValueError):
        return
    if klasse is Page:
        urls = PageUrl.objects.filter(page__in=pks).values_list("page", "language", "path")
        paa_sprog = sorted(urls, key=lambda url: url[1] == sprog)  # the language of the text wins
        for pk, paa, sti in paa_sprog:
            yield pk, _side_url(paa, sti)
        return
    if issubclass(klasse, File):
        klasse = File
    objekter = get_manager(klasse).filter(pk__in=pks)
    for obj in objekter.non_polymorphic() if klasse is File else objekter:
        url = obj.url if klasse is File else getattr(obj, "get_absolute_url", str)()
        if url:
            yield obj.pk, url


def _side_url(sprog, sti):
    with override(sprog):
        return reverse("pages-details-by-slug", args=[sti]) if sti else reverse("pages-root")


def intern_sti(href, egen="/"):
    """The path of an address in the portal; None for other sites, mail, telephone and places on the same page."""
    if not href or href.startswith("#"):
        return None
    try:
        dele = urlsplit(urljoin(settings.SITE_URL + egen, href))
    except ValueError:
        return href
    if dele.scheme not in ("http", "https") or dele.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    return unquote(dele.path) or "/"


def sti_i(adresse):
    """The path of any address; of one that cannot be read, nothing."""
    try:
        return unquote(urlsplit(adresse).path)
    except ValueError:
        return ""


def levende(stier):
    """Those of the paths that lead a visitor somewhere, redirects too; a fixed number of queries."""
    fundne, slag = set(), {}
    for sti in stier:
        navn, vaerdi = _opslag(sti)
        if navn is True:
            fundne.add(sti)
        elif navn:
            slag.setdefault(navn, {})[vaerdi] = [*slag.get(navn, {}).get(vaerdi, []), sti]
    for navn, vaerdier in slag.items():
        findes = _udgivne_sider if navn in CMS_SIDER else ADRESSER[navn]
        fundne |= {sti for vaerdi in findes(set(vaerdier)) for sti in vaerdier.get(vaerdi, [])}
    rest = stier - fundne
    return fundne | _viderestillede(rest) if rest else fundne


def _opslag(sti):
    """(True, None) where it is alive, (False, None) where it is dead, else a view's name and what to ask about."""
    for rod, findes in ((settings.MEDIA_URL, _i_lager), (settings.STATIC_URL, finders.find)):
        if sti.startswith(rod):
            return bool(findes(sti.removeprefix(rod))), None
    sprog = get_language_from_path(sti) or settings.LANGUAGE_CODE
    with override(sprog):
        try:
            match = resolve(
                sti if sti.endswith("/") or "." in sti.rsplit("/", 1)[-1] else f"{sti}/"
            )
        except Resolver404:
            return False, None
    if match.view_name in CMS_SIDER:
        return match.view_name, (sprog, match.kwargs.get("slug", "").strip("/"))
    navn = ":".join([*match.app_names, match.url_name or ""])
    return (navn, (sprog, *match.kwargs.values())) if navn in ADRESSER else (True, None)


def _i_lager(navn):
    try:
        return default_storage.exists(navn)
    except (SuspiciousOperation, ValueError):
        return False


def _udgivne_sider(spurgt):
    """The (language, path) that hold a published page; an address in capitals leads on to the small one."""
    stier = {sti.lower() for _, sti in spurgt}
    sider = PageContent.objects.filter(
        page__urls__path__in=stier, page__urls__language=F("language"), page__login_required=False
    )
    fundne = set(sider.values_list("language", "page__urls__path"))
    return {(sprog, sti) for sprog, sti in spurgt if (sprog, sti.lower()) in fundne}


def _viderestillede(stier):
    former = {sti: {sti, sti.removesuffix("/"), f"{sti}/"} for sti in stier}
    alle = set().union(*former.values())
    redirects = Redirect.objects.filter(site_id=settings.SITE_ID, old_path__in=alle)
    gamle = set(redirects.exclude(new_path="").values_list("old_path", flat=True))
    return {sti for sti in stier if former[sti] & gamle}


def kun_for_redaktionen(sti):
    """Whether the path is one that a visitor is asked to sign in at."""
    return sti.startswith(reverse("admin:index"))


def post_eller_telefon_ok(href):
    """Whether a mailto: or tel: address can be used; True for every other."""
    if href.lower().startswith("mailto:"):
        try:
            for adresse in unquote(href[7:].split("?")[0]).split(","):
                validate_email(adresse.strip())
        except ValidationError:
            return False
    return not href.lower().startswith("tel:") or bool(_TELEFON.fullmatch(href.lower()))
