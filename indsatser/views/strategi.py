from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from ..models.dokument import FLEST_DOKUMENTER
from ..models.kort import tekster_for
from ..models.livsforloeb import Livsforloeb
from ..templatetags.tryg import strategier


def strategi_list(request):
    versioner = strategier({"request": request})
    seneste = _seneste(versioner)
    for strategi in versioner:
        strategi.beslutninger = list(strategi.behandlinger.all())
        strategi.er_seneste = strategi == seneste
    context = {"strategier": versioner, "livsforloeb": Livsforloeb(versioner, get_language())}
    return render(request, "indsatser/strategi_list.html", context)


def strategi_detail(request, nummer):
    # an apphook hands on the text of the address, not what its converter made of it
    nummer = int(nummer) if len(nummer) < 5 else 0
    versioner = {strategi.nummer: strategi for strategi in strategier({"request": request})}
    if nummer not in versioner:
        raise Http404
    strategi, seneste = versioner[nummer], _seneste(versioner.values())
    alle = list(strategi.prioriteringer.select_related("indsats").prefetch_related("maal"))
    _giv_adresser(alle)
    alle = [p for p in alle if p.url]  # what is not public yet has no address, and no name either
    besluttet = [p for p in alle if not p.tilfoejet_undervejs]
    maal = list(strategi.maal.all())
    for et_maal in maal:
        et_maal.prioriterede = [p for p in besluttet if p.foerste_maal == et_maal]
    context = {
        "strategi": strategi,
        "maal": maal,
        "uden_maal": [p for p in besluttet if p.foerste_maal is None],
        "antal": len(besluttet),
        "tilfoejede": [p for p in alle if p.tilfoejet_undervejs],
        "beslutninger": list(strategi.behandlinger.all()),
        "partnere": list(strategi.partnere.all()),
        "dokumenter": list(strategi.dokumenter.published().med_visning()[:FLEST_DOKUMENTER]),
        "seneste": seneste,
        "er_seneste": strategi == seneste,
        "er_historie": seneste is not None and nummer < seneste.nummer,
        "forrige": versioner.get(nummer - 1),
        "naeste": versioner.get(nummer + 1),
    }
    return render(request, "indsatser/strategi_detail.html", context)


def _seneste(versioner):
    """The same as `Strategi.objects.seneste()`, of versions that are fetched already."""
    return max((s for s in versioner if s.er_begyndt), key=lambda s: s.fra_aar, default=None)


def _giv_adresser(prioriteringer):
    """Give each its address and the language that it leads to; an initiative without a text has no address yet."""
    tekster = tekster_for([p.indsats_id for p in prioriteringer], get_language())
    for prioritering in prioriteringer:
        tekst = tekster.get(prioritering.indsats_id)
        prioritering.url = tekst.get_absolute_url() if tekst else ""
        prioritering.sprog = tekst.language if tekst else ""
        prioritering.titel = tekst.titel if tekst else ""
