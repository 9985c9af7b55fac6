r"""Tables and captions of a LaTeX source as pandoc's reader knows them: rules between rows, what
columns put into each cell, captions outside of a figure.

Sources: the manuals of array, booktabs, boldline, arydshln, colortbl, caption and KOMA-Script; the
classes revtex, sn-jnl and jmlr.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.latex_syntax import ANY_COMMAND, arguments, group_end
from nashr.importing.latex_code import is_in, kept
from nashr.importing.latex_columns import plain_columns
from nashr.importing.latex_table_parts import with_table_parts
from nashr.importing.latex_words import latex_text
from nashr.records import dataclass, field

#: Rules that pandoc reads as text, or takes the next word for, and the shape of their arguments.
_RULES = {
    **dict.fromkeys("colrule botrule thickhline Hline firsthline lasthline".split(), ""),
    **dict.fromkeys("hdashline tabucline".split(), "oo"),
    **dict.fromkeys("Xhline hlineB hhline clineB cdashline".split(), "mo"),
    "specialrule": "mmm",
    "noalign": "m",
}
#: Colours of rows and cells, with how far they reach beyond.
_COLOURS = dict.fromkeys("rowcolor cellcolor columncolor".split(), "omoo")
_DOCUMENT = "\\begin{document}"


def with_plain_rules(text: str) -> str:
    r"""A source in which each rule between rows is ``\hline``, and cells have no colours."""
    spans = kept(text)
    begin = max(text.find(_DOCUMENT), 0)
    for found in reversed(list(ANY_COMMAND.finditer(text, begin))):
        name = found[1] or ""
        if (name not in _RULES and name not in _COLOURS) or is_in(found.start(), spans):
            continue
        end = arguments(text, found.end(), _RULES.get(name, _COLOURS.get(name, "")), len(text))[2]
        part = name in _COLOURS or name in ("clineB", "cdashline")
        rule = "" if part or (name == "noalign" and "rule" not in text[found.start() : end]) else (
            "\\hline "
        )  # fmt: skip
        text = f"{text[: found.start()]}{rule}{text[end:]}"
    return text


# --- what columns put into cells -------------------------------------------------------------

_BEGIN = re.compile(
    r"\\begin\s*\{(tabular|tabularx|tabular\*|tabulary|longtable|xltabular|array)\}"
)
_END = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_INSERTED = re.compile(r"[@!<>]\s*\{")
#: What parts rows and cells.
_PART = re.compile(
    r"\\(?P<mark>begin|end)\s*\{[^{}\n]*\}|(?P<row>\\\\\*?(?:[ \t]*\[[^\]\n]*\])?|\\tabularnewline)"
    r"|\\.|[{}&]",
    re.DOTALL,
)
_BEFORE_CELL = re.compile(
    r"(?:\s|%|\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)"
    r"(?![A-Za-z])(?:\[[^\]\n]*\])?|\\(?:cline|cmidrule)(?:\[[^\]]*\])?(?:\([^()]*\))?\{[^{}]*\}"
    r"|\\(?:addlinespace|hline)(?:\[[^\]]*\])?|\\caption(?:\[[^\]]*\])?\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\label\{[^{}]*\})*"
)
_SPANNING = re.compile(r"\s*\\multicolumn\s*\{\s*(\d+)\s*\}")
_MOST_COLUMNS = 100


@dataclass(slots=True)
class _Column:
    """A column: its letter with its width, and what stands in each cell beside the author's."""

    letter: str
    before: str = ""
    behind: str = ""
    #: What stands between it and the next.
    between: str = ""


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    columns: int = 1
    is_own: bool = True


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)


def with_inserted_signs(text: str) -> str:
    r"""A source in which the cells of a table have what its columns put into them, as the sign of
    ``r<{\%}``, and in which two columns that a sign joins, ``r@{.}l``, are one.
    """
    if not _INSERTED.search(text):
        return text
    for found in reversed(list(_BEGIN.finditer(text))):
        name = found[1]
        close = _close(text, found)
        if close is None:
            continue
        start = found.end()
        if name in ("tabularx", "tabular*", "tabulary", "xltabular"):
            start = arguments(text, start, "om", close)[2]
        _, needed, inside = arguments(text, start, "om", close)
        if not needed or not _INSERTED.search(needed[0].text):
            continue
        columns = list(_columns(needed[0].text))
        if not any(one.before or one.behind or one.between for one in columns):
            continue
        specified, made = _filled(text[inside:close], columns)
        text = f"{text[: needed[0].start]}{specified}}}{made}{text[close:]}"
    return text


