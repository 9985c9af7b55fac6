"""WeasyPrint as a journal's typesetter: paragraphs, pages, tags, standards. See ``weasyprint``."""
