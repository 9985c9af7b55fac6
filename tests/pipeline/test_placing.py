"""What an issue says of its articles."""

from __future__ import annotations

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.pipeline.placing import without_said


def test_a_profile_asks_an_article_for_nothing_that_its_issue_says() -> None:
    asked = "{profile} asks for “{key}”."
    found = [
        Diagnostic("profile-unmet", Span("a.md"), Message(asked, profile="DergiPark", key=key))
        for key in ("first-page", "year", "volume", "ethics")
    ]
    other = Diagnostic("key-missing", Span("a.md"), Message("“{key}”", key="year"))
    assert without_said([*found, other]) == [found[-1], other]
