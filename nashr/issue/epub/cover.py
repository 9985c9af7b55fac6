"""The cover of the issue's EPUB: journal and number as on that of an article, with the picture."""

from __future__ import annotations

import io
import zlib
from typing import Any

from PIL import Image

from nashr.colours import legible
from nashr.issue import listing
from nashr.issue.cover import cover_picture
from nashr.issue.edition import IssueEdition
from nashr.languages import upper
from nashr.model import Resource
from nashr.outputs import typefaces
from nashr.outputs.epub.cover import Drawer
from nashr.outputs.epub.cover_logo import cover_logo
from nashr.outputs.epub.render import COVER_COLOUR, COVER_PAPER, CoverText
from nashr.outputs.fragments import named_issns
from nashr.outputs.shells import environment
from nashr.ports import Engines, FontShop, SvgDrawer

TEMPLATE = "epub/cover.svg.j2"
#: Where the picture stands, in pixels of the cover: left, top, width, height.
_PLACE = (140, 1600, 1120, 380)


def draw_cover(edition: IssueEdition, engines: Engines) -> bytes:
    """The cover as a PNG."""
    lang, words = edition.journal.language, edition.words
    shop = engines.fonts.themed(edition.theme.typefaces)
    facts = listing.facts(edition.issue, words)
    text = cover_text(edition, facts, shop)
    letters = frozenset(text.characters + upper(text.characters, lang)) | typefaces.ORDINARY
    logo = cover_logo(edition.logo, engines.draw_svg) if edition.logo else None
    drawer = Drawer(shop, letters, lang, logo)
    values: dict[str, Any] = {
        "direction": words.direction,
        "comma": words.comma,
        "cover_colour": legible(edition.theme.settings.accent or COVER_COLOUR, COVER_PAPER),
        "cover_paper": COVER_PAPER,
        "text": text,
        "fit": drawer.fit,
        "logo_size": logo.size if logo else (0, 0),
    }
    drawn = drawer.draw(environment(edition.templates).get_template(TEMPLATE).render(values))
    picture = cover_picture(edition).value
    return drawn if picture is None else _with_picture(drawn, picture, engines.draw_svg)


def cover_text(edition: IssueEdition, facts: tuple[str, ...], shop: FontShop) -> CoverText:
    """The cover's words. One in a script that no typeface has gives way to a translation, or is
    left out: the title page says all of them.
    """

    def drawable(*candidates: str | None) -> str:
        given = filter(None, candidates)
        return next((text for text in given if not shop.missing(frozenset(text))), "")

    lang, issue, journal = edition.journal.language, edition.issue, edition.journal
    special = drawable(issue.title_in(lang), issue.title, *issue.titles.values())
    shown = tuple(filter(None, map(drawable, facts)))
    issns = tuple(f"{name} {number}" for name, number in named_issns(edition.issn, edition.words))
    return CoverText(
        title=drawable(journal.title, *journal.titles.values()),
        subtitle=special or " · ".join(shown),
        journal="",
        authors=(),
        facts=shown if special else issns,
    )


def _with_picture(cover: bytes, picture: Resource, draw_svg: SvgDrawer) -> bytes:
    """The cover with the picture in the room below the title, whole and in its proportions."""
    left, top, room, height = _PLACE
    sheet = Image.open(io.BytesIO(cover)).convert("RGB")
    wide, high = picture.width or 1.0, picture.height or 1.0
    scale = min(room / wide, height / high)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    is_drawing = picture.media_type == "image/svg+xml"
    data = draw_svg(picture.data, *size) if is_drawing else picture.data
    image = Image.open(io.BytesIO(data)).convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    sheet.paste(image, (left + (room - size[0]) // 2, top + (height - size[1]) // 2), image)
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG", compress_type=zlib.Z_DEFAULT_STRATEGY)
    return buffer.getvalue()
