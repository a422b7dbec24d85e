"""Photographs every page type and the main admin screens at 1280 and 360 px: `make shots`, into var/shots."""

import sys
import tempfile
from pathlib import Path

import portal
from pages import PAGES
from playwright.sync_api import sync_playwright

WIDTHS = {1280: 800, 360: 740}
ADMIN = {
    "forside": "/admin/",
    "indsatser": "/admin/indsatser/indsats/",
    "indsats": "/admin/indsatser/indsats/1/change/",
    "ny-indsats": "/admin/indsatser/indsats/add/",
    "strategi": "/admin/indsatser/strategi/3/change/",
    "roller": "/admin/indsatser/rolle/",
    "sider": "/admin/cms/pagecontent/",
    "versioner": "/admin/djangocms_versioning/indsatsindholdversion/?indsats=1&language=da",
}


def photograph(page, folder, name, width):
    file = folder / f"{name}-{width}.png"
    page.screenshot(path=file, full_page=True)
    print(file)


def public(browser, site, folder):
    for width, height in WIDTHS.items():
        page = browser.new_page(base_url=site.url, viewport={"width": width, "height": height})
        for side in PAGES:
            page.goto(side.path)
            photograph(page, folder, side.name, width)
        page.close()


def admin(browser, site, folder):
    for width, height in WIDTHS.items():
        context = browser.new_context(
            base_url=site.url, viewport={"width": width, "height": height}
        )
        page = context.new_page()
        page.goto(site.login_link("koordinator"))
        for name, path in ADMIN.items():
            page.goto(path, wait_until="networkidle")
            photograph(page, folder, f"admin-{name}", width)
        for name, path in {"side": "/kontakt/", "indsats": "/indsatser/tryg-bydel/"}.items():
            page.goto(path)
            draft(page, folder, name, width)
        context.close()


def draft(page, folder, name, width):
    """What is on the screen as a draft: in edit mode and in structure mode."""
    button = page.locator(".cms-toolbar a.cms-btn").filter(has_text="kladde")
    edit = page.locator(".cms-toolbar a[href*='/edit/']").filter(has_text="Redig")
    target = button if button.count() else edit
    if not target.count():
        return
    with page.expect_navigation():
        target.first.evaluate("button => button.click()")
    page.wait_for_load_state("networkidle")
    photograph(page, folder, f"redigering-{name}", width)
    page.goto(page.url.replace("/edit/", "/structure/"), wait_until="networkidle")
    photograph(page, folder, f"struktur-{name}", width)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        portal.running(Path(var)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**portal.BROWSER_ARGS)
        public(browser, site, folder)
        admin(browser, site, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else portal.ROOT / "var" / "shots")
