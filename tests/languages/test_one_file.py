"""A language is one file: with it, and nothing else, an article in it has its words everywhere."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import nashr.languages
from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document import crossrefs
from nashr.document.label_words import has_label_word
from nashr.languages import is_supported, language, lower, records, upper
from nashr.languages.hyphenation import patterns
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.processes.pool import InProcessPool
from nashr.project.workspace import Workspace

TAG = "qya"
#: Fields of the file that are not those of the English one it is made of.
OWN = {
    "tag": '"qya"',
    "endonym": '"Quenya"',
    "list_and": '"ar"',
    "comma": '" · "',
    "abbreviations": '("ca.",)',
    "query": '("maquetta",)',
    "reference_words": '{"figure": ("emma", "em.")}',
    "dotted_i": "True",
    "syllables": 'SyllableRules("aeiou", "lmnrt")',
}
#: Labels of the file, and the output in which each is looked for.
LABELS = {
    "abstract": "Munta",
    "keywords": "Quettar",
    "references": "Parmar",
    "proof": "Tyasta",
    "cite_this_article": "Tana",
    "title_page": "Essetal",
}


@pytest.fixture
def quenya(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A made-up language, as one file."""
    folder = tmp_path / "languages"
    folder.mkdir()
    fields = ", ".join(f"{name}={value}" for name, value in OWN.items())
    (folder / f"{TAG}.py").write_text(
        "from dataclasses import replace\n"
        "from nashr.languages.base import SyllableRules\n"
        "from nashr.languages.en import LANGUAGE as ENGLISH\n"
        f"LABELS = replace(ENGLISH.labels, **{LABELS!r})\n"
        f"LANGUAGE = replace(ENGLISH, labels=LABELS, {fields})\n",
        "utf-8",
    )
    monkeypatch.setattr(nashr.languages, "__path__", [*nashr.languages.__path__, str(folder)])
    forget()
    yield
    forget()


def forget() -> None:
    """Have the languages looked for again."""
    for found in (records.supported, records.own, records.language):
        found.cache_clear()
    importlib.invalidate_caches()


@pytest.mark.usefixtures("quenya")
def test_the_file_is_found_and_holds() -> None:
    assert is_supported("qya-Latn") and TAG in records.supported()
    assert language("qya-Latn").labels.abstract == "Munta"
    assert (upper("ilma", TAG), lower("IL", TAG)) == ("İLMA", "ıl")
    assert "1la" in patterns(TAG)
    assert crossrefs._is_abbreviation("ca.", language("az"))
    assert has_label_word(ast.words("Á cene Em."), "figure", TAG)


def made(project: Path, *, proof: bool) -> tuple[Path, tuple[Diagnostic, ...]]:
    request = Request(proof=proof, environment={"SOURCE_DATE_EPOCH": "1774958400"})
    (report,) = build(Workspace(project, project / "output"), request, InProcessPool())
    return project / "output" / "a", report.diagnostics


ARTICLE = """\
---
title: Minya
abstract: Munta quenta.
keywords: [one, two]
authors:
  - given: Sample
    family: Author
---

One sentence with a citation [@cornell2001, 94]. <!-- maquetta: mana? -->
"""


@pytest.mark.usefixtures("quenya")
def test_an_article_has_the_words_of_the_file_in_every_output(project: Path) -> None:
    assert shutil.which("pdftotext")
    (project / "manuscript" / "journal.yaml").write_text(f"title: Sample\nlanguage: {TAG}\n")
    (project / "manuscript" / "a" / "article.md").write_text(ARTICLE, "utf-8")
    folder, diagnostics = made(project, proof=True)
    assert not [d for d in diagnostics if d.code == "language-unsupported"], diagnostics
    assert not [d for d in diagnostics if d.severity.value == "error"], diagnostics
    page = (folder / "a-proof.html").read_text("utf-8")
    command = ["pdftotext", "-enc", "UTF-8", str(folder / "a-proof.pdf"), "-"]
    pdf = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    with zipfile.ZipFile(folder / "a-proof.epub") as book:
        epub = "".join(
            book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")
        )
    jats = (folder / "a-proof.xml").read_text("utf-8")
    for shown in (page, pdf, epub):
        assert "Parmar" in shown
        assert "mana?" in shown
    assert "Tyasta" in pdf
    assert "Tana" in page
    assert "Essetal" in epub
    for shown in (page, pdf, epub, jats):
        assert "Munta" in shown and "Quettar" in shown
    for shown in (page, pdf, epub):
        assert "one · two" in " ".join(shown.split())
