"""The preview's page, with its words in the language that was chosen."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from nashr import messages
from nashr.messages import Message, plural, translate

_FILE = Path(__file__).with_name("page.html")
#: What stands on the page from the beginning, and what its script writes; values are its affair.
_WORDS = {
    "preview": Message("Preview"),
    "preview_of": Message("{name} · preview"),
    "all_articles": Message("All articles"),
    "issue": Message("Issue {name}"),
    "products": Message("Products"),
    "page": Message("Page"),
    "of_pages": Message("of {pages}"),
    "waiting": Message("Waiting for the preview …"),
    "errors": Message("Errors"),
    "needs_script": Message("The preview needs JavaScript; the products themselves do not."),
    "no_errors": Message("No errors any more."),
    "to_look_at": Message("To look at: {counts}"),
    "journal_stands": Message("The journal has an error, so its articles stand as they were:"),
    "up_to_date": Message("Up to date."),
    "nothing_built": Message("Nothing is built yet."),
    "being_built": Message("Being built …"),
    "has_errors": Message("It has errors."),
    "has_errors_good": Message("It has errors; the last good products stay."),
    "no_article_yet": Message("There is no article yet."),
    "no_such_article": Message("There is no such article in manuscript/ any more."),
    "not_built": Message("The article cannot be built."),
    "not_built_good": Message(
        "The article cannot be built. What stands below is the last good page."
    ),
    "issue_not_made": Message("The issue cannot be made."),
    "issue_not_made_good": Message(
        "The issue cannot be made. What stands below is the last good one."
    ),
    "see_errors": Message("Not built: see the errors."),
    "being_made": Message("Being made: {names} …"),
    "no_answer": Message("The preview does not answer; start it again if it has ended."),
    "pages_of": Message("{name} ({pages})"),
}


#: A number that has each of the forms that languages have after numbers (Unicode CLDR).
_NUMBERS = {"one": 1, "few": 2, "other": 5}


def _counted(n: int) -> dict[str, Message]:
    """What the page counts."""
    return {
        "error": plural("{n} error", "{n} errors", n),
        "warning": plural("{n} warning", "{n} warnings", n),
        "notice": plural("{n} notice", "{n} notices", n),
        "page": plural("{n} page", "{n} pages", n),
        "building": plural("Building {n} article …", "Building {n} articles …", n),
    }


def _forms() -> dict[str, dict[str, str]]:
    """What is counted, in each form, with a place for the number."""
    return {
        name: {
            form: translate(_counted(number)[name]).replace(str(number), "{n}")
            for form, number in _NUMBERS.items()
        }
        for name in _counted(0)
    }


def nothing_here() -> str:
    """What stands at an address at which there is nothing, as plain text."""
    return f"{translate(Message('There is nothing at this address.'))}\n"


def page() -> bytes:
    """The page as HTML; its script finds the words in an attribute."""
    words = {name: translate(word) for name, word in _WORDS.items()}
    script = json.dumps({"words": words, "forms": _forms()}, ensure_ascii=False)
    values = {**words, "language": messages.language(), "script_words": script}
    text = _FILE.read_text("utf-8")
    filled = re.sub(r"\{\{ (\w+) \}\}", lambda place: html.escape(values[place[1]]), text)
    return filled.encode()
