"""What is different now from what a locked report says: names, people and figures. The report itself stays."""

from dataclasses import dataclass

from django.utils.translation import gettext

from .laas import roller_nu
from .tal import skriv


@dataclass
class Aendring:
    """One difference; `anker` is the place in the report."""

    om: str
    foer: str
    nu: str
    anker: str = ""


def siden(aarsstatus):
    """All of them, in the order of the report. Contributions stay as long as it is locked, so they tell the sources."""
    punkter = _punkter_med_kilde(aarsstatus)
    return [
        *_indsatser(punkter),
        *_tovholdere(punkter),
        *_tal(punkter),
        *_personer(aarsstatus.frosset),
    ]


def _punkter_med_kilde(aarsstatus):
    """[(frozen point, the contribution that it was made of)], by the order that both have."""
    bidrag = {}
    for et in aarsstatus.bidrag.filter(medtages=True).order_by("raekkefoelge", "pk"):
        i_afsnittet = bidrag.setdefault(et.afsnit, [])
        i_afsnittet.append(et)
    return [
        par
        for afsnit in aarsstatus.frosset["afsnit"]
        for par in zip(afsnit["punkter"], bidrag.get(afsnit["id"], []), strict=False)
    ]


def _om_indsatser(punkter):
    """The first point about each initiative: what has changed is told once."""
    foerste = {}
    for punkt, bidrag in punkter:
        if pk := bidrag.data.get("indsats"):
            foerste.setdefault(pk, punkt)
    return foerste


def _indsatser(punkter):
    from ..models import Indsats
    from ..models.kort import tekster_for

    om = _om_indsatser(punkter)
    tekster = tekster_for(om, "da")
    faser = dict(Indsats.objects.filter(pk__in=om).values_list("pk", "fase"))
    for pk, punkt in om.items():
        tekst = tekster.get(pk)
        if tekst is None:
            nu = gettext("Indsatsen har ikke længere en side.")
            yield Aendring(punkt["titel"], punkt["titel"], nu, punkt["id"])
            continue
        if tekst.titel != punkt["titel"]:
            yield Aendring(gettext("Indsatsens navn"), punkt["titel"], tekst.titel, punkt["id"])
        if faser[pk] == Indsats.Fase.AFSLUTTET:
            nu = Indsats.Fase.AFSLUTTET.label
            yield Aendring(punkt["titel"], gettext("Var med i årsstatus"), nu, punkt["id"])


def _tovholdere(punkter):
    om = _om_indsatser(punkter)
    nu = {}
    for rolle in roller_nu().filter(art="tovholder", indsats__in=om):
        nu.setdefault(rolle.indsats_id, []).append(rolle.offentligt_navn or rolle.titel_da)
    for pk, punkt in om.items():
        foer = [person["navn"] for person in punkt["navne"]]
        if foer and set(foer) != set(nu.get(pk, [])):
            hvad = gettext("Tovholder for %(indsats)s") % {"indsats": punkt["titel"]}
            navne = ", ".join(filter(None, nu.get(pk, []))) or gettext("ikke oplyst")
            yield Aendring(hvad, ", ".join(foer), navne, punkt["id"])


def _personer(frosset):
    """Groups whose people are others by now; of a report without people nothing is said."""
    foer, nu = {}, {}
    for person in frosset["personer"]:
        foer.setdefault(person["gruppe"], []).append(person["navn"] or person["titel"])
    for rolle in roller_nu().filter(gruppe__navn_da__in=foer).order_by("raekkefoelge", "pk"):
        navn = rolle.offentligt_navn or rolle.titel_da
        nu.setdefault(rolle.gruppe.navn_da, []).append(navn)
    for gruppe, navne in foer.items():
        if set(navne) != set(nu.get(gruppe, [])):
            i_dag = ", ".join(filter(None, nu.get(gruppe, []))) or gettext("ikke oplyst")
            yield Aendring(gruppe, ", ".join(navne), i_dag, "personer")


# --- Figures


def _tal(punkter):
    med_tal = [
        (punkt, int(bidrag.kilde.partition(":")[2]))
        for punkt, bidrag in punkter
        if punkt["diagram"] and bidrag.kilde.startswith("indikator:")
    ]
    nu = _vaerdier([pk for _, pk in med_tal])
    for punkt, pk in med_tal:
        yield from _rettede(punkt, nu.get(pk, {}))
        yield from _nyere(punkt, nu.get(pk, {}))


def _vaerdier(indikatorer):
    """{series: {(area, from, to): value}} as they are now; one query."""
    from ..models import Maaling

    fundne = Maaling.objects.filter(indikator__in=indikatorer, opdeling="", vaerdi__isnull=False)
    nu = {}
    for pk, omraade, fra, til, vaerdi in fundne.order_by("fra", "til").values_list(
        "indikator", "omraade__navn_da", "fra", "til", "vaerdi"
    ):
        nu.setdefault(pk, {})[omraade, fra.isoformat(), til.isoformat()] = vaerdi
    return nu


def _rettede(punkt, nu):
    for serie in punkt["diagram"]["serier"]:
        for foer in serie["punkter"]:
            vaerdi = nu.get((serie["navn"], foer["fra"], foer["til"]))
            om = f"{punkt['titel']}, {serie['navn']}, {foer['periode']}"
            if vaerdi is None:
                yield Aendring(om, skriv(foer["vaerdi"]), gettext("ikke oplyst"), punkt["id"])
            elif skriv(vaerdi) != skriv(foer["vaerdi"]):
                yield Aendring(om, skriv(foer["vaerdi"]), skriv(vaerdi), punkt["id"])


def _nyere(punkt, nu):
    """The newest value of the line that the sentence is about."""
    serier = [serie for serie in punkt["diagram"]["serier"] if serie["punkter"]]
    if not serier:
        return
    serie = next((en for en in serier if en["hoved"]), serier[0])
    sidste = serie["punkter"][-1]
    senere = [
        (til, vaerdi)
        for (omraade, _, til), vaerdi in nu.items()
        if omraade == serie["navn"] and til > sidste["til"]
    ]
    if senere:
        til, vaerdi = max(senere)
        om = gettext("%(titel)s: nyeste tal") % {"titel": punkt["titel"]}
        foer = f"{skriv(sidste['vaerdi'])} ({sidste['periode']})"
        yield Aendring(om, foer, f"{skriv(vaerdi)} ({til[:4]})", punkt["id"])
