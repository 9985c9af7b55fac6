"""The journal's sign: what is taken as one, and what an editor is told of others."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from nashr.model import Journal
from nashr.pipeline.logo import load_logo
from nashr.project.workspace import JOURNAL, Workspace

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 300), "navy").save(file, kind)
    return file.getvalue()


def loaded(folder: Path, data: bytes | None, name: str = "sign"):  # type: ignore[no-untyped-def]
    (folder / JOURNAL).parent.mkdir()
    (folder / JOURNAL).write_text(f"title: J\nlanguage: az\nlogo: {name}\n", "utf-8")
    if data is not None:
        (folder / name).write_bytes(data)
    return load_logo(Workspace(folder), Journal("J", "az", logo=name))


def test_a_journal_may_have_none(tmp_path: Path) -> None:
    assert load_logo(Workspace(tmp_path), Journal("J", "az")).value is None


@pytest.mark.parametrize(("data", "name"), [(DRAWING, "logo.svg"), (picture("PNG"), "logo.png")])
def test_a_drawing_and_a_png_are_taken(tmp_path: Path, data: bytes, name: str) -> None:
    found = loaded(tmp_path, data)
    assert not found.diagnostics
    assert found.value.name == name


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "file-missing"),
        (picture("JPEG"), "image-unsupported"),
        (b"nothing", "image-unreadable"),
        (
            DRAWING.replace(b"<rect", b'<image href="http://example.org/a.png"/><rect'),
            "image-external",
        ),
    ],
)
def test_what_is_no_sign_is_told_of_at_its_line(
    tmp_path: Path, data: bytes | None, code: str
) -> None:
    found = loaded(tmp_path, data)
    assert found.value is None
    (only,) = found.diagnostics
    assert (only.code, only.span.file, only.span.line) == (code, JOURNAL, 3)


def test_what_runs_is_left_out_and_told_of(tmp_path: Path) -> None:
    found = loaded(tmp_path, DRAWING.replace(b"<rect", b"<script>alert(1)</script><rect"))
    assert [one.code for one in found.diagnostics] == ["content-dropped"]
    assert b"script" not in found.value.data
