"""The contact card: who a citizen asks, with a fallback so that it never leads nowhere."""

from dataclasses import dataclass

from .organisation import Organisation, Rolle


@dataclass(frozen=True)
class Kontaktkort:
    """What a contact card shows; empty fields print nothing."""

    navn: str = ""
    titel: str = ""
    organisation: str = ""
    adresse: str = ""
    telefon: str = ""
    email: str = ""
    telefontider: str = ""
    er_faelles: bool = False
    """True where nobody of the initiative's own could be shown, so this is the common contact."""

    @classmethod
    def for_indsats(cls, roller, myndigheder=None):
        """The card of an initiative from its current roles, so that it always leads to somebody.

        First its contact, then its tovholdere; one who can be reached directly before one reached by the switchboard
        of the organisation; and the common contact where it has nobody.
        """
        orden = [Rolle.Art.KONTAKT, Rolle.Art.TOVHOLDER]
        egne = sorted(
            (rolle for rolle in roller if rolle.art in orden),
            key=lambda rolle: orden.index(rolle.art),
        )
        egne.sort(key=lambda rolle: not (rolle.offentlig_telefon or rolle.offentlig_email))
        for kort in map(cls.for_rolle, egne):
            if kort.kan_naas:
                return kort
        return cls.faelles(myndigheder)

    @classmethod
    def for_rolle(cls, rolle):
        """A role's own details, filled up with those of its organisation and the authority above it."""
        kilder = _opad(rolle.organisation)
        return cls(
            navn=rolle.offentligt_navn,
            titel=rolle.titel,
            organisation=rolle.organisation.navn if rolle.organisation else "",
            adresse=rolle.adresse or _foerste(kilder, "adresse"),
            telefon=rolle.offentlig_telefon or _foerste(kilder, "telefon"),
            email=rolle.offentlig_email or _foerste(kilder, "email"),
            telefontider=rolle.telefontider or _foerste(kilder, "telefontider"),
        )

    @classmethod
    def for_organisation(cls, organisation, myndigheder=None):
        """An organisation's own contact, filled up from the one above it; the common one where it has none."""
        kilder = _opad(organisation)
        kort = cls(
            organisation=organisation.navn,
            adresse=_foerste(kilder, "adresse"),
            telefon=_foerste(kilder, "telefon"),
            email=_foerste(kilder, "email"),
            telefontider=_foerste(kilder, "telefontider"),
        )
        return kort if kort.kan_naas else cls.faelles(myndigheder)

    @classmethod
    def faelles(cls, myndigheder=None):
        """The contact of the first authority that can be reached; empty before there is one."""
        if myndigheder is None:
            myndigheder = Organisation.objects.myndigheder()
        organisation = next((o for o in myndigheder if o.telefon or o.email), None)
        if organisation is None:
            return cls(er_faelles=True)
        return cls(
            organisation=organisation.navn,
            adresse=organisation.adresse,
            telefon=organisation.telefon,
            email=organisation.email,
            telefontider=organisation.telefontider,
            er_faelles=True,
        )

    @property
    def kan_naas(self):
        return bool(self.telefon or self.email)

    @property
    def telefon_href(self):
        """The number as `tel:` wants it; eight digits are Danish."""
        cifre = "".join(tegn for tegn in self.telefon if tegn.isdigit() or tegn == "+")
        return f"+45{cifre}" if len(cifre) == 8 else cifre


def _opad(organisation):
    led = []
    while organisation is not None:
        led.append(organisation)
        organisation = organisation.overordnet
    return led


def _foerste(organisationer, felt):
    return next((getattr(o, felt) for o in organisationer if getattr(o, felt)), "")
