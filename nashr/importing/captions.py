"""Bind the captions of a Word file to their figures and tables, and turn the words that refer to
them into cross-references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from nashr import ast
from nashr.importing.caption_numbers import (
    BoundCaption,
    CaptionTargets,
    Kind,
    cross_reference,
    tell_numbers,
)
from nashr.importing.caption_pictures import is_anchor, is_blank, is_mark, pictures_apart
from nashr.importing.caption_rows import first_row
from nashr.importing.draft import Draft
from nashr.importing.fields import ReferenceField, SequenceField
from nashr.importing.findings import Outcome
from nashr.importing.flattening import TextBoxBegin, TextBoxEnd
from nashr.importing.front_words import small_letters
from nashr.importing.marks import number_of, without_marks
from nashr.importing.picture_tables import is_parts, named_parts, without_picture_tables
from nashr.languages import language, lower, supported
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, replace

_PREFIX: dict[Kind, str] = {"figure": "fig", "table": "tbl"}
#: Words for figures and tables that captions have beside those by which nashr's languages refer.
_MORE: dict[Kind, str] = {
    "figure": "fig figure şək resim grafik qrafik diaqram diyagram xəritə harita sxem foto рис "
    "график диаграмма схема карта chart graph map scheme photo plate",
    "table": "table tab cəd çizelge табл",
}
_NUMBER = r"(?:(?:№|n[oº°]?\.?|[-–])\s*)?(\d{1,3}(?:[.\-–]\d{1,3})*(?:[a-zа-я](?![^\W\d_]))?)"
#: A caption that is typed, and not of the style of captions, is no longer than this.
_LONGEST_TYPED = 500
#: Signs that end a sentence.
_STOPS = (".", "!", "?", ":", ";", "…")
#: A title that stands below its label, as a paragraph of its own, is no longer than this.
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class _Caption:
    """A paragraph that is a caption: of what, its number as typed, and its words without both;
    ``word`` is the word for a figure or a table, in small letters.
    """

    kind: Kind
    number: str
    words: Inlines
    is_sure: bool
    word: str = ""

    @property
    def is_label(self) -> bool:
        """Whether it is a word and a number alone."""
        return all(map(is_blank, self.words))


def bind_captions(draft: Draft) -> None:
    """Give figures and tables their captions and ids, and link the references to them."""
    bound: list[BoundCaption] = []
    parts: list[BoundCaption] = []
    blocks = without_picture_tables(
        list(_apart(draft, draft.blocks)), lambda block: _is_of_figure(draft, block)
    )
    draft.blocks = list(_bound(draft, blocks, bound, parts))
    draft.blocks = _linked(draft, draft.blocks, CaptionTargets([*bound, *parts]))
    tell_numbers(draft, bound)


def is_label_alone(draft: Draft, block: Node) -> bool:
    """Whether a paragraph is a word and a number, as “Cədvəl 1”, below which a title may stand."""
    found = _caption(draft, block)
    return found is not None and found.is_label


def is_caption(draft: Draft, block: Node) -> bool:
    """Whether a paragraph is a caption, by its style, a number that Word counts, or its words."""
    return _caption(draft, block) is not None


def _is_of_figure(draft: Draft, block: Node) -> bool:
    found = _caption(draft, block)
    return found is not None and found.kind == "figure"


# --- captions ------------------------------------------------------------------------------


def _apart(draft: Draft, blocks: Blocks) -> Iterator[Node]:
    """The blocks with captions as paragraphs. Pandoc gives a paragraph of the style of captions to
    the table that follows, with its label and number, also where it is that of a figure above.
    """
    for block in blocks:
        if block["t"] != "Table":
            yield from pictures_apart(block, partial(_is_caption_of_figure, draft))
            continue
        if not block["c"][1][1] and (first := first_row(block)) and _caption(draft, first[0]):
            yield from first
            continue
        attributes, (short, caption), *rest = block["c"]
        apart = [one for one in caption if _caption(draft, one)]
        yield from apart
        kept = [one for one in caption if one not in apart]
        yield {"t": "Table", "c": [attributes, [short, kept], *rest]} if apart else block


def _is_caption_of_figure(draft: Draft, inlines: Inlines) -> bool:
    found = _caption(draft, ast.para(inlines))
    return found is not None and found.kind == "figure" and not found.is_label


def _bound(
    draft: Draft, blocks: Blocks, bound: list[BoundCaption], parts: list[BoundCaption]
) -> Iterator[Node]:
    captions = {n: c for n, block in enumerate(blocks) if (c := _caption(draft, block))}
    used = _join_titles(draft, blocks, captions)
    of: dict[int, int] = {}
    stand_above = _stand_above(draft, blocks, captions)
    for place, block in enumerate(blocks):
        kind = _kind(block)
        if kind is None:
            continue
        order = (-1, 1) if kind == "table" or stand_above else (1, -1)
        for step in order:
            beside = _beside(draft, blocks, captions, place, step)
            found = captions.get(beside)
            if found is not None and found.kind == kind and beside not in used:
                used.add(beside)
                of[place] = beside
                break
    taken: set[str] = set()
    for place, block in enumerate(blocks):
        if place in used:
            continue
        if place not in of:
            if place in captions and captions[place].is_sure:
                _tell_unbound(draft, block)
            yield from block["c"][1] if is_parts(block) else [block]
            continue
        caption = captions[of[place]]
        identifier = f"{_PREFIX[caption.kind]}:{caption.number or len(taken) + 1}"
        while identifier in taken:
            identifier += "b"
        taken.add(identifier)
        at = draft.paragraph_of(blocks[of[place]])
        one = BoundCaption(caption.kind, caption.word, caption.number, identifier, at)
        bound.append(one)
        yield _with_caption(named_parts(block, one, parts), caption.words, identifier)


def _stand_above(draft: Draft, blocks: Blocks, captions: Mapping[int, _Caption]) -> bool:
    """Whether captions of figures stand above them, by those with one on one side alone."""
    votes = 0
    for place, block in enumerate(blocks):
        if _kind(block) != "figure":
            continue
        beside = (captions.get(_beside(draft, blocks, captions, place, n)) for n in (-1, 1))
        is_above, is_below = (one is not None and one.kind == "figure" for one in beside)
        votes += is_above - is_below
    return votes > 0


def _beside(
    draft: Draft, blocks: Blocks, captions: Mapping[int, _Caption], place: int, step: int
) -> int:
    """The place of the next block, or of the caption in a text box that stands there; a box with
    other text, as in a drawing, is passed over.
    """
    beside = place + step
    depth = 0
    while 0 <= beside < len(blocks):
        ends = _box_ends(draft, blocks[beside])
        if not ends and (not depth or beside in captions):
            return beside
        change = sum(step if isinstance(one, TextBoxBegin) else -step for one in ends)
        depth = max(0, depth + change)  # it may begin within a box
        beside += step
    return place + step


def _box_ends(draft: Draft, block: Node) -> list[TextBoxBegin | TextBoxEnd]:
    """The ends of text boxes in a paragraph that has nothing else."""
    if block["t"] != "Para" or not all(map(is_blank, block["c"])):
        return []
    things = draft.things_in(block)
    return [one for one in things if isinstance(one, TextBoxBegin | TextBoxEnd)]


def _join_titles(draft: Draft, blocks: Blocks, captions: dict[int, _Caption]) -> set[int]:
    """Join the title of a table that stands between its label and the table to the label, at the
    place of the title; of a figure, one that stands centred or bold below its label. Gives the
    places of what was joined to another.
    """
    used: set[int] = set()
    for place, caption in sorted(captions.items()):
        title = place + 1
        if not caption.is_label or title >= len(blocks) or title in captions:
            continue
        words = _title(draft, blocks[title], must_stand_out=caption.kind == "figure")
        holder = place + 2 if caption.kind == "table" else place - 1
        if words is None or not 0 <= holder < len(blocks) or _kind(blocks[holder]) != caption.kind:
            continue
        marks = [node for node in caption.words if is_mark(node)]
        joined = replace(caption, words=[*marks, *words], is_sure=True)
        captions[title if caption.kind == "table" else place] = joined
        used.add(place if caption.kind == "table" else title)
        if caption.kind == "table":
            del captions[place]
    return used


def _title(draft: Draft, block: Node, must_stand_out: bool) -> Inlines | None:
    """The words of a paragraph that may be a title below a label."""
    if block["t"] not in ("Para", "Header") or _kind(block) is not None:
        return None
    inlines: Inlines = block["c"][2] if block["t"] == "Header" else block["c"]
    one = draft.paragraph_of(inlines)
    if one is None or len(one.text) > _LONGEST_TITLE:
        return None
    return None if must_stand_out and not (one.centred or one.bold) else _flat(inlines)


def _tell_unbound(draft: Draft, block: Node) -> None:
    draft.add(
        "caption-unbound",
        Outcome.DOUBTFUL,
        Message("A caption stands beside no figure and no table."),
        draft.paragraph_of(block),
        Message("put it between the square brackets of the figure, or below the table."),
    )


def _kind(block: Node) -> Kind | None:
    """Whether a block is a table, or a paragraph of pictures alone."""
    if block["t"] == "Table":
        return "table"
    if is_parts(block):
        return "figure"
    if block["t"] not in ("Para", "Plain"):
        return None
    rest = [node for node in block["c"] if not (is_blank(node) or is_anchor(node))]
    return "figure" if rest and all(node["t"] == "Image" for node in rest) else None


def _caption(draft: Draft, block: Node) -> _Caption | None:
    """The caption that a paragraph is, by its style, a number that Word counts, or its words."""
    if block["t"] not in ("Para", "Plain", "Header"):
        return None
    inlines: Inlines = block["c"][2] if block["t"] == "Header" else block["c"]
    paragraph = draft.paragraph_of(inlines)
    if paragraph is None or any(node["t"] == "Image" for node in inlines):
        return None  # what describes a picture is no caption
    flat = _flat(inlines)
    text = without_marks(ast.plain_text(flat))
    found = _pattern().match(small_letters(text))
    counted = any(isinstance(thing, SequenceField) for thing in draft.things_in(inlines))
    is_sure = counted or "caption" in paragraph.style
    if found is None:
        return None
    if not is_sure and (len(paragraph.text) > _LONGEST_TYPED or _is_sentence(text, found)):
        return None
    kind: Kind = "table" if found["table"] else "figure"
    words = without_start(flat, found.end())
    number = found["number"].replace("–", "-")
    return _Caption(kind, number, words, is_sure, found[kind])


def begins_as_caption(text: str) -> bool:
    """Whether a text begins with a word for a figure or a table and its number, and may be a
    caption by its length.
    """
    found = _pattern().match(small_letters(text))
    return len(text) <= _LONGEST_TYPED and found is not None and not _is_sentence(text, found)


def _is_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether a text goes on from its number as a sentence does: the number has an ending, as in
    “Cədvəl 1-də” and “Tablo 2'de”, or a small letter follows it without a sign, and the text stops.
    """
    behind = text[found.end("number") :]
    if ending := re.match(r"[-–‑'’ʼ‘`´]([^\W\d_])", behind):
        return ending[1].islower()
    going_on = re.match(r"\s+([^\W\d_])", behind)
    return bool(going_on and going_on[1].islower() and text.rstrip().endswith(_STOPS))


