"""What reference managers and typists write, in the styles that journals use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nashr.citations import as_inlines, as_plain, process, style_text
from nashr.citations.datevalues import Day, literal_sort_text
from nashr.citations.processed import Processed
from nashr.model import Citation, CiteItem, CslItem

BIBLIOGRAPHY = Path(__file__).parents[2] / "bibliography"


def locale(tag: str) -> str | None:
    path = BIBLIOGRAPHY / "locales" / f"locales-{tag}.xml"
    return path.read_text("utf-8") if path.exists() else None


def style(name: str) -> str:
    own = BIBLIOGRAPHY / "styles" / f"{name}.csl"
    return own.read_text("utf-8") if own.exists() else style_text(name) or ""


def book(**fields: Any) -> CslItem:
    item = {
        "type": "book",
        "title": "A Title",
        "author": [{"family": "Sample", "given": "Ada"}],
        "issued": {"date-parts": [[2001]]},
        "publisher": "Press",
    }
    return {name: value for name, value in {**item, **fields}.items() if value is not None}


def run(name: str, items: Mapping[str, CslItem], lang: str, **options: Any) -> Processed:
    cited = [Citation(f"c{n}", (CiteItem(key),), n + 1) for n, key in enumerate(items)]
    return process(style(name), locale, items, cited, lang, **options)


def entry(name: str, item: CslItem, lang: str = "en-US", **options: Any) -> str:
    (found,) = run(name, {"k": item}, lang, **options).bibliography
    return as_plain(found.text)


def cite(name: str, item: CslItem, lang: str = "en-US", **options: Any) -> str:
    (found,) = run(name, {"k": item}, lang, **options).citations
    return as_plain(found.text)


# --- and others ----------------------------------------------------------------------------

OTHERS = [{"family": "Sample", "given": "Ada"}, {"literal": "others"}]


@pytest.mark.parametrize(
    ("name", "lang", "says"),
    [
        ("apa", "en-US", "et al."),
        ("ieee", "en-US", "et al."),
        ("elsevier-vancouver", "en-US", "et al."),
        ("nashr-author-date", "az", "və b."),
        ("apa", "tr", "vd."),
        ("chicago-author-date", "en-US", "et al."),
    ],
)
def test_and_others_is_et_al_in_the_words_of_the_language(name: str, lang: str, says: str) -> None:
    text = entry(name, book(author=OTHERS), lang)
    assert says in text
    assert "others" not in text.lower()
    assert "Sample" in text


def test_et_al_is_in_the_language_of_the_item_where_the_journal_says_so() -> None:
    text = entry("nashr-author-date", book(author=OTHERS, language="en"), "az", item_language=True)
    assert "et al." in text


@pytest.mark.parametrize("last", ["others", "et al.", "and others"])
def test_names_that_end_with_others_in_other_forms(last: str) -> None:
    people = [{"family": "Sample", "given": "Ada"}, {"family": "Model", "given": "Bo"}]
    text = entry("apa", book(author=[*people, {"family": last}]))
    assert text.startswith("Sample, A., Model, B., et al.")


def test_a_single_name_that_is_others_is_a_name() -> None:
    assert "Others" in entry("apa", book(author=[{"literal": "Others"}]))


def test_in_the_text_others_count_as_a_name_more() -> None:
    people = [{"family": "Sample"}, {"family": "Model"}, {"literal": "others"}]
    assert cite("apa", book(author=people)) == "(Sample et al., 2001)"


# --- editions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "lang", "says"),
    [
        ("2", "en-US", "2nd ed."),
        ("2nd", "en-US", "2nd ed."),
        ("4th", "en-US", "4th ed."),
        ("2b", "en-US", "2b ed."),
    ],
)
def test_a_number_with_a_suffix_is_not_given_another(edition: str, lang: str, says: str) -> None:
    assert f"({says})" in entry("apa", book(edition=edition), lang)


# --- dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["apa", "ieee", "elsevier-vancouver", "nashr-author-date"])
@pytest.mark.parametrize("words", ["in press", "[1922] 1976", "2001a", "c. 1850"])
def test_a_date_in_words_is_printed_once(name: str, words: str) -> None:
    for form in ({"literal": words}, {"raw": words}):
        assert entry(name, book(issued=form)).count(words) == 1


@pytest.mark.parametrize("name", ["chicago-author-date", "apa"])
def test_a_date_in_words_is_not_printed_in_place_of_its_day(name: str) -> None:
    article = book(type="article-journal", issued={"literal": "[1922] 1976"})
    assert entry(name, {**article, "container-title": "Review"}).count("[1922] 1976") == 1


def test_letters_behind_a_date_in_words_are_set_apart() -> None:
    words = {"literal": "in press"}
    works = {"a": book(issued=words, title="Stone"), "b": book(issued=words, title="Water")}
    found = [as_plain(one.text) for one in run("apa", works, "en-US").bibliography]
    assert ["(in press-a)" in found[0], "(in press-b)" in found[1]] == [True, True]


@pytest.mark.parametrize(
    ("pages", "printed"),
    [("A-12–A-15", "A-12–A-15"), ("S34–M39", "S34–M39"), ("3:12–3:15", "3:12–3:15")],
)
@pytest.mark.parametrize("name", ["apa", "ieee", "chicago-author-date"])
def test_the_mark_of_a_range_stays_between_odd_pages(name: str, pages: str, printed: str) -> None:
    article = book(type="article-journal", volume="4", page=pages)
    assert printed in entry(name, {**article, "container-title": "Review"})


@pytest.mark.parametrize(("lang", "says"), [("en-US", "c. 1850"), ("az", "təx. 1850")])
def test_the_journals_style_says_about_which_year(lang: str, says: str) -> None:
    work = book(issued={"date-parts": [[1850]], "circa": True})
    assert says in entry("nashr-author-date", work, lang)
    assert says in cite("nashr-author-date", work, lang)


def test_a_hyphen_is_no_mark_of_a_range_beside_hyphens() -> None:
    article = {**book(type="article-journal", page="A-12–A-15"), "container-title": "Review"}
    assert "A-12–A-15" in entry("apa", article, "tr")


def test_a_date_in_words_is_sorted_by_its_year() -> None:
    dates = [Day(1970).sort_key, literal_sort_text("c. 1990"), literal_sort_text("1950 [Online]")]
    assert sorted(dates) == [dates[2], dates[0], dates[1]]


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["apa", "nashr-author-date", "chicago-author-date"])
def test_a_double_surname_comes_behind_the_single_one(name: str) -> None:
    people = {
        "a": {"family": "Kaya Mutlu", "given": "Ada"},
        "b": {"family": "Kaya", "given": "Zoe"},
        "c": {"family": "López de Molina", "given": "Ana"},
        "d": {"family": "López", "given": "Mia"},
    }
    items = {key: book(author=[person]) for key, person in people.items()}
    assert [one.key for one in run(name, items, "tr").bibliography] == ["b", "a", "d", "c"]


# --- formulas ------------------------------------------------------------------------------


def test_a_formula_of_a_title_is_a_formula_of_the_entry() -> None:
    title = 'On <span class="math">\\alpha^2</span> and the <i>Rest</i>'
    (found,) = run("apa", {"k": book(title=title)}, "en-US").bibliography
    nodes = as_inlines(found.text)
    (formula,) = [node for node in _all(nodes) if node["t"] == "Math"]
    assert formula["c"] == [{"t": "InlineMath"}, "\\alpha^2"]
    assert "α" not in as_plain(found.text)
    assert as_plain(found.text).count("\\alpha^2") == 1


def _all(tree: Any) -> list[dict[str, Any]]:
    if isinstance(tree, list):
        return [node for part in tree for node in _all(part)]
    if isinstance(tree, dict):
        return [tree, *_all(tree.get("c"))]
    return []


def test_a_title_within_a_title_keeps_its_first_capital() -> None:
    title = "Review of <i>The Age of Lakes</i> and of “The Hills” by the author"
    says = entry("chicago-author-date", book(title=title, language="en"))
    assert "Review of The Age of Lakes and of “The Hills” by the Author" in says


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Growth of <i>E. coli</i> in lakes", "Growth of E. coli in Lakes"),
        ("Growth of E. coli in lakes", "Growth of E. coli in Lakes"),
        ("The diet of <i>Crocuta crocuta</i>", "The Diet of Crocuta crocuta"),
        ("The <i>only</i> lake", "The Only Lake"),
        ("Vitamin D. A lake and its fish", "Vitamin D. A Lake and Its Fish"),
    ],
)
def test_names_of_species_keep_their_small_letters(title: str, printed: str) -> None:
    assert printed in entry("chicago-author-date", book(title=title, language="en"))


def test_a_question_mark_of_the_author_stays_outside_the_words_that_are_quoted() -> None:
    work = book(**{"type": "article-journal", "container-title": "Lakes", "language": "en"})
    asked = {**work, "title": "Who fears “Virginia”?"}
    assert "“Who Fears ‘Virginia’?” Lakes" in entry("chicago-author-date", asked)
    quoted = {**work, "title": "“Who fears?” asked she"}
    assert "“‘Who Fears?’ Asked She.” Lakes" in entry("chicago-author-date", quoted)
    goes_on = {**work, "title": "“Why not?” and other questions"}
    assert "“‘Why Not?’ and Other Questions.”" in entry("chicago-author-date", goes_on)


@pytest.mark.parametrize("name", ["nashr-author-date", "chicago-author-date", "ieee"])
def test_what_stands_behind_a_quoted_question_stays(name: str) -> None:
    """A colon of the title is not the style's, which a question mark would replace."""
    title = "“What now?”: the question. “Why!”. An answer"
    text = entry(name, book(title=title), "az").replace("‘", "“").replace("’", "”")
    assert title in text


