"""The same sources, options and versions give the same bytes, wherever and whenever they are built.

Each row of ``CONDITIONS`` is a build as a whole process; its products and its manifest must be
those of the plain build. A row names all that can hold at the same time.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from differences_kit import differences, products
from shared_kit import for_long

from nashr.pipeline.verify import verify

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = ROOT / "tests" / "projects"
SECONDS = 300
EPOCH = {"SOURCE_DATE_EPOCH": "1774958400"}

#: Python runs this before anything else: the clock goes eleven years ahead of the real one, and
#: folders are listed from Z to A.
OTHER_WORLD = """
import datetime, os, time

_AHEAD = 11 * 365 * 86400 + 4321
_time, _time_ns, _listdir, _scandir = time.time, time.time_ns, os.listdir, os.scandir
time.time = lambda: _time() + _AHEAD
time.time_ns = lambda: _time_ns() + _AHEAD * 10**9


def _later(function):
    return lambda seconds=None: function(time.time() if seconds is None else seconds)


time.gmtime, time.localtime = _later(time.gmtime), _later(time.localtime)


class _Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class _DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    today = now

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())


datetime.date, datetime.datetime = _Date, _DateTime


class _Backwards:
    def __init__(self, *arguments):
        with _scandir(*arguments) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def close(self):
        return None


