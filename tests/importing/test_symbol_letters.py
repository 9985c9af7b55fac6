"""Letters in fonts of symbols, in files that are not Word's."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.html_source import with_symbols
from nashr.importing.odt_looks import write_looks
from nashr.importing.rtf import read_rtf
from nashr.importing.symbol_letters import in_symbols
from nashr.untrusted.xml import parse_xml

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.mark.parametrize(
    ("font", "letters", "signs"),
    [
        ("Symbol", "abg \uf061\uf0b3", "αβγ α≥"),
        ("'Symbol', serif", "p", "π"),
        ("Wingdings", "\uf0fc", "✔"),
    ],
)
def test_letters_are_the_signs_that_their_font_shows(font: str, letters: str, signs: str) -> None:
    assert in_symbols(font, letters) == signs


def test_greek_letters_of_an_rtf_file_are_read() -> None:
    fonts = r"{\fonttbl{\f0 Times;}{\f1\fnil\fcharset2 Symbol{\*\falt OpenSymbol};}}"
    source = (
        rf"{{\rtf1\ansi\ansicpg1251{fonts}\pard {{\f1 a}} \f1 b\f0  c {{\f1\'67}}"
        r" {\f1\u-3996\'64} \f1 p\plain  d\par}"
    )
    tree, _ = pandoc.read_document(read_rtf(source.encode()).data, "rtf")
    assert ast.plain_text(tree["blocks"]) == "α β c γ δ π d"


def test_greek_letters_of_an_opendocument_are_read() -> None:
    names = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "style"))
    root = parse_xml(
        f'<office:document {names} xmlns:svg="{_ODF}:svg-compatible:1.0">'
        '<style:font-face style:name="S1" svg:font-family="Symbol"/>'
        '<style:style style:name="T1"><style:text-properties style:font-name="S1"/></style:style>'
        '<text:p>a <text:span text:style-name="T1">a\uf062</text:span> b</text:p></office:document>'
    )
    write_looks({}, root)
    assert "".join(root.itertext()).strip() == "a αβ b"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ('<font face="Symbol, serif">a&lt;b</font>', '<font face="Symbol, serif">α&lt;β</font>'),
        (
            "<span style='color:red; font-family:Symbol'>p</span>",
            "<span style='color:red; font-family:Symbol'>π</span>",
        ),
        (
            '<span style="font-family:Symbola">a</span>',
            '<span style="font-family:Symbola">a</span>',
        ),
        ('<font face="Times">a</font> Symbol', '<font face="Times">a</font> Symbol'),
    ],
)
def test_greek_letters_of_a_page_are_read(page: str, shown: str) -> None:
    assert with_symbols(page) == shown
