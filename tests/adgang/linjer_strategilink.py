"""The table of the base of strategies: its private file and its CSV are for those who see it."""

from .linjer_admin import _en
from .tabel import efter

SER = efter("indsatser.strategilink", "V")
_LINK = "admin/indsatser/strategilink/"

STRATEGILINK = {
    f"{_LINK}csv/": [_en(f"/{_LINK}csv/", SER, SER)],
    f"{_LINK}<int:pk>/fil/": [
        _en(f"/{_LINK}{{s.objekt[indsatser/strategilink]}}/fil/", SER, SER),
        _en(f"/{_LINK}999999/fil/", SER.replace("+", "4"), SER.replace("+", "4")),
    ],
}
