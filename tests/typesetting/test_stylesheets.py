"""Style sheets that were parsed at setup are the same as parsed anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nashr.outputs.pdf import render as pdf
from nashr.pipeline.render import shipped_templates
from nashr.typesetting import stylesheets
from nashr.typesetting.isolation import import_weasyprint

#: Selectors of many kinds, a page with a margin box, and a rule that WeasyPrint warns of.
SHEET = """
p { color: red } p.note, #one > b, [lang|=az], :root, li:nth-child(2n+1) ~ li { margin: 1pt }
a[href^="https"]::before { content: "(" attr(href) ")" }
:not(p):has(> i) { color: blue }
@page wide:first { size: 200pt 100pt; @top-left { content: counter(page) } }
p { no-such-property: 1 }
"""
TEXT = """<html lang="az"><p id="one">One <b>bold</b> <a href="https://example.org">link</a></p>
<ul><li>1</li><li>2</li><li>3</li></ul><div><i>in</i></div><p class="note">Note</p></html>"""


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A virtual environment in which nothing is prepared, and a process that parsed nothing."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(stylesheets, "_sheets", {})
    stylesheets._kept.cache_clear()
    yield tmp_path / "share" / "nashr"
    stylesheets._kept.cache_clear()


def _pdf(sheet: Any) -> bytes:
    page = import_weasyprint().HTML(string=TEXT)
    written: bytes = page.write_pdf(stylesheets=[sheet], pdf_identifier=b"1", uncompressed_pdf=True)
    return written


def _not_parsed(sheet: str) -> Any:
    raise AssertionError(f"parsed: {sheet[:60]}")


def test_a_kept_sheet_is_the_same_as_one_parsed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    anew: list[str] = []
    made = _pdf(stylesheets.parsed(SHEET, anew))
    stylesheets.prepare([SHEET])
    stylesheets._sheets.clear()
    monkeypatch.setattr(stylesheets, "_parse", _not_parsed)
    kept: list[str] = []
    assert _pdf(stylesheets.parsed(SHEET, kept)) == made
    assert kept == anew
    assert any("no-such-property" in warning for warning in kept)


def test_another_sheet_is_parsed(environment: Path) -> None:
    stylesheets.prepare([SHEET])
    assert len(list(environment.iterdir())) == 1
    warnings: list[str] = []
    stylesheets.parsed("p { also-unknown: 1 }", warnings)
    assert len(warnings) == 1


def test_the_sheet_of_articles_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = shipped_templates()[pdf.STYLE]
    stylesheets.prepare([sheet])
    monkeypatch.setattr(stylesheets, "_parse", _not_parsed)
    found = stylesheets.parsed(sheet, [])
    assert found.page_rules
    assert found.matcher.class_selectors


def test_setup_keeps_the_sheet_of_articles() -> None:
    from nashr.pipeline import prepare

    assert pdf.STYLE in shipped_templates()
    prepare.keep_stylesheets()
    assert stylesheets._digest(shipped_templates()[pdf.STYLE]) in stylesheets._kept()
