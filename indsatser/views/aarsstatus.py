from django.shortcuts import get_object_or_404, render

from ..models import Aarsstatus


def aarsstatus_list(request):
    return render(
        request, "indsatser/aarsstatus_list.html", {"raekker": Aarsstatus.objects.published()}
    )


def aarsstatus_detail(request, slug):
    obj = get_object_or_404(Aarsstatus.objects.published(), slug=slug)
    return render(request, "indsatser/aarsstatus_detail.html", {"aarsstatus": obj})
