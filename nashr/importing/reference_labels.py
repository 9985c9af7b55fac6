"""Which word of a typed reference belongs to which field: the sequence labeller."""

from __future__ import annotations

from collections.abc import Iterator

from nashr.importing.reference_features import features_of
from nashr.importing.reference_models import Reading
from nashr.importing.reference_plausible import plausible
from nashr.importing.reference_titles import with_container, with_title
from nashr.importing.reference_tokens import Token, tokens_of
from nashr.importing.reference_volumes import with_volume
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
    reading = Reading(features_of(tokens))
    labels = plausible(reading.likeliest(), reading.probability)
    confidence = reading.probability(labels)
    labels = with_container(tokens, with_title(tokens, labels))
    labels = with_volume(tokens, labels)
    return Labelled(text, tuple(tokens), tuple(labels), confidence)
