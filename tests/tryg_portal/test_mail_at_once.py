"""Three processes of the clock at once, with a real mail server: each mail comes once."""
# ruff: noqa: F811, a test names the fixtures that are imported

import pytest

from tests.indsatser.test_planer_samtidig import (  # noqa: F401, fixtures
    at_once,
    database,
    one,
    original,
)
from tests.tryg_portal.test_mail import smtp_server  # noqa: F401, a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY_SMTP = """
from datetime import datetime
from django.conf import settings
from tryg_portal import mail
from tryg_portal.mail import queue
from tryg_portal.models import GatheredLine, Mail
settings.POST_OFFICE = {"BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}}
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", %d
mail.register_mail("rykker", "Rykker", {}, required=(), frequencies=mail.REMINDER)
"""
WRITE = """
people = [mail.Recipient(f"nr{n}@aalborg.dk") for n in range(12)]
values = {"titel": "Æbler", "adresse": "https://tryg.example.dk/"}
mail.send(people, "godkendelse_bedt", values)
for one in people[:4]:
    mail.gather(one, "rykker", "Meld status", "", key="a")
"""
RUN = """
morning = timezone.now().replace(hour=9) + timedelta(days=1)
together()
print(mail.send_gathered(morning))
together = None
while queue.send_waiting(): pass
"""


def test_each_mail_comes_once_though_three_processes_send(at_once, smtp_server):
    server, inbox = smtp_server
    inbox.messages.clear()
    by_smtp = BY_SMTP % server.port
    one(at_once(by_smtp + WRITE))

    answers = at_once(*[by_smtp + RUN] * 3)

    assert [code for code, _, _ in answers] == [0, 0, 0], answers
    assert sum(int(out.split()[-1]) for _, out, _ in answers) == 4
    one(at_once(by_smtp + "while queue.send_waiting(): pass"))
    got = sorted(
        (message["To"], "venter på dig" in message["Subject"]) for message in inbox.messages
    )
    assert got == sorted(
        [(f"nr{n}@aalborg.dk", False) for n in range(12)]
        + [(f"nr{n}@aalborg.dk", True) for n in range(4)]
    )
