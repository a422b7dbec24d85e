"""The admin, one noun a module."""

from django.contrib import admin

from . import indsats, organisation, strategi

admin.site.site_header = "Tryg Aalborg"
admin.site.site_title = "Tryg Aalborg"
admin.site.index_title = "Redaktion"
admin.site.enable_nav_sidebar = False  # it takes the width that the lists' columns of actions need

__all__ = ["indsats", "organisation", "strategi"]