@pytest.mark.parametrize("name", ["nashr-author-date", "isnad", "ieee", "gost-r-7-0-100-2018"])
def test_the_title_of_a_volume_is_printed_by_styles_that_know_of_none(name: str) -> None:
    item = book(title="The Whole", volume="2", **{"volume-title": "The Second"})
    assert "The Whole. The Second" in entry(name, item)


def test_the_title_of_a_volume_is_printed_once_where_the_style_has_a_place_for_it() -> None:
    item = book(title="The Whole", volume="2", **{"volume-title": "The Second"})
    assert entry("apa", item).count("The Second") == 1


@pytest.mark.parametrize("name", ["isnad", "ieee", "aak-alphabetical", "gost-r-7-0-100-2018"])
def test_a_year_that_is_not_certain_is_said_to_be_so_by_every_style(name: str) -> None:
    item = book(issued={"date-parts": [[1195]], "circa": True})
    assert "təx. 1195" in entry(name, item, "az").replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["nashr-author-date", "apa", "chicago-author-date", "ieee"])
def test_the_court_of_a_case_is_named_once(name: str) -> None:
    court = "Supreme Court"
    case = book(type="legal_case", author=None, number="5", publisher=court, authority=court)
    assert entry(name, case).count(court) == 1


@pytest.mark.parametrize(
    ("lang", "genre", "printed"),
    [
        ("az", "podcast", "Podkast"),
        ("tr", "Report", "Rapor"),
        ("ru", "interview", "Интервью"),
        ("en", "podcast", "Podcast"),
        ("az", "Hekayə", "Hekayə"),
    ],
)
def test_the_kind_of_a_work_is_in_the_language_of_the_list(
    lang: str, genre: str, printed: str
) -> None:
    assert f". {printed}. " in entry("nashr-author-date", book(genre=genre), lang)


