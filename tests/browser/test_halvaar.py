"""A whole half-year: a round from its opening to its closing, with the meeting in between, as its people do it."""

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from post import choose, expect_an_error_from
from test_redaktion import english_words

DANISH = ZoneInfo("Europe/Copenhagen")
ROUND, BEFORE, MEETING = "Prøvehalvåret", "Halvåret før prøven", "Styregruppemøde i prøven"
ANNA, BO, CARL, DORTE, ERIK, FIE = (
    f"{navn}@halvaar.invalid" for navn in ("anna", "bo", "carl", "dorte", "erik", "fie")
)
"""Carl is away, and Dorte stands in for him."""
MAKE = f"""
import json, sys
sys.path.insert(0, ".")
from datetime import timedelta
from django.utils import timezone
from indsatser.models import Person, Rolle, Status, Strategi
from indsatser.rundemodtagere import navne_paa, tovholdere
from tests.indsatser.statusrapporter import luk, runde, sendt_ind
i_dag = timezone.localdate()
pks = list(Strategi.objects.seneste().prioriteringer.fortsaetter().values_list("indsats", flat=True))
taget = {{pk for pk, roller in tovholdere(pks).items() if any(r.person_id for r in roller)}}
navne = navne_paa(set(pks) - taget)
fem = sorted(navne, key=navne.get)[:5]
folk = [Person.objects.create(navn=f"{{navn}} Prøve", email=f"{{navn.lower()}}@halvaar.invalid")
        for navn in ("Dorte", "Anna", "Bo", "Carl", "Erik", "Fie")]
folk[3].stedfortraeder, folk[3].vaek_fra, folk[3].vaek_til = folk[0], i_dag, i_dag + timedelta(30)
folk[3].save()
for pk, person in zip(fem, folk[1:]):
    Rolle.objects.create(art="tovholder", indsats_id=pk, person=person)
Status.objects.mangler().filter(indsats__in=fem).update(skrevet=timezone.now())
foer = runde({BEFORE!r}, i_dag - timedelta(170))
bos = Rolle.objects.get(person=folk[2]).indsats
sendt_ind(bos, foer, tilstand="modtaget", lys="groen", indsendt=timezone.now() - timedelta(175))
luk(foer)
slugs = dict(Strategi.objects.seneste().prioriteringer.values_list("indsats", "indsats__slug"))
print("lavet:", json.dumps([[pk, slugs[pk], navne[pk]] for pk in fem]))
"""
"""The demo's own open round asks of them too: it has written to them today, so the clock says nothing of it."""
TAKE_AWAY = f"""
from django.db import connection, models
from indsatser import frys
from indsatser.models import Moede, Opgave, Person, Rolle, Status, Statusrunde
from tryg_portal.models import GatheredLine, GatheredMail
moede = models.QuerySet(Moede).filter(titel={MEETING!r})
moede.update(tilstand="afholdt")
Opgave.objects.filter(punkt__moede__titel={MEETING!r}).delete()
Moede.objects.filter(titel={MEETING!r}).delete()
frys.fjern(connection)
Status.objects.filter(runde__navn__in=[{ROUND!r}, {BEFORE!r}]).delete()
Statusrunde.objects.filter(navn__in=[{ROUND!r}, {BEFORE!r}]).delete()
frys.saet(connection)
proeve = Person.objects.filter(email__endswith="@halvaar.invalid")
Rolle.objects.filter(person__in=proeve).delete()
proeve.update(stedfortraeder=None, vaek_fra=None, vaek_til=None)
proeve.delete()
for model in (GatheredLine, GatheredMail):
    model.objects.filter(address__endswith="@halvaar.invalid").delete()
"""
"""What is closed is kept by the database: it is let go only here, so that the other tests meet the demo's own."""
MORNING = """
from datetime import datetime, time
from django.core.management import call_command
from django.utils import timezone
from indsatser import paamindelser
from tryg_portal import mail
otte = timezone.make_aware(datetime.combine(timezone.localdate(), time(8)))
for _ in range(2):
    paamindelser.paamind()
    mail.send_gathered(now=max(otte, timezone.now()))
    call_command("run_scheduled")
"""
"""The clock of a morning strikes twice, also where the test runs before 7."""
PASSES = f"""
from datetime import timedelta
from indsatser.models import Status, Statusrunde
runde = Statusrunde.objects.get(navn={ROUND!r})
runde.rapporter.update(skrevet=timezone.now() - timedelta(20))
Statusrunde.objects.filter(pk=runde.pk).update(frist=timezone.localdate() + timedelta(1))
"""
OVER = f"""
Statusrunde.objects.filter(navn={ROUND!r}).update(frist=timezone.localdate() - timedelta(1))
"""
TO_THE_DEADLINE = "from django.utils import timezone" + PASSES + MORNING
"""Twenty days later: the day before the deadline."""
BEGUN = f"""
from datetime import timedelta
from django.utils import timezone
from indsatser.models import Moede
moede = Moede.objects.get(titel={MEETING!r})
moede.start, moede.slut = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
moede.save()
"""
WORDS, TICKED, UNTICKED = "Vi mangler folk.", "Der er to vagter kl. 22.", "Naboen har klaget."
GATHERED, CODE = "Det venter på dig", "Kode til din statusrapport"
DECISION, TASK = "Vagterne fortsætter til jul.", "Skrive til boligforeningerne"


