"""The check itself: gather the pieces once, ask every rule."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import override

from ..models.godkendelse import er_kladde
from . import (  # noqa: F401, because a rule is known once it is imported
    navneord,
    nyheder,
    regler_billeder,
    regler_struktur,
    regler_tekst,
)
from .fund import Alvor, Fund, kort
from .links import Henvisninger
from .register import regler_for
from .stykker import Stykker


class Tjek:
    """One content under check: what the rules ask, fetched once."""

    def __init__(self, indhold):
        self.indhold = indhold
        self.sprog = indhold.language
        self._stykker = Stykker(indhold)
        self.steder = self._stykker.steder
        self.gruppe = self.steder.gruppe

    @property
    def stykker(self):
        return self._stykker.alle

    @property
    def plugins(self):
        return self._stykker.plugins

    @property
    def html(self):
        return [stykke for stykke in self.stykker if stykke.er_html]

    @cached_property
    def henvisninger(self):
        return Henvisninger(self)

    @cached_property
    def er_kladde(self):
        """Whether it is about to be published, and not public already."""
        return er_kladde(self.indhold)

    @cached_property
    def i_dag(self):
        return timezone.localdate()

    def fejl(self, regel, besked, stykke, uddrag=""):
        return Fund(regel, Alvor.FEJL, besked, stykke.hvor, kort(uddrag), stykke.link)

    def advarsel(self, regel, besked, stykke, uddrag=""):
        return Fund(regel, Alvor.ADVARSEL, besked, stykke.hvor, kort(uddrag), stykke.link)


def tjek(indhold):
    """What is wrong with one version of a content (draft or published), errors first, each finding once."""
    with override(indhold.language):
        et_tjek = Tjek(indhold)
        fund = [et for regel in regler_for(type(indhold)) for et in regel(et_tjek)]
    return sorted(dict.fromkeys(fund), key=lambda et: not et.er_fejl)
