"""Files of a reply: how many and how large, and where they wait while another field of the form is mended.

A browser does not send a file again by itself, so those that were all right are kept for a day, private and nobody's,
and the form carries a signed note of which ones are its own.
"""

from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext

from .formularer_moede import Bilagsfelt
from .medier.filtyper import MB
from .medier.kontrol import forundersoeg
from .models import Hoeringsbilag

FLEST, STOERST_MB = 5, 10
VENTER = timedelta(days=1)
SALT = "indsatser.hoeringsfiler"


class Svarfiler(Bilagsfelt):
    """Those that can be kept; `afviste` says what is wrong with each of the others, so that none is lost for them."""

    def clean(self, data, initial=None):
        gode, self.afviste = [], []
        for fil in data or []:
            try:
                gode += [_undersoeg(en) for en in super().clean(fil, initial)]
            except ValidationError as fejl:
                self.afviste += fejl.messages
        return gode


def _undersoeg(fil):
    if fil.size > STOERST_MB * MB:
        raise ValidationError(gettext("«%(navn)s» er større end 10 MB.") % {"navn": fil.name})
    forundersoeg(fil, None)
    return fil


def gem(filer):
    """Kept, and nobody's yet."""
    return [Hoeringsbilag.objects.create(navn=fil.name, fil=fil) for fil in filer]


def seddel(bilag):
    return signing.dumps([et.pk for et in bilag], salt=SALT)


def laes_seddel(vaerdi):
    """The files that a form has with it; none when the note is not ours, or older than they are kept."""
    try:
        numre = signing.loads(vaerdi, salt=SALT, max_age=VENTER)
    except signing.BadSignature:
        return []
    return list(Hoeringsbilag.objects.filter(pk__in=numre))


def overtag(bilag, svar):
    """The reply's own from now on; a copy, where the form was sent once before with other words."""
    for et in bilag:
        if not Hoeringsbilag.objects.filter(pk=et.pk, svar=None).update(svar=svar):
            with et.fil.open("rb") as fil:
                svar.bilag.create(navn=et.navn, fil=ContentFile(fil.read(), name=et.navn))


def ryd_op():
    """What nobody came back to send; the file first, for what is left of it is found again the next time."""
    for bilag in Hoeringsbilag.objects.filter(svar=None, lagt_op__lt=timezone.now() - VENTER):
        bilag.fil.delete(save=False)
        bilag.delete()
