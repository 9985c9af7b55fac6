"""The state of the walk through an RTF file: what holds in a group, and what was read so far."""

from __future__ import annotations

from nashr.importing.changes import Treatment
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Group:
    """What holds up to the end of a group: the code page, how many characters stand for one of
    Unicode, and whether there is text.
    """

    codec: str = "cp1252"
    fallback: int = 1
    is_text: bool = True
    in_fonts: bool = False
    in_styles: bool = False
    starred: bool = False
    #: Whether the text of the group is a story of its own, as a note is.
    is_story: bool = False
    #: The tracked change that the text is part of.
    change: str = ""
    #: Whether the letters are shown as capitals, and the language that they are in.
    capitals: bool = False
    language: str = ""
    #: Whether it is the number of an item of a list within a table, which is text there.
    is_label: bool = False
    #: What the group is of a comment: its text, or who has written it.
    comment: str = ""
    #: The font of the text, where that is one of symbols.
    symbols: str = ""
    #: Where the group begins in what is written, where nothing of it stays; else -1.
    cut: int = -1


@dataclass(slots=True)
class Reading:
    """The state of the walk through a file."""

    treatment: Treatment = Treatment.ASK
    group: Group = field(default_factory=Group)
    groups: list[Group] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font_names: dict[int, str] = field(default_factory=dict)
    font: int = -1
    usual_font: int = -1
    usual: str = "cp1252"
    pending: bytes = b""
    skipped: int = 0
    written: list[bytes] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    #: The pieces of the open stories, the innermost one last.
    stories: list[list[str]] = field(default_factory=lambda: [[]])
    number: int = 1
    high: int = 0
    queries: list[str] = field(default_factory=list)
    #: The words of the deletion that is open, and whether an insertion is; both are asked of where
    #: they end.
    deleted: list[str] = field(default_factory=list)
    inserted: bool = False
    #: Where the open change ends so far, in what is written.
    end: int = 0
    commentator: str = ""
    #: Whether a row of a table is open, and whether the paragraph is one of a list.
    in_row: bool = False
    in_list: bool = False
    label: str = ""
    #: Where the word is written that puts the paragraph in a list, and whether it is a heading.
    list_word: int = -1
    is_heading: bool = False
    #: How many tables stand in cells, and whether the cell has one.
    inner_tables: int = 0
    in_inner_table: bool = False
    #: The texts of the heads and feet of pages.
    margins: list[tuple[str, str]] = field(default_factory=list)
