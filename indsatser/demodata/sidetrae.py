"""The page tree: which pages there are, in what order, and which plugins stand around their text."""

from dataclasses import dataclass

SKABELONER = {"side": ["indhold"], "sektion": ["indhold", "nederst"], "forside": ["top", "indhold"]}
"""The templates of the pages and their slots, from the top."""


@dataclass(frozen=True)
class Side:
    fil: str
    """Name of the file with its texts in `sider/`."""
    menu: bool = False
    modul: str = ""
    """The app's section that the page holds: its apphook."""
    undermenu: str = ""
    """The app's menu below the page."""
    efter: tuple = ()
    """Plugins after the text."""

    @property
    def navnerum(self):
        return self.modul.removesuffix("App").lower() or None

    @property
    def skabelon(self):
        if self.modul:
            return "sektion"
        return "forside" if self.fil == "forside" else "side"


SIDETRAE = [
    Side("forside", efter=("MaalPlugin", "IndsatserPlugin", "NytPlugin", "KontaktkortPlugin")),
    Side("indsatser", menu=True, modul="IndsatserApp"),
    Side("maal", menu=True, modul="MaalApp", undermenu="MaalMenu"),
    Side("strategi", menu=True, modul="StrategiApp", undermenu="StrategiMenu"),
    Side("tryghedsmaaling", menu=True, modul="TryghedsmaalingApp"),
    Side("nyheder", menu=True, modul="NyhederApp"),
    Side("om", menu=True),
    Side("introduktion", menu=True, efter=("ForfatterePlugin",)),
    Side("organisation", menu=True, efter=("OrganisationPlugin", "KontaktkortPlugin")),
    Side("nordic-safe-cities", menu=True),
    Side("tryghed", menu=True),
    Side("samskabelse", menu=True, efter=("KontaktkortPlugin",)),
    Side("kontakt", menu=True, efter=("KontaktkortPlugin",)),
    Side("aarsstatus", modul="AarsstatusApp"),
    Side("hoeringer", modul="HoeringerApp"),
    Side("aktiviteter", efter=("KontaktkortPlugin",)),
    Side("dokumenter", modul="DokumenterApp", efter=("KontaktkortPlugin",)),
    Side("forslag", modul="ForslagApp", efter=("KontaktkortPlugin",)),
    Side("data"),
    Side("privatliv"),
    Side("tilgaengelighed"),
]
