"""Shaped and drawn text compared with WeasyPrint's own, and the lines of planned paragraphs."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from nashr.engines.fonts import shop
from nashr.outputs import typefaces
from nashr.outputs.pdf import render as pdf
from nashr.ports import Typeset
from nashr.typesetting import weasyprint

_SHEET = """
@page { size: 300pt 200pt; margin: 20pt; @top-center { content: "Baş xətt " counter(page) } }
body { font: 10pt/13pt "Nashr Serif", "Nashr Arabic"; margin: 0 }
p { margin: 0 0 4pt; text-align: justify; hyphens: auto; orphans: 2; widows: 2 }
table { border-collapse: collapse } td { border: 1pt solid black; padding: 2pt }
.box { border: 1pt solid black; padding: 0 6pt; margin: 0 4pt }
"""
_SENTENCE = (
    "Türkiyə ilə Azərbaycan arasındakı münasibətlər tarixi, mədəni və dini bağlara əsaslanan "
    "köklü keçmişə malikdir, ofis və effektiv iş 1991-ci ildən bəri genişlənməkdədir. "
)
_WIDE = _SHEET.replace("300pt 200pt", "500pt 200pt")
#: Makes a text long enough for its line to be planned.
_LONG_ENOUGH = "Bu sətir bir sətrə sığan söz qədər"
#: Texts that fit on a line with it, each with a property that shaping has to keep.
_ONE_LINE = {
    "kerned": "AVATAR Təyyarə Yol, To Va.",
    "ligatures": "ofis effekt fjord affix",
    "small capitals": '<span style="font-variant-caps: all-small-caps">İran ısı</span>',
    "letters spaced": '<span style="letter-spacing: 2pt">aralı hərflər</span>',
    "words spaced": '<span style="word-spacing: 5pt">bir iki üç</span>',
    "underlined": "bir <u>iki üç</u> dörd",
    "raised": "m<sup>3</sup> və H<sub>2</sub>O",
    "Arabic": '<span lang="ar" dir="rtl">قياس النهر</span>',
    "both ways": "Nil: قياس النهر, 861",
    "combined": "q\u0307 ə\u0302 bir",
    "kept together": '<span style="white-space: nowrap">bir\u00a0iki üç</span>',
    "a soft hyphen": "sə\u00adnəd",
    "a cell": "<table><tr><td>bir iki</td><td>üç dörd beş</td></tr></table>",
    "centred": '<div style="text-align: center">ortada iki söz</div>',
    "at the right": '<div style="text-align: right">sağda iki söz</div>',
    "hidden": '<span style="visibility: hidden">gizli</span> açıq',
    "percentages": '<div style="margin-left: 10%; width: 50%; padding: 1%">faizlə</div>',
    "rounded": '<div style="border-radius: 4pt; background: #eee">yumru</div>',
}


class Word(NamedTuple):
    """A word on a page, and where it stands, in points."""

    page: int
    text: str
    left: float
    right: float
    top: float


def typeset(body: str, sheet: str = _SHEET) -> Typeset:
    html = f'<!DOCTYPE html><html lang="az"><head><title>t</title></head><body>{body}</body></html>'
    shown = frozenset(html) | frozenset("0123456789-•Baş xətt")
    fonts = typefaces.cut(shop(), pdf.FACES, shown, "ttf")
    faces = typefaces.font_face_css(fonts, lambda font: f"fonts/{font.name}")
    files = {f"fonts/{font.name}": (font.media_type, font.data) for font in fonts}
    return weasyprint.typeset(html, (faces, sheet), files)


def words(done: Typeset, folder: Path) -> list[Word]:
    path = folder / "page.pdf"
    path.write_bytes(done.pdf)
    command = ["pdftotext", "-bbox", str(path), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    found = []
    for number, page in enumerate(said.split("<page ")[1:], start=1):
        for one in re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" .+?>(.+?)<', page):
            found.append(Word(number, one[3], float(one[0]), float(one[2]), float(one[1])))
    return found


def lines(found: Sequence[Word]) -> list[list[Word]]:
    """The words of each line; a running head is none."""
    rows: dict[tuple[int, float], list[Word]] = {}
    for word in found:
        if word.top > 18:
            rows.setdefault((word.page, round(word.top)), []).append(word)
    return list(rows.values())


#: The patches that this module compares with WeasyPrint's own functions.
_SHAPING_PATCHES = (
    *("patch_justification", "patch_paragraph_layout"),
    "patch_text_drawing",
)


def _without_shaping_patches(monkeypatch: pytest.MonkeyPatch, body: str, sheet: str) -> Typeset:
    with monkeypatch.context() as patch:
        for name in _SHAPING_PATCHES:
            patch.setattr(weasyprint, name, contextlib.nullcontext)
        return typeset(body, sheet)


@pytest.mark.parametrize("body", _ONE_LINE.values(), ids=list(_ONE_LINE))
def test_a_line_stands_where_weasyprint_would_set_it(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f"<div>{_LONG_ENOUGH} {body}</div>"
    theirs = words(_without_shaping_patches(monkeypatch, body, _WIDE), tmp_path)
    ours = words(typeset(body, _WIDE), tmp_path)
    assert [word.text for word in ours] == [word.text for word in theirs]
    assert len(ours) > 2, "the running head at least"
    for mine, other in zip(ours, theirs, strict=True):
        assert mine[2:] == pytest.approx(other[2:], abs=0.15), mine.text


def test_justified_lines_end_where_they_should(tmp_path: Path) -> None:
    done = typeset(f"<p>{_SENTENCE * 6}</p>")
    found = lines(words(done, tmp_path))
    assert len(found) > 9
    for line in found[:-1]:
        assert line[-1].right == pytest.approx(280, abs=0.6), line[-1].text
    assert found[-1][-1].right < 280.6


def test_every_word_of_a_paragraph_is_set_once(tmp_path: Path) -> None:
    body = (
        f"<p>{_SENTENCE}<em>{_SENTENCE}<strong>{_SENTENCE}</strong></em>"
        f'<span class="box">{_SENTENCE}</span><a id="here"></a> {_SENTENCE}</p>'
    )
    said = " ".join(word.text for word in words(typeset(body), tmp_path) if word.top > 18)
    assert said.replace("\u00ad ", "") == (_SENTENCE * 5).strip()


def test_an_edge_stands_at_both_ends_of_what_it_is_round(tmp_path: Path) -> None:
    """The border of a part of a line: 11 points before it and behind it, and none in between."""
    done = typeset(f'<p>bir <span class="box">{_SENTENCE}</span> son {_SENTENCE}</p>')
    found = lines(words(done, tmp_path))
    first, second = found[0][0], found[0][1]
    assert second.left - first.right > 11
    assert found[1][0].left == pytest.approx(20, abs=0.3)
    flat = [word for line in found for word in line]
    last = next(n for n, word in enumerate(flat) if word.text == "son")
    if flat[last - 1].top == flat[last].top:
        assert flat[last].left - flat[last - 1].right > 11


def test_a_paragraph_goes_on_where_its_page_ends(tmp_path: Path) -> None:
    done = typeset(f"<p>{_SENTENCE * 14}</p>")
    found = words(done, tmp_path)
    assert done.pages > 1
    by_page = [[w for w in found if w.page == n and w.top > 18] for n in (1, 2)]
    assert by_page[0][-1].text != by_page[1][0].text
    text = " ".join(word.text for page in by_page for word in page)
    assert "Türkiyə ilə Azərbaycan" in text
    assert by_page[1][0].left == pytest.approx(20, abs=0.3)


def test_a_picture_in_a_line_has_its_place(tmp_path: Path) -> None:
    body = (
        f'<p>{_SENTENCE}<img src="x.svg" alt="x" style="width: 40px; height: 8px">{_SENTENCE}</p>'
    )
    with_picture = lines(words(typeset(body), tmp_path))
    for line in with_picture[:-1]:
        assert line[-1].right < 280.6
