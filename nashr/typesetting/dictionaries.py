"""Patterns of hyphenation, read at setup: a process takes them over instead of parsing them."""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import Any

from nashr.languages import PREPARED, hyphenation, language, register_hyphenation
from nashr.languages.hyphenation import SyllableDictionary
from nashr.project import prepared

_NAME = "hyphenation"


def prepare() -> None:
    """Keep the patterns of ``PREPARED`` for all builds."""
    register_hyphenation()
    kept = {lang: (found.patterns, found.maxlen) for lang, found in _read().items()}
    prepared.write(_NAME, _key(), marshal.dumps(kept))


def load() -> None:
    """Let Pyphen know the languages with syllable rules, and the patterns of ``PREPARED``."""
    import pyphen

    register_hyphenation()
    data = prepared.read(_NAME, _key())
    if data is None:
        _read()
        return
    for lang, (patterns, longest) in marshal.loads(data).items():
        found = pyphen.HyphDict.__new__(pyphen.HyphDict)
        found.patterns, found.cache, found.maxlen = patterns, {}, longest
        path = pyphen.LANGUAGES[pyphen.language_fallback(lang)]
        known = pyphen.hdcache.get(path)
        if isinstance(known, SyllableDictionary):
            known.take(found)
        else:
            pyphen.hdcache[path] = found


def _read() -> dict[str, Any]:
    """The dictionaries of Pyphen by language, parsed."""
    import pyphen

    found = {}
    for lang in PREPARED:
        pyphen.Pyphen(lang=pyphen.language_fallback(lang)).positions("s\u0259n\u0259d")
        known = pyphen.hdcache[pyphen.LANGUAGES[pyphen.language_fallback(lang)]]
        found[lang] = known.liang if isinstance(known, SyllableDictionary) else known
    return found


def _key() -> str:
    """Of all that the patterns are made from: Pyphen's files, our rules, and how they are read."""
    import pyphen

    register_hyphenation()
    parts = [Path(pyphen.__file__).read_bytes(), Path(hyphenation.__file__).read_bytes()]
    for lang in PREPARED:
        path = pyphen.LANGUAGES[pyphen.language_fallback(lang)]
        rules = language(lang).syllables
        parts.append(repr(rules).encode() if rules is not None else path.read_bytes())
    return prepared.key_of(Path(__file__).read_bytes(), *parts)
