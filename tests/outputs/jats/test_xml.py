"""Texts of JATS have only what XML allows."""

from __future__ import annotations

import sys

from lxml import etree

from nashr.outputs.jats.xml import make


def _is_char(code: int) -> bool:
    """XML 1.0 (5th ed.), production 2."""
    if code < 0x20:
        return code in (0x9, 0xA, 0xD)
    return code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def test_what_xml_forbids_and_nothing_else_is_left_out() -> None:
    letters = [*range(0x3000), *range(0xD000, 0x10100), *range(0x1F600, 0x1F700), sys.maxunicode]
    element = make("p", "".join(map(chr, letters)))
    assert element.text == "".join(chr(code) for code in letters if _is_char(code))
    etree.fromstring(etree.tostring(element))
