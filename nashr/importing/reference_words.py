"""Words by which the parts of a typed reference are known, in the languages of journals.

They stand in ``data/``. What a word says is a hint for the sequence labeller
(``reference_labels``), never a decision: *s.* is a page in Turkish, an issue (*sayı*) in the same
line, and an initial.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

#: The kind of words of running text, which a title has and a list of names has not.
_FUNCTION = "function"


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, tuple[str, ...]]:
    """For each known word, what it may be a sign of."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in _listed_kinds().items():
        for word in words if kind != _FUNCTION else ():
            found[word] = (*found.get(word, ()), kind)
    return found


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    return frozenset(_listed_kinds()[_FUNCTION])


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Words of the names of cities where books are published."""
    return frozenset(_read("places.txt").lower().split())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    return frozenset(_read("given_names.txt").lower().split())


@lru_cache(maxsize=1)
def _listed_kinds() -> Mapping[str, tuple[str, ...]]:
    parts = re.split(r"^\[(\w+)\]$", _read("words.txt"), flags=re.MULTILINE)
    return {
        kind: tuple(words.split()) for kind, words in zip(parts[1::2], parts[2::2], strict=True)
    }


def _read(name: str) -> str:
    """The words of a file, without its lines of comment."""
    text = files("nashr.importing").joinpath("data", name).read_text("utf-8")
    return re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
