"""A paragraph as one text: the runs in its line box, and the range of the text in each box."""

from __future__ import annotations

from typing import Any

from nashr.outputs.together import kept_together
from nashr.records import dataclass, field
from nashr.typesetting.modules import box_classes

_ALIGNED, _LAST_ALIGNED = {"justify", "start", "left", "center"}, {"auto", "start", "center"}
#: Characters that stand in the text for an image, and for the edge of a box, where no line ends.
_OBJECT, _JOINER = "\ufffc", "\u2060"
#: In characters: a shorter text is hardly more than one line, in running text and in headings.
#: WeasyPrint breaks it, which does not know what stays together on a line.
_SHORTEST, _SHORTEST_BALANCED = 40, 12


@dataclass(frozen=True, slots=True)
class Run:
    """A text box, or something of fixed width where ``box`` is None."""

    box: Any
    text: str
    start: int
    width: float = 0.0

    @property
    def stop(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Inlines:
    """The runs of a line box, and by the ``id`` of each box in it the range of its text."""

    runs: list[Run] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    length: int = 0

    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def key(self) -> tuple[Any, ...]:
        """What line breaks depend on. Page numbers in the text may change between two layouts, and
        their boxes with them.
        """
        return tuple((id(run.box), run.text, run.width) for run in self.runs)

    def add(self, text: str, box: Any = None, width: float = 0.0) -> None:
        self.runs.append(Run(box, text, self.length, width))
        self.length += len(text)

    def add_edge(self, width: float) -> None:
        if width:
            self.add(_JOINER, width=width)


def inlines_of(box: Any) -> Inlines | None:
    """The text of a line box; None for one that WeasyPrint breaks itself."""
    style = box.style
    if style["text_align_all"] not in _ALIGNED or style["text_align_last"] not in _LAST_ALIGNED:
        return None
    if style["white_space"] != "normal" or style["direction"] != "ltr":
        return None
    found = Inlines()
    shortest = _SHORTEST_BALANCED if is_balanced(style) else _SHORTEST
    if not _collect(box, found):
        return None
    return found if found.length > shortest or kept_together(found.text()) else None


def is_balanced(style: Any) -> bool:
    """Whether the style sheet says ``--wrap: balance``."""
    return any(getattr(token, "value", "") == "balance" for token in style["__wrap"])


def part_of(style: Any, name: str, usual: float) -> float:
    """The percentage that the style sheet gives a custom property, as a part of 1."""
    tokens = style[f"__{name.replace('-', '_')}"]
    values = [token.value / 100 for token in tokens if token.type == "percentage"]
    return float(values[0]) if values else usual


def _collect(box: Any, found: Inlines) -> bool:
    for child in box.children:
        start = found.length
        if child.is_floated():
            return False
        if child.is_in_normal_flow() and not _add(child, found):
            return False
        found.spans[id(child)] = start, found.length
    return True


def _add(child: Any, found: Inlines) -> bool:
    boxes = box_classes()

    if isinstance(child, boxes.TextBox):
        if "\n" in child.text or "\u00ad" in child.text or not child.style["font_size"]:
            return False
        found.add(child.text, child)
        return True
    left, right = (_edge(child.style, side) for side in ("left", "right"))
    if left is None or right is None:
        return False
    if isinstance(child, boxes.InlineReplacedBox):
        width = child.style["width"]
        if getattr(width, "unit", None) != "px":
            return False
        found.add(_OBJECT, width=width.value + left + right)
        return True
    if not isinstance(child, boxes.InlineBox) or child.is_leader:
        return False
    if child.style["direction"] != "ltr" or child.style["position"] == "relative":
        return False
    found.add_edge(left)
    if not _collect(child, found):
        return False
    found.add_edge(right)
    return True


def _edge(style: Any, side: str) -> float | None:
    """Margin, border and padding on one side, in pixels; None where that is a percentage."""
    total = 0.0
    for name in (f"margin_{side}", f"padding_{side}"):
        value = style[name]
        if getattr(value, "unit", None) != "px":
            return None
        total += value.value
    border = style[f"border_{side}_width"]
    return total + float(getattr(border, "value", border))
