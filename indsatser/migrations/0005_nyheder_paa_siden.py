"""A site that has a page at /nyheder/ from before there was news gets the list of news on it."""

from django.db import migrations
from django.db.models import Q


def forbind(apps, schema_editor):
    uden_modul = Q(application_urls="") | Q(application_urls=None)
    sider = apps.get_model("cms", "Page").objects.filter(
        uden_modul, urls__path="nyheder", urls__language="da"
    )
    for side in sider:
        side.application_urls, side.application_namespace = "NyhederApp", "nyheder"
        side.save(update_fields=["application_urls", "application_namespace"])
        tekster = apps.get_model("cms", "PageContent").objects.filter(page=side)
        tekster.update(template="cms/sektion.html")


class Migration(migrations.Migration):
    dependencies = [
        ("indsatser", "0004_nyheder"),
        ("cms", "0045_pageurl_site_unique_path"),
    ]

    operations = [migrations.RunPython(forbind, migrations.RunPython.noop)]
