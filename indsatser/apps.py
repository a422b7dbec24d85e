import mimetypes

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate

IKKE_OFFENTLIGE = (
    *("indsatser.gennemsyn", "indsatser.planlagtudgivelse"),
    *("indsatser.eftersyn", "indsatser.eftersynsfund", "indsatser.godkendelse"),
    *("indsatser.moederaekke", "indsatser.moededeltager", "indsatser.punktbilag"),
    *("indsatser.opgave", "indsatser.aarshjulsregel", "indsatser.aarshjulsdato"),
    *(
        "indsatser.kalenderabonnement",
        "indsatser.bordbesoeg",
        "indsatser.strategilink",
        "indsatser.forslagstrin",
    ),
    # written to while one types, and shown to the public only at a step that calls `generation.renew()` itself
    *("indsatser.statusrunde", "indsatser.rundespoergsmaal", "indsatser.standardspoergsmaal"),
    *("indsatser.status", "indsatser.statussvar", "indsatser.statussaetning"),
    *("indsatser.statustal", "indsatser.statusbilag", "indsatser.statuslink"),
    *("indsatser.moede", "indsatser.dagsordenspunkt", "indsatser.beslutning", "indsatser.forslag"),
    "indsatser.kalenderpost",
    *("indsatser.indlaesning", "indsatser.indlaesningsraekke"),
    *("indsatser.aarsstatus", "indsatser.bidrag"),
    *("indsatser.hoering", "indsatser.hoeringspart", "indsatser.hoeringssvar"),
    *("indsatser.hoeringsbilag", "indsatser.hoering_dokumenter"),
    *("indsatser.dagsordenspunkt_indsatser", "indsatser.beslutning_indsatser"),
)
"""What no public page shows, or only from a step on: to change it makes no page out of date."""


class BordConfig(admin.AdminConfig):
    """Django's admin with the desk in front."""

    default = False
    default_site = "indsatser.bord.Bord"


class IndsatserConfig(AppConfig):
    name = "indsatser"
    verbose_name = "Tryg Aalborg"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.forms import wizards

        from tryg_portal import generation

        from . import (
            breve,
            breve_aarsstatus,
            breve_forslag,
            breve_hoering,
            breve_maaling,
            breve_moede,
            breve_status,
            breve_statusrapport,
            breve_strategilink,
            frys,
            frys_aarsstatus,
            frys_hoering,
            nyhedsudgivelse,
            versioner,
        )
        from .medier import gengivelser
        from .medier.filtyper import TYPER
        from .models.felter import dansk_slug
        from .rettigheder import opret_grupper, registrer_regler

        # the page wizard has no hook for it, and Django's slugify drops æ, ø and å
        wizards.slugify = dansk_slug
        post_migrate.connect(opret_grupper, sender=self, dispatch_uid="roller")
        registrer_regler()
        versioner.tilslut()
        nyhedsudgivelse.tilslut()
        for breve_om in (
            *(breve, breve_forslag, breve_hoering, breve_moede),
            *(breve_status, breve_statusrapport, breve_strategilink),
            breve_maaling,
            breve_aarsstatus,
        ):
            breve_om.registrer()
        frys.tilslut(self)
        frys_aarsstatus.FRYSNING.tilslut(self)
        frys_hoering.FRYSNING.tilslut(self)
        generation.private(*IKKE_OFFENTLIGE)
        gengivelser.tilslut()
        for endelse, type_ in TYPER.items():  # a machine without mime.types knows no Office files
            mimetypes.add_type(type_.mime, endelse)
