"""Which word of a typed reference belongs to which field: the sequence labeller and its model.

The model is a conditional random field (``data/references.crf``), made by ``make reference-model``.
It is loaded with the first reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from nashr.importing.reference_features import features_of
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
    labels = tagger.tag(features_of(tokens))
    confidence = float(tagger.probability(labels))
    return Labelled(text, tuple(tokens), tuple(with_title(tokens, labels)), confidence)


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
