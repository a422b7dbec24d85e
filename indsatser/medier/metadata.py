"""Takes out of a picture what it tells of where and with what it was taken, without touching the picture.

Kept: which way is up, the colours' profile, who took it and when, and whose it is. Everything else that is not picture
(GPS, XMP, IPTC, serial numbers, embedded thumbnails, whatever follows the end of the file) goes. JPEG, PNG and WebP
are taken apart and put together again block by block, so not a pixel is changed; AVIF and GIF are written anew, and
only when they carry anything.
"""

import zlib
from io import BytesIO

from PIL import ExifTags, Image, ImageSequence

_BEHOLD = (ExifTags.Base.Orientation, ExifTags.Base.Artist, ExifTags.Base.Copyright)
_TIDSPUNKT = ExifTags.Base.DateTimeOriginal


def uden_position(indhold, signatur):
    """The same picture without what it tells; `ValueError` when the blocks do not fit together."""
    return _RENS[signatur](indhold)


def _lille_exif(indhold):
    """The few lines of Exif that are kept, as bytes that begin with «Exif», or nothing."""
    with Image.open(BytesIO(indhold)) as billede:
        gammel = billede.getexif()
    ny = Image.Exif()
    for maerke in _BEHOLD:
        if gammel.get(maerke):
            ny[maerke] = gammel[maerke]
    if tidspunkt := gammel.get_ifd(ExifTags.IFD.Exif).get(_TIDSPUNKT):
        ny.get_ifd(ExifTags.IFD.Exif)[_TIDSPUNKT] = tidspunkt
    return ny.tobytes() if len(ny) or tidspunkt else b""


# --- JPEG: segments up to the first scan, then the scans as they are

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_UDEN_LAENGDE = {0x01, *range(0xD0, 0xD8)}


def _jpeg(indhold):
    exif = _lille_exif(indhold)
    ud = [b"\xff\xd8"]
    if exif:
        ud.append(b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif)
    sted = 2
    while True:
        maerke, sted = _naeste_maerke(indhold, sted)
        if maerke == _EOI:
            return b"".join([*ud, b"\xff\xd9"])
        if maerke in _UDEN_LAENGDE:
            continue
        slut = sted + int.from_bytes(indhold[sted : sted + 2])
        if slut > len(indhold):
            raise ValueError("a segment that runs past the end")
        if _skal_med(maerke, indhold[sted + 2 : sted + 16]):
            ud.append(bytes([0xFF, maerke]) + indhold[sted:slut])
        sted = slut
        if maerke == _SOS:
            sted = _efter_scanningen(indhold, slut)
            ud.append(indhold[slut:sted])


def _naeste_maerke(indhold, sted):
    while indhold[sted] == 0xFF and indhold[sted + 1] == 0xFF:
        sted += 1
    if indhold[sted] != 0xFF:
        raise ValueError("no marker where one should be")
    return indhold[sted + 1], sted + 2


def _skal_med(maerke, begyndelse):
    """Of the application's segments: JFIF, the colour profile and Adobe's word for the colours; no comments."""
    if maerke == 0xE2:
        return begyndelse.startswith(b"ICC_PROFILE")
    return maerke in (0xE0, 0xEE) or not (0xE1 <= maerke <= 0xEF or maerke == 0xFE)


def _efter_scanningen(indhold, sted):
    """Where the next marker is; in a scan 0xFF is followed by a zero or by a restart marker."""
    while True:
        sted = indhold.index(b"\xff", sted)
        if indhold[sted + 1] != 0 and indhold[sted + 1] not in _UDEN_LAENGDE:
            return sted
        sted += 2


# --- PNG: chunks

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_FORTAELLER = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}


def _png(indhold):
    exif = _lille_exif(indhold).removeprefix(b"Exif\0\0")
    ud, sted, slags = [_PNG], len(_PNG), b""
    while slags != b"IEND":
        laengde = int.from_bytes(indhold[sted : sted + 4])
        slags, slut = indhold[sted + 4 : sted + 8], sted + 12 + laengde
        if slut > len(indhold):
            raise ValueError("a chunk that runs past the end")
        if slags not in _PNG_FORTAELLER:
            ud.append(indhold[sted:slut])
        if slags == b"IHDR" and exif:
            krop = b"eXIf" + exif
            ud.append(len(exif).to_bytes(4) + krop + zlib.crc32(krop).to_bytes(4))
        sted = slut
    return b"".join(ud)


# --- WebP: chunks in a RIFF file, with flags in the first that say which there are

_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def _webp(indhold):
    exif = _lille_exif(indhold).removeprefix(b"Exif\0\0")
    stykker, sted = [], 12
    slut = min(len(indhold), 8 + int.from_bytes(indhold[4:8], "little"))
    while sted + 8 <= slut:
        slags = indhold[sted : sted + 4]
        laengde = int.from_bytes(indhold[sted + 4 : sted + 8], "little")
        if slags not in (b"EXIF", b"XMP "):
            stykker.append((slags, indhold[sted + 8 : sted + 8 + laengde]))
        sted += 8 + laengde + laengde % 2
    if stykker and stykker[0][0] == b"VP8X":
        krop = bytearray(stykker[0][1])
        krop[0] = krop[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
        stykker[0] = (b"VP8X", bytes(krop))
        if exif:
            stykker.append((b"EXIF", exif))
    krop = b"".join(
        slags + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
        for slags, data in stykker
    )
    return b"RIFF" + (len(krop) + 4).to_bytes(4, "little") + b"WEBP" + krop


# --- AVIF and GIF: written anew


def _paany(indhold):
    with Image.open(BytesIO(indhold)) as billede:
        if not (billede.getexif() or billede.info.get("xmp") or billede.info.get("comment")):
            return indhold
        exif, ud = _lille_exif(indhold), BytesIO()
        felter = {"icc_profile": billede.info.get("icc_profile"), "exif": exif or None}
        felter = {navn: vaerdi for navn, vaerdi in felter.items() if vaerdi}
        if billede.format == "GIF":
            felter = {"loop": billede.info["loop"]} if "loop" in billede.info else {}
        billeder = [ramme.copy() for ramme in ImageSequence.Iterator(billede)]
        for ramme in billeder:
            ramme.info = {
                k: v for k, v in ramme.info.items() if k not in ("xmp", "comment", "exif")
            }
        varigheder = [ramme.info.get("duration", 0) for ramme in billeder]
        if len(billeder) > 1:
            felter |= {"save_all": True, "append_images": billeder[1:], "duration": varigheder}
        if billede.format == "AVIF":
            felter |= {"quality": 90}
        billeder[0].save(ud, billede.format, **felter)
    return ud.getvalue()


_RENS = {"jpeg": _jpeg, "png": _png, "webp": _webp, "avif": _paany, "gif": _paany}
