"""The table: who gets what answer at each address. A line that fails is a fault in the code before it is one in here.

An answer is one character of `krydsning.UDFALD` for each of `scene.PERSONER`, in their order:

    anonym · uden_rolle · administrator · koordinator · styregruppe · tovholder · ejer · kommunikation · uden_faktor

Behind the admin's door the first two are sent to the login and the last to the second factor, so a line there names
the six roles only. What stands in `rettigheder.TABEL` is not repeated: `efter` reads its letters.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple

from indsatser.rettigheder import ROLLER, TABEL

from .scene import PERSONER


class Celler(NamedTuple):
    """One concrete address, and for each person what GET and POST answer."""

    adresse: str
    get: str
    post: str
    data: dict | None = None


def bag(seks, foer="LL"):
    """Behind the door: what the six roles get."""
    return f"{foer}{seks}F"


def alle(tegn, uden_faktor="F"):
    """The same for everybody, but for whoever lacks the second factor."""
    return tegn * (len(PERSONER) - 1) + uden_faktor


def efter(model, bogstav, ja="+", nej="3"):
    """What the six get by the letter that the table gives them: a small one is for the owner, and for what was sent."""
    linje = next((linje for modeller, linje in TABEL if model in modeller.split()), [""] * 5)
    har = dict(zip(ROLLER, linje, strict=True))
    svar = {rolle: ja if bogstav in tegn else nej for rolle, tegn in har.items()}
    svar["ejer"] = ja if bogstav in har["tovholder"].upper() else nej
    return "".join(svar[person] for person in PERSONER[2:-1])


# --- The families: what Django's admin makes for every model

OBJEKT = "<path:object_id>/"
FAMILIE = {"liste": "", "ny": "add/", "ret": f"{OBJEKT}change/", "slet": f"{OBJEKT}delete/"} | {
    "historik": f"{OBJEKT}history/",
    "kort": OBJEKT,
}
MODELLER = (
    *("indsatser/" + navn for navn in ["strategi", "maal", "prioritering", "politiskbehandling"]),
    *(
        "indsatser/" + navn
        for navn in ["maalgruppe", "omraade", "tidligereadresse", "organisation"]
    ),
    *(
        "indsatser/" + navn
        for navn in ["person", "gruppe", "rolle", "gennemsyn", "planlagtudgivelse"]
    ),
    *("indsatser/" + navn for navn in ["eftersyn", "indsats", "indsatsindhold", "varsel"]),
    *("indsatser/" + navn for navn in ["nyhed", "nyhedindhold", "pressekontakt", "godkendelse"]),
    *("indsatser/" + navn for navn in ["aarshjulsdato", "aarshjulsregel", "strategilink"]),
    *("auth/user", "auth/group", "sites/site", "redirects/redirect", "cms/page", "cms/pagecontent"),
    *("filer/" + navn for navn in ["folder", "file", "image", "clipboard", "folderpermission"]),
    "filer/thumbnailoption",
    *("indsatser/" + navn for navn in ["moede", "moederaekke", "opgave"]),
    *("djangocms_alias/" + navn for navn in ["alias", "aliascontent", "category"]),
    *(
        "djangocms_versioning/" + navn + "version"
        for navn in ["indsatsindhold", "nyhedindhold", "pagecontent", "aliascontent"]
    ),
    *("tryg_portal/mail", "tryg_portal/mailtext"),
    *("indsatser/" + navn for navn in ["statusrunde", "standardspoergsmaal"]),
    "indsatser/status",
    "indsatser/forslag",
    *("indsatser/" + navn for navn in ["indikator", "maaling", "maaleomraade", "indlaesning"]),
    "indsatser/dokument",
    "indsatser/aarsstatus",
    "indsatser/hoering",
)
LUKKET, VIDERE, INTET = "333333", ">>>>>>", "444444"
SIDENS, SIDENS_LAESERE = efter("cms.pagecontent", "R"), efter("cms.pagecontent", "V")
"""Who changes pages and shared content, and who sees them."""
TEKSTENS = efter("indsatser.indsatsindhold", "R")
"""Who changes the draft of an initiative that was not sent: the coordinators and its tovholder."""
NYHEDENS = efter("indsatser.nyhedindhold", "R")
"""Who changes the draft of a piece of news."""
KUN_DE_DER_RETTER = (SIDENS, SIDENS)
VERSION = {"ny": (LUKKET, LUKKET), "slet": (LUKKET, LUKKET), "ret": (None, LUKKET)}

UNDTAGELSER = {
    # a form of two: the initiative, and the text of it
    "indsatser/indsats": {"ret": (None, TEKSTENS)},
    # reached from the page and from the versions; the list and the form lead on to the initiative's
    "indsatser/indsatsindhold": {
        "liste": (VIDERE, VIDERE),
        "ret": (VIDERE, VIDERE),
        "ny": (LUKKET, LUKKET),
    },
    "indsatser/nyhed": {"ret": (None, NYHEDENS)},
    "indsatser/nyhedindhold": {
        "liste": (VIDERE, VIDERE),
        "ret": (VIDERE, VIDERE),
        "ny": (LUKKET, LUKKET),
    },
    # a line leads to the page of its text
    "indsatser/godkendelse": {"ret": (VIDERE, VIDERE)},
    # the line of the queue leads to the page where it is decided; a tovholder's holds only their own
    "indsatser/gennemsyn": {"ret": (VIDERE, VIDERE), "historik": ("+++!++", "+++!++")},
    "indsatser/planlagtudgivelse": {"ret": (">>>!>>", ">>>!>>"), "historik": ("+++!++", "+++!++")},
    # django CMS shows its page tree to those who may change it, and makes pages elsewhere than at «add»
    "cms/page": {
        "liste": (VIDERE, VIDERE),
        "ny": (LUKKET, LUKKET),
        "ret": (SIDENS, efter("cms.page", "R", ja=">")),
        "historik": KUN_DE_DER_RETTER,
    },
    "cms/pagecontent": {
        "liste": KUN_DE_DER_RETTER,
        "ret": KUN_DE_DER_RETTER,
        "slet": ("303330", "303330"),
        "historik": KUN_DE_DER_RETTER,
    },
    "djangocms_alias/aliascontent": {"liste": (VIDERE, VIDERE), "ret": (VIDERE, VIDERE)},
    # files are added by upload; the list of a folder is opened by `EKSTRA`
    "filer/folder": {
        "liste": ("3+3+++", "3+3+++"),
        "ny": (LUKKET, LUKKET),
        "ret": (None, efter("filer.folder", "R", ja=">")),
    },
    "filer/file": {"ny": (LUKKET, LUKKET), "ret": (None, efter("filer.file", "R", ja=">"))},
    # a picture is not saved without its facts, which the crossing does not send
    "filer/image": {"ny": (LUKKET, LUKKET)},
    # the list is the wheel, and a line leads to where its date is moved
    "indsatser/aarshjulsdato": {
        "ny": (LUKKET, LUKKET),
        "ret": (VIDERE, VIDERE),
        "slet": (LUKKET, LUKKET),
    },
    "djangocms_versioning/indsatsindholdversion": VERSION,
    "djangocms_versioning/nyhedindholdversion": VERSION,
    "djangocms_versioning/pagecontentversion": VERSION,
    "djangocms_versioning/aliascontentversion": VERSION,
    # a button of the page, and back to it
    "tryg_portal/mail": {"ret": (None, ">>3333")},
    # a line of the list leads to the page of its kind
    "tryg_portal/mailtext": {"ret": (">>3333", ">>3333")},
    # a draft is not there for a tovholder, who sees the rounds that ask about their own once they are open
    "indsatser/statusrunde": {"ret": ("+++!!3", None), "historik": ("+++!!!", "+++!!!")},
    # to whoever is not of the meeting, or has nothing to do with the task, it is not there
    "indsatser/moede": {"ret": ("++!!+!", None), "historik": ("++!!+!", "++!!+!")},
    "indsatser/opgave": {"ret": ("+++!+!", None), "historik": ("+++!+!", "+++!+!")},
    # a tovholder who asks about another's question does not find it
    "indsatser/forslag": {
        "liste": ("+++++3", "+++++3"),
        "ret": ("+++!+3", "3+3!+3"),
        "historik": ("+++!+!", "+++!+!"),
    },
    # whoever is tovholder of anything begins one; it is saved for their own initiatives only
    "indsatser/indikator": {"ny": ("3+3++3", "3+3++3")},
    "indsatser/maaling": {"ny": ("3+3++3", "3+3++3")},
    # one comes to what the report says; the form of its facts is asked for
    "indsatser/aarsstatus": {"ret": (VIDERE, None)},
    # made when a round opens, and never deleted; a tovholder's list holds only their own
    "indsatser/status": {
        "liste": ("+++++3", "+++++3"),
        "ny": (LUKKET, LUKKET),
        "slet": (LUKKET, LUKKET),
        "historik": ("+++!+!", "+++!+!"),
    },
}
"""Where a family's answer is another than the letter alone would give: (GET, POST); None is as the letter says."""

