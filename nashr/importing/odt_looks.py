"""How words look by the formats of an OpenDocument, where pandoc's reader passes over it (OASIS,
Open Document Format 1.3, part 3, 20.192, 20.197 and 20.216).

Words that are shown in capitals are written so, as those of Word are (``capitals``). Small capitals
and letterspaced words get characters for private use around them, and become small capitals and
italics when the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.importing.capitals import Capitals, is_typed_with_capitals
from nashr.importing.symbol_letters import in_symbols, is_font_of_symbols
from nashr.importing.text_language import language_of
from nashr.languages import is_supported, upper
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, replace
from nashr.untrusted.xml import parse_xml

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _FO, _SVG = (
    f"{{{_NAMES}{name}:1.0}}" for name in ("text", "style", "xsl-fo-compatible", "svg-compatible")
)
_STYLES = "styles.xml"
Element = Any
#: What stands around letterspaced words, and around small capitals.
_SPACED, _SMALL = ("\ue0e0", "\ue0e1"), ("\ue0e2", "\ue0e3")
_KINDS = {_SPACED[0]: (_SPACED[1], "Emph"), _SMALL[0]: (_SMALL[1], "SmallCaps")}
_ALL = re.compile("([\ue0e0-\ue0e3])")
_CAPITALS, _VARIANT, _SPACING = (
    f"{_FO}{name}" for name in ("text-transform", "font-variant", "letter-spacing")
)
_FONT, _FAMILY = f"{_STYLE}font-name", f"{_FO}font-family"
#: What has inlines and nothing else.
_HOLDERS = frozenset(
    "Para Plain Strong Emph Underline Strikeout Superscript Subscript SmallCaps".split()
)
#: So much space between letters is meant to be seen, in points.
_LEAST = 1.5
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0}
_LENGTH = re.compile(r"([\d.]+)\s*(pt|cm|mm|in|pc)")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")


@dataclass(frozen=True, slots=True)
class _Look:
    capitals: bool = False
    small: bool = False
    spaced: bool = False
    #: The font, where it is one of symbols.
    symbols: str = ""


@dataclass(slots=True)
class _Piece:
    """A piece of the text of a paragraph: the ``text`` of an element, or its ``tail``."""

    element: Element
    is_tail: bool
    look: _Look

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def write(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def write_looks(files: Mapping[str, bytes], root: Element) -> tuple[Capitals, int]:
    """Write capitals, and mark small capitals and letterspaced words; ``root`` is that of the text.
    Gives what was done of capitals, and how many places are letterspaced.
    """
    styles = _styles(files, root)
    if not any(_differs(one) for one in styles.values()):
        return Capitals(), 0
    usual = language_of(" ".join(root.itertext()))
    written = kept = spaced = 0
    for paragraph in root.iter(*_PARAGRAPHS):
        whole = _look(styles, paragraph, _Look(), is_paragraph=True)
        pieces = [one for one in _pieces(paragraph, whole, styles) if one.text.strip()]
        text = "".join(one.text for one in pieces)
        shown = [one for one in pieces if one.look.capitals and one.text != one.text.upper()]
        if shown and len(shown) == len(pieces) and is_typed_with_capitals(text):
            kept += 1
        elif shown:
            tag = language_of(text) or usual
            for one in shown:
                one.write(upper(one.text, tag if is_supported(tag) else "en"))
            written += len(shown)
        is_stressed = [one.look.spaced for one in pieces]
        for one in pieces:
            if one.look.symbols:
                one.write(in_symbols(one.look.symbols, one.text))
            signs = [_SMALL] if one.look.small else []
            if one.look.spaced and not all(is_stressed):
                signs.append(_SPACED)
                spaced += 1
            for begin, end in signs:
                one.write(f"{begin}{one.text}{end}")
    return Capitals(written, kept), spaced


def with_looks_of_odt(blocks: Blocks) -> Blocks:
    """The blocks with small capitals and italics in the places that ``write_looks`` has marked."""

    def parted(text: str) -> list[Node] | None:
        pieces = _ALL.split(text)
        return [ast.text(one) for one in pieces if one] if len(pieces) > 1 else None

    def gathered(node: Node) -> list[Node] | None:
        match node:
            case {"t": "Header", "c": [level, attributes, inlines]}:
                return [{"t": "Header", "c": [level, attributes, _gathered(inlines)]}]
            case {"t": "Link" | "Span" | "Quoted" as kind, "c": [attributes, inlines, *rest]}:
                return [{"t": kind, "c": [attributes, _gathered(inlines), *rest]}]
            case {"t": str(kind), "c": list(inlines)} if kind in _HOLDERS:
                return [{"t": kind, "c": _gathered(inlines)}]
        return None

    done: Blocks = ast.rewrite(ast.rewrite_strings(blocks, parted), gathered)
    return done


def without_look_marks(text: str) -> str:
    """A text without the characters that stand for looks."""
    return _ALL.sub("", text)


def _gathered(inlines: Inlines) -> Inlines:
    """The inlines with those between two marks in emphasis; a mark alone is left out."""
    done: Inlines = []
    n = 0
    while n < len(inlines):
        sign = inlines[n]["c"] if inlines[n]["t"] == "Str" else ""
        n += 1
        if sign not in _KINDS:
            if not sign or not _ALL.fullmatch(sign):
                done.append(inlines[n - 1])
            continue
        closing, kind = _KINDS[sign]
        is_end = (one["t"] == "Str" and one["c"] == closing for one in inlines[n:])
        end = next((m for m, found in enumerate(is_end, n) if found), None)
        if end is not None:
            inside = _gathered(inlines[n:end])
            done += [{"t": kind, "c": inside}] if inside else []
            n = end + 1
    return done


# --- styles --------------------------------------------------------------------------------


def _styles(files: Mapping[str, bytes], root: Element) -> dict[str, dict[str, str]]:
    """What each style says of these looks and the font, its own or by its parent."""
    roots = [parse_xml(files[_STYLES])] if _STYLES in files else []
    faces = {
        face.get(f"{_STYLE}name") or "": face.get(f"{_SVG}font-family") or ""
        for one in (*roots, root)
        for face in one.iter(f"{_STYLE}font-face")
    }
    own: dict[str, dict[str, str]] = {}
    parents: dict[str, str] = {}
    for one in (*roots, root):
        for style in one.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name") or ""
            parents[name] = style.get(f"{_STYLE}parent-style-name") or ""
            own[name] = {
                key: value
                for properties in style.iter(f"{_STYLE}text-properties")
                for key in (_CAPITALS, _VARIANT, _SPACING, _FAMILY, _FONT)
                if (value := properties.get(key))
            }
            if font := own[name].pop(_FONT, ""):
                own[name][_FAMILY] = faces.get(font, font)
    return {name: _inherited(name, own, parents) for name in own}


def _inherited(
    name: str, own: Mapping[str, Mapping[str, str]], parents: Mapping[str, str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        found = {**own[name], **found}
        name = parents[name]
    return found


def _differs(style: Mapping[str, str]) -> bool:
    look = _with(style, _Look())
    return look != _Look()


def _with(style: Mapping[str, str], around: _Look) -> _Look:
    """The look of what has a style, within what looks otherwise."""
    look = around
    if _CAPITALS in style:
        look = replace(look, capitals=style[_CAPITALS] == "uppercase")
    if _VARIANT in style:
        look = replace(look, small=style[_VARIANT] == "small-caps")
    if _SPACING in style:
        length = _LENGTH.fullmatch(style[_SPACING])
        wide = length is not None and float(length[1]) * _POINTS[length[2]] >= _LEAST
        look = replace(look, spaced=wide)
    if font := style.get(_FAMILY):
        look = replace(look, symbols=font if is_font_of_symbols(font) else "")
    return look


def _look(
    styles: Mapping[str, Mapping[str, str]], element: Element, around: _Look, is_paragraph: bool
) -> _Look:
    look = _with(styles.get(element.get(f"{_TEXT}style-name") or "", {}), around)
    # Small capitals and space of a whole paragraph are its looks, as those of headings.
    return replace(look, small=False, spaced=False) if is_paragraph else look


def _pieces(
    element: Element, look: _Look, styles: Mapping[str, Mapping[str, str]]
) -> Iterator[_Piece]:
    """The pieces of text in a paragraph without those of paragraphs in it, as in notes."""
    yield _Piece(element, False, look)
    for one in element:
        if isinstance(one.tag, str) and one.tag not in (*_PARAGRAPHS, f"{_TEXT}note"):
            is_span = one.tag == f"{_TEXT}span"
            inside = _look(styles, one, look, is_paragraph=False) if is_span else look
            yield from _pieces(one, inside, styles)
        yield _Piece(one, True, look)