@cache
def _pattern() -> re.Pattern[str]:
    """“Şəkil 1.”, “Table 2:”, “Cədvəl № 3 —” at the beginning of a text in small letters."""
    kinds = "|".join(f"(?P<{kind}>{_words(kind)})" for kind in _PREFIX)
    number = _NUMBER.replace("(\\d", "(?P<number>\\d", 1)
    return re.compile(rf"\s*(?:{kinds})\.?[\s\u00a0]*{number}[\s\u00a0]*[.:)—–-]*[\s\u00a0]*")


@cache
def _words(kind: Kind) -> str:
    """The words for figures or tables, in all languages, as alternatives of a pattern."""
    words = set(_MORE[kind].split())
    for tag in supported():
        record = language(tag)
        words.add(lower(getattr(record.labels, kind), tag))
        words.update(lower(word, tag) for word in record.reference_words.get(kind, ()))
        words.update(lower(word, tag) for word in record.locator_terms.get(kind, ()))
    plain = {word.replace("{n}", "").strip(" .\u00a0") for word in words} - {""}
    return "|".join(sorted(map(re.escape, plain), key=len, reverse=True))


def _flat(inlines: Inlines) -> Inlines:
    """The inlines with the marks of numbers taken out, and emphasis around the whole undone."""
    marks = [node for node in inlines if is_mark(node)]
    rest = [node for node in inlines if not is_mark(node)]
    while len(rest) == 1 and rest[0]["t"] in ("Strong", "Emph"):
        rest = list(rest[0]["c"])
    return [*marks, *rest]


