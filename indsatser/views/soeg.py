from django.shortcuts import render
from django.utils.translation import get_language

from ..soegning import find
from .sider import side_af, sidelinks

PR_SIDE = 20
MAKS_TEGN = 100


def soeg(request):
    q = request.GET.get("q", "").strip()[:MAKS_TEGN]
    page_obj = side_af(request, find(q, get_language()), PR_SIDE)
    context = {"q": q, "antal": page_obj.paginator.count, "resultater": page_obj.object_list}
    return render(request, "indsatser/soeg.html", {**context, **sidelinks(request, page_obj)})
