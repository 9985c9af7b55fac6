"""Where the mark of a citation stands that a style sets as a note or as a raised number.

An author writes ``so it was [@oran1998].`` for every style. In parentheses that is right; a raised
mark joins the word before it, and its place beside punctuation is a habit of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from nashr import ast
from nashr.languages import capitalize_first
from nashr.model import Inlines, Node

#: Punctuation that goes before the mark: all of it (The Chicago Manual of Style, 18th ed., on
#: the placement of note numbers), or only what closes a sentence with a tone of its own.
_AFTER_ALL = re.compile(r"[.,;:!?…]+[”’»“\"']*")
_AFTER_TONE = re.compile(r"(?:[!?…]+|\.{3})[”’»“\"']*")
#: Where the mark precedes full stop and comma (A. E. Milchin, L. K. Cheltsova, Spravochnik
#: izdatelya i avtora, on marks of footnotes; Lexique des règles typographiques, "Appel de note").
_BEFORE_STOP = frozenset({"be", "fr", "kk", "ky", "ru", "uk"})
_SPACES = ("Space", "SoftBreak")


def as_note(citation: Node, lang: str) -> Node:
    """A footnote of a citation alone; it begins with a capital, as a sentence does."""
    return {"t": "Note", "c": [ast.para([_capitalized(citation, lang)[0]])]}


def _capitalized(tree: Any, lang: str) -> tuple[Any, bool]:
    """A copy of the tree with a capital for its first word, and whether that was found."""
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
    return _changed_inside(tree, lambda inside: _capitalized(inside, lang))


#: Where the text is among the contents of a node that has other contents too.
_INSIDE = {"Span": 1, "Link": 1, "Quoted": 1}


def settled(tree: Any, lang: str, *, in_notes: bool, inside: bool = False) -> Any:
    """A copy of the tree with every citation fitted to the words around it.

    A mark stands at its word; in a note style (``in_notes``) a citation in an author's own note,
    ``inside`` of which the walk may be, ends as the sentence does.
    """
    if isinstance(tree, list):
        items = [
            item if ast.is_leaf(item) else settled(item, lang, in_notes=in_notes, inside=inside)
            for item in tree
        ]
        if in_notes and inside:
            return [part for n in range(len(items)) for part in _fitted(items, n)]
        return _line(items, lang) if any(map(is_mark, items)) else items
    if not isinstance(tree, dict):
        return tree
    attributes = ast.attr_of(tree)
    if attributes is not None:
        lang = ast.keyvals(attributes).get("lang", lang)
    inside = inside or (tree.get("t") == "Note" and not is_mark(tree))
    return {
        key: value if key == "t" else settled(value, lang, in_notes=in_notes, inside=inside)
        for key, value in tree.items()
    }


def _line(items: Inlines, lang: str) -> Inlines:
    moving = _AFTER_TONE if lang.partition("-")[0] in _BEFORE_STOP else _AFTER_ALL
    done: Inlines = []
    rest = list(items)
    while rest:
        node = rest.pop(0)
        if not is_mark(node):
            done.append(node)
            continue
        marks = _taken(done)
        if rest and rest[0].get("t") == "Str" and (stop := moving.match(rest[0]["c"])):
            _append(done, stop[0])
            left = rest.pop(0)["c"][stop.end() :]
            rest = [ast.text(left), *rest] if left else rest
        done += [*marks, node]
    return _parted(done)


def _taken(done: Inlines) -> Inlines:
    """Take marks and space off the end, up to the word to which they belong; gives the marks."""
    marks: Inlines = []
    while len(done) > 1 and (done[-1].get("t") in _SPACES or is_mark(done[-1])):
        node = done.pop()
        marks = [node, *marks] if is_mark(node) else marks
    if done and done[-1].get("t") == "Str":
        done[-1] = ast.text(done[-1]["c"].rstrip("\u00a0"))
    return marks


def _parted(inlines: Inlines) -> Inlines:
    """The inlines with a narrow space between two marks, so that 3 and 4 are not read as 34."""
    done = inlines[:1]
    for before, node in pairwise(inlines):
        if _is_call(before) and _is_call(node):
            done.append(ast.text("\u202f"))
        done.append(node)
    return done


# --- citations inside an author's own note -------------------------------------------------

_SHORT = re.compile(r"(?:^|[\s(,;])(?:[^\W\d_]{1,4}|\S*\.\S*)\.$")
#: Words after which a citation is part of the sentence, in the languages of the journals.
_LEADS = frozenset(
    """
    see also compare in and or by bax həm həmçinin və ayrıca ve также и в siehe auch in und oder
    voir aussi et ou також та
    """.split()
)


_OPENING = "([“‘«„"


def in_parentheses(citation: Node) -> Inlines:
    """A citation of a note style between parentheses, without its full stop."""
    return [ast.text("("), _without_stop(citation)[0], ast.text(")")]


def _fitted(items: list[Any], at: int) -> list[Any]:
    """The item of an author's note; a citation is fitted to the sentence around it.

    In the midst of a sentence it stands between parentheses, as it would in another style, but
    not after a word such as *see*. Note styles end a citation with a full stop: where the
    sentence goes on that has no place, save after an abbreviation; before the sentence's own it
    would be the second one.
    """
    node = items[at]
    if not isinstance(node, dict) or not _is_citation([node]):
        return [node]
    text, before, after = map(ast.plain_text, (node, items[:at], items[at + 1 :]))
    if (
        before
        and before[-1].isalnum()
        and before.split()[-1].lower().lstrip(_OPENING) not in _LEADS
    ):
        return in_parentheses(node)
    if not text.endswith(".") or not after or after[0].isupper():
        return [node]
    if after[0] != "." and _SHORT.search(text) and not text[:-1].endswith(")"):
        return [node]
    return [_without_stop(node)[0]]


def _without_stop(tree: Any) -> tuple[Any, bool]:
    """A copy of the tree without the full stop at its end, and whether its end was found."""
    if isinstance(tree, list):
        for n in reversed(range(len(tree))):
            changed, found = _without_stop(tree[n])
            if found:
                return [*tree[:n], changed, *tree[n + 1 :]], True
        return tree, False
    if not isinstance(tree, dict) or tree.get("t") in ("Code", "Math", "RawInline", "Note"):
        return tree, False
    if tree["t"] == "Str":
        return {**tree, "c": tree["c"].removesuffix(".")}, True
    return _changed_inside(tree, _without_stop)


def _changed_inside(node: Node, change: Callable[[Any], tuple[Any, bool]]) -> tuple[Node, bool]:
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
    """Whether the node is a citation that stands in the text as a raised mark alone."""
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
    """Whether everything is superscript, be it inside a link or around one."""
    return bool(inlines) and all(
        node["t"] == "Superscript" or (node["t"] == "Link" and _is_raised(node["c"][1]))
        for node in inlines
    )


def _append(done: Inlines, stop: str) -> None:
    """Punctuation at the end; a full stop that an abbreviation has serves for both."""
    if done and done[-1]["t"] == "Str":
        before = done[-1]["c"]
        done[-1] = ast.text(before + (stop[1:] if before.endswith(stop[0]) else stop))
    else:
        done.append(ast.text(stop))