def without_start(inlines: Inlines, count: int) -> Inlines:
    """The inlines without their first ``count`` characters, as ``ast.plain_text`` counts them;
    marks stay.
    """
    return _rest(inlines, _Place(count))


@dataclass(slots=True)
class _Place:
    """How many characters are left to take, and whether the one before was a space: one that
    follows another, or begins the text, counts for none.
    """

    left: int
    behind_space: bool = True


def _rest(inlines: Inlines, place: _Place) -> Inlines:
    kept: Inlines = []
    for node in inlines:
        if is_mark(node) or place.left <= 0:
            kept.append(node)
            place.behind_space = False  # a space behind a mark counts, as in the text around both
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            place.left -= not place.behind_space
            place.behind_space = True
        elif node["t"] == "Str":
            if len(node["c"]) > place.left:
                kept.append(ast.text(node["c"][place.left :]))
            place.left -= len(node["c"])
            place.behind_space = False
        elif node["t"] in ("Span", "Link"):
            attributes, words, *others = node["c"]
            inside = _rest(words, place)
            # What has an id is a place to which links lead, though its words go.
            is_kept = bool(attributes[0]) or any(not is_blank(one) for one in inside)
            if is_kept and (node["t"] == "Span" or inside):
                kept.append({"t": node["t"], "c": [attributes, inside, *others]})
            else:
                kept.extend(inside)
        elif node["t"] in ("Strong", "Emph", "Underline", "SmallCaps"):
            inside = _rest(node["c"], place)
            if any(not is_blank(one) for one in inside):
                kept.append({"t": node["t"], "c": inside})
            else:
                kept.extend(one for one in inside if is_mark(one))
        else:
            kept.append(node)
    return kept


