"""Mails of the site: Danish, plain and HTML, each of a kind that is named, and kept in the database until it is sent.

    kinds.py      what kinds of mail there are, and what may stand in them
    letter.py     a kind and its values → subject, text and HTML
    message.py    a letter as a message with its files
    choices.py    how often each account wants a kind, and the link that turns it off
    sending.py    to whom: `send`, and the mails about accounts
    gathered.py   what waits for the one gathered mail a day: `gather`, `drop`, `send_gathered`
    queue.py      the way out: kept first, sent at once, and again when the server was down
    errors.py     what the server's answer means: this mail or all, for now or for good
    state.py      how it goes, for the desk; stop and resume
    tidy.py       how long what is known of mails is kept

The domain uses what is named here, and nothing else of the package.
"""

from .choices import choose, read_sign_off, sign_off_token
from .gathered import drop, gather, send_gathered
from .kinds import DAILY, KINDS, NEVER, NOTICE, NOW, REMINDER, WEEKLY, register_mail
from .letter import Letter, Wording, checked, fill, html_of, wording_of, write
from .message import Attachment
from .sending import Recipient, send, send_account_mail
from .state import MailStatus, mail_status
from .tidy import forget

__all__ = [
    "DAILY",
    "KINDS",
    "NEVER",
    "NOTICE",
    "NOW",
    "REMINDER",
    "WEEKLY",
    "Attachment",
    "Letter",
    "MailStatus",
    "Recipient",
    "Wording",
    "checked",
    "choose",
    "drop",
    "fill",
    "forget",
    "gather",
    "html_of",
    "mail_status",
    "read_sign_off",
    "register_mail",
    "send",
    "send_account_mail",
    "send_gathered",
    "sign_off_token",
    "wording_of",
    "write",
]