@pytest.fixture
def five(office):
    """[(key, slug, name)] of five initiatives, each with its tovholder, in the order of their names."""
    server, _ = office
    made = re.search(r"lavet: (.+)", server.manage("shell", "-c", MAKE)).group(1)
    yield json.loads(made)
    server.manage("shell", "-c", TAKE_AWAY)


@pytest.fixture
def sign_in(office, people):
    """`sign_in("koordinator")`: a browser of somebody who has that role."""
    server, _ = office

    def one(role):
        page = people()
        page.goto(server.login_link(role))
        page.get_by_role("heading", name="Bordet").wait_for()
        return page

    return one


def mails(inbox, subject):
    """To whom, with how many each."""
    return Counter(m["To"].strip() for m in inbox.messages if subject in m["Subject"])


def sent(inbox):
    """(to, subject) with how many each; a code is sent whenever somebody asks for one."""
    heads = [(m["To"].strip(), m["Subject"]) for m in inbox.messages]
    return Counter((to, subject) for to, subject in heads if CODE not in subject)


def content(page):
    return page.locator("#content-main").inner_text()


# --- The round


def open_round(page, five):
    """A form, then who gets which mail, and only then the mails; answers the address of the round."""
    today = datetime.now(DANISH).date()
    page.goto("/admin/indsatser/statusrunde/add/")
    page.locator("[name=navn]").fill(ROUND)
    days = {"fra": today - timedelta(150), "til": today, "frist": today + timedelta(20)}
    for name, day in days.items():
        page.locator(f"[name={name}]").fill(day.isoformat())
    ticked = page.locator("[name=indsatser]:checked")
    while ticked.count():
        ticked.first.uncheck()
    for key, _, _ in five:
        page.locator(f"[name=indsatser][value='{key}']").check()
    page.get_by_role("button", name="Gem, og se hvem der får mail").click()
    page.get_by_role("heading", name="Hvem får mail").wait_for()
    shown = content(page)
    assert "Intet er sendt endnu" in shown
    assert all(address in shown for address in (ANNA, BO, DORTE, ERIK, FIE))
    assert CARL not in shown and "i stedet for Carl Prøve" in shown
    assert english_words(page) == []
    page.get_by_role("button", name="Åbn runden, og send 5 mails").click()
    page.get_by_text("Runden er åbnet. 5 mails er på vej.").wait_for()
    return page.url


