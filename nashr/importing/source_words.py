"""The words of files in other formats than Word's, read apart from pandoc, to see what it drops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from nashr.untrusted.xml import decode_xml, parse_xml

_WORD = re.compile(r"\w+")
_NOT_TEXT = frozenset("script style head title nav annotation".split())
_OFFICE_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"
#: Groups of RTF that are no text: tables of fonts and colours, pictures, what a reader may skip.
_RTF_GROUP = re.compile(
    r"\{\\(?:\*(?!\\footnote)|fonttbl|colortbl|stylesheet|info|pict)(?:[^{}]|\{[^{}]*\})*\}"
)
_RTF_SIGN = re.compile(r"\\u(-?\d+) ?\??|\\'([0-9a-f]{2})|\\([a-z]+)(-?\d+)? ?|[{}]|\\(.)", re.S)


def words_in(ending: str, data: bytes, files: Mapping[str, bytes]) -> Counter[str] | None:
    """The words of a file by the ending of its name, ``files`` being those in it; None for formats
    whose words cannot be told from commands. Raises ``XmlError``.
    """
    match ending:
        case "html" | "htm":
            text = _html_text(decode_xml(data))
        case "odt":
            root = parse_xml(files["content.xml"])
            text = " ".join(" ".join(one.itertext()) for one in root.iter(_OFFICE_TEXT))
        case "rtf":
            text = _rtf_text(data.decode("ascii", "replace"))
        case _:
            return None
    return Counter(_WORD.findall(text))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._skipped += tag in _NOT_TEXT
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in _NOT_TEXT and self._skipped > 0

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.pieces.append(data)


def _html_text(source: str) -> str:
    parser = _Text()
    parser.feed(source)
    parser.close()
    return "".join(parser.pieces)


def _rtf_text(source: str) -> str:
    def sign(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1]) % 0x10000)
        if found[2]:
            return bytes.fromhex(found[2]).decode("cp1252", "replace")
        return " " if found[3] in ("par", "cell", "row", "tab", "line", "footnote") else ""

    return _RTF_SIGN.sub(sign, _RTF_GROUP.sub("", source))
