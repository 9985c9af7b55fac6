"""Formulas of a product held against those that the author wrote.

In the text that is compared a formula is one sign. Here each is compared with that which stands at
its place in the document: by its TeX, where a product has it, and by what the product says of the
MathML that all products are made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from nashr.outputs import markup
from nashr.outputs.account.passages import FORMULA, Passage, remembering_last
from nashr.outputs.maths import maths, one_line, tex_of
from nashr.records import dataclass, field

#: How a product has formulas: as MathML, as pictures of its parts, or as Word's own.
Form: TypeAlias = Literal["mathml", "drawn", "omml"]
#: The elements whose text is printed, those that only group others, and those that print nothing.
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_GROUPS = frozenset({"math", "semantics", "mrow", "mstyle", "mpadded", "menclose", "mphantom"})
_NOTHING = frozenset({"annotation", "annotation-xml", "mspace", "none", "mprescripts"})
#: The elements of a base and of what stands at it.
_SCRIPTS = ("msub", "msup", "munder", "mover", "msubsup", "munderover")
#: The signs by which a line of text tells indices, powers, fractions and roots.
_LINEAR = "_^/\u00a6\u221a"


class Reading(NamedTuple):
    """What a product says of a formula: its TeX or its description, and its parts."""

    name: str
    parts: str


class Changed(NamedTuple):
    """A formula that is not as the author wrote it: its passage, where in the key of that it
    stands, and its TeX.
    """

    passage: Passage
    offset: int
    tex: str


class Formulas(NamedTuple):
    """What is read of each sign for a formula in the key of a product: None where the sign is the
    author's own, or the formula stands as its source.
    """

    form: Form
    readings: Sequence[Reading | None]


NO_FORMULAS = Formulas("mathml", ())


def changed(
    written: markup.Markup,
    formulas: Formulas,
    shown: str,
    places: Iterable[tuple[Passage, int]],
) -> Iterator[Changed]:
    """The formulas that are others in a product. ``places`` are the passages with where they begin
    in ``shown``.
    """
    if not any(formulas.readings):
        return
    signs = (match.start() for match in re.finditer(FORMULA, shown))
    found = dict(zip(signs, formulas.readings, strict=True))
    wanted = _wanted(written)
    for passage, start in places:
        offset = -1
        for key in passage.formulas:
            offset = passage.key.index(FORMULA, offset + 1)
            reading = found[start + offset]
            if reading is None or key not in wanted:
                continue
            if all(reading != one.as_read(formulas.form) for one in wanted[key]):
                yield Changed(passage, offset, key[1])


@dataclass(slots=True)
class _Written:
    """A formula of the markup, and what products would be read to say of it."""

    math: Any
    readings: dict[Form, Reading] = field(default_factory=dict)

    def as_read(self, form: Form) -> Reading:
        if form not in self.readings:
            self.readings[form] = _reading(self.math, form)
        return self.readings[form]


def _reading(math: Any, form: Form) -> Reading:
    if form == "mathml":
        return of_mathml(math)
    if form == "drawn":
        from nashr.outputs.speech.linear import linear  # most articles have no formulas

        return of_parts(math.get("alttext") or tex_of(math), [linear(math)])
    return _of_letters(math)


@remembering_last
def _wanted(written: markup.Markup) -> Mapping[tuple[bool, str], Sequence[_Written]]:
    """The formulas of the markup by their TeX; display and inline ones are apart.

    One TeX may have several: its description is in the language of the words around it.
    """
    wanted: dict[tuple[bool, str], list[_Written]] = {}
    fragments = (
        written.body,
        *written.fields.values(),
        *(note.html for note in written.notes),
        *(entry.html for entry in (*written.entries, *written.latin)),
    )
    for math in maths(fragments):
        key = (math.get("display") == "block", tex_of(math))
        wanted.setdefault(key, []).append(_Written(math))
    return wanted


# --- what is read of a formula -------------------------------------------------------------


def of_pages(form: Form, elements: Iterable[Any]) -> Formulas:
    """The formulas of pages of HTML; ``elements`` are those of the signs."""
    read = _of_pictures if form == "drawn" else _of_marked
    return Formulas(form, [None if one is None else read(one) for one in elements])


def _of_marked(element: Any) -> Reading | None:
    found = [of_mathml(math) for math in element.iter("{*}math")]
    if len(found) == 1:
        return found[0]
    if not found and "".join(element.itertext()).strip():
        return None  # its source
    return Reading("", "".join(one.parts for one in found))


def _of_pictures(element: Any) -> Reading | None:
    pictures = [*element.iter("img")]
    name = element.get("alt" if _name(element) == "img" else "aria-label", "")
    return of_parts(name, [one.get("data-text", "") for one in pictures]) if pictures else None


def of_mathml(math: Any, tex: str | None = None) -> Reading:
    """MathML by its TeX and its tree: the letters, digits and signs, and how they are joined."""
    pieces: list[str] = []
    _shape(math, pieces)
    return Reading(tex_of(math) if tex is None else one_line(tex), "".join(pieces))


def _shape(element: Any, pieces: list[str]) -> None:
    for child in element:
        name = _name(child)
        if name in _TOKENS:
            pieces.append("".join((child.text or "").split()))
        elif name in _GROUPS:
            _shape(child, pieces)
        elif name not in _NOTHING:
            pieces.append(f"{name}(")
            for part in child:
                _shape([part], pieces)
                pieces.append(",")
            pieces.append(")")


def _tokens(math: Any) -> Iterator[str]:
    """What is printed of MathML, from its first sign to the last."""
    for child in math:
        name = _name(child)
        if name in _TOKENS:
            yield child.text or ""
        elif name not in _NOTHING and name != "mphantom":
            yield from _tokens(child)


def of_parts(name: str, texts: Iterable[str]) -> Reading:
    """A formula that is drawn in parts, by its description and the parts as lines of text."""
    return Reading(name, _signs("".join(texts), _LINEAR))


def of_letters(texts: Iterable[str], scripts: int, fractions: int, roots: int) -> Reading:
    """A formula by its letters and digits, and how many indices, powers and accents, fractions and
    roots it has.
    """
    return Reading("", f"{_signs(''.join(texts))} {scripts} {fractions} {roots}")


def _signs(text: str, others: str = "") -> str:
    """Letters and digits, whatever typeface and order they have: products differ in these."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sorted(char for char in plain if _is_sign(char) or char in others))


def _of_letters(math: Any) -> Reading:
    names = [_name(one) for one in math.iter()]
    bases = (one for one in math.iter() if _name(one) in _SCRIPTS)
    scripts = sum(any(_tokens([part])) for one in bases for part in one[1:])
    roots = names.count("msqrt") + names.count("mroot")
    return of_letters(_tokens(math), scripts, names.count("mfrac"), roots)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_sign(char: str) -> bool:
    """Whether it is a letter or digit, and no accent of its own as the circumflex is."""
    return char.isalnum() and not "\u02b0" <= char <= "\u02ff"
