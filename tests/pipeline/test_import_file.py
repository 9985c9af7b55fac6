"""Real files of authors and publishers, from ``../shared/intake``: each is read within its limits,
and what it has is in the manuscript, or is named.
"""

from __future__ import annotations

import re
import resource
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from nashr import ast
from nashr.engines import libreoffice, pandoc
from nashr.importing.changes import Treatment
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import WordPackage, find_all
from nashr.importing.report import Report
from nashr.pipeline.import_file import BIBLIOGRAPHY, LIMITS, Imported, read_file
from nashr.processes.pool import Status
from nashr.project.workspace import ARTICLE

INTAKE = Path(__file__).resolve().parents[3] / "shared" / "intake"
#: Seconds of the processor in which a file is to be read.
SECONDS = 60.0
_FILES = sorted([*INTAKE.glob("docx/*.docx"), *INTAKE.glob("jats/*")])
#: A few of each kind, which are quick.
_SHORT = (
    "Comment042",
    "Zotero4",
    "docx_rich_cells",
    "lists_restart",
    "test_emf",
    "diagram",
    "elife09853",
    "inara",
)
pytestmark = pytest.mark.skipif(not _FILES, reason="the files of ../shared/intake are missing")


def _parameters() -> list[object]:
    marks = {
        path: () if any(name in path.name for name in _SHORT) else (pytest.mark.long,)
        for path in _FILES
    }
    return [pytest.param(path, marks=marks[path], id=path.name) for path in _FILES]


@cache
def _read(path: Path, treatment: Treatment = Treatment.ASK) -> tuple[Imported, float]:
    """What is made of a file, and the seconds of the processor that it took."""
    start = _seconds()
    ended = read_file(path.name, path.read_bytes(), "a", treatment)
    assert ended.status is Status.DONE, f"{path.name}: {ended.status}, {ended.reason}"
    return ended.value, _seconds() - start


def _seconds() -> float:
    """The processor time of the processes that have ended: that of a read is not changed by what
    else the machine does.
    """
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _named(part: str, treatment: Treatment = Treatment.ASK) -> Imported:
    [path] = [one for one in _FILES if part in one.name]
    return _read(path, treatment)[0]


def _report(imported: Imported) -> Report:
    assert imported.report is not None, imported.failure
    return imported.report


def _body(imported: Imported) -> str:
    return imported.files[ARTICLE].decode().split("---\n", 2)[2]


@pytest.mark.parametrize("path", _parameters())
def test_each_file_is_read_within_its_limits_and_its_ledger_balances(path: Path) -> None:
    assert LIMITS.memory == 1_000_000_000
    imported, seconds = _read(path)
    report = _report(imported)
    assert seconds < SECONDS
    told = {one.finding.kind for one in report.findings if one.finding.outcome is not Outcome.DONE}
    for kind in ("notes", "tables", "merged cells"):
        there, written = report.counts.get(kind, 0), report.written.get(kind, 0)
        assert written >= there or told & {f"{kind.replace(' ', '-')}-lost", "words-lost"}, kind
    lines = imported.files[ARTICLE].decode().splitlines()
    assert all(one.line <= len(lines) for one in report.findings)


def _cited(imported: Imported) -> list[list[str]]:
    """The keys of each citation; cross-references are written alike, with a kind in their key."""
    tree = pandoc.parse_markdown(_body(imported), "markdown+citations")
    cites = [node for node in ast.nodes(tree["blocks"]) if node["t"] == "Cite"]
    keys = [[str(item["citationId"]) for item in cite["c"][0]] for cite in cites]
    return [some for some in keys if not some[0].startswith(("fig:", "tbl:", "eq:", "sec:"))]


def _entries(imported: Imported) -> set[str]:
    return set(re.findall(r"^@\w+\{([^,]+),", imported.files[BIBLIOGRAPHY].decode(), re.MULTILINE))


@pytest.mark.long
@pytest.mark.parametrize(
    ("part", "citations", "works"), [("msword_zotero", 22, 44), ("libre_mendeley", 12, 24)]
)
def test_stored_citations_are_citations_with_their_entries(
    part: str, citations: int, works: int
) -> None:
    """Each of Zotero's 22 fields, and each of Mendeley's 24 bookmarks, of which two stand around
    one citation; their numbers, as printed, run to 44 and to 24.
    """
    imported = _named(part)
    cited = _cited(imported)
    assert len(cited) == citations
    entries = _entries(imported)
    assert len(entries) == works
    assert {key for keys in cited for key in keys} == entries
    assert not [key for key in entries if key.startswith("ITEM-")]


def test_words_own_source_is_an_entry() -> None:
    imported = _named("p_in_sdt")
    [keys] = _cited(imported)
    assert set(keys) == _entries(imported)


@pytest.mark.long
def test_each_comment_is_a_query() -> None:
    assert _body(_named("Comment033")).count("<!-- query: ") == 136


@pytest.mark.long
def test_accepted_changes_give_the_final_version() -> None:
    """The words that no deletion and no old place of a move has, in their order."""
    [path] = [one for one in _FILES if "meta-review__diff" in one.name]
    package = WordPackage(path.read_bytes())
    paragraphs = [
        "".join(
            one.text or ""
            for one in find_all(p, ".//w:t[not(ancestor::w:del or ancestor::w:moveFrom)]")
        )
        for p in find_all(package.document, "//w:p")
    ]
    kept = "".join(paragraphs[: paragraphs.index("References")])
    imported = _named("meta-review__diff", Treatment.ACCEPT)
    text = ast.plain_text(pandoc.parse_markdown(imported.files[ARTICLE].decode())["blocks"])
    wanted = re.findall(r"\w", kept)
    lost = Counter(wanted) - Counter(re.findall(r"\w", text + imported.files[ARTICLE].decode()))
    assert not lost
    report = _report(imported)
    assert report.counts["insertions"] > 500
    assert "<!-- query: " not in _body(imported)
    assert not [one for one in report.findings if one.finding.kind == "words-lost"]


@pytest.mark.long
@pytest.mark.skipif(
    libreoffice.path() is None, reason=f"LibreOffice is missing: {libreoffice.COMMAND}"
)
def test_libreoffice_reads_each_formula_of_the_old_editor() -> None:
    imported = _named("equation-1")
    assert _body(imported).count("\\") > 136
    report = _report(imported)
    assert report.counts["formulas of old editors"] == 136
    assert report.written["formulas"] == 136
    assert "equation-lost" not in {one.finding.kind for one in report.findings}


def test_a_file_without_text_is_told_of() -> None:
    found = _report(_named("DB014-WebExtensions")).findings
    assert [one.finding.kind for one in found if one.finding.outcome is Outcome.LOST] == ["no-text"]


def test_the_user_and_the_template_of_an_rtf_file_are_no_front_matter(tmp_path: Path) -> None:
    text = (
        "{\\rtf1\\ansi{\\info{\\title Template}{\\author User}}"
        "\\pard\\qc\\b The History of Newspapers\\b0\\par \\pard Jane Sample\\par "
        "Abstract: The article is about the newspapers of the city.\\par "
        "Keywords: city, readers\\par The text of the article is here.\\par}"
    )
    path = tmp_path / "a.rtf"
    path.write_text(text, encoding="ascii")
    ended = read_file(path.name, path.read_bytes(), "a", Treatment.ASK)
    article = ended.value.files[ARTICLE].decode()
    assert "title: The History of Newspapers" in article
    assert "family: Sample" in article
    assert "Template" not in article and "User" not in article