def _with_caption(block: Node, words: Inlines, identifier: str) -> Node:
    """The figure or the table with a caption and an id."""
    is_empty = all(map(is_blank, words))
    if block["t"] == "Para" and not is_empty:
        words = [*filter(is_anchor, block["c"]), *words]
    # Pandoc writes an id of a table behind its caption, and none where there is no caption.
    named = [ast.raw_markdown("")] if block["t"] == "Table" else []
    caption = [None, [ast.plain(named if is_empty else words)] if named or not is_empty else []]
    if block["t"] == "Table":
        attributes, _, *rest = block["c"]
        return {"t": "Table", "c": [[identifier, *attributes[1:]], caption, *rest]}
    if block["t"] == "Div":
        last = [] if is_empty else [ast.para(words)]
        return ast.div([*block["c"][1], *last], ast.attr(identifier))
    images = [node for node in block["c"] if node["t"] == "Image"]
    marks = [node for node in block["c"] if is_mark(node)]
    if len(images) == 1:
        inside = [ast.plain([*marks, *images])]
        return {"t": "Figure", "c": [ast.attr(identifier), caption, inside]}
    paragraphs = [ast.para([*(marks if n == 0 else []), one]) for n, one in enumerate(images)]
    return ast.div([*paragraphs, ast.para(words)], ast.attr(identifier))


