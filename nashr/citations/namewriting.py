"""Render one name: the order of its parts, particles, and initials."""

from __future__ import annotations

import re
from functools import lru_cache

from nashr.citations.cite import Cite
from nashr.citations.formatting import NO_FORMATTING, Formatting
from nashr.citations.people import PersonName
from nashr.citations.richtext import CLOSE, FORMATS, join, plain
from nashr.citations.text_case import Recase
from nashr.languages import END_OF_NAME
from nashr.records import dataclass

#: Scripts whose names are written without a space, family name first.
_CJK = (
    *(("\u1100", "\u11ff"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff")),
    *(("\uac00", "\ud7af"), ("\uf900", "\ufaff")),
)
_ELISION_MARKS = ("’", "-", "‘", "ʿ", "‐", "'")
#: How far given names are written: not at all, in initials, in full.
FAMILY_ONLY, INITIALS, IN_FULL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class NamePartStyle:
    """``cs:name-part``: the case and formatting of the given or the family name."""

    formatting: Formatting = NO_FORMATTING
    change: Recase | None = None

    def __call__(self, text: str, cite: Cite) -> str:
        if not text:
            return text
        if self.change is not None:
            text = self.change(text, cite, cite.work.language)
        return self.formatting(text)

    def inner(self, text: str, cite: Cite) -> str:
        """The name part with its formatting, but without its affixes."""
        if not text:
            return text
        if self.change is not None:
            text = self.change(text, cite, cite.work.language)
        return self.formatting.format(text)


_PLAIN_PART = NamePartStyle()


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The options of ``cs:name`` in one area of a style, inheritance resolved."""

    form: str = "long"
    conjunction: str = ""
    delimiter: str = ", "
    before_et_al: str = "contextual"
    before_last: str = "contextual"
    et_al_min: int = 0
    #: Negative if the style does not set it.
    et_al_use_first: int = 1
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    et_al_use_last: bool = False
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    inverted: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    #: The formatting of ``cs:name`` for the list, and of ``cs:name-part`` for the parts.
    formatting: Formatting = NO_FORMATTING
    given: NamePartStyle = _PLAIN_PART
    family: NamePartStyle = _PLAIN_PART

    @property
    def level(self) -> int:
        """How far given names are written without disambiguation."""
        if self.form == "short":
            return FAMILY_ONLY
        return INITIALS if self.initialize_with is not None and self.initialize else IN_FULL


def _has_cjk(text: str) -> bool:
    """Whether a letter of the text is of a script of ``_CJK``."""
    return any(low <= letter <= high for letter in text for low, high in _CJK)


def write_name(name: PersonName, options: NameOptions, first: bool, level: int, cite: Cite) -> str:
    """Render a name in the form and order of ``options``, with the given name at ``level``."""
    if name.literal or not name.family:
        return options.family(name.literal, cite)
    if level == FAMILY_ONLY:
        return options.family.formatting.affix(_family(name, options, cite))
    given = _given(name, options, level)
    if _has_cjk(name.family + name.given):
        return options.family(name.family, cite) + options.given(given, cite)
    if name.static_ordering:
        return join([options.family(name.family, cite), options.given(given, cite)], " ")
    if (
        cite.sort is not None
        or options.inverted == "all"
        or (options.inverted == "first" and first)
    ):
        return _inverted(name, given, options, cite)
    dropping = options.given.inner(name.dropping_particle, cite)
    family = _join_particle(dropping, _family(name, options, cite), name.dropping_particle)
    if name.suffix:
        family = join([family, name.suffix], ", " if name.comma_suffix else " ")
    return join([options.given(given, cite), options.family.formatting.affix(family)], " ")


def _given(name: PersonName, options: NameOptions, level: int) -> str:
    if options.initialize_with is None:
        return name.given
    if level >= IN_FULL and options.form == "short":
        return name.given
    if level >= IN_FULL and options.initialize and options.level < level:
        return name.given
    return initials(name.given, options)


def _inverted(name: PersonName, given: str, options: NameOptions, cite: Cite) -> str:
    demoted = options.demote == "display-and-sort" or (
        options.demote == "sort-only" and cite.sort is not None
    )
    if demoted:
        family = options.family(name.family, cite)
        particle = options.family.inner(name.particle, cite)
    else:
        family = options.family.formatting.affix(_family(name, options, cite))
        particle = ""
    dropping = options.given.inner(name.dropping_particle, cite)
    given = join([options.given.inner(given, cite), dropping, particle], " ")
    given = options.given.formatting.affix(given)
    if cite.sort is not None:
        return join([family, given, name.suffix], f"{END_OF_NAME} ")
    return join([family, given, name.suffix], options.sort_separator)


def _family(name: PersonName, options: NameOptions, cite: Cite) -> str:
    """The particle and family name, formatted, without affixes."""
    family = options.family.inner(name.family, cite)
    if not name.particle:
        return family
    return _join_particle(options.family.inner(name.particle, cite), family, name.particle)


def _join_particle(particle: str, family: str, written: str) -> str:
    """Join a particle and a name, without a space if it is elided: d’Alembert, al-Farabi."""
    return join([particle, family], "" if written.endswith(_ELISION_MARKS) else " ")


# --- initials ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InitialsOptions:
    """Whether full names are abbreviated, and whether hyphens between them are kept."""

    initialize: bool
    hyphen: bool


_ATOM = re.compile(f"([^\\s.{CLOSE}-]+(?:{CLOSE}*\\.{CLOSE}*|{CLOSE}*)|[.-])")
#: Two capitals for one sound: the initial of TSerendorj is Ts.
_DIGRAPH = re.compile(r"([A-ZА-ЯЁ])([A-ZА-ЯЁ]+)(?=[a-zа-яё])")


def initials(given: str, options: NameOptions) -> str:
    """A given name as initials, or with its existing initials as the style formats them.

    CSL 1.0.2, ``initialize-with`` and ``initialize``.
    """
    mark = options.initialize_with
    if mark is None or not given:
        return given
    return _initialized(given, mark, options.initialize, options.hyphen)


@lru_cache(maxsize=8192)
def _initialized(given: str, mark: str, initialize: bool, hyphen: bool) -> str:
    options = InitialsOptions(initialize, hyphen)
    text = ""
    for word in given.split():
        done = _word_initials(word, mark, options)
        text = text + done if done is not None else f"{text.rstrip()} {word} "
    return text.strip()


def _word_initials(word: str, mark: str, options: InitialsOptions) -> str | None:
    """The initials of one word; None if it stays as it is."""
    if not plain(word)[:1].isupper():
        return None
    text = ""
    hyphen = False
    for atom in _ATOM.findall(word.replace(".-", "-") if "-" in word else word):
        if atom == "-":
            hyphen = True
            continue
        bare = plain(atom).rstrip(".")
        if not bare or (hyphen and bare[0].islower()):
            continue
        initial = _initial(bare, atom, options)
        if initial is None:
            return None
        opening, closing = _surrounding_marks(atom)
        if hyphen:
            text = text.rstrip() + ("-" if options.hyphen else "")
        stop = mark.rstrip()
        text += f"{opening}{initial}{stop}{closing}{mark[len(stop) :]}"
        hyphen = False
    return text


def _initial(bare: str, atom: str, options: InitialsOptions) -> str | None:
    if len(bare) == 1:
        return bare
    if plain(atom).endswith("."):
        # An abbreviation, such as Ph. for Philippe.
        return bare
    if not options.initialize:
        return None
    digraph = _DIGRAPH.match(bare)
    return digraph[1] + digraph[2].lower() if digraph else bare[0]


def _surrounding_marks(atom: str) -> tuple[str, str]:
    """The marks before and after the letters of an atom."""
    start = len(atom) - len(atom.lstrip(FORMATS))
    return atom[:start], CLOSE * atom.count(CLOSE)
