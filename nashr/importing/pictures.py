"""The pictures of an author's file: each gets a name of its own beside the manuscript."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import WordPackage
from nashr.importing.paragraphs import Paragraph
from nashr.importing.settling import query
from nashr.messages import Message, reason_of
from nashr.model import Node
from nashr.untrusted.bitmaps import bitmap_as_png, kind_of
from nashr.untrusted.metafiles import MetafileFault, metafile_as_png
from nashr.untrusted.placeholders import PLACEHOLDER

_LONGEST_TARGET = 200
#: What pandoc gives a picture that is described by nothing.
_NO_ALT = "image"
#: Pictures that are outside of the file are named in the manuscript by the end of their address.
_NAMED_IMAGE = 100
_DATA = re.compile(
    r"data:image/(?P<kind>[\w.+-]{1,20})(?:;(?!base64)[^;,]{0,100}){0,5}(?P<base64>;base64)?,", re.I
)
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_CONVERTED = {"emf": metafile_as_png, "wmf": metafile_as_png, "bmp": bitmap_as_png}
#: What a manuscript may show, by the ending of the file's name.
SHOWN = frozenset("png jpg jpeg gif tif tiff webp svg pdf".split())


def take_pictures(draft: Draft, package: WordPackage, kept: Collection[str] = frozenset()) -> None:
    """Copy the pictures of a draft beside it, as ``figure-1.png`` and so on, in their order; those
    whose names are to be ``kept`` have theirs.
    """
    names: dict[str, str] = {}
    folder = posixpath.dirname(package.main)

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        attributes, alt, (target, title) = node["c"]
        part = posixpath.normpath(posixpath.join(folder, target))
        if part not in package.files:
            tell_outside(draft, target, draft.paragraph_of(alt))
            names.setdefault(part, replaced(draft, "", len(names) + 1))
        if part not in names:
            own = posixpath.basename(part)
            number = len(names) + 1
            name = own if own in kept else ""
            names[part] = taken(draft, part, package.files[part], number, name)
        return [{"t": "Image", "c": [attributes, alt, [names[part], title]]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def take_files(draft: Draft, files: Mapping[str, bytes]) -> None:
    """Copy the pictures of a draft that are among ``files``, or in the text itself."""
    names: dict[str, str] = {}

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        attributes, alt, (target, title) = node["c"]
        if target not in names:
            number = len(names) + 1
            part = _file_of(target, files)
            within = data_picture(target)
            if within is not None:
                names[target] = taken(draft, *within, number)
            elif part is None:
                tell_outside(draft, target)
                names[target] = replaced(draft, posixpath.basename(target)[:_NAMED_IMAGE], number)
            else:
                names[target] = taken(draft, part, files[part], number)
        alt = [] if ast.plain_text(alt) == _NO_ALT else alt
        name, classes, pairs = attributes
        kept = [name, classes, [pair for pair in pairs if pair[0] != "style"]]
        return [{"t": "Image", "c": [kept, alt, [names[target], title]]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def _file_of(target: str, files: Mapping[str, bytes]) -> str | None:
    """The file that an address means: by its end, or by its name without an ending, as in JATS."""
    path = target.partition("#")[0].removeprefix("./")
    for one in files:
        if any(
            form and (one == form or one.endswith(f"/{form}")) for form in (path, unquote(path))
        ):
            return one
    name = posixpath.basename(path)
    stems = {posixpath.splitext(posixpath.basename(one))[0]: one for one in files}
    return stems.get(name) or stems.get(posixpath.splitext(name)[0])


def tell_outside(draft: Draft, target: str, paragraph: Paragraph | None = None) -> None:
    """Tell of a picture that the file names and does not have."""
    draft.add(
        "picture-outside",
        Outcome.LOST,
        Message("A picture is outside of the file, at {place}.", place=target[:_LONGEST_TARGET]),
        paragraph,
        Message("ask the author for it, and put it in the place of the empty frame."),
    )


def data_picture(target: str) -> tuple[str, bytes] | None:
    """The name and the bytes of a picture that an address is itself (RFC 2397); None for others."""
    found = _DATA.match(target)
    if found is None:
        return None
    ending = {"jpeg": "jpg", "svg+xml": "svg"}.get(found["kind"].lower(), found["kind"].lower())
    text = unquote_to_bytes(target[found.end() :])
    if found["base64"]:
        try:
            text = base64.b64decode(re.sub(rb"\s", b"", text) + b"==")
        except ValueError:
            return None
    return f"picture.{re.sub('^x-', '', ending)}", text


def replaced(draft: Draft, missing: str, number: int) -> str:
    """The name of an empty frame in the place of a picture; ``missing`` is the name of what is
    there, and cannot be shown.
    """
    name = f"figure-{number}.svg"
    draft.files[name] = PLACEHOLDER
    draft.missing_pictures[name] = missing
    return name


def ask_for_pictures(draft: Draft) -> None:
    """Put a query behind each empty frame, in a figure within its caption."""

    def wanted(node: Any) -> list[Node]:
        names = [one["c"][2][0] for one in ast.nodes(node) if one["t"] == "Image"]
        return [
            query(f"a picture is missing here{f', {missing}' if missing else ''}")
            for name in names
            if (missing := draft.missing_pictures.get(name)) is not None
        ]

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Para" and (queries := wanted(node)):
            return [node, ast.para(queries)]
        if node["t"] != "Figure" or not (queries := wanted(node["c"][2])):
            return None
        attributes, (short, shown), inside = node["c"]
        words = shown[-1]["c"] if shown and shown[-1]["t"] in ("Para", "Plain") else []
        kept = shown[:-1] if words else shown
        caption = [short, [*kept, ast.plain([*words, *queries])]]
        return [{"t": "Figure", "c": [attributes, caption, inside]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def taken(draft: Draft, part: str, data: bytes, number: int, name: str = "") -> str:
    """Copy a picture; a metafile as PNG. Gives its new name, which is ``name`` where it has one."""
    ending = posixpath.splitext(part)[1].lstrip(".").lower()
    ending = ending if _ENDING.fullmatch(ending) else "bin"
    if ending not in SHOWN:
        ending = kind_of(data) or ending  # Word has “image1.tmp” of what was pasted
    fault = ""
    if ending in _CONVERTED:
        try:
            data, ending = _CONVERTED[ending](data), "png"
        except MetafileFault as error:
            fault = reason_of(error)
    elif ending not in SHOWN:
        fault = Message("no product can show files of this kind")
    name = name or f"figure-{number}.{ending}"
    draft.files[name] = data
    if fault:
        shown = replaced(draft, name, number)
        draft.add(
            "picture-unusable",
            Outcome.LOST,
            Message("The picture {name} cannot be shown: {fault}.", name=name, fault=fault),
            None,
            Message("ask the author for it as PNG, SVG or PDF."),
        )
        return shown
    return name
