"""The table of measures: a tovholder writes values of their own series; imports are the coordinators'."""

from .linjer_admin import KALDT_FORKERT, _en
from .tabel import efter

SER = efter("indsatser.maaling", "V")
TILFOEJER = efter("indsatser.maaling", "T")
LAESER = efter("indsatser.indlaesning", "V")
INDLAESER = efter("indsatser.indlaesning", "R", ja=">")
_SERIE, _IND = "admin/indsatser/indikator/", "admin/indsatser/indlaesning/"
_PK, _IPK = "{s.objekt[indsatser/indikator]}", "{s.objekt[indsatser/indlaesning]}"

MAALING = {
    # an empty form saves nothing, and says so
    f"{_SERIE}<int:pk>/vaerdier/flere/": [
        _en(f"/{_SERIE}{_PK}/vaerdier/flere/", TILFOEJER, TILFOEJER)
    ],
    f"{_SERIE}<int:pk>/vaerdier.<str:endelse>": [
        _en(f"/{_SERIE}{_PK}/vaerdier.csv", SER, SER),
        _en(f"/{_SERIE}{_PK}/vaerdier.exe", SER.replace("+", "4"), SER.replace("+", "4")),
    ],
    f"{_IND}skabelon.<str:endelse>": [_en(f"/{_IND}skabelon.csv", LAESER, LAESER)],
    f"{_IND}<int:pk>/fil/": [_en(f"/{_IND}{_IPK}/fil/", LAESER, LAESER)],
    f"{_IND}<int:pk>/forkerte.csv": [_en(f"/{_IND}{_IPK}/forkerte.csv", LAESER, LAESER)],
    f"{_IND}<int:pk>/goer/<slug:hvad>/": [
        _en(f"/{_IND}{_IPK}/goer/stop/", KALDT_FORKERT, INDLAESER),
        _en(
            f"/{_IND}{_IPK}/goer/tag-ind/",
            KALDT_FORKERT,
            efter("indsatser.indlaesning", "R", ja="!"),
        ),
        _en(
            f"/{_IND}{_IPK}/goer/fortryd/",
            KALDT_FORKERT,
            efter("indsatser.indlaesning", "R", ja="!"),
        ),
    ],
}
