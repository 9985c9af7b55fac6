"""A formula as one line of text, which is what copying it from a page gives.

The notation is that of Unicode Technical Note 28 (*UnicodeMath*): it reads well as text, and word
processors make a formula of it.
"""

from __future__ import annotations

from nashr.outputs.speech.tokens import Element, children_of, content_of, name_of

_GROUPS = frozenset({"mrow", "mstyle", "mpadded", "semantics", "merror", "math", "mtd", "menclose"})
_BLANK = " "
_PRIMES = frozenset("′″‴'")
_ACCENTS = {
    "̂": "̂", "ˆ": "̂", "^": "̂", "ˇ": "̌", "˜": "̃", "~": "̃", "‾": "̅", "¯": "̅", "˙": "̇", "¨": "̈",
    "→": "⃗", "´": "́", "`": "̀", "˘": "̆", "˚": "̊",
}  # fmt: skip


def linear(math: Element) -> str:
    """The formula in one line."""
    return " ".join(_row(math).split())


def _row(element: Element) -> str:
    return "".join(_said(child) + _gap(child) for child in children_of(element))


def _gap(element: Element) -> str:
    """A blank between a script of several letters, or of a sum, and a letter behind it."""
    following = element.getnext()
    is_script = name_of(element) in ("msub", "msup", "msubsup", "munder", "mover", "munderover")
    is_operand = following is not None and name_of(following) != "annotation"
    begins = content_of(following)[:1] if is_operand and following is not None else ""
    return _BLANK if is_script and begins.isalnum() else ""


def _said(element: Element) -> str:
    name = name_of(element)
    if name in _GROUPS:
        return _row(element)
    children = children_of(element)
    if not children:
        return _token(element)
    parts = [_said(child) for child in children]
    match name, parts:
        case "mfrac", [over, under]:
            sign = "¦" if (element.get("linethickness") or "").startswith("0") else "/"
            return f"{_whole(over)}{sign}{_whole(under)}"
        case "msqrt", _:
            return f"√{_whole(''.join(parts))}"
        case "mroot", [radicand, index]:
            return f"√({index}&{radicand})"
        case (("msub" | "munder"), [base, low]):
            return f"{base}_{_whole(low)}"
        case "msup", [base, high]:
            return (
                f"{base}{high}" if high and set(high) <= set("′″‴'") else f"{base}^{_whole(high)}"
            )
        case "mover", [base, high]:
            if high in _ACCENTS:
                return f"{_whole(base)}{_ACCENTS[high]}"
            return f"{base}^{_whole(high)}"
        case (("msubsup" | "munderover"), [base, low, high]):
            return f"{base}_{_whole(low)}^{_whole(high)}"
        case "mtable", _:
            rows = (
                "&".join(_row(cell) for cell in children_of(row))
                for row in children
                if name_of(row) in ("mtr", "mlabeledtr")
            )
            return f"■({'@'.join(rows)})"
    return "".join(parts)


def _token(element: Element) -> str:
    name = name_of(element)
    if name == "mspace":
        return _BLANK
    text = content_of(element)
    is_spaced = name == "mo" and element.get("form") not in ("prefix", "postfix")
    is_spaced = is_spaced and not element.get("accent") and text not in ("′", "″", "‴", ",")
    parent = element.getparent()
    is_alone = parent is not None and name_of(parent) not in _GROUPS
    if is_spaced and not is_alone and element.getprevious() is not None:
        return f" {text} "
    is_word = name == "mi" and len(text) > 1 and text.isascii()
    if is_word and not is_alone:
        return f" {text} "
    # A decimal comma, TeX's {,}, has no room behind it.
    is_parting = text == "," and element.get("rspace") != "0em"
    return f"{text} " if is_parting or name == "mtext" else text


def _whole(text: str) -> str:
    """A part in parentheses where it is more than a letter or a number."""
    text = text.strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"
