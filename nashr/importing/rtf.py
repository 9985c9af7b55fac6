"""The text of an RTF file (Rich Text Format 1.9.1): in Unicode for pandoc, which knows one code
page, with queries in the places of changes and comments, and paragraph by paragraph, to see what
pandoc drops.
"""

from __future__ import annotations

import re

from nashr.importing.changes import Treatment
from nashr.importing.query_marks import ask
from nashr.importing.rtf_state import Reading
from nashr.importing.rtf_words import (
    CHANGES,
    CHARACTERS,
    CHARSETS,
    CUT,
    ENDS,
    ENTRIES,
    LABELS,
    LANGUAGES,
    MARGINS,
    NO_TEXT,
    ROWS,
    SETS,
    SIGNS,
    SPACES,
    STORIES,
    TEXT,
    codec_of,
)
from nashr.importing.stored_labels import label_mark
from nashr.importing.symbol_letters import in_symbols, is_font_of_symbols
from nashr.languages import upper
from nashr.records import dataclass, replace

TOKEN = re.compile(
    rb"\\(?:'([0-9a-fA-F]{2})|([a-zA-Z]{1,32})(-?\d{1,10})?( ?)|([^a-zA-Z']))|([{}])|([\r\n]+)|"
    rb"([^\\{}\r\n]+)"
)
#: A style of characters without a look: pandoc takes the look of the last one, as italics, for that
#: of the whole text.
_PLAIN_STYLE = rb"{\*\cs0 ;}"
#: A paragraph that parts a list from a table: pandoc would put the list at the head of the file.
PARTING = "\ue0f3"
_OPEN_WORD = re.compile(rb"\\[a-zA-Z]+-?\d*\Z")
_KEPT = {Treatment.ACCEPT: "insertion", Treatment.REJECT: "deletion"}
#: Around the number of a character beyond the first plane; both are for private use.
BEGIN, END = "\ue0f4", "\ue0f5"


@dataclass(frozen=True, slots=True)
class RtfText:
    """A file whose text is in Unicode, and its texts in order, each with its paragraph from 1."""

    data: bytes
    texts: tuple[tuple[int, str], ...]
    #: What is asked at the places whose numbers stand in the text.
    queries: tuple[str, ...] = ()
    #: The texts of the heads (``header``) and feet of pages.
    margins: tuple[tuple[str, str], ...] = ()
    #: How many tables of cells became paragraphs.
    inner_tables: int = 0


def read_rtf(data: bytes, treatment: Treatment = Treatment.ASK) -> RtfText:
    """Read a file; what is no RTF gives what pandoc makes of it."""
    reading = Reading(treatment)
    place = 0
    while found := TOKEN.match(data, place):
        place = found.end()
        if found[1] is None:
            _end_bytes(reading)
        if found[2] == b"bin" and found[3]:
            place += max(0, int(found[3]))
            continue
        _read_token(reading, found)
    _end_bytes(reading)
    _ask_of_changes(reading)
    _end_paragraph(reading)
    return RtfText(
        b"".join(reading.written),
        tuple((number, text) for number, text in reading.texts if text.strip()),
        tuple(reading.queries),
        _margins(reading),
        reading.inner_tables,
    )


