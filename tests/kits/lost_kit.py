"""What the tests of "Nothing is lost" share: a journal in two states, and what must hold of it.

The journal has two articles, and its sources two versions, the old and the new. Undisturbed builds
of both give the digests that a product may have; whatever befalls a build, there is no third. The
web page and the EPUB mark the pages of the PDF, and have other digests where none is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandoc_kit
import pytest
import warm_kit
from warm_kit import Process

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
ARTICLES = ("a", "b")
SUFFIXES = {"pdf": "pdf", "epub": "epub", "html": "html", "jats": "xml"}
ALL = "pdf,epub,html,jats"
WITHOUT_PDF = "epub,html,jats"

ARTICLE = """---
title: Article {name}, {version}
authors:
  - given: Sample
    family: Author
---

The {version} text of article {name} cites a work [@cornell2001, 94].

![A square](figure.svg){{alt="A square"}}
"""
FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
<rect width="40" height="40" fill="gray"/></svg>
"""


def write_sources(project: Path, version: str) -> None:
    """Put the old or the new version of the sources in place.

    Each text is replaced in one step, and nothing else differs, so that a build that runs meanwhile
    reads an article in one of its versions and in no mixture.
    """
    for name in ARTICLES:
        folder = project / "manuscript" / name
        folder.mkdir(exist_ok=True)
        _change(folder / "article.md", ARTICLE.format(name=name, version=version))
        figure = folder / "figure.svg"
        if not figure.exists():
            figure.write_text(FIGURE, encoding="utf-8")


