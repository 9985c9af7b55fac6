"""The works of a typed list of references, by what citations name them with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from nashr.records import dataclass

#: Letters that the ending of a case may have behind a name, as in *Oranın*.
_LONGEST_ENDING = 4
#: A name is no longer than this, in words.
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work as citations name it. The texts are folded; ``number`` is that of a numbered list."""

    key: str
    number: int | None
    families: tuple[str, ...]
    year: int | None
    letter: str
    titles: tuple[str, ...]


class ListedWorks:
    """The works of one list."""

    def __init__(self, works: Sequence[ListedWork]) -> None:
        self._works = works

    @cached_property
    def by_number(self) -> Mapping[int, ListedWork]:
        return {work.number: work for work in self._works if work.number is not None}

    @cached_property
    def _by_family(self) -> Mapping[str, list[ListedWork]]:
        """The works by their first author, and by the initials of one of several words."""
        found: dict[str, list[ListedWork]] = defaultdict(list)
        for work in self._works:
            if work.families:
                found[work.families[0]].append(work)
                initials = "".join(word[0] for word in work.families[0].split())
                if len(initials) > 2:
                    found[initials].append(work)
        return found

    def of_key(self, key: str) -> ListedWork:
        return next(work for work in self._works if work.key == key)

    def named(self, words: Sequence[str], year: int, letter: str) -> Sequence[ListedWork]:
        """The works whose first author these folded words begin with, of a year; of several, those
        that have the letter behind the year, and all the names that are given.
        """
        works = [work for work in self.of_names(words) if work.year == year]
        if letter and len(works) > 1:
            works = [work for work in works if work.letter == letter] or works
        if len(works) > 1 and len(words) > 1:
            works = [work for work in works if _has_all(work, words)] or works
        return works

    def of_names(self, words: Sequence[str]) -> Sequence[ListedWork]:
        """The works of an author; of works without one, those whose title begins so."""
        for end in range(min(len(words), _MOST_WORDS), 0, -1):
            if works := self._by_family.get(" ".join(words[:end])):
                return works
        for start, word in enumerate(words[:3]):
            for name, works in self._by_family.items():
                if _is_name(word, name) and (start == 0 or " " not in name):
                    return works
        title = " ".join(words)
        if len(words) < 2 and len(title) < _MOST_WORDS:
            return []
        return [
            work
            for work in self._works
            if not work.families and any(one.startswith(title) for one in work.titles)
        ]


def _is_name(word: str, name: str) -> bool:
    """Whether a word is the last of a name, with the ending of a case or without it."""
    last = name.split()[-1]
    more = len(word) - len(last)
    return word == last or (len(last) > 3 and word.startswith(last) and more <= _LONGEST_ENDING)


def _has_all(work: ListedWork, words: Sequence[str]) -> bool:
    """Whether the words are names of a work's authors, and no author is left out but by *et al.*"""
    known = [part for name in work.families for part in name.split()]
    named = sum(any(word.startswith(part) for part in known) for word in words)
    return named == len(words) and len(work.families) <= max(2, len(words))
