"""Heads of pages and cells of tables, measured once for each text."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from nashr.engines.fonts import shop
from nashr.outputs import typefaces
from nashr.outputs.pdf import render as pdf
from nashr.typesetting import weasyprint
from nashr.typesetting.paragraphs import measuring
from nashr.typesetting.patching import apply

#: The heads of a page share its width by what each of them takes, and the columns of a table too.
_SHEET = """
@page { size: 300pt 200pt; margin: 20pt; font: 8pt "Nashr Serif" }
@page { @top-left { content: "Baş xətt" } @top-right { content: "Sağ" } }
@page { @top-center { content: "Orta yazı, uzun " counter(page) } }
body { font: 10pt/13pt "Nashr Serif"; margin: 0 } table { break-before: page }
td { padding: 2pt }
"""
_TEXT, _LONG = "münasibətlər\ttarixi", "Sütun bütün sözləri bir sətirdə saxlaya bilməz. " * 2
#: What of two cells with the same text is different, so that one may be narrower than the other.
_OTHERWISE = (
    *("white-space: nowrap", "letter-spacing: 2pt", "word-spacing: 9pt", "font-size: 16pt"),
    *("font-weight: bold", "font-variant-caps: small-caps", "overflow-wrap: anywhere"),
    *("overflow-wrap: break-word", "word-break: break-all", "hyphens: auto"),
    *("hyphens: auto; hyphenate-limit-chars: 9", "hyphens: auto; hyphenate-character: '+-+-+'"),
    *("white-space: pre-wrap", "white-space: pre-wrap; tab-size: 20"),
)


def _pdf(body: str) -> bytes:
    html = f'<!DOCTYPE html><html lang="az"><head><title>t</title></head><body>{body}</body></html>'
    shown = frozenset(html) | frozenset(_SHEET) | frozenset("0123456789-")
    fonts = typefaces.cut(shop(), pdf.FACES, shown, "ttf")
    faces = typefaces.font_face_css(fonts, lambda font: f"fonts/{font.name}")
    files = {f"fonts/{font.name}": (font.media_type, font.data) for font in fonts}
    return weasyprint.typeset(html, (faces, _SHEET), files).pdf


def _table(styles: tuple[str, ...]) -> str:
    """A table for each style, whose cells have all the same texts."""
    return "".join(
        f'<table><tr><td style="{style}">{_TEXT}</td><td>{_LONG}</td></tr></table>'
        for style in styles
    )


def test_widths_are_those_of_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    body = _table(("", *_OTHERWISE))
    ours = _pdf(body)
    monkeypatch.setattr(weasyprint, "patch_measuring", contextlib.nullcontext)
    assert ours == _pdf(body)


def test_a_head_is_measured_on_one_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def original(target: str) -> Any:
        split = apply.original(target)

        def counted(text: str, *rest: Any, **named: Any) -> Any:
            measured.append(text)
            return split(text, *rest, **named)

        return counted

    monkeypatch.setattr(measuring, "original", original)
    _pdf(_table(("",) * 4))
    assert "Orta yazı, uzun 4" in measured, "there are four pages"
    heads = [text for text in measured if text == "Baş xətt"]
    assert len(heads) == 2, "as a whole, and word by word"
    assert len([text for text in measured if text == _LONG.strip()]) <= 2
