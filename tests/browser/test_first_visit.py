"""What a first visit to each page type costs and leaves behind."""

import pytest

BUDGET = 110_000
"""Bytes over the line on a first visit, compressed, fonts and answers' headers included."""


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


def test_a_first_visit_weighs_no_more_than_110_kb(open_context, visit, side, record_property):
    with open_context() as context:
        page = context.new_page()
        sizes = transferred(context, page)
        visit(page, side)
        page.wait_for_load_state("networkidle")

    record_property("bytes", sum(sizes.values()))
    assert sum(sizes.values()) <= BUDGET, sorted(sizes.items(), key=lambda item: -item[1])


def test_the_console_stays_empty_and_no_cookie_is_set(open_context, visit, side):
    with open_context() as context:
        page = context.new_page()
        visit(page, side)
        page.wait_for_load_state("networkidle")

        assert [cookie["name"] for cookie in context.cookies() if not side.sets_cookie] == []


@pytest.mark.parametrize("path", ["/", "/en/", "/indsatser/", "/findes-ikke/"])
def test_the_public_gets_the_strict_policy(site, path):
    policy = site.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
