"""What stands between letters and digits, in products that lose or change it."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import docx_kit
import lxml.etree
import lxml.html
import products_kit
import pytest

from nashr.importing.ooxml import tag
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import account
from nashr.outputs.account.passages import Passage, key_with_calls
from nashr.outputs.account.signs import respelt
from nashr.outputs.docx import shown as shown_docx
from nashr.outputs.jats import shown as shown_jats

TEXT = """
Artım 3,14 % (2:1, 5/8), hərarət −5 °C; p ≤ 0,05. Əhali 1.000 nəfər, “sitat” sonu.[^a]

Sətir\\
bir <br> üç `f(x, y)` söz.

| Ad | Say |
|----|----:|
| Bakı | 12,5 |
| Gəncə | 1,25 |

: Cədvəl, (izah) {#tbl:a}

1. bənd; iki

Düstur $$x$$ və $$y$$, sonra.

<pre>
kod  birdir
  kod ikidir
</pre>

[^a]: Qeyd: 7,5 kq.
"""


MADE = products_kit.of_text(TEXT)
edition, page, jats = MADE.edition, MADE.page, MADE.jats


@cache
def word() -> Any:
    """The Word file as one tree, its notes behind the text."""
    package = docx_kit.package(edition())
    document = docx_kit.part(package, "word/document.xml")
    document.append(docx_kit.part(package, "word/footnotes.xml"))
    return document


def told_of_page(root: Any) -> list[str]:
    said = shown_html.alternatives([root])
    return told(shown_html.read([root]).text, said)


def told_of_jats(root: Any) -> list[str]:
    text, said = shown_jats.read(root)[0], shown_jats.alternatives(root)
    return told(text, said, raw_formulas=False, front=())


def told_of_word(root: Any) -> list[str]:
    document, notes = root, root[-1]
    document.remove(notes)
    text, said = shown_docx.read(document, notes)[0], shown_docx.alternatives(document, notes)
    return told(text, said, raw_formulas=False, front=())


def told(text: str, said: list[str], **more: Any) -> list[str]:
    return [str(one.message) for one in account(edition(), Message("it"), text, said, **more)]


PRODUCTS = {
    "page": (page, told_of_page),
    "jats": (jats, told_of_jats),
    "word": (word, told_of_word),
}


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize(
    ("written", "shown", "words"),
    [
        ("3,14", "314", "3,14 %"),
        ("3,14", "3.14", "3,14 %"),
        ("2:1", "21", "(2:1, 5/8)"),
        ("5/8", "58", "5/8), hərarət"),
        ("1.000", "1000", "1.000 nəfər"),
        ("−5", "5", "hərarət −5"),
        ("≤", "", "p ≤ 0,05"),
        ("“sitat”", "sitat", "nəfər, “sitat”"),
        ("12,5", "125", "12,5"),
        ("7,5 kq", "7,5kq", "7,5"),
        ("bənd; iki", "bənd iki", "bənd; iki"),
        (", (izah)", ", izah", "Cədvəl, (izah)"),
        ("f(x, y)", "f(x y)", "f(x, y)"),
    ],
)
def test_signs_between_letters_that_are_lost_or_changed_are_told_of(
    product: str, written: str, shown: str, words: str
) -> None:
    made, told_of = PRODUCTS[product]
    root = copy.deepcopy(made())
    assert told_of(copy.deepcopy(root)) == []
    texts = [one for one in root.iter() if isinstance(one.tag, str)]
    for one in texts:
        one.text = (one.text or "").replace("\xa0", " ").replace(written, shown)
        one.tail = (one.tail or "").replace("\xa0", " ").replace(written, shown)
    found = told_of(root)
    ending = "” stands in it with other signs, or without some of them."
    assert [(one[1 : 1 + len(words)], one.endswith(ending)) for one in found] == [(words, True)]


def places(*texts: str) -> list[tuple[Passage, int]]:
    found, start = [], 0
    for text in texts:
        key = key_with_calls(text)
        found.append((Passage("text", text, key), start))
        start += len(key)
    return found


def test_a_number_that_another_passage_has_too_is_missed_where_it_stood() -> None:
    first, second, rest = places("1,5", "1,5", "sözlər davam edir burada")
    (told,) = respelt([first, second, rest], "15 | 1,5 sözlər davam edir burada")
    assert told == (first[0], 0)
    (told,) = respelt([first, second, rest], "1,5 | 15 sözlər davam edir burada")
    assert told == (second[0], 0)


def test_what_a_template_writes_between_passages_is_its_own() -> None:
    written = places("Bir, iki.", "(üç)")
    shifted = [written[0], (written[1][0], written[1][1] + 4)]
    assert list(respelt(shifted, "\u200bBir,\u00a0iki.\n\n[x] 2,34 -- (üç)")) == []


def test_spaces_and_hyphens_of_any_kind_are_alike_and_their_lack_is_not() -> None:
    written = places("ad-soyad 10 000")
    assert list(respelt(written, "ad\u2011so\u00adyad 10\u202f000")) == []
    assert [offset for _, offset in respelt(written, "ad-soyad 10000")] == [8]
    assert [offset for _, offset in respelt(written, "adsoyad 10 000")] == [1]


def test_the_boxes_of_a_list_of_tasks_are_drawn_and_not_compared() -> None:
    assert list(respelt(places("☐ bir, iki", "☒ üç"), "bir, iki üç")) == []


def test_images_and_formulas_may_stand_on_lines_of_their_own() -> None:
    written = places("Bir \u25a3 \u220e, iki.")
    assert list(respelt(written, "Bir\u25a3\u220e, iki.")) == []
    numbered = places("Bir \u220e (A.1), iki.")
    assert list(respelt(numbered, "Bir\u220e(A.1) , iki.")) == []
    assert len(list(respelt(numbered, "Bir \u220e A.1, iki."))) == 1


def test_a_dash_that_is_all_of_a_cell_has_its_place() -> None:
    written = places("Bakı şəhərinin əhalisi", "10", "–", "+")
    assert list(respelt(written, "Bakı şəhərinin əhalisi 10 – +")) == []
    told = [passage.text for passage, _ in respelt(written, "Bakı şəhərinin əhalisi – 10 +")]
    assert told == ["–"]


def test_a_few_letters_with_none_beside_them_may_stand_anywhere() -> None:
    """The key of a text of one letter is found in the first words that have it."""
    ((passage, _),) = places("(a)")
    assert list(respelt([(passage, 1)], "Bakı, (a)")) == []
    assert len(list(respelt([(passage, 1)], "Bakı, a"))) == 1


def test_a_formula_and_its_number_are_two_cells_of_a_word_file() -> None:
    """One that is not understood is set as its source, whose number follows it at once."""
    document = lxml.etree.fromstring(
        f"<x xmlns:w='{tag('w:p')[1:].partition('}')[0]}'>"
        "<w:p><w:r><w:t>\\x</w:t></w:r></w:p><w:p><w:r><w:t>(1)</w:t></w:r></w:p></x>"
    )
    assert list(respelt(places("\\x(1)"), shown_docx.read(document, None)[0])) == []


def test_a_product_without_any_passage_and_a_character_that_nobody_writes_are_read() -> None:
    assert list(respelt([], "Bir")) == []
    assert (
        list(respelt(places("Bir\0iki", "üç, dörd və beş, altı"), "Bir\0iki üç, dörd və beş, altı"))
        == []
    )
    assert (
        len(list(respelt(places("bir\0", "üç, dörd və beş altı"), "bir\0 üç dörd və beş altı")))
        == 1
    )
