"""The folders that files are put in: one for each authority, and one for what is everybody's."""

from filer.models import Folder

from indsatser.models import Organisation

FAELLES = "Fælles"


def mapper():
    """At the top, by name; one that is there is left as it is."""
    navne = [organisation.navn_da for organisation in Organisation.objects.myndigheder()]
    for navn in [*navne, FAELLES]:
        Folder.objects.get_or_create(name=navn, parent=None)