def enter(people, inbox, address, link):
    """By the link and the code that it sends to the address; answers a browser with the form open."""
    page = people()
    page.goto(link)
    page.get_by_role("button", name="Send mig en kode").click()
    page.locator("[name=kode]").wait_for()
    mail = inbox.newest_to(address)
    assert CODE in mail
    page.locator("[name=kode]").fill(re.search(r"^\s*(\d{6})\s*$", mail, re.M).group(1))
    page.get_by_role("button", name="Åbn rapporten").click()
    page.locator("[data-statusrapport]").wait_for()
    assert english_words(page) == []
    return page


def hand_in(page, light, answer, words=""):
    page.locator(f"[name=lys][value={light}]").check()
    if words:
        page.locator("[name=lys_tekst]").fill(words)
    page.locator("textarea[name^=svar_]").first.fill(answer)
    page.get_by_role("button", name="Send ind", exact=True).click()


def thanked(page):
    page.get_by_role("heading", name="Tak for din status").wait_for()


def answer_in_full(page):
    """The light, words, an answer of two sentences, of which one may be public."""
    page.locator("[name=lys][value=gul]").check()
    page.locator("[name=lys_tekst]").fill(WORDS)
    page.locator("textarea[name^=svar_]").first.fill(f"{TICKED} {UNTICKED}")
    page.locator(".sr-saetninger li", has_text=TICKED).locator("[name=nu]").check()
    page.get_by_role("button", name="Send ind", exact=True).click()
    thanked(page)
    assert "må vises nu på portalen" in page.locator("main").inner_text()


def line_of(page, name):
    return page.locator(".statustabel tbody tr", has=page.get_by_text(name, exact=True))


def answer_on_behalf(page, round_, name):
    page.goto(round_)
    line = line_of(page, name)
    line.locator("summary").click()
    line.get_by_role("link", name="Svar på vegne af tovholderen").click()
    page.get_by_text("Du svarer på vegne af Erik Prøve.").wait_for()
    hand_in(page, "groen", "Erik har ringet: alt går efter planen.")
    page.get_by_text("på vegne af Erik Prøve").wait_for()


def receive(page, round_, name):
    page.goto(round_)
    line_of(page, name).get_by_role("link", name="Læs og modtag").click()
    page.get_by_role("button", name="Modtag", exact=True).click()
    page.get_by_text("Rapporten er modtaget.").wait_for()


def forwarded(people, link):
    """Somebody else has got the mail; what they see."""
    page = people()
    page.goto(link)
    page.get_by_role("heading", name="Åbn din statusrapport").wait_for()
    return page.content()


def first_half(people, inbox, page, round_, names, links):
    """Four answer in time: in full, with nothing new, as a substitute, and by the coordinator on behalf."""
    answer_in_full(enter(people, inbox, ANNA, links[ANNA]))
    seen = forwarded(people, links[ANNA])
    assert not any(part in seen for part in (WORDS, TICKED, UNTICKED, names[0], ANNA))
    nothing_new = enter(people, inbox, BO, links[BO])
    nothing_new.get_by_role("button", name="Intet nyt – bekræftet").click()
    thanked(nothing_new)
    substitute = enter(people, inbox, DORTE, links[DORTE])
    assert names[2] in substitute.locator("main").inner_text()
    hand_in(substitute, "groen", "Jeg svarer for Carl.")
    thanked(substitute)
    answer_on_behalf(page, round_, names[3])


def late(server, people, inbox, page, round_, name, link):
    """The fifth is reminded the day before, once, and answers when the deadline is over."""
    server.manage("shell", "-c", TO_THE_DEADLINE + OVER)
    assert mails(inbox, GATHERED)[FIE] == 1
    assert not {ANNA, BO, CARL, DORTE, ERIK} & set(mails(inbox, GATHERED))
    assert f"Meld status på {name} senest" in inbox.newest_to(FIE)
    page.goto(round_)
    assert "1 dag over fristen" in line_of(page, name).inner_text()
    latecomer = enter(people, inbox, FIE, link)
    assert "fristen er gået, men du kan stadig svare" in latecomer.locator("main").inner_text()
    hand_in(latecomer, "roed", "Vi kom for sent i gang.", "Vi har brug for hjælp.")
    thanked(latecomer)
    page.goto(round_)
    assert "efter fristen" in line_of(page, name).inner_text()


