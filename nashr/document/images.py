"""Read the images of an article, check and measure them, name them, settle alternative text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.image_files import (
    SUFFIXES,
    MeasuredImage,
    UnusableImage,
    for_products,
    measure_image,
)
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Inlines, Node, Resource
from nashr.records import dataclass
from nashr.untrusted.placeholders import is_placeholder
from nashr.wording import in_ascii

#: Reads a file: the path is relative to the article's folder, the span is where it is named.
ReadFile = Callable[[str, Span], Outcome[bytes | None]]


@dataclass(slots=True)
class _Used:
    """An image of the article: its name in products, where it is first named, and the greatest
    width at which it prints, in points.
    """

    name: str
    image: MeasuredImage
    place: Span
    print_width: float = 0.0


class Images:
    """Resolves the images of trees, collecting ``diagnostics``; ``finish`` gives the resources.

    Each file is read once. ``measure`` is the width of the text on the journal's page in points,
    None where images keep all their pixels.
    """

    def __init__(self, read: ReadFile, places: Places, measure: float | None = None) -> None:
        self._read = read
        self._places = places
        self._measure = measure
        self._by_path: dict[str, _Used | None] = {}
        self.diagnostics: list[Diagnostic] = []

    def finish(self) -> tuple[Resource, ...]:
        """The files of all images that were placed, as they stand in products."""
        found: list[Resource] = []
        for path, used in self._by_path.items():
            if used is None:
                continue
            width = None if self._measure is None else used.print_width
            image = for_products(used.image, width)
            if isinstance(image, UnusableImage):
                self._refuse(path, used.place, image)
                continue
            inks = used.image.data if used.image.in_inks else None
            found.append(
                Resource(used.name, image.data, image.media_type, image.width, image.height, inks)
            )
        return tuple(found)

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
        self._report_second_caption(target, caption, values.pop("fig-cap", ""))
        # Pandoc copies the caption of a figure into an image without alternative text, and
        # removes the attribute ``alt`` of an image with one.
        has_no_own_text = inlines == caption if caption else not inlines
        is_named = given is not None or not has_no_own_text or self._places.names_alt(target)
        if not is_named:
            self._report_missing_alt(target, bool(caption))
            # The outputs say so: a caption does not tell what an image shows.
            attributes = [attributes[0], [*attributes[1], "undescribed"], attributes[2]]
            inlines = []
        alt = ast.plain_text(_without_citations(inlines)) if given is None else given
        if caption is None and given is not None:
            self._report_lost_caption(target, ast.plain_text(inlines), given)
        used = self._used(target)
        for side in ("width", "height"):
            if side in values and (size := self._size(target, values.pop(side))):
                values[side] = size
        if used is not None:
            values = self._sized(used, values)
        name = used.name if used else target
        attributes = ast.attr(attributes[0], attributes[1], values)
        return {"t": "Image", "c": [attributes, ast.words(alt), [name, title]]}

    def _report_second_caption(self, target: str, caption: Inlines | None, words: str) -> None:
        """What ``fig-cap`` says of an image that has another caption, or none to be seen."""
        if not words.strip() or (caption and words.split() == ast.plain_text(caption).split()):
            return
        message = Message("“{words}” is not printed: the caption stands elsewhere.", words=words)
        hint = Message("Write the caption between the square brackets of the image.")
        self._report("content-dropped", self._places.of_image(target), message, hint)

    def _report_lost_caption(self, target: str, words: str, alt: str) -> None:
        """Words in the brackets of an image in a line, where ``alt`` stands for it."""
        if not words.strip() or words.split() == alt.split():
            return
        message = Message("The image stands in a line, so “{words}” is not printed.", words=words)
        hint = Message(
            "Leave a line empty above and below the image, or write the words beside it."
        )
        self._report("content-dropped", self._places.of_image(target), message, hint)

    def _size(self, target: str, written: str) -> str | None:
        """A width or height in a unit of print; None, with a warning, for what is none."""
        size = _length(written)
        if size is None and written.strip().lower() not in ("", "auto"):
            message = Message("“{written}” is no size of an image.", written=written)
            hint = Message("Write a number with its unit: 8cm, 300px or 50%.")
            self._report("markdown-slip", self._places.of_image(target), message, hint)
        return size

    def _sized(self, used: _Used, values: Mapping[str, str]) -> dict[str, str]:
        """The attributes of an image, with the size of its page for a PDF that is given none."""
        sized = dict(values)
        page_width = used.image.page_width
        if page_width is not None and not {"width", "height"} & sized.keys():
            sized["width"] = f"{page_width:.2f}".rstrip("0").rstrip(".") + "pt"
        if self._measure is not None:
            width = _print_width(sized, used.image, self._measure)
            used.print_width = max(used.print_width, width)
        return sized

    def _report_missing_alt(self, target: str, in_figure: bool) -> None:
        shown = _shortened(unquote(target))
        message = Message("“{target}” has no alternative text of its own.", target=shown)
        hint = (
            Message(
                'Say what the image shows: {alt="…"} after the file; a caption says something else.'
            )
            if in_figure
            else Message("Say what the image shows between the square brackets.")
        )
        place = self._places.of_image(target)
        self.diagnostics.append(Diagnostic("image-without-alt", place, message, hint))

    # --- files -----------------------------------------------------------------------------

    def _used(self, target: str) -> _Used | None:
        path = posixpath.normpath(unquote(target)) if target else ""
        if path not in self._by_path:
            self._by_path[path] = self._load(path, target)
        return self._by_path[path]

    def _load(self, path: str, target: str) -> _Used | None:
        place = self._places.of_name(target)
        if not path or re.match(r"[a-z][a-z0-9+.-]+:|//", target, re.IGNORECASE):
            shown = _shortened(target)
            message = (
                Message("“{shown}” is not a file of the article.", shown=shown)
                if path
                else Message("No file is named.")
            )
            self._report(
                "image-missing", place, message, Message("Put the image beside article.md.")
            )
            return None
        if "\\" in target or re.match(r"/|[A-Za-z]:", target):
            if not self._leads_out(target, place):
                self._report_foreign(target, place)
            return None
        found = self._found(path, place)
        self.diagnostics.extend(_as_image(d, path) for d in found.diagnostics)
        if found.value is None:
            return None
        if is_placeholder(found.value):
            message = Message("“{path}” is an empty frame, for a picture is missing.", path=path)
            hint = Message("Put the picture in its place, and remove the query beside it.")
            self._report("image-placeholder", place, message, hint)
        image = measure_image(found.value)
        if isinstance(image, UnusableImage):
            self._refuse(path, place, image)
            return None
        if image.removed:
            parts = ", ".join(image.removed[:10])
            message = Message(
                "“{path}” has parts that run, move or are no drawing: {parts}.",
                path=path,
                parts=parts,
            )
            hint = Message("They are left out; look whether the figure says what it should.")
            self._report("content-dropped", place, message, hint)
        if image.unknown_inks:
            message = Message(
                "“{path}” is in CMYK, and no profile says what colours its inks are.", path=path
            )
            hint = Message("Save it with the profile of the press that it was made for, or in RGB.")
            self._report("image-inks-unknown", place, message, hint)
        return _Used(self._name(path, SUFFIXES[image.media_type]), image, place)

    def _found(self, path: str, place: Span) -> Outcome[bytes | None]:
        """The file of an image; LaTeX's authors leave the ending of its name out."""
        found = self._read(path, place)
        if found.value is not None or posixpath.splitext(path)[1].lower() in _ENDINGS:
            return found
        named = (self._read(path + ending, place) for ending in _ENDINGS)
        return next((one for one in named if one.value is not None), found)

    def _leads_out(self, target: str, place: Span) -> bool:
        """Whether a path leads out of the project where its backslashes are read as slashes, which
        is reported: no other way to write it would help.
        """
        path = posixpath.normpath(unquote(target).replace("\\", "/"))
        found = self._read(path, place).diagnostics if path.startswith("..") else ()
        refused = [one for one in found if one.code == "file-outside-project"]
        self.diagnostics += refused
        return bool(refused)

    def _report_foreign(self, target: str, place: Span) -> None:
        """A path with the backslashes of Windows, or from the root of somebody's disk."""
        shown = unquote(target)
        parts = [part for part in re.split(r"[\\/]+", shown) if part]
        if re.match(r"[\\/]|[A-Za-z]:", shown):
            message = Message("“{path}” is a place on one computer alone.", path=shown)
            hint = Message(
                "Put the file beside article.md and write its name: {name}", name=parts[-1]
            )
        else:
            message = Message("“{path}” has backslashes between its folders.", path=shown)
            hint = Message("Write {path}", path="/".join(parts))
        self._report("image-missing", place, message, hint)

    def _refuse(self, path: str, place: Span, image: UnusableImage) -> None:
        self._report(
            image.code,
            place,
            Message("“{path}” {clause}.", path=path, clause=image.clause),
            image.hint,
        )

    def _report(self, code: str, place: Span, message: Message, hint: Message) -> None:
        self.diagnostics.append(Diagnostic(code, place, message, hint))

    def _name(self, path: str, suffix: str) -> str:
        plain = in_ascii(posixpath.splitext(posixpath.basename(path))[0]).lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "image"
        taken = {used.name for used in self._by_path.values() if used is not None}
        name, n = f"media/{stem}{suffix}", 1
        while name in taken:
            n += 1
            name = f"media/{stem}-{n}{suffix}"
        return name


