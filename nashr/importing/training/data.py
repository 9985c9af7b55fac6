"""The training data: references as tokens, with the label of each."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from nashr.importing.reference_tokens import Token, tokens_of
from nashr.importing.training.noise import JOIN, words_of
from nashr.importing.training.typed import Typed
from nashr.importing.training.works import make_work

Labelled = tuple[list[Token], list[str]]


def labelled(words: list[tuple[str, str]]) -> Labelled:
    """The tokens of a reference, and their labels."""
    text = ""
    spans: list[tuple[int, str]] = []
    for word, label in words:
        spans.append((len(text), label))
        text += word.removesuffix(JOIN) + ("" if word.endswith(JOIN) else " ")
    tokens = tokens_of(text)
    labels = []
    n = 0
    for token in tokens:
        while n + 1 < len(spans) and spans[n + 1][0] <= token.start:
            n += 1
        labels.append(spans[n][1])
    return tokens, labels


def typed(count: int, seed: int) -> Iterator[Labelled]:
    random = Random(seed)
    for _ in range(count):
        segments = Typed(make_work(random), random).run()
        if segments:
            yield labelled(words_of(segments, random))
