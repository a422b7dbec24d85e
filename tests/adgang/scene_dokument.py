"""What the addresses of documents need: a public one with two versions, and a draft."""

from tests.dokumentfiler import laest
from tests.factories import DokumentFactory


def byg(s):
    filer = [("a.pdf", b"%PDF", laest()), ("b.pdf", b"%PDF-", laest())]
    s.dokument = DokumentFactory(slug="adgang", filer=filer)
    s.dokumentkladde = DokumentFactory(slug="adgang-kladde", filer=filer, offentligt=False)
    return [s.dokumentkladde]
