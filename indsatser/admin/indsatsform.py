"""The form of an initiative: an address of its own, and nothing that somebody else wrote is overwritten unseen."""

import threading
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from djangocms_versioning.models import Version

from ..models import IndsatsIndhold
from ..versioner import tid

TEKSTFELTER = ["titel", "resume", "overskrift", "baggrund", "goer_allerede", "fokus"]


class TraadLokal:
    """An attribute that each thread has to itself, where a package keeps a request's state on a shared object."""

    def __init__(self, fra_start):
        self.fra_start, self.traad = fra_start, threading.local()

    def __get__(self, instance, owner=None):
        return getattr(self.traad, "vaerdi", self.fra_start)

    def __set__(self, instance, vaerdi):
        self.traad.vaerdi = vaerdi


def aftryk(indhold):
    """A fingerprint of the text as it is in the database now."""
    raekke = IndsatsIndhold.admin_manager.filter(pk=indhold.pk).values_list(*TEKSTFELTER).first()
    return sha256(repr(raekke).encode()).hexdigest()[:16]


class IndsatsForm(forms.ModelForm):
    """An empty address is made of the title before the model asks for it; one that was there is kept."""

    aabnet_som = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._content_instance and "aabnet_som" in self.fields:
            self.initial["aabnet_som"] = aftryk(self._content_instance)

    def clean(self):
        data = super().clean()
        if "slug" in self.fields and not data.get("slug") and "slug" not in self.errors:
            titel = data.get("content__titel") or ""
            data["slug"] = self.initial.get("slug") or self.instance.ledig_slug(titel)
        if self._content_instance and {f"content__{felt}" for felt in TEKSTFELTER} & {
            *self.changed_data
        }:
            self._tjek_at_kladden_er_min()
        return data

    def _tjek_at_kladden_er_min(self):
        """It is still a draft in this person's hand, and still the text that they opened."""
        version = Version.objects.get_for_content(self._content_instance)
        min_ = version.check_modify.as_bool(self._request.user)
        if not min_:
            raise ValidationError(
                f"{min_}. Det, du har skrevet, er ikke gemt, men står stadig i felterne: kopiér det."
            )
        nu = aftryk(self._content_instance)
        if self.data.get("aabnet_som") not in (nu, None, ""):
            # saving once more is a choice, now that the other text has been told of
            self.data = self.data.copy()
            self.data["aabnet_som"] = nu
            raise ValidationError(
                f"Teksten er rettet et andet sted, siden du åbnede den (sidst {tid(version.modified)}). Din tekst står "
                "stadig i felterne. Åbn kladden i et nyt vindue for at se den anden, eller gem igen for at bruge din."
            )
