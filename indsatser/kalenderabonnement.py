"""What stands in a person's own calendar: what the account may see, from one year back to two years ahead.

A calendar program knows an event by its UID and believes the highest SEQUENCE. What each event last said is
remembered (Kalenderpost) and compared at each fetch, so a change counts whichever way it came about.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from .kalender import begivenhed, kalenderfil
from .models import Aarshjulsdato, Kalenderpost, Moede, Opgave, Status, Statusrunde

BAGUD, FREMAD = timedelta(days=365), timedelta(days=730)
NAVN = "Tryg Aalborg"


@dataclass
class Post:
    """An event before it is written: days (`slut` is the last of them), or two moments."""

    uid: str
    titel: str
    start: date
    slut: date
    adresse: str = ""
    sted: str = ""
    beskrivelse: str = ""
    aflyst: bool = False
    mindst: int = 0
    """The number that was already sent in an invitation."""

    @property
    def aftryk(self):
        dele = (self.titel, self.start.isoformat(), self.slut.isoformat(), self.sted)
        alt = "\n".join([*dele, self.adresse, self.beskrivelse, str(self.aflyst)])
        return hashlib.sha256(alt.encode()).hexdigest()


def lav_kalender(user, idag=None):
    """The file as bytes; the same bytes until something in it changes."""
    idag = idag or timezone.localdate()
    fra, til = idag - BAGUD, idag + FREMAD
    poster = [post for kilde in KILDER for post in kilde(user, fra, til)]
    sagt = _husk(poster)
    return kalenderfil([_event(post, sagt[post.uid]) for post in poster], navn=NAVN)


def _event(post, sagt):
    heldags = not isinstance(post.start, datetime)
    event = begivenhed(
        f"{post.uid}@{urlsplit(settings.SITE_URL).hostname}",
        post.titel,
        post.start,
        post.slut + timedelta(days=1) if heldags else post.slut,
        sekvens=max(sagt.sekvens, post.mindst),
        aendret=sagt.rettet,
        aflyst=post.aflyst,
        sted=post.sted,
        beskrivelse=post.beskrivelse,
        adresse=post.adresse,
    )
    event.add("last-modified", sagt.rettet)
    if heldags:
        event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    return event


def _husk(poster):
    """What each event says now, with the next number where it is something else than last time: uid → Kalenderpost."""
    nu = timezone.now().replace(microsecond=0)
    sagt = {p.uid: p for p in Kalenderpost.objects.filter(uid__in=[post.uid for post in poster])}
    nye = []
    for post in poster:
        foer = sagt.get(post.uid)
        if foer is None or foer.aftryk != post.aftryk:
            sekvens = foer.sekvens + 1 if foer else 0
            sagt[post.uid] = Kalenderpost(
                uid=post.uid, aftryk=post.aftryk, sekvens=sekvens, rettet=nu
            )
            nye.append(sagt[post.uid])
    Kalenderpost.objects.bulk_create(
        nye,
        update_conflicts=True,
        unique_fields=["uid"],
        update_fields=["aftryk", "sekvens", "rettet"],
    )
    return sagt


def _adresse(model, handling, *args):
    """Where it is in the admin; empty for what has no page there."""
    if not admin.site.is_registered(model):
        return ""
    navn = f"admin:indsatser_{model._meta.model_name}_{handling}"
    return settings.SITE_URL + reverse(navn, args=args)


# --- Where it comes from: each with a constant number of queries


def _moeder(user, fra, til):
    begynder = timezone.make_aware(datetime.combine(fra, time.min))
    slut = timezone.make_aware(datetime.combine(til, time.max))
    synlige = Moede.objects.visible_to(user).filter(start__gte=begynder, start__lte=slut)
    for moede in synlige.order_by("start"):
        yield Post(
            f"moede-{moede.uid}",
            moede.titel,
            moede.start,
            moede.slut,
            _adresse(Moede, "change", moede.pk),
            moede.sted or moede.onlinelink,
            moede.aflysning,
            moede.tilstand == Moede.Tilstand.AFLYST,
            moede.sekvens,
        )


def _runder(user, fra, til):
    """The deadlines of rounds that have been opened."""
    if not user.has_perm("indsatser.view_statusrunde"):
        return
    runder = Statusrunde.objects.filter(frist__range=(fra, til), aabnet__isnull=False)
    for runde in runder.order_by("frist"):
        yield Post(
            f"statusrunde-{runde.pk}",
            f"Frist for status: {runde.navn}",
            runde.frist,
            runde.frist,
            _adresse(Statusrunde, "change", runde.pk),
        )


def _rapporter(user, fra, til):
    """What one has to hand in oneself, or for somebody who is away."""
    alle = Status.objects.mangler().filter(runde__frist__range=(fra, til)).select_related("runde")
    egne = alle.filter(ansvarlige__bruger=user) | alle.filter(stedfortraeder__bruger=user)
    for status in egne.distinct().order_by("runde__frist", "pk"):
        yield Post(
            f"status-{status.pk}",
            f"Meld status: {status.indsats_navn}",
            status.runde.frist,
            status.runde.frist,
            _adresse(Status, "change", status.pk),
        )


def _opgaver(user, fra, til):
    egne = Opgave.objects.aabne().filter(ansvarlig__bruger=user, frist__range=(fra, til))
    for opgave in egne:
        yield Post(
            f"opgave-{opgave.pk}",
            f"Opgave: {opgave.tekst}",
            opgave.frist,
            opgave.frist,
            _adresse(Opgave, "change", opgave.pk),
        )


def _hjul(user, fra, til):
    """The wheel's dates, but for those that stand in the calendar as the meeting that they have become."""
    if not user.has_perm("indsatser.view_aarshjulsdato"):
        return
    datoer = Aarshjulsdato.objects.med_visning().filter(dato__range=(fra, til))
    synlige = Moede.objects.visible_to(user).filter(aarshjulsdato__isnull=False)
    sete = set(synlige.values_list("pk", flat=True))
    for dato in (d for d in datoer if not (d.moededag and d.moede_id in sete)):
        yield Post(
            f"aarshjul-{dato.pk}",
            dato.regel.navn,
            dato.dato,
            dato.dato,
            f"{_adresse(Aarshjulsdato, 'changelist')}?aar={dato.aar}",
            beskrivelse=dato.note,
        )


KILDER = (_moeder, _runder, _rapporter, _opgaver, _hjul)
