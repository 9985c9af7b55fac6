"""Read the images of an article, check and measure them, name them, settle alternative text."""

from __future__ import annotations

import io
import posixpath
import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.positions import Places
from nashr.model import Inlines, Node, Resource
from nashr.untrusted import svg

#: Reads a file: the path is relative to the article's folder, the span is where it is named.
ReadFile = Callable[[str, Span], Outcome[bytes | None]]

#: Image types that browsers, EPUB 3.3 readers (its core media types) and the PDF engine show.
SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
_HINTS = {
    "image-unsupported": "Save it as PNG, JPEG, SVG, GIF or WebP.",
    "image-unreadable": "Open it in the program that it was made with, and save it again.",
    "image-too-large": "Save it as a PNG of the size that it has in print, at 300 dots an inch.",
    "image-external": "Embed the pictures and fonts that it uses, or turn its text into outlines.",
}
_LETTERS = str.maketrans({"ə": "e", "Ə": "E", "ı": "i", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l"})


class Images:
    """Resolves the images of trees, collecting ``resources`` and ``diagnostics``.

    Each file is read once.
    """

    def __init__(self, read: ReadFile, places: Places) -> None:
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
            return [item if ast.is_leaf(item) else self.place(item, caption) for item in tree]
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
        # Pandoc copies the caption of a figure into an image without alternative text, and
        # removes the attribute ``alt`` of an image with one.
        has_no_own_text = inlines == caption if caption else not inlines
        if given is None and has_no_own_text and not self._places.names_alt(target):
            self._report_missing_alt(target, bool(caption))
        alt = ast.plain_text(_without_citations(inlines)) if given is None else given
        resource = self._resource(target)
        name = resource.name if resource else target
        attributes = ast.attr(attributes[0], attributes[1], values)
        return {"t": "Image", "c": [attributes, ast.words(alt), [name, title]]}

    def _report_missing_alt(self, target: str, in_figure: bool) -> None:
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
        image = measure_image(found.value)
        if isinstance(image, UnusableImage):
            message = f"“{path}” {image.clause}."
            self._report(image.code, place, message, _HINTS[image.code])
            return None
        if image.removed:
            parts = ", ".join(image.removed[:10])
            message = f"“{path}” has parts that run, move or are no drawing: {parts}."
            hint = "They are left out; look whether the figure says what it should."
            self._report("content-dropped", place, message, hint)
        name = self._name(path, SUFFIXES[image.media_type])
        return Resource(name, image.data, image.media_type, image.width, image.height)

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


#: Limits: pixels of an image, pixels of its longer side, bytes of its file.
MAX_PIXELS = 60_000_000
MAX_SIDE = svg.MAX_SIDE
MAX_BYTES = 40_000_000


@dataclass(frozen=True, slots=True)
class MeasuredImage:
    """A usable image: its type, its size in (CSS) pixels if it has one, and its bytes."""

    media_type: str
    width: int | None
    height: int | None
    #: The bytes as they may stand in a product: a drawing has nothing that runs or calls out.
    data: bytes = field(repr=False)
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnusableImage:
    """An image that cannot be shown: a diagnostic code, and a clause that says what is wrong."""

    code: str
    clause: str


def measure_image(data: bytes) -> MeasuredImage | UnusableImage:
    """Check and measure an image; limits are checked before it is decoded."""
    if len(data) > MAX_BYTES:
        return UnusableImage("image-too-large", f"has more than {MAX_BYTES // 1_000_000} megabytes")
    if is_svg(data):
        return _measure_svg(data)
    for signature, kind in _UNSUPPORTED.items():
        if re.match(signature, data, re.DOTALL):
            return UnusableImage("image-unsupported", _unsupported_clause(kind))
    return _measure_raster(data)


def _measure_svg(data: bytes) -> MeasuredImage | UnusableImage:
    pixels = 0

    def check_picture(picture: bytes) -> None:
        nonlocal pixels
        found = _measure_raster(picture)
        if isinstance(found, UnusableImage):
            raise svg.DrawingError(found.code, f"holds a picture that {found.clause}")
        pixels += (found.width or 0) * (found.height or 0)
        if pixels > MAX_PIXELS:
            raise svg.DrawingError("image-too-large", "holds pictures of too many pixels")

    try:
        drawing = svg.make_static(data, check_picture)
    except svg.DrawingError as error:
        return UnusableImage(error.code, error.clause)
    return MeasuredImage(
        "image/svg+xml", drawing.width, drawing.height, drawing.data, drawing.removed
    )


def _measure_raster(data: bytes) -> MeasuredImage | UnusableImage:
    # Slow to import, and not every article needs it.
    from PIL import Image, ImageFile, UnidentifiedImageError

    # WeasyPrint sets this flag, and with it Pillow accepts damaged images.
    load_truncated, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                width, height = image.size
                if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                    return UnusableImage("image-too-large", f"has {width:,} × {height:,} pixels")
                media_type = Image.MIME["JPEG" if image.format == "MPO" else str(image.format)]
                # Decode a JPEG at an eighth of its size; other formats ignore this.
                image.draft(image.mode, (width // 8 or 1, height // 8 or 1))
                image.load()
    except UnidentifiedImageError:
        return UnusableImage("image-unreadable", "is not an image, or a damaged one")
    except Image.DecompressionBombError:
        return UnusableImage("image-too-large", "has too many pixels")
    except Exception as error:  # noqa: BLE001 - decoders raise all kinds of exceptions
        return UnusableImage(
            "image-unreadable", f"is damaged ({str(error)[:100] or type(error).__name__})"
        )
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = load_truncated
    return MeasuredImage(media_type, width, height, data)


#: The only decoders of Pillow that are tried.
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
#: Signatures of file types that authors send and not every output can show.
_UNSUPPORTED = {
    rb"II\*\0|MM\0\*": "TIFF",
    rb"%PDF-": "PDF",
    rb"%!PS|\xc5\xd0\xd3\xc6": "EPS",
    rb"BM": "BMP",
    rb"....ftypavi[fs]": "AVIF",
    rb"....ftyp(?:hei|mif)": "HEIC",
    rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF": "EMF or WMF",
    rb"8BPS": "PSD",
    rb"\0\0\x01\0": "ICO",
    rb"\x1f\x8b": "SVGZ (compressed)",
}


def _unsupported_clause(kind: str) -> str:
    return f"is of the type {kind}, which not all outputs can show"


_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*", re.DOTALL)
_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s/>]")


def is_svg(data: bytes) -> bool:
    """Whether the root element of an XML text is ``svg``."""
    head = data[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    prologue = _PROLOGUE.match(head)
    return _SVG.match(head, prologue.end() if prologue else 0) is not None
