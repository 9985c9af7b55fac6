"""What a row or an element of a formula looks like: a number, a matrix, a sign of what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nashr.outputs.speech.tokens import Element, Token, children_of, content_of, name_of, row_of

#: Signs behind what they belong to.
_POSTFIX = frozenset("!%‰°′″‴∞∅")


def end_of(tokens: Sequence[Token], at: int) -> int | None:
    """Where the fence that opens here is closed."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += (tokens[number].kind == "open") - (tokens[number].kind == "close")
        if not depth:
            return number
    return None


def is_prefix(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign belongs to what follows it."""
    if at + 1 >= len(tokens):
        return False
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.kind in ("open", "space"):
        return True
    return before.kind == "operator" and before.sign not in _POSTFIX


def is_signed_number(tokens: Sequence[Token]) -> bool:
    return (
        len(tokens) == 2
        and tokens[0].sign in ("−", "-", "+")
        and tokens[1].kind == "operand"
        and name_of(tokens[1].element) in ("mn", "mi")
    )


def is_differential(tokens: Sequence[Token]) -> bool:
    """``d x`` or ``∂ f``: as short as a letter."""
    if len(tokens) != 2 or tokens[1].kind != "operand" or name_of(tokens[1].element) != "mi":
        return False
    return tokens[0].sign == "∂" or content_of(tokens[0].element) in ("d", "D")


def is_number(token: Token) -> bool:
    """Whether a token is a number or a power of one."""
    element = token.element
    if name_of(element) == "msup" and children_of(element):
        element = children_of(element)[0]
    return token.kind == "operand" and name_of(element) == "mn"


def is_matrix(element: Element) -> bool:
    """Whether a letter stands for a matrix or a vector: a capital, or a bold one."""
    while name_of(element) in ("mrow", "msub") and children_of(element):
        element = children_of(element)[0]
    text = content_of(element)
    is_bold = "bold" in (element.get("mathvariant") or "")
    return name_of(element) == "mi" and len(text) == 1 and (is_bold or text.isupper())


def is_without_rule(fraction: Element) -> bool:
    return (fraction.get("linethickness") or "").startswith("0")


def only_sign(element: Element) -> str:
    tokens = row_of(element)
    return tokens[0].sign if len(tokens) == 1 and tokens[0].kind == "operator" else ""


def is_braced(first: Element, marks: Mapping[str, str]) -> bool:
    """Whether the base is under or over a brace, so that what stands at it is its label."""
    while name_of(first) == "mrow" and len(children_of(first)) == 1:
        first = children_of(first)[0]
    children = children_of(first)
    if name_of(first) not in ("munder", "mover") or len(children) != 2:
        return False
    return marks.get(content_of(children[1]), "").startswith("brace")
