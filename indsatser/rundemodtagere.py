"""Who is written to about a report, and what a coordinator should know of it before anything is sent."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tryg_portal.sortering import sorteringsnoegle

from .models import Indsats, IndsatsIndhold, Person, Rolle, Status


def med_titel(indsatser):
    """Each with `titel`: of what is public, else of the newest draft, else its address."""
    offentlig = IndsatsIndhold.objects.filter(indsats=OuterRef("pk"), language="da")
    alle = IndsatsIndhold.admin_manager.filter(indsats=OuterRef("pk")).order_by("language", "-pk")
    return indsatser.annotate(
        titel=Coalesce(
            Subquery(offentlig.values("titel")[:1]),
            Subquery(alle.values("titel")[:1]),
            "slug",
            output_field=CharField(),
        )
    )


def navne_paa(pks):
    return dict(med_titel(Indsats.objects.filter(pk__in=pks)).values_list("pk", "titel"))


def tovholdere(pks):
    """The tovholder roles in force of each initiative by its id, with what their addresses ask; one query."""
    roller = Rolle.objects.gaeldende().filter(art=Rolle.Art.TOVHOLDER, indsats__in=pks)
    efter_indsats = {}
    for rolle in roller.select_related("person__bruger", "person__stedfortraeder__bruger"):
        efter_indsats.setdefault(rolle.indsats_id, []).append(rolle)
    return efter_indsats


@dataclass
class Linje:
    """One initiative to be asked about, with its report where there is one."""

    indsats_id: int
    navn: str
    roller: list
    status: Status | None = None
    stedfortraeder: Person | None = None
    """Named for this round; answers in stead of all."""

    @property
    def personer(self):
        return list({r.person_id: r.person for r in self.roller if r.person_id}.values())

    @property
    def navne(self):
        """Who answers for it, as people or titles."""
        return ", ".join(dict.fromkeys(str(r.person or r.titel_da) for r in self.roller))

    @property
    def ansvarlige_navne(self):
        """As it is kept when the round opens and closes."""
        navne = self.navne
        if self.stedfortraeder:
            navne = f"{navne} (stedfortræder: {self.stedfortraeder})".strip()
        return navne[:500]

    @cached_property
    def svarere(self):
        """(who is written to, the tovholder whom they stand in for, or None), each person once."""
        if self.stedfortraeder:
            return [(self.stedfortraeder, self.navne)]
        fundne = {}
        for person in self.personer:
            modtager = person.modtager()
            if modtager == person or modtager.pk not in fundne:
                fundne[modtager.pk] = (modtager, None if modtager == person else person)
        return list(fundne.values())

    @property
    def advarsler(self):
        if self.stedfortraeder is None and not self.roller:
            yield "Indsatsen har ingen tovholder, så ingen får en mail."
        elif not self.svarere:
            yield f"Tovholderen er «{self.navne}» uden en person, så ingen får en mail."
        for person, _ in self.svarere:
            if not person.adresse:
                yield f"{person} har ingen e-mail og får derfor ingen mail."

    @property
    def naas(self):
        """Somebody gets a mail about it."""
        return any(person.adresse for person, _ in self.svarere)


@dataclass
class Brev:
    """One mail: to whom, and about what [(line, whom they stand in for)]."""

    person: Person
    linjer: list = field(default_factory=list)


class Modtagere:
    """The mails that some lines give: one for each person, however many initiatives they answer for."""

    def __init__(self, linjer):
        self.linjer = list(linjer)
        fundne = {}
        for linje in self.linjer:
            for person, for_hvem in linje.svarere:
                if person.adresse:
                    brev = fundne.setdefault(person.pk, Brev(person))
                    brev.linjer.append((linje, for_hvem))
        self.breve = sorted(fundne.values(), key=lambda b: sorteringsnoegle(b.person.navn))

    @property
    def med_advarsel(self):
        return [linje for linje in self.linjer if any(linje.advarsler)]

    @property
    def samme_adresse(self):
        """[(address, the people who share it)]."""
        efter_adresse = {}
        for brev in self.breve:
            efter_adresse.setdefault(brev.person.adresse.lower(), []).append(brev.person)
        return [(adresse, folk) for adresse, folk in efter_adresse.items() if len(folk) > 1]

    @property
    def aftryk(self):
        """The same as long as the same people get the same mails."""
        breve = [
            (
                b.person.pk,
                b.person.adresse,
                [(li.indsats_id, li.navn, str(f)) for li, f in b.linjer],
            )
            for b in self.breve
        ]
        return sha256(
            repr([breve, sorted(li.indsats_id for li in self.linjer)]).encode()
        ).hexdigest()


def linjer_til(indsats_pks):
    """Lines of initiatives that have no report yet, in Danish order."""
    pks = list(indsats_pks)
    roller = tovholdere(pks)
    linjer = [Linje(pk, navn, roller.get(pk, [])) for pk, navn in navne_paa(pks).items()]
    return sorted(linjer, key=lambda linje: sorteringsnoegle(linje.navn))


def linjer_for(rapporter):
    """Lines of reports, by the name that was frozen; a constant number of queries."""
    if hasattr(rapporter, "select_related"):
        rapporter = rapporter.select_related("stedfortraeder__bruger")
    rapporter = list(rapporter)
    roller = tovholdere([status.indsats_id for status in rapporter])
    linjer = [
        Linje(
            status.indsats_id,
            status.indsats_navn,
            roller.get(status.indsats_id, []),
            status,
            status.stedfortraeder,
        )
        for status in rapporter
    ]
    return sorted(linjer, key=lambda linje: sorteringsnoegle(linje.navn))
