"""The form of a document: its file is read where it is put up, what it lacks is said, and nothing typed is lost."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from filer.models import File, Folder

from indsatser.models import Dokument
from tests import dokumentfiler as filer
from tests.dokumentfiler import laest
from tests.factories import DokumentFactory
from tests.indsatser.admin_forms import address_of, errors_at, messages_of, send
from tests.indsatser.udgivelse import cost

pytestmark = pytest.mark.django_db
LISTE = "/admin/indsatser/dokument/"
NY = f"{LISTE}add/"
FELTER = {
    "titel_da": "Årsplan for samråd",
    "slags": "folder",
    "dato": "01.03.2026",
    "sprog": "da",
    "tilgaengelighed": "tilgaengelig",
    "offentligt": "on",
}


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kommunikation(client_for):
    return client_for("kommunikation")


def upload(indhold=None, navn="Plan.pdf"):
    return SimpleUploadedFile(navn, filer.pdf() if indhold is None else indhold)


def ny(client, **felter):
    return send(client, NY, **{**FELTER, **felter})


def ret(client, dokument, **felter):
    return send(client, address_of("dokument", "change", dokument.pk), **felter)


def sagt(client, svar):
    return " ".join(messages_of(client.get(svar.url)))


def udgivet(indhold=None, **felter):
    indhold = filer.pdf() if indhold is None else indhold
    kendt = {"har_koder": True, "har_titel": True, "pdf_sprog": "da"}
    return DokumentFactory(filer=[("plan.pdf", indhold, laest(**kendt))], **felter)


def test_file_is_put_up_and_read_with_the_document(kommunikation):
    svar = ny(kommunikation, ny_fil=upload(filer.pdf("Ordet kvidderkat")))

    assert svar.status_code == 302
    assert "advarsel" not in sagt(kommunikation, svar)
    dokument = Dokument.objects.get()
    udgave = dokument.nyeste
    assert (dokument.slug, udgave.nummer, udgave.sider) == ("aarsplan-for-samraad", 1, 1)
    assert udgave.tekst == "Ordet kvidderkat"
    assert "kvidderkat" in udgave.ord
    assert (udgave.fil.folder.name, udgave.fil.original_filename) == ("Dokumenter", "Plan.pdf")
    assert udgave.fil.owner == kommunikation.user
    assert b"".join(kommunikation.get(dokument.filens_adresse)).startswith(b"%PDF")
    assert "Plan.pdf" in LogEntry.objects.first().get_change_message()


def test_pdf_without_tags_is_refused_as_readable_and_the_file_is_kept(kommunikation):
    svar = ny(kommunikation, ny_fil=upload(filer.pdf(koder=False)))

    (fejl,) = errors_at(svar, "tilgaengelighed")
    assert "PDF'en mangler koder." in fejl
    assert "Dokumentstrukturkoder" in fejl
    assert not Dokument.objects.exists()
    fil = File.objects.get(original_filename="Plan.pdf")

    svar = kommunikation.post(
        NY,
        {
            **FELTER,
            "valgt_fil": fil.pk,
            "tilgaengelighed": "resume",
            "resume_da": "Kort.",
            "_save": "1",
        },
    )
    assert svar.status_code == 302
    assert "PDF'en mangler koder." in sagt(kommunikation, svar)
    assert Dokument.objects.get().nyeste.fil.pk == fil.pk


def test_form_that_comes_back_has_chosen_the_file_that_was_put_up(kommunikation):
    svar = ny(kommunikation, ny_fil=upload(), titel_da="", note="")
    fil = File.objects.get(original_filename="Plan.pdf")

    assert f'value="{fil.pk}"' in svar.content.decode()
    assert "er gemt og valgt her" in svar.content.decode()
    ny(kommunikation, ny_fil=upload(), titel_da="")
    assert File.objects.filter(folder__name="Dokumenter").count() == 1


@pytest.mark.parametrize(
    ("fil", "ord_"),
    [
        ({"indhold": filer.pdf(adgangskode="x")}, "låst med en adgangskode"),
        ({"indhold": b"<html><body>", "navn": "a.pdf"}, "blev ikke gemt"),
        ({"indhold": b"MZ", "navn": "a.exe"}, "blev ikke gemt"),
        (
            {"indhold": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "navn": "a.svg"},
            "ikke et dokument",
        ),
    ],
)
def test_what_is_no_document_is_refused_and_not_kept(kommunikation, fil, ord_):
    svar = ny(kommunikation, ny_fil=upload(**fil))

    assert ord_ in errors_at(svar, "ny_fil")[0]
    assert not File.objects.filter(folder__name="Dokumenter").exists()


def test_nothing_is_public_without_a_file(kommunikation):
    assert "Overfør eller vælg en fil" in errors_at(ny(kommunikation), "ny_fil")[0]
    assert ny(kommunikation, offentligt="").status_code == 302


def test_exemption_and_summary_must_be_written(kommunikation):
    uden = ny(kommunikation, ny_fil=upload(), tilgaengelighed="undtaget")
    assert errors_at(uden, "undtagelse") == ["Skriv, hvorfor dokumentet er undtaget."]
    uden = ny(kommunikation, ny_fil=upload(), tilgaengelighed="resume")
    assert "Skriv resuméet" in errors_at(uden, "resume_da")[0]
    uden = ny(kommunikation, ny_fil=upload(), tilgaengelighed="")
    assert errors_at(uden, "tilgaengelighed")


def test_new_version_tells_what_changed_and_the_old_one_stays(kommunikation):
    dokument = udgivet()

    svar = ret(kommunikation, dokument, ny_fil=upload(filer.pdf("Ny")))
    assert errors_at(svar, "note") == ["Skriv, hvad der er ændret siden den forrige udgave."]
    svar = ret(kommunikation, dokument, ny_fil=upload(filer.pdf("Ny")), note="Tabel 2 er rettet.")
    assert svar.status_code == 302
    assert [(u.nummer, u.note) for u in dokument.udgaver.all()] == [
        (2, "Tabel 2 er rettet."),
        (1, ""),
    ]


def test_untagged_version_of_a_readable_document_is_refused(kommunikation):
    dokument = udgivet()

    svar = ret(kommunikation, dokument, ny_fil=upload(filer.pdf(koder=False, titel="")), note="Ny.")
    assert "PDF'en mangler koder og titel." in errors_at(svar, "tilgaengelighed")[0]
    assert dokument.udgaver.count() == 1
    dokument.refresh_from_db()
    assert not dokument.pdf_mangler


def test_tagged_version_makes_a_document_readable_again(kommunikation):
    dokument = DokumentFactory(
        tilgaengelighed="undtaget", undtagelse="Skannet.",
        filer=[("a.pdf", filer.pdf(koder=False), laest(har_koder=False, har_titel=True))],
    )  # fmt: skip
    assert errors_at(
        ret(kommunikation, dokument, tilgaengelighed="tilgaengelig"), "tilgaengelighed"
    )

    svar = ret(
        kommunikation,
        dokument,
        ny_fil=upload(),
        note="Nu med koder.",
        tilgaengelighed="tilgaengelig",
    )
    assert svar.status_code == 302
    dokument.refresh_from_db()
    assert (dokument.pdf_mangler, dokument.tilgaengelighed) == (False, "tilgaengelig")


def test_same_file_again_is_pointed_out(kommunikation):
    indhold = filer.pdf("Den samme")
    dokument = udgivet(indhold, titel_da="Den første")

    svar = ret(kommunikation, dokument, ny_fil=upload(indhold), note="Ny.")
    assert "den samme fil som udgave 1" in errors_at(svar, "ny_fil")[0]
    svar = ny(kommunikation, ny_fil=upload(indhold))
    assert "Den samme fil ligger også som udgave 1 af «Den første»" in sagt(kommunikation, svar)


def test_scanned_and_wordless_files_are_pointed_out(kommunikation):
    mappe = Folder.objects.create(name="Andet")
    fil = File.objects.create(file=upload(filer.raa_pdf()), original_filename="s.pdf", folder=mappe)

    svar = ny(
        kommunikation, valgt_fil=str(fil.pk), tilgaengelighed="undtaget", undtagelse="Skannet."
    )
    ord_ = sagt(kommunikation, svar)
    assert "Der er ingen tekst i PDF'en" in ord_
    assert "hvilket sprog" in ord_
    svar = ny(kommunikation, ny_fil=upload(filer.pdf("Hi", sprog="en-GB")))
    assert "PDF'en siger, at den er på «en-GB»" in sagt(kommunikation, svar)


def test_two_files_at_once_are_refused(kommunikation):
    fil = File.objects.create(file=upload(), original_filename="s.pdf")

    svar = ny(kommunikation, ny_fil=upload(filer.pdf("b")), valgt_fil=str(fil.pk))
    assert "ikke begge dele" in errors_at(svar, "valgt_fil")[0]


def test_file_of_a_version_keeps_its_content(koordinator):
    dokument = udgivet()
    fil = dokument.nyeste.fil

    svar = koordinator.post(
        fil.get_admin_change_url(), {"name": "x", "file": upload(filer.pdf("Anden"))}
    )
    assert "Læg en ny udgave op på dokumentet i stedet" in svar.content.decode()
    fil.refresh_from_db()
    assert fil.file.read() == filer.pdf()


def test_what_was_public_is_taken_down_and_not_deleted(kommunikation):
    dokument = udgivet()
    slet = address_of("dokument", "delete", dokument.pk)

    assert kommunikation.post(slet, {"post": "yes"}).status_code == 403
    svar = ret(kommunikation, dokument, offentligt="", taget_ned_fordi="Forkert.")
    assert "Dokumentet er taget ned" in sagt(kommunikation, svar)
    assert kommunikation.post(slet, {"post": "yes"}).status_code == 403
    kladde = udgivet(filer.pdf("b"), offentligt=False)
    assert (
        kommunikation.post(address_of("dokument", "delete", kladde.pk), {"post": "yes"}).status_code
        == 302
    )


def test_list_costs_the_same_with_more_documents(kommunikation):
    udgivet(filer.pdf("0"))
    ved_en = cost(kommunikation, LISTE)
    for nummer in range(1, 9):
        udgivet(filer.pdf(str(nummer)))

    assert cost(kommunikation, LISTE) == ved_en


def test_tovholder_sees_and_changes_nothing(client_for):
    dokument = udgivet()
    client = client_for("tovholder")

    side = client.get(address_of("dokument", "change", dokument.pk))
    assert side.status_code == 200
    assert "ny_fil" not in side.content.decode()
    assert client.post(address_of("dokument", "change", dokument.pk), FELTER).status_code == 403