os.scandir = _Backwards
os.listdir = lambda *arguments: sorted(_listdir(*arguments), reverse=True)
"""


@dataclass(frozen=True)
class Condition:
    """Under what a build runs."""

    name: str
    #: Where the project lies, below the test's folder.
    folder: str = "p"
    environment: Mapping[str, str] = field(default_factory=dict)
    #: Options that change how a build runs and not what it makes.
    arguments: tuple[str, ...] = ()
    umask: int = 0o022
    #: Files are copied from Z to A, changed at another time, and for their owner's eyes only.
    copied_otherwise: bool = False
    #: nashr itself lies elsewhere too, where it was never run before these tests.
    moved_program: bool = False
    #: See ``OTHER_WORLD``.
    other_world: bool = False
    #: The Turkish locale, in which I is not the capital of i.
    turkish: bool = False


PLAIN = Condition(
    "plain",
    environment={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    arguments=("--jobs", "2"),
)
ELSEWHERE = Condition(
    "elsewhere",
    folder="Başqa bir yer/çox uzun ad — «İstanbul» ərazisi/məqalə $HOME 100%",
    environment={"TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4294967295"},
    arguments=("--jobs", "5"),
    umask=0o077,
    copied_otherwise=True,
    moved_program=True,
    other_world=True,
)
NO_LOCALE = Condition(
    "no locale", environment={"LC_ALL": "C", "PYTHONUTF8": "0"}, copied_otherwise=True
)
CONDITIONS = (
    ELSEWHERE,
    NO_LOCALE,
    Condition(
        "turkish, optimised, one after the other, shaping by the environment",
        environment={
            "TZ": "Asia/Baku",
            "PYTHONOPTIMIZE": "2",
            "HB_SHAPER_LIST": "fallback",
            "HB_OPTIONS": "uniscribe-bug-compatible",
            "FREETYPE_PROPERTIES": "truetype:interpreter-version=35",
            "PANGO_LANGUAGE": "tr",
            "FONTCONFIG_FILE": "/etc/fonts/fonts.conf",
            "PYTHONHASHSEED": "5",
        },
        arguments=("--jobs", "1"),
        turkish=True,
    ),
)


def build(
    project: Path, condition: Condition, options: tuple[str, ...], dates: Mapping[str, str]
) -> Path:
    """The output folder of a build of the project where it lies."""
    folder = project.parent
    home = folder / f"home of {condition.name}"
    home.mkdir(exist_ok=True)
    program = ROOT
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        **dates,
        **condition.environment,
    }
    if condition.moved_program:
        program = moved_program()
        del environment["PYTHONDONTWRITEBYTECODE"]  # the next build need not compile it again
    if condition.other_world:
        (home / "sitecustomize.py").write_text(OTHER_WORLD, "utf-8")
        environment["PYTHONPATH"] = str(home)
    if condition.turkish:
        environment |= turkish(home)
    command = [sys.executable, str(program / "build.py"), "--project", project.name]
    done = subprocess.run(
        [*command, *options, *condition.arguments],
        cwd=folder,
        env=environment,
        umask=condition.umask,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
    return project / "output"


@cache
def moved_program() -> Path:
    """A copy of nashr in a folder of its own, without bytecode until it runs."""
    folder = Path(tempfile.mkdtemp(prefix="nashr, moved "))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in ("nashr", "templates", "bibliography", "build.py"):
        copy(ROOT / name, folder / name, otherwise=True)
    return folder


def turkish(home: Path) -> dict[str, str]:
    """The environment for Turkish, its locale made where the machine can make it."""
    name = "tr_TR.UTF-8"
    if shutil.which("localedef"):
        command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(home / name)]
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    return {"LOCPATH": str(home), "LC_ALL": name, "LANG": name, "LANGUAGE": "tr:az"}


def copy(source: Path, target: Path, *, otherwise: bool) -> None:
    """A copy of a folder or a file; ``otherwise`` in another order, with other times and rights."""
    files = [source] if source.is_file() else sorted(p for p in source.rglob("*") if p.is_file())
    for number, file in enumerate(reversed(files) if otherwise else files):
        if "__pycache__" in file.parts or "output" in file.relative_to(source).parts[:1]:
            continue
        place = target / file.relative_to(source) if file != source else target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        os.utime(place, (number, 10**9 + number) if otherwise else (0, 10**9 - number))
        place.chmod(0o400 if otherwise else 0o644)


def lay_out(name: str, project: Path, *, otherwise: bool) -> None:
    """Copy a project of the house to a place."""
    if name != "article":
        copy(PROJECTS / name, project, otherwise=otherwise)
        return
    for part in ("manuscript", "bibliography", "templates"):
        copy(ROOT / part, project / part, otherwise=otherwise)


def assert_same(one: Path, other: Path) -> None:
    found = differences(products(one), products(other))
    assert not found, "\n".join(found)


# --- with SOURCE_DATE_EPOCH ----------------------------------------------------------------


@pytest.fixture(scope="module")
def plainly(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, tuple[str, ...]], Path]:
    """The plain build of a project with options, made once."""
    made: dict[tuple[str, tuple[str, ...]], Path] = {}

    def of(name: str, options: tuple[str, ...]) -> Path:
        if (name, options) not in made:
            project = tmp_path_factory.mktemp("plain") / PLAIN.folder
            lay_out(name, project, otherwise=False)
            made[name, options] = build(project, PLAIN, options, EPOCH)
        return made[name, options]

    return of


@pytest.mark.xdist_group("byte-for-byte")
@pytest.mark.parametrize(
    "condition",
    [one for one in CONDITIONS if one is not NO_LOCALE] + for_long([NO_LOCALE]),
    ids=lambda condition: condition.name,
)
def test_no_condition_changes_a_byte(
    condition: Condition, plainly: Callable[[str, tuple[str, ...]], Path], tmp_path: Path
) -> None:
    check("kitchen-sink", ("--print",), condition, plainly, tmp_path)


@pytest.mark.xdist_group("byte-for-byte")
def test_neither_does_the_lack_of_a_locale(
    plainly: Callable[[str, tuple[str, ...]], Path], tmp_path: Path
) -> None:
    check("small", ("--print", "--proof"), NO_LOCALE, plainly, tmp_path)


#: A configuration of fonts that prints every word in one typewriter face, and slants it.
OTHER_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>monospace</string></edit>
    <edit name="slant" mode="assign"><const>italic</const></edit>
    <edit name="lang" mode="assign"><string>ar</string></edit>
  </match>
  <match target="font">
    <edit name="fontfeatures" mode="append"><string>smcp on</string><string>kern off</string></edit>
    <edit name="embolden" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
  </match>
</fontconfig>
"""


