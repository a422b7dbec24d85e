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


class Generation(models.Model):
    """The one row that says which generation of public pages is the newest; `generation.py` reads and renews it."""

    mark = models.CharField("mærke", max_length=32)
    set_at = models.FloatField("sat", help_text="Sekunder siden 1970.")

    class Meta:
        verbose_name = "generation af offentlige sider"
        verbose_name_plural = "generationer af offentlige sider"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="generation_one_row"),
        ]

    def __str__(self):
        return self.mark
