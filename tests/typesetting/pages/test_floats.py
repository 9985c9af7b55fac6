"""Text flows past a figure that does not fit, whatever follows it."""

from __future__ import annotations

import subprocess

import pytest
from pdf_kit import SENTENCE, build

FIGURE = "![Bir şəkil.](media/square.svg){width=100% alt='x'}\n\n"
FOLLOWS = {
    "heading": f"# Başlıq\n\n{SENTENCE * 6}\n\n{SENTENCE * 6}\n\n",
    "table": "| A | B |\n|---|---|\n" + "".join(f"| r{n} | {n} |\n" for n in range(12)) + "\n",
    "list": "".join(f"- {SENTENCE}\n" for _ in range(6)) + "\n",
    "poem": "".join(f"| Misra {n}\n" for n in range(14)) + "\n",
}


def lines_of_page(data: bytes, page: int) -> int:
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return sum(1 for line in text.splitlines() if line.strip())


@pytest.mark.parametrize("follows", sorted(FOLLOWS))
def test_no_page_is_left_empty_before_a_figure(follows: str) -> None:
    body = f"{SENTENCE * 6}\n\n" * 5 + FIGURE + FOLLOWS[follows]
    data, pages, found = build(body + f"{SENTENCE * 6}\n\n" * 4)
    assert not {"text-lost", "text-doubled", "text-outside-page"} & {one.code for one in found}
    assert pages >= 3
    assert lines_of_page(data, 2) > 12
