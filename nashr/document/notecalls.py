"""Position note marks and superscript citations relative to the words and punctuation around them.

An author writes ``so it was [@oran1998].`` for every style, which is right for a citation in
parentheses. A raised mark follows the word without a space, and whether it goes before or after
punctuation depends on the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from nashr import ast
from nashr.languages import capitalize_first, language, nearest_first
from nashr.model import Inlines, Node

#: Punctuation that goes before the mark: all of it (The Chicago Manual of Style, 18th ed., on
#: the placement of note numbers), or only question marks, exclamation marks and ellipses, where
#: the mark precedes full stop and comma (A. E. Milchin, L. K. Cheltsova, Spravochnik izdatelya i
#: avtora, on marks of footnotes; Lexique des règles typographiques, "Appel de note").
_ANY_PUNCTUATION = re.compile(r"[.,;:!?…]+[”’»“\"']*")
_CLOSING_TONE = re.compile(r"(?:[!?…]+|\.{3})[”’»“\"']*")
_SPACES = ("Space", "SoftBreak")
#: The class of a citation in an author's note that is a part of the sentence.
IN_SENTENCE = "in-sentence"


def as_note(citation: Node, lang: str) -> Node:
    """A footnote that holds only this citation, its first letter capitalized."""
    return {"t": "Note", "c": [ast.para([_capitalized(citation, lang)[0]])]}


def _capitalized(tree: Any, lang: str) -> tuple[Any, bool]:
    """A copy of the tree with its first word capitalized, and whether a word was found."""
    if isinstance(tree, list):
        for n, item in enumerate(tree):
            changed, found = _capitalized(item, lang)
            if found:
                return [*tree[:n], changed, *tree[n + 1 :]], True
        return tree, False
    if not isinstance(tree, dict) or tree.get("t") in ("Code", "Math", "RawInline"):
        return tree, isinstance(tree, dict)
    if tree["t"] == "Str":
        found = any(character.isalnum() for character in tree["c"])
        whole = re.match(r"https?:|www\.|10\.", tree["c"])
        return ({**tree, "c": capitalize_first(tree["c"], lang)} if not whole else tree), found
    return _change_inside(tree, lambda inside: _capitalized(inside, lang))


#: The index of the inlines in the contents of nodes that have other contents too.
_INSIDE = {"Span": 1, "Link": 1, "Quoted": 1}


#: The end of a word, or a mark behind one; not of a text in Chinese or Japanese.
_ENDS_WORD = re.compile(r"(?:[^\W_\u2e80-\uffff]|(?<=\w)[.,;:!?”’»%)\]]+)\Z")


def fit_citations(tree: Any, lang: str, *, in_notes: bool, inside: bool = False) -> Any:
    """A copy of the tree with every citation adjusted to the text around it.

    Marks are moved to their word. In a note style (``in_notes``) the citations of an author's own
    note (``inside``) are adjusted to its sentences.
    """
    if isinstance(tree, list):
        items = [
            item
            if ast.is_leaf(item)
            else fit_citations(item, lang, in_notes=in_notes, inside=inside)
            for item in tree
        ]
        if in_notes and inside:
            return [part for n in range(len(items)) for part in _fit_into_note(items, n, lang)]
        if any(map(is_mark, items)):
            return _move_marks(items, lang)
        items = items if in_notes else _apart(items)
        return _separate_marks(items) if any(map(_is_call, items)) else items
    if not isinstance(tree, dict):
        return tree
    attributes = ast.attr_of(tree)
    if attributes is not None:
        lang = ast.keyvals(attributes).get("lang", lang)
    inside = inside or (tree.get("t") == "Note" and not is_mark(tree))
    return {
        key: value if key == "t" else fit_citations(value, lang, in_notes=in_notes, inside=inside)
        for key, value in tree.items()
    }


def _apart(items: Inlines) -> Inlines:
    """The inlines with a space before citations in brackets that are typed right behind a word, as
    those are for whose style they become small raised numbers.
    """
    if not any(type(one) is dict and one.get("t") == "Span" for one in items):
        return items  # as nearly all are
    done = items[:1]
    for before, node in pairwise(items):
        if _is_in_brackets(node) and _ENDS_WORD.search(ast.plain_text(before)):
            done.append(ast.SPACE)
        done.append(node)
    return done


def _is_in_brackets(node: Any) -> bool:
    is_span = isinstance(node, dict) and node.get("t") == "Span"
    attributes = ast.attr_of(node) if is_span else None
    if attributes is None or "citation" not in attributes[1]:
        return False
    return ast.plain_text(node)[:1] in ("(", "[")


def _move_marks(items: Inlines, lang: str) -> Inlines:
    moving = _CLOSING_TONE if language(lang).marks_before_stop else _ANY_PUNCTUATION
    done: Inlines = []
    rest = list(items)
    while rest:
        node = rest.pop(0)
        if not is_mark(node):
            done.append(node)
            continue
        marks = _pop_marks(done)
        if rest and rest[0].get("t") == "Str" and (stop := moving.match(rest[0]["c"])):
            _append_punctuation(done, stop[0])
            left = rest.pop(0)["c"][stop.end() :]
            rest = [ast.text(left), *rest] if left else rest
        done += [*marks, node]
    return _separate_marks(done)


def _pop_marks(done: Inlines) -> Inlines:
    """Remove trailing marks and spaces, up to the word before them, and return the marks."""
    marks: Inlines = []
    while len(done) > 1 and (done[-1].get("t") in _SPACES or is_mark(done[-1])):
        node = done.pop()
        marks = [node, *marks] if is_mark(node) else marks
    if done and done[-1].get("t") == "Str":
        done[-1] = ast.text(done[-1]["c"].rstrip("\u00a0"))
    return marks


def _separate_marks(inlines: Inlines) -> Inlines:
    """Insert a narrow no-break space between adjacent marks, so that 3 and 4 do not read as 34."""
    closed = _at_their_words(inlines)
    done = closed[:1]
    for before, node in pairwise(closed):
        if _is_call(before) and _is_call(node):
            done.append(ast.text("\u202f"))
        done.append(node)
    return done


def _at_their_words(inlines: Inlines) -> Inlines:
    """The inlines without spaces before the calls of notes, none of which then begins a line.

    Behind a number or a formula, whose exponent the call would seem, one remains that is narrow
    and does not break.
    """
    done: Inlines = []
    for node in inlines:
        if isinstance(node, dict) and node.get("t") == "Note":
            end = len(done)
            while end and done[end - 1].get("t") in _SPACES:
                end -= 1
            if 0 < end < len(done):
                done[end:] = [ast.text("\u202f")] if _seems_a_base(done[end - 1]) else []
            elif end and done[-1].get("t") == "Str":
                done[-1] = ast.text(done[-1]["c"].rstrip("\u00a0"))
        done.append(node)
    return done


def _seems_a_base(node: Node) -> bool:
    """Whether a raised number right behind the node reads as its exponent."""
    if node["t"] in ("Math", "Superscript"):
        return True
    return re.search(r"\d\Z", ast.plain_text(node)) is not None


# --- citations inside an author's own note -------------------------------------------------

_ABBREVIATION = re.compile(r"(?:^|[\s(,;])(?:[^\W\d_]{1,4}|\S*\.\S*)\.$")
_OPENING = "([“‘«„"
#: A full stop at the end, or inside the quotation marks there, as American punctuation has it.
_STOP = re.compile(r"\.(?=[”’»\"']*$)")


def in_parentheses(citation: Node) -> Inlines:
    """The citation in parentheses, without its final full stop."""
    return [ast.text("("), _without_stop(citation)[0], ast.text(")")]


def _fit_into_note(items: list[Any], at: int, lang: str) -> list[Any]:
    """The item at ``at`` of an author's note; a citation is adjusted to its sentence.

    Within a sentence it is set in parentheses, except after a word such as *see*, or where it is
    written as a part of the sentence. Note styles end
    a citation with a full stop; it is removed where the sentence continues (unless it belongs to
    an abbreviation) and before another full stop.
    """
    node = items[at]
    if not isinstance(node, dict) or not _is_citation([node]):
        return [node]
    in_sentence = IN_SENTENCE in node["c"][0][1]
    if in_sentence:
        node = ast.span(node["c"][1], ast.attr(node["c"][0][0], ["citation"]))
    text, before, after = map(ast.plain_text, (node, items[:at], items[at + 1 :]))
    if (
        not in_sentence
        and before
        and before[-1].isalnum()
        and not _introduces(before.split()[-1].lower().lstrip(_OPENING), lang)
    ):
        return in_parentheses(node)
    if not _STOP.search(text) or not after or after[0].isupper():
        return [node]
    if after[0] != "." and _ABBREVIATION.search(_last_text(node)) and not text[:-1].endswith(")"):
        return [node]
    return [_without_stop(node)[0]]


#: Words before a citation whose full stop ends no sentence.
_SHORTENED = frozenset("cf e.g i.e vs bkz bk krş karş müq см ср див vgl s".split())


def goes_on(before: str, lang: str) -> bool:
    """Whether what follows these words of a note is a part of their sentence."""
    words = before.split()
    if not words or not any(character.isalnum() for character in before):
        return False
    last = words[-1].rstrip("”’»\"')]")
    if not last.endswith((".", "!", "?", "…")):
        return True
    word = last.rstrip(".").lower().lstrip(_OPENING)
    return word in _SHORTENED or _introduces(word, lang)


def _last_text(tree: Any) -> str:
    """The last string of a tree."""
    if isinstance(tree, list):
        return next((text for item in reversed(tree) if (text := _last_text(item))), "")
    if not isinstance(tree, dict) or tree.get("t") in ("Code", "Math", "RawInline", "Note"):
        return ""
    if tree["t"] == "Str":
        return str(tree["c"])
    inside = tree.get("c", "")
    return _last_text(inside[_INSIDE[tree["t"]]] if tree["t"] in _INSIDE else inside)


def _introduces(word: str, lang: str) -> bool:
    """Whether a citation after the word is part of the sentence and takes no parentheses."""
    return any(word in record.introducing for record in nearest_first(lang))


def _without_stop(tree: Any) -> tuple[Any, bool]:
    """A copy of the tree without its final full stop, and whether its last text was found."""
    if isinstance(tree, list):
        for n in reversed(range(len(tree))):
            changed, found = _without_stop(tree[n])
            if found:
                return [*tree[:n], changed, *tree[n + 1 :]], True
        return tree, False
    if not isinstance(tree, dict) or tree.get("t") in ("Code", "Math", "RawInline", "Note"):
        return tree, False
    if tree["t"] == "Str":
        return {**tree, "c": _STOP.sub("", tree["c"])}, bool(tree["c"].strip("”’»\"'"))
    return _change_inside(tree, _without_stop)


def _change_inside(node: Node, change: Callable[[Any], tuple[Any, bool]]) -> tuple[Node, bool]:
    if "c" not in node:
        return node, False
    at = _INSIDE.get(node["t"])
    if at is None:
        inside, found = change(node["c"])
        return {**node, "c": inside}, found
    inside, found = change(node["c"][at])
    return {**node, "c": [*node["c"][:at], inside, *node["c"][at + 1 :]]}, found


# --- recognising marks ---------------------------------------------------------------------


def is_mark(node: Any) -> bool:
    """Whether the node is a citation that shows as nothing but a raised mark."""
    if not isinstance(node, dict) or node.get("t") not in ("Note", "Span"):
        return False
    if node["t"] == "Note":
        blocks = node["c"]
        return len(blocks) == 1 and blocks[0]["t"] == "Para" and _is_citation(blocks[0]["c"])
    return _is_citation([node]) and _is_raised(node["c"][1])


def _is_call(node: Any) -> bool:
    return is_mark(node) or (isinstance(node, dict) and node.get("t") == "Note")


def _is_citation(inlines: Inlines) -> bool:
    return (
        len(inlines) == 1 and inlines[0].get("t") == "Span" and "citation" in inlines[0]["c"][0][1]
    )


def _is_raised(inlines: Inlines) -> bool:
    """Whether all of it is superscript, inside or around links."""
    return bool(inlines) and all(
        node["t"] == "Superscript" or (node["t"] == "Link" and _is_raised(node["c"][1]))
        for node in inlines
    )


def _append_punctuation(done: Inlines, stop: str) -> None:
    """Append punctuation; the full stop of an abbreviation is not doubled."""
    if done and done[-1]["t"] == "Str":
        before = done[-1]["c"]
        done[-1] = ast.text(before + (stop[1:] if before.endswith(stop[0]) else stop))
    else:
        done.append(ast.text(stop))
