"""Words of an article's front that no field of front matter has are named."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.jats import parse_jats
from nashr.importing.other_formats import draft_of_jats, prepare_jats
from nashr.importing.writing import write


def _draft(meta: str, head: str = "", encoding: str = "utf-8") -> Draft:
    source = (
        f'{head}<article xml:lang="en"><front><article-meta><title-group><article-title>Título'
        f"</article-title></title-group>{meta}</article-meta></front><body><p>x</p></body></article>"
    )
    prepared = prepare_jats(parse_jats(source.encode(encoding)))
    tree, _ = pandoc.read_document(prepared.data, "jats")
    return draft_of_jats(prepared, tree)


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ('<trans-abstract xml:lang="qq"><p>Resumo breve.</p></trans-abstract>', "Resumo breve"),
    ],
)
def test_what_front_matter_has_no_place_for_is_lost(meta: str, words: str) -> None:
    [found] = _draft(meta).findings
    assert (found.kind, found.outcome.value) == ("front-words", "lost")
    assert f"“{words}”" in found.message


def test_what_is_taken_is_not_told() -> None:
    draft = _draft(
        '<contrib-group><contrib corresp="yes"><name><surname>Sample</surname></name>'
        '<xref ref-type="corresp" rid="c"/></contrib></contrib-group><author-notes><corresp id="c">'
        "Sorumlu yazar, e-posta: <email>a@example.org</email></corresp>"
        '<fn fn-type="conflict"><p>None.</p></fn></author-notes><abstract><title>Abstract</title>'
        "<p>Words <inline-formula><tex-math>\\documentclass{minimal}\\begin{document}$x$"
        "\\end{document}</tex-math></inline-formula>.</p></abstract><funding-group>"
        "<award-group><funding-source>A fund</funding-source><award-id>7</award-id></award-group>"
        "<funding-statement>Paid by a fund.</funding-statement></funding-group>"
    )
    assert draft.findings == []
    assert draft.front["authors"][0]["email"] == "a@example.org"
    assert draft.front["funding"] == [{"funder": "A fund", "award": "7"}]
    assert draft.front["funding-statement"] == "Paid by a fund."
    assert draft.front["conflict-of-interest"] == "None."


def test_a_file_is_read_in_its_own_encoding_and_with_named_characters() -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE article SYSTEM "jats.dtd">'
    draft = _draft("<abstract><p>A&ntilde;o &lt; 2</p></abstract>", head, "latin-1")
    assert draft.front["title"] == "Título"
    assert draft.front["abstract"] == "Año < 2"


@pytest.mark.parametrize(
    ("meta", "made"),
    [
        (
            '<abstract abstract-type="highlights"><p>Seen first.</p></abstract>',
            "# Highlights\n\nSeen first.",
        ),
        (
            '<abstract abstract-type="graphical"><title>In a picture</title><p><fig><caption>'
            '<p>What it shows.</p></caption><graphic href="a.png"/></fig></p></abstract>',
            "# In a picture",
        ),
        (
            "<contrib-group><contrib><name><surname>Sample</surname></name><bio><p>Teaches law."
            "</p></bio></contrib></contrib-group>",
            "Teaches law.",
        ),
        (
            "<contrib-group><contrib><collab>The Readers<contrib-group><contrib><name><surname>One"
            "</surname><given-names>Jane</given-names></name></contrib></contrib-group></collab>"
            "</contrib></contrib-group>",
            "The Readers: Jane One.",
        ),
        (
            "<author-notes><fn><p>Both worked alike.</p></fn></author-notes>",
            "Both worked alike.",
        ),
    ],
    ids=["highlights", "graphical", "life", "members", "note"],
)
def test_what_front_matter_has_no_key_for_stands_in_the_text(meta: str, made: str) -> None:
    draft = _draft(meta)
    assert made in write(draft, pandoc.write_markdown).text
    kinds = [one.kind for one in draft.findings]
    assert "front-parts" in kinds and "front-words" not in kinds
