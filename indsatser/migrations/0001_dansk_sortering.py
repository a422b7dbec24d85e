from django.contrib.postgres.operations import CreateCollation
from django.db import migrations


class Migration(migrations.Migration):
    """Danish order on PostgreSQL; on SQLite `tryg_portal.sortering` makes it on every connection."""

    initial = True
    operations = [CreateCollation("dansk", provider="icu", locale="da-DK")]
