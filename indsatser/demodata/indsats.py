"""The initiatives of the demonstration data: their texts, roles, target groups, areas and priorities."""

from indsatser.models import (
    Indsats,
    IndsatsIndhold,
    Maal,
    Maalgruppe,
    Omraade,
    Organisation,
    Prioritering,
    Strategi,
    TidligereAdresse,
)

from . import fakta
from .filer import laes
from .folk import rolle

TEKSTFELTER = ["titel", "resume", "overskrift", "baggrund", "goer_allerede", "fokus"]


def indsatser(bruger):
    tekster = laes("indsatser")
    nye = set()
    for slug, fil in tekster.items():
        indsats, ny = Indsats.objects.get_or_create(slug=slug, defaults={"fase": _fase(slug)})
        if ny:
            nye.add(slug)
            for sprog in ("da", "en"):
                _udgiv_tekst(indsats, sprog, fil[sprog], bruger)
    for slug, afloeser in fakta.EFTERFOELGERE.items():
        if slug in nye:
            Indsats.objects.filter(slug=slug).update(
                efterfoelger=Indsats.objects.get(slug=afloeser)
            )
    for gammel, slug in fakta.TIDLIGERE_ADRESSER.items():
        if slug in nye:
            TidligereAdresse.objects.create(slug=gammel, indsats=Indsats.objects.get(slug=slug))
    for orden, (slug, art, person, titel, engelsk, myndighed, felter) in enumerate(
        fakta.ROLLER_I_INDSATSER
    ):
        if slug in nye:
            rolle(
                art,
                person,
                titel,
                engelsk,
                myndighed,
                orden,
                indsats=Indsats.objects.get(slug=slug),
                **felter,
            )
    _kendetegn(nye)
    _prioriteringer(nye)


def _fase(slug):
    if slug in fakta.UKENDT_FASE:
        return ""
    nuvaerende = {raekke[0] for raekke in fakta.PRIORITERINGER[3]} | {
        r[1] for r in fakta.TILFOEJET if r[0] == 3
    }
    i_gang = slug in nuvaerende and slug not in fakta.EFTERFOELGERE
    return Indsats.Fase.I_GANG if i_gang else Indsats.Fase.AFSLUTTET


def _udgiv_tekst(indsats, sprog, fil, bruger):
    indhold = IndsatsIndhold.objects.with_user(bruger).create(
        indsats=indsats, language=sprog, **{felt: fil.get(felt, "").strip() for felt in TEKSTFELTER}
    )
    indhold.opret_mere()
    indhold.versions.get().publish(bruger)


def _kendetegn(nye):
    for tabel, model, felt in (
        (fakta.MAALGRUPPER, Maalgruppe, "maalgrupper"),
        (fakta.OMRAADER, Omraade, "omraader"),
    ):
        for (slug, navn, engelsk), indsatser_ in tabel.items():
            tegn, _ = model.objects.get_or_create(
                slug=slug, defaults={"navn_da": navn, "navn_en": engelsk}
            )
            for indsats in Indsats.objects.filter(slug__in=nye.intersection(indsatser_)):
                getattr(indsats, felt).add(tegn)
    for slug in nye.intersection(fakta.PARTNERE):
        partnere = Organisation.objects.filter(navn_da__in=fakta.PARTNERE[slug])
        Indsats.objects.get(slug=slug).partnere.set(partnere)


def _prioriteringer(nye):
    raekker = [
        (version, slug, navn, maal, nr, {})
        for version, indsatser_ in fakta.PRIORITERINGER.items()
        for nr, (slug, navn, maal) in enumerate(indsatser_, 1)
    ]
    raekker += [
        (version, slug, navn, maal, 100, {"tilfoejet_undervejs": True, "fra_aar": aar})
        for version, slug, navn, maal, aar in fakta.TILFOEJET
    ]
    for version, slug, navn, maal, nr, felter in raekker:
        if slug not in nye:
            continue
        prioritering = Prioritering.objects.create(
            strategi=Strategi.objects.get(nummer=version),
            indsats=Indsats.objects.get(slug=slug),
            navn=navn,
            nummer=nr,
            slutaarsag=fakta.SLUTAARSAGER.get((version, slug), ""),
            **felter,
        )
        if maal:
            prioritering.maal.add(Maal.objects.get(strategi=prioritering.strategi, nummer=maal))
