"""The way of a proposal from received to its end: which steps there are, and how one is taken.

All steps are taken here, whoever takes them and on which screen: only those of `VEJE`, by one at a time, each with its
line in the history, and what the public sees of it follows.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.text import Truncator

from tryg_portal import generation

from .emneord import Omraade
from .indsats import Indsats, IndsatsIndhold

_FORSLAG = {
    "mistanke": ("modtaget",),
    "modtaget": ("vurderes", "videregivet"),
    "vurderes": ("droeftes", "videregivet", "afvist"),
    "droeftes": ("prioriteret", "videregivet", "afvist"),
}
VEJE = {
    "indsats": _FORSLAG,
    # help need not wait for a meeting
    "samskabelse": {
        **_FORSLAG,
        "modtaget": ("vurderes", "besvaret", "videregivet"),
        "vurderes": ("droeftes", "besvaret", "videregivet", "afvist"),
    },
    "spoergsmaal": {"mistanke": ("modtaget",), "modtaget": ("besvaret", "videregivet")},
}
"""Kind → from → to; what is not there is an end."""


class Forslagsvej(models.Model):
    class Meta:
        abstract = True

    @property
    def naeste(self):
        """The steps that may be taken from here."""
        return VEJE[self.art].get(self.tilstand, ())

    @transaction.atomic
    def flyt(self, til, af, *, udgave=None, trin=None, **felter):
        """Take a step; answers its line in the history. A ValidationError says why not, and then nothing is changed.

        `udgave` is the one that was read: a step that somebody else has taken meanwhile is not written over. `trin`
        holds the reply, the note and so on of the line, `felter` what is told of the proposal itself.
        """
        type(self).objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db()
        self._tjek(til, udgave)
        for navn, vaerdi in felter.items():
            setattr(self, navn, vaerdi)
        self.tilstand = til
        self.afsluttet = timezone.now() if self.er_sluttet else None
        if til == "modtaget":
            self.mistanke = ""
        self.udgave += 1
        self.validate_constraints()
        self.save()
        generation.changed()
        return self.trin.create(tilstand=til, af=af, **(trin or {}))

    def _tjek(self, til, udgave):
        if udgave is not None and udgave != self.udgave:
            raise ValidationError(self._flyttet_imens())
        if til not in self.naeste:
            raise ValidationError(
                f"Det kan ikke flyttes fra «{self.get_tilstand_display()}» til "
                f"«{self.Tilstand(til).label}»."
            )

    def _flyttet_imens(self):
        sidst = self.trin.select_related("af").last()
        hvem = (sidst.af.get_full_name() or sidst.af.get_username()) if sidst and sidst.af else ""
        return (
            f"{hvem or 'En anden'} har ændret det, mens du skrev: det står nu som "
            f"«{self.get_tilstand_display()}». Dit er ikke gemt, men står stadig i felterne."
        )

    @transaction.atomic
    def prioriter(self, af, *, titel, tekst, **mere):
        """The last step of one that becomes an initiative: a draft, which nobody but the editors see."""
        indsats = self._opret_kladde(af, titel, tekst)
        return self.flyt("prioriteret", af, blev_til=indsats, **mere)

    def _opret_kladde(self, af, titel, tekst):
        """With nothing of the sender's: title and text are those that the coordinator has read through."""
        ny = Indsats(fase=Indsats.Fase.PLANLAGT)
        ny.slug = ny.ledig_slug(titel)
        ny.save()
        ny.omraader.set(Omraade.objects.filter(pk=self.omraade_id))
        IndsatsIndhold.objects.with_user(af).create(
            indsats=ny,
            language="da",
            titel=titel,
            resume=Truncator(" ".join(tekst.split())).chars(300),
            baggrund=linebreaks(tekst, autoescape=True),
        )
        return ny

    def noter(self, af, note):
        """A line in the history that changes nothing."""
        return self.trin.create(tilstand=self.tilstand, af=af, note=note)
