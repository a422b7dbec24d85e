"""The page tree as every page needs it, in one query: menu, breadcrumb and language switch.

django CMS's `{% show_menu %}` asks the database six times with cold caches and builds every node of every menu, of
which a page shows seven; the budget of a page is twelve queries.
"""

from dataclasses import dataclass

from cms.models import PageContent
from django.conf import settings
from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from menus.menu_pool import menu_pool

SPROGNAVNE = {"da": "Dansk", "en": "English"}


@dataclass
class Punkt:
    titel: str
    url: str
    aktuel: bool = False
    aaben: bool = False


def praefiks(sprog):
    return "" if sprog == settings.LANGUAGE_CODE else f"/{sprog}"


def offentlig_sti(request):
    """The address that a visitor has; an editor may see the same page at one of the CMS's own."""
    toolbar = getattr(request, "toolbar", None)
    obj = toolbar.get_object() if toolbar else None
    if obj is None or not request.path_info.startswith(reverse("admin:index")):
        return request.path_info
    return obj.get_absolute_url() or request.path_info


class Navigation:
    """What one request needs of the tree."""

    def __init__(self, request):
        self.request = request
        self.sprog = get_language() or settings.LANGUAGE_CODE
        self.sti = offentlig_sti(request)

    @cached_property
    def sider(self):
        """Published pages by language and address: {sprog: {url: PageContent}}."""
        indhold = PageContent.objects.filter(language__in=SPROGNAVNE, page__urls__isnull=False)
        indhold = indhold.filter(
            page__urls__language=F("language"),
            page__site_id=settings.SITE_ID,
            page__login_required=False,
        )
        raekker = indhold.order_by("page__path").values_list(
            "language",
            "title",
            "menu_title",
            "in_navigation",
            "page__depth",
            "page__navigation_extenders",
            "page__urls__path",
        )
        sider = {sprog: {} for sprog in SPROGNAVNE}
        for sprog, titel, menutitel, i_menu, dybde, menu, sti in raekker:
            if sti is not None:
                url = f"{praefiks(sprog)}/{sti}/" if sti else f"{praefiks(sprog)}/"
                sider[sprog][url] = {
                    "titel": menutitel or titel,
                    "i_menu": i_menu,
                    "dybde": dybde,
                    "menu": menu,
                }
        return sider

    def menu(self):
        """The top level of the tree, with the branch that one stands in marked."""
        return [
            Punkt(
                side["titel"],
                url,
                aktuel=url == self.sti,
                aaben=url != self.sti and self.sti.startswith(url),
            )
            for url, side in self.sider[self.sprog].items()
            if side["i_menu"] and side["dybde"] == 1
        ]

    def afsnit(self):
        """The section that one stands in: its first page, and those below it, of the tree and of the app's menu."""
        sider = self.sider[self.sprog]
        top = next((url for url, s in sider.items() if s["dybde"] == 1 and self._over(url)), None)
        if top is None:
            return []
        under = [(s["titel"], url) for url, s in sider.items() if self._lige_under(top, url, s)]
        menu_pool.discover_menus()
        menu = menu_pool.menus.get(sider[top]["menu"])
        if menu:
            under += [
                (node.title, node.get_absolute_url()) for node in menu(None).get_nodes(self.request)
            ]
        punkter = [(sider[top]["titel"], top), *under] if under else []
        return [Punkt(titel, url, aktuel=url == self.sti) for titel, url in punkter]

    def _over(self, url):
        return url != f"{praefiks(self.sprog)}/" and self.sti.startswith(url)

    def _lige_under(self, top, url, side):
        return side["i_menu"] and side["dybde"] == 2 and url.startswith(top)

    def broedkrumme(self, titel=""):
        hjem = f"{praefiks(self.sprog)}/"
        sider = self.sider[self.sprog]
        krumme = [
            Punkt(side["titel"], url)
            for url, side in sider.items()
            if url != hjem and self.sti.startswith(url)
        ]
        if titel and not (krumme and krumme[-1].url == self.sti):
            krumme.append(Punkt(titel, self.sti))
        if hjem in sider:
            krumme.insert(0, Punkt(sider[hjem]["titel"], hjem))
        return krumme

    def sprogvalg(self):
        """The same page in the other language, or its nearest parent there, and the addresses for search engines."""
        andet = next(sprog for sprog in SPROGNAVNE if sprog != self.sprog)
        url, findes = self._paa(andet)
        titel = "" if findes else self.sider[andet].get(url, {}).get("titel", "")
        alternativer = [(self.sprog, settings.SITE_URL + self.sti)]
        if findes:
            alternativer.append((andet, settings.SITE_URL + url))
        return {
            "kode": andet,
            "navn": SPROGNAVNE[andet],
            "url": url,
            "findes": findes,
            "maal_titel": titel,
            "kanonisk": settings.SITE_URL + self.sti,
            "alternativer": sorted(alternativer),
        }

    def _paa(self, sprog):
        kort = self.sti.removeprefix(praefiks(self.sprog)) or "/"
        url = f"{praefiks(sprog)}{kort}"
        if url in self.sider[sprog] or self._findes_i_app(sprog, url):
            return url, True
        while url not in self.sider[sprog] and url.count("/") > 2:
            url = url.rstrip("/").rpartition("/")[0] + "/"
        if url not in self.sider[sprog]:
            url = f"{praefiks(sprog)}/"
        return url, False

    def _findes_i_app(self, sprog, url):
        """A page of the app says itself in which languages it exists; one that says nothing exists in both."""
        sprog_paa_siden = getattr(self.request, "sprog_paa_siden", None)
        if sprog_paa_siden is not None:
            return sprog in sprog_paa_siden
        match = self.request.resolver_match
        if match is None or match.url_name in ("pages-details-by-slug", "pages-root"):
            return False
        try:
            with override(sprog):
                return reverse(match.view_name, args=match.args, kwargs=match.kwargs) == url
        except NoReverseMatch:
            return False
