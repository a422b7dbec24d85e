"""Every type of public page, in both languages: what each rule of these tests is held against."""

import re
from dataclasses import dataclass

INDSATS = "borgere-i-socialt-udsatte-positioner-i-byens-rum"
AFSLUTTET = "mit-kvarter"
PRESSEMEDDELELSE = "psykiatrien-politiet-og-kommunen-styrker-samarbejdet"

PATHS = [
    "/",
    "/indsatser/",
    "/indsatser/?maal=hoej-tryghed",
    "/indsatser/?maal=hoej-tryghed&fase=planlagt",  # an empty result
    "/indsatser/?fase=vrang",  # a value that the filter does not know
    f"/indsatser/{INDSATS}/",
    f"/indsatser/{AFSLUTTET}/",
    "/indsatser/camp-ung/",
    "/maal/",
    "/maal/hoej-tryghed/",
    "/strategi/",
    "/strategi/1/",
    "/strategi/3/",
    "/om-tryg-aalborg/",
    "/om-tryg-aalborg/introduktion/",
    "/om-tryg-aalborg/organisation/",
    "/om-tryg-aalborg/nordic-safe-cities/",
    "/om-tryg-aalborg/tryghed/",
    "/om-tryg-aalborg/samskabelse/",
    "/kontakt/",
    "/nyheder/",
    "/nyheder/2021/12/",
    "/forslag/",
    "/forslag/nyt/spoergsmaal/",
    f"/nyheder/2018/05/{PRESSEMEDDELELSE}/",
    "/tryghedsmaaling/",
    "/tryghedsmaaling/tryg-i-eget-nabolag/",
    "/hoeringer/udkast-til-strategien-2014/",
    "/hoeringer/eksempel-aaben-hoering/svar/",
    "/dokumenter/",
    "/dokumenter/eksempel-vejledning-om-dokumenter-paa-portalen/",
    "/aarsstatus/4-aarsstatus-2021/",
    "/soeg/?q=tryg",
    "/soeg/?q=zzzz",  # nothing found
    "/privatliv/",
    "/tilgaengelighed/",
    "/findes-ikke/",
]


@dataclass(frozen=True)
class Page:
    path: str
    language: str = "da"

    @property
    def status(self):
        return 404 if "findes-ikke" in self.path else 200

    @property
    def has_csrf_form(self):
        """Only a form that changes something carries a CSRF cookie."""
        return (
            self.path.startswith("/konto/")
            or "/forslag/nyt/" in self.path
            or self.path.endswith("/svar/")
        )

    @property
    def name(self):
        """A name for a file or a test."""
        sti = self.path.removeprefix("/en") if self.language == "en" else self.path
        return f"{self.language}-{re.sub(r'[^a-z0-9]+', '-', sti).strip('-') or 'forside'}"


PAGES = (
    [Page(path) for path in PATHS]
    + [Page(f"/en{path}", "en") for path in PATHS]
    + [Page("/konto/login/")]
)
