"""What the printer's PDF is made for, as ``print`` in journal.yaml says it."""

from __future__ import annotations

from typing import Literal

from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """What the printer's PDF is made for."""

    #: The ICC profile of the printing condition, as a path inside the project.
    profile: str | None = None
    #: The name of the printing condition in the registry of the ICC, where the profile has none.
    condition: str | None = None
    #: The most ink at one place, in percent of one ink.
    max_ink: int = 300
    #: All four inks, or black alone.
    colour: Literal["inks", "black"] = "inks"
    marks: Literal["crop", "none"] = "crop"
    #: How far pictures reach beyond the trimmed page, in points.
    bleed: float = 3 * 72 / 25.4
    #: Empty pages are added until the number of pages is a multiple of this one.
    pages_multiple: int = 1


USUAL_PRINT = PrintSettings()
