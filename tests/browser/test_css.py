"""The committed style sheet is what its source says; it needs Node, so it stands with the browser's tests."""

import subprocess

from portal import ROOT


def test_the_committed_css_is_compiled_from_its_source(tmp_path):
    assert (ROOT / "node_modules/.bin/sass").exists(), (
        "sass mangler: kør `npm ci` i projektets mappe."
    )
    subprocess.run(
        "npx --no-install sass --no-source-map --style=compressed --quiet-deps --load-path=node_modules "
        f"static/css/tryg.scss {tmp_path}/tryg.css",
        shell=True,
        cwd=ROOT,
        check=True,
    )

    assert (tmp_path / "tryg.css").read_text() == (ROOT / "static/css/tryg.css").read_text()