def _close(text: str, found: re.Match[str]) -> int | None:
    """Where the environment that begins there ends."""
    depth = 0
    for mark in _END.finditer(text, found.end()):
        if mark[2] == found[1]:
            depth += 1 if mark[1] == "begin" else -1
            if depth < 0:
                return mark.start()
    return None


def _columns(specified: str) -> Iterator[_Column]:
    """The columns of a table; what stands before the first is put into it."""
    text = _repeated(specified)
    place, before, edge = 0, "", ""
    last: _Column | None = None
    while place < len(text):
        sign = text[place]
        place += 1
        if sign in "@!<>":
            words, place = _group(text, place)
            words = _shown(words)
            if sign == ">":
                before = words + before
            elif last is None:
                edge = words
            elif sign == "<":
                last.behind += words
            else:
                last.between += words
        elif sign.isalpha():
            letter = sign
            while text[place : place + 1] in ("{", "["):
                end = group_end(text, place, len(text)) or len(text)
                letter += text[place:end]
                place = end
            if last is not None:
                yield last
            last = _Column(letter, edge + before)
            before = edge = ""
    if last is not None:
        last.behind += last.between
        last.between = ""
        yield last


def _repeated(specified: str) -> str:
    """Columns with those of ``*{3}{c}`` written out."""
    for _ in range(_MOST_COLUMNS):
        found = re.search(r"\*\s*\{\s*(\d{1,2})\s*\}\s*(?=\{)", specified)
        end = group_end(specified, found.end(), len(specified)) if found else None
        if found is None or end is None:
            break
        inside = specified[found.end() + 1 : end - 1] * min(int(found[1]), _MOST_COLUMNS)
        specified = (specified[: found.start()] + inside + specified[end:])[:10_000]
    return specified


def _group(text: str, place: int) -> tuple[str, int]:
    while text[place : place + 1].isspace():
        place += 1
    end = group_end(text, place, len(text)) if text[place : place + 1] == "{" else None
    return (text[place + 1 : end - 1], end) if end else (text[place : place + 1], place + 1)


def _shown(words: str) -> str:
    """What is put in, if anything of it is printed; ``$`` opens and closes a formula."""
    if words.strip() == "$" or re.search(r"\\(?:begin|end|collectcell)", words):
        return "$" if words.strip() == "$" else ""
    plain = re.sub(r"\\(?:extracolsep|hspace\*?|hskip|kern|vrule|color|columncolor|setlength)\s*"
                   r"(?:\[[^\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\})?", "", words)  # fmt: skip
    return words if latex_text(plain).strip() or "$" in words else ""


def _filled(inside: str, columns: list[_Column]) -> tuple[str, str]:
    """The columns and the rows of a table with all signs in the cells."""
    rows = _rows(inside, len(columns))
    joined = [
        place
        for place, one in enumerate(columns[:-1])
        if one.letter[0] in "rlc" and re.fullmatch(r"\$[^$]+\$|\S{1,3}", one.between)
        and columns[place + 1].letter[0] in "rlc"
        and all(_can_join(row, place) for row in rows)
    ]  # fmt: skip
    joined = [place for place in joined if place - 1 not in joined]
    edits: list[tuple[int, int, str]] = []
    for row in rows:
        place = 0
        for number, cell in enumerate(row.cells):
            over = [one for one in joined if place <= one < place + cell.columns - 1]
            if not cell.is_own and over:
                spanning = _SPANNING.match(inside, cell.start)
                if spanning:
                    edits.append((*spanning.span(1), str(cell.columns - len(over))))
            elif cell.is_own and place < len(columns):
                next_one = row.cells[number + 1] if number + 1 < len(row.cells) else None
                if place in joined and next_one is not None:
                    words = [inside[one.start : one.end] for one in (cell, next_one)]
                    sign = columns[place].between if all(map(str.strip, words)) else ""
                    end = cell.start + len(words[0].rstrip())
                    start = next_one.end - len(words[1].lstrip())
                    edits.append((end, start, sign))
                edits += _in_cell(inside, cell, columns[place], place in joined, next_one)
            place += cell.columns
    # The place of an edit that is both the end of one cell and of what joins it: in their order.
    for begin, end, new in sorted(edits, key=lambda one: one[:2], reverse=True):
        inside = f"{inside[:begin]}{new}{inside[end:]}"
    kept_columns = [
        one.letter for place, one in enumerate(columns) if place - 1 not in joined
    ]  # fmt: skip
    return plain_columns("".join(kept_columns)), inside


