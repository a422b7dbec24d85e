"""Documents for tests: PDFs with and without what a screen reader needs, and others that mean no good."""

import zipfile
import zlib
from io import BytesIO

import pypdf
from docx import Document
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from indsatser.medier.dokumentfil import Laest

TEKST = b"BT /F1 12 Tf (%s) Tj ET"


def raa_pdf(indhold=b"", filter_=b""):
    """One page with that content, and neither tags nor title."""
    dele = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources"
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(indhold), filter_, indhold),
    ]
    ud, steder = b"%PDF-1.7\n", []
    for nummer, del_ in enumerate(dele, 1):
        steder.append(len(ud))
        ud += b"%d 0 obj%sendobj\n" % (nummer, del_)
    xref = b"".join(b"%010d 00000 n \n" % sted for sted in steder)
    hoved = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\n" % xref
    return ud + hoved + b"startxref\n%d\n%%%%EOF\n" % len(ud)


def pdf(ord_="Hej", koder=True, titel="En titel", sprog="da", adgangskode=None, xmp=None):
    """A PDF with those words, and what is asked for of what a screen reader needs."""
    skriver = pypdf.PdfWriter(clone_from=BytesIO(raa_pdf(TEKST % ord_.encode("cp1252"))))
    rod = skriver.root_object
    if koder:
        traeet = DictionaryObject({NameObject("/K"): DictionaryObject()})
        traeet["/K"][NameObject("/S")] = NameObject("/Document")
        maerket = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        rod[NameObject("/MarkInfo")], rod[NameObject("/StructTreeRoot")] = maerket, traeet
    if titel:
        skriver.add_metadata({"/Title": titel})
    if sprog:
        rod[NameObject("/Lang")] = TextStringObject(sprog)
    if xmp:
        skriver.xmp_metadata = xmp.encode()
    if adgangskode:
        skriver.encrypt(adgangskode, algorithm="RC4-128")
    ud = BytesIO()
    skriver.write(ud)
    return ud.getvalue()


def langsom_pdf():
    """120 kB that take a reader half a minute."""
    return raa_pdf(zlib.compress(b"BT /F1 12 Tf (Hej) Tj ET\n" * 2_000_000), b"/Filter/FlateDecode")


def docx(*afsnit):
    word, ud = Document(), BytesIO()
    for et_afsnit in afsnit:
        word.add_paragraph(et_afsnit)
    word.save(ud)
    return ud.getvalue()


def odt(xml, hoved=""):
    ud = BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        pakke.writestr(
            "content.xml",
            f'{hoved}<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{xml}</o:document-content>',
        )
    return ud.getvalue()


def laest(tekst="", **felter):
    """As if a file had been read."""
    return Laest(stoerrelse=felter.pop("stoerrelse", 1234), tekst=tekst, **felter)
