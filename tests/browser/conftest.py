"""Chromium on the real portal: served by gunicorn from a database and files of its own, as `make run` does it."""

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import portal
import pytest
import servers
from aiosmtpd.controller import Controller
from pages import PAGES
from post import Inbox

PHONE = {"width": 360, "height": 740}
IS_SEEN = """element => { const box = element.getBoundingClientRect();
    return box.top >= 0 && box.left >= 0 && box.width > 40 && box.height > 20; }"""
DESKTOP = {"width": 1280, "height": 800}


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """With `--dist loadgroup`: the rules about one page type run together, and so do the tests of any other file."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            side = getattr(item, "callspec", None) and item.callspec.params.get("side")
            item.add_marker(pytest.mark.xdist_group(side.path if side else item.path.name))


def pytest_generate_tests(metafunc):
    """A test that asks for `side` is asked of every page type in both languages."""
    if "side" in metafunc.fixturenames:
        metafunc.parametrize("side", PAGES, ids=lambda side: side.path)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **portal.BROWSER_ARGS}


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    of_all = None if worker_id == "master" else tmp_path_factory.getbasetemp().parent / "portal"
    with portal.running(tmp_path_factory.mktemp("portal"), of_all) as site:
        yield site


class Front:
    """The portal as visitors reach it, with two processes, behind nginx."""

    def __init__(self, server, port):
        self.server, self.url = server, f"http://127.0.0.1:{port}"
        self.get = portal.Portal.get.__get__(self)


@pytest.fixture
def front(site, tmp_path):
    port = portal.free_port()
    with (
        portal.beside(site, workers=2, public_url=f"http://127.0.0.1:{port}") as server,
        servers.nginx(tmp_path, port, server),
    ):
        yield Front(server, port)


@dataclass
class Complaints:
    """What a browser says that nobody asked it for: console, errors, failed requests, and calls to other hosts."""

    host: str
    said: list = field(default_factory=list)
    expected: list = field(default_factory=list)
    """Addresses that are meant to answer with an error."""

    def listen_to(self, context):
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(f"fejl: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)

    def _console(self, message):
        if message.location.get("url") not in self.expected:
            self.said.append(
                f"konsol, {message.type}: {message.text} ({message.location.get('url')})"
            )

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.said.append(f"kald til en anden vært: {request.url}")

    def _failed(self, request):
        # a page that one leaves takes its unfinished requests with it
        if "ERR_ABORTED" not in (request.failure or ""):
            self.said.append(f"svarer ikke: {request.url} ({request.failure})")


@pytest.fixture
def open_context(browser, site):
    """`with open_context(**options) as context:` a browser as new; in the end it must have had nothing to complain of.

    `context.complaints` holds what it said so far.
    """

    @contextmanager
    def open_one(quiet=True, **options):
        context = browser.new_context(
            **{"base_url": site.url, "viewport": DESKTOP, "locale": "da-DK", **options}
        )
        context.set_default_timeout(15_000)
        context.complaints = Complaints(urlsplit(options.get("base_url", site.url)).netloc)
        context.complaints.listen_to(context)
        try:
            yield context
        finally:
            context.close()
        assert not quiet or context.complaints.said == []

    return open_one


@pytest.fixture
def office(site):
    """The portal with a real SMTP server, and what has come to it."""
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=portal.free_port())
    server.start()
    try:
        with portal.beside(site, email_url=f"smtp://127.0.0.1:{server.port}") as running:
            yield running, inbox
    finally:
        server.stop()


@pytest.fixture
def people(office, open_context):
    """`people()`: a browser of somebody's own, that has nothing to complain of in the end."""
    server, _ = office
    with ExitStack() as opened:

        def one(**options):
            context = opened.enter_context(open_context(base_url=server.url, **options))
            context.site = server.url
            return context.new_page()

        yield one


@pytest.fixture
def page(open_context):
    """A visitor at 1280 px."""
    with open_context() as context:
        yield context.new_page()


