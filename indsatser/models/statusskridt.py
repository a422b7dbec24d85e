"""The steps of a report: written, handed in, taken back, received, sent back.

Each is taken on the report as it is then, locked, in a round that is open; whoever comes from an older edition is told
who was before them, and nothing is written over.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from tryg_portal import generation

from ..frys import LUKKET
from .organisation import Rolle
from .statusindhold import Indhold

NOGET_NYT = "Der står noget nyt i rapporten. Slet det, eller vælg «Send ind»."
BRUG_FOR_ORD = "Skriv med dine egne ord, hvorfor det er gult eller rødt."


class Samtidig(ValidationError):
    """Somebody else has saved since; what was to be saved is not."""

    def __init__(self, status):
        self.status = status
        super().__init__(
            f"{status.rettet_af or 'En anden'} gemte rapporten {klokken(status.rettet)}, mens du skrev. "
            "Det, du har skrevet, er ikke gemt endnu."
        )


def klokken(tid):
    """«kl. 14.03», with its date when it is another day."""
    if tid is None:
        return "for lidt siden"
    tid = timezone.localtime(tid)
    i_dag = tid.date() == timezone.localdate()
    return date_format(tid, r"\k\l. H.i" if i_dag else r"j. F Y \k\l. H.i")


class Rapportskridt:
    @classmethod
    def laas(cls, pk):
        """The report, which nobody else changes until the transaction ends, in a round that is not closed meanwhile.

        First the report and then the round, as whoever closes the round. Raises ValidationError when it is closed.
        """
        laaste = cls.objects.select_for_update(of=("self",), no_key=True)
        status = laaste.select_related("stedfortraeder__bruger", "indsats").get(pk=pk)
        runder = cls._meta.get_field("runde").related_model.objects
        status.runde = runder.select_for_update(no_key=True).get(pk=status.runde_id)
        if status.runde.er_lukket:
            raise ValidationError(LUKKET)
        return status

    @property
    def kan_skrives(self):
        return self.tilstand in (self.Tilstand.MANGLER, self.Tilstand.KLADDE)

    def hvorfor_ikke_skrives(self):
        if self.kan_skrives:
            return ""
        hvem = self.indsendt_af or "En anden"
        if self.tilstand == self.Tilstand.MODTAGET:
            return "Rapporten er modtaget, så der kan ikke rettes mere i den."
        return f"{hvem} har sendt rapporten ind {klokken(self.indsendt)}, så der kan ikke rettes i den nu."

    # --- The tovholder, or a coordinator for them

    @transaction.atomic
    def gem(self, indhold, *, udgave, hvem, skriver=""):
        """Write the draft; answers the report as it is now. Raises `Samtidig` when somebody else has saved since."""
        ny = self.laas(self.pk)
        ny._kraev(ny.kan_skrives, ny.hvorfor_ikke_skrives())
        if indhold != Indhold.af(ny):
            ny._kraev_samme(udgave, skriver)
            indhold.gem(ny)
            ny.tilstand = self.Tilstand.KLADDE
            ny._skriv(hvem, skriver)
        return ny

    @transaction.atomic
    def send_ind(self, *, hvem, paa_vegne=False):
        """What is saved is handed in; raises ValidationError for what is missing."""
        ny = self.laas(self.pk)
        ny._kraev(ny.kan_skrives, ny.hvorfor_ikke_skrives())
        ny._kraev(ny.lys, "Vælg, hvordan det går.")
        ny._kraev(ny.lys == self.Lys.GROEN or ny.lys_tekst, BRUG_FOR_ORD)
        ny._kraev(not ny.ufaerdige_tal, "Et tal mangler noget.")
        return ny._indsend(hvem, paa_vegne, intet_nyt=False)

    @transaction.atomic
    def bekraeft_intet_nyt(self, *, hvem, paa_vegne=False):
        """Handed in with the light of last time, and nothing else; its date is public at once."""
        ny = self.laas(self.pk)
        ny._kraev(ny.kan_skrives, ny.hvorfor_ikke_skrives())
        forrige = ny.forrige()
        ny._kraev(forrige, "Der er ingen tidligere rapport at bekræfte. Vælg, hvordan det går.")
        ny._kraev(not ny._siger_nyt(forrige), NOGET_NYT)
        ny.lys, ny.lys_tekst = forrige.lys, forrige.lys_tekst
        ny = ny._indsend(hvem, paa_vegne, intet_nyt=True)
        generation.changed()
        return ny

    @transaction.atomic
    def tag_tilbage(self):
        """A draft again, to be changed; until it is received."""
        ny = self.laas(self.pk)
        ny._kraev(ny.tilstand == self.Tilstand.INDSENDT, "Rapporten kan ikke tages tilbage nu.")
        return ny._aabn_igen()

    # --- The coordinator

    @transaction.atomic
    def modtag(self, bruger, *, udgave, aarsstatus, offentlige):
        """Receive what was read; of the ticked sentences those whose keys are in the two sets stay ticked."""
        ny = self.laas(self.pk)
        ny._kraev(
            ny.tilstand == self.Tilstand.INDSENDT, "Rapporten venter ikke på at blive modtaget."
        )
        ny._kraev_samme(udgave)
        for saetning in ny.saetninger.all():
            saetning.i_aarsstatus &= saetning.pk in aarsstatus
            saetning.offentlig &= saetning.pk in offentlige
            saetning.save() if saetning.i_aarsstatus or saetning.offentlig else saetning.delete()
        ny.tilstand, ny.modtaget, ny.modtaget_af = self.Tilstand.MODTAGET, timezone.now(), bruger
        ny.udgave += 1
        ny.save()
        generation.changed()
        return ny

    @transaction.atomic
    def fortryd_modtagelse(self, *, udgave):
        """What became public with it is not public any more."""
        ny = self.laas(self.pk)
        ny._kraev(ny.tilstand == self.Tilstand.MODTAGET, "Rapporten er ikke modtaget.")
        ny._kraev_samme(udgave)
        ny.tilstand, ny.modtaget, ny.modtaget_af = self.Tilstand.INDSENDT, None, None
        ny.udgave += 1
        ny.save()
        generation.changed()
        return ny

    @transaction.atomic
    def send_tilbage(self, besked, *, udgave):
        """A draft again, with a message to whoever answers for it."""
        ny = self.laas(self.pk)
        ny._kraev(ny.er_sendt_ind, "Rapporten er ikke sendt ind.")
        ny._kraev_samme(udgave)
        ny.besked = besked
        return ny._aabn_igen()

    # --- Who and what before

    def svarere(self, dato=None):
        """Who is written to about it and may answer by a link: the substitute, or each tovholder or theirs."""
        if self.stedfortraeder_id:
            return [self.stedfortraeder]
        roller = Rolle.objects.gaeldende(dato).filter(
            art=Rolle.Art.TOVHOLDER, indsats=self.indsats_id, person__isnull=False
        )
        led = ("person__bruger", "person__stedfortraeder__bruger")
        personer = [rolle.person.modtager(dato) for rolle in roller.select_related(*led)]
        return list({person.pk: person for person in personer}.values())

    def svares_af(self, user):
        """The account's person may answer it: as tovholder, or in a tovholder's stead."""
        return any(person.bruger_id == user.pk for person in self.svarere())

    def forrige(self, med_svar=False):
        """The last report of the same initiative that was handed in before this one; `med_svar`: with something new."""
        tidligere = (
            type(self)
            .objects.indsendte()
            .filter(indsats=self.indsats_id, runde__frist__lt=self.runde.frist)
        )
        if med_svar:
            tidligere = tidligere.filter(intet_nyt=False)
        return tidligere.select_related("runde").order_by("-runde__frist", "-indsendt").first()

    # --- Within a transaction, on a report that is locked

    def _kraev(self, i_orden, besked):
        if not i_orden:
            raise ValidationError(besked)

    def _kraev_samme(self, udgave, skriver=""):
        """The edition that was read is the one there is, or the last one came from the same page."""
        egen = skriver and skriver == self.rettet_fra and udgave < self.udgave
        if udgave != self.udgave and not egen:
            raise Samtidig(self)

    def _siger_nyt(self, forrige):
        """The draft says more than the light of last time."""
        nu = Indhold.af(self)
        samme_lys = nu.lys in ("", forrige.lys) and nu.lys_tekst in ("", forrige.lys_tekst)
        mere = replace(nu, lys="", lys_tekst="")
        return not (samme_lys and mere.er_tomt) or self.bilag.exists()

    def _skriv(self, hvem, skriver=""):
        self.rettet, self.rettet_af, self.rettet_fra = timezone.now(), hvem[:150], skriver
        self.udgave += 1
        self.save()

    def _indsend(self, hvem, paa_vegne, intet_nyt):
        self.tilstand, self.indsendt = self.Tilstand.INDSENDT, timezone.now()
        self.indsendt_af, self.paa_vegne, self.intet_nyt = hvem[:150], paa_vegne, intet_nyt
        self._skriv(hvem)
        return self

    def _aabn_igen(self):
        if self.intet_nyt:
            self.lys, self.lys_tekst = "", ""
        if self.intet_nyt or self.tilstand == self.Tilstand.MODTAGET:
            generation.changed()
        self.tilstand = self.Tilstand.MANGLER if self.intet_nyt else self.Tilstand.KLADDE
        self.intet_nyt, self.paa_vegne, self.indsendt, self.indsendt_af = False, False, None, ""
        self.modtaget, self.modtaget_af, self.rettet_fra = None, None, ""
        self.udgave += 1
        self.save()
        return self
