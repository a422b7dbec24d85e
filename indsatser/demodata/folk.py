"""The organisations, groups, people and roles of the demonstration data."""

from indsatser.models import Gruppe, Organisation, Person, Rolle

from . import fakta


def organisation():
    """Only into an empty table: what an editor has renamed or ended must not come back."""
    if Organisation.objects.exists():
        return
    for navn, engelsk, art, over, orden, felter in fakta.ORGANISATIONER:
        Organisation.objects.create(
            navn_da=navn,
            navn_en=engelsk,
            art=art,
            overordnet=Organisation.objects.get(navn_da=over) if over else None,
            raekkefoelge=orden,
            **felter,
        )
    for orden, (slug, (navn, engelsk, opgave, opgave_en, moeder, moeder_en)) in enumerate(
        fakta.GRUPPER.items()
    ):
        Gruppe.objects.create(
            slug=slug,
            navn_da=navn,
            navn_en=engelsk,
            opgave_da=opgave,
            opgave_en=opgave_en,
            moeder_da=moeder,
            moeder_en=moeder_en,
            raekkefoelge=orden,
        )
    for slug, (navn, engelsk, efter) in fakta.GAMLE_GRUPPER.items():
        Gruppe.objects.create(
            slug=slug, navn_da=navn, navn_en=engelsk, efterfoelger=Gruppe.objects.get(slug=efter)
        )
    for orden, (gruppe, art, person, titel, engelsk, myndighed, til, felter) in enumerate(
        fakta.ROLLER_I_GRUPPER
    ):
        rolle(
            art,
            person,
            titel,
            engelsk,
            myndighed,
            orden,
            til=til,
            gruppe=Gruppe.objects.get(slug=gruppe),
            **felter,
        )


def rolle(art, navn, titel, titel_en, organisation_navn, orden, **felter):
    Rolle.objects.create(
        art=art,
        person=Person.objects.get_or_create(navn=navn)[0] if navn else None,
        titel_da=titel,
        titel_en=titel_en,
        organisation=Organisation.objects.get(navn_da=organisation_navn),
        vis_navn=bool(navn),
        raekkefoelge=orden,
        **felter,
    )
