"""What a proposal holds of the one who sent it, and how it is taken out for good."""

import re
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

GEMMES = timedelta(days=183)
"""Half a year from the end: so long the sender may come back with a question about the answer."""
FELTER = ("navn", "organisation", "email", "telefon")
TEKSTER = (
    *("titel", "beskrivelse", "hvor", "for_hvem", "med_hvem"),
    *("begrundelse", "videregivet_til", "offentlig_tekst"),
)
SLETTET = "[slettet]"
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w+")
_TELEFON = re.compile(r"(?<![\w.-])(?:\+\d{2} ?)?(?:\d ?){7}\d(?![\w-])")
_KORTESTE_NAVN = 3
"""A part of a name that is shorter is also a word of its own («Bo», «Ea»)."""


def rens(tekst, kendte=()):
    """A text without the values in `kendte`, and without anything that looks like an e-mail or a telephone number.

    A whole name counts however it is written, a part of one as it stands: «Tryg» may be a name, «tryg» is a word.
    """
    for vaerdi in sorted(filter(None, kendte), key=len, reverse=True):
        hele = re.I if " " in vaerdi else 0
        tekst = re.sub(rf"(?<!\w){re.escape(vaerdi)}s?(?!\w)", SLETTET, tekst, flags=hele)
    return _TELEFON.sub(SLETTET, _MAIL.sub(SLETTET, tekst))


class MedPersonoplysninger(models.Model):
    class Meta:
        abstract = True

    @property
    def slettes(self):
        """When the details of a proposal that has ended are taken out."""
        return self.afsluttet + GEMMES if self.afsluttet else None

    def _kendte(self):
        navne = [navn for navn in self.navn.split() if len(navn) >= _KORTESTE_NAVN]
        return [self.navn, *navne, self.email, self.telefon]

    def renset(self, felt):
        """A text of it as it will be when the details are gone."""
        graense = self._meta.get_field(felt).max_length
        return rens(getattr(self, felt), self._kendte())[:graense]

    @transaction.atomic
    def anonymiser(self, af=None, **tekster):
        """Take out who sent it, for good, and their details wherever they stand in the texts and the replies.

        `tekster` are texts that somebody has cleaned by hand: of a name that nobody typed as theirs no machine knows.
        """
        type(self).objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db()
        for navn, tekst in tekster.items():
            setattr(self, navn, tekst)
        kendte = self._kendte()
        for felt in TEKSTER:
            setattr(self, felt, self.renset(felt))
        for trin in self.trin.exclude(svar="", note=""):
            trin.svar, trin.note = rens(trin.svar, kendte), rens(trin.note, kendte)
            trin.save(update_fields=["svar", "note"])
        for felt in FELTER:
            setattr(self, felt, "")
        self.aftryk, self.anonymiseret = "", timezone.now()
        self.udgave += 1
        self.save()
        self.noter(af, "Personoplysningerne er slettet.")
