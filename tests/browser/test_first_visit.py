"""What a first visit to each page type costs and leaves behind."""

import pytest
from conftest import transferred

BUDGET = 110_000
"""Bytes over the line on a first visit, compressed, fonts and answers' headers included; pictures apart."""
WITH_PICTURES = 300_000


def test_a_first_visit_weighs_no_more_than_110_kb(opened, record_property):
    weight = sum(n for address, n in opened.sizes.items() if "/media/" not in str(address))
    record_property("bytes", weight)

    assert len(opened.sizes) >= 3, "siden, dens css og dens skrift skal være talt med"
    assert weight <= BUDGET, sorted(opened.sizes.items(), key=lambda item: -item[1])


def test_pictures_do_not_make_a_page_heavy(opened):
    assert sum(opened.sizes.values()) <= WITH_PICTURES


def test_the_list_of_news_with_all_its_pictures_is_light_on_a_phone(phone, record_property):
    sizes = transferred(phone)
    phone.goto("/nyheder/")
    for picture in phone.locator("main img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("img => img.decode()")
    weight = sum(sizes.values())
    record_property("bytes", weight)
    print(f"/nyheder/ på 360 px: {weight} bytes")

    assert len([address for address in sizes if "/media/" in str(address)]) >= 3
    assert weight <= WITH_PICTURES


def test_the_console_stays_empty_and_no_other_host_is_called(opened):
    assert opened.said == []


def test_no_cookie_is_set(opened, side):
    assert opened.cookies == (["csrftoken"] if side.has_csrf_form else [])


@pytest.mark.parametrize("path", ["/", "/en/", "/indsatser/", "/findes-ikke/"])
def test_the_public_gets_the_strict_policy(site, path):
    policy = site.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
