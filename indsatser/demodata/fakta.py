"""The facts of Tryg Aalborg: versions, goals, priorities, people and decisions. Sources: the seeds of the project.

A year or date that no source gives is None. Roles of 2014 and 2018 end with the version that names them, because the
sources give no day.
"""

from datetime import date

AALBORG, POLITI, REGION = "Aalborg Kommune", "Nordjyllands Politi", "Region Nordjylland"
PSYKIATRIEN = "Psykiatrien i Region Nordjylland"
SLUT_1, SLUT_2 = date(2017, 12, 31), date(2021, 12, 31)

# (navn, engelsk navn, art, overordnet, rækkefølge, flere felter)
ORGANISATIONER = [
    (
        AALBORG,
        "Aalborg Municipality",
        "myndighed",
        None,
        1,
        {
            "adresse": "Børne- og Familieafdelingen\nSønderbro 12\n9000 Aalborg",
            "telefon": "99 82 34 20",
            "cvr": "29189420",
        },
    ),
    (POLITI, "North Jutland Police", "myndighed", None, 2, {}),
    (REGION, "North Denmark Region", "myndighed", None, 3, {}),
    (
        "Børne- og Familieafdelingen",
        "Children and Families Department",
        "afdeling",
        AALBORG,
        10,
        {},
    ),
    ("Bo- og Gadeteamet", "Housing and Street Team", "afdeling", AALBORG, 10, {}),
    ("Job og Velfærd", "Employment and Welfare", "afdeling", AALBORG, 10, {}),
    ("Familie- og Beskæftigelsesforvaltningen", "", "afdeling", AALBORG, 20, {}),
    ("Skoleforvaltningen", "", "afdeling", AALBORG, 20, {}),
    ("Ældre- og Handicapforvaltningen", "", "afdeling", AALBORG, 20, {}),
    ("By- og Landskabsforvaltningen", "", "afdeling", AALBORG, 20, {}),
    ("Sundheds- og Kulturforvaltningen", "", "afdeling", AALBORG, 20, {}),
    (PSYKIATRIEN, "Psychiatry in North Denmark Region", "afdeling", REGION, 10, {}),
    ("Aalborg Universitetshospital", "Aalborg University Hospital", "afdeling", REGION, 10, {}),
    ("Ældrerådet", "Council of the Elderly", "raad", AALBORG, 30, {}),
    ("Handicaprådet", "Disability Council", "raad", AALBORG, 30, {}),
    ("Integrationsrådet", "Integration Council", "raad", AALBORG, 30, {}),
    ("Udsatterådet", "Council for Socially Vulnerable People", "raad", AALBORG, 30, {}),
    ("Samrådene", "The local councils", "raad", AALBORG, 30, {}),
    ("Frelsens Hær", "The Salvation Army", "partner", None, 100, {}),
    ("Blå Kors", "Blue Cross", "partner", None, 100, {}),
    ("KFUM's Sociale Arbejde", "", "partner", None, 100, {}),
    ("Kirkens Korshær", "DanChurchSocial", "partner", None, 100, {}),
    ("Kofoeds Skole", "Kofoed's School", "partner", None, 100, {}),
]

TITEL = "Tryg Aalborg – en mere tryg kommune"
TITEL_EN = "Tryg Aalborg – a safer municipality"

# nummer: (fra, til, parter, beskrivelse, description)
STRATEGIER = {
    1: (
        2014,
        2017,
        [AALBORG, POLITI],
        "Kommune og politi begyndte arbejdet i december 2013. I foråret 2014 blev opgaven beskrevet og godkendt. "
        "Det gav den første fælles strategi med fem mål og otte indsatser.",
        "The municipality and the police began the work in December 2013. In the spring of 2014 the task was described "
        "and approved. It became the first joint strategy, with five goals and eight initiatives.",
    ),
    2: (
        2018,
        2021,
        [AALBORG, POLITI, REGION, PSYKIATRIEN],
        "Psykiatrien i Region Nordjylland kom med i samarbejdet. Nu var der 17 indsatser.",
        "Psychiatry in North Denmark Region joined the co-operation. There were now 17 initiatives.",
    ),
    3: (
        2022,
        2025,
        [AALBORG, POLITI, REGION, PSYKIATRIEN],
        "Samarbejdet fortsatte med 15 indsatser. Borgere, boligorganisationer og butikker tages med i arbejdet.",
        "The co-operation went on with 15 initiatives. Citizens, housing organisations and shops take part in the work.",
    ),
}

