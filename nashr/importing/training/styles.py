"""References as the styles of journals write them: works of known fields through CSL styles.

The citation processor is that of the package. While it renders, each variable is marked as a link
is, whose number tells the field; links do not change how the processor joins texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from nashr.citations import StyleError, names, process, style_names, style_text
from nashr.citations.dates import Date
from nashr.citations.elements import Label, Number, Text
from nashr.citations.richtext import (
    CLOSE,
    CLOSE_QUOTE,
    DISPLAYS,
    END,
    FORMATS,
    LINK,
    NODE,
    OPEN_QUOTE,
    SPLIT,
)  # fmt: skip
from nashr.importing.reference_tokens import tokens_of
from nashr.importing.reference_words import kinds
from nashr.importing.training.data import Labelled, labelled
from nashr.importing.training.noise import JOIN, words_of
from nashr.importing.training.works import Work, make_work
from nashr.project.shipped import shipped_folder

_SHIPPED = Path(shipped_folder()) / "bibliography"
#: Labels by CSL's names of variables.
LABELS = {
    "author": "author", "container-author": "editor", "editor": "editor", "collection-editor": "editor", "editorial-director": "editor",
    "translator": "translator", "director": "author", "interviewer": "author", "composer": "author", "reviewed-author": "author",
    "title": "title", "title-short": "title", "container-title": "container-title", "container-title-short": "container-title",
    "collection-title": "collection-title", "collection-number": "collection-title", "volume": "volume", "issue": "volume",
    "number-of-volumes": "volume", "page": "pages", "page-first": "pages", "number-of-pages": "pages", "number": "genre", "genre": "genre",
    "medium": "genre", "publisher": "publisher", "publisher-place": "location", "event-place": "location", "event": "container-title", "event-title": "container-title",
    "edition": "edition", "issued": "date", "original-date": "date", "accessed": "note", "URL": "url", "DOI": "doi", "ISBN": "isbn", "note": "note",
    "status": "note", "citation-number": "citation-number", "year-suffix": "date", "version": "note", "archive": "note",
}  # fmt: skip
_ORDER = sorted(set(LABELS.values()))
#: The number of the first mark: the processor's own links have smaller ones.
_FIRST = 100_000
_TYPES = {
    "article": "article-journal", "newspaper": "article-newspaper", "chapter": "chapter", "conference": "paper-conference",
    "thesis": "thesis", "report": "report", "web": "webpage", "unpublished": "manuscript", "film": "motion_picture",
}  # fmt: skip
_LOCALES = {
    "en": "en-US", "az": "az-AZ", "tr": "tr-TR", "ru": "ru-RU", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-BR",
    "it": "it-IT", "nl": "nl-NL", "pl": "pl-PL",
}  # fmt: skip
#: Styles of the package's own, beside those of the CSL project.
_OWN = ("gost-r-7-0-100-2018", "nashr-author-date", "aak-alphabetical")
_WORKS_PER_STYLE = 9
_THESES = (
    "PhD thesis",
    "Doctoral dissertation",
    "Master’s thesis",
    "Doktora tezi",
    "dissertasiya",
    "Diss.",
)


def styled(count: int, seed: int) -> Iterator[Labelled]:
    """``count`` references in hundreds of styles."""
    random = Random(seed)
    chosen = sorted(name for name in style_names())
    random.shuffle(chosen)
    done = 0
    with _marking():
        for number, name in enumerate(chosen):
            if done >= count:
                return
            text = (
                _own_style(_OWN[number // 25 % len(_OWN)]) if number % 25 == 0 else style_text(name)
            )
            works = [make_work(random) for _ in range(_WORKS_PER_STYLE)]
            if text is None or "<bibliography" not in text:
                continue
            for marked in _rendered(text, works, random):
                words = words_of(_segments(marked), random)
                if len(words) > 3:
                    done += 1
                    yield labelled(words)


def _own_style(name: str) -> str:
    return (_SHIPPED / "styles" / f"{name}.csl").read_text("utf-8")


def _locale(tag: str) -> str | None:
    path = _SHIPPED / "locales" / f"locales-{tag}.xml"
    return path.read_text("utf-8") if path.is_file() else None


def _rendered(text: str, works: list[Work], random: Random) -> list[str]:
    """Each work in the style, in the locale of its language or in that of English."""
    found = []
    for language in sorted({work.language for work in works}):
        items: dict[str, Any] = {
            f"w{n}": item(work, random) for n, work in enumerate(works) if work.language == language
        }
        if random.random() < 0.2:
            language = "en"
        try:
            done = process(text, _locale, items, [], _LOCALES[language], listed=list(items))
        except StyleError:
            return []
        found += [entry.text.text for entry in done.bibliography]
    return found


def item(work: Work, random: Random) -> dict[str, Any]:
    """A work as CSL JSON."""
    kind = _TYPES.get(work.type, "book")
    found: dict[str, Any] = {"type": kind, "title": work.title}
    for field, people in (
        ("author", work.authors),
        ("editor", work.editors),
        ("translator", work.translators),
    ):
        if people:
            found[field] = [
                {
                    "given": given,
                    "family": family,
                    **({"non-dropping-particle": particle} if particle else {}),
                }
                for given, family, particle in people
            ]
    if work.body:
        found["author"] = [{"literal": work.body}]
    genre = work.genre or (
        random.choice(_THESES)
        if work.type == "thesis"
        else "Technical report"
        if work.type == "report"
        else ""
    )
    pages = work.pages.removesuffix("p")
    pairs = {
        "container-title": work.container, "collection-title": work.series, "collection-number": work.series_number,
        "volume": work.volume, "issue": work.issue, "page" if pages == work.pages else "number-of-pages": pages, "publisher": work.publisher,
        "publisher-place": work.city, "edition": str(work.edition or ""), "genre": genre, "number": work.number,
        "URL": work.url, "DOI": work.doi, "ISBN": work.isbn, "note": work.note,
    }  # fmt: skip
    found |= {name: value for name, value in pairs.items() if value}
    date = [work.year, *([work.month] if work.month else []), *([work.day] if work.day else [])]
    found["issued"] = {"date-parts": [date]}
    if work.url:
        found["accessed"] = {"date-parts": [[2019, random.randint(1, 12), random.randint(1, 28)]]}
    return found


# --- marks ---------------------------------------------------------------------------------


def _marked(text: str, variable: str, cite: Any) -> str:
    label = LABELS.get(variable)
    if (
        not text
        or label is None
        or cite.sort is not None
        or cite.area != "bibliography"
        or cite.comparing
    ):
        return text
    return f"{LINK}{_FIRST + _ORDER.index(label)}{END}{text}{CLOSE}"


@contextmanager
def _marking() -> Iterator[None]:
    """While it lasts, newly compiled styles mark what they print."""
    replaced: list[tuple[Any, str, Any]] = []
    for element in (Text, Number, Date, Label):
        replaced.append((element, "compiled", element.compiled))
        setattr(element, "compiled", _marking_compiled(element.compiled))  # noqa: B010
    whole = names._name_lists
    replaced.append((names, "_name_lists", whole))

    def lists(variables: tuple[str, ...], settings: Any, cite: Any) -> list[str]:
        return [
            _marked(text, variable, cite)
            for variable in variables
            for text in whole((variable,), settings, cite)
        ]

    names._name_lists = lists
    try:
        yield
    finally:
        for owner, name, value in replaced:
            setattr(owner, name, value)


def _marking_compiled(compiled: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def marking(self: Any, compiler: Any) -> Any:
        render = compiled(self, compiler)
        variable = self.get("variable")
        if not variable:
            return render
        return lambda cite: _marked(render(cite), variable, cite)

    return marking


def _segments(marked: str) -> list[tuple[str, str]]:
    """The text of an entry, parted by the innermost mark."""
    runs: list[tuple[str, str]] = []
    open_marks: list[str] = []
    for piece in SPLIT.split(marked):
        if not piece:
            continue
        if piece[0] == LINK:
            number = int(piece[1:-1]) - _FIRST
            open_marks.append(_ORDER[number] if number >= 0 else "")
        elif piece[0] == NODE:
            continue
        elif piece == CLOSE:
            open_marks and open_marks.pop()
        elif piece in FORMATS or piece in DISPLAYS:
            open_marks.append("")
            if piece in DISPLAYS:
                runs.append(("", " "))
        elif piece in (OPEN_QUOTE, CLOSE_QUOTE):
            runs.append((_inner(open_marks), "“" if piece == OPEN_QUOTE else "”"))
        elif piece[0] < "\ufdd0" or piece[0] > "\ufdef":
            runs.append((_inner(open_marks), piece))
    return _by_word(runs)


def _inner(open_marks: list[str]) -> str:
    return next((mark for mark in reversed(open_marks) if mark), "")


def _by_word(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words with labels; what no variable has printed belongs to what follows, or to what is before."""
    text = "".join(part for _, part in runs)
    labels = [label for label, part in runs for _ in part]
    words: list[tuple[str, str]] = []
    for token in tokens_of(text):
        own = [labels[token.start + n] for n, char in enumerate(token.text) if char.isalnum()]
        known = [one for one in own if one]
        end = token.start + len(token.text)
        joined = JOIN if end < len(text) and not text[end].isspace() else ""
        words.append(
            (max(dict.fromkeys(known), key=known.count) if known else "", token.text + joined)
        )
    found: list[tuple[str, str]] = []
    following = ""
    for n in range(len(words) - 1, -1, -1):
        label, word = words[n]
        if not label and any(char.isalpha() for char in word):
            before = words[n - 1][0] if n else ""
            bare = word.strip(".,()[];:").lower()
            label = (
                before if before == "edition" and "edition" in kinds().get(bare, ()) else following
            )
        following = label or following
        found.append((label, word))
    found.reverse()
    result: list[tuple[str, str]] = []
    before = ""
    for label, word in found:
        label = label or before or "note"
        if label == "url" and not any(mark in word for mark in "/."):
            label = "note"
        if label == "doi" and "10." not in word and not word.lower().startswith("doi"):
            label = "note"
        before = label
        if result and result[-1][0] == label and not result[-1][1].endswith(JOIN):
            result[-1] = (label, f"{result[-1][1]} {word}")
        else:
            result.append((label, word))
    return result