VERSIONSLISTE = {
    "djangocms_versioning/indsatsindholdversion": "?indsats={s.tekst.kladde.content.indsats_id}&language=da",
    "djangocms_versioning/nyhedindholdversion": "?nyhed={s.nyhed.kladde.content.nyhed_id}&language=da",
    "djangocms_versioning/pagecontentversion": "?page={s.side.kladde.content.page_id}&language=da",
    "djangocms_versioning/aliascontentversion": "?alias={s.faelles.kladde.content.alias_id}&language=da",
}
DATA = {("filer/folder", "ret"): {"name": "Prøve 2"}}


def familie(model):
    """Its six lines: key → cells."""
    navn = model.replace("/", ".")
    bogstaver = {"liste": "VV", "ny": "TT", "ret": "VR", "slet": "SS", "historik": "VV"}
    for del_, rute in FAMILIE.items():
        regel = [efter(navn, b) for b in bogstaver[del_]] if del_ in bogstaver else (VIDERE, VIDERE)
        egne = UNDTAGELSER.get(model, {}).get(del_, (None, None))
        get, post = (egen or svar for egen, svar in zip(egne, regel, strict=True))
        adresse = f"/admin/{model}/{rute}".replace("<path:object_id>", f"{{s.objekt[{model}]}}")
        adresse += VERSIONSLISTE.get(model, "") if del_ == "liste" else ""
        if (model, del_) == ("indsatser/gennemsyn", "kort"):
            adresse = "/admin/indsatser/gennemsyn/x/"  # a number is the page of that review
        data = DATA.get((model, del_))
        yield f"admin/{model}/{rute}", [Celler(adresse, bag(get), bag(post), data)]


def linjer():
    """All of the table: key → cells."""
    from .linjer_aarshjul import AARSHJUL
    from .linjer_aarsstatus import AARSSTATUS
    from .linjer_admin import ADMIN
    from .linjer_cms import CMS
    from .linjer_dokument import DOKUMENTER
    from .linjer_forslag import FORSLAG
    from .linjer_hoering import HOERINGER
    from .linjer_maaling import MAALING
    from .linjer_maaling_offentlig import MAALINGER
    from .linjer_mail import MAIL
    from .linjer_moede import MOEDER
    from .linjer_offentlige import OFFENTLIGE
    from .linjer_status import STATUSRAPPORTER
    from .linjer_statusrunde import STATUSRUNDER
    from .linjer_strategilink import STRATEGILINK

    familier = dict(linje for m in MODELLER for linje in familie(m))
    egne = (
        ADMIN,
        CMS,
        OFFENTLIGE,
        AARSHJUL,
        FORSLAG,
        MAIL,
        MOEDER,
        STATUSRAPPORTER,
        STATUSRUNDER,
        STRATEGILINK,
        MAALING,
        DOKUMENTER,
        AARSSTATUS,
        HOERINGER,
        MAALINGER,
    )
    return reduce(or_, egne, familier)
