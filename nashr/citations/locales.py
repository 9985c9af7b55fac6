"""CSL locales: terms, dates and options, with the fallback that CSL prescribes."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from citeproc import LOCALES_PATH, PRIMARY_DIALECTS

from nashr.citations.errors import StyleError
from nashr.citations.markup import mark_superscripts
from nashr.citations.richtext import Quotes
from nashr.languages import is_supported, language
from nashr.languages.records import respelling
from nashr.languages.respelling import speller
from nashr.messages import Message, reason_of
from nashr.records import dataclass, field, replace

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NS = "{http://purl.org/net/xbiblio/csl}"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_ORDINALS_OF_CSL_1_0 = frozenset({"ordinal-01", "ordinal-02", "ordinal-03", "ordinal-04"})
#: Primary dialects of languages that the CSL project has no locale of, but nashr has.
_OWN_DIALECTS: Mapping[str, str] = {
    "crh": "crh-UA",
    "ka": "ka-GE",
    "kk": "kk-KZ",
    "ky": "ky-KG",
    "tk": "tk-TM",
    "uz": "uz-UZ",
}
#: CSL 1.0.2, "Terms": the fallback for each form of a term.
_FORMS: Mapping[str, tuple[str, ...]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}


@dataclass(frozen=True, slots=True)
class Term:
    single: str
    multiple: str
    #: The grammatical gender of the noun.
    gender: str = ""
    #: The language that it is written in.
    language: str = "en-US"


@dataclass(slots=True)
class Layer:
    """A locale, or several of one language merged; the first value for a key is kept."""

    #: By name, form, and the gender that the term agrees with.
    terms: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    #: Ordinal suffixes by name, ``match`` and gender.
    ordinals: dict[tuple[str, str, str], str] = field(default_factory=dict)
    dates: dict[str, Any] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def are_of_one_language(one: str, other: str) -> bool:
    """Whether two tags have the same primary subtag."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def layers(
    style: Any,
    parse: Callable[[str], Any],
    project: Callable[[str], str | None],
    lang: str,
) -> tuple[Layer, Layer]:
    """The locales for ``lang``, the style's own first, and the fallback in American English.

    CSL 1.0.2, "Locale Fallback". A language whose primary dialect neither CSL nor nashr lists
    falls back to the dialect with the same letters: ``az`` to ``az-AZ``.
    """
    language = lang.partition("-")[0]
    inside = {element.get(_LANG, ""): element for element in style.iterchildren(f"{_NS}locale")}
    # A locale without a language is for all, in the words of the style's.
    spoken = style.get("default-locale") or "en-US"
    same_letters = f"{language}-{language.upper()}"
    primary = PRIMARY_DIALECTS.get(language) or _OWN_DIALECTS.get(language, same_letters)
    # A tag without a region means the primary dialect, also inside the style.
    asked = dict.fromkeys((lang, primary if lang == language else language, language))
    own = [_layer(inside[tag], tag) for tag in asked if tag in inside]
    for_all = [_layer(inside[""], spoken)] if "" in inside else []
    tags = tuple(dict.fromkeys((lang, primary, language)))
    texts = (project("en-US"), _shipped("en-US"))
    american = _merged(_read_if_any("en-US", text, parse) for text in texts)
    # The project's locale of the primary dialect has words for what the CSL project has in English,
    # in the dialects too.
    files = [_read_if_any(tag, project(tag), parse) for tag in tags]
    shipped = [_read_if_any(tag, _shipped(tag), parse) for tag in tags]
    files += [_without_terms_of(american, layer) for layer in shipped[:-2]] + shipped[-2:]
    english = [inside[tag] for tag in ("en-US", "en") if tag in inside]
    foreign = [_layer(element, "en-US") for element in english]
    if any(map(project, tags)) and not are_of_one_language(spoken, lang):
        # What a style made for another language says for all says less than the journal's words.
        merged = _merged([*own, *files, *for_all])
    else:
        merged = _merged([*own, *for_all, *files])
    return _respelled(merged, lang), _merged([*foreign, american])


