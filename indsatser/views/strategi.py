from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from ..models import Strategi
from ..models.indsats import tekster_for
from ..models.livsforloeb import Livsforloeb


def strategi_list(request):
    seneste = Strategi.objects.seneste()
    strategier = list(Strategi.objects.prefetch_related("behandlinger"))
    for strategi in strategier:
        strategi.beslutninger = list(strategi.behandlinger.all())
        strategi.er_seneste = strategi == seneste
    context = {"strategier": strategier, "livsforloeb": Livsforloeb(strategier, get_language())}
    return render(request, "indsatser/strategi_list.html", context)


def strategi_detail(request, nummer):
    strategi = get_object_or_404(Strategi, nummer=nummer)
    seneste = Strategi.objects.seneste()
    alle = list(strategi.prioriteringer.select_related("indsats").prefetch_related("maal"))
    besluttet = [p for p in alle if not p.tilfoejet_undervejs]
    _giv_adresser(besluttet)
    maal = list(strategi.maal.all())
    for et_maal in maal:
        et_maal.prioriterede = [p for p in besluttet if p.foerste_maal == et_maal]
    versioner = {s.nummer: s for s in Strategi.objects.filter(nummer__in=[nummer - 1, nummer + 1])}
    context = {
        "strategi": strategi,
        "maal": maal,
        "uden_maal": [p for p in besluttet if p.foerste_maal is None],
        "antal": len(besluttet),
        "tilfoejede": [p for p in alle if p.tilfoejet_undervejs],
        "beslutninger": list(strategi.behandlinger.all()),
        "partnere": list(strategi.partnere.all()),
        "seneste": seneste,
        "er_seneste": strategi == seneste,
        "er_historie": seneste is not None and strategi.nummer < seneste.nummer,
        "forrige": versioner.get(nummer - 1),
        "naeste": versioner.get(nummer + 1),
    }
    return render(request, "indsatser/strategi_detail.html", context)


def _giv_adresser(prioriteringer):
    """Give each its address and the language that it leads to; an initiative without a text has no address yet."""
    tekster = tekster_for([p.indsats_id for p in prioriteringer], get_language())
    for prioritering in prioriteringer:
        tekst = tekster.get(prioritering.indsats_id)
        prioritering.url = tekst.get_absolute_url() if tekst else ""
        prioritering.sprog = tekst.language if tekst else ""
