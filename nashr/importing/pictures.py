"""The pictures of a Word file: each gets a name of its own beside the manuscript."""

from __future__ import annotations

import posixpath

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import WordPackage
from nashr.messages import Message, reason_of
from nashr.model import Node
from nashr.untrusted.metafiles import MetafileFault, metafile_as_png

_METAFILES = frozenset({"emf", "wmf"})
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
                Message("A picture is outside of the file, at {place}.", place=target[:200]),
                draft.paragraph_of(alt),
                Message("ask the author for it."),
            )
            return []
        if part not in names:
            names[part] = _taken(draft, package, part, len(names) + 1)
        return [{"t": "Image", "c": [attributes, alt, [names[part], title]]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def _taken(draft: Draft, package: WordPackage, part: str, number: int) -> str:
    """Copy a picture; a metafile as PNG. Gives its new name."""
    ending = posixpath.splitext(part)[1].lstrip(".").lower()
    data = package.files[part]
    fault = ""
    if ending in _METAFILES:
        try:
            data, ending = metafile_as_png(data), "png"
        except MetafileFault as error:
            fault = reason_of(error)
    elif ending not in _SHOWN:
        fault = Message("no product can show files of this kind")
    name = f"figure-{number}.{ending}"
    draft.files[name] = data
    if fault:
        draft.add(
            "picture-unusable",
            Outcome.LOST,
            Message("The picture {name} cannot be shown: {fault}.", name=name, fault=fault),
            None,
            Message("ask the author for it as PNG, SVG or PDF."),
        )
    return name
