"""An annual report: what is gathered into it, what its steps ask for, and that a locked one never changes."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from indsatser import frys, frys_aarsstatus
from indsatser.aarsstatus import skridt
from indsatser.aarsstatus.rens import rens_html
from indsatser.aarsstatus.saml import saml
from indsatser.aarsstatus.siden import siden
from indsatser.aarsstatusfiler import dias, pdf, word
from indsatser.models import (
    Aarsstatus,
    Bidrag,
    Maaling,
    PolitiskBehandling,
    Prioritering,
    Rolle,
    Statussaetning,
    Strategi,
)
from tests.conftest import forget_everything_cached
from tests.indsatser.aarsstatusser import (
    adresse,
    fuld,
    indikator,
    kladde,
    laast,
    maal,
    offentlig,
    prioritering,
)
from tests.indsatser.refusal import refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def en():
    return fuld()


@pytest.fixture
def to(user_for):
    """Who sends a report for review, and another who looks it through."""
    return user_for("koordinator"), user_for("koordinator", navn="anden")


def fundne(en, afsnit):
    return {b.titel: b.tekst for b in en.bidrag.filter(afsnit=afsnit, medtages=True)}


# --- Gathering


def test_what_the_system_knows_of_the_period_is_gathered(en):
    saml(en.pk)

    assert fundne(en, "tilfoejet")["Tryg prøvesti"] == (
        "<p>Indsatsen kom med i strategien i 2024.</p>"
    )
    (resultat,) = fundne(en, "resultater").values()
    assert resultat == "<p>Der kom lys på stien.</p>"
    assert list(fundne(en, "planer").values()) == ["<p>Vi plejer bænkene.</p>"]
    assert "Prøverådet" in fundne(en, "beslutninger")
    assert "82,5" in fundne(en, "maalinger")["Måler tryg-nabo"]
    assert "90" not in fundne(en, "maalinger")["Måler tryg-nabo"]  # it is of the year after


def test_first_report_of_a_version_tells_what_it_renamed_brought_and_ended():
    """Version 2 called it «Et trygt natteliv»."""
    tre = kladde(slug="a", fra=date(2022, 1, 1), til=date(2022, 12, 31))
    saml(tre.pk)

    assert "«Et trygt natteliv»" in fundne(tre, "omdoebt")["Trygt natteliv"]
    navne_i_2 = set(Strategi.objects.get(nummer=2).prioriteringer.values_list("indsats", flat=True))
    nye = Prioritering.objects.filter(strategi=tre.strategi, tilfoejet_undervejs=False)
    nye = nye.exclude(indsats__in=navne_i_2)
    assert set(fundne(tre, "tilfoejet")) == set(nye.values_list("navn", flat=True))
    assert set(fundne(tre, "afsluttet")) == set(
        Prioritering.objects.filter(strategi__nummer=2)
        .exclude(indsats__prioriteringer__strategi=tre.strategi)
        .values_list("navn", flat=True)
    )


def test_sentence_that_was_taken_down_is_not_gathered(en):
    saml(en.pk)
    assert en.bidrag.filter(tekst__contains="Der kom lys på stien.", medtages=True).exists()

    Statussaetning.objects.filter(tekst="Der kom lys på stien.").tag_ned("Det gjorde der ikke.")
    saml(en.pk)

    assert not en.bidrag.filter(tekst__contains="Der kom lys på stien.", medtages=True).exists()


def test_gathering_again_follows_the_source_and_keeps_what_a_hand_has_written(en):
    saml(en.pk)
    en.bidrag.create(afsnit="resultater", titel="Vores eget", tekst="<p>Skrevet selv.</p>")
    rettet = en.bidrag.get(afsnit="maalinger", titel="Måler tryg-nabo")
    rettet.tekst, rettet.redigeret = "<p>Med vores ord.</p>", True
    rettet.save()
    en.bidrag.filter(afsnit="tilfoejet").update(medtages=False, raekkefoelge=7)
    Prioritering.objects.filter(navn="Tryg prøvesti").update(navn="Prøvestien")
    Maaling.objects.filter(indikator__slug="tryg-nabo", fra__year=2024).update(vaerdi=70)
    PolitiskBehandling.objects.filter(organ_da="Prøverådet").delete()
    indikator("ny-serie")

    svar = saml(en.pk)

    assert (svar.nye, svar.opdaterede, svar.roerte, svar.borte) == (1, 1, 1, 1)
    fulgt = en.bidrag.get(afsnit="tilfoejet")
    assert (fulgt.titel, fulgt.medtages, fulgt.raekkefoelge) == ("Prøvestien", False, 7)
    assert en.bidrag.get(pk=rettet.pk).tekst == "<p>Med vores ord.</p>"
    assert en.bidrag.filter(titel="Vores eget", medtages=True).exists()
    assert not en.bidrag.get(titel="Prøverådet").medtages
    assert (saml(en.pk).nye, saml(en.pk).opdaterede) == (0, 0)


def test_only_the_marks_that_every_file_can_show_are_kept(en):
    tekst = '<h2>A</h2><p onclick="x">B <b>c</b> <a href="javascript:x">d</a></p><script>e</script>'
    assert rens_html(tekst) == "A<p>B c <a>d</a></p>"
    assert rens_html("<p> </p>") == ""
    assert en.bidrag.create(afsnit="bilag", tekst="<p>f</p><img src=x>").tekst == "<p>f</p>"


# --- The frozen report


def aendr_alt(en):
    """Everything that the report was made of, and stands beside it."""
    aendret = prioritering(en)
    aendret.navn = "Et helt andet navn"
    aendret.save()
    aendret.indsats.slug = "helt-anden-adresse"
    aendret.indsats.save()
    rolle = Rolle.objects.get(person__navn="Tove Prøve")
    rolle.person.navn = "En anden"
    rolle.person.save()
    Rolle.objects.exclude(gruppe=None).update(titel_da="Ny titel", til=date(2020, 1, 1))
    frys.fjern(connection)  # a closed round is frozen itself
    Statussaetning.objects.update(tekst="Noget andet.")
    frys.saet(connection)
    Maaling.objects.filter(indikator__slug="tryg-nabo").update(vaerdi=F("vaerdi") - 5)
    maal(Maaling.objects.filter(indikator__slug="tryg-nabo")[0].indikator, 2026, "12")
    PolitiskBehandling.objects.filter(organ_da="Prøverådet").delete()
    Strategi.objects.filter(pk=en.strategi_id).update(titel_da="En anden strategi")


def hovedtekst(en, sprog=""):
    """What is read of the report itself, as HTML."""
    forget_everything_cached()
    svar = Client().get(f"{sprog}{en.get_absolute_url()}")
    assert svar.status_code == 200
    dele = html.fromstring(svar.content).xpath("//*[contains(@class, 'aarsstatus__indhold')]")
    assert len(dele) == 2
    return [html.tostring(del_) for del_ in dele]


def test_locked_report_says_the_same_when_everything_else_is_changed(en, to):
    saml(en.pk)
    en = offentlig(en, *to)
    frosset, foer = Aarsstatus.objects.get(pk=en.pk).frosset, hovedtekst(en)
    assert "Tove Prøve" in str(frosset)
    assert siden(en) == [] or all("nyeste tal" in a.om for a in siden(en))

    aendr_alt(en)

    assert Aarsstatus.objects.get(pk=en.pk).frosset == frosset
    assert hovedtekst(en) == foer
    fundet = {a.om: (a.foer, a.nu) for a in siden(Aarsstatus.objects.get(pk=en.pk))}
    assert fundet["Tovholder for Tryg prøvesti"] == ("Tove Prøve", "En anden")
    assert fundet["Måler tryg-nabo, Prøveland, 2024"] == ("82,5", "77,5")
    assert fundet["Måler tryg-nabo: nyeste tal"] == ("82,5 (2024)", "12 (2026)")
    side = Client().get(f"{en.get_absolute_url()}siden/").content.decode()
    assert "77,5" in side and "En anden" in side
    assert "<td>82,5</td>" in str(hovedtekst(en, "/en"))


def test_database_itself_keeps_a_locked_report(en, to):
    saml(en.pk)
    bidrag, row = en.bidrag.all(), Aarsstatus.objects.filter(pk=en.pk)
    assert bidrag.update(titel=F("titel")) and row.update(nummer=2)
    laast(en, *to)

    for do in (
        lambda: bidrag.update(medtages=False),
        lambda: bidrag.first().delete(),
        lambda: Bidrag.objects.bulk_create([Bidrag(aarsstatus=en, afsnit="bilag", titel="x")]),
        lambda: row.update(frosset={"udgave": 2}),
        lambda: row.update(nummer=9),
        lambda: row.update(til=date(2024, 11, 30)),
        lambda: row.update(slug="en-anden"),
    ):
        refused(do, frys_aarsstatus.LAAST)
    refused(lambda: row._raw_delete(row.db), frys_aarsstatus.IKKE_SLETTES)
    row.get().save()  # the same values are no change
    skridt.godkend(en.pk, to[0], date(2025, 1, 5))
    refused(
        lambda: row.update(tilstand="kladde", frosset=None, laast=None), frys_aarsstatus.GODKENDT
    )


# --- The steps


def test_report_is_looked_through_by_another_before_it_is_locked(en, to):
    sender, anden = to
    saml(en.pk)
    for for_tidligt in (
        lambda: skridt.laas(en.pk, sender),
        lambda: skridt.godkend(en.pk, anden, date(2025, 1, 1)),
        lambda: skridt.offentliggoer(en.pk),
    ):
        with pytest.raises(ValidationError):
            for_tidligt()
    skridt.send_til_gennemsyn(en.pk, sender)

    for ikke_nu in (
        lambda: skridt.godkend_gennemsyn(en.pk, sender),
        lambda: skridt.laas(en.pk, sender),
        lambda: skridt.send_tilbage(en.pk, " "),
        lambda: saml(en.pk),
    ):
        with pytest.raises(ValidationError):
            ikke_nu()

    assert skridt.send_tilbage(en.pk, "Ret tallet.").besked == "Ret tallet."
    laast(en, sender, anden)
    assert skridt.laas_op(en.pk, "En fejl i et navn.").frosset is None
    with pytest.raises(ValidationError):  # the review is over with the lock
        skridt.laas(en.pk, sender)


def test_steps_by_their_buttons_and_those_who_wait_are_written_to(client_for, en, commits_at_once):
    koordinator, anden = client_for("koordinator"), client_for("koordinator", navn="anden")
    styregruppe = client_for("styregruppe")

    def trin(client, goer, **data):
        client.post(adresse("trin", en.pk), {"goer": goer, **data})
        en.refresh_from_db()
        return en.tilstand

    koordinator.post(adresse("saml", en.pk))
    assert trin(koordinator, "send") == "gennemsyn"
    assert any(anden.user.email in m.to for m in mail.outbox)
    trin(koordinator, "gennemset")
    assert not en.er_gennemset
    trin(anden, "gennemset")
    assert en.er_gennemset
    assert trin(koordinator, "laas") == "laast"
    assert any(styregruppe.user.email in m.to for m in mail.outbox)
    assert trin(koordinator, "godkend", dato="2025-02-01") == "laast"
    assert trin(styregruppe, "godkend", dato="2999-02-01") == "laast"
    assert trin(styregruppe, "godkend", dato="2025-02-01") == "godkendt"
    assert Client().get(en.get_absolute_url()).status_code == 404
    trin(styregruppe, "offentliggoer")
    assert en.offentliggjort is None
    trin(koordinator, "offentliggoer")
    assert Client().get(en.get_absolute_url()).status_code == 200


# --- Editing


def test_another_saved_meanwhile_and_nothing_is_lost(koordinator, en):
    bidrag = en.bidrag.create(afsnit="bilag", titel="Først", tekst="<p>Først.</p>")
    side = adresse("bidrag", bidrag.pk)
    data = {"titel": "Min", "tekst": "<p>Min.</p>", "set_udgave": "0"}
    koordinator.post(side, {**data, "titel": "Deres"})

    svar = koordinator.post(side, data)

    bidrag.refresh_from_db()
    assert (bidrag.titel, bidrag.redigeret) == ("Deres", True)
    assert "rettet af en anden" in svar.content.decode() and 'value="Min"' in svar.content.decode()
    koordinator.post(side, {**data, "set_udgave": "1"})
    bidrag.refresh_from_db()
    assert bidrag.titel == "Min"


def test_ticks_and_order_are_saved_but_not_over_anothers(koordinator, en):
    a, b = (en.bidrag.create(afsnit="bilag", titel=t, raekkefoelge=n) for n, t in enumerate("ab"))
    set_ = {f"foer-{a.pk}": "1:0", f"nr-{a.pk}": "5", f"foer-{b.pk}": "1:1", f"nr-{b.pk}": "1"}
    Bidrag.objects.filter(pk=b.pk).update(raekkefoelge=3)

    svar = koordinator.post(adresse("valg", en.pk), set_, follow=True)

    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.medtages, a.raekkefoelge) == (False, 5)
    assert (b.medtages, b.raekkefoelge) == (True, 3)
    assert "«b» er ændret af en anden" in svar.content.decode()


def test_own_contribution_is_added_and_deleted_but_what_was_gathered_stays(koordinator, en):
    saml(en.pk)
    koordinator.post(
        adresse("nyt", en.pk, "bilag"), {"titel": "Eget", "tekst": "<p>x</p>", "set_udgave": "0"}
    )
    eget, samlet = en.bidrag.get(titel="Eget"), en.bidrag.exclude(kilde="")[0]

    for bidrag in (eget, samlet):
        koordinator.post(adresse("slet_bidrag", bidrag.pk))

    assert not en.bidrag.filter(pk=eget.pk).exists()
    assert en.bidrag.filter(pk=samlet.pk).exists()


def test_next_report_is_proposed_and_a_locked_one_takes_only_its_political_path(koordinator, to):
    foerste = fuld()
    svar = koordinator.get(adresse("add")).content.decode()
    assert 'value="2"' in svar and 'value="2-aarsstatus-2025"' in svar

    saml(foerste.pk)
    laast(foerste, *to)
    side = koordinator.get(f"{adresse('change', foerste.pk)}?oplysninger=1").content.decode()

    assert 'name="nummer"' not in side and "behandlinger-TOTAL_FORMS" in side


def test_draft_is_read_by_editors_as_the_public_will_read_it(koordinator, en):
    saml(en.pk)

    side = html.fromstring(koordinator.get(adresse("vis", en.pk)).content)

    figur = side.xpath("//figure//img/@src")[0]
    assert koordinator.get(figur)["Content-Type"] == "image/svg+xml"
    assert "Der kom lys på stien." in side.text_content()
    assert Client().get(en.get_absolute_url()).status_code == 404


# --- The public pages


def test_two_years_are_compared(en, to):
    saml(en.pk)
    offentlig(en, *to)
    anden = kladde(
        nummer=2, slug="to", periode="2025", fra=date(2025, 1, 1), til=date(2025, 12, 31)
    )
    saml(anden.pk)
    offentlig(anden, *to)

    side = Client().get("/aarsstatus/sammenlign/?a=proeve-2024&b=to").content.decode()

    assert "82,5 (2024, Prøveland)" in side and "90 (2025, Prøveland)" in side
    assert "Der kom lys på stien." in side
    assert Client().get("/aarsstatus/sammenlign/?a=proeve-2024&b=findes-ikke").status_code == 404


def test_figure_is_the_frozen_one_in_both_widths(en, to):
    saml(en.pk)
    offentlig(en, *to)
    figur = f"{en.get_absolute_url()}diagram/1.svg"

    bred, smal = (Client().get(f"{figur}?bredde={b}") for b in ("bred", "smal"))

    assert bred["Content-Type"] == "image/svg+xml" and b"<svg" in bred.content
    assert bred.content != smal.content
    for forkert in (f"{figur}?bredde=gnist", figur.replace("1.svg", "2.svg")):
        assert Client().get(forkert).status_code == 404


def test_files_are_made_of_what_was_frozen_and_of_the_political_path(en, to):
    saml(en.pk)
    offentlig(en, *to)
    en.behandlinger.create(organ_da="Prøverådet", dato="2025-02-03", udfald_da="Godkendt")
    vejen = {"organ": "Prøverådet", "dato": "2025-02-03", "punkt": "", "sagsnummer": ""}
    vejen |= {"udfald": "Godkendt", "tekst": ""}
    frosset = Aarsstatus.objects.get(pk=en.pk).frosset

    for endelse, lav in (("pdf", pdf), ("docx", word), ("pptx", dias)):
        svar = Client().get(f"/aarsstatus/proeve-2024.{endelse}")
        assert svar.content == lav(frosset, [vejen]) != lav(frosset)


def test_report_of_2021_has_its_political_path_and_no_day_that_nobody_knows(visit):
    side = " ".join(
        html.fromstring(visit("/aarsstatus/4-aarsstatus-2021/").content).text_content().split()
    )

    assert "Byrådet i Aalborg Kommune, 20. juni 2022: Godkendt" in side
    assert "Integrationsrådet: Udsat" in side and "sag 2022-031917" in side
    assert "Trafiksikkerhed" in side and "Styregruppen godkendte" not in side
    assert "31. december 2021" not in side


def test_list_costs_the_same_with_more_reports(en, to):
    def foresp():
        forget_everything_cached()
        with CaptureQueriesContext(connection) as spurgt:
            Client().get("/aarsstatus/")
        return len(spurgt)

    foresp()  # the first of a process asks for more
    foer = foresp()
    saml(en.pk)
    offentlig(en, *to)
    assert foresp() == foer
