"""What the admin of mails has rows of: one that waits, and one text that somebody has edited."""

from post_office.models import Email

from tryg_portal.models import Mail, MailText


def byg():
    email = Email.objects.create(from_email="a@b.dk", to=["c@d.dk"], subject="Prøve", status=2)
    tekst = MailText.objects.create(kind="gennemsyn_sendt", subject="Prøve", text="[adresse]")
    return [Mail.objects.create(email=email), tekst]
