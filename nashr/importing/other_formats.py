"""Make drafts of files that are not Word's: JATS, and the formats that pandoc reads as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.importing.cleaning import clean
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.jats import front_of, missing_words
from nashr.importing.jats_references import references_of
from nashr.importing.library import Library
from nashr.messages import Message
from nashr.model import Blocks, Node

#: Pandoc's readers by the ending of a file's name.
READERS: Mapping[str, str] = {
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "html": "html",
    "htm": "html",
    "tex": "latex",
    "epub": "epub",
    "xml": "jats",
    "jats": "jats",
    "nxml": "jats",
}
#: Formats that hold their pictures.
ARCHIVES = frozenset({"odt", "epub"})
_MOST_WORDS = 12
#: Pictures that are outside of the file are named in the manuscript by the end of their address.
_NAMED_IMAGE = 100


def draft_of_jats(root: Any, tree: Mapping[str, Any]) -> Draft:
    """The draft of a JATS article; ``tree`` is pandoc's."""
    draft = Draft(list(tree["blocks"]), {}, front=front_of(root))
    if missing := missing_words(root, _all_text(draft.blocks)):
        draft.add_lost_words(missing, _MOST_WORDS)
    library = Library()
    keys: dict[str, str] = {}
    for number, item, text in references_of(root):
        keys[number] = library.add_item(item) if item.get("title") else library.add_text(text)
    draft.blocks = _with_keys(draft.blocks, keys)
    draft.bibliography = library.text
    clean(draft)
    return draft


def draft_of_tree(tree: Mapping[str, Any], files: Mapping[str, bytes], name: str) -> Draft:
    """The draft of a file in another format, with the pictures that are among its ``files``."""
    meta = tree.get("meta", {})
    front: dict[str, Any] = {}
    if title := ast.plain_text(meta.get("title", {}).get("c", [])):
        front["title"] = title
    draft = Draft(list(tree["blocks"]), {}, front=front)
    draft.add(
        "format",
        Outcome.DOUBTFUL,
        Message(
            "Of files such as {name}, text and tables are read, and no changes or comments.",
            name=name,
        ),
        None,
        Message("ask the author for the file as Word wrote it, if there is one."),
    )
    _take_images(draft, files)
    clean(draft)
    return draft


def _take_images(draft: Draft, files: Mapping[str, bytes]) -> None:
    number = 0

    def change(node: Node) -> list[Node] | None:
        nonlocal number
        if node["t"] != "Image":
            return None
        attributes, alt, (target, title) = node["c"]
        part = next((one for one in files if one == target or one.endswith(f"/{target}")), None)
        if part is None:
            draft.add(
                "picture-outside",
                Outcome.LOST,
                Message(
                    "A picture is outside of the file, at {place}.", place=target[:_NAMED_IMAGE]
                ),
                None,
                Message("ask the author for it."),
            )
            return [node]
        number += 1
        name = f"figure-{number}.{part.rpartition('.')[2].lower()}"
        draft.files[name] = files[part]
        return [{"t": "Image", "c": [attributes, alt, [name, title]]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def _with_keys(blocks: Blocks, keys: Mapping[str, str]) -> Blocks:
    """The blocks with the keys of the bibliography in the citations; one whose work is not there
    keeps its words.
    """

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Cite":
            return None
        citations, shown = node["c"]
        if not all(one["citationId"] in keys for one in citations):
            return list(shown)
        cited = [{**one, "citationId": keys[one["citationId"]]} for one in citations]
        return [{"t": "Cite", "c": [cited, shown]}]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _all_text(blocks: Blocks) -> str:
    """All words of the blocks, with those of notes and captions."""
    pieces = [node["c"] for node in ast.nodes(blocks) if node["t"] == "Str"]
    return " ".join(pieces)