# nummer: (slug, kort navn, short name, ordlyd v1, ordlyd v3, wording v1, wording v3)
_MAAL_2 = "I Aalborg Kommune skal der være en nedgang i adfærd, der skaber utryghed"
_MAAL_3 = (
    "Borgerne i Aalborg Kommune skal have større fodfæste på arbejdsmarkedet, i uddannelse eller i andre aktiviteter, "
    "der giver den enkelte en meningsfuld hverdag"
)
_MAAL_5 = (
    "Der skal skabes større social bæredygtighed i Aalborg Kommune ved at inddrage borgere, erhvervsliv, "
    "boligorganisationer og frivillige organisationer i samskabelse om en tryg kommune"
)
_GOAL_2 = (
    "There shall be a decrease in behaviour that makes people feel unsafe in Aalborg Municipality"
)
_GOAL_3 = (
    "People in Aalborg Municipality shall have a firmer footing in work, in education or in other activities that give "
    "the individual a meaningful everyday life"
)
_GOAL_5 = (
    "Greater social sustainability shall be created in Aalborg Municipality by involving citizens, businesses, housing "
    "organisations and voluntary organisations in creating a safe municipality together"
)
MAAL = {
    1: (
        "hoej-tryghed",
        "Høj tryghed",
        "People feel safe",
        "Borgerne i Aalborg Kommune skal opleve en større tryghed",
        "Borgerne i Aalborg Kommune skal fortsat opleve en høj tryghed",
        "People in Aalborg Municipality shall feel safer",
        "People in Aalborg Municipality shall continue to feel very safe",
    ),
    2: (
        "mindre-utryg-adfaerd",
        "Mindre adfærd, der gør utryg",
        "Less behaviour that makes people feel unsafe",
        _MAAL_2,
        _MAAL_2,
        _GOAL_2,
        _GOAL_2,
    ),
    3: (
        "en-meningsfuld-hverdag",
        "En meningsfuld hverdag",
        "A meaningful everyday life",
        _MAAL_3,
        _MAAL_3,
        _GOAL_3,
        _GOAL_3,
    ),
    4: (
        "boern-og-unge",
        "Tidlig hjælp til børn og unge",
        "Early help for children and young people",
        "Børn og unge skal ydes en tidlig forebyggende indsats således, at alle børn og unges trivsel og udvikling "
        "sikres",
        "Børn og unge i Aalborg Kommune skal ydes en tidlig forebyggende indsats således, at alle børn og unges "
        "trivsel og udvikling sikres",
        "Children and young people shall receive early preventive help that secures the well-being and development of "
        "them all",
        "Children and young people in Aalborg Municipality shall receive early preventive help that secures the "
        "well-being and development of them all",
    ),
    5: (
        "samskabelse",
        "Tryghed skabes sammen",
        "Safety is created together",
        _MAAL_5,
        _MAAL_5,
        _GOAL_5,
        _GOAL_5,
    ),
}

# version: [(slug, navn i versionen, mål)]
PRIORITERINGER = {
    1: [
        ("formidling", "Formidling", 1),
        ("trygt-natteliv", "Et trygt natteliv", 2),
        ("brobygningsforloeb", "Brobygningsforløb", 3),
        ("skalborg-borgerhjaelp", "Skalborg Borgerhjælp", 3),
        ("mit-kvarter", "Mit Kvarter", 3),
        ("rusmiddelseminar", "Rusmiddelseminar", 4),
        ("drop-out-elever", "Drop-out-elever – en styrket indsats", 4),
        ("tryghedsvandringer", "Tryghedsvandringer", 5),
    ],
    2: [
        ("tryg-bydel", "Tryg bydel", 2),
        ("patientens-team", "Patientens team", None),
        ("aalborg-fri-tid", "FRI-TID for handicappede «Aalborg FRI-TID»", 3),
        ("formidling", "Formidling af viden om tryghed", 1),
        ("en-vej-ind-for-unge", "«En Vej Ind» for unge", 4),
        ("boerne-og-ungesamraad", "Børne- og ungesamråd", None),
        ("trygt-natteliv", "Et trygt natteliv", 1),
        ("sikkerhed-paa-havnefronten", "Sikkerhed på havnefronten", 1),
        ("antiradikalisering", "Antiradikalisering", 1),
        ("forebyggelsesseminarer", "Forebyggelsesseminarer", 2),
        ("trivsel-for-paaroerende", "Trivsel for pårørende", 1),
        (
            "borgere-i-socialt-udsatte-positioner-i-byens-rum",
            "Socialt udsatte i byens rum og pladser",
            2,
        ),
        ("intro-for-flygtninge", "Introforløb for flygtninge", 3),
        ("tryghedsambassadoerer", "Tryghedsambassadører", 5),
        ("bekymrende-fravaer-i-skolen", "Bekymrende fravær i skolen", 4),
        ("tryghedsvandringer", "Tryghedsvandringer", 5),
        ("demensindsatser", "Demensindsatser", 5),
    ],
    3: [
        ("tryg-bydel", "Tryg bydel", 2),
        ("patientens-team", "Patientens team", None),
        ("aalborg-fri-tid", "Aalborg FRI-TID", 3),
        ("trygt-natteliv", "Trygt natteliv", 1),
        ("antiradikalisering", "Antiradikalisering", 1),
        ("forebyggelsesseminarer", "Forebyggelsesseminarer", 2),
        (
            "borgere-i-socialt-udsatte-positioner-i-byens-rum",
            "Socialt udsatte i byens rum og pladser",
            2,
        ),
        ("bekymrende-fravaer-i-skolen", "Bekymrende fravær i skolen", 4),
        ("sikkerhed-paa-havnefronten", "Sikkerhed på havnefronten", 1),
        ("tryghedsvandringer", "Tryghedsvandringer", 5),
        ("demensindsatser", "Demensindsatser", 5),
        (
            "negativ-social-kontrol-og-aeresrelaterede-konflikter",
            "Negativ social kontrol og æresrelaterede konflikter",
            1,
        ),
        ("tryg-online", "Tryg online – forebyggelse af IT-kriminalitet", None),
        ("trafiksikkerhed", "Trafiksikkerhed", 2),
        ("tryg-digital-by", "Tryg Digital By", 1),
    ],
}

