"""Valid HTML, by html-validate, on every page type in both languages."""

import json
import subprocess

from pages import PAGES
from portal import ROOT


def test_the_html_of_every_page_type_is_valid(site, tmp_path):
    assert (ROOT / "node_modules/.bin/html-validate").exists(), (
        "html-validate mangler: kør `npm ci` i projektets mappe."
    )
    files = {}
    for side in PAGES:
        answer = site.get(side.path)
        assert answer.status == side.status, side.path
        files[f"{side.name}.html"] = side.path
        (tmp_path / f"{side.name}.html").write_bytes(answer.read())
    assert len(files) == len(PAGES)

    result = subprocess.run(
        [
            "npx",
            "--no-install",
            "html-validate",
            "--config",
            ROOT / ".htmlvalidate.json",
            "--formatter",
            "json",
            tmp_path,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.stdout.startswith("["), result.stdout + result.stderr
    problems = [
        f"{files[report['filePath'].rpartition('/')[2]]}:{message['line']} {message['ruleId']}: {message['message']}"
        for report in json.loads(result.stdout)
        for message in report["messages"]
    ]
    assert problems == []
