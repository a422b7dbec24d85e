"""A document is put up with the keyboard alone: the PDF that cannot be read aloud is sent back, and nothing is lost."""

from tests import dokumentfiler as filer


def tab_til(page, vaelger):
    """Moves the focus by the key alone until it is where it should be."""
    maal = page.locator(vaelger).first.element_handle()
    for _ in range(80):
        if page.evaluate("maal => document.activeElement === maal", maal):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{vaelger} can not be reached with Tab")


def vaelg_fil(page, navn, indhold):
    tab_til(page, "#id_ny_fil")
    with page.expect_file_chooser() as dialog:
        page.keyboard.press("Enter")
    dialog.value.set_files([{"name": navn, "mimeType": "application/pdf", "buffer": indhold}])


def gem(page):
    tab_til(page, "input[name=_save]")
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_document_is_put_up_by_keyboard_and_found_by_a_word_in_its_file(open_context, login):
    with open_context() as context:
        page = context.new_page()
        login(page, "kommunikation")
        page.goto("/admin/indsatser/dokument/add/")
        tab_til(page, "#id_titel_da")
        page.keyboard.type("Prøve: Plan for lys")
        tab_til(page, "#id_slags")
        page.keyboard.type("Folder")
        tab_til(page, "#id_dato")
        page.keyboard.type("01.03.2026")
        vaelg_fil(page, "plan.pdf", filer.pdf("Her bor kvidderkatten", koder=False, titel=""))
        tab_til(page, "#id_tilgaengelighed_0")
        page.keyboard.press("Space")
        tab_til(page, "#id_offentligt")
        page.keyboard.press("Space")
        gem(page)

        fejl = page.locator(".field-tilgaengelighed .errorlist").inner_text()
        assert "PDF'en mangler koder og titel." in fejl
        assert page.input_value("#id_titel_da") == "Prøve: Plan for lys"
        assert page.locator(".field-valgt_fil").get_by_text("plan.pdf").first.is_visible()

        tab_til(page, "#id_tilgaengelighed_0")
        page.keyboard.press("ArrowDown")
        tab_til(page, "#id_resume_da")
        page.keyboard.type("Lamperne bliver skiftet i marts.")
        gem(page)
        assert "PDF'en mangler koder og titel." in page.locator(".messagelist").inner_text()

    with open_context() as context:
        page = context.new_page()
        page.goto("/soeg/?q=kvidderkatten")
        page.get_by_role("link", name="Prøve: Plan for lys").click()
        page.get_by_text("Lamperne bliver skiftet i marts.").wait_for()
        assert page.get_by_text("Derfor står det vigtigste ovenfor.").is_visible()
        hent = page.get_by_role("link", name="Hent dokumentet").get_attribute("href")
        assert (
            context.request.get(hent)
            .headers["content-disposition"]
            .endswith('"proeve-plan-for-lys.pdf"')
        )
