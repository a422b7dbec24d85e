"""The form of a report: one for whoever comes by a link and for whoever is signed in.

A draft takes everything as it was typed; what is missing is asked for when the report is handed in.
"""

import re
import secrets
from decimal import Decimal
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import formset_factory

from .medier.filtyper import MODTAGES
from .medier.kontrol import forundersoeg
from .models import Status, Statusbilag
from .models.statusindhold import Indhold, Saetning, Tal, dansk_tal
from .models.statusskridt import BRUG_FOR_ORD, klokken
from .saetninger import del_op, noegle

TOMME_RAEKKER, FLEST_TAL, FLEST_FILER = 3, 30, 10
TAL = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d{1,12})(,\d{1,2})?")
MANGLER = {
    "navn": "Skriv, hvad der er talt.",
    "vaerdi": "Skriv tallet.",
    "enhed": "Skriv enheden, for eksempel personer eller pct.",
    "periode": "Skriv perioden, for eksempel 1. halvår 2026.",
    "kilde": "Skriv, hvor tallet kommer fra.",
}


def laes_tal(tekst):
    """A number as Danes write it: «1.250,5»."""
    rent = re.sub(r"\s", "", tekst).replace("\N{MINUS SIGN}", "-")
    if not TAL.fullmatch(rent):
        raise ValidationError("Skriv tallet med cifre og komma, for eksempel 1250 eller 12,5.")
    tal = Decimal(rent.replace(".", "").replace(",", "."))
    if abs(tal) >= 10**12:
        raise ValidationError("Tallet er for stort.")
    return tal


