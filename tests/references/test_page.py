"""The report as a page: whole in itself, and nothing of a stranger's words is markup."""

from __future__ import annotations

import re

from lxml import html

from nashr.diagnostics import Diagnostic, Span
from nashr.model import Journal
from nashr.references.page import page

JOURNAL = Journal("Nümunə & Co <Jurnal>", "az")
FINDINGS = (
    Diagnostic("reference-capitals", Span("b.bib", 3, 7), "<script>x</script>", "“y” & z"),
    Diagnostic("bib-syntax", Span("b.bib", 9), "Broken."),
)


def test_the_page() -> None:
    text = page(JOURNAL, "Checked 1 work.", FINDINGS)
    tree = html.fromstring(text)
    assert tree.findtext(".//h1") == "References"  # in the language of what is said below it
    assert [h.text for h in tree.iter("h2")] == ["Capitals", "Other faults of the files"]
    rows = [" ".join(row.text_content().split()) for row in tree.iterfind(".//tbody/tr")]
    assert rows[0] == "b.bib:3:7 Warning: <script>x</script> “y” & z reference-capitals"
    assert rows[1].startswith("b.bib:9 Error: Broken.")
    assert not list(tree.iter("script"))


def test_the_page_needs_nothing_else() -> None:
    text = page(JOURNAL, "Checked 1 work.", FINDINGS)
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|https?:", text)


def test_each_section_is_named_and_linked() -> None:
    tree = html.fromstring(page(JOURNAL, "Checked 1 work.", FINDINGS))
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    named = [section.get("aria-labelledby") for section in tree.iter("section")]
    assert [a.get("href") for a in tree.iterfind(".//nav//a")] == [f"#{name}" for name in named]
    assert set(named) <= ids


def test_nothing_found() -> None:
    assert "Checked 1 work: nothing" in page(JOURNAL, "Checked 1 work: nothing was found.", ())
