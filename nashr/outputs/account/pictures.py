"""The pictures of a product held against those that stand at their places in the document: by their
files, as far as a product names these, and by their alternative texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from nashr.model import Resource
from nashr.outputs.account.passages import IMAGE, Passage, key_of
from nashr.outputs.assets import data_uri

#: So much of an address is told of a file that is none of the article's.
_MOST = 24


class Picture(NamedTuple):
    """``file`` is its name, empty where a product does not tell it; ``said`` the key of its
    alternative text, behind which may stand more.
    """

    file: str
    said: str


def displaced(
    pictures: Sequence[Picture | None], shown: str, places: Iterable[tuple[Passage, int]]
) -> Iterator[tuple[Passage, str]]:
    """The pictures in the place of which another one stands: the passage and the file of each.

    ``pictures`` are those of the signs in the key ``shown``, None where the sign is a character of
    the text; ``places`` are the passages with where they begin in it.
    """
    if not any(pictures):
        return
    signs = (match.start() for match in re.finditer(IMAGE, shown))
    found = dict(zip(signs, pictures, strict=True))
    all_said = [one.said for one in pictures if one is not None]
    for passage, start in places:
        offset = -1
        for file, said in passage.pictures:
            offset = passage.key.index(IMAGE, offset + 1)
            picture = found[start + offset]
            if picture is None or not file:
                continue
            if not picture.said.startswith(said):
                # That no picture says it is told of elsewhere.
                is_other = any(one.startswith(said) for one in all_said)
            else:
                # Of one that stands under two names, a product does not tell which.
                is_other = bool(picture.file) and not _is_made_of(picture.file, file)
            if is_other:
                yield passage, file


def _is_made_of(name: str, file: str) -> bool:
    """Whether a product's file has the name of the author's: its ending may be another."""
    return _stem(name).startswith(_stem(file))


def _stem(name: str) -> str:
    base = unquote(name).rpartition("/")[2]
    return base.rpartition(".")[0] or base


def of_pages(
    elements: Iterable[Any], resources: Iterable[Resource] | None = None
) -> list[Picture | None]:
    """The pictures of pages of HTML; ``elements`` are those of the signs. Where a page holds its
    pictures, ``resources`` are their files.
    """
    elements = list(elements)
    names: dict[str, str] = {}
    for one in resources or () if any(one is not None for one in elements) else ():
        address = data_uri(one)
        names[address] = "" if address in names else one.name
    is_embedded = resources is not None
    return [None if one is None else _picture(one, names, is_embedded) for one in elements]


def _picture(element: Any, names: dict[str, str], is_embedded: bool) -> Picture:
    source = element.get("src", "")
    file = names.get(source, source[:_MOST]) if is_embedded else source
    return Picture(file, key_of(element.get("alt", "")))
