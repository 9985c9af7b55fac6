"""Pictures of the pages of a PDF that nashr made, drawn by PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterator

from nashr.records import dataclass, field

#: Pixels: two to a CSS pixel at the width of a picture in the report.
WIDTH = 480
_QUALITY = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as WebP, and its size in pixels."""

    width: int
    height: int
    data: bytes = field(repr=False)


def page_pictures(pdf: bytes, most: int) -> Iterator[Picture]:
    """The first ``most`` pages; none of a file that PDFium cannot read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(most, len(document))):
            page = document[number]
            image = page.render(scale=WIDTH / page.get_width()).to_pil()
            target = io.BytesIO()
            image.save(target, "WEBP", quality=_QUALITY)
            yield Picture(image.width, image.height, target.getvalue())
            page.close()
    finally:
        document.close()
