"""Call, change, agenda and cancellation: shown first, with who gets it and what it says, and then sent."""

from django.contrib import messages

from tryg_portal.mail.kinds import KINDS
from tryg_portal.mail.letter import checked, fill, wording_of

from ... import breve_moede, indkaldelse
from ...formularer_moede import AflysForm
from .pdf import dagsorden_pdf
from .ramme import forsoeg, indsendt, koordinator, side, til_siden


def send(request, pk):
    """The call to those who have not had it, and the change to those who have had an older one."""
    moede = koordinator(request, pk)
    if not moede.kan_indkaldes:
        messages.error(request, indkaldelse.FOR_SENT)
        return til_siden(moede)
    if request.method == "POST":
        antal = forsoeg(request, indkaldelse.indkald, moede.pk, request.user)
        _kvitter(request, antal, "Alle har allerede fået det, de skal have. Intet er sendt.")
        return til_siden(moede, "deltagere")
    faar, uden = indkaldelse.mangler(moede)
    nye = [d for d in faar if not d.er_spurgt]
    breve = [
        _brev("indkaldelse", moede, nye),
        _brev("aendring", moede, [d for d in faar if d.er_spurgt]),
    ]
    return side(
        request, "send", moede, "Send til deltagerne", breve=[b for b in breve if b], uden=uden
    )


def _kvitter(request, antal, ingen):
    if antal:
        messages.success(request, f"Sendt til {antal} {'person' if antal == 1 else 'personer'}.")
    elif antal == 0:
        messages.warning(request, ingen)


def _brev(slags, moede, deltagere, **mere):
    """A letter as it will be written, with the first of those who get it put in."""
    if not deltagere:
        return None
    kind = KINDS[f"moede_{slags}"]
    til, vegne = breve_moede.om_deltager(deltagere[0])
    vaerdier = checked(kind, {"navn": til.name, **breve_moede.om(moede, til, vegne), **mere})
    ord_ = wording_of(kind)
    linjer = [li for li in ord_.text.splitlines() if not _tom(li, vaerdier)]
    return {
        "navn": kind.label,
        "emne": fill(ord_.subject, vaerdier),
        "tekst": fill("\n".join(linjer), vaerdier),
        "deltagere": deltagere,
    }


def _tom(linje, vaerdier):
    return any(f"[{navn}]" in linje and not vaerdi for navn, vaerdi in vaerdier.items())


def aflys(request, pk):
    moede = koordinator(request, pk)
    if not moede.kan_aflyses:
        messages.error(request, "Mødet er allerede aflyst eller holdt.")
        return til_siden(moede)
    form = AflysForm(indsendt(request))
    if request.method == "POST" and form.is_valid():
        antal = forsoeg(request, indkaldelse.aflys, moede.pk, form.cleaned_data["grund"])
        _kvitter(request, antal, "Mødet er aflyst. Ingen var indkaldt, så ingen har fået mail.")
        return til_siden(moede)
    spurgte = [d for d in moede.deltagere.med_person() if d.er_spurgt]
    return side(request, "aflys", moede, "Aflys mødet", form=form, spurgte=spurgte)


def send_dagsorden(request, pk):
    moede = koordinator(request, pk)
    if request.method == "POST":
        antal = forsoeg(request, lambda: indkaldelse.send_dagsorden(moede.pk, dagsorden_pdf(moede)))
        _kvitter(
            request, antal, "Ingen af deltagerne har en e-mail. Dagsordenen er noteret som sendt."
        )
        return til_siden(moede)
    if not moede.tager_imod_punkter:
        messages.error(request, "Dagsordenen er allerede sendt, eller mødet er forbi.")
        return til_siden(moede)
    deltagere = list(moede.deltagere.med_person())
    for deltager in deltagere:
        deltager.moede = moede
    faar = [d for d in deltagere if d.modtager.adresse]
    return side(
        request,
        "send_dagsorden",
        moede,
        "Send dagsordenen",
        brev=_brev("dagsorden", moede, faar),
        uden=[d for d in deltagere if not d.modtager.adresse],
        foreslaaede=moede.punkter.foreslaaede(),
    )
