"""Sa11y helps an editor in the preview; nobody else is sent a byte of it."""

from pathlib import Path

import pytest
from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url, get_object_structure_url
from django.conf import settings

from indsatser.models import IndsatsIndhold

FILER = Path(settings.BASE_DIR) / "static/js/sa11y"
PAKKE = Path(settings.BASE_DIR) / "node_modules/sa11y"
KOPIER = {
    "sa11y.umd.min.js": "dist/js/sa11y.umd.min.js",
    "da.umd.js": "dist/js/lang/da.umd.js",
    "sa11y.min.css": "dist/css/sa11y.min.css",
    "LICENSE.md": "LICENSE.md",
}


@pytest.fixture
def tekster(db):
    return [
        IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da"),
        PageContent.objects.first(),
    ]


def test_preview_starts_sa11y_for_an_editor(koordinator, tekster):
    for indhold in tekster:
        side = koordinator.get(get_object_preview_url(indhold)).content.decode()

        for fil in (
            "sa11y/sa11y.umd.min.js",
            "sa11y/da.umd.js",
            "forhaandsvisning.js",
            "sa11y/sa11y.min.css",
        ):
            assert f"/static/js/{fil}" in side


def test_edit_and_structure_mode_have_no_sa11y(koordinator, tekster):
    for indhold in tekster:
        kladde = indhold.versions.get().copy(koordinator.user).content
        for adresse in (get_object_edit_url, get_object_structure_url):
            svar = koordinator.get(adresse(kladde))
            assert svar.status_code == 200
            assert "sa11y" not in svar.content.decode()


@pytest.mark.parametrize(
    "adresse", ["/", "/indsatser/", "/indsatser/tryg-bydel/", "/en/", "/kontakt/", "/findes-ikke/"]
)
def test_public_pages_have_no_sa11y_for_anybody(client, koordinator, adresse):
    for besoegende in (client, koordinator):
        side = besoegende.get(f"{adresse}?preview").content.decode()
        assert "sa11y" not in side
        assert "forhaandsvisning" not in side


@pytest.mark.skipif(not PAKKE.exists(), reason="node_modules mangler: kør `npm ci`")
@pytest.mark.parametrize("fil", KOPIER)
def test_committed_sa11y_is_the_package(fil):
    assert (FILER / fil).read_bytes() == (PAKKE / KOPIER[fil]).read_bytes()