@pytest.mark.parametrize(
    ("lang", "printed"), [("tr", "Title. Dizi içinde, sy. 3."), ("en", "Title. in Dizi, no. 3. P")]
)
def test_a_series_has_its_postposition_behind_it(lang: str, printed: str) -> None:
    item = book(**{"collection-title": "Dizi", "collection-number": "3"})
    assert printed in entry("ieee", item, lang)


def test_a_comma_does_not_follow_the_stop_of_an_area() -> None:
    item = book(type="chapter", **{"container-title": "Book", "collection-title": "Series"})
    assert "in Series. Press, 2001" in entry("ieee", item)


@pytest.mark.parametrize("lang", ["az", "tr"])
def test_an_album_has_no_word_of_a_date_before_it(lang: str) -> None:
    song = book(type="song", **{"container-title": "Album"})
    assert "]. Album. Press" in entry("apa", song, lang)


def test_a_law_has_its_day_in_the_list_and_its_year_in_the_text() -> None:
    law = book(type="legislation", author=None, issued={"date-parts": [[1999, 2, 1]]})
    assert entry("nashr-author-date", law, "az").startswith("A Title (01.02.1999)")
    assert cite("nashr-author-date", law, "az") == "(A Title, 1999)"


def test_the_editor_of_a_special_issue_is_named() -> None:
    issue = book(type="article-journal", author=None, editor=[{"family": "Ak", "given": "A."}])
    text = entry("nashr-author-date", {**issue, "container-title": "Journal"}, "az")
    assert text == "A Title (2001). Red. A. Ak. Journal."


