"""Whatever CSL JSON may hold, every style writes it without an exception.

The strategies follow the schemas of the CSL project (``csl-data.json``, ``csl-citation.json``).
``NASHR_FUZZ=N`` tries N random examples instead of those that are the same in every run.
"""

from __future__ import annotations

import os
import re
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from styles_kit import STYLES, language_of, style_of

from nashr import citations

EXAMPLES = int(os.environ.get("NASHR_FUZZ", "0"))

TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
""".split()
NAMES = """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
""".split()
DATES = "accessed available-date event-date issued original-date submitted".split()
TEXTS = """
    abstract annote archive archive_collection archive_location archive-place authority
    call-number citation-key citation-label collection-title container-title
    container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN
    journalAbbreviation jurisdiction keyword language medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place
    references reviewed-genre reviewed-title scale section shortTitle source status title
    title-short URL volume-title year-suffix
""".split()
NUMBERS = """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    supplement-number version volume
""".split()
LABELS = """
    act appendix article-locator book canon chapter column elocation equation figure folio issue
    line note opus page paragraph part rule section sub-verbo supplement table timestamp
    title-locator verse version volume
""".split()

#: What a text is made of where it is not just any text: markup, quotes, scripts, numbers.
PIECES = """
    <i> </i> <b> </b> <sc> </sc> <sup> </sup> <sub> </sub> <span class="nocase"> </span> < > &
    &amp; " ' “ ” ‘ ’ « » „ - – — / . , : ; ! ? ... ( ) [ ] 1 2 10 1st 12-15 12a-b IV xii 1998 -44
    van de l’ al- d' McDonald iPhone DNA the of İ ı ə Ə ß ﬁ É é 東京 Достоевский שלום ابن
    \u0301 \u00a0 \u2009 \u200f \ufdd0 \ufdef \U0001f4d6 \x00 \t \n
""".split(" ")

text = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.sampled_from([p.strip() or " " for p in PIECES] + [" ", " "]), max_size=9).map(
        "".join
    ),
)
number = st.one_of(text, st.integers(-10_000, 10_000), st.floats(allow_nan=False, width=16))
flag = st.one_of(st.booleans(), st.sampled_from(["true", "false", "1", "", 0, 1]))
name = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"),
            text,
        ),
        **dict.fromkeys(("comma-suffix", "static-ordering", "parse-names"), flag),
    },
)
names = st.lists(name, max_size=4)
day = st.lists(
    st.one_of(st.integers(-9999, 9999), st.integers(0, 31), st.sampled_from(["", "1998", "xii"])),
    max_size=3,
)
date = st.one_of(
    st.sampled_from(
        "1998 1998-05 1998-05-06 1998/2001 1998-05/.. ../1998 1998~ -0043 1998-21 y17e7 x".split()
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "date-parts": st.lists(day, max_size=2),
            "season": st.one_of(st.integers(0, 5), text),
            "circa": flag,
            "literal": text,
            "raw": text,
        },
    ),
)
fields = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["title", "container-title", *TEXTS]), text),
        st.tuples(st.sampled_from(["page", "volume", *NUMBERS]), number),
        st.tuples(st.sampled_from(["author", "author", "editor", *NAMES]), names),
        st.tuples(st.sampled_from(["issued", "issued", *DATES]), date),
        st.tuples(st.just("language"), st.sampled_from("en tr-TR az de ru zz en_US".split())),
        st.tuples(st.just("custom"), st.dictionaries(text, text, max_size=2)),
    ),
    max_size=10,
).map(dict)
identifier = st.one_of(st.sampled_from(["a", "A", "b", "1", 1, ""]), text)
item = st.builds(
    lambda key, kind, values: {**values, "id": key, "type": kind},
    identifier,
    st.sampled_from(TYPES),
    fields,
)
cited = st.fixed_dictionaries(
    {"id": st.integers(0, 9)},
    optional={
        "locator": number,
        "label": st.sampled_from(LABELS),
        "prefix": text,
        "suffix": text,
        "suppress-author": st.booleans(),
        "author-only": st.booleans(),
        "position": st.integers(0, 4),
        "near-note": st.booleans(),
    },
)
citation = st.fixed_dictionaries(
    {"citationItems": st.lists(cited, max_size=4)},
    optional={"properties": st.fixed_dictionaries({"noteIndex": st.integers(0, 30)})},
)
abbreviations = st.one_of(
    st.none(),
    st.just({"default": {"container-title": {"a": "b"}, "title": {"": ""}}}),
)


@settings(
    max_examples=EXAMPLES or 150,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    style=st.sampled_from(STYLES),
    lang=st.one_of(st.none(), st.sampled_from(["az", "tr-TR", "ru-RU", "en-US", "fa-IR", "zz"])),
    items=st.lists(item, min_size=1, max_size=5),
    cites=st.lists(citation, max_size=5),
    short=abbreviations,
    by_item=st.booleans(),
)
@example(
    style="apa", lang=None, items=[{"id": "a", "type": "book"}], cites=[], short=None, by_item=True
)
def test_any_csl_json_is_written(
    style: str,
    lang: str | None,
    items: list[dict[str, Any]],
    cites: list[dict[str, Any]],
    short: Any,
    by_item: bool,
) -> None:
    works = {str(one["id"]): one for one in items}
    keys = [*works, "not there"]
    for n, group in enumerate(cites):
        picked = [{**one, "id": keys[one["id"] % len(keys)]} for one in group["citationItems"]]
        cites[n] = {**group, "citationItems": picked}
    everything = {"citationItems": [{"id": key} for key in works]}
    groups = [citations.read_citation(group, f"cite-{n}") for n, group in enumerate(cites)]
    text = style_of(style)
    done = citations.process(
        text,
        lambda _: None,
        works,
        [*groups, citations.read_citation(everything, "nocite")],
        lang or language_of(text),
        abbreviations=short,
        item_language=by_item,
    )
    assert len(done.citations) == len(cites)
    for rich in (*(c.text for c in done.citations), *(e.text for e in done.bibliography)):
        for written in (citations.as_html(rich), citations.as_plain(rich)):
            assert not re.search("[\ufdd0-\ufdef]", written)
        assert isinstance(citations.as_inlines(rich), list)
