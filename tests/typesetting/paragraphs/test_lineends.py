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


def test_a_line_that_fits_without_the_space_at_its_end_is_not_ended_behind_its_first_word() -> None:
    """Where an element follows the space, in a text that WeasyPrint breaks itself."""
    words = "the harvest failed in both years"
    paragraphs = "".join(
        f'<p style="width:{200 + n / 4}pt">{words} <i>everywhere</i> <bdi dir="rtl">نامه</bdi>.</p>'
        for n in range(100)
    )
    style = "html{font:14pt/18pt serif}@page{size:300pt 800pt;margin:20pt}"
    data = typeset(f'<html lang="en"><title>T</title>{paragraphs}', (style,), {}).pdf
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    lines = text.splitlines()
    assert lines.count(words) > 20
    assert "the" not in lines