@pytest.mark.parametrize("name", ["nashr-author-date", "apa", "aak-alphabetical"])
def test_a_locator_has_the_sign_that_its_author_typed(name: str) -> None:
    items = {"k": book()}
    located = CiteItem("k", label="section", locator="15", sign="§")
    done = process(style(name), locale, items, [Citation("c", (located,), 1)], "az")
    assert "§ 15" in as_plain(done.citations[0].text).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["isnad", "chicago-notes-bibliography", "apa", "apa-tr"])
@pytest.mark.parametrize("kind", ["legal_case", "legislation", "treaty", "patent", "webpage"])
def test_no_style_loses_the_locator_of_any_kind_of_work(name: str, kind: str) -> None:
    items = {"k": book(type=kind, number="5")}
    located = CiteItem("k", label="paragraph", locator="4815")
    done = process(style(name), locale, items, [Citation("c", (located,), 1)], "tr")
    assert as_plain(done.citations[0].text).count("4815") == 1


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("elsevier-vancouver", "[1 (s. 48),2]"),
        ("nature", "1 (s. 48),2"),
        ("ieee", "[1, s. 48], [2]"),
    ],
)
def test_a_page_is_printed_by_styles_of_numbers_that_have_none(name: str, printed: str) -> None:
    items = {"k": book(), "l": book(title="Another")}
    cited = CiteItem("k", label="page", locator="48"), CiteItem("l")
    done = process(style(name), locale, items, [Citation("c", cited, 1)], "az")
    assert as_plain(done.citations[0].text).replace("\u00a0", " ") == printed


def test_a_chapter_is_not_called_a_page() -> None:
    """GOST R 7.0.5 has “с.” before all locators."""
    items = {"k": book()}
    for label, printed in (("page", "с. 3"), ("chapter", "гл. 3")):
        located = CiteItem("k", label=label, locator="3")
        done = process(
            style("gost-r-7-0-5-2008"), locale, items, [Citation("c", (located,), 1)], "ru"
        )
        assert printed in as_plain(done.citations[0].text).replace("\u00a0", " ")


def test_the_parts_of_a_version_are_no_ordinals() -> None:
    assert "1.2 nəşr" in entry("apa", book(edition="1.2"), "az").replace("\u00a0", " ")
