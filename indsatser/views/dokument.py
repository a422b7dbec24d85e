from django.shortcuts import get_object_or_404, render

from ..models import Dokument


def dokument_list(request):
    return render(
        request, "indsatser/dokument_list.html", {"raekker": Dokument.objects.published()}
    )


def dokument_detail(request, slug):
    obj = get_object_or_404(Dokument.objects.published(), slug=slug)
    return render(request, "indsatser/dokument_detail.html", {"dokument": obj})
