"""Editing in earnest: an initiative from published to draft to published and back again, as the coordinator does it."""

import re

import pytest

INDSATS = "/indsatser/sikkerhed-paa-havnefronten/"
ENGLISH = re.compile(
    r"\b(Publish(ed)?|Unpublish(ed)?|Drafts?|New draft|Versions|Edit|Save|Delete|Compare|Pages?|Settings|Preview|"
    r"Content|Author|Modified|Created|Locked|Actions|Home|View|Change|Archived?|Revert|Manage|Language|Create|Cancel|Close|Search|Add|Structure)\b"
)


def english_words(page):
    """Words of the English CMS that can be seen on the screen."""
    return sorted({m.group() for m in ENGLISH.finditer(page.locator("body").inner_text())})


def toolbar(page, text):
    return page.locator(
        ".cms-toolbar a.cms-btn", has_text=re.compile(f"^\\s*{text}\\s*$", re.I)
    ).first


def use_toolbar(page, text):
    """Press a button of the toolbar and wait for the page it leads to."""
    with page.expect_navigation():
        toolbar(page, text).click()
    page.locator(".cms-toolbar-expanded").wait_for()


def new_draft(page):
    page.goto(INDSATS)
    use_toolbar(page, "Ny kladde")


def change_on_the_page(page, resume):
    """Double-click the heading, change the summary in the dialogue that opens, and save."""
    page.locator("h1.side__titel").dblclick()
    form = page.frame_locator(".cms-modal iframe")
    form.locator("[name=resume]").fill(resume)
    assert english_words(page) == []
    page.locator(".cms-modal a.cms-btn-action").click()
    page.locator("main", has_text=resume).wait_for()


def test_a_change_on_the_page_is_public_when_it_is_published_and_not_before(editor, anonymous):
    before = anonymous(INDSATS)

    new_draft(editor)
    assert english_words(editor) == []
    change_on_the_page(editor, "Rettet på siden af koordinatoren.")
    assert "Rettet på siden af koordinatoren." in editor.locator("main").inner_text()
    assert anonymous(INDSATS) == before

    use_toolbar(editor, "Forhåndsvis")
    assert "Rettet på siden af koordinatoren." in editor.locator("main").inner_text()
    assert english_words(editor) == []

    use_toolbar(editor, "Redigér")
    with editor.expect_navigation():
        toolbar(editor, "Udgiv").click()
    assert "Rettet på siden af koordinatoren." in anonymous(INDSATS)
    assert "Rettet på siden af koordinatoren." in anonymous("/indsatser/")


def test_a_change_in_the_admin_is_compared_and_the_older_version_comes_back(editor, anonymous):
    old = anonymous("/indsatser/antiradikalisering/")
    editor.goto("/admin/indsatser/indsats/?q=antiradikalisering")
    editor.locator(
        "#result_list tbody th a, #result_list tbody .field-content__titel a"
    ).first.click()
    assert english_words(editor) == []

    with editor.expect_navigation():
        editor.locator("a, button", has_text=re.compile("Ny kladde", re.I)).first.click()
    editor.goto("/admin/indsatser/indsats/?q=antiradikalisering")
    editor.locator(
        "#result_list tbody th a, #result_list tbody .field-content__titel a"
    ).first.click()
    editor.locator("[name=content__resume]").fill("Rettet i administrationen.")
    editor.locator("[name=_continue]").click()
    assert anonymous("/indsatser/antiradikalisering/") == old

    editor.goto(editor.locator("a", has_text="Versioner").last.get_attribute("href"))
    assert english_words(editor) == []
    rows = editor.locator("#result_list tbody tr")
    assert rows.count() == 2

    list_of_versions = editor.url
    for box in rows.locator("input[type=checkbox]").all():
        box.check()
    editor.locator("select[name=action]").select_option("compare_versions")
    with editor.expect_navigation():
        editor.locator("button[name=index]").click()
    assert "/sammenlign/" in editor.url
    editor.locator("ins", has_text="Rettet i administrationen.").wait_for()
    assert english_words(editor) == []

    editor.goto(list_of_versions)
    publish(editor)
    assert "Rettet i administrationen." in anonymous("/indsatser/antiradikalisering/")

    editor.goto(list_of_versions)
    with editor.expect_navigation():
        editor.locator("#result_list a[href*='/revert/']").last.click()
    assert english_words(editor) == []
    editor.locator("form [type=submit], form .btn, a.btn-action").first.click()
    editor.goto(list_of_versions)
    publish(editor)
    assert anonymous("/indsatser/antiradikalisering/") == old


def publish(page):
    with page.expect_navigation():
        page.locator("#result_list a[href*='/publish/']").first.click()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/indsatser/indsats/",
        "/admin/indsatser/indsats/add/",
        "/admin/indsatser/strategi/",
        "/admin/indsatser/rolle/add/",
        "/admin/indsatser/organisation/",
        "/admin/cms/pagecontent/",
        "/admin/djangocms_alias/alias/",
        "/admin/redirects/redirect/",
        "/admin/filer/folder/",
        "/",
    ],
)
def test_the_editors_screens_are_in_danish(editor, path):
    editor.goto(path)
    editor.wait_for_load_state("networkidle")

    assert english_words(editor) == []


def test_text_is_added_to_a_page_in_structure_mode(editor, anonymous):
    editor.goto("/om-tryg-aalborg/tryghed/")
    use_toolbar(editor, "Ny kladde")
    editor.locator(".cms-toolbar .cms-toolbar-item-cms-mode-switcher a").last.click()
    editor.locator(".cms-dragarea .cms-submenu-btn.cms-submenu-add, .cms-submenu-add").first.click()
    editor.locator(
        ".cms-submenu-item a[href='TextPlugin'], .cms-submenu-item [data-cms-icon], .cms-submenu-item"
    ).filter(has_text=re.compile(r"^\s*Tekst\s*$")).first.click()
    form = editor.frame_locator(".cms-modal iframe")
    text = form.locator(".ProseMirror, [contenteditable=true]").first
    text.click()
    editor.keyboard.type("Skrevet i struktur.")
    with editor.expect_response(
        lambda answer: "add-plugin" in answer.url and answer.request.method == "POST"
    ):
        editor.locator(".cms-modal a.cms-btn-action").click()
    editor.wait_for_timeout(1000)
    editor.reload()
    assert "Skrevet i struktur." in editor.locator("body").inner_text()
    assert "Skrevet i struktur." not in anonymous("/om-tryg-aalborg/tryghed/")


def test_a_new_page_keeps_what_its_letters_mean_in_its_address(editor):
    editor.goto("/admin/cms/pagecontent/add/?language=da")
    editor.locator("[name=title]").press_sequentially("På vej mod én ø")

    assert editor.locator("[name=slug]").input_value() == "paa-vej-mod-en-oe"
