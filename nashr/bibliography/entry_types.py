"""Types of entries that others use, by those of BibLaTeX."""

from __future__ import annotations

from collections.abc import Mapping

#: Types that others use, by those of BibLaTeX, and the field that says what is special of them.
OTHER_TYPES: Mapping[str, tuple[str, str]] = {
    "newspaper": ("article", "newspaper"),
    "newspaperarticle": ("article", "newspaper"),
    "newsarticle": ("article", "newspaper"),
    "magazine": ("article", "magazine"),
    "magazinearticle": ("article", "magazine"),
    "journal": ("article", ""),
    "journalarticle": ("article", ""),
    "paper": ("article", ""),
    "monograph": ("book", ""),
    "ebook": ("book", ""),
    "chapter": ("incollection", ""),
    "bookchapter": ("incollection", ""),
    "booksection": ("incollection", ""),
    "bookpart": ("incollection", ""),
    "encyclopediaarticle": ("inreference", ""),
    "dictionaryentry": ("inreference", ""),
    "website": ("online", ""),
    "webpage": ("online", ""),
    "web": ("online", ""),
    "internet": ("online", ""),
    "blogpost": ("online", ""),
    "blog": ("online", ""),
    "webarticle": ("online", ""),
    "phd": ("phdthesis", ""),
    "doctoralthesis": ("phdthesis", ""),
    "dissertation": ("phdthesis", ""),
    "masterthesis": ("mastersthesis", ""),
    "msthesis": ("mastersthesis", ""),
    "bachelorthesis": ("thesis", ""),
    "bachelorsthesis": ("thesis", ""),
    "preprint": ("online", ""),
    "conferencepaper": ("inproceedings", ""),
    "presentation": ("unpublished", ""),
    "speech": ("unpublished", ""),
    "lecture": ("unpublished", ""),
    "manuscript": ("unpublished", ""),
    "film": ("movie", ""),
    "law": ("legislation", ""),
    "statute": ("legislation", ""),
    "case": ("jurisdiction", ""),
    "data": ("dataset", ""),
    "program": ("software", ""),
    "computerprogram": ("software", ""),
    "archival": ("misc", ""),
    "archive": ("misc", ""),
    "generic": ("misc", ""),
    "set": ("misc", ""),
}

#: Types that people write, and CSL has: their fields are those of ``@misc``.
OF_CSL: Mapping[str, str] = {"interview": "interview", "map": "map", "standard": "standard"}
