r"""The front matter of a LaTeX source, which each class of journals and conferences writes by
commands of its own: IEEEtran, llncs, REVTeX, elsarticle and cas, authblk, sn-jnl, acmart, mdpi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr.document.latex_syntax import ANY_COMMAND, call
from nashr.importing.front_dates import dates_in
from nashr.importing.latex_abstracts import with_abstracts, written_abstract
from nashr.importing.latex_code import is_in, kept, without_comments
from nashr.importing.latex_people import (
    BREAK,
    CALLED,
    MARKS,
    Author,
    as_call,
    authors_of,
    plain_text,
)
from nashr.importing.latex_title_pages import title_page
from nashr.importing.names import emails_in, orcids_in
from nashr.records import dataclass, field

#: Where the text begins.
_TEXT = re.compile(r"\\(?:section|chapter|part|IEEEPARstart|bmhead|lettrine)\b")
_AUTHORS = frozenset("author Author".split())
_PLACES = frozenset("affil affiliation address institute altaffiliation".split())
_KEYWORDS = frozenset("keywords keyword Keywords".split())
_KEYWORD_LISTS = r"keywords?|IEEEkeywords|Keywords"
#: Commands of the front that the text does not have, and the shape of their arguments.
_SHAPES = {
    **dict.fromkeys(_AUTHORS, "om"),
    **dict.fromkeys(_PLACES, "om"),
    **dict.fromkeys(_KEYWORDS, "om"),
    **dict.fromkeys("email ead".split(), "om"),
    **dict.fromkeys("orcid collaboration titlerunning abstract pacs".split(), "m"),
    **dict.fromkeys("title Title received".split(), "om"),
    **dict.fromkeys("authornote revised accepted".split(), "m"),
}
_PART = re.compile(
    r"\\(institution|department|orgname|orgdiv|streetaddress|street|postcode|state|city|country"
    r"|university)\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_KEYED = re.compile(
    r"(organization|department|addressline|postcode|state|city|country)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_RAISED_MARK = re.compile(r"\$\s*(?:\{\})?\^\s*(?:\{([\d,\s*a-z]+)\}|([\d*a-z]))\s*\$")
_CENTRE = re.compile(r"\\begin\s*\{center\}((?:(?!\\begin).)*?)\\end\s*\{center\}", re.DOTALL)
#: What classes call the commands of the front, by the usual names.
_OTHER_NAMES = {
    **dict.fromkeys("TITLE papertitle baslik makalebaslik titulo titre".split(), "title"),
    **dict.fromkeys("AUTHORS AUTHOR yazar yazarlar autor autores auteur".split(), "author"),
    **dict.fromkeys("ABSTRACT ozet oz Ozet xulase annotation".split(), "abstract"),
    **{f"date{name}": name for name in ("received", "revised", "accepted")},
    **dict.fromkeys("runningtitle shorttitle".split(), "titlerunning"),
    **dict.fromkeys("KEYWORDS anahtarkelimeler anahtarKelimeler".split(), "keywords"),
}


@dataclass(frozen=True, slots=True)
class LatexFront:
    """A source without the commands of its front matter that pandoc does not read, and what they
    say.
    """

    text: str
    front: Mapping[str, Any] = field(default_factory=dict)
    #: Affiliations that are there once more: each is written once.
    again: tuple[str, ...] = ()


@dataclass(slots=True)
class _Front:
    """What has been read so far."""

    authors: list[Author] = field(default_factory=list)
    places: list[dict[str, str]] = field(default_factory=list)
    labelled: dict[str, int] = field(default_factory=dict)
    #: The authors to whom the next affiliation without a label belongs.
    group: list[Author] = field(default_factory=list)
    is_closed: bool = False
    keywords: list[str] = field(default_factory=list)
    short_title: str = ""
    codes: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    #: Notes that stand at no name: they stand before the text.
    notes: list[str] = field(default_factory=list)
    #: Addresses that stand alone behind a mark.
    emails: dict[str, str] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)
    #: Whether more is known of authors than their names.
    is_rich: bool = False
    #: Whether an author with a star answers letters.
    has_stars: bool = False


def with_front(source: str) -> LatexFront:
    """Read the commands before the text."""
    page = title_page(_with_usual_names(_with_notes(without_comments(source))))
    text = with_abstracts(_with_lines_of_centres(page.text))
    begin = _TEXT.search(text)
    end = begin.start() if begin else len(text)
    front = _Front(notes=page.notes, codes=page.codes, has_stars=page.has_stars)
    spans = kept(text)
    cuts: list[tuple[int, int, str]] = []
    abstracts = ""
    for found in ANY_COMMAND.finditer(text, 0, end):
        name = found[1] or ""
        if name not in _SHAPES or is_in(found.start(), spans):
            continue
        if cuts and found.start() < cuts[-1][1]:
            continue
        one = call(text, found, _SHAPES[name], len(text))
        if not one.needed:
            continue
        options = one.optional[0].text if one.optional else ""
        words = one.needed[0].text
        before = len(front.authors)
        kept_text = _read(front, name, options, words)
        if found[2]:  # sn-jnl stars who answers letters
            for author in front.authors[before:]:
                author.corresponding = True
        if name == "abstract":
            abstracts += written_abstract(words)
        if kept_text is not None:
            cuts.append((found.start(), one.end, kept_text))
    text = _cut(text, cuts)
    text = re.sub(
        rf"\\begin\{{({_KEYWORD_LISTS})\}}(.*?)\\end\{{\1\}}",
        lambda m: _listed(front, m[2]),
        text,
        flags=re.DOTALL,
    )
    abstracts += "".join(f"\n\n{note}\n\n" for note in front.notes)
    if abstracts:
        place = text.find("\\begin{document}")
        place = place + len("\\begin{document}") if place >= 0 else 0
        text = text[:place] + abstracts + text[place:]
    return LatexFront(text, _made(front), tuple(front.again))


def _with_usual_names(text: str) -> str:
    """A source with the usual names of commands that some classes call otherwise."""
    spans = kept(text)
    for found in reversed(list(ANY_COMMAND.finditer(text))):
        usual = _OTHER_NAMES.get(found[1] or "")
        if usual and not is_in(found.start(), spans) and not is_defined(text, found[1]):
            text = f"{text[: found.start()]}\\{usual}{text[found.end(1) :]}"
    return text


def is_defined(text: str, name: str) -> bool:
    """Whether the author defines a command of this name."""
    return bool(re.search(rf"\\(?:(?:re|provide)?(?:new)?command|def)\*?\s*\{{?\\{name}\b", text))


def _with_lines_of_centres(text: str) -> str:
    """A source without a title whose centred lines before the text are paragraphs: the title, the
    names and where they work, typed by hand.
    """
    begin = _TEXT.search(text)
    end = begin.start() if begin else 0
    if "\\title" in text or not end:
        return text
    head = _RAISED_MARK.sub(r"\\textsuperscript{\1\2}", text[:end])
    return _CENTRE.sub(lambda m: BREAK.sub("\n\n", m[0]), head) + text[end:]


def _with_notes(text: str) -> str:
    """A source whose notes of title and names (elsarticle) stand where they are called."""
    notes: dict[str, str] = {}
    cuts: list[tuple[int, int, str]] = []
    called = {
        label.strip()
        for labels in re.findall(r"\\(?:tnoteref|fnref)\s*\{([^{}]*)\}", text)
        for label in labels.split(",")
    }
    for found in ANY_COMMAND.finditer(text):
        if found[1] not in ("tnotetext", "fntext"):
            continue
        one = call(text, found, "om", len(text))
        if one.optional and one.needed and one.optional[0].text.strip() in called:
            notes[one.optional[0].text.strip()] = one.needed[0].text
            cuts.append((found.start(), one.end, ""))

    def noted(found: re.Match[str]) -> str:
        labels = [label.strip() for label in found[1].split(",")]
        if not notes.keys() >= set(labels):
            return found[0]
        return "".join(f"\\thanks{{{notes.pop(label)}}}" for label in labels)

    return re.sub(r"\\(?:tnoteref|fnref)\s*\{([^{}]*)\}", noted, _cut(text, cuts)) if cuts else text


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> str:
    for begin, end, new in reversed(cuts):
        text = text[:begin] + new + text[end:]
    return text


def _read(front: _Front, name: str, options: str, words: str) -> str | None:
    """Read a command; gives what stands in its place, and None where it stays."""
    if name in _AUTHORS:
        _read_authors(front, options, words)
        return "" if name == "Author" else None
    if name == "altaffiliation":  # beside that which follows the names
        place = _add(front, words)
        if front.authors and place is not None:
            front.authors[-1].places.append(place)
            front.is_rich = True
        return ""
    if name in _PLACES:
        _read_places(front, options, words)
        return ""
    if name in _KEYWORDS:
        _listed(front, words)
        return ""
    if name in ("title", "Title"):
        front.short_title = plain_text(options) or front.short_title
        return f"\\title{{{words}}}" if name == "Title" else None
    if name == "titlerunning":
        front.short_title = plain_text(words)
    elif name == "pacs":
        _listed(front, f"\\PACS {words}")
    elif name == "collaboration":
        front.authors.append(Author({"name": plain_text(words)}))
    elif name == "authornote":
        front.notes.append(words)
    elif name in ("received", "revised", "accepted"):
        found = dates_in(f"{options or name}: {plain_text(words)}")
        front.dates |= found
        front.again += [words] if found else []
        return "" if found else None
    elif name in ("email", "ead"):
        if front.authors and options != "url" and (emails := emails_in(plain_text(words))):
            front.authors[-1].email = emails[0]
            front.is_rich = True
        else:
            return None
    elif name == "orcid":
        if not (front.authors and (orcids := orcids_in(words))):
            return None
        front.authors[-1].orcid = orcids[0]
    return ""


# --- authors -------------------------------------------------------------------------------


def _read_authors(front: _Front, options: str, words: str) -> None:
    if front.is_closed:
        front.group, front.is_closed = [], False
    blocks = list(_blocks(words))
    if blocks:
        front.is_rich = True
        for names, place in blocks:
            people = list(authors_of(names, ""))
            front.authors += people
            _read_block(front, people, place)
        return
    pieces = re.split(r"\\(?:and|AND|And)\b", _without_places(front, words))
    people = [person for piece in pieces for person in authors_of(piece, options)]
    front.authors += people
    front.group += people
    is_more = len(people) > len(pieces)
    front.is_rich |= is_more or any(one.labels or one.orcid or one.corresponding for one in people)


def _without_places(front: _Front, words: str) -> str:
    """The names of a command without the lines below them that begin with the mark of one."""
    lines = BREAK.split(words)
    kept = lines[:1]
    for line in lines[1:]:
        labelled = list(_by_marks(line))
        for label, piece in labelled:
            _label(front, label, piece)
            if (emails := emails_in(plain_text(piece))) and label not in front.labelled:
                front.emails[label] = emails[0]  # a line that says who answers letters
        kept += [] if labelled else [line]
    return "\\\\".join(kept)


def _blocks(words: str) -> Iterator[tuple[str, str]]:
    """The names and the affiliation of each of IEEE's blocks."""
    names = ""
    for found in ANY_COMMAND.finditer(words):
        if found[1] not in ("IEEEauthorblockN", "IEEEauthorblockA"):
            continue
        one = call(words, found, "m", len(words))
        text = one.needed[0].text if one.needed else ""
        if found[1] == "IEEEauthorblockN":
            if names:
                yield names, ""
            names = text
        else:
            yield names, text
            names = ""
    if names:
        yield names, ""


