"""Whatever CSL JSON says, every style writes it; and the time that this takes."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nashr.citations import as_html, as_inlines, as_plain, process, read_citation, style_text
from nashr.citations.varnames import DATES, NAMES, NUMBERS, STANDARD
from nashr.model import Citation, CiteItem, CslItem

STYLES = (
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "gost-r-7-0-5-2008",
    "ieee",
    "iso690-author-date-fr",
    "modern-language-association",
    "nature",
)

words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "1",
            "12-14",
            "iv–x",
            "3\\-4",
            "2b",
            "5 & 6",
            "İstanbul",
            "“x",
            "<i>a</i>",
            "<b>a",
            "d'Arc",
        ]
    ),
)
plain_values = st.one_of(words, st.integers(), st.booleans(), st.none(), st.floats())
anything = st.recursive(
    plain_values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
name_parts = ("family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle")
names = st.lists(
    st.dictionaries(st.sampled_from([*name_parts, "comma-suffix"]), plain_values, max_size=4),
    max_size=6,
)
date_parts = st.lists(st.lists(st.one_of(st.integers(-50, 2100), words), max_size=4), max_size=3)
dates = st.fixed_dictionaries(
    {}, optional={"date-parts": date_parts, "raw": words, "literal": words, "season": plain_values}
)
items = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal", "chapter", "legal_case", "webpage", ""])},
    optional={
        **{variable: st.one_of(names, anything) for variable in sorted(NAMES)[:8]},
        **{variable: st.one_of(dates, anything) for variable in sorted(DATES)},
        **{variable: st.one_of(words, anything) for variable in sorted(NUMBERS | STANDARD)},
    },
)
cited = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "nobody"])},
    optional={
        "locator": plain_values,
        "label": words,
        "prefix": words,
        "suffix": words,
        "suppress-author": st.booleans(),
        "author-only": st.booleans(),
    },
)
groups = st.lists(
    st.builds(
        lambda items, note: {"citationItems": items, "properties": {"noteIndex": note}},
        st.lists(cited, max_size=4),
        st.integers(0, 5),
    ),
    max_size=4,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    name=st.sampled_from(STYLES),
    first=items,
    second=items,
    citations=groups,
    lang=st.sampled_from(["en-US", "az", "tr", "ru"]),
)
def test_any_item_is_written(
    name: str, first: Any, second: Any, citations: list[Any], lang: str
) -> None:
    style = style_text(name)
    assert style is not None
    asked = [read_citation(group, f"c{n}") for n, group in enumerate(citations)]
    works: dict[str, CslItem] = {"a": first, "b": second}
    result = process(style, lambda _tag: None, works, asked, lang, listed=["a", "b"])
    assert len(result.citations) == len(citations)
    for rich in [*(c.text for c in result.citations), *(e.text for e in result.bibliography)]:
        assert isinstance(as_html(rich), str)
        assert isinstance(as_plain(rich), str)
        assert isinstance(as_inlines(rich), list)


def library(count: int) -> dict[str, CslItem]:
    families = ("Oran", "Kuzio", "Cornell", "Əliyev", "Müller", "Smith", "Brown")
    return {
        f"k{n}": {
            "type": ("book", "article-journal", "chapter", "webpage")[n % 4],
            "author": [
                {"family": families[(n + m) % 7] + chr(97 + n % 26), "given": "Anna Maria"}
                for m in range(n % 5 + 1)
            ],
            "title": f"A study of the thing number {n}: “quotes” and more",
            "container-title": "Journal of <i>Things</i>",
            "page": f"{n}-{n + 12}",
            "issued": {"date-parts": [[1990 + n % 30, n % 12 + 1]]},
        }
        for n in range(count)
    }


def test_a_thousand_works_and_citations_are_written() -> None:
    style, works = style_text("apa"), library(1000)
    assert style is not None
    cites = [Citation(f"c{key}", (CiteItem(key, label="page", locator="3"),)) for key in works]
    done = process(style, lambda _tag: None, works, cites, "en-US")
    assert (len(done.citations), len(done.bibliography)) == (1000, 1000)
