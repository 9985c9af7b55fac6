"""The formulas of MathType and of Word's old editor of equations, which are embedded objects.

Their data is put into a Word file that has nothing else; a program that understands them
(LibreOffice) writes that file again with formulas of Word, and pandoc reads those as TeX. So
nothing of the author's text goes through that program, and it opens nothing but these objects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nashr import ast
from nashr.importing.objects import HOLDERS, Formula, equation_of
from nashr.importing.ooxml import WordPackage, tag
from nashr.model import Blocks, Node
from nashr.untrusted.archives import write_archive

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_PROGRAM_ID = re.compile(r"[\w.]+")
#: A picture of one pixel: LibreOffice reads an object only where it has one.
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


def equation_parts(package: WordPackage) -> dict[str, str]:
    """The parts that are formulas of old editors, in the order of the text, each with the name of
    its program.
    """
    found: dict[str, str] = {}
    for kind, story in package.stories():
        part = package.main if kind == "document" else package.related(kind)[0]
        for one in story.iter(*map(tag, HOLDERS)):
            named = equation_of(package, part, one)
            if named is not None:
                found.setdefault(*named)
    return found


def equation_file(package: WordPackage, parts: Mapping[str, str]) -> bytes:
    """A Word file that has the objects alone, a paragraph each, behind their numbers."""
    targets = [("p", "image", "media/pixel.png")]
    files = {"word/media/pixel.png": _PIXEL}
    paragraphs = []
    for number, (part, program) in enumerate(parts.items(), start=1):
        files[f"word/embeddings/{number}.bin"] = package.files[part]
        targets.append((f"o{number}", "oleObject", f"embeddings/{number}.bin"))
        name = program if _PROGRAM_ID.fullmatch(program) else ""
        paragraphs.append(
            f"<w:p><w:r><w:t>{number}:</w:t></w:r><w:r><w:object>"
            f'<v:shape id="s{number}" type="#_x0000_t75" style="width:50pt;height:20pt" o:ole="">'
            f'<v:imagedata r:id="p"/></v:shape><o:OLEObject Type="Embed" ProgID="{name}" '
            f'ShapeID="s{number}" DrawAspect="Content" ObjectID="_{number}" r:id="o{number}"/>'
            "</w:object></w:r></w:p>"
        )
    document = f"<w:document {_NAMESPACES}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" '
        'ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
        '<Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    return write_archive(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": _relationships([("d", "officeDocument", "word/document.xml")]),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": _relationships(targets),
            **files,
        }
    )


def _relationships(targets: Sequence[tuple[str, str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def formulas_in(blocks: Blocks, parts: Mapping[str, str]) -> dict[str, Formula]:
    """The formulas by part; ``blocks`` are pandoc's, of the file that was written again. A part
    that gave none is not among them.
    """
    names = list(parts)
    found: dict[str, list[str]] = {}
    current = ""
    for block in blocks:
        if number := _number(block):
            current = names[number - 1] if number <= len(names) else ""
        texts = [node["c"][1].strip() for node in ast.nodes(block) if node["t"] == "Math"]
        if current:
            found.setdefault(current, []).extend(filter(None, texts))
    return {
        part: Formula(" \\quad ".join(texts), parts[part]) for part, texts in found.items() if texts
    }


def _number(block: Node) -> int:
    """The number that a paragraph begins with; 0 where there is none."""
    inlines = block["c"] if block["t"] in ("Para", "Plain") else []
    found = (
        re.match(r"(\d+):", inlines[0]["c"]) if inlines[:1] and inlines[0]["t"] == "Str" else None
    )
    return int(found[1]) if found else 0
