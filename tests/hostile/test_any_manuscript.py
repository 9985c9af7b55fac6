"""Whatever a manuscript holds: clean HTML or a diagnostic, never an exception."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urlsplit

import lxml.html
from hostile_kit import RUNNING
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from nashr.diagnostics import Outcome, Severity, as_text, has_errors
from nashr.document.load import MARKDOWN_FORMAT, load_document
from nashr.engines import pandoc
from nashr.frontmatter.load import (
    parse_article,
    split_manuscript,
)
from nashr.model import Document, Journal, Manuscript, Source
from nashr.outputs import markup
from nashr.untrusted.text import find_forbidden_characters

JOURNAL = Journal("The Journal", "en")
PATH = "manuscript/trial/article.md"

#: Pieces of what does harm, of Markdown, and of what holds the two together.
PIECES = st.sampled_from(
    "[ ] ( ) [a](b) ![a](b) ^[ [^1] [^1]: * _ ** ` `` ``` ~~~ $ $$ \\ < > </ <!-- --> {=html} "
    "{=latex} {#id .class} {style=x} ::: :::{.a} | --- | === # ## > - 1. + : ~ @a [@a] [@fig:a] "
    "<script> </script> <style> </style> <svg onload=x> <iframe src=file:///etc/passwd> <b> </b> "
    "<div> </div> <table> <tr> <td colspan=99999> </table> </section> <math> <mtext> <img src=x> "
    "<a href=javascript:x> </a> href=data:text/html,x [x](javascript:y) <vbscript:z> [x](#y) "
    "https://example.org doi:10.1000/1 {{7*7}} {%x%} &#x202e; &#7; &lt;script&gt; <![CDATA[ ]]> "
    "<template> <plaintext> <textarea> <title> <input> <q cite=javascript:x> <ol start=9e9> "
    "word və söz سلام \u202e \u2067 \u2069 \x07 \u0301 \U000e0041 \ufffe".split()
) | st.sampled_from(["\n", "\n\n", "    ", " ", "\t", "\n> ", "\n- "])
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)

FRONT = st.sampled_from(
    "title: subtitle: abstract: lang: authors: family: orcid: keywords: bibliography: css: doi: "
    "- [ ] { } & * ! | > ' \" # % @ ` ? : , ~ null true 1e9 &a *a !!python/name:os.system << "
    "az /etc/passwd ../x javascript:x word".split()
) | st.sampled_from(["\n", "\n  ", " ", "\n- ", "\n  - ", '"\\u202e"', '"\\ud800"', "\t"])
FRONTS = st.lists(FRONT | st.text(max_size=4), max_size=25).map("".join)


def _loaded(text: str) -> Outcome[Document | None]:
    """The document of a manuscript, as the build loads it; None where a finding stops it."""
    split = split_manuscript(Source(PATH, text))
    manuscript: Manuscript | None = split.value
    if manuscript is None:
        return Outcome(None, split.diagnostics)
    article = parse_article(manuscript, "trial", JOURNAL)
    found = (*split.diagnostics, *article.diagnostics)
    if article.value is None:
        return Outcome(None, found)
    loaded = load_document(
        manuscript,
        article.value,
        partial(pandoc.parse_markdown, reader=MARKDOWN_FORMAT),
        partial(pandoc.parse_fields, reader=MARKDOWN_FORMAT),
        lambda path, at: Outcome(None),  # noqa: ARG005
        parser_error=pandoc.PandocError,
    )
    return Outcome(loaded.value, (*found, *loaded.diagnostics))


def _assert_clean(html: str, *, inputs: bool = False) -> None:
    """``inputs``: whether fields of a form are still to be taken out, as ``render`` does."""
    for element in markup.parse(html).iter(etree.Element):
        is_box = element.get("type") == "checkbox" or (inputs and element.tag == "input")
        assert element.tag not in RUNNING or is_box, element.tag
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), name
            if name in ("href", "cite", "src"):
                scheme = urlsplit(value).scheme.lower()
                assert scheme in ("http", "https", "mailto") or value[:1] == "#", value
            if name in ("colspan", "rowspan"):
                assert 0 < int(value) <= markup.MOST_SPANNED
            if name == "style":
                assert not re.search(r"url|expression|position", value), value


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_any_text_gives_clean_html_or_a_finding(body: str, abstract: str) -> None:
    front = f"title: T\nabstract: |\n  A {' '.join(abstract.split())}\n"
    loaded = _loaded(f"---\n{front}---\n\n{body}\n")
    for finding in loaded.diagnostics:
        assert "\x1b" not in as_text(finding)
    if loaded.value is None:
        assert has_errors(loaded.diagnostics)
        return
    made = markup.to_markup(loaded.value, pandoc.write_html)
    for html in (made.body, *made.fields.values(), *(note.html for note in made.notes)):
        _assert_clean(html)
    assert set(made.fields) == set(loaded.value.fields)


@settings(max_examples=300, deadline=None)
@given(FRONTS)
def test_any_front_matter_is_read_or_refused_at_its_place(front: str) -> None:
    split = split_manuscript(Source(PATH, f"---\n{front}\n---\n\nText.\n"))
    if split.value is None:
        assert has_errors(split.diagnostics)
        return
    article = parse_article(split.value, "trial", JOURNAL)
    assert (article.value is None) == has_errors(article.diagnostics)
    for finding in article.diagnostics:
        assert finding.severity is not Severity.ERROR or finding.span.line > 0


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | TEXTS)
def test_html_from_anywhere_is_clean(html: str) -> None:
    _assert_clean(markup.clean(html), inputs=True)
    lxml.html.fragment_fromstring(markup.clean("<p>" + html).replace("\0", ""), create_parent="div")


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("a \n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"),
        max_size=25,
    )
)
def test_a_text_without_findings_turns_nothing_beyond_its_paragraph(text: str) -> None:
    if any(find_forbidden_characters(text)):
        return
    for paragraph in re.split(r"\n[ \t>]*\n", text):
        assert len(re.findall("[\u202a\u202b]", paragraph)) == paragraph.count("\u202c")
        assert len(re.findall("[\u2066\u2067]", paragraph)) == paragraph.count("\u2069")
        assert not re.search("[\u202d\u202e]", paragraph)
