"""A frozen annual report made of what the sources say of 2021, and one that is as nasty as it can be."""

KILDE = "Nordjyllands Politi, «Høj tryghed i Nordjylland», 7.12.2015"
TRYGHED = {
    "Nordjyllands Politikreds": {2014: "85.9", 2015: "90", 2023: "89"},
    "Aalborg by": {2014: "87", 2015: "89"},
    "Løvvangen": {2014: "82.5", 2015: "83.9"},
    "Sebbersundvej": {2014: "72.3", 2015: "80.5"},
}
INDBRUD = {"Aalborg Kommune": {2011: "1583", 2012: "1415", 2013: "1235", 2014: "1211"}}


def _serier(vaerdier):
    return [
        {"navn": navn, "hoved": nr == 0, "punkter": [_maalt(aar, v) for aar, v in tal.items()]}
        for nr, (navn, tal) in enumerate(vaerdier.items())
    ]


def _maalt(aar, vaerdi):
    dage = {"fra": f"{aar}-01-01", "til": f"{aar}-12-31"}
    return {"periode": str(aar), **dage, "vaerdi": vaerdi, "usikkerhed": None, "note": ""}


def diagram(titel="Tryg i eget nabolag", vaerdier=TRYGHED, enhed="%", **andet):
    return {
        "titel": titel,
        "enhed": enhed,
        "decimaler": 1,
        "skridt": 12,
        "saetning": "2023: 89 % (Nordjyllands Politikreds). Tallet kan ikke sammenlignes med de tidligere, "
        "for metoden er en anden.",
        "kilde": KILDE,
        "kilde_link": "https://politi.dk/nordjyllands-politi",
        "metode": "Spørgeskema til borgerne i politikredsen.",
        "maaltal": None,
        "brud": [{"fra": "2021-01-01", "note": "Justitsministeriets tryghedsundersøgelse"}],
        "serier": _serier(vaerdier),
    } | andet


def punkt(id_, titel="", tekst="", **andet):
    tomt = {"adresse": "", "navne": [], "dato": "", "kilde": "", "diagram": None}
    return {"id": id_, "titel": titel, "tekst": tekst} | tomt | andet


def afsnit(id_, titel, *punkter):
    return {"id": id_, "titel": titel, "punkter": list(punkter)}


def person(titel, organisation, navn=""):
    return {"navn": navn, "titel": titel, "gruppe": "Styregruppen", "organisation": organisation}


def frosset(*alle_afsnit, **andet):
    return {
        "udgave": 1,
        "titel": "4. årsstatus for 2021",
        "undertitel": "Tryg Aalborg – en mere tryg kommune, version 2 (2018–2021)",
        "adresse": "/aarsstatus/4-aarsstatus-2021/",
        "periode": {"navn": "2021", "fra": "2021-01-01", "til": "2021-12-31"},
        "strategi": {"nummer": 2, "titel": "Tryg Aalborg", "periode": "2018–2021"},
        "laast": "2022-01-20T10:00:00+01:00",
        "personer": [
            person("Vicepolitiinspektør", "Nordjyllands Politi"),
            person("Børne- og familiechef", "Aalborg Kommune"),
            person("Ledende socialrådgiver", "Region Nordjylland"),
        ],
        "afsnit": list(alle_afsnit),
    } | andet


def proeve():
    """«4. årsstatus» of version 2, for 2021."""
    return frosset(
        afsnit(
            "indledning",
            "Indledning",
            punkt(
                "indledning-1",
                "",
                "<p>Den 4. årsstatus i version 2 handler om 2021. Den fortæller om nye indsatser, om det, der kom ud "
                "af arbejdet, om målinger og om planerne for det næste år.</p><p>Læs mere om "
                '<a href="/strategi/2/">strategien</a>, der <strong>gælder</strong> til og med <em>2021</em>.</p>',
            ),
        ),
        afsnit(
            "tilfoejet",
            "Nye indsatser",
            punkt("tilfoejet-1", "Trafiksikkerhed", "", adresse="/indsatser/trafiksikkerhed/"),
            punkt("tilfoejet-2", "Min fælles Vej – IPS-metoden", "<p>Tilføjet i 2021.</p>"),
        ),
        afsnit("resultater", "Udvalgte resultater", *_resultater()),
        afsnit(
            "maalinger",
            "Måling",
            punkt(
                "maalinger-1",
                "Det så rapporten på",
                "<p>Rapporten så på:</p><ul><li>kriminalitet, også hvad COVID-19 betød for den</li>"
                "<li>regeringens liste over parallelsamfund</li><li>tal fra VIVE</li></ul>",
            ),
            punkt("maalinger-2", "Tryg i eget nabolag", "", kilde=KILDE, diagram=diagram()),
            punkt(
                "maalinger-3",
                "Anmeldte indbrud",
                "",
                kilde="tv2nord.dk, juni 2015",
                diagram=diagram(
                    *("Anmeldte indbrud", INDBRUD, "antal"),
                    saetning="2014: 1.211 (Aalborg Kommune). Tallet er faldet siden 2011, hvor det var 1.583.",
                    kilde_link="",
                    metode="",
                    brud=[],
                ),
            ),
        ),
        afsnit(
            "planer",
            "Planer for det kommende år",
            punkt("planer-1", "Tryg Digital By", "<p>Det er en ny indsats i 2022.</p>"),
            punkt(
                "planer-2",
                "Natteliv og havnefront",
                "<ol><li>Et trygt natteliv tages særligt i brug.</li>"
                "<li>Det gør Sikkerhed på havnefronten også.</li></ol>",
            ),
        ),
        afsnit(
            "bilag",
            "Bilag",
            punkt(
                "bilag-1", "", "<p>Til rapporten hørte en status, strategien og dias med noter.</p>"
            ),
        ),
    )


