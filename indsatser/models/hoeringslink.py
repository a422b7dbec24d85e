"""The secret link of a body that is heard: the same again in a reminder, until a new one shuts it."""

import base64
import secrets
from hashlib import sha256

from django.db import models
from django.utils.crypto import salted_hmac

SALT = "indsatser.hoeringslink"


def fingeraftryk(hemmelig):
    return sha256(hemmelig.encode()).hexdigest()


class Hoeringslink(models.Model):
    """The database keeps a fingerprint and a seed, and opens nothing: the secret takes the portal's own key too.

    It is made again and not kept, so that a reminder carries the link that is passed on to the many of a group.
    """

    noegle = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    linkfroe = models.CharField(max_length=32, blank=True, editable=False)
    gamle_noegler = models.TextField(blank=True, editable=False)
    """Fingerprints of the links that a newer one has taken the place of."""

    class Meta:
        abstract = True

    @classmethod
    def fra_link(cls, hemmelig):
        """The body with its hearing, or None."""
        return cls.objects.select_related("hoering").filter(noegle=fingeraftryk(hemmelig)).first()

    @classmethod
    def fra_gammelt_link(cls, hemmelig):
        """The body that has been sent a newer one since, or None."""
        fundne = cls.objects.select_related("hoering")
        return fundne.filter(gamle_noegler__contains=fingeraftryk(hemmelig)).first()

    def nyt_link(self):
        """Answers the secret of a new link; the one from before opens nothing any more."""
        self.gamle_noegler = f"{self.gamle_noegler} {self.noegle or ''}".strip()
        self.linkfroe = secrets.token_hex(16)
        self.noegle = fingeraftryk(self._hemmelig())
        self.save(update_fields=["noegle", "linkfroe", "gamle_noegler"])
        return self._hemmelig()

    def link(self):
        """The secret of the link that holds; a new one where there is none, or the portal has got another key."""
        if self.linkfroe and self.noegle == fingeraftryk(self._hemmelig()):
            return self._hemmelig()
        return self.nyt_link()

    def _hemmelig(self):
        kode = salted_hmac(SALT, f"{self.pk}:{self.linkfroe}", algorithm="sha256").digest()
        return base64.urlsafe_b64encode(kode).decode().rstrip("=")