def _respelled(layer: Layer, lang: str) -> Layer:
    """The words of the language in the script that its tag names, where they are in another."""
    rules = respelling(lang)
    if rules is None:
        return layer
    spell = speller(rules)

    def term(one: Term) -> Term:
        if not are_of_one_language(one.language, lang):
            return one
        return replace(one, single=spell(one.single), multiple=spell(one.multiple))

    dates = {form: copy.deepcopy(date) for form, date in layer.dates.items()}
    for date in dates.values():
        for element in date.iter():
            for name in ("prefix", "suffix", "delimiter"):
                if name in element.attrib:
                    element.set(name, spell(element.get(name)))
    terms = {key: term(one) for key, one in layer.terms.items()}
    ordinals = {key: spell(suffix) for key, suffix in layer.ordinals.items()}
    return Layer(terms, ordinals, dates, layer.options)


def _without_terms_of(american: Layer, dialect: Layer | None) -> Layer | None:
    """The locale of a dialect without what is in English there: the primary dialect may have it."""
    if dialect is None:
        return None
    own = {
        key: term
        for key, term in dialect.terms.items()
        if (english := american.terms.get(key)) is None
        or (term.single, term.multiple) != (english.single, english.multiple)
    }
    return replace(dialect, terms=own)


def _read_if_any(tag: str, text: str | None, parse: Callable[[str], Any]) -> Layer | None:
    return _read(tag, text, parse) if text else None


@lru_cache(maxsize=16)
def _read(tag: str, text: str, parse: Callable[[str], Any]) -> Layer:
    """Parse a locale; cached, since the next article usually needs it too."""
    try:
        root = parse(text)
    except StyleError as error:
        message = Message("The locale {tag}: {reason}", tag=tag, reason=reason_of(error))
        raise StyleError(message) from error
    if root.tag != f"{_NS}locale":
        raise StyleError(Message("The locale {tag} is not a CSL locale.", tag=tag))
    return _layer(root, tag)


#: Letters of a language tag; a file system may not have the names of longer ones.
_LONGEST_TAG = 60


@lru_cache(maxsize=16)
def _shipped(tag: str) -> str | None:
    if len(tag) > _LONGEST_TAG or not tag.replace("-", "").isalnum():
        return None
    path = Path(LOCALES_PATH) / f"locales-{tag}.xml"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _merged(chain: Iterable[Layer | None]) -> Layer:
    merged = Layer()
    for layer in filter(None, chain):
        merged.options = layer.options | merged.options
        merged.dates = layer.dates | merged.dates
        merged.terms = layer.terms | merged.terms
        # Ordinals belong together: a locale that defines one replaces all of them.
        merged.ordinals = merged.ordinals or layer.ordinals
    return merged


def _layer(locale: Any, language: str) -> Layer:
    """The contents of one locale; the first of several definitions is kept."""
    layer = Layer()
    for options in locale.iterchildren(f"{_NS}style-options"):
        for name, value in options.attrib.items():
            layer.options.setdefault(name, value)
    for date in locale.iterchildren(f"{_NS}date"):
        layer.dates.setdefault(date.get("form", ""), date)
    for terms in locale.iterchildren(f"{_NS}terms"):
        _add_terms(layer, terms, language)
    return layer


def _add_terms(layer: Layer, terms: Any, language: str) -> None:
    ordinals: dict[tuple[str, str, str], str] = {}
    for element in terms.iterchildren(f"{_NS}term"):
        name, gender_form = element.get("name", ""), element.get("gender-form", "")
        term = _term(element, language)
        if name == "ordinal" or name.startswith("ordinal-"):
            ordinals[name, element.get("match", ""), gender_form] = term.single
        layer.terms.setdefault((name, element.get("form", "long"), gender_form), term)
    if ordinals and {name for name, _, _ in ordinals} <= _ORDINALS_OF_CSL_1_0:
        # The fourth of them was that of all other numbers, which is called “ordinal” since.
        ordinals |= {
            ("ordinal", match, gender): suffix
            for (name, match, gender), suffix in ordinals.items()
            if name == "ordinal-04"
        }
    layer.ordinals = layer.ordinals or ordinals


def _term(element: Any, language: str) -> Term:
    single = element.find(f"{_NS}single")
    multiple = element.find(f"{_NS}multiple")
    text = element.text or "" if single is None and multiple is None else ""
    one = text if single is None else single.text or ""
    many = (text or one) if multiple is None else multiple.text or ""
    return Term(_term_text(one), _term_text(many), element.get("gender", ""), language)


