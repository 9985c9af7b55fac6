"""Where the parts of the cover's sheet are."""

from __future__ import annotations

from nashr.records import dataclass

#: What remains free around the text of a cover, as in ``cover-sheet.css`` and ``matter.css``, in
#: points.
MARGIN = 40.0


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """Where the parts of the sheet are, from the left, in points: pages of one size beside a spine.
    A journal that is read from the right has its front on the left.
    """

    page_width: float
    height: float
    spine: float
    bleed: float
    is_bound_right: bool = False

    @property
    def width(self) -> float:
        return 2 * self.page_width + self.spine

    @property
    def front(self) -> float:
        return 0.0 if self.is_bound_right else self.page_width + self.spine

    @property
    def back(self) -> float:
        return self.page_width + self.spine if self.is_bound_right else 0.0

    @property
    def folds(self) -> tuple[float, ...]:
        """The folds: one where there is no spine."""
        left = self.page_width
        return (left, left + self.spine) if self.spine else (left,)
