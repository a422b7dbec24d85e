"""One of each noun, filled in with as little as it needs; a test names what its rule is about."""

from datetime import date, timedelta

import factory
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from filer.models import File

from indsatser.models import (
    Dokument,
    Forslag,
    Gruppe,
    Indsats,
    IndsatsIndhold,
    Maal,
    Moede,
    Nyhed,
    NyhedIndhold,
    Opgave,
    Organisation,
    Person,
    Pressecitat,
    Pressekontakt,
    Prioritering,
    Rolle,
    Status,
    Statusrunde,
    Strategi,
)
from indsatser.versioner import uden_tjek


def forfatter():
    """Who writes and publishes in tests."""
    return get_user_model().objects.get_or_create(username="forfatter")[0]


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    navn_da = factory.Sequence("Forening {}".format)
    art = Organisation.Art.PARTNER


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    navn = factory.Sequence("Person {}".format)


class GruppeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gruppe

    navn_da = factory.Sequence("Gruppe {}".format)
    slug = factory.Sequence("gruppe-{}".format)


class StrategiFactory(factory.django.DjangoModelFactory):
    """A version far ahead, so that the one in force stays in force; each four years after the one before."""

    class Meta:
        model = Strategi

    nummer = factory.Sequence(lambda n: 10 + n)
    titel_da = "En tryg kommune"
    fra_aar = factory.Sequence(lambda n: 2200 + 4 * n)
    til_aar = factory.LazyAttribute(lambda strategi: strategi.fra_aar + 3)


class MaalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Maal

    strategi = factory.SubFactory(StrategiFactory)
    nummer = 1
    titel_da = "Et mål"
    slug = factory.LazyAttribute(lambda maal: f"et-maal-{maal.nummer}")


class IndsatsFactory(factory.django.DjangoModelFactory):
    """An initiative that nothing is written about yet."""

    class Meta:
        model = Indsats

    slug = factory.Sequence("en-indsats-{}".format)


class TekstFactory(factory.django.DjangoModelFactory):
    """A published text; with `udgivet=False` a draft, and with an `indsats` of its own unless one is given."""

    class Meta:
        model = IndsatsIndhold

    indsats = factory.SubFactory(IndsatsFactory)
    language = "da"
    titel = factory.Sequence("Indsats nummer {}".format)
    resume = "Kort om indsatsen."

    @classmethod
    def _create(cls, model_class, *args, udgivet=True, **felter):
        tekst = model_class.objects.with_user(forfatter()).create(**felter)
        if udgivet:
            with uden_tjek():  # with as little as it needs; the check has tests of its own
                tekst.versions.get().publish(forfatter())
        return tekst


class PrioriteringFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prioritering

    strategi = factory.SubFactory(StrategiFactory)
    indsats = factory.SubFactory(IndsatsFactory)
    navn = "En indsats"


def prioriter(indsats):
    """Gives an initiative a goal in the version in force, so that nothing is missing when it is published."""
    maal = Maal.objects.get(strategi__nummer=3, nummer=1)
    PrioriteringFactory(strategi=maal.strategi, indsats=indsats).maal.add(maal)
    return indsats


class RolleFactory(factory.django.DjangoModelFactory):
    """A tovholder by title of an initiative of its own."""

    class Meta:
        model = Rolle

    art = Rolle.Art.TOVHOLDER
    titel_da = "Leder"
    indsats = factory.SubFactory(IndsatsFactory)


class NyhedFactory(factory.django.DjangoModelFactory):
    """News of the municipality that nothing is written about yet."""

    class Meta:
        model = Nyhed

    slug = factory.Sequence("en-nyhed-{}".format)
    dato = date(2024, 3, 5)
    myndighed = factory.LazyFunction(lambda: Organisation.objects.myndigheder()[0])


class NyhedstekstFactory(TekstFactory):
    """A published text; with `udgivet=False` a draft, and with a `nyhed` of its own unless one is given."""

    class Meta:
        model = NyhedIndhold

    nyhed = factory.SubFactory(NyhedFactory)
    indsats = None
    titel = factory.Sequence("Nyhed nummer {}".format)
    resume = "Kort om nyheden."
    tekst = "<p>Mere om nyheden.</p>"

    @classmethod
    def _create(cls, model_class, *args, indsats=None, **felter):
        return super()._create(model_class, *args, **felter)


class PressecitatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pressecitat

    taler = "Anne Marie Roum Svendsen"
    titel = "politidirektør"
    organisation = factory.LazyFunction(lambda: Organisation.objects.myndigheder()[1])
    tekst = "Vi passer på hinanden."


class PressekontaktFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pressekontakt

    navn = factory.Sequence("Pressekontakt {}".format)
    organisation = factory.LazyFunction(lambda: Organisation.objects.myndigheder()[0])
    telefon = "99 82 34 20"
    til = date(2100, 1, 1)


class StatusrundeFactory(factory.django.DjangoModelFactory):
    """An open round whose deadline is a week ahead."""

    class Meta:
        model = Statusrunde

    navn = factory.Sequence("Runde {}".format)
    strategi = factory.LazyFunction(lambda: Strategi.objects.get(nummer=3))
    fra = date(2026, 1, 1)
    til = date(2026, 6, 30)
    frist = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    tilstand = "aaben"
    aabnet = factory.LazyFunction(timezone.now)


class StatusFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Status

    runde = factory.SubFactory(StatusrundeFactory)
    indsats = factory.SubFactory(IndsatsFactory)
    indsats_navn = factory.Sequence("Rapport {}".format)


class MoedeFactory(factory.django.DjangoModelFactory):
    """A meeting in three days, of two hours."""

    class Meta:
        model = Moede

    gruppe = factory.SubFactory(GruppeFactory)
    titel = factory.Sequence("Møde {}".format)
    start = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
    slut = factory.LazyAttribute(lambda moede: moede.start + timedelta(hours=2))


class OpgaveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Opgave

    tekst = factory.Sequence("Opgave {}".format)
    ansvarlig = factory.SubFactory(PersonFactory)
    frist = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=5))


class ForslagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forslag

    nummer = factory.Sequence("F-{:04d}".format)
    art = "indsats"
    titel = factory.Sequence("Forslag {}".format)
    beskrivelse = "Flere lamper ved stien."
    hvem = "borger"


class DokumentFactory(factory.django.DjangoModelFactory):
    """A public document; with `filer=[(name, content, what was read)]` a version of each."""

    class Meta:
        model = Dokument

    titel_da = factory.Sequence("Dokument {}".format)
    slags = Dokument.Slags.FOLDER
    dato = date(2026, 3, 1)
    tilgaengelighed = Dokument.Tilgaengelighed.TILGAENGELIG
    offentligt = True

    @classmethod
    def _create(cls, model_class, *args, filer=(), **felter):
        dokument = super()._create(model_class, *args, **felter)
        for navn, indhold, laest in filer:
            fil = ContentFile(indhold, name=navn)
            dokument.laeg_op(File.objects.create(file=fil, original_filename=navn), laest)
        return dokument
