"""The pictures of a Word file: each gets a name of its own beside the manuscript."""

from __future__ import annotations

import posixpath

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import WordPackage
from nashr.model import Node

#: What a manuscript may show, by the ending of the file's name.
_SHOWN = frozenset("png jpg jpeg gif tif tiff webp svg pdf".split())


def take_pictures(draft: Draft, package: WordPackage) -> None:
    """Copy the pictures of a draft beside it, as ``figure-1.png`` and so on, in their order."""
    names: dict[str, str] = {}
    folder = posixpath.dirname(package.main)

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        attributes, alt, (target, title) = node["c"]
        part = posixpath.normpath(posixpath.join(folder, target))
        if part not in package.files:
            draft.add(
                "picture-outside",
                Outcome.LOST,
                f"A picture is not in the file, but somewhere else: {target[:200]}.",
                draft.paragraph_of(alt),
                "ask the author for it.",
            )
            return []
        if part not in names:
            names[part] = _taken(draft, package, part, len(names) + 1)
        return [{"t": "Image", "c": [attributes, alt, [names[part], title]]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def _taken(draft: Draft, package: WordPackage, part: str, number: int) -> str:
    ending = posixpath.splitext(part)[1].lstrip(".").lower()
    name = f"figure-{number}.{ending}"
    draft.files[name] = package.files[part]
    if ending not in _SHOWN:
        draft.add(
            "picture-format",
            Outcome.LOST,
            f"A picture is of a kind that no product can show: {name}.",
            None,
            "ask the author for it as PNG, SVG or PDF.",
        )
    return name
