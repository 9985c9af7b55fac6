"""A reading beside a word stands in brackets, in products that cannot write it above the word."""

from __future__ import annotations

import pytest
from document_kit import clean

from nashr import ast


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A <ruby>漢<rt>kan</rt></ruby> b", "A 漢(kan) b"),
        ("<ruby>漢<rp>（</rp><rt>kan</rt><rp>）</rp></ruby>", "漢（kan）"),
        ("<ruby>東<rt>tō</rt>京<rt>kyō</rt></ruby>", "東(tō)京(kyō)"),
        ("<ruby>大<rt>oo</ruby> b", "大(oo) b"),
        ("<ruby><rb>大<rt>oo<rb>人<rt>hito</ruby> b", "大(oo)人(hito) b"),
        ("*`<ruby>水<rt>mizu</rt></ruby>`{=html}* b", "水(mizu) b"),
    ],
)
def test_each_reading_has_its_brackets(typed: str, shown: str) -> None:
    assert ast.plain_text(clean(f"{typed}\n").blocks) == shown
