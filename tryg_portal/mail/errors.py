"""What went wrong when a mail was handed to the server: this mail, or the server itself; for now, or for good."""

import smtplib
from enum import Enum, auto

SERVER_CLOSES = 421
TOO_LARGE = 552


class Outcome(Enum):
    SENT = auto()
    REFUSED = auto()
    """For good: another attempt would be refused too."""
    LATER = auto()
    """This mail, for now; the others may go."""
    DOWN = auto()
    """The server, so that no other mail gets through either."""


def outcome_of(error):
    """The outcome, and the server's own words or, where it said nothing, ours."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_codes(error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return _by_codes([(error.smtp_code, error.smtp_error)])
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == TOO_LARGE:
        return _by_codes([(error.smtp_code, error.smtp_error)])
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome.REFUSED, f"Mailserveren kan ikke sende til adressen: {error}"
    if isinstance(
        error, smtplib.SMTPResponseException
    ):  # login, greeting, sender: the same for every mail
        return Outcome.DOWN, _words(error.smtp_code, error.smtp_error)
    if isinstance(error, OSError):  # smtplib's own are OSErrors too
        return Outcome.DOWN, f"Mailserveren kan ikke nås: {error}"
    if isinstance(error, ValueError):  # a header, an address or a letter that no mail can hold
        return Outcome.REFUSED, f"Mailen kan ikke laves: {error}"
    return Outcome.LATER, f"{type(error).__name__}: {error}"


def _by_codes(answers):
    answers = list(answers)
    words = "; ".join(_words(code, said) for code, said in answers)
    codes = [code for code, _ in answers]
    if SERVER_CLOSES in codes:
        return Outcome.DOWN, words
    return Outcome.REFUSED if all(code >= 500 for code in codes) else Outcome.LATER, words


def _words(code, said):
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
