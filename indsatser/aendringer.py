"""The one place where a public change reaches what is cached: pages, menus and plugins."""

from cms.cache import invalidate_cms_page_cache
from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from djangocms_versioning.signals import post_version_operation
from menus.menu_pool import menu_pool


def glem_cachet(**kwargs):
    """Once the change is committed; clearing too often is cheap, a stale page is not."""
    transaction.on_commit(_glem)


def _glem():
    invalidate_cms_page_cache()
    menu_pool.clear(all=True)


def lyt():
    for model in apps.get_app_config("indsatser").get_models(include_auto_created=True):
        uid = f"glem_{model._meta.label_lower}"
        post_save.connect(glem_cachet, sender=model, dispatch_uid=uid)
        post_delete.connect(glem_cachet, sender=model, dispatch_uid=uid)
        m2m_changed.connect(glem_cachet, sender=model, dispatch_uid=uid)
    post_version_operation.connect(glem_cachet, dispatch_uid="glem_versioner")
