"""The reports of the crossing: one at each of its turns; none of them was sent by somebody who knocks."""

from datetime import date
from types import SimpleNamespace

from indsatser.aarsstatus import skridt
from indsatser.models import Aarsstatus, Strategi


def _en(nummer, *trin):
    aarsstatus = Aarsstatus.objects.create(
        strategi=Strategi.objects.get(nummer=1),
        nummer=nummer,
        slug=f"proeve-{nummer}",
        periode="2014",
        fra=date(2014, 1, 1),
        til=date(2014, 12, 31),
    )
    bidrag = aarsstatus.bidrag.create(afsnit="bilag", titel="Prøve", tekst="<p>Prøve.</p>")
    for et in trin:
        et(aarsstatus.pk)
    return aarsstatus, bidrag


def byg(s):
    """What the addresses of reports need, as `s.aar`; answers the rows for `s.objekt`."""
    sender, anden = s.fremmed, s.personer["uden_rolle"]
    trin = [
        lambda pk: skridt.send_til_gennemsyn(pk, sender),
        lambda pk: skridt.godkend_gennemsyn(pk, anden),
        lambda pk: skridt.laas(pk, anden),
        lambda pk: skridt.godkend(pk, anden, date(2015, 1, 5)),
    ]
    (kladde, bidrag), *resten = (_en(11 + antal, *trin[:antal]) for antal in range(5))
    sendt, gennemset, laast, godkendt = (aarsstatus.pk for aarsstatus, _ in resten)
    s.aar = SimpleNamespace(
        kladde=kladde.pk,
        bidrag=bidrag.pk,
        sendt=sendt,
        gennemset=gennemset,
        laast=laast,
        godkendt=godkendt,
    )
    return [kladde]
