"""What an issue says of its articles."""

from __future__ import annotations

from dataclasses import replace

import edition_kit

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.pipeline.placing import contents_entry, without_said


def test_a_profile_asks_an_article_for_nothing_that_its_issue_says() -> None:
    asked = "{profile} asks for “{key}”."
    found = [
        Diagnostic("profile-unmet", Span("a.md"), Message(asked, profile="DergiPark", key=key))
        for key in ("first-page", "year", "volume", "ethics")
    ]
    other = Diagnostic("key-missing", Span("a.md"), Message("“{key}”", key="year"))
    assert without_said([*found, other]) == [found[-1], other]


def test_an_article_is_listed_without_notes_and_links_that_lead_nowhere() -> None:
    own, *others = edition_kit.ARTICLE.texts
    own = replace(
        own,
        title="Ad^[Qeyd.] [*söz*](https://e.org)",
        abstract="Bir^[Qeyd.] [iki]{#cite-1 .citation} [üç](https://e.org) [dörd](#sec).",
    )
    article = replace(edition_kit.ARTICLE, texts=(own, *others))
    listed = contents_entry(edition_kit.edition(article))
    assert listed.titles[own.lang] == "Ad <em>söz</em>"
    abstract = listed.abstracts[own.lang]
    assert " id=" not in abstract
    assert abstract.count("<a ") == 1
    assert 'href="https://e.org"' in abstract
