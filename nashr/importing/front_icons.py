"""Icons beside the names of authors, as the sign of ORCID, and the links behind these.

A line with a picture is no line of names. A small picture in one is taken out, and so is a link to
ORCID, whose address says what the picture stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_lines import LONGEST_BYLINE, raised_text
from nashr.importing.marks import without_marks
from nashr.importing.names import emails_in, orcids_in, persons
from nashr.importing.text_language import language_of
from nashr.messages import plural
from nashr.model import Inlines, Node

#: The width of the largest icon, in inches; a picture of letters beside it is as high as they are.
_WIDEST = 0.5
_ORCID = re.compile(r"https?://(?:www\.)?orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?$")
#: What stands for the icon where there is no picture.
_WORDS = frozenset({"id", "orcid", "orcid id", "(id)", "(orcid)"})
#: What stands around links in a line, while it is read.
_AT = "\ue8fe"
_PLACE = "nashr-place"

#: For the place of a block: the text up to each link, with ``^…^`` around what is raised, and the
#: identifier that the link leads to.
LinkedOrcids = dict[int, list[tuple[str, str]]]


def take_icons(draft: Draft) -> LinkedOrcids:
    """Take icons out of the lines of names, and give the identifiers that their links lead to."""
    found: LinkedOrcids = {}
    count = 0
    for place, block in enumerate(draft.blocks[:LONGEST_BYLINE]):
        if block["t"] not in ("Para", "Plain") or not (
            _has_icons(block["c"]) or any(_orcid_of(node) for node in ast.nodes(block["c"]))
        ):
            continue
        with_places: Inlines = ast.rewrite(block["c"], _without_icon)
        bare: Inlines = ast.rewrite(with_places, _without_place)
        text = raised_text(bare, 0)
        is_contact = bool(orcids_in(text) or emails_in(text))
        if not is_contact and not persons(text, language_of(text) or "en"):
            continue
        pieces = raised_text(with_places, 0).split(_AT)
        linked = [(_even("".join(pieces[:n:2])), pieces[n]) for n in range(1, len(pieces), 2)]
        if linked:
            found[place] = linked
        count += sum(node["t"] == "Image" for node in ast.nodes(block["c"]))
        draft.blocks[place] = {"t": block["t"], "c": bare}
    if count:
        _drop_files(draft)
        message = plural(
            "An icon beside the names of the authors was left out: {n}.",
            "Icons beside the names of the authors were left out: {n}.",
            count,
        )
        draft.add("icons", Outcome.DONE, message)
    return found


def _even(text: str) -> str:
    """A text without a sign of what is raised that is not closed in it."""
    return text[: text.rindex("^")] if text.count("^") % 2 else text


def _has_icons(inlines: Inlines) -> bool:
    """Whether all pictures of a line are icons, and there is one."""
    pictures = [node for node in ast.nodes(inlines) if node["t"] == "Image"]
    linked = [
        one
        for node in ast.nodes(inlines)
        if _orcid_of(node)
        for one in ast.nodes(node)
        if one["t"] == "Image"
    ]
    return bool(pictures) and all(_is_icon(one) or one in linked for one in pictures)


def _is_icon(image: Node) -> bool:
    attributes, words, _ = image["c"]
    width = re.fullmatch(r"([\d.]+)in", ast.keyvals(attributes).get("width", ""))
    says = without_marks(ast.plain_text(words)).lower()
    return "orcid" in says or (width is not None and float(width[1]) <= _WIDEST)


def _orcid_of(node: Node) -> str:
    """The identifier that a link leads to, where its words do not have it."""
    if node["t"] != "Link":
        return ""
    leads = _ORCID.match(node["c"][2][0])
    return leads[1].upper() if leads and not orcids_in(ast.plain_text(node["c"][1])) else ""


def _without_icon(node: Node) -> list[Node] | None:
    """Nothing for an icon; for a link to ORCID its words, and the identifier between signs."""
    if node["t"] == "Image":
        return []
    if not (orcid := _orcid_of(node)):
        return None
    words: Inlines = node["c"][1]
    said = without_marks(ast.plain_text(words)).strip()
    kept = [] if said.lower() in _WORDS else words
    return [*kept, ast.span([ast.text(f"{_AT}{orcid}{_AT}")], ["", [_PLACE], []])]


def _without_place(node: Node) -> list[Node] | None:
    match node:
        case {"t": "Span", "c": [[_, [name], _], _]} if name == _PLACE:
            return []
        case {"t": "Superscript", "c": inside} if not without_marks(ast.plain_text(inside)):
            return []  # it was there for the icon
    return None


def _drop_files(draft: Draft) -> None:
    """Drop the files that the text shows no more."""
    shown = set(_shown(draft))
    for name in [name for name in draft.files if name not in shown]:
        del draft.files[name]


def _shown(draft: Draft) -> Iterator[str]:
    for node in ast.nodes(draft.blocks):
        if node["t"] == "Image":
            yield node["c"][2][0]
