"""``impose``: put the pages of a PDF on sheets that are folded."""

from __future__ import annotations

import argparse

from nashr.cli import exit_codes, terminal
from nashr.messages import Message, plural, reason_of

#: Sheets that printers take, beside the sizes of pages: in millimetres.
_SHEETS = {
    "A2": (420.0, 594.0),
    "A3": (297.0, 420.0),
    "SRA3": (320.0, 450.0),
    "SRA2": (450.0, 640.0),
    "B3": (353.0, 500.0),
    "TABLOID": (279.4, 431.8),
}
_POINTS = 72 / 25.4
#: Millimetres: paper of 80 g a square metre, and the thickest that is folded.
_PAPER, _THICKEST = 0.1, 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=Message("the PDF, e.g. output/a/a-print.pdf"))
    parser.add_argument(
        "--sheets",
        type=sheet,
        default=sheet("A3"),
        metavar="SIZE",
        help=Message(
            "the printer's paper: A4, A3, SRA3 … or width and height, as 320x450 (default: A3)"
        ),
    )
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument(
        "--booklet",
        action="store_true",
        help=Message(
            "all sheets folded together, to be stapled (what happens when nothing is said)"
        ),
    )
    kinds.add_argument(
        "--signature",
        type=int,
        choices=(4, 8, 16, 32),
        help=Message("signatures of so many pages, to be sewn or glued"),
    )
    parser.add_argument(
        "--up",
        type=int,
        choices=(2, 4, 8),
        default=2,
        help=Message(
            "pages on one side of a sheet: it is folded once, twice or three times (default: 2)"
        ),
    )
    parser.add_argument(
        "--creep",
        type=_thickness,
        default=_PAPER,
        metavar="MM",
        help=Message(
            "how thick the paper is, in millimetres: inner pages move to the spine by it for each "
            "sheet around them (default: {paper})",
            paper=_PAPER,
        ),
    )
    parser.add_argument(
        "--bound-right",
        action="store_true",
        help=Message("the spine is at the right, as in Arabic"),
    )
    parser.add_argument(
        "--output", metavar="FILE", help=Message("the new file (default: FILE-sheets.pdf)")
    )


def sheet(text: str) -> tuple[float, float]:
    """The size of a sheet in points, its short side first."""
    from nashr.identifiers import Invalid, page_size

    named = _SHEETS.get(text.strip().upper())
    if named is None:
        try:
            sides = page_size(text)
        except Invalid as error:
            raise argparse.ArgumentTypeError(str(error)) from None
        units = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
        width, height = (float(side[:-2]) * units[side[-2:]] for side in sides)
        named = (min(width, height), max(width, height))
    return named[0] * _POINTS, named[1] * _POINTS


def _thickness(text: str) -> float:
    try:
        found = float(text.replace(",", ".").removesuffix("mm"))
    except ValueError:
        found = -1.0
    if not 0 <= found <= _THICKEST:
        message = f"“{text}” is not the thickness of paper, 0 to {_THICKEST:g} millimetres"
        raise argparse.ArgumentTypeError(message)
    return found


def run(options: argparse.Namespace) -> int:
    from pathlib import Path

    import pikepdf

    from nashr.imposition import sheets
    from nashr.imposition.plan import plan
    from nashr.project import atomic, safe_files

    source = Path(options.file)
    if options.signature and options.signature % (2 * options.up):
        terminal.say(
            Message(
                "A signature of {signature} pages cannot be folded of sheets with {up} pages on a "
                "side.",
                signature=options.signature,
                up=options.up,
            )
        )
        return exit_codes.USAGE_ERROR
    try:
        data = safe_files.read(str(source))
        pages = sheets.page_count(data)
        sides = plan(pages, options.signature, options.up, bound_right=options.bound_right)
        made = sheets.impose(data, sides, options.up, options.sheets, options.creep * _POINTS)
        flip = sheets.is_flipped_on_short_edge(data, options.up, options.sheets)
        target = Path(options.output or source.with_name(f"{source.stem}-sheets.pdf"))
        if target.exists():
            atomic.replace(target, made)
        else:
            target.write_bytes(made)
    except sheets.DoesNotFit as error:
        terminal.say(_too_large(error, options.up))
        return exit_codes.USAGE_ERROR
    except pikepdf.PdfError:
        terminal.say(Message("“{file}” is no PDF that can be read.", file=options.file))
        return exit_codes.USAGE_ERROR
    except OSError as error:
        terminal.say(
            Message(
                "“{file}”: {reason}.",
                file=str(error.filename or options.file),
                reason=reason_of(error),
            )
        )
        return exit_codes.USAGE_ERROR
    shown = terminal.relative_to_here(str(target.resolve()))
    extent = plural("{n} sheet", "{n} sheets", len(sides) // 2)
    put = plural("Put {n} page on {sheets}: {file}", "Put {n} pages on {sheets}: {file}", pages)
    terminal.tell(put.having(sheets=extent, file=shown))
    how = Message("Print it at its own size on both sides, flipped on the long edge.")
    if flip:
        how = Message("Print it at its own size on both sides, flipped on the short edge.")
    terminal.tell(how)
    if options.signature:
        terminal.tell(
            plural(
                "Fold {n} signature, in their order.",
                "Fold {n} signatures, in their order.",
                sides[-1].signature,
            )
        )
    else:
        terminal.tell(Message("Fold the sheets together, and staple them through the fold."))
    return exit_codes.SUCCESS


def _too_large(error: Exception, up: int) -> str:
    needed = " × ".join(f"{side / _POINTS:.0f}" for side in getattr(error, "needed", ()))
    paper = " × ".join(f"{side / _POINTS:.0f}" for side in getattr(error, "sheet", ()))
    return Message(
        "{up} pages take {needed} mm, and the sheet has {paper} mm. Take larger --sheets, or fewer "
        "pages on a side (--up).",
        up=up,
        needed=needed,
        paper=paper,
    )