def _resultater():
    ord_ = [
        ("Fokus på tryghed", "Der blev holdt en konference om tryghed og lavet en kampagne."),
        ("Had i tale og skrift", "Vi fik penge til at kortlægge det, der også kaldes hate speech."),
        ("Sikkerhed på havnefronten", "Politiet i London hørte om vores termiske kameraer."),
        ("Råd om sikkerhed", "Ordningen med sikkerhedskonsulenter blev gjort fast og udvidet."),
        ("Demensindsatser", "Der kom en film om gode boligområder for folk med demens."),
        ("Tryghedsvandringer", "Der var tryghedsvandring i Nr. Uttrup og Svenstrup."),
    ]
    for nr, (titel, tekst) in enumerate(ord_, 1):
        navne = [{"navn": "Centerchefen", "rolle": "Tovholder"}] if nr == 3 else []
        yield punkt(f"resultater-{nr}", titel, f"<p>{tekst}</p>", navne=navne)


BEHANDLINGER = [
    {
        "organ": "Styregruppen",
        "dato": "2022-01-20",
        "punkt": "3",
        "sagsnummer": "",
        "udfald": "Godkendt",
        "tekst": "",
    },
    {
        "organ": "Byrådet i Aalborg Kommune",
        "dato": "",
        "punkt": "6",
        "sagsnummer": "2022-031917",
        "udfald": "Udsat",
        "tekst": "Datoen er ikke kendt.",
    },
]
GRIM = "<script>alert('x')</script>&amp; <b>fed</b> \x00\x0b\x1f\ufffe emoji 🏳️‍🌈👩‍👩‍👧 \u202eخلف"
LANGT = "Sammenhængende­tryghedsvandringskoordinatorfællesskab" * 4


def grim():
    """Long titles, nothing, marks that mean harm, signs that XML refuses, 200 points and deep lists."""
    liste = "<ul><li>Et<ol><li>To<ul><li>Tre<ul><li>Fire</li></ul></li></ol></li><li><p>A</p><p>B</p></li></ul>"
    lange = {f"{nr} {LANGT[:80]}": {2014 + n: str(n) for n in range(3)} for nr in range(2)}
    return frosset(
        afsnit("tomt", "Et afsnit uden punkter"),
        afsnit("tomme", "Punkter uden indhold", punkt("tomme-1"), punkt("tomme-2", "", "<p> </p>")),
        afsnit("grim", GRIM + LANGT, punkt("grim-1", GRIM + LANGT, f"<p>{GRIM}{LANGT}</p>{liste}")),
        afsnit(
            "links",
            "Links",
            punkt(
                "links-1",
                "",
                '<p><a href="javascript:alert(1)">farligt</a> <a href="//ond.dk/">andet</a> <a href="/">hjem</a>'
                '<a href="http://[x">skævt</a><a href="mailto:a@b.dk">post</a>&#1;</p><p>uafsluttet <strong>fed',
            ),
        ),
        afsnit(
            "mange",
            "Mange punkter",
            *(
                punkt(f"mange-{nr}", f"Punkt {nr}", f"<p>{'Ord ' * (nr % 60)}</p>")
                for nr in range(200)
            ),
        ),
        afsnit(
            "maalinger",
            "Måling",
            punkt("maalinger-1", "", "", diagram=diagram(GRIM + LANGT, lange, "‰ " * 9)),
            punkt("maalinger-2", "Ingen tal", "", diagram=diagram("Ingen tal", {}, "")),
        ),
        titel=GRIM + LANGT,
        undertitel="",
    )
