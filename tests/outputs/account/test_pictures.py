"""Pictures that change places in a product, with their alternative texts or without."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import docx_kit
import edition_kit
import products_kit
import pytest

from nashr.importing.ooxml import tag
from nashr.messages import Message
from nashr.model import Resource
from nashr.outputs.account import pictures, shown_html
from nashr.outputs.account.compare import certain
from nashr.outputs.account.findings import account
from nashr.outputs.account.passages import IMAGE, Passage, key_of
from nashr.outputs.docx import shown as shown_docx
from nashr.outputs.edition import Edition
from nashr.outputs.jats import shown as shown_jats
from nashr.outputs.jats.xml import XLINK
from nashr.records import replace

TEXT = """
![Birinci](media/a.png){alt="Qırmızı"}

![İkinci](media/b.png){alt="Göy"}

Sətirdə ![](media/c.png){.x} və ![](media/d.png) durur, ▣ yazılıb.
"""
FILES = ("a", "b", "c", "d")


@cache
def edition() -> Edition:
    made = edition_kit.edition(text=TEXT)
    files = [
        Resource(f"media/{name}.png", b"\x89PNG" + name.encode(), "image/png", 40, 20)
        for name in FILES
    ]
    return replace(made, document=replace(made.document, resources=tuple(files)))


def told_of_page(root: Any) -> list[str]:
    read = shown_html.read([root])
    seen = pictures.of_pages(read.images, edition().document.resources)
    return told(read.text, shown_html.alternatives([root]), seen)


def told_of_jats(root: Any) -> list[str]:
    read = shown_jats.read(root)
    said = shown_jats.alternatives(root)
    return told(read.text, said, read.pictures, raw_formulas=False, front=())


def told_of_word(root: Any) -> list[str]:
    text, _, seen = shown_docx.read(root, None)
    return told(text, shown_docx.alternatives(root, None), seen, raw_formulas=False, front=())


def told(text: str, said: list[str], seen: Any, **more: Any) -> list[str]:
    found = account(edition(), Message("it"), text, said, pictures=seen, **more)
    return [str(one.message) for one in found]


MADE = products_kit.Products(edition)
page, jats = MADE.page, MADE.jats


@cache
def word() -> Any:
    return docx_kit.part(docx_kit.package(edition()), "word/document.xml")


PRODUCTS = {
    "page": (page, told_of_page, ["img"]),
    "jats": (jats, told_of_jats, ["graphic", "inline-graphic"]),
    "word": (word, told_of_word, [tag("w:drawing")]),
}


def exchange(one: Any, other: Any) -> None:
    """Let two pictures change places, and what is said of them too."""
    first, second = copy.deepcopy(one), copy.deepcopy(other)
    first.tail, second.tail = other.tail, one.tail
    other.getparent().replace(other, first)
    one.getparent().replace(one, second)


@pytest.mark.parametrize("product", PRODUCTS)
def test_pictures_that_change_places_are_told_of(product: str) -> None:
    made, told_of, names = PRODUCTS[product]
    assert told_of(copy.deepcopy(made())) == []
    for first in (0, 2):  # with alternative texts, and without
        root = copy.deepcopy(made())
        images = [*root.iter(*names)]
        assert len(images) == len(FILES)
        exchange(images[first], images[first + 1])
        assert told_of(root) == [
            f"“media/{name}.png” stands in another order in it."
            for name in FILES[first : first + 2]
        ]


def test_files_that_change_places_under_their_alternative_texts_are_told_of() -> None:
    lost = [f"“media/{name}.png” stands in another order in it." for name in "ab"]
    for made, read, key in (
        (page(), told_of_page, "src"),
        (jats(), told_of_jats, f"{{{XLINK}}}href"),
    ):
        root = copy.deepcopy(made)
        first, second = [*root.iter("img", "graphic")][:2]
        name, other = first.get(key), second.get(key)
        first.set(key, other)
        second.set(key, name)
        assert read(root) == lost


def test_a_file_of_another_kind_under_the_name_is_the_same_picture() -> None:
    root = copy.deepcopy(jats())
    image = next(root.iter("graphic"))
    image.set(f"{{{XLINK}}}href", "media/a-png.webp")
    assert told_of_jats(root) == []


WORDS = "Bir neçə söz burada durur."


def found_at(start: int) -> list[tuple[Passage, int]]:
    """Two paragraphs of a picture each, the first at this place."""
    made = [Passage("text", IMAGE, IMAGE, pictures=((name, ""),)) for name in "ab"]
    return [(passage, start + number) for number, passage in enumerate(made)]


def told_of_order(order: str, before: str, places: list[tuple[Passage, int]]) -> list[str]:
    """The files that are told of where a product shows these in this order behind some words."""
    seen = [pictures.Picture(name, "") for name in order.split()]
    shown = before + IMAGE * len(seen)
    return [file for _, file in pictures.displaced(seen, shown, certain(places))]


@pytest.mark.parametrize("order", ["cover a b", "a b"])
def test_a_picture_that_may_have_been_found_at_that_of_a_cover_is_not_compared(order: str) -> None:
    """One without words is found at the first picture, whichever that is."""
    assert told_of_order(order, "", found_at(0)) == []


@pytest.mark.parametrize(
    ("order", "told_of"), [("a b", []), ("b a", ["a", "b"]), ("cover a", ["a", "b"])]
)
def test_a_picture_right_behind_words_of_the_text_is_compared(
    order: str, told_of: list[str]
) -> None:
    key = key_of(WORDS)
    places = [(Passage("text", WORDS, key), 0), *found_at(len(key))]
    assert told_of_order(order, key, places) == told_of


def test_a_picture_that_stands_under_two_names_is_either_of_them() -> None:
    """A page that holds its pictures does not tell which: their bytes are the same."""
    shown = key_of(WORDS) + 3 * IMAGE
    places = [(Passage("text", WORDS, key_of(WORDS)), 0)]
    for number, file in enumerate(("media/a.png", "media/b.png", "media/c.png")):
        one = Passage("text", IMAGE, IMAGE, pictures=((file, ""),))
        places.append((one, len(shown) - 3 + number))
    seen = [pictures.Picture(file, "") for file in ("", "", "media/c.png")]
    assert list(pictures.displaced(seen, shown, places)) == []
