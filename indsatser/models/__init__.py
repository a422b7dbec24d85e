"""The domain's nouns, one module each."""

from .billede import Billedoplysninger
from .eftersyn import Eftersyn, Eftersynsfund
from .emneord import Maalgruppe, Omraade
from .godkendelse import Godkendelse
from .indsats import Indsats, IndsatsIndhold, TidligereAdresse
from .kontakt import Kontaktkort
from .nyhed import Nyhed, NyhedIndhold, Pressecitat, Pressekontakt
from .organisation import Gruppe, Organisation, Person, Rolle
from .plugins import Billede, Citat, Dokumentlink, Faktaboks, Handling, UdvalgteIndsatser, Visning
from .politik import PolitiskBehandling
from .strategi import Maal, Prioritering, Strategi
from .udgivelse import Gennemsyn, PlanlagtUdgivelse
from .varsel import Varsel

__all__ = [
    "Billede",
    "Billedoplysninger",
    "Citat",
    "Dokumentlink",
    "Eftersyn",
    "Eftersynsfund",
    "Faktaboks",
    "Gennemsyn",
    "Godkendelse",
    "Gruppe",
    "Handling",
    "Indsats",
    "IndsatsIndhold",
    "Kontaktkort",
    "Maal",
    "Maalgruppe",
    "Nyhed",
    "NyhedIndhold",
    "Omraade",
    "Organisation",
    "Person",
    "PlanlagtUdgivelse",
    "PolitiskBehandling",
    "Pressecitat",
    "Pressekontakt",
    "Prioritering",
    "Rolle",
    "Strategi",
    "TidligereAdresse",
    "UdvalgteIndsatser",
    "Varsel",
    "Visning",
]
