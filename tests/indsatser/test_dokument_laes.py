"""What is read of a document: pages, words and what a PDF lacks; and that a hostile one costs a few seconds at most."""

from io import BytesIO

from indsatser.demodata.dokument import _skannet_pdf
from indsatser.medier import dokumentfil
from indsatser.medier.dokumentfil import laes
from tests import dokumentfiler as filer


def read(indhold, navn="fil.pdf"):
    return laes(BytesIO(indhold), navn)


def test_tagged_pdf_with_title_lacks_nothing():
    fundet = read(filer.pdf("Tryghed for alle"))

    assert (fundet.sider, fundet.tekst) == (1, "Tryghed for alle")
    assert (fundet.har_koder, fundet.har_titel, fundet.pdf_sprog) == (True, True, "da")
    assert fundet.helt


def test_pdf_without_tags_and_title_is_known():
    fundet = read(filer.pdf(koder=False, titel="", sprog=""))

    assert (fundet.har_koder, fundet.har_titel, fundet.pdf_sprog) == (False, False, "")


def test_tags_that_are_promised_but_empty_are_none():
    tom = filer.pdf().replace(b"/K ", b"/X ")

    assert read(tom).har_koder is False


def test_title_of_the_newer_kind_counts():
    xmp = (
        '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Titlen</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    )

    assert read(filer.pdf(titel="", xmp=xmp)).har_titel


def test_scanned_pdf_has_no_text():
    fundet = read(_skannet_pdf())

    assert (fundet.sider, fundet.tekst, fundet.har_koder) == (1, "", False)
    assert fundet.helt


def test_pdf_with_a_password_is_locked():
    assert read(filer.pdf(adgangskode="hemmelig")).laast


def test_text_of_word_and_opendocument():
    assert read(filer.docx("Første", "Andet"), "a.docx").tekst == "Første\nAndet"
    assert (
        read(filer.odt("<text:h>Top</text:h><text:p>Bund</text:p>"), "a.odt").tekst == "Top\nBund"
    )


def test_text_is_what_a_database_takes():
    fundet = read("a\0b a\u030a \ud800".encode("utf-8", "surrogatepass"), "a.txt")

    assert "\0" not in fundet.tekst
    fundet.tekst.encode()
    assert read("Bla\u030a".encode(), "a.txt").tekst == "Blå"


def test_word_that_a_line_broke_is_found_whole():
    assert "kommunen" in filer.laest("Aalborg Kommu-\nnen").ord.split()


def test_no_entity_is_put_in_a_text(tmp_path):
    hemmelig = tmp_path / "hemmelig"
    hemmelig.write_text("KODEORD")
    hoved = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{hemmelig}">]>'

    assert "KODEORD" not in read(filer.odt("<text:p>Hej &x;</text:p>", hoved), "a.odt").tekst


def test_hostile_pdf_is_left_when_its_time_is_up_and_what_was_known_is_kept(monkeypatch, caplog):
    monkeypatch.setattr(dokumentfil, "CPU_SEKUNDER", 1)

    fundet = read(filer.langsom_pdf())

    assert "could not be read to the end" in caplog.text  # the process was ended
    assert not fundet.helt
    assert (fundet.sider, fundet.har_koder, fundet.tekst) == (1, False, "")


def test_pdf_that_cannot_be_read_is_not_taken_for_an_accessible_one():
    fundet = read(filer.raa_pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"))

    assert not fundet.helt
    assert (fundet.har_koder, fundet.har_titel) == (False, False)