# --- affiliations --------------------------------------------------------------------------


def _read_places(front: _Front, options: str, words: str) -> None:
    front.is_rich = True
    pieces = re.split(r"\\and\b", words)
    if "\\at" in words and _read_places_of_authors(front, pieces):
        return
    if len(pieces) > 1:  # llncs counts them from one
        for number, piece in enumerate(pieces, start=1):
            _label(front, str(number), piece)
        return
    if labelled := list(_by_marks(words)):
        for label, piece in labelled:
            _label_with_email(front, label, piece)
        return
    if options.strip():
        _label(front, options.strip(), words)
        return
    place = _add(front, words)
    if place is None:
        return
    front.labelled.setdefault("1", place)  # the only one of llncs
    for author in front.group:
        author.places.append(place)
    front.is_closed = True


def _label(front: _Front, label: str, words: str) -> None:
    place = _add(front, words)
    if place is not None:
        front.labelled[label] = place


_AT = re.compile(r"\\at(?![A-Za-z])")


def _read_places_of_authors(front: _Front, pieces: list[str]) -> bool:
    r"""Read what svjour has of its authors one by one, “A. Name \at Place”; says whether it did."""
    parts = [_AT.split(piece, maxsplit=1) for piece in pieces]
    if len(parts) != len(front.authors) or any(len(part) < 2 for part in parts):
        return False
    for author, (name, words) in zip(front.authors, parts, strict=True):
        front.again.append(plain_text(name))
        place = _add(front, words)
        if place is not None:
            author.places.append(place)
        emails = emails_in(plain_text(words))
        author.email = author.email or (emails[0] if len(emails) == 1 else "")
    return True


