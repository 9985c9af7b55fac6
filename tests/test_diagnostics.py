"""Diagnostics: order, printers, and the page of codes in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr import diagnostics
from nashr.diagnostics import CODES, Diagnostic, Span

PAGE = Path(__file__).parents[1] / "docs" / "diagnostics.md"
FAULT = Diagnostic(
    "citation-unknown-key", Span("a.md", 3, 7), "There is no entry “x”.", "Did you mean “y”?"
)


def test_a_code_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        Diagnostic("no-such-code", Span("a.md"), "?")


def test_text_for_a_terminal() -> None:
    assert diagnostics.as_text(FAULT) == (
        "a.md:3:7: error: There is no entry “x”. [citation-unknown-key]\n"
        "    hint: Did you mean “y”?"
    )


def test_a_strangers_words_do_not_steer_the_terminal() -> None:
    odd = Diagnostic("key-unknown", Span("\x1b[2J.md", 3), "“a\x1b[31m\u202eb” " + "k" * 9000)
    printed = diagnostics.as_text(odd)
    assert printed.startswith("<U+001B>[2J.md:3: error: “a<U+001B>[31m<U+202E>b” kkk")
    assert len(printed) < 700
    assert diagnostics.as_json(odd)["message"] in printed


def test_words_of_any_script_are_shown_as_they_are() -> None:
    text = "“می\u200cخواهم”\u00a0№\u00a03"
    assert text in diagnostics.as_text(Diagnostic("key-unknown", Span("a.md", 3), text))


def test_annotation_for_github_is_escaped() -> None:
    odd = Diagnostic("image-missing", Span("a,b:c.md", 2), "100%\nof it.")
    assert diagnostics.as_annotation(odd) == (
        "::error file=a%2Cb%3Ac.md,line=2,title=image-missing::100%25%0Aof it."
    )


def test_json_has_null_for_a_file_as_a_whole() -> None:
    whole = diagnostics.as_json(Diagnostic("file-missing", Span("a.md"), "Not there."))
    assert (whole["line"], whole["column"], whole["severity"]) == (None, None, "error")


def test_findings_are_in_the_order_of_the_file_and_only_once() -> None:
    first = Diagnostic("image-missing", Span("a.md", 2, 1), "Later code, earlier line.")
    assert diagnostics.sort_diagnostics([FAULT, first, FAULT]) == (first, FAULT)


def test_strict_counts_warnings() -> None:
    warning = Diagnostic("reference-uncited", Span("a.bib", 1), "Not cited.")
    assert not diagnostics.has_errors([warning])
    assert diagnostics.has_errors([warning], strict=True)


def test_nearest() -> None:
    assert diagnostics.nearest("keyword", ["keywords", "title"]) == "keywords"
    assert diagnostics.nearest("zzz", ["keywords", "title"]) is None


def test_the_page_of_codes_is_up_to_date(update_golden: bool) -> None:
    lines = ["# Diagnostics", "", "What nashr may say of your files. A code never changes.", ""]
    lines += ["| code | kind | what it means |", "| --- | --- | --- |"]
    lines += [
        f"| `{code}` | {entry.severity.value} | {entry.explanation} |"
        for code, entry in CODES.items()
    ]
    text = "\n".join(lines) + "\n"
    if update_golden:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
