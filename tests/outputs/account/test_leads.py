"""Links to another part of a product that lead elsewhere than they do in the manuscript."""

from __future__ import annotations

import copy
from typing import Any

import products_kit
import pytest

from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import account
from nashr.outputs.account.leads import misled
from nashr.outputs.account.passages import Part, Passage, key_with_calls
from nashr.outputs.jats import shown as shown_jats

TEXT = """
Bax: [birinci](#bir), [ikinci](#iki), [cədvəl](#tbl:a), [şəkil](#fig:a).[^a] Sonra.[^b]

[Oran]{#cite-1 .citation} deyir.

# Bir {#bir}

Mətn.

# İki {#iki}

| Ad | Say |
|----|-----|
| Bakı | 1 |

: Cədvəlin adı {#tbl:a}

![Şəklin adı](media/a.png){#fig:a alt="Şəkil"}

[^a]: Birinci qeyd.

[^b]: İkinci qeyd, [bir](#bir).
"""


MADE = products_kit.of_text(TEXT)
edition, page, jats = MADE.edition, MADE.page, MADE.jats


def told_of_page(root: Any) -> list[str]:
    read = shown_html.read([root])
    return told(read.text, shown_html.alternatives([root]), read.links)


def told_of_jats(root: Any) -> list[str]:
    read = shown_jats.read(root)
    return told(read.text, shown_jats.alternatives(root), read.links, raw_formulas=False, front=())


def told(text: str, said: list[str], links: Any, **more: Any) -> list[str]:
    found = account(edition(), Message("it"), text, said, links=links, **more)
    return [str(one.message) for one in found]


def elsewhere(*words: str) -> list[str]:
    return [f"A link at “{one}” leads elsewhere in it than in the manuscript." for one in words]


PRODUCTS = {
    "page": (page, told_of_page, "//div[@class='body']//a[@href]", "href"),
    "jats": (jats, told_of_jats, "body//xref", "rid"),
}
#: The links of the text in their order, each by the words from it on that are told.
LINKS = [
    "birinci, ikinci, cədvəl, şəkil. Sonra.",
    "ikinci, cədvəl, şəkil. Sonra.",
    "cədvəl, şəkil. Sonra.",
    "şəkil. Sonra.",
    "Sonra.",
    "Sonra.",
    "Oran deyir.",
]


@pytest.mark.parametrize("product", PRODUCTS)
def test_links_that_are_exchanged_are_told_of(product: str) -> None:
    made, told_of, path, key = PRODUCTS[product]
    assert told_of(made()) == []
    for number in range(len(LINKS) - 1):
        root = copy.deepcopy(made())
        links = root.xpath(path)
        assert len(links) == len(LINKS)
        one, other = links[number : number + 2]
        first, second = one.get(key), other.get(key)
        one.set(key, second)
        other.set(key, first)
        found = told_of(root)
        assert len(found) == 2, (first, second)
        assert all(one.startswith("A link at") and "leads elsewhere" in one for one in found)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_link_that_leads_nowhere_or_is_none_is_told_of(product: str) -> None:
    made, told_of, path, key = PRODUCTS[product]
    for number in (0, 2, 6):
        root = copy.deepcopy(made())
        root.xpath(path)[number].set(key, "#nowhere")
        assert told_of(root) == elsewhere(LINKS[number])
        del root.xpath(path)[number].attrib[key]
        assert told_of(root) == [f"A link at “{LINKS[number]}” is missing from it."]


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_name_that_stands_at_another_part_is_told_of(product: str) -> None:
    made, told_of, path, key = PRODUCTS[product]
    root = copy.deepcopy(made())
    name = root.xpath(path)[0].get(key).lstrip("#")
    (part,) = root.xpath(f"//*[@id='{name}']")
    (other,) = root.xpath("//*[@id='iki']")
    part.set("id", "x")
    other.set("id", name)
    # Both links to it, that of the note too, and the one to the part that lost its name.
    assert sorted(told_of(root)) == sorted(elsewhere(LINKS[0], LINKS[1], "bir."))


def test_what_a_template_writes_before_a_part_may_be_linked() -> None:
    text, part = (Passage("text", one, key_with_calls(one)) for one in ("Bax: 1", "Ad"))
    text = Passage("text", text.text, text.key, leads=((3, 4, "a"),))
    places = [(text, 0), (part, 12)]
    for target, wrong in ((4, []), (12, []), (15, [(text, 3, True)]), (-1, [(text, 3, True)])):
        assert list(misled({"a": Part(part, part)}, [(3, target)], places)) == wrong
    assert list(misled({"a": Part(part, part)}, [(2, 12)], places)) == [(text, 3, False)]


def test_a_note_of_a_letter_may_be_anywhere() -> None:
    text = Passage("text", "Ad söz", "Adsöz", leads=((2, 3, "a"),))
    short, long = (Passage("note", one, one) for one in ("q", "qeyd"))
    for note, wrong in ((short, []), (long, [(text, 2, True)])):
        # Found in a word of the template before the text; the link leads behind the text.
        places = [(note, 0), (text, 10)]
        assert list(misled({"a": Part(note, note)}, [(12, 40)], places)) == wrong
