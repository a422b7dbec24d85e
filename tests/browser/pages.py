"""Every type of public page, in both languages: what each rule of these tests is held against."""

from dataclasses import dataclass

INDSATS = "borgere-i-socialt-udsatte-positioner-i-byens-rum"
AFSLUTTET = "mit-kvarter"

PATHS = [
    "/",
    "/indsatser/",
    "/indsatser/?maal=hoej-tryghed",
    "/indsatser/?q=findesikke",
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
    "/tryghedsmaaling/",
    "/soeg/?q=tryg",
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
    def sets_cookie(self):
        """Only a form that changes something carries a CSRF cookie."""
        return self.path.startswith("/konto/")

    @property
    def name(self):
        """A name for a file or a test."""
        sti = self.path.removeprefix("/en") if self.language == "en" else self.path
        rest = (
            sti.strip("/")
            .replace("/", "-")
            .replace("?", "-")
            .replace("=", "-")
            .replace("-en-", "-")
        )
        return f"{self.language}-{rest or 'forside'}".replace("--", "-")


PAGES = (
    [Page(path) for path in PATHS]
    + [Page(f"/en{path}", "en") for path in PATHS]
    + [Page("/konto/login/")]
)
