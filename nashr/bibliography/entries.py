"""An entry of a ``.bib`` file as pandoc is to read it, and what nashr reads of it by itself.

Pandoc knows how the types and fields of BibLaTeX become those of CSL, and who inherits from whom.
What people write into the fields is read here: names, dates, addresses, TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nashr.bibliography import (
    addresses,
    bibtex,
    dates,
    extra_fields,
    field_meanings,
    field_names,
    language_names,
    names,
    program_notes,
    tex,
)
from nashr.bibliography.bibtex import Entry, Keys
from nashr.bibliography.dates import CslDate
from nashr.bibliography.entry_types import OF_CSL, OTHER_TYPES
from nashr.diagnostics import Diagnostic, nearest
from nashr.messages import Message, reason_of
from nashr.records import dataclass, field

#: The field with an editor's question to the author; not part of CSL.
QUERY = "nashr-query"

#: ISO 639-2 for a language that is not determined; pandoc leaves titles in it alone.
UNDETERMINED = "und"

#: Fields of names (BibLaTeX 3.20, section 2.2.2).
NAMES = frozenset(
    "author editor translator editora editorb editorc bookauthor shortauthor shorteditor director "
    "namea nameb namec".split()
) | frozenset(extra_fields.NAMES)
#: Fields whose braces keep capitals: what a style may change the case of.
TITLES = frozenset(
    "title subtitle titleaddon shorttitle booktitle booksubtitle booktitleaddon maintitle "
    "mainsubtitle maintitleaddon issuetitle issuesubtitle journal journaltitle journalsubtitle "
    "shortjournal series shortseries eventtitle eventtitleaddon origtitle reprinttitle".split()
)
#: Fields that styles print, besides names and titles.
PRINTED = (
    TITLES
    | NAMES
    | frozenset(
        "publisher location address institution school organization note addendum howpublished "
        "edition version venue type number volume".split()
    )
)
#: Addresses and identifiers, whose characters mean themselves.
VERBATIM = frozenset(
    "doi url eprint isbn issn isrn pmid pmcid file eprinttype archiveprefix eprintclass "
    "primaryclass mrnumber zblnumber".split()
)
#: Lists that BibTeX takes for one text: “and” in them is a word.
LISTS = frozenset(
    "publisher location address institution school organization origpublisher "
    "origlocation venue".split()
)
#: Fields that name others, or tell programs what to do.
KEYS = frozenset(
    "crossref xref xdata ids entryset options langid langidopts hyphenation keywords "
    "entrysubtype gender editortype editoratype editorbtype editorctype pubstate "
    "related relatedtype".split()
)
#: Fields of dates by CSL's variables; the first that stands in an entry counts.
DATES: Mapping[str, tuple[str, ...]] = {
    "issued": ("date", "year"),
    "accessed": ("urldate", "accessed", "lastchecked", "visited", "dateaccessed"),
    "original-date": ("origdate", "origyear"),
    "event-date": ("eventdate",),
}
_OF_DATES = frozenset(
    "date year month day urldate origdate eventdate accessed lastchecked visited dateaccessed "
    "origyear urlyear urlmonth urlday".split()
)
#: Other names of types (BibLaTeX 3.20, section 2.1.2) whose fields pandoc does not know.
_ALIASES = {"conference": "inproceedings"}
#: Types of what stands in a book.
_PARTS = frozenset(
    "bookinbook conference inbook incollection inproceedings inreference suppbook "
    "suppcollection".split()
)
#: Parents that are not the book itself: what only lends its fields, and works in several volumes.
_NO_BOOKS = frozenset("xdata mvbook mvcollection mvproceedings mvreference periodical".split())
#: English by the names that mean a variety of it to pandoc and BibLaTeX.
_ENGLISH = {"english": "en-US", "american": "en-US", "usenglish": "en-US"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """What pandoc gets of an entry, and what is put into its answer."""

    entry: Entry
    #: The entry in BibLaTeX, its names in order and its TeX such as pandoc reads.
    text: str
    #: The tag of the language that the author gave; None for none, or for one without a tag.
    language: str | None = None
    dates: Mapping[str, CslDate] = field(default_factory=dict)
    formulas: Sequence[str] = ()
    #: The keys of the entries that it inherits from.
    parents: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


#: EndNote's own names of types of entries, which it writes into the field ``type`` of each.
_ENDNOTE = re.compile(
    r"(Journal|Magazine|Newspaper|Electronic) Article|(Edited |Electronic )?Book( Section)?|Report"
    r"|Conference (Proceedings|Paper)|Generic|Web Page|Serial|Thesis"
)
#: Those of Scopus.
_SCOPUS = re.compile(
    r"(?i)article|review|editorial|letter|note|erratum|short survey|data paper|conference (paper|"
    r"review)|book( chapter)?"
)


def prepare(
    entry: Entry, parents: Sequence[Entry], default: str | None, *, known: Keys
) -> Prepared:
    """Read an entry. ``parents`` are those that it inherits dates from, the nearest first;
    ``default`` is the language of an entry that names none; ``known`` are the keys that there are.
    """
    return _Reader(entry, parents, default, known).run()


class _Reader:
    """Reads one entry."""

    def __init__(
        self, entry: Entry, parents: Sequence[Entry], default: str | None, known: Keys
    ) -> None:
        self._entry = entry
        self._parents = parents
        self._default = default
        self._known = known
        self._formulas = tex.Formulas()
        self._findings: list[Diagnostic] = []

    def run(self) -> Prepared:
        entry = self._entry
        language, spoken = self._language()
        kind, subtype = self._type()
        fields = {
            name: self._field(name, value)
            for name, value in entry.fields.items()
            if name not in _OF_DATES and name not in ("langid", "hyphenation", "ids")
        }
        note = program_notes.without_program_lines(entry.values.get("note", ""))
        if note is not None:
            fields.pop("note")
            fields |= {"note": self._field("note", note)} if note else {}
        self._misspelt()
        for name, meant in field_names.SYNONYMS.items():
            if name in fields and not {meant, "address"} & set(fields):
                fields[meant] = fields.pop(name)
        if subtype:
            fields.setdefault("entrysubtype", subtype)
        if kind == "article" and "number" not in fields and "issue" in fields:
            fields["number"] = fields.pop("issue")  # what many programs export
        for name in ("eid", "articleno"):  # BibLaTeX prints it in the place of pages, pandoc never
            if fields.get(name) and not fields.get("pages"):
                fields["pages"] = fields[name]
        fields |= field_meanings.genre(kind, fields.get("type", ""), spoken)
        found = {variable: date for variable in DATES if (date := self._date(variable, spoken))}
        self._visit(fields, found, spoken)
        addresses.settle(fields, visit_known="accessed" in found)
        fields.update(self._container(kind, fields))
        field_meanings.set_roles(fields)
        field_meanings.set_container(kind, fields)
        fields["langid"] = UNDETERMINED if re.match(r"(?i)en\b", spoken) else spoken
        self._inherit_names(fields)
        beside = extra_fields.taken_apart(entry.key, kind, fields)
        fields.update(self._references())
        lines = [f"{name} = {{{value}}}," for name, value in fields.items()]
        text = "\n".join([f"@{kind}{{{entry.key},", *lines, "}", *beside])
        return Prepared(
            entry,
            text,
            language,
            found,
            tuple(self._formulas.texts),
            tuple(parent.key for parent in self._parents),
            tuple(self._findings),
        )

    # --- what kind, in which language ---

    def _type(self) -> tuple[str, str]:
        """The type by which pandoc knows the entry, and its subtype."""
        kind = self._entry.type.lower()
        if kind in bibtex.TYPES or kind == bibtex.DATA_ONLY:
            return _ALIASES.get(kind, kind), ""
        if kind in OF_CSL:
            return "misc", ""
        known, subtype = OTHER_TYPES.get(kind, ("", ""))
        if not known:
            known = nearest(kind, bibtex.TYPES) or "misc"
        meant = f"@{known} with entrysubtype = {{{subtype}}}" if subtype else f"@{known}"
        message = Message(
            "“@{type}” is not a type of entry; it is read as {meant}.",
            type=self._entry.type,
            meant=meant,
        )
        self._find(
            "bib-type-unknown",
            message,
            Message("Write {meant}, or another type that fits.", meant=meant),
        )
        return known, subtype

    def _language(self) -> tuple[str | None, str]:
        """The tag that the author gave, and what pandoc is told."""
        fields = self._entry.fields
        if named := fields.get("langid") or fields.get("hyphenation"):
            tag = language_names.language_tag(named)
            if tag is None:
                message = Message("“{named}” is not a language that nashr knows.", named=named)
                self._find("bib-language-unknown", message, language_names.language_hint(named))
            tag = _ENGLISH.get(named.strip().lower(), tag)
            return tag, named if tag is None or not tag.startswith("en") else tag
        tag = language_names.language_tag(fields.get("language", "").split(" and ")[0])
        return tag, tag or self._default or UNDETERMINED

    # --- fields ---

    def _misspelt(self) -> None:
        """Tell of the fields whose names are those of no field, and nearly that of one."""
        for name in self._entry.fields:
            if meant := field_names.meant_field(name):
                message = Message(
                    "There is no field “{name}”, so what it says of “{key}” is printed nowhere.",
                    name=name,
                    key=self._entry.key,
                )
                hint = Message("Did you mean “{near}”?", near=meant)
                self._find("bib-field-unread", message, hint, name)

    def _field(self, name: str, value: str) -> str:
        """A field for pandoc, in TeX that has no brace too many."""
        value = tex.without_signs(value)
        if name in KEYS:
            return value
        if name in VERBATIM:
            return self._identifier(name, tex.verbatim(value))
        if name == "pages":
            value = tex.pages(value)
        if name == "type":
            value = tex.decoded(value) if re.search(r"[\\{$]", value) else value
            is_scopus = self._entry.fields.get("source", "").strip().lower() == "scopus"
            named = _SCOPUS if is_scopus else _ENDNOTE
            return "" if named.fullmatch(value.strip()) else value
        if name in NAMES:
            return self._names(name, value)
        text = tex.prepared(value, self._formulas, protects=name in TITLES)
        self._unknown(name)
        return f"{{{text}}}" if name in LISTS and re.search(r"\sand\s", text) else text

    def _identifier(self, name: str, value: str) -> str:
        if name == "doi":
            return addresses.doi(value)
        if name != "url":
            return value
        first, *others = addresses.of_field(value)
        if others:
            message = Message(
                "url of “{key}” has more than one address; “{first}” alone is printed.",
                key=self._entry.key,
                first=first,
            )
            hint = Message("Keep one, the most lasting.")
            self._find("bib-unclear", message, hint, name)
        return first

    def _unknown(self, name: str) -> None:
        """Tell of the macros of a field for which nothing can be printed."""
        macros = list(dict.fromkeys(self._formulas.unknown))
        self._formulas.unknown.clear()
        if macros and name in PRINTED:
            named = ", ".join(f"\\{macro}" for macro in macros[:5])
            message = Message(
                "{name} of “{key}”: nothing is known to be printed for {named}.",
                name=name,
                key=self._entry.key,
                named=named,
            )
            self._find(
                "bib-unclear", message, Message("Write the sign itself in place of it."), name
            )

    def _container(self, kind: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The title of the book that a part of it inherits from, whatever the type of the book is.

        BibLaTeX hands it on to parts of some types and BibTeX to none, so that the book would have
        no name and its subtitle would stand behind the title of the part.
        """
        books = [one for one in self._parents if one.type.lower() not in _NO_BOOKS]
        if kind not in _PARTS or not books:
            return
        yield from ((name, "") for name in ("subtitle", "titleaddon") if name not in fields)
        for book in () if "booktitle" in fields else books:
            for name in ("booktitle", "title"):
                if title := book.fields.get(name):
                    yield "booktitle", self._field("booktitle", title)
                    if subtitle := book.fields.get(name.replace("title", "subtitle")):
                        yield "booksubtitle", self._field("booksubtitle", subtitle)
                    return

    def _names(self, name: str, value: str) -> str:
        found = names.read(value)
        if found.finding:
            message = Message(
                "{field} of “{key}”: {finding}",
                field=name,
                key=self._entry.key,
                finding=found.finding,
            )
            self._find("bib-unclear", message, found.hint, name)
        text = tex.prepared(found.text, self._formulas, protects=False)
        self._unknown(name)
        return text

    def _inherit_names(self, fields: dict[str, str]) -> None:
        """Give the names that pandoc does not know from the entries that this one inherits from."""
        for parent in self._parents:
            for name in extra_fields.NAMES:
                if name in parent.fields and name not in fields:
                    read = names.read(tex.without_signs(parent.fields[name])).text
                    fields[name] = tex.prepared(read, self._formulas, protects=False)

    def _references(self) -> Iterator[tuple[str, str]]:
        """The fields that name other entries, without those that are not there.

        BibTeX takes capitals and small letters of keys for the same, pandoc does not.
        """
        for name in ("crossref", "xref", "xdata"):
            keys = [key.strip() for key in self._entry.fields.get(name, "").split(",")]
            keys = [key for key in keys if key]
            found = [self._known.find(key) for key in keys]
            for key, there in zip(keys, found, strict=True):
                if there is None:
                    near = nearest(key, self._known.all)
                    hint = (
                        Message("Did you mean “{near}”?", near=near)
                        if near
                        else Message("Add it, or take the field out.")
                    )
                    message = Message(
                        "{field} of “{key}” names “{named}”, which is no entry.",
                        field=name,
                        key=self._entry.key,
                        named=key,
                    )
                    self._find("bib-parent-missing", message, hint, name)
            if keys:
                yield name, ",".join(key for key in found if key)

    # --- dates ---

    def _tags(self, spoken: str) -> tuple[str, ...]:
        tag = language_names.language_tag(spoken)
        return tuple(dict.fromkeys(t for t in (tag, self._default) if t and t != UNDETERMINED))

    def _visit(self, fields: dict[str, str], found: dict[str, CslDate], spoken: str) -> None:
        """The day of a visit that a note tells in words, which no style prints twice then."""
        told = addresses.visit(self._entry.fields)
        if told is None:
            return
        name, text = told
        if "accessed" not in found:
            try:
                date = dates.read(tex.decoded(text), self._tags(spoken))
            except (dates.NoSuchDate, dates.NoDate):
                return
            if "date-parts" not in date:
                return
            found["accessed"] = date
        if name == "note":
            del fields["note"]

    def _date(self, variable: str, spoken: str) -> CslDate | None:
        tags = self._tags(spoken)
        for one in (self._entry, *(self._parents if variable == "issued" else ())):
            for name in DATES[variable]:
                if one.fields.get(name):
                    return self._read_date(one, name, tags)
        return None

    def _read_date(self, entry: Entry, name: str, tags: Sequence[str]) -> CslDate | None:
        own = entry is self._entry
        text = entry.fields[name].replace("{", "").replace("}", "").strip()
        text = text if dates.is_edtf(text) else tex.decoded(entry.fields[name])
        try:
            date = dates.read(text, tags)
            if not date:
                return None
            month = entry.fields.get("month")
            if month and name in ("year", "date") and dates.is_year_alone(date):
                date = self._with_month(date, month, entry.fields.get("day", ""), tags, own)
        except dates.NoSuchDate as fault:
            if own:
                message = Message(
                    "{field} of “{key}”, “{text}”, is no date: {fault}",
                    field=name,
                    key=entry.key,
                    text=text,
                    fault=reason_of(fault),
                )
                self._find(
                    "bib-date-invalid",
                    message,
                    Message("Write year, month and day: 2021-02-28."),
                    name,
                )
            return None
        except dates.NoDate:
            if own:
                message = Message(
                    "{field} of “{key}”, “{text}”, is no date, and is left out.",
                    field=name,
                    key=entry.key,
                    text=text,
                )
                self._find(
                    "bib-unclear",
                    message,
                    Message("Write a year, a date as 2021-02-28, or words."),
                    name,
                )
            return None
        return date

    def _with_month(
        self, date: CslDate, month: str, day: str, tags: Sequence[str], own: bool
    ) -> CslDate:
        months = dates.read_month(tex.decoded(month), tags)
        if months is None:
            if own:
                message = Message(
                    "month of “{key}”, “{month}”, is no month, and is left out.",
                    key=self._entry.key,
                    month=month,
                )
                self._find(
                    "bib-unclear",
                    message,
                    Message("Write a number or a name: 3, mar, March."),
                    "month",
                )
            return date
        if len(months) == 1 and len(months[0]) == 1 and months[0][0] <= 12 and day.isdigit():
            months = [[months[0][0], int(day)]]
        return {**date, **dates.dated(date["date-parts"][0][0], months)}

    # --- findings ---

    def _find(self, code: str, message: Message, hint: Message | None, field: str = "") -> None:
        if code == "bib-type-unknown":
            at = self._entry.start
        else:
            at = self._entry.place_of(field) if field else self._entry.span
        self._findings.append(Diagnostic(code, at, message, hint, self._entry.key))
