"""The public addresses of the demonstration content, and how a test reads a page."""

from pathlib import Path

from lxml import html

import indsatser
from indsatser.demodata.filer import laes
from indsatser.demodata.maalinger import INDIKATORER
from indsatser.demodata.sidetrae import SIDETRAE

DEMODATA = Path(indsatser.__file__).parent / "demodata"
INITIATIVES = sorted(file.stem for file in (DEMODATA / "indsatser").glob("*.toml"))
GOALS = [
    "hoej-tryghed",
    "mindre-utryg-adfaerd",
    "en-meningsfuld-hverdag",
    "boern-og-unge",
    "samskabelse",
]
ABOUT = ["introduktion", "organisation", "nordic-safe-cities", "tryghed", "samskabelse"]
TREE = [
    f"om-tryg-aalborg/{side.fil}"
    if side.fil in ABOUT
    else {"forside": "", "om": "om-tryg-aalborg"}.get(side.fil, side.fil)
    for side in SIDETRAE
]

CMS_PAGES = [f"/{path}/" if path else "/" for path in TREE]
INITIATIVE_PAGES = [f"/indsatser/{slug}/" for slug in INITIATIVES]
GOAL_PAGES = [f"/maal/{slug}/" for slug in GOALS]
STRATEGY_PAGES = ["/strategi/1/", "/strategi/2/", "/strategi/3/"]
NEWS_PAGES = [f"/nyheder/{file['dato']:%Y/%m}/{file['slug']}/" for file in laes("nyheder").values()]
PRESS_RELEASE = next(path for path in NEWS_PAGES if "/2018/05/" in path)
ARCHIVE_PAGES = ["/nyheder/2021/", "/nyheder/2021/12/"]
ANNUAL_PAGES = ["/aarsstatus/4-aarsstatus-2021/"]
MEASUREMENT_PAGES = [f"/tryghedsmaaling/{slug}/" for slug in INDIKATORER]
HEARING_PAGES = ["/hoeringer/udkast-til-strategien-2014/"]
SEARCH_PAGES = ["/soeg/", "/soeg/?q=tryg"]

DANISH = CMS_PAGES + INITIATIVE_PAGES + GOAL_PAGES + STRATEGY_PAGES + SEARCH_PAGES
DANISH += [
    PRESS_RELEASE,
    *ARCHIVE_PAGES,
    *ANNUAL_PAGES,
    *MEASUREMENT_PAGES[:1],
    *HEARING_PAGES,
]  # of the news, which are alike, one stands for all
PAGES = DANISH + [f"/en{address}" for address in DANISH]
"""Every kind of public page of the site, in both languages."""

MACHINE_FILES = [
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/sundhed/",
    "/data/indsatser.json",
    "/data/indsatser.csv",
    "/en/data/indsatser.json",
    "/en/data/indsatser.csv",
    "/nyheder/atom.xml",
    "/en/nyheder/atom.xml",
    "/indsatser/tryghedsvandringer/atom.xml",
]


def tree_of(response):
    return html.fromstring(response.content.decode())


def main_of(response):
    """The one <main> of a page."""
    (main,) = tree_of(response).xpath("//main")
    return main


def text_of(element):
    return " ".join(element.text_content().split())


def links_in(element):
    """Where the links lead, without queries, in their order and each once."""
    return list(
        dict.fromkeys(href.split("?")[0].split("#")[0] for href in element.xpath(".//a/@href"))
    )


def initiatives_in(element, language="da"):
    """The slugs of the initiatives that are linked to."""
    start = "/indsatser/" if language == "da" else "/en/indsatser/"
    return [
        href.removeprefix(start).strip("/")
        for href in links_in(element)
        if href.startswith(start) and href != start
    ]
