"""The table of meetings and tasks: the owner sits in the group, and the coordinators have the meetings in hand."""

from .tabel import Celler, alle, bag

KUN_POST = "555555"
# administrator koordinator styregruppe tovholder ejer kommunikation
SER, LEDER = "++44+4", "3+4434"
"""Who sees a meeting, and who leads it; to the others it is not there."""


def _en(adresse, get, post, data=None):
    return Celler(f"/admin/indsatser/{adresse}", bag(get), bag(post), data)


def _med(plus, tegn):
    return plus.replace("+", tegn)


ADMIN = {
    "moede/foreslaaede/": [
        _en("moede/foreslaaede/", "3+3333", "3>3333", {"dato": "{s.moede.dato}"}),
    ],
    "moede/<int:pk>/side/": [_en("moede/{s.moede.kommende}/side/", SER, SER)],
    "moede/<int:pk>/svar/": [
        _en(
            "moede/{s.moede.kommende}/svar/",
            KUN_POST,
            svar,
            {"deltager": "{s.moede.%s}" % hvem, "svar": "kommer"},  # noqa: UP031, the braces are the table's
        )
        for hvem, svar in (("egen_deltager", "3>44>4"), ("deltager", "3>4434"))
    ],
    "moede/<int:pk>/trin/": [
        _en("moede/{s.moede.holdt}/trin/", KUN_POST, "3>4434", {"goer": "genaabn"}),
        _en("moede/{s.moede.holdt}/trin/", KUN_POST, "3!4434", {"goer": "godkend"}),
        _en("moede/{s.moede.kommende}/trin/", KUN_POST, "3!4434", {"goer": "hold"}),
    ],
    "moede/<int:pk>/deltager/": [
        _en(
            "moede/{s.moede.kommende}/deltager/",
            KUN_POST,
            "3>4434",
            {"person": "{s.moede.person}"},
        )
    ],
    "moede/<int:pk>/deltager/<int:deltager>/fjern/": [
        _en(
            "moede/{s.moede.kommende}/deltager/{s.moede.deltager}/fjern/",
            LEDER,
            _med(LEDER, ">"),
        )
    ],
    # nobody of this meeting has an address but the owner
    "moede/<int:pk>/send/": [_en("moede/{s.moede.kommende}/send/", LEDER, _med(LEDER, ">"))],
    "moede/<int:pk>/send-dagsorden/": [
        _en("moede/{s.moede.kommende}/send-dagsorden/", LEDER, _med(LEDER, "!"))
    ],
    "moede/<int:pk>/aflys/": [
        _en("moede/{s.moede.kommende}/aflys/", LEDER, _med(LEDER, "!"), {"grund": "Prøve"}),
    ],
    "moede/<int:pk>/punkt/": [
        _en("moede/{s.moede.kommende}/punkt/", "3+44+4", "3>44>4", {"titel": "Nyt"}),
    ],
    "moede/punkt/<int:pk>/": [_en("moede/punkt/{s.moede.punkt}/", LEDER, LEDER)],
    "moede/punkt/<int:pk>/flyt/": [
        _en("moede/punkt/{s.moede.punkt}/flyt/", KUN_POST, "3>4434", {"vej": "ned"})
    ],
    "moede/punkt/<int:pk>/tag-paa/": [
        _en("moede/punkt/{s.moede.foreslaaet}/tag-paa/", KUN_POST, "3>4434")
    ],
    "moede/punkt/<int:pk>/afvis/": [
        _en(
            "moede/punkt/{s.moede.foreslaaet}/afvis/",
            LEDER,
            _med(LEDER, ">"),
            {"begrundelse": "Prøve"},
        )
    ],
    "moede/punkt/<int:pk>/gem/": [
        _en(
            "moede/punkt/{s.moede.punkt}/gem/",
            KUN_POST,
            "3+4434",
            {"tekst": "Prøve", "udgave": "0"},
        )
    ],
    "moede/deltager/<int:pk>/moedt/": [
        _en("moede/deltager/{s.moede.holdt_deltager}/moedt/", KUN_POST, "3+4434", {"moedt": "1"})
    ],
    "moede/bilag/<int:pk>/": [_en("moede/bilag/{s.moede.bilag}/", SER, SER)],
    "moede/<int:pk>/referat/": [
        _en("moede/{s.moede.holdt}/referat/", LEDER, LEDER),
    ],
    "moede/beslutning/<int:pk>/": [_en("moede/beslutning/{s.moede.beslutning}/", LEDER, LEDER)],
    "moede/opgave/<int:pk>/": [_en("moede/opgave/{s.moede.holdt_opgave}/", LEDER, LEDER)],
    "moede/<int:pk>/offentligt/": [
        _en(
            "moede/{s.moede.holdt}/offentligt/",
            LEDER,
            _med(LEDER, ">"),
            {"offentligt_uddrag": "Prøve", "goer": "gem"},
        )
    ],
    "moede/<int:pk>/pdf/<slug:hvad>/": [
        _en("moede/{s.moede.kommende}/pdf/dagsorden/", SER, SER),
    ],
    # the steering group sees all tasks; the owner finishes theirs
    "opgave/<int:pk>/side/": [
        _en(
            "opgave/{s.objekt[indsatser/opgave]}/side/",
            "+++4+4",
            "3>34>4",
            {"goer": "udfoert", "note": "Prøve"},
        ),
        _en(
            "opgave/{s.objekt[indsatser/opgave]}/side/",
            "+++4+4",
            "3>3434",
            {"goer": "bortfaldet", "note": "Prøve"},
        ),
    ],
}
ADMIN = {f"admin/indsatser/{sti}": celler for sti, celler in ADMIN.items()}

_JA, _VIDERE = alle("+"), alle(">")
OFFENTLIGE = {
    "moeder/": [Celler("/moeder/", _JA, _JA)],
    "en/moeder/": [Celler("/en/moeder/", _JA, _JA)],
    "moeder/<slug:adresse>/": [
        Celler("/moeder/{s.moede.offentlig}/", _JA, _JA),
        Celler("/moeder/findes-ikke/", alle("4"), alle("4")),
    ],
    # only in Danish: the English address leads there
    "en/moeder/<slug:adresse>/": [Celler("/en/moeder/{s.moede.offentlig}/", _VIDERE, _VIDERE)],
}
MOEDER = ADMIN | OFFENTLIGE
