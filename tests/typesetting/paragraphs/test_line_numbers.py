"""Numbers of lines of code: outlines beside the lines that begin, artifacts of the page."""

from __future__ import annotations

import io
import subprocess

import pikepdf
from pdf_kit import build

_LONG = 'y = "' + "word " * 40 + '"'


def listing(*code: str, start: int = 1) -> str:
    return "\n".join([f"``` {{.python .numberLines startFrom={start}}}", *code, "```", ""])


def drawn(data: bytes) -> list[tuple[int, float]]:
    """The figures of the numbers on all pages: the page of each, and its height."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page_number, page in enumerate(pdf.pages):
            tags: list[str] = []
            started: float | None = None
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BMC", "BDC"):
                    tags.append(str(operands[0]))
                elif name == "EMC":
                    tags.pop()
                elif name == "m":
                    started = float(operands[1]) if started is None else started
                elif name in ("f", "S", "n", "f*"):
                    if name == "f" and started is not None and tags == ["/Artifact"]:
                        found.append((page_number, started))
                    started = None
    return found


def text_of(data: bytes) -> str:
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_lines_that_begin_are_numbered_and_those_that_go_on_are_not() -> None:
    data, _, diagnostics = build(listing("x = x", _LONG, "", "x = 5", start=998))
    assert diagnostics == ()
    numbers = drawn(data)
    assert len(numbers) == 4
    heights = [height for _, height in numbers]
    assert heights == sorted(heights) or heights == sorted(heights, reverse=True)
    assert len({round(height) for height in heights}) == 4


def test_numbers_are_not_copied_with_the_code() -> None:
    data, _, _ = build(listing("x = x", "z = z", start=7531))
    text = text_of(data)
    assert "x = x" in text
    assert not any(str(number) in text for number in (7531, 7532))


def test_code_of_several_pages_has_a_number_for_each_line() -> None:
    data, pages, _ = build(listing(*["a = b"] * 120))
    numbers = drawn(data)
    assert pages > 1
    assert len(numbers) == 120
    assert len({page for page, _ in numbers}) == pages - (numbers[-1][0] != pages - 1)


def test_code_without_numbers_has_none() -> None:
    data, _, _ = build("```python\nx = x\n```\n")
    assert not drawn(data)
