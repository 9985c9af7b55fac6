"""The languages of words, as far as a Word file is to be believed: Word notes the language of the
keyboard, which is often another one than that of the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.flattening import text_run
from nashr.importing.marks import Marks, number_of
from nashr.importing.ooxml import Element, WordPackage, find_all, tag, value
from nashr.importing.text_language import TELLING, language_of
from nashr.languages import is_supported
from nashr.model import Inlines
from nashr.records import dataclass

#: Fewer words are a name or a term, whose language nobody sees.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class LanguageBegin:
    """The words up to the end are in another language than the text."""

    tag: str


@dataclass(frozen=True, slots=True)
class LanguageEnd:
    pass


def mark_languages(package: WordPackage, marks: Marks) -> int:
    """Put marks around words in another language. Gives the number of places."""
    usual = _default(package)
    groups = [
        (language, runs)
        for _, story in package.stories()
        for paragraph in story.iter(tag("w:p"))
        for language, runs in _groups(paragraph, usual)
    ]
    letters: Counter[str] = Counter()
    for language, runs in groups:
        letters[language] += len(_text(runs))
    main = letters.most_common(1)[0][0] if letters else usual
    number = 0
    for language, runs in groups:
        if language != main and _is_in(language, _text(runs)):
            number += 1
            runs[0].addprevious(text_run(marks.add(LanguageBegin(language))))
            runs[-1].addnext(text_run(marks.add(LanguageEnd())))
    return number


def _default(package: WordPackage) -> str:
    styles = package.related_tree("styles")
    found = [] if styles is None else find_all(styles, "./w:docDefaults//w:lang")
    return _base(value(found[0])) if found else ""


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _groups(paragraph: Element, usual: str) -> Iterator[tuple[str, list[Element]]]:
    """The runs of a paragraph side by side that are in one language."""
    current, runs = "", list[Element]()
    for child in paragraph:
        if child.tag != tag("w:r"):
            if runs:
                yield current, runs
            runs = []
            continue
        noted = find_all(child, "./w:rPr/w:lang")
        language = _base(value(noted[0])) if noted else usual
        if runs and language != current and _text([child]).strip():
            yield current, runs
            runs = []
        current = language if not runs else current
        runs.append(child)
    if runs:
        yield current, runs


def _text(runs: list[Element]) -> str:
    return "".join(one.text or "" for run in runs for one in run.iter(tag("w:t")))


def _is_in(language: str, text: str) -> bool:
    """Whether words are in the language that is noted: where letters and words tell, they must."""
    if not is_supported(language) or len(text.split()) < _FEWEST_WORDS:
        return False
    seen = language_of(text)
    return seen == language or (not seen and language not in TELLING)


def set_languages(draft: Draft) -> None:
    """Make spans of the words between marks."""

    def walk(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {name: walk(inside) if name != "t" else inside for name, inside in tree.items()}
        if not isinstance(tree, list):
            return tree
        return _spans(draft, [walk(one) for one in tree])

    if any(isinstance(thing, LanguageBegin) for thing in draft.things.values()):
        draft.blocks = walk(draft.blocks)


def _spans(draft: Draft, inlines: list[Any]) -> list[Any]:
    result: list[Any] = []
    begun: tuple[str, Inlines] | None = None
    for node in inlines:
        thing = _thing(draft, node)
        if isinstance(thing, LanguageBegin) and begun is None:
            begun = (thing.tag, [])
        elif isinstance(thing, LanguageEnd) and begun is not None:
            result.append(ast.span(begun[1], ["", [], [["lang", begun[0]]]]))
            begun = None
        elif not isinstance(thing, LanguageBegin | LanguageEnd):
            (result if begun is None else begun[1]).append(node)
    return result if begun is None else [*result, *begun[1]]


def _thing(draft: Draft, node: Any) -> object:
    is_text = isinstance(node, dict) and node.get("t") == "Str"
    number = number_of(node["c"]) if is_text else None
    return None if number is None else draft.things[number]
