"""Words by which the parts of a typed reference are known, in the languages of journals.

They stand in ``data/``. What a word says is a hint for the sequence labeller
(``reference_labels``), never a decision: *s.* is a page in Turkish, an issue (*sayı*) in the same
line, and an initial.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

#: The kind of words of running text, which a title has and a list of names has not.
_FUNCTION = "function"
#: Endings of English words, and what a word has without them.
_ENDINGS = (
    ("'s", ""), ("’s", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""),
    ("ed", "e"),
    ("ing", ""), ("ing", "e"), ("ly", ""), ("ness", ""),
)  # fmt: skip


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
def surnames() -> frozenset[str]:
    """Family names that mean nothing else."""
    return frozenset(_read("surnames.txt").lower().split())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that titles are made of, beside the function words."""
    return frozenset(_read("common_words.txt").lower().split())


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether titles are made of a word, in small letters: of itself, of what is before an English
    ending, or of what its hyphens join.
    """
    known = common_words()
    if word in known:
        return True
    if "-" in word:
        return all(len(part) > 1 and is_common(part) for part in word.split("-"))
    return any(
        word.endswith(ending) and word[: -len(ending)] + stem in known for ending, stem in _ENDINGS
    )


def phrases_in(words: Sequence[str]) -> list[str]:
    """For each word of a reference the kind of the known name that it is in, or nothing:
    ``publisher`` or ``journal``. ``words`` are in small letters, without the marks around them.
    """
    known = _phrases()
    found = [""] * len(words)
    n = 0
    while n < len(words):
        length, kind = next(
            (
                (len(phrase), kind)
                for phrase, kind in known.get(words[n], ())
                if tuple(words[n : n + len(phrase)]) == phrase
            ),
            (1, ""),
        )
        found[n : n + length] = [kind] * length
        n += length
    return found


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """The names of publishers and journals by their first words, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in ("journal", "publisher"):
        for name in re.split(r"\s*[|\n]\s*", _read(f"{kind}s.txt").lower().strip()):
            words = tuple(word.strip(".,") for word in name.split())
            found.setdefault(words[0], []).append((words, kind))
    for names in found.values():
        names.sort(key=lambda one: -len(one[0]))
    return found


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
