"""Pictures on a page: sizes and formats, no questions asked, and none published without credit and consent."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from filer.models import File, Folder
from filer.models import Image as FilerImage
from PIL import Image

from indsatser.demodata.mapper import mapper
from indsatser.medier import gengivelser
from indsatser.medier.gengivelser import bring_ajour, og_billede
from indsatser.models import Billede, Billedoplysninger, Organisation
from tests.filer_til_proeve import PROFIL, SVG, billedfil, exif, filer_billede, upload
from tests.indsatser.udgivelsestjek import fundet, kladde, plugin

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("uden_filer")]


@pytest.fixture(autouse=True)
def _filer_i_en_mappe_for_sig(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def vis(fil, resten="", **andet):
    skabelon = Template("{% load billeder %}{% billede fil " + resten + " %}")
    return skabelon.render(Context({"fil": fil, **andet})).strip()


def paa_disk(navn):
    with default_storage.open(navn) as fil:
        billede = Image.open(BytesIO(fil.read()))
        billede.load()
    return billede


def alle_navne():
    return sorted(gengivelser._navne(Billedoplysninger.objects.get().gengivelser))


def test_a_picture_is_made_in_three_widths_and_two_formats_with_a_jpeg_for_old_browsers():
    lavet = filer_billede(indhold=billedfil(bredde=2000, hoejde=1000)).oplysninger.gengivelser

    for format_ in ("avif", "webp"):
        assert [(b, h) for b, h, _ in lavet[format_]] == [(480, 240), (960, 480), (1600, 800)]
        for bredde, hoejde, navn in lavet[format_]:
            billede = paa_disk(navn)
            assert (billede.format, billede.size) == (format_.upper(), (bredde, hoejde))
    assert (paa_disk(lavet["img"][2]).format, lavet["img"][:2]) == ("JPEG", [960, 480])
    assert (lavet["bredde"], lavet["hoejde"]) == (2000, 1000)


def test_a_picture_is_never_made_larger_than_it_is():
    lavet = filer_billede(indhold=billedfil(bredde=600, hoejde=300)).oplysninger.gengivelser

    assert [bredde for bredde, _, _ in lavet["avif"]] == [480, 600]
    assert lavet["img"][0] == 600


def test_a_photo_held_upright_is_shown_upright_with_its_own_colours():
    fil = billedfil(bredde=2000, hoejde=1000, exif=exif(6), icc_profile=PROFIL)

    lavet = filer_billede(indhold=fil).oplysninger.gengivelser

    assert (lavet["bredde"], lavet["hoejde"]) == (1000, 2000)
    billede = paa_disk(lavet["webp"][0][2])
    assert (billede.size, billede.info["icc_profile"]) == ((480, 960), PROFIL)
    assert not billede.getexif()


def test_what_is_transparent_stays_so_and_is_white_where_a_page_is_shared():
    fil = BytesIO()
    Image.new("RGBA", (500, 300), (0, 0, 0, 0)).save(fil, "PNG")

    lavet = filer_billede("a.png", fil.getvalue()).oplysninger.gengivelser

    assert paa_disk(lavet["img"][2]).format == "PNG"
    assert paa_disk(lavet["dele"][2]).getpixel((5, 5)) == (255, 255, 255)


def test_the_tag_shows_all_of_it_and_says_how_large_it_is():
    html = vis(
        filer_billede(indhold=billedfil(bredde=2000, hoejde=1000)),
        'alt=alt sizes="50vw" klasse="x"',
        alt="Træer <her>",
    )

    assert html.startswith('<picture><source type="image/avif" srcset="/media/gengivelser/')
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert html.count("1600w") == 2
    assert 'width="2000" height="1000" alt="Træer &lt;her&gt;" class="x"' in html
    assert 'loading="lazy" decoding="async"' in html


def test_the_first_picture_of_a_page_is_fetched_at_once():
    html = vis(filer_billede(), "lazy=False")

    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_without_a_text_of_its_own_the_picture_has_that_of_the_file():
    fil = filer_billede()

    assert 'alt="Et torv med træer"' in vis(fil)
    assert 'alt=""' in vis(fil, 'alt=""')
    assert vis(None) == ""


def test_a_drawing_and_a_picture_that_moves_are_shown_as_they_are():
    rammer = [Image.new("L", (40, 20), farve) for farve in (0, 99, 200)]
    ud = BytesIO()
    rammer[0].save(ud, "GIF", save_all=True, append_images=rammer[1:])

    for fil in (filer_billede("a.svg", SVG), filer_billede("a.gif", ud.getvalue())):
        assert "<source" not in vis(fil)
        assert f'src="{fil.url}"' in vis(fil)


@pytest.mark.parametrize("rod", [{}, {"avif": "x"}, {"avif": [[1]]}, {"avif": [], "webp": []}])
def test_broken_renditions_do_not_break_the_page(rod):
    fil = filer_billede()
    fil.oplysninger.gengivelser = rod

    assert f'src="{fil.url}" width="640" height="480"' in vis(fil)


def test_a_picture_that_cannot_be_rendered_is_kept_and_leaves_nothing_half_done(
    monkeypatch, tmp_path
):
    def braek(*args):
        raise OSError("no room")

    monkeypatch.setattr(gengivelser, "_paa_hvidt", braek)

    fil = filer_billede()

    assert fil.oplysninger.gengivelser == {}
    assert f'src="{fil.url}"' in vis(fil)
    assert not list((tmp_path / "gengivelser").rglob("*.*"))


def test_twenty_pictures_in_a_list_cost_no_query_and_no_look_in_the_storage(monkeypatch):
    oplysninger = filer_billede().oplysninger
    indhold = kladde()
    for nummer in range(20):
        kopi = FilerImage.objects.create(
            file=oplysninger.billede.file.name,
            original_filename=f"{nummer}.jpg",
            sha1="x",
            _file_size=1,
        )
        Billedoplysninger.objects.filter(billede=kopi).update(gengivelser=oplysninger.gengivelser)
        plugin(indhold, "BilledePlugin", fil=kopi)
    for navn in ("exists", "size", "open"):
        monkeypatch.setattr(default_storage, navn, lambda *a: pytest.fail("looked in the storage"))

    with CaptureQueriesContext(connection) as forespoergsler:
        alle = list(Billede.objects.select_related("fil__oplysninger"))
        html = [vis(billede.fil) for billede in alle]

    assert len(html) == 20 and all("image/avif" in et for et in html)
    assert len(forespoergsler) == 1


def test_a_picture_is_rendered_when_it_is_uploaded_and_forgotten_when_it_is_deleted(
    commits_at_once, tmp_path
):
    fil = FilerImage.objects.create(file=upload("a.jpg", billedfil()), original_filename="a.jpg")
    assert len(alle_navne()) == 6
    assert all(default_storage.exists(navn) for navn in alle_navne())

    fil.delete()

    assert [sti for sti in tmp_path.rglob("*") if sti.is_file()] == []


def test_a_new_content_has_names_of_its_own_and_the_old_ones_go(commits_at_once):
    fil = FilerImage.objects.create(file=upload("a.jpg", billedfil()), original_filename="a.jpg")
    foer = alle_navne()

    fil.file = upload("a.jpg", billedfil(hoejde=300))
    fil.save()

    assert not set(foer) & set(alle_navne())
    assert [navn for navn in foer if default_storage.exists(navn)] == []


def test_any_storage_will_do(settings, monkeypatch):
    lager = InMemoryStorage()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    monkeypatch.setitem(File._meta.get_field("file").storages, "public", lager)

    fil = filer_billede()

    assert "image/avif" in vis(fil)
    assert paa_disk(fil.oplysninger.gengivelser["img"][2]).format == "JPEG"


def test_where_a_page_is_shared_the_picture_is_a_jpeg_at_a_whole_address(settings):
    settings.SITE_URL = "https://tryg.aalborg.dk"

    adresse, bredde, hoejde = og_billede(filer_billede(indhold=billedfil(bredde=2000, hoejde=1000)))

    assert adresse.startswith("https://tryg.aalborg.dk/media/gengivelser/")
    assert adresse.endswith(".jpg") and (bredde, hoejde) == (1200, 600)
    assert og_billede(None) is None


def test_the_pictures_that_were_there_before_are_rendered_by_a_command(capsys):
    fil = filer_billede()
    Billedoplysninger.objects.all().delete()

    call_command("gengiv_billeder")
    call_command("gengiv_billeder")

    assert capsys.readouterr().out.startswith("1 billeder blev gengivet.\n0 billeder")
    assert bring_ajour(fil.pk) is False


def test_a_consent_expires_only_where_there_is_one():
    from django.core.exceptions import ValidationError

    oplysninger = filer_billede().oplysninger
    oplysninger.samtykke_udloeber = timezone.localdate()

    with pytest.raises(ValidationError) as fejl:
        oplysninger.full_clean()
    assert "samtykke_udloeber" in fejl.value.error_dict


# --- the check before publication


def test_a_picture_without_credit_and_consent_stops_the_publication_and_leads_to_its_form():
    fil = filer_billede(author="", samtykke="")
    indhold = kladde()
    plugin(indhold, "BilledePlugin", fil=fil)

    (kreditering,) = fundet("billede-kreditering", indhold)
    (samtykke,) = fundet("billede-samtykke", indhold)

    assert kreditering.er_fejl and samtykke.er_fejl
    assert samtykke.link == f"/admin/filer/image/{fil.pk}/change/"


def test_a_picture_in_a_text_is_held_to_the_same():
    fil = filer_billede(author="")

    assert fundet("billede-kreditering", kladde(f'<p><img src="{fil.url}" alt="Et torv"></p>'))


@pytest.mark.parametrize(("dage", "antal"), [(-1, 1), (0, 0)])
def test_an_expired_consent_stops_the_publication(dage, antal):
    fil = filer_billede(samtykke="skriftligt")
    udloeber = timezone.localdate() + timedelta(days=dage)
    Billedoplysninger.objects.update(samtykke_udloeber=udloeber)
    indhold = kladde()
    plugin(indhold, "BilledePlugin", fil=fil)

    assert len(fundet("billede-samtykke-udloebet", indhold)) == antal


def test_a_picture_that_has_all_may_be_published():
    indhold = kladde()
    plugin(indhold, "BilledePlugin", fil=filer_billede())

    assert not [
        f
        for regel in ("billede-kreditering", "billede-samtykke", "alt-mangler")
        for f in fundet(regel, indhold)
    ]


# --- folders


def test_each_authority_has_a_folder_and_one_is_for_all():
    mapper()

    navne = {mappe.name for mappe in Folder.objects.filter(parent=None)}
    assert navne == {
        "Fælles",
        *Organisation.objects.myndigheder().values_list("navn_da", flat=True),
    }
