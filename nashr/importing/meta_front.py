"""The front matter of files in other formats than Word's, from what pandoc reads as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_dates import dates_in
from nashr.importing.front_text import FrontText, front_text, joined
from nashr.importing.front_words import is_corresponding, is_institution
from nashr.importing.names import emails_in, persons
from nashr.importing.query_marks import without_queries
from nashr.languages import is_supported
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node

#: Programs that write who used them, and which template, into a page.
_OFFICE = re.compile("Microsoft Word|LibreOffice|OpenOffice|StarOffice|ONLYOFFICE|WPS")


def without_properties(meta: Mapping[str, Any]) -> Mapping[str, Any]:
    """The metadata of a page of HTML; of one that an office program wrote its language alone."""
    program = [ast.plain_text(one) for name, one in meta.items() if name.lower() == "generator"]
    return {"lang": meta.get("lang", {})} if any(map(_OFFICE.match, program)) else meta


def front_of_meta(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Title, language, authors, keywords and abstract, as far as they are there, as plain text
    but for the title and the abstract; notes to authors say where they work, or nothing here
    (``notes_of_authors``).
    """
    language = ast.plain_text(_content(meta, "lang")).partition("-")[0].lower()
    authors, affiliations = _people(_list(meta, "author"), language or "en")
    front: dict[str, Any] = {
        "title": _text(_in_one_line(_content(meta, "title"))),
        "subtitle": ast.plain_text(_content(meta, "subtitle")),
        "lang": language if is_supported(language) else "",
        "authors": authors,
        "affiliations": [{"id": f"a{n}", "name": one} for n, one in enumerate(affiliations, 1)],
        "keywords": _keywords(meta),
        "abstract": joined([text for one in _list(meta, "abstract") for text in _paragraphs(one)]),
    }
    return {name: value for name, value in front.items() if value}


def _keywords(meta: Mapping[str, Any]) -> list[str]:
    """The keywords; those that stand in one line are parted."""
    found = [text for one in _list(meta, "keywords") if (text := ast.plain_text(one).strip())]
    if len(found) == 1:
        found = [one.strip() for one in re.split(r"[,;،؛]", found[0])]
    return [one for one in found if one]


def _in_one_line(content: list[Node]) -> Inlines:
    """The inlines of a text; those of its paragraphs, as of a title in a box, one behind another:
    ``\\title{{\\Large Ad\\par}}``.
    """
    if not content or content[0]["t"] not in ast.BLOCKS:
        return content
    line: Inlines = []
    for block in content:
        match block:
            case {"t": "Para" | "Plain", "c": inlines} | {"t": "Header", "c": [_, _, inlines]}:
                inside = inlines
            case {"t": "Div", "c": [_, blocks]} | {"t": "BlockQuote", "c": blocks}:
                inside = _in_one_line(blocks)
            case _:
                inside = ast.words(" ".join(ast.plain_text([block]).split()))
        line += [*([{"t": "Space"}] if line and inside else []), *inside]
    return line


def _text(inlines: Any) -> FrontText:
    """A title or a paragraph with its notes, formulas and italics."""
    notes = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
    return front_text(ast.plain_text(inlines), list(inlines), 0, notes)


def notes_of_authors(meta: Mapping[str, Any], front: Mapping[str, Any]) -> Blocks:
    """The notes to names that say nothing that is in ``front``."""
    known = {str(one.get("name", "")) for one in front.get("affiliations", ())}
    known |= {str(one.get("email", "")) for one in front.get("authors", ())} - {""}
    return [
        block
        for content in _list(meta, "author")
        for note in ast.nodes(content)
        if note["t"] == "Note" and not known.issuperset(_said(note))
        for block in note["c"]
    ]


def _said(note: Node) -> list[str]:
    """What front matter can have of a note: a place, or addresses alone."""
    place, emails = _place_of(note)
    return [place] if place or not emails else emails


def _place_of(note: Node) -> tuple[str, list[str]]:
    """Where an author works, and the addresses, by a note to the name; no place where it says
    anything else.
    """
    text, emails = _without_addresses(ast.plain_text(note["c"]))
    text = "" if emails and is_corresponding(text) else text
    return (text, emails) if is_institution(text) or not text else ("", [])


