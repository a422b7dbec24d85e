"""A hearing in each of its states, with a body that has a link, and replies with files."""

from types import SimpleNamespace

from tests.indsatser import hoeringer

T, B = hoeringer.T, hoeringer.B


def byg(s):
    s.hoering = SimpleNamespace(
        **{tilstand: hoeringer.hoering(f"adgang-{tilstand}", tilstand) for tilstand in T.values}
    )
    lukket, besvaret = s.hoering.lukket, s.hoering.besvaret
    s.hoering.hemmelig = "adgangens-hemmelighed"
    s.hoering.part = hoeringer.part(lukket, hemmelig=s.hoering.hemmelig, email="p@example.org")
    s.hoering.svar = hoeringer.svar(lukket, s.hoering.part)
    s.hoering.bilag = hoeringer.bilag(s.hoering.svar, offentligt=True)
    svar = hoeringer.svar(besvaret, behandling=B.FULGT)
    s.hoering.vist = hoeringer.bilag(svar, offentligt=True)
    s.hoering.skjult = hoeringer.bilag(svar)
    return [s.hoering.kladde]
