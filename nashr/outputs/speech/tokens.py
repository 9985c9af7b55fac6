"""What a row of MathML is made of, as speech sees it: operands, operators, fences.

Rows inside rows are opened, letters of one upright word are joined, and so are the parts of a
number with a decimal comma.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

import lxml.etree

from nashr.records import dataclass

Element = lxml.etree._Element
Kind = Literal["operand", "operator", "open", "close", "space"]

_ROWS = frozenset({"mrow", "mstyle", "mpadded", "semantics", "merror", "math", "mtd", "menclose"})
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_SILENT = frozenset({"annotation", "mphantom", "none", "mprescripts"})
#: Function application, invisible times, separator and plus (Unicode, General Punctuation).
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b\u200c\u200d")
_OPEN, _CLOSE = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
#: Fences that look alike at both ends.
_BARS = frozenset("|‖∥")
_VARIANTS = {"∣": "|", "‖": "∥", "〈": "⟨", "〉": "⟩", "\u2329": "⟨", "\u232a": "⟩"}
#: The space in em from which one is a pause.
_PAUSE = 0.9


@dataclass(slots=True)
class Token:
    """A part of a row. ``sign`` is the character of an operator or a fence, ``scripts`` the element
    that raises or lowers something at a closing fence.
    """

    kind: Kind
    element: Element
    sign: str = ""
    scripts: Element | None = None
    joined: str = ""


def name_of(element: Element) -> str:
    """The element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def content_of(element: Element) -> str:
    """The characters of a token element, without invisible operators."""
    text = "".join(map(str, element.itertext()))
    return "".join(c for c in text if c not in _INVISIBLE).replace("\u00a0", " ").strip()


def children_of(element: Element) -> list[Element]:
    """The child elements that are said."""
    return [child for child in element if name_of(child) and name_of(child) not in _SILENT]


def row_of(element: Element) -> list[Token]:
    """The element's content as one row of tokens."""
    inside = [element] if name_of(element) not in _ROWS else children_of(element)
    tokens = [token for child in inside for token in _tokens(child)]
    return _with_bars_closed(_joined(tokens))


def _tokens(element: Element) -> Iterator[Token]:
    name = name_of(element)
    if name in _ROWS and not _is_crossed_out(element):
        for child in children_of(element):
            yield from _tokens(child)
    elif name == "mspace":
        if _width(element) >= _PAUSE:
            yield Token("space", element)
    elif name == "mo":
        yield from _operator(element)
    elif name == "mi" and (sign := content_of(element)) and not _is_letters(sign):
        yield Token("operator", element, _VARIANTS.get(sign, sign))
    elif name in _SCRIPTED and (base := _closing(element)) is not None:
        yield Token("close", base, content_of(base), element)
    elif name in ("mi", "mn", "mtext") and not content_of(element):
        return
    else:
        yield Token("operand", element)


def _operator(element: Element) -> Iterator[Token]:
    sign = content_of(element)
    if not sign:
        return
    plain = _VARIANTS.get(sign, sign)
    if sign == "∣" and element.get("stretchy") != "true":
        yield Token("operator", element, sign)
    elif plain in _OPEN:
        yield Token("open", element, plain)
    elif plain in _CLOSE:
        yield Token("close", element, plain)
    else:
        yield Token("operator", element, plain)


def _closing(scripted: Element) -> Element | None:
    """The closing fence that carries the scripts, where one does."""
    children = children_of(scripted)
    base = children[0] if children else None
    while base is not None and name_of(base) in _ROWS and len(children_of(base)) == 1:
        base = children_of(base)[0]
    if base is None or name_of(base) != "mo":
        return None
    sign = _VARIANTS.get(content_of(base), content_of(base))
    return base if sign in _CLOSE or sign in _BARS else None


def _is_letters(text: str) -> bool:
    """Whether an identifier is made of letters or digits, and not a sign such as ``!`` or ``∂``."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def _is_crossed_out(element: Element) -> bool:
    return name_of(element) == "menclose" and "strike" in (element.get("notation") or "")


def _width(space: Element) -> float:
    width = (space.get("width") or "").removesuffix("em")
    try:
        return float(width)
    except ValueError:
        return 0.0


def is_upright(element: Element) -> bool:
    return name_of(element) == "mi" and element.get("mathvariant") == "normal"


def _joined(tokens: list[Token]) -> list[Token]:
    """Upright letters beside each other as one word, numbers around a decimal comma as one."""
    done: list[Token] = []
    for token in tokens:
        last = done[-1] if done else None
        if last is not None and _is_letter(last) and _is_letter(token):
            last.joined = _text(last) + _text(token)
        elif (
            len(done) > 1
            and name_of(token.element) == "mn"
            and done[-1].element.get("lspace") == "0em"
            and done[-1].sign == ","
            and name_of(done[-2].element) == "mn"
        ):
            comma = done.pop()
            done[-1].joined = _text(done[-1]) + comma.sign + _text(token)
        else:
            done.append(token)
    return done


def _text(token: Token) -> str:
    return token.joined or content_of(token.element)


def _is_letter(token: Token) -> bool:
    """Whether the token is an upright letter or a word made of such letters."""
    if token.kind != "operand" or not is_upright(token.element):
        return False
    parent = token.element.getparent()
    letters = content_of(token.element)
    return len(letters) == 1 and parent is not None and name_of(parent) == "mrow"


def _with_bars_closed(tokens: list[Token]) -> list[Token]:
    """Bars that look alike at both ends, as opening and closing fences where they are in pairs."""
    opened: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    before: Token | None = None
    for number, token in enumerate(tokens):
        if token.kind == "open":
            opened.append((number, token.sign))
        elif token.kind == "close" and token.sign not in _BARS and token.sign not in "∣":
            while opened and opened[-1][1] in _BARS:
                opened.pop()
            if opened:
                opened.pop()
        elif token.sign in _BARS or (token.kind == "close" and token.sign == "∣"):
            is_behind = before is not None and before.kind in ("operand", "close")
            is_pair = opened and opened[-1][1] == token.sign.replace("∣", "|")
            if is_behind and is_pair:
                pairs.append((opened.pop()[0], number))
            elif not is_behind and token.kind != "close":
                opened.append((number, token.sign))
        before = token if token.kind != "space" else before
    for start, end in pairs:
        tokens[start].kind, tokens[end].kind = "open", "close"
    for number, token in enumerate(tokens):
        is_alone = token.sign in _BARS and all(number not in pair for pair in pairs)
        if is_alone and token.kind == "open":
            token.kind = "operator"
    return tokens
