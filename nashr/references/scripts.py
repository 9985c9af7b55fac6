"""The language of a work: missing, or one that is not written in the script of its title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from nashr import messages
from nashr.diagnostics import Diagnostic
from nashr.languages import is_supported, language
from nashr.languages.records import primary
from nashr.languages.scripts import (
    ARABIC,
    CYRILLIC,
    GREEK,
    LATIN,
    likely_language,
    main_script,
    scripts_of,
)
from nashr.messages import Message
from nashr.references.works import Work

CODE = "reference-language"

#: The most works of a file that are told of one by one.
_NAMED = 3


def languages(works: Sequence[Work], journal: str, *, by_item: bool) -> Iterator[Diagnostic]:
    """The findings of all works. ``journal`` is the language of the journal; ``by_item`` says that
    the terms of each reference are in its own language.

    A work without a language is told of where its title is in another language than the journal's,
    or may be: a title with letters or words of the journal's language needs none.
    """
    own = primary(journal)
    labels = language(journal).labels
    script_of_journal = main_script(f"{labels.references} {labels.abstract}")
    unclear: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        title = work.title or work.text("container-title")
        script, tag = main_script(title), work.text("language")
        if script is None:
            continue
        guessed = likely_language(title, script)
        if tag and script not in scripts_of(tag):
            yield _wrong(work, tag, script)
        elif not tag and (script != script_of_journal or guessed not in (None, own)):
            yield _other(work, journal, script, guessed)
        elif not tag and guessed is None and (own != "en" or not title.isascii()):
            unclear[work.reference.file].append(work)
    for found in unclear.values():
        yield _missing(found, journal, by_item=by_item)


def _other(work: Work, journal: str, script: str, guessed: str | None) -> Diagnostic:
    endonym = language(journal).endonym
    if guessed:
        message = Message(
            "“{key}” names no language: its title seems to be in {guessed}, and is taken "
            "for {endonym}.",
            key=work.key,
            guessed=_named(guessed),
            endonym=endonym,
        )
        return work.finding(
            CODE, message, Message("Name it: langid = {{{guessed}}}.", guessed=guessed)
        )
    message = Message(
        "“{key}” names no language, and its title is not in the script of {endonym}.",
        key=work.key,
        endonym=endonym,
    )
    return work.finding(CODE, message, _hint(script))


def _named(tag: str) -> str:
    """A language by its own name, or by its tag."""
    return language(tag).endonym if is_supported(tag) else f"“{tag}”"


def _wrong(work: Work, tag: str, script: str) -> Diagnostic:
    message = Message(
        "The language of “{key}” is “{tag}”, which is not written in the script of its "
        "title ({script}).",
        key=work.key,
        tag=tag,
        script=_script_name(script),
    )
    hint = _hint(script)
    if script == LATIN:
        hint = Message(
            "Name the language of the title, as in langid = {{{example}}}. A title in "
            "transcription is in langid = {{{language}-Latn}}.",
            example=_EXAMPLES.get(script, "english"),
            language=tag.partition("-")[0],
        )
    return work.finding(CODE, message, hint, "language")


def _script_name(script: str) -> str:
    return _SCRIPT_NAMES.get(script) or Message("{script} letters", script=script.title())


#: The scripts that are often met, in words.
_SCRIPT_NAMES = {
    LATIN: Message("Latin letters"),
    CYRILLIC: Message("Cyrillic letters"),
    ARABIC: Message("Arabic letters"),
    GREEK: Message("Greek letters"),
    "HEBREW": Message("Hebrew letters"),
    "GEORGIAN": Message("Georgian letters"),
    "ARMENIAN": Message("Armenian letters"),
    "CJK": Message("Chinese characters"),
}


#: A language by its script, for examples.
_EXAMPLES = {CYRILLIC: "russian", ARABIC: "persian", GREEK: "greek", "HEBREW": "hebrew"} | {
    "GEORGIAN": "georgian",
    "ARMENIAN": "armenian",
    "CJK": "chinese",
}


def _hint(script: str) -> Message:
    return Message(
        "Name the language of the title, as in langid = {{{example}}}.",
        example=_EXAMPLES.get(script, "english"),
    )


def _missing(works: Sequence[Work], journal: str, *, by_item: bool) -> Diagnostic:
    """One line for the works of a file that name no language."""
    named = tuple(f"“{work.key}”" for work in works[:_NAMED])
    endonym = language(journal).endonym
    if len(works) == 1:
        message = Message(
            "{named} names no language, and is taken for a work in {endonym}.",
            named=named,
            endonym=endonym,
        )
    elif len(works) <= _NAMED:
        message = Message(
            "{named} name no language, and are taken for works in {endonym}.",
            named=named,
            endonym=endonym,
        )
    else:
        message = messages.plural(
            "{n} work of this file names no language, and is taken for one in {endonym}: "
            "{named}, …",
            "{n} works of this file name no language, and are taken for works in {endonym}: "
            "{named}, …",
            len(works),
            endonym=endonym,
            named=named,
        )
    hint = Message("Name it, as in langid = {{{language}}}.", language=journal)
    if by_item:
        hint = Message(
            "Name it, as in langid = {{{language}}}. The words of a reference, its dates and "
            "quotes are in that language.",
            language=journal,
        )
    return works[0].finding(CODE, message, hint)
