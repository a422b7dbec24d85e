"""The table of hearings: the public reads and replies, coordinators prepare, treat and publish."""

from .linjer_admin import _en
from .tabel import Celler, alle, efter

JA, VIDERE, IKKE, SLUT = alle("+"), alle(">"), alle("4"), alle("u")
_SLUG = r"(?P<slug>[-a-zA-Z0-9_]+)"


def _offentlig(sprog):
    i, a = f"{sprog}hoeringer/" if sprog else "^hoeringer/", f"/{sprog}hoeringer/"
    aaben, lukket = f"{a}{{s.hoering.aaben.slug}}/", f"{a}{{s.hoering.lukket.slug}}/"
    besvaret = f"{a}{{s.hoering.besvaret.slug}}/"
    kladde = f"{a}{{s.hoering.kladde.slug}}/"
    return {
        rf"{i}\Z": [Celler(a, JA, JA)],
        rf"{i}{_SLUG}/\Z": [Celler(aaben, JA, JA), Celler(kladde, IKKE, IKKE)],
        # an empty reply is answered with what is missing in it
        rf"{i}{_SLUG}/svar/\Z": [
            Celler(f"{aaben}svar/", JA, JA),
            Celler(f"{lukket}svar/", SLUT, SLUT),
            Celler(f"{kladde}svar/", IKKE, IKKE),
        ],
        rf"{i}{_SLUG}/tak/\Z": [
            Celler(f"{aaben}tak/", JA, JA),
            Celler(f"{kladde}tak/", IKKE, IKKE),
        ],
        rf"{i}{_SLUG}/svar\.pdf\Z": [
            Celler(f"{lukket}svar.pdf", IKKE, IKKE),
            Celler(f"{kladde}svar.pdf", IKKE, IKKE),
        ],
        rf"{i}{_SLUG}/bilag/(?P<pk>[0-9]+)/\Z": [
            Celler(f"{besvaret}bilag/{{s.hoering.vist.pk}}/", JA, JA),
            Celler(f"{besvaret}bilag/{{s.hoering.skjult.pk}}/", IKKE, IKKE),
            # ticked to be shown, but the answer is not public
            Celler(f"{lukket}bilag/{{s.hoering.bilag.pk}}/", IKKE, IKKE),
        ],
    }


# the link of a letter opens the one reply that it is for; it is in Danish
LINK = {
    "hoeringssvar/<str:hemmelig>/": [
        Celler("/hoeringssvar/{s.hoering.hemmelig}/", JA, JA),
        Celler("/hoeringssvar/x/", IKKE, IKKE),
    ],
    "en/hoeringssvar/<str:hemmelig>/": [
        Celler("/en/hoeringssvar/{s.hoering.hemmelig}/", VIDERE, VIDERE)
    ],
}

UDGIVER = efter("indsatser.hoering", "U")
SKUBBER = efter("indsatser.hoering", "U", ja=">")
SER_SVAR = efter("indsatser.hoeringssvar", "V")
RETTER_SVAR = efter("indsatser.hoeringssvar", "R")
RETTER = efter("indsatser.hoering", "R", ja=">")


def _trin(under, get, post, sag="lukket", adresse=None):
    sti = f"/admin/indsatser/hoering/{{s.hoering.{sag}.pk}}/{adresse or under}"
    return f"admin/indsatser/hoering/<int:pk>/{under}", [_en(sti, get, post)]


ADMIN = dict(
    [
        _trin("faste-parter/", RETTER, RETTER, "kladde"),
        _trin("aabn/", UDGIVER, SKUBBER, "kladde"),
        _trin("forlaeng/", UDGIVER, UDGIVER),
        _trin("link/<int:part>/", SKUBBER, SKUBBER, adresse="link/{s.hoering.part.pk}/"),
        _trin("behandling/", SER_SVAR, UDGIVER),
        _trin(
            "behandling/<int:svar>/",
            SER_SVAR,
            RETTER_SVAR,
            adresse="behandling/{s.hoering.svar.pk}/",
        ),
        # refused on its own page with what is missing
        _trin("offentliggoer/", UDGIVER, UDGIVER),
        _trin("tag-tilbage/", UDGIVER, UDGIVER, "besvaret"),
        # kommunikation sees the hearing, and no files of its replies
        _trin("bilag/<int:bilag>/", "+++334", "+++334", adresse="bilag/{s.hoering.bilag.pk}/"),
    ]
)
HOERINGER = {**_offentlig(""), **_offentlig("en/"), **LINK, **ADMIN}