def close(page, round_):
    page.goto(round_)
    assert "5 af 5 har svaret" in content(page)
    page.get_by_role("link", name="Luk runden").click()
    page.locator("[name=bekraeft]").check()
    page.get_by_role("button", name="Luk runden").click()
    page.get_by_text("Runden er lukket. Nu kan der ikke rettes mere i den.").wait_for()


def opens_nothing(page, link):
    expect_an_error_from(page, link)
    assert page.goto(link).status == 410
    page.get_by_role("heading", name="Linket kan ikke bruges").wait_for()
    page.get_by_text("Runden er lukket, så der kan ikke svares mere.").wait_for()
    assert TICKED not in page.content()


# --- The meeting


def create_meeting(page, tomorrow):
    """Of the styregruppe, with the points of its series; answers the address of its page."""
    page.goto("/admin/indsatser/moede/add/")
    choose(page, page.locator(".field-gruppe"), "Styregruppen")
    choose(page, page.locator(".field-raekke"), "Styregruppemøder")
    page.locator("[name=titel]").fill(MEETING)
    for name, hour in (("start", "10:00"), ("slut", "12:00")):
        page.locator(f"[name={name}_0]").fill(tomorrow.isoformat())
        page.locator(f"[name={name}_1]").fill(hour)
    page.locator("[name=sted]").fill("Rådhuset")
    choose(page, page.locator(".field-formand"), "Demo styregruppe")
    page.locator("[name=_save]").click()
    page.get_by_role("heading", name=MEETING).wait_for()
    for name in ("Demo styregruppe", "Anna Prøve"):
        if not page.get_by_role("rowheader", name=name).count():
            page.locator("[name=person]").select_option(label=name)
            page.get_by_role("button", name="Tilføj", exact=True).click()
            page.get_by_role("rowheader", name=name).wait_for()
    return page.url.partition("#")[0]


def invite(page, inbox):
    """Shown first, then sent; answers the event that Anna's calendar gets."""
    page.get_by_role("link", name="Se og send indkaldelsen").click()
    page.get_by_role("heading", name="Send til deltagerne").wait_for()
    assert ANNA in content(page) and not mails(inbox, "Indkaldelse")
    assert english_words(page) == []
    page.get_by_role("button", name="Send nu").click()
    page.get_by_text(re.compile(r"Sendt til \d+ person")).wait_for()
    call = next(m for m in inbox.messages if "Indkaldelse" in m["Subject"] and ANNA in m["To"])
    (file,) = [part for part in call.iter_attachments() if part.get_filename() == "moede.ics"]
    calendar = Calendar.from_ical(file.get_payload(decode=True))
    assert calendar["METHOD"] == "REQUEST"
    (event,) = calendar.walk("VEVENT")
    return event


def write_minutes(page, side, initiative):
    page.goto(side.replace("/side/", "/referat/"))
    point = page.locator(".moede__punkt").nth(2)
    point.locator("[data-punkt] textarea").fill("Rapporterne blev gennemgået.")
    point.locator("[data-gemt]").get_by_text(re.compile("Gemt kl")).wait_for()
    point.locator("summary", has_text="Ny beslutning").click()
    point.get_by_label("Ny beslutning").fill(DECISION)
    point.get_by_label("Gælder indsatsen").select_option(label=initiative)
    point.get_by_role("button", name="Tilføj beslutningen").click()
    point.locator(".moede__raekker li", has_text=DECISION).wait_for()
    point.locator("summary", has_text="Ny opgave").click()
    point.get_by_label("Ny opgave").fill(TASK)
    point.get_by_label("Ansvarlig").select_option(label="Demo tovholder")
    point.get_by_label("Frist").fill((datetime.now(DANISH).date() + timedelta(30)).isoformat())
    point.get_by_role("button", name="Tilføj opgaven").click()
    point.locator(".moede__raekker li", has_text=TASK).wait_for()
    page.goto(side)
    page.get_by_role("button", name="Mødet er holdt").click()
    page.get_by_text("Mødet er noteret som holdt.").wait_for()


