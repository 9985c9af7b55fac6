"""What databases and programs write into the note of an entry, and no reader has a use for.

Zotero writes there what BibTeX has no field for (*Publication Title: …*), the Web of Science and
Scopus how often a work was cited.
"""

from __future__ import annotations

import re

_LINE = re.compile(
    r"(?:times cited|cited (?:by|references count)|export date|publication title|num pages|"
    r"conference name|backup publisher|_?eprint|publisher|section|isbn|issn|number|issue|"
    r"journal abbreviation|citation key|company|distributor|container-title|oclc|mag id|s2id|"
    r"ads bibcode|google-books-id|library catalog|read_status|zscc|tex\.\w+|type)\s*:\s.*"
    r"|.+/[A-Z]{1,3}-\d{4}-\d{4}"  # an author and a ResearcherID
)
_CITED = re.compile(r"(?i)(?:times cited|cited by)\s*:?\s*\d+\b.*")


def without_program_lines(written: str) -> str | None:
    """A note as it is written, with its lines, without those of programs; None where it has none
    of them.
    """
    lines = [line.strip(' \t{}",') for line in written.strip().splitlines()]
    lines = [line for line in lines if line]
    kept = [line for line in lines if not (_CITED.fullmatch(line) or _is_of_program(line))]
    return None if len(kept) == len(lines) else " ".join(kept)


def _is_of_program(line: str) -> bool:
    # Programs begin with a capital, or an underscore; a name in small letters is one of CSL.
    return line[:1].isupper() and bool(re.fullmatch(_LINE.pattern, line, re.IGNORECASE))
