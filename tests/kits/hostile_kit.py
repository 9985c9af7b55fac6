"""Hostile inputs, built as a stranger's mail would be, and what must be true whatever they hold.

A ``Case`` is one article (or, with ``project``, a project of its own). ```build`` puts many
articles into one project beside a healthy neighbour, runs ``build.py`` once, and looks at what
concerns all of them: nothing outside was read, reached, written or changed. ``check`` looks at
one of them. In texts ``%LISTENER%`` stands for an address that must hear nothing, ``%SECRET%``
for a file outside the project, ``%OUTSIDE%`` for its folder, in which an ``article.md`` stands,
and ``%HOME%`` for a file in the home folder.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
import pandoc_kit
import pikepdf
import pytest
import warm_kit
from lost_kit import kill_family
from lxml import etree

from nashr.diagnostics import CODES, Severity
from nashr.frontmatter.schema import JournalKeys, key_fields

ROOT = Path(__file__).resolve().parents[2]
SLUG = "neighbour"
SUFFIXES = ("pdf", "epub", "html", "xml")
JOURNAL = "title: The Journal\nlanguage: en\nlimits: {time: 60, memory: 1500}\n"
BIBLIOGRAPHY = """@book{cornell2001,
  author = {Cornell, Svante E.},
  title = {Small Nations and Great Powers},
  publisher = {Curzon},
  location = {Richmond},
  date = {2001},
  langid = {english},
}
"""
LAST_WORDS = "These are the last words of the neighbour."
NEIGHBOUR = f"""---
title: A Healthy Article
authors:
  - given: Sample
    family: Author
---

One sentence with a citation [@cornell2001, 94].

