"""The Markdown texts of an issue: their images, notes and formulas, in the PDF and in the EPUB."""

from __future__ import annotations

import io
from typing import Any

import pytest
from issue_kit import PROJECT
from PIL import Image

from nashr.diagnostics import Outcome
from nashr.issue.edition import IssueEdition
from nashr.issue.load import load_issue
from nashr.issue.pdf.galleys import for_pages
from nashr.issue.texts import MatterText, text_of
from nashr.issues import MatterPart
from nashr.model import Source
from nashr.outputs.account import shown_html
from nashr.outputs.account.compare import compare
from nashr.pipeline.front_matter import load_journal
from nashr.pipeline.render import engines, shipped_templates
from nashr.pipeline.themes import load_theme
from nashr.project.workspace import Workspace
from nashr.records import replace


def png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(written, "PNG")
    return written.getvalue()


FILES = {"manuscript/issues/a.png": png(), "manuscript/issues/texts/b.png": png()}


def text(markdown: str, file: str = "notice.md") -> Outcome[MatterText | None]:
    """The text of a file of the first sample issue that has this Markdown."""
    workspace = Workspace(PROJECT)
    journal, loaded = load_journal(workspace).value, load_issue(workspace, "2026-1").value
    assert journal is not None
    assert loaded is not None
    source = Source(f"manuscript/issues/{file}", markdown)
    look, date = load_theme(workspace, journal), None
    edition: Any = IssueEdition(
        journal,
        replace(loaded, texts={file: source}),
        (),
        shipped_templates(),
        look.templates.assets,
        look.theme,
        None,
        date,  # type: ignore[arg-type]
        read=lambda path, at: (
            Outcome(FILES[path]) if path in FILES else workspace.read_bytes(path, at=at)
        ),
    )
    found = text_of(edition, MatterPart("text", file))
    if found.value is None:
        return found
    ready = for_pages(edition, found.value, engines().draw_math)
    return Outcome(ready.value, (*found.diagnostics, *ready.diagnostics))


MARKDOWN = """\
# Heading

A note.[^1] A formula $x^2$.

![Caption](a.png){alt="A green field"}

[^1]: The words of the note.
"""


def test_images_notes_and_formulas_stand_in_the_pages() -> None:
    found = text(MARKDOWN)
    one = found.value
    assert one is not None
    assert not found.diagnostics
    assert one.title == "Heading"
    files = {resource.name: resource.media_type for resource in one.resources}
    assert sorted(files.values()) == ["image/png", "image/svg+xml"]
    root = shown_html.parsed(f"<body>{one.html}</body>")
    assert {image.get("src") for image in root.iter("img")} == set(files)
    assert "A green field" in {image.get("alt") for image in root.iter("img")}
    (note,) = root.find_class("footnote")
    assert note.text_content().endswith("The words of the note.")
    assert compare(one.passages, shown_html.shown([root])) == []


def test_two_texts_have_no_id_and_no_file_in_common() -> None:
    names = []
    for file in ("notice.md", "texts/other.md"):
        one = text(MARKDOWN.replace("a.png", "b.png" if "/" in file else "a.png"), file).value
        assert one is not None
        root = shown_html.parsed(f"<body>{one.html}</body>")
        ids = {element.get("id") for element in root.iter() if element.get("id")}
        for link in root.iter("a"):
            assert link.get("href", "").removeprefix("#") in ids
        names.append(ids | {resource.name for resource in one.resources})
    assert not names[0] & names[1]


@pytest.mark.parametrize(
    ("markdown", "code", "line"),
    [
        ("# T\n\nSee ![](a.png) here.\n", "image-without-alt", 3),
        ("# T\n\n![Only a caption](a.png)\n", "image-without-alt", 3),
        ("# T\n\n\n![A](none.png)\n", "image-missing", 4),
        ("# T\n\n![A](https://example.org/x.png)\n", "image-missing", 3),
        ("# T\n\n![A](../../../x.png)\n", "file-outside-project", 3),
        ("# T\n\n$\\foo{x}$ is no formula.\n", "math-unsupported", 3),
    ],
)
def test_what_is_wrong_is_told_at_its_line(markdown: str, code: str, line: int) -> None:
    found = [one for one in text(markdown).diagnostics if one.code == code]
    assert [(one.span.file, one.span.line) for one in found] == [
        ("manuscript/issues/notice.md", line)
    ]


@pytest.mark.parametrize("first", ["#", "##"])
def test_the_title_of_a_text_is_a_heading_of_the_first_level(first: str) -> None:
    found = text(f"{first} Müəlliflərə\n\nMətn.\n\n{first}# Həcm\n\nMətn.").value
    assert found is not None
    assert found.title == "Müəlliflərə"
    assert "<h1>Müəlliflərə</h1>" in found.html
    assert "<h2>Həcm</h2>" in found.html


def test_the_headings_of_a_text_are_known_by_their_words() -> None:
    found = text("# A *notice*\nto readers\n\n## Part\n\n# Second\n").value
    assert found is not None
    assert found.headings == ("A notice", "Second")