def _can_join(row: _Row, place: int) -> bool:
    """Whether the cells of a column and of the next are both there, or both in a wider one."""
    here = 0
    for number, cell in enumerate(row.cells):
        if here <= place < here + cell.columns:
            if cell.columns > 1:
                return place + 1 < here + cell.columns
            return number + 1 < len(row.cells) and cell.is_own and row.cells[number + 1].is_own
        here += cell.columns
    return True


def _in_cell(
    inside: str, cell: _Cell, column: _Column, is_joined: bool, next_one: _Cell | None
) -> Iterator[tuple[int, int, str]]:
    words = inside[cell.start : cell.end]
    if not words.strip():
        return
    start = cell.start + len(words) - len(words.lstrip())
    end = cell.start + len(words.rstrip())
    between = "" if is_joined or next_one is None else column.between
    if column.before:
        yield start, start, column.before
    if column.behind or between:
        yield end, end, column.behind + between


def _rows(inside: str, most: int) -> list[_Row]:
    """The rows with their cells; those without a cell, as of rules alone, are left out."""
    spans = kept(inside)
    rows: list[_Row] = []
    row = _Row()
    depth = 0
    start = 0

    def take(end: int) -> None:
        begin = start
        if not row.cells and (rules := _BEFORE_CELL.match(inside, begin, end)):
            begin = rules.end()
        spanning = _SPANNING.match(inside, begin, end)
        row.cells.append(_Cell(begin, end, int(spanning[1]) if spanning else 1, not spanning))

    for found in _PART.finditer(inside):
        if is_in(found.start(), spans):
            continue
        if found["mark"] or found[0] in "{}":
            depth += 1 if found["mark"] == "begin" or found[0] == "{" else -1
        elif depth == 0 and (found[0] == "&" or found["row"]):
            take(found.start())
            start = found.end()
            if found["row"]:
                rows.append(row)
                row = _Row()
    take(len(inside))
    if len(row.cells) > 1 or inside[row.cells[0].start : row.cells[0].end].strip():
        rows.append(row)
    del most
    return rows


# --- captions --------------------------------------------------------------------------------

_OF = re.compile(r"\\captionof\*?\s*\{(figure|table)\*?\}")
_AROUND = re.compile(
    r"\\(begin|end)\s*\{(center|minipage|flushleft|flushright|figure\*?|table\*?)\}"
)
_BARE_CAPTION = re.compile(r"\\caption(?:above|below)(?![A-Za-z])")
_SHOWN = re.compile(
    r"\s*(?:\\centering\s*)?(?:\\begin\s*\{(tabular[xy*]?|longtable)\}|\\includegraphics)"
)


def with_captions_in_floats(text: str) -> str:
    r"""A source in which captions of ``\captionof`` stand in a figure or table, and those of two
    languages or of JMLR are captions.
    """
    text = _FLOAT.sub(_with_sources, with_table_parts(text))
    text = _two_languages(_BARE_CAPTION.sub(r"\\caption", text))
    for found in reversed(list(_OF.finditer(text))):
        if is_in(found.start(), kept(text)):
            continue
        begin, end = _environment_around(text, found.start())
        kind = found[1]
        if begin is not None and end is not None and begin[2].startswith(("figure", "table")):
            text = f"{text[: found.start()]}\\caption{text[found.end() :]}"
            continue
        if begin is not None and end is not None:
            first = begin.end()
            if begin[2] == "minipage":
                first = arguments(text, first, "ooom", len(text))[2]
            text = (
                f"{text[: begin.start()]}\\begin{{{kind}}}{text[first : found.start()]}\\caption"
                f"{text[found.end() : end.start()]}\\end{{{kind}}}{text[end.end() :]}"
            )
            continue
        last = _behind_what_is_shown(text, found.end())
        if last:
            text = (
                f"{text[: found.start()]}\\begin{{{kind}}}\\caption{text[found.end() : last]}"
                f"\\end{{{kind}}}{text[last:]}"
            )
    return text


