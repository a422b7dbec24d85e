"""The sizes and formats that a picture is shown in, made once when it is uploaded or replaced.

Their names stand on the picture's `oplysninger`, so a page neither looks in the storage nor asks the database for
each picture; the name carries the content's checksum, so a browser may keep it for ever. Only the storage API is used.
"""

import logging
from functools import partial
from io import BytesIO
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from filer.models import Image as FilerImage
from PIL import ExifTags, Image, ImageOps

from ..models import Billedoplysninger
from .kontrol import UDPAKNING

log = logging.getLogger(__name__)

BREDDER = (480, 960, 1600)
"""Pixels; a picture is never made larger than it is."""
FALLBACK_BREDDE, DELE_BREDDE = 960, 1200
"""Of the JPEG for old browsers, and of the one that is shown where a page is shared."""
FORMATER = {"avif": {"quality": 55, "speed": 7}, "webp": {"quality": 78, "method": 4}}
PAA_SIDEN = (5, 6, 7, 8)
"""Orientations of Exif where width and height change places."""
JPEG = {"quality": 80, "optimize": True, "progressive": True}


def tilslut():
    post_save.connect(_gemt, sender=FilerImage, dispatch_uid="gengivelser")
    post_delete.connect(_slettet, sender=Billedoplysninger, dispatch_uid="gengivelser")


def _gemt(instance, raw=False, **kwargs):
    if not raw:
        Billedoplysninger.objects.get_or_create(billede=instance)
        transaction.on_commit(partial(bring_ajour, instance.pk))


def _slettet(instance, **kwargs):
    transaction.on_commit(partial(_slet, instance.gengivelser))


def bring_ajour(pk):
    """Makes what is missing of a picture's renditions, and takes the old ones away. True when something was made.

    A picture that cannot be rendered is shown as it is, and the log says why.
    """
    oplysninger = Billedoplysninger.objects.select_related("billede").filter(billede=pk).first()
    if oplysninger is None or oplysninger.gengivelser.get("sha1") == oplysninger.billede.sha1:
        return False
    gamle = oplysninger.gengivelser
    try:
        nye = _lav(oplysninger.billede)
    except Exception:
        log.exception("Billede %s kunne ikke gengives", pk)
        nye = {}
    Billedoplysninger.objects.filter(pk=oplysninger.pk).update(gengivelser=nye)
    _slet(gamle)
    return bool(nye)


def _lav(billede):
    if billede.mime_type == "image/svg+xml":
        return {"sha1": billede.sha1}
    skrevne = []
    try:
        with UDPAKNING, billede.file.storage.open(billede.file.name) as fil:
            return _alle_stoerrelser(fil, billede, skrevne)
    except Exception:
        for navn in skrevne:
            default_storage.delete(navn)
        raise


def _alle_stoerrelser(fil, billede, skrevne):
    def skriv(udgave, endelse, **felter):
        ud = BytesIO()
        udgave.save(ud, {"jpg": "JPEG"}.get(endelse, endelse.upper()), **felter, **profil)
        navn = f"gengivelser/{billede.pk}/{billede.sha1[:16]}-{udgave.width}.{endelse}"
        skrevne.append(default_storage.save(navn, ContentFile(ud.getvalue())))
        return [udgave.width, udgave.height, skrevne[-1]]

    with Image.open(fil) as original:
        if getattr(original, "is_animated", False):
            bredde, hoejde = original.size  # one that moves is shown as it is
            return {"sha1": billede.sha1, "bredde": bredde, "hoejde": hoejde}
        kilde, profil, (bredde, hoejde) = _til_brug(original)
    fundet = {"sha1": billede.sha1, "bredde": bredde, "hoejde": hoejde}
    for endelse, felter in FORMATER.items():
        udgaver = [_i_bredde(kilde, b) for b in sorted({min(b, bredde) for b in BREDDER})]
        fundet[endelse] = [skriv(udgave, endelse, **felter) for udgave in udgaver]
    gennemsigtig = kilde.mode == "RGBA"
    fallback = _i_bredde(kilde, FALLBACK_BREDDE)
    fundet["img"] = skriv(fallback, "png") if gennemsigtig else skriv(fallback, "jpg", **JPEG)
    fundet["dele"] = skriv(_paa_hvidt(_i_bredde(kilde, DELE_BREDDE)), "jpg", **JPEG)
    return fundet


def _til_brug(original):
    """The picture the right way up, no wider than it is ever shown, with its colour profile and its full size.

    Made small before anything else: each step makes a copy, and a large one takes 150 MB.
    """
    bredde, hoejde = fuld = original.size
    original.draft(
        "RGB", (2 * BREDDER[-1], 2 * BREDDER[-1])
    )  # a large JPEG is unpacked at half or quarter size
    if original.getexif().get(ExifTags.Base.Orientation, 1) in PAA_SIDEN:
        bredde, hoejde = hoejde, bredde
    profil = original.info.get("icc_profile") if original.mode in ("RGB", "RGBA") else None
    mode = "RGBA" if original.has_transparency_data else "RGB"
    billede = original if original.mode in ("RGB", "RGBA", "L", "CMYK") else original.convert(mode)
    andel = min(1, BREDDER[-1] / bredde)
    maal = tuple(max(1, round(side * andel)) for side in fuld)
    billede = billede.resize(maal, Image.Resampling.LANCZOS, reducing_gap=3)
    billede = ImageOps.exif_transpose(billede).convert(mode)
    return billede, {"icc_profile": profil} if profil else {}, (bredde, hoejde)


def _i_bredde(billede, bredde):
    if billede.width <= bredde:
        return billede
    hoejde = max(1, round(billede.height * bredde / billede.width))
    return billede.resize((bredde, hoejde), Image.Resampling.LANCZOS, reducing_gap=3)


def _paa_hvidt(billede):
    if billede.mode != "RGBA":
        return billede
    hvid = Image.new("RGB", billede.size, "white")
    hvid.paste(billede, mask=billede.getchannel("A"))
    return hvid


def _navne(gengivelser):
    par = [gengivelser.get("img"), gengivelser.get("dele")]
    par += [udgave for endelse in FORMATER for udgave in gengivelser.get(endelse, [])]
    return {udgave[2] for udgave in par if udgave}


def _slet(gengivelser):
    for navn in _navne(gengivelser):
        default_storage.delete(navn)


# --- what a page asks


def gengivelser_af(fil):
    """The renditions of a filer picture, {} while there are none.

    Costs no query after `select_related("…__oplysninger")`.
    """
    try:
        return fil.oplysninger.gengivelser or {}
    except (AttributeError, ObjectDoesNotExist):
        return {}


def og_billede(fil):
    """(absolute address, width, height) of a JPEG some 1200 px wide for where a page is shared, or None."""
    udgave = gengivelser_af(fil).get("dele") if fil else None
    if not udgave:
        return None
    bredde, hoejde, navn = udgave
    return urljoin(f"{settings.SITE_URL}/", default_storage.url(navn)), bredde, hoejde
