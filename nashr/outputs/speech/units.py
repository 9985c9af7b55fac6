"""Units of measurement, by their names, where they stand behind a number in upright letters."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.languages.formula_words import FormulaWords
from nashr.outputs.speech.shapes import is_number
from nashr.outputs.speech.tokens import (
    Element,
    Token,
    children_of,
    content_of,
    is_upright,
    name_of,
)

_POWERS = {"2": "unit-squared", "3": "unit-cubed"}


def units_at(tokens: Sequence[Token], at: int, words: FormulaWords) -> tuple[str, int]:
    """The units that begin at a token, in words, and how many tokens they take; 0 for none."""
    if at == 0 or not is_number(tokens[at - 1]):
        return "", 0
    is_one = content_of(tokens[at - 1].element) == "1"
    said: list[str] = []
    used = 0
    while at + used < len(tokens):
        is_divided = bool(said) and tokens[at + used].sign == "/"
        skipped = int(bool(said) and tokens[at + used].sign in ("/", "⋅", "·"))
        if at + used + skipped >= len(tokens):
            break
        form = 2 if is_divided else int(is_one and not said)
        name = _unit(tokens[at + used + skipped], form, words)
        if not name:
            break
        said.append(name)
        used += 1 + skipped
    return " ".join(said), used


def _unit(token: Token, form: int, words: FormulaWords) -> str:
    """The name of a unit with its power: for several, for one, or behind a division."""
    if token.kind != "operand":
        return ""
    if name_of(token.element) != "msup":
        return _name(token.element, token.joined, form, words)
    base, power = (*children_of(token.element), token.element, token.element)[:2]
    exponent = content_of(power).replace("−", "-")
    if exponent.startswith("-"):
        exponent, form = exponent[1:], 2
    if exponent == "1":
        return _name(base, "", form, words)
    pattern = words.patterns.get(_POWERS.get(exponent, ""), "")
    return _name(base, "", form, words, pattern) if pattern else ""


def _name(
    element: Element, joined: str, form: int, words: FormulaWords, pattern: str = "{0}"
) -> str:
    while name_of(element) == "mrow" and len(children_of(element)) == 1:
        element = children_of(element)[0]
    text = joined or content_of(element)
    if not (is_upright(element) or (name_of(element) == "mtext" and " " not in text)):
        return ""
    forms = words.units.get(text, "").split("|")
    if not forms[0]:
        return ""
    if form < 2:
        return pattern.format(forms[min(form, len(forms) - 1)])
    if len(forms) > 2:  # with its preposition
        return pattern.format(forms[2])
    return words.patterns["per"].format(pattern.format(forms[-1]))
