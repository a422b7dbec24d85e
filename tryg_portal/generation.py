"""The generation of what the public sees: a mark in the database that every change of public content renews.

A page in the cache is filed under the generation that it was made in, so a change makes all of them unreachable at
once, in every process on every machine: the database is what they share in every way of running the portal, be it
SQLite with a cache in each process or PostgreSQL with Redis. It costs one look-up by key for each page served.

What changes is seen where every change must pass: in the statements that go to the database. So `update()`,
`bulk_create()`, the page tree's own SQL and a package nobody here has read are all noticed, where signals are not sent.
Of each table it is taken that the public sees it, but for those in `PRIVATE`.
"""

import logging
import re
import secrets
import time
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import Error, connection, transaction

log = logging.getLogger(__name__)

PRIVATE = [
    "account",
    "admin",
    "auth",
    "contenttypes",
    "mfa",
    "post_office",
    "sessions",
    "socialaccount",
    "tryg_portal",
    "usersessions",
    "easy_thumbnails",
    "cms.usersettings",
    "cms.urlconfrevision",
    "filer.clipboard",
    "filer.clipboarditem",
    "filer.folderpermission",
    "djangocms_versioning.statetracking",
]
"""Apps and models that no public page shows; thumbnails are written by the very page that shows them. A domain app adds
its own by `private`."""

_CHANGE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)',
    re.IGNORECASE,
)
_private = set(PRIVATE)
_last_seen = ("", 0.0)


def private(*labels):
    """Name models (`app.model`) that no public page shows; called when the apps are ready."""
    _private.update(labels)
    _private_tables.cache_clear()


@cache
def _private_tables():
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if {model._meta.app_label, model._meta.label_lower} & _private
    } | {"django_migrations"}


def current():
    """The mark, and when it was set (seconds since 1970); without a database the last that this process has seen."""
    global _last_seen
    try:
        found = _model().objects.values_list("mark", "set_at").first()
    except Error:
        log.exception("Sidernes generation kan ikke læses; den sidst kendte gælder.")
        return _last_seen
    _last_seen = found or ("", 0.0)
    return _last_seen


def renew():
    """Every page made until now is out of date.

    One statement without a transaction of its own: it may run while another still has rows to hand over. If it cannot
    be done, what was saved stays saved, and pages are as old as `PAGE_CACHE_SECONDS` lets them be.
    """
    table = _model()._meta.db_table
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (id, mark, set_at) VALUES (1, %s, %s) "
                "ON CONFLICT (id) DO UPDATE SET mark = excluded.mark, set_at = excluded.set_at",
                [secrets.token_hex(8), time.time()],
            )
    except Error:
        if (
            table in connection.introspection.table_names()
        ):  # the first migrations write before it is there
            log.exception("Sidernes generation kunne ikke fornyes.")


def changed():
    """Renew it once the transaction is committed, once for all that it changes.

    Not before: a page made in between would file what was so far under what is now. And not within: the row would
    make everybody who saves anything wait for each other.
    """
    if not any(do is renew for _, do, *_ in connection.run_on_commit):
        transaction.on_commit(renew, robust=True)


def _model():
    return apps.get_model("tryg_portal.generation")


def _watch(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    change = _CHANGE.match(str(sql)) if settings.PAGE_CACHE_SECONDS else None
    if change and change[1] not in _private_tables():
        changed()
    return result


def watch(**kwargs):
    """Every new connection is watched; receives `connection_created`."""
    wrappers = kwargs["connection"].execute_wrappers
    if _watch not in wrappers:
        wrappers.append(_watch)
