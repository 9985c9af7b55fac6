"""The cover of an issue on one sheet: the back, the spine and the front, as PDF/X-4.

The spine is as wide as the interior is thick. Its folds are marked outside of the trimmed sheet, as
dashed lines in registration colour. The inside of the front cover may be the second page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pikepdf

from nashr import __version__
from nashr.diagnostics import Diagnostic, Outcome, has_errors
from nashr.issue.edition import IssueEdition
from nashr.issue.matter_values import common_values
from nashr.issue.pdf.join import saved
from nashr.issue.pdf.matter import NO_DATE
from nashr.issue.pdf.render import MEDIA_TYPE, set_date
from nashr.issue.print.barcode_choice import LabelledBarcode, chosen_barcode
from nashr.issue.print.binding import binding_findings
from nashr.issue.print.fold_marks import mark_folds
from nashr.issue.print.press import for_print
from nashr.issue.print.print_picture import print_picture
from nashr.issue.print.sheet_plan import MARGIN, SheetPlan
from nashr.issue.print.spine import SpineText, spine_text, spine_width
from nashr.issues import PRINTING
from nashr.messages import Message
from nashr.model import Artifact, Resource
from nashr.outputs import page_geometry, typefaces
from nashr.outputs.account.findings import layout_findings
from nashr.outputs.account.letters import unshown
from nashr.outputs.pdf import theme_style
from nashr.outputs.pdf.engine_warnings import sentence
from nashr.outputs.pdf.pictures import original, texts_of_drawings
from nashr.outputs.pdf.render import DRAWINGS, FACES, FOLDER, STYLE
from nashr.outputs.shells import environment
from nashr.outputs.typefaces import FontFile
from nashr.ports import Engines, LayoutFault, PrintingCondition
from nashr.records import dataclass, replace

TEMPLATE, SHEET, MATTER = "issue/cover-sheet.html.j2", "issue/cover-sheet.css", "issue/matter.css"
_BARCODE = "barcode.svg"
#: The room of the label above the bars, in mm.
_LABEL = 5.0
#: How far above the foot of the sheet the text of the spine is set before it is turned, in points.
_FOOT = 4.0


def cover_sheet(
    edition: IssueEdition, engines: Engines, condition: PrintingCondition, pages: int
) -> Outcome[Artifact | None]:
    """The cover as ``ISSUE-cover.pdf``, for an interior of so many pages; None after an error."""
    settings = edition.printing
    of_cover = replace(condition.settings, colour=settings.cover_colour)
    condition = replace(condition, settings=of_cover)
    page = page_geometry.sheet(edition.journal.page, edition.theme.settings)
    plan = SheetPlan(
        page.width,
        page.height,
        spine_width(pages, settings),
        of_cover.bleed,
        edition.words.direction == "rtl",
    )
    picture, barcode = print_picture(edition, plan), chosen_barcode(edition)
    text = spine_text(edition, engines, plan)
    found = [
        *binding_findings(edition, pages),
        *text.diagnostics,
        *picture.diagnostics,
        *barcode.diagnostics,
    ]
    if has_errors(found):
        return Outcome(None, tuple(found))
    sheet = _Sheet(edition, plan, picture.value, barcode.value, text.value)
    html = sheet.html()
    drawn = texts_of_drawings((picture.value, edition.logo))
    shop = engines.fonts.themed(edition.theme.typefaces)
    shown = typefaces.characters_of(html, drawn)
    cuts = (*FACES, *(DRAWINGS if drawn else ()))
    fonts = typefaces.with_ordinary(shop, cuts, shown, "ttf")
    printers = for_print(engines, condition)
    done = printers.typeset(html, sheet.styles(fonts), sheet.files(fonts))
    place = edition.loaded.span(PRINTING)
    faults = [one for one in done.faults if not _is_in_bleed(edition, one)]
    found += layout_findings(Message("the cover sheet"), faults, lambda _: place)
    found += unshown([edition.loaded.source], shop.missing(shown), place)
    found += [Diagnostic("layout-warning", place, sentence(text)) for text in done.warnings]
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        if of_cover.marks == "crop":
            mark_folds(pdf, plan.folds)
        set_date(pdf, edition.date)
        data = saved(pdf)
    name = edition.file_name("-cover.pdf")
    artifact = Artifact(name, data, MEDIA_TYPE, done.pages, coloured=done.coloured)
    return Outcome(artifact, tuple(found))


def _is_in_bleed(edition: IssueEdition, fault: LayoutFault) -> bool:
    """Whether what runs over the edge is the picture that is to do so."""
    if fault.kind != "outside" or edition.issue.cover.fit != "page":
        return False
    described = " ".join((edition.issue.cover.description or "").split())
    return bool(fault.words) and described.startswith(fault.words)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is typeset: the sheet as HTML, with its style sheets and files."""

    edition: IssueEdition
    plan: SheetPlan
    picture: Resource | None
    barcode: LabelledBarcode | None
    text: SpineText | None

    def html(self) -> str:
        edition, issue = self.edition, self.edition.issue
        code, text = self.barcode, self.text
        values = {
            **common_values(edition),
            "generator": f"nashr {__version__}",
            "created": NO_DATE,
            "logo": edition.logo,
            "picture": self.picture,
            "picture_text": issue.cover.description or "",
            "spine_text": (text.title, text.facts) if text else None,
            "barcode": code.barcode if code else None,
            "barcode_label": code.label if code else "",
            "barcode_image": _BARCODE,
            "has_inside": edition.printing.inside_covers == "inner-cover",
        }
        return environment(edition.templates).get_template(TEMPLATE).render(values)

    def styles(self, fonts: Sequence[FontFile]) -> tuple[str, ...]:
        edition, theme = self.edition, self.edition.theme
        own = (
            theme_style.scaled(edition.templates[STYLE], theme.settings),
            *filter(None, (theme_style.style(theme.settings), theme.sheets.get(FOLDER))),
            theme_style.scaled(edition.templates[MATTER], theme.settings),
            edition.templates[SHEET],
            "\n".join(self._places()),
            *filter(None, (theme.sheets.get("issue"),)),
        )
        return (
            typefaces.font_face_css(fonts, lambda font: f"fonts/{font.name}"),
            *(typefaces.with_scripts(sheet, fonts) for sheet in own),
        )

    def _places(self) -> Iterator[str]:
        """The rules that say where the parts are."""
        plan, text = self.plan, self.text
        width, height, bleed = plan.page_width, plan.height, plan.bleed
        size = f"width:{width:.3f}pt;height:{height:.3f}pt"
        inside = plan.back  # seen from inside, what is left is right
        yield f"@page sheet{{size:{plan.width:.3f}pt {height:.3f}pt}}"
        yield f".side{{width:{plan.width:.3f}pt;height:{height:.3f}pt}}"
        yield f".front{{left:{plan.front:.3f}pt;{size}}}.back{{left:{plan.back:.3f}pt;{size}}}"
        yield f".inside-front{{left:{inside:.3f}pt;{size}}}"
        room = f"width:{width - 2 * MARGIN:.3f}pt;height:{height - 2 * MARGIN:.3f}pt"
        yield f".panel>.cover,.panel>.inner-cover{{{room}}}"
        left = -MARGIN - (bleed if plan.is_bound_right else 0.0)
        yield (
            f".cover.full .cover-picture img{{left:{left:.3f}pt;top:{-MARGIN - bleed:.3f}pt;"
            f"width:{width + bleed:.3f}pt;height:{height + 2 * bleed:.3f}pt}}"
        )
        if text is not None:
            # Turned around its middle, which is the middle of the sheet; up from its foot.
            up = height / 2 - _FOOT - text.size / 2
            yield (
                f".spine-text{{font-size:{text.size:.3f}pt;line-height:{text.size:.3f}pt;"
                f"width:{text.length:.3f}pt;height:{text.size:.3f}pt;"
                f"left:{(plan.width - text.length) / 2:.3f}pt;bottom:{_FOOT}pt;"
                f"transform:translateY({-up:.3f}pt) rotate({text.turn}deg)}}"
            )
        is_inner = self.edition.printing.barcode.place == "inner"
        code, foot = ("left", "right") if is_inner == plan.is_bound_right else ("right", "left")
        yield f".back-foot{{{foot}:{MARGIN}pt}}"
        if self.barcode is not None:
            one = self.barcode.barcode
            yield f".barcode{{{code}:{MARGIN}pt;width:{one.width:.3f}mm;"
            yield f"height:{one.height + _LABEL:.3f}mm}}"
            top = f"top:{1 + _LABEL:.3f}mm"
            yield f".barcode img{{{top};width:{one.width:.3f}mm;height:{one.height:.3f}mm}}"

    def files(self, fonts: Sequence[FontFile]) -> Mapping[str, tuple[str, bytes]]:
        found = {f"fonts/{font.name}": (font.media_type, font.data) for font in fonts}
        for image in filter(None, (self.picture, self.edition.logo)):
            found[image.name] = (image.media_type, original(image))
        if self.barcode is not None:
            one = self.barcode.barcode
            drawing = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{one.width:.3f}mm" '
                f'height="{one.height:.3f}mm" viewBox="0 0 {one.width:.3f} {one.height:.3f}">'
                f'<path fill="#000" d="{one.path}"/></svg>'
            )
            found[_BARCODE] = ("image/svg+xml", drawing.encode())
        return found
