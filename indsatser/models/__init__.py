"""The domain's nouns, one module each."""

from .aarshjul import Aarshjulsdato, Aarshjulsregel, Kalenderabonnement, Kalenderpost
from .billede import Billedoplysninger
from .bord import Bordbesoeg
from .dagsorden import Beslutning, Dagsordenspunkt, Punktbilag
from .eftersyn import Eftersyn, Eftersynsfund
from .emneord import Maalgruppe, Omraade
from .forslag import Forslag, Forslagstrin
from .godkendelse import Godkendelse
from .indsats import Indsats, IndsatsIndhold, TidligereAdresse
from .kontakt import Kontaktkort
from .moede import Moede, Moededeltager
from .moederaekke import Moederaekke
from .nyhed import Nyhed, NyhedIndhold, Pressecitat, Pressekontakt
from .opgave import Opgave
from .organisation import Gruppe, Organisation, Person, Rolle
from .plugins import Billede, Citat, Dokumentlink, Faktaboks, Handling, UdvalgteIndsatser, Visning
from .politik import PolitiskBehandling
from .status import (
    Rundespoergsmaal,
    Standardspoergsmaal,
    Status,
    Statusbilag,
    Statuslink,
    Statusrunde,
    Statussaetning,
    Statussvar,
    Statustal,
)
from .strategi import Maal, Prioritering, Strategi
from .strategilink import Strategilink
from .udgivelse import Gennemsyn, PlanlagtUdgivelse
from .varsel import Varsel

__all__ = [
    "Aarshjulsdato",
    "Aarshjulsregel",
    "Beslutning",
    "Billede",
    "Billedoplysninger",
    "Bordbesoeg",
    "Citat",
    "Dagsordenspunkt",
    "Dokumentlink",
    "Eftersyn",
    "Eftersynsfund",
    "Faktaboks",
    "Forslag",
    "Forslagstrin",
    "Gennemsyn",
    "Godkendelse",
    "Gruppe",
    "Handling",
    "Indsats",
    "IndsatsIndhold",
    "Kalenderabonnement",
    "Kalenderpost",
    "Kontaktkort",
    "Maal",
    "Maalgruppe",
    "Moede",
    "Moededeltager",
    "Moederaekke",
    "Nyhed",
    "NyhedIndhold",
    "Omraade",
    "Opgave",
    "Organisation",
    "Person",
    "PlanlagtUdgivelse",
    "PolitiskBehandling",
    "Pressecitat",
    "Pressekontakt",
    "Prioritering",
    "Punktbilag",
    "Rolle",
    "Rundespoergsmaal",
    "Standardspoergsmaal",
    "Status",
    "Statusbilag",
    "Statuslink",
    "Statusrunde",
    "Statussaetning",
    "Statussvar",
    "Statustal",
    "Strategi",
    "Strategilink",
    "TidligereAdresse",
    "UdvalgteIndsatser",
    "Varsel",
    "Visning",
]
