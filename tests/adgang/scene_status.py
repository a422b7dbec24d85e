"""A report in each state, the owner's own, with a file; and a link whose code nobody has shown."""

from types import SimpleNamespace

from django.core.files.base import ContentFile

from tests.indsatser.statusrapporter import med_link, rapport, runde, sendt_ind


def byg(s):
    indsats, en_runde = s.tekst.kladde.content.indsats, runde("Adgang")
    mangler = rapport(indsats, en_runde)
    indsendt = sendt_ind(indsats, runde("Adgang, sendt ind"))
    _, _, hemmelig = med_link(en_runde=en_runde)
    s.status = SimpleNamespace(
        indsats=indsats.pk,
        hemmelig=hemmelig,
        mangler=mangler,
        indsendt=indsendt,
        bilag=mangler.bilag.create(navn="x.txt", fil=ContentFile(b"x", "x.txt")).pk,
        bilag_indsendt=indsendt.bilag.create(navn="x.txt", fil=ContentFile(b"x", "x.txt")).pk,
    )
    s.objekt["indsatser/status"] = mangler.pk
