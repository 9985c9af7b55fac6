"""Letters that were lost before a text came here: UTF-8 that was read as another encoding and saved
again, ``TÃ¼rk`` for ``Türk``, and the sign that programs put for what they cannot read.
"""

from __future__ import annotations

import re

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message

#: Two bytes of a letter as two signs, of which no word has the second behind the first: by Windows'
#: Western and Turkish encodings, and by its Cyrillic one, whose signs are letters too. Squares of
#: ångströms are no such letters.
_PAIRS = re.compile(
    "[ÃÄÐÑĞ][¡-¬®-¿€ƒ„†‡ˆ‰˜™œžŸŒŠŽš]|Â[¡-ª¬®-º¼-¿]|Å[¡-¬®-±´-¸º-¿€ƒ„†‡ˆ‰˜™œžŸŒŠŽš]|É™|â€[œ™“”˜¦¢žš¹º]"
    "|[ГД][§ј¶±џ°ћњ]|Е[џћ]|Й™|(?:[РС][ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јЅѕї]){3,}"
)
#: The first signs of such pairs, which most texts have few of: each is looked at by itself.
_FIRST = re.compile("[ÃÄÐÑĞÂÅÉâГДЕЙРС]")
_SIGN = "\ufffd"
_ENCODINGS = ("cp1252", "cp1254", "cp1251")
_HINT = Message("Copy the words anew from where they are right; there may be more of them.")


def garbled(path: str, text: str) -> tuple[Diagnostic, ...]:
    """The first word of a text whose letters were lost, and the first sign for a lost letter."""
    if text.isascii():
        return ()
    found = []
    for first in _FIRST.finditer(text):
        pair = _PAIRS.match(text, first.start())
        if pair is not None and (meant := _read_again(pair[0])) is not None:
            begin, end = _word(text, *pair.span())
            whole = _read_again(text[begin:end])
            words, meant = (text[begin:end], whole) if whole else (pair[0], meant)
            message = Message(
                "“{words}” is “{meant}”, read in a wrong encoding.", words=words, meant=meant
            )
            found.append(Diagnostic("text-garbled", _at(path, text, begin), message, _HINT))
            break
    if (lost := text.find(_SIGN)) >= 0:
        message = Message("A letter was lost here when the text was saved; {sign} stands for it.")
        place = _at(path, text, lost)
        found.append(Diagnostic("text-garbled", place, message.having(sign=_SIGN), _HINT))
    return tuple(found)


def _read_again(text: str) -> str | None:
    """The text as UTF-8, where its signs are bytes of another encoding."""
    for encoding in _ENCODINGS:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _word(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return begin, end


def _at(path: str, text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    return Span(path, line, offset - text.rfind("\n", 0, offset))
