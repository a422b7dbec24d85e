"""How a test fills in a form of the admin: as the browser would send it, with a few fields changed."""

from django.urls import reverse

from tests.indsatser.public_pages import text_of, tree_of


def address_of(model, action, *args):
    return reverse(f"admin:indsatser_{model}_{action}", args=args)


def form_of(response):
    """The admin's own form, of those on the page."""
    (form,) = tree_of(response).xpath(
        "//form[contains(@id, '_form')][@method='post'][.//input[@name='_save']]"
    )
    return form


def values_of(form):
    """What the browser would send if nothing were changed; templates of empty rows are not sent."""
    values = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            values.setdefault(name, []).append(value.removeprefix("\n"))
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def send(client, address, **changes):
    """Opens the form, changes some fields and saves."""
    values = values_of(form_of(client.get(address)))
    return client.post(address, {**values, **changes, "_save": "Gem"})


def errors_at(response, field):
    """The messages that stand at a field."""
    row = tree_of(response).xpath(f"//div[contains(concat(' ', @class, ' '), ' field-{field} ')]")
    return [text_of(message) for message in row[0].xpath(".//ul[contains(@class, 'errorlist')]/li")]


def errors_of_page(response):
    """Every message of the form, wherever it stands."""
    return [
        text_of(error) for error in tree_of(response).xpath("//ul[contains(@class, 'errorlist')]")
    ]


def messages_of(response):
    return [
        text_of(message)
        for message in tree_of(response).xpath("//ul[contains(@class, 'messagelist')]/li")
    ]
