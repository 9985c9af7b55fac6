"""A page of HTML for pandoc: the places that links lead to, of which its reader drops some, and
tables without the names of columns, beyond which it drops cells.
"""

from __future__ import annotations

import contextlib
import html
import io
import re
import zipfile
from collections.abc import Mapping

from nashr.importing.html_title import with_title_heading
from nashr.importing.symbol_letters import in_symbols, is_font_of_symbols

_TAG = re.compile(r"<(?P<name>p|sup|dt|dd|small|em|b|i|strong)\b(?P<attributes>[^<>]*)>", re.I)
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""", re.IGNORECASE)


_COLUMNS = re.compile(r"</?col(?:group)?\b[^<>]*>", re.IGNORECASE)


#: TeX that scripts such as MathJax show as formulas; dollar signs where such a script is there.
_TEX = r"\\\((?:[^\\]|\\[^)])*?\\\)|\\\[(?:[^\\]|\\[^\]])*?\\\]"
_DOLLARS = r"\$\$[^$]+\$\$|(?<![\w\\])\$[^\s$](?:[^$<>]*[^\s$])?\$(?!\d)"
_SCRIPTS = re.compile(r"mathjax|katex", re.IGNORECASE)


def tex_extensions(source: str) -> str:
    """The extensions of pandoc's reader for the TeX that a page has in its text."""
    return "+tex_math_single_backslash" + ("+tex_math_dollars" if _SCRIPTS.search(source) else "")


def without_tex(source: str) -> str:
    """The page without that TeX."""
    return re.sub(f"{_TEX}|{_DOLLARS}" if _SCRIPTS.search(source) else _TEX, " ", source)


#: Words in one font, by an attribute or by a style.
_IN_FONT = re.compile(
    r"""(<(font|span)\b[^<>]*?(?:\sface\s*=\s*["']?|font-family\s*:\s*)([\w '"-]+)[^<>]*>)"""
    r"([^<>]+)(?=</\2\s*>)",
    re.IGNORECASE,
)


def with_symbols(source: str) -> str:
    """The page with the signs that fonts of symbols show in the places of letters."""

    def shown(found: re.Match[str]) -> str:
        if not is_font_of_symbols(found[3]):
            return found[0]
        return found[1] + html.escape(in_symbols(found[3], html.unescape(found[4])), quote=False)

    return _IN_FONT.sub(shown, source)


_RUBY = re.compile(r"<ruby\b[^<>]*>.*?</ruby\s*>", re.IGNORECASE | re.DOTALL)
_RUBY_TAG = re.compile(r"</?(?:ruby|rb|rt|rtc|rp)\b[^<>]*>", re.IGNORECASE)
_READING = re.compile(
    r"<rt\b[^<>]*>(.*?)(?:</rt\s*>|(?=<r[tb]\b|</rtc|</ruby))", re.IGNORECASE | re.DOTALL
)


def _in_brackets(found: re.Match[str]) -> str:
    """How letters are read, which a page sets above them, in brackets behind them."""
    has_brackets = re.search(r"<rp\b", found[0], re.IGNORECASE)
    text = found[0] if has_brackets else _READING.sub(r"<rt>(\1)</rt>", found[0])
    return _RUBY_TAG.sub("", text)


#: How Google Docs numbers the items of a list: by a rule for its class.
_COUNTER = re.compile(
    r"\.(lst-[\w-]+)\s*>\s*li:before\s*\{[^{}]*counter\(\s*[\w-]+\s*,\s*"
    r"(lower|upper)-(latin|alpha|roman)\s*\)"
)
_LIST = re.compile(r"""<ol\b(?![^<>]*\stype\s*=)(?=[^<>]*\sclass\s*=\s*["']([^"'<>]*)["'])""", re.I)


def _with_types(source: str) -> str:
    """The page with the kinds of numbers of such lists as HTML has them."""
    signs = {("lower", "roman"): "i", ("upper", "roman"): "I", ("upper", "latin"): "A"}
    types = {
        name: signs.get((case, kind.replace("alpha", "latin")), "a")
        for name, case, kind in _COUNTER.findall(source)
    }

    def typed(found: re.Match[str]) -> str:
        kind = next((types[name] for name in found[1].split() if name in types), "")
        return f'{found[0]} type="{kind}"' if kind else found[0]

    return _LIST.sub(typed, source) if types else source


_OUTSIDE = re.compile(r"<nav\b[^<>]*>.*?</nav\s*>", re.IGNORECASE | re.DOTALL)
_FOOT = re.compile(
    r"<footer\b[^<>]*>(?:(?!</?footer\b).)*</footer\s*>(?=\s*(?:<script\b.*)?(?:</(?:div|main|body|html)\s*>\s*)*\Z)",
    re.IGNORECASE | re.DOTALL,
)


def without_page_parts(source: str) -> tuple[str, list[str]]:
    """The page without its navigation and its foot, and the words of these."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", match[0])).split())
        found.append(words)
        return ""

    return _FOOT.sub(take, _OUTSIDE.sub(take, source)), [one for one in found if one]


def readable(source: str) -> str:
    """The page with an empty element in each paragraph that has an id, and has that; a paragraph
    of the style of titles is a heading, and what stands above letters behind them.
    """

    def put(found: re.Match[str]) -> str:
        named = _ID.search(found["attributes"])
        if named is None or found["attributes"].endswith("/"):
            return found[0]
        name = named[1] or named[2] or named[3]
        return f'{found[0]}<span id="{name}"></span>'

    if "doc-noteref" not in source:  # pandoc drops notes of this role that nothing calls by its own
        source = source.replace("doc-endnotes", "notes")
    source = _with_types(_RUBY.sub(_in_brackets, source))
    return _COLUMNS.sub("", _TAG.sub(put, with_title_heading(source)))


def readable_epub(files: Mapping[str, bytes]) -> bytes:
    """An EPUB with its pages so; ``files`` are those in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=lambda one: one != "mimetype"):
            data = files[name]
            if name.lower().endswith((".xhtml", ".html", ".htm")):
                with contextlib.suppress(UnicodeDecodeError):
                    data = readable(data.decode()).encode()
            archive.writestr(name, data)
    return written.getvalue()
