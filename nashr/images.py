"""The images of an article: read, measured, named for the products, and their alternative text."""

from __future__ import annotations

import io
import posixpath
import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.locate import Places
from nashr.model import Inlines, Node, Resource

#: Given a path relative to the article's folder and the place that names it.
Read = Callable[[str, Span], Outcome[bytes | None]]

#: Image types that browsers, EPUB 3.3 readers (its core media types) and the PDF engine show.
SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
_SHOWN = "PNG, JPEG, SVG, GIF or WebP"
_LETTERS = str.maketrans({"ə": "e", "Ə": "E", "ı": "i", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l"})


class Images:
    """One walk over a tree. ``resources`` and ``diagnostics`` grow; a file is read once."""

    def __init__(self, read: Read, places: Places) -> None:
        self._read = read
        self._places = places
        self._by_path: dict[str, Resource | None] = {}
        self.diagnostics: list[Diagnostic] = []

    @property
    def resources(self) -> tuple[Resource, ...]:
        return tuple(found for found in self._by_path.values() if found is not None)

    def place(self, tree: Any, caption: Inlines | None = None) -> Any:
        """A copy of the tree whose images name a resource and have plain alternative text."""
        if isinstance(tree, list):
            return [self.place(item, caption) for item in tree]
        if not isinstance(tree, dict):
            return tree
        if tree.get("t") == "Image":
            return self._image(tree, caption)
        if tree.get("t") == "Figure":
            caption = ast.inlines_of(tree["c"][1][1])
        return {k: v if k == "t" else self.place(v, caption) for k, v in tree.items()}

    def _image(self, node: Node, caption: Inlines | None) -> Node:
        attributes, inlines, (target, title) = node["c"]
        values = ast.keyvals(attributes)
        given = values.pop("fig-alt", values.pop("alt", None))
        # Pandoc copies the caption of a figure into an image that has no text of its own, and
        # takes the attribute of one that has.
        lacking = inlines == caption if caption else not inlines
        if given is None and lacking and not self._places.names_alt(target):
            self._complain_of_alt(target, bool(caption))
        alt = ast.plain_text(_without_citations(inlines)) if given is None else given
        resource = self._resource(target)
        name = resource.name if resource else target
        attributes = ast.attr(attributes[0], attributes[1], values)
        return {"t": "Image", "c": [attributes, ast.words(alt), [name, title]]}

    def _complain_of_alt(self, target: str, in_figure: bool) -> None:
        message = f"“{unquote(target)}” has no alternative text of its own."
        hint = (
            'Say what the image shows: {alt="…"} after the file; a caption says something else.'
            if in_figure
            else "Say what the image shows between the square brackets."
        )
        place = self._places.of_image(target)
        self.diagnostics.append(Diagnostic("image-without-alt", place, message, hint))

    # --- files -----------------------------------------------------------------------------

    def _resource(self, target: str) -> Resource | None:
        path = posixpath.normpath(unquote(target)) if target else ""
        if path not in self._by_path:
            self._by_path[path] = self._load(path, target)
        return self._by_path[path]

    def _load(self, path: str, target: str) -> Resource | None:
        place = self._places.of_name(target)
        if not path or re.match(r"[a-z][a-z0-9+.-]+:|//", target, re.IGNORECASE):
            shown = target if len(target) <= 60 else f"{target[:60]}…"
            message = f"“{shown}” is not a file of the article." if path else "No file is named."
            self._report("image-missing", place, message, "Put the image beside article.md.")
            return None
        found = self._read(path, place)
        self.diagnostics.extend(_as_image(d, path) for d in found.diagnostics)
        if found.value is None:
            return None
        measured = measure(found.value)
        if isinstance(measured, str):
            message = f"“{path}” {measured}."
            self._report("image-unsupported", place, message, f"Save it as {_SHOWN}.")
            return None
        name = self._name(path, SUFFIXES[measured.media_type])
        return Resource(name, found.value, measured.media_type, measured.width, measured.height)

    def _report(self, code: str, place: Span, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, place, message, hint))

    def _name(self, path: str, suffix: str) -> str:
        stem = posixpath.splitext(posixpath.basename(path))[0].translate(_LETTERS)
        plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "image"
        taken = {resource.name for resource in self.resources}
        name, n = f"media/{stem}{suffix}", 1
        while name in taken:
            n += 1
            name = f"media/{stem}-{n}{suffix}"
        return name


def _as_image(diagnostic: Diagnostic, path: str) -> Diagnostic:
    if diagnostic.code != "file-missing":
        return diagnostic
    message = f"The image “{path}” is not there."
    hint = "Put the file beside article.md, or mend its name."
    return Diagnostic("image-missing", diagnostic.span, message, hint)


def _without_citations(inlines: Inlines) -> Inlines:
    kept: Inlines = ast.rewrite(inlines, lambda node: [] if node["t"] == "Cite" else None)
    return kept


# --- measuring -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """The type of an image by its bytes, and its size in (CSS) pixels where it has one."""

    media_type: str
    width: int | None
    height: int | None


def measure(data: bytes) -> Measured | str:
    """The type and size of an image; a clause on what is wrong with one that cannot be shown."""
    if _is_svg(data):
        return Measured("image/svg+xml", *_svg_size(data))
    for signature, kind in _NOT_SHOWN.items():
        if re.match(signature, data, re.DOTALL):
            return _not_shown(kind)
    from PIL import Image, UnidentifiedImageError  # slow to import, and not every article needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                media_type = Image.MIME.get(image.format or "", "")
                width, height = image.size
    except UnidentifiedImageError:
        return "is not an image, or a damaged one"
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return "has too many pixels"
    except (OSError, ValueError, SyntaxError) as error:
        return f"cannot be read ({error})"
    if media_type not in SUFFIXES:
        return _not_shown(image.format or "unknown")
    return Measured(media_type, width, height)


#: First bytes of what authors send and not every output shows.
_NOT_SHOWN = {
    rb"II\*\0|MM\0\*": "TIFF",
    rb"%PDF-": "PDF",
    rb"%!PS|\xc5\xd0\xd3\xc6": "EPS",
    rb"BM": "BMP",
    rb"....ftypavi[fs]": "AVIF",
    rb"....ftyp(?:hei|mif)": "HEIC",
    rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF": "EMF or WMF",
    rb"8BPS": "PSD",
}


def _not_shown(kind: str) -> str:
    return f"is of the type {kind}, which not all outputs can show"


_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*", re.DOTALL)
_SVG = re.compile(rb"<(?:\w+:)?svg\b([^>]*)>")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def _svg_root(data: bytes) -> re.Match[bytes] | None:
    head = data[:65536].removeprefix(b"\xef\xbb\xbf")
    prologue = _PROLOGUE.match(head)
    return _SVG.match(head, prologue.end() if prologue else 0)


def _is_svg(data: bytes) -> bool:
    return _svg_root(data) is not None


def _svg_size(data: bytes) -> tuple[int | None, int | None]:
    """Width and height, else those of the ``viewBox`` (SVG 2, section 8.2)."""
    root = _svg_root(data)
    text = root[1].decode("utf-8", "replace") if root else ""
    values = {m[1]: m[2] for m in re.finditer(r"([\w:-]+)\s*=\s*[\"']([^\"']*)[\"']", text)}
    sizes = [_length(values.get(name, "")) for name in ("width", "height")]
    if sizes[0] is not None and sizes[1] is not None:
        return sizes[0], sizes[1]
    box = re.split(r"[\s,]+", values.get("viewBox", "").strip())
    if len(box) == 4:
        return _length(box[2]), _length(box[3])
    return None, None


def _length(value: str) -> int | None:
    found = re.fullmatch(r"([\d.]+(?:e[-+]?\d+)?)(px|pt|pc|mm|cm|in)?", value.strip(), re.I)
    if not found or found[1].count(".") > 1 or found[1] == ".":
        return None
    return round(float(found[1]) * _UNITS[(found[2] or "").lower()]) or None
