"""The pages of the demonstration data, in both languages, published."""

from cms.api import add_plugin, create_page, create_page_content
from cms.constants import X_FRAME_OPTIONS_SAMEORIGIN
from cms.models import Page, PageContent
from cms.utils.placeholder import get_placeholder_from_slot

from .filer import laes
from .sidetrae import SIDETRAE, SKABELONER


def sider(bruger):
    filer = laes("sider")
    for side in SIDETRAE:
        if side.fil in filer:
            _side(side, filer[side.fil], bruger)


def _side(side, fil, bruger):
    sti = fil["sti"]
    if kendt := Page.objects.filter(urls__path=sti, urls__language="da").first():
        _giv_afsnit(kendt, side)
        return
    over, _, slug = sti.rpartition("/")
    page = create_page(
        fil["da"]["titel"],
        f"cms/{side.skabelon}.html",
        "da",
        slug=slug or "forside",
        menu_title=fil["da"]["menutitel"],
        meta_description=fil["da"]["beskrivelse"],
        parent=Page.objects.get(urls__path=over, urls__language="da") if over else None,
        in_navigation=side.menu,
        xframe_options=X_FRAME_OPTIONS_SAMEORIGIN,
        apphook=side.modul or None,
        navigation_extenders=side.undermenu or None,
        apphook_namespace=side.navnerum,
        created_by=bruger,
    )
    create_page_content(
        "en",
        fil["en"]["titel"],
        page,
        slug=slug or "forside",
        menu_title=fil["en"]["menutitel"],
        meta_description=fil["en"]["beskrivelse"],
        in_navigation=side.menu,
        xframe_options=X_FRAME_OPTIONS_SAMEORIGIN,
        template=f"cms/{side.skabelon}.html",
        created_by=bruger,
    )
    for indhold in page.pagecontent_set(manager="admin_manager").all():
        _fyld(indhold, side, fil[indhold.language])
        indhold.versions.get().publish(bruger)
    if not sti:
        page.set_as_homepage()


def _giv_afsnit(page, side):
    """A section that came with a later version of the portal is put on the page that stood there before it."""
    if not side.modul or page.application_urls:
        return
    page.application_urls, page.application_namespace = side.modul, side.navnerum
    page.save(update_fields=["application_urls", "application_namespace"])
    indhold = PageContent.admin_manager.filter(page=page, template="cms/side.html")
    indhold.update(template=f"cms/{side.skabelon}.html")


def _fyld(indhold, side, tekster):
    """The lead is the first paragraph; in a section of the app the list stands between lead and text."""
    pladser = []
    for slot in SKABELONER[side.skabelon]:
        indhold.placeholders.get_or_create(slot=slot)
        pladser.append(get_placeholder_from_slot(indhold.placeholders, slot))
    indledning, tekst = f"<p>{tekster['indledning']}</p>", tekster.get("tekst", "").strip()
    if side.skabelon != "sektion":
        indledning, tekst = f"{indledning}\n{tekst}", ""
    add_plugin(pladser[0], "TextPlugin", indhold.language, body=indledning)
    if tekst:
        add_plugin(pladser[-1], "TextPlugin", indhold.language, body=tekst)
    for plugin in side.efter:
        add_plugin(pladser[-1], plugin, indhold.language)