@dataclass
class Opened:
    """A page type in a browser as new, and what that first visit cost and left behind."""

    side: object
    page: object
    sizes: dict
    """Bytes over the line by address."""
    cookies: list
    first_tab: tuple
    """Of what the first press of Tab came to: (its address, whether it is seen, whether Enter led into <main>)."""

    @property
    def said(self):
        return self.page.context.complaints.said


def transferred(page):
    """Counts what comes over the line from now on: {address: bytes}."""
    address, sizes = {}, {}
    chromium = page.context.new_cdp_session(page)
    chromium.send("Network.enable")
    chromium.on(
        "Network.requestWillBeSent",
        lambda event: address.update({event["requestId"]: event["request"]["url"]}),
    )
    chromium.on(
        "Network.loadingFinished",
        lambda event: sizes.update({address.get(event["requestId"]): event["encodedDataLength"]}),
    )
    return sizes


def press_tab(page):
    """Only the first visit shows it: where the focus has been, the next Tab goes on from there."""
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    href, seen = link.get_attribute("href"), link.evaluate(IS_SEEN)
    page.keyboard.press("Enter")
    return href, seen, page.evaluate("document.activeElement.closest('main') !== null")


@pytest.fixture(scope="session")
def _at_hand():
    """The one page type that is open for the rules about it."""
    with ExitStack() as open_now:
        yield {"open": None, "stack": open_now}


@pytest.fixture
def opened(open_context, visit, side, _at_hand):
    """The page type, visited once for all the rules; each begins at its top at 1280 px, with the focus nowhere."""
    if _at_hand["open"] is None or _at_hand["open"].side is not side:
        _at_hand["stack"].close()
        page = _at_hand["stack"].enter_context(open_context(quiet=False)).new_page()
        sizes = transferred(page)
        visit(page, side)
        page.wait_for_load_state("networkidle")
        cookies = [cookie["name"] for cookie in page.context.cookies()]
        sizes = dict(sizes)
        _at_hand["open"] = Opened(side, page, sizes, cookies, press_tab(page))
    page = _at_hand["open"].page
    page.set_viewport_size(DESKTOP)
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    return _at_hand["open"]


@pytest.fixture
def phone(open_context):
    """A visitor with a telephone, 360 px wide."""
    with open_context(viewport=PHONE, has_touch=True) as context:
        yield context.new_page()


@pytest.fixture
def visit(site):
    """`visit(page, side)`: opens a page type and knows which status it must have."""

    def open_page(page, side):
        if side.status != 200:
            page.context.complaints.expected.append(site.url + side.path)
        response = page.goto(side.path)
        assert response.status == side.status
        return response

    return open_page


@pytest.fixture
def login(site):
    """`login(page, "koordinator")`: signs in by the link that `manage.py demologin` prints."""

    def sign_in(page, role):
        page.goto(site.login_link(role))
        assert "/admin/" in page.url, f"demolinket til {role} fører til {page.url}"

    return sign_in


@pytest.fixture
def anonymous(open_context):
    """`anonymous(path)`: the text of <main> as somebody sees it who has never been here."""

    def read(path):
        with open_context() as context:
            page = context.new_page()
            page.goto(path)
            return page.locator("main").inner_text()

    return read


@pytest.fixture
def menu_button():
    """`menu_button(page)`: what opens the main menu on a phone."""
    return lambda page: page.locator("header nav summary")


@pytest.fixture
def menu_link():
    """`menu_link(page)`: the menu's way to the initiatives."""
    return lambda page: page.locator("header nav a[href$='/indsatser/']")


@pytest.fixture
def open_menu(menu_button, menu_link):
    def open_it(page):
        menu_button(page).click()
        menu_link(page).wait_for(state="visible")

    return open_it


@pytest.fixture
def editor(open_context, login):
    """A coordinator at 1280 px, signed in; the console stays empty for staff too."""
    with open_context() as context:
        page = context.new_page()
        login(page, "koordinator")
        yield page
