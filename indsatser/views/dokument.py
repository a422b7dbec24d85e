from django.http import FileResponse, Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from ..medier.filtyper import type_efter_navn
from ..models import Dokument, Dokumentadresse
from ..models.dokumentfiltre import Dokumentfiltre
from ..models.kort import tekster_for
from .sider import side_af, sidelinks, valgte

PR_SIDE = 20
_ANDRE_FELTER = ["udgaver__tekst", "udgaver__ord"]


def dokument_list(request):
    filtre = Dokumentfiltre(request.GET, Dokument.objects.published(), get_language())
    dokumenter = filtre.dokumenter.med_visning().order_by("-dato", "titel_da", "pk")
    page_obj = side_af(request, dokumenter, PR_SIDE, antal=filtre.antal)
    context = {
        "dokumenter": page_obj.object_list,
        "antal": filtre.antal,
        "filtre": filtre.filtre,
        "valgte": valgte(request, filtre),
        "nulstil_url": request.path,
        "q_fejl": filtre.fejl,
        **sidelinks(request, page_obj),
    }
    return render(request, "indsatser/dokument_list.html", context)


def _kendt(visning):
    """The view gets the public document; a former address leads on, and one that was taken down says so (410)."""

    def find(request, slug, **kwargs):
        dokumenter = Dokument.objects.med_visning().select_related("strategi", "indsats")
        dokument = dokumenter.filter(slug=slug).first()
        if dokument is None:
            return _videre(request, slug)
        if dokument.offentligt:
            return visning(request, dokument, **kwargs)
        if not dokument.har_vaeret_vist:
            raise Http404
        context = {"dokument": dokument}
        return render(request, "indsatser/dokument_taget_ned.html", context, status=410)

    return find


def _videre(request, slug):
    """To the same part of the document at its address of today."""
    tidligere = Dokumentadresse.objects.select_related("dokument").filter(
        slug=slug, dokument__offentliggjort__isnull=False
    )
    dokument = get_object_or_404(tidligere).dokument
    rest = request.path.removeprefix(reverse("dokumenter:detail", args=[slug]))
    return HttpResponsePermanentRedirect(dokument.get_absolute_url() + rest)


@_kendt
def dokument_detail(request, dokument):
    return _vis(request, dokument, dokument.nyeste)


@_kendt
def dokument_udgave(request, dokument, nummer):
    """An older version, marked as one; the newest has no page but the document's own."""
    udgave = _udgave(dokument, nummer)
    if udgave.pk == dokument.nyeste_id:
        return redirect(dokument)
    return _vis(request, dokument, udgave)


def _vis(request, dokument, udgave):
    udgaver = list(dokument.udgaver.select_related("fil").defer("tekst", "ord"))
    for en in udgaver:
        en.dokument = dokument
    tekst = tekster_for([dokument.indsats_id], get_language()).get(dokument.indsats_id)
    context = {
        "dokument": dokument,
        "udgave": udgave,
        "udgaver": udgaver,
        "er_aeldre": udgave is not None and udgave.pk != dokument.nyeste_id,
        "indsats": tekst,
        "strategi": dokument.strategi
        if dokument.strategi and dokument.strategi.offentlig
        else None,
    }
    return render(request, "indsatser/dokument_detail.html", context)


def _udgave(dokument, nummer):
    # an apphook hands on the text of the address, not what its converter made of it
    udgaver = dokument.udgaver.select_related("fil").defer("tekst", "ord")
    udgave = get_object_or_404(udgaver, nummer=int(nummer) if len(str(nummer)) < 6 else 0)
    udgave.dokument = dokument
    return udgave


@_kendt
def dokument_fil(request, dokument):
    """The newest version, at an address that stays."""
    if dokument.nyeste is None:
        raise Http404
    dokument.nyeste.dokument = dokument
    return _send(dokument.nyeste)


@_kendt
def dokument_udgavefil(request, dokument, nummer):
    udgave = _udgave(dokument, nummer)
    svar = _send(udgave)
    if udgave.pk != dokument.nyeste_id:
        svar["X-Robots-Tag"] = "noindex"
    return svar


def _send(udgave):
    """Sent and not redirected to, so that no other address of it is known when the document is taken down.

    A PDF opens in the browser; the others are saved.
    """
    fil, type_ = udgave.fil.file, type_efter_navn(udgave.fil.file.name or "")
    if type_ is None or not fil.storage.exists(fil.name):
        raise Http404
    svar = FileResponse(
        fil.storage.open(fil.name),
        as_attachment=type_.signatur != "pdf",
        filename=udgave.filnavn,
        content_type=type_.mime,
    )
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Cache-Control"] = "no-cache"
    svar["Link"] = f'<{udgave.dokument.get_absolute_url()}>; rel="canonical"'
    return svar
