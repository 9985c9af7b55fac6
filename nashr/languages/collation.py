"""Sorting by a language's alphabet.

The key follows the Unicode Collation Algorithm (UTS #10) in its levels: letters, then accents,
then case, then punctuation. It differs in one thing that bibliographies want: a space sorts
before every letter, so that shorter names come first (``Əli Həsən`` before ``Əliyev``). Order of
the groups: space, digits, the language's own letters, other Latin letters, other scripts. Letters
of another script, and those of the language's script that its alphabet lacks, follow the root
collation of CLDR (see ``root_order``).
"""

import unicodedata
from functools import lru_cache

from nashr.languages.base import END_OF_NAME, Language, SortKey
from nashr.languages.casing import lower
from nashr.languages.root_order import ranks, script_of

_LATIN = "abcdeəfghijklmnopqrstuvwxyz"
# Latin letters that Unicode does not decompose, and what they are sorted as.
_LATIN_VARIANTS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŋ": "n",
    "þ": "th",
    "ŧ": "t",
    "ǝ": "ə",
    "ƣ": "g",
    "ɵ": "o",
}
# Marks written for the turned comma of Uzbek oʻ and gʻ.
_TURNED_COMMAS = str.maketrans(dict.fromkeys("'`‘’ʼ", "ʻ"))
_MODIFIER_PUNCTUATION = frozenset("ʻʼʽˈ")

# Between the parts of a name: a family name comes before those that begin with it.
_END_OF_NAME = 1
_SPACE = 2
_DIGITS = 10
_OWN = 1_000
_LATIN_START = 500_000
_OTHER_SCRIPTS = 1_000_000
_STEP = 100


@lru_cache(maxsize=64)
def _own_weights(alphabet: tuple[str, ...]) -> dict[str, int]:
    """Weights of the letters of ``alphabet`` and, where it is Latin, of the letters it lacks."""
    letters = alphabet or tuple(_LATIN)
    weights = {letter: _OWN + _STEP * rank for rank, letter in enumerate(letters)}
    latin = "a" in weights
    last_of_base = _LATIN_START
    for rank, letter in enumerate(_LATIN):
        if letter in weights:
            last_of_base = max(
                weight for own, weight in weights.items() if _latin_base(own) == letter
            )
        elif latin:
            weights[letter] = last_of_base + rank + 1
        else:
            weights[letter] = _LATIN_START + _STEP * rank
    return weights | _foreign_weights(letters, weights)


def _foreign_weights(letters: tuple[str, ...], own: dict[str, int]) -> dict[str, int]:
    """Weights of the letters of the alphabet's script that it lacks, each behind the letter before
    it in the root order.
    """
    found: dict[str, int] = {}
    last, after = own[letters[0]], 0
    for letter in script_of(letters[0]).split():
        if letter in own:
            last, after = own[letter], 0
        else:
            after += 1
            found[letter] = last + min(after, _STEP - 1)
    return found


def _latin_base(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0] if len(letter) == 1 else letter
    return _LATIN_VARIANTS.get(base, base)


def sort_key(text: str, record: Language) -> SortKey:
    """Make the key of ``text``: letters, accents, case, and the text itself to settle ties."""
    weights = _own_weights(record.alphabet)
    longest = max(map(len, weights))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    marked = text.translate(_TURNED_COMMAS) if "oʻ" in weights else text
    letters: list[int] = []
    accents: list[int] = []
    cases: list[int] = []
    index = 0
    while index < len(marked):
        letter, size = _next_letter(marked, index, longest, weights, record.tag)
        for weight, accent in _elements(letter, weights, record):
            if weight:
                letters.append(weight)
                accents.append(accent)
                cases.append(int(marked[index] != letter[0]))
            elif accent and accents:
                accents[-1] = accents[-1] * _STEP + accent
        index += size
    return tuple(letters), tuple(accents), tuple(cases), text


def _next_letter(
    text: str, index: int, longest: int, weights: dict[str, int], tag: str
) -> tuple[str, int]:
    """Find the letter at ``index`` in lower case, a digraph where there is one, and its length."""
    for size in range(longest, 1, -1):
        group = lower(text[index : index + size], tag)
        if len(group) == size and group in weights:
            return group, size
    return lower(text[index], tag), 1


def _elements(letter: str, weights: dict[str, int], record: Language) -> list[tuple[int, int]]:
    """Give (weight, accent) of each part of a letter; punctuation has none, a mark no weight."""
    if letter in weights and letter not in record.sorted_as:
        return [(weights[letter], 0)]
    if letter in record.sorted_as:
        base = record.sorted_as[letter]
        return [(_weight(char, weights), 1) for char in base]
    if letter in _LATIN_VARIANTS:
        return [(_weight(char, weights), 1) for char in _LATIN_VARIANTS[letter]]
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) > 1 and _weight(parts[0], weights) and not _stands_alone(letter):
        return [(_weight(parts[0], weights), 0), *((0, _accent(mark)) for mark in parts[1:])]
    if unicodedata.combining(letter[0]):
        return [(0, _accent(letter[0]))]
    return [(_weight(char, weights), 0) for char in letter]


def _stands_alone(letter: str) -> bool:
    """Say whether a letter with a mark is one letter in every alphabet that has it (Cyrillic й)."""
    return letter in "йўї"


def _accent(mark: str) -> int:
    return 2 + ord(mark) % 97


def _weight(char: str, weights: dict[str, int]) -> int:
    """Give the weight of one character, 0 for punctuation and whatever else is passed over."""
    if char in weights:
        return weights[char]
    if char == " ":
        return _SPACE
    if char == END_OF_NAME:
        return _END_OF_NAME
    if char in _MODIFIER_PUNCTUATION:
        return 0
    category = unicodedata.category(char)
    if category == "Nd":
        return _DIGITS + unicodedata.digit(char)
    if category in ("Lu", "Ll", "Lt", "Lo"):
        rank = ranks().get(char)
        return _OTHER_SCRIPTS + (rank if rank is not None else _STEP * _STEP + ord(char))
    return 0
