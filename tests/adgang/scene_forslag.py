"""What the addresses of proposals need: a question about an initiative of the owner's."""

from indsatser.models import Forslag


def byg(s):
    s.forslag = Forslag.objects.create(
        art="spoergsmaal",
        hvem="borger",
        titel="Prøve",
        beskrivelse="Prøve.",
        indsats=s.tekst.kladde.content.indsats,
    )
    return [s.forslag]
