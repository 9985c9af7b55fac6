"""A layout with fonts that an earlier one has made ready gives the same file as with its own."""

from __future__ import annotations

import os
from typing import Any

import pytest
from pdf_kit import ENGINES, make
from weasyprint.text import fonts as of_layouts

from nashr.engines.fonts import last_resort
from nashr.outputs.pdf import render as pdf
from nashr.typesetting.isolation import BASE_URL, fetcher

TEXT = "Bir **iki** *üç*, `dörd` və $x^2$; Αθήνα, کتاب.\n\n| a | b |\n|---|---|\n| 1 | 2 |"


def set_of(**rule: object) -> Any:
    """The set of a font by a rule, as a layout would ask for it."""
    fonts: Any = of_layouts.FontConfiguration()
    fonts.add_font_face(_rule("a.ttf") | rule, fetcher({"a.ttf": ("font/ttf", last_resort())}))
    return fonts.set


def written(body: str, lang: str) -> bytes:
    return pdf.render(make(body, lang=lang), ENGINES).value[0].data


@pytest.mark.parametrize("lang", ["az", "fa"])
def test_the_files_are_the_same(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    made = written(TEXT, lang)
    written("Another text: fi ffl 0123.", lang)
    kept = written(TEXT, lang)
    assert kept == made
    usual = of_layouts.FontConfiguration.__base__
    monkeypatch.setattr(of_layouts, "FontConfiguration", usual)
    assert written(TEXT, lang) == kept


def test_a_set_is_made_once() -> None:
    assert set_of() is set_of()


def test_other_fonts_are_another_set() -> None:
    assert set_of() is not set_of(font_weight="bold")


def test_a_font_that_is_missing_is_missed_each_time(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        caplog.clear()
        fonts = of_layouts.FontConfiguration()
        fonts.add_font_face(_rule("missing.ttf"), fetcher({}))
        assert fonts.font_map
        assert "'Sample' cannot be loaded" in caplog.text


def test_the_end_of_a_forked_process_leaves_the_files() -> None:
    made = set_of()
    child = os.fork()
    if not child:
        made.__del__()
        os._exit(0)
    os.waitpid(child, 0)
    assert made._folder.is_dir()


def _rule(name: str) -> dict[str, object]:
    return {"font_family": "Sample", "src": (("external", f"{BASE_URL}{name}"),)}
