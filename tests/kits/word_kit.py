"""Word files that are written for a test, and what an import makes of them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from xml.sax.saxutils import escape

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.findings import Finding
from nashr.importing.objects import OldEquations
from nashr.importing.ooxml import NAMESPACES, WordPackage
from nashr.importing.preparing import Prepared, prepare
from nashr.importing.word import draft_of
from nashr.importing.writing import Written, write
from nashr.untrusted.archives import write_archive

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items() if prefix != "xml"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/\
vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
#: A picture of one pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
#: Styles by name: a few of those that Word brings, in ids of a Turkish Word.
_STYLES = {
    "Normal": ("Normal", ""),
    "Balk1": ("heading 1", ""),
    "Balk2": ("heading 2", ""),
    "KonuBal": ("Title", ""),
    "ResimYazs": ("caption", ""),
}


def text(words: str, properties: str = "") -> str:
    """A run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain texts."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{''.join(r if r.startswith('<') else text(r) for r in runs)}</w:p>"


def complex_field(instruction: str, result: str, data: str = "") -> str:
    """A field with its result, as Word writes it."""
    inside = f"<w:fldData>{data}</w:fldData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{inside}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{text(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(alt: str, number: int = 1) -> str:
    """A run with one of the file's pictures."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="" descr="{escape(alt)}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="p{number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(rows: list[list[str]]) -> str:
    """A table of plain texts."""
    lines = (
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    columns = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def relationship_to(kind: str, target: str, content: str) -> tuple[str, str, str]:
    """A part below ``word/`` of a kind that the document refers to."""
    return kind, target, content


def word_file(
    body: str,
    parts: Mapping[str, str] | None = None,
    custom: Mapping[str, str] | None = None,
    pictures: int = 0,
    related: Mapping[str, tuple[str, str, str]] | None = None,
) -> bytes:
    """A Word file. ``parts`` are the contents of further parts by name (``footnotes``,
    ``comments``): what stands inside of their root. ``custom`` are whole files by their names.
    ``pictures`` is how many there are for ``picture``; ``related`` has by their ids what
    ``relationship_to`` gives.
    """
    parts, related = parts or {}, related or {}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identifier}"'
        f"{' w:default=' + chr(34) + '1' + chr(34) if name == 'Normal' else ''}>"
        f'<w:name w:val="{name}"/>{inside}</w:style>'
        for identifier, (name, inside) in _STYLES.items()
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relationships({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": _relationships(
            {
                "s": ("styles", "styles.xml"),
                **{name: (name, f"{name}.xml") for name in parts},
                **{name: one[:2] for name, one in related.items()},
                **{f"p{n}": ("image", f"media/image{n}.png") for n in range(1, pictures + 1)},
            }
        ),
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{inside}</w:{name}>"
    files |= custom or {}
    files |= {f"word/{target}": content for _, target, content in related.values()}
    data = {name: content.encode() for name, content in files.items()}
    data |= {f"word/media/image{n}.png": PNG for n in range(1, pictures + 1)}
    return write_archive(data)


def _relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def imported(data: bytes, treatment: Treatment = Treatment.ACCEPT) -> tuple[Prepared, Draft]:
    """What is prepared of a Word file, and the settled draft."""
    package = WordPackage(data)
    prepared = prepare(package, treatment)
    tree, log = pandoc.read_document(prepared.data, "docx")
    return prepared, draft_of(package, prepared, tree["blocks"], log)


def written(data: bytes, treatment: Treatment = Treatment.ACCEPT) -> Written:
    """The manuscript that is made of a Word file."""
    return write(imported(data, treatment)[1], pandoc.write_markdown)


def body_of_package(data: bytes, equations: OldEquations) -> tuple[str, list[Finding]]:
    """The text of the manuscript behind its front matter, and the findings, where formulas that are
    objects have been read.
    """
    package = WordPackage(data)
    prepared = prepare(package, Treatment.ACCEPT, equations)
    tree, log = pandoc.read_document(prepared.data, "docx")
    draft = draft_of(package, prepared, tree["blocks"], log)
    return write(draft, pandoc.write_markdown).text.split("---\n", 2)[2].strip(), draft.findings


def body_of(data: bytes, treatment: Treatment = Treatment.ACCEPT) -> str:
    """The text of the manuscript behind its front matter."""
    return written(data, treatment).text.split("---\n", 2)[2].strip()