def _term_text(text: str) -> str:
    """A term's text; empty if it is only indentation."""
    if "\n" in text and not text.strip():
        return ""
    return _APOSTROPHE.sub("’", mark_superscripts(text))


@dataclass(slots=True, eq=False)
class Locale:
    """The locale of one language, and its fallback."""

    layers: tuple[Layer, Layer]
    lang: str = "en-US"
    #: Terms that stand behind the title that they belong to.
    postpositions: frozenset[str] = field(init=False)
    _terms: dict[tuple[str, str, bool, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.postpositions = language(self.lang).postpositions

    def find(self, name: str, form: str, gender: str = "") -> Term | None:
        for layer in self.layers:
            for wanted in _FORMS.get(form, (form, "long")):
                term = layer.terms.get((name, wanted, gender))
                if term is None and gender:
                    term = layer.terms.get((name, wanted, ""))
                if term is not None:
                    return term
        return None

    def term(self, name: str, form: str = "long", plural: bool = False, gender: str = "") -> str:
        """A term's text; empty if no locale has it."""
        key = (name, form, plural, gender)
        text = self._terms.get(key)
        if text is None:
            term = self.find(name, form, gender)
            text = "" if term is None else term.multiple if plural else term.single
            self._terms[key] = text
        return text

    def term_language(self, name: str, form: str = "long") -> str:
        """The language that a term's text is in: English where the locale has no such term."""
        found = self.find(name, form)
        return found.language if found is not None else self.lang

    def own_symbol(self, name: str) -> str:
        """The term's symbol, without falling back to other forms."""
        for layer in self.layers:
            term = layer.terms.get((name, "symbol", ""))
            if term is not None:
                return term.single
        return ""

    def gender(self, term: str) -> str:
        """The grammatical gender of a term, if the locale gives it."""
        found = self.find(term, "long")
        return found.gender if found else ""

    @property
    def quotes(self) -> Quotes:
        return Quotes(
            outer=(self.term("open-quote"), self.term("close-quote")),
            inner=(self.term("open-inner-quote"), self.term("close-inner-quote")),
            punctuation_inside=self.option("punctuation-in-quote") == "true",
        )

    def option(self, name: str) -> str:
        for layer in self.layers:
            if name in layer.options:
                return layer.options[name]
        return ""

    def date(self, form: str) -> Any:
        for layer in self.layers:
            if form in layer.dates:
                return layer.dates[form]
        return None

    def month_of_day(self, month: int) -> str:
        """A month's name behind a day: Russian *мая*, which is *май* without one."""
        term = self.find(f"month-{month:02}", "long")
        if term is None or not are_of_one_language(term.language, self.lang):
            return self.term(f"month-{month:02}")
        record = language(self.lang)
        return record.months[month - 1] if is_supported(self.lang) else term.single

    def is_day_first(self) -> bool:
        """Whether a written date of the language has its day before its month."""
        date = self.date("text")
        order = [] if date is None else [part.get("name") for part in date]
        return "day" in order and "month" in order[order.index("day") :]

    def ordinal(self, number: int, gender: str) -> str:
        """The ordinal suffix for ``number`` (CSL 1.0.2, "Ordinal Suffixes")."""
        for base, suffix in sorted(language(self.lang).round_ordinals.items(), reverse=True):
            if number == base or (base and number % base == 0):
                return suffix
        table = next((layer.ordinals for layer in self.layers if layer.ordinals), {})
        two, one = number % 100, number % 10
        wanted: list[tuple[str, str]] = []
        if number < 100:
            wanted.append((f"ordinal-{number:02}", "whole-number"))
        wanted.append((f"ordinal-{two:02}", "last-two-digits"))
        if two >= 10:
            wanted.append((f"ordinal-{two:02}", ""))
        wanted += [(f"ordinal-{one:02}", "last-digit"), (f"ordinal-{one:02}", ""), ("ordinal", "")]
        for name, match in wanted:
            for agreeing in dict.fromkeys((gender, "")):
                if (name, match, agreeing) in table:
                    return table[name, match, agreeing]
        return ""
