"""The models that read typed references, and the reading that is likeliest to all of them.

Each is a conditional random field, made by ``make reference-model`` from works of its own; one
errs where the others do not. They are loaded with the first reference.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import product
from math import prod
from typing import Any

#: The models, compressed, in the folder ``data``.
MODELS = tuple(f"references-{number}.crf.xz" for number in (1, 2, 3))
#: The fields of which the models tell the first word from the others: a field starts behind a mark,
#: and what may follow it depends on the field that starts next.
_STARTED = frozenset(
    """
    author title container-title collection-title publisher location editor note date volume pages
    genre
    """.split()
)
_START = "B-"
#: So many combinations of what the models have found are tried.
_COMBINATIONS = 32


class Reading:
    """A reference as the models see it, by its features."""

    def __init__(self, features: Sequence[Sequence[str]]) -> None:
        import pycrfsuite

        self._taggers = _taggers()
        self._known = _known_labels()
        items = pycrfsuite.ItemSequence(features)
        for tagger in self._taggers:
            tagger.set(items)

    def likeliest(self) -> list[str]:
        """The labels that are likeliest to the models together: those that one of them has found,
        or some of those and some of the others'.
        """
        found = [[label.removeprefix(_START) for label in tagger.tag()] for tagger in self._taggers]
        return max(_mixed(found), key=self.probability)

    def probability(self, labels: Sequence[str]) -> float:
        """How likely labels are: the mean of what the models say, the geometric one, so that
        what is impossible to one is unlikely to all.
        """
        told = started(labels)
        if not self._known.issuperset(told):
            return 0.0
        said = [float(tagger.probability(told)) for tagger in self._taggers]
        return float(prod(said) ** (1 / len(said)))


def started(labels: Sequence[str]) -> list[str]:
    """The labels as the models have them: those of the first words of fields are told apart."""
    return [
        f"{_START}{label}" if label in _STARTED and (not n or labels[n - 1] != label) else label
        for n, label in enumerate(labels)
    ]


def _mixed(found: Sequence[list[str]]) -> Iterator[list[str]]:
    """Each of the readings, and what comes of taking each part in which they differ from one or
    from another.
    """
    yield from found
    words = list(zip(*found, strict=True))
    differs = [len(set(labels)) > 1 for labels in words]
    starts = [n for n, one in enumerate(differs) if one and not (n and differs[n - 1])]
    if len(starts) < 2 or len(found) ** len(starts) > _COMBINATIONS:
        return
    for choice in product(range(len(found)), repeat=len(starts)):
        mixed: list[str] = []
        place = -1
        for n, labels in enumerate(words):
            place += n in starts
            mixed.append(labels[choice[place] if differs[n] else 0])
        yield mixed


@lru_cache(maxsize=1)
def models() -> tuple[bytes, ...]:
    """The models; the taggers read them where they are, so that they must stay."""
    folder = files("nashr.importing").joinpath("data")
    return tuple(lzma.decompress(folder.joinpath(name).read_bytes()) for name in MODELS)


@lru_cache(maxsize=1)
def _taggers() -> tuple[Any, ...]:
    import pycrfsuite

    taggers = []
    for model in models():
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(model)
        taggers.append(tagger)
    return tuple(taggers)


@lru_cache(maxsize=1)
def _known_labels() -> frozenset[str]:
    """The labels that all models have."""
    return frozenset.intersection(*(frozenset(tagger.labels()) for tagger in _taggers()))
