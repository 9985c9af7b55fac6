"""Whatever a bibliography holds, reading it ends in entries and findings, never in an exception."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nashr import citations
from nashr.bibliography.load import load_bibliography
from nashr.citations import StyleError
from nashr.engines import pandoc
from nashr.model import Citation, CiteItem, Source
from nashr.project.shipped import shipped_folder

STYLE = (Path(shipped_folder()) / "bibliography/styles/nashr-author-date.csl").read_text(
    encoding="utf-8"
)
BIB = r"""@string{pub = "Press"}
@preamble{"x"}
@xdata{base, publisher = pub # { of Bakı}}
@article{a1, author = {van der Berg, Ə. and {The Office}}, title = {A \emph{B} {C}: $x^2$},
  date = {2001-02/2003}, journaltitle = "J", volume = {1-2}, pages = {12--34}, xdata = {base}}
@book(b2, crossref = {a1}, title = {“Q” <i>R</i>}, year = 1999, doi = {10.1/x}, url = {https://x/})
"""
RIS = (
    "TY  - JOUR\nAU  - van der Berg, Ə., Jr.\nTI  - A <i>B</i> {C}: $x^2$\nT2  - J\n"
    "DA  - 2001/02/03/x\nSP  - 12\nEP  - 34\nDO  - 10.1/x\nID  - a1\nER  - \n"
)
ENDNOTE = (
    '<xml><records><record><rec-number>1</rec-number><ref-type name="Book">6</ref-type>'
    "<contributors><authors><author>Berg, A.</author></authors></contributors><titles><title>A "
    '<style face="italic">B</style></title></titles><dates><year>2001</year></dates>'
    "</record></records></xml>"
)
#: What a stranger may put in a place: signs of the format, and numbers and letters that burst.
PIECES = st.sampled_from(
    ["{", "}", '"', "@", "@book{", "@string{a=b}", ",", "=", "#", "\\", "%", "$", "&", "~", "\0", "\u202e", "\n",
     "crossref={a1}", "xdata={base}", "9" * 40, "-9999/9999", "{" * 60, "<i>", "“", "\\input{/etc/passwd}", "and ", "\U0001f600"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with some of its parts replaced."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(PIECES | st.text(max_size=5)) + text[end:]
    return text


def read(path: str, text: str) -> None:
    """Read the file, and cite all that it gives."""
    text = text.encode("utf-8", "replace").decode()
    found = load_bibliography(
        [Source(path, text)],
        pandoc.biblatex_to_csl,
        language="az",
        converter_error=pandoc.PandocError,
    )
    items = {reference.key: reference.item for reference in found.value}
    cited = [Citation("cite-1", tuple(CiteItem(key) for key in items))] if items else []
    citations.format_citations(STYLE, lambda _: None, items, cited, "az")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated(BIB))
def test_any_biblatex(text: str) -> None:
    read("bibliography/own.bib", text)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated(RIS))
def test_any_ris(text: str) -> None:
    read("bibliography/own.ris", text)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated(ENDNOTE))
def test_any_endnote(text: str) -> None:
    read("bibliography/own.xml", text)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "season", "a"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["id", "type", "title", "author", "issued", "accessed", "volume", "page", "custom", "language", "note",
     "keyword", "DOI", "URL", "container-title", "categories", "edition"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.dictionaries(FIELDS, VALUES, max_size=6), max_size=3))
def test_any_values_in_csl_json(items: list[dict[str, Any]]) -> None:
    sound = [{"id": f"k{n}", "type": "book", **item} for n, item in enumerate(items)]
    read("bibliography/own.json", json.dumps(sound))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    mutated(
        '{"references": [{"id": "a", "type": "book", "title": "T", "author": [{"family": "F"}], '
        '"issued": {"date-parts": [[2000, 1, 2]]}}]}'
    ),
    st.sampled_from(["json", "yaml"]),
)
def test_any_csl_text(text: str, kind: str) -> None:
    read(f"bibliography/own.{kind}", text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated(STYLE) | st.text(max_size=50))
def test_any_style(text: str) -> None:
    item = {"id": "a", "type": "book", "title": "T", "author": [{"family": "F", "given": "G"}]}
    cited = [Citation("cite-1", (CiteItem("a"),))]
    try:
        citations.format_citations(text, lambda _: None, {"a": item}, cited, "az")
    except StyleError as error:
        assert str(error)
