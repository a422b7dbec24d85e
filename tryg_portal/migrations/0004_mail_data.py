"""What was turned off stays off, and each mail that is kept already gets its row of ours:
as one about an account, whose text is shown to nobody, for what it was about is not known."""

from django.db import migrations


def forward(apps, schema_editor):
    apps.get_model("tryg_portal.MailChoice").objects.filter(off=True).update(frequency="aldrig")
    mails, emails = apps.get_model("tryg_portal.Mail"), apps.get_model("post_office.Email")
    known = mails.objects.values("email")
    rows = [
        mails(email=email, account=True)
        for email in emails.objects.exclude(pk__in=known).only("pk")
    ]
    mails.objects.bulk_create(rows, batch_size=500)


def backward(apps, schema_editor):
    choices = apps.get_model("tryg_portal.MailChoice").objects
    choices.update(off=False)
    choices.filter(frequency="aldrig").update(off=True)


class Migration(migrations.Migration):
    dependencies = [
        ("tryg_portal", "0003_mails"),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
    ]

    operations = [migrations.RunPython(forward, backward)]
