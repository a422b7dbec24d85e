"""The values of one series in the admin: several written at once, and all of them as a file."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import formset_factory
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ..formularer_maaling import VaerdierFormSet, raekkeform
from ..indlaesning import eksport
from ..models import Indikator, Maaling
from .indlaesning import sig_hvis_ventet

LINJER, FLEST = 5, 100
IMENS = "En af værdierne er lagt ind et andet sted imens. Ingenting er gemt: se listen, og ret linjerne."


def vaerdierne(indikator):
    """The address of the list of one series."""
    return f"{reverse('admin:indsatser_maaling_changelist')}?indikator={indikator.pk}"


def flere(request, pk):
    """Rows of one series: all are saved, or none."""
    indikator = get_object_or_404(Indikator, pk=pk)
    if not request.user.has_perm("indsatser.add_maaling", Maaling(indikator=indikator)):
        raise PermissionDenied
    formset, vis_fejl = _formset(request, indikator), False
    if request.method == "POST" and "mere" not in request.POST:
        vis_fejl = True
        if formset.is_valid() and _gem(request, formset, indikator):
            return redirect(vaerdierne(indikator))
    context = {
        **admin.site.each_context(request),
        "title": f"Tilføj værdier: {indikator}",
        "opts": Maaling._meta,
        "indikator": indikator,
        "formset": formset,
        "vis_fejl": vis_fejl,
        "vaerdierne": vaerdierne(indikator),
    }
    return TemplateResponse(request, "admin/maaling/flere.html", context)


def _formset(request, indikator):
    klasse = formset_factory(
        raekkeform(indikator),
        formset=VaerdierFormSet,
        extra=LINJER,
        max_num=FLEST,
        validate_max=True,
    )
    om = {"form_kwargs": {"indikator": indikator}, "prefix": "v"}
    if request.method != "POST":
        return _med_omraade(klasse(**om), indikator)
    data = request.POST.copy()
    if "mere" in data:
        _flere_linjer(data, indikator)
    return _med_omraade(klasse(data, **om), indikator)


def _med_omraade(formset, indikator):
    """An untouched row has the main area chosen, and is still untouched."""
    for form in formset.forms:
        form.fields["omraade"].initial = form.initial["omraade"] = indikator.hovedomraade_id
        for navn in ("note_da", "tekst_da"):
            if navn in form.fields:
                form.fields[navn].widget = forms.TextInput(attrs={"size": 30})
    return formset


def _flere_linjer(data, indikator):
    navn = "v-TOTAL_FORMS"
    foer = int(data[navn]) if data.get(navn, "").isdecimal() else 0
    data[navn] = str(min(foer + LINJER, FLEST))
    for nr in range(foer, int(data[navn])):
        data[f"v-{nr}-omraade"] = str(indikator.hovedomraade_id)


def _gem(request, formset, indikator):
    skrevne = [form for form in formset.forms if form.has_changed()]
    if not skrevne:
        messages.warning(request, "Der er ikke skrevet noget i linjerne.")
        return False
    try:
        with transaction.atomic():
            for form in skrevne:
                form.save()
    except IntegrityError:
        messages.error(request, IMENS)
        return False
    antal = len(skrevne)
    messages.success(request, f"{antal} {'værdi' if antal == 1 else 'værdier'} er gemt.")
    sig_hvis_ventet(request, Indikator.objects.filter(pk=indikator.pk))
    return True


@never_cache
def som_fil(request, pk, endelse):
    """The whole series in the columns that an import reads."""
    indikator = get_object_or_404(Indikator, pk=pk)
    if not request.user.has_perm("indsatser.view_maaling"):
        raise PermissionDenied
    if endelse not in ("csv", "xlsx"):
        raise Http404
    maalinger = indikator.maalinger.select_related("indikator", "omraade").order_by(
        "omraade__raekkefoelge", "omraade_id", "opdeling", "fra", "pk"
    )
    indhold = _med_overskrifter(eksport.raekker(maalinger.iterator(2000)))
    if endelse == "csv":
        svar = StreamingHttpResponse(
            eksport.som_csv(indhold), content_type="text/csv; charset=utf-8"
        )
    else:
        svar = HttpResponse(eksport.som_xlsx(indhold), content_type=eksport.XLSX)
    svar["Content-Disposition"] = f'attachment; filename="{indikator.slug}.{endelse}"'
    svar["Cache-Control"] = "private, no-store"
    return svar


def _med_overskrifter(raekker):
    yield eksport.OVERSKRIFTER
    yield from raekker
