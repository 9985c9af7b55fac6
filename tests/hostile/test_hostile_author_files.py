"""Files of authors that mean harm: none is opened further than its limits allow, none brings a
program down, and what is refused is refused with a sentence.
"""

from __future__ import annotations

import http.server
import io
import threading
import zipfile

import pytest
from word_kit import paragraph, picture, word_file

from nashr.importing.changes import Treatment
from nashr.importing.marks import encode
from nashr.pipeline.import_file import Imported, read_file
from nashr.processes.pool import Status
from nashr.project.workspace import ARTICLE
from nashr.untrusted.archives import MOST_ENTRIES, Archive, write_archive

_FIRST = paragraph("Başlıq", style="KonuBal")
_SOUND = word_file(_FIRST + paragraph("Mətn."))


def _read(data: bytes, name: str = "a.docx") -> Imported:
    ended = read_file(name, data, "a", Treatment.ASK)
    assert ended.status is Status.DONE, ended.reason
    assert isinstance(ended.value, Imported)
    return ended.value


def _with(name: str, data: bytes, sound: bytes = _SOUND) -> bytes:
    return write_archive({**dict(Archive(sound)), name: data})


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [_BOMB, _FILE])
def test_entities_of_a_word_file_are_refused(declaration: str) -> None:
    document = dict(Archive(_SOUND))["word/document.xml"].decode()
    hostile = declaration + document.replace("Mətn.", "&l9;&f;")
    made = _read(_with("word/document.xml", hostile.encode()))
    assert "declares entities" in made.failure
    assert not made.files


@pytest.mark.parametrize("declaration", [_BOMB, _FILE])
def test_entities_of_jats_are_refused(declaration: str) -> None:
    made = _read(f"{declaration}<article><body><p>&l9;&f;</p></body></article>".encode(), "a.xml")
    assert "entities" in made.failure or "entity" in made.failure


@pytest.mark.parametrize("element", ["w:sdt><w:sdtContent", "w:ins", "w:tbl><w:tr><w:tc"])
def test_what_is_nested_without_end_is_refused(element: str) -> None:
    names = element.split("><")
    begin = "".join(f"<{name}>" for name in names) * 3000
    end = "".join(f"</{name}>" for name in reversed(names)) * 3000
    made = _read(word_file(_FIRST + begin + paragraph("Mətn.") + end))
    assert "cannot be read" in made.failure


def test_tables_in_tables_are_read_or_refused() -> None:
    begin, end = "<w:tbl><w:tr><w:tc>" * 60, "<w:p/></w:tc></w:tr></w:tbl>" * 60
    made = _read(word_file(_FIRST + begin + paragraph("Mətn.") + end))
    assert "nested too deeply" in made.failure or b"M\xc9\x99tn." in made.files[ARTICLE]


def test_too_many_entries_and_too_much_of_one_are_refused() -> None:
    many = write_archive({f"f{n}": b"" for n in range(MOST_ENTRIES + 1)})
    assert "files" in _read(many).failure
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in Archive(_SOUND).items():
            archive.writestr(zipfile.ZipInfo(name), data)
        picture_of_nothing = zipfile.ZipInfo("word/media/a.png")
        archive.writestr(picture_of_nothing, b"\0" * 5_000_000, zipfile.ZIP_DEFLATED)
    assert "grows too much" in _read(bomb.getvalue()).failure


def test_an_entry_larger_than_it_says_is_refused() -> None:
    data = bytearray(_with("word/media/a.bin", b"x" * 100_000))
    place = data.rfind(b"word/media/a.bin")
    data[place - 22 : place - 18] = (10).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        assert archive.getinfo("word/media/a.bin").file_size == 10
    made = _read(bytes(data))
    assert made.failure or b"M\xc9\x99tn." in made.files[ARTICLE]


@pytest.fixture
def asked() -> list[str]:
    """The paths that a server on this machine is asked for; its address is the first."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    paths.append(f"http://127.0.0.1:{server.server_port}")
    return paths


def test_nothing_outside_of_the_file_is_opened(asked: list[str]) -> None:
    """Neither a linked picture, nor a template, nor a file of the machine."""
    sound = word_file(_FIRST + paragraph("Mətn.", picture("x")), pictures=1)
    name = "word/_rels/document.xml.rels"
    relations = dict(Archive(sound))[name].decode()
    outside = relations.replace('Target="media/image1.png"', f'Target="{asked[0]}/p.png"')
    outside = outside.replace(f'Target="{asked[0]}', f'TargetMode="External" Target="{asked[0]}')
    template = (
        f'<Relationship Id="t" Type="x/attachedTemplate" TargetMode="External" '
        f'Target="{asked[0]}/t.dotm"/></Relationships>'
    )
    made = _read(_with(name, outside.replace("</Relationships>", template).encode(), sound))
    assert made.report is not None
    assert len(asked) == 1
    inside = relations.replace("media/image1.png", "../../../../../../etc/passwd")
    made = _read(_with(name, inside.encode(), sound))
    assert made.report is not None
    assert not any(b"root:" in data for data in made.files.values())


def test_macros_and_programs_are_passed_over() -> None:
    hostile = _with("word/vbaProject.bin", b"Shell", _with("word/embeddings/a.exe", b"MZ"))
    assert set(_read(hostile).files) == {ARTICLE}


@pytest.mark.parametrize("number", [1, 2, 999_999])
def test_marks_of_the_import_in_the_authors_text_mean_nothing(number: int) -> None:
    """The characters are private ones, which an author may have all the same."""
    made = _read(word_file(_FIRST + paragraph(f"Bir {encode(number)}iki.")))
    assert made.files[ARTICLE].decode().endswith("\n\nBir iki.\n")
    source = f"<html><body><p>Bir {encode(number)}iki.</p></body></html>"
    assert _read(source.encode(), "a.html").files[ARTICLE].decode().endswith("\n\nBir iki.\n")


def test_a_comment_does_not_end_its_query() -> None:
    comment = (
        '<w:comment w:id="7" w:author="--&gt;A" w:date="2024-05-06T10:00:00Z">'
        f"{paragraph('Bax --> <script>x</script> <!--')}</w:comment>"
    )
    body = paragraph("Söz", '<w:r><w:commentReference w:id="7"/></w:r>', ".")
    text = _read(word_file(_FIRST + body, {"comments": comment})).files[ARTICLE].decode()
    [query] = [line for line in text.splitlines() if "query" in line]
    assert query.count("-->") == 1
    assert query.endswith("-->.")
