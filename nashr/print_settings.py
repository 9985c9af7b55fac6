"""What print files are made for: ``print`` in journal.yaml, and ``print`` of an issue."""

from __future__ import annotations

from typing import Literal, TypeAlias

from nashr.records import dataclass, replace

#: A millimetre, in points.
MM = 72 / 25.4
#: Glued at a spine, or stapled through the fold, without one.
Binding: TypeAlias = Literal["perfect", "saddle"]


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of an issue's interior, by the thickness of a leaf in µm, or by the grammage in
    g/m² and the specific volume (*bulk*) in cm³/g, whose product it is (ISO 534).
    """

    weight: float | None = None
    bulk: float | None = None
    thickness: float | None = None

    @property
    def leaf(self) -> float | None:
        """The thickness of a leaf in µm: g/m² × cm³/g = cm³/m² = µm. None where it is not known."""
        if self.thickness is not None or self.weight is None or self.bulk is None:
            return self.thickness
        return self.weight * self.bulk


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
    #: Of its issues, where their files name none.
    binding: Binding = "perfect"
    paper: Paper = Paper()


USUAL_PRINT = PrintSettings()


# --- an issue ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BarcodeSettings:
    """The barcode of an issue's cover.

    Attributes:
        number: what it has the number of; ``auto`` is the ISSN of the printed journal, else the
            ISBN of the issue.
        add_on: the two digits beside it; ``auto`` is the number of the issue.
        price_code: the two digits behind the ISSN, which tell variants of one issue apart.
        place: at which edge of the back cover it stands, that at the spine or the outer one.
    """

    number: Literal["auto", "issn", "isbn", "none"] = "auto"
    add_on: str = "auto"
    price_code: str = "00"
    place: Literal["inner", "outer"] = "inner"


@dataclass(frozen=True, slots=True)
class IssuePrint:
    """How an issue is printed and bound.

    Attributes:
        binding, paper: none where they are the journal's.
        spine: its width in mm, where the printing house gives it.
        spine_text: which way its text runs; ``auto`` is as the journal's language has it.
        inside_covers: what stands on the inside of the front cover.
        cover_colour: the inks of the cover, which those of the interior do not decide.
    """

    binding: Binding | None = None
    paper: Paper | None = None
    spine: float | None = None
    spine_text: Literal["auto", "up", "down", "none"] = "auto"
    inside_covers: Literal["white", "inner-cover"] = "white"
    cover_colour: Literal["inks", "black"] = "inks"
    barcode: BarcodeSettings = BarcodeSettings()

    def with_usual(self, journal: PrintSettings) -> IssuePrint:
        """The settings with the binding and the paper of the journal's issues, where they are not
        named.
        """
        return replace(
            self, binding=self.binding or journal.binding, paper=self.paper or journal.paper
        )
