"""The language of a work: missing, or one that is not written in the script of its title."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nashr import messages
from nashr.diagnostics import Diagnostic
from nashr.languages import is_supported, language
from nashr.languages.records import primary
from nashr.messages import Message
from nashr.references.works import Work

CODE = "reference-language"

_LATIN, _CYRILLIC, _ARABIC = "LATIN", "CYRILLIC", "ARABIC"
#: Scripts, and the languages whose books have been printed in them, old books too. A language that
#: is not here is written in Latin letters.
_TABLE = """
CYRILLIC: ru uk be bg mk ab ba ce cv os sah tyv udm av lez mhr
LATIN CYRILLIC: sr bs mo ro gag
LATIN CYRILLIC ARABIC: az uz tk kk ky tt tg crh ku ug
CYRILLIC MONGOLIAN: mn
LATIN ARABIC: tr ms so sw
ARABIC: fa ar ur ps ckb sd
LATIN ARABIC ARMENIAN: ota
HEBREW: he yi
GREEK: el grc
GEORGIAN: ka
ARMENIAN: hy
ETHIOPIC: am
CJK: zh
CJK HIRAGANA KATAKANA: ja
HANGUL CJK: ko
DEVANAGARI: hi mr ne
DEVANAGARI LATIN: sa
BENGALI: bn
THAI: th
"""
_SCRIPTS = {
    tag: frozenset(scripts.split())
    for scripts, _, tags in (line.partition(":") for line in _TABLE.strip().splitlines())
    for tag in tags.split()
}
_BY_SUBTAG = {
    "latn": _LATIN,
    "cyrl": _CYRILLIC,
    "arab": _ARABIC,
    "grek": "GREEK",
    "hebr": "HEBREW",
    "geor": "GEORGIAN",
    "armn": "ARMENIAN",
}
#: Letters and short words that stand in texts of one language and in few others, for a guess.
_SIGNS = {"az": "əƏ", "uk": "іїєґІЇЄҐ", "kk": "әқңұһӘҚҢҰҺ", "fa": "پچژگ", "ru": "ыэъЫЭЪ"}
_TURKISH = frozenset("ığşİĞŞ")
#: Those that tell a language alone, a bar, and those of which it takes two.
_SHORT_WORDS = {
    "en": "the of and | in on for to from with at by is what how between its an",
    "tr": "ve ile için | bir olarak üzerine göre bu",
    "az": "və ilə üçün | haqqında üzrə",
    "de": "der die und | das im zur von für über eine des dem",
    "fr": "les des et | la le du dans pour une sur aux",
    "pt": "dos em da ao à não | das do e o os as na no para por uma com",
    "es": "los las y del | el en la para una por",
    "it": "gli della delle di | il nel per una dei",
    "ru": "и | в на о об из для",
    "uk": "та | і в у на про",
}
#: The share of a title's letters that must be in one script, and the fewest letters.
_SHARE = 0.7
_FEWEST = 4
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
    if script == _LATIN:
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
    _LATIN: Message("Latin letters"),
    _CYRILLIC: Message("Cyrillic letters"),
    _ARABIC: Message("Arabic letters"),
    "GREEK": Message("Greek letters"),
    "HEBREW": Message("Hebrew letters"),
    "GEORGIAN": Message("Georgian letters"),
    "ARMENIAN": Message("Armenian letters"),
    "CJK": Message("Chinese characters"),
}


#: A language by its script, for examples.
_EXAMPLES = {_CYRILLIC: "russian", _ARABIC: "persian", "GREEK": "greek", "HEBREW": "hebrew"} | {
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


# --- scripts -------------------------------------------------------------------------------


def main_script(text: str) -> str | None:
    """The script of most letters, by the first word of their names in Unicode; None where none has
    most, or where there are few letters.
    """
    names = (unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha())
    counts = Counter(name for name in names if name)
    total = sum(counts.values())
    if total < _FEWEST:
        return None
    script, count = counts.most_common(1)[0]
    return script if count >= _SHARE * total else None


def likely_language(title: str, script: str) -> str | None:
    """The language that a title seems to be in, by its letters and short words; None where it is
    open, as in most titles of few words.
    """
    for tag, signs in _SIGNS.items():
        if not set(signs).isdisjoint(title):
            return tag
    words = title.lower().split()
    counts = {tag: _count(words, tag) for tag in _SHORT_WORDS if script in scripts_of(tag)}
    best = max(counts.values(), default=0)
    tags = [tag for tag, count in counts.items() if count == best]
    if best >= 2:
        return tags[0] if len(tags) == 1 else None
    return "tr" if not _TURKISH.isdisjoint(title) else None


def _count(words: Sequence[str], tag: str) -> int:
    """How much the words speak for a language: one that tells it alone counts twice."""
    alone, _, others = (part.split() for part in _SHORT_WORDS[tag].partition("|"))
    return sum(2 * (word in alone) + (word in others) for word in words)


def scripts_of(tag: str) -> frozenset[str]:
    """The scripts that texts in a language are printed in; that of the tag where it names one."""
    primary, *more = tag.lower().replace("_", "-").split("-")
    named = next((_BY_SUBTAG[part] for part in more if part in _BY_SUBTAG), None)
    if named:
        return frozenset({named})
    return _SCRIPTS.get(primary, frozenset({_LATIN}))
