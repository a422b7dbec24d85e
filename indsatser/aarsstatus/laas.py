"""What a report holds from «Lås» on: all of it as plain values, so that nothing is ever looked up again."""

from django.utils import timezone

from .rens import rens_html

UDGAVE = 1
"""Of the shape of the frozen content; who reads it asks."""


def frys_indhold(aarsstatus, laast):
    """The frozen content: titles, names, figures and texts as they are now."""
    from ..models import Bidrag

    strategi = aarsstatus.strategi
    taget_med = list(aarsstatus.bidrag.filter(medtages=True).order_by("raekkefoelge", "pk"))
    tovholdere = _tovholdere(aarsstatus, [b.data.get("indsats") for b in taget_med])
    return {
        "udgave": UDGAVE,
        "titel": str(aarsstatus),
        "undertitel": f"{strategi.titel_da}, version {strategi.nummer} ({strategi.periode})",
        "adresse": f"/aarsstatus/{aarsstatus.slug}/",
        "periode": {
            "navn": aarsstatus.periode,
            "fra": aarsstatus.fra.isoformat(),
            "til": aarsstatus.til.isoformat(),
        },
        "strategi": {
            "nummer": strategi.nummer,
            "titel": strategi.titel_da,
            "periode": strategi.periode,
        },
        "laast": timezone.localtime(laast).isoformat(timespec="seconds"),
        "personer": _personer(aarsstatus),
        "afsnit": [
            afsnit
            for noegle, titel in Bidrag.Afsnit.choices
            if (afsnit := _afsnit(noegle, titel, taget_med, tovholdere))["punkter"]
        ],
    }


def _afsnit(noegle, titel, bidrag, tovholdere):
    i_afsnittet = [b for b in bidrag if b.afsnit == noegle]
    punkter = [_punkt(f"{noegle}-{nr}", b, tovholdere) for nr, b in enumerate(i_afsnittet, 1)]
    return {"id": noegle, "titel": titel, "punkter": punkter}


def _punkt(id_, bidrag, tovholdere):
    data = bidrag.data
    return {
        "id": id_,
        "titel": bidrag.titel,
        "tekst": str(rens_html(bidrag.tekst)),
        "adresse": data.get("adresse", ""),
        "navne": tovholdere.get(data.get("indsats"), []),
        "dato": data.get("dato", ""),
        "kilde": data.get("kilde", ""),
        "diagram": data.get("diagram"),
    }


def roller_nu():
    """Roles in force today, with what may be shown of them."""
    from ..models import Rolle

    return Rolle.objects.gaeldende().med_visning()


def _roller(aarsstatus):
    """Roles in force on the last day of the period.

    When one without a first day began nobody knows: it counts in a report of the version in force, and in no older one.
    """
    from ..models import Rolle, Strategi

    roller = Rolle.objects.gaeldende(min(aarsstatus.til, timezone.localdate())).med_visning()
    if aarsstatus.strategi != Strategi.objects.seneste():
        roller = roller.exclude(fra=None)
    return roller


def _personer(aarsstatus):
    """Those who lead the strategy, by group; only names that may be shown."""
    roller = _roller(aarsstatus).exclude(gruppe=None)
    return [
        {
            "navn": rolle.offentligt_navn,
            "titel": rolle.titel_da,
            "gruppe": rolle.gruppe.navn_da,
            "organisation": rolle.organisation.navn_da if rolle.organisation else "",
        }
        for rolle in roller.order_by(
            "gruppe__raekkefoelge", "gruppe__navn_da", "raekkefoelge", "pk"
        )
        if rolle.offentligt_navn or rolle.titel_da
    ]


def _tovholdere(aarsstatus, indsatser):
    fundne = {}
    roller = _roller(aarsstatus).filter(art="tovholder", indsats__in=set(indsatser) - {None})
    for rolle in roller.order_by("raekkefoelge", "pk"):
        navn = rolle.offentligt_navn or rolle.titel_da
        if navn:
            linje = {"navn": navn, "rolle": rolle.get_art_display()}
            fundne.setdefault(rolle.indsats_id, []).append(linje)
    return fundne