def _label_with_email(front: _Front, label: str, words: str) -> None:
    """An affiliation with the address of the only author who has its mark."""
    _label(front, label, words)
    emails = emails_in(plain_text(words))
    own = [author for author in front.authors if label in author.labels]
    if len(emails) == len(own) == 1:
        own[0].email = own[0].email or emails[0]


def _by_marks(words: str) -> Iterator[tuple[str, str]]:
    """The affiliations of a text in which each has its mark before it."""
    marked = MARKS.sub(as_call, words)
    parts = CALLED.split(marked)
    if len(parts) > 1 and not plain_text(parts[0]):
        yield from zip(parts[1::2], parts[2::2], strict=True)


def _read_block(front: _Front, people: list[Author], words: str) -> None:
    """The affiliation of one of IEEE's blocks."""
    if labelled := list(_by_marks(words)):
        for label, piece in labelled:
            _label_with_email(front, label, piece)
        return
    emails = emails_in(plain_text(words))
    if len(emails) == len(people):
        for author, email in zip(people, emails, strict=True):
            author.email = email
    place = _add(front, words)
    for author in people:
        if place is not None:
            author.places.append(place)


def _add(front: _Front, words: str) -> int | None:
    """The number of an affiliation, which may be there already."""
    place = _place(words)
    if not place:
        return None
    if place in front.places:
        front.again += place.values()
    else:
        front.places.append(place)
    return front.places.index(place)


