"""Decide what indented paragraphs are: pandoc takes each for a quotation.

Quotations stay, poems get their lines, items of lists and what is indented for its looks alone
become paragraphs again.
"""

from __future__ import annotations

from collections.abc import Iterator

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_words import labelled
from nashr.importing.marks import number_of, without_marks
from nashr.importing.typed_lists import marker_of
from nashr.messages import Message, plural
from nashr.model import Blocks, Inlines, Node

#: A line of a poem is no longer than this, in characters; a poem has this many lines at least.
_LONGEST_LINE, _FEWEST_LINES = 60, 3
#: Where so much of a text is indented, it is the author's look of all of it.
_USUAL_SHARE = 0.5
_LONGEST_FRONT = 80


def settle_indents(draft: Draft) -> None:
    """Settle the quotations that pandoc made of indented paragraphs, and find poems."""
    front = _front_length(draft.blocks)
    quoted, whole = _letters(draft.blocks, "BlockQuote"), _letters(draft.blocks, "")
    is_usual = quoted > _USUAL_SHARE * whole and len(draft.blocks) > 1
    found: Blocks = []
    poems = 0
    for place, block in enumerate(draft.blocks):
        if block["t"] == "BlockQuote" and (is_usual or place < front or _is_other(block["c"])):
            found += block["c"]
        elif (lines := _verse(block)) is not None:
            poems += 1
            found.append({"t": "LineBlock", "c": lines})
        else:
            found.append(block)
    draft.blocks = found
    if poems:
        message = plural(
            "Short lines were taken for a poem: {n} place.",
            "Short lines were taken for poems: {n} places.",
            poems,
        )
        draft.add("verse-guessed", Outcome.DOUBTFUL, message)
    if is_usual:
        draft.add(
            "indents-dropped",
            Outcome.DONE,
            Message("Most of the text is indented; it was not taken for quotations."),
        )


def _front_length(blocks: Blocks) -> int:
    """How many blocks there are up to the last abstract or keywords of the front."""
    last = 0
    for place, block in enumerate(blocks[:_LONGEST_FRONT]):
        if block["t"] == "Header" and last:
            break
        for one in block["c"] if block["t"] == "BlockQuote" else [block]:
            text = without_marks(ast.plain_text(one["c"])) if one["t"] == "Para" else ""
            if labelled(text, "abstract") or labelled(text, "keywords"):
                last = place + 2
    return last


def _letters(blocks: Blocks, kind: str) -> int:
    chosen = (block for block in blocks if not kind or block["t"] == kind)
    return sum(len(without_marks(ast.plain_text(block["c"]))) for block in chosen)


def _is_other(inside: Blocks) -> bool:
    """Whether an indented place is no quotation: pictures, formulas, headings, items of a list."""
    if any(block["t"] not in ("Para", "Plain", "LineBlock") for block in inside):
        return True
    if all(marker_of(block["c"]) for block in inside if block["t"] == "Para"):
        return True
    words = "".join(without_marks(ast.plain_text(block["c"])) for block in inside)
    return not any(c.isalpha() for c in words)


def _verse(block: Node) -> list[Inlines] | None:
    """The lines of a poem: of a paragraph with breaks, or of short indented paragraphs."""
    lines: list[Inlines] = []
    for one in block["c"] if block["t"] == "BlockQuote" else [block]:
        if one["t"] != "Para":
            return None
        lines += _lines(one["c"])
    texts = [without_marks(ast.plain_text(line)).strip() for line in lines]
    if len([text for text in texts if text]) < _FEWEST_LINES:
        return None
    if any(len(text) > _LONGEST_LINE for text in texts):
        return None
    has_letters = sum(1 for text in texts if sum(c.isalpha() for c in text) > len(text) / 2)
    is_list = any(marker_of(line) for line in lines)
    return lines if has_letters == len(texts) and not is_list and _is_words(lines) else None


def _is_words(lines: list[Inlines]) -> bool:
    others = ("Image", "Math", "Note", "Link", "Code")
    return not any(node["t"] in others for node in ast.nodes(lines))


def _lines(inlines: Inlines) -> Iterator[Inlines]:
    """The inlines cut at their breaks."""
    line: Inlines = []
    for node in inlines:
        if node["t"] == "LineBreak":
            yield line
            line = []
        elif line or node["t"] != "Space":
            line.append(node)
    if any(node["t"] != "Str" or number_of(node["c"]) is None for node in line):
        yield line
