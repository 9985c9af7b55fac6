"""Works of several languages in one list and in notes. The works are samples."""

from __future__ import annotations

from typing import Any

import pytest
from citations_kit import listed, locale, process

from nashr import citations
from nashr.model import Citation, CiteItem


def work(language: str | None, family: str, given: str, **more: Any) -> dict[str, Any]:
    author = [{"family": family, "given": given}]
    issued = {"date-parts": [[2020]]}
    spoken = {"language": language} if language else {}
    return {"type": "book", "title": "Title", "author": author, "issued": issued, **spoken, **more}


def chapter(language: str, family: str, given: str) -> dict[str, Any]:
    more = {"type": "chapter", "container-title": "Whole", "page": "366-439"}
    return work(language, family, given, **more)


def test_words_keep_the_i_of_their_own_language() -> None:
    works = [chapter("en", "Smith", "Ian"), chapter("tr", "Dilci", "İpek")]
    smith, dilci = sorted(listed("iso690-author-date-en", works, "az"), reverse=True)
    assert smith.startswith("SMITH, Ian") and dilci.startswith("DİLCİ, İpek")
    # The word is the style's own in English, for works of all languages.
    assert " Kitabda: Whole" in smith and " Kitabda: Whole" in dilci


def test_a_work_without_a_language_whose_capitals_are_uncertain_is_noted() -> None:
    works = [work(None, "Smith", "Ian"), work(None, "Brown", "A."), work("en", "Gill", "I.")]
    style = "iso690-author-date-en"
    assert process(style, works, "az").without_language == ("0",)
    assert process(style, works, "en").without_language == ()
    assert process("apa", works, "az").without_language == ()
    assert process(style, [work(None, "Dişli", "Ali")], "en").without_language == ("0",)


def test_letters_say_which_capitals_a_work_without_a_language_has() -> None:
    style = "iso690-author-date-en"
    done = process(style, [work(None, "Gəncəvi", "Nizami")], "en")
    assert "GƏNCƏVİ" in citations.as_plain(done.bibliography[0].text)
    assert done.without_language == ()
    (entry,) = listed(style, [{**work(None, "Quliyev", "R."), "title": "Dağ kəndi"}], "en")
    assert "QULİYEV" in entry


def test_one_mark_stands_between_pages_where_languages_mix() -> None:
    works = [chapter("tr", "Ak", "A."), chapter("uk", "Я", "Б."), chapter("en", "Fox", "C.")]
    found = listed("apa", works, "az", by_item=True)
    assert all("366–439" in entry for entry in found)
    # A list of one language has the mark of that language.
    assert "366-439" in listed("apa", [chapter("nl", "Ak", "A.")], "nl", by_item=True)[0]


def test_the_notes_speak_the_language_of_each_work() -> None:
    works = [chapter("en", "Fox", "C."), chapter("tr", "Ak", "A."), chapter("uk", "Я", "Б.")]
    done = process("chicago-notes-bibliography", works, "az", by_item=True)
    notes = [citations.as_plain(one.text) for one in done.citations]
    assert notes[0].startswith("C. Fox, “Title,” in Whole")
    assert notes[1].startswith("A. Ak, “Title”, Whole içinde")
    assert notes[2].startswith("Б. Я, «Title», у Whole")
    done = process("chicago-notes-bibliography", works, "az")
    assert all("kitabda Whole" in citations.as_plain(one.text) for one in done.citations)


@pytest.mark.parametrize(
    ("style", "again"),
    [
        ("chicago-notes-bibliography", "Fox, “Title,” 2."),
        # The word ibid. is the article's.
        ("chicago-notes-bibliography-subsequent-ibid", "A.g.e., 2."),
    ],
)
def test_a_work_cited_again_speaks_as_before(style: str, again: str) -> None:
    text = citations.style_text(style)
    assert text is not None
    items = {"a": {"id": "a", **chapter("en", "Fox", "C.")}}
    cited = [
        Citation(f"cite-{n}", (CiteItem("a", label="page", locator=str(n)),), n) for n in (1, 2)
    ]
    done = citations.process(text, locale, items, cited, "tr", item_language=True)
    assert citations.as_plain(done.citations[1].text) == again


def test_an_editor_and_a_translator_do_not_run_together() -> None:
    bare = {"type": "book", "title": "Title", "issued": {"date-parts": [[2001]]}}
    roles = {role: [{"family": role.title(), "given": "A."}] for role in ("editor", "translator")}
    (entry,) = listed("chicago-notes-bibliography", [{**bare, **roles}], "en")
    assert entry == "Editor, A., ed. Title. Translated by A. Translator. 2001."
    (entry,) = listed("chicago-author-date", [{**bare, **roles}], "en")
    assert entry == "Editor, A., ed. 2001. Title. Translated by A. Translator."


def test_a_date_of_a_year_ends_with_the_year() -> None:
    """The shipped Ukrainian locale has 2020. 03 трав., and 2020 where the day is not known."""
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
      <citation><layout><date variable="issued" form="text" prefix="(" suffix=")"/></layout>
      </citation></style>"""
    for parts, text in (([2020], "(2020)"), ([2020, 5, 3], "(2020. 03 трав.)")):
        items = {"a": {"id": "a", "type": "book", "issued": {"date-parts": [parts]}}}
        cited = [Citation("cite-1", (CiteItem("a"),))]
        done = citations.process(style, lambda _: None, items, cited, "uk")
        assert citations.as_plain(done.citations[0].text) == text


def test_a_persian_list_has_the_numbers_of_each_work_in_its_own_digits() -> None:
    """The year of an English book is 1990 there, and that of a Persian one ۱۳۹۹."""
    persian = {
        "type": "article-journal",
        "title": "تاریخ",
        "author": [{"family": "احمدی", "given": "علی"}],
        "container-title": "مجله",
        "volume": "5",
        "issue": "2",
        "page": "12-28",
        "issued": {"date-parts": [[1399]]},
        "DOI": "10.5555/12",
    }
    english = {
        "type": "book",
        "title": "Works",
        "author": [{"family": "Smith", "given": "A."}],
        "edition": "2",
        "issued": {"date-parts": [[1990]]},
        "language": "en",
    }
    one, other = listed("apa", [persian, english], "fa")
    assert "(۱۳۹۹)" in one and "۵(۲)" in one and "۱۲–۲۸" in one and "10.5555/12" in one
    assert "(1990)" in other and "۲" not in other
    assert listed("ieee", [persian, english], "fa")[1].startswith("[۲]")
    assert "1399" in listed("apa", [persian], "az")[0]
