"""Files that are for those who may read what they belong to: kept apart from the public media, and sent by a view."""

import secrets
from pathlib import PurePath

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone


def privat_lager():
    return storages["privat"]


def sti_til_bilag(bilag, filnavn):
    """An address that says nothing; the name that people see is kept beside it."""
    endelse = PurePath(filnavn).suffix.lower()[:10]
    return f"{bilag._meta.model_name}/{timezone.localdate():%Y}/{secrets.token_hex(16)}{endelse}"


class Bilag(models.Model):
    """A private file with its name."""

    navn = models.CharField("filnavn", max_length=200)
    fil = models.FileField("fil", storage=privat_lager, upload_to=sti_til_bilag, max_length=200)
    lagt_op = models.DateTimeField("lagt op", default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return self.navn
