r"""LaTeX's ``tabbing``, lines with tab stops (LaTeX2e, "tabbing"), as tables: pandoc reads its
``\=`` and ``\>`` as accents and drops what stands behind them. Stanzas of poems, too.
"""

from __future__ import annotations

import re

_TABBING = re.compile(r"\\begin\s*\{tabbing\}(.*?)\\end\s*\{tabbing\}", re.DOTALL)
_LINE_END = re.compile(r"(\\\\(?:\[[^\]\n]*\])?|\\kill(?![A-Za-z]))")
_STOP = re.compile(r"\\[=>]")
#: Signs that move the margin or push text to it.
_MARGINS = re.compile(r"\\[+<'`-]|\\(?:push|pop)tabs(?![A-Za-z])")
#: Accents have other names here.
_ACCENT = re.compile(r"\\a(?=[=`'])")
_KEPT = re.compile(r"\x00")


def with_tabbing(source: str) -> str:
    """The source with such lines as rows of ``tabular``, on the lines of the source where they
    stand.
    """
    return _TABBING.sub(_table, source) if "tabbing" in source else source


def _table(found: re.Match[str]) -> str:
    pieces = _LINE_END.split(found[1])
    rows: list[str] = []
    widest = 1
    for line, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if end == "\\kill":
            rows.append("\n" * line.count("\n"))  # it only sets the stops
            continue
        cells = _STOP.split(_ACCENT.sub("\x00", line))
        bare = [_KEPT.sub(r"\\", _MARGINS.sub("", one)) for one in cells]
        widest = max(widest, len(bare))
        is_last = not end and not "".join(bare).strip()
        rows.append("".join(bare) if is_last else "&".join(bare) + r" \\")
    return f"\\begin{{tabular}}{{{'l' * widest}}}{''.join(rows)}\\end{{tabular}}"


_VERSE = re.compile(r"\\begin\s*\{verse\}.*?\\end\s*\{verse\}", re.DOTALL)


def with_stanzas(source: str) -> str:
    r"""The source with empty lines between the stanzas of ``verse``, whose last lines end in
    ``\\!`` (package verse); pandoc shows the sign.
    """
    source = re.sub(r"(\\begin\s*\{verse\})\s*\[[^\]\n]*\]", r"\1", source)
    return _VERSE.sub(lambda one: re.sub(r"\\\\!", "\n\n", one[0]), source)
