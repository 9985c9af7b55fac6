"""What would make a build depend on when, where or by whom it runs is not even named in nashr."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "nashr"
#: The recipe of a model, which runs in no build: chance that has a fixed seed.
TRAINING = PACKAGE / "importing" / "training"

#: Modules that know what must not show in a product.
MODULES = ("getpass", "locale", "random", "secrets", "tzlocal")
#: Functions that ask the clock, the machine or chance. How long something takes may be measured.
ATTRIBUTES = (
    *("today", "now", "utcnow", "time_ns", "localtime", "gmtime", "ctime", "asctime"),
    *("uuid1", "uuid4", "urandom", "getrandom", "getlogin", "gethostname", "getfqdn", "uname"),
    *("getpid", "getcwd", "expanduser", "getlocale", "strcoll", "strxfrm"),
)
#: Those who may look at the environment, and those that run no build.
ENVIRONMENT = {
    *(f"cli/{name}.py" for name in ("build", "clean", "main", "needs", "preview", "progress")),
    *("cli/project.py", "cli/resolve.py", "cli/terminal.py", "cli/issue.py"),
    "engines/libreoffice.py",  # run by imports alone, with the PATH that it is found on
    *("project/dating.py", "project/temporary_folders.py", "engines/__init__.py"),
    "typesetting/isolation.py",
    *("checking/validators/base.py", "checking/validators/tools.py"),
}
BUILTINS = ("hash",)
#: What is asked all the same, and why no product depends on it.
EXCUSED = {
    ("cli/signals.py", ".getpid"): "tells the process that got a signal from those it forked",
    ("cli/terminal.py", ".getcwd"): "paths are listed as one would type them there",
    ("processes/forkserver.py", ".getpid"): "lets a task be killed whose fork server is dead",
    ("records.py", "hash()"): "of a value in a set or a dict of one process, as a dataclass has it",
    ("project/ledger.py", ".getpid"): "names a file of the cache until it is renamed",
    ("project/prepared.py", ".getpid"): "names a file of setup until it is renamed",
    ("project/ledger.py", ".time_ns"): "whether a file is so young that it may change unseen",
}


def named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each name in a module that has a meaning here, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name.split(".")[0]) for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield node.lineno, module.split(".")[0]
                yield from ((node.lineno, f".{alias.name}") for alias in node.names)
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.Attribute(value=ast.Name(id="time"), attr="time"):
                yield node.lineno, "time.time"
            case ast.Attribute(attr=attribute):
                yield node.lineno, f".{attribute}"
            case ast.Call(func=ast.Name(id=name)):
                yield node.lineno, f"{name}()"


FORBIDDEN = {
    "time.time",
    *MODULES,
    *(f".{name}" for name in ATTRIBUTES),
    *(f"{name}()" for name in BUILTINS),
}


OF_THE_ENVIRONMENT = (".environ", ".getenv", ".environb")


def found(text: str) -> list[str]:
    return [name for _, name in named(ast.parse(text)) if name in FORBIDDEN]


@cache
def names_in_the_package() -> list[tuple[str, int, str]]:
    """Each name that is forbidden or of the environment, with its module and line."""
    wanted = {*FORBIDDEN, *OF_THE_ENVIRONMENT}
    return [
        (file.relative_to(PACKAGE).as_posix(), line, name)
        for file in sorted(PACKAGE.rglob("*.py"))
        for line, name in named(ast.parse(file.read_text("utf-8")))
        if name in wanted
    ]


@pytest.mark.xdist_group("no-clock")
def test_no_module_asks_for_the_time_the_place_or_chance() -> None:
    asking = [
        f"{module}:{line}: {name}"
        for module, line, name in names_in_the_package()
        if TRAINING not in (PACKAGE / module).parents
        and name in FORBIDDEN
        and (module, name) not in EXCUSED
    ]
    assert asking == []


@pytest.mark.xdist_group("no-clock")
def test_only_a_few_modules_look_at_the_environment() -> None:
    looking = {module for module, _, name in names_in_the_package() if name in OF_THE_ENVIRONMENT}
    assert looking <= ENVIRONMENT


@pytest.mark.parametrize(
    "text",
    [
        "import datetime as dt\ndt.datetime.now()",
        "from time import time",
        "import time\ntime.time()",
        "import uuid\nuuid.uuid4()",
        "import os\nos.urandom(4)",
        "hash('x')",
    ],
)
def test_the_search_would_find_it(text: str) -> None:
    assert found(text)