def _as_image(diagnostic: Diagnostic, path: str) -> Diagnostic:
    if diagnostic.code != "file-missing":
        return diagnostic
    message = Message("The image “{path}” is not there.", path=path)
    hint = diagnostic.hint or Message("Put the file beside article.md, or mend its name.")
    return Diagnostic("image-missing", diagnostic.span, message, hint)


def _shortened(target: str) -> str:
    """A name as messages show it: an image may stand in its address with all its bytes."""
    return target if len(target) <= 60 else f"{target[:60]}…"


def _without_citations(inlines: Inlines) -> Inlines:
    kept: Inlines = ast.rewrite(inlines, lambda node: [] if node["t"] == "Cite" else None)
    return kept


#: The endings that LaTeX looks for, in its order, and those of the other images that are shown.
_ENDINGS = (".pdf", ".png", ".jpg", ".jpeg", ".svg", ".tif", ".tiff", ".gif", ".webp")
_POINTS = {"px": 0.75, "pt": 1.0, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(
    r"\s*(\d{1,5}(?:[.,]\d+)?|[.,]\d+|(?=\\))\s*"
    r"(px|pt|pc|mm|cm|in|em|ex|rem|%|inch(?:es)?|\\(?:text|line|column|page|paper)width|\\hsize)?\s*",
    re.IGNORECASE,
)


def _length(written: str) -> str | None:
    """A length as style sheets and Word know it, pixels in points: pandoc makes another attribute
    of those, in which the outputs tell the size of the file. None for what is no length.
    """
    found = _LENGTH.fullmatch(written)
    number = float((found[1] or "1").replace(",", ".")) if found else 0.0
    if found is None or not number:
        return None
    unit = (found[2] or "px").lower()
    if unit.startswith("\\"):
        number, unit = number * 100, "%"
    elif unit in ("px", "pc"):
        number, unit = number * _POINTS[unit], "pt"
    unit = {"inch": "in", "inches": "in", "rem": "em"}.get(unit, unit)
    return f"{number:.2f}".rstrip("0").rstrip(".") + unit


def _print_width(values: Mapping[str, str], image: MeasuredImage, measure: float) -> float:
    """The greatest width, in points, at which an image prints, from its attributes or its size; no
    image is wider than the measure.
    """
    pixels, lines = image.width or 1, image.height or 1
    width = _points(values.get("width", ""), measure)
    height = _points(values.get("height", ""), None)
    if width is None and height is None:
        known = "width" in values or "height" in values
        return measure if known else min(pixels * 0.75, measure)
    # Where both are given, the image is stretched, and needs the dots of its longer side.
    of_height = None if height is None else height * pixels / lines
    return min(max(one for one in (width, of_height) if one is not None), measure)


def _points(length: str, whole: float | None) -> float | None:
    found = _LENGTH.fullmatch(length)
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return None if whole is None else number / 100 * whole
    return number * _POINTS[unit] if unit in _POINTS else None
