"""The table of documents: what is public is everybody's, with its older versions; a draft is nobody's."""

from .tabel import Celler, alle

JA, VIDERE = alle("+"), alle(">")
IKKE = alle("4")
_SLUG, _NUMMER = r"(?P<slug>[-a-zA-Z0-9_]+)", r"(?P<nummer>[0-9]+)"


def _offentlig(sprog):
    i, a = f"{sprog}dokumenter/" if sprog else "^dokumenter/", f"/{sprog}dokumenter/"
    en = f"{a}{{s.dokument.slug}}/"
    kladde = f"{a}{{s.dokumentkladde.slug}}/"

    def linje(rute, rest):
        return {
            rf"{i}{_SLUG}/{rute}\Z": [
                Celler(f"{en}{rest}", JA, JA),
                Celler(f"{kladde}{rest}", IKKE, IKKE),
            ]
        }

    return {
        rf"{i}\Z": [Celler(a, JA, JA)],
        **linje("", ""),
        **linje("fil/", "fil/"),
        **linje(rf"udgave/{_NUMMER}/", "udgave/1/"),
        **linje(rf"udgave/{_NUMMER}/fil/", "udgave/1/fil/"),
    }


DOKUMENTER = {**_offentlig(""), **_offentlig("en/")}