def _change(path: Path, text: str) -> None:
    beside = path.parent.parent / f"{path.name}.next"
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@dataclass(frozen=True)
class Sandbox:
    """A place for one trial: the project, its output, and a temporary folder of its own."""

    project: Path
    temporary: Path
    old: Mapping[str, str]
    new: Mapping[str, str]
    old_without_pdf: Mapping[str, str] = field(default_factory=dict)
    new_without_pdf: Mapping[str, str] = field(default_factory=dict)
    #: The folder of the cache; empty for builds without one.
    cache: str = ""

    @property
    def output(self) -> Path:
        return self.project / "output"

    def environment(self) -> dict[str, str]:
        own = {"SOURCE_DATE_EPOCH": "1774958400", "TMPDIR": str(self.temporary)}
        own["NASHR_CACHE"] = self.cache
        return {**os.environ, **own, "GITHUB_ACTIONS": "", "PYTHONDONTWRITEBYTECODE": "1"}

    def arguments(self, formats: str = ALL, articles: Sequence[str] = ()) -> list[str]:
        return ["build", *articles, "--project", str(self.project), "--format", formats]

    def start(
        self, formats: str = ALL, articles: Sequence[str] = (), *, privileged: bool = True
    ) -> Process:
        """Begin a build in a session of its own; not privileged, rights count for root too."""
        if not privileged and not warm_kit.can_drop_privilege():
            pytest.skip("root reads everything here, and that cannot be taken from it")
        return warm_kit.start(
            self.arguments(formats, articles),
            self.environment(),
            self.temporary,
            privileged=privileged,
            answers=pandoc_kit.kept_in,
        )

    def build(
        self, formats: str = ALL, articles: Sequence[str] = (), *, privileged: bool = True
    ) -> tuple[int, str]:
        """The exit code of a build, and what it said."""
        process = self.start(formats, articles, privileged=privileged)
        try:
            said, _ = process.communicate(timeout=SECONDS)
        finally:
            kill_family(process)
        return process.wait(SECONDS), said

    def start_script(self, script: str, *arguments: str) -> tuple[int, str]:
        """The exit code and the words of a Python text that runs in the place of ``build.py``."""
        process = warm_kit.start(arguments, self.environment(), self.temporary, script=script)
        try:
            said, _ = process.communicate(timeout=SECONDS)
        finally:
            kill_family(process)
        return process.wait(SECONDS), said

    def build_by(self, *launcher: str) -> tuple[int, str]:
        """The exit code and the words of a build of the web page that another program starts."""
        done = subprocess.run(
            [*launcher, sys.executable, str(ROOT / "build.py"), *self.arguments("html")],
            capture_output=True,
            text=True,
            env=self.environment(),
            cwd=self.temporary,
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    # --- what must hold --------------------------------------------------------------------

    def products(self) -> dict[str, str]:
        """The digest of every file in ``output/`` but the manifests and what is half-written."""
        return {
            path: digest
            for path, digest in _digests(self.output).items()
            if not path.endswith("manifest.json") and not _is_temporary(path)
        }

    def assert_whole(self) -> None:
        """Every product is the old or the new one, and the manifest tells of no other.

        It comes last, so where it tells of the new set, all of that set stand.
        """
        found = self.products()
        strange = {p for p, d in found.items() if not self.is_old(p, d) and not self.is_new(p, d)}
        assert not strange, f"neither the old nor the new product: {strange}"
        for name in ARTICLES:
            listed = self.manifest(name)
            for path, digest in listed.items():
                known = self.is_old(path, digest) or self.is_new(path, digest)
                assert known, f"{path} in the manifest"
                assert path in found, f"{path} is in the manifest and not in its place"
            if any(self.is_new(path, digest) for path, digest in listed.items()):
                late = {p for p, d in listed.items() if self.is_new(p, d) and found[p] != d}
                assert not late, f"in the manifest, but not in its place: {late}"

    def is_old(self, path: str, digest: str) -> bool:
        return digest in (self.old.get(path), self.old_without_pdf.get(path))

    def is_new(self, path: str, digest: str) -> bool:
        return digest in (self.new.get(path), self.new_without_pdf.get(path))

    def assert_new(self, formats: str = ALL, *, one_build: bool = True) -> None:
        """The new products stand in ``output/`` and are listed, and nothing half-made is left.

        Of one build they are all with the marks of the PDF's pages, or all without.
        """
        suffixes = {SUFFIXES[name] for name in formats.split(",")}
        new = self.new if "pdf" in formats else self.new_without_pdf
        wanted = {p: d for p, d in new.items() if p.rpartition(".")[2] in suffixes}
        found = self.products()
        made = {p: d for p, d in found.items() if p in wanted}
        if one_build:
            assert made == wanted
        assert set(made) == set(wanted)
        assert [p for p, d in made.items() if not self.is_new(p, d)] == []
        assert set(found) <= set(self.new), "a file that no build makes"
        listed = self.listed()
        assert {path: listed.get(path) for path in wanted} == made
        self.assert_agreed()
        self.assert_swept()

    def assert_agreed(self) -> None:
        """What the manifests list stands, with these digests.

        A product of other sources than those of the last build may stand unlisted beside them.
        """
        listed, found = self.listed(), self.products()
        assert {path: found.get(path) for path in listed} == listed

    def listed(self) -> dict[str, str]:
        """The digests of both manifests."""
        return {path: digest for name in ARTICLES for path, digest in self.manifest(name).items()}

    def assert_swept(self) -> None:
        """Nothing half-written is left in ``output/``, and nothing at all in TMPDIR."""
        assert [p for p in _digests(self.output) if _is_temporary(p)] == []
        assert sorted(p.name for p in self.temporary.iterdir()) == []

    def manifest(self, article: str) -> dict[str, str]:
        """The digests in an article's manifest, by path in ``output/``; none without manifest."""
        path = self.output / article / "manifest.json"
        if not path.exists():
            return {}
        listed = json.loads(path.read_bytes())["products"]
        return {f"{article}/{name}": entry["sha256"] for name, entry in listed.items()}

    def sources(self) -> dict[str, tuple[int, int, str]]:
        """Mode, time of change and content of all that lies outside ``output/``."""
        found = {}
        for folder, folders, files in os.walk(self.project):
            if Path(folder) == self.project and "output" in folders:
                folders.remove("output")
            for name in (*folders, *files):
                path = Path(folder) / name
                about = path.lstat()
                found[str(path.relative_to(self.project))] = (
                    about.st_mode,
                    about.st_mtime_ns,
                    _content(path),
                )
        return found


def _content(path: Path) -> str:
    if path.is_symlink():
        return str(path.readlink())
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _is_temporary(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".nashr-") and name.endswith(".part")


# --- the journal in its two versions -------------------------------------------------------


@dataclass(frozen=True)
class Pattern:
    """The journal with new sources and old products, and what builds of both versions give."""

    project: Path
    old: Mapping[str, str]
    new: Mapping[str, str]
    old_without_pdf: Mapping[str, str]
    new_without_pdf: Mapping[str, str]
    seconds: float

    def sandbox(self, folder: Path) -> Sandbox:
        """A copy to be maltreated."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.project, folder / "project")
        (folder / "tmp").mkdir()
        digests = (self.old, self.new, self.old_without_pdf, self.new_without_pdf)
        return Sandbox(folder / "project", folder / "tmp", *digests)


def read_pattern(folder: Path) -> Pattern:
    """The pattern that ``make_pattern`` made in a folder."""
    found = json.loads((folder / "pattern.json").read_text("utf-8"))
    return Pattern(folder / "project", **found)


def make_pattern(folder: Path) -> None:
    """Build both versions, undisturbed, in processes of their own."""
    project = folder / "project"
    shutil.copytree(ROOT / "tests" / "projects" / "small", project)
    (folder / "tmp").mkdir()
    sandbox = Sandbox(project, folder / "tmp", {}, {})
    found: dict[str, object] = {}
    for formats, kind in ((WITHOUT_PDF, "_without_pdf"), (ALL, "")):
        for version in ("new", "old"):
            write_sources(project, version)
            begun = time.monotonic()
            code, said = sandbox.build(formats)
            found["seconds"] = time.monotonic() - begun
            assert code == 0, said
            found[f"{version}{kind}"] = sandbox.products()
        if formats != ALL:
            shutil.rmtree(sandbox.output)
    write_sources(project, "new")
    (folder / "pattern.json").write_text(json.dumps(found), encoding="utf-8")
    made = read_pattern(folder)
    assert set(made.old) == set(made.new)
    assert all(made.old[path] != made.new[path] for path in made.old if "/media/" not in path)


# --- processes -----------------------------------------------------------------------------


def family(process: Process) -> set[int]:
    """The living processes of a build: those of its session, and on systems that do not tell
    sessions, those of its process group.
    """
    column = "sid" if sys.platform == "linux" else "pgid"
    done = subprocess.run(
        ["ps", "-A", "-o", f"pid=,{column}=,stat="],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    return {int(r[0]) for r in rows if int(r[1]) == process.pid and not r[2].startswith("Z")}


def await_family_end(process: Process) -> None:
    """Wait until all processes of a build have ended, which they do once it has; it must have."""
    until = time.monotonic() + SECONDS
    while left := family(process):
        assert time.monotonic() < until, f"still alive: {left}"
        time.sleep(0.05)


def kill_family(process: Process) -> None:
    """End whatever of a build still lives, at one blow as far as the system can."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pid in family(process):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
