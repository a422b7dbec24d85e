"""Danish text → its sentences, so that each can be chosen by itself.

Whoever ticks a sentence says yes to those words; so none is lost, none changed, and two are rather left together than
one cut in the middle.
"""

import re
from hashlib import sha256

ALDRIG = {
    *("afd", "ang", "bl.a", "ca", "dr", "d.d", "eks", "evt", "f.eks", "fhv", "fig", "fmd", "fr"),
    *("hhv", "hr", "if", "ift", "inkl", "ekskl", "jf", "jfr", "kap", "kl", "maks", "mht", "min"),
    *("m.h.t", "nr", "nuv", "obs", "ordf", "p.g.a", "pga", "pkt", "ref", "s", "sct", "skt", "st"),
    *("stk", "str", "tidl", "tlf", "udg", "vedr", "vha", "v", "gns", "gnsn", "årg", "d", "dvs"),
    *("b.la", "i.f.t", "i.h.t", "iht", "o.b.s", "form", "direktør", "cand", "prof", "sml", "jvf"),
} - {"direktør", "form", "if", "obs"}
"""What stands before something that it belongs to: «kl. 14», «Skt. Hans», «bl.a. Vejgaard»."""
SOMMETIDER = {
    *("osv", "o.s.v", "m.v", "mv", "m.m", "mm", "m.fl", "mfl", "etc", "o.l", "o.lign", "kr", "mio"),
    *("mia", "pct", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov"),
    *("dec", "e.l", "e.lign", "a.m.b.a", "a/s", "aps", "t.o.m", "p.t", "pt", "ekskl.moms"),
}
"""What may end a sentence: it does when the next begins with a capital."""
_ALLE = ALDRIG | SOMMETIDER
_SLUT = re.compile(r"([.!?…]+)([\"'»«”’)\]]*)\s+")
_SIDSTE_ORD = re.compile(r"[\"'»«”’(\[]*([^\s\"'»«”’(\[]+)$")


def del_op(tekst):
    """The sentences in their order, each with single blanks; a new line ends one too."""
    return [
        saetning
        for linje in tekst.splitlines()
        for saetning in _i_linje(" ".join(linje.split()))
        if saetning
    ]


def noegle(slags, saetning):
    """What a sentence is known by: another word makes it another sentence."""
    return f"{slags}-{sha256(saetning.encode()).hexdigest()[:20]}"


def _i_linje(linje):
    fra = 0
    for slut in _SLUT.finditer(linje):
        if _er_slut(linje[fra : slut.start()], slut, linje[slut.end() :]):
            yield linje[fra : slut.end()].rstrip()
            fra = slut.end()
    yield linje[fra:].rstrip()


def _er_slut(foer, slut, efter):
    """Whether the punctuation ends the sentence before it. `efter` is what follows, and is never empty."""
    foerste = efter.lstrip("\"'»«”’([–-• ")[:1]
    if slut[1] != ".":
        return not foerste.islower()
    ordet = _SIDSTE_ORD.search(foer)
    ord_ = ordet[1] if ordet else ""
    if ord_.lower() in ALDRIG:
        return False
    if len(ord_) == 1 and ord_.isupper():  # the initial of a name
        return False
    if ord_[-1:].isdigit():  # «3. maj», «3. 5. 2026», but «Vi var 30. Det var nok.»
        return foerste.isupper()
    return not foerste.islower()
