"""The volume of a book that was taken for the end of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nashr.importing.reference_tokens import Token

_NAME = "container-title"
#: *Vol. 3*, *Volume II*, *Bd. 4*, *(Vol. 1,*, with a part of it.
_WORD = re.compile(r"[(\[]?(?:vols?|volumes?|bd|cilt|cild)[.:]?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\d{1,4}|[IVXLCDM]{1,7}|\d{1,3}[-–/]\d{1,3}|one|two|three)[).,;:\]]*", re.IGNORECASE
)
_PART = re.compile(r"(?:parts?|pts?|book|section)[.:]?", re.IGNORECASE)
_PART_NUMBER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-K])[).,;:\]]*", re.IGNORECASE)


def with_volume(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels; where no other word is a volume, a word for one with its number, which ends the
    name of what a work stands in, is the volume of that.
    """
    found = list(labels)
    if "volume" in found:
        return found
    ends = [
        n + 1
        for n, label in enumerate(found)
        if label == _NAME and (n + 1 == len(found) or found[n + 1] != _NAME)
    ]
    for end in ends:
        for patterns in ((_WORD, _NUMBER, _PART, _PART_NUMBER), (_WORD, _NUMBER)):
            start = end - len(patterns)
            is_volume = (
                start > 0
                and found[start - 1] == _NAME
                and all(
                    found[start + n] == _NAME and one.fullmatch(tokens[start + n].text)
                    for n, one in enumerate(patterns)
                )
            )
            if is_volume:
                found[start:end] = ["volume"] * (end - start)
                return found
    return found
