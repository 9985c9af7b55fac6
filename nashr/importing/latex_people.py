r"""The names of a LaTeX author's command, with the marks that lead to affiliations and to notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.bibliography.tex import decoded
from nashr.importing.meta_front import answers_letters
from nashr.importing.names import emails_in, orcids_in, persons
from nashr.records import dataclass, field

#: Around the marks that lead from a name to an affiliation; both are for private use.
_CALL_BEGIN, _CALL_END = "\ue0fb", "\ue0fc"
CALLED = re.compile(f"{_CALL_BEGIN}([^{_CALL_END}]*){_CALL_END}")
#: Marks of names: which are printed raised, and lead to an affiliation.
MARKS = re.compile(
    r"\\(?:inst|IEEEauthorrefmark|textsuperscript|affilnum|authormark)\s*\{([^{}]*)\}"
    r"|\$\s*(?:\{\s*\})?\^\s*(?:\{([^{}$]*)\}|([\w*]|\\[A-Za-z]+))\s*\$"
)
_MARK_SIGNS = {"dagger": "†", "ddagger": "‡", "ast": "*", "star": "*"}
_ORDINAL = re.compile(r"\b\d{1,2}\s*\\textsuperscript\s*\{\s*(?:st|nd|rd|th)\s*\}")
#: Commands in a name that are no part of it, with their arguments.
_NOT_NAMES = re.compile(
    r"\\(?:thanks|corref|fnref|tnoteref|IEEEmembership|orcid(?:ID|link|[A-Z])?|email|footnote"
    r"|authornote|textsuperscript|IEEEcompsocthanksitem)(?![A-Za-z])\s*(?:\[[^\]]*\])?\s*"
    r"(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})?"
)
_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_THANKS = re.compile(rf"\\thanks\s*{_GROUP}")
_WITH_EMAILS = re.compile(rf"\\(?:email|thanks)\s*{_GROUP}")
BREAK = re.compile(r"\\\\(?:\[[^\]]*\])?|\\newline\b")


@dataclass(slots=True)
class Author:
    """A person, or a group with a ``name`` alone, and the labels of affiliations."""

    name: dict[str, str]
    labels: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    email: str = ""
    orcid: str = ""
    corresponding: bool = False


def authors_of(text: str, options: str) -> Iterator[Author]:
    """The persons of a piece of an author's command; ``options`` are the labels before it."""
    orcids = orcids_in(text)
    emails = emails_in(plain_text(" ".join(_WITH_EMAILS.findall(text))))
    labels = [one.strip() for one in re.split(r"[,;]", options) if one.strip()]
    thanks = _THANKS.findall(text)
    answers = "\\corref" in text or any(answers_letters(plain_text(one)) for one in thanks)
    given = re.search(r"\\fnm\s*\{([^{}]*)\}", text)
    family = re.search(r"\\sur\s*\{([^{}]*)\}", text)
    if given and family:
        before = re.search(r"\\(?:spfx|pfx)\s*\{([^{}]*)\}", text)
        behind = re.search(r"\\(?:sfx|tanm)\s*\{([^{}]*)\}", text)
        degree = re.search(r"\\dgr\s*\{([^{}]*)\}", text)
        whole = " ".join(one[1] for one in (before, family, behind) if one)
        name = {"given": plain_text(given[1]), "family": plain_text(whole)}
        yield Author(name | ({"degree": plain_text(degree[1])} if degree else {}), labels)
        return
    marked = MARKS.sub(as_call, _ORDINAL.sub("", text))
    bare = plain_text(_NOT_NAMES.sub("", marked)).strip(" ,;")
    bare = re.sub(r"\s*,\s*(?:and|və|ve|и)\s+", ", ", bare)
    found = persons(CALLED.sub(r"^\1^", re.sub(r"\*\s*(?=,|$)", "", bare)), "en")
    if not found:
        names = [name for name in re.split(r"\s*,\s*|\s+and\s+", CALLED.sub("", bare)) if name]
        made = [Author({"name": name.strip(" *")}, list(labels)) for name in names]
    else:
        made = [
            Author({"given": one.given, "family": one.family}, [*labels, *one.calls])
            for one in found
        ]
    if len(made) == 1:
        made[0].orcid = orcids[0] if orcids else ""
        made[0].email = emails[0] if emails else ""
        made[0].corresponding = answers
    else:
        for number, orcid, star in _by_persons(text):
            if number < len(made):
                made[number].orcid = orcid or made[number].orcid
                made[number].labels += [star] if star else []
    yield from made


_OF_PERSON = re.compile(
    r"\s*,\s*(?:(?:and|və|ve|и)\s+)?|\s+(?:and|və|ve|и)\s+"
    r"|(?P<orcid>\d{4}-\d{4}-\d{4}-\d{3}[\dXx])|(?P<star>\*)(?!\{)"
)


def _by_persons(text: str) -> Iterator[tuple[int, str, str]]:
    """The ORCID iDs and the stars among several names, with the number of their person from 0."""
    bare = re.sub(r"\\[A-Za-z]+\*?", " ", MARKS.sub(lambda m: re.sub(r"[^*]", "", m[0]), text))
    number = 0
    for found in _OF_PERSON.finditer(bare):
        if found["orcid"] or found["star"]:
            yield number, (found["orcid"] or "").upper(), found["star"] or ""
        else:
            number += 1


def as_call(found: re.Match[str]) -> str:
    marks = found[1] or found[2] or found[3] or ""
    marks = re.sub(r"\\([A-Za-z]+)\s*", lambda m: _MARK_SIGNS.get(m[1], ""), marks)
    return f"{_CALL_BEGIN}{marks.strip()}{_CALL_END}"


def plain_text(tex: str) -> str:
    """The words of a piece of LaTeX in one line."""
    tex = re.sub(r"(?<!\\)%[ \t]*(?:\n[ \t]*|$)", "", tex)
    tex = re.sub(r"\\(?:texttt|url|nolinkurl)\s*\{([^{}]*)\}", r"\1", tex)
    tex = re.sub(r"\\(?:quad|qquad|,|;|:|!)|~", " ", BREAK.sub(" ", tex))
    return " ".join(decoded(tex).replace("\u00a0", " ").split())