# (version, slug, navn, mål, fra år): came along the way, so they are not among the decided ones
TILFOEJET = [
    (2, "trafiksikkerhed", "Trafiksikkerhed", 2, 2021),
    (2, "min-faelles-vej", "Min fælles Vej – IPS-metoden", None, 2021),
    (3, "camp-ung", "Camp Ung", 4, None),
]

EFTERFOELGERE = {"forebyggelsesseminarer": "camp-ung"}
SLUTAARSAGER = {(3, "forebyggelsesseminarer"): "Afløst af Camp Ung"}
UKENDT_FASE = {"min-faelles-vej"}

TIDLIGERE_ADRESSER = {
    "fri-tid-for-handicappede": "aalborg-fri-tid",
    "frivillige-faellesskaber-for-personer-med-foertidspension-aalborg-fri-tid": "aalborg-fri-tid",
    "et-trygt-natteliv": "trygt-natteliv",
    "socialt-udsatte-i-byens-rum-og-pladser": "borgere-i-socialt-udsatte-positioner-i-byens-rum",
}

# The old site's other addresses; its news leads to the initiative that it was about
VIDERESTILLINGER = {
    "/forloeb/": "/strategi/",
    "/nyheder/2018/11/intro-for-flygtninge/": "/indsatser/intro-for-flygtninge/",
    "/nyheder/2018/11/demensvenligt-aalborg/": "/indsatser/demensindsatser/",
    "/nyheder/2018/12/bekymrende-fravaer-i-skolen/": "/indsatser/bekymrende-fravaer-i-skolen/",
    "/nyheder/2019/01/sikkerhed-paa-havnefronten/": "/indsatser/sikkerhed-paa-havnefronten/",
    "/nyheder/2020/05/fem-aar-med-forebyggelsesseminarer-i-aalborg-kommune/": "/indsatser/forebyggelsesseminarer/",
    "/nyheder/2022/06/arbejdet-med-at-goere-aalborg-tryggere-fortsaetter/": "/strategi/3/",
    "/liste-over-nyheder-paa-tryg-aalborg/": "/nyheder/",
    "/liste-over-nyheder-paa-tryg-aalborg/tryghed-er-noget-vi-skaber-sammen/": "/nyheder/",
    "/liste-over-nyheder-paa-tryg-aalborg/rusmiddelafsnittet-samlet-under-t-tag/": "/nyheder/",
}

