"""Reads a document in a process of its own, so that a hostile one ends with that process and not with the portal.

`python -m indsatser.medier.laeser pdf 10` takes the file on standard input, has ten seconds of the processor, and
answers with two lines of JSON: first what the file is (pages, tags, title, language), then its text, so that the first
is known when the second takes too long. Knows nothing of Django. `dokumentfil.py` starts it.
"""

import json
import resource
import sys
import time
import zipfile
from io import BytesIO

MAKS_TEGN = 200_000
"""So much of the text is kept; what comes after it is not found by a search."""
TEKST_SEKUNDER = 7
"""Then it stops of itself and keeps what it has."""
HUKOMMELSE = 640 * 1024 * 1024
XML_MB = 60


class Tekst:
    """Gathers text until there is enough of it, or it has taken long enough."""

    def __init__(self):
        self.stykker, self.tegn, self.helt = [], 0, True
        self.frist = time.monotonic() + TEKST_SEKUNDER

    def __iadd__(self, stykke):
        self.stykker.append(stykke)
        self.tegn += len(stykke) + 1
        return self

    @property
    def nok(self):
        nok = self.tegn >= MAKS_TEGN or time.monotonic() > self.frist
        self.helt &= not nok
        return nok

    def svar(self):
        _svar(tekst="\n".join(self.stykker)[:MAKS_TEGN], helt=self.helt)


def _svar(**felter):
    sys.stdout.write(json.dumps(felter) + "\n")
    sys.stdout.flush()


# --- PDF


def pdf(data):
    from pypdf import PdfReader

    laeser = PdfReader(BytesIO(data))
    if laeser.is_encrypted and not laeser.decrypt(""):
        _svar(laast=True)
        return
    _svar(
        sider=len(laeser.pages),
        har_koder=_har_koder(laeser),
        har_titel=bool(_titel(laeser)),
        pdf_sprog=_ordret(laeser.trailer["/Root"].get("/Lang"))[:20],
    )
    tekst = Tekst()
    for side in laeser.pages:
        try:
            tekst += side.extract_text()
        except Exception:  # one page that is broken in any way is left out, the others are read
            tekst.helt = False
        if tekst.nok:
            break
    tekst.svar()


def _har_koder(laeser):
    """The tags that a screen reader follows: said to be there, and with something in them."""
    katalog = laeser.trailer["/Root"]
    maerket = (_objekt(katalog, "/MarkInfo") or {}).get("/Marked")
    traeet = (_objekt(katalog, "/StructTreeRoot") or {}).get("/K")
    return bool(maerket) and bool(traeet)


def _objekt(katalog, navn):
    fundet = katalog.get(navn)
    return fundet.get_object() if fundet is not None else None


def _titel(laeser):
    """As the document says it itself: in its list of facts, or in the newer XMP beside it."""
    for af in (lambda: laeser.metadata.title, lambda: _af_xmp(laeser.xmp_metadata.dc_title)):
        try:
            titel = _ordret(af()).strip()
        except Exception:  # what cannot be read is not there for a reader either
            continue
        if titel:
            return titel
    return ""


def _af_xmp(titler):
    return titler.get("x-default") or next(iter(titler.values()), "")


def _ordret(vaerdi):
    return str(vaerdi) if vaerdi is not None else ""


# --- Office and OpenDocument


def docx(data):
    from docx import Document
    from docx.oxml.ns import qn

    dokument = Document(BytesIO(data))
    _svar(sider=_sider_i_office(data))
    _afsnit(dokument.element.body.iter(qn("w:p")), qn("w:t"))


def pptx(data):
    from pptx import Presentation
    from pptx.oxml.ns import qn

    dias = Presentation(BytesIO(data)).slides
    _svar(sider=len(dias))
    rammer = (
        ramme
        for et_dias in dias
        for ramme in (et_dias, *([et_dias.notes_slide] if et_dias.has_notes_slide else []))
    )
    _afsnit((p for ramme in rammer for p in ramme._element.iter(qn("a:p"))), qn("a:t"))


def _afsnit(afsnit, del_):
    tekst = Tekst()
    for et_afsnit in afsnit:
        tekst += "".join(t.text or "" for t in et_afsnit.iter(del_))
        if tekst.nok:
            break
    tekst.svar()


def _sider_i_office(data):
    """What the word processor last counted, where it wrote it down."""
    rod = _xml(data, "docProps/app.xml")
    sider = rod.findtext("{*}Pages") if rod is not None else None
    return int(sider) if sider and sider.isdecimal() else None


def odf(data):
    TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
    META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
    rod, meta = _xml(data, "content.xml"), _xml(data, "meta.xml")
    talt = meta.find(f".//{META}document-statistic") if meta is not None else None
    sider = talt.get(f"{META}page-count", "") if talt is not None else ""
    _svar(sider=int(sider) if sider.isdecimal() else len(list(rod.iter(f"{DRAW}page"))) or None)
    tekst = Tekst()
    for afsnit in rod.iter(f"{TEXT}p", f"{TEXT}h"):
        tekst += "".join(afsnit.itertext())
        if tekst.nok:
            break
    tekst.svar()


def _xml(data, navn):
    """A part of the package; nothing is fetched, and no entity is put in place of its name."""
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as pakke:
        if navn not in pakke.namelist() or pakke.getinfo(navn).file_size > XML_MB * 1024 * 1024:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(pakke.read(navn), parser)


def ren(data):
    """Text as text; what is not UTF-8 is what Danish Windows wrote."""
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = data.decode("cp1252", "replace")
    _svar(sider=None)
    _svar(tekst=tekst[:MAKS_TEGN], helt=len(tekst) <= MAKS_TEGN)


LAESERE = {
    **{"pdf": pdf, "docx": docx, "pptx": pptx},
    **dict.fromkeys(["odt", "odp"], odf),
    **dict.fromkeys(["txt", "csv"], ren),
}
"""By the ending of the file; of a spreadsheet only the size is kept."""


def main(endelse, sekunder):
    resource.setrlimit(resource.RLIMIT_CPU, (int(sekunder), int(sekunder)))
    resource.setrlimit(resource.RLIMIT_AS, (HUKOMMELSE, HUKOMMELSE))
    LAESERE[endelse](sys.stdin.buffer.read())


if __name__ == "__main__":
    main(*sys.argv[1:])