_FLOAT = re.compile(
    r"\\begin\{(?P<name>(?:sideways)?(?:table|figure)\*?)\}(?P<inside>.*?)\\end\{(?P=name)\}",
    re.DOTALL,
)
_STARRED = re.compile(r"\\caption\*\s*(?=\{)")


def _with_sources(found: re.Match[str]) -> str:
    r"""A float whose ``\caption*`` beside a caption, as of its source, is a paragraph of it."""
    text = found[0]
    if not re.search(r"\\caption(?:\[[^\]]*\])?\s*\{", text):
        return text
    close = text.rfind("\\end{")
    notes = ""
    for starred in reversed(list(_STARRED.finditer(text))):
        end = group_end(text, starred.end(), len(text))
        if end:
            notes = f"\n\n{text[starred.end() + 1 : end - 1]}\n\n{notes}"
            text = text[: starred.start()] + text[end:]
            close -= end - starred.start()
    return text[:close] + notes + text[close:]


def _environment_around(text: str, place: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The innermost of the environments around a place that can be a figure."""
    opened: list[re.Match[str]] = []
    inner: re.Match[str] | None = None
    for found in _AROUND.finditer(text):
        if inner is None and found.start() > place:
            if not opened:
                return None, None
            inner = opened[-1]
        if found[1] == "begin":
            opened.append(found)
        elif opened:
            begin = opened.pop()
            if begin is inner:
                return begin, found
    return None, None


def _behind_what_is_shown(text: str, place: int) -> int | None:
    """The place behind a caption and the table or the picture below it."""
    _, _, end = arguments(text, place, "om", len(text))
    label = re.compile(r"\s*\\label\s*\{[^{}]*\}").match(text, end)
    end = label.end() if label else end
    shown = _SHOWN.match(text, end)
    if shown is None:
        return None
    if not shown[1]:
        return arguments(text, shown.end(), "oom", len(text))[2]
    close = re.compile(rf"\\end\s*\{{{re.escape(shown[1])}\}}").search(text, shown.end())
    return close.end() if close else None


def _two_languages(text: str) -> str:
    """Captions of bicaption as one, those of JMLR's floats before what they belong to."""
    for found in reversed(list(ANY_COMMAND.finditer(text))):
        if found[1] == "bicaption":
            optional, needed, end = arguments(text, found.end(), "oomom", len(text))
            del optional
            if len(needed) == 2:
                both = f"{needed[0].text} / {needed[1].text}"
                text = f"{text[: found.start()]}\\caption{{{both}}}{text[end:]}"
        elif found[1] == "floatconts":
            _, needed, end = arguments(text, found.end(), "mmm", len(text))
            if len(needed) == 3:
                label, caption, inside = (one.text for one in needed)
                made = f"{caption}\\label{{{label.strip()}}}\n{inside}"
                text = f"{text[: found.start()]}{made}{text[end:]}"
    return text


# --- notes ---------------------------------------------------------------------------------


def table_notes(text: str, start: int) -> tuple[int, str] | None:
    """Notes below a table as paragraphs, each with its mark raised before it."""
    close = text.find("\\end{tablenotes}", start)
    if close < 0:
        return None
    *_, start = arguments(text, start, "o", len(text))
    parts = re.split(r"\\item(?![A-Za-z])\s*", text[start:close])
    written = []
    for part in parts:
        label = re.match(r"\[([^\[\]]*)\]\s*", part)
        mark = f"\\textsuperscript{{{label[1]}}} " if label and label[1].strip() else ""
        words = part[label.end() if label else 0 :].strip()
        if words.strip("% \n"):
            written.append(
                mark + re.sub(r"\A(?:\\(?:small|footnotesize|scriptsize)\b\s*)+", "", words)
            )
    return close + len("\\end{tablenotes}"), "\n\n".join(("", *written, ""))
