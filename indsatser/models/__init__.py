"""The domain's nouns, one module each."""

from .aarshjul import Aarshjulsdato, Aarshjulsregel, Kalenderabonnement, Kalenderpost
from .aarsstatus import Aarsstatus, Bidrag
from .billede import Billedoplysninger
from .bord import Bordbesoeg
from .dagsorden import Beslutning, Dagsordenspunkt, Punktbilag
from .dokument import Dokument, Dokumentadresse, Dokumentudgave
from .eftersyn import Eftersyn, Eftersynsfund
from .emneord import Maalgruppe, Omraade
from .forslag import Forslag, Forslagstrin
from .godkendelse import Godkendelse
from .hoering import Hoering, Hoeringsbilag, Hoeringspart, Hoeringssvar
from .indlaesning import Indlaesning, Indlaesningsraekke
from .indsats import Indsats, IndsatsIndhold, TidligereAdresse
from .kontakt import Kontaktkort
from .maaling import Indikator, Maaleomraade, Maaling
from .moede import Moede, Moededeltager
from .moederaekke import Moederaekke
from .nyhed import Nyhed, NyhedIndhold, Pressecitat, Pressekontakt
from .opgave import Opgave
from .organisation import Gruppe, Organisation, Person, Rolle
from .plugins import Billede, Citat, Dokumentlink, Faktaboks, Handling, UdvalgteIndsatser, Visning
from .politik import PolitiskBehandling
from .status import Rundespoergsmaal, Standardspoergsmaal, Status, Statusrunde
from .statusdele import Statusbilag, Statussaetning, Statussvar, Statustal
from .statuslink import Statuslink
from .strategi import Maal, Prioritering, Strategi
from .strategilink import Strategilink
from .udgivelse import Gennemsyn, PlanlagtUdgivelse
from .varsel import Varsel

__all__ = [
    "Aarshjulsdato",
    "Aarshjulsregel",
    "Aarsstatus",
    "Beslutning",
    "Bidrag",
    "Billede",
    "Billedoplysninger",
    "Bordbesoeg",
    "Citat",
    "Dagsordenspunkt",
    "Dokument",
    "Dokumentadresse",
    "Dokumentlink",
    "Dokumentudgave",
    "Eftersyn",
    "Eftersynsfund",
    "Faktaboks",
    "Forslag",
    "Forslagstrin",
    "Gennemsyn",
    "Godkendelse",
    "Gruppe",
    "Handling",
    "Hoering",
    "Hoeringsbilag",
    "Hoeringspart",
    "Hoeringssvar",
    "Indikator",
    "Indlaesning",
    "Indlaesningsraekke",
    "Indsats",
    "IndsatsIndhold",
    "Kalenderabonnement",
    "Kalenderpost",
    "Kontaktkort",
    "Maal",
    "Maaleomraade",
    "Maalgruppe",
    "Maaling",
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
