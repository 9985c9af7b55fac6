"""Code with line numbers and colours: what the article asks for, and each block.

A block says ``{.python .numberLines startFrom=10}``, as pandoc has it, or ``numbers=true``,
``colours=false``; what it does not say is the article's, below ``code`` in its front matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nashr import ast
from nashr.diagnostics import Diagnostic, nearest
from nashr.document.author_classes import as_given, kept_apart
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Blocks, CodeStyle, Document, Inlines, Node

#: Pandoc's class of a block whose lines are numbered, and how else it is typed.
NUMBERED = "numberLines"
_NUMBERED = frozenset({NUMBERED, "numberlines", "number-lines", "lineNumbers", "line-numbers"})
#: Our class of a block that can be referred to, with the words above it.
LISTING = "listing"
#: Our class of code whose words are not told apart.
UNCOLOURED = "uncoloured"
_START = frozenset({"startFrom", "startfrom", "start-from", "firstline"})
_COLOURS = frozenset({"colours", "colors"})
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
#: Names of languages that are kept apart from our classes, as pandoc calls them.
_LANGUAGES = {kept_apart("js"): "javascript"}
#: Words for text that is in no language.
_NO_LANGUAGE = frozenset(
    "text plain plaintext txt none output console terminal pseudocode verbatim raw default".split()
)


def listing(identifier: str, blocks: Blocks) -> Blocks:
    """A block of code below its title; in one element where it has an id to refer to."""
    return [ast.div(blocks, ast.attr(identifier, [LISTING]))] if identifier else blocks


def listing_title(div: Node) -> Inlines:
    """The words above the code of such an element."""
    (strong,) = div["c"][1][0]["c"]
    words: Inlines = strong["c"]
    return words


def set_code(blocks: Blocks, style: CodeStyle) -> Blocks:
    """The blocks with the classes by which pandoc numbers and colours code."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] not in {"CodeBlock", "Code"}:
            return None
        attributes, text = node["c"]
        return [{"t": node["t"], "c": [_attributes(attributes, style, node["t"]), text]}]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _attributes(attributes: ast.Attr, style: CodeStyle, kind: str) -> ast.Attr:
    identifier, classes, keyvals = attributes
    said = dict(keyvals)
    numbers = said.pop("numbers", "").lower()
    colours = next((said.pop(name).lower() for name in _COLOURS if name in said), "")
    start = next((said.pop(name) for name in _START if name in said), "")
    numbered = style.numbers or any(name in _NUMBERED for name in as_given(classes)) or bool(start)
    numbered = kind == "CodeBlock" and (numbered or numbers in _YES) and numbers not in _NO
    coloured = (style.colours or colours in _YES) and colours not in _NO
    kept = [_LANGUAGES.get(name, name) for name in classes if name not in _NUMBERED]
    kept += [NUMBERED] if numbered else []
    kept += [UNCOLOURED] if not coloured else []
    more = [["startFrom", start]] if numbered and start.isdecimal() else []
    return [identifier, kept, [[key, value] for key, value in said.items()] + more]


def language_of(classes: list[str]) -> str | None:
    """The language of code by its classes, as the author named it."""
    given = [name for name in classes if name not in {NUMBERED, UNCOLOURED}]
    return as_given(given)[0] if given else None


def unknown_languages(
    document: Document,
    unknown: frozenset[str],
    known: Callable[[], tuple[str, ...]],
    places: Places,
) -> Iterator[Diagnostic]:
    """A notice for each language of ``unknown`` that the document's blocks of code name.

    ``known`` gives the names of the languages that can be coloured.
    """
    told: set[str] = set()
    for node in ast.nodes([*document.fields.values(), document.blocks], leaves=False):
        if node["t"] != "CodeBlock":
            continue
        name = language_of(node["c"][0][1])
        if name is None or kept_apart(name) not in unknown or name in told:
            continue
        told.add(name)
        if name.lower() in _NO_LANGUAGE:
            continue
        near = nearest(name, known())
        message = Message(
            "Code in “{name}” cannot be coloured: no such language is known.", name=name
        )
        hint = (
            Message("Did you mean “{near}”?", near=near)
            if near
            else Message(
                "Name one that pandoc knows, such as python or r, or leave it out for plain text."
            )
        )
        yield Diagnostic("code-language-unknown", places.of_name(name), message, hint)
