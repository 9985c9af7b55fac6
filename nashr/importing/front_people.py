"""Authors in the first lines of a manuscript: their names, where they work, how they are reached,
and the notes behind their names that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from nashr import ast
from nashr.importing.front_fields import Front, calls_of
from nashr.importing.front_title import LONGEST_TITLE, Line
from nashr.importing.front_words import begins_statement, is_corresponding, is_institution
from nashr.importing.marks import without_marks
from nashr.importing.names import (
    AUTHORS,
    DEGREES,
    Person,
    emails_in,
    orcids_in,
    persons,
    without_patronymic,
)
from nashr.importing.ooxml import one_line
from nashr.importing.text_language import language_of
from nashr.languages.digits import RAISED
from nashr.model import Inlines, Node
from nashr.records import replace
from nashr.references.works import folded

#: What stands around an ORCID iD or an address.
CONTACT = re.compile(
    r"https?://orcid\.org/|\bORCID(?: iD)?\b|\be-?mail\b|\be-posta\b|\be-poçt\b", re.IGNORECASE
)
#: Signs that are left where an address was.
_LEFT = re.compile(r"[:;,]\s*(?=[:;,.]|$)|\(\s*\)|\[\s*\]")
#: Names in two scripts are alike where this share of their consonants is.
_ALIKE = 0.6
_CYRILLIC = str.maketrans(
    dict(zip("бвгджзйклмнпрстфхцчшщаеёиоуыьъэюя", "bvgdczyklmnprstfhccssaeeiouyyyeua", strict=True))
)
_WRITTEN = (
    *(("sh", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g")),
    *(("x", "h"), ("q", "g"), ("j", "c"), ("w", "v")),
)
#: What stands between affiliations of one line, with their signs behind it.
_BEFORE_RAISED = re.compile(r"\s*[;,.]?\s*(?=\^[^^\s\ue000-\ue7ff]{1,4}\^)")
_BEFORE_TYPED = re.compile(r"\s*[;,.]\s*(?=\(?(?:\d|[*†‡§]{1,4})[.)]?\s*[^\W\d_])")
#: A note that says more is no note to a name.
_LONGEST_NOTE = 500
#: A name with a place in brackets behind it.
_NAMED_IN_BRACKETS = re.compile(r"([^(),]+?)\s*\(([^()]+)\)\s*")
#: A town and a country on a line of their own.
_TOWN = re.compile(
    r"[A-ZÇƏĞİÖŞÜА-ЯЁ][\w’'-]+(?: [A-ZÇƏĞİÖŞÜА-ЯЁ][\w’'-]+)?(?:, [A-ZÇƏĞİÖŞÜА-ЯЁ][\w’' -]+)+"
)
#: Nor is a longer line a name and a place.
_LONGEST_NAMED_PLACE = 200
#: The first of the signs that stand for the notes of the front, in the raised text of its lines.
_FIRST_NOTE, _MOST_NOTES = 0xE000, 0x800
_TITLE = re.compile(
    r"(?:(?:prof|dr|doç|dos|öğr|üyesi|gör|arş|yrd|assoc|asst|assist|phd|ph\.d|msc|professor|"
    r"profesör|dosent|doçent|doktor|associate|assistant|lecturer|проф|доц|профессор|доцент)"
    r"(?:\.|\b)\s*)+",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"doktora öğrencisi|yüksek lisans öğrencisi|doktorant\w*|dissertant\w*|magistr\w*|baş müəllim|"
    r"müəllim|aspirant|ph\.?d\.? (?:student|candidate)|doctoral (?:student|candidate)|"
    r"(?:kiçik |böyük |baş |aparıcı )?elmi işçi|аспирант\w*|докторант\w*|научный сотрудник",
    re.IGNORECASE,
)


#: What stands before the place of who answers letters.
ANSWERS = re.compile(
    r"(?:sorumlu yazar|məsul müəllif|corresponding author|автор(?: для)? (?:корреспонденции|"
    r"переписки)|ответственный автор)\s*[:/–-]\s*",
    re.IGNORECASE,
)
_CORRESPONDENCE = re.compile(
    r"(?:correspondence|address for correspondence|yazışma adresi|yazışma ünvanı|iletişim|"
    r"адрес для (?:корреспонденции|переписки))\b(?:\s+to)?\s*[:/]",
    re.IGNORECASE,
)
#: Degrees and posts as they are written out.
_DEGREES = re.compile(
    r"(?:кандидат|доктор)\s+(?:[\w-]+\s+){1,2}наук|[\w-]+(?:\s+[\w-]+)?\s+üzrə\s+(?:fəlsəfə\s+)?doktoru"
    r"|[\w-]+(?:\s+[\w-]+)?\s+elmləri\s+(?:doktoru|namizədi)|fəlsəfə doktoru|ph\.?\s?d\.?",
    re.IGNORECASE,
)


def _are_titles(text: str) -> bool:
    """Whether a line has degrees and academic titles alone."""
    parts = [part.strip(" .") for part in text.split(",")]
    return all(_DEGREES.fullmatch(part) or _TITLE.fullmatch(f"{part}.") for part in parts)


def note_sign(number: int) -> str:
    """The sign that stands for a note of the front, counted from 0; empty for too many."""
    return chr(_FIRST_NOTE + number) if number < _MOST_NOTES else ""


def without_note_signs(raised: str) -> str:
    return re.sub("\\^[\ue000-\ue7ff]\\^", "", raised)


def read_person(found: Front, line: Line, following: Line | None) -> None:
    """Read a line of names, of an affiliation, or of identifiers; ``following`` is the next one."""
    if people := persons(line.raised, language_of(line.text) or found.language or "en"):
        if not found.people and (found.abstracts or found.keywords):
            return  # a title in capital initials, more likely: names stand before an abstract
        if not found.people or (
            not _read_names_again(found, line, people) and _goes_on(found, line, following)
        ):
            _add_people(found, line, people)
        return
    if _read_name_and_place(found, line) or not found.people:
        return  # nobody has what would be read
    orcids, emails = orcids_in(line.text), emails_in(line.text)
    rest = CONTACT.sub("", without(line.text, (*orcids, *emails)))
    places = _places(found, line.raised)
    sign = places[0][0]
    if _are_titles(line.text) and len(found.people) - found.groups[-1] == 1:
        found.details.setdefault(found.groups[-1], {}).setdefault("academic-title", line.text)
        found.taken.add(line.place)
    elif (orcids or emails) and not re.search(r"\w{3}", rest):
        _add_contacts(found, line, orcids, emails)
        if sign and len(emails) == 1:
            found.corresponding = (emails[0], sign)
    elif len(emails) == 1 and not orcids and is_corresponding(without_address(line.text)):
        found.corresponding = (emails[0], sign)
        found.taken.add(line.place)
    elif sign and not emails and not orcids and is_corresponding(places[0][1]):
        found.corresponding_sign = sign
        found.taken.add(line.place)
    elif begins_statement(line.text):
        return
    elif line.place - 1 == found.last_place and _TOWN.fullmatch(line.text):
        sign, name = found.affiliations[-1]
        found.affiliations[-1] = (sign, f"{name}, {line.text}")
        found.taken.add(line.place)
    elif _CORRESPONDENCE.match(places[0][1]):
        # What else the line says has no field, and stays.
        found.corresponding = (emails[0], sign) if len(emails) == 1 else found.corresponding
    elif is_institution(line.text) and len(line.text) < LONGEST_TITLE * len(places):
        for called, place in places:
            name = _bare(place, orcids, emails)
            own = emails_in(place)
            here = [n for n, one in enumerate(found.people) if called in calls_of(one)]
            if len(own) == len(here) == 1:
                found.details.setdefault(here[0], {})["email"] = own[0]
                emails.remove(own[0])
            own = orcids_in(place)
            if len(own) == len(here) == 1:
                found.details.setdefault(here[0], {})["orcid"] = own[0]
                orcids.remove(own[0])
            if said := ANSWERS.match(name):
                name = name[said.end() :]
                found.corresponding_sign = called
            title, _, rest_of_name = name.partition(",")
            if len(here) == 1 and rest_of_name and _TITLE.fullmatch(title.strip()):
                found.details.setdefault(here[0], {})["academic-title"] = title.strip()
                name = rest_of_name.strip()
            if not _translates(found, called, name):
                found.affiliations.append((called, name))
                found.groups_of_affiliations.append(len(found.groups) - 1)
        _add_contacts(found, line, orcids, emails)
        found.last_place = line.place if not found.language_of_names else -1


def without_address(text: str) -> str:
    """A text without addresses, and without whose they are in brackets behind them."""
    return re.sub(r"\([^()]{1,40}\)", "", without(text, emails_in(text)))


def _read_name_and_place(found: Front, line: Line) -> bool:
    """Whether a line before the abstract is a name with the place where the person works behind a
    comma: “Nümunə Müəllif, Örnək Universiteti”.
    """
    if found.abstracts or found.keywords or len(line.text) > _LONGEST_NAMED_PLACE:
        return False
    head, _, rest = line.raised.partition(",")
    if in_brackets := _NAMED_IN_BRACKETS.fullmatch(line.raised):
        head, rest = in_brackets[1], in_brackets[2]
    people = persons(head, language_of(line.text) or found.language or "en")
    if (
        ANSWERS.search(head)
        or len(people) != 1
        or people[0].calls
        or not is_institution(rest)
        or "^" in rest
    ):
        return False
    if found.people and line.look != found.looks[0]:
        return False
    orcids, emails = orcids_in(rest), emails_in(rest)
    sign = f"@{len(found.people)}"
    place = len(found.people)
    _add_people(found, line, [replace(people[0], calls=(sign,))])
    name = _bare(rest, orcids, emails)
    known = next((of_sign for of_sign, of_name in found.affiliations if of_name == name), None)
    if known is None:
        found.affiliations.append((sign, name))
        found.groups_of_affiliations.append(len(found.groups) - 1)
    else:
        found.people[place] = replace(found.people[place], calls=(known,))
    details = {"email": emails[0]} if len(emails) == 1 else {}
    details |= {"orcid": orcids[0]} if len(orcids) == 1 else {}
    if details:
        found.details.setdefault(place, {}).update(details)
    return True


def without(text: str, known: Iterable[str]) -> str:
    """A text without what is known of it."""
    for one in known:
        text = text.replace(one, "")
    return text


def _bare(text: str, orcids: Sequence[str], emails: Sequence[str]) -> str:
    """A text without addresses, and without what stood around them."""
    rest = CONTACT.sub("", without(without_note_signs(text), (*orcids, *emails)))
    return one_line(_LEFT.sub("", _LEFT.sub("", rest))).strip(" ,;.:()–-")


def _places(found: Front, raised: str) -> list[tuple[str, str]]:
    """The affiliations of a line, each with the sign before it. There are several where a sign of a
    name stands before each.
    """
    signs = {sign for one in found.people for sign in calls_of(one)}
    for between in (_BEFORE_RAISED, _BEFORE_TYPED):
        places = [_called(part) for part in between.split(raised) if part.strip()]
        called = [sign for sign, _ in places]
        if len(set(called)) == len(places) > 1 and signs.issuperset(called):
            return places
    return [_called(raised)]


def _called(raised: str) -> tuple[str, str]:
    """The sign that a line begins with, to which a name leads, and the words behind it."""
    call = re.match(r"\^([^^]*)\^\s*|\(?(\d|[*†‡§]{1,4})[.)]?\s*(?=[^\d\s.)])", raised)
    words = raised[call.end() :] if call else raised
    sign = (call[1] or call[2] or "").strip() if call else ""
    return sign, re.sub(r"\^([^^]*)\^", lambda one: one[1].translate(RAISED), words)


def _add_contacts(found: Front, line: Line, orcids: list[str], emails: list[str]) -> None:
    if len(orcids) == len(emails) == 1:
        found.orcids_by_email[emails[0]] = orcids[0]
    found.orcids += orcids
    found.emails += emails
    found.taken.add(line.place)


# --- names ---------------------------------------------------------------------------------


def _add_people(found: Front, line: Line, people: list[Person]) -> None:
    """Add the authors of a line, and what the notes behind their names say of them."""
    first = len(found.people)
    found.groups.append(first)
    found.looks.append(line.look)
    found.people += people
    found.taken.add(line.place)
    if len(people) == 1 and people[0].given and people[0].given in line.text:
        whole = AUTHORS.sub("", line.text, count=1)
        before = whole.partition(people[0].given)[0]
        parts = [*before.split(","), *whole[len(before) :].split(",")[1:]]
        for part in map(str.strip, parts):
            key = "degree" if DEGREES.fullmatch(part) else "academic-title"
            if key == "degree" or _TITLE.fullmatch(part):
                own = found.details.setdefault(first, {})
                own[key] = ", ".join(filter(None, (own.get(key), part)))
    for place, person in enumerate(people, start=first):
        if person.title and len(people) > 1:
            found.details.setdefault(place, {})["academic-title"] = person.title
    for before, orcid in found.linked_orcids.get(line.place, ()):
        whose = len(persons(before, language_of(line.text) or found.language or "en"))
        if whose:
            found.details.setdefault(first + whose - 1, {})["orcid"] = orcid
        else:
            found.orcids.append(orcid)
    notes = [note for note in line.notes if note["t"] == "Note"]
    for place, person in enumerate(people, start=first):
        signs = [call for call in person.calls if "\ue000" <= call <= "\ue7ff"]
        for sign in signs:
            number = ord(sign) - _FIRST_NOTE - line.first_note
            plain = number < len(notes) and line.plain_notes[number]
            if plain and _read_note(found, place, sign, notes[number]):
                found.read_notes.append((notes[number], line.paragraph))


def _goes_on(found: Front, line: Line, following: Line | None) -> bool:
    """Whether a line of names has further authors: it looks as the first one, and has a sign or
    what only names have; or where they work, or how they are reached, stands behind it.
    """
    if found.abstracts or found.keywords or line.look != found.looks[0]:
        return False
    words = [word for word in line.text.split() if len(word) > 1 and "." not in word]
    capitals = [word for word in words if word == word.upper()]
    if "^" in line.raised or 0 < len(capitals) < len(words):
        return True
    return following is not None and bool(
        is_institution(following.text)
        or emails_in(following.text)
        or orcids_in(following.text)
        or _are_titles(following.text)
    )


def _read_names_again(found: Front, line: Line, people: list[Person]) -> bool:
    """Whether names of the same number are those of the authors in another language: in another
    script, or in other letters.
    """
    if len(people) != len(found.people):
        return False
    before = _is_cyrillic(f"{found.people[0].given} {found.people[0].family}")
    here = _is_cyrillic(line.text)
    tag = "ru" if here else "en"
    least = 1.0 if before == here else _ALIKE
    if not all(_likeness(*pair) >= least for pair in zip(people, found.people, strict=True)):
        return False
    if tag not in found.names and tag != found.language:
        found.names[tag] = people
        found.taken.add(line.place)
        found.language_of_names = tag
    return True


def _likeness(one: Person, other: Person) -> float:
    """How alike two names are by their consonants, from 0 to 1; where one has initials, by those of
    the families.
    """
    if any(map(_has_initials, (one, other))):
        one, other = (replace(person, given="") for person in (one, other))
    return SequenceMatcher(None, _consonants(one), _consonants(other)).ratio()


def _has_initials(person: Person) -> bool:
    return all(len(word.strip(".")) == 1 for word in re.split(r"[\s.]+", person.given) if word)


def _consonants(person: Person) -> str:
    """The consonants of a name, those alike that Azerbaijani, Turkish and English letters write in
    their own ways: *Xəlilov* is *Khalilov*; those of Cyrillic as Latin ones.
    """
    given = without_patronymic(person.given)
    text = folded(f"{given} {person.family}").translate(_CYRILLIC)
    for letters, written in _WRITTEN:
        text = text.replace(letters, written)
    return "".join(sorted(re.sub("[aeiouyəı]", "", text).split()))


def _is_cyrillic(text: str) -> bool:
    return bool(re.search("[\u0400-\u04ff]", text))


def _translates(found: Front, sign: str, name: str) -> bool:
    """Whether a line below the names in another language is one of the affiliations in it: of the
    same sign, or the next one.
    """
    tag = found.language_of_names
    if not tag:
        return False
    there = found.names_of_affiliations.setdefault(tag, {})
    for place, (of_sign, _) in enumerate(found.affiliations):
        if place not in there and (not sign or of_sign == sign):
            there[place] = name
            return True
    return False


# --- notes ---------------------------------------------------------------------------------


def _read_note(found: Front, place: int, sign: str, note: Node) -> bool:
    """Read where an author works, and how one is reached, from a note behind the name. A note that
    says anything else is not read.
    """
    text = _text_of(note["c"])
    if not text or len(text) > _LONGEST_NOTE:
        return False
    orcids, emails = orcids_in(text), emails_in(text)
    rest = _bare(text, orcids, emails)
    parts = [part for one in re.split(r"[,;]", rest) if (part := one.strip(" .:"))]
    details: dict[str, str] = {}
    for key, pattern in (("academic-title", _TITLE), ("position", _POSITION)):
        named = [part for part in parts if pattern.fullmatch(part)]
        if len(named) == 1:
            details[key] = named[0]
            parts.remove(named[0])
    name = ", ".join(parts)
    if name and not is_institution(name):
        return False
    if not (name or orcids or emails) or len(orcids) > 1 or len(emails) > 1:
        return False
    details |= {"orcid": orcids[0]} if orcids else {}
    details |= {"email": emails[0]} if emails else {}
    found.details.setdefault(place, {}).update(details)
    known = [of_sign for of_sign, of_name in found.affiliations if of_name == name]
    if name and known:
        calls = (*found.people[place].calls, known[0])
        found.people[place] = replace(found.people[place], calls=calls)
    elif name:
        found.affiliations.append((sign, name))
        found.groups_of_affiliations.append(len(found.groups) - 1)
    return True


def _text_of(blocks: list[Node]) -> str:
    """The text of a note, without the sign that it may begin with; nothing where it has more than
    front matter can hold.
    """
    if any(node["t"] in ("Cite", "Image", "Math", "Table") for node in ast.nodes(blocks)):
        return ""
    text = one_line(without_marks(ast.plain_text(blocks)))
    return re.sub(r"^[*†‡§\d]+\s*", "", text)


def text_of_note(note: Node) -> str:
    """The words of a note."""
    return one_line(without_marks(ast.plain_text(note["c"])))


def notes_left(found: Front, notes: Inlines) -> Inlines:
    """The notes, and marks, of lines that were not read."""
    return [one for one in notes if not any(one is read for read, _ in found.read_notes)]
