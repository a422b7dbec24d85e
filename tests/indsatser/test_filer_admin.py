"""The screens of files: a picture's facts, where a file is used, a new content at the old address, what stays."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from filer.models import File, Folder
from filer.models import Image as FilerImage
from PIL import ExifTags, Image

from indsatser.medier import erstat
from indsatser.medier.brug import steder_for
from indsatser.models import Billedoplysninger
from tests.factories import TekstFactory
from tests.filer_til_proeve import PDF, billedfil, filer_billede, fra_telefon, upload
from tests.indsatser.udgivelsestjek import kladde, plugin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uden_filer")]


@pytest.fixture(autouse=True)
def _filer_i_en_mappe_for_sig(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def dokument(navn="plan.pdf", **felter):
    return File.objects.create(file=upload(navn, PDF), original_filename=navn, **felter)


OPLYST = {
    "name": "Torvet",
    "default_alt_text": "Et torv med træer",
    "author": "Ane Fotograf",
    "samtykke": "skriftligt",
    "samtykke_note": "Sag 2026-1",
    "samtykke_udloeber": "2030-01-31",
    "subject_location": "",
}


def ret(client, fil, **felter):
    return client.post(fil.get_admin_change_url(), {**OPLYST, **felter})


# --- the facts of a picture


def test_a_picture_gets_its_facts_in_its_form(koordinator):
    fil = filer_billede(default_alt_text="", author="", samtykke="")

    assert ret(koordinator, fil).status_code == 302

    fil = FilerImage.objects.get()
    assert (fil.default_alt_text, fil.author) == ("Et torv med træer", "Ane Fotograf")
    assert fil.oplysninger.samtykke == "skriftligt"
    assert fil.oplysninger.samtykke_note == "Sag 2026-1"
    assert fil.oplysninger.samtykke_udloeber.year == 2030


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        ("default_alt_text", "", "mangler en alternativ tekst"),
        ("default_alt_text", "IMG_2034.jpg", "filens navn"),
        ("default_alt_text", "torv", "filens navn"),
        ("author", " ", "hvem der har taget"),
        ("samtykke", "", "har sagt ja"),
        ("samtykke", "ingen", "Kun et skriftligt samtykke kan udløbe"),
    ],
)
def test_what_is_missing_is_said_in_danish_and_what_was_typed_stays(
    felt, vaerdi, besked, koordinator
):
    fil = filer_billede(author="Før")

    svar = ret(koordinator, fil, **{felt: vaerdi})

    html = svar.content.decode()
    assert svar.status_code == 200
    assert besked in html
    assert 'value="Sag 2026-1"' in html
    assert FilerImage.objects.get().author == "Før"


def test_the_list_of_a_folder_tells_what_a_picture_lacks_and_leads_to_its_form(koordinator):
    mappe = Folder.objects.create(name="Prøve")
    halv = filer_billede("halv.jpg", folder=mappe, author="", samtykke="")
    filer_billede("hel.jpg", folder=mappe)
    uden = filer_billede("uden.jpg", folder=mappe)
    Billedoplysninger.objects.filter(billede=uden).delete()
    dokument(folder=mappe)

    html = koordinator.get(
        reverse("admin:filer-directory_listing", args=[mappe.pk])
    ).content.decode()

    assert "2 billeder her mangler oplysninger" in html
    assert (
        f'<a href="{halv.get_admin_change_url()}">halv.jpg</a> mangler kreditering, samtykke'
        in html
    )
    assert "uden.jpg</a> mangler samtykke" in html
    assert "hel.jpg</a> mangler" not in html


def test_a_list_of_pictures_that_lack_nothing_says_nothing(koordinator):
    mappe = Folder.objects.create(name="Prøve")
    filer_billede(folder=mappe)

    svar = koordinator.get(reverse("admin:filer-directory_listing", args=[mappe.pk]))

    assert "mangler oplysninger" not in svar.content.decode()


def test_who_may_only_see_a_picture_sees_its_consent(client_for):
    fil = filer_billede(samtykke="situation")

    html = client_for("administrator").get(fil.get_admin_change_url()).content.decode()

    assert "Situationsbillede" in html
    assert 'name="samtykke"' not in html
    assert "None" not in html


# --- where it is used


def test_the_form_of_a_file_tells_where_it_is_used_and_in_what_state(koordinator):
    fil, billede = dokument(), filer_billede()
    udgivet = TekstFactory(
        titel="Udgivet om torvet", baggrund=f'<p><a href="{fil.url}">Planen</a></p>'
    )
    indhold = kladde(
        f'<p><a data-cms-href="filer.file:{fil.pk}">Planen</a></p>', titel="Kladde om havnen"
    )
    liste = plugin(indhold, "DokumenterPlugin")
    plugin(indhold, "DokumentPlugin", over=liste, titel="Planen", fil=fil)
    plugin(indhold, "HandlingPlugin", tekst="Hent planen", link={"file_link": str(fil.pk)})
    plugin(indhold, "TextPlugin", body=f'<p><a data-cms-href="filer.file:{fil.pk}">Plan</a></p>')
    plugin(indhold, "BilledePlugin", fil=billede)

    steder = steder_for([fil, billede, dokument("anden.pdf")])

    assert {(s.titel, s.slags.split(" i ")[0], s.tilstand) for s in steder[fil.pk]} == {
        ("Udgivet om torvet", "Indsatstekst", "Udgivet"),
        ("Kladde om havnen", "Indsatstekst", "Kladde"),
        ("Kladde om havnen", "Dokument", "Kladde"),
        ("Kladde om havnen", "Opfordring med knap", "Kladde"),
        ("Kladde om havnen", "Tekst", "Kladde"),
    }
    assert [s.slags.split(" i ")[0] for s in steder[billede.pk]] == ["Billede"]
    assert len(steder) == 2
    assert all(s.adresse.startswith("/") for s in steder[fil.pk])
    html = koordinator.get(fil.get_admin_change_url()).content.decode()
    assert "Udgivet om torvet" in html and udgivet.indsats_id
    assert (
        "Ingen steder" in koordinator.get(dokument("x.pdf").get_admin_change_url()).content.decode()
    )


# --- deletion


@pytest.fixture
def brugt():
    """A file in a folder in a folder, linked to in a text: no relation protects it."""
    mappe = Folder.objects.create(name="Over")
    fil = dokument(folder=Folder.objects.create(name="Under", parent=mappe))
    kladde(f'<p><a data-cms-href="filer.file:{fil.pk}">Planen</a></p>', titel="Om havnen")
    return fil


def test_a_file_in_use_is_not_deleted_and_the_answer_tells_where(koordinator, brugt):
    svar = koordinator.post(brugt.get_admin_delete_url(), {"post": "yes"}, follow=True)

    html = svar.content.decode()
    assert "«plan.pdf» kan ikke slettes: den bruges ét sted (Om havnen" in html
    assert File.objects.filter(pk=brugt.pk).exists()
    assert default_storage.exists(brugt.file.name)


def _handling(client, fil=None, mappe=None, **felter):
    under = (mappe.parent if mappe else fil.folder) or None
    navn = "admin:filer-directory_listing" if under else "admin:filer-directory_listing-root"
    adresse = reverse(navn, args=[under.pk] if under else [])
    valgt = f"file-{fil.pk}" if fil else f"folder-{mappe.pk}"
    data = {"action": "delete_files_or_folders", "_selected_action": valgt, **felter}
    return client.post(adresse, data, follow=True)


@pytest.mark.parametrize("hvad", ["fil", "mappe"])
@pytest.mark.parametrize("trin", [{"index": "0"}, {"post": "yes"}])
def test_an_action_on_a_folder_deletes_no_file_in_use(hvad, trin, koordinator, brugt):
    valgt = {"fil": brugt} if hvad == "fil" else {"mappe": brugt.folder.parent}

    svar = _handling(koordinator, **valgt, **trin)

    assert "«plan.pdf» kan ikke slettes" in svar.content.decode()
    assert File.objects.filter(pk=brugt.pk).exists()


def test_a_folder_with_a_file_in_use_is_not_deleted_by_its_own_page(koordinator, brugt):
    adresse = reverse("admin:filer_folder_delete", args=[brugt.folder.parent_id])

    for svar in (
        koordinator.get(adresse, follow=True),
        koordinator.post(adresse, {"post": "yes"}, follow=True),
    ):
        assert "«plan.pdf» kan ikke slettes" in svar.content.decode()
    assert File.objects.filter(pk=brugt.pk).exists()


def test_a_file_that_is_used_nowhere_is_deleted_from_the_storage_too(koordinator):
    fil = dokument()

    koordinator.post(fil.get_admin_delete_url(), {"post": "yes"})

    assert not File.objects.exists()
    assert not default_storage.exists(fil.file.name)


# --- a new content at the old address


def test_a_new_content_keeps_the_address_and_is_what_the_address_gives(koordinator):
    fil = dokument()
    nyt = PDF.replace(b"Catalog", b"Katalog")

    svar = koordinator.post(
        fil.get_admin_change_url(), {"name": "Plan", "file": upload("ny.pdf", nyt)}
    )

    assert svar.status_code == 302
    efter = File.objects.get()
    assert (efter.url, efter.size) == (fil.url, len(nyt))
    assert efter.sha1 != fil.sha1
    assert b"".join(koordinator.get(fil.url).streaming_content) == nyt
    assert Client().get(fil.url)["Cache-Control"] == "no-cache"
    linje = LogEntry.objects.latest("pk").get_change_message()
    assert "ny fil «ny.pdf» på samme adresse" in linje


def test_a_new_picture_is_cleaned_and_rendered_and_the_old_one_leaves_nothing(
    koordinator, commits_at_once, tmp_path
):
    fil = filer_billede()
    gamle = {sti for sti in tmp_path.rglob("gengivelser/*/*") if sti.is_file()}
    nyt = SimpleUploadedFile("b.jpg", fra_telefon("JPEG"))

    assert ret(koordinator, fil, file=nyt).status_code == 302

    efter = FilerImage.objects.get()
    assert efter.url == fil.url
    assert efter.oplysninger.gengivelser["sha1"] == efter.sha1 != fil.sha1
    assert not [sti for sti in gamle if sti.exists()]
    assert len([sti for sti in tmp_path.rglob("filer_public/**/*") if sti.is_file()]) == 1
    with Image.open(efter.file.open()) as billede:
        assert not billede.getexif().get_ifd(ExifTags.IFD.GPSInfo)


@pytest.mark.parametrize(
    ("navn", "indhold", "besked"),
    [
        ("ny.png", billedfil("PNG"), "skal være et JPEG-billede ligesom den gamle"),
        ("ny.jpg", billedfil()[:900], "halvt"),
        ("ny.jpg", b"<html><script>x</script>", "webside"),
    ],
)
def test_a_wrong_new_content_is_refused_and_the_old_one_stays(navn, indhold, besked, koordinator):
    fil = filer_billede()
    foer = fil.file.read()

    svar = ret(koordinator, fil, file=upload(navn, indhold), author="En anden")

    assert svar.status_code == 200
    assert besked in svar.content.decode()
    assert 'value="En anden"' in svar.content.decode()
    with default_storage.open(fil.file.name) as nu:
        assert nu.read() == foer
    assert FilerImage.objects.get().sha1 == fil.sha1


def test_when_the_storage_fails_the_old_content_is_put_back(koordinator, monkeypatch):
    fil, skriv, kald = dokument(), erstat._skriv, []

    def braek_en_gang(lager, navn, indhold):
        kald.append(navn)
        if len(kald) == 1:
            lager.delete(navn)
            raise OSError("no room")
        skriv(lager, navn, indhold)

    monkeypatch.setattr(erstat, "_skriv", braek_en_gang)
    koordinator.raise_request_exception = False

    svar = koordinator.post(fil.get_admin_change_url(), {"file": upload("ny.pdf", PDF + b"%%EOF")})

    assert svar.status_code == 500
    assert File.objects.get().sha1 == fil.sha1
    with default_storage.open(fil.file.name) as nu:
        assert nu.read() == PDF


def test_a_tovholder_adds_a_file_and_replaces_none(client_for, settings):
    fil = dokument()
    tovholder = client_for("tovholder")

    svar = tovholder.post(fil.get_admin_change_url(), {"file": upload("ny.pdf", PDF + b"%%EOF")})

    assert svar.status_code == 403
    with default_storage.open(fil.file.name) as nu:
        assert nu.read() == PDF
