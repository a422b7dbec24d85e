from django.conf import settings
from django.db import models


class MailChoice(models.Model):
    """A kind of mail that a user no longer wants; a kind that is not named here is sent."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices", verbose_name="bruger"
    )
    kind = models.CharField("slags", max_length=50)
    off = models.BooleanField("slået fra", default=True)
    changed = models.DateTimeField("ændret", auto_now=True)

    class Meta:
        verbose_name = "valg af mails"
        verbose_name_plural = "valg af mails"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mailchoice_user_kind"),
        ]

    def __str__(self):
        return f"{self.kind}: {'fra' if self.off else 'til'}"
