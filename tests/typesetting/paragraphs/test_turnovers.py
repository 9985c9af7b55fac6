"""A line of code that goes on in the next one has a mark; one that ends has none."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from pdf_kit import build

#: The drawing of a mark: down and back, then the barbs of the arrow.
_ARROW = ["m", "l", "l", "m", "l", "l", "S"]
_SHORT = "x = x"
_LONG = 'y = "' + "word " * 40 + '"'
_UNBROKEN = "z" * 150


def marks(data: bytes) -> list[int]:
    """How many marks each page has; each has to be an artifact."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            recent: list[str] = []
            tags: list[str] = []
            number = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BMC", "BDC"):
                    tags.append(str(operands[0]))
                elif name == "EMC":
                    tags.pop()
                recent = [*recent, name][-len(_ARROW) :]
                if recent == _ARROW:
                    assert tags == ["/Artifact"]
                    number += 1
            found.append(number)
    return found


def lines(data: bytes, letters: str) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [line for line in text.splitlines() if line.strip() and not set(line) - set(letters)]


def word_starts(data: bytes, word: str) -> list[float]:
    """Where a word begins from the left edge, in points, each time that it is drawn."""
    command = ["pdftotext", "-bbox", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [float(x) for x in re.findall(rf'<word xMin="([0-9.]+)"[^>]*>{word}</word>', text)]


def listing(*code: str, language: str = "") -> str:
    return "\n".join([f"```{language}", *code, "```", ""])


@pytest.mark.parametrize("language", ["", "python"])
def test_a_mark_stands_beside_each_line_that_goes_on(language: str) -> None:
    data, _, diagnostics = build(listing(_SHORT, _LONG, "", _SHORT, _UNBROKEN, language=language))
    assert diagnostics == ()
    drawn = lines(data, _LONG + _SHORT + _UNBROKEN)
    assert len(drawn) > 4
    assert sum(marks(data)) == len(drawn) - 4


def test_words_of_a_listing_are_not_parted() -> None:
    code = 'def f(x, values=("first value", "second value", "third value", "fourthvalue"), y=1):'
    data, _, diagnostics = build(listing(code, language="python"), lang="en")
    assert diagnostics == ()
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    assert all(word in text for word in ("third value", '"fourthvalue"'))
    assert sum(marks(data)) == 1


def test_lines_that_fit_have_no_mark() -> None:
    data, _, _ = build(f"Text.\n\n{listing(_SHORT, '', '    ' + _SHORT)}\n> {_LONG}\n")
    assert sum(marks(data)) == 0


def test_a_listing_of_several_pages_keeps_its_marks_beside_its_lines() -> None:
    short, long = "a" * 20, "b" * 100
    data, pages, _ = build(listing(*[short, long] * 60))
    assert pages > 2
    found = marks(data)
    assert sum(found) == 60
    assert all(found[:3])


def test_two_listings_with_the_same_words_have_marks_of_their_own() -> None:
    data, _, _ = build(f"{listing(_UNBROKEN)}\nText.\n\n{listing(_UNBROKEN, _SHORT)}")
    assert sum(marks(data)) == len(lines(data, "z")) - 2


def test_code_in_a_note_is_not_justified_and_has_marks() -> None:
    note = "".join(f"    {line}\n" for line in listing(_SHORT, _LONG).splitlines())
    data, _, _ = build(f"Text.[^1]\n\n[^1]: A note.\n\n{note}")
    assert sum(marks(data)) == len(lines(data, _LONG + _SHORT)) - 2 > 0
    starts = word_starts(data, "word")
    steps = [round(b - a, 1) for a, b in pairwise(starts) if b > a]
    assert len(steps) > 20
    assert max(steps) - min(steps) <= 0.1


def test_code_in_right_to_left_text_reads_from_left_to_right() -> None:
    data, _, _ = build(f"متن نمونه.\n\n{listing(_SHORT, _LONG)}", lang="fa")
    drawn = [line.strip() for line in lines(data, _LONG + _SHORT)]
    assert drawn[:2] == [_SHORT, 'y = "' + " ".join(["word"] * (drawn[1].count("word")))]
    assert drawn[-1].endswith('word "')
    assert sum(marks(data)) == len(drawn) - 2 > 0
