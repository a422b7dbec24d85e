"""Sign-off of quotes: asked for and answered in the admin, and answered through the link of a mail."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from djangocms_versioning.constants import DRAFT
from djangocms_versioning.helpers import get_preview_url, version_list_url
from djangocms_versioning.models import Version

from .. import breve
from ..formularer import BedForm, LinkSvarForm, SvarForm
from ..models import Godkendelse, NyhedIndhold
from ..models.godkendelse import aftryk_af_tekst, citater_efter_myndighed, godkendelser_af
from ..rettigheder import myndighed_for
from ..versioner import navn_paa, titel_paa
from .nyhed import nyhedens_indhold

T = Godkendelse.Tilstand


def _version(pk):
    version = get_object_or_404(Version.objects.prefetch_related("content"), pk=pk)
    if not isinstance(version.content, NyhedIndhold):
        raise Http404
    return version


def godkendelser(request, pk):
    """What each authority that is quoted has answered; ask them, or answer for the one where one works."""
    if not request.user.has_perm("indsatser.view_godkendelse"):
        raise PermissionDenied
    version = _version(pk)
    linjer = _linjer(request, version)
    if request.method == "POST":
        linje = next(
            (li for li in linjer if str(li["myndighed"].pk) == request.POST.get("myndighed")), None
        )
        goer = {"bed": _bed, "svar": _svar}.get(request.POST.get("goer"))
        if linje is None or goer is None:
            raise Http404
        if goer(request, version, linje):
            return redirect("admin:indsatser_godkendelse_version", version.pk)
    indhold = version.content
    context = {
        **admin.site.each_context(request),
        "title": "Godkendelse af citater",
        "version": version,
        "indholdets_titel": titel_paa(indhold),
        "laeseside": get_preview_url(indhold),
        "versioner": version_list_url(indhold),
        "linjer": linjer,
        "er_kladde": version.state == DRAFT,
        "tidligere": Godkendelse.objects.om(indhold).med_visning(),
    }
    return TemplateResponse(request, "admin/udgivelse/godkendelser.html", context)


def _linjer(request, version):
    """A line for each authority: its quotes, its answer, what it has been asked, and what this person may do."""
    indhold, user = version.content, request.user
    aaben = version.state == DRAFT
    venter = {g.myndighed_id: g for g in Godkendelse.objects.venter().filter(indhold=indhold)}
    senest = dict(
        Godkendelse.objects.exclude(modtager="")
        .order_by("sendt")
        .values_list("myndighed_id", "modtager")
    )
    linjer = []
    for myndighed, citater, svar in godkendelser_af(indhold):
        sag = Godkendelse(indhold=indhold, myndighed=myndighed)
        linje = {
            "myndighed": myndighed,
            "citater": citater,
            "svar": svar,
            "venter": venter.get(myndighed.pk),
            "kan_bede": aaben and version.has_change_permission(user),
            # also a superuser, whom Django asks of no rule, answers for nobody but their own
            "kan_svare": aaben
            and myndighed_for(user) == myndighed
            and user.has_perm("indsatser.approve_godkendelse", sag),
            "bedform": BedForm(
                myndighed=myndighed,
                initial={"modtager": senest.get(myndighed.pk, "")},
                prefix=f"m{myndighed.pk}",
            ),
        }
        if linje["kan_svare"]:
            start = {"laest": aftryk_af_tekst(indhold)}
            linje["svarform"] = SvarForm(initial=start, prefix=f"m{myndighed.pk}")
        linjer.append(linje)
    return linjer


def _bed(request, version, linje):
    if not linje["kan_bede"]:
        raise PermissionDenied
    form = linje["bedform"] = BedForm(
        request.POST, prefix=linje["bedform"].prefix, myndighed=linje["myndighed"]
    )
    if not form.is_valid():
        for fejl in form.errors.get("modtager", []):  # the box may be far down the page
            messages.error(request, f"{linje['myndighed']}: {fejl}")
        return False
    with transaction.atomic():
        godkendelse, hemmelig = Godkendelse.bed(
            version.content, linje["myndighed"], request.user, form.cleaned_data["modtager"]
        )
        breve.bed_om_godkendelse(godkendelse, hemmelig)
    messages.success(
        request, f"{linje['myndighed']} er bedt om at godkende: {godkendelse.modtager}."
    )
    return True


def _svar(request, version, linje):
    """In the admin one answers in one's own name, also what was asked of a colleague by mail."""
    if not linje["kan_svare"]:
        raise PermissionDenied
    form = linje["svarform"] = SvarForm(request.POST, prefix=linje["svarform"].prefix)
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            godkendelse = linje["venter"]
            if godkendelse is None or godkendelse.hvorfor_lukket():
                godkendelse, _ = Godkendelse.bed(version.content, linje["myndighed"], request.user)
            _afgoer(godkendelse, form, navn_paa(request.user), request.user)
    except ValidationError as fejl:
        linje["svarform"] = form.om_den_nye_tekst(aftryk_af_tekst(version.content), fejl)
        return False
    messages.success(request, f"Dit svar for {linje['myndighed']} er gemt.")
    return True


def _afgoer(godkendelse, form, navn, bruger=None):
    data = form.cleaned_data
    godkendelse.svar(
        T(data["svar"]),
        navn=navn,
        laest=data["laest"],
        begrundelse=data["begrundelse"],
        bruger=bruger,
    )
    if godkendelse.bedt_af != bruger:
        breve.godkendelse_svaret(godkendelse)


@never_cache
def godkend(request, hemmelig):
    """The one text that the link is for, just as it will be published, and two buttons; it opens nothing else."""
    with translation.override("da"):
        svar = _godkend(request, hemmelig)
    svar["X-Robots-Tag"] = "noindex"
    return svar


def _godkend(request, hemmelig):
    godkendelse = Godkendelse.fra_link(hemmelig)
    if godkendelse is None:
        raise Http404
    if grund := godkendelse.hvorfor_lukket():
        return _lukket(request, godkendelse, grund)
    form = _svarform(request, godkendelse)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _afgoer(godkendelse, form, form.cleaned_data["navn"])
        except ValidationError as fejl:
            if grund := Godkendelse.objects.get(pk=godkendelse.pk).hvorfor_lukket():
                return _lukket(request, godkendelse, grund)
            form = form.om_den_nye_tekst(aftryk_af_tekst(godkendelse.indhold), fejl)
        else:
            return render(request, "indsatser/godkend_tak.html", {"godkendelse": godkendelse})
    context = {
        "godkendelse": godkendelse,
        "form": form,
        "egne": citater_efter_myndighed(godkendelse.indhold).get(godkendelse.myndighed, []),
        **nyhedens_indhold(request, godkendelse.indhold),
    }
    return render(request, "indsatser/godkend.html", context)


def _svarform(request, godkendelse):
    start = {"laest": aftryk_af_tekst(godkendelse.indhold)}
    return LinkSvarForm(request.POST or None, initial=start)


def _lukket(request, godkendelse, grund):
    context = {"godkendelse": godkendelse, "grund": grund}
    return render(request, "indsatser/godkend_lukket.html", context, status=410)
