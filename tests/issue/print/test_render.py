"""The print files among the products of an issue: made, verified, judged and removed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from issue_kit import PROJECT, MadeIssue, make, printed_issue

from nashr.checking.issue_products import issue_products
from nashr.checking.validators.print_file import preflight_here
from nashr.outputs.table import usual
from nashr.pipeline.verify import verify
from nashr.project.workspace import Workspace

FILES = ["2026-1-print.pdf", "2026-1-cover.pdf"]
FORMATS = (*usual(), "print")


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> MadeIssue:
    return printed_issue(tmp_path_factory)


@pytest.fixture
def journal(project: Path) -> Path:
    folder = project / "manuscript/issues"
    folder.mkdir()
    (folder / "2026-1.yaml").write_text(
        "volume: 3\nnumber: 1\nyear: 2026\nprint: {binding: saddle}\nblank-pages: sign\n"
        "sections:\n  - articles: [a]\n"
    )
    settings = project / "manuscript/journal.yaml"
    colour = 'theme: {colours: {accent: "#8a1c2e", headings: "#1f4e79"}}\n'
    black = "logo: manuscript/sign.svg\nprint: {colour: black, pages-multiple: 8}\n"
    (project / "manuscript/sign.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        '<rect width="40" height="40" fill="#8a1c2e"/></svg>'
    )
    settings.write_text(settings.read_text("utf-8") + colour + black)
    return project


def test_both_are_verified_and_judged_as_print_files(issue: MadeIssue) -> None:
    output = issue.folder.parent
    assert verify(output).is_sound
    found = issue_products(Workspace(PROJECT, output), issue.name)
    judged = [path for name, path in found if name == "print" and path.count("/") == 1]
    assert sorted(judged) == sorted(f"{issue.name}/{name}" for name in FILES)


def test_a_change_of_the_cover_is_seen(issue: MadeIssue, tmp_path: Path) -> None:
    shutil.copytree(issue.folder, tmp_path / issue.name)
    cover = tmp_path / issue.name / FILES[1]
    cover.write_bytes(cover.read_bytes() + b"\n")
    assert not verify(tmp_path).is_sound


def test_no_print_file_of_an_earlier_text_is_left_behind(journal: Path, tmp_path: Path) -> None:
    output, cache = tmp_path / "out", tmp_path / "cache"
    made: dict[str, Any] = {"cache": cache, "options": ("print",), "formats": FORMATS}
    report = make(journal, output, "2026-1", **made)
    assert [one.path for one in report.products if one.format == "issue-print"] == [
        f"2026-1/{name}" for name in FILES
    ], report.found
    for name in FILES:
        assert preflight_here(output / "2026-1" / name).findings == ()
    inside, cover = (one for one in report.products if one.format == "issue-print")
    assert (inside.pages, inside.coloured) == (8, ())
    assert cover.coloured
    with pypdfium2.PdfDocument(output / "2026-1" / FILES[0]) as pdf:
        shown = [page.render().to_pil().convert("L").crop((60, 60, 300, 600)) for page in pdf]
    assert all(page.getextrema()[0] < 200 for page in shown)  # the sign, on pages left over too
    first = {name: (output / "2026-1" / name).read_bytes() for name in FILES}
    assert make(journal, output, "2026-1", **made).unchanged
    # The text is the same: what is not asked for again stays, and is right.
    assert make(journal, output, "2026-1", cache=cache).unchanged
    assert {name: (output / "2026-1" / name).read_bytes() for name in FILES} == first
    article = journal / "manuscript/a/article.md"
    article.write_text(article.read_text("utf-8") + "\nMore.\n")
    report = make(journal, output, "2026-1", cache=cache)
    gone = {Path(path).name for path in report.removed}
    assert set(FILES) <= gone
    assert not any((output / "2026-1" / name).exists() for name in FILES)
    assert verify(output, journal).is_sound


def test_a_proof_has_none(journal: Path, tmp_path: Path) -> None:
    made: dict[str, Any] = {"options": ("print",), "formats": FORMATS, "proof": True}
    report = make(journal, tmp_path / "out", "2026-1", **made)
    assert report.products, report.found
    assert "issue-print" not in {one.format for one in report.products}
