"""What the public reads of the groups' meetings: only what a coordinator has released, of minutes that are approved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from tryg_portal import generation

from ...formularer_moede import UddragForm
from ...models import Beslutning, Moede
from ...models.kort import tekster_for
from ..sider import side_af, sidelinks
from .ramme import indsendt, koordinator, side

PR_SIDE = 20


def liste(request):
    page_obj = side_af(request, Moede.objects.med_uddrag(), PR_SIDE)
    context = {"moeder": page_obj.object_list, **sidelinks(request, page_obj)}
    return render(request, "indsatser/moede_list.html", context)


def uddrag(request, adresse):
    """In Danish only: the English address leads to the Danish page. What is taken back says so (410)."""
    moede = get_object_or_404(Moede.objects.select_related("gruppe"), adresse=adresse)
    if moede.uddrag_udgivet is None:
        return render(request, "indsatser/moede_taget_tilbage.html", status=410)
    if get_language() != "da":
        return redirect(moede.uddragets_adresse())
    beslutninger = list(
        Beslutning.objects.published()
        .filter(punkt__moede=moede)
        .prefetch_related("indsatser")
        .order_by("punkt__raekkefoelge", "raekkefoelge", "pk")
    )
    titler = tekster_for({i.pk for b in beslutninger for i in b.indsatser.all()}, "da")
    for beslutning in beslutninger:
        beslutning.om = [titler[i.pk] for i in beslutning.indsatser.all() if i.pk in titler]
    context = {"moede": moede, "beslutninger": beslutninger}
    return render(request, "indsatser/moede_uddrag.html", context)


# --- In the admin


def ret(request, pk):
    """The text of the extract, the decisions that may be shown, and the two buttons: release, and take back."""
    moede = koordinator(request, pk)
    beslutninger = Beslutning.objects.filter(punkt__moede=moede).select_related("punkt")
    form = UddragForm(indsendt(request), instance=moede)
    if request.method == "POST" and form.is_valid() and _gem(request, form, list(beslutninger)):
        return redirect("admin:indsatser_moede_offentligt", moede.pk)
    return side(
        request,
        "offentligt",
        moede,
        "Det, borgerne må læse",
        form=form,
        beslutninger=beslutninger.order_by("punkt__raekkefoelge", "raekkefoelge", "pk"),
    )


def _gem(request, form, beslutninger):
    goer = {"udgiv": _udgiv, "tag_tilbage": _tag_tilbage}.get(request.POST.get("goer"))
    try:
        with transaction.atomic():
            moede = Moede.laast(form.instance.pk)
            moede.offentligt_uddrag = form.cleaned_data["offentligt_uddrag"]
            besked = goer(moede) if goer else _gem_blot(moede)
            moede.save()
            valgte = set(request.POST.getlist("beslutning"))
            for beslutning in beslutninger:
                beslutning.offentlig = str(beslutning.pk) in valgte
                beslutning.save(update_fields=["offentlig"])
            generation.changed()
    except ValidationError as fejl:
        form.add_error("offentligt_uddrag", fejl)
        return False
    messages.success(request, besked)
    return True


def _gem_blot(moede):
    if moede.uddrag_udgivet and not moede.offentligt_uddrag:
        raise ValidationError(
            "Uddraget er offentligt. Tag det tilbage, hvis der ikke skal stå noget."
        )
    return "Det er gemt." + (" Det står på siden nu." if moede.uddrag_udgivet else "")


def _udgiv(moede):
    if not moede.er_godkendt:
        raise ValidationError(
            "Referatet er ikke godkendt endnu, så intet af det kan blive offentligt."
        )
    if not moede.offentligt_uddrag:
        raise ValidationError("Skriv det, borgerne skal kunne læse, før du gør det offentligt.")
    moede.adresse = moede.adresse or _ledig_adresse(moede)
    moede.uddrag_udgivet = moede.uddrag_udgivet or timezone.now()
    return "Uddraget er offentligt nu."


def _tag_tilbage(moede):
    moede.uddrag_udgivet = None
    return "Uddraget er taget tilbage. Adressen siger nu, at det ikke længere er offentligt."


def _ledig_adresse(moede):
    grund = f"{moede.dag:%Y-%m-%d}-{moede.gruppe.slug}"
    optaget = set(Moede.objects.filter(adresse__startswith=grund).values_list("adresse", flat=True))
    kandidater = (grund if nr == 1 else f"{grund}-{nr}" for nr in range(1, len(optaget) + 2))
    return next(adresse for adresse in kandidater if adresse not in optaget)