MAALGRUPPER = {
    ("boern-og-unge", "Børn og unge", "Children and young people"): [
        "bekymrende-fravaer-i-skolen",
        "boerne-og-ungesamraad",
        "camp-ung",
        "drop-out-elever",
        "en-vej-ind-for-unge",
        "forebyggelsesseminarer",
    ],
    ("flygtninge", "Flygtninge", "Refugees"): ["intro-for-flygtninge"],
    ("mennesker-med-demens", "Mennesker med demens", "People with dementia"): ["demensindsatser"],
    ("mennesker-med-handicap", "Mennesker med handicap", "People with disabilities"): [
        "aalborg-fri-tid"
    ],
    ("paaroerende", "Pårørende", "Relatives"): ["trivsel-for-paaroerende"],
    (
        "socialt-udsatte",
        "Mennesker i socialt udsatte positioner",
        "People in socially vulnerable positions",
    ): ["borgere-i-socialt-udsatte-positioner-i-byens-rum"],
    ("voksne", "Voksne", "Adults"): ["min-faelles-vej"],
}
OMRAADER = {
    ("aalborg-midtby", "Aalborg Midtby", "Aalborg city centre"): [
        "borgere-i-socialt-udsatte-positioner-i-byens-rum"
    ],
    ("havnefronten", "Havnefronten", "The waterfront"): ["sikkerhed-paa-havnefronten"],
    ("noerresundby", "Nørresundby", ""): ["borgere-i-socialt-udsatte-positioner-i-byens-rum"],
    ("nr-uttrup", "Nr. Uttrup", ""): ["tryghedsvandringer"],
    ("skalborg", "Skalborg", ""): ["skalborg-borgerhjaelp"],
    ("svenstrup", "Svenstrup", ""): ["tryghedsvandringer"],
}
PARTNERE = {
    "borgere-i-socialt-udsatte-positioner-i-byens-rum": [
        AALBORG,
        POLITI,
        "Udsatterådet",
        "Samrådene",
        "Frelsens Hær",
        "Blå Kors",
        "KFUM's Sociale Arbejde",
        "Kirkens Korshær",
        "Kofoeds Skole",
    ]
}

# slug: (navn, name, opgave, task, møder, meetings)
GRUPPER = {
    "afsendere": (
        "Øverste ledelse",
        "Top management",
        "Lederne af de tre myndigheder står bag strategien og har skrevet under på dens forord.",
        "The heads of the three authorities stand behind the strategy and have signed its foreword.",
        "",
        "",
    ),
    "styregruppen": (
        "Styregruppen",
        "The steering group",
        "Leder strategien og har det samlede ansvar for, at den bliver ført ud i livet.",
        "Leads the strategy and has the overall responsibility for carrying it out.",
        "To gange om året",
        "Twice a year",
    ),
    "koordinatorer": (
        "Koordinatorerne",
        "The coordinators",
        "Holder strategien sammen fra dag til dag. Der er en fra politiet og en fra kommunen.",
        "Hold the strategy together from day to day. There is one from the police and one from the municipality.",
        "",
        "",
    ),
    "tovholdergruppen": (
        "Tovholdergruppen",
        "The group of initiative leads",
        "Samler styregruppen, koordinatorerne og tovholderne. Hver tovholder har ansvar for sin egen indsats.",
        "Brings together the steering group, the coordinators and the initiative leads. Each lead answers for their own "
        "initiative.",
        "To gange om året før koordinationsmødet, og når der er brug for det",
        "Twice a year before the coordination meeting, and when needed",
    ),
    "koordinationsgruppen": (
        "Koordinationsgruppen",
        "The coordination group",
        "Samordner hele strategien, holder den i gang og drøfter nye forslag.",
        "Coordinates the whole strategy, keeps it moving and discusses new proposals.",
        "To gange om året",
        "Twice a year",
    ),
    "afrapporteringsforum": (
        "Afrapporteringsforum",
        "The reporting forum",
        "Her fortæller styregruppen ledelserne, hvordan det går, så de kan udpege retningen.",
        "Here the steering group tells the managements how things stand, so that they can set the direction.",
        "En gang om året, når Tryghedsindekset er kommet (december eller januar)",
        "Once a year, when the safety index is out (December or January)",
    ),
    "formidling": (
        "Formidling",
        "Communication",
        "Hver indsats har en, der fortæller om den. Hver myndighed har folk, der hjælper med kommunikation.",
        "Each initiative has somebody who tells about it. Each authority has people who help with communication.",
        "",
        "",
    ),
}
GAMLE_GRUPPER = {
    "planlaegningsgruppen": ("Planlægningsgruppen", "The planning group", "koordinationsgruppen")
}

