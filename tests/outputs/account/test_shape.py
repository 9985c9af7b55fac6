"""Headings of another level and lists with other numbers, in pages that lose them."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import edition_kit
import lxml.html
import pytest

from nashr.messages import Message
from nashr.outputs.account.pages import account_of_pages
from nashr.outputs.account.passages import Passage, key_with_calls
from nashr.outputs.account.shape import misshapen
from nashr.outputs.edition import Edition
from nashr.outputs.html import render as html

TEXT = """
# Bir

Mətn.

## Bir alt

3) üçüncü
4) dördüncü

## İki alt

1. birinci

    5. içəridə

# İki

- bənd
"""


@cache
def edition() -> Edition:
    return edition_kit.edition(text=TEXT)


@cache
def page() -> Any:
    (file,) = html.render(edition(), edition_kit.ENGINES).value
    return lxml.html.document_fromstring(file.data)


def told(root: Any) -> list[str]:
    found = account_of_pages(edition(), Message("it"), [root], resources=())
    return [str(one.message) for one in found]


def test_headings_and_lists_that_stand_as_written_are_not_complained_of() -> None:
    assert told(page()) == []


@pytest.mark.parametrize(
    ("words", "tag"), [("Bir alt", "h4"), ("İki alt", "p"), ("Bir", "h3"), ("Bir", "h6")]
)
def test_a_heading_of_another_level_is_told_of(words: str, tag: str) -> None:
    root = copy.deepcopy(page())
    (heading,) = (
        one
        for one in root.xpath("//div[@class='body']//*")
        if one.text_content() == words and one.tag in ("h2", "h3")
    )
    heading.tag = tag
    assert told(root) == [f"“{words}” is a heading of another level, or none, in it."]


@pytest.mark.parametrize(("number", "words"), [(0, "üçüncü"), (2, "içəridə")])
def test_a_list_that_begins_with_another_number_is_told_of(number: int, words: str) -> None:
    root = copy.deepcopy(page())
    del root.xpath("//div[@class='body']//ol")[number].attrib["start"]
    assert told(root) == [f"The list at “{words}” begins with another number in it."]


def passages(*texts: str) -> list[tuple[Passage, int]]:
    found, start = [], 0
    for text in texts:
        found.append((Passage("heading", text, key_with_calls(text)), start))
        start += len(found[-1][0].key)
    return found


def test_the_levels_of_a_product_may_be_others_throughout() -> None:
    """All headings are two levels lower there, and the lowest ones alike."""
    placed = passages("Bir", "Alt", "Alt iki", "Dörd", "Beş")
    wanted = {
        "heading": [(one, level) for (one, _), level in zip(placed, (1, 2, 2, 4, 5), strict=True)]
    }
    shown = [(start, level) for (_, start), level in zip(placed, (3, 4, 4, 6, 6), strict=True)]
    assert list(misshapen(wanted, {"heading": shown}, placed)) == []
    shown[2] = (shown[2][0], 5)
    assert list(misshapen(wanted, {"heading": shown}, placed)) == [("heading", placed[2][0])]


def test_a_list_in_the_first_item_of_another_begins_where_that_does() -> None:
    placed = passages("Bir", "iki")
    wanted = {"list": [(placed[0][0], 1), (placed[0][0], 4)]}
    assert list(misshapen(wanted, {"list": [(0, 1), (0, 4)]}, placed)) == []
    assert len(list(misshapen(wanted, {"list": [(0, 1), (0, 1)]}, placed))) == 1
    # As in the notes of a PDF, whose lists are made of other elements.
    assert list(misshapen(wanted, {"list": []}, placed)) == []
