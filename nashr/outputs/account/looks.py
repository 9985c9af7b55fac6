"""What stands out of the text of a product, or leads out of it, held against what the author wrote:
letters that are raised, lowered, struck out or emphasised, and links.

A product may have more of them, as the numbers of affiliations are raised. What it lacks is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from nashr.outputs.account.passages import Mark, Passage, key_of
from nashr.untrusted.links import link_address

#: The elements of HTML by what is said of the letters in them.
_ELEMENTS: dict[str, Mark] = {
    **dict.fromkeys(("sup",), "super"),
    **dict.fromkeys(("sub",), "sub"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    **dict.fromkeys(("em", "i", "cite", "dfn"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("u", "ins"), "underline"),
}
_CAPITALS = "smallcaps"
_LOOKED_AT = [f"{{*}}{name}" for name in (*_ELEMENTS, "span", "a")]


class Looks:
    """The letters of a product by how they look, and the addresses of its links."""

    def __init__(self) -> None:
        self.letters: dict[Mark, Counter[str]] = {}
        self.addresses: set[str] = set()

    def see(self, mark: Mark, text: str) -> None:
        """Take down text of a product."""
        if mark == "link":
            self.addresses.add(address_key(text))
        else:
            self.letters.setdefault(mark, Counter()).update(key_of(text))


def address_key(address: str) -> str:
    """An address as it is compared: products escape different characters of it."""
    return unquote(link_address(address) or address).casefold().rstrip("/")


def unmarked(passages: Sequence[Passage], looks: Looks) -> Iterator[tuple[Passage, Mark, str]]:
    """The marked words that a product has without their mark, and the links that it lacks."""
    wanted: dict[Mark, Counter[str]] = {}
    marked: list[tuple[Passage, Mark, str]] = []
    for passage in passages:
        for mark, text in passage.marked:
            if mark != "link":
                wanted.setdefault(mark, Counter()).update(_letters(text))
                marked.append((passage, mark, text))
            elif address_key(text) not in looks.addresses:
                yield passage, mark, text
    lacking = {
        mark: counted - looks.letters.get(mark, Counter()) for mark, counted in wanted.items()
    }
    # Which of several it is cannot be told from letters: the first that has all of them is named.
    for passage, mark, text in marked:
        missing, own = lacking[mark], Counter(_letters(text))
        if missing and not own - missing:
            lacking[mark] = missing - own
            yield passage, mark, text
    for passage, mark, text in marked:
        if lacking[mark] and not lacking[mark].keys().isdisjoint(_letters(text)):
            lacking[mark] = lacking[mark] - Counter(_letters(text))
            yield passage, mark, text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, key_of(text)))


def looks_of_pages(roots: Sequence[Any]) -> Looks:
    """What stands out in pages of HTML."""
    looks = Looks()
    for root in roots:
        repeated = {one for part in root.iter("{*}nav", "{*}footer") for one in part.iter()}
        for element in root.iter(*_LOOKED_AT):
            if element in repeated:
                continue
            name = element.tag.rpartition("}")[2]
            mark = _ELEMENTS.get(name)
            if mark is not None and not _is_call(element):
                looks.see(mark, "".join(element.itertext()))
            elif name == "span" and _CAPITALS in (element.get("class") or "").split():
                looks.see("capitals", "".join(element.itertext()))
            elif name == "a" and element.get("href"):
                looks.see("link", element.get("href"))
    return looks


def _is_call(raised: Any) -> bool:
    """Whether it is the number of a note or of an affiliation."""
    around = raised.getparent()
    if around is not None and around.get("role") == "doc-noteref":
        return True
    return len(raised) > 0 and (raised[0].get("href") or "").startswith("#nashr-affiliation")
