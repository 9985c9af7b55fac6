"""Computed values are the same with and without the patch."""

from __future__ import annotations

import contextlib
import re
from typing import Any

import pytest

from nashr.typesetting import stylesheets
from nashr.typesetting import weasyprint as typesetter
from nashr.typesetting.patching.styles import patch_pseudo_elements

_PAGE = """<!DOCTYPE html><html lang="az" dir="ltr"><head><title>t</title></head><body>
<p class="a">Bir <em>iki <b id="x">üç</b></em> <a href="#x">dörd</a></p>
<table><tr><th scope="col">a</th><td>b</td></tr></table><ul><li>c<ol><li>d</ol></ul>
<h2>f</h2><h3>g</h3><h4>h</h4><h5>i</h5>
<div dir="rtl"><p class="logical">هـ</p></div><blockquote><q>e</q></blockquote></body></html>"""
_SHEET = """
body { font: 10pt/1.4 serif; color: #123; border-spacing: 2pt; --own: 3pt; orphans: 3 }
.a { margin: 1em 10% var(--own); border: thin solid; text-decoration: underline; float: left }
em { font-size: 120%; letter-spacing: .1em; color: inherit; margin: inherit }
b { all: unset; position: relative; top: 2pt } td { padding: 1ex; width: 30%; display: block }
.logical { margin-inline-start: 7pt; padding-inline: 1pt 2pt; border-inline-end: 2pt solid red }
h2 { border-left-style: dotted } h3 { border-block-start-style: double; border-top-width: 5pt }
h4 { outline-style: solid; border-inline-start-width: 4pt } h5 { border-right-style: hidden }
a { outline: 1px solid; text-decoration: none; column-count: 2; background: inherit }
"""
#: Names of CSS that are replaced by physical ones and have no value of their own.
_LOGICAL = re.compile(
    "_(block|inline)_|_(block|inline)$|^(block|inline)_size|_(start|end)_(start|end)_"
)


def _values(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[int, str], Any]:
    """Every property of every box on the pages, after layout."""
    from weasyprint.css.properties import INITIAL_VALUES

    found: dict[tuple[int, str], Any] = {}

    def note(document: Any, *_: Any) -> bool:
        boxes = [box for page in document.pages for box in page._page_box.descendants()]
        for number, box in enumerate(boxes):
            for name in INITIAL_VALUES:
                if not _LOGICAL.search(name):
                    found[number, f"{box.element_tag} {name}"] = box.style[name]
        return False

    with monkeypatch.context() as patch:
        patch.setattr(typesetter, "fit", note)
        typesetter.typeset(_PAGE, [_SHEET], {})
    return found


def test_values_are_those_that_weasyprint_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _values(monkeypatch)
    monkeypatch.setattr(typesetter, "patch_computed_values", contextlib.nullcontext)
    expected = _values(monkeypatch)
    assert len(expected) > 5_000
    assert found.keys() == expected.keys()
    assert not {key for key in expected if repr(found[key]) != repr(expected[key])}


_KINDS = """<!DOCTYPE html><html lang="az"><head><title>t</title></head><body>
<p class="bullet">Bir<span class="foot">ayaq</span> iki<span class="note">qeyd</span></p>
<ol><li>üç</li></ol><p class="generated">dörd</p></body></html>"""
_KINDS_SHEET = """
.foot { float: footnote } ::footnote-call { color: red } ::footnote-marker { color: lime }
.note { position: note(side) } ::note-call { color: navy } ::marker { color: blue }
.bullet { display: list-item } .generated::before { content: "x"; display: list-item }
"""


def _styles() -> dict[tuple[str, str], str]:
    """The colour of each pseudo-element that has a style."""
    from weasyprint import HTML
    from weasyprint.css import get_all_computed_styles

    sheet = stylesheets.parsed(_KINDS_SHEET, [])
    styles = get_all_computed_styles(HTML(string=_KINDS), user_stylesheets=[sheet])
    return {
        (element.get("class", element.tag), pseudo): str(style["color"])
        for (element, pseudo), style in styles.get_computed_styles().items()
        if pseudo
    }


def test_markers_and_notes_have_their_styles() -> None:
    typesetter.warm()
    expected = _styles()
    with patch_pseudo_elements():
        found = _styles()
    assert found == {key: expected[key] for key in found}
    assert found.keys() == {
        ("bullet", "marker"),
        ("li", "marker"),
        ("generated", "marker"),
        ("generated", "before"),
        ("foot", "footnote-call"),
        ("foot", "footnote-marker"),
        ("note", "note-call"),
        ("note", "note-marker"),
        ("note", "note-callback"),
    }
    assert len(expected) > 5 * len(found)
