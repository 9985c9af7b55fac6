"""Which word of a typed reference belongs to which field: the sequence labeller and its model.

The model is a conditional random field (``data/references.crf``), made by ``make reference-model``.
It is loaded with the first reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from nashr.importing.reference_features import features_of
from nashr.importing.reference_plausible import plausible
from nashr.importing.reference_titles import with_title
from nashr.importing.reference_tokens import Token, tokens_of
from nashr.records import dataclass

#: The fields that are told apart. A volume has its issue with it, an editor the word before the
#: names (*In*, *ed.*), a note all that is in no other field.
LABELS = (
    "citation-number",
    "author",
    "date",
    "title",
    "container-title",
    "collection-title",
    "volume",
    "pages",
    "publisher",
    "location",
    "editor",
    "translator",
    "edition",
    "genre",
    "note",
    "url",
    "doi",
    "isbn",
)
#: The fields of which the model tells the first word from the others: a field starts behind a mark,
#: and what may follow it depends on the field that starts next.
_STARTED = frozenset(
    """
    author title container-title collection-title publisher location editor note date volume pages
    genre
    """.split()
)
_START = "B-"
#: References are no longer than this, in characters; what is longer is a paragraph of text.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference, word by word. ``confidence`` is the probability that all labels are right."""

    text: str
    tokens: tuple[Token, ...]
    labels: tuple[str, ...]
    confidence: float

    def runs(self) -> Iterator[tuple[str, str]]:
        """The label and the text of each run of words that have the same label."""
        start = 0
        for n, label in enumerate(self.labels):
            if n + 1 == len(self.labels) or self.labels[n + 1] != label:
                end = self.tokens[n].start + len(self.tokens[n].text)
                yield label, self.text[self.tokens[start].start : end]
                start = n + 1


def label(text: str) -> Labelled:
    """A reference with the label of each of its words."""
    text = " ".join(text.split())[:LONGEST]
    tokens = tokens_of(text)
    if not tokens:
        return Labelled(text, (), (), 0.0)
    tagger = _tagger()
    tagger.set(features_of(tokens))
    known = frozenset(tagger.labels())

    def probability(labels: Sequence[str]) -> float:
        told = started(labels)
        return float(tagger.probability(told)) if known.issuperset(told) else 0.0

    found = [label.removeprefix(_START) for label in tagger.tag()]
    labels = plausible(found, probability)
    return Labelled(text, tuple(tokens), tuple(with_title(tokens, labels)), probability(labels))


def started(labels: Sequence[str]) -> list[str]:
    """The labels as the model has them: those of the first words of fields are told apart."""
    return [
        f"{_START}{label}" if label in _STARTED and (not n or labels[n - 1] != label) else label
        for n, label in enumerate(labels)
    ]


@lru_cache(maxsize=1)
def _model() -> bytes:
    """The model; the tagger reads it where it is, so that it must stay."""
    return files("nashr.importing").joinpath("data", "references.crf").read_bytes()


@lru_cache(maxsize=1)
def _tagger() -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())
    return tagger