def _margins(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The texts of heads and feet, each once; those of a number alone are none."""
    texts = ((kind, " ".join(text.split())) for kind, text in reading.margins)
    return tuple(dict.fromkeys(one for one in texts if re.search(r"[^\W\d_]", one[1])))


def _read_token(reading: Reading, found: re.Match[bytes]) -> None:
    code, word, number, _, sign, brace, line_end, plain = found.groups()
    if line_end is not None:
        _close_word(reading)
    elif code is not None:
        if reading.skipped:
            reading.skipped -= 1
        else:
            reading.pending += bytes([int(code, 16)])
    elif word is not None:
        _read_word(reading, word, None if number is None else int(number), found[0])
    elif sign is not None:
        _read_sign(reading, sign, found[0])
    elif brace is not None:
        reading.skipped = 0
        if brace == b"{":
            _open(reading)
            reading.written.append(brace)
        else:
            _close(reading)
    elif plain is not None:
        kept = plain[reading.skipped :]
        reading.skipped = max(0, reading.skipped - len(plain))
        if any(byte > 0x7F for byte in kept):
            reading.pending += kept
            _end_bytes(reading)
        else:
            _put(reading, kept, kept.decode("ascii"))


def _read_sign(reading: Reading, sign: bytes, whole: bytes) -> None:
    if reading.skipped:
        reading.skipped -= 1
        return
    if sign == b"*":
        reading.written.append(whole)
        reading.group = replace(reading.group, starred=True, is_text=False)
    elif sign in b"\r\n":
        _write_end(reading, whole)
    else:
        _put(reading, whole, SIGNS.get(sign, ""))


def _read_word(reading: Reading, word: bytes, number: int | None, whole: bytes) -> None:
    group = reading.group
    if word == b"u" and number is not None:
        _write(reading, _unit(reading, number % 0x10000))
        reading.skipped = group.fallback
        return
    if reading.skipped:
        reading.skipped -= 1
        return
    if word == b"uc":
        reading.group = replace(group, fallback=max(0, number or 0))
        return
    if group.is_label and word not in CHARACTERS and word not in SPACES:
        return
    if word == b"trowd" and group.is_text:
        _begin_row(reading)
    if reading.in_row and word in (b"ls", b"ilvl"):
        _close_word(reading)
        return
    if word == b"caps":
        reading.group = replace(group, capitals=number != 0)
        _close_word(reading)
        return
    if word in CHANGES:
        reading.group = replace(group, change="" if number == 0 else CHANGES[word])
        _close_word(reading)
        return
    if word in CHARACTERS or word in SPACES:
        _put(reading, whole, CHARACTERS.get(word, " "))
        return
    if word in ENDS:
        _write_end(reading, whole)
        return
    reading.written.append(whole)
    if word in ROWS and group.is_text:
        reading.stories[-1].append(" ")
        reading.in_row = False
    if word in (b"pard", b"ls", b"outlinelevel") and group.is_text:
        _place_in_list(reading, word)
    if word in (b"lang", b"deflang"):
        reading.group = replace(group, language=LANGUAGES.get(number or 0, ""))
    if word == b"footnote" and reading.written[-2:-1] == [rb"\*"]:
        del reading.written[-2]  # pandoc passes over what a reader may skip
    if word == b"ansicpg" or word in SETS:
        reading.written.pop()  # what is written is ASCII
        reading.usual = codec_of(f"cp{number}" if number else SETS.get(word, ""), reading.usual)
        reading.group = replace(group, codec=reading.usual)
    elif word in (b"f", b"fcharset", b"cpg", b"plain", b"deff"):
        _read_font(reading, word, number)
    else:
        _read_destination(reading, word)


def _read_font(reading: Reading, word: bytes, number: int | None) -> None:
    group = reading.group
    if word == b"deff":
        reading.usual_font = -1 if number is None else number
    elif group.in_fonts and word == b"f":
        reading.font = -1 if number is None else number
    elif group.in_fonts and number is not None and word != b"plain":
        named = CHARSETS.get(number, "") if word == b"fcharset" else f"cp{number}"
        # The set 0 says “Western”, which programs write of any font: then the file's own holds.
        if named and not (word == b"fcharset" and number in (0, 1, 2)):
            reading.fonts[reading.font] = codec_of(named, reading.usual)
    elif word in (b"f", b"plain"):
        font = reading.usual_font if word == b"plain" else number
        codec = reading.usual if font is None else reading.fonts.get(font, reading.usual)
        is_plain = word == b"plain"
        change = "" if is_plain else group.change
        capitals = group.capitals and not is_plain
        name = reading.font_names.get(-1 if font is None else font, "").strip("; ")
        symbols = name if is_font_of_symbols(name) else ""
        codec = "cp1252" if symbols else codec
        reading.group = replace(
            group, codec=codec, change=change, capitals=capitals, symbols=symbols
        )


def _read_destination(reading: Reading, word: bytes) -> None:
    group = reading.group
    if word == b"fonttbl":
        reading.group = replace(group, in_fonts=True, is_text=False)
    elif word in TEXT:
        is_story = word in STORIES
        if is_story and not group.is_story:
            _ask_of_changes(reading)
            reading.stories.append([])
        comment = "text" if word == b"annotation" else group.comment
        is_story |= group.is_story
        reading.group = replace(group, is_text=True, is_story=is_story, comment=comment)
    elif word == b"atnauthor":
        reading.commentator = ""
        reading.group = replace(group, is_text=False, comment="author")
    elif word in MARGINS:
        reading.group = replace(group, is_text=False, comment=MARGINS[word])
        reading.margins.append((MARGINS[word], ""))
    elif word in LABELS and group.is_text:
        reading.written.pop()
        _close_word(reading)
        reading.group = replace(group, is_label=True)
    elif word in CUT:
        begin = len(reading.written) - 1 - reading.written[::-1].index(b"{")
        reading.group = replace(group, is_text=False, cut=begin)
    elif word in NO_TEXT:
        if word in ENTRIES:
            reading.written.insert(-1, rb"\*")  # pandoc takes them for text
        reading.group = replace(group, is_text=False, in_styles=word == b"stylesheet")


def _begin_row(reading: Reading) -> None:
    if not reading.in_row and reading.in_list:
        reading.written.append(rb"\pard " + _by_numbers(PARTING) + rb"\par ")
    reading.in_row, reading.in_list = True, False


def _place_in_list(reading: Reading, word: bytes) -> None:
    """Whether the paragraph is one of a list; a heading with a number is none."""
    if word == b"pard":
        reading.list_word, reading.is_heading = -1, False
    elif word == b"ls":
        reading.list_word = len(reading.written) - 1
    else:
        reading.is_heading = True
    reading.in_list = reading.list_word >= 0 and not reading.is_heading
    if reading.list_word >= 0 and reading.is_heading:
        whole = reading.written[reading.list_word]
        reading.written[reading.list_word] = rb"\ql" + whole[len(whole.rstrip()) :]
        reading.list_word = -1


def _close_word(reading: Reading) -> None:
    """Write the end of a control word, which that of the word behind it was, too."""
    if reading.written and _OPEN_WORD.search(reading.written[-1]):
        reading.written.append(b" ")


def _open(reading: Reading) -> None:
    reading.groups.append(reading.group)
    reading.group = replace(reading.group, is_story=False, starred=False)


def _close(reading: Reading) -> None:
    group = reading.group
    if reading.groups:
        reading.group = reading.groups.pop()
    if group.in_styles and not reading.group.in_styles:
        reading.written.append(_PLAIN_STYLE)
    if group.cut >= 0:
        del reading.written[group.cut :]
        return
    if not group.is_story or len(reading.stories) < 2:
        reading.written.append(b"}")
        if reading.end == len(reading.written) - 1:  # what is asked is not set as the change was
            reading.end += 1
        return
    if group.comment != "text":
        _ask_of_changes(reading)
    reading.written.append(b"}")
    words = "".join(reading.stories.pop())
    if group.comment != "text":
        reading.texts.append((reading.number, words))
    elif words.strip():
        said = ": ".join(filter(None, (reading.commentator.strip(), " ".join(words.split()))))
        reading.written.append(_mark(reading, said))


def _write_end(reading: Reading, whole: bytes) -> None:
    """Write the end of a paragraph or a cell; nothing for a paragraph's that goes with a change."""
    is_paragraph = reading.group.is_text and b"cell" not in whole
    change = reading.group.change if is_paragraph else ""
    if change and reading.treatment is not Treatment.ASK and change != _KEPT[reading.treatment]:
        return
    if reading.group.is_text and reading.group.comment != "text":
        _ask_of_changes(reading)
    # The cells of a table in a cell are paragraphs of this: pandoc drops them.
    is_inner = b"nestcell" in whole
    reading.written.append(rb"\par " if is_inner else whole)
    reading.inner_tables += is_inner and not reading.in_inner_table
    reading.in_inner_table = is_inner or (reading.in_inner_table and b"cell" not in whole)
    _end_paragraph(reading)


def _end_paragraph(reading: Reading) -> None:
    reading.skipped = 0
    if not reading.group.is_text:
        return
    reading.label = ""
    if len(reading.stories) > 1:  # within a note
        reading.stories[-1].append(" ")
        return
    reading.texts.append((reading.number, "".join(reading.stories[0])))
    reading.stories[0].clear()
    reading.number += 1


def _end_bytes(reading: Reading) -> None:
    """Write the characters that the bytes so far stand for."""
    if reading.pending:
        text = reading.pending.decode(reading.group.codec, "replace")
        reading.pending = b""
        _write(reading, text)


def _unit(reading: Reading, unit: int) -> str:
    """The character of a unit of UTF-16; nothing for the first half of a pair."""
    if 0xD800 <= unit < 0xDC00:
        reading.high = unit
        return ""
    if 0xDC00 <= unit < 0xE000 and reading.high:
        unit = 0x10000 + ((reading.high - 0xD800) << 10) + unit - 0xDC00
    reading.high = 0
    return "\ufffd" if 0xD800 <= unit < 0xE000 else chr(unit)


def _write(reading: Reading, text: str) -> None:
    """Write characters by their numbers. That nothing stands for them in old programs is said each
    time, for in pandoc a paragraph's own properties end it. Of names of styles, it would take the
    other letters than those of ASCII for text of each paragraph.
    """
    if reading.group.in_styles:
        text = text.encode("ascii", "replace").decode()
    _put(reading, _by_numbers(text), text)


def _by_numbers(text: str) -> bytes:
    written = [] if text.isascii() else [b"\\uc0 "]
    for char in text:
        code = ord(char)
        if code < 0x80:
            written.append(char.encode() if char not in "\\{}" else b"\\" + char.encode())
        elif code < 0x10000:
            written.append(b"\\u%d " % code)
        else:  # pandoc takes four digits of the number
            begin, end = ord(BEGIN), ord(END)
            written.append(b"\\u%d %x\\u%d " % (begin, code, end))
    return b"".join(written)


def _put(reading: Reading, written: bytes, said: str) -> None:
    """Write what stands for words, as far as the changes that they are part of leave them."""
    group = reading.group
    if group.comment == "author":
        reading.commentator += said
    if group.comment in MARGINS.values() and reading.margins:
        kind, before = reading.margins[-1]
        reading.margins[-1] = (kind, before + said)
    if not group.is_text:
        if group.in_fonts and not group.starred:
            reading.font_names[reading.font] = reading.font_names.get(reading.font, "") + said
        reading.written.append(written)
        return
    if group.symbols and said.strip():
        said = in_symbols(group.symbols, said)
        written = _by_numbers(said)
    if group.is_label:
        reading.label += said
        return
    if reading.label and said.strip():  # the properties of the paragraph stood between
        label, reading.label = reading.label.strip(), ""
        if reading.in_row:
            _put(reading, _by_numbers(f"{label} "), f"{label} ")
        else:  # pandoc counts lists anew where another level ends
            _put(reading, _by_numbers(label_mark(label)), "")
    if group.capitals and said.upper() != said:
        said = upper(said, group.language or "en")
        written = _by_numbers(said)
    if group.comment == "text":
        reading.stories[-1].append(said)
        return
    if reading.treatment is Treatment.ASK:
        if group.change == "deletion":
            if reading.inserted:
                _ask_of_changes(reading)
            reading.deleted.append(said)
            reading.end = len(reading.written)
            return
        if reading.deleted or not group.change:
            _ask_of_changes(reading)
        reading.inserted |= group.change == "insertion"
    elif group.change and group.change != _KEPT[reading.treatment]:
        return
    reading.written.append(written)
    reading.stories[-1].append(said)
    if reading.inserted:
        reading.end = len(reading.written)


def _ask_of_changes(reading: Reading) -> None:
    """Ask of the change that is open, where it ends."""
    words = " ".join("".join(reading.deleted).split())
    asked = ["inserted before this"] if reading.inserted else []
    asked += [f"deleted here: “{words}”"] if words else []
    reading.inserted = False
    reading.deleted.clear()
    for text in asked:
        reading.written.insert(reading.end, _mark(reading, text))


def _mark(reading: Reading, text: str) -> bytes:
    return _by_numbers(ask(reading.queries, f"{len(reading.queries) + 1}. {text}"))
