"""Preflight: what a printing house asks of a print file, beyond its syntax.

Faults would be seen in print, or be refused; remarks are matters for a person to decide. What the
file was made for, the limit of ink and whether it is to be in black alone, stands in its metadata.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from nashr.checking.validators import own_process
from nashr.checking.validators.base import ValidatorFinding, Verdict
from nashr.checking.validators.print_pages import Painted, painted, space_of
from nashr.messages import Message
from nashr.records import dataclass

#: Pixels for an inch: below the first an image is coarse in print, below the others it could be
#: better, as a photograph or as line art; the hundredth part is for rounding.
_COARSE, _PHOTOGRAPH, _LINE_ART = 150.0, 300.0 * 0.99, 600.0 * 0.99
#: Points: a thinner line breaks off in print.
_THIN = 0.25
_ROUNDING = 0.02
#: The most colours of line art, as lists of colours or as greys.
_FEW_GREYS, _FEW_INKS = 16, 64
_USUAL_BLEED = 3 * 72 / 25.4
_SPACES = frozenset(["DeviceGray", "DeviceCMYK", "Pattern", "Separation All", "Separation Black"])
_MAX_INK = re.compile(rb"<press:MaxInk[^>]*>(\d+)<")
_COLOUR = re.compile(rb"<press:Colour[^>]*>(\w+)<")

Finding = ValidatorFinding


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a print file was made for: its limit of ink in percent, and whether in black alone."""

    max_ink: int = 300
    is_black: bool = False


def preflight(pdf: Path) -> Verdict:
    """All checks of a print file, in a process of its own."""
    return own_process.examine("print_file.preflight_here", pdf)


def preflight_here(pdf: Path) -> Verdict:
    """All checks of a print file, in this process."""
    from nashr import __version__

    try:
        with pikepdf.open(pdf) as file:
            purpose = purpose_of(file)
            findings = [*_declarations(file), *_fonts(file), *_navigation(file)]
            for number, page in enumerate(file.pages, 1):
                findings += _page(number, page, purpose)
            findings += _text(pdf.read_bytes(), [_box(page, "/TrimBox") for page in file.pages])
            scope = Message(
                "{pages} pages, {kinds} kinds of checks",
                pages=len(file.pages),
                kinds=len(_CHECKS) + 4,
            )
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        return Verdict(__version__, "", (Finding("unreadable", str(error)),))
    return Verdict(__version__, scope, tuple(findings))


def purpose_of(file: pikepdf.Pdf) -> Purpose:
    """What the file says that it was made for; the usual where it says nothing."""
    stream = file.Root.get("/Metadata")
    data = stream.read_bytes() if stream is not None else b""
    most, colour = _MAX_INK.search(data), _COLOUR.search(data)
    is_black = colour is not None and colour[1] == b"black"
    return Purpose(int(most[1]) if most else 300, is_black)


# --- the file ------------------------------------------------------------------------------


def _declarations(file: pikepdf.Pdf) -> Iterator[Finding]:
    """PDF/X-4: its name, the output intent with a profile, whether it is trapped (ISO 15930-7)."""
    intents = list(file.Root.get("/OutputIntents", []))
    presses = [one for one in intents if one.get("/S") == "/GTS_PDFX"]
    if len(presses) != 1:
        yield Finding("output-intent", "There is no output intent that names a press (GTS_PDFX).")
    for intent in presses:
        profile = intent.get("/DestOutputProfile")
        if profile is None or int(profile.get("/N", 0)) != 4:
            yield Finding("output-intent", "The output intent has no ICC profile of four inks.")
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield Finding("output-intent", "The output intent does not name its condition.")
    stream = file.Root.get("/Metadata")
    if stream is None or b"PDF/X-4" not in stream.read_bytes():
        yield Finding("standard", "The metadata do not say that the file is PDF/X-4.")
    if str(file.docinfo.get("/Trapped")) not in ("/False", "/True"):
        yield Finding("standard", "The file does not say whether it is trapped.")
    if file.is_encrypted:
        yield Finding("standard", "The file is encrypted.")


