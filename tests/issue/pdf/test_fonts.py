"""Fonts of one name become one, and each page looks as before."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from issue_kit import MadeIssue, made_issues


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> MadeIssue:
    return made_issues(tmp_path_factory)[0]


def test_a_merged_font_is_sound_and_has_the_widths_that_the_pdf_gives(issue: MadeIssue) -> None:
    with pikepdf.open(issue.folder / f"{issue.name}.pdf") as pdf:
        checked = 0
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary) or one.get("/W") is None:
                continue
            if one.get("/CIDToGIDMap") == pikepdf.Name.Identity:
                continue
            font = TTFont(io.BytesIO(one.FontDescriptor.FontFile2.read_bytes()))
            units, glyphs = font["head"].unitsPerEm, one.CIDToGIDMap.read_bytes()
            order = font.getGlyphOrder()
            rows = list(one.W)
            for first, widths in zip(rows[::2], rows[1::2], strict=True):
                for at, width in enumerate(widths):
                    code = int(first) + at
                    glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
                    advance = font["hmtx"][order[glyph]][0] * 1000 / units
                    assert abs(advance - float(width)) <= 1
                    font["glyf"][order[glyph]]
                    checked += 1
    assert checked > 500


@pytest.mark.parametrize("slug", ["kitab-fondu", "raf-duzeni", "fahras"])
def test_pages_look_as_in_the_offprint(slug: str, issue: MadeIssue) -> None:
    whole = pypdfium2.PdfDocument(issue.folder / f"{issue.name}.pdf")
    part = pypdfium2.PdfDocument(issue.product(slug, ".pdf"))
    labels = [whole.get_page_label(number) for number in range(len(whole))]
    start = labels.index(str(issue.folios[slug][0]))
    for number, page in enumerate(part):
        alone = page.render(scale=2).to_pil().convert("L")
        joined = whole[start + number].render(scale=2).to_pil().convert("L")
        assert alone.tobytes() == joined.tobytes(), number
    whole.close()
    part.close()
