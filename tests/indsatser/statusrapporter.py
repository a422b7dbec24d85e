"""Rounds and reports for the tests, and a browser that has opened a link."""

import re
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indsatser.models import Status, Statuslink, Statusrunde, Strategi
from indsatser.models.status import Slags
from indsatser.saetninger import noegle
from tests.factories import IndsatsFactory, PersonFactory, RolleFactory
from tests.indsatser.public_pages import tree_of

FORMULAR = "form[@data-statusrapport]"


def runde(navn="Andet halvår 2026", frist=None, tilstand="aaben"):
    frist = frist or timezone.localdate() + timedelta(days=10)
    fra = frist - timedelta(days=120)
    ny = Statusrunde.objects.create(
        navn=navn,
        strategi=Strategi.objects.get(nummer=3),
        fra=fra,
        til=frist,
        frist=frist,
    )
    for nr, (slags, tekst) in enumerate(
        [("resultater", "Hvad er der nået?"), ("udfordringer", "Hvad driller?")]
    ):
        ny.spoergsmaal.create(slags=Slags(slags), tekst=tekst, raekkefoelge=nr)
    ny.tilstand, ny.aabnet = "aaben", timezone.now()
    ny.save()
    if tilstand == "lukket":
        luk(ny)
    return ny


def luk(en_runde):
    Statusrunde.objects.filter(pk=en_runde.pk).update(tilstand="lukket", lukket=timezone.now())


def tovholder(indsats, navn="Tove Hansen", email="tove@aalborg.dk", **felter):
    person = PersonFactory(navn=navn, email=email, **felter)
    RolleFactory(indsats=indsats, person=person)
    return person


def rapport(indsats=None, en_runde=None, **felter):
    indsats = indsats or IndsatsFactory()
    return Status.objects.create(
        runde=en_runde or runde(),
        indsats=indsats,
        indsats_navn="Tryg trappe",
        ansvarlige_navne="Tove Hansen",
        **felter,
    )


def sendt_ind(
    indsats=None, en_runde=None, *, tilstand="indsendt", svar=(), saetninger=(), **felter
):
    """Handed in: `svar` in the order of the questions, `saetninger` as (text, annual report, public)."""
    if tilstand == "modtaget":
        felter.setdefault("modtaget", timezone.now())
    felter = {"lys": "groen", "indsendt": timezone.now(), "indsendt_af": "Tove Hansen", **felter}
    status = rapport(indsats, en_runde, tilstand=tilstand, **felter)
    for et, tekst in zip(status.runde.spoergsmaal.all(), svar, strict=False):
        status.svar.create(spoergsmaal=et, tekst=tekst)
    for nr, (tekst, aar, nu) in enumerate(saetninger):
        status.saetninger.create(
            slags="resultater", tekst=tekst, i_aarsstatus=aar, offentlig=nu, raekkefoelge=nr
        )
    return status


def sidste_rapport(indsats, i_runden="Første halvår 2026", **felter):
    """Of the round before."""
    foer = runde(i_runden, timezone.localdate() - timedelta(days=170))
    felter.setdefault("indsendt", timezone.now() - timedelta(days=175))
    return sendt_ind(indsats, foer, **felter)


def med_link(**felter):
    """A report with its tovholder and a link: (report, link, secret)."""
    status = rapport(**felter)
    return status, *Statuslink.opret(status, tovholder(status.indsats))


def adresse(hemmelig):
    return reverse("statusrapport", args=[hemmelig])


def kode_i_mail(nr=-1):
    return re.search(r"^\s*(\d{6})\s*$", mail.outbox[nr].body, re.MULTILINE).group(1)


def aabnet(hemmelig, klient=None):
    """A browser that has shown the code."""
    klient = klient or Client()
    klient.post(adresse(hemmelig), {"goer": "kode"})
    svar = klient.post(adresse(hemmelig), {"goer": "aabn", "kode": kode_i_mail()})
    assert svar.status_code == 302, svar.content.decode()
    return klient


def formular(svar):
    """What the form of a page would send, unchanged."""
    (form,) = tree_of(svar).xpath(f"//{FORMULAR}")
    vaerdier = {}
    for navn, vaerdi in form.form_values():
        vaerdier.setdefault(navn, []).append(vaerdi.removeprefix("\n"))
    return {n: v[0] if len(v) == 1 else v for n, v in vaerdier.items() if n != "goer"}


def svarfelt(status, nr=0):
    return f"svar_{status.runde.spoergsmaal.all()[nr].pk}"


def skriv(klient, sti, goer="gem", autogem=False, **felter):
    """Open the form, change some fields and press a button."""
    vaerdier = formular(klient.get(sti)) | felter
    return send(klient, sti, vaerdier, goer, autogem)


def send(klient, sti, vaerdier, goer="gem", autogem=False):
    headers = {"X-Autogem": "1"} if autogem else {}
    return klient.post(sti, vaerdier | {"goer": goer}, headers=headers)


def flueben(*saetninger, slags="resultater"):
    return [noegle(slags, tekst) for tekst in saetninger]