@pytest.mark.xdist_group("byte-for-byte")
@pytest.mark.parametrize("language", ["C", "tr_TR.UTF-8", "ar_EG.UTF-8", "no such locale"])
def test_what_the_environment_says_of_fonts_and_shaping_changes_no_byte(
    language: str, plainly: Callable[[str, tuple[str, ...]], Path], tmp_path: Path
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "fonts.conf").write_text(OTHER_FONTS)
    (fonts / "pangorc").write_text("[Pango]\nModuleFiles = /nowhere\n")
    environment = {
        "FONTCONFIG_FILE": str(fonts / "fonts.conf"),
        "FONTCONFIG_PATH": str(fonts),
        "FONTCONFIG_SYSROOT": str(tmp_path),
        "FC_LANG": "ar",
        "PANGO_RC_FILE": str(fonts / "pangorc"),
        "PANGO_LANGUAGE": "ja:ar",
        "PANGO_SYSCONFDIR": str(fonts),
        "PANGOCAIRO_BACKEND": "ft2",
        "HB_SHAPER_LIST": "fallback",
        "HB_OPTIONS": "uniscribe-bug-compatible",
        "HB_FONT_FUNCS": "ft",
        "FREETYPE_PROPERTIES": "truetype:interpreter-version=35 cff:no-stem-darkening=0",
        "LANG": language,
        "LC_ALL": language,
        "LANGUAGE": language,
    }
    condition = Condition("fonts by the environment", environment=environment)
    check("small", ("--format", "pdf"), condition, plainly, tmp_path)


@pytest.mark.xdist_group("byte-for-byte")
@pytest.mark.parametrize("name", ["small", pytest.param("kitchen-sink", marks=pytest.mark.long)])
def test_a_proof_is_the_same_elsewhere(
    name: str, plainly: Callable[[str, tuple[str, ...]], Path], tmp_path: Path
) -> None:
    check(name, ("--print", "--proof"), ELSEWHERE, plainly, tmp_path)


@pytest.mark.long
@pytest.mark.xdist_group("byte-for-byte-article")
@pytest.mark.parametrize("options", [("--print",), ("--proof",)], ids=" ".join)
def test_the_article_is_the_same_elsewhere(
    options: tuple[str, ...], plainly: Callable[[str, tuple[str, ...]], Path], tmp_path: Path
) -> None:
    check("article", options, ELSEWHERE, plainly, tmp_path)


@pytest.mark.xdist_group("byte-for-byte-article")
def test_neither_does_the_number_of_workers(tmp_path: Path) -> None:
    outputs = []
    for jobs in ("1", "4"):
        project = tmp_path / jobs / "p"
        copy(ROOT / "tests" / "projects" / "small", project, otherwise=False)
        for slug in "bcde":
            copy(project / "manuscript" / "a", project / "manuscript" / slug, otherwise=False)
        condition = Condition(f"{jobs} jobs", arguments=("--jobs", jobs))
        outputs.append(build(project, condition, (), EPOCH))
    assert len(products(outputs[0])) == 5 * 5
    assert_same(*outputs)


def check(
    name: str,
    options: tuple[str, ...],
    condition: Condition,
    plainly: Callable[[str, tuple[str, ...]], Path],
    folder: Path,
) -> None:
    project = folder / condition.folder
    lay_out(name, project, otherwise=condition.copied_otherwise)
    output = build(project, condition, options, EPOCH)
    assert_same(plainly(name, options), output)
    assert verify(output).is_sound


# --- with git, and with neither ------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    who = {f"GIT_{r}_{k}": v for r in ("AUTHOR", "COMMITTER") for k, v in IDENTITY.items()}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **quiet, **who},
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )


IDENTITY = {"NAME": "Sample", "EMAIL": "sample@example.org", "DATE": "1012709106 -0330"}


@pytest.mark.xdist_group("byte-for-byte")
def test_a_clone_gives_the_same_bytes(tmp_path: Path) -> None:
    project = tmp_path / "p"
    lay_out("small", project, otherwise=False)
    (project / ".gitignore").write_text("output/\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        git(project, *command)
    clone = tmp_path / ELSEWHERE.folder
    git(tmp_path, "clone", "-q", str(project), str(clone))
    one = build(project, PLAIN, ("--print",), {})
    other = build(clone, ELSEWHERE, ("--print",), {})
    assert_same(one, other)
    assert b'"from": "git"' in products(one)["a/manifest.json"]


@pytest.mark.xdist_group("byte-for-byte")
def test_the_times_of_the_files_are_enough(tmp_path: Path) -> None:
    project, other = tmp_path / "p", tmp_path / ELSEWHERE.folder
    for place in (project, other):
        lay_out("small", place, otherwise=place == other)
        for file in place.rglob("*"):
            os.utime(file, (10**9, 10**9))
    one = build(project, PLAIN, (), {})
    assert_same(one, build(other, ELSEWHERE, (), {}))
    assert b'"from": "files"' in products(one)["a/manifest.json"]
