"""«4. årsstatus» of version 2, for 2021: what the sources say of it, in our own words, on its way as it was decided.

When it was locked and by whom nobody has told, nor when the styregruppe approved it: no such day stands here. It is
locked when it is put in place, and the page says so.
"""

from datetime import date

from django.utils import timezone

from indsatser.aarsstatus.saml import saml, sidst
from indsatser.aarsstatus.skridt import frys
from indsatser.models import Aarsstatus, Indsats, PolitiskBehandling, Strategi

SLUG = "4-aarsstatus-2021"
INDLEDNING = (
    "<p>Den 4. årsstatus i version 2 handler om 2021. Den fortæller om nye indsatser, om det, der kom ud af arbejdet, "
    "om målinger og om planerne for det næste år.</p>"
    "<p>Siden her er skrevet efter de oplysninger, der findes om rapporten. Det er ikke rapportens egne ord.</p>"
)
# (afsnit, indsatsens slug, overskrift, tekst)
BIDRAG = [
    ("indledning", "", "", INDLEDNING),
    (
        "resultater",
        "",
        "Fokus på tryghed",
        "<p>Der blev holdt en konference om tryghed og lavet en kampagne.</p>",
    ),
    (
        "resultater",
        "",
        "Had i tale og skrift",
        "<p>Vi fik penge til at kortlægge det, der også kaldes hate speech.</p>",
    ),
    (
        "resultater",
        "sikkerhed-paa-havnefronten",
        "Sikkerhed på havnefronten",
        "<p>Politiet i London hørte om vores erfaringer med termiske kameraer.</p>",
    ),
    (
        "resultater",
        "",
        "Råd om sikkerhed",
        "<p>Ordningen med sikkerhedskonsulenter blev gjort fast og udvidet.</p>",
    ),
    (
        "resultater",
        "demensindsatser",
        "Demensindsatser",
        "<p>Vi var med til at lancere en ny demensnål. Der kom også en film om gode boligområder for folk med "
        "demens.</p>",
    ),
    (
        "resultater",
        "tryghedsvandringer",
        "Tryghedsvandringer",
        "<p>Der var tryghedsvandring i Nr. Uttrup og Svenstrup. I Svenstrup var der også et møde, og der blev gjort "
        "mere for trygheden.</p>",
    ),
    (
        "resultater",
        "forebyggelsesseminarer",
        "Forebyggelsesseminarer",
        "<p>Seminarerne om forebyggelse på skolerne gav gode resultater.</p>",
    ),
    (
        "resultater",
        "trygt-natteliv",
        "Et trygt natteliv",
        "<p>Vi arbejdede tæt sammen med dem, der driver forretning i nattelivet.</p>",
    ),
    (
        "resultater",
        "aalborg-fri-tid",
        "Aalborg FRI-TID",
        "<p>Der blev fundet frivillige. De kaldes FRI-TIDvenner.</p>",
    ),
    (
        "resultater",
        "",
        "Kriminalitet på nettet",
        "<p>Der blev holdt oplæg om at forebygge IT-kriminalitet.</p>",
    ),
    (
        "maalinger",
        "",
        "Det så rapporten på",
        "<p>Rapporten så på kriminalitet i kommunen, også på hvad COVID-19 betød for den. Den brugte også en måling fra "
        "TrygFonden, regeringens liste over parallelsamfund og tal fra VIVE. Den sagde dengang, at det gik den rigtige "
        "vej på de punkter, der var valgt ud.</p>",
    ),
    (
        "planer",
        "tryg-digital-by",
        "Tryg Digital By",
        "<p>Det er en ny indsats i 2022.</p>",
    ),
    (
        "planer",
        "",
        "Natteliv og havnefront",
        "<p>To unge mistede livet i nattelivet i februar 2022. Derfor blev Trygt natteliv og Sikkerhed på havnefronten "
        "taget særligt i brug.</p>",
    ),
    (
        "bilag",
        "",
        "",
        "<p>Til rapporten hørte en status, strategien og dias med noter.</p>",
    ),
]
BEHANDLINGER = [
    {
        "organ_da": "Byrådet i Aalborg Kommune",
        "organ_en": "Aalborg City Council",
        "dato": date(2022, 6, 20),
        "udfald_da": "Godkendt",
        "udfald_en": "Approved",
    },
    {
        "organ_da": "Integrationsrådet",
        "organ_en": "The Integration Council",
        "punkt": "6",
        "sagsnummer": "2022-031917",
        "udfald_da": "Udsat",
        "udfald_en": "Postponed",
        "tekst_da": "Datoen for mødet er ikke oplyst.",
        "tekst_en": "The date of the meeting is not known.",
    },
]


def aarsstatus():
    """Only where there is none; it is not written over."""
    if Aarsstatus.objects.exists():
        return
    ny = Aarsstatus.objects.create(
        strategi=Strategi.objects.get(nummer=2),
        nummer=4,
        slug=SLUG,
        periode="2021",
        fra=date(2021, 1, 1),
        til=date(2021, 12, 31),
    )
    saml(ny.pk)
    # the news of the year tells the same as the results, and their days are not known
    ny.bidrag.filter(afsnit="nyheder").update(medtages=False)
    for afsnit, slug, titel, tekst in BIDRAG:
        data = _om(slug)
        ny.bidrag.create(
            afsnit=afsnit, titel=titel, tekst=tekst, data=data, raekkefoelge=sidst(ny, afsnit)
        )
    frys(ny, None)
    ny.tilstand = Aarsstatus.Tilstand.GODKENDT
    ny.offentliggjort = timezone.now()
    ny.save()
    for orden, felter in enumerate(BEHANDLINGER):
        PolitiskBehandling.objects.create(aarsstatus=ny, raekkefoelge=orden, **felter)


def _om(slug):
    if not slug:
        return {}
    return {"indsats": Indsats.objects.get(slug=slug).pk, "adresse": f"/indsatser/{slug}/"}
