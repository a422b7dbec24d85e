from django.shortcuts import get_object_or_404, render

from ..models import Indikator


def maaling_list(request):
    return render(
        request, "indsatser/maaling_list.html", {"raekker": Indikator.objects.published()}
    )


def maaling_detail(request, slug):
    obj = get_object_or_404(Indikator.objects.published(), slug=slug)
    return render(request, "indsatser/maaling_detail.html", {"maaling": obj})
