"""The desk: the admin's front page shows each role what waits for it, at the same cost however much that is."""

import pytest
from djangocms_versioning.models import Version

from indsatser.models import Eftersyn, Eftersynsfund
from indsatser.rettigheder import ROLLER
from indsatser.views.bord import VIST
from tests.factories import IndsatsFactory, RolleFactory, TekstFactory
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import cost, dansk, gennemsynet, ny_kladde, planlagt, sendt

pytestmark = pytest.mark.django_db

DO, OWN, DRAFTS, SENT, PLANS, NIGHT, NEWS, BOARD = (
    "bord-goernu",
    "bord-indsatser",
    "bord-kladder",
    "bord-sendt",
    "bord-planer",
    "bord-eftersyn",
    "bord-siden",
    "bord-tavlen",
)
NOTHING = "Gør nu Der er ikke noget, der venter på dig."


def boxes(client):
    """The boxes of the desk by their id, with what they say."""
    sections = tree_of(client.get("/admin/")).xpath("//section[@aria-labelledby]")
    return {
        s.get("aria-labelledby"): text_of(s)
        for s in sections
        if "bord-" in s.get("aria-labelledby")
    }


@pytest.fixture
def busy(client_for, user_for):
    """A desk full of everything, and whose: `busy("tovholder")`."""

    def make(role):
        own = IndsatsFactory(fase="afsluttet")
        client = client_for(role, **({"indsats": own} if role == "tovholder" else {}))
        fill(client, user_for("koordinator", navn="Anden"), own)
        return client

    return make


def fill(client, other, own):
    """One more row in every box that the account has."""
    in_hand = ny_kladde(client.user, titel="I hånden", indsats=own)
    gennemsynet(in_hand, "sendt_tilbage", other, "Mangler tal.")
    sendt(ny_kladde(client.user, titel="Sendt af mig"))
    sendt(ny_kladde(other, titel="Sendt af en anden"))
    planlagt(ny_kladde(other, titel="På vej ud"), dansk("2040-05-01 08:00"), other)
    night, _ = Eftersyn.objects.get_or_create(dato="2027-06-10")
    Eftersynsfund.objects.create(
        eftersyn=night,
        version=in_hand,
        alvor="fejl",
        regel="cpr",
        titel="Et fund",
        besked="Slet.",
        link="/",
    )


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("koordinator", {DO, DRAFTS, SENT, PLANS, NIGHT, NEWS, BOARD}),
        ("kommunikation", {DO, DRAFTS, SENT, PLANS, NIGHT, NEWS}),
        ("tovholder", {DO, OWN, DRAFTS, SENT, NIGHT, NEWS}),
    ],
)
def test_role_has_the_boxes_of_what_it_does(busy, role, shown):
    found = boxes(busy(role))

    assert set(found) == shown
    assert "I hånden" in found[DRAFTS]
    assert "Ret kladden I hånden (dansk) sendt tilbage: Mangler tal." in found[DO]
    assert "Sendt af mig" in found[SENT]
    assert ("Sendt af en anden" in found[DO]) is (role != "tovholder")
    assert "Sendt af mig" not in found[DO]


@pytest.mark.parametrize("role", ["administrator", "styregruppe"])
def test_reader_has_nothing_to_decide(busy, role):
    found = boxes(busy(role))

    assert "Se igennem" not in found[DO]
    assert OWN not in found


def test_tovholder_sees_own_initiatives_by_name_with_a_way_to_them(client_for):
    own = TekstFactory(titel="Tryg trappe")
    TekstFactory(titel="En andens")
    client = client_for("tovholder", indsats=own.indsats)

    found = boxes(client)
    assert "Tryg trappe" in found[OWN]
    assert "En andens" not in found[OWN]
    (link,) = tree_of(client.get("/admin/")).xpath(
        f"//section[@aria-labelledby='{OWN}']//h3/a/@href"
    )
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("role", ["koordinator", "kommunikation", "tovholder"])
def test_empty_desk_says_so(client_for, role):
    found = boxes(client_for(role))

    at_goere = (
        "Gør nu Find en tovholder 16 indsatser har ingen" if role == "koordinator" else NOTHING
    )
    assert found[DO] == at_goere
    assert not set(found) & {OWN, DRAFTS, SENT, PLANS, NIGHT}


@pytest.mark.parametrize("role", ROLLER)
def test_desk_says_who_one_is_and_where_the_rights_stand(client_for, role):
    page = client_for(role).get("/admin/").content.decode()

    assert f"({ROLLER[role].lower()})" in page
    assert "/admin/rettigheder/" in page


def test_desk_shows_the_first_rows_and_a_way_to_the_rest(koordinator, user_for):
    other = user_for("koordinator", navn="Anden")
    for nr in range(VIST + 2):
        sendt(ny_kladde(other, titel=f"Kladde {nr}"))

    tree = tree_of(koordinator.get("/admin/"))

    (box,) = tree.xpath(f"//section[@aria-labelledby='{DO}']")
    assert len(box.xpath(".//li[contains(., 'Se igennem')]")) == VIST
    (more,) = [a.get("href") for a in box.xpath(".//p/a")]
    listed = tree_of(koordinator.get(more)).xpath("//table[@id='result_list']/tbody/tr")
    assert len(listed) == VIST + 2


def test_every_link_on_the_desk_opens(busy):
    client = busy("koordinator")

    links = tree_of(client.get("/admin/")).xpath(
        "//section[contains(@aria-labelledby, 'bord-')]//a/@href"
    )

    assert len(links) >= 6
    assert {client.get(link, follow=True).status_code for link in links} == {200}


def test_title_with_html_is_shown_as_text(koordinator):
    ny_kladde(koordinator.user, titel="<script>alert(1)</script>")

    assert "<script>alert(1)" not in koordinator.get("/admin/").content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLLER)
def test_desk_costs_the_same_with_five_more_of_everything(busy, user_for, role):
    client, other = busy(role), user_for("koordinator", navn="Anden")
    before = cost(client, "/admin/")

    for _ in range(5):
        own = IndsatsFactory(fase="afsluttet")
        if role == "tovholder":
            RolleFactory(person=client.user.person, indsats=own)
        fill(client, other, own)
    after = cost(client, "/admin/")

    print(f"bordet for {role}: {after} forespørgsler")
    assert after == before
    assert after <= 25
    assert Version.objects.filter(locked_by=client.user).count() >= 6
