"""A long text in several files: nothing lost, headings with their text, notes with their calls."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from nashr.outputs.account.shown_html import shown
from nashr.outputs.epub.splitting import LIMIT, split
from nashr.outputs.epub.xhtml import XhtmlPage, headings, link, page

X = "{http://www.w3.org/1999/xhtml}"
PARAGRAPH = "Bir iki üç dörd beş altı yeddi səkkiz doqquz on. " * 6


def long_page(sections: int, paragraphs: int) -> XhtmlPage:
    """A page of so many sections, with a note in each paragraph, and a reference list."""
    number = itertools.count(1)
    parts, notes = [], []
    for section in range(sections):
        text = []
        for _ in range(paragraphs):
            n = next(number)
            call = f'<a href="#fn{n}" id="fnref{n}" role="doc-noteref">{n}</a>'
            text.append(f"<p>Abzas {n}.{call} {PARAGRAPH}</p>")
            notes.append(
                f'<aside id="fn{n}" role="doc-footnote" aria-label="{n}">'
                f'<p><a href="#fnref{n}" role="doc-backlink">{n}</a> Haşiyə {n}.</p></aside>'
            )
        parts.append(f'<section id="s{section}"><h2>Bölmə {section}</h2>{"".join(text)}</section>')
    entries = "".join(f'<li id="ref-{n}">Mənbə {n}. {PARAGRAPH}</li>' for n in range(20))
    source = f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="az"><head><title>Ad</title></head>
        <body class="proof"><header class="head"><h1>Ad</h1></header>
        <div class="text">{"".join(parts)}</div>
        <section id="nashr-notes" class="notes" aria-labelledby="h"><h2 id="h">Haşiyələr</h2>
        {"".join(notes)}</section>
        <section id="nashr-references" class="references" role="doc-bibliography"
        aria-labelledby="r"><h2 id="r">Ədəbiyyat</h2><ul>{entries}</ul></section></body></html>"""
    return page("text.xhtml", source)


def blocks(one: XhtmlPage) -> list[Any]:
    body = one.root.find(f"{X}body")
    assert body is not None
    return [element for element in body.iter() if element.tag in (f"{X}p", f"{X}h2", f"{X}li")]


def test_a_page_that_is_short_enough_stays_as_it_is() -> None:
    whole = long_page(2, 3)
    assert split(whole) == (whole,)


@pytest.mark.parametrize(("sections", "paragraphs"), [(12, 4), (1, 48), (3, 16)])
@pytest.mark.parametrize("limit", [6_000, 12_000, 25_000])
def test_no_file_is_larger_and_nothing_is_lost(sections: int, paragraphs: int, limit: int) -> None:
    before = shown([long_page(sections, paragraphs).root])
    files = split(long_page(sections, paragraphs), limit)
    assert len(files) > 1
    assert all(len(one.serialized()) <= limit for one in files)
    # The heading of the notes is in the last file that has some.
    assert sorted(shown(one.root for one in files)) == sorted(before)
    texts = [" ".join(map(str, one.itertext())) for made in files for one in blocks(made)]
    numbers = [int(text.split()[1].rstrip(".")) for text in texts if text.startswith("Abzas")]
    assert numbers == list(range(1, sections * paragraphs + 1))
    names = [f"text-{n}.xhtml" for n in range(2, len(files) + 1)]
    assert [one.name for one in files] == ["text.xhtml", *names]


def test_sections_are_kept_whole_where_they_fit() -> None:
    files = split(long_page(12, 4), 25_000)
    lines = [line.text for one in files for line in headings(one)]
    assert lines == [*(f"Bölmə {n}" for n in range(12)), "Haşiyələr", "Ədəbiyyat"]
    for one in files:
        for section in one.root.iter(f"{X}section"):
            if "s" in (section.get("id") or "")[:1]:
                assert len(section) == 5


def test_no_file_ends_with_a_heading() -> None:
    for limit in range(6_000, 9_000, 250):
        for one in split(long_page(6, 9), limit):
            assert blocks(one)[-1].tag != f"{X}h2"


def test_a_note_is_in_the_file_of_its_call() -> None:
    files = split(long_page(1, 40), 8_000)
    for one in files:
        links = [a for a in one.root.iter(f"{X}a") if a.get("role") == "doc-noteref"]
        calls = {(a.get("href") or "")[1:] for a in links}
        notes = {aside.get("id") for aside in one.root.iter(f"{X}aside")}
        assert calls == notes
    link(files)
    backs = [a for one in files for a in one.root.iter(f"{X}a") if a.get("role") == "doc-backlink"]
    assert len(backs) == 40
    assert all((a.get("href") or "").startswith("#") for a in backs)


def test_ids_and_roles_are_those_of_the_file_in_which_a_section_begins() -> None:
    files = split(long_page(1, 40), 8_000)
    ids = [identifier for one in files for identifier in one.ids]
    assert len(ids) == len(set(ids))
    roles = [s.get("role") for one in files for s in one.root.iter(f"{X}section")]
    assert roles.count("doc-bibliography") == 1


def test_a_block_that_is_too_large_by_itself_stays_whole() -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(400))
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Ad</title></head><body><div>'
        f"<p>Bir</p><table>{rows}</table><p>İki</p></div></body></html>"
    )
    files = split(page("text.xhtml", source), 3_000)
    tables = [table for one in files for table in one.root.iter(f"{X}table")]
    assert len(tables) == 1
    assert len(files) == 3
    assert LIMIT <= 250_000
