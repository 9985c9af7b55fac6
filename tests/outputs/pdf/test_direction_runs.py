"""Words of another direction keep their order in the lines of the PDF."""

from __future__ import annotations

import re
import subprocess

import lxml.html
import pytest
from pdf_kit import build

from nashr.outputs import page_geometry
from nashr.outputs.pdf.direction_runs import join_runs


def joined(html: str, around: str) -> str:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    join_runs(root, around)
    text: str = lxml.html.tostring(root, encoding="unicode")
    return text.removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    ("html", "around", "expected"),
    [
        (
            "كلمة (the <em>Silk Road</em> way, 1877) كلمة",
            "rtl",
            'كلمة (<span dir="ltr">the <em>Silk Road</em> way, 1877</span>) كلمة',
        ),
        ("H<sub>2</sub>O كلمة", "rtl", '<span dir="ltr">H<sub>2</sub>O</span> كلمة'),
        ("كلمة x<sup>2</sup>", "rtl", 'كلمة <span dir="ltr">x<sup>2</sup></span>'),
        (
            "a word كتاب <em>الفهرست</em> a word",
            "ltr",
            'a word <span dir="rtl">كتاب <em>الفهرست</em></span> a word',
        ),
        (
            '<p>a <b>b</b></p><p dir="rtl">a <b>b</b> ك</p>',
            "ltr",
            '<p>a <b>b</b></p><p dir="rtl"><span dir="ltr">a <b>b</b></span> ك</p>',
        ),
        (
            'ك a<a class="note-call">1</a><span class="footnote">حاشية</span> b ك',
            "rtl",
            'ك <span dir="ltr">a<a class="note-call">1</a><span class="footnote">حاشية</span> b'
            "</span> ك",
        ),
    ],
)
def test_a_run_over_the_edges_of_elements_is_one_element(
    html: str, around: str, expected: str
) -> None:
    assert joined(html, around) == expected


@pytest.mark.parametrize(
    "html",
    [
        "كلمة <em>Silk Road</em> كلمة",
        'كلمة a<a class="note-call">1</a> كلمة',
        'كلمة <bdi dir="ltr">Smith</bdi> و <bdi dir="ltr">Doe</bdi>، 2010',
        "<pre><span>def</span> f # <span>تعليق</span></pre>",
        "كلمة <em>كلمة</em> كلمة",
        "كلمة <a>12</a> كلمة 5",
        'نص <span class="note-list"><span class="note-item">one</span> '
        '<span class="note-item">two</span></span>',
        '۱ <span class="note-opening">one</span><span class="note-paragraph">two</span>',
    ],
)
def test_what_is_in_order_stays_as_it_is(html: str) -> None:
    assert joined(html, "rtl") == html


ARABIC = """\
كانت الطرق القديمة (the *Silk Road* network) معروفة، وفيها H~2~O كثير.

| اسم | عدد |
|:----|----:|
| واحد | ۱۲٫۵ |
| اثنان | ۴٫۲۵ |
| ثلاثة | ۰٫۱ |

::: {lang=en}
An English paragraph with a sign.
:::

```python
x = 1  # تعليق
```
"""


@pytest.fixture(scope="module")
def printed() -> bytes:
    data, _, diagnostics = build(ARABIC, lang="ar")
    assert [one.code for one in diagnostics] == []
    return data


def poppler(data: bytes, *command: str) -> str:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_latin_words_in_an_arabic_line_read_from_left_to_right(printed: bytes) -> None:
    page = poppler(printed, "pdftotext", "-bbox", "-l", "1", "-", "-")
    words = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]*)</word>', page)
    found = {word.strip("()"): float(x) for x, word in words}
    places = [found[word] for word in ("the", "Silk", "Road", "network")]
    assert places == sorted(places)
    assert "H₂O" in found


def test_code_with_a_comment_in_arabic_is_set_as_code(printed: bytes) -> None:
    code = [line for line in poppler(printed, "pdffonts", "-").splitlines() if "Mono" in line]
    assert code


def test_paragraphs_in_arabic_letters_are_told_apart_behind_a_figure_that_waits() -> None:
    before = "متن نمونه.\n\n" * 4 + "omega متن.\n\n"
    figure = "![شرح](media/square.svg){#fig-1 width=90% alt='x'}"
    text = f"{before}{figure}\n\nalpha متن.\n\nbeta متن.\n\ngamma متن.\n"
    data, pages, _ = build(text, lang="fa")
    assert pages == 2
    page = poppler(data, "pdftotext", "-bbox", "-l", "1", "-", "-")
    top = dict(re.findall(r'yMin="([\d.]+)"[^>]*>(omega|alpha|beta|gamma)</word>', page))
    heights = {word: float(y) for y, word in top.items()}
    gaps = heights["beta"] - heights["alpha"], heights["gamma"] - heights["beta"]
    assert gaps[0] > 1.5 * page_geometry.LEADING
    assert heights["alpha"] - heights["omega"] == pytest.approx(gaps[0], abs=0.5)