class Talform(forms.Form):
    """A figure; a row that is emptied is taken away."""

    navn = forms.CharField(label="Hvad er talt?", max_length=150, required=False)
    vaerdi = forms.CharField(
        label="Tal",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    enhed = forms.CharField(label="Enhed", max_length=40, required=False)
    periode = forms.CharField(label="Periode", max_length=60, required=False)
    kilde = forms.CharField(label="Kilde", max_length=200, required=False)

    def skrevet(self):
        """The row as it was typed."""
        return {navn: self.cleaned_data.get(navn, "") for navn in self.fields}

    def tal(self):
        """The figure, or None where the row is empty; raises ValidationError for what it lacks."""
        skrevet = self.skrevet()
        if not any(skrevet.values()):
            return None
        fejl = {navn: MANGLER[navn] for navn, vaerdi in skrevet.items() if not vaerdi}
        if skrevet["vaerdi"]:
            try:
                skrevet["vaerdi"] = laes_tal(skrevet["vaerdi"])
            except ValidationError as grund:
                fejl["vaerdi"] = grund
        if fejl:
            raise ValidationError(fejl)
        return Tal(**skrevet)


Talsaet = formset_factory(
    Talform, extra=TOMME_RAEKKER, max_num=FLEST_TAL, absolute_max=FLEST_TAL + 5
)


def _efterset(form):
    """A row as it is kept, with what it lacks."""
    if not any(form.initial.values()):
        return form
    felter = {f"{form.prefix}-{navn}": vaerdi for navn, vaerdi in form.initial.items()}
    kendt = Talform(felter, prefix=form.prefix)
    kendt.full_clean()
    try:
        kendt.tal()
    except ValidationError as fejl:
        kendt.add_error(None, fejl)
    return kendt


class FlereFiler(forms.FileInput):
    allow_multiple_selected = True


class Filfelt(forms.FileField):
    """Any number of files, each checked by its content as every other upload."""

    widget = FlereFiler

    def clean(self, data, initial=None):
        if len(data or []) > FLEST_FILER:
            raise ValidationError(f"Læg højst {FLEST_FILER} filer op ad gangen.")
        return [self._en(fil) for fil in data or []]

    def _en(self, fil):
        fil = super().clean(fil)
        forundersoeg(fil, None)
        return fil


class Rapportform(forms.Form):
    """A report as it is (`status`, with its rows), and what is typed in it."""

    udgave = forms.IntegerField(widget=forms.HiddenInput)
    skriver = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    """Names the page, for its own lost answer is nobody else's."""
    lys = forms.ChoiceField(
        label="Hvordan går det?",
        choices=Status.Lys.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    lys_tekst = forms.CharField(
        label="Med dine egne ord",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skal skrives, når det er gult eller rødt. Kun Tryg Aalborgs egne folk ser det.",
    )
    filer = Filfelt(
        label="Læg filer op",
        required=False,
        help_text=f"Højst {FLEST_FILER} ad gangen: {MODTAGES}.",
    )

    def __init__(self, data=None, files=None, *, status, spoergsmaal):
        self.status, self.spoergsmaal, self.nu = status, spoergsmaal, Indhold.af(status)
        self.bilag = list(status.bilag.all())
        self.faldet, self.mangler = [], {}
        start = {"udgave": status.udgave, "skriver": secrets.token_hex(8)}
        start |= {"lys": self.nu.lys, "lys_tekst": self.nu.lys_tekst}
        super().__init__(data, files, initial=start)
        for et in spoergsmaal:
            self.fields[f"svar_{et.pk}"] = forms.CharField(
                label=et.tekst,
                help_text=et.hjaelp,
                max_length=5000,
                required=False,
                initial=self.nu.svar.get(et.pk, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        raekker = [{**t._asdict(), "vaerdi": dansk_tal(t.vaerdi)} for t in self.nu.tal]
        self.talsaet = Talsaet(data, initial=raekker + self.nu.ufaerdige, prefix="tal")

    # --- What was typed

    def is_valid(self):
        return super().is_valid() & self.talsaet.is_valid()

    def _valgt_anden(self, navn):
        """Of two who wrote at once, the other's words were chosen here."""
        return self.data.get(f"vaelg_{navn}") == "anden"

    def indhold(self):
        """What is to be saved; where the other's was chosen, theirs."""
        data, nu = self.cleaned_data, self.nu
        svar = {
            et.pk: nu.svar.get(et.pk, "")
            if self._valgt_anden(f"svar_{et.pk}")
            else data[f"svar_{et.pk}"].replace("\r\n", "\n")
            for et in self.spoergsmaal
        }
        tal, ufaerdige = self._tal()
        return Indhold(
            nu.lys if self._valgt_anden("lys") else data["lys"],
            nu.lys_tekst if self._valgt_anden("lys_tekst") else " ".join(data["lys_tekst"].split()),
            {pk: tekst for pk, tekst in svar.items() if tekst},
            tal,
            ufaerdige,
            self._saetninger(svar),
        )

    def _tal(self):
        if self._valgt_anden("tal"):
            return self.nu.tal, self.nu.ufaerdige
        faerdige, ufaerdige = [], []
        for form in self.talsaet:
            try:
                tal = form.tal()
            except ValidationError as fejl:
                ufaerdige.append(form.skrevet())
                form.add_error(None, fejl)
            else:
                faerdige += [tal] if tal else []
        return faerdige, ufaerdige

    def _saetninger(self, svar):
        """The ticked sentences of the answers; `faldet` are those whose words are not there any more."""
        if self._valgt_anden("saetninger"):
            return self.nu.saetninger
        aar, vises = self._flueben()
        alle = {
            noegle(et.slags, tekst): (et.slags, tekst)
            for et in self.spoergsmaal
            for tekst in del_op(svar[et.pk])
        }
        foer = {noegle(s.slags, s.tekst): s.tekst for s in self.nu.saetninger}
        self.faldet = [t for n, t in foer.items() if n in aar | vises and n not in alle]
        return [Saetning(*om, n in aar, n in vises) for n, om in alle.items() if n in aar | vises]

    def mangler_til_sidst(self, indhold):
        """What the report lacks to be handed in: field → message."""
        if not indhold.lys:
            return {"lys": "Vælg, hvordan det går."}
        if indhold.lys != Status.Lys.GROEN and not indhold.lys_tekst:
            return {"lys_tekst": BRUG_FOR_ORD}
        return {"tal": "Gør tallet færdigt, eller tøm rækken."} if indhold.ufaerdige else {}

    def gem_filer(self):
        """New files in, ticked ones away: neither writes over what anybody else has done."""
        vaek = set(self.data.getlist("fjern_bilag"))
        for bilag in self.bilag:
            if str(bilag.pk) in vaek:
                bilag.delete()
                transaction.on_commit(partial(bilag.fil.storage.delete, bilag.fil.name))
        for fil in self.cleaned_data["filer"]:
            Statusbilag.objects.create(status=self.status, navn=fil.name[:200], fil=fil)

    # --- What is shown

    def raekker(self):
        """The rows of figures; one that lacks something says so."""
        return list(self.talsaet) if self.is_bound else [_efterset(form) for form in self.talsaet]

    def punkter(self):
        """Each question's field with last time's answer and its sentences."""
        flueben = self._flueben()
        for et in self.spoergsmaal:
            felt = self[f"svar_{et.pk}"]
            yield {
                "felt": felt,
                "spoergsmaal": et,
                "sidst": self.sidst.get(et.tekst) or self.sidst.get(et.slags),
                "saetninger": self._viste(et, felt.value() or "", *flueben),
                "anden": self.konflikt.get(felt.name),
            }

    def _flueben(self):
        """The keys of the sentences that are ticked: for the annual report, and for the public now."""
        if self.is_bound:
            return set(self.data.getlist("aar")), set(self.data.getlist("nu"))
        om = [(noegle(s.slags, s.tekst), s) for s in self.nu.saetninger]
        return {n for n, s in om if s.i_aarsstatus}, {n for n, s in om if s.offentlig}

    def _viste(self, et, svar, aar, vises):
        noegler = {noegle(et.slags, tekst): tekst for tekst in del_op(svar)}
        return [
            {"noegle": n, "tekst": tekst, "aar": n in aar, "nu": n in vises}
            for n, tekst in noegler.items()
        ]

    sidst = {}
    """Last time's answers, by the words of the question and by what it is about."""

    # --- When two write at once

    konflikt = {}
    """Name of a part → the other's words, where they are not one's own."""

    def laeg_ved_siden_af(self, indhold):
        """Show the other's beside one's own; the next saving is from their edition, by what is chosen."""
        nu = self.nu
        par = {"lys": (indhold.lys, nu.lys), "lys_tekst": (indhold.lys_tekst, nu.lys_tekst)}
        for et in self.spoergsmaal:
            par[f"svar_{et.pk}"] = (indhold.svar.get(et.pk, ""), nu.svar.get(et.pk, ""))
        par["tal"] = ((indhold.tal, indhold.ufaerdige), (nu.tal, nu.ufaerdige))
        par["saetninger"] = (indhold.saetninger, nu.saetninger)
        forskellige = {navn: andens for navn, (min_, andens) in par.items() if min_ != andens}
        self.konflikt = {navn: self._i_ord(navn, andens) for navn, andens in forskellige.items()}
        self.data = self.data.copy()
        self.data["udgave"] = self.status.udgave

    def _i_ord(self, navn, andens):
        if navn == "lys":
            return dict(Status.Lys.choices).get(andens, "") or "(ikke valgt)"
        if navn == "tal":
            tal, ufaerdige = andens
            halve = [" ".join(filter(None, raekke.values())) for raekke in ufaerdige]
            return "\n".join([*map(str, tal), *halve]) or "(ingen tal)"
        if navn == "saetninger":
            return "\n".join(map(str, andens)) or "(ingen flueben)"
        return andens or "(tomt)"

    def hvem_foerst(self):
        return f"{self.status.rettet_af or 'En anden'} {klokken(self.status.rettet)}"


class KodeForm(forms.Form):
    kode = forms.CharField(
        label="Koden fra mailen",
        max_length=20,
        help_text="Seks cifre.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Skriv koden fra mailen."},
    )

    def clean_kode(self):
        kode = re.sub(r"[\s-]", "", self.cleaned_data["kode"])
        if not re.fullmatch(r"[0-9]{6}", kode):
            raise ValidationError("Koden er seks cifre.")
        return kode


class RapportTilbageForm(forms.Form):
    besked = forms.CharField(
        label="Besked til tovholderen",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Sendes i en mail med et nyt link til rapporten.",
        error_messages={
            "required": "Skriv, hvad der skal ændres, før du sender rapporten tilbage."
        },
    )