def _fonts(file: pikepdf.Pdf) -> Iterator[Finding]:
    for thing in file.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
            continue
        name, kind = str(thing.get("/BaseFont", "?")), str(thing.get("/Subtype"))
        if kind == "/Type3":
            yield Finding("font", f"{name} is a Type 3 font, drawn and not set.")
        elif kind != "/Type0":
            described = thing.get("/FontDescriptor", pikepdf.Dictionary())
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                yield Finding("font", f"{name} is not in the file.")


def _navigation(file: pikepdf.Pdf) -> Iterator[Finding]:
    """Nothing that leads anywhere or runs: a press has no use for it, and PDF/X refuses some."""
    for key in ("/Outlines", "/Names", "/Dests", "/OpenAction", "/AA", "/AcroForm"):
        if key in file.Root:
            yield Finding("navigation", f"The file has an entry {key}, which leads or runs.")
    for number, page in enumerate(file.pages, 1):
        if "/Annots" in page:
            yield Finding("navigation", f"Page {number} has annotations, as links are.")


# --- pages ---------------------------------------------------------------------------------


def _page(number: int, page: Any, purpose: Purpose) -> Iterator[Finding]:
    wrong = list(_boxes(number, page))
    yield from wrong
    yield from _groups(number, page)
    if wrong:
        return
    things = list(painted(page))
    for check in _CHECKS:
        for thing in things:
            finding = check(number, thing, page, purpose)
            if finding is not None:
                yield finding


def _box(page: Any, name: str) -> tuple[float, float, float, float]:
    left, low, right, high = (float(value) for value in page.get(name, [0, 0, 0, 0]))
    return left, low, right, high


