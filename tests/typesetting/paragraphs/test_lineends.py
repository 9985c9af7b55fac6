"""The ends of lines as they are read out and copied."""

from __future__ import annotations

import subprocess

import pytest

from nashr.typesetting.weasyprint import typeset


@pytest.mark.parametrize("code", ["a --\nb -\nc", "x-\n\ny--\n", "long-\n  short-\n"])
def test_a_hyphen_that_ends_a_line_of_code_is_copied_as_a_hyphen(code: str) -> None:
    html = f'<html lang="en"><title>T</title><pre><code>{code}</code></pre>'
    data = typeset(html, (), {}).pdf
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    assert "\u00ad" not in text
    assert text.count("-") == code.count("-")