def answers_letters(text: str) -> bool:
    """Whether a note has an address, and that letters go there: “Sorumlu yazar: a@example.org”."""
    rest, emails = _without_addresses(text)
    return bool(emails) and is_corresponding(rest)


def _without_addresses(text: str) -> tuple[str, list[str]]:
    emails = emails_in(text)
    for one in emails:
        text = text.replace(one, "")
    text = re.sub(r"\be-?(?:mail|posta|poçt)\s*:?\s*", "", text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" ,;.:*"), emails


def _content(meta: Mapping[str, Any], name: str) -> Any:
    """What a key has, as inlines or blocks; nothing where it has a list or is not there."""
    value = meta.get(name, {})
    content = value.get("c", [])
    if value.get("t") == "MetaString":
        return [ast.text(content)]
    return content if value.get("t") in ("MetaInlines", "MetaBlocks") else []


def _list(meta: Mapping[str, Any], name: str) -> Iterator[Any]:
    """The contents of a list, or the one content that there is instead."""
    value = meta.get(name, {})
    if value.get("t") == "MetaList":
        for one in value["c"]:
            yield _content({name: one}, name)
    elif content := _content(meta, name):
        yield content


def take_date(draft: Draft, meta: Mapping[str, Any]) -> None:
    """Take the days that the date of a file names as those of receipt and the like; any other date
    is told of: programs write it of the day of printing, or of the file.
    """
    text = without_queries(ast.plain_text(_content(meta, "date"))).strip()
    if dates := dates_in(text):
        draft.front.setdefault("dates", dates)
    elif any(map(str.isdigit, text)):
        draft.add(
            "date-left-out",
            Outcome.DOUBTFUL,
            Message("The date of the file is in none of its fields: “{text}”.", text=text[:200]),
            None,
            Message("write it under dates, if the article was published or accepted then."),
        )


def _people(contents: Iterator[Any], language: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The authors, and their affiliations: lines below a name that are none of a person."""
    authors: list[dict[str, Any]] = []
    affiliations: list[str] = []
    for content in contents:
        found = list(_authors(content, language))
        people = [one for one in found if "family" in one]
        below = [str(one["name"]) for one in found if "family" not in one]
        answers = False
        for note in ast.nodes(content):
            if note["t"] == "Note":
                place, addresses = _place_of(note)
                answers |= answers_letters(ast.plain_text(note["c"]))
                below += [*([place] if place else []), *addresses]
        if not people or found[0] not in people:
            authors += found
            continue
        emails = [text for text in below if emails_in(text) == [text]]
        places = [text for text in below if text not in emails]
        affiliations += [text for text in places if text not in affiliations]
        ids = [f"a{affiliations.index(text) + 1}" for text in places]
        for one in people:
            own: dict[str, Any] = {"affiliations": ids} if ids else {}
            own |= {"email": emails[0]} if len(emails) == len(people) == 1 else {}
            own |= {"corresponding": True} if answers and len(people) == 1 else {}
            authors.append({**one, **own})
    return authors, affiliations


def _authors(content: list[Node], language: str) -> Iterator[dict[str, Any]]:
    """The persons of a name, or the name as it stands where it is none of a person."""
    for line in ast.lines(content) if content and content[0]["t"] != "Para" else [content]:
        text = ast.plain_text(line)
        found = persons(text, language)
        if found:
            yield from ({"given": one.given, "family": one.family} for one in found)
        elif text:
            yield {"name": text}


def _paragraphs(content: Blocks) -> Iterator[FrontText]:
    """The paragraphs of an abstract; a list in it stays one."""
    blocks = [ast.para(content)] if content and content[0]["t"] not in ast.BLOCKS else content
    for block in blocks:
        match block:
            case {"t": "Para" | "Plain", "c": inlines}:
                yield _text(inlines)
            case {"t": "Div", "c": [_, inside]}:
                yield from _paragraphs(inside)
            case _:
                yield FrontText(ast.plain_text([block]), [block])
