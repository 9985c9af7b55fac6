"""Signs that an author gave to single notes, as ``*``: nashr numbers all notes, so that the sign
would stand beside the number, in the text and in the note (ISO/IEC 29500-1, 17.11.14).
"""

from __future__ import annotations

from collections.abc import Iterator

from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import Element, WordPackage, find_all, tag, value
from nashr.messages import plural

#: A sign has no more characters.
_LONGEST = 4


def take_signs(package: WordPackage) -> int:
    """Take the signs out, of the text and of the head of their notes, and count them."""
    stories = dict(package.stories())
    count = 0
    for kind, name in (("footnotes", "w:footnote"), ("endnotes", "w:endnote")):
        notes = stories.get(kind)
        if notes is None:
            continue
        by_id = {value(note, "w:id"): note for note in notes.iter(tag(name))}
        for call in list(package.document.iter(tag(f"{name}Reference"))):
            if value(call, "w:customMarkFollows") not in ("1", "true", "on"):
                continue
            sign = _take_sign(call)
            note = by_id.get(value(call, "w:id"))
            count += bool(sign)
            if sign and note is not None:
                _take_from_head(note, sign)
    return count


def _take_sign(call: Element) -> str:
    """Take the sign behind a call out: it is in the same run, or in the next one, alone."""
    run = call.getparent()
    own = [one for one in call.itersiblings() if one.tag in (tag("w:t"), tag("w:sym"))]
    if not own:
        following = run.getnext()
        if following is None or following.tag != tag("w:r"):
            return ""
        own = [one for one in following if one.tag in (tag("w:t"), tag("w:sym"))]
        raised = find_all(following, "./w:rPr/w:vertAlign | ./w:rPr/w:rStyle")
        if not raised or len(_text(own)) > _LONGEST:
            return ""
    text = _text(own)
    for one in own:
        one.getparent().remove(one)
    return text


def _text(pieces: list[Element]) -> str:
    """The text of pieces; a sign of a font of signs is a star, as most of them are."""
    return "".join(one.text or "" if one.tag == tag("w:t") else "*" for one in pieces).strip()


def _take_from_head(note: Element, sign: str) -> None:
    """Take the sign out that a note begins with."""
    left = sign
    for one in list(_texts(note)):
        if one.tag == tag("w:sym"):
            if left[:1] == "*":
                one.getparent().remove(one)
                left = left[1:]
            return
        text = (one.text or "").lstrip()
        common = 0
        while common < min(len(left), len(text)) and left[common] == text[common]:
            common += 1
        left = left[common:]
        one.text = text[common:] if left else text[common:].lstrip()
        if not left or one.text:
            return


def _texts(note: Element) -> Iterator[Element]:
    yield from note.iter(tag("w:t"), tag("w:sym"))


def tell_signs(draft: Draft, count: int) -> None:
    if count:
        message = plural(
            "A note with a sign of its own has a number.",
            "{n} notes with signs of their own have numbers.",
            count,
        )
        draft.add("note-signs", Outcome.DONE, message)