# (gruppe, art, person, titel, title, organisation, til, flere felter)
ROLLER_I_GRUPPER = [
    (
        "afsendere",
        "medlem",
        "Anne Marie Roum Svendsen",
        "Politidirektør",
        "Chief of Police",
        POLITI,
        None,
        {},
    ),
    (
        "afsendere",
        "medlem",
        "Mads Duedahl",
        "Regionsrådsformand",
        "Chair of the Regional Council",
        REGION,
        None,
        {},
    ),
    ("afsendere", "medlem", "Lasse Frimand Jensen", "Borgmester", "Mayor", AALBORG, None, {}),
    ("afsendere", "medlem", "Ulla Astman", "Regionsrådsformand", "", REGION, SLUT_2, {}),
    (
        "afsendere",
        "medlem",
        "Mai-Britt Iversen",
        "Rådmand",
        "",
        "Familie- og Beskæftigelsesforvaltningen",
        SLUT_2,
        {},
    ),
    (
        "styregruppen",
        "medlem",
        None,
        "Vicepolitiinspektør",
        "Deputy chief superintendent",
        POLITI,
        None,
        {},
    ),
    (
        "styregruppen",
        "medlem",
        None,
        "Børne- og familiechef",
        "Head of children and families",
        AALBORG,
        None,
        {},
    ),
    (
        "styregruppen",
        "medlem",
        None,
        "Ledende socialrådgiver",
        "Lead social worker",
        "Aalborg Universitetshospital",
        None,
        {},
    ),
    ("styregruppen", "medlem", "Stig Erik Lundbo", "Politiinspektør", "", POLITI, SLUT_1, {}),
    ("styregruppen", "medlem", "Hanne Husted Manata", "Socialchef", "", AALBORG, SLUT_1, {}),
    (
        "koordinatorer",
        "koordinator",
        "Knud U. Rasmussen",
        "Koordinator",
        "Coordinator",
        POLITI,
        None,
        {},
    ),
    (
        "koordinatorer",
        "koordinator",
        "Karen Sander Graven-Nielsen",
        "Koordinator",
        "Coordinator",
        AALBORG,
        None,
        {"telefon": "99 82 34 20", "vis_telefon": True},
    ),
]

# (indsats, art, person, titel, title, organisation, flere felter)
ROLLER_I_INDSATSER = [
    (
        "borgere-i-socialt-udsatte-positioner-i-byens-rum",
        "tovholder",
        "TinaMaria Larsen",
        "Centerchef",
        "Head of centre",
        AALBORG,
        {"adresse": "Hjulmagervej 22\n9000 Aalborg", "telefon": "99 82 34 20", "vis_telefon": True},
    ),
    (
        "borgere-i-socialt-udsatte-positioner-i-byens-rum",
        "kontakt",
        "Jeannette Fischer-Nielsen",
        "Leder",
        "Manager",
        "Bo- og Gadeteamet",
        {},
    ),
]

# version: [(organ, body, dato, punkt, sag, udfald, outcome, tekst, text)]
BEHANDLINGER = {
    1: [
        (
            "Magistraten i Aalborg Kommune",
            "The Magistrate of Aalborg Municipality",
            date(2014, 10, 20),
            "12",
            "2014-1516",
            "Anbefales",
            "Recommended",
            "Seks udvalg anbefalede strategien: Familie- og Socialudvalget, Beskæftigelsesudvalget, Skoleudvalget, "
            "Ældre- og Handicapudvalget, By- og Landskabsudvalget og Sundheds- og Kulturudvalget.",
            "Six committees recommended the strategy: those for family and social affairs, employment, schools, elderly "
            "and disability, city and landscape, and health and culture.",
        )
    ],
    2: [
        (
            "Byrådet i Aalborg Kommune",
            "Aalborg City Council",
            date(2018, 5, 28),
            "",
            "",
            "",
            "",
            "Den reviderede og udvidede strategi var til godkendelse.",
            "The revised and extended strategy was up for approval.",
        ),
        (
            "Regionsrådet i Region Nordjylland",
            "The Regional Council of North Denmark",
            date(2018, 5, 29),
            "",
            "",
            "Godkendt",
            "Approved",
            "Regionsrådet godkendte samarbejdet.",
            "The Regional Council approved the co-operation.",
        ),
    ],
    3: [
        (
            "Byrådet i Aalborg Kommune",
            "Aalborg City Council",
            date(2022, 6, 20),
            "",
            "",
            "Godkendt",
            "Approved",
            "Byrådet godkendte, at samarbejdet fortsætter i version 3.",
            "The city council approved that the co-operation continues in version 3.",
        ),
        (
            "Integrationsrådet",
            "The Integration Council",
            None,
            "6",
            "2022-031917",
            "Udsat",
            "Postponed",
            "Orientering om 4. årsstatus for version 2 og om version 3.",
            "Information about the fourth annual status of version 2 and about version 3.",
        ),
    ],
}

# initiatives that the local demo's tovholder edits; the sources name no tovholder of them
DEMO_TOVHOLDER_FOR = ["sikkerhed-paa-havnefronten", "antiradikalisering", "tryg-bydel"]