{LAST_WORDS}
"""


# --- cases ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """A symbolic link; ``target`` may hold the placeholders."""

    target: str


@dataclass(frozen=True)
class Pipe:
    """A named pipe into which nobody writes."""


@dataclass(frozen=True)
class Folder:
    """An empty folder."""


#: What has megabytes is a function, and made when it is written: each worker keeps all cases until
#: the end of a run, and to fork a process takes longer with each megabyte.
Text = str | Callable[[], str]
File = Text | bytes | Callable[[], bytes] | Link | Pipe | Folder


@dataclass(frozen=True)
class Case:
    """One hostile input and what must happen.

    ``files``: by their path in the article's folder; a path that begins with ``/`` is one in the
    project. ``says``: the findings, as ``code``, ``code:line`` or ``code:line:column``. The
    article must be built when none of them is an error, and no error but these may be found.
    ``shows`` and ``never`` are patterns that the web page has, or has not.
    """

    name: str
    files: Mapping[str, File] = field(repr=False)
    says: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    #: Whether it needs a project of its own: for journal.yaml and the journal's files.
    project: bool = False
    #: Whether only the limits of ``journal.yaml`` can end it.
    needs_limits: bool = False
    #: Whether the neighbour cannot be built either, as with a faulty journal.yaml.
    stops_all: bool = False

    @property
    def is_refused(self) -> bool:
        codes = (one.partition(":")[0] for one in self.says)
        return any(CODES[code].severity is Severity.ERROR for code in codes)


def manuscript(body: str, front: str = "title: Hostile") -> str:
    """An ``article.md``; under the shortest front matter the body begins on line 5."""
    return f"---\n{front}\n---\n\n{body}\n"


def article(name: str, body: Text, *says: str, front: str = "title: Hostile", **more: Any) -> Case:
    """A case of one ``article.md``."""
    return Case(
        name, {"article.md": changed(body, lambda text: manuscript(text, front))}, says, **more
    )


def changed(text: Text, change: Callable[[str], str]) -> Text:
    """The text, changed when it is made."""
    return change(text) if isinstance(text, str) else lambda: change(text())


# --- the place -----------------------------------------------------------------------------


@dataclass
class Listener:
    """Listens on loopback and notes what it hears."""

    heard: list[bytes] = field(default_factory=list)

    def __enter__(self) -> Listener:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)  # ends a call that waits; closing does not
        self._thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.2)
                try:
                    self.heard.append(connection.recv(200))
                except OSError:
                    self.heard.append(b"")


@dataclass(frozen=True)
class Place:
    """A project, what lies around it, and the words that may not come out."""

    root: Path
    tokens: tuple[str, str]
    listener: str

    @classmethod
    def make(cls, root: Path, listener: str) -> Place:
        place = cls(root, (secrets.token_hex(12), secrets.token_hex(12)), listener)
        for folder in (place.project, place.home, place.scratch):
            folder.mkdir(parents=True)
        place.secret.parent.mkdir()
        place.secret.write_text(place.tokens[0] + "\n", encoding="utf-8")
        (place.secret.parent / "article.md").write_text(manuscript(place.tokens[0]), "utf-8")
        (place.home / "secret.txt").write_text(place.tokens[1] + "\n", encoding="utf-8")
        return place

    @property
    def project(self) -> Path:
        return self.root / "project"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def output(self) -> Path:
        return self.root / "products"

    @property
    def secret(self) -> Path:
        return self.root / "outside" / "secret.txt"

    def filled(self, text: str) -> str:
        text = text.replace("%LISTENER%", self.listener).replace("%SECRET%", str(self.secret))
        text = text.replace("%OUTSIDE%", str(self.secret.parent))
        return text.replace("%HOME%", str(self.home / "secret.txt"))

    def put(self, path: Path, content: File) -> None:
        """Write a file over what may stand there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.is_file():
            path.unlink()
        match content:
            case str():
                path.write_bytes(self.filled(content).encode())
            case bytes():
                path.write_bytes(content)
            case Link(target):
                if path.is_dir():
                    path.rmdir()
                path.symlink_to(self.filled(target))
            case Pipe():
                os.mkfifo(path)
            case Folder():
                path.mkdir(exist_ok=True)
            case make:
                self.put(path, make())

    def environment(self) -> dict[str, str]:
        proxies = ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy")
        address = f"http://{self.listener}"
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
        return {
            **kept,
            **dict.fromkeys((*proxies, *(name.upper() for name in proxies)), address),
            "HOME": str(self.home),
            "TMPDIR": str(self.scratch),
            "XDG_CACHE_HOME": str(self.cache),
            "SOURCE_DATE_EPOCH": "1774958400",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def photograph(self) -> dict[str, str]:
        """What stands where nothing may change: everything but products and cache."""
        found: dict[str, str] = {}
        for path in sorted(self.root.rglob("*")):
            if path.is_relative_to(self.output) or path.is_relative_to(self.cache):
                continue
            name = path.relative_to(self.root).as_posix()
            if path.is_symlink():
                found[name] = f"link to {path.readlink()}"
            elif path.is_file():
                found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            else:
                found[name] = "no file"
        return found


# --- the build -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Built:
    """What came of one run of ``build.py build --json``."""

    place: Place
    code: int
    stderr: str
    reports: Mapping[str, Any] = field(repr=False)

    def findings(self, slug: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.reports.get(slug, {}).get("diagnostics", [])
        return found

    def products(self, slug: str) -> list[Path]:
        folder = self.place.output / slug
        return sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []

    def page(self, slug: str) -> str:
        return (self.place.output / slug / f"{slug}.html").read_text("utf-8")


def build(
    root: Path, cases: Sequence[Case], *, options: Sequence[str] = (), seconds: float = 240
) -> Built:
    """Build all the cases in one project, and hold the run against what is true of every run."""
    with Listener() as listener:
        place = Place.make(root, listener.address)
        _lay_out(place, cases)
        before = place.photograph()
        code, stdout, stderr = _run(place, options, seconds)
        assert listener.heard == [], "a build reached for the network"
    assert "Traceback" not in stderr, stderr
    changed = sorted(name for name, _ in set(place.photograph().items()) ^ set(before.items()))
    if any(case.needs_limits for case in cases):  # the next build sweeps what a killed one left
        changed = [name for name in changed if not name.startswith("scratch/")]
    assert changed == [], "a build changed, made or deleted files outside of its output"
    reports = {r["article"]: r for r in json.loads(stdout)["articles"]} if stdout else {}
    built = Built(place, code, stderr, reports)
    assert_nothing_leaked(built)
    if not any(case.stops_all for case in cases):
        assert_whole(built, SLUG)
    errors = [f for r in reports.values() for f in r["diagnostics"] if f["severity"] == "error"]
    assert built.code == (1 if errors else 0), f"exit code {built.code}: {stderr}"
    return built


#: ``build.py`` with its errors in a file, whose name is the first argument.
_PROGRAM = f"""
import os, runpy, sys
errors = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT)
os.dup2(errors, 2)
os.close(errors)
sys.argv[0] = {str(ROOT / "build.py")!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def _run(place: Place, options: Sequence[str], seconds: float) -> tuple[int, str, str]:
    """The exit code of a build of the project, its output and its errors."""
    with tempfile.TemporaryDirectory() as beside:
        errors = Path(beside) / "errors"
        arguments = [str(errors), "build", "--json", "--project", str(place.project)]
        arguments += ["--output", str(place.output), *options]
        process = warm_kit.start(
            arguments,
            place.environment(),
            place.home,
            script=_PROGRAM,
            answers=pandoc_kit.kept_in,  # of the neighbour, which is the same in all
        )
        try:
            stdout, _ = process.communicate(seconds)
        finally:
            kill_family(process)
        return process.wait(seconds), stdout, errors.read_text("utf-8")


def _lay_out(place: Place, cases: Iterable[Case]) -> None:
    files: dict[str, File] = {
        "manuscript/journal.yaml": JOURNAL,
        "bibliography/references.bib": BIBLIOGRAPHY,
        f"manuscript/{SLUG}/article.md": NEIGHBOUR,
    }
    for case in cases:
        for name, content in case.files.items():
            inside = name.startswith("/")
            files[name[1:] if inside else f"manuscript/{case.name}/{name}".rstrip("/")] = content
    for name, content in files.items():
        place.put(place.project / name, content)


# --- what must be true ---------------------------------------------------------------------


def check(built: Built, case: Case) -> None:
    """What the case says must happen has happened.

    What is wrong in a bibliography file is told once for all articles; it stops those alone that
    cite what cannot be used, and they say so themselves.
    """
    own = built.findings(case.name)
    shared = built.findings("")
    if not case.project:
        shared = [f for f in shared if (f["file"] or "").startswith(f"manuscript/{case.name}/")]
    findings = own + shared
    named = {name for finding in findings for name in _names(finding)}
    assert set(case.says) <= named, f"expected {case.says}, found {_told(findings)}"
    expected = {one.partition(":")[0] for one in case.says}
    errors = {finding["code"] for finding in findings if finding["severity"] == "error"}
    assert errors <= expected, f"errors that nobody expected: {_told(findings)}"
    stopping = findings if case.project else own
    if any(finding["severity"] == "error" for finding in stopping):
        assert built.products(case.name) == []
        return
    if isinstance(case.files.get("article.md"), str | bytes):
        assert_whole(built, case.name)
        page = built.page(case.name)
        missing = [pattern for pattern in case.shows if not re.search(pattern, page)]
        assert not missing, f"the web page does not show {missing}"
        found = [pattern for pattern in case.never if re.search(pattern, page, re.I)]
        assert not found, f"the web page has {found}"
        if not case.stops_all:
            own = {quote(product.name) for product in built.products(case.name)}
            assert_still(page, built.page(SLUG), own)
        assert_still_book(built.place.output / case.name / f"{case.name}.epub")


def _names(finding: Mapping[str, Any]) -> tuple[str, str, str]:
    code, line, column = finding["code"], finding["line"], finding["column"]
    return code, f"{code}:{line}", f"{code}:{line}:{column}"


def _told(findings: Iterable[Mapping[str, Any]]) -> str:
    told = (
        f"{f['file']}:{f['line']}:{f['column']}: {f['code']}: {f['message'][:300]}"
        for f in findings
    )
    return "\n  ".join(["", *told])


def assert_whole(built: Built, slug: str) -> None:
    """Every product of an article is there and can be read to its end."""
    folder = built.place.output / slug
    assert (folder / "manifest.json").is_file(), (
        f"{slug} was not built: {_told(built.findings(slug))}"
    )
    for suffix in SUFFIXES:
        assert (folder / f"{slug}.{suffix}").stat().st_size > 0
    with zipfile.ZipFile(folder / f"{slug}.epub") as book:
        assert book.testzip() is None
    with pikepdf.open(folder / f"{slug}.pdf") as pdf:
        assert len(pdf.pages) > 0
    if slug == SLUG:
        assert LAST_WORDS in built.page(slug)


#: Elements that run, load, ask or lead away, and that no manuscript may bring in.
RUNNING = (
    "script style link meta base iframe frame object embed applet form input button select "
    "textarea video audio source track template svg foreignobject animate set use maction portal"
).split()
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "ping", "srcset", "cite")
_SAFE = re.compile(
    r"https?://|mailto:|#|data:(?:image|font)/|data:application/(?:json|x-[a-z-]+)[;,]", re.I
)


def assert_still(page: str, sound: str, own: Collection[str] = ()) -> None:
    """Nothing in the page runs, loads or leads away that is not in the page of a sound article.

    ``own`` are the addresses of the article's other products, to which the page may lead.
    """
    ours = {_element(e) for e in lxml.html.fromstring(sound).iter(*RUNNING)}
    root = lxml.html.fromstring(page)
    for element in root.iter(etree.Element):
        if element.get("type") == LINKED_DATA:
            json.loads(element.text or "")
        elif element.tag in RUNNING and element.get("type") != "checkbox":
            in_head = any(around.tag == "head" for around in element.iterancestors())
            ok = _element(element) in ours or (in_head and element.tag in ("meta", "link", "style"))
            assert ok, f"<{element.tag}> came into the page: {_element(element)[:300]}"
        if element.tag != "link":
            _assert_quiet(element, own if element.tag == "a" else ())


LINKED_DATA = "application/ld+json"


def assert_still_book(book: Path) -> None:
    """The same for the pages of an EPUB, which hold no program at all."""
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                root = etree.fromstring(archive.read(name))
                for element in root.iter(etree.Element):
                    assert etree.QName(element).localname != "script", name
                    if name.endswith(".xhtml"):
                        _assert_quiet(element, inside=True)


def _element(element: Any) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _assert_quiet(element: Any, own: Collection[str] = (), *, inside: bool = False) -> None:
    for name, value in element.attrib.items():
        name = etree.QName(name).localname.lower()
        assert not name.startswith("on"), f"an event handler came in: {name}={value[:100]!r}"
        if name in _ADDRESSES:
            safe = value in own or _SAFE.match(value.strip()) or (inside and ":" not in value)
            assert safe, f"an address came in: {name}={value[:100]!r}"
        if name == "style":
            assert not re.search(r"url|expression|@|\\\\|behavior", value), value[:200]


def assert_nothing_leaked(built: Built) -> None:
    """None of the secret words is in a product, however it is packed, or in what was printed."""
    printed = json.dumps(built.reports, ensure_ascii=False) + built.stderr
    words = (*built.place.tokens, "root:x:0:0:")
    assert not [word for word in words if word in printed], "a secret was printed"
    forms = [form for word in words for form in _forms(word)]
    folders = (built.place.output, built.place.cache)
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        for name, data in _unpacked(path):
            assert not [form for form in forms if form in data], f"a secret is in {name}"


def _forms(word: str) -> list[bytes]:
    plain = word.encode()
    coded = [base64.b64encode(b"\0" * n + plain)[4 if n else 0 : -4] for n in range(3)]
    wide = word.encode("utf-16-be")
    return [plain, plain[::-1], wide, plain.hex().encode(), wide.hex().encode(), *coded]


def _unpacked(path: Path) -> Iterable[tuple[str, bytes]]:
    yield path.name, path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from ((f"{path.name}: {name}", archive.read(name)) for name in archive.namelist())
    if path.suffix == ".pdf":
        yield from _streams(path)


def _streams(path: Path) -> Iterable[tuple[str, bytes]]:
    with pikepdf.open(path) as pdf:
        for number, one in enumerate(pdf.objects):
            if isinstance(one, pikepdf.Stream):
                try:
                    yield f"{path.name}: object {number}", one.read_bytes()
                except pikepdf.PdfError:  # the samples of a picture
                    yield f"{path.name}: object {number}", one.read_raw_bytes()
    if shutil.which("pdftotext"):
        command = ["pdftotext", str(path), "-"]
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)
        yield f"{path.name}: text", done.stdout


# --- many cases, few builds ----------------------------------------------------------------


@dataclass(frozen=True)
class Batch:
    """Cases that are built in one project. A build that fails fails each of them."""

    name: str
    cases: tuple[Case, ...] = field(repr=False)


def parameters(name: str, cases: Sequence[Case], size: int = 36) -> list[Any]:
    """Parameters ``case, batch`` for pytest: a dozen articles a build, each batch in one worker.

    ``name`` is that of the list, and no other list may have it.
    """
    can_limit = "limits" in key_fields(JournalKeys)
    together = [case for case in cases if not case.project and not case.needs_limits]
    batches = [
        Batch(f"{name}-{n // size + 1}", tuple(together[n : n + size]))
        for n in range(0, len(together), size)
    ]
    alone = [case for case in cases if case not in together]
    batches += [Batch(f"{name}-{case.name}", (case,)) for case in alone]
    found = []
    for batch in batches:
        for case in batch.cases:
            marks = [pytest.mark.xdist_group(batch.name)]
            if case.needs_limits and not can_limit:
                marks.append(pytest.mark.skip(reason="journal.yaml has no “limits” yet"))
            found.append(pytest.param(case, batch, id=case.name, marks=marks))
    return found
