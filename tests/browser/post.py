"""What the tests of people who write to each other share: the mails that came, and what one does in the admin."""

import re
from email import message_from_bytes, policy


class Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def newest_to(self, address):
        """Its subject and what it says."""
        mail = next(m for m in reversed(self.messages) if m["To"].strip() == address)
        return f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"

    def link_to(self, address, way="godkend"):
        return re.search(rf"http://\S+/{way}/\S+/", self.newest_to(address)).group()


def expect_an_error_from(page, url):
    page.context.complaints.expected.append(url)


def choose(page, box, text):
    """One of a field that finds as one types."""
    box.locator(".select2-selection").first.click()
    page.locator(".select2-container--open .select2-search__field").last.fill(text)
    page.locator(".select2-results__option", has_text=re.compile(f"^{text}")).first.click()
