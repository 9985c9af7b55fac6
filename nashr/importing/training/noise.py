"""What an author's typing, copying and converting does to a reference."""

from __future__ import annotations

import re
from random import Random

Segment = tuple[str, str]
#: Joins two segments without a space between them.
JOIN = "\u2060"


def words_of(segments: list[Segment], random: Random) -> list[tuple[str, str]]:
    """The words of a reference, each with its label; a word that two fields share is one piece
    for each of them, joined by ``JOIN`` at its end."""
    if segments:
        segments = _slips(segments, random)
    return [(word, label) for label, text in segments for word in text.split()]


def _slips(segments: list[Segment], random: Random) -> list[Segment]:
    roll = random.random()
    found = list(segments)
    if roll < 0.06:  # marks between the parts are missing
        n = random.randrange(len(found))
        label, text = found[n]
        if not text.endswith(JOIN):
            found[n] = (label, text.rstrip(".,;:") or text)
    elif roll < 0.10:  # marks are doubled
        n = random.randrange(len(found))
        label, text = found[n]
        if not text.endswith(JOIN):
            found[n] = (label, text + random.choice([".", ",", " ."]))
    elif roll < 0.13:  # broken words of a line's end
        n = random.randrange(len(found))
        label, text = found[n]
        words = text.split()
        long = [k for k, word in enumerate(words) if len(word) > 8 and word.isalpha()]
        if long:
            k = random.choice(long)
            cut = random.randint(3, len(words[k]) - 3)
            words[k] = words[k][:cut] + "- " + words[k][cut:]
            found[n] = (label, " ".join(words))
    elif roll < 0.15:  # spaces before marks
        found = [(label, re.sub(r"([:;])$", r" \1", text)) for label, text in found]
    elif roll < 0.17:  # a space is missing behind a mark
        n = random.randrange(len(found))
        label, text = found[n]
        if text[-1:] in (",", ":", ";") and n + 1 < len(found) and found[n + 1][1][:1].isalpha():
            found[n] = (label, text + JOIN)
    elif roll < 0.185:  # all in capitals
        found = [(label, text.upper() if label in ("title",) else text) for label, text in found]
    elif roll < 0.195 and len(found) > 2:  # a part has been forgotten
        del found[random.randrange(1, len(found))]
    elif roll < 0.207 and len(found) > 3:  # from some part on there are no marks between the parts
        first = random.randrange(1, len(found) - 1)
        found[first:] = [
            (label, text if text.endswith(JOIN) else text.rstrip(".,;:") or text)
            for label, text in found[first:]
        ]
    return found
