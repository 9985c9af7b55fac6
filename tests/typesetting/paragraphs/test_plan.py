"""Words that are wider than a line: they break where letters end, and nothing of them is lost."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from itertools import pairwise

import pypdfium2
import pytest
from pages_kit import characters
from pdf_kit import build

from nashr.typesetting.weasyprint import typeset


def lines_of(data: bytes) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("lang", ["az", "en", "ru"])
@pytest.mark.parametrize("words", [("x1" * 150, "ы\u0301" * 200), ("é" * 300, "(" * 400)])
@pytest.mark.parametrize("before", ["", "A line begins with words of the usual length, and then "])
def test_words_wider_than_a_line_are_broken(words: tuple[str, ...], lang: str, before: str) -> None:
    data, _, found = build("\n\n".join(f"{before}{word} and goes on." for word in words), lang=lang)
    assert not [one for one in found if one.code.startswith("text-")]
    lines = lines_of(data)
    shown = unicodedata.normalize("NFC", re.sub("[ \u00ad-]", "", "".join(lines)))
    assert [word for word in words if unicodedata.normalize("NFC", word) not in shown] == []
    assert not [line for line in lines if unicodedata.combining(line[0])], "a letter lost its mark"


def test_an_address_keeps_its_own_places_to_break() -> None:
    address = "https://example.org/" + "/".join(f"part{n}" for n in range(40))
    lines = lines_of(build(f"Words before <{address}> and after.")[0])
    ends = [line for line in lines if re.search(r"part\d", line)][:-1]
    assert ends
    assert all(line.endswith("/") for line in ends)


@pytest.mark.parametrize(
    ("lang", "date"), [("tr", "20 Kasım 2025"), ("az", "20 sentyabr 2025"), ("ru", "20 сентября")]
)
def test_a_month_is_not_divided_behind_its_day(lang: str, date: str) -> None:
    text = "\n\n".join(
        f"{'a' * n} o {'və ' * m}{date} oldu." for n in range(1, 12) for m in (18, 19)
    )
    lines = lines_of(build(text, lang=lang)[0])
    assert sum(" ".join(date.split()[:2]) in line for line in lines) == 22


def test_a_heading_is_not_parted_behind_the_hyphen_of_a_compound() -> None:
    headings = [f"# {'of ' * n}Deep-Water {'in ' * (30 - n)}" for n in range(1, 30)]
    lines = lines_of(build("\n\nText.\n\n".join(headings), lang="en")[0])
    assert sum("Deep-Water" in line for line in lines) == len(headings)


def test_no_line_has_holes_for_the_sake_of_a_whole_word_at_the_end_of_a_page() -> None:
    """The third page would end in two words and a hole of three em, or in a part of a word."""
    words = "The novels, however, remained incomprehensible throughout the representative "
    text = "".join(f"<p>{'I ' * n}{(words + 'investigation. ') * 4}</p>" for n in range(6))
    style = (
        "html{font:10pt/12pt serif;text-align:justify;hyphens:auto;--grid:12pt;orphans:2;widows:2}"
        "@page{size:170pt 200pt;margin:20pt}p{margin:0}"
    )
    data = typeset(f'<html lang="en"><title>T</title><body>{text}', (style,), {}).pdf
    page = pypdfium2.PdfDocument(data)[2]
    shown = [one for one in characters(page) if one.char.strip()]
    last = max(one.baseline for one in shown)
    line = [one for one in shown if abs(one.baseline - last) < 1]
    assert max(after.left - one.right for one, after in pairwise(line)) < 15
