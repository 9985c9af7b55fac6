"""One name: its order, its particles, its initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nashr.citations.cite import Cite
from nashr.citations.formatting import NAKED, Dress
from nashr.citations.people import PersonName
from nashr.citations.richtext import CLOSE, FORMATS, join, plain
from nashr.citations.text_case import Recase

#: Scripts whose names stand together without a space, the family name first.
_CJK = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_HANGS = ("’", "-", "‘", "ʿ", "‐", "'")
#: Given names as CSL spells them: not at all, in initials, in full.
FAMILY_ONLY, INITIALS, IN_FULL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class NamePartStyle:
    """``cs:name-part``: how the given or the family name is set."""

    clothe: Dress = NAKED
    change: Recase | None = None

    def __call__(self, text: str, cite: Cite) -> str:
        if not text:
            return text
        if self.change is not None:
            text = self.change(text, cite, cite.work.language)
        return self.clothe(text)

    def inner(self, text: str, cite: Cite) -> str:
        """The look without the affixes."""
        if not text:
            return text
        if self.change is not None:
            text = self.change(text, cite, cite.work.language)
        return self.clothe.format(text)


_PLAIN_PART = NamePartStyle()


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The options of ``cs:name`` as they hold in one area of a style, inheritance resolved."""

    form: str = "long"
    conjunction: str = ""
    delimiter: str = ", "
    before_et_al: str = "contextual"
    before_last: str = "contextual"
    et_al_min: int = 0
    #: Below 0 where the style does not say.
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
    #: What ``cs:name`` puts around the list, and ``cs:name-part`` around the parts.
    clothe: Dress = NAKED
    given: NamePartStyle = _PLAIN_PART
    family: NamePartStyle = _PLAIN_PART

    @property
    def level(self) -> int:
        """How far a given name is written without any disambiguation."""
        if self.form == "short":
            return FAMILY_ONLY
        return INITIALS if self.initialize_with is not None and self.initialize else IN_FULL


def write_name(name: PersonName, options: NameOptions, first: bool, level: int, cite: Cite) -> str:
    """One name in the form and order that ``options`` ask for, its given name at ``level``."""
    if name.literal or not name.family:
        return options.family(name.literal, cite)
    if level == FAMILY_ONLY:
        return options.family.clothe.affix(_family(name, options, cite))
    given = _given(name, options, level)
    if _CJK.search(name.family + name.given):
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
    family = _joined(dropping, _family(name, options, cite), name.dropping_particle)
    if name.suffix:
        family = join([family, name.suffix], ", " if name.comma_suffix else " ")
    return join([options.given(given, cite), options.family.clothe.affix(family)], " ")


def _given(name: PersonName, options: NameOptions, level: int) -> str:
    if options.initialize_with is None:
        return name.given
    if level >= IN_FULL and options.form == "short":
        return name.given
    if level >= IN_FULL and options.initialize and cite_level(options) < level:
        return name.given
    return initials(name.given, options)


def cite_level(options: NameOptions) -> int:
    return options.level


def _inverted(name: PersonName, given: str, options: NameOptions, cite: Cite) -> str:
    demoted = options.demote == "display-and-sort" or (
        options.demote == "sort-only" and cite.sort is not None
    )
    if demoted:
        family = options.family(name.family, cite)
        particle = options.family.inner(name.particle, cite)
    else:
        family = options.family.clothe.affix(_family(name, options, cite))
        particle = ""
    dropping = options.given.inner(name.dropping_particle, cite)
    given = join([options.given.inner(given, cite), dropping, particle], " ")
    given = options.given.clothe.affix(given)
    return join([family, given, name.suffix], options.sort_separator)


def _family(name: PersonName, options: NameOptions, cite: Cite) -> str:
    """The family name behind its particle, each in its look, without the affixes."""
    family = options.family.inner(name.family, cite)
    if not name.particle:
        return family
    return _joined(options.family.inner(name.particle, cite), family, name.particle)


def _joined(particle: str, family: str, written: str) -> str:
    """No space after an elided particle: d’Alembert, al-Farabi."""
    return join([particle, family], "" if written.endswith(_HANGS) else " ")


# --- initials ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InitialsWanted:
    """Whether full names are cut, and whether a hyphen between them is kept."""

    initialize: bool
    hyphen: bool


_ATOM = re.compile(f"([^\\s.{CLOSE}-]+(?:{CLOSE}*\\.{CLOSE}*|{CLOSE}*)|[.-])")
#: Two letters for one sound: TSerendorj is Ts.
_DIGRAPH = re.compile(r"([A-ZА-ЯЁ])([A-ZА-ЯЁ]+)(?=[a-zа-яё])")


def initials(given: str, options: NameOptions) -> str:
    """A given name cut to initials, or with the initials it has set as the style wishes.

    CSL 1.0.2, ``initialize-with`` and ``initialize``.
    """
    mark = options.initialize_with
    if mark is None or not given:
        return given
    return _initialized(given, mark, options.initialize, options.hyphen)


@lru_cache(maxsize=8192)
def _initialized(given: str, mark: str, initialize: bool, hyphen: bool) -> str:
    options = InitialsWanted(initialize, hyphen)
    text = ""
    for word in given.split():
        done = _word_initials(word, mark, options)
        text = text + done if done is not None else f"{text.rstrip()} {word} "
    return text.strip()


def _word_initials(word: str, mark: str, options: InitialsWanted) -> str | None:
    """The initials of one word, None where it stays as it is."""
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
        opening, closing = _around(atom)
        if hyphen:
            text = text.rstrip() + ("-" if options.hyphen else "")
        stop = mark.rstrip()
        text += f"{opening}{initial}{stop}{closing}{mark[len(stop) :]}"
        hyphen = False
    return text


def _initial(bare: str, atom: str, options: InitialsWanted) -> str | None:
    if len(bare) == 1:
        return bare
    if plain(atom).endswith("."):
        # An abbreviation of the author's own, such as Ph. for Philippe.
        return bare
    if not options.initialize:
        return None
    digraph = _DIGRAPH.match(bare)
    return digraph[1] + digraph[2].lower() if digraph else bare[0]


def _around(atom: str) -> tuple[str, str]:
    """The marks before and behind the letters of an atom."""
    start = len(atom) - len(atom.lstrip(FORMATS))
    return atom[:start], CLOSE * atom.count(CLOSE)