def _place(words: str) -> dict[str, str]:
    """An affiliation: by its parts, where it has such, else as a line of text."""
    parts = [
        (name, plain_text(text)) for name, text in _KEYED.findall(words) + _PART.findall(words)
    ]
    if parts:
        inner = dict(reversed(parts))
        units = [text for name, text in parts if name not in ("city", "country") and text]
        made = {
            "name": ", ".join(dict.fromkeys(units)),
            "city": inner.get("city", ""),
            "country": inner.get("country", ""),
        }
        return {name: text for name, text in made.items() if text} if units else {}
    lines = []
    for line in BREAK.split(re.sub(r"\\(?:email|url|ead)\s*\{(?:\\[{}]|[^{}])*\}", "", words)):
        text = plain_text(line)
        for email in emails_in(text):
            text = text.replace(email, "")
        text = re.sub(r"(?:e-?mail|email)s?\s*:?\s*$", "", text, flags=re.IGNORECASE)
        lines.append(text.strip(" ,;."))
    name = ", ".join(filter(None, lines))
    return {"name": name} if name else {}


# --- the rest ------------------------------------------------------------------------------


def _listed(front: _Front, words: str) -> str:
    """Read keywords; nothing stands in their place."""
    own, *coded = re.split(r"\\(PACS|MSC|JEL)(?:\[[^\]]*\])?(?![A-Za-z])", words)
    for scheme, codes in zip(coded[::2], coded[1::2], strict=True):
        found = [plain_text(one) for one in re.split(r"\\sep\b|[;,]", codes)]
        front.codes.setdefault(scheme.lower(), []).extend(filter(None, found))
    parts = re.split(r"\\(?:and|sep)\b|[;,·•]|\$\\cdot\$|\\textperiodcentered", own)
    front.keywords += [text for part in parts if (text := plain_text(part).strip(" ."))]
    return ""


def _made(front: _Front) -> dict[str, Any]:
    made: dict[str, Any] = {
        "keywords": front.keywords,
        "short-title": front.short_title,
        "classification": front.codes,
        "dates": front.dates,
    }
    if front.is_rich:
        made["authors"] = [_author(front, one) for one in front.authors]
        made["affiliations"] = [
            {"id": f"a{number}", **place} for number, place in enumerate(front.places, start=1)
        ]
    return {name: value for name, value in made.items() if value}


def _author(front: _Front, one: Author) -> dict[str, Any]:
    labelled = [front.labelled[label] for label in one.labels if label in front.labelled]
    is_common = len(front.places) == 1 and not any(a.places or a.labels for a in front.authors)
    places = dict.fromkeys([*labelled, *one.places, *([0] if is_common else [])])
    own = [label for label in one.labels if label in front.emails]
    made = {
        **one.name,
        "orcid": one.orcid,
        "email": one.email or next((front.emails[label] for label in own), ""),
        "corresponding": one.corresponding or bool(own) or (front.has_stars and "*" in one.labels),
        "affiliations": [f"a{place + 1}" for place in places],
    }
    return {name: value for name, value in made.items() if value}