def approve(chair):
    """From the chair's own desk, where it waits."""
    desk(chair).locator("li", has_text="Godkend referat").get_by_role("link", name=MEETING).click()
    assert "Rapporterne blev gennemgået." in content(chair)
    chair.get_by_role("button", name="Godkend referatet").click()
    chair.get_by_text("Referatet er godkendt. Nu kan der ikke rettes mere i det.").wait_for()
    assert MEETING not in desk(chair).inner_text()


def desk(page):
    """What one is to do now."""
    page.goto("/admin/")
    box = page.locator("[aria-labelledby=bord-goernu]")
    box.wait_for()
    return box


def finish_task(owner):
    desk(owner).get_by_role("link", name=TASK).click()
    owner.get_by_label("Hvad kom der ud af det?").fill("De har fået brevet.")
    owner.get_by_role("button", name="Opgaven er udført").click()
    owner.get_by_text("Opgaven er udført.", exact=True).wait_for()
    assert TASK not in desk(owner).inner_text()


def make_public(page, side):
    page.goto(side.replace("/side/", "/offentligt/"))
    page.get_by_label(re.compile(DECISION)).check()
    page.get_by_role("button", name="Gem", exact=True).click()
    page.locator(".messagelist .success").wait_for()


def hold_meeting(server, inbox, page, sign_in, initiative):
    """Called with a calendar file, held, decided, approved; the task is done by the one who got it."""
    tomorrow = datetime.now(DANISH).date() + timedelta(1)
    side = create_meeting(page, tomorrow)
    event = invite(page, inbox)
    assert event["SUMMARY"] == MEETING and event["LOCATION"] == "Rådhuset"
    assert event.decoded("DTSTART").astimezone(DANISH).strftime("%F %H") == f"{tomorrow} 10"
    assert ANNA in event["ATTENDEE"] and event["SEQUENCE"] == 0
    server.manage("shell", "-c", BEGUN)
    write_minutes(page, side, initiative)
    approve(sign_in("styregruppe"))
    finish_task(sign_in("tovholder"))
    make_public(page, side)


def public_page(people, slug):
    page = people()
    page.goto(f"/indsatser/{slug}/")
    return page.locator("main").inner_text()


def test_a_half_year_from_the_round_that_opens_to_the_round_that_closes(
    office, people, sign_in, five
):
    server, inbox = office
    names = [name for _, _, name in five]
    coordinator = sign_in("koordinator")
    round_ = open_round(coordinator, five)
    asked = mails(inbox, f"Meld status: {ROUND}")
    assert asked == dict.fromkeys([ANNA, BO, DORTE, ERIK, FIE], 1)
    links = {address: inbox.link_to(address, "status") for address in asked}

    first_half(people, inbox, coordinator, round_, names, links)
    late(server, people, inbox, coordinator, round_, names[4], links[FIE])
    for name in names:
        receive(coordinator, round_, name)
    shown = public_page(people, five[0][1])
    assert TICKED in shown and UNTICKED not in shown and WORDS not in shown
    assert "Bekræftet uden nyt" in public_page(people, five[1][1])

    hold_meeting(server, inbox, coordinator, sign_in, names[0])
    assert DECISION in public_page(people, five[0][1])

    close(coordinator, round_)
    opens_nothing(people(), links[ANNA])
    server.manage("shell", "-c", MORNING)
    twice = {(to, subject): n for (to, subject), n in sent(inbox).items() if n > 1}
    assert twice == {}
    assert mails(inbox, GATHERED)[FIE] == 1 and CARL not in mails(inbox, "")
