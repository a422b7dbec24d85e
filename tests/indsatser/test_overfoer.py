"""Uploads: what is not what it says gets a Danish message and leaves nothing; what may stay is cleaned."""

from io import BytesIO
from random import randbytes
from time import monotonic

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from filer.models import File, Folder
from filer.models import Image as FilerImage
from PIL import ExifTags, Image

from indsatser.medier import kontrol, metadata
from indsatser.pdf import lav_pdf
from tests.filer_til_proeve import (
    ENDELSER,
    HTML,
    PDF,
    PROFIL,
    SVG,
    billedfil,
    fra_telefon,
    kontordokument,
    png_bombe,
    png_hoved,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uden_filer")]


@pytest.fixture(autouse=True)
def lager(settings, tmp_path):
    """Everything that is written to disk in a test: the files, and what an upload lies in on its way."""
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "media", tmp_path / "temp"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return tmp_path


@pytest.fixture
def overfoer(koordinator, commits_at_once):
    """`overfoer("x.jpg", b"…")`: as filer's script sends it."""
    mappe = Folder.objects.create(name="Prøve")
    adresse = reverse("admin:filer-ajax_upload", args=[mappe.pk])

    def send(navn, indhold):
        xhr = {"x-requested-with": "XMLHttpRequest"}
        return koordinator.post(adresse, {"file": upload(navn, indhold)}, headers=xhr)

    return send


def filer_paa_disk(mappe):
    return [fil for fil in mappe.rglob("*") if fil.is_file()]


def afvist(svar, lager):
    """The message of a refusal that has left nothing behind."""
    assert svar.status_code == 400
    assert not File.objects.exists()
    assert filer_paa_disk(lager) == []
    return svar.content.decode()


def skadet(indhold):
    """The same with one byte in the middle changed."""
    midt = len(indhold) // 2
    return indhold[:midt] + bytes([indhold[midt] ^ 0xFF]) + indhold[midt + 1 :]


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FJENDTLIGE = {
    "script i svg": ("a.svg", SCRIPT, "script"),
    "hændelse i svg": ("a.svg", SVG.replace(b"<path", b'<path onload="x()"'), "script"),
    "link i svg": (
        "a.svg",
        SVG.replace(b"<path", b'<a href="javascript:x()"/><path'),
        "script",
    ),
    "side i svg": ("a.svg", SVG.replace(b"<path", b"<foreignObject/><path"), "script"),
    "entitet i svg": ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "script"),
    "svg i utf-16": ("a.svg", SCRIPT.decode().encode("utf-16"), "script"),
    "halv svg": ("a.svg", SVG[:-9], "kan ikke læses"),
    "html som jpg": ("a.jpg", HTML, "webside"),
    "html som pdf": ("a.pdf", HTML, "webside"),
    "html som txt": ("a.txt", b"Hej\n" * 9 + HTML, "webside"),
    "html langt nede i csv": ("a.csv", b"a;b\n" * 99_999 + HTML, "webside"),
    "svg som png": ("a.png", SVG, "SVG"),
    "html": ("a.html", HTML, "tager imod"),
    "uden endelse": ("readme", b"Hej", "tager imod"),
    "program": ("a.pdf", b"MZ" + bytes(999), "program"),
    "heic som jpg": ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), "HEIC"),
    "heic": ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "iPhone"),
    "film": ("a.mp4", b"\0\0\0\x18ftypisom", "filmtjeneste"),
    "film som jpg": ("a.jpg", b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "filmtjeneste"),
    "gammel word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),
    "tom": ("a.jpg", b"", ""),
    "kun hoved": ("a.png", png_hoved(30_000, 30_000), "50 megapixels"),
    "60 megapixels": ("a.png", png_hoved(10_000, 6_000), "10000 × 6000"),
    "halv pdf": ("a.pdf", PDF[: len(PDF) // 2], "halvt"),
    "halv docx": ("a.docx", kontordokument()[:200], "halvt"),
    "skadet docx": ("a.docx", skadet(kontordokument(fyld=randbytes(9000))), "halvt"),
    "zipbombe": ("a.docx", kontordokument(bombe=bytes(60_000_000)), "pakkes ud"),
    "excel som word": ("a.docx", kontordokument("xlsx"), "Word"),
    "makroer": ("a.docx", kontordokument(**{"word/vbaProject.bin": "x"}), "makroer"),
    "zip": ("a.zip", kontordokument(), "tager imod"),
}


@pytest.mark.parametrize("navn", FJENDTLIGE)
def test_a_hostile_upload_gets_a_danish_message_and_leaves_nothing(navn, overfoer, lager):
    filnavn, indhold, ord_ = FJENDTLIGE[navn]

    assert ord_ in afvist(overfoer(filnavn, indhold), lager)


@pytest.mark.parametrize("format_", ENDELSER)
def test_a_picture_cut_in_half_is_refused(format_, overfoer, lager):
    hel = billedfil(format_)

    besked = afvist(overfoer(f"a.{ENDELSER[format_]}", hel[: len(hel) // 2]), lager)

    assert "halvt" in besked


def test_a_picture_cut_in_half_is_refused_also_when_a_pdf_has_been_made(overfoer, lager):
    lav_pdf("mail/text.html", {"text": "Hej", "subject": "Hej", "site_url": ""})
    hel = billedfil("GIF")

    assert "halvt" in afvist(overfoer("a.gif", hel[: len(hel) // 2]), lager)


def test_a_file_so_large_that_it_lies_on_disk_on_its_way_leaves_nothing_there(
    overfoer, lager, settings
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0

    afvist(overfoer("a.jpg", HTML), lager)
    assert overfoer("a.jpg", billedfil()).status_code == 200
    assert filer_paa_disk(settings.FILE_UPLOAD_TEMP_DIR) == []


def test_a_picture_cut_at_its_last_bytes_is_refused(overfoer, lager):
    afvist(overfoer("a.png", billedfil("PNG")[:-12]), lager)
    afvist(overfoer("a.jpg", billedfil("JPEG")[:-2]), lager)


def test_a_picture_of_900_megapixels_is_refused_by_its_header(overfoer, lager, monkeypatch):
    monkeypatch.setattr(kontrol, "_pak_ud", lambda billede: pytest.fail("unpacked"))
    begyndt = monotonic()

    assert "50 megapixels" in afvist(overfoer("a.png", png_bombe()), lager)
    assert monotonic() - begyndt < 3


def test_a_moving_picture_counts_all_its_frames(overfoer, lager, monkeypatch):
    monkeypatch.setattr(kontrol, "FLEST_PIXELS", 30_000)
    rammer = [Image.new("L", (100, 200), farve) for farve in range(12)]
    ud = BytesIO()
    rammer[0].save(ud, "GIF", save_all=True, append_images=rammer[1:])

    assert "bevæger sig" in afvist(overfoer("a.gif", ud.getvalue()), lager)


def test_the_limits_are_those_of_each_kind(overfoer, lager, monkeypatch):
    monkeypatch.setattr(kontrol, "MB", 100)

    assert "20 MB" in afvist(overfoer("a.jpg", billedfil()), lager)
    assert "50 MB" in afvist(overfoer("a.pdf", PDF), lager)


@pytest.mark.parametrize(
    ("navn", "indhold", "art"),
    [
        *((f"a.{endelse}", billedfil(format_), "Image") for format_, endelse in ENDELSER.items()),
        ("A.JPG", billedfil(), "Image"),
        ("a.svg", SVG, "Image"),
        *(
            (f"a.{endelse}", kontordokument(endelse), "File")
            for endelse in ("docx", "xlsx", "pptx", "odt")
        ),
        ("a.pdf", PDF, "File"),
        ("a.txt", "Øl og mad, og x < a og b".encode(), "File"),
        ("a.csv", "år;antal\n2026;5\n".encode("cp1252"), "File"),
    ],
)
def test_what_the_portal_takes_is_kept_with_the_checksum_of_what_was_kept(
    navn, indhold, art, overfoer
):
    svar = overfoer(navn, indhold)

    assert svar.status_code == 200, svar.content.decode()
    fil = File.objects.get()
    assert type(fil).__name__ == art
    gemt_som = (fil.sha1, fil.size)
    fil.generate_sha1()
    assert gemt_som == (fil.sha1, default_storage.size(fil.file.name))


def test_what_an_svg_could_fetch_from_elsewhere_is_cleaned_away(overfoer):
    ude = b'<image href="https://fremmed.example/x.png" width="9" height="9"/></svg>'

    overfoer("a.svg", SVG.replace(b"</svg>", ude))

    assert b"fremmed" not in File.objects.get().file.read()


# --- where a photo was taken


def _stillet(format_):
    return Image.open(BytesIO(metadata.uden_position(fra_telefon(format_), format_.lower())))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_position_goes_and_the_rest_that_matters_stays(format_):
    foer = Image.open(BytesIO(fra_telefon(format_)))
    assert foer.getexif().get_ifd(ExifTags.IFD.GPSInfo)

    efter = _stillet(format_)

    exif = efter.getexif()
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert ExifTags.Base.Model not in exif
    assert exif[ExifTags.Base.Artist] == "Ane Fotograf"
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal].startswith("2026")
    assert efter.info["icc_profile"] == PROFIL
    assert "xmp" not in efter.info
    if format_ == "AVIF":  # the reader turns it, and what is written is the right way up
        assert efter.size == foer.size
    else:
        assert exif[ExifTags.Base.Orientation] == 6


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_not_a_pixel_is_changed(format_):
    foer, efter = Image.open(BytesIO(fra_telefon(format_))), _stillet(format_)

    assert foer.tobytes() == efter.tobytes()


def test_a_progressive_jpeg_and_what_hangs_behind_its_end():
    fil = billedfil("JPEG", progressive=True)

    renset = metadata.uden_position(fil + b"GPS: 57.04, 9.93", "jpeg")

    assert renset.endswith(b"\xff\xd9")
    assert Image.open(BytesIO(renset)).tobytes() == Image.open(BytesIO(fil)).tobytes()


def test_the_position_is_gone_from_the_kept_file_of_an_upload(overfoer):
    overfoer("a.jpg", fra_telefon("JPEG"))

    with Image.open(FilerImage.objects.get().file.open()) as billede:
        assert not billede.getexif().get_ifd(ExifTags.IFD.GPSInfo)


def test_a_file_so_large_that_it_lies_on_disk_on_its_way_is_cleaned_too(lager):
    fil = TemporaryUploadedFile("a.jpg", "image/jpeg", 0, None)
    fil.write(fra_telefon("JPEG"))

    kontrol.forundersoeg(fil, None)

    with Image.open(fil.temporary_file_path()) as billede:
        assert not billede.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        billede.load()


# --- 200 MB


class Laest:
    """A body that tells whether anybody read it."""

    antal = 0

    def read(self, *args):
        Laest.antal += 1
        return b""

    readline = read


def _stor_krop(koordinator, adresse, **felter):
    Laest.antal = 0
    felter = {"CONTENT_LENGTH": str(200 * 1024 * 1024)} | felter
    return koordinator.generic(
        "POST",
        adresse,
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Laest()},
        **felter,
    )


def test_200_mb_is_refused_before_a_byte_is_read(koordinator):
    adresse = reverse("admin:filer-ajax_upload")

    svar = _stor_krop(koordinator, adresse, HTTP_X_REQUESTED_WITH="XMLHttpRequest")

    assert (svar.status_code, Laest.antal) == (413, 0)
    assert "højst 50 MB" in svar.content.decode()


def test_200_mb_in_a_form_is_answered_by_a_page(koordinator):
    svar = _stor_krop(koordinator, reverse("admin:filer-directory_listing-root"))

    assert (svar.status_code, Laest.antal) == (413, 0)
    assert "<h1>Filen blev ikke gemt</h1>" in svar.content.decode()


def test_a_body_that_does_not_tell_its_length_is_refused(koordinator):
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}

    svar = _stor_krop(koordinator, reverse("admin:filer-ajax_upload"), **chunked)

    assert (svar.status_code, Laest.antal) == (411, 0)


def test_outside_the_admin_a_body_is_small(db):
    svar = _stor_krop(Client(), "/soeg/", CONTENT_LENGTH=str(6 * 1024 * 1024))

    assert svar.status_code == 413


def test_the_web_server_takes_no_more_than_the_portal(settings):
    nginx = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()

    assert f"client_max_body_size {settings.MAX_UPLOAD_MB}m;" in nginx
    assert f"client_max_body_size {settings.MAX_BODY_MB}m;" in nginx