# --- references ----------------------------------------------------------------------------


def _linked(draft: Draft, tree: Any, known: CaptionTargets) -> Any:
    """A copy of a tree in which “Figure 3” leads to the figure with that number. The author's word
    stays, with its endings; the number becomes the cross-reference.
    """

    def walk(here: Any) -> Any:
        if isinstance(here, list):
            if here and all(isinstance(one, dict) and "t" in one for one in here):
                return _linked_inlines(draft, [walk(one) for one in here], known)
            return [walk(one) for one in here]
        if isinstance(here, dict):
            if here.get("t") in ("Link", "Image", "Header", "Cite"):
                return here
            return {key: walk(value) if key != "t" else value for key, value in here.items()}
        return here

    return walk(tree)


@cache
def _typed() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{_words(kind)})" for kind in _PREFIX)
    return re.compile(rf"(?:^|(?<=[^\w]))(?:{kinds})\.?[\s\u00a0]*$")


def _linked_inlines(draft: Draft, inlines: Inlines, known: CaptionTargets) -> Inlines:
    result: Inlines = []
    for node in (one for link in inlines for one in _unlinked(link, result, known)):
        done = [node]
        if node["t"] == "Str":
            number = number_of(node["c"])
            thing = draft.things[number] if number is not None else None
            if isinstance(thing, ReferenceField):
                before, typed = _split_number(thing.text)
                kind = _last_word(result) or _kind_of(before)
                linked = _linked_number(typed, kind, known) if typed else None
                done = [*ast.words(before), *(linked or [])] if linked else [node]
            elif number is None:
                done = _linked_number(node["c"], _last_word(result), known) or [node]
        result.extend(done)
    return result


def _unlinked(node: Node, before: Inlines, known: CaptionTargets) -> Inlines:
    """The words of a link that names a figure or a table, or is the number behind such a word; any
    other node as it is.
    """
    if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
        return [node]
    named, typed = _split_number(ast.plain_text(node["c"][1]))
    kind = (_kind_of(named) if named.strip() else _last_word(before)) if typed else None
    words: Inlines = node["c"][1]
    return words if kind and _linked_number(typed, kind, known) else [node]


def _split_number(text: str) -> tuple[str, str]:
    found = re.fullmatch(rf"(.*?)({_NUMBER})\s*", text, re.S)
    return (found[1], found[2]) if found else (text, "")


def _last_word(before: Inlines) -> tuple[Kind, str] | None:
    """The kind that the last word before names, and the word."""
    pieces = []
    for node in reversed(before[-4:]):
        if node["t"] in ("Space", "SoftBreak"):
            pieces.append(" ")
        elif node["t"] == "Str":
            pieces.append(without_marks(node["c"]))
        else:
            break
    return _kind_of("".join(reversed(pieces)))


def _kind_of(before: str) -> tuple[Kind, str] | None:
    found = _typed().search(small_letters(before[-40:]))
    if found is None:
        return None
    return ("table", found["table"]) if found["table"] else ("figure", found["figure"])


def _linked_number(
    text: str, named: tuple[Kind, str] | None, known: CaptionTargets
) -> Inlines | None:
    """The nodes for a word that begins with the number of a figure or table that is there."""
    found = re.match(_NUMBER, text) if named is not None else None
    if found is None or named is None:
        return None
    number = found[1]
    identifier = known.named(*named, number.replace("–", "-"))
    if identifier is None and not number[-1].isdigit():  # a part that is none of its own
        number = number[:-1]
        identifier = known.named(*named, number.replace("–", "-"))
    if identifier is None:
        return None
    end = found.start(1) + len(number)
    rest = text[end:]
    return [cross_reference(identifier, text[:end]), *([ast.text(rest)] if rest else [])]
