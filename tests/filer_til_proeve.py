"""Files that are what they seem, and files that are not: made here, so that every test knows what is in them."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from filer.models import Image as FilerImage
from PIL import ExifTags, Image, ImageCms

ENDELSER = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>57,2.9N</exif:GPSLatitude></x:xmpmeta>'
)
PROFIL = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def pixels(bredde=640, hoejde=480, mode="RGB"):
    """Something that is not one colour, so that a cut shows and a rendition weighs something."""
    return Image.effect_mandelbrot((bredde, hoejde), (-2, -1.5, 1, 1.5), 60).convert(mode)


def billedfil(format_="JPEG", bredde=640, hoejde=480, mode="RGB", **felter):
    ud = BytesIO()
    pixels(bredde, hoejde, mode).save(ud, format_, **felter)
    return ud.getvalue()


def exif(orientering=6):
    """As from a telephone: which way is up, who took it, and where."""
    ny = Image.Exif()
    ny[ExifTags.Base.Orientation] = orientering
    ny[ExifTags.Base.Artist] = "Ane Fotograf"
    ny[ExifTags.Base.Model] = "Telefon 7"
    ny.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:06:01 12:00:00"
    ny.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (57.0, 2.0, 54.0)
    return ny


def fra_telefon(format_):
    felter = {"exif": exif(), "icc_profile": PROFIL, "xmp": XMP}
    if format_ == "PNG":
        felter.pop("xmp")
    return billedfil(format_, **felter)


def _chunk(slags, krop):
    return struct.pack(">I", len(krop)) + slags + krop + struct.pack(">I", zlib.crc32(slags + krop))


def png_hoved(bredde, hoejde, data=b""):
    """A PNG that says how large it is, with `data` as all there is in it."""
    ihdr = struct.pack(">IIBBBBB", bredde, hoejde, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", ihdr) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def png_bombe(side=30_000):
    """112 MB of white that weighs a few hundred kB."""
    pakker, linje = zlib.compressobj(9), b"\0" + b"\xff" * (side // 8)
    data = b"".join([*(pakker.compress(linje) for _ in range(side)), pakker.flush()])
    return png_hoved(side, side, data)


def kontordokument(endelse="docx", **dele):
    mappe = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
    ud = BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        if endelse in mappe:
            pakke.writestr("[Content_Types].xml", "<Types/>")
            pakke.writestr(mappe[endelse], "<x>Ord</x>" * 50)
        else:
            pakke.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            pakke.writestr("content.xml", "<x>Ord</x>" * 50)
        for navn, indhold in dele.items():
            pakke.writestr(navn, indhold)
    return ud.getvalue()


PDF = b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog>>endobj\n" * 300 + b"trailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#0b3c5d"/></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def upload(navn, indhold):
    return SimpleUploadedFile(navn, indhold)


def filer_billede(navn="torv.jpg", indhold=None, **felter):
    """A picture in the portal, with all its facts and its renditions."""
    from indsatser.medier.gengivelser import bring_ajour
    from indsatser.models import Billedoplysninger

    felter = {"default_alt_text": "Et torv med træer", "author": "Ane Fotograf", **felter}
    samtykke = felter.pop("samtykke", "ingen")
    billede = FilerImage.objects.create(
        file=upload(navn, indhold or billedfil()), original_filename=navn, **felter
    )
    Billedoplysninger.objects.filter(billede=billede).update(samtykke=samtykke)
    bring_ajour(billede.pk)
    return FilerImage.objects.non_polymorphic().select_related("oplysninger").get(pk=billede.pk)