def _boxes(number: int, page: Any) -> Iterator[Finding]:
    media, bleed, trim = (_box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    if trim[2] - trim[0] <= 0 or trim[3] - trim[1] <= 0:
        yield Finding("boxes", f"Page {number} does not say where it is trimmed (TrimBox).")
        return
    for name, outer, inner in (("bleed", media, bleed), ("trimmed page", bleed, trim)):
        inside = outer[0] <= inner[0] and outer[1] <= inner[1]
        inside = inside and inner[2] <= outer[2] and inner[3] <= outer[3]
        if not inside:
            yield Finding("boxes", f"On page {number}, the box of the {name} is not in its outer.")
    if media[:2] != (0.0, 0.0):
        yield Finding("boxes", f"The media box of page {number} does not begin at the origin.")
    room = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    if room < _USUAL_BLEED - _ROUNDING:
        millimetres = room * 25.4 / 72
        message = f"Page {number} has {millimetres:.1f} mm of bleed; 3 mm are usual."
        yield Finding("bleed-narrow", message, remark=True)


def _groups(number: int, page: Any) -> Iterator[Finding]:
    """Transparency has to be blended in inks (ISO 15930-7, 6.2.4.2)."""
    seen: set[Any] = set()
    waiting = [page]
    while waiting:
        thing = waiting.pop()
        group = thing.get("/Group")
        if group is not None and "/CS" in group and _is_of_screens(space_of(group.CS)):
            yield Finding("transparency", f"Page {number} blends transparency in RGB.")
        forms = thing.get("/Resources", {}).get("/XObject", {})
        for one in (forms[key] for key in forms.keys()):  # noqa: SIM118 - not a Python mapping
            if one.get("/Subtype") == "/Form" and one.objgen not in seen:
                seen.add(one.objgen)
                waiting.append(one)


def _is_of_screens(space: str) -> bool:
    return space in ("DeviceRGB", "CalRGB", "Lab", "ICCBased3")


_Check = Callable[[int, Painted, Any, Purpose], "Finding | None"]


def _space(number: int, thing: Painted, _: Any, purpose: Purpose) -> Finding | None:
    if thing.space not in _SPACES and not (thing.space == "Separation" or not thing.space):
        message = f"Page {number} has a {thing.kind} in {thing.space}, which is no ink."
        return Finding("colour-space", message)
    colours = thing.inks[:3] if thing.space == "DeviceCMYK" else ()
    has_colour = any(colours) or (thing.space == "DeviceCMYK" and thing.image is not None)
    if purpose.is_black and has_colour:
        message = f"Page {number} has a {thing.kind} in colours, and is to be in black alone."
        return Finding("not-black", message)
    return None


def _ink(number: int, thing: Painted, _: Any, purpose: Purpose) -> Finding | None:
    if thing.space == "DeviceCMYK" and sum(thing.inks) * 100 > purpose.max_ink + 0.5:
        ink = sum(thing.inks) * 100
        message = f"Page {number} has a {thing.kind} of {ink:.0f}% ink; {purpose.max_ink}% may be."
        return Finding("ink", message)
    return None


def _line(number: int, thing: Painted, _: Any, __: Purpose) -> Finding | None:
    if thing.width is None or thing.width >= _THIN - 0.005:
        return None
    message = f"Page {number} has a line of {thing.width:.2f} pt; thinner than {_THIN} pt breaks."
    # A line without width is as thin as the plate can draw it, which nobody sees.
    return Finding("line-thin", message, remark=thing.width > _ROUNDING)


def _resolution(number: int, thing: Painted, _: Any, __: Purpose) -> Finding | None:
    if thing.image is None:
        return None
    found = thing.resolution
    said = f"Page {number} has an image of {found:.0f} pixels an inch"
    if found < _COARSE:
        return Finding("resolution", f"{said}; below {_COARSE:.0f} it looks coarse.")
    if found < _PHOTOGRAPH:
        return Finding("resolution-low", f"{said}; photographs have 300.", remark=True)
    if found < _LINE_ART and is_line_art(thing.image):
        return Finding("resolution-low", f"{said}; line art has 600.", remark=True)
    return None


def is_line_art(image: Any) -> bool:
    """Whether an image has so few colours that its edges are what is seen of it."""
    if int(image.get("/BitsPerComponent", 8)) == 1:
        return True
    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and space[0] == "/Indexed":
        return int(space[2]) < _FEW_INKS
    if image.get("/Filter") == "/DCTDecode" or space_of(space) != "DeviceGray":
        return False
    return len(set(image.read_bytes())) <= _FEW_GREYS


def _edge(number: int, thing: Painted, page: Any, _: Purpose) -> Finding | None:
    """What crosses the trim has to reach the end of the bleed, or a white edge is left."""
    trim, bleed = _box(page, "/TrimBox"), _box(page, "/BleedBox")
    box = thing.box
    outside = box[2] <= trim[0] or box[0] >= trim[2] or box[3] <= trim[1] or box[1] >= trim[3]
    if outside:
        return None
    for side in range(4):
        sign = -1 if side < 2 else 1
        beyond, room = (box[side] - trim[side]) * sign, (bleed[side] - trim[side]) * sign
        touches = beyond > -_ROUNDING
        if touches and beyond < room - _ROUNDING and not _is_white(thing):
            message = f"Page {number} has a {thing.kind} that ends in the bleed, not behind it."
            return Finding("bleed", message)
    return None


def _is_white(thing: Painted) -> bool:
    return thing.space == "DeviceCMYK" and thing.inks != () and not any(thing.inks)


def _mark(number: int, thing: Painted, _: Any, __: Purpose) -> Finding | None:
    if thing.space == "Separation All" and (thing.alpha < 1 or thing.masked):
        return Finding("transparency", f"On page {number}, a printer's mark is transparent.")
    return None


_CHECKS: tuple[_Check, ...] = (_space, _ink, _line, _resolution, _edge, _mark)


def _text(data: bytes, trims: list[tuple[float, float, float, float]]) -> Iterator[Finding]:
    """Text that is cut off, or stands outside of the page."""
    import pypdfium2

    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        for number, trim in enumerate(trims, 1):
            text = document[number - 1].get_textpage()
            boxes = (text.get_charbox(n) for n in range(text.count_chars()))
            cut = sum(
                left < trim[0] - 0.5
                or low < trim[1] - 0.5
                or right > trim[2] + 0.5
                or high > trim[3] + 0.5
                for left, low, right, high in boxes
                if right > left
            )
            if cut:
                message = f"On page {number}, {cut} letters stand beyond the trimmed page."
                yield Finding("text-trimmed", message)
