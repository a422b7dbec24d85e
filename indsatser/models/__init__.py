"""The domain's nouns, one module each."""

from .billede import Billedoplysninger
from .eftersyn import Eftersyn, Eftersynsfund
from .emneord import Maalgruppe, Omraade
from .indsats import Indsats, IndsatsIndhold, TidligereAdresse
from .kontakt import Kontaktkort
from .organisation import Gruppe, Organisation, Person, Rolle
from .plugins import Billede, Citat, Dokumentlink, Faktaboks, Handling, UdvalgteIndsatser, Visning
from .politik import PolitiskBehandling
from .strategi import Maal, Prioritering, Strategi
from .udgivelse import Gennemsyn, PlanlagtUdgivelse

__all__ = [
    "Billede",
    "Billedoplysninger",
    "Citat",
    "Dokumentlink",
    "Eftersyn",
    "Eftersynsfund",
    "Faktaboks",
    "Gennemsyn",
    "Gruppe",
    "Handling",
    "Indsats",
    "IndsatsIndhold",
    "Kontaktkort",
    "Maal",
    "Maalgruppe",
    "Omraade",
    "Organisation",
    "Person",
    "PlanlagtUdgivelse",
    "PolitiskBehandling",
    "Prioritering",
    "Rolle",
    "Strategi",
    "TidligereAdresse",
    "UdvalgteIndsatser",
    "Visning",
]
