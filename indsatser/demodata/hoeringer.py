"""The hearing of 2014 from the facts; and, in the local demo only, two examples that are marked so."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from indsatser.hoeringsvej import FASTE_PARTER
from indsatser.models import Hoering, Hoeringspart, Hoeringssvar, PolitiskBehandling, Strategi

FRA_2014 = "udkast-til-strategien-2014"
T, B = Hoering.Tilstand, Hoeringssvar.Behandling


def hoeringer():
    """The sources tell who was heard and that the replies led to changes; the replies themselves they do not hold."""
    hoering, ny = Hoering.objects.get_or_create(
        slug=FRA_2014,
        defaults={
            "titel_da": "Udkast til strategien for 2014–2017",
            "titel_en": "Draft of the strategy for 2014–2017",
            "beskrivelse_da": (
                "Før den første strategi blev besluttet, blev råd og samråd spurgt. Politiets ledelse i Nordjylland "
                "behandlede også udkastet og sagde god for det."
            ),
            "beskrivelse_en": (
                "Before the first strategy was decided, councils were asked for their opinion. The management of "
                "North Jutland Police also considered the draft and approved it."
            ),
            "strategi": Strategi.objects.get(nummer=1),
            "start": date(2014, 10, 20),
            "frist": date(2014, 10, 20),
            "for_alle": False,
            "uden_datoer": True,
            "tilstand": T.BESVARET,
            "besvaret": timezone.make_aware(datetime(2014, 10, 20)),
            "samlet_svar_da": (
                "Svarene blev samlet og behandlet, og de førte til, at strategien blev rettet til. Svarene og det, "
                "der blev ændret, står i et bilag til sag 2014-1516. De er ikke her på siden."
            ),
            "samlet_svar_en": (
                "The replies were gathered and considered, and they led to changes in the strategy. The replies and "
                "what was changed are in an appendix to case 2014-1516. They are not on this site."
            ),
        },
    )
    if ny:
        _parter(hoering)
        PolitiskBehandling.objects.create(
            hoering=hoering,
            organ_da="Magistraten i Aalborg Kommune",
            organ_en="The Magistrate of Aalborg Municipality",
            dato=date(2014, 10, 20),
            punkt="12",
            sagsnummer="2014-1516",
            udfald_da="Anbefales",
            udfald_en="Recommended",
        )


def _parter(hoering, email=""):
    for nr, (navn, antal) in enumerate(FASTE_PARTER):
        adresse = f"part{nr + 1}@demo.invalid" if email else ""
        Hoeringspart.objects.create(
            hoering=hoering, navn=navn, antal=antal, raekkefoelge=nr, email=adresse
        )


def eksempler_paa_hoeringer(bruger):
    i_dag = timezone.localdate()
    _eksempel(
        "eksempel-aaben-hoering", "Eksempel: En åben høring", T.AABEN, i_dag + timedelta(days=21)
    )
    lukket = _eksempel(
        "eksempel-hoering-der-behandles",
        "Eksempel: En høring, hvor svarene behandles",
        T.LUKKET,
        i_dag - timedelta(days=5),
    )
    if lukket:
        _svar(lukket)


def _eksempel(slug, titel, tilstand, frist):
    hoering, ny = Hoering.objects.get_or_create(
        slug=slug,
        defaults={
            "titel_da": titel,
            "beskrivelse_da": "Den er lavet til den lokale demo og handler ikke om noget rigtigt.",
            "start": frist - timedelta(days=40),
            "frist": frist,
            "tilstand": tilstand,
        },
    )
    if not ny:
        return None
    _parter(hoering, email="ja")
    hoering.parter.update(spurgt=timezone.now())
    return hoering


def _svar(hoering):
    """Five replies, of which one came late and one is treated."""
    for nr, part in enumerate(hoering.parter.all()):
        sent = nr == 3
        dag = hoering.frist + timedelta(days=2 if sent else -3 - nr)
        Hoeringssvar.objects.create(
            hoering=hoering,
            part=part,
            organisation="Eksempel Samråd" if part.antal > 1 else "",
            tekst="Eksempel: Vi er enige i udkastet, men savner noget om belysning på stierne.",
            modtaget=timezone.make_aware(datetime.combine(dag, time(10))),
            for_sent=sent,
            aftryk=f"eksempel-{nr}",
            behandling=B.DELVIST if nr == 0 else B.VENTER,
            begrundelse="Eksempel: Belysning er kommet med under et af målene." if nr == 0 else "",
            offentlig_tekst="Eksempel: Enige, men savner noget om belysning." if nr == 0 else "",
        )
