"""The rules of the house: style, types, what may import what, and what may not stand in a file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nashr.outputs.table import SHIPPED

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=" ".join,
)
def test_the_rules_are_kept(command: list[str]) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


def test_lock_files_have_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-cluster.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        packages = re.findall(r"^[a-z0-9][\w.\-]*==.*$", text, re.M)
        assert packages
        assert all(line.endswith("\\") for line in packages), "a package without a hash"
        assert "://" not in text
        assert "--index-url" not in text
    npm = (ROOT / "tests" / "conformance" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in npm
    assert '"integrity"' in npm


def test_no_path_of_a_machine_stands_in_a_file() -> None:
    place = re.compile(rb"(?:^|[^\w./])/(?:home|root|work|tmp)/[a-z.]")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.is_file() and b"\0" not in (data := path.read_bytes()) and place.search(data)
    ]
    assert found == []


def test_two_modules_print() -> None:
    printing = {
        path.relative_to(ROOT / "nashr").as_posix()
        for path in (ROOT / "nashr").rglob("*.py")
        if "print" in (text := path.read_text("utf-8")) or "write" in text or "Console" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTING
    }
    assert printing == {"cli/progress.py", "cli/terminal.py"}


PRINTING = ("print", "sys.stdout.write", "sys.stderr.write", "Console")


#: Where the name of an output stands outside of ``outputs/`` and means something else.
OTHER_MEANINGS = {
    ("ast.py", "html"): "pandoc: the format of raw text",
    ("checking/validators/epub.py", "html"): "Ace: the key of an element's source in its report",
    ("checking/validators/html.py", "html"): "axe-core: the same",
    ("cli/cite_json.py", "html"): "the form of the citations that nashr cite writes",
    ("engines/libreoffice.py", "docx"): "the ending of an author's file",
    ("importing/file_kinds.py", "docx"): "the ending of an author's file",
    ("importing/file_kinds.py", "epub"): "the same",
    ("importing/file_kinds.py", "html"): "the same",
    ("importing/latex_algorithms.py", "print"): "a command of algorithms in LaTeX",
    ("importing/other_formats.py", "docx"): "pandoc: a format of an author's file",
    ("importing/other_formats.py", "epub"): "pandoc: the same",
    ("importing/other_formats.py", "html"): "pandoc: the same",
    ("importing/other_formats.py", "jats"): "pandoc: the same",
    ("issue/products.py", "epub"): "the articles that the EPUB of an issue is made from",
    ("issue/products.py", "html"): "the page that the contents of an issue are judged like",
    ("issue/products.py", "pdf"): "the pages that the PDF of an issue is joined from",
    ("issue/products.py", "print"): "the pages that the print file of an issue is joined from",
    ("importing/source_words.py", "html"): "the ending of an author's file",
    ("importing/source_words.py", "epub"): "the same",
    ("issues.py", "print"): "the key of an issue that says how it is printed",
    ("pipeline/import_file.py", "docx"): "pandoc: the same",
    ("pipeline/import_file.py", "epub"): "pandoc: the same",
    ("pipeline/import_file.py", "html"): "pandoc: the same",
    ("pipeline/import_file.py", "jats"): "pandoc: the same",
    ("pipeline/manifest.py", "print"): "the key of an option in the manifest",
    ("typesetting/pages/float_places.py", "html"): "the element of HTML",
    ("typesetting/standards/xmp.py", "pdf"): "the prefix of a namespace of XMP",
}


def test_no_module_but_the_table_of_outputs_names_an_output() -> None:
    """An output of a package has what ours have, for nobody asks for ours by name."""
    names = {row.name for row in SHIPPED}
    found = {
        (path.relative_to(ROOT / "nashr").as_posix(), node.value)
        for path in (ROOT / "nashr").rglob("*.py")
        if "outputs" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert found == OTHER_MEANINGS.keys()


def test_a_module_has_room_but_not_without_end() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in (ROOT / "nashr").rglob("*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert long == {}


#: Folders that test the whole from outside, and those with what tests share.
THE_WHOLE = {"browser", "conformance", "golden", "hostile", "kits", "projects", "reproducible"}
#: Files that test no single module, and why.
THEMES = {
    "bibliography/test_corpus.py": "a bibliography of all habits, in the styles of journals",
    "citations/test_any_item.py": "any CSL JSON in any style",
    "citations/test_csl_files.py": "the journal's own style and locale, beside two processors",
    "citations/test_languages.py": "lists of works in several languages",
    "citations/test_own_locales.py": "lists in the languages that have a locale of ours alone",
    "citations/test_locators.py": "several places in one work",
    "citations/test_mixed_languages.py": "works of several languages in one list",
    "citations/test_own_styles.py": "the styles that come with nashr alone, on thirty works",
    "citations/test_reference_language.py": "one setting of the journal, from its file to the list",
    "citations/test_rules.py": "the CSL specification, rule by rule",
    "citations/test_world_habits.py": "what reference managers write, in the styles of journals",
    "cluster/test_cluster_kit.py": "the cluster that the tests themselves start",
    "document/test_kitchen_sink.py": "the manuscript that uses everything",
    "languages/test_one_file.py": "a made-up language in all outputs",
    "outputs/account/test_broken_products.py": "web pages and JATS files that lose what they show",
    "outputs/docx/test_conversion.py": "the Word file as other programs read it",
    "outputs/jats/test_odd_manuscripts.py": "rare manuscripts against the JATS schema",
    "outputs/pdf/test_wide.py": "what is wider than a line stays inside the page",
    "pipeline/test_images.py": "images from the author's file to each product",
    "pipeline/test_templates.py": "the files of templates/ in all outputs",
    "test_docs.py": "docs/",
    "test_repository.py": "the repository",
    "processes/test_joined_pages.py": "the memory of the tests in large pages",
    "typesetting/test_kept_fonts.py": "fonts that an earlier layout has made ready",
}


def test_the_tests_of_a_module_are_found_by_its_name() -> None:
    tests = ROOT / "tests"
    themes = set()
    for path in tests.rglob("test_*.py"):
        name = path.relative_to(tests)
        module = ROOT / "nashr" / name.with_name(name.name.removeprefix("test_"))
        is_mirror = module.is_file() or module.with_suffix("").is_dir()
        if name.parts[0] not in THE_WHOLE and not is_mirror:
            themes.add(name.as_posix())
    assert themes == set(THEMES), "name it after the module that it tests, or say what it tests"
