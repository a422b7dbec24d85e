from django.shortcuts import get_object_or_404, render

from ..models import Hoering


def hoering_list(request):
    return render(request, "indsatser/hoering_list.html", {"raekker": Hoering.objects.published()})


def hoering_detail(request, slug):
    obj = get_object_or_404(Hoering.objects.published(), slug=slug)
    return render(request, "indsatser/hoering_detail.html", {"hoering": obj})
