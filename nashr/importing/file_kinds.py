"""What an author's file is, by its first bytes and not by its name alone, and its text in UTF-8."""

from __future__ import annotations

import re

from nashr.importing.other_formats import READERS
from nashr.messages import Message
from nashr.project import encodings
from nashr.untrusted.archives import Archive, ArchiveError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Names of the parts of a compound file ([MS-OFFCRYPTO] 2.3.4.4, [MS-DOC] 2.1), in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_97 = "WordDocument".encode("utf-16-le")
#: Word's endings for templates and for files with macros, which are not run here.
_WORD = frozenset({"docx", "docm", "dotx", "dotm"})
_MARKDOWN = frozenset("md markdown mkd qmd rmd".split())
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<meta)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_INPUT_ENCODING = re.compile(
    rb"\\(?:usepackage\[([\w-]{1,40})\]\{inputenc\}|inputencoding\{(\w+)\})"
)
#: Encodings of LaTeX's inputenc that Python calls otherwise.
_OF_LATEX = {"latin5": "iso8859-9", "latin1": "cp1252", "utf8x": "utf-8", "ansinew": "cp1252"}
_LOOKED_AT = 4096


class UnreadableKindError(ValueError):
    """The file is of a kind that is not read: a sentence says what it is, and what to do."""


def ending_of(name: str, data: bytes) -> str:
    """The ending by which a file is read, as ``docx``: what its bytes are, else what its name
    says. Raises ``UnreadableKindError``.
    """
    ending = name.rpartition(".")[2].lower()
    if not data:
        raise UnreadableKindError(Message("The file is empty."))
    if data.startswith(_OLE):
        raise UnreadableKindError(_of_compound_file(data))
    if data.startswith(b"%PDF"):
        raise UnreadableKindError(
            Message("It is a PDF; ask the author for the file that it was made from.")
        )
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        return _of_archive(data) or (ending if ending in READERS else "docx")
    if ending in _WORD or ending == "doc":
        if _HTML.match(data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")):
            return "html"
        return "docx"
    if ending in _MARKDOWN:
        raise UnreadableKindError(
            Message(
                "It is Markdown, as manuscripts are: put it into a folder of its own in "
                "manuscript/, as article.md."
            )
        )
    if ending not in READERS:
        known = ", ".join(f".{one}" for one in READERS)
        raise UnreadableKindError(
            Message("Files of this kind are not read; these are: {known}.", known=known)
        )
    return ending


def _of_compound_file(data: bytes) -> Message:
    if _ENCRYPTED in data:
        return Message("It is protected by a password; ask the author for the file without one.")
    if _WORD_97 in data:
        return Message(
            "It is a file of Word 97–2003 (.doc); open it in Word or LibreOffice and save it "
            "as .docx."
        )
    return Message("It is a file of an old office program; save it as .docx or .odt there.")


def _of_archive(data: bytes) -> str:
    """The ending of an archive by the parts in it; nothing where it is another one."""
    try:
        files = Archive(data)
        kind = files["mimetype"].strip() if "mimetype" in files else b""
    except ArchiveError:
        return ""
    if kind == b"application/epub+zip" or "META-INF/container.xml" in files:
        return "epub"
    if kind.startswith(b"application/vnd.oasis.opendocument.text") or "content.xml" in files:
        return "odt"
    return "docx" if "[Content_Types].xml" in files else ""


def for_pandoc(ending: str, data: bytes) -> bytes:
    """The file with its text in UTF-8, as pandoc reads it. Raises ``UnreadableKindError`` where the
    encoding of a text is not known.
    """
    if ending not in ("html", "htm", "tex"):
        return data
    if encodings.is_utf8(data):
        return data.removeprefix(b"\xef\xbb\xbf")
    declared = _declared(ending, data)
    found = encodings.read_as(data, declared) if declared else None
    found = found or encodings.read(data)
    if found is None:
        raise UnreadableKindError(
            Message("Its text is in an encoding that is not known; save it as UTF-8.")
        )
    return found.text.encode()


def _declared(ending: str, data: bytes) -> str:
    """The encoding that a file names, as Python calls it."""
    if ending == "tex":
        found = _INPUT_ENCODING.search(data)
        name = (found[1] or found[2]).decode("ascii", "replace") if found else ""
        return _OF_LATEX.get(name, name)
    head = data[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return found[1].decode("ascii", "replace").lower() if found else ""
