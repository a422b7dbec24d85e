"""What a first visit to each page type costs and leaves behind."""

from dataclasses import dataclass

import pytest

BUDGET = 110_000
"""Bytes over the line on a first visit, compressed, fonts and answers' headers included; pictures apart."""
WITH_PICTURES = 300_000


@dataclass(frozen=True)
class FirstVisit:
    sizes: dict
    """Bytes over the line by address."""
    said: list
    cookies: list


def transferred(context, page):
    """Counts what comes over the line from now on: {address: bytes}."""
    address, sizes = {}, {}
    chromium = context.new_cdp_session(page)
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


@pytest.fixture(scope="session")
def seen():
    return {}


@pytest.fixture
def first_visit(open_context, visit, side, seen):
    """What a browser as new received, said and kept at its first visit; made once for all the rules."""
    if side not in seen:
        with open_context(quiet=False) as context:
            page = context.new_page()
            sizes = transferred(context, page)
            visit(page, side)
            page.wait_for_load_state("networkidle")
            cookies = [cookie["name"] for cookie in context.cookies()]
            seen[side] = FirstVisit(sizes, context.complaints.said, cookies)
    return seen[side]


def test_a_first_visit_weighs_no_more_than_110_kb(first_visit, record_property):
    weight = sum(n for address, n in first_visit.sizes.items() if "/media/" not in str(address))
    record_property("bytes", weight)

    assert len(first_visit.sizes) >= 3, "siden, dens css og dens skrift skal være talt med"
    assert weight <= BUDGET, sorted(first_visit.sizes.items(), key=lambda item: -item[1])


def test_pictures_do_not_make_a_page_heavy(first_visit):
    assert sum(first_visit.sizes.values()) <= WITH_PICTURES


def test_the_list_of_news_with_all_its_pictures_is_light_on_a_phone(phone, record_property):
    sizes = transferred(phone.context, phone)
    phone.goto("/nyheder/")
    for picture in phone.locator("main img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("img => img.decode()")
    weight = sum(sizes.values())
    record_property("bytes", weight)
    print(f"/nyheder/ på 360 px: {weight} bytes")

    assert len([address for address in sizes if "/media/" in str(address)]) >= 3
    assert weight <= WITH_PICTURES


def test_the_console_stays_empty_and_no_other_host_is_called(first_visit):
    assert first_visit.said == []


def test_no_cookie_is_set(first_visit, side):
    assert first_visit.cookies == (["csrftoken"] if side.has_csrf_form else [])


@pytest.mark.parametrize("path", ["/", "/en/", "/indsatser/", "/findes-ikke/"])
def test_the_public_gets_the_strict_policy(site, path):
    policy = site.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
