"""Triggers that freeze rows of some tables, put in place after every migrate and taken away before it (see `frys`)."""

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from .frys import _postgresql, _sqlite


class Frysning:
    """`regler(other)` yields (table, action, [(condition under which it is refused, message)]).

    `other` is how the database says that two values differ, where either may be NULL.
    """

    def __init__(self, navn, tabeller, regler):
        self.navn, self.tabeller, self.regler = navn, set(tabeller), regler

    def tilslut(self, app):
        pre_migrate.connect(self._foer, sender=app, dispatch_uid=f"frys_{self.navn}_foer")
        post_migrate.connect(self._efter, sender=app, dispatch_uid=f"frys_{self.navn}_efter")

    def _foer(self, using, **kwargs):
        self.fjern(connections[using])

    def _efter(self, using, **kwargs):
        self.saet(connections[using])

    def fjern(self, connection):
        findes = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for tabel in findes & self.tabeller:
                for handling in ("insert", "update", "delete"):
                    paa = f" ON {tabel}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER IF EXISTS frys_{tabel}_{handling}{paa}")

    def saet(self, connection):
        """Put them in place, whatever was there; nothing where the tables are not made yet."""
        self.fjern(connection)
        if not self.tabeller <= set(connection.introspection.table_names()):
            return
        postgresql = connection.vendor == "postgresql"
        lav = _postgresql if postgresql else _sqlite
        with connection.cursor() as cursor:
            for tabel, handling, regler in self.regler(
                "IS DISTINCT FROM" if postgresql else "IS NOT"
            ):
                for sql in lav(tabel, handling, handling.upper(), regler):
                    cursor.execute(sql)
